"""Changes of the day: interviews that are delayed or swapped, a juror in another's place. Pure: set-up to set-up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from juryapp.errors import Problems, Refused
from juryapp.model.juror import Juror, Role
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.setup_changes.codes_of_names import code_of
from juryapp.text import mark
from juryapp.workbook.typed import TABLES, read_tables, texts_of

NO_SLOT = mark("{candidate} has no interview in the schedule; choose one that has.")
OVER_MIDNIGHT = mark("{candidate} would be interviewed on another day; delay by fewer minutes, or type the new times.")
NOT_IN_PLACE = mark("{code} is no juror of this event; choose one who is.")
_DAY = date(2000, 1, 1)


def delayed(setup: Setup, candidate: str, minutes: int) -> Setup:
    """The interviews of that day from this candidate's on begin and end so many minutes later, before the same panel or room.

    Fewer than none bring them forward. Raises `Refused` for a candidate without a slot and where midnight would be passed,
    `Problems` where interviews would overlap.
    """
    first = slot_of(setup, candidate)
    moving = [one.candidate for one in in_row(setup, first)]
    slots = tuple(_later(one, minutes) if one.candidate in moving else one for one in setup.slots)
    return _sound(setup, replace(setup, slots=slots))


def in_row(setup: Setup, first: Slot) -> list[Slot]:
    """A slot and those that follow it on its day before the same panel, or in the same room where no panels are named."""
    lane = _lane(setup, first)
    return [one for one in setup.slots if one.day == first.day and one.start >= first.start and _lane(setup, one) == lane]


def _lane(setup: Setup, slot: Slot) -> str:
    """Whose interviews follow one another: the panel's."""
    category = {one.number: one.category for one in setup.candidates}.get(slot.candidate, "")
    panel = slot.panel or {one.code: one.panel for one in setup.categories}.get(category, "")
    return (panel or slot.room).casefold()


def _later(slot: Slot, minutes: int) -> Slot:
    by = timedelta(minutes=minutes)
    ends = [datetime.combine(_DAY, at) + by for at in (slot.start, slot.end or slot.start)]
    if any(end.date() != _DAY for end in ends):
        raise Refused(OVER_MIDNIGHT, candidate=slot.candidate)
    return replace(slot, start=ends[0].time(), end=ends[1].time() if slot.end else None)


def swapped(setup: Setup, one: str, other: str) -> Setup:
    """Two candidates change places in the schedule: day, times, room; the panel stays where the place is.

    Raises as `delayed`.
    """
    first, second = slot_of(setup, one), slot_of(setup, other)
    swap = {
        first.candidate: replace(second, candidate=first.candidate),
        second.candidate: replace(first, candidate=second.candidate),
    }
    return _sound(setup, replace(setup, slots=tuple(swap.get(slot.candidate, slot) for slot in setup.slots)))


def slot_of(setup: Setup, candidate: str) -> Slot:
    """The slot of the candidate whose number or name somebody typed. Raises `Refused` where there is none."""
    number = code_of(candidate, {one.number: one.name for one in setup.candidates}).strip()
    found = next((one for one in setup.slots if one.candidate.casefold() == number.casefold()), None)
    if found is None:
        raise Refused(NO_SLOT, candidate=candidate.strip() or "–")
    return found


def in_place_of(setup: Setup, former: str, new: Juror, *, observes: bool) -> Setup:
    """A new juror takes the panels and the role of another, who only `observes` from now on or stays as it was.

    Scores never move: who comes in somebody's place gets a code of their own. Raises `Refused` for a code that is no juror's.
    """
    known = next((one for one in setup.jurors if one.code == former), None)
    if known is None:
        raise Refused(NOT_IN_PLACE, code=former or "–")
    role = Role.OBSERVER if observes else Role.MEMBER if known.role is Role.CHAIR else known.role
    jurors = tuple(replace(one, role=role) if one.code == former else one for one in setup.jurors)
    return _sound(setup, replace(setup, jurors=(*jurors, replace(new, panels=known.panels, role=known.role))))


def _sound(before: Setup, after: Setup) -> Setup:
    """The new set-up. Raises `Problems` for what is wrong with it and wasn't with the former."""
    wrong = [
        [one.problem for one in read_tables(setup, {kind.key: [*texts_of(kind, setup).values()] for kind in TABLES}).mistakes]
        for setup in (before, after)
    ]
    if len(wrong[1]) > len(wrong[0]):
        raise Problems(wrong[1])
    return after


def minutes_of(text: str) -> int:
    """The minutes that somebody typed, `20` or `-10`. Raises `Refused` for anything else, and for more than a day."""
    try:
        found = int(text.strip())
    except ValueError:
        found = 0
    if not 0 < abs(found) < 24 * 60:
        raise Refused("“{found}” is no number of minutes; type one such as 20, or -10 for earlier.", found=text.strip()[:20])
    return found


def moved_to(setup: Setup, after: Setup) -> list[tuple[Slot, Slot]]:
    """(from, to) of the interviews that are at another time or place than before."""
    was = {one.candidate: one for one in setup.slots}
    return [(was[one.candidate], one) for one in after.slots if was.get(one.candidate, one) != one]
