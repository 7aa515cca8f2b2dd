"""What was written for one score, and when: a line each, oldest first. Shown on demand below the score."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.assistants import name_of
from juryapp.board.clocks import written_at
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor, is_assistant
from juryapp.journal.entry import Entry
from juryapp.text import _, clock_time, number, plain_date, seen
from ui.parts.clearing import take_away
from ui.parts.labels import Label


def history_words(event: OpenEvent, entries: Sequence[Entry]) -> list[str]:
    """`19/2/2024 09.12: 78`; where it was written, if not at this laptop."""
    return [_line(event, entry) for entry in entries]


def _line(event: OpenEvent, entry: Entry) -> str:
    at = written_at(event, entry)
    when = f"{plain_date(at.date())} {clock_time(at)}" if at else seen(entry.at)
    words = _value_words(entry)
    if entry.actor == Actor.DESK:
        return _("{when}: {points}, set by the secretary's decision", when=when, points=words)
    if is_assistant(entry.actor):
        name = name_of(event, entry.actor)
        return _("{when}: {points}, typed by the assistant {name}", when=when, points=words, name=name)
    if entry.device != event.device:
        return _("{when}: {points}, at another laptop", when=when, points=words)
    return _("{when}: {points}", when=when, points=words)


def _value_words(entry: Entry) -> str:
    if entry.value is None:
        return _("removed")
    points = entry.value.get("points")
    if points is None:
        return _("can't be assessed: {reason}", reason=entry.value.get("reason", ""))
    return number(Decimal(str(points)))


class History(QWidget):
    """The lines."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(2, 0, 2, 0)
        self._rows.setSpacing(2)
        self.lines: list[Label] = []
        self.setVisible(False)

    def show_entries(self, event: OpenEvent, entries: Sequence[Entry]) -> None:
        """Shows these entries, however few."""
        self.fold()

        def line(place: int) -> str:
            return history_words(event, entries)[place] if entries else _("Nothing was written yet.")

        for place in range(max(1, len(entries))):
            label = Label(partial(line, place), "small", "soft")
            self.lines.append(label)
            self._rows.addWidget(label)
            label.show()
        self.setVisible(True)

    def fold(self) -> None:
        """Takes the lines away."""
        for label in self.lines:
            take_away(self._rows, label)
        self.lines = []
        self.setVisible(False)
