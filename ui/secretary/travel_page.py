"""Ready to travel? What this laptop can look at before it is carried to the interviews, with what to do about each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from juryapp.desk.laptop_closing import close, closed_at
from juryapp.desk.papers_before import PAPERS, enrolment_list, test_page
from juryapp.desk.travel_checks import Check, CheckKind, CheckState, check_spare, envelope_said, say_envelope, travel_checks
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.printing.paper_names import paper_words
from juryapp.printing.print_service import Printer
from juryapp.text import _, mark
from ui.look import fonts
from ui.look.colours import colour
from ui.look.marks import paint_mark
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.flow import grows_down, row_of
from ui.parts.labels import Button, Label, set_look
from ui.parts.message import bring_into_view
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.parts.tick import Tick
from ui.print_card import find_printers
from ui.runner import Progress
from ui.secretary.board_page import ShowDocument
from ui.secretary.envelope_card import EnvelopeCard
from ui.session import Session

_STATES = {
    CheckState.OK: ("check", "good", mark("in order")),
    CheckState.WARN: ("bang", "warn", mark("look")),
    CheckState.BAD: ("cross", "bad", mark("not in order")),
    CheckState.UNKNOWN: ("dashed", "soft", mark("not known")),
}
"""State -> its mark, the name of its colour, and its word."""
_TITLES = {
    CheckKind.ENROLLED: mark("Jurors"),
    CheckKind.LAPTOPS: mark("Laptops"),
    CheckKind.CLOSED: mark("Closed, if it stays behind"),
    CheckKind.VERSIONS: mark("Versions"),
    CheckKind.CLOCK: mark("Clock"),
    CheckKind.PRINTER: mark("Printer"),
    CheckKind.DISK: mark("Room on the disk"),
    CheckKind.SPARE: mark("Spare copy"),
    CheckKind.ENVELOPE: mark("Passphrase in its envelope"),
}


class TravelPage(ScrollPage):
    """A card for each check; test pages, a spare copy and the envelope have their buttons where they are told of."""

    to_go = Signal(str)
    """Another place of the desk, where something is to be done."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self._session = session
        self._show_document = show_document
        self.checks: list[Check] = []
        self._spare: Check | None = None
        """What making and reading back a copy told, as long as the event has not changed."""
        self._printers: list[str] | None = None
        """Those that this laptop knows; None until that is found out, beside the window."""
        self.said = PageMessage(self)
        self.again = Button(lambda: _("Look again"))
        self.again.clicked.connect(self.look)
        self.make_spare = Button(lambda: _("Make a spare copy, read it back"), "main")
        self.make_spare.clicked.connect(self._make_spare)
        self.tests = [Button(partial(_test_words, paper)) for paper in PAPERS]
        for paper, button in zip(PAPERS, self.tests, strict=True):
            button.clicked.connect(partial(self._show_test, paper))
        self.list_button = Button(lambda: _("Enrolment list to print"))
        self.list_button.clicked.connect(self._show_list)
        self.sealed = Tick("", "text")
        self.sealed.clicked.connect(self._say_sealed)
        self.envelope_button = Button(lambda: _("Print the page for the envelope…"))
        self.envelope_card = EnvelopeCard(session, show_document)
        self.envelope_button.clicked.connect(self.envelope_card.begin)
        self.envelope_card.closed.connect(self.envelope_button.setFocus)
        self.enrol_button = Button(lambda: _("Enrol jurors"))
        self.enrol_button.clicked.connect(partial(self.to_go.emit, "enrol"))
        self.prepare_button = Button(lambda: _("Prepare laptops"))
        self.prepare_button.clicked.connect(partial(self.to_go.emit, "prepare"))
        self.close_button = Button(lambda: _("Close this laptop"))
        self.close_button.clicked.connect(self._close_laptop)
        tools: dict[CheckKind, QWidget] = {
            CheckKind.ENROLLED: row_of(self.enrol_button, self.list_button),
            CheckKind.LAPTOPS: row_of(self.prepare_button),
            CheckKind.CLOSED: row_of(self.close_button),
            CheckKind.PRINTER: row_of(*self.tests),
            CheckKind.SPARE: row_of(self.make_spare),
            CheckKind.ENVELOPE: _below_each_other(row_of(self.envelope_button), self.envelope_card, self.sealed),
        }
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Ready to travel?"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        self._cards = {kind: _CheckCard(kind, tools.get(kind)) for kind in CheckKind}
        for card in self._cards.values():
            rows.addWidget(card)
        rows.addWidget(row_of(self.again))
        rows.addStretch(1)
        session.changed.connect(self._changed)
        self.look()

    def look(self) -> None:
        """Looks at everything anew. Cheap: nothing is made, and no other disk is asked."""
        if not self._session.is_open:
            return
        self._look()
        self._session.runner.disk.ask(lambda progress: find_printers(), self._printers_found, self._refused, self)

    def _printers_found(self, found: list[Printer]) -> None:
        names = [printer.name for printer in found]
        if names != self._printers:
            self._printers = names
            if self._session.is_open:
                self._look()

    def _look(self) -> None:
        event = self._session.opened
        found = travel_checks(event, self._printers, envelope_at=envelope_said(event))
        own = {CheckKind.SPARE: self._spare, CheckKind.PRINTER: _looking() if self._printers is None else None}
        self.checks = [own.get(one.kind) or one for one in found]
        self._show()

    def _show(self) -> None:
        self.sealed.say(_("The passphrase lies in its sealed envelope, with somebody who stays"))
        self.sealed.setChecked(envelope_said(self._session.opened) is not None)
        is_open = not closed_at(self._session.opened)
        had_focus = self.close_button.hasFocus()
        self.close_button.setVisible(is_open)
        if had_focus and not is_open:
            self.focusNextChild()
        for check in self.checks:
            self._cards[check.kind].show_check(check)

    def _make_spare(self) -> None:
        event = self._session.opened

        def work(progress: Progress) -> Check:
            return check_spare(event)

        self.said.setVisible(False)
        self._session.runner.run(work, self._made, self._refused)

    def _close_laptop(self) -> None:
        event = self._session.opened
        self.said.tell_problem(self._session.write("closing", lambda: close(event), self))
        self.look()

    def _made(self, check: Check) -> None:
        self._spare = check
        self.look()
        self.make_spare.setFocus()
        bring_into_view(self.make_spare)

    def _refused(self, problem: Problem) -> None:
        self.said.tell(lambda: str(problem), "bad")

    def _say_sealed(self) -> None:
        say_envelope(self._session.opened, sealed=self.sealed.isChecked())
        self.look()
        self.sealed.setFocus()

    def _show_test(self, paper: str) -> None:
        self._show_document(partial(_test_words, paper), *test_page(self._session.opened, paper))

    def _show_list(self) -> None:
        self._show_document(lambda: _("Enrolment list"), *enrolment_list(self._session.opened))

    def _changed(self, changes: Changes, initiator: object) -> None:
        self._spare = None
        if self.isVisible():
            self.look()

    def showEvent(self, event: QShowEvent) -> None:
        """Printers and disks change while one is elsewhere."""
        super().showEvent(event)
        self.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._spare = None  # it was told in the other language
            QTimer.singleShot(0, self, self.look)
        super().changeEvent(event)


