"""The end of the day: how many sheets are signed, where copies of them are known to be, and the one thing that helps next.

Only what was proven is said: a copy on the flash disk was read back there, headquarters has signed for what it holds. Drawn
anew whenever something is written or copied.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from juryapp.board.day_end import DayEnd
from juryapp.text import _, clock_time, mark, plural
from ui.actions import action, press
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.laptop_closing import LaptopClosing
from ui.look import fonts
from ui.parts.action_button import ActionButton
from ui.parts.card import Card, centred
from ui.parts.files import ask_folder
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, give_spoken_description, set_look
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.session import Session
from ui.stick_row import StickRow

_MOST_NAMED = 12
"""So many candidates are named; of the rest it is said how many they are."""


@dataclass(frozen=True)
class Help:
    """What helps next: a button."""

    words: Say
    act: Callable[[], object]


class EndPage(ScrollPage):
    """What is true at the end of the day. `unfinished` tells what is typed and not stored."""

    back = Signal()
    sign = Signal(str)
    """(candidate): its sheet is to be signed."""
    open_candidate = Signal(str)
    call = Signal()

    def __init__(self, session: Session, sitting: Sitting, unfinished: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._session, self._sitting, self._unfinished = session, sitting, unfinished
        self._end = DayEnd()
        self.title = Label(self._title_words, "name")
        self.whose = Label(lambda: f"{sitting.desk.juror.name} · {sitting.code}", tone="soft")
        self.safe = Message("good")
        self.missing = Label(self._missing_words)
        self.copied = Label(self._copied_words)
        self.later = Label(self._later_words, tone="soft")
        self.closing = LaptopClosing(session)
        self.help_button = Button(lambda: self._help().words(), "main")
        self.help_button.clicked.connect(lambda: self._help().act())
        self.back_button = ActionButton(self.put_away)
        self.folder = Button(lambda: _("Copy into another folder…"))
        self.folder.clicked.connect(self._ask_folder)
        self.onto = StickRow(
            session.sticks, lambda name: _("Copy onto {name}", name=name), session.copy_onto_asked.emit, self.folder
        )
        """Every disk that is in, and any folder, whichever was chosen before."""
        card = Card(28, 14)
        fonts.limit(card, most=760)
        for part in (self.title, self.whose, self.safe, self.missing, self.copied, self.later):
            card.rows.addWidget(part)
        card.rows.addWidget(row_of(self.help_button, self.back_button))
        card.rows.addWidget(self.onto)
        card.rows.addWidget(self.closing)
        self.setWidget(centred(card))
        self.first: QWidget = self.help_button
        """Where one begins."""
        session.truth.connect(self.look)
        self.look()

    @action("Esc", label=mark("Back to the scores"))
    def put_away(self) -> None:
        """Back to where one came from."""
        self.back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)

    def _ask_folder(self) -> None:
        folder = ask_folder(self, _("Copy into another folder…"))
        if folder:
            self._session.copy_onto_asked.emit(folder)

    def look(self) -> None:
        """Says what is true now."""
        if not self._session.is_open or self._session.juror is not self._sitting.desk:
            return
        self._end = self._sitting.day_end()
        self.safe.tell(self._safe_words, "good" if self._is_safe else "warn")
        for label in (self.title, self.missing, self.copied, self.later):
            label.again()
            label.setVisible(bool(label.text()))
        self.closing.look()
        self.onto.setVisible(bool(self._session.copy_status.number))
        self.help_button.again()
        self.back_button.setVisible(self.help_button.words() != self.back_button.words())
        give_spoken_description(self.help_button, lambda: f"{self.title.words()}. {self.safe.words()}")
        set_look(self.copied, "tone", "" if self._is_elsewhere else "warn")

    @property
    def _is_stored(self) -> bool:
        return not (self._session.unsaved or self._session.trouble or self._unfinished())

    @property
    def _is_elsewhere(self) -> bool:
        """True if all that this laptop wrote is known to be elsewhere as well."""
        status = self._session.copy_status
        return self._is_stored and (not status.number or status.is_confirmed or status.is_copied)

    @property
    def _is_safe(self) -> bool:
        return self._end.is_done and self._is_elsewhere

    def _title_words(self) -> str:
        return _("{signed} of {expected} signed", signed=len(self._end.signed), expected=self._end.expected)

    def _safe_words(self) -> str:
        if self._is_safe:
            return _("Nothing exists only here: this laptop may be closed.")
        if self._is_elsewhere:
            return _("Nothing exists only here, but not everything is signed.")
        return _("As far as is known here, something exists only on this laptop.")

    def _missing_words(self) -> str:
        cells = {number: self._sitting.state_words(number) for number in self._open}
        named = [f"{full_name(self._sitting.candidates[number])}: {words}" for number, words in cells.items()]
        rest = len(named) - _MOST_NAMED
        more = [plural("and {count} more candidate", "and {count} more candidates", rest)] if rest > 0 else []
        return "\n".join((*self._unfinished_lines(), *named[:_MOST_NAMED], *more))

    def _unfinished_lines(self) -> list[str]:
        return [_("Typed and not stored: {text}", text=text) for text in self._unfinished()]

    @property
    def _open(self) -> tuple[str, ...]:
        return self._end.to_sign + self._end.to_score + self._end.for_the_desk

    def _copied_words(self) -> str:
        status = self._session.copy_status
        if self._session.trouble or self._session.unsaved:
            return _("NOT SAVED yet; it is kept here and tried again.")
        if not status.number:
            return ""
        if status.is_confirmed:
            if status.by_secretary:
                return _("The secretary's laptop has signed that it holds everything that this laptop wrote.")
            return _("Headquarters has signed that it holds everything that this laptop wrote.")
        at = clock_time(status.copied_at) if status.copied_at else ""
        if status.own_disk:
            return _(
                "The folder that was chosen for copies lies on this laptop's own disk: if the laptop is lost, both are. Copy "
                "onto a flash disk."
            )
        if status.is_copied and status.confirmed:
            return _(
                "All of it was copied to the flash disk at {time}, and read back from it, but for PDFs that headquarters holds.",
                time=at,
            )
        if status.is_copied:
            return _("All of it was copied to the flash disk at {time}, and read back from it.", time=at)
        if status.copying:
            return _("It is being copied to the flash disk.")
        if not status.named:
            return _("No flash disk was chosen for copies, and no copy elsewhere is known.")
        known = _("The flash disk has it up to {time}.", time=at) if at else _("Nothing was copied to the flash disk yet.")
        return known if status.present else f"{_('The flash disk is not in; put it in.')} {known}"

    def _later_words(self) -> str:
        count = len(self._end.later)
        return plural("{count} candidate is on another day.", "{count} candidates are on other days.", count) if count else ""

    def _help(self) -> Help:
        """The one thing that helps next."""
        session, end = self._session, self._end
        if session.trouble or session.unsaved:
            return Help(lambda: _("Try again now"), session.try_again)
        if self._unfinished():
            return Help(lambda: _("Back to the scores"), self.back.emit)
        if end.to_sign:
            return Help(lambda: _("Sign {candidate}", candidate=end.to_sign[0]), lambda: self.sign.emit(end.to_sign[0]))
        if end.to_score:
            number = end.to_score[0]
            return Help(lambda: _("Go on with {candidate}", candidate=number), lambda: self.open_candidate.emit(number))
        if end.for_the_desk:
            return Help(lambda: _("Call the secretary"), self.call.emit)
        if not self._is_elsewhere:
            return Help(self._copy_words, session.copy_asked.emit)
        return Help(lambda: _("Close this event"), session.leave_asked.emit)

    def _copy_words(self) -> str:
        return _("Copy now") if self._session.copy_status.present else _("Copy to a flash disk…")
