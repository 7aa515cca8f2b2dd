"""Clearing: parts are taken out of a layout. They are hidden at once and gone when Qt comes to it."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout, *kept: QWidget) -> None:
    """Takes everything out of a layout; the `kept` parts live on, to be put in again."""
    while item := layout.takeAt(0):
        part = item.widget()
        if part is not None and part not in kept:
            part.hide()
            part.deleteLater()


def take_away(layout: QLayout, part: QWidget) -> None:
    """Takes one part out of a layout."""
    layout.removeWidget(part)
    part.hide()
    part.deleteLater()
