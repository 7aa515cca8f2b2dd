"""Tab order: Tab stops where a reader comes to it, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.parts.reading_order import read_as_laid_out
from ui.parts.same_place import give_focus_back, show_now


def tab_as_read(widget: QWidget) -> None:
    """Has Tab go through what is in it in the order of its layout. To be called where parts were added or made anew."""
    read_as_laid_out(widget)
    for one, following in pairwise(_stops(widget)):
        QWidget.setTabOrder(one, following)


def made_anew(part: QWidget) -> None:
    """Something in a part of a page was made anew: it is read, and Tab comes to it, where it stands, not after all the rest.

    Did something have the focus there, what stands in its place has it now.
    """
    show_now(part)
    read_as_laid_out(part)
    page = part
    while (parent := page.parentWidget()) is not None and not isinstance(parent, QStackedWidget):
        page = parent
    if parent is not None:
        for one, following in pairwise(_stops(page)):
            QWidget.setTabOrder(one, following)
    give_focus_back(part)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for part in widget.children():
        if isinstance(part, QWidget) and not part.isWindow():
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield part
            yield from _stops(part)
