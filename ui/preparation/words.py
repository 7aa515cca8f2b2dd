"""What stands below the tables: the sums of the weights, and who sits on which panel."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from juryapp.board import records
from juryapp.board.doubles import joined
from juryapp.event.open_event import OpenEvent
from juryapp.model.points import read_decimal
from juryapp.model.setup import Setup
from juryapp.setup_changes.edits import ShownRow
from juryapp.text import _, number

_WHOLE = Decimal(100)


def weight_words(rows: Sequence[ShownRow]) -> str:
    """The sum of each category's weights as they are typed, and what is missing from the whole."""
    sums: dict[str, Decimal] = {}
    for row in rows:
        category = row.texts.get("category", "")
        weight = read_decimal(row.texts.get("weight", "").strip().removesuffix("%"))
        sums[category] = sums.get(category, Decimal(0)) + (weight or Decimal(0))
    return "\n".join(_sum_words(category, total) for category, total in sums.items())


def _sum_words(category: str, total: Decimal) -> str:
    gaps = {"category": category, "sum": number(total)}
    if total == _WHOLE:
        return _("{category}: the weights sum to {sum}. ✓", **gaps)
    return _("{category}: the weights sum to {sum}, not to 100; they are stored together once they do.", **gaps)


def panel_words(setup: Setup) -> str:
    """Each panel with its jurors and categories. A panel is made by naming it."""
    panels = dict.fromkeys(
        [panel for juror in setup.jurors for panel in juror.panels]
        + [one.panel for one in setup.categories if one.panel]
        + [one.panel for one in setup.slots if one.panel]
    )
    told = [
        _(
            "Panel {panel}: {jurors} judge {categories}.",
            panel=panel,
            jurors=", ".join(one.code for one in setup.jurors if one.counts and one.sits_on(panel)) or "–",
            categories=", ".join(one.code for one in setup.categories if one.panel == panel) or "–",
        )
        for panel in panels
    ]
    everywhere = [one.code for one in setup.jurors if one.counts and not one.panels]
    if told and everywhere:
        told.append(_("On every panel, for none is named at them: {jurors}.", jurors=", ".join(everywhere)))
    return "\n".join(told or [_("One panel: all jurors judge all. A name in the column Panel makes another.")])


def names_of_codes(setup: Setup) -> dict[str, dict[str, str]]:
    """What the codes are called that stand in cells: categories and candidates."""
    return {
        "category": {one.code: one.name for one in setup.categories},
        "candidate": {one.number: one.name for one in setup.candidates},
    }


def apart_words(event: OpenEvent) -> dict[str, str]:
    """Why candidates count under their own numbers no more, by number: joined to another, or withdrawn."""
    found = {
        number: _("{candidate} has withdrawn; its scores stay on record.", candidate=number)
        for number, one in records.candidates(event).items()
        if one.withdrawn is not None
    }
    for double in joined(event):
        found[double.candidate] = _(
            "{candidate} was entered twice and is joined to {kept}: what stands under {candidate} counts there.",
            candidate=double.candidate,
            kept=double.kept,
        )
    return found
