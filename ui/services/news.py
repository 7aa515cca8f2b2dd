"""News: what came in from the flash disk, in words for the seat that is taken. Never what other jurors scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from juryapp.text import _, plural

if TYPE_CHECKING:
    from juryapp.journal.entry import Entry

_LISTED = 4
_DESK = ("desk", "hq")
Topic = tuple[str, str]
"""What an update is about: a kind of thing, and which."""


@dataclass(frozen=True)
class News:
    """What came in, as one person may hear of it."""

    topics: tuple[Topic, ...]
    """The updates of the secretary, each once, in the order of their arrival."""
    own: int = 0
    """Entries that this juror wrote at another laptop."""
    jurors: tuple[tuple[str, int], ...] = ()
    """For the secretary: juror -> how many entries came in."""

    def __bool__(self) -> bool:
        return bool(self.topics or self.own or self.jurors)

    def words(self) -> str:
        """One sentence or two."""
        told = []
        if self.topics:
            what = _listed([_topic_words(*topic) for topic in self.topics])
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
    topics = [_topic(entry, juror) for entry in entries if entry.actor in _DESK]
    return News(_once(topics), sum(entry.actor == juror and entry.subject != "seat" for entry in entries))


def news_for_secretary(came: Iterable[Entry]) -> News:
    """Who sent how much, and what another desk did."""
    entries = list(came)
    counted = Counter(entry.actor for entry in entries if entry.actor not in (*_DESK, "device") and entry.subject != "seat")
    topics = [_topic(entry, None) for entry in entries if entry.actor in _DESK]
    return News(_once(topics), 0, tuple(sorted(counted.items())))


def _once(topics: Sequence[Topic | None]) -> tuple[Topic, ...]:
    known = dict.fromkeys(topic for topic in topics if topic)
    return tuple(topic for topic in known if topic[0] != "candidate" or ("new candidate", topic[1]) not in known)


def _topic(entry: Entry, juror: str | None) -> Topic | None:
    """What an act of the desk is about; None for what is nobody's news, or another juror's."""
    first, _slash, rest = entry.key.partition("/")
    if entry.subject == "candidate":
        return ("new candidate" if rest == "name" and not entry.supersedes else "candidate", first)
    if entry.subject in ("slot", "attendance", "withdrawal", "join", "rubric", "mapping", "decision"):
        return (entry.subject, first)
    if entry.subject == "presence" and (juror is None or first == juror):
        return (entry.subject, first)
    if entry.subject == "sheet" and (juror is None or first == juror):
        return ("sheet", rest if juror else entry.key)
    if entry.subject == "request" and entry.value is not None and first == juror:
        return ("declined", rest)
    if entry.subject == "acknowledgement" and juror is None:
        return (entry.subject, first)
    return (entry.subject, "") if entry.subject in ("juror", "event", "category", "day") else None


def _topic_words(kind: str, which: str) -> str:
    words = {
        "new candidate": lambda: _("{candidate} was added", candidate=which),
        "candidate": lambda: _("{candidate} was changed", candidate=which),
        "slot": lambda: _("new time for {candidate}", candidate=which),
        "attendance": lambda: _("attendance of {candidate}", candidate=which),
        "withdrawal": lambda: _("{candidate} has withdrawn", candidate=which),
        "presence": lambda: _("for which candidates {juror} is there", juror=which),
        "join": lambda: _("{candidate} was entered twice and joined", candidate=which),
        "sheet": lambda: _("the sheet of {candidate} was reopened", candidate=which),
        "declined": lambda: _("the request to reopen {candidate} was declined", candidate=which),
        "rubric": lambda: _("criteria of {category}", category=which),
        "mapping": lambda: _("criteria of {category}", category=which),
        "decision": lambda: _("a decision of the plenary"),
        "juror": lambda: _("the list of jurors"),
        "event": lambda: _("facts of the event"),
        "category": lambda: _("the categories"),
        "day": lambda: _("the right day of a laptop"),
        "acknowledgement": lambda: _("headquarters acknowledged the changed result of {category}", category=which),
    }
    return words[kind]()


def _listed(parts: Sequence[str]) -> str:
    unique = list(dict.fromkeys(parts))
    return "; ".join(unique[:_LISTED]) + ("; …" if len(unique) > _LISTED else "")
