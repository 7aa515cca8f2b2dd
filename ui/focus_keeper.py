"""Focus keeper: when a button or a page that had the focus is hidden, disabled or gone, the focus stays on the page.

Qt hands it on in the order of Tab, and behind the last thing of a page that is the header: the next Space would switch the
language. At a desk it is the menu of its places: the next Space would leave the page. Where a bar around the page had it, it is
again where it was on the page. Whoever goes to the header or the menu with a key or the mouse is not held back. Wherever the
focus goes on a page that scrolls, by Enter or by a refusal, it can be seen there.
"""

from __future__ import annotations

from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from ui.page_protocols import HasPlaces
from ui.parts.message import scroll_to, scrolling_page
from ui.parts.next_focus import beginning, can_have_focus, focus_next
from ui.parts.same_place import Place, places
from ui.parts.scroll_page import ScrollPage


class FocusKeeper(QObject):
    """Watches one window's focus. `stack` holds its pages; everything else of the window stands around them."""

    def __init__(self, window: QWidget, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._stack = window, stack
        # weak: a page that is gone, and what it showed, isn't kept in memory
        self._lost: ref[QWidget] | None = None
        self._handed_to: ref[QWidget] | None = None
        """Where Qt handed it on a page when a bar around it was gone."""
        self._rested: ref[QWidget] | None = None
        self._rested_at: Place | None = None
        self._last: ref[QWidget] | None = None
        """What had it last in this window: a dialog over it takes it away for a while."""
        self._last_on_page: ref[QWidget] | None = None
        """What had it last on a page itself, not in what stands around it."""
        self._before: ref[QWidget] | None = None
        """Where it was on the page before it was in a bar that is gone."""
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(0)
        self._again.timeout.connect(self._bring_back)
        self._followed: ref[QWidget] | None = None
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(0)
        self._follow.timeout.connect(self._show_focus)
        self._is_resting = False
        window.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    def rest(self) -> None:
        """Nothing can be pressed for a while: the focus is on the window itself."""
        self._is_resting = True
        focused = self._window.focusWidget()
        self._rested = ref(focused) if focused else None
        self._rested_at = places(self._shown()).get(focused) if focused else None
        self._window.setFocus()

    def go_on(self) -> None:
        """It is where it was, or where the next thing is."""
        self._is_resting = False
        if self._rested is None:
            return
        was, self._rested = self._rested(), None
        place, self._rested_at = self._rested_at, None
        now = self._window.focusWidget()
        if now is not None and self._stack.isAncestorOf(now) and can_have_focus(now):
            return  # a page has put it there meanwhile
        if was is None or not isValid(was):
            again = place.find(self._shown(), by_number=False) if place else None
            again.setFocus() if again else focus_next(self._shown())
            return
        if can_have_focus(was) or (was.isVisible() and was.isEnabled()):
            was.setFocus()
        else:
            focus_next(self._shown(), was)

    def _shown(self) -> QWidget:
        """The page, at a desk that of the place that is shown."""
        page = self._stack.currentWidget() or self._stack
        return (page.stack.currentWidget() or page) if isinstance(page, HasPlaces) else page

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Looks whether it went away by itself: what had it can't have it any more; and that it is seen where it went."""
        if old is not None and new is not None and self._follows(new):
            self._followed = ref(new)
            self._follow.start()
        if not isValid(self._window):
            return
        if old is None or not isValid(old) or not self._window.isAncestorOf(old):
            old = self._last() if self._last else None
        if old is not None and isValid(old) and isValid(self._stack):
            self._look_whether_lost(old, new)
        if new is not None and self._window.isAncestorOf(new):
            self._last = ref(new)
            if isValid(self._stack) and self._is_at_home(new):
                self._last_on_page = ref(new)

    def _look_whether_lost(self, old: QWidget, new: QWidget | None) -> None:
        if old is self._window or (old.isVisible() and old.isEnabled()):
            return  # somebody went on
        was_around = not self._is_at_home(old)
        if was_around or new is None or not self._is_at_home(new):
            self._lost = ref(old)
            self._handed_to = ref(new) if was_around and new is not None else None
            self._before = self._last_on_page if was_around else None
            self._again.start()

    def _is_at_home(self, focused: QWidget) -> bool:
        return self._shown().isAncestorOf(focused)

    def _follows(self, focused: QWidget) -> bool:
        """Not under a mouse that is just pressed, and not where a page scrolls in a way of its own."""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton or not isValid(self._stack):
            return False
        return self._stack.isAncestorOf(focused) and isinstance(scrolling_page(focused), ScrollPage)

    def _show_focus(self) -> None:
        """Where it is once all is done that the act does: on its way there Qt may hand it to something far below."""
        followed, self._followed = self._followed() if self._followed else None, None
        if followed is None or not isValid(followed) or not followed.hasFocus():
            return
        page = scrolling_page(followed)
        if page is not None:
            scroll_to(page, followed)

    def _bring_back(self) -> None:
        """Once all is done that the act does: a page that puts the focus somewhere itself is right."""
        if not isValid(self._window):
            return
        lost, handed, before = (one() if one else None for one in (self._lost, self._handed_to, self._before))
        self._lost = self._handed_to = self._before = None
        now = self._window.focusWidget()
        on_page = now is not None and now is not self._window and self._is_at_home(now)
        if (on_page and now is not handed) or not (
            isValid(self._window) and self._stack.isEnabled() and self._window.isVisible()
        ):
            return
        if before is not None and can_have_focus(before) and self._is_at_home(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not on_page and not focus_next(self._shown(), lost) and (now is None or not self._stack.isAncestorOf(now)):
            self._window.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While nothing can be pressed Tab leads nowhere: it would end in the header."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        is_tab = event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return is_tab and (self._is_resting or (self._window.hasFocus() and beginning(self._shown()) is None))
