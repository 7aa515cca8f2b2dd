"""The page of a stack that is shown, where there is always one; and how another comes to be shown."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.parts.reading_order import read_as_laid_out


def shown_in(stack: QStackedWidget) -> QWidget:
    """The page that is shown; a stack without pages is a mistake of ours."""
    page = stack.currentWidget()
    assert page is not None, "the stack is empty"
    return page


def show_in(stack: QStackedWidget, page: QWidget) -> None:
    """Adds a page, which is read as it is laid out, and shows it."""
    read_as_laid_out(page)
    stack.addWidget(page)
    stack.setCurrentWidget(page)
