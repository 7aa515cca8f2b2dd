"""The guide on the screen: its pages side by side, one of them shown, and a field that looks through all of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from juryapp import guide
from juryapp.guide import PAGES, GuidePage
from juryapp.text import _, plural
from ui.actions import action, press
from ui.help.guide_text import fill, fit_pictures, heading_at
from ui.look import fonts
from ui.parts.action_button import ActionButton
from ui.parts.announce import announce
from ui.parts.finger_scroll import FingerScroll
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, give_spoken_name, is_enter
from ui.parts.line import Search

_MARGIN = 24
_READABLE = 760
_TITLES = {
    "juror": lambda: _("Jurors"),
    "secretary": lambda: _("Secretary"),
    "headquarters": lambda: _("Headquarters"),
    "trouble": lambda: _("Something goes wrong"),
}


class GuidePane(QWidget):
    """The guide, offline, in the language that is spoken."""

    print_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name, self.place = PAGES[0], PAGES[0]
        """The page that is shown, and the heading to which it was led."""
        self.tabs = {name: Button(say, "tab", "small strong") for name, say in _TITLES.items()}
        self.search = _GuideSearch(self.find_next)
        self.search.textEdited.connect(self._count)
        self.found = Label(role="small", tone="soft")
        self.found.setVisible(False)
        self.browser = QTextBrowser()
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self._follow)
        self.browser.document().setDocumentMargin(_MARGIN)
        give_spoken_name(self.browser, lambda: self.page.title)
        FingerScroll(self.browser)
        self.print_button = ActionButton(self.print_page)
        self.close_button = ActionButton(self.close_guide)
        self.first: QWidget = self.browser
        """Where one begins."""
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("header")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(20, 10, 20, 10)
        rows.setSpacing(8)
        for parts in ((*self.tabs.values(),), (self.search, self.print_button, self.close_button)):
            line = QWidget()
            flow = Flow(line)
            for part in parts:
                flow.addWidget(part)
            grows_down(line)
            rows.addWidget(line)
        rows.addWidget(self.found)
        for name, button in self.tabs.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, chosen=name: self.go(chosen, chosen))
        fonts.limit(self.search, least=240)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.browser, 1)

    @property
    def page(self) -> GuidePage:
        """What is shown."""
        return guide.page_for_windows(self.name)

    def go(self, name: str, place: str) -> None:
        """Shows a page from this place on."""
        changes = name != self.name
        self.name, self.place = name, place
        if changes:
            self._show()
        self._scroll_to_place()

    def find_next(self) -> None:
        """The next place at which the searched words stand, on this page or one of the others."""
        words = self.search.text().strip()
        if not words or self.browser.find(words):
            return
        following = [one for one in self._pages_behind() if _counted(guide.page_for_windows(one), words)]
        if following:
            self.go(following[0], following[0])
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            self.browser.find(words)

    def _pages_behind(self) -> list[str]:
        """The other pages in turn, and this one again at last."""
        at = PAGES.index(self.name) + 1
        return [*PAGES[at:], *PAGES[:at]]

    def _count(self) -> None:
        words = self.search.text().strip()
        count = sum(_counted(guide.page_for_windows(name), words) for name in PAGES) if words else 0
        self.found.say(
            lambda: (
                plural("Found at {count} place; Enter leads there.", "Found at {count} places; Enter leads to the next.", count)
                if count
                else _("Not found in the guide.")
            )
        )
        self.found.setVisible(bool(words))
        announce(self.found, self.found.text() if words else "", urgent=False)

    def _follow(self, link: QUrl) -> None:
        name, _hash, place = link.toString().rpartition("/")[2].partition("#")
        if name.removesuffix(".md") in PAGES:
            self.go(name.removesuffix(".md"), place)

    def _show(self) -> None:
        fill(self.browser.document(), self.page, self._room())
        for name, button in self.tabs.items():
            button.setChecked(name == self.name)
        give_spoken_name(self.browser, lambda: self.page.title)

    def _room(self) -> int:
        return max(200, min(self.browser.viewport().width() - 2 * _MARGIN, fonts.scaled(_READABLE)))

    def _scroll_to_place(self) -> None:
        block = heading_at(self.browser.document(), self.page.title_at(self.place))
        if block:
            cursor = QTextCursor(block)
            self.browser.setTextCursor(cursor)
            layout = self.browser.document().documentLayout()
            self.browser.verticalScrollBar().setValue(round(layout.blockBoundingRect(block).top()) - _MARGIN // 2)

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(_READABLE), fonts.scaled(_READABLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_pictures(self.browser.document(), self._room())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
            self._scroll_to_place()
            self._count()
        super().changeEvent(event)

    @action("Ctrl+P", label=lambda pane: _("Print…"))
    def print_page(self) -> None:
        """Shows the page as it will be on paper."""
        self.print_asked.emit()

    @action("Esc", label=lambda pane: _("Close"))
    def close_guide(self) -> None:
        """Back to the window, which is as it was."""
        self.closed.emit()

    @action("Ctrl+F")
    def look_for(self) -> None:
        """Into the field that looks through the guide."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)


class _GuideSearch(Search):
    """Enter leads to the next place and stays here: Enter once more leads on."""

    def __init__(self, entered: Callable[[], None]) -> None:
        super().__init__(lambda: _("Search the guide"))
        self._entered = entered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if is_enter(event):
            self._entered()


def _counted(page: GuidePage, words: str) -> int:
    """At how many places of a page the words stand, large or small letters alike, as Qt finds them."""
    document = QTextDocument()
    document.setMarkdown(page.markdown)
    return document.toPlainText().casefold().count(words.casefold())
