"""Two pairs of hands for the same story: one that only has a keyboard, one that only has a mouse. Neither knows a page.

What they press and fill in is found by what it says (`Room`), in the window that is in front.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QWidget,
)

from juryapp.text import _
from tests.ui.desks import draw

Key = Qt.Key
LEFT, NONE, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
NO_BUTTON = Qt.MouseButton.NoButton
_STEPS = 8
"""A pointer comes to an entry in so many steps: Qt's menus take no press of one that hasn't moved since they opened."""
_MOST = 250
"""So many times Tab is pressed before a thing is called out of reach."""


def says_of(widget: QWidget) -> tuple[str, ...]:
    """What a widget says, for eyes and for screen readers; a line that is empty shows its hint."""
    shown = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName(), shown


class Hands(Protocol):
    """What hands can do. Each returns when the key or the button is up; waiting is the story's."""

    signs_by_drawing: bool

    def press(self, button: QWidget) -> None:
        """Presses a button, a name or a box to tick."""

    def write(self, field: QLineEdit, text: str) -> None:
        """Replaces what stands in a field."""

    def secret(self, field: QLineEdit, text: str) -> None:
        """Types a PIN or a passphrase."""

    def confirm(self, button: QWidget) -> None:
        """The last step of a form: the button that does it."""

    def fill(self, table: QAbstractItemView, column: int, cells: Sequence[str]) -> None:
        """Fills in the empty row at a table's end, from this column on."""

    def open_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        """Opens what a cell or a row of a view stands for."""

    def choose(self, button: QPushButton, path: Sequence[str]) -> None:
        """Chooses an entry of a button's menu, through the menus that lead there."""

    def score(self, field: QLineEdit, points: str) -> None:
        """Gives points."""

    def sign(self, canvas: QWidget) -> None:
        """Draws a signature, where these hands can draw."""


