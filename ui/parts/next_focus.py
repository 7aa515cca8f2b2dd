"""Where the focus goes on a page when what had it is gone: to what comes next there, never to the header."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.page_protocols import HasBeginning


def focus_next(page: QWidget, after: QWidget | None = None) -> bool:
    """Puts the focus on the next thing of a page, in the order of Tab after this one, else where one begins there.

    False where nothing on the page can have it.
    """
    found = (_following(page, after) if after is not None and isValid(after) else None) or beginning(page)
    if found is None:
        return False
    found.setFocus(Qt.FocusReason.OtherFocusReason)
    return True


def beginning(page: QWidget) -> QWidget | None:
    """Where one begins on a page: where it says so, else the first that Tab reaches."""
    if isinstance(page, HasBeginning) and can_have_focus(page.first):
        return page.first
    return _first_within(page)


def can_have_focus(widget: QWidget) -> bool:
    """True if Tab could bring the focus there now."""
    return isValid(widget) and widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _following(page: QWidget, after: QWidget) -> QWidget | None:
    """What comes after it on the page, before the order begins anew."""
    inside, widget = page.isAncestorOf(after), after.nextInFocusChain()
    while inside and widget is not None and widget is not after and page.isAncestorOf(widget):
        if can_have_focus(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def _first_within(page: QWidget) -> QWidget | None:
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        if page.isAncestorOf(widget) and can_have_focus(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None
