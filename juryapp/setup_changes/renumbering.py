"""Renumbering: a workbook whose rows were renumbered, taken by name: everyone keeps the number that the event knows, and
each criterion its code. Pure.

The numbers of the workbook's schedule and stage scores go with its candidates. Not here: whether that is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Candidate
from juryapp.model.criterion import Criterion
from juryapp.model.likeness import NEAR, common_words, likeness
from juryapp.model.setup import Setup
from juryapp.setup_changes.identity import CRITERION, Record, Works, criteria, identity, known_criteria, records
from juryapp.store.work_in_name import WorkInName

Key = Callable[[Record], object]


_MOST_COMPARED = 40_000
"""So many pairs of names are compared; lists that differ in more are other lists."""


@dataclass(frozen=True)
class RenumberedRow:
    """One row of the workbook that stands under another number than the workbook gives it."""

    subject: str
    """`candidate`, `juror` or `criterion`."""
    name: str
    workbook: str
    """The number or code in the workbook."""
    kept: str
    """The one in the event."""
    is_new: bool
    """True for somebody whom the event doesn't know and whose number is taken."""


def keep_numbers(
    standing: Setup, wanted: Setup, works: Works, former: Collection[Criterion] = ()
) -> tuple[Setup, list[RenumberedRow]]:
    """The wanted set-up under the event's numbers, and the rows whose number that changes; none if all stand where they stood.

    `former` are criteria that aren't in force and in whose code something stands.
    """
    candidates, jurors = (
        _mapping(records(standing)[kind], records(wanted)[kind], works[kind]) for kind in (Subject.CANDIDATE, Subject.JUROR)
    )
    changed = replace(
        wanted,
        candidates=tuple(replace(one, number=candidates[one.number]) for one in wanted.candidates),
        jurors=tuple(replace(one, code=jurors[one.code]) for one in wanted.jurors),
        slots=tuple(replace(one, candidate=candidates.get(one.candidate, one.candidate)) for one in wanted.slots),
        stage_scores=tuple(replace(one, candidate=candidates.get(one.candidate, one.candidate)) for one in wanted.stage_scores),
    )
    changed, renamed = _keep_codes(standing, changed, works, former)
    kept: dict[str, dict[str, str]] = {Subject.CANDIDATE: candidates, Subject.JUROR: jurors, CRITERION: renamed}
    places = {(subject, kept.get(subject, {}).get(code, code)): place for (subject, code), place in wanted.places.items()}
    changed = replace(changed, places=places)
    told = _told(Subject.CANDIDATE, candidates, standing, wanted) + _told(Subject.JUROR, jurors, standing, wanted)
    return changed, told + _told_criteria(renamed, standing, wanted, former)


def _keep_codes(standing: Setup, wanted: Setup, works: Works, former: Collection[Criterion]) -> tuple[Setup, dict[str, str]]:
    """The wanted set-up with the event's codes of criteria, in the tie orders too; `KAB/REG` in the workbook -> in the event."""
    renamed: dict[str, str] = {}
    for category in dict.fromkeys(one.category for one in wanted.criteria):
        known = known_criteria(standing, former, category)
        renamed |= _mapping(known, criteria(wanted.criteria, category), works.get(CRITERION, {})) if known else {}

    def code_of(category: str, code: str) -> str:
        return renamed.get(f"{category}/{code}", f"{category}/{code}").removeprefix(f"{category}/")

    changed = replace(
        wanted,
        criteria=tuple(replace(one, code=code_of(one.category, one.code)) for one in wanted.criteria),
        categories=tuple(
            replace(one, tie_order=tuple(code_of(one.code, code) for code in one.tie_order)) for one in wanted.categories
        ),
    )
    return changed, renamed


