"""A row that flows into the next line where it doesn't fit: nothing is cut with large text or a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QSizePolicy, QWidget

Wanted = tuple[QLayoutItem, QSize]
"""Something that is shown, and the size that it wants."""


class Flow(QLayout):
    """Lays widgets side by side, line after line; `stretch` makes a line's widgets share its width. Lower ones stand in the
    middle of their line, or at its `top`.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8, *, stretch: bool = False, top: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: QWidget | None = None
        self._wanted: list[Wanted] | None = None
        self._heights: dict[int, int] = {}
        self._gap = gap
        self._stretch = stretch
        self._top = top
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        """Something in it may want another size: what was measured is forgotten."""
        self._wanted = None
        self._heights.clear()
        super().invalidate()

    def push_right(self, widget: QWidget) -> None:
        """This widget and those after it stand at the right end of their line."""
        self._right = widget
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def insert_before(self, widget: QWidget, new: QWidget) -> None:
        """Adds a widget before one that is here already."""
        self.addWidget(new)
        place = next(place for place, item in enumerate(self._items) if item.widget() is widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        taken = self._items.pop(index) if 0 <= index < len(self._items) else None
        self.invalidate()
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        found = self._heights.get(width)
        if found is None:
            margins = self.contentsMargins()
            inner = width - margins.left() - margins.right()
            found = self._heights[width] = self._height(inner) + margins.top() + margins.bottom()
        return found

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()))

    def sizeHint(self) -> QSize:
        wanted = [size for _item, size in self._shown()]
        width = sum(size.width() for size in wanted) + self._gap * max(0, len(wanted) - 1)
        height = max((size.height() for size in wanted), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item, _size in self._shown()]
        width = max((size.width() for size in least), default=0)
        height = max((size.height() for size in least), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def _shown(self) -> list[Wanted]:
        """What is shown, each with the size that it wants: asked once until something in here changes, for Qt asks for the
        height at one width or another a hundred times a key.
        """
        if self._wanted is None:
            self._wanted = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._wanted

    def _lines(self, width: int) -> list[list[Wanted]]:
        """The lines. Where a line's widgets share its width, the lines are as alike as can be, no single one at the end, unless
        one of them would be too wide so.
        """
        shown = self._shown()
        lines = self._filled(shown, width)
        if not self._stretch or len(lines) < 2:
            return lines
        each = -(-len(shown) // len(lines))
        alike = [shown[place : place + each] for place in range(0, len(shown), each)]
        return alike if all(len(line) == 1 or self._width(line) <= width for line in alike) else lines

    def _width(self, line: list[Wanted]) -> int:
        return sum(size.width() for _item, size in line) + self._gap * (len(line) - 1)

    def _filled(self, shown: list[Wanted], width: int) -> list[list[Wanted]]:
        lines: list[list[Wanted]] = [[]]
        used = 0
        for item, size in shown:
            if lines[-1] and used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((item, size))
            used += size.width() + self._gap
        return [line for line in lines if line]

    def _first_right(self) -> int:
        """The place of the widget that is pushed to the right, be it hidden itself; beyond the last where there is none."""
        places = (place for place, other in enumerate(self._items) if other.widget() is self._right)
        return next(places, len(self._items)) if self._right else len(self._items)

    def _height(self, width: int) -> int:
        lines = self._lines(width)
        return sum(max(size.height() for _item, size in line) for line in lines) + self._gap * max(0, len(lines) - 1)

    def _place(self, rect: QRect) -> None:
        y, first_right = rect.y(), self._first_right()
        pushed = False
        for line in self._lines(rect.width()):
            height = max(size.height() for _item, size in line)
            spare = rect.width() - self._width(line)
            more = max(0, spare // len(line)) if self._stretch else 0
            x = rect.x() + (max(0, spare) if pushed else 0)
            for item, size in line:
                if not pushed and self._items.index(item) >= first_right:
                    pushed = True
                    x += max(0, spare)
                width = min(size.width() + more, rect.width())
                box = QRect(x, y, width, height)
                item.setGeometry(QRect(x, y, width, min(size.height(), height)) if self._top else _centred(size, box))
                x += width + self._gap
            y += height + self._gap


def _centred(size: QSize, box: QRect) -> QRect:
    """Items lower than their line stand in its middle."""
    wanted = min(size.height(), box.height())
    return QRect(box.x(), box.y() + (box.height() - wanted) // 2, box.width(), wanted)


def grows_down(widget: QWidget) -> None:
    """Lets a widget with a flowing row be as high as its width asks for."""
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def lay_out_now(widget: QWidget) -> None:
    """Lets everything around a widget that has just grown take its place at once, so that nothing is painted half moved."""
    part: QWidget | None = widget
    while part is not None:
        QApplication.sendPostedEvents(part, QEvent.Type.LayoutRequest.value)
        part = part.parentWidget()


def row_of(*widgets: QWidget) -> QWidget:
    """These side by side, line after line."""
    row = QWidget()
    flow = Flow(row)
    grows_down(row)
    for widget in widgets:
        flow.addWidget(widget)
    return row
