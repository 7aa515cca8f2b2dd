"""A line of text that is stored when its edit is finished, never on loading; Enter and Esc are told apart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from juryapp.text import _
from ui.look import fonts
from ui.parts.labels import Say, give_spoken_description, give_spoken_name, is_enter
from ui.parts.pending_look import pending_words, underline


class Search(QLineEdit):
    """A field in which numbers and names are looked for, or what its `hint` says; nothing of it is stored."""

    def __init__(self, hint: Say = lambda: _("Find a number or name")) -> None:
        super().__init__()
        self._hint = hint
        fonts.give(self, "text")
        give_spoken_name(self, hint)
        give_spoken_description(self)
        self._speak()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()  # all are listed again; where the focus goes is the page's
            event.ignore()
            return
        super().keyPressEvent(event)
        if is_enter(event):
            event.accept()  # it has found what it could: the page it opened isn't to take the same key

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.setPlaceholderText(self._hint())


class TextLine(QLineEdit):
    """One line; `hint` stands in it while it is empty and names it."""

    finished = Signal()
    """An edit ended and says something else than what is stored."""
    typed = Signal()
    """A person changed the text."""
    entered = Signal()
    escaped = Signal()
    left_forwards = Signal()
    """Tab was pressed, where something else than the next field of the window comes then (`leads_elsewhere`)."""

    def __init__(self, hint: Say) -> None:
        super().__init__()
        self._hint = hint
        self.leads_elsewhere = False
        self._stored = ""
        self._shows = False
        self._has_ended = False
        """The focus is about to go, and the edit was ended before."""
        self.textChanged.connect(self._changed)
        self.setMaxLength(2_000)
        fonts.give(self, "text")
        self._speak()
        self._tell_pending()
        self.editingFinished.connect(self._ended)

    @property
    def hint(self) -> Say:
        """What it asks for."""
        return self._hint

    def call(self, hint: Say) -> None:
        """It asks for something else from now on."""
        self._hint = hint
        self._speak()

    def again(self) -> None:
        """Its hint says something else by now."""
        self._speak()

    def type_anew(self) -> None:
        """What stands in it was refused, and is short: the focus is there, and the next key replaces it."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: FBT001  # Qt's
        """The edit ends before the focus goes on: what appears because of it is met on the way."""
        self._ended()
        self._has_ended = True
        if next_ and self.leads_elsewhere:
            self.left_forwards.emit()
            moved = True
        else:
            moved = super().focusNextPrevChild(next_)
        self._has_ended = False
        return moved

    @property
    def pending(self) -> bool:
        """True while what is typed isn't what is stored."""
        return self.text().strip() != self._stored

    def show_stored(self, stored: str, held: str | None = None) -> None:
        """Shows what is stored, or the text that is held in place of it."""
        self._stored = stored
        text = stored if held is None else held
        if self.text() != text:
            self._shows = True
            self.setText(text)
            self.setCursorPosition(0)
            self._shows = False
        self._tell_pending()
        self.update()

    def _tell_pending(self) -> None:
        give_spoken_description(self, lambda: pending_words(pending=self.pending))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.pending:
            underline(self)

    def _changed(self) -> None:
        self._tell_pending()
        if not self._shows:
            self.typed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_enter(event):
            event.ignore()
        elif is_enter(event):
            self._ended()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.pending:
            event.ignore()  # nothing is typed here: it is meant for the last act
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _ended(self) -> None:
        if self.pending and not self.isReadOnly() and not self._has_ended:
            self.finished.emit()

    def _speak(self) -> None:
        self.setPlaceholderText(self._hint())
        give_spoken_name(self, self._hint)
