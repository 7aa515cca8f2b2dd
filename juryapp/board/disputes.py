"""Disputes: what needs a decision, told so that a person can decide it: what each version says, whose it is, what it replaced.

Reads only; the words are in the language that is spoken now. Settling is the secretary's (`SecretaryDesk.settle`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from juryapp.board.cells import Board
from juryapp.board.field_names import field_name, shown
from juryapp.board.laptop_names import laptop_names
from juryapp.board.names_on_sheets import REOPEN, NamedOtherwise, Words, named_otherwise
from juryapp.board.presence_order import disagreements
from juryapp.board.status import Conflict, conflicts
from juryapp.board.value_words import SAYS, other, score_words
from juryapp.journal.actors import is_assistant, whose
from juryapp.journal.conditions import is_from_paper
from juryapp.journal.entry import Entry
from juryapp.journal.keys import CriterionKey, cell_of
from juryapp.journal.records import CHOSEN, FIELDWISE, OF_CANDIDATES
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import Criterion
from juryapp.model.presence import Presence
from juryapp.model.sheet import SheetState
from juryapp.store import journal, model_records
from juryapp.store.assistants import name_of_assistant
from juryapp.store.connection import EventFile
from juryapp.store.days import stated_for
from juryapp.text import _, mark, number, plain_date

_UNDER_SHEET = (Subject.SCORE, Subject.REMARK)
_MOST_LINES = 12
_MOST_VERSIONS = 24
REGISTERS: dict[str, str] = {
    Subject.ATTENDANCE: mark("Attendance"),
    Subject.WITHDRAWAL: mark("Withdrawal"),
    Subject.PRESENCE: mark("Presence of a juror"),
    Subject.SLOT: mark("Time of the interview"),
    Subject.PAPER: mark("Paper of a candidate"),
    Subject.RECUSAL: mark("Conflict of interest"),
    Subject.PLEDGE: mark("Integrity pledge of a juror"),
    Subject.RUBRIC: mark("Criteria and weights"),
    Subject.STAGE_SCORE: mark("Score of another stage"),
    Subject.ORIGIN: mark("Where a candidate comes from"),
    Subject.DECISION: mark("Decision of the plenary"),
    Subject.REVEAL: mark("Reveal of the result"),
    Subject.MENTION: mark("Special mention"),
    Subject.DOCUMENT: mark("Document for several to sign"),
    Subject.SIGNATURE: mark("Signature on a document"),
    Subject.BRANCH: mark("Which signed file of a document goes on"),
    Subject.DOCUMENT_SEAL: mark("Headquarters' seal on a document"),
    Subject.JOIN: mark("Candidate entered twice"),
    Subject.DISTINCT: mark("Candidates that look alike and are two"),
    Subject.STAGE: mark("Stage"),
    Subject.MAPPING: mark("Scores of former criteria count"),
    Subject.CERTIFICATE: mark("Enrolled again, with a new key"),
    Subject.RESOLUTION: mark("Decision of the secretary between two acts"),
    Subject.TAIL: mark("Taken in without the laptop's seal"),
    Subject.DEVICE: mark("Laptop admitted or removed"),
    Subject.ASSISTANT: mark("Assistant to a juror"),
    Subject.LAPTOP: mark("Copy prepared for another laptop"),
    Subject.NOT_AWAITED: mark("Laptop unused or given up"),
    Subject.CORRECTION: mark("The same under another name"),
    Subject.HEADQUARTERS: mark("Laptop of headquarters"),
}


@dataclass(frozen=True)
class Version:
    """One of the versions that stand."""

    entry: str
    """The entry to take."""
    says: str
    more: tuple[str, ...]
    """What belongs to it: a remark, the scores of a sheet."""
    who: str
    """The code of who wrote it, `desk` for the secretary; where an assistant typed it that is said as well."""
    laptop: str
    """The name of the laptop, as it is shown."""
    at: str
    """When, by that laptop's clock. Empty for what nobody wrote yet."""
    before: str | None
    """What stood there before, as far as its author knew; empty if nothing did. None where that tells nothing."""
    day: date | None = None
    """Which day it was, where the desk states another than that laptop's clock said."""


@dataclass(frozen=True)
class Matter:
    """One register with several versions."""

    conflict: str
    """Its id."""
    title: str
    versions: tuple[Version, ...]
    more: int = 0
    """So many more stand than are told: nobody reads them all, and each laptop has some among those that are told."""


