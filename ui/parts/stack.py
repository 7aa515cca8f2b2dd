"""The page of a stack that is shown, where there is always one."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget


def shown_in(stack: QStackedWidget) -> QWidget:
    """The page that is shown; a stack without pages is a mistake of ours."""
    page = stack.currentWidget()
    assert page is not None, "the stack is empty"
    return page
