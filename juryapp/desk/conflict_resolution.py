"""Conflict resolution: the desk's acts that decide between versions, or between two acts that can't both count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juryapp.board.status import Conflict
from juryapp.desk import name_decisions
from juryapp.errors import Refused
from juryapp.event.seats import DeskSeat
from juryapp.journal.actors import Actor
from juryapp.journal.acts import takeable
from juryapp.journal.entry import Act, Entry, Register
from juryapp.journal.keys import cell_of
from juryapp.journal.records import CHOSEN
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.model.presence import Presence
from juryapp.model.sheet import SheetState
from juryapp.store import journal, model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.store.desk_choices import choice_key


def resolving_acts(desk: DeskSeat, found: Conflict, take: str, reason: str) -> list[Act]:
    """The acts that settle it by taking this version. Raises `Refused`."""
    register = found.register
    if found.is_about_names:
        told = {"subject": register[0], "key": register[1], "took": take, "reason": reason}
        return [*name_decisions.resolving_acts(desk, found.id, take, reason), desk.act(Subject.RESOLUTION, found.id, told)]
    taken = _one(found.heads, take)
    if len(found.heads) == 1:
        raise Refused(
            "The sheet of {juror} for {candidate} was signed with what its criteria don't allow and can't count; reopen it.",
            juror=cell_of(register[1]).juror,
            candidate=cell_of(register[1]).candidate,
        )
    over = [head.id for head in found.heads if head is not taken]
    record = {"subject": register[0], "key": register[1], "took": taken.id, "over": sorted(over), "reason": reason}
    if found.is_about_a_former_key or found.is_about_a_recusal:
        # each stays what its author wrote; the desk says which one counts
        choice = desk.act(Subject.RESOLUTION, choice_key(taken.id, over[0]), record)
        return [*_reopened_by(desk, found, taken, reason), choice]
    if found.is_about_a_presence:
        act = _settle_presence(desk, found, taken, reason)
    else:
        act = _settle_exit(desk, register, taken) if found.is_about_an_exit else _taking(desk, found, taken)
    return [act, desk.act(Subject.RESOLUTION, found.id, record)]


def _taking(desk: DeskSeat, found: Conflict, taken: Entry) -> Act:
    """The version that is taken, in place of all that stand. Raises `Refused` for one that another was made from."""
    register, supersedes = found.register, tuple(head.id for head in found.heads)
    if register[0] in CHOSEN and not takeable(taken, found.heads, journal.standing(desk.event.file, register)):
        raise Refused("This version is older than another one that stands, which replaced it; take the newer one.")
    value = {**(taken.value or {}), "seen": desk.seen()} if register[0] == Subject.CERTIFICATE else taken.value
    return Act(Actor.DESK, *register, value, supersedes, taken.rubric, desk.key.sign)


def _reopened_by(desk: DeskSeat, found: Conflict, taken: Entry, reason: str) -> list[Act]:
    """A sheet that was signed with a former key, and isn't let count, is open again."""
    act = found.heads[0]
    value = act.value or {}
    if not found.is_about_a_former_key or taken is act or act.subject != Subject.SHEET:
        return []
    opened = {"state": SheetState.REOPENED, "revision": value["revision"], "reason": reason, "pdf": value.get("pdf", "")}
    return [desk.act(*act.register, opened)]


def _settle_exit(desk: DeskSeat, register: Register, taken: Entry) -> Act:
    """Keeps a candidate out although it was scored meanwhile, or brings it back."""
    if taken.register == register:
        return desk.act(*register, {**(taken.value or {}), "seen": desk.seen(), **despite_sheets(desk.event.file, register[1])})
    return desk.act(*register, None if register[0] == Subject.WITHDRAWAL else {"state": Attendance.PRESENT.value})


def despite_sheets(file: EventFile, candidate: str) -> dict[str, object]:
    """What an absence or a withdrawal says of the signed sheets beside which it was decided to stand."""
    signed = {pair: entry for pair, entry in sheets.signings(file).items() if pair[1] == candidate}
    return {"despite": sorted(signed.values())} if signed else {}


def _settle_presence(desk: DeskSeat, found: Conflict, taken: Entry, reason: str) -> Act:
    """The juror wasn't there, and the sheets don't count; or was there for all of whom a sheet is signed."""
    act, signed = found.heads[0], found.heads[1:]
    value = dict(act.value or {})
    joins = model_records.joins(desk.event.file)
    candidates = sorted({joins.get(number, number) for number in (cell_of(entry.key).candidate for entry in signed)})
    presence = Presence.from_value(act.key, value)
    despite = set(value.get("despite", ()))
    if taken is act:
        despite |= {entry.id for entry in signed}
        presence = replace(presence, left_out=(*presence.left_out, *candidates), decided=reason)
    else:
        met = presence.candidates | set(candidates) if presence.last else presence.candidates - set(candidates)
        presence = replace(presence, candidates=frozenset(met), also=(*presence.also, *candidates), decided=reason)
    return desk.act(*found.register, {**presence.as_value(), **({"despite": sorted(despite)} if despite else {})})


def _one(standing: Sequence[Entry], take: str) -> Entry:
    found = [head for head in standing if take and head.id.startswith(take.lower())]
    if len(found) != 1:
        raise Refused("{take} is not one of the versions of this conflict; look at the list again.", take=take)
    return found[0]
