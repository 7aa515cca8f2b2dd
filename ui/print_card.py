"""Print card: which printer, how many copies, on which paper; in the program's own language, and nothing waits behind it.

Qt's own print dialog speaks English where the system has none, and stops the window while it is open. How pages go to the
printer on this system, and why so, is told (`ui/print_ways.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.printing.paper_names import SIZES, paper_words
from juryapp.printing.print_outcome import Printed
from juryapp.printing.print_service import Printer
from juryapp.text import _, plural
from ui.actions import action, press
from ui.disk import Disk, Question
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, give_spoken_name
from ui.parts.message import Message, bring_into_view
from ui.parts.tick import Choice
from ui.print_ways import Pdfs, the_way
from ui.print_work import Wanted
from ui.work_steps import Steps, WorkSteps

MOST_COPIES = 99
_last: list[str] = []
"""The printer that was chosen last, for as long as the program runs."""


def find_printers() -> list[Printer]:
    """The printers that are set up on this laptop, the last one and the usual one first. Asked beside the window."""
    return sorted(the_way().printers(), key=lambda one: one.name not in _last)


class PrintCard(Card):
    """Shown where something is to be printed, until it is printed or called off."""

    began = Signal()
    """All is said: it prints from now on, and nothing is asked any more."""
    closed = Signal()
    """Nothing is asked any more, printed or not."""
    printed = Signal(object)
    """How it ended: `Printed`."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(20, 10)
        self._disk = disk
        self._way = the_way()
        self._pdfs: Pdfs = lambda: iter(())
        self._count, self._paper, self._order = 0, "", ""
        self._called = ""
        self._known: list[Printer] = []
        self._looking: Question | None = None
        self.printers: dict[str, Choice] = {}
        self._printers = QWidget()
        self._printer_rows = QVBoxLayout(self._printers)
        self._printer_rows.setContentsMargins(0, 0, 0, 0)
        self._printer_rows.setSpacing(2)
        self.none = Message("warn")
        self.how = Label(lambda: self._way.why(), "small", "soft")
        self.no_paper = Message("warn")
        self.order = Label(self._order_words)
        self.copies = _field(lambda: _("Copies"))
        self.pages = _field(lambda: _("Pages, as 1 or 2-3; all if empty"))
        self.own_paper = Choice("", "text")
        self.on_a4 = Choice("", "text")
        self.wrong = Message("bad")
        self.wrong.until(self.copies.textEdited, self.pages.textEdited)
        self.button = Button(lambda: _("Print"), "main")
        self.back = Button(lambda: _("Don't print"))
        self.steps = WorkSteps()
        self._lay_out()
        self.setVisible(False)

    def _lay_out(self) -> None:
        papers = QWidget()
        paper_rows = QVBoxLayout(papers)
        paper_rows.setContentsMargins(0, 0, 0, 0)
        paper_rows.setSpacing(2)
        for choice in (self.own_paper, self.on_a4):
            paper_rows.addWidget(choice)
        for field in (self.copies, self.pages):
            fonts.limit(field, least=180, most=300)
            field.returnPressed.connect(self.start)
        self._asked = QWidget()
        rows = QVBoxLayout(self._asked)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        for part in (
            self.order,
            Label(lambda: _("Printer"), "strong"),
            self._printers,
            self.none,
            self.how,
            Label(lambda: _("Paper"), "strong"),
            papers,
            self.no_paper,
        ):
            rows.addWidget(part)
        self._pages_label = Label(lambda: _("Pages, as 1 or 2-3; all if empty"), "strong")
        for part in (Label(lambda: _("Copies"), "strong"), self.copies, self._pages_label, self.pages, self.wrong):
            rows.addWidget(part)
        rows.addWidget(row_of(self.button, self.back))
        self.title = Label(self._title, "large")
        for part in (self.title, self._asked, self.steps):
            self.rows.addWidget(part)
        self.button.clicked.connect(self.start)
        self.back.clicked.connect(self.call_off)

    @property
    def works(self) -> bool:
        """True while it prints."""
        return self.steps.works

    def offer(self, pdfs: Pdfs, count: int, *, paper: str = "", order: str = "", title: str = "Juryapp") -> None:
        """Asks how `count` documents are to be printed; they are drawn once that is said.

        `paper` is what most of them are made for, `A4` or `F4`; `order` is a sentence about the order in which they come out;
        the printer's queue shows the `title`.
        """
        if self.works:
            bring_into_view(self.steps)
            return
        self._pdfs, self._count, self._paper, self._order, self._called = pdfs, count, paper, order, title
        self.wrong.setVisible(False)
        self.copies.setText("1")
        self.pages.setText("")
        for part in (self.pages, self._pages_label):
            part.setVisible(count == 1)
        self.own_paper.say(self._own_paper_words())
        self.on_a4.say(_("A4, made smaller where it doesn't fit"))
        self.own_paper.setChecked(True)
        self.on_a4.setVisible(paper != "A4")
        self.order.setVisible(bool(order))
        self._look_for_printers()
        self._asked.setVisible(True)
        for label in (self.title, self.order, self.how):
            label.again()
        self.setVisible(True)
        bring_into_view(self.title, self.button)
        self.back.setFocus()

    def _look_for_printers(self) -> None:
        """A printer elsewhere may be slow to be found: beside the window. Those of the last time can be chosen meanwhile."""
        if self._looking:
            self._looking.give_up()
        self._show_printers(self._known)
        if not self._known:
            self.none.tell(lambda: _("Looking for printers…"), "good")
        self._looking = self._disk.ask(lambda progress: find_printers(), self._found, self._not_found, self)

    def _found(self, found: list[Printer]) -> None:
        if self._known != found or not found:
            self._show_printers(found)
        if self.printers and self.isVisible() and not self.works and self.back.hasFocus():
            self.button.setFocus()

    def _not_found(self, problem: Problem) -> None:
        self._show_printers([])
        self.none.tell_problem(problem)

    def _show_printers(self, found: list[Printer]) -> None:
        chosen = self._chosen
        empty(self._printer_rows)
        self._known = found
        self.printers = {printer.name: Choice(_shown(printer), "text") for printer in found}
        for choice in self.printers.values():
            self._printer_rows.addWidget(choice)
            choice.toggled.connect(self._say_paper)
        for first in [self.printers[name] for name in (chosen, *self.printers) if name in self.printers][:1]:
            first.setChecked(True)
        self.button.setEnabled(bool(self.printers))
        self.how.setVisible(bool(self.printers))
        self._say_paper()
        if self.printers:
            self.none.setVisible(False)
        else:
            self.none.tell(
                lambda: _(
                    "No printer is set up on this laptop. Set one up in the system, or save the documents and print them on "
                    "another laptop."
                ),
                "warn",
            )

    @property
    def _chosen(self) -> str:
        return next((name for name, choice in self.printers.items() if choice.isChecked()), "")

    def _say_paper(self) -> None:
        """Whether the printer that is chosen knows the paper that most pages need."""
        printer = next((one for one in self._known if one.name == self._chosen), None)
        lacks = printer is not None and bool(printer.papers) and not printer.paper_for(SIZES[self._paper or "A4"])
        self.no_paper.setVisible(lacks)
        if lacks:
            self.no_paper.tell(
                lambda: _(
                    "{printer} names no paper {paper}: pages are made to fit the paper that lies in it.",
                    printer=self._chosen,
                    paper=paper_words(self._paper or "A4"),
                ),
                "warn",
            )

    def _own_paper_words(self) -> str:
        if not self._paper:
            return _("The document's own paper")
        return _("The document's own paper: {paper}", paper=paper_words(self._paper))

    def _order_words(self) -> str:
        return self._order

    def start(self) -> None:
        """Prints, if everything is said that it takes."""
        printer = next((one for one in self._known if one.name == self._chosen), None)
        copies, pages = _whole(self.copies.text() or "1"), _span(self.pages.text())
        if printer is None or self.works:
            return
        if copies is None or not 1 <= copies <= MOST_COPIES:
            self.wrong.tell(lambda: _("Copies are a number from 1 to {most}.", most=MOST_COPIES))
            self.copies.setFocus()
        elif pages is None:
            self.wrong.tell(lambda: _("Pages are a number, or two with a hyphen: 2-3."))
            self.pages.setFocus()
        else:
            _last[:] = [printer.name]
            self._print(printer, copies, Wanted(self.on_a4.isChecked(), pages or None, self._called))

    def _print(self, printer: Printer, copies: int, wanted: Wanted) -> None:
        """Beside the window. What was begun is held by what comes home, so that it ends in the window's thread."""
        do, rounds = self._way.begin(printer, copies)
        pdfs, self._pdfs = self._pdfs, lambda: iter(())
        steps = self.steps.begin(self._count * rounds, _printing)
        self._asked.setVisible(False)
        self.steps.cancel.setFocus()
        self.began.emit()

        def work(progress: Callable[[int, int], None]) -> Printed:
            return do(pdfs, wanted, _Told(steps, progress, self._disk))

        self._disk.ask(work, self._done, partial(self._failed, pdfs), self)

    def _done(self, printed: Printed) -> None:
        self.steps.stop()
        self._close()
        self.printed.emit(printed)

    def _failed(self, pdfs: Pdfs, problem: Problem) -> None:
        """The same can be tried again, otherwise."""
        self._pdfs = pdfs
        self.steps.end()
        self._asked.setVisible(True)
        self.wrong.tell_problem(problem)
        self.back.setFocus()

    @action("Esc", offered=lambda card: not card.works)
    def call_off(self) -> None:
        """Nothing is printed."""
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)

    def _close(self) -> None:
        """The page finds a place for the focus first: Qt would give it to whatever comes next."""
        self._pdfs = lambda: iter(())
        self.closed.emit()
        self.steps.setVisible(False)
        self.setVisible(False)

    def _title(self) -> str:
        return plural("Print {count} document", "Print {count} documents", self._count)


