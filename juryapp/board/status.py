"""Status: completeness, tallies, conflicts and history of an event. Reads only; the JSON of the command line is made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from juryapp.board.cells import Board, Cell, unsound
from juryapp.board.doubles import distinct
from juryapp.board.former_keys import doubted
from juryapp.board.laptop_names import LaptopNames, laptop_names
from juryapp.board.names_on_sheets import NamedOtherwise, entries_of, named_otherwise
from juryapp.board.outside_scale import OutsidePoints, outside_scale
from juryapp.board.recusals import recusals
from juryapp.board.renamed_drafts import RenamedDraft, renamed_drafts
from juryapp.board.uncounted_sheets import uncounted
from juryapp.board.unjudged import unjudged
from juryapp.journal.entry import Entry, Register
from juryapp.journal.heads import conflict_id
from juryapp.journal.keys import cell_of
from juryapp.journal.records import FREE, OF_CANDIDATES, OF_CATEGORIES
from juryapp.journal.subjects import Subject
from juryapp.model.presence import Presence
from juryapp.model.sheet import CellState
from juryapp.store import journal, model_records, sheets
from juryapp.store.connection import EventFile
from juryapp.store.presences import presences
from juryapp.store.sheets import Pair
from juryapp.tally.ranking import CategoryTally, rank
from juryapp.tally.standing import standing_of


@dataclass(frozen=True)
class Conflict:
    """A register whose heads differ: two versions, for a person to decide."""

    id: str
    register: Register
    heads: tuple[Entry, ...]

    @property
    def is_about_an_exit(self) -> bool:
        """True for a candidate's absence or withdrawal and what was scored meanwhile."""
        return self.register[0] in (Subject.ATTENDANCE, Subject.WITHDRAWAL) and any(
            head.register != self.register for head in self.heads
        )

    @property
    def is_about_a_recusal(self) -> bool:
        """True for a conflict of interest and a sheet that its juror signed."""
        return self.register[0] == Subject.RECUSAL and any(head.subject == Subject.SHEET for head in self.heads)

    @property
    def is_about_a_presence(self) -> bool:
        """True for a juror who was recorded as not there, and sheets that this juror signed then."""
        return self.register[0] == Subject.PRESENCE and any(head.subject == Subject.SHEET for head in self.heads)

    @property
    def is_about_names(self) -> bool:
        """True for signed sheets that name somebody else than the record does now (`board/names_on_sheets.py`)."""
        return self.register[0] == Subject.CORRECTION and any(head.subject == Subject.SHEET for head in self.heads)

    @property
    def is_about_a_former_key(self) -> bool:
        """True for an act and the enrolment that replaced its key without knowing of it."""
        return self.register[0] != Subject.CERTIFICATE and any(head.subject == Subject.CERTIFICATE for head in self.heads)


def conflicts(file: EventFile, board: Board | None = None) -> list[Conflict]:
    """What needs a person. Scores under a signed sheet aren't among them: the sheet stands, the edit is kept.

    Nor are notes, calls and requests: where two laptops wrote some, both are shown. What a desk's act says of itself, as a
    resolution or the ledger of results does, settles nothing by itself.
    """
    differing = [register for register in journal.conflicts(file) if register[0] not in FREE]
    signed = sheets.in_force(file) if differing else set()
    versions = [_conflict(file, one) for one in differing if not _settled_by_signature(signed, one)]
    board = board or Board.of(file)
    found = versions + contested(file) + with_former_keys(file) + impossible(file, board) + recused_and_signed(file)
    return found + missed_and_signed(file, board) + names(board, file)


def contested(file: EventFile) -> list[Conflict]:
    """Candidates that are out (absent, withdrawn) and were scored where nobody knew of it, or have signed sheets all the same.

    The scores stay on record; taking the first version keeps the candidate out, taking a score brings it back. An exit that
    names the signed sheets which it stands beside (`despite`) was decided so.
    """
    found = []
    exits = model_records.departures(file)
    work = sheets.work_after_leaving(file) if exits else {}
    signed = set(sheets.signings(file).values()) if work else set()
    for exit_ in exits:
        done = work.get(exit_.candidate, ())
        decided = _despite(file, exit_.entry) if any(id_ in signed for id_, _device, _number in done) else set()
        unknowing = [
            id_ for id_, device, number in done if number > exit_.seen.get(device, 0) or (id_ in signed and id_ not in decided)
        ]
        entries = [journal.find(file, id_) for id_ in (exit_.entry, *unknowing)]
        if unknowing:
            register = (exit_.subject, exit_.candidate)
            found.append(Conflict(conflict_id(register), register, tuple(entry for entry in entries if entry)))
    return found


def _despite(file: EventFile, exit_: str) -> set[str]:
    """The signed sheets beside which an absence or a withdrawal was decided to stand."""
    entry = journal.find(file, exit_)
    told = (entry.value or {}).get("despite") if entry else None
    return set(told) if isinstance(told, list) else set()


