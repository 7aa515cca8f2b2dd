"""Reading order: a screen reader goes through what is in a widget as it was put there, not as it is laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QLayout, QWidget

_OF_SCROLL_BARS = ("qt_scrollarea_hcontainer", "qt_scrollarea_vcontainer")
"""How Qt calls the frames of scroll bars, whose order is its own."""


def read_as_laid_out(widget: QWidget, *, deep: bool = True) -> None:
    """Has what is in it read in the order of its layout, and with `deep` what is in that as well.

    To be called where something was put before what stood there already, and once for each new page. What belongs to no layout,
    a drawer over the page, is read last and stays on top.
    """
    parts = [part for part in widget.children() if isinstance(part, QWidget) and not part.isWindow()]
    if (layout := widget.layout()) is not None:
        laid = list(_in_order(layout, parts))
        wanted = laid + [part for part in parts if part not in laid]
        if wanted != parts:
            for part in wanted:
                part.raise_()
    if deep:
        for part in parts:
            if part.objectName() not in _OF_SCROLL_BARS:
                read_as_laid_out(part)


def _in_order(layout: QLayout, parts: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the parts that stand in a layout or in those within it, as they stand.

    Its items are never asked for: what PySide6 makes of one of them is let go of with the item, and Qt falls over that.
    """
    inner = [child for child in layout.children() if isinstance(child, QLayout)]
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(part), part) for part in parts]
    places += [(layout.indexOf(child), child) for child in inner]
    for place, part in sorted(places, key=lambda one: one[0]):
        if place >= 0:
            yield from [part] if isinstance(part, QWidget) else _in_order(part, parts)