class _CheckCard(Card):
    """One check: its state by shape and word, what is known, what to do, and where that is done."""

    def __init__(self, kind: CheckKind, tools: QWidget | None) -> None:
        super().__init__(16, 4)
        self._title = _TITLES[kind]
        self._shape = _Shape()
        self._head, self._known, self._to_do = Label(role="strong"), Label(), Label(tone="soft")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._shape)
        head.addWidget(self._head, 1)
        self.rows.addLayout(head)
        for part in (self._known, self._to_do, *([tools] if tools else [])):
            self.rows.addWidget(part)

    def show_check(self, check: Check) -> None:
        """Shows how it stands now."""
        shape, tone, word = _STATES[check.state]
        self._shape.show_mark(shape, tone)
        self._head.say(lambda: f"{_(self._title)} · {_(word)}")
        set_look(self._head, "tone", tone)
        self._known.say(lambda: check.sentence)
        self._to_do.say(lambda: check.to_do)
        self._to_do.setVisible(bool(check.to_do))


class _Shape(QWidget):
    """The mark of a state; its word stands beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._shape, self._tone = "dashed", "soft"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_mark(self, shape: str, tone: str) -> None:
        """Shows another one."""
        self._shape, self._tone = shape, tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(18), fonts.scaled(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        paint_mark(QPainter(self), QRectF(1, 1, side - 2, side - 2), self._shape, colour(self._tone))


def _below_each_other(*parts: QWidget) -> QWidget:
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        rows.addWidget(part)
    grows_down(column)
    return column


def _what_it_is() -> str:
    return _("What this laptop can see before it is carried away. What it can't see is said.")


def _looking() -> Check:
    return Check(CheckKind.PRINTER, CheckState.UNKNOWN, _("Looking for printers…"))


def _test_words(paper: str) -> str:
    return _("Test page {paper}", paper=paper_words(paper))
