"""The text of a note: leaving it ends an edit, Tab leaves it, and nothing that is put into it lands within a word."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from ui.actions import press
from ui.look import fonts
from ui.parts.finger_scroll import FingerScroll
from ui.parts.labels import give_spoken_description, is_enter
from ui.parts.pending_look import pending_words, underline


class NoteField(QPlainTextEdit):
    """Where a note is written."""

    left = Signal()
    typed = Signal()
    """A person changed the text, by keys, a ready phrase or the clipboard."""

    def __init__(self, owner: object) -> None:
        """`owner`: whose actions come before what is typed."""
        super().__init__()
        self._owner = owner
        self.setObjectName("note")
        self.setTabChangesFocus(True)
        self.setMinimumHeight(120)
        fonts.give(self, "text")
        self._shows = self._pending = False
        FingerScroll(self)
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        """Shows what is held or stored."""
        if self.toPlainText() != text:
            self._shows = True
            self.setPlainText(text)
            self._shows = False
            self.moveCursor(QTextCursor.MoveOperation.End)  # one writes on where the note ends

    def put_cursor(self, position: int) -> None:
        """Puts the cursor behind so many letters, or at the end."""
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
        self.setTextCursor(cursor)

    def mark_pending(self, *, pending: bool) -> None:
        """What is typed isn't stored yet, or is by now."""
        self._pending = pending
        give_spoken_description(self, lambda: pending_words(pending=pending))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._pending:
            underline(self.viewport())

    def _changed(self) -> None:
        if not self._shows:
            self.typed.emit()

    @property
    def line(self) -> str:
        """The line in which the cursor is."""
        return self.textCursor().block().text()

    def put_line(self, text: str) -> None:
        """Puts text at the beginning of a line of its own, below the line that is being written."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        before = "\n" if cursor.block().text().strip() else ""
        self._put(cursor, before + text)

    def put_words(self, text: str) -> None:
        """Puts words behind the word that is being written, with spaces around them."""
        cursor = self.textCursor()
        line = cursor.block().text()
        place = cursor.positionInBlock()
        while place < len(line) and not line[place].isspace():
            place += 1
        cursor.setPosition(cursor.block().position() + place)
        before = " " if place and not line[place - 1].isspace() else ""
        self._put(cursor, f"{before}{text}" + ("" if line[place:].startswith(" ") else " "))

    def _put(self, cursor: QTextCursor, text: str) -> None:
        if self.isReadOnly():
            return
        cursor.insertText(text)
        self.setTextCursor(cursor)
        self.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Text is never dragged: what is selected stays where it is, and a press on it begins another selection."""
        pressed = self.cursorForPosition(event.position().toPoint())
        selected = self.textCursor()
        if selected.hasSelection() and selected.selectionStart() <= pressed.position() <= selected.selectionEnd():
            self.setTextCursor(pressed)
        super().mousePressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if press(self._owner, event):
            return
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            event.ignore()  # nothing is typed here: it is meant for the last act
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_enter(event):
            event.ignore()  # with Ctrl it belongs to the page, and is no line
        else:
            super().keyPressEvent(event)
