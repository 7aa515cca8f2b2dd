"""Announcing: what a screen reader says at once, though nothing with the focus changed: an error, a warning, an outcome.

PySide6 makes a class when its name is first asked for, and QAccessible is a large one: it is asked for here when something is
said, so that the first window doesn't wait for it.
"""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, urgent: bool = True) -> None:
    """Has the words spoken; urgent ones interrupt what is being read."""
    if not words:
        return
    event = QtGui.QAccessibleAnnouncementEvent(widget, words)
    politeness = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QtGui.QAccessible.updateAccessibility(event)
