"""Results over all events: one category at a time, who is placed in each event and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.many_events import words
from juryapp.many_events.folder import EventRow
from juryapp.many_events.results import CategoryOverAll, EventResult, results_over_all
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.labels import Label, rule
from ui.parts.marked import Marked
from ui.parts.pick import Pick


class ResultsCard(Card):
    """A pick of categories, and a line an event."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[CategoryOverAll] = ()
        self.pick = Pick(lambda: _("Category"))
        self.pick.picked.connect(self._show)
        self.final = Label(self._final, "strong")
        self.lines: list[ResultLine] = []
        self.rows.addWidget(Label(lambda: _("Results over all events"), "name"))
        self.rows.addWidget(
            Label(lambda: _("Who is placed is told once the two people of that event opened the result."), tone="soft")
        )
        for part in (self.pick, self.final):
            self.rows.addWidget(part)

    def show_rows(self, rows: Sequence[EventRow]) -> None:
        """Shows what was read."""
        self._found = results_over_all(rows)
        names = [(one.name, one.name) for one in self._found]
        self.pick.offer(names, self.pick.code)
        self.setVisible(bool(names))
        self._show()

    def _picked(self) -> CategoryOverAll | None:
        return next((one for one in self._found if one.name == self.pick.code), None)

    def _final(self) -> str:
        found = self._picked()
        return _("{final} of {count} final", final=found.final, count=len(found.results)) if found else ""

    def _show(self) -> None:
        found = self._picked()
        self.final.again()
        for gone in self.lines:
            self.rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.lines = [ResultLine(one) for one in found.results] if found else []
        for line in self.lines:
            self.rows.addWidget(line)


class ResultLine(QWidget):
    """One event: who is placed, and how sure that is."""

    def __init__(self, found: EventResult) -> None:
        super().__init__()
        self._found = found
        self.placed = Label(lambda: "; ".join(words.placed_words(self._found.category)))
        self.sure = Marked()
        mark, tone = ("check", "good") if found.category.final else ("half", "warn")
        self.sure.show_state(mark, tone, lambda: words.sure_words(self._found.category))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 5, 0, 5)
        rows.setSpacing(1)
        self.name = Label(lambda: words.title(self._found.row), "strong")
        for part in (rule(), self.name, self.placed, self.sure):
            rows.addWidget(part)
