"""Recorded words: whether the names, offices, places and rules on a signed sheet are the event's, as it has or once had them.

A name may be mended after a sheet was signed, so what was ever recorded by those who may is no forgery, and is told where the
record says something else by now. Not here: points, weights and totals (journal_check.py).
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from juryapp.canonical_json import canonical
from juryapp.documents.rounding import sheet_rounding
from juryapp.documents.sheet_json import sheet_id
from juryapp.journal.entry import Entry, Register
from juryapp.journal.named_attachments import LOGO
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.event import Event
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.model.sheet import SheetState
from juryapp.store import attachment_table, chain_queries, journal, model_records
from juryapp.store.connection import EventFile
from juryapp.store.days import key_of
from juryapp.text import local, mark, plain

_USUAL = Event(award="", code="")
_EVENT = {
    "code": ("label", mark("the event's code")),
    "award": ("award", mark("the award")),
    "edition": ("edition", mark("the edition")),
    "organiser": ("organiser", mark("the organiser")),
    "stage": ("stage", mark("the stage")),
    "venue": ("venue", mark("the venue")),
    "city": ("city", mark("the city")),
    "zone": ("time_zone", mark("the time zone")),
    "language": ("language", mark("the language")),
    "paper": ("paper", mark("the size of the paper")),
    "juror_word": ("juror_word", mark("the word for juror")),
    "simulated": ("simulated", mark("whether the data is invented")),
    "letterhead": ("letterhead", mark("the letterhead")),
    "assessed_from": ("assessed_from", mark("the assessment period")),
    "assessed_to": ("assessed_to", mark("the assessment period")),
}
"""Member of a sheet's event -> field of the journal, and what people call it."""
_CANDIDATE = {
    "name": ("name", mark("the candidate's name")),
    "institution": ("institution", mark("the candidate's institution")),
    "head": ("head", mark("the candidate's leader")),
}
_JUROR = {
    "name": ("name", mark("the juror's name")),
    "position": ("office", mark("the juror's position")),
    "institution": ("institution", mark("the juror's institution")),
    "nip": ("nip", mark("the juror's NIP")),
    "role": ("role", mark("the juror's role")),
}
_CATEGORY = mark("the category")
STATED_DAY = mark("the day that the secretariat states")

Entries = Callable[[Register], list[Entry]]


@dataclass(frozen=True)
class RecordedEntries:
    """What the journal holds of a register."""

    ever: Entries
    """Whatever was written there by those who may."""
    now: Entries
    """What stands there now."""
    jurors: Callable[[], Iterable[str]] = tuple
    """The codes of all jurors."""
    founder: tuple[str, int] = ("", 0)
    """The device that founded the event, and the entry up to which every laptop has known what it wrote."""

    @classmethod
    def of(cls, file: EventFile) -> RecordedEntries:
        """The journal of an event file."""
        doubtful = {entry.id for entry in journal.in_doubt(file)}

        def ever(register: Register) -> list[Entry]:
            return [entry for entry in journal.history_of(file, register) if entry.id not in doubtful]

        return cls(
            ever,
            lambda register: journal.heads_of(file, register),
            lambda: model_records.jurors(file),
            chain_queries.founding(file),
        )

    def was_there_from_the_start(self, entries: Iterable[Entry]) -> bool:
        """True if one of these was written when the event was founded."""
        device, last = self.founder
        return any(entry.device == device and entry.number <= last for entry in entries)


@dataclass(frozen=True)
class _RecordedWord:
    """One word of a sheet, with what the journal ever said there, and what it says now (nothing where that tells nothing)."""

    name: str
    word: object
    ever: list[object]
    now: list[object] | None = None


def compared(sheet: Mapping[str, Any], signing: Entry, known: RecordedEntries) -> tuple[list[str], list[str]]:
    """The names of the words that the journal never held, and of those for which it holds others by now.

    `signing` is the juror's entry about this sheet.
    """
    said = [*_all(sheet, known), *_of_signing(sheet, signing, known)]
    never = [one.name for one in said if one.word not in one.ever]
    former = [one.name for one in said if one.now is not None and one.word in one.ever and one.word not in one.now]
    return list(dict.fromkeys(never)), list(dict.fromkeys(former))


def of_event(block: Mapping[str, Any], known: RecordedEntries) -> list[str]:
    """The names of the words about the event that the journal never held, of any document's `event`."""
    return list(dict.fromkeys(one.name for one in _of_event(block, known) if one.word not in one.ever))


