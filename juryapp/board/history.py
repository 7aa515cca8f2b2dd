"""History: who wrote what, when, where, and in place of what; the newest first, a piece at a time. Reads only.

A juror's private notes are left out whole, and so is what laptops write by themselves: seals, seats, the ledger of results. Of a
category whose result isn't revealed it says that something was scored or signed, and no points (decision 040).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from juryapp.board.act_words import ActWords
from juryapp.board.laptop_names import laptop_called
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry, Value
from juryapp.journal.keys import KeyPart, NoteKey
from juryapp.journal.records import SUBJECTS
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.store import journal, model_records
from juryapp.store.connection import EventFile
from juryapp.store.latest_entries import latest
from juryapp.store.reveals import reveals
from juryapp.text import _, mark

AT_ONCE = 400
"""So many entries are looked through at once: a window stays fluid meanwhile."""
LEFT_OUT = frozenset(
    {
        Subject.SEAL,
        Subject.SEAT,
        Subject.ASSISTANT_SEAT,
        Subject.INTRODUCTION,
        Subject.RESULT,
        Subject.RESULT_RECEIVED,
        Subject.ACKNOWLEDGEMENT,
    }
)
"""What laptops write by themselves."""
_MOST_TOLD = 4
"""So many replaced versions are told: nobody reads more."""
_TITLES: dict[str, str] = {
    Subject.NOTE: mark("Note"),
    Subject.ERASURE: mark("Note erased"),
    Subject.RECOVERY: mark("Private note read by headquarters"),
    Subject.CALL: mark("Call for the secretary"),
    Subject.REQUEST: mark("Request to reopen the sheet"),
    Subject.CLOSING: mark("Laptop closed"),
    Subject.LOSS: mark("Rescue of a damaged file"),
    Subject.FREEZING: mark("Result frozen, or set free"),
}
"""What notes, calls, requests and closings are called here; every other subject has its words in `ActWords`."""


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; nothing: all."""

    person: str = ""
    """Who wrote it, or the juror whom it is about: a code, or one of `Actor`."""
    candidate: str = ""
    laptop: str = ""
    """The id of the one on which it was written."""


@dataclass(frozen=True)
class Piece:
    """What was found in one look."""

    entries: tuple[Entry, ...]
    goes_on: int | None
    """Where the next look begins; None: this was all."""


@dataclass(frozen=True)
class HistoryLine:
    """One entry in words."""

    entry: str
    what: str
    about: str
    who: str
    at: str
    """When, by that laptop's clock."""
    laptop: str
    replaced: str
    """What its author saw there before; empty where nothing stood."""

    @property
    def where_and_when(self) -> str:
        """Whom it is about, who wrote it, when and on which laptop."""
        return " · ".join(part for part in (self.about, self.who, self.at, self.laptop) if part)


def look(file: EventFile, wanted: Wanted, goes_on: int | None = None, most: int = AT_ONCE) -> Piece:
    """Looks through so many entries, from the newest on or from where the last look ended."""
    found = latest(file, goes_on, most)
    entries = tuple(entry for _place, entry in found if is_shown(entry) and is_wanted(entry, wanted))
    return Piece(entries, found[-1][0] if len(found) == most else None)


def is_shown(entry: Entry) -> bool:
    """False for a private note, and for what laptops write by themselves."""
    if entry.subject == Subject.NOTE:
        return NoteKey.fits(entry.key) and NoteKey.parse(entry.key).visibility != Visibility.PRIVATE
    return entry.subject not in LEFT_OUT


def is_wanted(entry: Entry, wanted: Wanted) -> bool:
    """True if the entry is one of those that are asked for."""
    return (
        wanted.laptop in ("", entry.device)
        and (wanted.person in ("", entry.actor) or wanted.person in _named(entry, KeyPart.JUROR))
        and (not wanted.candidate or wanted.candidate in _named(entry, KeyPart.CANDIDATE))
    )


def is_about(entry: Entry, wanted: Wanted) -> bool:
    """True if the entry is about this very juror and candidate."""
    return wanted.person in _named(entry, KeyPart.JUROR) and wanted.candidate in _named(entry, KeyPart.CANDIDATE)


