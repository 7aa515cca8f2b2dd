"""The window: the header, what went wrong, and one page at a time. Pages ask it to go on; it knows no page's insides."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from juryapp import text
from juryapp.errors import Problem, Problems
from juryapp.event.laptop import Laptop
from juryapp.text import _, mark
from ui import recent
from ui.actions import action
from ui.document_overlay import show_over
from ui.focus_keeper import FocusKeeper
from ui.header import Header
from ui.help.help import Help
from ui.leaving import may_leave
from ui.look.theme import Theme
from ui.many_events.shown import show_many_events
from ui.notice import Notice
from ui.parts.labels import give_spoken_description, say_names_again
from ui.parts.stack import show_in, shown_in
from ui.receive_later import ReceiveLater
from ui.runner import Runner
from ui.services.only_here import OnlyHere
from ui.services.shell import Shell
from ui.session import Session
from ui.welcome.start_page import StartPage

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from ui.services.one_program import SecondStart
    from ui.welcome.passphrase_page import PassphrasePage


class Window(QWidget):
    """The program's window."""

    def __init__(self, laptop: Laptop, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle("Juryapp")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.laptop = laptop
        self.runner = Runner()
        self.session = Session(laptop, self.runner)
        for owned in (self.runner, self.session):
            owned.setParent(self)  # else Python's collector might end them in a worker's thread
        self.header = Header(self.session, theme, self.hand_over, self.leave_event, self.switch_language)
        self.notice = Notice(self.session)
        self.stack = QStackedWidget()
        self.stack.currentChanged.connect(self.notice.look)
        self.shell = Shell(self.session, self.stack)
        self.shell.setParent(self)
        self.shell.hand_over.connect(self.hand_over)
        self.shell.leave_event.connect(self.leave_event)
        self.session.leave_asked.connect(self.leave_event)
        self.shell.rebuild.connect(self.rebuild)
        self.header.fill_more = self.shell.fill_menu
        self.help = Help(self, self.stack, laptop.home, self.runner.disk)
        self.header.fill_help = self.help.fill_menu
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.header, self.notice, self.shell.info_bar):
            rows.addWidget(part)
        rows.addWidget(self.stack, 1)
        self.runner.busy.connect(self._rest)
        for telling in (self.shell, self.session):
            telling.told.connect(self.tell)
        self._focus, self._only_here = FocusKeeper(self, self.stack), OnlyHere(self.session)
        self._receive_later = ReceiveLater(self.show_start, self.notice)
        self.show_start()

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return shown_in(self.stack)

    def show_page(self, page: QWidget) -> None:
        """Shows a page in place of the former one, which is gone."""
        former = [one for place in range(self.stack.count()) if (one := self.stack.widget(place)) is not None]
        show_in(self.stack, page)
        for gone in former:
            self.stack.removeWidget(gone)
            for part in (gone, *gone.findChildren(QWidget)):
                self.session.disconnect(part)
            gone.deleteLater()
        self.header.refresh()

    def show_start(self) -> None:
        """The welcome page."""
        page = StartPage(self.laptop.home, self.runner.disk)
        page.chosen.connect(self.ask_passphrase)
        page.sample.connect(self.open_sample)
        page.new.connect(self.show_new_event)
        page.check.connect(self.show_check)
        page.many.connect(partial(show_many_events, self))
        self.show_page(page)

    def show_check(self) -> None:
        """The page that checks papers; it needs no event."""
        from ui.checking.page import CheckPage

        page = CheckPage(self.laptop, self.runner)
        page.back.connect(self.show_start)
        page.to_show.connect(partial(show_over, self.stack, self.runner.disk))
        self.show_page(page)

    def show_new_event(self) -> None:
        """The page that makes an event from a workbook."""
        from ui.welcome.new_event_page import NewEventPage

        page = NewEventPage(self.laptop, self.runner)
        page.made.connect(self.show_made)
        page.back.connect(self.show_start)
        self.show_page(page)

    def show_made(self, event: OpenEvent) -> None:
        """The page of an event that was just made, before anybody sits."""
        from ui.welcome.made_page import take_made

        self.show_page(page := take_made(self.session, self.stack, event))
        page.on.connect(self.show_seats)

    def ask_passphrase(self, path: Path) -> PassphrasePage:
        """The page that asks the passphrase of an event file."""
        from ui.welcome.passphrase_page import PassphrasePage

        page = PassphrasePage(self.laptop, self.runner, path)
        page.opened.connect(self.show_seats)
        page.restored.connect(self.shell.tell_restored)
        page.back.connect(self.show_start)
        page.receive.connect(self._receive_later.ask)
        self.show_page(page)
        return page

    def open_sample(self) -> None:
        """Makes an invented event and opens it, without a passphrase to invent."""
        from ui.welcome.sample import open_beside

        open_beside(self.runner, self.laptop, self.page, partial(self.show_seats, keep=False), self.tell)

    def show_seats(self, event: OpenEvent | None = None, *, keep: bool = True) -> None:
        """Who is here? For an event that was just opened, or the one that is open."""
        from ui.welcome.seat_page import SeatPage

        if event is not None:
            self.session.open(event)
            if keep:
                recent.remember_open(self.session)
        page = SeatPage(self.session)
        page.seated.connect(self._show_desk)
        page.back.connect(self.leave_event)
        self.show_page(page)
        if event is not None:
            self._warn(event)

    def _warn(self, event: OpenEvent) -> None:
        """What nobody should go on without knowing, when an event is opened."""
        from juryapp.board.warnings import alarming

        found = alarming(event)
        if found:
            self.tell(Problems(found))

    def _show_desk(self) -> None:
        try:
            self.session.take_seat()
        except Problem as problem:
            self.show_seats()
            self.tell(problem)
            return
        self.make_desk()

    def make_desk(self) -> None:
        """The page of whoever sits, made anew."""
        if self.session.juror:
            from ui.juror.page import JurorPage

            self.show_page(JurorPage(self.session))
        else:
            from ui.secretary.page import SecretaryPage

            self.show_page(page := SecretaryPage(self.session))
            page.begin()
            self._receive_later.take_up(page)

    @action(label=mark("Hand over"), offered=lambda window: window.session.is_taken)
    def hand_over(self) -> None:
        """Hides everything of this seat at once and asks who is here."""
        self.shell.hide_seat(lambda: _("This seat is hidden: it is being handed over."))
        if self._may_leave(self.hand_over):
            self.session.stand_up()
            self.show_seats()

    @action(label=mark("Close this event"))
    def leave_event(self) -> None:
        """Closes the event and goes back to the welcome page."""
        if self._may_leave(self.leave_event):
            self.session.close()
            self.show_start()

    def rebuild(self, candidate: str) -> None:
        """After a mistake of ours: the page anew, from what is saved."""
        try:
            if self.session.is_open:
                self.session.open_anew()
        except Problem as problem:
            self.session.close()
            self.show_start()
            self.tell(problem)
            return
        if self.session.is_taken:
            self.make_desk()
            self.shell.show_again(self.page, candidate)
        elif self.session.is_open:
            self.show_seats()
        else:
            self.show_start()

    def come_forward(self, wanted: SecondStart) -> None:
        """The program was started once more: here it is, with the file and the language that were asked for."""
        if wanted.language and wanted.language != text.current():
            self.speak(wanted.language)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        path = wanted.path
        if path is None or (self.session.is_open and self.session.opened.path.absolute() == path):
            return
        if isinstance(self.page, StartPage):
            self.ask_passphrase(path)
        else:
            self.shell.offer_file(path, self._change_event)

    def _change_event(self, path: Path) -> None:
        if self._may_leave(lambda: self._change_event(path)):
            self.session.close()
            self.ask_passphrase(path)

    @action(label=lambda window: "English" if text.current() == "id" else "Bahasa Indonesia")
    def switch_language(self) -> None:
        """Speaks the other language at once, and from now on at this laptop."""
        self.speak("en" if text.current() == "id" else "id")
        self.laptop.home.keep_setting("language", text.current())

    def speak(self, language: str) -> None:
        """Speaks this language at once."""
        text.use(language)
        QGuiApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            say_names_again()
        super().changeEvent(event)

    def tell(self, problem: Problem) -> None:
        """Shows a known problem above the page."""
        self.notice.tell(problem)

    def _may_leave(self, leave: Callable[[], object]) -> bool:
        return may_leave(self.session, self.notice, lambda: self.page, leave)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave(self.close) or self._only_here.asks_before(self.notice, self.close):
            event.ignore()
            return
        self.hide()
        self.shell.close()
        self.runner.close()
        self.session.close()
        event.accept()

    def _rest(self, busy: bool) -> None:  # noqa: FBT001  # a slot
        """While the runner works nothing can be pressed; afterwards the focus is where it was, or on the next thing."""
        if busy:
            self._focus.rest()  # what can't be pressed can't have it: it would be on nothing
        give_spoken_description(self, lambda: _("One moment …") if busy else "")
        self.stack.setEnabled(not busy)
        self.header.setEnabled(not busy)
        if not busy:
            self._focus.go_on()