@dataclass(frozen=True)
class Dispute:
    """What is decided together: the matters of one cell, of one candidate, or of one record."""

    place: tuple[str, ...]
    """(juror, candidate) for a cell, else (kind, code)."""
    title: str
    matters: tuple[Matter, ...]

    @property
    def is_about_names(self) -> bool:
        """True where signed sheets name another than the record does now."""
        return any(version.entry == REOPEN for matter in self.matters for version in matter.versions)


def disputes(file: EventFile, board: Board | None = None) -> list[Dispute]:
    """Everything that needs a decision, cell by cell and record by record. A `board` of now isn't read once more."""
    found = conflicts(file, board)
    if not found:
        return []
    grouped: dict[tuple[str, ...], list[Conflict]] = {}
    for conflict in found:
        grouped.setdefault(_place(conflict), []).append(conflict)
    teller = Teller(file)
    return [teller.dispute(place, _decided_first(group)) for place, group in grouped.items()]


def _place(conflict: Conflict) -> tuple[str, ...]:
    subject, key = conflict.register
    parts = key.split("/")
    if subject in CHOSEN:
        return (parts[0], parts[1])
    if conflict.is_about_names:
        return (parts[0], parts[1])
    if subject == Subject.PRESENCE:
        return (Subject.JUROR, parts[0])
    kind = Subject.CANDIDATE if subject in OF_CANDIDATES else subject
    return (kind, parts[0])


def _decided_first(group: Sequence[Conflict]) -> list[Conflict]:
    """Whichever signed sheet is taken decides its scores with it; what was scored meanwhile comes after whether it is absent."""
    sheets = [one for one in group if one.register[0] == Subject.SHEET]
    first = {one.id: one for one in reversed(group) if not (sheets and one.register[0] in _UNDER_SHEET)}
    return [one for one in group if first.get(one.id) is one]