class _Told(Steps):
    """The steps of printing: told to the window, and to the disk that waits for an answer; called off when the program ends."""

    def __init__(self, steps: Steps, progress: Callable[[int, int], None], disk: Disk) -> None:
        super().__init__(steps.of)
        self._steps, self._progress, self._disk = steps, progress, disk

    def tell(self, done: int, of: int) -> None:
        self._steps.tell(done, of)
        self._progress(done, of)

    def called_off(self) -> bool:
        return self._steps.called_off() or self._disk.closing


def _field(name: Say) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(12)
    fonts.give(field, "text")
    give_spoken_name(field, name)
    return field


def _printing(done: int, of: int) -> str:
    return _("Printing {done} of {count}…", done=min(done + 1, of), count=of)


def _shown(printer: Printer) -> str:
    if not printer.takes_jobs:
        return _("{printer} · takes no jobs", printer=printer.name)
    return _("{printer} · stopped: what is sent waits", printer=printer.name) if printer.stopped else printer.name


def _whole(text: str) -> int | None:
    clean = text.strip()
    return int(clean) if clean.isascii() and clean.isdigit() and len(clean) < 4 else None


def _span(text: str) -> tuple[int, int] | tuple[()] | None:
    """From which page to which; () for all, None for what is no span."""
    if not text.strip():
        return ()
    ends = [_whole(part) for part in text.split("-")]
    first, last = ends[0], ends[-1]
    return (first, last) if len(ends) <= 2 and first and last and first <= last else None
