"""Unseen work: what came in in a juror's own name from another laptop, until the juror has looked at it here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from juryapp.board.laptop_names import laptop_names
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.journal.keys import CriterionKey, cell_of
from juryapp.journal.subjects import Subject
from juryapp.store import seen_by_juror
from juryapp.text import _


@dataclass(frozen=True)
class Unseen:
    """Of one candidate: what came in, and from where."""

    criteria: tuple[str, ...]
    """The codes of the criteria whose points or remarks came in."""
    notes: bool
    laptops: tuple[str, ...]
    """The names of the laptops at which it was written."""

    @property
    def words(self) -> str:
        """One sentence in the language that is spoken now."""
        what = [*self.criteria, *([_("note")] if self.notes else [])]
        told = {"what": ", ".join(what), "laptops": ", ".join(self.laptops)}
        return _("New from another laptop ({laptops}): {what}. Look at it before you go on.", **told)


def unseen_of(event: OpenEvent, juror: str) -> dict[str, Unseen]:
    """Candidate -> what came in in this juror's name and was not looked at yet."""
    found = dict[str, list[Entry]]()
    for entry in seen_by_juror.unseen(event.file, juror, event.own_devices()):
        candidate = cell_of(entry.key).candidate
        if (juror, candidate) not in event.looked_at:
            found.setdefault(candidate, []).append(entry)
    names = laptop_names(event.file) if found else {}
    return {candidate: _told(entries, names) for candidate, entries in found.items()}


def _told(entries: Sequence[Entry], names: dict[str, str]) -> Unseen:
    criteria = dict.fromkeys(CriterionKey.parse(entry.key).criterion for entry in entries if entry.subject != Subject.NOTE)
    laptops = dict.fromkeys(names[entry.device] for entry in entries)
    return Unseen(tuple(criteria), any(entry.subject == Subject.NOTE for entry in entries), tuple(laptops))


def look_at(event: OpenEvent, juror: str, candidate: str) -> None:
    """The juror has looked at this candidate's sheet: nothing of it is new any more. Raises `FileProblem`.

    Looking is no act: of a file that waits for its first one it is kept in mind until then.
    """
    if event.file.original:
        event.looked_at.add((juror, candidate))
        return
    with event.beside_the_journal():
        seen_by_juror.mark_seen(event.file, juror, candidate)
