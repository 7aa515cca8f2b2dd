"""What needs a decision, above the board: a line for each, and the button that compares its versions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from juryapp.board.disputes import Dispute
from juryapp.journal.subjects import Subject
from juryapp.text import _, plural
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.labels import Button, Label, give_spoken_name
from ui.parts.tab_order import made_anew

_SHOWN = 3
"""More are shown on demand: the board below stays in sight."""


class Disputed(Card):
    """One line a dispute; nothing where nothing needs a decision."""

    chosen = Signal(object)
    """The place of the dispute that is to be decided."""

    def __init__(self) -> None:
        super().__init__(14, 6)
        self.shown: tuple[Dispute, ...] = ()
        self.lines: list[DisputeLine] = []
        self._all = False
        self.more = Button(self._more_words, "flush", "text")
        self.more.clicked.connect(self._show_rest)
        self.rows.addWidget(Label(self._title_words, "strong", "bad"))
        self.rows.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(False)

    def has(self, place: tuple[str, ...]) -> bool:
        """True if something is to be decided there."""
        return any(dispute.place == place for dispute in self.shown)

    def about_names(self, juror: str, candidate: str) -> tuple[str, ...] | None:
        """Where it is to be decided whom a signed sheet names; None where nothing is."""
        places = ((Subject.CANDIDATE, candidate), (Subject.JUROR, juror))
        found = (one.place for one in self.shown if one.is_about_names)
        return next((place for place in found if place in places or place[0] == Subject.CATEGORY), None)

    def may_only_be_reopened(self, place: tuple[str, ...]) -> bool:
        """True where there is nothing to choose: a sheet that can't count, in one version."""
        return any(len(matter.versions) == 1 for dispute in self.shown if dispute.place == place for matter in dispute.matters)

    def show_all(self, found: Sequence[Dispute]) -> None:
        """Shows what needs a decision now."""
        if tuple(found) != self.shown:
            self.shown = tuple(found)
            self._fill()

    def _fill(self) -> None:
        for line in self.lines:
            take_away(self.rows, line)
        listed = self.shown if self._all or len(self.shown) == _SHOWN + 1 else self.shown[:_SHOWN]
        self.lines = [DisputeLine(dispute) for dispute in listed]
        for place, line in enumerate(self.lines, 1):
            line.button.clicked.connect(lambda _checked=False, where=line.place: self.chosen.emit(where))
            self.rows.insertWidget(place, line)
        made_anew(self)
        for label in self.findChildren(Label):
            label.again()
        self.more.again()
        self.more.setVisible(len(listed) < len(self.shown))
        self.setVisible(bool(self.shown))

    def _show_rest(self) -> None:
        self._all = True
        self._fill()

    def _title_words(self) -> str:
        return plural("{count} matter has two versions: decide", "{count} matters have two versions: decide", len(self.shown))

    def _more_words(self) -> str:
        return plural("Show {count} more", "Show {count} more", len(self.shown) - _SHOWN)


class DisputeLine(QWidget):
    """One dispute in a line."""

    def __init__(self, dispute: Dispute) -> None:
        super().__init__()
        self.place = dispute.place
        what = ", ".join(matter.title for matter in dispute.matters)
        self.words = Label(lambda: f"{dispute.title}: {what}")
        self.button = Button(lambda: _("Compare…"))
        give_spoken_name(self.button, lambda: _("Compare: {what}", what=f"{dispute.title}: {what}"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
