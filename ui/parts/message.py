"""A message: a sentence about what was just done or refused, on the page where it happened; hidden while there is none."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
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

    def tell(self, say: Say, notice: str = "") -> None:
        """Says it until it is hidden, or says something else."""
        self.say(say)
        if notice:
            set_look(self, "notice", notice)
        self.setVisible(True)
        self._announce()

    def tell_problem(self, problem: Problem | None) -> None:
        """Says what was refused; of nothing, nothing."""
        self.say(lambda: str(problem) if problem else "")
        self.setVisible(problem is not None)
        self._announce()

    def _announce(self) -> None:
        if self.isVisible():
            announce(self, self.text(), urgent="bad" in (self.property("notice"), self.property("tone")))


def bring_into_view(*widgets: QWidget) -> None:
    """Scrolls the page on which these stand until they are seen, the first one at any rate.

    Once what was shown just now has its place: it gets that with the next turn of the event loop.
    """
    page = widgets[0].parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    if page is None:
        return
    for widget in reversed(widgets):
        QTimer.singleShot(0, widget, partial(_see, page, widget))


def focus_in_view(widget: QWidget) -> None:
    """The focus goes there, and where it is can be seen."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    bring_into_view(widget)


def _see(page: QScrollArea, widget: QWidget) -> None:
    """Nothing where it went to another page, or was hidden, meanwhile."""
    if isValid(page) and page.isAncestorOf(widget) and widget.isVisible():
        page.ensureWidgetVisible(widget)
