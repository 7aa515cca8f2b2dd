"""The list of a cell that takes one of a few words: Enter and Tab take what is chosen there and go on, as in any other cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit


def step_of(event: QKeyEvent) -> tuple[int, int] | None:
    """Where a key leads that stores what was typed: rows down, columns to the right; None for any other key."""
    if event.key() == Qt.Key.Key_Tab and not event.modifiers():
        return 0, 1
    if event.key() == Qt.Key.Key_Backtab:
        return 0, -1
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
        return 1, 0
    return None


class ChoiceList(QCompleter):
    """The words below a cell's editor. While they are seen, Qt gives them every key before the editor has it."""

    stepped = Signal(int, int)
    """(rows down, columns to the right): the cell holds the choice, and one goes on."""

    def __init__(self, choices: list[str], editor: QLineEdit) -> None:
        super().__init__(choices, editor)
        self._choices, self._editor = choices, editor
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        editor.setCompleter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and isinstance(watched, QAbstractItemView)
            and (step := step_of(event))
        ):
            self._take(watched)
            self.stepped.emit(*step)
            return True
        return super().eventFilter(watched, event)

    def _take(self, words: QAbstractItemView) -> None:
        """The editor says what is chosen: the word typed whole, else the one at which the list stands; nothing stays nothing."""
        text, index = self._editor.text().strip(), words.currentIndex()
        whole = next((word for word in self._choices if word.casefold() == text.casefold()), "")
        words.hide()
        if text and (whole or index.isValid()):
            self._editor.setText(whole or str(index.data()))
