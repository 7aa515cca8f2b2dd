"""Documents: the check list of what there is to print, kind by kind; one, some or all of it is seen, saved or printed.

What takes a while is done beside the window over a connection of its own: people go on working meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.event.changes import Changes
from juryapp.file_names import document_name, in_language
from juryapp.model.document import DocumentKind
from juryapp.printing.chosen_documents import Drawn
from juryapp.printing.document_line import DocumentLine, title_of
from juryapp.printing.document_signing import ISSUED
from juryapp.printing.event_documents import OF_RESULTS
from juryapp.text import _
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.files import ask_folder, ask_name
from ui.parts.flow import Flow, grows_down, row_of
from ui.parts.labels import Button, Label, Say, give_spoken_name
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.print_card import PrintCard
from ui.secretary.board_page import ShowDocument
from ui.secretary.document_choices import order_words, print_words, save_words, why_too_early
from ui.secretary.document_kinds import DocumentKinds
from ui.secretary.document_rows import OF_PAIRS, ROW, DocumentModel
from ui.secretary.document_view import DocumentView
from ui.secretary.document_work import DocumentWork
from ui.secretary.envelope_card import EnvelopeCard
from ui.secretary.meeting_card import MeetingCard
from ui.session import Session
from ui.work_steps import WorkSteps

_SIDE_BY_SIDE = 700
_AGAIN_MS = 300
"""So long after a change the list is read anew."""


class DocumentsPage(ScrollPage):
    """Kinds at the left, the documents of one of them at the right."""

    to_turn = Signal(object)
    """A kind of document is to be signed in turn."""
    check = Signal()
    """Papers that came back are to be checked."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self._session = session
        self._show_document = show_document
        self.lines: list[DocumentLine] = []
        self.kind = DocumentKind.SHEETS
        self.by_juror = False
        self.model = DocumentModel()
        self.model.ticks_changed.connect(self._say_again)
        self.view = DocumentView(self.model)
        self.view.activated.connect(self.show_row)
        give_spoken_name(self.view, lambda: title_of(self.kind))
        self.first: QWidget = self.view
        """Where one begins, and comes back to: the row stays."""
        self.said = PageMessage(self)
        self.steps = WorkSteps()
        self.print_card = PrintCard(session.runner.disk)
        self.work = DocumentWork(session, self, self.steps, self.print_card)
        self.work.told.connect(self._tell)
        self.work.left_program.connect(self.refresh)
        self.work.ended.connect(self._to_list)
        self.print_card.began.connect(self._show_list)
        self.print_card.closed.connect(self._show_list)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_AGAIN_MS)
        self._later.timeout.connect(self.refresh)
        self.kinds = DocumentKinds()
        self.kinds.chosen.connect(self.choose)
        self.kinds.check.connect(self.check)
        self.envelope_card = EnvelopeCard(session, show_document)
        self.envelope_card.closed.connect(self.kinds.see_envelope.setFocus)
        self.kinds.envelope.connect(self._ask_for_envelope)
        self._make_buttons()
        self._lay_out()
        session.changed.connect(self._changed)
        self.choose(self.kind)

    def _make_buttons(self) -> None:
        self.order = Button(lambda: _("Order by candidate") if self.by_juror else _("Order by juror"), role="text")
        self.order.clicked.connect(self._turn_order)
        self.tick_all = Button(lambda: _("Tick none") if self._all_ticked else _("Tick all"), role="text")
        self.tick_all.clicked.connect(self._tick_all)
        self.see = Button(lambda: _("See"))
        self.see.clicked.connect(lambda: self.show_row(self.view.currentIndex()))
        self.save = Button(partial(save_words, self.model))
        self.save.clicked.connect(self._ask_folder)
        self.workbook = Button(lambda: _("Write as workbook…"))
        self.workbook.clicked.connect(self._ask_workbook)
        self.turn = Button(lambda: _("Sign as chair…") if self.kind is DocumentKind.SHEETS else _("Sign in turn…"))
        self.turn.clicked.connect(self._sign_in_turn)
        self.print = Button(partial(print_words, self.model), "main")
        self.print.clicked.connect(self._print)

    def _lay_out(self) -> None:
        card = Card(16, 8)
        self.about = Label(lambda: _about(self.kind), tone="soft")
        self.meeting = MeetingCard(self._session)
        self.tools = QWidget()
        flow = Flow(self.tools)
        grows_down(self.tools)
        for button in (self.print, self.save, self.see, self.turn, self.workbook):
            flow.addWidget(button)
        # above the list: below it they would lie out of sight, however short it is
        rows_above = (Label(lambda: title_of(self.kind), "large"), self.about, self.meeting, self.tools)
        for part in (*rows_above, row_of(self.order, self.tick_all)):
            card.rows.addWidget(part)
        card.rows.addWidget(self.view, 1)
        self._list = QWidget()
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._list)
        self._split.setContentsMargins(0, 0, 0, 0)
        self._split.setSpacing(14)
        self._split.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignTop)
        self._split.addWidget(card, 1)
        rows: QVBoxLayout = column_in(self)
        for part in (Label(lambda: _("Documents"), "name"), self.steps, self.print_card, self.envelope_card):
            rows.addWidget(part)
        rows.addWidget(self._list, 1_000)
        rows.addStretch(1)

    def choose(self, kind: DocumentKind) -> None:
        """Shows the documents of another kind."""
        self.kind = kind
        self._show_lines()

    def refresh(self) -> None:
        """Reads the list anew, beside the window."""
        self._later.stop()
        if self._session.is_open and self.isVisible():
            self.work.read(self._take)

    def _take(self, lines: list[DocumentLine]) -> None:
        self.lines = lines
        self.meeting.refresh()
        self._show_lines()

    def _show_lines(self) -> None:
        """Shows the lines of the kind that is chosen; the row on which one stood stays."""
        row = self.view.currentIndex().data(ROW)
        key = row.line.key if row and not row.heads else None
        zone = self._session.about.time_zone if self._session.about else ""
        self.model.show([line for line in self.lines if line.kind is self.kind], zone, by_juror=self.by_juror)
        place = self.model.place_of(key) if key else None
        if place is None and self.model.rows:
            place = 1 if self.model.rows[0].heads else 0
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place))
        self._say_again()

    def _say_again(self) -> None:
        """What a button does depends on what is there, and on what is ticked; what waits for the reveal says so when pressed."""
        for label in self.findChildren(Label):
            label.again()
        self.kinds.tell(self.lines, self.kind)
        for button in (self.order, self.tick_all, self.save, self.print, self.turn):
            button.again()
        self.meeting.setVisible(self.kind in ISSUED and self.kind in OF_RESULTS)
        self.workbook.setVisible(self.kind is DocumentKind.RECAPITULATION)
        self.turn.setVisible(self.kind in ISSUED or self.kind is DocumentKind.SHEETS)
        any_ = bool(self.model.makeable or (self.model.rows and why_too_early(self._session.opened, {self.kind})))
        self.order.setVisible(self.kind in OF_PAIRS)
        self.tick_all.setVisible(len(self.model.makeable) > 1)
        for button in (self.see, self.save, self.print):
            button.setEnabled(any_)

    @property
    def chosen(self) -> list[DocumentLine]:
        """What is ticked, or all that can be made where nothing is."""
        return self.model.ticked or self.model.makeable

    def show_row(self, index: QModelIndex) -> None:
        """Shows the document of a row."""
        row = index.data(ROW)
        line = next((line for line in (row.lines if row else ()) if line.can_be_made), None)
        if line is None:
            if self._may_show({self.kind}):
                self._tell(lambda: _("There is nothing to see here yet."), "warn")
        elif self._may_show({line.kind}):
            self.said.setVisible(False)
            self.work.draw(line, self._show_drawn)

    def _may_show(self, kinds: Collection[DocumentKind]) -> bool:
        """No document tells a result before it is revealed; why is told."""
        why = why_too_early(self._session.opened, kinds)
        if why:
            self._tell(lambda: why, "warn")
        return not why

    def _show_drawn(self, drawn: Drawn) -> None:
        if drawn.problem:
            problem = drawn.problem
            self._tell(lambda: str(problem), "warn")
            return
        page = self._show_document(lambda: title_of(drawn.line.kind), drawn.name, drawn.pdf)
        page.left_program.connect(partial(self.work.keep, {drawn.line.key: drawn.basis}))

    def _ask_folder(self) -> None:
        if not self._may_show({self.kind}):
            return
        folder = ask_folder(self, _("Save into a folder…"))
        if folder and not self._session.hidden:
            self.save_into(folder)

    def save_into(self, folder: Path) -> None:
        """Writes what is ticked, or all, into a folder."""
        self.said.setVisible(False)
        self.work.save(self.chosen, folder)

    def _sign_in_turn(self) -> None:
        self.said.setVisible(False)
        if self._may_show({self.kind}):
            self.to_turn.emit(self.kind)

    def _ask_workbook(self) -> None:
        """The recapitulation for a spreadsheet, with live formulas."""
        if not self._may_show({DocumentKind.RECAPITULATION}):
            return
        about = self._session.about
        proposed = in_language(document_name(about.code, "recapitulation"), about.language) if about else ""
        title = _("Write as workbook…")
        path = ask_name(self, title, proposed.removesuffix(".pdf") + ".xlsx", _("Workbooks (*.xlsx)"))
        if path and not self._session.hidden:
            self.work.write_workbook(path)

    def _print(self) -> None:
        """What is asked about printing stands in the place of the list."""
        self.said.setVisible(False)
        if not self._may_show({self.kind}):
            return
        self._list.setVisible(self.print_card.works)
        self.work.print(self.chosen, order=order_words(self.model, by_juror=self.by_juror))

    def _show_list(self) -> None:
        self._list.setVisible(True)
        if not self.print_card.works:
            self._to_list()

    def _to_list(self) -> None:
        """After something was done the focus is in the list again, unless the person went on elsewhere meanwhile."""
        focused = self.window().focusWidget()
        if self.isVisible() and (focused is None or not focused.isVisible() or self.isAncestorOf(focused)):
            self.view.setFocus()

    def _turn_order(self) -> None:
        self.by_juror = not self.by_juror
        self._show_lines()

    def _tick_all(self) -> None:
        self.model.tick_all(ticked=not self._all_ticked)

    @property
    def _all_ticked(self) -> bool:
        return len(self.model.ticked) == len(self.model.makeable)

    def _ask_for_envelope(self) -> None:
        self.said.setVisible(False)
        self.envelope_card.begin()

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the kinds stand above the list."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        self.kinds.turn(wide=wide)
        self._split.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._split.setAlignment(self.kinds, Qt.AlignmentFlag.AlignTop if wide else Qt.AlignmentFlag(0))
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.refresh)


