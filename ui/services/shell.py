"""Shell: what goes on around the pages: lock when idle, second copy, news of what came in, and a failed page.

It puts pages in front of the desk and takes them away again; what the window itself does it asks for by signal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QStackedWidget, QWidget
from shiboken6 import isValid

from juryapp import log
from juryapp.errors import Problem
from juryapp.signing.fingerprint import words
from juryapp.text import _, mark, plural
from ui.actions import action, put_into
from ui.page_protocols import OpensCandidates, RestsBehindSign
from ui.parts.files import ask_folder
from ui.parts.labels import Say
from ui.parts.stack import show_in, shown_in
from ui.services.activity import MINUTES, Activity
from ui.services.crash import Crash
from ui.services.crash_page import CrashPage
from ui.services.file_watch import FileWatch
from ui.services.forgetting import put_away, take_out
from ui.services.info_bar import InfoBar
from ui.services.lock_page import LockPage
from ui.services.other_sticks import OtherSticks
from ui.services.quiet_news import QuietNews
from ui.services.second_copy import SecondCopy
from ui.services.spare_copies import SpareCopies
from ui.session import Session

_SOON_MS = 2_000


class Shell(QObject):
    """What surrounds one window's desk."""

    hand_over = Signal()
    leave_event = Signal()
    rebuild = Signal(str)
    """The page is to be made anew; which candidate was open."""
    told = Signal(object)
    """A known problem."""

    def __init__(self, session: Session, stack: QStackedWidget) -> None:
        super().__init__()
        self._session = session
        self._stack = stack
        self._crash: Crash | None = None
        self.activity = Activity(session.laptop.home)
        session.rested_ms = self.activity.rested_ms
        self.activity.setParent(self)  # else it goes on listening to the program when its window is gone
        self.second = SecondCopy(session)
        self.others = OtherSticks(session)
        self.spares = SpareCopies(session)
        self.file_watch = FileWatch(session)
        for looks in (self.second, self.others, self.spares, self.file_watch):
            looks.setParent(self)  # else they go on looking when their window is gone
        self.info_bar = InfoBar(self.activity)
        self.news = QuietNews(self.info_bar, stack)
        self._sticks: QMenu | None = None
        session.sticks.changed.connect(self._fill_sticks)
        session.truth.connect(self.activity.listen)  # an event was opened
        self.activity.idle.connect(self._idle)
        session.rested.connect(self._idle)
        session.copy_asked.connect(self.copy_now)
        session.copy_onto_asked.connect(self.choose_stick)
        self.second.arrived.connect(self.news.tell_news)
        self.second.doubted.connect(self.news.tell_doubts)
        self.second.failed.connect(self.news.tell_trouble)
        self.second.mended.connect(self.news.forget_trouble)
        self.second.told.connect(self.told)
        self.others.arrived.connect(self.news.tell_news)
        self.others.doubted.connect(self.news.tell_doubts)
        self.others.unchanged.connect(self.news.tell)
        self.others.failed.connect(self.news.tell_trouble)
        self.spares.failed.connect(self.news.tell_trouble)
        self.spares.mended.connect(self.news.forget_trouble)

    def close(self) -> None:
        """Nothing more is looked for."""
        for looks in (self.second, self.others, self.spares, self.file_watch):
            looks.rest()

    # The lock

    def hide_seat(self, why: Say) -> None:
        """Puts the lock in front of the desk, at once. What is finished is stored; what is half typed stays behind it."""
        behind = shown_in(self._stack)
        if isinstance(behind, CrashPage):
            behind.locked = True
        if not self._session.is_taken or isinstance(behind, LockPage | CrashPage):
            return
        _close_what_floats()
        page = LockPage(self._session, behind, why)
        page.unlocked.connect(lambda: self._take_away(page))
        page.hand_over.connect(self.hand_over)
        page.focused = behind.focusWidget()
        show_in(self._stack, page)
        page.settle()
        put_away(behind)
        self._session.hide()

    def _idle(self) -> None:
        if self._session.runner.works:
            self.activity.wait_for(_SOON_MS)
            return
        page = shown_in(self._stack)
        if _shows_a_sign(page):
            put_away(page)
            self._session.hide()
            return
        self.hide_seat(lambda: _("This seat is hidden, because nobody used it for a while."))

    def _take_away(self, page: LockPage) -> None:
        focused = page.focused
        self._stack.setCurrentWidget(page.behind)
        self._stack.removeWidget(page)
        page.deleteLater()
        take_out(page.behind)
        if focused is not None and isValid(focused):
            focused.setFocus()

    # The flash disk

    def fill_menu(self, menu: QMenu) -> None:
        """The menu of the seat: the flash disk, and the lock."""
        menu.addMenu(self._stick_menu(menu))
        if words := self._own_words():
            menu.addAction(words).setEnabled(False)
        put_into(menu, self.show_log)
        if self._session.is_taken:
            lock = menu.addMenu(_("Hide this seat"))
            put_into(lock, self.lock_now)
            for minutes in MINUTES:
                say = plural("When not used for {count} minute", "When not used for {count} minutes", int(minutes))
                choice = lock.addAction(say, partial(self.activity.choose, minutes))
                choice.setCheckable(True)
                choice.setChecked(minutes == self.activity.minutes)

    @action(label=mark("Now"))
    def lock_now(self) -> None:
        """Puts the lock in front of the desk because somebody wants it."""
        self.hide_seat(lambda: _("This seat is hidden."))

    @action(label=mark("Show the log's folder"))
    def show_log(self) -> None:
        """Opens the folder with the log in the system's own window, for people who help."""
        folder = log.place(self._session.laptop.home).parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self.info_bar.tell(lambda: _("The log lies here: {path}", path=folder))

    def _own_words(self) -> str:
        """The words that the secretary compares before this laptop is admitted; none before it wrote anything."""
        device = self._session.opened.device if self._session.is_open else None
        return _("This laptop: {words}", words=words(device)) if device else ""

    def _stick_menu(self, menu: QMenu) -> QMenu:
        found = QMenu(_("Flash disk for copies"), menu)
        self._sticks = found
        self._fill_sticks()
        self._session.sticks.refresh()
        return found

    def _fill_sticks(self) -> None:
        """What can be chosen, as far as is known; filled anew while it is open if there are others."""
        found = self._sticks
        if found is None or not isValid(found):
            return
        found.clear()
        if self.second.stick:
            found.addAction(str(self.second.folder or self.second.stick.path)).setEnabled(False)
            put_into(found, self.second.copy_now, self.second.stop)
            found.addSeparator()
        for disk in self._session.sticks.known:
            found.addAction(disk.name, partial(self.choose_stick, disk.folder))
        put_into(found, self.ask_folder)

    def copy_now(self) -> None:
        """Copies to the flash disk that is in, or asks which one."""
        if self.second.folder:
            self.second.copy_now()
        else:
            self.ask_folder()

    def choose_stick(self, folder: Path) -> None:
        """Names a folder for copies."""
        problem = self._session.sticks.refusal(folder)
        self.told.emit(problem) if problem else self.second.choose(folder)

    @action(label=mark("Another folder…"))
    def ask_folder(self) -> None:
        """Asks for a folder for copies."""
        folder = ask_folder(self._stack, _("Flash disk for copies"))
        if folder:
            self.choose_stick(folder)

    # What is told quietly

    def tell_restored(self, alarms: Problem, told: Problem) -> None:
        """A spare copy was put in place, as it was asked for: that is quiet news, unless something alarms about it."""
        if alarms.sentences():
            self.told.emit(alarms)
        self.news.tell(lambda: " ".join(told.sentences()))

    def tell_bad_end(self, report: Path) -> None:
        """The former run ended in the middle."""
        self.info_bar.tell(
            lambda: _("Juryapp ended in the middle last time. What was saved is saved. A report lies here: {path}", path=report),
            "warn",
        )

    def offer_file(self, path: Path, open_it: Callable[[Path], None]) -> None:
        """A second start named a file while another event is open."""
        self.info_bar.tell(
            lambda: _("{name} is to be opened; another event is open here.", name=path.name),
            "warn",
            lambda: _("Close this one and open it"),
            lambda: open_it(path),
        )

    # A mistake of ours

    def follow(self, crash: Crash) -> None:
        """Shows what the program hears of its own mistakes."""
        self._crash = crash
        crash.happened.connect(self.show_crash)
        crash.known.connect(self.told)

    def show_crash(self, report: Path | None) -> None:
        """Puts the page that says sorry in front of whatever failed."""
        behind = self._stack.currentWidget()
        if isinstance(behind, CrashPage):
            return
        page = CrashPage(report, locked=isinstance(behind, LockPage))
        candidate = _candidate_of(behind)
        page.go_on.connect(lambda: self._go_on(page, candidate))
        page.leave.connect(self._leave)
        show_in(self._stack, page)

    def show_again(self, page: QWidget, candidate: str) -> None:
        """Opens the candidate that was open."""
        if candidate and isinstance(page, OpensCandidates):
            page.open_candidate(candidate)

    def _go_on(self, page: CrashPage, candidate: str) -> None:
        """Makes the page anew. A seat that was locked, or that nobody used meanwhile, is locked again."""
        locked = page.locked
        if self._crash:
            self._crash.go_on()
        self.rebuild.emit(candidate)
        if locked:
            self.hide_seat(lambda: _("This seat is hidden."))

    def _leave(self) -> None:
        if self._crash:
            self._crash.go_on()
        self.leave_event.emit()


def _candidate_of(page: QWidget | None) -> str:
    """The candidate that a juror's page shows; the page may be broken."""
    page = page.behind if isinstance(page, LockPage) else page
    try:
        return page.candidate if isinstance(page, OpensCandidates) else ""
    except AttributeError:
        return ""


def _shows_a_sign(page: QWidget | None) -> bool:
    """True while a juror calls: the sign shows nothing of the seat, and whoever ends it after a while is asked for the PIN."""
    return isinstance(page, RestsBehindSign) and page.rest_behind_sign()


def _close_what_floats() -> None:
    """Menus and dialogs float above the window: they must not stay in front of the lock."""
    while popup := QApplication.activePopupWidget():
        popup.close()
    modal = QApplication.activeModalWidget()
    if isinstance(modal, QDialog):
        QTimer.singleShot(0, modal.reject)
