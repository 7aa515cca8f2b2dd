"""Nothing scrolls sideways but tables that are meant to: no page does, in the smallest window and with letters twice as large.
Words of buttons that wrap there are whole, and so are words on one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QScrollArea

from tests.ui.desks import Desk
from tests.ui.other_pages import others
from tests.ui.test_accessible_names import begun, everywhere  # noqa: F401
from tests.ui.test_size_everywhere import looks_of, settle
from ui.parts.labels import Button, Label
from ui.preview import Preview

sizes = pytest.mark.parametrize("size", ["1", "2"])


def check(desk: Desk, size: str) -> None:
    """Documents may be made larger than their window (`Preview`); tables are no scrolling pages."""
    with looks_of(desk) as theme:
        theme.choose_size(size)
        desk.window.resize(1024, 600)
        settle()
        desk.settle()
        wide = {
            type(area).__name__: (area.horizontalScrollBar().maximum(), _widest(area))
            for area in desk.window.findChildren(QScrollArea)
            if area.isVisible() and not isinstance(area, Preview) and area.horizontalScrollBar().maximum() > 0
        }
        wrapped = [one for one in desk.window.findChildren(Button) if one.isVisible() and one.wraps()]
        cut = {one.text() for one in wrapped if one.height() < one.height_of_words(one.width())}
        lines = [one for one in desk.window.findChildren(Label) if one.isVisible() and not one.wordWrap()]
        cut |= {one.text() for one in lines if one.width() < one.sizeHint().width()}
    assert wide == {} and cut == set()


def _widest(area: QScrollArea) -> list[str]:
    """Which parts of the page need that width."""
    inner, found = area.widget(), []
    while inner.layout() is not None:
        parts = [one for one in inner.children() if one.isWidgetType() and not one.isHidden()]  # type: ignore[attr-defined]
        if not parts:
            break
        inner = max(parts, key=lambda one: one.minimumSizeHint().width())  # type: ignore[attr-defined]
        words = getattr(inner, "text", str)
        found.append(f"{type(inner).__name__} {words() if callable(words) else ''} {inner.minimumSizeHint().width()}")
    return found


@sizes
@others
def test_no_other_page_scrolls_sideways(begun: Desk, show: Callable[[Desk], None], size: str) -> None:  # noqa: F811
    show(begun)
    check(begun, size)


@sizes
@everywhere
def test_no_page_of_a_juror_scrolls_sideways(begun: Desk, show: Callable[[Desk], None], size: str) -> None:  # noqa: F811
    show(begun)
    check(begun, size)