def _all(sheet: Mapping[str, Any], known: RecordedEntries) -> Iterator[_RecordedWord]:
    yield from _of_event(sheet["event"], known)
    yield from _of_candidate(sheet["candidate"], known)
    yield from _of_juror(sheet["juror"], known)
    yield from _of_interview(sheet, known)
    yield from _of_rules(sheet, known)
    yield _RecordedWord(mark("the chair"), _names_a_chair(sheet["chair"], known), [True])


def _fields(
    block: Mapping[str, Any], table: Mapping[str, tuple[str, str]], record: Register, known: RecordedEntries
) -> Iterator[_RecordedWord]:
    subject, code = record
    for member, (field, name) in table.items():
        yield _field(name, block[member], (subject, f"{code}/{field}"), known)


def _field(name: str, word: object, register: Register, known: RecordedEntries) -> _RecordedWord:
    """A field that once held nothing may be said as nothing: a name never, nor what was filled when the event was founded."""
    entries, usual = known.ever(register), _usual(register)
    filled = register[1].endswith("/name") or known.was_there_from_the_start(entries)
    blank = [] if filled else [usual]
    ever, now = ([_inner(entry) for entry in some] for some in (entries, known.now(register)))
    return _RecordedWord(name, usual if word in ("", None, [], False) else word, [*ever, *blank], now or [usual])


def _usual(register: Register) -> object:
    """What documents print where a field was never filled."""
    field = register[1].rpartition("/")[2]
    if register[0] == Subject.EVENT and (told := getattr(_USUAL, field, None)):
        return told
    return "member" if register[0] == Subject.JUROR and field == "role" else None


def _inner(entry: Entry) -> object:
    return ((entry.value or {}).get("value") or None) if entry.value else None


def _of_event(block: Mapping[str, Any], known: RecordedEntries) -> Iterator[_RecordedWord]:
    yield from _fields(block, _EVENT, (Subject.EVENT, "event"), known)
    logo = base64.b64decode(block["logo"])
    yield _field(mark("the logo"), attachment_table.digest(logo) if logo else None, (Subject.EVENT, LOGO), known)


def _of_candidate(block: Mapping[str, Any], known: RecordedEntries) -> Iterator[_RecordedWord]:
    number, category = block["number"], block["category"]
    yield from _fields(block, _CANDIDATE, (Subject.CANDIDATE, number), known)
    yield _field(_CATEGORY, category["code"], (Subject.CANDIDATE, f"{number}/category"), known)
    yield _field(_CATEGORY, category["name"], (Subject.CATEGORY, f"{category['code']}/name"), known)
    came = [entry.value or {} for entry in known.ever((Subject.ATTENDANCE, number))]
    presenters = [_inner(entry) for entry in known.ever((Subject.CANDIDATE, f"{number}/presenter"))]
    told = [*presenters, *(value.get("presenter") for value in came), None]
    yield _RecordedWord(mark("who presented"), block["presenter"] or None, told)
    states = [*(value.get("state") for value in came), Attendance.EXPECTED.value, ""]
    yield _RecordedWord(mark("the attendance"), block["attendance"], states)


def _of_juror(block: Mapping[str, Any], known: RecordedEntries) -> Iterator[_RecordedWord]:
    yield from _fields(block, _JUROR, (Subject.JUROR, block["code"]), known)


def _of_interview(sheet: Mapping[str, Any], known: RecordedEntries) -> Iterator[_RecordedWord]:
    """Panel, day, hour and room."""
    candidate = sheet["candidate"]
    register = (Subject.SLOT, candidate["number"])
    slots, now = ([entry.value for entry in entries(register) if entry.value] for entries in (known.ever, known.now))
    slot = sheet["slot"] and {name: said or None for name, said in sheet["slot"].items()}
    yield _RecordedWord(mark("the time of the interview"), slot, [*map(_hours, slots), None], [*map(_hours, now)] or [None])
    panels = [_inner(entry) for entry in known.ever((Subject.CATEGORY, f"{candidate['category']['code']}/panel"))]
    panels += [value["panel"] or None for value in slots]
    yield _RecordedWord(mark("the panel"), sheet["panel"] or None, [*panels, None])


