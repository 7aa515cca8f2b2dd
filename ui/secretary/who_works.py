"""Who works at a laptop that is prepared: a tick for each juror whose key can go along, and one for the secretary."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.laptop_roster import for_whom, prepared
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.juror import Juror
from juryapp.text import _
from ui.parts.clearing import empty
from ui.parts.labels import Label
from ui.parts.tab_order import made_anew
from ui.parts.tick import Tick
from ui.secretary.replaced_line import ReplacedLine
from ui.session import Session


class WhoWorks(QWidget):
    """The ticks. Not here: where the file goes."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.jurors: dict[str, Tick] = {}
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(2)
        self.desk = Tick("", "text")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(Label(lambda: _("Who works at it?"), "large"))
        rows.addLayout(self._ticks)
        rows.addWidget(ReplacedLine(session))
        rows.addWidget(self.desk)
        session.changed.connect(self._changed)
        self.show_jurors()

    def show_jurors(self) -> None:
        """Shows who can be taken along; what is ticked stays ticked."""
        if not self._session.is_open:
            return
        ticked = self.chosen()
        roster, known = prepared(self._session.opened.file), records.jurors(self._session.opened)
        empty(self._ticks)
        self.jurors = {}
        for juror in records.working_jurors(self._session.opened).values():
            why = self._why_not(juror) or ", ".join(
                _("Laptop of {who}", who=for_whom(one, known)) for one in roster if juror.code in one.jurors
            )
            may = not self._why_not(juror)
            tick = Tick(f"{juror.name} ({juror.code})" + (f" — {why}" if why else ""), "text")
            tick.setEnabled(may)
            tick.setChecked(juror.code in ticked and may)
            self.jurors[juror.code] = tick
            self._ticks.addWidget(tick)
        self.desk.say(_("The secretary: attendance, receiving and decisions are done there too"))
        made_anew(self)

    def _why_not(self, juror: Juror) -> str:
        """Why a juror's key can't go along, or nothing."""
        event = self._session.opened
        if juror.code not in event.trust.jurors:
            return _("not enrolled yet") if juror.counts else ""
        return "" if records.has_key(event, juror.code) else _("the key is not on this laptop")

    def chosen(self) -> list[str]:
        """The jurors who are ticked."""
        return [code for code, tick in self.jurors.items() if tick.isChecked()]

    def begin_anew(self) -> None:
        """It is prepared: nobody is ticked."""
        for tick in (self.desk, *self.jurors.values()):
            tick.setChecked(False)
        self.show_jurors()

    def next_waiting(self) -> Tick:
        """The next one who has no laptop yet, else the first who may have another."""
        have = {code for one in prepared(self._session.opened.file) for code in one.jurors}
        may = {code: tick for code, tick in self.jurors.items() if tick.isEnabled()}
        waiting = [tick for code, tick in may.items() if code not in have]
        return (waiting or [*may.values(), self.desk])[0]

    def _changed(self, changes: Changes, initiator: object) -> None:
        if changes.touch(Subject.JUROR, Subject.CERTIFICATE, Subject.LAPTOP):
            self.show_jurors()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.show_jurors)
        super().changeEvent(event)
