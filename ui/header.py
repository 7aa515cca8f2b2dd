"""The line above every page: which event, what is true about saving, language, display, and who sits here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QProgressBar, QVBoxLayout, QWidget

from juryapp import text
from juryapp.text import _, mark, plural
from ui.actions import Method, action_of, put_into
from ui.look import fonts
from ui.look.theme import CHOICES, SIZES, Theme
from ui.parts.action_button import ActionButton
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, set_look
from ui.services.flash_disk_paths import flash_disk_of
from ui.session import Session

_THEMES = {
    "system": mark("As the system has it"),
    "light": mark("Light"),
    "dark": mark("Dark"),
    "contrast": mark("High contrast, light"),
    "contrast dark": mark("High contrast, dark"),
}
_ROOMY = 1000
_GAP = 16
_THIN = 4
"""So high is the bar of progress, in points; the line above it leaves as much room."""


class Header(QFrame):
    """The header; what it offers are the window's actions."""

    def __init__(self, session: Session, theme: Theme, hand_over: Method, leave_event: Method, language: Method) -> None:
        super().__init__()
        self._hand_over, self._leave_event, self._language = hand_over, leave_event, language
        self.setObjectName("header")
        self._session = session
        self._theme = theme
        self.event_name = Label(self._event_words, "strong", wrap=False)
        self.simulated = Label(self._simulated_words, "small strong", wrap=False)
        set_look(self.simulated, "chip", "warn")
        self._place = Label(self._place_words, tone="soft", wrap=False)
        self.truth = Label(self._truth_words, "small strong", wrap=False)
        self.switch = ActionButton(language, "quiet", "text")
        self.display = Button(lambda: _("Display"), "quiet", "text")
        self.display.setMenu(self._menu(self.display, lambda: self._fill_display(self.display.menu())))
        self.help = Button(lambda: _("Help"), "quiet", "text")
        self.help.setMenu(self._menu(self.help, lambda: self._fill_help(self.help.menu())))
        self.seat = Button(self._seat_words, "quiet")
        self.seat.setMenu(self._menu(self.seat, self._fill_seat))
        self.fill_more: Callable[[QMenu], None] | None = None
        """Puts into the menu of the seat what else concerns it."""
        self.fill_help: Callable[[QMenu], None] | None = None
        """Puts into the menu of help what there is of it."""
        quiet = (self.switch, self.display, self.help)
        self._parts = (self.event_name, self.simulated, self._place, self.truth, *quiet, self.seat)
        self._brief = False
        self.crowded = False
        """Language, display and help are in the menu of the seat."""
        self.progress = QProgressBar(self)
        """Lies on the lower edge: what stands below it doesn't move when something begins or ends."""
        self.progress.setProperty("thin", True)  # noqa: FBT003  # a property of the style
        self.progress.setTextVisible(False)
        self.progress.setVisible(False)
        self._lay_out()
        session.seat_asked.connect(hand_over)
        session.truth.connect(self.refresh)
        session.runner.busy.connect(self._show_busy)
        session.runner.progress.connect(self._show_progress)
        self.refresh()

    def _lay_out(self) -> None:
        line = QWidget()
        row = Flow(line, gap=_GAP)
        for part in self._parts:
            row.addWidget(part)
        row.push_right(self.truth)
        row.setContentsMargins(20, 5, 12, 5)
        grows_down(line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(line)

    def refresh(self) -> None:
        """Says what is true now."""
        for label in (self.event_name, self.simulated, self._place, self.truth):
            label.again()
        self.simulated.setVisible(bool(self.simulated.text()))
        set_look(self, "simulated", bool(self.simulated.text()))
        self.seat.say(self._seat_words)
        self.seat.setVisible(self._session.is_open)
        told = (self._simulated_words(), self._event_words(), "Juryapp")
        self.window().setWindowTitle(" · ".join(dict.fromkeys(filter(None, told))))
        self.truth.setVisible(self._session.is_taken)
        set_look(self.truth, "chip", self._truth_look())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        self.progress.setGeometry(0, self.height() - _THIN, self.width(), _THIN)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._fit()

    def _fit(self) -> None:
        """One line is enough: where it is narrow the place goes, then language, display and help, into the menu of the seat,
        then the event, which the window's title tells as well, and at last the juror's name: the code is enough.
        """
        named = (self.event_name, *([self.simulated] if self.simulated.text() else []))
        room, all_others = self.width() - 32, (*named, self.truth, self.switch, self.display, self.help, self.seat)
        self._brief = False
        self.seat.again()
        self.crowded = self._session.is_open and _wanted(*all_others) > room
        fits = self.width() >= fonts.scaled(_ROOMY) and _wanted(*all_others, self._place) <= room
        self._place.setVisible(fits and bool(self._place.text()))
        for part in (self.switch, self.display, self.help):
            part.setVisible(not self.crowded)
        self.event_name.setVisible(not self.crowded or _wanted(*named, self.truth, self.seat) <= room)
        if self.crowded and _wanted(self.truth, self.seat) > room:
            self._brief = True
            self.seat.again()

    def _event_words(self) -> str:
        about = self._session.about
        return about.title if about else "Juryapp"

    def _simulated_words(self) -> str:
        """What a sitting that isn't real says on each page; nothing of a real one."""
        about = self._session.about
        return _("SIMULATED DATA") if about and about.simulated else ""

    def _place_words(self) -> str:
        about = self._session.about
        return about.venue if about else ""

    def _truth_look(self) -> str:
        if self._session.waits:
            return "plain"
        if self._session.trouble:
            return "bad"
        return "warn" if self._session.rows_typed else "good"

    def _truth_words(self) -> str:
        if self._session.waits:
            return _("Saving…")
        if self._session.trouble:
            return _("NOT SAVED")
        rows = self._session.rows_typed
        if rows:
            return plural("Preparation: {count} row not stored yet", "Preparation: {count} rows not stored yet", rows)
        return " · ".join(words for words in ("✓ " + self._saved_words(), self._session.copy_status.words()) if words)

    def _saved_words(self) -> str:
        at = self._session.saved_at
        time = text.clock_time(at, seconds=True) if at else ""
        disk = flash_disk_of(self._session.opened.path) if self._session.is_open else ""
        if disk:
            return _("Saved on the flash disk {disk} {time}", disk=disk, time=time).rstrip()
        return _("Saved on this laptop {time}", time=time) if time else _("Saved on this laptop")

    def _seat_words(self) -> str:
        if self._session.secretary:
            return _("Secretary") + " ▾"
        if self._session.juror:
            juror, assistant = self._session.juror.juror, self._session.juror.assistant
            if assistant and self._brief:
                return _("{juror}, assistant", juror=juror.code) + " ▾"
            if assistant:
                return _("{assistant} types for {juror}", assistant=assistant.name, juror=f"{juror.name} · {juror.code}") + " ▾"
            return f"{juror.code} ▾" if self._brief else f"{juror.name} · {juror.code} ▾"
        return _("Event") + " ▾"

    def _menu(self, button: Button, fill: Callable[[], None]) -> QMenu:
        """Its button is lit while it is open, and no longer: a press on it leaves the focus on the page."""
        menu = QMenu(self)
        menu.aboutToShow.connect(fill)
        menu.aboutToHide.connect(partial(QTimer.singleShot, 0, button, partial(_settle, button)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return menu

    def _fill_display(self, menu: QMenu) -> None:
        menu.clear()
        menu.addAction(_("Theme")).setEnabled(False)
        for choice in CHOICES:
            action = menu.addAction(_(_THEMES[choice]), partial(self._theme.choose, choice))
            action.setCheckable(True)
            action.setChecked(choice == self._theme.choice)
        menu.addSeparator()
        menu.addAction(_("Size of the text")).setEnabled(False)
        for size in SIZES:
            action = menu.addAction(f"{text.number(_percent(size))}%", partial(self._theme.choose_size, size))
            action.setCheckable(True)
            action.setChecked(size == self._theme.size)

    def _fill_help(self, menu: QMenu) -> None:
        menu.clear()
        if self.fill_help:
            self.fill_help(menu)

    def _fill_seat(self) -> None:
        menu = self.seat.menu()
        menu.clear()
        if action_of(self._hand_over).is_offered:
            if self._brief and self._session.juror:
                assistant = self._session.juror.assistant
                for name in (*([assistant.name] if assistant else []), self._session.juror.juror.name):
                    menu.addAction(name).setEnabled(False)
            put_into(menu, self._hand_over)
        if self.fill_more:
            self.fill_more(menu)
        if self.crowded:
            put_into(menu, self._language)
            self._fill_display(menu.addMenu(_("Display")))
            self._fill_help(menu.addMenu(_("Help")))
        put_into(menu, self._leave_event)

    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001  # a slot
        self.progress.setRange(0, 0)
        self.progress.raise_()
        self.progress.setVisible(busy)

    def _show_progress(self, done: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)


def _settle(button: Button) -> None:
    """The pointer left the button while its menu had all events."""
    if not button.rect().contains(button.mapFromGlobal(QCursor.pos())):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # noqa: FBT003  # Qt's
        button.update()


def _wanted(*parts: QWidget) -> int:
    return sum(part.sizeHint().width() + _GAP for part in parts)


def _percent(size: str) -> int:
    return round(float(size) * 100)
