"""Places: what a desk offers at its left, one of them shown at the right, and pages that lie over it for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from juryapp.file_names import in_language
from juryapp.text import _, number
from ui.document_page import DocumentPage
from ui.look import fonts
from ui.page_protocols import HasUnfinished, LiesOver
from ui.parts.labels import Button, Label, Say, give_spoken_description
from ui.parts.line import Search
from ui.parts.next_focus import focus_next
from ui.parts.scroll_page import ScrollPage
from ui.parts.stack import show_in
from ui.parts.tab_order import tab_as_read
from ui.session import Session

Make = Callable[[], QWidget]


class Places(QWidget):
    """A place is made when it is first looked at."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.stack = QStackedWidget()
        self.buttons: dict[str, PlaceButton] = {}
        self._places: dict[str, QWidget] = {}
        self._makers: dict[str, Make] = {}
        self._behind: dict[str, str] = {}
        """Place without a button -> the one whose button stands for it."""
        self._place = ""
        self._over: list[QWidget] = []
        column = QWidget()
        self._rows = QVBoxLayout(column)
        self._rows.setContentsMargins(10, 14, 10, 14)
        self._rows.setSpacing(2)
        self._rows.addStretch(1)
        self.nav = _Column(column)

    def _lay_out(self, *above: QWidget) -> None:
        """The places' buttons at the left; what stands `above` whatever is shown."""
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for part in above:
            rows.addWidget(part)
        rows.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.nav)
        row.addLayout(rows, 1)

    def _add(self, name: str, say: Say, make: Make) -> None:
        button = PlaceButton(say)
        button.clicked.connect(lambda: self.go(name))
        self._makers[name] = make
        self.buttons[name] = button
        self._rows.insertWidget(self._rows.count() - 1, button)

    def _add_behind(self, name: str, other: str, make: Make) -> None:
        """A place that is reached from another one."""
        self._makers[name] = make
        self._behind[name] = other

    def _made(self, name: str) -> QWidget:
        """A place, made if it isn't yet."""
        if name not in self._places:
            self._places[name] = self._makers[name]()
            self.stack.addWidget(self._places[name])
            tab_as_read(self._places[name])
        return self._places[name]

    def go(self, name: str) -> QWidget:
        """Shows a place."""
        self._made(name)
        for other, button in self.buttons.items():
            button.setChecked(other == self._behind.get(name, name))
        self._place = name
        if self._over:
            self._leave(self._over[0])
        self.stack.setCurrentWidget(self._places[name])
        return self._places[name]

    def show_document(self, title: Say, name: str, pdf: bytes) -> DocumentPage:
        """Shows a document over the place from which it was asked."""
        about = self._session.about
        name = in_language(name, about.language) if about else name
        page = DocumentPage(self._session.runner.disk, title, name, pdf, lambda: _("Back"))
        self.show_over(page)
        return page

    def show_over(self, page: QWidget) -> None:
        """Shows a page over the place from which it was asked, until it says `back`."""
        assert isinstance(page, LiesOver)
        page.back.connect(lambda: self._leave(page))
        self._over.append(page)
        show_in(self.stack, page)
        tab_as_read(page)
        page.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def unfinished(self) -> list[str]:
        """What is typed on any of them and not stored, each in a few words."""
        pages = [*self._places.values(), *self._over]
        return [said for page in pages if isinstance(page, HasUnfinished) for said in page.unfinished()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what lies over a place, unless something is typed there."""
        if event.key() == Qt.Key.Key_Escape and self._over and not _has_typed(self._over[-1]):
            self._leave(self._over[-1])
        else:
            super().keyPressEvent(event)

    def put_away(self) -> None:
        """The seat is hidden: documents are shown anew when they are asked for again."""
        first = next((page for page in self._over if isinstance(page, DocumentPage)), None)
        if first:
            self._leave(first)

    def _leave(self, page: QWidget) -> None:
        """Takes a page away, with those over it. What is gone hears of nothing any more."""
        if page not in self._over:
            return
        while page in self._over:
            top = self._over.pop()
            self._session.disconnect(top)
            self.stack.removeWidget(top)
            top.deleteLater()
        self.stack.setCurrentWidget(self._over[-1] if self._over else self._places[self._place])
        if not (self.isVisible() and focus_next(self.stack.currentWidget() or self)):
            self.buttons[self._behind.get(self._place, self._place)].setFocus(Qt.FocusReason.OtherFocusReason)


def _has_typed(page: QWidget) -> bool:
    """True where text would be lost."""
    return any(line.text() for line in page.findChildren(QLineEdit) if line.isVisible() and not isinstance(line, Search))


class _Column(ScrollPage):
    """The places' buttons; they scroll where the window is lower than they are."""

    def __init__(self, column: QWidget) -> None:
        super().__init__()
        self.setObjectName("left")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(column)

    def sizeHint(self) -> QSize:
        column, bar = self.widget(), self.verticalScrollBar()
        assert column
        is_low = column.minimumSizeHint().height() > self.height() > 0
        return QSize(column.sizeHint().width() + (bar.sizeHint().width() if is_low else 0) + 1, column.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


class PlaceButton(Button):
    """A place's button, with a number at its right end where something waits there."""

    def __init__(self, say: Say) -> None:
        super().__init__(say, "nav")
        self.setCheckable(True)
        fonts.limit(self, least=200)
        self.badge = Label(role="strong", tone="warn", wrap=False)
        self.badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.badge.setVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 14, 0)
        row.addStretch(1)
        row.addWidget(self.badge)

    def count(self, waiting: int, words: str) -> None:
        """Shows how many wait; nothing for none."""
        self.badge.say(lambda: number(waiting))
        self.badge.setVisible(waiting > 0)
        give_spoken_description(self, lambda: words if waiting else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + (0 if self.badge.isHidden() else self.badge.sizeHint().width() + 16), hint.height())
