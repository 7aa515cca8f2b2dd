"""A new event from a workbook: which workbook and what was read of it, where the file goes, passphrase and the desk's PIN."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from juryapp import text
from juryapp.desk.headquarters import create_event
from juryapp.disk import write_whole
from juryapp.documents.printable import named_letters
from juryapp.documents.setup_summary import render
from juryapp.errors import Problem, Refused
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.new_secrets import known_words, strength
from juryapp.text import _, plural
from juryapp.workbook.reading import read_workbook
from juryapp.workbook.template import write_template
from ui.disk import no_answer
from ui.parts.card import Card, Measure, centred
from ui.parts.files import ask_file, ask_name
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message, bring_into_view
from ui.parts.new_secret import NewSecret
from ui.parts.scroll_page import ScrollPage
from ui.runner import Progress, Runner
from ui.welcome.read_card import ReadCard

if TYPE_CHECKING:
    from juryapp.workbook.reading import ReadWorkbook


class NewEventPage(ScrollPage):
    """Makes an event file; all mistakes of a workbook are told at once and nothing is made."""

    made = Signal(object)
    back = Signal()

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._laptop = laptop
        self._runner = runner
        self.workbook: Path | None = None
        self.read = ReadCard()
        self.read.to_print.connect(self._print)
        self.card = Card(24, 10)
        self._chosen = Label(self._chosen_words, tone="soft")
        self.choose = Button(lambda: _("Choose the workbook…"))
        self.choose.clicked.connect(self._choose)
        self.template = Button(lambda: _("Save an empty workbook…"), role="text")
        self.template.clicked.connect(self._template)
        self.at_workbook = Message("bad")
        self.wrong = Message("bad")
        self.card.rows.addWidget(Label(lambda: _("From which workbook?"), "name"))
        self.card.rows.addWidget(row_of(self.choose, self.template))
        self.card.rows.addWidget(self._chosen)
        self.card.rows.addWidget(self.at_workbook)
        self.card.rows.addWidget(self.read)
        self.secret = NewSecret(
            strength.PASSPHRASE,
            lambda: _("Passphrase of the event file: several words, kept in a sealed envelope"),
            lambda: _("The same passphrase again"),
            self._known,
        )
        self.pins = NewSecret(
            strength.DESK_PIN,
            lambda: _("PIN of the secretary's desk: 6 characters or more"),
            lambda: _("The same PIN again"),
            self._known,
        )
        self.passphrase, self.passphrase_again = self.secret.field, self.secret.again
        self.pin, self.pin_again = self.pins.field, self.pins.again
        self.secret.entered.connect(self.pin.setFocus)
        for part in (self.secret, self.pins):
            part.edited.connect(self.wrong.hide)
        self.card.rows.addWidget(self.secret)
        self.card.rows.addSpacing(8)
        self.card.rows.addWidget(self.pins)
        self.card.rows.addWidget(self.wrong)
        self.button = Button(lambda: _("Make the event…"), "main")
        self.button.clicked.connect(self._make)
        self.pins.entered.connect(self.button.setFocus)
        self.back_button = Button(lambda: _("Back"))
        self.back_button.clicked.connect(self.back)
        self.card.rows.addWidget(row_of(self.button, self.back_button))
        column = Measure(760)
        column.rows.addWidget(self.card)
        self.setWidget(centred(column, 32))

    def _known(self) -> list[str]:
        """What anyone would try first at this event."""
        return known_words.words_of(self.read.read.setup) if self.read.read else []

    def make(self, path: Path) -> None:
        """Makes the event at this path from what was filled in."""
        if not self._is_filled_in():
            return
        assert self.read.read
        setup, passphrase, pin, laptop = self.read.read.setup, self.passphrase.text(), self.pin.text(), self._laptop

        def work(progress: Progress) -> OpenEvent:
            return create_event(laptop, path, passphrase, setup, pin, pin)

        self.card.setEnabled(False)
        self._tell(self.wrong, lambda: _("Writing to {path}…", path=path), "warn")
        self._runner.disk.ask(
            work, self._made, self._refused, self, silent=lambda: self._refused(no_answer(path)), unwanted=OpenEvent.close
        )

    def _made(self, event: OpenEvent) -> None:
        self.card.setEnabled(True)
        for part in (self.secret, self.pins):
            part.clear()
        self.made.emit(event)

    def _is_filled_in(self) -> bool:
        """False if something is lacking or wrong: the first such place has the focus then, and says so."""
        self.wrong.setVisible(False)
        if self.workbook is None or self.read.read is None:
            self.choose.setFocus()
            if self.workbook is None or self.at_workbook.isHidden():
                self._tell_problem(self.at_workbook, Refused("Choose the workbook first."))
            bring_into_view(self.choose, self.at_workbook)
            return False
        return not (self.secret.check() or self.pins.check())

    def _make(self) -> None:
        if not self._is_filled_in():
            return
        assert self.workbook
        proposed = str(self.workbook.with_suffix(".jury"))
        path = ask_name(self, _("Make the event"), proposed, _("Juryapp events (*.jury)"))
        if path:
            self.make(path if path.suffix == ".jury" else path.with_name(f"{path.name}.jury"))

    def _refused(self, problem: Problem) -> None:
        self.card.setEnabled(True)
        self.button.setFocus()
        self._tell_problem(self.wrong, problem)

    def _refused_workbook(self, problem: Problem) -> None:
        self.choose.setFocus()
        self._tell_problem(self.at_workbook, problem)
        bring_into_view(self.choose, self.at_workbook)

    def _tell_problem(self, message: Message, problem: Problem) -> None:
        self._tell(message, lambda: _told(problem), "bad")

    def _tell(self, message: Message, say: Say, notice: str) -> None:
        message.tell(say, notice)
        bring_into_view(message)

    def _choose(self) -> None:
        path = ask_file(self, _("Choose the workbook"), _("Workbooks (*.xlsx *.ods)"))
        if path:
            self.take(path)

    def take(self, workbook: Path) -> None:
        """Reads a workbook and shows what was read, or every mistake of it. The event is made of what is shown."""
        self.workbook = workbook
        self._chosen.say(self._chosen_words)
        self.read.show_read(None)
        self.at_workbook.setVisible(False)

        def work(progress: Progress) -> ReadWorkbook:
            return read_workbook(workbook, named_letters)

        self._runner.run(work, self._show_read, self._refused_workbook)

    def _show_read(self, read: ReadWorkbook) -> None:
        self.read.show_read(read)
        for part in (self.secret, self.pins):
            part.look()

    def _print(self) -> None:
        """Writes the sheet that the chair signs off, where it is wanted."""
        assert self.read.read and self.workbook
        proposed = str(self.workbook.with_suffix(".pdf"))
        path = ask_name(self, _("Save the sheet for the chair"), proposed, _("PDF files (*.pdf)"))
        if not path:
            return
        read, at = self.read.read, self._laptop.clock()
        self._runner.run(
            lambda progress: write_whole(path, render(read.setup, read.notes, at)), lambda done: None, self._refused_workbook
        )

    def showEvent(self, event: QShowEvent) -> None:
        """One begins with the workbook."""
        super().showEvent(event)
        if self.workbook is None:
            self.choose.setFocus()

    def _chosen_words(self) -> str:
        return str(self.workbook) if self.workbook else _("An .xlsx or .ods file with candidates, jurors and criteria.")

    def _template(self) -> None:
        path = ask_name(self, _("Save an empty workbook"), "juryapp.xlsx", _("Workbooks (*.xlsx *.ods)"))
        if not path:
            return
        language = text.current()

        def work(progress: Progress) -> None:
            write_template(path, language)

        said = _("The empty workbook is in {path}.", path=path)
        self._runner.disk.ask(
            work,
            lambda _none: self._tell(self.at_workbook, lambda: said, "good"),
            self._refused_workbook,
            self,
            silent=lambda: self._refused_workbook(no_answer(path)),
        )


def _told(problem: Problem) -> str:
    """Its sentences below one another; of several mistakes, how many there are, and what to do, before them."""
    said = [str(one) for one in problem.sentences()]
    if len(said) < 2:
        return "\n".join(said)
    title = plural(
        "{count} mistake; nothing is made. Correct the workbook and choose it again:",
        "{count} mistakes; nothing is made. Correct the workbook and choose it again:",
        len(said),
    )
    return "\n".join([title, *said])
