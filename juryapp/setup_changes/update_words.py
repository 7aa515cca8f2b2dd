"""What a changed workbook changes, a sentence each, with the registers that it tells of. Says; decides and does nothing.

Each register that changes is told of by some sentence: what isn't told isn't done (`setup_changes/update.py`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from juryapp.board.cells import Board
from juryapp.board.field_names import field_name, shown, whole
from juryapp.journal.entry import Register, Value
from juryapp.journal.subjects import Subject
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.names import scale_text
from juryapp.model.setup import Setup
from juryapp.setup_changes.identity import Works, records
from juryapp.store.work_in_name import WorkInName
from juryapp.text import _, mark, number, plural

_NEW: dict[str, str] = {
    Subject.CANDIDATE: mark("Candidate {code} {name} is new."),
    Subject.JUROR: mark("Juror {code} {name} is new."),
    Subject.CATEGORY: mark("Category {code} {name} is new."),
}
_LEFT: dict[str, str] = {
    Subject.CANDIDATE: mark(
        "Candidate {code} {name} is not in the workbook; it stays (withdraw it if it is out of the running)."
    ),
    Subject.JUROR: mark("Juror {code} {name} is not in the workbook; the juror stays."),
    Subject.CATEGORY: mark("Category {code} {name} is not in the workbook; it stays."),
}
_GONE: dict[str, str] = {
    Subject.CANDIDATE: mark("Candidate {code} {name}, added by mistake, stands in the list no more."),
    Subject.JUROR: mark("Juror {code} {name}, added by mistake, stands in the list no more."),
    Subject.CATEGORY: mark("Category {code} {name}, added by mistake, stands in the list no more."),
}
CHANGED: dict[str, str] = {
    Subject.EVENT: mark("Event: {field} becomes “{after}” (was “{before}”)."),
    Subject.CANDIDATE: mark("Candidate {code}: {field} becomes “{after}” (was “{before}”)."),
    Subject.JUROR: mark("Juror {code}: {field} becomes “{after}” (was “{before}”)."),
    Subject.CATEGORY: mark("Category {code}: {field} becomes “{after}” (was “{before}”)."),
}
_ORDER: dict[str, str] = {
    Subject.CANDIDATE: mark("The order of the candidates changes."),
    Subject.JUROR: mark("The order of the jurors changes."),
    Subject.CATEGORY: mark("The order of the categories changes."),
}
WHOLE: dict[str, str] = {
    Subject.SLOT: mark("The slot of {code} becomes {after}."),
    Subject.STAGE: mark("Stage {code} becomes {after}."),
    Subject.STAGE_SCORE: mark("The stage score of {code} becomes {after}."),
}
_NOT_IN_WORKBOOK: dict[str, str] = {
    Subject.SLOT: mark("Not in the workbook are the slots of {codes}; they stay."),
    Subject.STAGE: mark("Not in the workbook are the stages {codes}; they stay."),
    Subject.STAGE_SCORE: mark("Not in the workbook are the stage scores of {codes}; they stay."),
}
_DROPPED = mark("Stage {code} is not among the workbook's stages; it counts no longer, and its scores stay on record.")


@dataclass(frozen=True)
class Told:
    """One sentence, and the registers whose change it tells."""

    sentence: str
    registers: tuple[Register, ...] = ()


def changes(
    board: Board, standing: Setup, setup: Setup, before: Mapping[Register, Value], values: Mapping[Register, Value]
) -> Iterator[Told]:
    """Everything that becomes another, in the order of the workbook."""
    known, wanted = records(standing), records(setup)
    new: dict[tuple[str, str], list[Register]] = {}
    for register, value in values.items():
        subject, key = register
        code, _slash, field = key.partition("/")
        if subject == Subject.RUBRIC:
            yield from _rubric(board, standing, setup, code)
        elif subject == Subject.SLOT and value is None:
            yield Told(_("{code} has no time any more.", code=key), (register,))
        elif subject in _GONE and value is None and code in known[subject] and code not in wanted[subject]:
            if (subject, code) not in new:
                new[subject, code] = [one for one in values if one[0] == subject and one[1].startswith(f"{code}/")]
                yield Told(_(_GONE[subject], code=code, name=known[subject][code].name), tuple(new[subject, code]))
        elif subject == Subject.STAGE and value is None:
            yield Told(_(_DROPPED, code=key), (register,))
        elif subject in WHOLE:
            said = key if subject == Subject.STAGE else key.replace("/", " ", 1)
            yield Told(_(WHOLE[subject], code=said, after=whole(subject, value)), (register,))
        elif subject != Subject.EVENT and code not in known[subject]:
            if (subject, code) not in new:
                new[subject, code] = [one for one in values if one[0] == subject and one[1].startswith(f"{code}/")]
                yield from _new(subject, code, wanted[subject][code].name, new[subject, code], values)
        elif field != "position":
            after, was = shown(field, value), shown(field, before.get(register))
            gaps = {"field": field_name(field), "after": after, "before": was}
            yield Told(_(CHANGED[subject], code=code, **gaps), (register,))
    yield from _reordered(standing, setup, values)


def _new(subject: str, code: str, name: str, registers: Sequence[Register], values: Mapping[Register, Value]) -> Iterator[Told]:
    """Who is new, and everything that is said of it."""
    yield Told(_(_NEW[subject], code=code, name=name), tuple(registers))
    fields = ((register[1].partition("/")[2], register) for register in registers)
    told = [
        f"{field_name(field)} “{shown(field, values[register])}”"
        for field, register in fields
        if field not in ("position", "name")
    ]
    if told:
        yield Told(_("{code}: {fields}.", code=code, fields=", ".join(told)))


def _rubric(board: Board, standing: Setup, setup: Setup, category: str) -> Iterator[Told]:
    register = ((Subject.RUBRIC, category),)
    old = [c for c in standing.criteria if c.category == category]
    new = [c for c in setup.criteria if c.category == category]
    if not old:
        yield Told(
            _("The criteria of {category}: {criteria}.", category=category, criteria="; ".join(map(_criterion, new))), register
        )
        return
    if rubric_version(old) == rubric_version(new):
        yield Told(_("The wording of the rubric of {category} changes; its scores stay.", category=category), register)
    else:
        scores = sum(len(s) for (_juror, number_), s in board.drafts.items() if _category_of(board, number_) == category)
        yield Told(
            _(
                "The rubric of {category} changes; {count} scores of the former one do not count until they are given again or "
                "mapped.",
                category=category,
                count=scores,
            ),
            register,
        )
    for sentence in _criteria(category, {c.code: c for c in old}, {c.code: c for c in new}):
        yield Told(sentence)


def _category_of(board: Board, candidate: str) -> str:
    kept = board.joins.get(candidate, candidate)
    return board.candidates[kept].category if kept in board.candidates else ""


def _criteria(category: str, old: Mapping[str, Criterion], new: Mapping[str, Criterion]) -> Iterator[str]:
    """What becomes of each criterion."""
    for code, one in new.items():
        if code not in old:
            yield _("{category}: criterion {criterion} is new.", category=category, criterion=_criterion(one))
            continue
        before, after = _parts(old[code]), _parts(one)
        for field, text in after.items():
            if text != before[field]:
                gaps = {
                    "category": category,
                    "criterion": code,
                    "field": field,
                    "after": text or "–",
                    "before": before[field] or "–",
                }
                yield _("{category}: {field} of {criterion} becomes “{after}” (was “{before}”).", **gaps)
    for code, one in old.items():
        if code not in new:
            yield _("{category}: criterion {criterion} is no longer there.", category=category, criterion=_criterion(one))
    if [code for code in old if code in new] != [code for code in new if code in old]:
        yield _("{category}: the order of the criteria changes.", category=category)


def _parts(one: Criterion) -> dict[str, str]:
    """What can change of a criterion, by what it is called."""
    step = "" if one.scale.values else number(one.scale.step)
    bands = "; ".join(f"{number(band.low)}–{number(band.high)} {band.text}" for band in one.bands)
    return {
        _("weight"): number(one.weight),
        _("scale"): scale_text(one),
        _("step"): step,
        _("name"): one.name,
        _("guidance"): one.guidance,
        _("descriptors"): bands,
    }


def _criterion(one: Criterion) -> str:
    weight, scale, step = list(_parts(one).values())[:3]
    return f"{one.code} {one.name} ({weight}%, {scale}{f', {step}' if step not in ('', '1') else ''})"


def _reordered(standing: Setup, setup: Setup, values: Mapping[Register, Value]) -> Iterator[Told]:
    """What stands in another order than before, those aside that one of the two lacks; a shift of all is no other order."""
    for subject, sentence in _ORDER.items():
        names, known = records(setup)[subject], records(standing)[subject]
        if [code for code in names if code in known] != [code for code in known if code in names]:
            moved = tuple(one for one in values if one[0] == subject and one[1].endswith("/position"))
            yield Told(_(sentence), moved)


def left(standing: Setup, setup: Setup, works: Works, gone: Collection[tuple[str, str]] = ()) -> Iterator[Told]:
    """Who isn't in the workbook and stays, with what stands in that name; of those that are to be `gone` nothing."""
    for subject, known in records(standing).items():
        wanted = records(setup)[subject]
        for code, one in known.items():
            if code not in wanted and (subject, code) not in gone:
                yield Told(_(_LEFT[subject], code=code, name=one.name) + _in_name(works.get(subject, {}).get(code), subject))