class Keys:
    """A keyboard alone: Tab, arrows, Enter, Space, Esc and letters go to whatever has the focus."""

    signs_by_drawing = False

    @property
    def focus(self) -> QWidget:
        """What has the focus; that nothing has it is a mistake of the window."""
        focused = QApplication.focusWidget()
        assert focused is not None and focused.isVisible(), f"the focus is nowhere: {focused}, {QApplication.activeWindow()}"
        return focused

    def key(self, key: Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus, key, held)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Each letter goes to what has the focus by then: the first one may open a field."""
        for letter in text:
            QTest.keyClicks(self.focus, letter)

    def reach(self, target: QWidget) -> None:
        """Tab until it has the focus. Esc leads out of a table; arrows walk among things that are one stop."""
        passed = []
        for _again in range(_MOST):
            focused = self.focus
            if focused is target:
                return
            passed.append(next(filter(None, says_of(focused)), type(focused).__name__))
            if isinstance(focused, QAbstractItemView):
                self._leave(focused)
            elif is_one_stop(focused, target):
                self._walk_on(focused, target)
            else:
                self.key(Key.Key_Tab)
        raise AssertionError(f"{says_of(target)} can't be reached by Tab, only {passed[:25]}")

    def _walk_on(self, focused: QWidget, target: QWidget) -> None:
        """By the arrow that points from one to the other, as they stand."""
        way = target.geometry().center() - focused.geometry().center()
        if abs(way.x()) > abs(way.y()):
            self.key(Key.Key_Right if way.x() > 0 else Key.Key_Left)
        else:
            self.key(Key.Key_Down if way.y() > 0 else Key.Key_Up)

    def _leave(self, view: QAbstractItemView) -> None:
        """Out of a view, by the key that leads out of this one: Tab, or Esc where Tab walks from cell to cell."""
        at = view.currentIndex()
        self.key(Key.Key_Tab)
        if self.focus is view and view.currentIndex() != at:
            self.key(Key.Key_Escape)

    def press(self, button: QWidget) -> None:
        self.reach(button)
        self.key(Key.Key_Space)

    def confirm(self, button: QWidget) -> None:
        self.reach(button)
        self.key(Key.Key_Return)

    def write(self, field: QLineEdit, text: str) -> None:
        self.reach(field)
        self.key(Key.Key_A, CONTROL)
        QTest.keyClicks(field, text)

    secret = write

    def fill(self, table: QAbstractItemView, column: int, cells: Sequence[str]) -> None:
        if self.focus is not table:
            self.reach(table)
        last = table.model().rowCount() - 1
        for _again in range(last + 1):
            if table.currentIndex().row() == last:
                break
            self.key(Key.Key_Down)
        while table.currentIndex().column() != column:
            self.key(Key.Key_Right if table.currentIndex().column() < column else Key.Key_Left)
        for cell in cells[:-1]:
            self.type(cell)
            self.key(Key.Key_Tab)
        self.type(cells[-1])
        self.key(Key.Key_Return)

    def open_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        self.reach(view)
        for _again in range(_MOST):
            at = view.currentIndex()
            if at == index:
                break
            if not at.isValid():
                self.key(Key.Key_Down)
            elif at.row() != index.row():
                self.key(Key.Key_Down if at.row() < index.row() else Key.Key_Up)
            else:
                self.key(Key.Key_Right if at.column() < index.column() else Key.Key_Left)
        assert view.currentIndex() == index, "arrows don't lead there"
        self.key(Key.Key_Return)

    def choose(self, button: QPushButton, path: Sequence[str]) -> None:
        self.reach(button)
        self.key(Key.Key_Space)
        for place, words in enumerate(path):
            menu, entry = _entry(words)
            for _again in range(len(menu.actions()) + 1):
                if menu.activeAction() is entry:
                    break
                QTest.keyClick(menu, Key.Key_Down)
            QTest.keyClick(menu, Key.Key_Right if place + 1 < len(path) else Key.Key_Return)

    def score(self, field: QLineEdit, points: str) -> None:
        self.reach(field)
        QTest.keyClicks(field, points)
        self.key(Key.Key_Return)

    def sign(self, canvas: QWidget) -> None:
        raise AssertionError("a keyboard doesn't draw")


class Mouse:
    """A mouse alone: PINs and points by the keys on the screen, signatures drawn. Names, reasons, passphrases and cells of a
    table have no keys on the screen: there the field is clicked, and the text is typed.
    """

    signs_by_drawing = True

    def press(self, button: QWidget) -> None:
        self._click(button)

    confirm = press

    def write(self, field: QLineEdit, text: str) -> None:
        self._click(field)
        field.selectAll()
        QTest.keyClicks(field, text)

    def secret(self, field: QLineEdit, text: str) -> None:
        """By the pad beside the field, where there is one."""
        around = field.parentWidget()
        pads = [one for one in _buttons(around) if _("Keys on the screen") in says_of(one)] if around else []
        if not pads or not text.isdecimal():
            self.write(field, text)
            return
        assert around
        self._click(field)
        if not pads[0].isChecked():
            self._click(pads[0])
            if not field.hasFocus():
                self._click(field)
        for digit in text:
            self._click(next(one for one in _buttons(around) if one.text() == digit))

    def fill(self, table: QAbstractItemView, column: int, cells: Sequence[str]) -> None:
        row = table.model().rowCount() - 1
        for place, cell in enumerate(cells):
            index = table.model().index(row, column + place)
            if cell and cell != index.data(Qt.ItemDataRole.EditRole):  # the next code comes by itself
                self._click_cell(table, index, twice=True)
                editor = QApplication.focusWidget()
                assert isinstance(editor, QLineEdit)
                QTest.keyClicks(editor, cell)
                self._click_cell(table, table.model().index(row, 0))

    def open_row(self, view: QAbstractItemView, index: QModelIndex) -> None:
        self._click_cell(view, index)

    def choose(self, button: QPushButton, path: Sequence[str]) -> None:
        self._click(button)
        for words in path:
            menu, entry = _entry(words)
            centre = menu.actionGeometry(entry).center()
            for step in range(_STEPS, -1, -1):
                at = QPointF(centre - QPoint(step, 0))
                moved = QMouseEvent(QEvent.Type.MouseMove, at, menu.mapToGlobal(at), NO_BUTTON, NO_BUTTON, NONE)
                QApplication.sendEvent(menu, moved)
            QTest.mouseClick(menu, LEFT, NONE, centre)

    def score(self, field: QLineEdit, points: str) -> None:
        self._click(field)
        pad = next(one for one in _buttons(field.window()) if _("Number pad") in says_of(one))
        if not pad.isChecked():
            self._click(pad)
        for digit in points:
            self._click(next(one for one in _buttons(field.window()) if one.text() == digit))
        self._click(next(one for one in _buttons(field.window()) if _("Next") in says_of(one)))

    def sign(self, canvas: QWidget) -> None:
        _scroll_to(canvas)
        draw(canvas)

    def _click(self, widget: QWidget) -> None:
        _scroll_to(widget)
        seen = widget.visibleRegion().boundingRect()
        assert widget.isVisible() and not seen.isEmpty(), f"{says_of(widget)} can't be seen"
        QTest.mouseClick(widget, LEFT, NONE, seen.center())
        QApplication.processEvents()

    def _click_cell(self, view: QAbstractItemView, index: QModelIndex, *, twice: bool = False) -> None:
        view.scrollTo(index)
        _scroll_to(view, view.visualRect(index))
        QTest.mouseClick(view.viewport(), LEFT, NONE, view.visualRect(index).center())
        if twice:
            QTest.mouseDClick(view.viewport(), LEFT, NONE, view.visualRect(index).center())
        QApplication.processEvents()


def is_one_stop(focused: QWidget, target: QWidget) -> bool:
    """Both belong to a row of keys that Tab reaches as one."""
    together = type(focused) is type(target) and focused.parentWidget() is target.parentWidget()
    return together and not target.focusPolicy() & Qt.FocusPolicy.TabFocus


def _buttons(within: QWidget) -> list[QAbstractButton]:
    return [one for one in within.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()]


def _entry(words: str) -> tuple[QMenu, QAction]:
    """An entry of the menu that is open; one within another opens after a moment."""
    for _again in range(100):
        menu = QApplication.activePopupWidget()
        for one in menu.actions() if isinstance(menu, QMenu) else ():
            if _words(one.text()) == words:
                return cast(QMenu, menu), one
        QTest.qWait(10)
    raise AssertionError(f"no entry says “{words}”")


def _words(text: str) -> str:
    """An entry's words without its key and its mark for one."""
    return text.split("\t")[0].replace("&", "")


def _scroll_to(widget: QWidget, part: QRect | None = None) -> None:
    """Scrolls, as the wheel would, until it is seen."""
    parent = widget.parentWidget()
    centre = (part or widget.rect()).center()
    while parent is not None:
        inner = parent.widget() if isinstance(parent, QScrollArea) else None
        if inner is not None and inner.isAncestorOf(widget):  # what lies over a page isn't scrolled with it
            assert isinstance(parent, QScrollArea)
            at = widget.mapTo(inner, centre)
            parent.ensureVisible(at.x(), at.y(), 60, 60)
        parent = parent.parentWidget()
    QApplication.processEvents()
