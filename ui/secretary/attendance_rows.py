"""Rows of the attendance page: who is expected when, how it came in shape and word, and one press that says it is there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from juryapp.board.attendance_words import came_words, signed_early_words
from juryapp.documents.words import attendance
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.slot import Slot
from juryapp.text import _, clock_time, plain_date
from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.parts.labels import Button, fixed, give_spoken_name
from ui.parts.seat import SeatButton

_SHAPES = {
    Attendance.EXPECTED: ("dashed", "soft"),
    Attendance.POSTPONED: ("barred", "warn"),
    Attendance.PRESENT: ("check", "good"),
    Attendance.REPRESENTED: ("half", "good"),
    Attendance.ONLINE: ("full", "accent"),
    Attendance.ABSENT: ("cross", "bad"),
}
_WITHDRAWN = ("cross", "warn")
_HEARD = ("bang", "warn")
"""Interviewed, and its attendance is still to be recorded."""
_SIDE, _GAP = 16, 8


class CandidateSeat(SeatButton):
    """The candidate's name as a large key, its state's shape at the end, where else a check mark says who is chosen."""

    marks_chosen = False

    def __init__(self, row: AttendanceRow, candidate: Candidate) -> None:
        self._row = row
        super().__init__(fixed(candidate.name), row.words, candidate.number)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = fonts.scaled(_SIDE)
        painter = QPainter(self)
        shape, tone = self._row.shape
        paint_mark(painter, QRectF(self.width() - side - 14, (self.height() - side) / 2, side, side), shape, colour(tone))
        painter.end()


class AttendanceRow(QWidget):
    """One candidate: its name opens every answer, the button beside it says that it is there."""

    present = Signal(str)
    """It is there."""
    chosen = Signal(str)
    """Every answer is to be shown."""

    def __init__(self, candidate: Candidate, slot: Slot | None) -> None:
        super().__init__()
        self._candidate, self._slot = candidate, slot
        self._waits, self._is_heard = "", False
        self._signed_early: tuple[str, ...] = ()
        self.seat = CandidateSeat(self, candidate)
        self.seat.clicked.connect(self._choose)
        self.button = Button(lambda: attendance(Attendance.PRESENT.value), "pick")
        self.button.setCheckable(True)
        give_spoken_name(self.button, partial(_present_words, candidate))
        self.button.clicked.connect(self._say_present)
        self.more = Button(lambda: "…")
        give_spoken_name(self.more, lambda: _("Other answers for {candidate}", candidate=candidate.number))
        self.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # the name does the same
        self.more.clicked.connect(self._choose)
        self._keys = QWidget()
        keys = QHBoxLayout(self._keys)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        for line in (keys, self._line):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(_GAP)
        for part in (self.button, self.more):
            keys.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.seat, 1)
        self._line.addWidget(self._keys, 0, Qt.AlignmentFlag.AlignRight)
        self._follow()

    def minimumSizeHint(self) -> QSize:
        """Less than both side by side: where it is narrower than that, they stand one below the other."""
        least = super().minimumSizeHint()
        return QSize(max(self.seat.minimumSizeHint().width(), self._keys.minimumSizeHint().width()), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        needed = self.seat.minimumSizeHint().width() + _GAP + self._keys.sizeHint().width()
        wide = self.width() >= needed
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        if event.size().width() != event.oldSize().width():
            self.seat.setMinimumHeight(0)
        super().resizeEvent(event)

    @property
    def shape(self) -> tuple[str, str]:
        """The mark of its state and the name of its colour."""
        if self._candidate.withdrawn is not None:
            return _WITHDRAWN
        was_missed = self._is_heard and self._candidate.attendance is Attendance.EXPECTED
        return _HEARD if was_missed else _SHAPES[self._candidate.attendance]

    @property
    def name(self) -> str:
        """Whose row it is."""
        return self._candidate.name

    def show_candidate(
        self,
        candidate: Candidate,
        slot: Slot | None,
        waits: str = "",
        signed_early: Sequence[str] = (),
        *,
        is_heard: bool = False,
    ) -> None:
        """Shows what is recorded by now, what is chosen and `waits` to be recorded, who signed before its hour, and whether it
        was interviewed as signed sheets show."""
        shown = candidate, slot, waits, tuple(signed_early), is_heard
        if shown != (self._candidate, self._slot, self._waits, self._signed_early, self._is_heard):
            self._candidate, self._slot, self._waits, self._signed_early, self._is_heard = shown
            self.seat.setMinimumHeight(self.seat.height() if self.isVisible() else 0)  # rows below stay where they are pointed at
            self._follow()
            self.seat.again()

    def words(self) -> str:
        """How it came, who presents, when it is expected."""
        slot, candidate = self._slot, self._candidate
        hour = f"{plain_date(slot.day)} {clock_time(slot.start)}" if slot else ""
        state = came_words(candidate, is_over=self._is_heard)
        waits = _("chosen, not recorded yet: {state}", state=self._waits) if self._waits else ""
        early = signed_early_words(self._signed_early)
        return " · ".join(part for part in (state, candidate.presenter, hour, early, waits) if part)

    def _follow(self) -> None:
        self.button.setChecked(self._candidate.attendance is Attendance.PRESENT)
        self.button.setEnabled(self._candidate.withdrawn is None)

    def _say_present(self) -> None:
        self._follow()  # what is recorded is shown, not what was pressed
        self.present.emit(self._candidate.number)

    def _choose(self) -> None:
        self.chosen.emit(self._candidate.number)


def _present_words(candidate: Candidate) -> str:
    return _("{candidate} is present", candidate=f"{candidate.number} {candidate.name}")
