"""Finger scroll: a finger that drags scrolls, with inertia, and presses nothing that it passes. A mouse does as always.

Qt's own gesture for fingers presses what lies under them; its gesture for the mouse waits whether a drag follows, but would take
the mouse's drags as well, which select text. So the latter is lent to a finger from its touch until the scrolling rests.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSizeF, Qt, QTimer
from PySide6.QtGui import QScrollEvent, QScrollPrepareEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QPlainTextEdit, QScroller, QScrollerProperties

from ui.parts.double_click import switch_off, switch_on

_PRESS_AFTER_S = 1.0
"""A finger that rests as long as this means to press, not to scroll. A tap presses when it ends."""
_Metric = QScrollerProperties.ScrollMetric
_OFF = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff


class FingerScroll(QObject):
    """Lets fingers scroll an area."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._view = area.viewport()
        self._is_lent = False
        if isinstance(area, QAbstractItemView):
            area.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._view.installEventFilter(self)
        self._scroller: QScroller | None = None

    @property
    def is_scrolling(self) -> bool:
        """True while a finger drags, or what it pushed still moves."""
        return self._scroller is not None and self._scroller.state() is not QScroller.State.Inactive

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.TouchBegin:
            self._lend()
            event.ignore()  # it goes on as presses of a mouse, at which the gesture looks
            return True
        if isinstance(event, QScrollPrepareEvent | QScrollEvent):
            self._answer(event)
            return True
        return False

    def _lend(self) -> None:
        if self._scroller is None:
            self._scroller = QScroller.scroller(self._view)
            properties = self._scroller.scrollerProperties()
            properties.setScrollMetric(_Metric.MousePressEventDelay, _PRESS_AFTER_S)
            properties.setScrollMetric(_Metric.VerticalOvershootPolicy, _OFF)
            properties.setScrollMetric(_Metric.HorizontalOvershootPolicy, _OFF)
            self._scroller.setScrollerProperties(properties)
            self._scroller.stateChanged.connect(lambda: QTimer.singleShot(0, self, self._take_back))
        switch_off()
        if not self._is_lent:
            self._is_lent = True
            QScroller.grabGesture(self._view, QScroller.ScrollerGestureType.LeftMouseButtonGesture)

    def _take_back(self) -> None:
        if self._is_lent and not self.is_scrolling:
            self._is_lent = False
            switch_on()
            QScroller.ungrabGesture(self._view)

    def _answer(self, event: QScrollPrepareEvent | QScrollEvent) -> None:
        """Tells the scroller how far one can go, or goes there. It goes a little where nothing scrolls: a drag presses nothing.

        The bar of a text counts lines, the finger pixels.
        """
        bar = self._area.verticalScrollBar()
        unit = self._area.fontMetrics().lineSpacing() if isinstance(self._area, QPlainTextEdit) else 1
        if isinstance(event, QScrollPrepareEvent):
            event.setViewportSize(QSizeF(self._view.size()))
            event.setContentPosRange(QRectF(0, 0, 0, max(1, bar.maximum() * unit)))
            event.setContentPos(QPointF(0, bar.value() * unit))
        else:
            bar.setValue(round(event.contentPos().y() / unit))
        event.accept()