def _told_criteria(
    renamed: Mapping[str, str], standing: Setup, wanted: Setup, former: Collection[Criterion]
) -> list[RenumberedRow]:
    names = {f"{one.category}/{one.code}": one.name for one in wanted.criteria}
    known = {f"{one.category}/{one.code}" for one in (*former, *standing.criteria)}
    return [
        RenumberedRow(CRITERION, names[code], code, kept, kept not in known) for code, kept in renamed.items() if code != kept
    ]


def _told(subject: str, mapping: Mapping[str, str], standing: Setup, wanted: Setup) -> list[RenumberedRow]:
    known, names = records(standing)[subject], records(wanted)[subject]
    moved = ((code, kept) for code, kept in mapping.items() if code != kept)
    return [RenumberedRow(subject, names[code].name, code, kept, kept not in known) for code, kept in moved]


def _mapping(known: Mapping[str, Record], wanted: Mapping[str, Record], work: Mapping[str, WorkInName]) -> dict[str, str]:
    """The workbook's number of each row -> the number it has in the event, by name; new rows get one that is free."""
    found = _by(_spelled, known, wanted, {})
    found = _by(identity, known, wanted, found)
    found = _by(lambda one: identity(one)[0], known, wanted, found)
    found = _by_likeness(known, wanted, found)
    taken = set(found.values())
    for code in wanted:
        if code not in found and code not in taken and code not in work:
            # nobody has it, or nobody who has anything in that name
            found[code] = code
            taken.add(code)
    for code in wanted:
        if code not in found:
            found[code] = _free(code, {*known, *taken})
            taken.add(found[code])
    return {code: found[code] for code in wanted}


def _spelled(one: Record) -> object:
    """Name and institution as they are written, but for capitals and blanks: PT Maju is another than CV Maju."""
    return str(one.name.casefold().split()), str(one.institution.casefold().split()) if isinstance(one, Candidate) else ""


def _by(key: Key, known: Mapping[str, Record], wanted: Mapping[str, Record], found: Mapping[str, str]) -> dict[str, str]:
    """Adds those who are the only ones called so among the rest of both lists."""
    taken = set(found.values())
    mine = _only({code: one for code, one in known.items() if code not in taken}, key)
    theirs = _only({code: one for code, one in wanted.items() if code not in found}, key)
    return {**found, **{code: mine[said] for said, code in theirs.items() if said in mine}}


def _only(listed: Mapping[str, Record], key: Key) -> dict[object, str]:
    """What a key says -> the code, where one alone says it."""
    together: dict[object, list[str]] = {}
    for code, one in listed.items():
        together.setdefault(key(one), []).append(code)
    return {said: codes[0] for said, codes in together.items() if len(codes) == 1}


def _by_likeness(known: Mapping[str, Record], wanted: Mapping[str, Record], found: Mapping[str, str]) -> dict[str, str]:
    """Adds other spellings: whoever of the rest is most alike, the one of the other; each is confirmed by name afterwards."""
    common = common_words(one.name for one in known.values())
    kept = set(found.values())
    rest = [(code, one) for code, one in known.items() if code not in kept]
    if len(rest) * (len(wanted) - len(found)) > _MOST_COMPARED:
        return dict(found)
    scored = [
        (likeness(mine.name, theirs.name, common), code == home, code, home)
        for code, theirs in wanted.items()
        if code not in found
        for home, mine in rest
    ]
    added = dict(found)
    for score, _same, code, home in sorted(scored, reverse=True):
        if score >= NEAR and code not in added and home not in added.values():
            added[code] = home
    return added


def _free(code: str, taken: set[str]) -> str:
    """The next number of this form that nobody has: K06 after K05."""
    folded = {one.casefold() for one in taken}
    form = re.fullmatch(r"(.*?)([0-9]*)", code)
    assert form
    stem, width = form[1][:18], len(form[2])
    numbers = [int(one[len(stem) :]) for one in taken if one.startswith(stem) and one[len(stem) :].isdecimal()]
    number = max(numbers, default=0) + 1
    while f"{stem}{number:0{width}d}".casefold() in folded:
        number += 1
    return f"{stem}{number:0{width}d}"
