"""The same place: of parts that are made anew, the one that stands where the focus was.

Known by what it says within its row, then by what it says alone, then by its place. Not here: where the focus goes on a page
from which its place is gone too (`ui/parts/next_focus.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QStackedWidget, QWidget

from ui.parts.next_focus import can_have_focus, focus_next


@dataclass(frozen=True)
class Place:
    """Where something stands within a part of a page. Words and numbers alone: what stood there may be gone."""

    name: str
    """What it is called."""
    row: str
    """What is said in its row; a row is whatever stands directly in the part."""
    row_number: int
    number: int
    """Among all of the part that can have the focus."""

    def find(self, within: QWidget, *, by_number: bool = True) -> QWidget | None:
        """What stands there now; `by_number` though it is called something else."""
        known = places(within)
        alike = {stop: place for stop, place in known.items() if place.name == self.name}
        if alike:
            return min(alike, key=lambda stop: self._distance(alike[stop]))
        stops = list(known)
        return stops[min(self.number, len(stops) - 1)] if stops and by_number else None

    def _distance(self, other: Place) -> tuple[bool, int, int]:
        return other.row != self.row, abs(other.row_number - self.row_number), abs(other.number - self.number)


def places(within: QWidget) -> dict[QWidget, Place]:
    """Everything of a part that can have the focus now, in reading order."""
    found: dict[QWidget, Place] = {}
    for row_number, row in enumerate(_children(within)):
        stops = [part for part in (row, *row.findChildren(QWidget)) if can_have_focus(part)]
        said = _said(row) if stops else ""
        for stop in stops:
            found[stop] = Place(_name(stop), said, row_number, len(found))
    return found


def hold_focus(around: QWidget, gone: Iterable[QWidget]) -> None:
    """Parts are about to be gone. If the focus is in one of them it rests on what is `around`, and goes to what comes there."""
    focused = around.window().focusWidget()
    if focused is None or not any(part is focused or part.isAncestorOf(focused) for part in gone):
        return
    held = _held_by(focused)
    place = held.place if held else places(around).get(focused)
    around.setFocus(Qt.FocusReason.OtherFocusReason)
    if around.window().focusWidget() is around:
        _Held(around, place)


def give_focus_back(page: QWidget) -> None:
    """What was made anew is there: a focus that rests around it goes to it at once."""
    around = page.window().focusWidget()
    held = _held_by(around) if around is not None else None
    if held:
        held.give_back()


def show_now(part: QWidget) -> None:
    """A layout shows what was put into it with a later turn of events; till then no focus can go there."""
    for child in part.findChildren(QWidget):
        if child.isHidden() and not child.isWindow() and not child.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            child.show()


class _Held(QObject):
    """A focus that rests on what is around parts that are made anew; given back once, at the latest when all is done."""

    def __init__(self, around: QWidget, place: Place | None) -> None:
        super().__init__(around)
        self._around, self.place = around, place
        QTimer.singleShot(0, self, self.give_back)

    def give_back(self) -> None:
        """To what stands in its place, else to what comes next on the page; where a page has put it elsewhere it stays there."""
        if self.parent() is None:
            return
        self.setParent(None)
        self.deleteLater()
        around = self._around
        if around.window().focusWidget() is not around:
            return
        show_now(around)
        found = self.place.find(around) if self.place else None
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            focus_next(_page_of(around), around)


def _held_by(around: QWidget) -> _Held | None:
    """The focus that rests there, if one does."""
    return next((child for child in around.children() if isinstance(child, _Held)), None)


def _page_of(part: QWidget) -> QWidget:
    while (parent := part.parentWidget()) is not None and not isinstance(parent, QStackedWidget):
        part = parent
    return part


def _children(part: QWidget) -> list[QWidget]:
    return [child for child in part.children() if isinstance(child, QWidget) and not child.isWindow() and child.isVisible()]


def _name(stop: QWidget) -> str:
    return stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else type(stop).__name__)


def _said(row: QWidget) -> str:
    labels = [row] if isinstance(row, QLabel) else row.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if not label.isHidden())
