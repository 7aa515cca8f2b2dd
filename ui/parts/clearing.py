"""Clearing: parts are taken out of a layout. They are hidden at once and gone when Qt comes to it.

Where one of them had the focus, the focus rests on what they stood in, where a key does nothing, until others are in their
place: then it goes to the one that stands for it (`ui/parts/same_place.py`). Qt alone would hand it to whatever comes next in
the window, the header at the end.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget

from ui.parts.same_place import hold_focus


def empty(layout: QLayout, *kept: QWidget) -> None:
    """Takes everything out of a layout; the `kept` parts live on, to be put in again."""
    taken = []
    while item := layout.takeAt(0):
        part = item.widget()
        if part is not None and part not in kept:
            taken.append(part)
    put_away(layout.parentWidget(), *taken)


def take_away(layout: QLayout, part: QWidget) -> None:
    """Takes one part out of a layout."""
    layout.removeWidget(part)
    put_away(layout.parentWidget(), part)


def put_away(around: QWidget | None, *parts: QWidget) -> None:
    """These parts of what is `around` them are gone; they are in no layout any more."""
    if around is not None:
        hold_focus(around, parts)
    for part in parts:
        part.hide()
        part.deleteLater()