class Teller:
    """Tells conflicts, with what is needed of the event read once."""

    def __init__(self, file: EventFile) -> None:
        self._file = file
        self._board = Board.of(file)
        self._laptops = laptop_names(file)
        self._zone = model_records.event(file).time_zone

    def dispute(self, place: tuple[str, ...], group: Sequence[Conflict]) -> Dispute:
        """Several conflicts as one thing to decide, in the order of the rubric."""
        listed = sorted(group, key=self._rank)
        return Dispute(place, self.where(place, group[0].register[0]), tuple(map(self._matter, listed)))

    def _rank(self, conflict: Conflict) -> int:
        subject, key = conflict.register
        if subject not in _UNDER_SHEET:
            return -1
        place = CriterionKey.parse(key)
        codes = [one.code for one in self._rubric(place.candidate)]
        return codes.index(place.criterion) if place.criterion in codes else len(codes)

    def where(self, place: tuple[str, ...], subject: str) -> str:
        """The cell, the candidate, the juror or the category that something is about."""
        board = self._board
        if subject in CHOSEN:
            return f"{self._candidate(place[1])} · {self._juror(place[0])}"
        kind, code = place
        if kind == Subject.CANDIDATE:
            return self._candidate(code)
        if kind == Subject.JUROR:
            return self._juror(code)
        if code in self._laptops:
            return self._laptops[code]
        if code in board.categories:
            return board.categories[code].name
        return _("The event") if kind == Subject.EVENT else code

    def _candidate(self, number_: str) -> str:
        known = model_records.candidates(self._file, number_).get(number_)
        return f"{number_} {known.name}" if known else number_

    def _juror(self, code: str) -> str:
        known = self._board.jurors.get(code)
        return f"{known.name} ({code})" if known else code

    def _matter(self, conflict: Conflict) -> Matter:
        if conflict.is_about_names:
            return self._names(conflict)
        if conflict.is_about_a_former_key:
            return self._former_key(conflict)
        if conflict.is_about_an_exit:
            return self._exit(conflict)
        if conflict.is_about_a_presence:
            return self._presence(conflict)
        heads = _some_of_each(conflict.heads, _MOST_VERSIONS)
        versions = sorted(map(self._version, heads), key=lambda v: (v.laptop, v.at))
        return Matter(conflict.id, self.title(*conflict.register), tuple(versions), len(conflict.heads) - len(heads))

    def title(self, subject: str, key: str) -> str:
        """What a register is called, in its cell or record."""
        parts = key.split("/")
        if subject in _UNDER_SHEET:
            name = self._criterion(parts[1], parts[2])
            return _("Remark on {criterion}", criterion=name) if subject == Subject.REMARK else name
        if subject == Subject.SHEET:
            return _("The score sheet")
        if subject == Subject.DAY:
            return _("The day when the clock said {day}", day=plain_date(date.fromisoformat(parts[1])))
        if subject in REGISTERS:
            return _(REGISTERS[subject])
        field = field_name(parts[-1]) if subject in FIELDWISE else None
        return field[:1].upper() + field[1:] if field else f"{subject} {key}"

    def _rubric(self, candidate: str) -> list[Criterion]:
        known = model_records.candidates(self._file, candidate).get(candidate)
        return self._board.criteria.get(known.category, []) if known else []

    def _criterion(self, candidate: str, code: str) -> str:
        """A criterion's name, or its code where it is no longer known."""
        return next((one.name for one in self._rubric(candidate) if one.code == code), code)

    def _version(self, head: Entry) -> Version:
        says, more = self.content(head)
        return self._told(head, says, (*more, *self._remark_of(head)), self._before(head))

    def _told(self, head: Entry, says: str, more: tuple[str, ...], before: str | None) -> Version:
        stated = stated_for(self._file, head.device, head.at, self._zone)
        laptop, day = self._laptops[head.device], stated.day if stated else None
        return Version(head.id, says, more, self._author(head), laptop, head.at, before, day)

    def _author(self, head: Entry) -> str:
        if not is_assistant(head.actor):
            return head.actor
        told = {"juror": whose(head.actor, head.key), "name": name_of_assistant(self._file, head.actor)}
        return _("{juror}, typed by the assistant {name}", **told)

    def _before(self, head: Entry) -> str:
        """What its author saw there; empty where nothing stood."""
        olds = [journal.find(self._file, id_) for id_ in head.supersedes]
        seen = list(dict.fromkeys(self.content(old)[0] for old in olds if old and old.value is not None))
        return " / ".join(seen)

    def _remark_of(self, head: Entry) -> tuple[str, ...]:
        """The remark that goes with a score: the one of the same laptop, or the only one, which stands whatever is taken."""
        if head.subject != Subject.SCORE:
            return ()
        remarks = [one for one in journal.heads_of(self._file, (Subject.REMARK, head.key)) if one.value]
        mine = [_("Remark: {text}", text=one.value["text"]) for one in remarks if one.value and one.device == head.device]
        if mine or len(remarks) != 1 or not remarks[0].value:
            return tuple(mine)
        return (_("The remark was written on another laptop: {text}", text=remarks[0].value["text"]),)

    def content(self, entry: Entry) -> tuple[str, tuple[str, ...]]:
        """What an entry says, and what belongs to it."""
        if entry.subject == Subject.SHEET:
            return self._sheet(entry)
        if entry.subject in FIELDWISE:
            empty = not entry.value or entry.value["value"] in (None, "", [])
            return _("(empty)") if empty else shown(entry.key.split("/")[-1], entry.value), ()
        told = SAYS.get(entry.subject, other)(entry.value)
        return told[0], tuple(told[1:])

    def _sheet(self, entry: Entry) -> tuple[str, tuple[str, ...]]:
        value: Mapping[str, Any] = entry.value or {}
        if value.get("state") != SheetState.SIGNED:
            return _("Reopened: {reason}", reason=value.get("reason", "")), ()
        candidate, scores, lines = cell_of(entry.key).candidate, value["scores"], []
        known = [one.code for one in self._rubric(candidate) if one.code in scores]
        for code in dict.fromkeys([*known, *scores]):
            remark = f" — {scores[code]['remark']}" if scores[code].get("remark") else ""
            lines.append(f"{self._criterion(candidate, code)}: {score_words(scores[code])[0]}{remark}")
        total = number(Fraction(value["total"]), 2)
        if is_from_paper(entry):
            lines.append(_("brought back from the code on paper; its remarks and its PDF aren't here"))
            return _("Signed, revision {revision}, from paper: {total}", revision=value["revision"], total=total), tuple(lines)
        return _("Signed, revision {revision}: {total}", revision=value["revision"], total=total), tuple(lines)

    def _names(self, conflict: Conflict) -> Matter:
        """Signed sheets that name another than the record does now."""
        named = next(one for one in named_otherwise(self._board) if one.conflict == conflict.id)
        signings = {head.id: head for head in conflict.heads if head.subject == Subject.SHEET}
        same = [
            self._told(
                head, _("Both are the same: {signed} is now {now}", signed=_all(named, signed=True), now=_all(named)), (), None
            )
            for head in conflict.heads
            if head.id not in signings
        ]
        sheets: dict[str, list[str]] = {}
        for record, differing in named.sheets:
            said = ", ".join(str(Words(one.field, one.signed)) for one in differing)
            sheets.setdefault(said, []).append(record.entry)
        back = [self._sheets(said, [signings[one] for one in entries]) for said, entries in sheets.items()]
        again = self._told(next(iter(signings.values())), _("Neither: the sheets are opened and signed again"), (), None)
        title = _("Signed sheets name another than the list does now")
        return Matter(conflict.id, title, (*same, *back, replace(again, entry=REOPEN, who="", laptop="", at="")))

    def _sheets(self, said: str, signings: Sequence[Entry]) -> Version:
        """What some sheets say, and whose they are."""
        cells = ((cell_of(one.key), self.content(one)[0]) for one in signings)
        lines = tuple(f"{cell.candidate} · {self._juror(cell.juror)}: {told}" for cell, told in cells)
        if len(lines) > _MOST_LINES:
            lines = (*lines[:_MOST_LINES], "…")
        return self._told(signings[0], _("As signed: {names}. The list is set back.", names=said), lines, None)

    def _former_key(self, conflict: Conflict) -> Matter:
        """What was signed with a key that the desk had replaced, not knowing of it."""
        act, enrolment = conflict.heads
        says, more = self.content(act)
        refused = _("It does not count: the sheet is open again") if act.subject == Subject.SHEET else _("It does not count")
        versions = (self._told(act, says, more, None), self._told(enrolment, refused, (), None))
        return Matter(conflict.id, _("Signed with a former key, unknown to the desk when the juror was enrolled again"), versions)

    def _exit(self, conflict: Conflict) -> Matter:
        """A candidate that was marked absent or withdrawn at one laptop and scored at another that didn't know."""
        exits = [head for head in conflict.heads if head.register == conflict.register]
        work = [head for head in conflict.heads if head.register != conflict.register]
        absent = conflict.register[0] == Subject.ATTENDANCE
        stays = _("Stays absent") if absent else _("Stays withdrawn")
        reasons = tuple(str(one.value["reason"]) for one in exits if one.value and "reason" in one.value)
        back = _("Was there: the scores count") if absent else _("Did not withdraw: the scores count")
        lines = [self._worked(entry) for entry in work]
        if len(lines) > _MOST_LINES:
            lines = [*lines[:_MOST_LINES], "…"]
        title = _("Marked absent, and scored too") if absent else _("Marked withdrawn, and scored too")
        versions = [self._told(one, stays, reasons, None) for one in exits]
        return Matter(conflict.id, title, (*versions, self._told(work[0], back, tuple(lines), None)))

    def _presence(self, conflict: Conflict) -> Matter:
        """A juror who was recorded as not there for candidates whose sheets this juror signed."""
        act, *signed = conflict.heads
        says, more = self.content(act)
        differing = map(str, disagreements(self._board, Presence.from_value(act.key, act.value or {})))
        absent = self._told(act, _("Was not there: these sheets don't count"), (says, *more, *differing), None)
        lines = [f"{self._candidate(cell_of(entry.key).candidate)}: {self.content(entry)[0]}" for entry in signed]
        if len(lines) > _MOST_LINES:
            lines = [*lines[:_MOST_LINES], "…"]
        there = self._told(signed[0], _("Was there: these sheets count"), tuple(lines), None)
        return Matter(conflict.id, _("Recorded as not there, and signed sheets too"), (absent, there))

    def _worked(self, entry: Entry) -> str:
        juror, candidate, *criterion = entry.key.split("/")
        if not criterion:
            return f"{juror}: {self.content(entry)[0]}"
        return f"{juror}: {self._criterion(candidate, criterion[0])} {self.content(entry)[0]}"


def _some_of_each(heads: Sequence[Entry], most: int) -> list[Entry]:
    """At most so many versions, each laptop's first, then each one's second: a laptop that made up a thousand hides nobody's."""
    turn: Counter[str] = Counter()
    turns = []
    for head in heads:
        turn[head.device] += 1
        turns.append((turn[head.device], head))
    return [head for _turn, head in sorted(turns, key=lambda one: one[0])[:most]]


def _all(named: NamedOtherwise, *, signed: bool = False) -> str:
    told = (str(Words(one.field, one.signed if signed else one.now)) for one in named.differences)
    return ", ".join(dict.fromkeys(told))
