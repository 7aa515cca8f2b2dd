"""Tab order: Tab stops where a reader comes to it, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.parts.reading_order import read_as_laid_out


def tab_as_read(widget: QWidget) -> None:
    """Has Tab go through what is in it in the order of its layout. To be called where parts were added or made anew."""
    read_as_laid_out(widget)
    for one, following in pairwise(_stops(widget)):
        QWidget.setTabOrder(one, following)


def made_anew(part: QWidget) -> None:
    """Something in a part of a page was made anew: it is read, and Tab comes to it, where it stands, not after all the rest."""
    _show_now(part)
    read_as_laid_out(part)
    page = part
    while (parent := page.parentWidget()) is not None and not isinstance(parent, QStackedWidget):
        page = parent
    if parent is not None:
        for one, following in pairwise(_stops(page)):
            QWidget.setTabOrder(one, following)


def _show_now(part: QWidget) -> None:
    """A layout shows what was put into it with a later turn of events; till then no focus can go there."""
    for child in part.findChildren(QWidget):
        if child.isHidden() and not child.isWindow() and not child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            child.show()


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for part in widget.children():
        if isinstance(part, QWidget) and not part.isWindow():
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield part
            yield from _stops(part)
