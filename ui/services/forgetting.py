"""Forgetting: what a hidden seat holds only in memory, and nobody needs while nobody is here, is dropped.

PINs and passphrases that were typed, what undo would bring back, pictures of documents, a signature that was drawn, what was
copied. A page that shows more of a person than that puts it away itself (`put_away`) and takes it out again (`take_out`).
What was being typed stays: nobody loses work because the seat was hidden. Not here: keys (`Session.hide`).
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ui.page_protocols import PutsAway, TakesOut


def put_away(page: QWidget) -> None:
    """Drops what a page holds only in memory."""
    from ui.juror.canvas import InkCanvas
    from ui.preview import Preview

    forget_copied(page)
    if isinstance(page, PutsAway):
        page.put_away()
    for field in page.findChildren(QLineEdit):
        _forget_typing(field)
    for note in page.findChildren(QPlainTextEdit):
        note.document().clearUndoRedoStacks()
    for canvas in page.findChildren(InkCanvas):
        canvas.clear()
    for preview in page.findChildren(Preview):
        preview.forget()


def take_out(page: QWidget) -> None:
    """Shows again what a page put away."""
    if isinstance(page, TakesOut):
        page.take_out()


def forget_copied(page: QWidget) -> None:
    """What was copied or marked here is on no clipboard any more; what another program copied stays.

    Not every system knows whose it is: what stands in a field of the page is from here.
    """
    clipboard, mode = QGuiApplication.clipboard(), QClipboard.Mode
    for owns, where in (
        (clipboard.ownsClipboard(), mode.Clipboard),
        (clipboard.ownsSelection(), mode.Selection),
        (clipboard.ownsFindBuffer(), mode.FindBuffer),
    ):
        copied = clipboard.text(where)
        if owns or (copied and any(copied in text for text in _typed(page))):
            clipboard.clear(where)


def _typed(page: QWidget) -> Iterator[str]:
    yield from (field.text() for field in page.findChildren(QLineEdit))
    yield from (note.toPlainText() for note in page.findChildren(QPlainTextEdit))


def _forget_typing(field: QLineEdit) -> None:
    """A secret goes, one that is shown too; of anything else what stood there before, which undo would bring back."""
    if field.property("secret") or field.echoMode() is not QLineEdit.EchoMode.Normal:
        field.setText("")
        return
    text, place = field.text(), field.cursorPosition()
    blocked = QSignalBlocker(field)
    field.setText(text)
    field.setCursorPosition(place)
    blocked.unblock()
