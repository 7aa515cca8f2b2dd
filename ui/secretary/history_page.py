"""History: who wrote what, when, on which laptop and in place of what; by person, candidate and laptop. Reads only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.board.history import Wanted
from juryapp.board.laptop_names import laptop_names
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor
from juryapp.text import _, plural
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.pick import Pick
from ui.parts.scroll_page import ScrollPage
from ui.secretary.history_list import HistoryList, HistoryModel
from ui.session import Session


class HistoryPage(ScrollPage):
    """Three filters, and the list below them."""

    back = Signal()

    def __init__(self, session: Session, wanted: Wanted | None = None) -> None:
        super().__init__()
        self._session = session
        self.person = Pick(lambda: _("Person"))
        self.candidate = Pick(lambda: _("Candidate"))
        self.laptop = Pick(lambda: _("Laptop"))
        self.model = HistoryModel(self._event)
        self.list = HistoryList(self.model)
        self.state = Label(self._state_words, tone="soft")
        self.then = Label(self._then_words)
        """Of one juror's sheet of one candidate: how it stood after the act on which one is."""
        self.news = Button(lambda: _("Show what was written meanwhile"))
        self.back_button = Button(lambda: _("Back"))
        self.first: QWidget = self.person.field
        """Where one begins."""
        for pick in (self.person, self.candidate, self.laptop):
            pick.picked.connect(self.show_wanted)
        self.model.looked.connect(self.state.again)
        self.list.selectionModel().currentChanged.connect(self._say_then)
        self.news.clicked.connect(self._show_news)
        self.back_button.clicked.connect(self.back)
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("History"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        filters, buttons = row_of(self.person, self.candidate, self.laptop), row_of(self.news, self.back_button)
        for part in (filters, self.state, self.then, buttons):
            rows.addWidget(part)
        rows.addWidget(self.list, 1)
        self.news.setVisible(False)
        session.changed.connect(self._changed)
        self._offer(wanted or Wanted())
        self.show_wanted()

    def _event(self) -> OpenEvent | None:
        return self._session.opened if self._session.is_open else None

    @property
    def wanted(self) -> Wanted:
        """What is picked."""
        return Wanted(self.person.code, self.candidate.code, self.laptop.code)

    def show_wanted(self) -> None:
        """Shows what is picked, from the newest on."""
        self.news.setVisible(False)
        self.model.ask(self.wanted)
        self.state.again()
        self._say_then()

    def _show_news(self) -> None:
        self.show_wanted()
        self.list.setFocus()

    def _offer(self, wanted: Wanted) -> None:
        event = self._event()
        if event is None:
            return
        jurors, candidates = records.jurors(event), records.candidates(event)
        people = [("", _("Everyone")), *((code, f"{one.name} ({code})") for code, one in jurors.items())]
        people += [(Actor.DESK.value, _("The secretary")), (Actor.HEADQUARTERS.value, _("Headquarters"))]
        self.person.offer(people, wanted.person)
        every = [("", _("All candidates")), *((number, f"{number} {one.name}") for number, one in candidates.items())]
        self.candidate.offer(every, wanted.candidate)
        laptops = [("", _("All laptops")), *laptop_names(event.file).items()]
        self.laptop.offer(laptops, wanted.laptop)

    def _state_words(self) -> str:
        count = self.model.rowCount()
        if self.model.is_looking and not count:
            return _("Looking…")
        if not count:
            return _("Nothing was written about this.")
        if self.model.has_more:
            return plural("The {count} newest; scroll for older ones.", "The {count} newest; scroll for older ones.", count)
        return plural("{count} entry, all that was written.", "{count} entries, all that was written.", count)

    def _say_then(self) -> None:
        self.then.again()
        self.then.setVisible(self._is_of_a_sheet())

    def _is_of_a_sheet(self) -> bool:
        event = self._event()
        return event is not None and bool(self.candidate.code) and self.person.code in records.jurors(event)

    def _then_words(self) -> str:
        event = self._event()
        if event is None or not self._is_of_a_sheet():
            return ""
        row = self.list.currentIndex().row()
        if row < 0:
            return _("Go to a line with the arrow keys or the mouse: here stands how the sheet stood after it.")
        told, at = self.model.then(row, self.person.code, self.candidate.code)
        return _("The sheet after this act ({when}): {what}.", when=at, what="; ".join(told) or _("nothing yet"))

    def _changed(self, changes: Changes, initiator: object) -> None:
        """Nothing moves under anybody's eyes: what is new is shown when it is asked for."""
        self.news.setVisible(True)

    def _say_again(self) -> None:
        self._offer(self.wanted)
        self.model.again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._say_again)
        super().changeEvent(event)


def _what_it_is() -> str:
    return _(
        "Who wrote what, when by that laptop's clock, and what stood there before. Jurors' private notes are not shown, nor what "
        "laptops record by themselves."
    )
