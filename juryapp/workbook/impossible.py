"""Rules that can't be followed with the panels that the workbook holds: told by cell, for jurors may still be added."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.model.candidate import Candidate
from juryapp.model.category import FEWEST_TO_TRIM, Method
from juryapp.model.panel import jurors_of, panel_of
from juryapp.text import mark
from juryapp.workbook.categories import CategoryRow
from juryapp.workbook.columns import METHODS
from juryapp.workbook.people import JurorRow
from juryapp.workbook.schedule import SlotRow

TOO_FEW_TO_TRIM = mark(
    "{at}: the method {method} leaves out the highest and the lowest, for which at least {needed} jurors must count; the panel "
    "of {candidates} has {count}. So they can't be ranked: choose another method, or add jurors."
)


def note_too_few_to_trim(
    entries: Sequence[CategoryRow], candidates: Sequence[Candidate], slots: Sequence[SlotRow], jurors: Sequence[JurorRow]
) -> None:
    """Notes each panel of a category with the trimmed mean that has too few jurors who count."""
    if not jurors or any(entry.row.wrong & {"panel", "role"} for entry in jurors):
        return
    slot_of = {entry.slot.candidate: entry.slot for entry in slots}
    people = [entry.juror for entry in jurors]
    for entry in entries:
        category = entry.category
        if category.method is not Method.TRIMMED or entry.row.wrong & {"method", "panel"}:
            continue
        judged: dict[str, list[str]] = {}
        for one in candidates:
            if one.category == category.code:
                judged.setdefault(panel_of(category, slot_of.get(one.number)), []).append(one.number)
        for panel, numbers in judged.items():
            count = sum(juror.counts for juror in jurors_of(panel, people))
            if count < FEWEST_TO_TRIM:
                gaps = {"needed": FEWEST_TO_TRIM, "candidates": ", ".join(numbers), "count": count}
                entry.row.note("method", TOO_FEW_TO_TRIM, method=METHODS[Method.TRIMMED], **gaps)
