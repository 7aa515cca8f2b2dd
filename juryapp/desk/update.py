"""Update: taking a changed workbook. Each change is told before it is done; nothing is ever deleted."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from juryapp.desk import spares
from juryapp.desk.changes import Changes
from juryapp.desk.fields import field_name, shown, whole
from juryapp.desk.registers import registers_of
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.spare_list import Cause
from juryapp.desk.uncounted import uncounted
from juryapp.errors import Problems, Refused
from juryapp.exchange.completeness import Board
from juryapp.journal.acts import RECORDS
from juryapp.journal.entry import Act, Register, Value
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.setup import Setup
from juryapp.store import nouns
from juryapp.store.setup import read_setup
from juryapp.text import _, mark

_log = logging.getLogger(__name__)
_NEW = {
    "candidate": mark("Candidate {code} {name} is new."),
    "juror": mark("Juror {code} {name} is new."),
    "category": mark("Category {code} {name} is new."),
}
_LEFT = {
    "candidate": mark("Candidate {code} {name} is not in the workbook; it stays (withdraw it if it is out of the running)."),
    "juror": mark("Juror {code} {name} is not in the workbook; the juror stays."),
    "category": mark("Category {code} {name} is not in the workbook; it stays."),
}
_CHANGED = {
    "event": mark("Event: {field} becomes “{after}” (was “{before}”)."),
    "candidate": mark("Candidate {code}: {field} becomes “{after}” (was “{before}”)."),
    "juror": mark("Juror {code}: {field} becomes “{after}” (was “{before}”)."),
    "category": mark("Category {code}: {field} becomes “{after}” (was “{before}”)."),
}
_ORDER = {
    "candidate": mark("The order of the candidates changes."),
    "juror": mark("The order of the jurors changes."),
    "category": mark("The order of the categories changes."),
}
_WHOLE = {
    "slot": mark("The slot of {code} becomes {after}."),
    "stage": mark("Stage {code} becomes {after}."),
    "stage-score": mark("The stage score of {code} becomes {after}."),
}
_KEPT = {
    "slot": mark("Not in the workbook are the slots of {codes}; they stay."),
    "stage": mark("Not in the workbook are the stages {codes}; they stay."),
    "stage-score": mark("Not in the workbook are the stage scores of {codes}; they stay."),
}
_DROPPED = mark("Stage {code} is not among the workbook's stages; it counts no longer, and its scores stay on record.")


@dataclass(frozen=True)
class Update:
    """What a workbook would change: the sentences, and the registers with their new values."""

    lines: tuple[str, ...]
    values: tuple[tuple[Register, Value], ...]
    logo: bytes = b""


def plan(desk: SecretaryDesk, setup: Setup) -> Update:
    """What this set-up would change. Changes nothing. The sentences are in the current language.

    Raises `Problems` for texts that documents can't print.
    """
    from juryapp.documents.printable import unprintable_texts

    refused = unprintable_texts(setup)
    if refused:
        raise Problems(refused)
    wanted = registers_of(setup)
    standing = read_setup(desk.event.file)
    before = registers_of(standing)
    refused = list(_recased(setup, standing))
    if refused:
        raise Problems(refused)
    absent = [register for register in before if register not in wanted]
    cleared = {register: None for register in absent if _clears(register, setup)}
    values = {register: value for register, value in {**wanted, **cleared}.items() if before.get(register) != value}
    kept = [register for register in absent if register not in cleared]
    lines = [*_told(desk, setup, before, values), *_reordered(setup, standing), *_left(setup, standing), *_kept(kept, values)]
    lines += uncounted(Board.of(desk.event.file), setup)
    return Update(tuple(lines), tuple(values.items()), setup.event.logo)


def apply(desk: SecretaryDesk, update: Update) -> Changes:
    """Does what was planned, in one unit of work, after a spare copy of what was."""
    acts: list[Act] = [desk.act(subject, key, value) for (subject, key), value in update.values]
    spares.before(desk.event, Cause.UPDATE)
    changes = desk.event.write(acts, [update.logo] if update.logo else [])
    _log.info("updated event %s from a workbook: %d registers", desk.event.id, len(acts))
    return changes


def _clears(register: Register, setup: Setup) -> bool:
    """True if a field that the workbook now leaves empty belongs to a record that the workbook still names.

    A stage that the workbook's stages lack is cleared too: its weight would count beside theirs.
    """
    subject, key = register
    if subject == "stage":
        return bool(setup.stages)
    if subject not in RECORDS:
        return False
    code = key.split("/")[0]
    return subject == "event" or code in _codes(setup)[subject]


def _codes(setup: Setup) -> dict[str, dict[str, str]]:
    """Code -> name of each kind of record."""
    return {
        "candidate": {one.number: one.name for one in setup.candidates},
        "juror": {one.code: one.name for one in setup.jurors},
        "category": {one.code: one.name for one in setup.categories},
        "event": {},
    }


def _recased(setup: Setup, standing: Setup) -> Iterator[Refused]:
    """Codes that differ from those of the event in capital letters alone: they would be others, and their files the same."""
    known = _codes(standing)
    for subject, codes in _codes(setup).items():
        spelled = {code.casefold(): code for code in known[subject]}
        for code in codes:
            if code not in known[subject] and code.casefold() in spelled:
                yield Refused(
                    "The code {code} differs from {known} in capital letters alone; type it as the event knows it: {known}.",
                    code=code,
                    known=spelled[code.casefold()],
                )


def _told(desk: SecretaryDesk, setup: Setup, before: dict[Register, Value], values: dict[Register, Value]) -> Iterator[str]:
    known, names = _codes(read_setup(desk.event.file)), _codes(setup)
    new: set[tuple[str, str]] = set()
    for (subject, key), value in values.items():
        code, _slash, field = key.partition("/")
        if subject == "rubric":
            if code in known["category"]:
                yield _rubric(desk, setup, code)
        elif subject == "stage" and value is None:
            yield _(_DROPPED, code=key)
        elif subject in _WHOLE:
            yield _(_WHOLE[subject], code=key if subject == "stage" else key.replace("/", " ", 1), after=whole(subject, value))
        elif subject != "event" and code not in known[subject]:
            if (subject, code) not in new:
                new.add((subject, code))
                yield _(_NEW[subject], code=code, name=names[subject][code])
        elif field != "position":
            after, was = shown(field, value), shown(field, before.get((subject, key)))
            gaps = {"field": field_name(field), "after": after, "before": was}
            yield _(_CHANGED[subject], code=code, **gaps)


def _rubric(desk: SecretaryDesk, setup: Setup, category: str) -> str:
    old = [c for c in read_setup(desk.event.file).criteria if c.category == category]
    new: list[Criterion] = [c for c in setup.criteria if c.category == category]
    if not old or rubric_version(old) == rubric_version(new):
        return _("The wording of the rubric of {category} changes; its scores stay.", category=category)
    board = Board.of(desk.event.file)
    candidates = nouns.candidates(desk.event.file)
    scores = sum(len(s) for (_juror, number), s in board.drafts.items() if candidates[number].category == category)
    return _(
        "The rubric of {category} changes; {count} scores of the former one do not count until they are given again or mapped.",
        category=category,
        count=scores,
    )


def _reordered(setup: Setup, standing: Setup) -> Iterator[str]:
    """What stands in another order than before, those aside that one of the two lacks."""
    names, known = _codes(setup), _codes(standing)
    for subject, sentence in _ORDER.items():
        if [code for code in names[subject] if code in known[subject]] != [
            code for code in known[subject] if code in names[subject]
        ]:
            yield _(sentence)


def _left(setup: Setup, standing: Setup) -> Iterator[str]:
    names = _codes(setup)
    for subject, known in _codes(standing).items():
        for code, name in known.items():
            if code not in names[subject]:
                yield _(_LEFT[subject], code=code, name=name)


def _kept(registers: Sequence[Register], values: Mapping[Register, Value]) -> Iterator[str]:
    """What the workbook leaves out without saying that it ends, once for all of a kind."""
    dropped = {key for (subject, key), value in values.items() if subject == "stage" and value is None}
    for kind, sentence in _KEPT.items():
        keys = [key for subject, key in registers if subject == kind and key.partition("/")[2] not in dropped]
        if keys:
            yield _(sentence, codes=", ".join(key.replace("/", " ", 1) if kind != "stage" else key for key in keys))
