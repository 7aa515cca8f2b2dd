"""Lines of the day: an interview or a juror a line, with the state in shape and word. They are made once and shown anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.look import fonts
from ui.parts.labels import Label, fixed, rule
from ui.parts.marked import Marked


@dataclass(frozen=True)
class DayLine:
    """What a line of the day says."""

    lead: str
    """The hour, or a juror's code."""
    name: str
    more: str
    """What is known besides, smaller."""
    mark: str
    tone: str
    state: str
    """In a word or two, beside the mark."""


class DayRow(QWidget):
    """One line of the day."""

    def __init__(self) -> None:
        super().__init__()
        self._lead = Label(role="strong", wrap=False)
        self._name = Label(role="strong")
        self._more = Label(role="small", tone="soft")
        self._state = Marked()
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._name)
        names.addWidget(self._more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(14)
        row.addWidget(self._lead)
        row.addLayout(names, 1)
        row.addWidget(self._state)
        self._shown: DayLine | None = None

    def show_line(self, line: DayLine) -> None:
        """Shows another line."""
        if line == self._shown:
            return
        self._shown = line
        fonts.limit(self._lead, least=52)
        self._lead.say(fixed(line.lead))
        self._name.say(fixed(line.name))
        self._more.say(fixed(line.more))
        self._more.setVisible(bool(line.more))
        self._state.show_state(line.mark, line.tone, fixed(line.state))


class DayList(QWidget):
    """The lines below one another; those that were made are used again."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[DayLine, ...] = ()
        """What is shown."""
        self._rows: list[tuple[QWidget, DayRow]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[DayLine]) -> None:
        """Shows these."""
        self.lines = tuple(lines)
        while len(self._rows) < len(lines):
            line, row = rule(), DayRow()
            self._rows.append((line, row))
            self._column.addWidget(line)
            self._column.addWidget(row)
        for place, (above, made) in enumerate(self._rows):
            above.setVisible(0 < place < len(lines))
            made.setVisible(place < len(lines))
            if place < len(lines):
                made.show_line(lines[place])