def _hours(slot: Mapping[str, Any]) -> dict[str, object]:
    return {name: slot[name] or None for name in ("day", "start", "end", "room")}


def _of_rules(sheet: Mapping[str, Any], known: RecordedEntries) -> Iterator[_RecordedWord]:
    """Criteria as any rubric of this version had them, for wording may be mended without a new version; and the rounding."""
    category = sheet["candidate"]["category"]["code"]
    ever: list[object] = []
    for entry in known.ever((Subject.RUBRIC, category)):
        criteria = [Criterion.from_json(category, one) for one in (entry.value or {}).get("criteria", [])]
        if rubric_version(criteria) == sheet["rubric"]:
            ever.append(_worded((c.code, c.name, c.guidance, _scale(c.scale)) for c in criteria))
    told = _worded((c["code"], c["name"], c["guidance"], c["scale"]) for c in sheet["criteria"])
    yield _RecordedWord(mark("the words of the criteria"), told, ever)
    register = (Subject.CATEGORY, f"{category}/rounding")
    once, now = ([_rounding(entry) for entry in entries(register)] for entries in (known.ever, known.now))
    yield _RecordedWord(mark("the rule of rounding"), sheet["rounding"], [*once, None], now or [None])


def _rounding(entry: Entry) -> object:
    return sheet_rounding(Roundings.read(str(_inner(entry) or "")))


def _worded(criteria: Iterable[tuple[object, ...]]) -> bytes:
    return canonical({"criteria": [list(criterion) for criterion in criteria]})


def _scale(scale: Scale) -> dict[str, object]:
    """A scale as a sheet tells it."""
    if scale.values:
        return {"values": [plain(value) for value in scale.values]}
    return {"min": plain(scale.minimum), "max": plain(scale.maximum)}


def _names_a_chair(chair: Mapping[str, Any] | None, known: RecordedEntries) -> bool:
    """True if the chair that a sheet names, if it names one, ever was one of the jurors, with this name and number."""
    return chair is None or any(_was(chair, juror, known) for juror in known.jurors())


def _was(chair: Mapping[str, Any], juror: str, known: RecordedEntries) -> bool:
    def ever(field: str) -> list[object]:
        return [_inner(entry) for entry in known.ever((Subject.JUROR, f"{juror}/{field}"))]

    return chair["name"] in ever("name") and (chair["nip"] or None) in [*ever("nip"), None] and "chair" in ever("role")


def _of_signing(sheet: Mapping[str, Any], signing: Entry, known: RecordedEntries) -> Iterator[_RecordedWord]:
    """The sheet's own name, the laptop on which it was signed, and what it replaces."""
    named = sheet_id(sheet["event"]["code"], sheet["candidate"]["number"], sheet["juror"]["code"])
    yield _RecordedWord(mark("the sheet's number"), sheet["sheet"], [named])
    yield _stated(sheet, signing, known)
    laptop, names = sheet["device"], [(entry.value or {}).get("name") for entry in known.ever((Subject.DEVICE, signing.device))]
    yield _RecordedWord(mark("the laptop"), laptop["id"] or None, [signing.device, None])
    yield _RecordedWord(mark("the laptop"), laptop["name"] or None, [*names, None])
    yield _RecordedWord(mark("what it replaces"), _replaces(sheet["supersedes"], signing, known), [True])


def _stated(sheet: Mapping[str, Any], signing: Entry, known: RecordedEntries) -> _RecordedWord:
    """The day that the desk states about the laptop's clock: a sheet may be silent about it, but invents none."""
    at = local(sheet["signed_at"], sheet["event"]["zone"])
    register = (Subject.DAY, key_of(signing.device, at.date()) if at else "")
    ever, now = ([(entry.value or {}).get("day") for entry in entries(register)] for entries in (known.ever, known.now))
    word = sheet.get("day")
    return _RecordedWord(STATED_DAY, word, [*ever, None], [*now] or [None] if word else None)


def _replaces(told: Mapping[str, Any] | None, signing: Entry, known: RecordedEntries) -> bool:
    """True if the sheet replaces nothing, or a signed revision that was reopened for this reason."""
    if told is None:
        return True
    values = [one.value or {} for one in known.ever(signing.register)]
    signed = any(one.get("pdf") == told["sha256"] and one.get("revision") == told["revision"] for one in values)
    return signed and any(one.get("state") == SheetState.REOPENED and one.get("reason") == told["reason"] for one in values)
