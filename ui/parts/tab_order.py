"""Tab order: Tab stops where a reader comes to it, whatever was made first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.parts.reading_order import read_as_laid_out


def tab_as_read(widget: QWidget) -> None:
    """Has Tab go through what is in it in the order of its layout. To be called where parts were added or made anew."""
    read_as_laid_out(widget)
    for one, following in pairwise(_stops(widget)):
        QWidget.setTabOrder(one, following)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    for part in widget.children():
        if isinstance(part, QWidget) and not part.isWindow():
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield part
            yield from _stops(part)
