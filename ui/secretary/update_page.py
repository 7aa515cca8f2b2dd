"""A changed workbook: everything that it would change is shown before it is done, and names are confirmed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from juryapp.desk.secretary import SecretaryDesk
from juryapp.documents.printable import named_letters
from juryapp.errors import Problem, WrongPin
from juryapp.event.changes import Changes
from juryapp.setup_changes.names import Correction
from juryapp.setup_changes.update import Update, apply, plan
from juryapp.text import _
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.column import column_in
from ui.parts.files import ask_file
from ui.parts.labels import Button, Label, Say, fixed, set_look
from ui.parts.line import TextLine
from ui.parts.message import Message
from ui.parts.pin import PinField
from ui.parts.reading_order import read_as_laid_out
from ui.parts.scroll_page import ScrollPage
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.secretary.mapping_card import MappingCards
from ui.session import Session

_MOST = 200
"""So many changes are shown; a workbook that changes more is told in full by the command line."""


class UpdatePage(ScrollPage):
    """Which workbook, what it changes, and the desk's PIN that does it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path: Path | None = None
        self._workbook: ReadWorkbook | None = None
        self.keeps = False
        self.update_: Update | None = None
        self.choose = Button(lambda: _("Choose the workbook…"), "main")
        self.choose.clicked.connect(self._ask)
        self._chosen = Label(lambda: str(self._path) if self._path else "", tone="soft")
        self.said = Message("good")
        self.refused = _Sentences(lambda: _("This can't be done"), "bad")
        self.offered = _Sentences(self._offered_words, "warn")
        self.keep = Button(lambda: _("Take the rows by name and keep the event's numbers"))
        self.keep.clicked.connect(self._keep)
        self.offered.rows.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.notes = _Sentences(lambda: _("What to look at in the workbook"), "warn")
        self.effects = _Sentences(lambda: _("What this does to score sheets"), "bad")
        self.changes = _Sentences(lambda: _("What changes"))
        self.names = Card(20, 8)
        self.ticks: dict[tuple[str, str], Tick] = {}
        self._corrections: tuple[Correction, ...] = ()
        self.reason = TextLine(lambda: _("Why are names corrected? The reason stays on record."))
        self.button = Button(lambda: _("Make these changes"), "main")
        self.button.clicked.connect(self.make)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.former = MappingCards(session)
        self._lay_out()
        session.changed.connect(self._changed)
        self._show()

    def _lay_out(self) -> None:
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(4)
        told = Label(lambda: _("Tick each name that means the same as before; scores never move to another."), "strong")
        self.names.rows.addWidget(told)
        self.names.rows.addLayout(self._ticks)
        self.names.rows.addWidget(self.reason)
        self.doing = Card(20, 10)
        self.doing.rows.addWidget(self.pin)
        self.doing.rows.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Take in a changed workbook"), "name"))
        rows.addWidget(Label(_about, tone="soft"))
        rows.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (self._chosen, self.said, self.refused, self.offered, self.notes, self.effects, self.names, self.changes):
            rows.addWidget(one)
        rows.addWidget(self.doing)
        rows.addWidget(self.former)
        rows.addStretch(1)

    def _ask(self) -> None:
        path = ask_file(self, _("Choose the workbook"), _("Workbooks (*.xlsx *.ods)"))
        if path:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Reads a workbook and shows what it would change."""

        def work(progress: Progress) -> ReadWorkbook:
            return read_workbook(path, named_letters)

        self._path, self._workbook, self.keeps, self.update_ = path, None, False, None
        self.said.setVisible(False)
        self._show()
        self._session.runner.run(work, self._read, self._failed)

    def _read(self, workbook: ReadWorkbook) -> None:
        self._workbook = workbook
        self._compare()

    def _compare(self) -> None:
        """Compares the workbook with the event as it stands now."""
        workbook, keeps, desk = self._workbook, self.keeps, self._session.secretary
        if workbook is None or desk is None:
            return
        self._session.runner.run(lambda progress: plan(desk, workbook.setup, keep=keeps), self._planned, self._failed)

    def _planned(self, found: Update) -> None:
        self.update_ = found
        if not found.values and not found.refused:
            self._tell(lambda: _("The workbook says what the event says already; nothing changes."), "good")
        self._show()

    def _show(self) -> None:
        found = self.update_
        self._chosen.again()
        self._chosen.setVisible(self._path is not None)
        self.refused.show_all([str(one) for one in found.refused] if found else [])
        self.offered.show_all(found.offered if found else [])
        self.notes.show_all([str(one) for one in self._workbook.notes] if self._workbook else [])
        can = found if found and not found.refused and found.values else None
        self.effects.show_all(can.effects if can else [])
        self.changes.show_all([one.sentence for one in can.told] if can else [])
        self._show_names(can)
        self.doing.setVisible(can is not None)
        set_look(self.choose, "kind", "" if can else "main")  # one main button a page

    def _show_names(self, found: Update | None) -> None:
        """One box for each name that is corrected; what was ticked for the same names stays ticked."""
        ticked = [one for one in self._corrections if self.ticks[one.key].isChecked()]
        self._corrections = found.corrections if found else ()
        empty(self._ticks)
        self.ticks = {}
        for one in self._corrections:
            tick = Tick(one.says, "text")
            tick.setChecked(one in ticked)
            self.ticks[one.key] = tick
            self._ticks.addWidget(tick)
        read_as_laid_out(self.names)
        self.names.setVisible(bool(self.ticks))

    def _offered_words(self) -> str:
        if self.update_ and self.update_.offers_new_only:
            return _("Whoever is new can get a free number, and whose name is gone stays as it was")
        return _("The same rows stand under other numbers or codes in this workbook")

    def _keep(self) -> None:
        self.keeps = True
        self._compare()

    def make(self) -> None:
        """Does what is shown, once every name is confirmed."""
        found, reason = self.update_, self.reason.text()
        if found is None:
            return
        confirmed = [key for key, tick in self.ticks.items() if tick.isChecked()]
        if len(confirmed) < len(self.ticks):
            self._tell(lambda: _("Tick each corrected name first, or spell it in the workbook as it was."), "bad")
            return
        event, pin = self._session.opened, self.pin.take()
        self.said.setVisible(False)

        def work(progress: Progress) -> Changes:
            return apply(SecretaryDesk.sit(event, pin), found, confirmed, reason or None)

        self._session.runner.run(work, self._made, self._refused)

    def _made(self, changes: Changes) -> None:
        self.pin.forget()
        self.update_ = self._workbook = None
        self._session.wrote(changes, self)
        self._show()
        self._tell(lambda: _("The event is changed."), "good")

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.pin.refuse(problem)
            return
        self._failed(problem)
        self._compare()

    def _failed(self, problem: Problem) -> None:
        self._tell(lambda: "\n".join(problem.sentences()), "bad")

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)
        self.ensureWidgetVisible(self.said)

    def _changed(self, changes: Changes, initiator: object) -> None:
        """What came in meanwhile may change what this workbook changes."""
        if initiator is not self and self.update_ is not None:
            self._compare()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._compare)
        super().changeEvent(event)


def _about() -> str:
    return _(
        "The workbook is compared with the event. You see each change and what it does before anything is done; nothing is "
        "ever deleted."
    )


class _Sentences(Card):
    """A heading and sentences below it; nothing where there are none."""

    def __init__(self, heading: Say, tone: str = "") -> None:
        super().__init__(20, 6)
        self._heading = Label(heading, "large", tone)
        self.rows.addWidget(self._heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.rows.addLayout(self._list)
        self.sentences: tuple[str, ...] = ()

    def show_all(self, sentences: Sequence[str]) -> None:
        """Shows these."""
        self.sentences = tuple(sentences)
        self._heading.again()
        empty(self._list)
        more = len(sentences) - _MOST
        rest = [_("… and {count} more; juryapp update --dry-run tells all.", count=more)] if more > 0 else []
        for sentence in [*sentences[:_MOST], *rest]:
            self._list.addWidget(Label(fixed(sentence)))
        read_as_laid_out(self)
        self.setVisible(bool(sentences))