def _about(kind: DocumentKind) -> str:
    match kind:
        case DocumentKind.SHEETS:
            return _("Signed sheets as they were signed, with their ink, and complete ones not signed yet, which say so.")
        case DocumentKind.RECAPITULATION:
            return _("Each candidate with the totals of all jurors, the mean and the rank, as far as sheets are signed here.")
        case DocumentKind.MINUTES:
            return _(
                "Who decided what by which rule, the ranks, and the records on which they rest; signed in turn or with a pen."
            )
        case DocumentKind.DECREE:
            return _("A draft: the winners of each category, with room for the number and the office that issues the decree.")
        case DocumentKind.CERTIFICATES:
            return _("A page across for each winner and special mention of a final category, to be signed with a pen.")
        case DocumentKind.CEREMONY:
            return _("Whom the announcer calls, the last place first: title, number, name, institution, in large letters.")
        case DocumentKind.ATTENDANCE:
            return _("Jurors and delegations of each day of interviews, with room for their signatures.")
        case DocumentKind.PLEDGE:
            return _("One for each juror, with the conflicts of interest declared so far.")
        case DocumentKind.COMPLETENESS:
            return _("Where each laptop ends, where each sheet is, what is lacking, and six words to compare by telephone.")
        case DocumentKind.CARDS:
            return _("To cut: a quick card for each juror, a number card for each candidate, a name tent for each juror to fold.")
        case DocumentKind.BLANK:
            return _("A form for each score sheet that is still to come, where a laptop fails; its code names the sheet.")
