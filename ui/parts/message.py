"""A message: a sentence about what was just done or refused, on the page where it happened; hidden while there is none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtWidgets import QScrollArea, QWidget
from shiboken6 import isValid

from juryapp.errors import Problem
from ui.parts.announce import announce
from ui.parts.labels import Label, Say, set_look


class Message(Label):
    """Stands on a ground of its own: `notice` is "good", "warn" or "bad". With a `tone` instead it is words in that colour."""

    def __init__(self, notice: str = "", tone: str = "") -> None:
        super().__init__(role="strong", tone=tone)
        if notice:
            self.setProperty("notice", notice)
        self.setVisible(False)

    def until(self, *signals: SignalInstance) -> None:
        """A refusal is about something: the first of these says that a person changed that, and it may be true no more."""
        for signal in signals:
            signal.connect(self._take_back)

    def _take_back(self) -> None:
        """What was done stays done: it is told on."""
        if "good" not in (self.property("notice"), self.property("tone")):
            self.setVisible(False)

    def tell(self, say: Say, notice: str = "") -> None:
        """Says it until it is hidden, or says something else."""
        is_new = self.isHidden()
        self.say(say)
        if notice:
            set_look(self, "notice", notice)
        self.setVisible(True)
        self._announce(is_new=is_new)

    def tell_problem(self, problem: Problem | None) -> None:
        """Says what was refused; of nothing, nothing."""
        is_new = self.isHidden()
        self.say(lambda: str(problem) if problem else "")
        self.setVisible(problem is not None)
        self._announce(is_new=is_new)

    def _announce(self, *, is_new: bool) -> None:
        """Spoken, and what is wrong is brought into view; not again while it is being corrected."""
        if not self.isVisible():
            return
        is_bad = "bad" in (self.property("notice"), self.property("tone"))
        if is_bad and is_new:
            bring_into_view(self)
        announce(self, self.text(), urgent=is_bad)


def bring_into_view(*widgets: QWidget) -> None:
    """Scrolls the page on which these stand until they are seen, the first one at any rate.

    Once what was shown just now has its place: it gets that with the next turn of the event loop.
    """
    page = scrolling_page(widgets[0])
    if page is None:
        return
    for widget in reversed(widgets):
        QTimer.singleShot(0, widget, partial(scroll_to, page, widget))


def scrolling_page(widget: QWidget) -> QScrollArea | None:
    """The innermost page that scrolls on which this stands."""
    page = widget.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    return page


def focus_in_view(widget: QWidget) -> None:
    """The focus goes there, and where it is can be seen."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    bring_into_view(widget)


def scroll_to(page: QScrollArea, widget: QWidget) -> None:
    """Shows it there at once. Nothing where it went to another page, or was hidden, meanwhile."""
    if isValid(page) and page.isAncestorOf(widget) and widget.isVisible():
        page.ensureWidgetVisible(widget)
