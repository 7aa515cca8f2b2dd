"""The plenary's meeting: which day and place recapitulation and minutes name, and the fields in which the desk states others."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.meeting import NamedMeeting, named_meeting
from juryapp.desk.meeting import state_meeting, take_back_meeting
from juryapp.errors import FileProblem, Refused
from juryapp.text import _, plain_date
from juryapp.workbook.times import day_of
from ui.parts.flow import grows_down, row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message, bring_into_view
from ui.session import Session
from ui.unsaved_writes import Write


class MeetingCard(QWidget):
    """What the papers say, and a button that opens the fields."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._named: NamedMeeting | None = None
        self.words = Label(lambda: self._named.words if self._named else "", tone="soft")
        self.change = Button(lambda: _("The plenary's day and place…"), role="text")
        self.day = TextLine(lambda: _("On which day did it meet? For example 29/11/2026"))
        self.place = TextLine(lambda: _("Where? Empty: the event's venue and city"))
        self.button = Button(lambda: _("State this"))
        self.take_back = Button(lambda: _("Take back what was stated"), role="text")
        self.wrong = Message("bad")
        self.wrong.until(self.day.typed, self.place.typed)
        self._lay_out()
        self.change.clicked.connect(self._open)
        self.day.entered.connect(self.place.setFocus)
        self.place.entered.connect(self.button.setFocus)
        self.button.clicked.connect(self._state)
        self.take_back.clicked.connect(self._take_back)
        for line in (self.day, self.place):
            line.escaped.connect(self._close)
        self.refresh()

    def _lay_out(self) -> None:
        self.fields = QWidget()
        inner = QVBoxLayout(self.fields)
        inner.setContentsMargins(0, 0, 0, 0)
        for label, line in (
            (Label(lambda: _("The day of the plenary"), "strong"), self.day),
            (Label(lambda: _("The place of the plenary"), "strong"), self.place),
        ):
            label.setBuddy(line)
            inner.addWidget(label)
            inner.addWidget(line)
        inner.addWidget(self.wrong)
        inner.addWidget(row_of(self.button, self.take_back))
        grows_down(self.fields)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for part in (self.words, row_of(self.change), self.fields):
            rows.addWidget(part)
        self.fields.setVisible(False)
        grows_down(self)

    def refresh(self) -> None:
        """Reads what papers say now."""
        if self._session.is_open:
            self._named = named_meeting(self._session.opened)
            self.words.again()

    def _open(self) -> None:
        if not self.fields.isHidden():
            self._close()
            return
        named = self._named
        self.day.show_stored(plain_date(named.meeting.day) if named and named.meeting else "")
        self.place.show_stored(named.place if named else "")
        self.take_back.setVisible(bool(named and named.stated))
        self.wrong.setVisible(False)
        self.fields.setVisible(True)
        self.day.setFocus()
        bring_into_view(self.fields)

    def _close(self) -> None:
        self.change.setFocus()
        self.fields.setVisible(False)

    def _state(self) -> None:
        desk, day, place = self._session.secretary, day_of(self.day.text()), self.place.text()
        assert desk
        if day is None:
            self._refuse(str(Refused("“{text}” is not a day; write it like 29/11/2026.", text=self.day.text())))
            self.day.type_anew()
            return
        usual = self._named.place if self._named and not self._named.stated else None
        self._write(lambda: state_meeting(desk, day, "" if place.strip() == usual else place))

    def _take_back(self) -> None:
        desk = self._session.secretary
        assert desk
        self._write(lambda: take_back_meeting(desk))

    def _write(self, act: Write) -> None:
        problem = self._session.write("meeting", act, self)
        if problem is None:
            self.refresh()
            self._close()
        elif isinstance(problem, FileProblem):
            self._refuse(_("NOT SAVED yet; it is kept here and tried again."))
        else:
            self._refuse(str(problem))

    def _refuse(self, sentence: str) -> None:
        self.wrong.tell(lambda: sentence)
        self.day.setFocus()
        bring_into_view(self.wrong)
