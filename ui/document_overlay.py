"""Document overlay: a document shown over the page from which it was asked, which is as it was when one comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget
from shiboken6 import isValid

from juryapp.text import _
from ui.disk import Disk
from ui.parts.labels import Say
from ui.parts.stack import show_in, shown_in

if TYPE_CHECKING:
    from ui.document_page import DocumentPage


def show_over(stack: QStackedWidget, disk: Disk, title: Say, name: str, pdf: bytes) -> DocumentPage:
    """Shows it until it is left; then the page below is shown again, with what had the focus there."""
    from ui.document_page import DocumentPage

    page, focused = shown_in(stack), stack.window().focusWidget()
    over = DocumentPage(disk, title, name, pdf, lambda: _("Back"))

    def leave() -> None:
        stack.setCurrentWidget(page)
        stack.removeWidget(over)
        over.deleteLater()
        if focused and isValid(focused):
            focused.setFocus()

    over.back.connect(leave)
    show_in(stack, over)
    over.first.setFocus()
    return over
