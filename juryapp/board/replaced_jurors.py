"""Replaced jurors: who came in whose place, since when, and which signed sheets drop out because of it. Reads only.

Nothing in the journal says it in one word; it is read from what was written: the desk's one act that adds a juror with the panels
and the role of another, who only observes since or isn't the chair any more; or one juror who left and another who came, exactly
for the candidates that the other didn't meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.journal.entry import Entry
from juryapp.journal.keys import JurorFieldKey
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror, Role
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.sheets import in_force


@dataclass(frozen=True)
class Replaced:
    """One juror who isn't what the juror was."""

    former: Juror
    new: Juror | None
    """Who came in this place; None where it isn't known."""
    at: str = ""
    """When it was recorded, by that laptop's clock; empty where it follows from who was there for whom."""
    first: str = ""
    """From which candidate on the new one judges; empty where from the beginning, or where the former only observes."""
    dropped: tuple[str, ...] = ()
    """Candidates of whom a signed sheet of the former doesn't count any more."""


def replaced_jurors(file: EventFile, board: Board) -> list[Replaced]:
    """In the order of the jurors; those of whom neither a successor nor a signed sheet tells anything are left out."""
    found = [one for juror in board.jurors.values() for one in _of(file, board, juror)]
    return [one for one in found if one.new or one.dropped]


def _of(file: EventFile, board: Board, former: Juror) -> Iterator[Replaced]:
    change = _lost_role(file, former)
    new = _added_with(file, board, former, change) if change else None
    if change and not former.counts:
        dropped = sorted(candidate for juror, candidate in in_force(file) if juror == former.code)
        yield Replaced(former, new, change.at, dropped=tuple(dropped))
    elif follows := _there_instead(board, former):
        yield Replaced(former, follows, change.at if change else "", board.presences[follows.code].first)
    elif new and change:
        yield Replaced(former, new, change.at)


def _register(juror: str, field: str) -> tuple[str, str]:
    return Subject.JUROR, str(JurorFieldKey(juror, field))


def _lost_role(file: EventFile, juror: Juror) -> Entry | None:
    """The act by which a juror who counted only observes, or the chair is a member."""
    heads = journal.heads_of(file, _register(juror.code, "role"))
    if len(heads) != 1:
        return None
    (head,) = heads
    before = {_value(one) for id_ in head.supersedes if (one := journal.find(file, id_))}
    lost = before - {Role.OBSERVER} if juror.role is Role.OBSERVER else before & {Role.CHAIR} - {juror.role}
    return head if lost else None


def _added_with(file: EventFile, board: Board, former: Juror, change: Entry) -> Juror | None:
    """The juror whom the same act added with the former's panels and role; None where there are several, or none."""
    had = {_value(one) for id_ in change.supersedes if (one := journal.find(file, id_))}
    found = [
        juror
        for juror in board.jurors.values()
        if (first := _first(file, juror.code, "role"))
        and (first.device, first.at) == (change.device, change.at)
        and _value(first) in had
        and juror.panels == former.panels
    ]
    return found[0] if len(found) == 1 else None


def _first(file: EventFile, juror: str, field: str) -> Entry | None:
    return next((one for one in journal.history_of(file, _register(juror, field)) if not one.supersedes), None)


def _value(entry: Entry) -> object:
    return (entry.value or {}).get("value")


def _there_instead(board: Board, former: Juror) -> Juror | None:
    """Who came late exactly for those whom the former, who left, didn't meet; None where it isn't one juror."""
    left = board.presences.get(former.code)
    if left is None or not left.last:
        return None
    came = [
        juror
        for code, one in board.presences.items()
        if one.first and not one.last and one.candidates == left.candidates
        if (juror := board.jurors.get(code)) and juror.counts and juror.panels == former.panels
    ]
    return came[0] if len(came) == 1 else None
