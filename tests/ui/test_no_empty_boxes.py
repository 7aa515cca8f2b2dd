"""Whatever has a frame or a ground of its own has something in it: no empty message, card, chip, button or table is shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.ui.desks import Desk
from tests.ui.other_pages import PROBLEM, others
from tests.ui.test_accessible_names import begun, everywhere  # noqa: F401
from ui.juror.canvas import InkCanvas
from ui.parts.strength import Steps

_FRAMES = ("rule", "card", "dock", "footer", "header", "left", "right", "thinbar")
_SAYS = (QAbstractButton, QLineEdit, QPlainTextEdit, InkCanvas)


def is_framed(one: QWidget) -> bool:
    """It has an outline, or a ground that differs from what it stands on."""
    has_ground = bool(one.property("notice") or one.property("chip")) or one.objectName() in _FRAMES
    return has_ground or isinstance(one, QTableView | Steps)


def is_empty(one: QWidget) -> bool:
    """Nothing is written in it, and nothing in it can be pressed, filled or read."""
    if isinstance(one, QLabel):
        return not one.text().strip() and one.pixmap().isNull()
    if isinstance(one, Steps):
        return one.level is None
    if one.objectName() == "rule":
        return not _has_something_below(one)
    if isinstance(one, QTableView):
        model = one.model()
        return model is None or not (model.rowCount() and model.columnCount())
    inner = [part for part in one.findChildren(QWidget) if part.isVisible()]
    return not any(isinstance(part, _SAYS) or _says(part) for part in inner)


def _has_something_below(rule: QWidget) -> bool:
    parent = rule.parentWidget()
    beside = [one for one in parent.children() if isinstance(one, QWidget) and one.isVisible()] if parent else []
    below = [one for one in beside if one.y() > rule.y()]
    return any(isinstance(one, _SAYS) or _says(one) or not is_empty(one) for one in below)


def _says(part: QWidget) -> bool:
    if isinstance(part, QLabel):
        return bool(part.text().strip()) or not part.pixmap().isNull()
    if isinstance(part, QAbstractItemView):
        return part.model() is not None and part.model().rowCount() > 0
    return any("paintEvent" in vars(base) for base in type(part).__mro__ if base.__module__.startswith("ui."))


def ghosts(desk: Desk) -> list[str]:
    for _turn in range(4):
        QApplication.processEvents()
    visible = [one for one in desk.window.findChildren(QWidget) if one.isVisible() and not one.size().isEmpty()]
    found = [one for one in visible if is_framed(one) and is_empty(one)]
    buttons = [one for one in visible if isinstance(one, QAbstractButton)]
    blank = [one for one in buttons if not (one.text().strip() or one.accessibleName()) and one.icon().isNull()]
    return [f"{type(one).__name__} {one.objectName()} in {type(one.parent()).__name__}" for one in found + blank]


@everywhere
def test_no_box_of_a_jurors_page_is_empty(begun: Desk, show: Callable[[Desk], None]) -> None:  # noqa: F811
    show(begun)
    assert ghosts(begun) == []
    begun.window.tell(PROBLEM)
    begun.window.notice.take_back(PROBLEM)
    begun.window.session.truth.emit()
    begun.page.desk.refresh()
    assert ghosts(begun) == []


@others
def test_no_box_of_another_page_is_empty(begun: Desk, show: Callable[[Desk], None]) -> None:  # noqa: F811
    show(begun)
    assert ghosts(begun) == []
