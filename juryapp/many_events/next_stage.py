"""Next stage: a new event of the candidates who go on from others, made from its own workbook, with where each comes from.

Their points count only where the workbook has a stage of that name with a weight: then with what the former event's papers print.
Decision 073 says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from juryapp.desk.brought_candidates import BroughtCandidate
from juryapp.desk.headquarters import create_event
from juryapp.errors import Problem, Problems, Refused, bare
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.many_events.folder import secret_of
from juryapp.many_events.going_on import FormerStage, GoesOn, GoingOnRule, former_stage
from juryapp.many_events.secrets import Secrets
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.category import Category
from juryapp.model.event import Event
from juryapp.model.paper import MOST_PAPERS
from juryapp.model.setup import Setup
from juryapp.model.stage import Stage, StageScore
from juryapp.text import _, mark, number, plural
from juryapp.workbook.cells import fold

OTHER_AWARD = mark(
    "{path} is of the award “{theirs}”, and the workbook is for “{ours}”; leave that event out, or correct the workbook."
)
OTHER_EDITION = mark(
    "{path} is of the edition {theirs}, and the workbook is for {ours}; leave that event out, or correct the workbook."
)
SIMULATED = mark(
    "{path} holds invented data, and the next event is real; leave it out, or write yes as Data simulasi (Simulated data) in the "
    "workbook."
)
SAME_EVENT = mark("{path} and {other} are of the same event; name one of them, the newer one.")
NO_CATEGORY = mark(
    "{event}: no category of the workbook is called “{category}”. Correct the name there ({names}), or say that nobody of it "
    "goes on."
)
SAME_CANDIDATE = mark("{name} goes on twice into {category}: from {first} and from {second}. Leave one of them out.")
IN_WORKBOOK = mark("{name} of {event} stands in the workbook already, as {number}; take it out there, or leave it out here.")
SAME_NUMBER = mark("The number {number} is that of {first} and of {second}; let them get new numbers, or change one.")
NO_STAGE = mark("No stage of the workbook beside its own is called “{stage}”; its sheet Nilai tahap (Stage scores) has: {names}.")
SOME_STAGE = mark(
    "{event}: its stage is called “{stage}”, of which the workbook has no column, though it has those of others. Name the column "
    "that is meant, or correct it."
)
OTHER_MAXIMUM = mark(
    "{event}: the most points of {category} are {there}, and the stage “{stage}” of the workbook has the maximum {here}; write "
    "{there} there."
)
NOBODY = mark("Nobody goes on from these events; nothing is made.")
UNKNOWN_CATEGORY = mark("None of these events has a category “{category}”; in them are: {names}.")
UNKNOWN_EVENT = mark("None of these events has the code {code}; their codes are: {codes}.")


@dataclass(frozen=True)
class NextStageRule:
    """What whoever makes the next stage decided, beside who goes on."""

    going_on: GoingOnRule
    stage: str = ""
    """The column of the workbook into which their points go; empty for the one that is called like each event's own stage."""
    keep_numbers: bool = False
    """They keep their numbers; else they get new ones."""


@dataclass(frozen=True)
class NextStage:
    """What the new event will be."""

    setup: Setup
    brought: tuple[BroughtCandidate, ...]
    told: tuple[str, ...]
    """What is done and might not be expected, a sentence each."""

    def candidate(self, brought: BroughtCandidate) -> Candidate:
        """What the set-up says of one who goes on."""
        return next(one for one in self.setup.candidates if one.number == brought.number)


def read_next_stage(
    laptop: Laptop,
    paths: Sequence[Path],
    secrets: Secrets,
    setup: Setup,
    rule: NextStageRule,
    done: Callable[[int, int], object] = lambda _done, _of: None,
) -> NextStage:
    """Who goes on from these events into the one that a workbook sets up. Changes no byte of any of them.

    Raises `Problems` with everything that stands in the way, a sentence each.
    """
    found: list[FormerStage] = []
    problems: list[Problem] = []
    for count, path in enumerate(paths):
        done(count, len(paths))
        try:
            found.append(_former(laptop, path, secrets, rule.going_on, _room(found)))
        except Problem as problem:
            problems.append(bare(problem))
    done(len(paths), len(paths))
    problems += [*_unlike(found, setup.event), *(problem for one in found for problem in one.problems)]
    problems += _unknown(found, rule.going_on) if not problems else []
    if problems:
        raise Problems(problems)
    return _Composing(found, setup, rule).compose()


def make_next_stage(laptop: Laptop, path: Path, passphrase: str, made: NextStage, desk_pin: str, root_pin: str) -> OpenEvent:
    """The new event; its file appears whole or not at all. Raises as `create_event`."""
    return create_event(laptop, path, passphrase, made.setup, desk_pin, root_pin, brought=made.brought)


