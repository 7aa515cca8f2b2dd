"""A page's message: covers nothing, and nothing moves under the mouse for it, until the next act begins.

It stands beside the page's title where that is seen and has room, else in a strip along the foot, by which less of the page is
seen (`ScrollPage.keep_free`). It goes with a press on any button or list of the window, with one on itself, and when the page is
left.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QScrollArea, QWidget

from juryapp.errors import Problem
from ui.look import fonts
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message, scrolling_page
from ui.parts.scroll_page import ScrollPage

_MARGIN, _SIDE, _PADDING, _BESIDE = 8, 18, 14, 20
_NARROWEST = 320
_BEGINS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageMessage(Message):
    """What was just done or refused, on a page that it is given."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(notice="good")
        self._button: Button | None = None
        self._is_pressed = False
        """A press took it away, and the mouse isn't released yet: what was pressed stays below it."""
        self._stand_on(page)

    def _stand_on(self, page: QWidget) -> None:
        self._page = page
        self.setParent(page)
        self.setVisible(False)
        page.installEventFilter(self)
        if isinstance(page, QScrollArea):
            page.verticalScrollBar().valueChanged.connect(self.place_again)

    def carry(self, button: Button) -> None:
        """This button stands at the right of the words, as long as it is shown: what can be done about what is said."""
        self._button = button
        button.setParent(self)
        button.setVisible(False)

    def tell(self, say: Say, notice: str = "") -> None:
        super().tell(say, notice)
        self._place()

    def tell_problem(self, problem: Problem | None) -> None:
        super().tell_problem(problem)
        self._place()

    def _place(self) -> None:
        """Beside the title, or along the foot, as high as its words need there."""
        self.ensurePolished()
        button = self._button if self._button and not self._button.isHidden() else None
        wanted = button.sizeHint() if button else QSize(0, 0)
        beside = wanted.width() + 2 * _MARGIN if button else 0
        self.setContentsMargins(_PADDING, _MARGIN, beside or _PADDING, _MARGIN)
        least = wanted.height() + 2 * _MARGIN if button else 0
        beside_title = self._beside_title(least)
        place = beside_title or self._at_foot(least)
        self.setGeometry(place)
        self._keep_free(0 if beside_title else place.height() + 2 * _MARGIN)
        if button:
            left, top = place.width() - wanted.width() - _MARGIN, (place.height() - wanted.height()) // 2
            button.setGeometry(left, top, wanted.width(), wanted.height())
        self.raise_()

    def _beside_title(self, least: int) -> QRect | None:
        """To the right of the title, as far down as nothing else begins; None without room for all of it."""
        first = _first_rows(self._page)
        if first is None:
            return None
        title, below = first
        left = title.right() + _BESIDE
        width = self._page.width() - left - _SIDE
        height = max(self.heightForWidth(width), least)
        if width < fonts.scaled(_NARROWEST) or height > below - 2:
            return None
        return QRect(left, min(max(0, title.center().y() - height // 2), below - height - 1), width, height)

    def _at_foot(self, least: int) -> QRect:
        page = self._page
        width = max(0, page.width() - 2 * _SIDE)
        height = max(self.heightForWidth(width), least)
        return QRect(_SIDE, max(_MARGIN, page.height() - height - _MARGIN), width, height)

    def place_again(self) -> None:
        """What it carries was shown or hidden, or the page was scrolled."""
        if not self.isHidden():
            self._place()

    def _keep_free(self, height: int) -> None:
        if isinstance(self._page, ScrollPage):
            self._page.keep_free(height)

    def _leave_focus_in_view(self) -> None:
        """Where one goes on isn't below it."""
        page, focused = self._page, self.window().focusWidget()
        if isinstance(page, QScrollArea) and self.isVisible() and focused is not None and page.isAncestorOf(focused):
            page.ensureWidgetVisible(focused, 0, _MARGIN)

    def _give_back(self) -> None:
        """Its strip is the page's again, unless it, or another one, stands there by now."""
        if not self.isHidden():
            return
        self._application().removeEventFilter(self)
        others = [one for one in self._page.findChildren(PageMessage) if not one.isHidden()]
        for one in others:
            one.place_again()
        if not others:
            self._keep_free(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page:
            if event.type() is QEvent.Type.Resize and not self.isHidden():
                self._place()
            elif event.type() is QEvent.Type.Hide and not event.spontaneous():
                self.hide()
        elif event.type() is QEvent.Type.MouseButtonRelease and self._is_pressed:
            self._is_pressed = False
            QTimer.singleShot(0, self, self._give_back)
        elif watched is not self._button and not self.isHidden() and self._begins_an_act(watched, event):
            self._is_pressed = event.type() is QEvent.Type.MouseButtonPress
            self.hide()
        return super().eventFilter(watched, event)

    def _begins_an_act(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() in _BEGINS and not event.isAutoRepeat() and _acts(watched)
        return kind is QEvent.Type.MouseButtonPress and _acts(watched)

    @staticmethod
    def _application() -> QCoreApplication:
        found = QCoreApplication.instance()
        assert found
        return found

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()
        QTimer.singleShot(0, self, self._leave_focus_in_view)
        self._application().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._is_pressed:
            self._give_back()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and not self.isHidden():
            QTimer.singleShot(0, self, self._place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Read, and out of the way."""
        self.hide()


class CardMessage(PageMessage):
    """What is refused in a card, or wrong with it: told on the page on which the card stands, so that nothing in it moves. It
    goes with the card as well.
    """

    def __init__(self, card: QWidget, notice: str = "bad") -> None:
        super().__init__(card)
        self.setProperty("notice", notice)
        self._card = card
        card.destroyed.connect(self.deleteLater)

    def tell(self, say: Say, notice: str = "") -> None:
        self._go_to_page()
        super().tell(say, notice)

    def tell_problem(self, problem: Problem | None) -> None:
        self._go_to_page()
        super().tell_problem(problem)

    def _go_to_page(self) -> None:
        """The card stands on a page by now."""
        page = scrolling_page(self._card)
        if page is not None and page is not self._page:
            self._stand_on(page)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._card and event.type() is QEvent.Type.Hide and not event.spontaneous():
            self.hide()
        return super().eventFilter(watched, event)


def _first_rows(page: QWidget) -> tuple[QRect, int] | None:
    """Where the words of a page's title are, and where what comes next begins, both on the page; None where no title is seen."""
    inner = page.widget() if isinstance(page, QScrollArea) else None
    rows = inner.layout() if inner else None
    items = [rows.itemAt(place) for place in range(rows.count())] if rows else []
    shown = [part for item in items if item and (part := item.widget()) and not part.isHidden()]
    if len(shown) < 2 or not isinstance(shown[0], Label):
        return None
    title, corner = shown[0], shown[0].mapTo(page, QPoint())
    if corner.y() < 0:
        return None
    words = QRect(corner, QSize(min(title.width(), title.fontMetrics().horizontalAdvance(title.text())), title.height()))
    return words, shown[1].mapTo(page, QPoint()).y()


def _acts(watched: QObject) -> bool:
    if isinstance(watched, QAbstractButton):
        return watched.isEnabled()
    return isinstance(watched, QWidget) and isinstance(watched.parentWidget(), QAbstractItemView)
