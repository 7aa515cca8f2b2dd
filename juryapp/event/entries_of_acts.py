"""Entries of acts: the entries that an act becomes; mostly one, several where it replaces more than one entry names.

What no other laptop would let stand is never written: it is refused in words while its author still sits there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from juryapp.errors import Refused
from juryapp.journal.actors import Actor
from juryapp.journal.entry import MOST_SUPERSEDED, Act, Entry, NotAnEntry, write_entry
from juryapp.journal.heads import conflicting
from juryapp.journal.records import DRAFTS, well_formed
from juryapp.journal.values import is_moment
from juryapp.store import journal
from juryapp.store.connection import EventFile


class Chain:
    """The last entry of a device's chain, or of one branch of it, while entries are added. Inside a unit of work."""

    def __init__(self, file: EventFile, event: str, device: str, at: str, end: Entry | None = None) -> None:
        self._file = file
        self._event = event
        self._device = device
        self._at = at
        self._number, self._parent = (end.number, end.id) if end else journal.last_of(file, device)
        self.written: list[Entry] = []

    @property
    def is_new(self) -> bool:
        """True if the device wrote nothing yet."""
        return self._number == 0

    def put(self, act: Act) -> None:
        """The act's entries. Raises `Refused` for what could stand nowhere: the clock, a text, the size."""
        heads = journal.heads_of(self._file, (act.subject, act.key)) if act.supersedes is None else ()
        replaced = list(act.supersedes if act.supersedes is not None else (head.id for head in heads))
        if len(replaced) > MOST_SUPERSEDED:
            replaced = self._gather(act, replaced)
        self._put(act, replaced)

    def _gather(self, act: Act, replaced: list[str]) -> list[str]:
        """Replaces versions in steps of as many as an entry can name, until one more can name all that are left.

        Each step says what may stand after it: the act itself; or, of versions that agree, what they agree on, since nobody
        but the desk may settle two that differ. A version that says the same goes first: the desk takes one of those it replaces.
        """
        if act.actor != Actor.DESK and act.subject not in DRAFTS:
            raise Refused("More than {count} versions of this stand; the secretary settles them first.", count=MOST_SUPERSEDED)
        found = [entry for id_ in replaced if (entry := journal.find(self._file, id_))]
        step = (
            act if act.actor == Actor.DESK or conflicting(found) else replace(act, value=found[0].value, rubric=found[0].rubric)
        )
        found.sort(key=lambda entry: (entry.value, entry.rubric) != (step.value, step.rubric))
        left = [entry.id for entry in found]
        while len(left) > MOST_SUPERSEDED:
            self._put(step, left[:MOST_SUPERSEDED])
            left = [self.written[-1].id, *left[MOST_SUPERSEDED:]]
        return left

    def _put(self, act: Act, replaced: Sequence[str]) -> None:
        try:
            entry = write_entry(
                act,
                event=self._event,
                device=self._device,
                number=self._number + 1,
                parent=self._parent,
                at=self._at,
                supersedes=tuple(replaced),
            )
        except NotAnEntry as problem:
            raise Refused("This is more than one act can record; make its texts shorter.") from problem
        if not is_moment(entry.at):
            raise Refused("This laptop's clock says {at}; set its date and time right, then try again.", at=entry.at)
        if not well_formed(entry):
            raise Refused(
                "This can't be recorded: a text in it is longer than Juryapp takes in, or holds letters that can't be seen; "
                "type it again, shorter and plainer."
            )
        self._number, self._parent = entry.number, entry.id
        self.written.append(entry)
