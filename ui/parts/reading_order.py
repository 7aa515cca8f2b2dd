"""Reading order: a screen reader goes through what is in a widget as it was put there, not as it is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLayout, QWidget


def read_as_laid_out(widget: QWidget, *, deep: bool = True) -> None:
    """Has what is in it read in the order of its layout, and with `deep` what is in that as well.

    To be called where something was put before what stood there already, and once for each new page. What belongs to no layout,
    a drawer over the page, is read last and stays on top.
    """
    parts = [part for part in widget.children() if isinstance(part, QWidget) and not part.isWindow()]
    if (layout := widget.layout()) is not None:
        laid = list(_parts_of(layout))
        wanted = laid + [part for part in parts if part not in laid]
        if wanted != parts:
            for part in wanted:
                part.raise_()
    if deep:
        for part in parts:
            read_as_laid_out(part)


def _parts_of(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout and of those within it, as they stand."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        part, inner = item.widget(), item.layout()
        if part is not None:
            yield part
        elif inner is not None:
            yield from _parts_of(inner)
