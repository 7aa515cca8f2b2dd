"""A new event: where it comes from and what was read of that, where the file goes, passphrase and the desk's PIN."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from juryapp import text
from juryapp.desk.former_event import read_former
from juryapp.desk.headquarters import create_event
from juryapp.disk import write_whole
from juryapp.documents.printable import named_letters
from juryapp.documents.setup_summary import render
from juryapp.errors import Problem, Refused, WrongPin
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.model.setup import Setup
from juryapp.new_secrets import known_words, strength
from juryapp.setup_changes.new_setups import asking_for_pledges
from juryapp.text import _, plural
from juryapp.workbook.reading import read_workbook
from juryapp.workbook.template import write_template
from ui.disk import no_answer
from ui.parts.card import Card, Measure, centred
from ui.parts.files import ask_file, ask_name
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message, bring_into_view, focus_in_view
from ui.parts.new_secret import NewSecret
from ui.parts.scroll_page import ScrollPage
from ui.runner import Progress, Runner
from ui.services.flash_disk_paths import flash_disk_of
from ui.welcome.read_card import ReadCard
from ui.welcome.root_copy_part import RootCopyPart
from ui.welcome.without_workbook import Way, WithoutWorkbook

if TYPE_CHECKING:
    from juryapp.workbook.reading import ReadWorkbook


_WAYS: dict[Way, Say] = {
    Way.WORKBOOK: lambda: _("From a workbook"),
    Way.USUAL: lambda: _("Usual categories"),
    Way.LAST: lambda: _("Last year's event"),
    Way.HAND: lambda: _("By hand"),
    Way.REHEARSAL: lambda: _("Rehearsal"),
}


class NewEventPage(ScrollPage):
    """Makes an event file; all mistakes of a workbook are told at once and nothing is made."""

    made = Signal(object)
    back = Signal()

    def __init__(self, laptop: Laptop, runner: Runner) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._laptop = laptop
        self._runner = runner
        self.way = Way.WORKBOOK
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
        self._setup: Setup | None = None
        self.without = WithoutWorkbook(laptop, runner)
        self.ways = {way: Button(say, "tab") for way, say in _WAYS.items()}
        for way, button in self.ways.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, way=way: self.go(way))
        self.card.rows.addWidget(Label(lambda: _("Where does the new event come from?"), "name"))
        self.card.rows.addWidget(row_of(*self.ways.values()))
        self._of_workbook = (row_of(self.choose, self.template), self._chosen, self.at_workbook, self.read)
        for part in (*self._of_workbook, self.without):
            self.card.rows.addWidget(part)
        self.secret, self.pins = _passphrase(self._known), _desk_pin(self._known)
        self.key_words = Label(_key_words, "small", "soft")
        self.passphrase, self.passphrase_again = self.secret.field, self.secret.again
        self.pin, self.pin_again = self.pins.field, self.pins.again
        self.without.entered.connect(partial(focus_in_view, self.passphrase))
        self.secret.entered.connect(partial(focus_in_view, self.pin))
        for part in (self.secret, self.pins):
            part.edited.connect(self.wrong.hide)
        self.card.rows.addWidget(self.secret)
        self.card.rows.addSpacing(8)
        self.card.rows.addWidget(self.pins)
        self.card.rows.addWidget(self.key_words)
        self.root_copy = RootCopyPart()
        self.card.rows.addWidget(self.root_copy)
        self.card.rows.addWidget(self.wrong)
        self.button = Button(lambda: _("Make the event…"), "main")
        self.button.clicked.connect(self._make)
        self.pins.entered.connect(self._enter)
        self.root_copy.pin.presses = self.button
        self.back_button = Button(lambda: _("Back"))
        self.back_button.clicked.connect(self.back)
        self.card.rows.addWidget(row_of(self.button, self.back_button))
        self.card.rows.addWidget(row_of(self.root_copy.choose))
        column = Measure(760)
        column.rows.addWidget(self.card)
        self.setWidget(centred(column, 32))
        self._show_way()

    def go(self, way: Way) -> None:
        """The event comes from there."""
        self.way = way
        self._show_way()
        if way is Way.WORKBOOK:
            self.choose.setFocus()
        else:
            self.without.begin()

    def _show_way(self) -> None:
        of_workbook = self.way is Way.WORKBOOK
        for way, button in self.ways.items():
            button.setChecked(way is self.way)
        for part in self._of_workbook[:2]:
            part.setVisible(of_workbook)
        self.read.setVisible(of_workbook and self.read.read is not None)
        self.at_workbook.setVisible(False)
        self.without.setVisible(not of_workbook)
        if not of_workbook:
            self.without.show_way(self.way)

    def _known(self) -> list[str]:
        """What anyone would try first at this event."""
        if self.way is Way.WORKBOOK:
            return known_words.words_of(self.read.read.setup) if self.read.read else []
        try:
            return known_words.words_of(self.without.setup())
        except Problem:
            return known_words.words_about(self.without.named())

    def make(self, path: Path) -> None:
        """Makes the event at this path from what was filled in."""
        if not self._is_filled_in():
            return
        assert self._setup
        setup, passphrase, pin, laptop = self._setup, self.passphrase.text(), self.pin.text(), self._laptop
        copy, root_pin = self.root_copy.path, self.root_copy.pin.take()

        def work(progress: Progress) -> OpenEvent:
            former = read_former(copy, root_pin) if copy else None
            return create_event(laptop, path, passphrase, asking_for_pledges(setup), pin, root_pin if copy else pin, former)

        self.card.setEnabled(False)
        self._tell(self.wrong, lambda: _("Writing to {path}…", path=path), "warn")
        self._runner.disk.ask(
            work, self._made, self._refused, self, silent=partial(self._go_on_waiting, path), unwanted=OpenEvent.close
        )

    def _go_on_waiting(self, path: Path) -> None:
        """A slow laptop makes it all the same: nothing can be pressed that would make a second one, and one may leave."""
        self.card.setEnabled(True)
        self._enable(may_fill_in=False)
        slow = no_answer(path) if flash_disk_of(path) else None
        self._tell(self.wrong, lambda: str(slow) if slow else _being_made(path), "warn")

    def _enable(self, *, may_fill_in: bool) -> None:
        """All but the way back."""
        for part in (*self.ways.values(), *self._of_workbook, self.without, self.secret, self.pins, self.root_copy, self.button):
            part.setEnabled(may_fill_in)
        self.root_copy.choose.setEnabled(may_fill_in)

    def _made(self, event: OpenEvent) -> None:
        self.card.setEnabled(True)
        self._enable(may_fill_in=True)
        for part in (self.secret, self.pins, self.root_copy):
            part.clear()
        self.made.emit(event)

    def _is_filled_in(self) -> bool:
        """False if something is lacking or wrong: the first such place has the focus then, and says so."""
        self.wrong.setVisible(False)
        if self.way is not Way.WORKBOOK:
            return self._is_typed() and not (self.secret.check() or self.pins.check())
        if self.workbook is None or self.read.read is None:
            self.choose.setFocus()
            if self.workbook is None or self.at_workbook.isHidden():
                self._tell_problem(self.at_workbook, Refused("Choose the workbook first."))
            bring_into_view(self.choose, self.at_workbook)
            return False
        self._setup = self.read.read.setup
        return not (self.secret.check() or self.pins.check())

    def _is_typed(self) -> bool:
        """False if something is lacking of an event without a workbook, which is said."""
        try:
            self._setup = self.without.setup()
        except Problem as problem:
            self.without.refuse(problem)
            return False
        return True

    def _enter(self) -> None:
        """After the last field the event is made; where a copy of the key was chosen, its PIN is the last."""
        waits = self.root_copy.path and not self.root_copy.pin.field.text()
        focus_in_view(self.root_copy.pin.field) if waits else self.button.click()

    def _make(self) -> None:
        if not self._is_filled_in():
            return
        assert self._setup
        from_workbook = self.workbook if self.way is Way.WORKBOOK else None
        proposed = str(from_workbook.with_suffix(".jury")) if from_workbook else f"{self._setup.event.code}.jury"
        path = ask_name(self, _("Make the event"), proposed, _("Juryapp events (*.jury)"))
        if path:
            self.make(path if path.suffix == ".jury" else path.with_name(f"{path.name}.jury"))

    def _refused(self, problem: Problem) -> None:
        self.card.setEnabled(True)
        self._enable(may_fill_in=True)
        if self.root_copy.path and isinstance(problem, WrongPin):
            self.root_copy.pin.refuse(problem)
            bring_into_view(self.root_copy.pin)
            self.wrong.setVisible(False)
            return
        self.root_copy.pin.give_back()
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
            read = read_workbook(workbook, named_letters)
            return replace(read, setup=asking_for_pledges(read.setup))

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
        if self.workbook is None and self.way is Way.WORKBOOK:
            self.choose.setFocus()

    def _chosen_words(self) -> str:
        return str(self.workbook) if self.workbook else _("An .xlsx or .ods file with candidates, jurors and criteria.")

    def _template(self) -> None:
        path = ask_name(self, _("Save an empty workbook"), "juryapp.xlsx", _("Workbooks (*.xlsx *.ods)"))
        if not path:
            return
        language, said = text.current(), _("The empty workbook is in {path}.", path=path)
        self._runner.disk.ask(
            lambda _progress: write_template(path, language),
            lambda _none: self._tell(self.at_workbook, lambda: said, "good"),
            self._refused_workbook,
            self,
            silent=lambda: self._refused_workbook(no_answer(path)),
        )


def _passphrase(known: Callable[[], list[str]]) -> NewSecret:
    return NewSecret(
        strength.PASSPHRASE,
        lambda: _("Passphrase of the event file: several words, kept in a sealed envelope"),
        lambda: _("The same passphrase again"),
        known,
    )


def _desk_pin(known: Callable[[], list[str]]) -> NewSecret:
    return NewSecret(
        strength.DESK_PIN,
        lambda: _("PIN of the secretary's desk: 6 characters or more"),
        lambda: _("The same PIN again"),
        known,
    )


def _key_words() -> str:
    return _(
        "The same PIN also opens headquarters' key, which stays on this laptop: it certifies the desk and reads private notes "
        "where a reason is recorded. The PIN can't be looked up or changed later."
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


def _being_made(path: Path) -> str:
    return _(
        "{path} is being made; this laptop or the disk takes its time. Wait: the event opens by itself. “Back” leaves it.",
        path=path,
    )
