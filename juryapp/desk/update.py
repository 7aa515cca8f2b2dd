"""Update: taking a changed workbook. Each change is told before it is done; nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from juryapp.desk.changes import Changes
from juryapp.desk.registers import registers_of
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problems
from juryapp.exchange.completeness import Board
from juryapp.journal.acts import RECORDS
from juryapp.journal.entry import Act, Register, Value
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.setup import Setup
from juryapp.store.setup import read_setup
from juryapp.text import _, mark

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
    before = registers_of(read_setup(desk.event.file))
    cleared = {register: None for register in before if register not in wanted and _clears(register, setup)}
    values = {register: value for register, value in {**wanted, **cleared}.items() if before.get(register) != value}
    lines = [*_told(desk, setup, before, values), *_left(desk, setup)]
    return Update(tuple(lines), tuple(values.items()), setup.event.logo)


def apply(desk: SecretaryDesk, update: Update) -> Changes:
    """Does what was planned, in one unit of work."""
    acts: list[Act] = [desk.act(subject, key, value) for (subject, key), value in update.values]
    return desk.event.write(acts, [update.logo] if update.logo else [])


def _clears(register: Register, setup: Setup) -> bool:
    """True if a field that the workbook now leaves empty belongs to a record that the workbook still names."""
    subject, key = register
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


def _told(desk: SecretaryDesk, setup: Setup, before: dict[Register, Value], values: dict[Register, Value]) -> Iterator[str]:
    known, names = _codes(read_setup(desk.event.file)), _codes(setup)
    new: set[tuple[str, str]] = set()
    for (subject, key), value in values.items():
        code, _slash, field = key.partition("/")
        if subject == "rubric":
            yield _rubric(desk, setup, code)
        elif subject in _WHOLE:
            yield _(_WHOLE[subject], code=key.replace("/", " "), after=_shown(value))
        elif subject != "event" and code not in known[subject]:
            if (subject, code) not in new:
                new.add((subject, code))
                yield _(_NEW[subject], code=code, name=names[subject][code])
        elif field != "position":
            gaps = {"field": _(_FIELDS[field]), "after": _shown(value), "before": _shown(before.get((subject, key)))}
            yield _(_CHANGED[subject], code=code, **gaps)


def _rubric(desk: SecretaryDesk, setup: Setup, category: str) -> str:
    old = [c for c in read_setup(desk.event.file).criteria if c.category == category]
    new: list[Criterion] = [c for c in setup.criteria if c.category == category]
    if not old or rubric_version(old) == rubric_version(new):
        return _("The wording of the rubric of {category} changes; its scores stay.", category=category)
    board = Board.of(desk.event.file)
    scores = sum(len(s) for (_juror, number), s in board.drafts.items() if board.candidates[number].category == category)
    return _(
        "The rubric of {category} changes; {count} scores of the former one do not count until they are given again or mapped.",
        category=category,
        count=scores,
    )


def _left(desk: SecretaryDesk, setup: Setup) -> Iterator[str]:
    names = _codes(setup)
    for subject, known in _codes(read_setup(desk.event.file)).items():
        for code, name in known.items():
            if code not in names[subject]:
                yield _(_LEFT[subject], code=code, name=name)


def _shown(value: Value) -> str:
    if value is None:
        return "–"
    inner = value["value"] if value.keys() == {"value"} else [part for part in value.values() if part not in ("", None)]
    if isinstance(inner, list):
        return ", ".join(": ".join(map(str, part)) if isinstance(part, list) else str(part) for part in inner)
    return str(inner)