def with_former_keys(file: EventFile) -> list[Conflict]:
    """Sheets and conflicts of interest signed with a key that had been replaced, unknown to the desk when it replaced it.

    Taking the act lets it count; taking the enrolment reopens the sheet, or lets the conflict of interest count no more.
    """
    return [Conflict(conflict_id(one.register), one.register, (one.act, one.enrolment)) for one in doubted(file)]


def impossible(file: EventFile, board: Board | None = None) -> list[Conflict]:
    """Sheets signed by hand with what their rubric doesn't allow. There is one version; it can't count and is to be reopened."""
    found = (journal.find(file, record.entry) for record in unsound(file, board))
    return [Conflict(conflict_id(entry.register), entry.register, (entry,)) for entry in found if entry]


def recused_and_signed(file: EventFile) -> list[Conflict]:
    """Where a juror declared a conflict of interest at one laptop, and signed at another that didn't know of it.

    Taking the conflict of interest lets it count beside the sheet; taking the sheet lets the sheet count beside it.
    """
    found = []
    for pair, ids in recusals(file).contradicted.items():
        entries = [journal.find(file, id_) for id_ in ids]
        register = (Subject.RECUSAL, "/".join(pair))
        found.append(Conflict(conflict_id(register), register, tuple(entry for entry in entries if entry)))
    return found


def missed_and_signed(file: EventFile, known: Board | None = None) -> list[Conflict]:
    """Where a juror signed sheets of candidates for whom the desk recorded that this juror wasn't there.

    Taking the desk's act leaves the sheets on record and uncounted; taking a sheet says that the juror was there for all of them.
    """
    recorded = presences(file)
    if not recorded:
        return []
    board, signed = known or Board.of(file), sheets.signings(file)
    found = []
    for juror, presence in recorded.items():
        register = (Subject.PRESENCE, juror)
        (act,) = journal.heads_of(file, register)[:1]
        decided = set((act.value or {}).get("despite", ()))
        theirs = {whom: id_ for (who, whom), id_ in signed.items() if who == juror and id_ not in decided}
        ids = [id_ for whom, id_ in theirs.items() if _missed(board, presence, whom)]
        entries = [journal.find(file, id_) for id_ in ids]
        if ids:
            found.append(Conflict(conflict_id(register), register, (act, *(entry for entry in entries if entry))))
    return found


def _missed(board: Board, presence: Presence, candidate: str) -> bool:
    """True if the juror would judge this candidate but for not having been there."""
    number = board.joins.get(candidate, candidate)
    known, juror = board.candidates.get(number), board.jurors.get(presence.juror)
    if known is None or juror is None or not juror.counts or known.category not in board.categories:
        return False
    return juror.sits_on(board.panel(number)) and not presence.meets(number)


def names(board: Board, file: EventFile) -> list[Conflict]:
    """Candidates, jurors and categories that signed sheets name otherwise than the record does now.

    Taking the record's entry confirms that both are the same, taking a sheet sets the record back, `reopen` opens the sheets.
    """
    return [Conflict(one.conflict, one.register, entries_of(file, one)) for one in named_otherwise(board)]


@dataclass(frozen=True)
class ForkedLaptop:
    """A laptop whose file was cloned: from this number on two branches of it exist. Both are kept."""

    device: str
    name: str
    number: int


def forks(file: EventFile) -> list[ForkedLaptop]:
    """The laptops that forked, each with the first number that exists twice."""
    forked = journal.forked(file)
    names = laptop_names(file) if forked else LaptopNames()
    return [ForkedLaptop(id_, names[id_], number) for id_, number in forked.items()]


def doubles(file: EventFile) -> list[tuple[str, str]]:
    """Pairs of candidates of one category that look like the same one, entered twice. A suggestion; nothing is joined by name."""
    seen: dict[tuple[str, str], str] = {}
    found = []
    joined, apart = model_records.joins(file), {frozenset(one.pair) for one in distinct(file)}
    for number, candidate in model_records.candidates(file).items():
        if number in joined:
            continue
        name = "".join(letter for letter in candidate.name.casefold() if letter.isalnum())
        first = seen.setdefault((candidate.category, name), number)
        if first != number and frozenset((first, number)) not in apart:
            found.append((first, number))
    return found


def _conflict(file: EventFile, register: Register) -> Conflict:
    return Conflict(conflict_id(register), register, tuple(journal.heads_of(file, register)))


def _settled_by_signature(signed: set[Pair], register: Register) -> bool:
    subject, key = register
    if subject not in (Subject.SCORE, Subject.REMARK):
        return False
    cell = cell_of(key)
    return (cell.juror, cell.candidate) in signed


def tallies(file: EventFile, category: str | None = None, *, drafts: bool = False, decisions: bool = True) -> list[CategoryTally]:
    """The ranking of each category, or of one; with `drafts` complete unsigned sheets count too."""
    return tallies_of(Board.of(file), file, category, drafts=drafts, decisions=decisions)


