"""The question whether a juror has a tie to candidates whose names share words with the juror's institution or affiliations."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.suggested_conflicts import SuggestedConflict, suggested_conflicts
from juryapp.event.open_event import OpenEvent
from juryapp.text import _
from ui.parts.clearing import empty
from ui.parts.labels import Label
from ui.parts.tab_order import made_anew
from ui.parts.tick import Tick


class ConflictQuestion(QWidget):
    """Nothing is ticked beforehand: only the juror knows. Hidden where there is nobody to ask about."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks: dict[str, Tick] = {}
        self._suggested: list[SuggestedConflict] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        rows.addWidget(Label(lambda: _("Do you have a conflict of interest?"), "strong"))
        rows.addWidget(
            Label(
                lambda: _(
                    "These share words with the names of your institution and affiliations. Tick whom you must not judge: it is "
                    "declared with your PIN. Others are declared at your desk, at any time."
                ),
                tone="soft",
            )
        )
        self._rows = QVBoxLayout()
        rows.addLayout(self._rows)
        self.setVisible(False)

    def ask(self, event: OpenEvent, juror: str) -> None:
        """Asks about these, anew."""
        self._suggested = suggested_conflicts(event, juror)
        empty(self._rows)
        self.ticks = {one.candidate.number: Tick(_words(one), "text") for one in self._suggested}
        for tick in self.ticks.values():
            self._rows.addWidget(tick)
        made_anew(self)
        self.setVisible(bool(self.ticks))

    def begin(self) -> bool:
        """The focus goes to the first who is asked about; False where nobody is."""
        for tick in self.ticks.values():
            tick.setFocus()
            return True
        return False

    @property
    def ticked(self) -> list[str]:
        """Whom the juror must not judge."""
        return [number for number, tick in self.ticks.items() if tick.isChecked()]

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            for one in self._suggested:
                self.ticks[one.candidate.number].say(_words(one))
        super().changeEvent(event)


def _words(one: SuggestedConflict) -> str:
    candidate = one.candidate
    name = " · ".join(part for part in (f"{candidate.number} {candidate.name}", candidate.institution) if part)
    return _("{candidate} (“{words}”)", candidate=name, words=", ".join(one.shared))