def _in_name(work: WorkInName | None, subject: str) -> str:
    if work is None or subject == Subject.CATEGORY or not (work.sheets or work.scores or work.other or work.enrolled):
        return ""
    return " " + _("In its name stand: {work}.", work=work_words(work))


@dataclass(frozen=True)
class WorkWords:
    """What stands in a name, in the reader's language."""

    work: WorkInName

    def __str__(self) -> str:
        return work_words(self.work)


def work_words(work: WorkInName) -> str:
    """What stands in a name: `3 signed sheets, 6 scores`."""
    told = []
    if work.sheets:
        told.append(plural("{count} signed sheet", "{count} signed sheets", work.sheets))
    if work.scores:
        told.append(plural("{count} score", "{count} scores", work.scores))
    if work.other:
        told.append(plural("{count} other entry", "{count} other entries", work.other))
    if work.enrolled:
        told.append(_("an enrolment"))
    if work.out:
        told.append(_("what laptops that are out may hold"))
    return ", ".join(told)


def kept(registers: Sequence[Register], values: Mapping[Register, Any]) -> Iterator[Told]:
    """What the workbook leaves out without saying that it ends, once for all of a kind."""
    dropped = {key for (subject, key), value in values.items() if subject == Subject.STAGE and value is None}
    for kind, sentence in _NOT_IN_WORKBOOK.items():
        keys = [key for subject, key in registers if subject == kind and key.partition("/")[2] not in dropped]
        if keys:
            yield Told(_(sentence, codes=", ".join(key.replace("/", " ", 1) if kind != Subject.STAGE else key for key in keys)))
