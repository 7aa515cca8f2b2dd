"""What is needed seldom, at the foot of the first page: completeness, history, doubles, erasing a note, the root key, paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.text import _
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button
from ui.secretary.completeness_page import CompletenessPage
from ui.secretary.destroy_page import DestroyPage
from ui.secretary.doubles_page import DoublesPage
from ui.secretary.erase_page import ErasePage
from ui.secretary.from_paper_page import FromPaperPage
from ui.secretary.history_page import HistoryPage
from ui.secretary.root_page import RootPage
from ui.session import Session


class MorePlaces(QWidget):
    """A button for each; its page is made when it is pressed."""

    to_page = Signal(object)
    """A page is to be shown over this one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.completeness = Button(lambda: _("Completeness…"))
        self.history = Button(lambda: _("History…"))
        self.doubles = Button(lambda: _("Candidates entered twice…"))
        self.erase = Button(lambda: _("Erase a note…"))
        self.destroying = Button(lambda: _("Destroy this event…"))
        self.root = Button(lambda: _("Headquarters' key…"))
        self.root.clicked.connect(self._show_root)
        self.from_paper = Button(lambda: _("Signed sheets from paper…"))
        self.completeness.clicked.connect(self._show_completeness)
        self.history.clicked.connect(self._show_history)
        self.doubles.clicked.connect(self._show_doubles)
        self.erase.clicked.connect(self._show_erasing)
        self.destroying.clicked.connect(self._show_destroying)
        self.from_paper.clicked.connect(self._show_from_paper)
        row = Flow(self)
        grows_down(self)
        for button in (self.completeness, self.history, self.doubles, self.erase, self.from_paper, self.root, self.destroying):
            row.addWidget(button)

    def _show_completeness(self) -> None:
        page = CompletenessPage(self._session)
        page.to_page.connect(self.to_page)
        self.to_page.emit(page)

    def _show_history(self) -> None:
        self.to_page.emit(HistoryPage(self._session))

    def _show_doubles(self) -> None:
        self.to_page.emit(DoublesPage(self._session))

    def _show_erasing(self) -> None:
        self.to_page.emit(ErasePage(self._session))

    def _show_destroying(self) -> None:
        self.to_page.emit(DestroyPage(self._session))

    def _show_root(self) -> None:
        self.to_page.emit(RootPage(self._session))

    def _show_from_paper(self) -> None:
        page = FromPaperPage(self._session)
        page.to_page.connect(self.to_page)
        self.to_page.emit(page)
