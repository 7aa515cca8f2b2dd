"""What stands below the tables: the sums of the weights, and who sits on which panel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from juryapp.board import records
from juryapp.board.doubles import joined
from juryapp.board.juror_doubles import alike_words
from juryapp.event.open_event import OpenEvent
from juryapp.model.points import read_decimal
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.setup_changes.day_changes import moved_to
from juryapp.setup_changes.edits import ShownRow
from juryapp.setup_changes.overlaps import Overlap, overlaps
from juryapp.setup_changes.panels import PANELS
from juryapp.text import _, clock_time, number, plain_date
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS, SCHEDULE, SheetKind

_WHOLE = Decimal(100)
_MOST_MOVED = 8
"""So many interviews are named; of more, that there are more."""


def below_words(kind: SheetKind, setup: Setup, rows: Sequence[ShownRow], event: OpenEvent) -> str:
    """What stands below a table; `rows` are its rows as they are typed."""
    if kind is CRITERIA:
        return weight_words(rows)
    if kind is CANDIDATES:
        return "\n".join(apart_words(event).values())
    told = [panel_words(setup)] if kind in (PANELS, CATEGORIES, SCHEDULE, JURORS) else []
    if kind is JURORS:
        told = [*alike_words({one.code: one for one in setup.jurors}), *told]
    elif kind is SCHEDULE:
        told = [*overlap_words(setup), *told]
    return "\n".join(told)


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
            categories=", ".join(_judged(setup, panel)) or "–",
        )
        for panel in panels
    ]
    everywhere = [one.code for one in setup.jurors if one.counts and not one.panels]
    if told and everywhere:
        told.append(_("On every panel, for none is named at them: {jurors}.", jurors=", ".join(everywhere)))
    return "\n".join(told or [_("One panel: all jurors judge all. A name in the column Panel makes another.")])


def _judged(setup: Setup, panel: str) -> list[str]:
    """The categories of a panel, without those of whose candidates all are another's by the schedule; and whom the schedule gives
    it besides."""
    by_slot = {one.candidate: one.panel for one in setup.slots if one.panel}
    found = []
    for category in setup.categories:
        within = [by_slot.get(one.number, category.panel) for one in setup.candidates if one.category == category.code]
        if category.panel == panel and (not within or panel in within):
            found.append(category.code)
    panels = {one.code: one.panel for one in setup.categories}
    of = {one.number: panels.get(one.category) for one in setup.candidates}
    return found + [number for number, named in by_slot.items() if named == panel and of.get(number) != panel]


def new_overlap_words(before: Setup, after: Setup) -> list[str]:
    """The same of those interviews alone that an edit has moved or added."""
    moved = {slot.candidate for slot in set(after.slots) - set(before.slots)}
    found = overlaps(after) if moved else ()
    return overlap_words(after, [one for one in found if moved & {one.first.candidate, one.second.candidate}])


def overlap_words(setup: Setup, found: Sequence[Overlap] | None = None) -> list[str]:
    """Which interviews are at the same time though the same jurors are expected at both, a sentence each."""
    found = overlaps(setup) if found is None else found
    told = [
        _(
            "⚠ {first} and {second} are at the same time ({when}), and both expect {jurors}.",
            first=one.first.candidate,
            second=one.second.candidate,
            when=_when(one.second),
            jurors=", ".join(juror.code for juror in one.jurors) or _("all jurors"),
        )
        for one in found[:_MOST_MOVED]
    ]
    return told + ["…"] * (len(found) > _MOST_MOVED)


def moving_words(before: Setup, after: Setup) -> str:
    """Who would be interviewed when instead of when, a line each; nothing where nobody moves."""
    lines = [f"{_who(after, now)}: {_when(was)} → {_when(now, beside=was)}" for was, now in moved_to(before, after)]
    return "\n".join(lines[:_MOST_MOVED] + ["…"] * (len(lines) > _MOST_MOVED))


def moved_words(before: Setup, after: Setup) -> str:
    """Who is interviewed when now, in one line, by day and hour; nothing where nobody moved."""
    listed = [f"{_who(after, now)} {_when(now)}" for _was, now in sorted(moved_to(before, after), key=_by_time)]
    return "; ".join(listed[:_MOST_MOVED]) + "; …" * (len(listed) > _MOST_MOVED)


def _by_time(moved: tuple[Slot, Slot]) -> tuple[date, time]:
    return moved[1].day, moved[1].start


def _who(setup: Setup, slot: Slot) -> str:
    name = next((one.name for one in setup.candidates if one.number == slot.candidate), "")
    return f"{slot.candidate} {name}".strip()


def _when(slot: Slot, *, beside: Slot | None = None) -> str:
    """With its room; `beside` another one the day and the room only where they are others."""
    day = plain_date(slot.day) if beside is None or beside.day != slot.day else ""
    room = slot.room if beside is None or beside.room != slot.room else ""
    hour = " ".join(part for part in (day, clock_time(slot.start)) if part)
    return f"{hour}, {room}" if room else hour


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
