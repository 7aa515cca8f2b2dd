"""Requests panel: calls, and signed sheets that should be reopened. The answer takes a reason."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.board.cells import Board
from juryapp.board.monitoring import Monitoring
from juryapp.text import _, clock_time, local, mark, seen
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.labels import Button, Label, give_spoken_name
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.tab_order import made_anew
from ui.session import Session

_SIDE_BY_SIDE = 760


class RequestsPanel(QWidget):
    """One line per call, one card per request; nothing where nobody asks."""

    to_reopen = Signal(object, str)
    """A sheet is to be reopened: (juror, candidate), and the reason that was typed."""
    declined = Signal(object)
    """A request was declined; what to say about it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.calls: list[Label] = []
        self.requests: dict[tuple[str, str], Request] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)

    def show_now(self, now: Monitoring) -> None:
        """Shows what is asked now; a reason that is being typed stays."""
        board = now.board
        for label in self.calls:
            take_away(self._rows, label)
        self.calls = [self._call(board, *call) for call in now.calls if call[0] in board.jurors]
        wanted = {
            pair: reason
            for pair, reason in now.requests.items()
            if pair[0] in board.jurors and pair[1] in board.candidates and _signed(board, pair)
        }
        for pair in [pair for pair, shown in self.requests.items() if wanted.get(pair) != shown.asked]:
            take_away(self._rows, self.requests.pop(pair))
        for pair, reason in wanted.items():
            if pair not in self.requests:
                self.requests[pair] = request = Request(self._session, board, *pair, reason)
                request.to_reopen.connect(self.to_reopen)
                request.declined.connect(self.declined)
                self._rows.addWidget(request)
        made_anew(self)
        self.setVisible(bool(self.calls or self.requests))

    def _call(self, board: Board, juror: str, candidate: str, at: str) -> Label:
        zone = self._session.about.time_zone if self._session.about else "Asia/Jakarta"
        since = local(at, zone)
        who, known = board.jurors[juror], board.candidates.get(candidate)
        where = f"{known.number} {known.name}" if known else candidate
        label = Label(
            lambda: _(
                "{juror} calls the secretary since {time}, at {candidate}.",
                juror=f"{who.name} ({juror})",
                time=clock_time(since) if since else seen(at),
                candidate=where,
            ),
            "strong",
        )
        label.setProperty("notice", "warn")
        self._rows.insertWidget(0, label)
        return label


class Request(Card):
    """A juror asks to reopen one sheet: why, and the buttons that do it or decline it. Either takes a reason.

    Reopening asks the desk's PIN as well: that is done on the page of reopening, where the reason stands already.
    """

    to_reopen = Signal(object, str)
    declined = Signal(object)

    def __init__(self, session: Session, board: Board, juror: str, candidate: str, reason: str) -> None:
        super().__init__(14, 8)
        self._session = session
        self._pair = (juror, candidate)
        self.asked = reason
        who, known = board.jurors[juror].name, board.candidates[candidate]
        self.words = Label(
            lambda: _(
                "{juror} asks to reopen the sheet for {candidate}: {reason}",
                juror=f"{who} ({juror})",
                candidate=f"{candidate} {known.name}",
                reason=reason,
            ),
            "strong",
        )
        self.reason = TextLine(lambda: _("Why is it reopened? It is printed on the next revision."))
        self.reason.setText(reason)
        self.reason.setCursorPosition(0)
        self.reopen = Button(lambda: _("Reopen the sheet"))
        give_spoken_name(self.reopen, lambda: _("Reopen the sheet of {juror} for {number}", juror=juror, number=candidate))
        self.reopen.clicked.connect(self._reopen)
        self.may_decline = Button(lambda: _("Decline…"))
        self.may_decline.clicked.connect(lambda: self._show_declining(declines=True))
        self.why_not = TextLine(lambda: _("Why is it declined? The juror reads it; the sheet stays signed."))
        self.why_not.escaped.connect(lambda: self._show_declining(declines=False))
        self.decline = Button(lambda: _("Decline the request"))
        give_spoken_name(self.decline, lambda: _("Decline the request of {juror} for {number}", juror=juror, number=candidate))
        self.decline.clicked.connect(self._decline)
        self.keep = Button(lambda: _("Don't decline"))
        self.keep.clicked.connect(lambda: self._show_declining(declines=False))
        self.wrong = Message(tone="bad")
        self.wrong.until(self.why_not.typed)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addWidget(self.reason, 1)
        self._line.addWidget(self.why_not, 1)
        for button in (self.reopen, self.may_decline, self.decline, self.keep):
            self._line.addWidget(button)
        self.rows.addWidget(self.words)
        self.rows.addLayout(self._line)
        self.rows.addWidget(self.wrong)
        for part in self._declining():
            part.setVisible(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons stand below the reason."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def _declining(self) -> tuple[QWidget, ...]:
        return self.why_not, self.decline, self.keep

    def _show_declining(self, *, declines: bool) -> None:
        for part in self._declining():
            part.setVisible(declines)
        for part in (self.reason, self.reopen, self.may_decline):
            part.setVisible(not declines)
        self.wrong.setVisible(False)
        (self.why_not if declines else self.may_decline).setFocus()

    def _reopen(self) -> None:
        self.to_reopen.emit(self._pair, self.reason.text())

    def _decline(self) -> None:
        desk, reason, (juror, candidate) = self._session.secretary, self.why_not.text(), self._pair
        assert desk
        problem = self._session.write(f"decline/{juror}/{candidate}", lambda: desk.decline(juror, candidate, reason), self)
        self.wrong.tell_problem(problem)
        if problem:
            self.why_not.setFocus()
            return
        sentence = mark("The request of {juror} for {candidate} is declined; the sheet stays signed.")
        self.declined.emit(lambda: _(sentence, juror=juror, candidate=candidate))


def _signed(board: Board, pair: tuple[str, str]) -> bool:
    record = board.records.get(pair)
    return record is not None and record.signed
