"""A changed workbook: everything that it would change is shown before it is done, and names are confirmed one by one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer

from juryapp.documents.printable import named_letters
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.setup_changes.update import Update, plan
from juryapp.text import _
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from ui.parts.column import column_in
from ui.parts.files import ask_file
from ui.parts.labels import Button, Label, Say, set_look
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.parts.tick import Tick
from ui.preparation.change_cards import ChangeCards, Sentences
from ui.runner import Progress
from ui.secretary.mapping_card import MappingCards
from ui.session import Session


class UpdatePage(ScrollPage):
    """Which workbook, what it changes, and the desk's PIN that does it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._path: Path | None = None
        self._workbook: ReadWorkbook | None = None
        self.keeps = False
        self.choose = Button(lambda: _("Choose the workbook…"), "main")
        self.choose.clicked.connect(self._ask)
        self._chosen = Label(lambda: str(self._path) if self._path else "", tone="soft")
        self.said = PageMessage(self)
        self.notes = Sentences(lambda: _("What to look at in the workbook"), "warn")
        self.cards = cards = ChangeCards(session)
        cards.keep.clicked.connect(self._keep)
        cards.made.connect(self._made)
        cards.refused_to_make.connect(self._refused)
        cards.unticked.connect(self._tell_unticked)
        cards.begun.connect(self.said.hide)
        self.refused, self.offered, self.keep, self.effects = cards.refused, cards.offered, cards.keep, cards.effects
        self.changes, self.names, self.reason = cards.changes, cards.names, cards.reason
        self.button, self.pin, self.doing = cards.button, cards.pin, cards.doing
        self.former = MappingCards(session)
        self._lay_out()
        session.changed.connect(self._changed)
        self._show(None)

    @property
    def ticks(self) -> dict[tuple[str, str], Tick]:
        """The boxes of the names that are corrected."""
        return self.cards.ticks

    @property
    def update_(self) -> Update | None:
        """What the workbook would change."""
        return self.cards.update_

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Take in a changed workbook"), "name"))
        rows.addWidget(Label(_about, tone="soft"))
        rows.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        for one in (self._chosen, self.notes, self.cards, self.former):
            rows.addWidget(one)
        rows.addStretch(1)

    def _ask(self) -> None:
        path = ask_file(self, _("Choose the workbook"), _("Workbooks (*.xlsx *.ods)"))
        if path:
            self.look_at(path)

    def look_at(self, path: Path) -> None:
        """Reads a workbook and shows what it would change."""

        def work(progress: Progress) -> ReadWorkbook:
            return read_workbook(path, named_letters)

        self._path, self._workbook, self.keeps = path, None, False
        self.said.setVisible(False)
        self._show(None)
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
        self._show(found)
        if not found.values and not found.refused:
            self._tell(lambda: _("The workbook says what the event says already; nothing changes."), "good")

    def _show(self, found: Update | None) -> None:
        self._chosen.again()
        self._chosen.setVisible(self._path is not None)
        self.notes.show_all([str(one) for one in self._workbook.notes] if self._workbook else [])
        self.cards.show_update(found)
        set_look(self.choose, "kind", "" if self.cards.can else "main")  # one main button a page

    def _keep(self) -> None:
        self.keeps = True
        self._compare()

    def _tell_unticked(self) -> None:
        self._tell(lambda: _("Tick each corrected name first, or spell it in the workbook as it was."), "bad")

    def _made(self, changes: Changes) -> None:
        self._workbook = None
        self._session.wrote(changes, self)
        self._show(None)
        self._tell(lambda: _("The event is changed."), "good")
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, problem: Problem) -> None:
        self._failed(problem)
        self._compare()

    def _failed(self, problem: Problem) -> None:
        self._tell(lambda: "\n".join(problem.sentences()), "bad")

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

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
