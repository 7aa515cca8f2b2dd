"""Opened file: the file of an open event, from what it is read, and where what is typed is kept once another took its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from juryapp.errors import FileProblem, Problem, Replaced
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.laptop import Laptop
from juryapp.event.private_copy import PrivateCopy
from juryapp.event.spare_files import Looks, Spare, describe, facts_of
from juryapp.event.written_since_opening import WrittenSinceOpening
from juryapp.journal.entry import Entry
from juryapp.signing.trust_store import TrustStore
from juryapp.store import journal
from juryapp.store.connection import EventFile
from juryapp.store.snapshot import what_is_kept
from juryapp.text import mark

READ_ONLY = mark("{path} can't be written: it lies on a read-only medium or belongs to someone else; copy it to this laptop.")


@dataclass
class KeptElsewhere:
    """The spare copy to which acts are written, since another file took the place of the event's file."""

    spare: Spare
    problem: Replaced
    """What to tell of each act."""
    end: tuple[int, str]
    """How far the file was known when it went (`journal.end`)."""
    looked_at: Looks | None = None
    """How what lies at the file's place looked when it was last found to be another file."""
    changes: Changes = NOTHING
    """What the last act changed there."""

    def keep(self, file: EventFile, write: Callable[[], Changes]) -> None:
        """Does a write there, and describes the copy anew. Raises `Problem` where even that can't be written."""
        self.changes = NOTHING
        self.changes = write()
        with suppress(Problem, OSError):
            facts = facts_of(self.spare, entries=journal.arrived_count(file), holds=what_is_kept(file))
            describe(self.spare.file, facts)


class OpenedFile:
    """The file, on which laptop and of which event it is open, and the copies that stand in for it."""

    def __init__(self, laptop: Laptop, file: EventFile, id_: str) -> None:
        self.laptop = laptop
        self.file = file
        self.id = id_
        self.trust = TrustStore(id_)
        """What its journal proves about keys."""
        self.path = file.called
        self.copy: PrivateCopy | None = None
        """The private copy from which it is read, while it is."""
        self.base: PrivateCopy | None = None
        """The copy as it was opened, kept while there is no spare copy of the event."""
        self.only_looks = False
        """It was opened to be looked at: nothing of it is written, though it could be."""
        self.arrived_before = 0
        """How many entries had arrived when it was opened."""
        self.has_place_to_keep = True
        """This laptop doesn't remember yet that it wrote to the file here."""
        self.left_note_drafts: set[str] = set()
        """The note drafts that a program left which died, and that wait for an act or their author's seat."""
        self.looked_at: set[tuple[str, str]] = set()
        """(Juror, candidate): which sheets were looked at while the file itself waits for its first act."""
        self.aside: list[Entry] = []
        """What was found behind this laptop's own last entry when the file was opened, and moved aside."""
        self.waits_for_reveal = False
        """It is open in a window, where nothing tells a category's result before its reveal (decision 040)."""
        self.results_at = 0
        """Up to which arrival the ledger of results was looked at (`desk/result_ledger.py`)."""
        self.written = WrittenSinceOpening()
        """What was written to it since it was opened, over whichever connection of this program."""
        self.elsewhere: KeptElsewhere | None = None
        """Where what is typed is kept, since another file took this one's place."""

    @property
    def has_news(self) -> bool:
        """True if entries came since the event was opened here, from whomever."""
        return journal.arrived_count(self.file) != self.arrived_before

    def own_devices(self) -> set[str]:
        """The devices that this laptop has been in this event."""
        return set(self.laptop.home.devices_of(self.id))

    def leave_copy(self) -> None:
        """Lets go of the private copy, if there is one."""
        self.looked_at.clear()
        if self.copy:
            self.copy.let_go()
            self.copy = None

    def keep_copy(self) -> None:
        """Reads the event file itself, now that it was written; the private copy is kept until closing, to go back to."""
        self.looked_at.clear()
        self._let_base_go()
        self.base, self.copy = self.copy, None

    def _let_base_go(self) -> None:
        if self.base:
            self.base.let_go()
            self.base = None

    def check_writable(self) -> None:
        """Raises `FileProblem` if this event can only be read here, `Replaced` if another file took its place."""
        if self.elsewhere:
            raise self.elsewhere.problem
        self._check_can_be_written()

    def _check_can_be_written(self) -> None:
        if not self.file.writable:
            raise FileProblem(READ_ONLY, path=self.path)

    def _here_or_elsewhere(self, write: Callable[[], Changes]) -> Changes:
        """Does a write. Once another file took this one's place, it is kept in a spare copy, and that is raised."""
        if self.elsewhere is None:
            try:
                return write()
            except Replaced:
                if self.elsewhere is None:
                    raise
        self.elsewhere.keep(self.file, write)
        raise self.elsewhere.problem
