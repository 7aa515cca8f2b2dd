"""The next stage from a folder of events: which events, which workbook, how many go on; then who they are; then the new file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Problem, Refused
from juryapp.many_events import words
from juryapp.many_events.folder import EventRow
from juryapp.many_events.going_on import GoingOnRule
from juryapp.many_events.next_stage import NextStage, NextStageRule
from juryapp.many_events.origin_words import origin_words
from juryapp.many_events.results import results_over_all
from juryapp.new_secrets import known_words, strength
from juryapp.text import _
from juryapp.workbook.cells import fold
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.files import ask_file
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import Message, bring_into_view
from ui.parts.new_secret import NewSecret
from ui.parts.pick import Pick
from ui.parts.tick import Tick

_MOST_FIRST = 9


@dataclass(frozen=True)
class AskedStage:
    """What was filled in."""

    workbook: Path
    events: tuple[Path, ...]
    rule: NextStageRule


class NextStageCard(Card):
    """Hidden until it is asked for; nothing is made before who goes on was looked at."""

    asked = Signal(object)
    """Who would go on? An `AskedStage`."""
    wanted = Signal(object, str, str)
    """The event is to be made: the `AskedStage`, its passphrase, the desk's PIN."""

    def __init__(self) -> None:
        super().__init__()
        self._workbook: Path | None = None
        self.found: NextStage | None = None
        self.events: dict[Path, Tick] = {}
        self.counts: dict[str, Pick] = {}
        self.going: dict[tuple[str, str], Tick] = {}
        self.choose = Button(lambda: _("Choose the workbook of the next stage…"))
        self.choose.clicked.connect(self._choose)
        self._chosen = Label(self._chosen_words, tone="soft")
        self.by = TextLine(lambda: _("Who decides that they go on? It stays on record."))
        self.although = TextLine(lambda: _("Only where a result isn't final: why they go on all the same"))
        self.shared = Tick("", "text")
        self.papers = Tick("", "text")
        self.papers.setChecked(True)
        self.look = Button(lambda: _("Look who goes on"), "main")
        self.look.clicked.connect(self._look)
        self.said = Message()
        self.secret = NewSecret(
            strength.PASSPHRASE,
            lambda: _("Passphrase of the next stage's file: several words, kept in a sealed envelope"),
            lambda: _("The same passphrase again"),
            self._known,
        )
        self.pins = NewSecret(
            strength.DESK_PIN,
            lambda: _("PIN of the next stage's desk and key: 6 characters or more"),
            lambda: _("The same PIN again"),
            self._known,
        )
        self.make = Button(lambda: _("Make the next stage's event…"), "main")
        self.make.clicked.connect(self._make)
        self._lay_out()
        self._say_ticks()
        self.forget_found()

    def _lay_out(self) -> None:
        self._events, self._counts, self._going = (QVBoxLayout() for _one in range(3))
        self._boxes = [QWidget(), QWidget(), QWidget()]
        for box, layout in zip(self._boxes, (self._events, self._counts, self._going), strict=True):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(4)
            box.setLayout(layout)
        about = Label(
            lambda: _(
                "Who is placed first goes on into a new event, made from its own workbook, which needs no candidates. These "
                "events are only read."
            ),
            tone="soft",
        )
        self.rows.addWidget(Label(lambda: _("Next stage"), "name"))
        for part in (about, row_of(self.choose), self._chosen, self._boxes[0], self._boxes[1]):
            self.rows.addWidget(part)
        for line in (self.by, self.although):
            label = Label(line.hint, "small strong", "soft")
            label.setBuddy(line)
            self.rows.addWidget(label)
            self.rows.addWidget(line)
        for part in (self.shared, self.papers, row_of(self.look), self.said, self._boxes[2], self.secret, self.pins):
            self.rows.addWidget(part)
        self._made_row = row_of(self.make)
        self.rows.addWidget(self._made_row)
        self.by.entered.connect(self.look.setFocus)
        self.although.entered.connect(self.look.setFocus)
        for line in (self.by, self.although):
            line.textChanged.connect(self.forget_found)
        for tick in (self.shared, self.papers):
            tick.toggled.connect(self.forget_found)
        self.secret.entered.connect(self.pins.field.setFocus)
        self.pins.entered.connect(self.make.setFocus)

    def show_rows(self, rows: Sequence[EventRow]) -> None:
        """Offers these events and their categories."""
        for layout in (self._events, self._counts):
            empty(layout)
        self.events, self.counts = {}, {}
        for row in rows:
            if row.overview:
                tick = self.events[row.path] = Tick(words.title(row), "text")
                tick.setChecked(not row.same)
                tick.toggled.connect(self.forget_found)
                self._events.addWidget(tick)
        for over_all in results_over_all(rows):
            pick = self.counts[fold(over_all.name)] = Pick(partial(_count_words, over_all.name))
            pick.offer([(str(count), str(count)) for count in range(_MOST_FIRST + 1)], "1")
            pick.picked.connect(self.forget_found)
            self._counts.addWidget(pick)
        self.forget_found()

    def forget_found(self) -> None:
        """What is asked for is another: who goes on has to be looked at again."""
        self.found = None
        empty(self._going)
        self.going = {}
        for part in (self._boxes[2], self.secret, self.pins, self._made_row):
            part.setVisible(False)

    def show_found(self, found: NextStage) -> None:
        """Who goes on; who is unticked doesn't."""
        self.forget_found()
        self.found = found
        self.said.tell(lambda: "\n".join(found.told), "warn")
        for one in found.brought:
            key = (fold(one.origin.code), fold(one.origin.candidate))
            tick = self.going[key] = Tick(_who(found, one.number, origin_words(one.origin)), "text")
            tick.setChecked(True)
            self._going.addWidget(tick)
        for part in (self._boxes[2], self.secret, self.pins, self._made_row):
            part.setVisible(True)
        self.secret.field.setFocus()
        bring_into_view(self.said)

    def refuse(self, problem: Problem) -> None:
        """Says everything that stands in the way."""
        self.said.tell(lambda: "\n".join(problem.sentences()), "bad")
        self.look.setFocus()

    def tell(self, sentence: str) -> None:
        """What is being done."""
        self.said.tell(lambda: sentence, "warn")

    def forget_secrets(self) -> None:
        """Nothing that was typed stays."""
        for part in (self.secret, self.pins):
            part.clear()

    def _look(self) -> None:
        asked = self._asked()
        if asked:
            self.asked.emit(asked)

    def _make(self) -> None:
        asked = self._asked()
        if asked and not (self.secret.check() or self.pins.check()):
            self.wanted.emit(asked, self.secret.field.text(), self.pins.field.text())

    def _asked(self) -> AskedStage | None:
        """What was filled in; None where something lacks, which is said."""
        events = tuple(path for path, tick in self.events.items() if tick.isChecked())
        if self._workbook is None:
            self._lack(self.choose, Refused("Choose the workbook of the next stage first."))
        elif not events:
            self._lack(next(iter(self.events.values())), Refused("Tick the events from which candidates go on."))
        elif not self.by.text().strip():
            self._lack(self.by, Refused("Write who decides that they go on; it stays on record."))
        else:
            counts = {name: int(pick.code) for name, pick in self.counts.items()}
            going_on = GoingOnRule(
                first_of={name: count for name, count in counts.items() if count > 1},
                without=frozenset(name for name, count in counts.items() if not count),
                left_out=frozenset(key for key, tick in self.going.items() if not tick.isChecked()),
                shared=self.shared.isChecked(),
                although=" ".join(self.although.text().split()),
                papers=self.papers.isChecked(),
                by=" ".join(self.by.text().split()),
            )
            return AskedStage(self._workbook, events, NextStageRule(going_on))
        return None

    def _lack(self, where: QWidget, problem: Problem) -> None:
        self.said.tell(lambda: str(problem), "bad")
        where.setFocus()

    def _choose(self) -> None:
        path = ask_file(self, _("Choose the workbook of the next stage"), _("Workbooks (*.xlsx *.ods)"))
        if path:
            self.take(path)

    def take(self, workbook: Path) -> None:
        """The event is made from this one."""
        self._workbook = workbook
        self._chosen.again()
        self.forget_found()
        self.by.setFocus()

    def _chosen_words(self) -> str:
        return str(self._workbook) if self._workbook else _("An .xlsx or .ods file with the categories, criteria and jurors.")

    def _known(self) -> list[str]:
        return known_words.words_of(self.found.setup) if self.found else []

    def _say_ticks(self) -> None:
        self.shared.setText(_("All who share the last place go on"))
        self.papers.setText(_("Their own files go on with them"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say_ticks()
            if self.found:
                for one, tick in zip(self.found.brought, self.going.values(), strict=True):
                    tick.setText(_who(self.found, one.number, origin_words(one.origin)))


def _count_words(category: str) -> str:
    return _("{category}: so many of each event", category=category)


def _who(found: NextStage, number: str, whence: str) -> str:
    candidate = next(one for one in found.setup.candidates if one.number == number)
    return f"{number} {candidate.name} · {whence}"
