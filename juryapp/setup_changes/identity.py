"""Identity: whether a changed set-up still means the same people and criteria by the codes that have work in them.

Scores, notes and signatures stand under a number or a code. A name that becomes another's is refused; another spelling is a
correction, to be confirmed by name; who has nothing in their name is free to change. Pure: compares two set-ups.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from juryapp.board.name_corrections import folded
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.likeness import (
    NEAR,
    SURE,
    common_words,
    likeness,
    likeness_of_people,
    may_abbreviate,
    shared_words,
    words_of,
)
from juryapp.model.name_kinds import is_another_kind
from juryapp.model.setup import Setup
from juryapp.store.work_in_name import WorkInName
from juryapp.text import plain

Record = Candidate | Juror | Category | Criterion
KINDS = (Subject.CANDIDATE, Subject.JUROR, Subject.CATEGORY)
CRITERION = "criterion"
"""A criterion, known by its category and code, `KAB/REG`. It has no register of its own: the rubric is one."""


class NameChangeKind(Enum):
    """What a change of a name is."""

    FREE = "free"
    """Nothing stands in that name yet."""
    CORRECTION = "correction"
    """Another spelling, to be confirmed by name."""
    ANOTHERS = "another's"
    """The name of another in the event: a renumbering, or a mistake."""
    FAR = "far"
    """Nobody would take the two for spellings of one name."""
    SAME_PERSON = "same person"
    """As far, and the desk says that it is the same juror: what stands in the former name waits (decision 035)."""


@dataclass(frozen=True)
class Renaming:
    """One name that changes under its number or code."""

    subject: str
    """`candidate`, `juror`, `category` or `criterion`."""
    code: str
    field: str
    """`name`, `institution`, `office`, or a text that moves to another: `head`, `facts`, `guidance`, ..."""
    before: str
    after: str
    kind: NameChangeKind
    work: WorkInName | None = None
    """What stands in that name."""
    other: str = ""
    """Whose name it is in the event."""

    @property
    def is_refused(self) -> bool:
        """True if it can't be done under this number."""
        return self.kind in (NameChangeKind.ANOTHERS, NameChangeKind.FAR)


Works = Mapping[str, Mapping[str, WorkInName]]
"""Kind of record -> code -> what stands in that name."""


def records(setup: Setup) -> dict[str, dict[str, Record]]:
    """Candidates, jurors and categories by their codes."""
    return {
        Subject.CANDIDATE: {one.number: one for one in setup.candidates},
        Subject.JUROR: {one.code: one for one in setup.jurors},
        Subject.CATEGORY: {one.code: one for one in setup.categories},
    }


def criteria(listed: Collection[Criterion], category: str) -> dict[str, Criterion]:
    """The criteria of one category by `KAB/REG`; of two of one code the last."""
    return {f"{category}/{one.code}": one for one in listed if one.category == category}


def known_criteria(standing: Setup, former: Collection[Criterion], category: str) -> dict[str, Criterion]:
    """A category's criteria in force, and those of former rubrics in whose code something stands."""
    return {**criteria(former, category), **criteria(standing.criteria, category)}