def _former(laptop: Laptop, path: Path, secrets: Secrets, rule: GoingOnRule, room: int) -> FormerStage:
    secret = secret_of(path, secrets, lambda: False)
    with open_event(laptop, path, secret.passphrase, look=True, known=secret.key) as event:
        return former_stage(event, rule, room)


def _room(found: Sequence[FormerStage]) -> int:
    return MOST_PAPERS - sum(len(content) for former in found for one in former.going for _paper, content in one.papers)


def _unlike(found: Sequence[FormerStage], event: Event) -> Iterator[Problem]:
    """Events of which nobody can go on into this one."""
    seen: dict[str, Path] = {}
    for one in found:
        about, path = one.about, one.path
        if one.id in seen:
            yield Refused(SAME_EVENT, path=path, other=seen[one.id])
        seen.setdefault(one.id, path)
        if fold(about.award) != fold(event.award):
            yield Refused(OTHER_AWARD, path=path, theirs=about.award, ours=event.award)
        elif about.edition and event.edition and fold(about.edition) != fold(event.edition):
            yield Refused(OTHER_EDITION, path=path, theirs=about.edition, ours=event.edition)
        if about.simulated and not event.simulated:
            yield Refused(SIMULATED, path=path)


def _unknown(found: Sequence[FormerStage], rule: GoingOnRule) -> Iterator[Problem]:
    """Names that whoever decided mistyped: nothing that is said is passed over."""
    names = {fold(name): name for one in found for name in one.categories}
    for category in sorted({*rule.first_of, *rule.without} - names.keys()):
        yield Refused(UNKNOWN_CATEGORY, category=category, names=", ".join(names.values()))
    codes = {fold(one.about.code): one.about.code for one in found}
    for code in sorted({code for code, _number in rule.left_out} - codes.keys()):
        yield Refused(UNKNOWN_EVENT, code=code.upper(), codes=", ".join(codes.values()))


