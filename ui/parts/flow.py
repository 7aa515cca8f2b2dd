"""A row that flows into the next line where it doesn't fit: nothing is cut with large text or a narrow window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QSizePolicy, QWidget


class Flow(QLayout):
    """Lays widgets side by side, line after line; `stretch` makes a line's widgets share its width."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, *, stretch: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right: QWidget | None = None
        self._gap = gap
        self._stretch = stretch
        self.setContentsMargins(0, 0, 0, 0)

    def push_right(self, widget: QWidget) -> None:
        """This widget and those after it stand at the right end of their line."""
        self._right = widget

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        return self._place(QRect(0, 0, inner, 0), only_measure=True) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), only_measure=False)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        shown = self._shown()
        width = max((item.minimumSize().width() for item in shown), default=0)
        height = max((item.minimumSize().height() for item in shown), default=0)
        return QSize(width, height).grownBy(self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The lines. Where a line's widgets share its width, the lines are as alike as can be: no single one at the end."""
        lines = self._filled(self._shown(), width)
        if not self._stretch or len(lines) < 2:
            return lines
        shown = self._shown()
        each = -(-len(shown) // len(lines))
        return [shown[place : place + each] for place in range(0, len(shown), each)]

    def _filled(self, shown: list[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in shown:
            wanted = item.sizeHint().width()
            if lines[-1] and used + wanted > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wanted + self._gap
        return [line for line in lines if line]

    def _is_right(self, item: QLayoutItem) -> bool:
        """True for the widget that is pushed to the right and for those after it, in case it is hidden itself."""
        places = [place for place, other in enumerate(self._items) if other.widget() is self._right]
        return bool(places) and self._items.index(item) >= places[0]

    def _place(self, rect: QRect, *, only_measure: bool) -> int:
        y = rect.y()
        pushed = False
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            spare = rect.width() - sum(item.sizeHint().width() for item in line) - self._gap * (len(line) - 1)
            more = max(0, spare // len(line)) if self._stretch else 0
            x = rect.x() + (max(0, spare) if pushed else 0)
            for item in line:
                if not pushed and self._is_right(item):
                    pushed = True
                    x += max(0, spare)
                width = min(item.sizeHint().width() + more, rect.width())
                if not only_measure:
                    item.setGeometry(_centred(item, QRect(x, y, width, height)))
                x += width + self._gap
            y += height + self._gap
        return max(0, y - self._gap - rect.y())


def _centred(item: QLayoutItem, box: QRect) -> QRect:
    """Items lower than their line stand in its middle."""
    wanted = min(item.sizeHint().height(), box.height())
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
