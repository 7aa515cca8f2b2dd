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
from ui.parts.action_button import ActionButton
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, give_spoken_description
from ui.parts.reading_order import read_as_laid_out

_FIRST_FACTS = 3
_WIDE = 420
"""A fact that is wider than this is told on several lines."""


class Heading(QWidget):
    """Who is being interviewed. The focus comes here when another candidate is opened."""

    grew = Signal()
    """More or fewer facts are shown."""

    def __init__(self, countdown: Countdown, papers: ActionButton) -> None:
        super().__init__()
        self._candidate: Candidate | None = None
        self._slot: Slot | None = None
        self.countdown = countdown
        self._all = False
        self._told: tuple[object, ...] = ()
        """The facts that are shown, and at which size of text."""
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
        self._flow.addWidget(self.more)
        self.papers = papers
        """Opens what the candidate handed in; not there where nothing was."""
        self._flow.addWidget(self.papers)
        self.facts: list[Fact] = []
        """As many as were ever shown at once; those that aren't needed now are hidden."""
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
        self.papers.again()
        self._below.setVisible(bool(below_name(candidate)))
        self._hour.setVisible(slot is not None)
        self._show_facts()
        if is_another:
            self.grew.emit()

    def _show_facts(self) -> None:
        """What the workbook told doesn't change with a score: the facts stay as they are until others are to be shown."""
        facts = self._candidate.facts if self._candidate else {}
        shown = list(facts.items())[: None if self._all else _FIRST_FACTS]
        self.more.again()
        told = (*shown, fonts.scaled(_WIDE), len(facts) > _FIRST_FACTS, self.papers.isHidden() or self.papers.text())
        if told == self._told:
            return
        self._told = told
        while len(self.facts) < len(shown):
            self.facts.append(fact := Fact())
            self._flow.insert_before(self.more, fact)
        for place, fact in enumerate(self.facts):
            if place < len(shown):
                fact.show_fact(*shown[place])
            fact.setVisible(place < len(shown))
        read_as_laid_out(self._facts, deep=False)
        self.more.setVisible(len(facts) > _FIRST_FACTS)
        self._facts.setVisible(bool(facts) or not self.papers.isHidden())
        self._facts.updateGeometry()

    def _more_words(self) -> str:
        count = len(self._candidate.facts) if self._candidate else 0
        return _("Fewer facts") if self._all else _("All {count} facts", count=count)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab arrives, in this order."""
        return self.name, self.countdown, self.more, self.papers

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


class Fact(QFrame):
    """One fact: its name small, what it says below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.title, self.said = QLabel(), QLabel()
        for label, role in ((self.title, "small"), (self.said, "strong")):
            label.setTextFormat(Qt.TextFormat.PlainText)
            fonts.give(label, role)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(12, 5, 12, 6)
        rows.setSpacing(0)
        rows.addWidget(self.title)
        rows.addWidget(self.said)

    def show_fact(self, name: str, value: str) -> None:
        """Shows another one."""
        self.title.setText(name)
        self.said.setText(value)
        self.setToolTip(value)
        self.said.setWordWrap(False)
        wraps = self.said.sizeHint().width() > fonts.scaled(_WIDE)
        self.said.setWordWrap(wraps)
        self.setMinimumWidth(fonts.scaled(_WIDE) if wraps else 0)
        self.updateGeometry()  # the row must not reckon with the size of the fact before