class _Composing:
    """The set-up of the workbook with those who go on."""

    def __init__(self, found: Sequence[FormerStage], setup: Setup, rule: NextStageRule) -> None:
        self._found, self._setup, self._rule = found, setup, rule
        self._categories = {fold(one.name): one for one in setup.categories}
        self._problems: list[Problem] = []

    def compose(self) -> NextStage:
        going = self._in_order()
        if not going and not self._problems:
            raise Refused(NOBODY)
        self._check_candidates(going)
        numbers = self._numbers([one for one, _category in going])
        columns = self._columns([one for one, _category in going])
        if self._problems:
            raise Problems(self._problems)
        candidates = [
            replace(one.candidate, number=number_, category=category.code, attendance=Attendance.EXPECTED, withdrawn=None)
            for (one, category), number_ in zip(going, numbers, strict=True)
        ]
        points = [
            StageScore(number_, column.name, Decimal(one.origin.shown))
            for (one, _category), number_, column in zip(going, numbers, columns, strict=True)
            if column
        ]
        setup = replace(
            self._setup,
            candidates=(*self._setup.candidates, *candidates),
            stage_scores=(*self._setup.stage_scores, *points),
        )
        brought = [
            BroughtCandidate(number_, one.origin, one.papers) for (one, _category), number_ in zip(going, numbers, strict=True)
        ]
        return NextStage(setup, tuple(brought), tuple(self._told([one for one, _ in going], columns)))

    def _in_order(self) -> list[tuple[GoesOn, Category]]:
        """By category as the workbook lists them, then event by event, by place."""
        found: dict[str, list[tuple[GoesOn, Category]]] = {one.code: [] for one in self._setup.categories}
        names = ", ".join(one.name for one in self._setup.categories)
        told: set[str] = set()
        for former in self._found:
            for one in former.going:
                category = self._categories.get(fold(one.origin.category))
                if category:
                    found[category.code].append((one, category))
                elif one.origin.category not in told:
                    told.add(one.origin.category)
                    self._problems.append(Refused(NO_CATEGORY, event=_event(one), category=one.origin.category, names=names))
        return [pair for listed in found.values() for pair in listed]

    def _check_candidates(self, going: Sequence[tuple[GoesOn, Category]]) -> None:
        there = {_who(one, one.category): one.number for one in self._setup.candidates}
        seen: dict[tuple[str, str, str], GoesOn] = {}
        for one, category in going:
            who, name = _who(one.candidate, category.code), one.candidate.name
            if who in there:
                self._problems.append(Refused(IN_WORKBOOK, name=name, event=_event(one), number=there[who]))
            elif who in seen:
                gaps = {"category": category.name, "first": _event(seen[who]), "second": _event(one)}
                self._problems.append(Refused(SAME_CANDIDATE, name=name, **gaps))
            seen.setdefault(who, one)

    def _numbers(self, going: Sequence[GoesOn]) -> list[str]:
        taken = {fold(one.number): one.name for one in self._setup.candidates}
        if not self._rule.keep_numbers:
            width = max(2, len(str(len(going) + len(taken))))
            free = (f"K{count:0{width}}" for count in range(1, len(going) + len(taken) + 1))
            return [one for one in free if fold(one) not in taken][: len(going)]
        for one in going:
            code, name = one.candidate.number, f"{one.candidate.name}, {_event(one)}"
            if fold(code) in taken:
                self._problems.append(Refused(SAME_NUMBER, number=code, first=taken[fold(code)], second=name))
            taken.setdefault(fold(code), name)
        return [one.candidate.number for one in going]

    def _columns(self, going: Sequence[GoesOn]) -> list[Stage | None]:
        """The stage of the workbook into which the points of each go."""
        others = {fold(one.name): one for one in self._setup.stages if not one.own}
        if self._rule.stage and fold(self._rule.stage) not in others:
            names = ", ".join(one.name for one in others.values()) or "-"
            self._problems.append(Refused(NO_STAGE, stage=self._rule.stage, names=names))
            return [None] * len(going)
        found = [others.get(fold(self._rule.stage or one.origin.stage)) for one in going]
        lacking = next((one for one, column in zip(going, found, strict=True) if column is None), None)
        if lacking and any(found):
            self._problems.append(Refused(SOME_STAGE, event=_event(lacking), stage=lacking.origin.stage or "-"))
        told: set[tuple[str, str]] = set()
        for one, column in zip(going, found, strict=True):
            at = (one.origin.event, one.origin.category)
            if column and column.maximum is not None and Fraction(column.maximum) != one.origin.maximum and at not in told:
                told.add(at)
                gaps = {"there": number(one.origin.maximum), "here": number(column.maximum), "stage": column.name}
                self._problems.append(Refused(OTHER_MAXIMUM, event=_event(one), category=one.origin.category, **gaps))
        return found

    def _told(self, going: Sequence[GoesOn], columns: Sequence[Stage | None]) -> Iterator[str]:
        rule = self._rule.going_on
        yield plural(
            "The first {count} of each category of each event goes on.",
            "The first {count} of each category of each event go on.",
            rule.first,
        )
        names = {fold(name): name for one in self._found for name in one.categories}
        for category, count in rule.first_of.items():
            yield _("Of {category}: the first {count}.", category=names[category], count=count)
        for one in self._found:
            yield from one.told
        if rule.without:
            yield _("Nobody goes on of: {categories}.", categories=", ".join(names[one] for one in sorted(rule.without)))
        if not self._rule.keep_numbers:
            yield _("They get new numbers; their former ones stay on record.")
        yield from _points_words(going, columns)
        yield from self._files_words(going)
        empty = [one.name for one in self._setup.categories if fold(one.name) not in {fold(one.origin.category) for one in going}]
        if empty:
            yield _("Nobody goes on into: {categories}.", categories=", ".join(empty))
        if not rule.by:
            yield _("Nobody is named who decided this.")

    def _files_words(self, going: Sequence[GoesOn]) -> Iterator[str]:
        files = sum(len(one.papers) for one in going)
        if not self._rule.going_on.papers:
            yield _("Their own files don't go on with them.")
        elif files:
            yield plural("{count} file of theirs goes on with them.", "{count} files of theirs go on with them.", files)


def _points_words(going: Sequence[GoesOn], columns: Sequence[Stage | None]) -> Iterator[str]:
    used = {column.name: column for column in columns if column}
    for column in used.values():
        yield _(
            "Their total there, as its papers print it, counts as the stage “{stage}” with the weight {weight}.",
            stage=column.name,
            weight=number(column.weight),
        )
    if not used:
        stages = ", ".join(dict.fromkeys(f"“{one.origin.stage}”" for one in going if one.origin.stage)) or "-"
        yield _(
            "Their points stay on record and count nothing: the workbook has no stage with a weight that is called like theirs "
            "({stages}).",
            stages=stages,
        )


def _event(one: GoesOn) -> str:
    return f"{one.origin.code} ({one.origin.organiser})"


def _who(candidate: Candidate, category: str) -> tuple[str, str, str]:
    """What makes two candidates one: name and institution, in the same category."""
    return category, fold(candidate.name), fold(candidate.institution)
