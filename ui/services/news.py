"""News: what came in from the flash disk, in words for the seat that is taken. Never what other jurors scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juryapp.journal.actors import Actor, whose
from juryapp.journal.subjects import Subject
from juryapp.text import _, plural

if TYPE_CHECKING:
    from juryapp.journal.entry import Entry

_LISTED = 4
_SEATS = (Subject.SEAT, Subject.ASSISTANT_SEAT)
_DESK = (Actor.DESK, Actor.HEADQUARTERS)
Topic = tuple[str, str]
"""What an update is about: a kind of thing, and which."""


@dataclass(frozen=True)
class News:
    """What came in, as one person may hear of it."""

    topics: tuple[Topic, ...]
    """The updates of the secretary, each once, in the order of their arrival."""
    reopened: tuple[str, ...] = ()
    """For a juror: candidates whose sheets are to be signed anew. That comes before all else."""
    own: int = 0
    """Entries that this juror wrote at another laptop."""
    jurors: tuple[tuple[str, int], ...] = ()
    """For the secretary: juror -> how many entries came in."""

    def __bool__(self) -> bool:
        return bool(self.topics or self.reopened or self.own or self.jurors)

    def words(self) -> str:
        """One sentence or two. What is to be done stands first; beside it the rest is only counted."""
        told = []
        if self.reopened:
            told.append(
                plural(
                    "The secretary reopened your sheet for {candidates}; it counts again once you have signed it anew.",
                    "The secretary reopened your sheets for {candidates}; they count again once you have signed them anew.",
                    len(self.reopened),
                    candidates=", ".join(self.reopened),
                )
            )
            if self.topics:
                told.append(plural("{count} more update came in.", "{count} more updates came in.", len(self.topics)))
        elif self.topics:
            what = _listed([WORDS[topic](which) for topic, which in self.topics])
            told.append(
                plural(
                    "{count} update from the secretary came in: {what}.",
                    "{count} updates from the secretary came in: {what}.",
                    len(self.topics),
                    what=what,
                )
            )
        if self.own:
            told.append(_("What you entered at another laptop came in."))
        if self.jurors:
            told.append(_("Came in from the flash disk: {what}.", what=_listed([f"{code} ({n})" for code, n in self.jurors])))
        return " ".join(told)


def news_for_juror(came: Iterable[Entry], juror: str) -> News:
    """What a juror may hear of: acts of the desk that touch everyone or this juror, and what is the juror's own."""
    entries = list(came)
    topics = _once([_topic(entry, juror) for entry in entries if entry.actor in _DESK])
    reopened = tuple(which for topic, which in topics if topic == Subject.SHEET)
    own = sum(whose(entry.actor, entry.key) == juror and entry.subject not in _SEATS for entry in entries)
    return News(tuple(topic for topic in topics if topic[0] != Subject.SHEET), reopened, own)


def news_for_secretary(came: Iterable[Entry]) -> News:
    """Who sent how much, and what another desk did."""
    entries = list(came)
    work = (entry for entry in entries if entry.actor not in tuple(Actor) and entry.subject not in _SEATS)
    counted = Counter(whose(entry.actor, entry.key) for entry in work)
    topics = [_topic(entry, None) for entry in entries if entry.actor in _DESK]
    return News(_once(topics), jurors=tuple(sorted(counted.items())))


def _once(topics: Sequence[Topic | None]) -> tuple[Topic, ...]:
    known = dict.fromkeys(topic for topic in topics if topic)
    return tuple(topic for topic in known if topic[0] != Subject.CANDIDATE or (_NEW, topic[1]) not in known)


def _topic(entry: Entry, juror: str | None) -> Topic | None:
    """What an act of the desk is about; None for what is nobody's news, or another juror's."""
    first, _slash, rest = entry.key.partition("/")
    match Subject.known(entry.subject):
        case Subject.CANDIDATE:
            return (_NEW if rest == "name" and not entry.supersedes else Subject.CANDIDATE, first)
        case Subject.PRESENCE | Subject.ASSISTANT | Subject.PLEDGE if juror is not None and first != juror:
            return None
        case Subject.SHEET:
            return (Subject.SHEET, rest if juror else entry.key) if juror in (None, first) else None
        case Subject.REQUEST:
            return (_DECLINED, rest) if entry.value is not None and first == juror else None
        case Subject.ACKNOWLEDGEMENT | Subject.FREEZING if juror is not None:
            return None
        case Subject.REVEAL | Subject.MENTION | Subject.DOCUMENT if juror is not None:
            return None
        case Subject.JUROR | Subject.EVENT | Subject.CATEGORY | Subject.DAY as subject:
            return (subject, "")
        case subject:
            return (subject, first) if subject in WORDS else None


_NEW, _DECLINED = "new candidate", "declined"
WORDS: dict[str, Callable[[str], str]] = {
    _NEW: lambda which: _("{candidate} was added", candidate=which),
    Subject.CANDIDATE: lambda which: _("{candidate} was changed", candidate=which),
    Subject.SLOT: lambda which: _("new time for {candidate}", candidate=which),
    Subject.PAPER: lambda which: _("papers of {candidate}", candidate=which),
    Subject.ATTENDANCE: lambda which: _("attendance of {candidate}", candidate=which),
    Subject.WITHDRAWAL: lambda which: _("{candidate} has withdrawn", candidate=which),
    Subject.PRESENCE: lambda which: _("for which candidates {juror} is there", juror=which),
    Subject.ASSISTANT: lambda which: _("who types for {juror}", juror=which),
    Subject.PLEDGE: lambda which: _("the pledge of {juror}", juror=which),
    Subject.JOIN: lambda which: _("{candidate} was entered twice and joined", candidate=which),
    Subject.SHEET: lambda which: _("the sheet of {candidate} was reopened", candidate=which),
    _DECLINED: lambda which: _("the request to reopen {candidate} was declined", candidate=which),
    Subject.RUBRIC: lambda which: _("criteria of {category}", category=which),
    Subject.MAPPING: lambda which: _("criteria of {category}", category=which),
    Subject.DECISION: lambda which: _("a decision of the plenary"),
    Subject.REVEAL: lambda which: _("the reveal of a result"),
    Subject.MENTION: lambda which: _("a special mention"),
    Subject.DOCUMENT: lambda which: _("a document to sign"),
    Subject.JUROR: lambda which: _("the list of jurors"),
    Subject.EVENT: lambda which: _("facts of the event"),
    Subject.CATEGORY: lambda which: _("the categories"),
    Subject.DAY: lambda which: _("the right day of a laptop"),
    Subject.ACKNOWLEDGEMENT: lambda which: _("headquarters acknowledged the changed result of {category}", category=which),
    Subject.FREEZING: lambda which: _("whether headquarters holds the result of {category} frozen", category=which),
}
"""Topic -> what is said of it. What the desk does about other subjects is nobody's news."""


def _listed(parts: Sequence[str]) -> str:
    unique = list(dict.fromkeys(parts))
    return "; ".join(unique[:_LISTED]) + ("; …" if len(unique) > _LISTED else "")
