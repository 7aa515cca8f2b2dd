"""Overlaps: interviews at the same time for which the same jurors are expected.

Where both have the same named panel or room the tables refuse that (`workbook/schedule.py`). Without a name everyone judges, and
whoever sits on two panels is expected at both: that may be meant so, and is told. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from juryapp.model.juror import Juror
from juryapp.model.panel import jurors_of, panel_of
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.workbook.schedule import same_time


@dataclass(frozen=True)
class Overlap:
    """Two interviews, the earlier one first."""

    first: Slot
    second: Slot
    jurors: tuple[Juror, ...]
    """Those who count and are expected at both; nobody while no juror is known, and one panel would hear both."""


def overlaps(setup: Setup) -> list[Overlap]:
    """Every pair, by day and hour."""
    ordered = sorted(setup.slots, key=lambda slot: (slot.day, slot.start, slot.candidate))
    pairs = ((one, two) for one, two in combinations(ordered, 2) if one.day == two.day and same_time(one, two))
    found = [Overlap(one, two, tuple(_at_both(setup, one, two))) for one, two in pairs]
    without = not any(juror.counts for juror in setup.jurors)
    return [one for one in found if one.jurors or (without and _panel(setup, one.first) == _panel(setup, one.second))]


def _at_both(setup: Setup, one: Slot, two: Slot) -> Sequence[Juror]:
    judging = [jurors_of(_panel(setup, slot), setup.jurors) for slot in (one, two)]
    return [juror for juror in judging[0] if juror.counts and juror in judging[1]]


def _panel(setup: Setup, slot: Slot) -> str:
    category = next((one.category for one in setup.candidates if one.number == slot.candidate), "")
    known = next((one for one in setup.categories if one.code == category), None)
    return panel_of(known, slot) if known else slot.panel
