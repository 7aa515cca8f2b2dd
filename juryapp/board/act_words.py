"""Act words: one act as people say it: who did it, when and on which laptop, for whom, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from juryapp.board.disputes import Teller
from juryapp.board.laptop_names import laptop_called, laptop_names
from juryapp.board.laptop_roster import prepared
from juryapp.documents.words import moment
from juryapp.journal.actors import Actor, is_assistant, whose
from juryapp.journal.entry import Entry
from juryapp.journal.records import CHOSEN, OF_CANDIDATES
from juryapp.journal.subjects import Subject
from juryapp.model.document import DocumentKind
from juryapp.model.sheet import SheetState
from juryapp.store import model_records
from juryapp.store.assistants import name_of_assistant
from juryapp.store.connection import EventFile
from juryapp.store.days import stated_days
from juryapp.text import _, local, mark, plain_date

_OF_DOCUMENTS = (Subject.DOCUMENT, Subject.SIGNATURE, Subject.BRANCH, Subject.DOCUMENT_SEAL)
_DOCUMENTS = {
    DocumentKind.MINUTES: mark("minutes of the plenary"),
    DocumentKind.RECAPITULATION: mark("recapitulation of scores"),
    DocumentKind.SHEETS: mark("score sheet"),
    DocumentKind.COMPLETENESS: mark("record of completeness"),
}


@dataclass(frozen=True)
class ToldAct:
    """An act in words."""

    entry: str
    at: str
    """When, by that laptop's clock."""
    who: str
    laptop: str
    about: str
    """For whom: a candidate and a juror, a juror, a category."""
    what: str
    """What was written, and what it says."""

    def __str__(self) -> str:
        where = "" if self.laptop == self.who else laptop_called(self.laptop)
        by = ", ".join(one for one in (self.at, where, self.who) if one)
        return ": ".join(one for one in (by, self.about, self.what) if one)


class ActWords:
    """Tells acts, with what is needed of the event read once."""

    def __init__(self, file: EventFile) -> None:
        self._file = file
        self._teller = Teller(file)
        self._jurors = model_records.jurors(file)
        self._laptops = laptop_names(file)
        self._zone = model_records.event(file).time_zone
        self._days = stated_days(file)
        self._copies = {one.id: one.label for one in prepared(file)}

    def told(self, entry: Entry, *, hides_points: bool = False) -> ToldAct:
        """This act in words; where it `hides_points`, of points, totals and decided orders only that there are some."""
        title, (says, more) = self._teller.title(*entry.register), self._teller.content(self._called_now(entry))
        if hides_points:
            says = _without_points(entry, says)
        if entry.subject == Subject.RUBRIC:
            says = "; ".join(more)
        return ToldAct(
            entry=entry.id,
            at=self.at(entry),
            who=self.who(entry.actor, entry.key),
            laptop=self.laptop(entry),
            about=self.about(entry),
            what=f"{title}: {says}" if says else title,
        )

    def _called_now(self, entry: Entry) -> Entry:
        """A laptop is named as everywhere, by its people, not as it called itself when it was written."""
        if not entry.value or entry.subject not in (Subject.DEVICE, Subject.HEADQUARTERS):
            return entry
        return replace(entry, value={**entry.value, "name": laptop_called(self._laptops[entry.key])})

    def at(self, entry: Entry) -> str:
        """When, by the clock of the laptop on which it was written, and which day it was where the desk states another."""
        told = moment(entry.at, self._zone)
        there = local(entry.at, self._zone)
        stated = self._days.get((entry.device, there.date())) if there else None
        return _("{at} (the day was {day}, stated by the secretariat)", at=told, day=plain_date(stated.day)) if stated else told

    def laptop(self, entry: Entry) -> str:
        """How people call that laptop."""
        return self._laptops[entry.device]

    def about(self, entry: Entry) -> str:
        """For whom it was done."""
        subject, parts = entry.subject, entry.key.split("/")
        if subject == Subject.RESOLUTION:
            subject, parts = (entry.value or {})["subject"], str((entry.value or {})["key"]).split("/")
        if subject in CHOSEN and len(parts) > 1:
            return self._teller.where((parts[0], parts[1]), subject)
        if subject in _OF_DOCUMENTS:
            return _document_words(parts[-1])
        if subject in (Subject.TAIL, Subject.DEVICE, Subject.DAY, Subject.CLOSING):
            return self._laptops[parts[0]]
        if subject == Subject.NOT_AWAITED:
            return self._copies.get(parts[0]) or self._laptops[parts[0]]
        if subject == Subject.CORRECTION:
            return self._teller.where((parts[0], parts[1]), parts[0])
        if subject in (Subject.CERTIFICATE, Subject.PRESENCE, Subject.ASSISTANT):
            return self._teller.where((Subject.JUROR, parts[0]), subject)
        kind = Subject.CANDIDATE if subject in OF_CANDIDATES else subject
        return self._teller.where((kind, parts[0]), subject)

    def who(self, actor: str, key: str = "") -> str:
        """Who acts, as people say it; of an assistant the key tells at whose form."""
        if actor == Actor.DESK:
            return _("the secretary")
        if actor == Actor.HEADQUARTERS:
            return _("headquarters")
        if actor == Actor.LAPTOP:
            return _("by itself")
        if is_assistant(actor):
            name = name_of_assistant(self._file, actor)
            return _("{name}, assistant to juror {juror}", name=name, juror=whose(actor, key))
        known = self._jurors.get(actor)
        return f"{known.name} ({actor})" if known else actor


def _document_words(document: str) -> str:
    """Which document it is: the beginning of its id is its kind, the rest tells one version from another."""
    kind, _dash, version = document.rpartition("-")
    known = {one.value: one for one in _DOCUMENTS}
    return f"{_(_DOCUMENTS[known[kind]])} ({version[:4]})" if kind in known else document


def _without_points(entry: Entry, says: str) -> str:
    """What an act says without points, and without an order of candidates."""
    value = entry.value or {}
    if entry.subject == Subject.SCORE:
        return _("scored") if value.get("points") is not None else says
    if entry.subject == Subject.SHEET and value.get("state") == SheetState.SIGNED:
        return _("Signed, revision {revision}", revision=value["revision"])
    return "" if entry.subject in (Subject.DECISION, Subject.STAGE_SCORE) else says
