"""Update: taking a changed workbook. Each change is told before it is done; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from juryapp.desk.changes import Changes
from juryapp.desk.registers import registers_of
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problems, Refused
from juryapp.exchange.completeness import Board
from juryapp.journal.acts import RECORDS
from juryapp.journal.entry import Act, Register, Value
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.setup import Setup
from juryapp.store import nouns
from juryapp.store.setup import read_setup
from juryapp.text import _, clock_time, mark, number, plain_date
from juryapp.workbook.columns import ANSWERS, METHODS, NOT_ASSESSABLE, ROLES, STEPS, TRIMS
from juryapp.workbook.mistakes import Word

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
_WORDS: Mapping[str, Mapping[Any, Word]] = {
    "method": METHODS, "trim": TRIMS, "not_assessable": NOT_ASSESSABLE, "role": ROLES, "simulated": ANSWERS,
}  # fmt: skip
"""What the workbook calls the values of a field."""
_FIELDS = {
    "award": mark("award"), "label": mark("code"), "edition": mark("edition"), "assessed_from": mark("assessment from"),
    "assessed_to": mark("assessment to"), "organiser": mark("organiser"), "stage": mark("stage"), "venue": mark("venue"),
    "city": mark("city"), "time_zone": mark("time zone"), "language": mark("language"), "letterhead": mark("letterhead"),
    "logo": mark("logo"), "minutes_number": mark("minutes number"), "juror_word": mark("word for juror"), "paper": mark("paper"),
    "simulated": mark("simulated data"), "position": mark("place in the list"), "name": mark("name"), "places": mark("places"),
    "method": mark("method"), "trim": mark("trim"), "rounding": mark("rounding"), "tie_order": mark("tie order"),
    "not_assessable": mark("not assessable"), "panel": mark("panel"), "category": mark("category"),
    "institution": mark("institution"), "head": mark("head"), "presenter": mark("presenter"), "facts": mark("facts"),
    "office": mark("position"), "nip": mark("NIP"), "panels": mark("panels"), "role": mark("role"),
}  # fmt: skip


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
    lines = [*_told(desk, setup, before, values), *_left(setup, standing), *_kept(kept, values)]
    return Update(tuple(lines), tuple(values.items()), setup.event.logo)


def apply(desk: SecretaryDesk, update: Update) -> Changes:
    """Does what was planned, in one unit of work."""
    acts: list[Act] = [desk.act(subject, key, value) for (subject, key), value in update.values]
    return desk.event.write(acts, [update.logo] if update.logo else [])


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
            yield _(_WHOLE[subject], code=key if subject == "stage" else key.replace("/", " ", 1), after=_whole(subject, value))
        elif subject != "event" and code not in known[subject]:
            if (subject, code) not in new:
                new.add((subject, code))
                yield _(_NEW[subject], code=code, name=names[subject][code])
        elif field != "position":
            after, was = _shown(field, value), _shown(field, before.get((subject, key)))
            gaps = {"field": _(_FIELDS[field]), "after": after, "before": was}
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


def _whole(subject: str, value: Value) -> str:
    """A slot, a stage or a stage's score as people say it."""
    assert value is not None
    if subject == "stage-score":
        return number(Decimal(str(value["points"])))
    if subject == "slot":
        day, start, end = plain_date(date.fromisoformat(value["day"])), _hour(value["start"]), _hour(value["end"])
        return ", ".join(part for part in (day, f"{start}–{end}" if end else start, value["panel"], value["room"]) if part)
    told = [_("weight {weight}", weight=number(Decimal(value["weight"])))]
    if value["maximum"]:
        told.append(_("at most {maximum}", maximum=number(Decimal(value["maximum"]))))
    return ", ".join(told)


def _hour(text: str) -> str:
    return clock_time(time.fromisoformat(text)) if text else ""


def _shown(field: str, value: Value) -> str:
    """A field's value as the workbook says it."""
    if value is None:
        return "–"
    inner = value["value"]
    if field in _WORDS:
        return str(_WORDS[field][inner])
    if field == "rounding":
        step, _colon, places = inner.partition(":")
        return f"{STEPS[step]}:{places}"
    if field in ("assessed_from", "assessed_to"):
        return plain_date(date.fromisoformat(inner))
    if field == "logo":
        return _("another picture")
    if isinstance(inner, list):
        return ", ".join(": ".join(map(str, part)) if isinstance(part, list) else str(part) for part in inner)
    return str(inner)
