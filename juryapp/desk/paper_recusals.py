"""Paper recusals: the desk records a conflict of interest that is on paper; a juror takes one back.

Declaring one is the juror's (`JurorDesk.recuse`). Which ones count beside a signed sheet says `board/recusals.py`.
"""

from __future__ import annotations

from juryapp.board.cells import Board
from juryapp.board.members import juror_of
from juryapp.board.recusals import recusals
from juryapp.desk.juror import JurorDesk
from juryapp.desk.may_judge import check_judges
from juryapp.desk.reasons import said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.event.seats import check_in_use
from juryapp.journal.acts import is_on_paper
from juryapp.journal.conditions import declares
from juryapp.journal.entry import Act
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.store import journal, model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.store.sheets import Pair
from juryapp.text import _, mark


def take_back(desk: JurorDesk, candidate: str, reason: str) -> Changes:
    """The juror takes back a conflict of interest, also one that the desk recorded: the juror's signed act, with its reason.

    Raises `Refused` where there is none, and once the plenary has decided the category: its papers say who didn't score whom.
    """
    code = desk.juror.code
    keys = _declared(desk.event.file, (code, candidate), paper_only=False)
    if not keys:
        sentence = mark("{juror} has declared no conflict of interest with {candidate}; there is nothing to take back.")
        raise Refused(sentence, juror=code, candidate=candidate)
    desk.check_is_juror()
    if desk.key is None:
        raise Refused("{juror} is not enrolled yet; a conflict of interest is declared with one's PIN.", juror=code)
    check_in_use(desk.event, code, desk.key)
    _check_undecided(desk.event.file, candidate)
    value = {"taken_back": said_reason(reason)}
    return desk.write([Act(code, Subject.RECUSAL, key, value, sign=desk.key.sign) for key in keys])


def take_back_at_once(desk: JurorDesk, candidate: str) -> Changes:
    """Takes back what was declared some seconds ago: an act like any other, whose reason says that (decision 036).

    Raises as `take_back`. Whether it was seconds ago, its caller knows.
    """
    return take_back(desk, candidate, _("Declared by mistake, and undone within seconds."))


def record_paper(desk: SecretaryDesk, juror: str, candidate: str, reason: str) -> Changes:
    """The desk records that a juror declared a conflict of interest on paper. Raises `Refused`.

    It counts only where that juror never signed a sheet on that candidate: who signed declares it with the PIN.
    """
    file = desk.event.file
    board, text = Board.of(file), said_reason(reason)
    juror_of(board.jurors, juror)
    check_judges(board, juror, candidate)
    if (juror, candidate) in recusals(file).in_force:
        raise Refused("{juror} has declared a conflict of interest with {candidate} already.", juror=juror, candidate=candidate)
    if any((who, board.joins.get(whom, whom)) == (juror, candidate) for who, whom in sheets.ever_signed(file)):
        sentence = mark("{juror} has signed a sheet on {candidate}; a conflict of interest beside it needs the PIN of {juror}.")
        raise Refused(sentence, juror=juror, candidate=candidate)
    return desk.event.write([desk.act(Subject.RECUSAL, str(CellKey(juror, candidate)), {"reason": text, "on_paper": True})])


def take_back_paper(desk: SecretaryDesk, juror: str, candidate: str) -> Changes:
    """The desk takes back what it recorded from paper, and nothing that a juror declared. Raises `Refused`."""
    file = desk.event.file
    acts = []
    for key in _declared(file, (juror, candidate), paper_only=True):
        paper = [head.id for head in journal.heads_of(file, (Subject.RECUSAL, key)) if is_on_paper(head)]
        acts.append(desk.act(Subject.RECUSAL, key, None, tuple(paper)))
    if not acts:
        sentence = mark(
            "No conflict of interest of {juror} with {candidate} was recorded from paper; only {juror} takes back an own one."
        )
        raise Refused(sentence, juror=juror, candidate=candidate)
    return desk.event.write(acts)


def _check_undecided(file: EventFile, candidate: str) -> None:
    known = model_records.candidates(file).get(candidate)
    if known and any(decision.category == known.category for decision in model_records.decisions(file)):
        name = model_records.categories(file)[known.category].name
        sentence = mark("The plenary has decided on {category}; the conflict of interest with {candidate} stays on record.")
        raise Refused(sentence, category=name, candidate=candidate)


def _declared(file: EventFile, place: Pair, *, paper_only: bool) -> list[str]:
    """The keys under which one is declared, those of a candidate that was entered twice among them."""
    joins = model_records.joins(file)
    numbers = [place[1], *(double for double, kept in joins.items() if kept == place[1])]
    found = []
    for key in (f"{place[0]}/{number}" for number in numbers):
        heads = [head for head in journal.heads_of(file, (Subject.RECUSAL, key)) if declares(head)]
        if any(is_on_paper(head) or not paper_only for head in heads):
            found.append(key)
    return found
