"""The session: the event that is open in a window, and the seat that is taken. Every write of every page goes through it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.text import _
from ui.event_writes import EventWrites
from ui.parts.pin import PinMistakes
from ui.runner import Runner
from ui.sample_secrets import pin_words
from ui.services import copied_so_far
from ui.services.clock_watch import ClockWatch
from ui.services.copy_status import CopyStatus
from ui.services.seat_lock import SeatLock
from ui.services.stick import Offered

if TYPE_CHECKING:  # the welcome page needs none of them, and they bring the store and the keys
    from juryapp.desk.juror import JurorDesk
    from juryapp.desk.secretary import SecretaryDesk
    from juryapp.event.open_event import OpenEvent
    from juryapp.signing.keys import PrivateKey


def _long_ago() -> int:
    """Nobody listens to keyboard and mouse yet."""
    return 60_000


class Session(EventWrites):
    """One event at this laptop, and who sits at it."""

    copy_asked = Signal()
    """Somebody wants a copy on the flash disk now."""
    copy_onto_asked = Signal(object)
    """Copies are to go into this folder from now on."""
    leave_asked = Signal()
    """The event is to be closed."""
    removal_begun = Signal()
    """The event is to be closed and removed from this laptop: that it goes is written down (`juryapp/event/removal.py`)."""
    seat_asked = Signal()
    """Somebody else takes the seat now."""
    rested = Signal()
    """Nobody may be here any more: the seat is to be hidden."""

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__(laptop, runner)
        self.juror: JurorDesk | None = None
        self.secretary: SecretaryDesk | None = None
        self.copy_status = CopyStatus()
        self.mistakes = PinMistakes()
        self.mistakes.told_to_all = lambda person: pin_words(self.opened, person) if self.is_open else ""
        self.clocks = ClockWatch()
        self.sticks = Offered(runner.disk, self)
        self.rested_ms: Callable[[], int] = _long_ago
        """How long nobody has touched anything, in milliseconds; the window tells it."""
        self.copied_up_to = 0
        """Up to which of this laptop's entries a package was written from here, onto a flash disk or into a folder, and read
        back: in this run or before."""
        self.rows_typed = 0
        """How many rows are typed at Preparation and aren't stored; `tell_rows_typed` changes it."""
        self._seat: SeatLock | None = None
        self.hidden = False
        """The seat is hidden: only the PIN shows it again."""

    def open(self, event: OpenEvent) -> None:
        """Takes an event that was just opened in place of the former one."""
        from juryapp.board import records

        self.close()
        self._take(event)
        self.about = records.about(event)
        self.copy_status, self.copied_up_to = CopyStatus(), copied_so_far.remembered(self.laptop.home, event)
        self.truth.emit()

    def close(self) -> None:
        """Lets go of the event."""
        self.stand_up()
        if self._opened:
            self._opened.close()
        self._opened = self.about = self.saved_at = None
        self._settle()

    def hide(self) -> None:
        """The seat is hidden: its key is in memory no more, as soon as all is saved that is signed or encrypted with it."""
        self.hidden = True
        self._forget_keys()

    def come_back(self, key: PrivateKey | None) -> None:
        """The PIN of this seat was typed again; no key for a juror who has none."""
        self.hidden = False
        self.returned.emit()
        if self.juror:
            self.juror.take_key(key)
        if self.secretary and key:
            self.secretary.take_key(key)

    @property
    def needs_pin(self) -> bool:
        """True if whoever sits here has a key, whether or not it is in memory now."""
        juror = self.juror
        return self.secretary is not None or (
            juror is not None and (bool(juror.assistant) or juror.juror.code in self.opened.trust.jurors)
        )

    @property
    def reads_private(self) -> bool:
        """True if whoever sits here reads and writes notes that are for oneself alone: a juror who has a key."""
        return self.needs_pin and not (self.juror and self.juror.assistant)

    def _all_saved(self) -> None:
        """What is signed or encrypted with a key that was to be forgotten is written."""
        self._forget_keys()

    def _forget_keys(self) -> None:
        for desk in (self.juror, self.secretary):
            if desk and self.hidden and not self.unsaved:
                desk.forget_key()

    def tell_copy_status(self, status: CopyStatus) -> None:
        """How far the automatic copies have got."""
        self.copy_status = status
        if status.copied > self.copied_up_to and not status.own_disk:
            self.tell_copied(status.copied)
        else:
            self.truth.emit()

    def tell_copied(self, number: int) -> None:
        """A package with this laptop's entries up to this number was written and read back; remembered for the next run."""
        if number > self.copied_up_to:
            self.copied_up_to = number
            copied_so_far.remember(self.laptop.home, self.opened, number)
            self.truth.emit()

    def tell_rows_typed(self, rows: int) -> None:
        """So many rows of Preparation aren't stored now: while there are any, not everything is saved."""
        if rows != self.rows_typed:
            self.rows_typed = rows
            self.truth.emit()

    def stand_up(self) -> None:
        """Leaves the seat: keys are forgotten. What could not be saved is lost only if the person said so before."""
        if self._opened:
            with suppress(Problem):
                self._opened.leave()
        self._give_up_texts()
        self.juror = self.secretary = None
        self.hidden, self.rows_typed = False, 0
        self.left.emit()
        if self._seat:
            self._seat.leave()
            self._seat = None
        self.forget_unsaved()

    def _give_up_texts(self) -> None:
        """What was typed at this seat and not stored is given up: the next time it isn't typed again."""
        if self._seat and self.secretary:
            from juryapp.setup_changes.kept_drafts import give_up as give_up_drafts

            give_up_drafts(self.secretary)
        elif self._seat and self.juror:
            from juryapp.desk.unfinished_texts import UnfinishedTexts

            UnfinishedTexts(self.juror).keep([])

    def take_seat(self) -> None:
        """Keeps this seat from other windows of this laptop. Raises `Refused` if one has it; nobody sits here then."""
        code, name = (self.juror.juror.code, self.juror.juror.name) if self.juror else (None, _("Secretary"))
        try:
            self._seat = SeatLock(self.laptop.home, self.opened.id, code, name)
        except Problem:
            self.stand_up()
            raise

    def open_anew(self) -> None:
        """Opens the same file on a fresh connection after a mistake of ours; the seat stays. Raises as `open_event`.

        Where something is not saved yet the connection stays as well: what is to be written hangs on it.
        """
        from juryapp.event.opening import open_event

        if self.unsaved:
            return
        event = open_event(self.laptop, self.opened.path, self.opened.file.passphrase)
        former = self.opened
        self._take(event)
        self.juror, self.secretary = _desks_on(event, self.juror, self.secretary)
        former.close()

    @property
    def is_taken(self) -> bool:
        """True while somebody sits here."""
        return self.juror is not None or self.secretary is not None


def _desks_on(
    event: OpenEvent, juror: JurorDesk | None, secretary: SecretaryDesk | None
) -> tuple[JurorDesk | None, SecretaryDesk | None]:
    """The same seats at an event that was opened anew."""
    from juryapp.desk.assistant_seat import same_seat
    from juryapp.desk.secretary import SecretaryDesk

    if secretary:
        secretary = SecretaryDesk(event, secretary.held)
        event.before_leaving = secretary.keep_results
    return same_seat(event, juror) if juror else None, secretary