def identity(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is meant, however it is written: the name's words, and a candidate's institution's."""
    return words_of(record.name), words_of(record.institution) if isinstance(record, Candidate) else ()


_FACTS: Mapping[str, Callable[[Record], str]] = {
    "head": lambda one: one.head if isinstance(one, Candidate) else "",
    "presenter": lambda one: one.presenter if isinstance(one, Candidate) else "",
    "facts": lambda one: "; ".join(f"{name}: {text}" for name, text in one.facts.items()) if isinstance(one, Candidate) else "",
}
_WORDING: Mapping[str, Callable[[Record], str]] = {
    "guidance": lambda one: one.guidance if isinstance(one, Criterion) else "",
    "descriptors": lambda one: _bands(one) if isinstance(one, Criterion) else "",
}
_TEXTS: Mapping[str, Mapping[str, Callable[[Record], str]]] = {
    Subject.CANDIDATE: _FACTS,
    Subject.JUROR: {
        "institution": lambda one: one.institution if isinstance(one, Juror) else "",
        "nip": lambda one: one.nip if isinstance(one, Juror) else "",
    },
    CRITERION: _WORDING,
}
"""What else tells who or what is meant: where it becomes another's, it may be a row that slipped."""


def _bands(one: Criterion) -> str:
    return "; ".join(f"{plain(band.low)}–{plain(band.high)} {band.text}" for band in one.bands)


def renamings(
    standing: Setup, wanted: Setup, works: Works, former: Collection[Criterion] = (), same: Collection[str] = ()
) -> list[Renaming]:
    """Every name that would change under its number or code, and every name that would move to a new one.

    `former` are criteria that aren't in force and in whose code something stands; `same` the jurors of whom the desk says that
    they are the same persons under another name.
    """
    return [_said_the_same(one, same) for one in _found(standing, wanted, works, former)]


def _said_the_same(one: Renaming, same: Collection[str]) -> Renaming:
    is_said = one.subject == Subject.JUROR and one.kind is NameChangeKind.FAR and one.code in same
    return replace(one, kind=NameChangeKind.SAME_PERSON) if is_said else one


def _found(standing: Setup, wanted: Setup, works: Works, former: Collection[Criterion]) -> list[Renaming]:
    found: list[Renaming] = []
    for subject in KINDS:
        found += _Renamer(subject, records(standing)[subject], records(wanted)[subject], works.get(subject, {})).all()
    for category in dict.fromkeys(one.category for one in wanted.criteria):
        known, asked = known_criteria(standing, former, category), criteria(wanted.criteria, category)
        found += _Renamer(CRITERION, known, asked, works.get(CRITERION, {})).all()
    return found


class _Renamer:
    """Compares the records of one kind."""

    def __init__(
        self, subject: str, known: Mapping[str, Record], wanted: Mapping[str, Record], work: Mapping[str, WorkInName]
    ) -> None:
        self._subject, self._known, self._wanted, self._work = subject, known, wanted, work
        names = [one.name for one in known.values()]
        self._common = shared_words(names) if subject in (CRITERION, Subject.JUROR) else common_words(names)
        institutions = (one.institution for one in known.values() if isinstance(one, (Candidate, Juror)))
        self._common_institutions = common_words(institutions)
        self._homes: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
        self._exact: dict[str, list[str]] = {}
        for code, one in known.items():
            self._exact.setdefault(folded(one.name), []).append(code)
            self._homes.setdefault(identity(one), code)
            self._homes.setdefault((words_of(one.name), ()), code)
        self._having: dict[tuple[str, str], list[str]] = {}
        for field, text in _TEXTS.get(subject, {}).items():
            for code, one in known.items():
                self._having.setdefault((field, text(one)), []).append(code)

    def all(self) -> Iterator[Renaming]:
        """In the order of the wanted records."""
        for code, record in self._wanted.items():
            before = self._known.get(code)
            if before is None:
                yield from self._new(code, record)
            else:
                yield from self._changed(code, before, record)

    def _new(self, code: str, record: Record) -> Iterator[Renaming]:
        """A new number for whom the event knows under another: what stands there would be left behind."""
        home = self._home(code, record)
        if home and home in self._work and self._has_left(home):
            yield Renaming(self._subject, code, "name", "", record.name, NameChangeKind.ANOTHERS, self._work[home], home)

    def _changed(self, code: str, before: Record, after: Record) -> Iterator[Renaming]:
        work = self._work.get(code)
        if before.name != after.name:
            yield self._named(code, before, after, work)
        if isinstance(before, Candidate) and isinstance(after, Candidate) and before.institution != after.institution:
            yield self._institution(code, before, after, work)
        if isinstance(before, Juror) and isinstance(after, Juror) and before.position != after.position:
            kind = NameChangeKind.CORRECTION if work else NameChangeKind.FREE
            yield Renaming(self._subject, code, "office", before.position, after.position, kind, work)
        yield from self._moved(code, before, after, work)

    def _moved(self, code: str, before: Record, after: Record, work: WorkInName | None) -> Iterator[Renaming]:
        """Texts that become those of another who doesn't keep them: of a criterion they are refused, else confirmed by name."""
        kind = NameChangeKind.ANOTHERS if self._subject == CRITERION else NameChangeKind.CORRECTION
        for field, text in _TEXTS.get(self._subject, {}).items():
            was, becomes = text(before), text(after)
            having = self._having.get((field, becomes), []) if becomes and folded(becomes) != folded(was) else []
            if work and len(having) == 1 and self._gave(having[0], text):
                yield Renaming(self._subject, code, field, was, becomes, kind, work, having[0])

    def _gave(self, other: str, text: Callable[[Record], str]) -> bool:
        """True if another's text isn't its own any more; a candidate or juror whom the workbook lacks keeps it."""
        still = self._wanted.get(other)
        return self._subject == CRITERION if still is None else text(still) != text(self._known[other])

    def _named(self, code: str, before: Record, after: Record, work: WorkInName | None) -> Renaming:
        other = self._nearer(code, before, after)
        told = Renaming(self._subject, code, "name", before.name, after.name, NameChangeKind.FREE, work)
        if other and (work or (other in self._work and self._has_left(other))):
            return Renaming(self._subject, code, "name", before.name, after.name, NameChangeKind.ANOTHERS, work, other)
        if not work:
            return told
        kind = NameChangeKind.CORRECTION if self._may_be_one(before, after) else NameChangeKind.FAR
        return Renaming(self._subject, code, "name", before.name, after.name, kind, work)

    def _may_be_one(self, before: Record, after: Record) -> bool:
        """True if a person may be asked whether both names mean the same."""
        if isinstance(before, Category):
            return not is_another_kind(before.name, after.name)
        if self._alike(before, after) < NEAR:
            return isinstance(before, Candidate) and may_abbreviate(before.name, after.name)
        # another name and another institution are another juror, however alike the names
        same_words = words_of(before.name) == words_of(after.name)
        return (
            not (isinstance(before, Juror) and isinstance(after, Juror)) or same_words or self._of_one_institution(before, after)
        )

    def _of_one_institution(self, before: Candidate | Juror, after: Candidate | Juror) -> bool:
        """True if both institutions may be one, or one of them was left empty."""
        was, becomes = before.institution, after.institution
        near = likeness(was, becomes, self._common_institutions) >= NEAR
        return not was or not becomes or near or may_abbreviate(was, becomes)

    def _institution(self, code: str, before: Candidate, after: Candidate, work: WorkInName | None) -> Renaming:
        kind, other = NameChangeKind.FREE, ""
        if work:
            other = self._institution_of(code, after)
            near = self._of_one_institution(before, after)
            kind = NameChangeKind.ANOTHERS if other else NameChangeKind.CORRECTION if near else NameChangeKind.FAR
        return Renaming(self._subject, code, "institution", before.institution, after.institution, kind, work, other)

    def _institution_of(self, code: str, after: Candidate) -> str:
        """The only other one in the event with this institution, or with this name and institution; many villages share one."""
        said = words_of(after.institution)
        having = [other for other, one in self._known.items() if isinstance(one, Candidate) and words_of(one.institution) == said]
        if not said or code in having:
            return ""
        of_name = [other for other in having if words_of(self._known[other].name) == words_of(after.name)]
        return next(iter(of_name or (having if len(having) == 1 else [])), "")

    def _home(self, code: str, record: Record) -> str:
        """Who else in the event is called so; nothing if nobody is."""
        home = self._homes.get(identity(record)) or self._homes.get((words_of(record.name), ()), "")
        return home if home != code else ""

    def _nearer(self, code: str, before: Record, after: Record) -> str:
        """Who else in the event the new name means rather than its own."""
        exact = [other for other in self._exact.get(folded(after.name), ()) if other != code]
        if exact and folded(before.name) != folded(after.name):
            return exact[0]
        home = self._home(code, after)
        if home and words_of(before.name) != words_of(after.name):
            return home
        own = self._alike(before, after)
        if own >= SURE:
            return ""
        others = ((self._alike(one, after), other) for other, one in self._known.items() if other != code)
        best, other = max(others, default=(Fraction(0), ""))
        return other if best > own and best >= NEAR else ""

    def _alike(self, one: Record, other: Record) -> Fraction:
        measure = likeness_of_people if self._subject == Subject.JUROR else likeness
        return measure(one.name, other.name, self._common)

    def _has_left(self, home: str) -> bool:
        """True if the event's holder of a name isn't called so any more in the wanted set-up."""
        still = self._wanted.get(home)
        return still is None or folded(still.name) != folded(self._known[home].name)