def _named(entry: Entry, part: KeyPart) -> Collection[str]:
    """The jurors or the candidates whom an entry is about."""
    value = entry.value or {}
    if entry.subject == Subject.RESOLUTION:
        return _of_key(str(value.get("subject", "")), str(value.get("key", "")), part)
    also = [str(value["kept"])] if entry.subject == Subject.JOIN and part is KeyPart.CANDIDATE and "kept" in value else []
    return [*_of_key(entry.subject, entry.key, part), *also]


def _of_key(subject: str, key: str, part: KeyPart) -> list[str]:
    known = Subject.known(subject)
    if known is None:
        return []
    kind = SUBJECTS[known].key
    parts = dict(zip(kind.parts, kind.split(key), strict=False))
    if parts.get(KeyPart.KIND) == part.value:
        return [parts.get(KeyPart.CODE, "")]
    if part is KeyPart.CANDIDATE and KeyPart.TIED in parts:
        return parts[KeyPart.TIED].split("+")
    if part is KeyPart.JUROR:
        return [parts[one] for one in (KeyPart.JUROR, KeyPart.HOLDER, KeyPart.REVEALER) if one in parts]
    return [parts[part]] if part in parts else []


class HistoryTeller:
    """Tells entries, with what is needed of the event read once."""

    def __init__(self, event: OpenEvent) -> None:
        self._file = event.file
        self._words = ActWords(event.file)
        self._candidates = {number: one.name for number, one in model_records.candidates(event.file).items()}
        self._jurors = {code: one.name for code, one in model_records.jurors(event.file).items()}
        categories = {number: one.category for number, one in model_records.candidates(event.file).items()}
        revealed = reveals(event.file)
        self._open = {number for number, category in categories.items() if category in revealed}

    def line(self, entry: Entry) -> HistoryLine:
        """This entry in words."""
        return HistoryLine(
            entry=entry.id,
            what=self._what(entry),
            about=self._about(entry),
            who=self._words.who(entry.actor, entry.key),
            at=self._words.at(entry),
            laptop=laptop_called(self._words.laptop(entry)),
            replaced=self._replaced(entry),
        )

    def _what(self, entry: Entry) -> str:
        title = _TITLES.get(entry.subject)
        if title is None:
            return self._words.told(entry, hides_points=self._hides_points(entry)).what
        says = _SAYS[entry.subject](entry.value)
        return f"{_(title)}: {says}" if says else _(title)

    def _hides_points(self, entry: Entry) -> bool:
        return bool(entry.value) and not self._open.issuperset(_named(entry, KeyPart.CANDIDATE))

    def _about(self, entry: Entry) -> str:
        """The candidates and jurors; where there are none, the record itself."""
        candidates = [f"{code} {self._candidates[code]}" for code in _named(entry, KeyPart.CANDIDATE) if code in self._candidates]
        jurors = [f"{self._jurors[code]} ({code})" for code in _named(entry, KeyPart.JUROR) if code in self._jurors]
        others = [one for one in jurors if one != self._words.who(entry.actor)]
        if candidates or jurors or entry.subject == Subject.LAPTOP:  # a prepared copy is called by its value
            document = [self._words.about(entry)] if entry.subject == Subject.SIGNATURE else []
            return " · ".join([*candidates, *others, *document])
        return self._words.about(entry)

    def _replaced(self, entry: Entry) -> str:
        olds = [journal.find(self._file, id_) for id_ in entry.supersedes[:_MOST_TOLD]]
        told = [f"{self._what(old)} ({self._words.who(old.actor, old.key)}, {self._words.at(old)})" for old in olds if old]
        return " / ".join(dict.fromkeys(told))


def _note(value: Value) -> str:
    return "" if value else _("(taken back)")


def _because(value: Value) -> str:
    return str((value or {}).get("reason", ""))


def _call(value: Value) -> str:
    return "" if value else _("answered")


def _request(value: Value) -> str:
    if not value:
        return _("settled")
    declined = str(value.get("declined", ""))
    return _("declined: {reason}", reason=declined) if declined else str(value["reason"])


_SAYS: dict[str, Callable[[Value], str]] = {
    Subject.NOTE: _note,
    Subject.ERASURE: _because,
    Subject.RECOVERY: _because,
    Subject.CALL: _call,
    Subject.REQUEST: _request,
    Subject.CLOSING: lambda value: "",
    Subject.LOSS: lambda value: "",
    Subject.FREEZING: _because,
}