def tallies_of(
    board: Board, file: EventFile, category: str | None = None, *, drafts: bool = False, decisions: bool = True
) -> list[CategoryTally]:
    """The same of a board as it is, was or would be; what it doesn't hold is read from the file."""
    disputed = _disputed(file)
    stages, points = model_records.stages(file), stage_scores(file)
    unseen = sheets.without_data(file)
    found = []
    for code, known in board.categories.items():
        if category in (None, code):
            criteria = board.criteria.get(code, [])
            rubrics = board.rubrics(code)
            standings = [
                standing_of(
                    candidate,
                    board.judging(number),
                    [cell.sheet for cell in _cells(board, number)],
                    rubrics,
                    points.get(number),
                    drafts=drafts,
                    disputed=number in disputed or code in disputed or "" in disputed,
                    without_data=_without_data(board, unseen, number),
                )
                for number, candidate in board.candidates.items()
                if candidate.category == code
            ]
            decided = [d for d in model_records.decisions(file) if d.category == code] if decisions else []
            found.append(rank(known, criteria, standings, stages, decided))
    return found


def stage_scores(file: EventFile) -> dict[str, dict[str, Decimal]]:
    """Candidate -> stage -> points of the stages that were judged elsewhere."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for score in model_records.stage_scores(file):
        found[score.candidate][score.stage] = score.points
    return found


def _cells(board: Board, candidate: str) -> list[Cell]:
    return [board.cell(juror.code, candidate) for juror in board.judging(candidate) if juror.counts]


def _without_data(board: Board, unseen: set[Pair], candidate: str) -> list[str]:
    """The jurors whose sheet of this candidate, or of its double, is one of these."""
    records = (board.record(juror, candidate) for juror in board.jurors) if unseen else ()
    return [record.juror for record in records if record and (record.juror, record.candidate) in unseen]


def _disputed(file: EventFile) -> set[str]:
    """The candidates and categories of whose set-up two versions stand; "" where that touches all."""
    found: set[str | None] = {conflict.register[1] for conflict in contested(file)}
    signed = (head for one in missed_and_signed(file) for head in one.heads if head.subject == Subject.SHEET)
    found |= {cell_of(head.key).candidate for head in signed}
    found |= {cell_of(conflict.register[1]).candidate for conflict in with_former_keys(file)}
    found |= {_holds_up(Subject.known(subject), key.split("/")) for subject, key in journal.conflicts(file)}
    return {code for code in found if code is not None}


def _holds_up(subject: Subject | None, parts: Sequence[str]) -> str | None:
    """The candidate or category whose result two versions of this hold up, "" for all results, None for none."""
    if subject is Subject.RECUSAL:
        return parts[1]
    if subject in (OF_CANDIDATES | OF_CATEGORIES) - FREE:
        return parts[0]
    return "" if subject in (Subject.JUROR, Subject.STAGE, Subject.PRESENCE) else None


@dataclass(frozen=True)
class DeviceState:
    """A laptop, how many entries of it are here, and how many headquarters has confirmed."""

    id: str
    name: str
    number: int
    confirmed: int


@dataclass(frozen=True)
class Status:
    """The whole event's completeness."""

    event: str
    code: str
    entries: int
    conflicts: int
    devices: tuple[DeviceState, ...]
    cells: tuple[Cell, ...]
    named_otherwise: tuple[NamedOtherwise, ...] = ()
    """Whom signed sheets name otherwise than the record does now."""
    renamed_drafts: tuple[RenamedDraft, ...] = ()
    """Drafts that were given when the candidate or the juror was called otherwise."""
    uncounted: tuple[Pair, ...] = ()
    """Signed sheets of which none is expected: of who is absent, withdrawn or recused, of other panels, of who wasn't there."""
    unjudged: tuple[str, ...] = ()
    """Candidates in the running of whom no sheet is expected."""
    outside: tuple[OutsidePoints, ...] = ()
    """Points that the scales in force don't allow."""
    from_paper: tuple[Pair, ...] = ()
    """Signed sheets that came back from their printed codes."""

    def count(self, *states: CellState) -> int:
        """How many cells are in one of these states."""
        return sum(cell.state in states for cell in self.cells)


def status(file: EventFile, event: str, confirmed: Mapping[str, int]) -> Status:
    """Completeness as far as this file knows; `confirmed` says how many entries of each device headquarters holds."""
    known, names = model_records.devices(file), laptop_names(file)
    numbers = journal.numbers(file)
    devices = [
        DeviceState(id_, names.get(id_, ""), number, min(number, confirmed.get(id_, 0)))
        for id_, number in sorted(numbers.items(), key=lambda item: (item[0] not in known, item[0]))
    ]
    board = Board.of(file)
    cells = tuple(board.cells())
    return Status(
        event=event,
        code=model_records.event(file).code,
        entries=journal.count(file),
        conflicts=len(conflicts(file)),
        devices=tuple(devices),
        cells=cells,
        named_otherwise=tuple(named_otherwise(board)),
        renamed_drafts=tuple(renamed_drafts(board)),
        uncounted=uncounted(file, board, cells),
        unjudged=tuple(unjudged(file)),
        outside=tuple(outside_scale(board)),
        from_paper=tuple(sheets.from_paper(file)),
    )
