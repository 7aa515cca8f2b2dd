"""Says beside the signature that what was shown is no longer what stands. Nothing of it is signed until it was shown anew."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.juror import JurorDesk
from juryapp.desk.review import ReviewedSheet, differences, review
from juryapp.errors import Problem
from juryapp.text import _
from ui.parts.announce import announce
from ui.parts.labels import Button, Label


class ChangedCard(QWidget):
    """What differs, and a button that shows it; hidden while nothing does."""

    look_again = Signal()

    def __init__(self, desk: JurorDesk) -> None:
        super().__init__()
        self._desk = desk
        self.said = Label()
        self.said.setProperty("notice", "warn")
        self.button = Button(lambda: _("Show it as it is now"))
        self.button.clicked.connect(self._answer)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.said)
        rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def changed(self, seen: Mapping[str, ReviewedSheet]) -> list[str]:
        """The candidates whose sheets say something else by now than these did when they were shown; they are told."""
        found = {candidate: sheet for candidate, sheet in seen.items() if self._difference(sheet)}
        if found:
            self.said.say(lambda: self._words(found))
            self.show()
            announce(self.said, self.said.text())
        return list(found)

    def _words(self, found: Mapping[str, ReviewedSheet]) -> str:
        told = "; ".join(f"{candidate}: {self._difference(sheet)}" for candidate, sheet in found.items())
        return _("What you looked at has changed: {changes}.", changes=told)

    def _difference(self, seen: ReviewedSheet) -> str:
        try:
            return "; ".join(differences(seen, review(self._desk, seen.candidate)))
        except Problem as problem:
            return str(problem).rstrip(".")

    def _answer(self) -> None:
        self.hide()
        self.look_again.emit()
