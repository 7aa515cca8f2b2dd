"""Presence: a juror comes late or leaves early; the desk's act, told with its effect on the expected sheets before it is done.

A sheet that the juror signed says that the juror was there: what is known here is refused, and one that comes in later is a
conflict (`board/status.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from juryapp.board.cells import Board, Cell
from juryapp.board.impact import pair_names
from juryapp.board.members import juror_of
from juryapp.board.presence_order import of_panels
from juryapp.board.uncounted_sheets import SETTLED
from juryapp.desk.reasons import check_undisputed, said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.journal.subjects import Subject
from juryapp.model.presence import Presence
from juryapp.store import journal
from juryapp.text import _, mark


@dataclass(frozen=True)
class Planned:
    """What is to be recorded of a juror, with its effects in words; nothing is done yet."""

    juror: str
    presence: Presence | None
    """None: there for everyone again."""
    effects: tuple[str, ...]


def plan(board: Board, juror: str, first: str | None, last: str | None) -> Planned:
    """What it would mean that this juror is there from `first` on and leaves after `last`.

    Empty means from the beginning, or until the end; None leaves what is recorded. Raises `Refused` where it can't be, or a
    signed sheet says otherwise.
    """
    mine = _of_juror(board, juror)
    recorded = board.presences.get(juror, Presence(juror))
    first = recorded.first if first is None else first
    last = recorded.last if last is None else last
    for candidate in filter(None, (first, last)):
        if candidate not in mine:
            raise Refused("{candidate} is not a candidate that {juror} judges.", candidate=candidate, juror=juror)
    begin = mine.index(first) if first else 0
    end = mine.index(last) if last else len(mine) - 1
    if begin > end:
        sentence = mark("{last} comes before {first}: a juror can't leave before coming; name them the other way round.")
        raise Refused(sentence, first=first, last=last)
    if begin == 0 and not last:
        raise Refused(
            "{juror} would be there for every candidate; name another candidate from whom on, or after whom the juror leaves, "
            "or take back what is recorded.",
            juror=juror,
        )
    met = mine[begin : end + 1]
    presence = Presence(juror, first, last, frozenset(met if last else mine[:begin]))
    _check_signed(board, juror, [number for number in mine if number not in met])
    return Planned(juror, presence, tuple(_effects(board, juror, presence)))


def plan_taking_back(board: Board, juror: str) -> Planned:
    """What it would mean that this juror is there for every candidate after all. Raises `Refused` where nothing is recorded."""
    _of_juror(board, juror)
    if juror not in board.presences:
        raise Refused("Nothing is recorded of {juror} coming late or leaving; there is nothing to take back.", juror=juror)
    return Planned(juror, None, tuple(_effects(board, juror, None)))


def record(desk: SecretaryDesk, planned: Planned, reason: str) -> Changes:
    """Records it; nothing where that stands already. Raises `Refused` without a reason, or if two versions stand."""
    text, register = said_reason(reason), (Subject.PRESENCE, planned.juror)
    check_undisputed(desk.event.file, register)
    if planned.presence:
        act = desk.act(*register, replace(planned.presence, reason=text).as_value())
        standing = journal.heads_of(desk.event.file, register)
        return NOTHING if [head.value for head in standing] == [act.value] else desk.event.write([act])
    return desk.event.write([desk.act(*register, None), desk.taken_back(register, text)])


def _of_juror(board: Board, juror: str) -> list[str]:
    """The candidates that a juror judges by panel, in the order of the interviews. Raises `Refused`."""
    juror_of(board.jurors, juror)
    return of_panels(board, juror)


def _with(board: Board, juror: str, presence: Presence | None) -> Board:
    others = {code: one for code, one in board.presences.items() if code != juror}
    return replace(board, presences={**others, juror: presence} if presence else others)


def _check_signed(board: Board, juror: str, missed: Iterable[str]) -> None:
    signed = [number for number in missed if (record := board.record(juror, number)) and record.signed]
    if signed:
        raise Refused(
            "{juror} signed the sheet for {candidates}, and so was there; reopen it first, or name another candidate.",
            juror=juror,
            candidates=", ".join(signed),
        )


def _effects(board: Board, juror: str, presence: Presence | None) -> Iterator[str]:
    """A sentence for each kind of effect, with the sheets."""
    after = _with(board, juror, presence)
    was, becomes = _expected(board, juror), _expected(after, juror)
    gone = [number for number in was if number not in becomes]
    if gone:
        yield _("No sheet of {juror} is expected any more for: {candidates}.", juror=juror, candidates=_listed(gone))
    begun = [number for number in gone if was[number].scored]
    if begun:
        sheets = pair_names((juror, one) for one in begun)
        yield _("Begun and not signed there, kept on record and not counted: {sheets}.", sheets=sheets)
    new = [number for number in becomes if number not in was]
    if new:
        yield _("Sheets of {juror} are expected now for: {candidates}.", juror=juror, candidates=_listed(new))
    alone = [number for number in gone if not any(one.counts for one in after.judging(number))]
    if alone:
        yield _("Nobody is left to judge: {candidates}.", candidates=_listed(alone))
    if not gone and not new:
        yield _("It changes no expected sheet.")


def _expected(board: Board, juror: str) -> dict[str, Cell]:
    mine = (cell for cell in board.cells() if cell.sheet.juror == juror)
    return {cell.sheet.candidate: cell for cell in mine if cell.state not in SETTLED}


def _listed(numbers: Collection[str]) -> str:
    return ", ".join(numbers)
