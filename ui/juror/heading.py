"""The heading of the form: number, whole name, who is here, when; the facts that the workbook told."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from juryapp.model.candidate import Candidate
from juryapp.model.slot import Slot
from juryapp.text import _, clock_time
from ui.juror.countdown import Countdown
from ui.juror.words import below_name, full_name
from ui.look import fonts
from ui.parts.clearing import empty
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, give_spoken_description
from ui.parts.reading_order import read_as_laid_out

_FIRST_FACTS = 3


class Heading(QWidget):
    """Who is being interviewed. The focus comes here when another candidate is opened."""

    grew = Signal()
    """More or fewer facts are shown."""

    def __init__(self, countdown: Countdown) -> None:
        super().__init__()
        self._candidate: Candidate | None = None
        self._slot: Slot | None = None
        self.countdown = countdown
        self._all = False
        self.name = Label(self._name_words, "name")
        self.name.setObjectName("who")
        self.name.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._below = Label(self._below_words, tone="soft")
        self._hour = Label(self._hour_words, "large", wrap=False)
        names, times = QVBoxLayout(), QVBoxLayout()
        for column, parts in ((names, (self.name, self._below)), (times, (self._hour, self.countdown))):
            column.setSpacing(0)
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
        self._hour.setAlignment(Qt.AlignmentFlag.AlignRight)
        times.setAlignment(self.countdown, Qt.AlignmentFlag.AlignRight)
        top = QHBoxLayout()
        top.addLayout(names, 1)
        top.addLayout(times)
        self._facts = QWidget()
        self._flow = Flow(self._facts, gap=10)
        self.more = Button(self._more_words, role="text")
        self.more.setParent(self._facts)
        self.more.clicked.connect(self._toggle)
        grows_down(self._facts)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addLayout(top)
        rows.addWidget(self._facts)

    def load(self, candidate: Candidate, slot: Slot | None) -> None:
        """Shows a candidate."""
        is_another = self._candidate is None or candidate.number != self._candidate.number
        if is_another:
            self._all = False
        self._candidate, self._slot = candidate, slot
        for label in (self.name, self._below, self._hour):
            label.again()
        give_spoken_description(self.name, self._spoken_words)
        self.countdown.load(candidate.number)
        self._below.setVisible(bool(below_name(candidate)))
        self._hour.setVisible(slot is not None)
        self._show_facts()
        if is_another:
            self.grew.emit()

    def _show_facts(self) -> None:
        empty(self._flow, self.more)
        facts = self._candidate.facts if self._candidate else {}
        for name, value in list(facts.items())[: None if self._all else _FIRST_FACTS]:
            self._flow.addWidget(_Fact(name, value))
        self._flow.addWidget(self.more)
        read_as_laid_out(self._facts, deep=False)
        self.more.again()
        self.more.setVisible(len(facts) > _FIRST_FACTS)
        self._facts.setVisible(bool(facts))
        self._facts.updateGeometry()

    def _more_words(self) -> str:
        count = len(self._candidate.facts) if self._candidate else 0
        return _("Fewer facts") if self._all else _("All {count} facts", count=count)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab arrives, in this order."""
        return self.name, self.countdown, self.more

    def _toggle(self) -> None:
        self._all = not self._all
        self._show_facts()
        self.grew.emit()

    def _name_words(self) -> str:
        return full_name(self._candidate) if self._candidate else ""

    def _below_words(self) -> str:
        return below_name(self._candidate) if self._candidate else ""

    def _spoken_words(self) -> str:
        return ", ".join(part for part in (self._below_words(), self._hour_words()) if part)

    def _hour_words(self) -> str:
        if self._slot is None:
            return ""
        start = clock_time(self._slot.start)
        return f"{start} – {clock_time(self._slot.end)}" if self._slot.end else start


class _Fact(QFrame):
    """One fact: its name small, what it says below."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self.setObjectName("card")
        title, said = QLabel(name), QLabel(value)
        for label, role in ((title, "small"), (said, "strong")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            fonts.give(label, role)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 5, 12, 6)
        rows.setSpacing(0)
        rows.addWidget(title)
        rows.addWidget(said)
        self.setToolTip(value)
        said.setWordWrap(said.sizeHint().width() > fonts.scaled(420))
        if said.wordWrap():
            fonts.limit(self, least=420)
