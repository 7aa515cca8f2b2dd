"""Asks the passphrase of one event file, once; where the file fails, its spare copy is offered on the same page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from juryapp.errors import FileProblem, IsPackage, Problem, Problems, WrongPassphrase
from juryapp.event.laptop import Laptop
from juryapp.text import _
from ui.disk import Progress, no_answer
from ui.look import fonts
from ui.parts.card import Card, Measure, centred
from ui.parts.files import ask_name
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, breakable, give_spoken_description, give_spoken_name, set_look
from ui.parts.message import Message, bring_into_view
from ui.parts.scroll_page import ScrollPage
from ui.runner import Runner
from ui.sample_secrets import passphrase_words
from ui.welcome.rescue_card import RescueCard
from ui.welcome.spare_offer import SpareOffer

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from juryapp.event.spare_offer import OfferedSpare


class PassphrasePage(ScrollPage):
    """The passphrase; Enter opens."""

    opened = Signal(object)
    restored = Signal(object, object)
    """After a spare copy was put in place and opened: what alarms about it, and what became of the file that lay there."""
    back = Signal()
    receive = Signal(object)
    """The file is a package: its event is to be opened, and this path received there."""

    def __init__(self, laptop: Laptop, runner: Runner, path: Path) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._laptop = laptop
        self._runner = runner
        self._path = path.absolute()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        give_spoken_name(self.field, lambda: _("Passphrase"))
        fonts.give(self.field, "text")
        self.field.returnPressed.connect(self.open)
        self.show_it = Button(lambda: _("Show"), role="text")
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self._echo)
        self.wrong = Message(tone="bad")
        self.button = Button(lambda: _("Open the event"), "main")
        self.button.clicked.connect(self.open)
        self.receive_button = Button(lambda: _("Receive this"), "main")
        self.receive_button.clicked.connect(lambda: self.receive.emit(self._path))
        self.receive_button.setVisible(False)
        self.back_button = Button(lambda: _("Another event"))
        self.back_button.clicked.connect(self._leave)
        self.offer: SpareOffer | None = None
        self._found: OfferedSpare | None = None
        self._works = False
        self._refusals = 0
        self.rescue = RescueCard(runner, self._path, partial(_rescue, laptop, self._path))
        self.rescue.to_open.connect(self._open_rescued)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card(24, 12)
        card.rows.addWidget(Label(lambda: breakable(self._path.stem), "name"))
        card.rows.addWidget(Label(lambda: str(self._path.parent), "small", "soft"))
        label = Label(lambda: _("Passphrase"), "strong")
        label.setBuddy(self.field)
        card.rows.addSpacing(8)
        card.rows.addWidget(label)
        line = QHBoxLayout()
        line.addWidget(self.field, 1)
        line.addWidget(self.show_it)
        card.rows.addLayout(line)
        told = Label(lambda: passphrase_words(self._laptop, self._path), "small strong", "warn")
        told.setVisible(bool(told.text()))
        card.rows.addWidget(told)
        card.rows.addWidget(Label(lambda: _("The secretary has it, in a sealed envelope."), "small", "soft"))
        card.rows.addWidget(self.wrong)
        card.rows.addWidget(row_of(self.receive_button, self.button, self.back_button))
        column = Measure(620)
        self._rows = column.rows
        self._rows.setSpacing(16)
        self._rows.addWidget(card)
        self._rows.addWidget(self.rescue)
        self.setWidget(centred(column, 48))
        self.verticalScrollBar().rangeChanged.connect(self._reveal)

    def open(self) -> None:
        """Opens the event with what was typed."""
        if self._works:
            return
        passphrase = self.field.text()
        self.wrong.setVisible(False)
        set_look(self.field, "wrong", False)
        give_spoken_description(self.field)
        self._show_offer(None)
        self.rescue.withdraw()
        laptop, path = self._laptop, self._path
        self._ask(lambda progress: _open(laptop, path, passphrase), self._opened, path)

    def _ask(self, work: Callable[[Progress], Any], done: Callable[[Any], None], path: Path) -> None:
        """Asks the disk; the way back stays open, whether or not it answers."""
        self._works = True
        for part in (self.field, self.button):
            part.setEnabled(False)

        def answered(found: Any) -> None:
            self._rest()
            done(found)

        def silent() -> None:
            self._tell(lambda: str(no_answer(path)))

        self._runner.disk.ask(work, answered, self._refused, self, silent=silent, unwanted=_put_back)

    def _rest(self) -> None:
        self._works = False
        self.wrong.setVisible(False)
        for part in (self.field, self.button):
            part.setEnabled(True)

    def _opened(self, found: OpenEvent | OfferedSpare) -> None:
        from juryapp.event.spare_offer import OfferedSpare

        if isinstance(found, OfferedSpare):
            self._show_offer(found)
        else:
            self.field.clear()
            self.opened.emit(found)

    def _show_offer(self, offer: OfferedSpare | None) -> None:
        """Shows the copy that could be taken, in place of what was offered before."""
        self._let_go()
        if self.offer:
            self.offer.deleteLater()
            self.offer = None
        self._found = offer
        # one main button a page: what is recommended now stands in the offer
        set_look(self.button, "kind", "" if offer else "main")
        if offer:
            self.offer = SpareOffer(offer, self._laptop.clock)
            self.offer.take.connect(self.take)
            self.offer.go_on.connect(self.go_on)
            self.offer.open_newer.connect(lambda: self._open_newer(_open))
            self.offer.bring_together.connect(lambda: self._open_newer(partial(_bring_together, older=offer.path)))
            self._rows.insertWidget(self._rows.count() - 1, self.offer)
            if offer.may_be_rescued:
                self.rescue.offer(offer.passphrase)
            rescue = self.rescue.button if offer.rescue_goes_further else self.back_button
            (self.offer.first_button or rescue).setFocus()
            set_look(self.rescue.button, "kind", "main" if offer.rescue_goes_further else "")

    def _reveal(self) -> None:
        """Where the page has become longer than the window, what is offered is what one sees."""
        if self.offer:
            self.ensureWidgetVisible(self.offer)
        elif not self.receive_button.isHidden():
            bring_into_view(self.receive_button, self.wrong)

    def take(self) -> None:
        """Puts the copy in place, or where the person wants it if the folder is gone, and opens it."""
        folder = self._path.parent
        self._ask(lambda progress: folder.is_dir(), self._take_where_it_was, folder)

    def _take_where_it_was(self, folder_is_there: bool) -> None:  # noqa: FBT001  # the disk's answer
        offer = self._found
        assert offer
        place: Path | None = self._path
        if not folder_is_there:
            place = ask_name(self, _("Where is the spare copy to be put?"), self._path.name, _("Juryapp events (*.jury)"))
        if place is None:
            return
        self._let_go()
        target, laptop = place, self._laptop
        self._ask(lambda progress: _take(laptop, target, offer), self._taken, target)

    def _open_newer(self, work: Callable[[Laptop, Path, str], OpenEvent | OfferedSpare]) -> None:
        """Opens the newer file in place of this one."""
        offer, laptop = self._found, self._laptop
        assert offer and offer.newer
        self._let_go()
        newer, passphrase = offer.newer, offer.passphrase
        self._ask(lambda progress: work(laptop, newer, passphrase), self._opened, newer)

    def _open_rescued(self, path: Path, passphrase: str) -> None:
        laptop = self._laptop
        self._ask(lambda progress: _open(laptop, path, passphrase), self._opened, path)

    def go_on(self) -> None:
        """Opens the older file all the same; it is not asked again."""
        from juryapp.event.spare_offer import go_on_with

        event = self._found.event if self._found else None
        if event:
            self._found = None
            with suppress(Problem):
                go_on_with(event)
            self.opened.emit(event)

    def _taken(self, taken: tuple[OpenEvent, list[Problem]]) -> None:
        from juryapp.board.warnings import alarming

        event, told = taken
        self.opened.emit(event)
        self.restored.emit(Problems(alarming(event)), Problems(told))

    def _let_go(self) -> None:
        """Closes the older file, if one is open for the choice."""
        if self._found and self._found.event:
            self._found.event.close()
        self._found = None

    def _leave(self) -> None:
        self._let_go()
        self.back.emit()

    def _tell(self, say: Say) -> None:
        self.wrong.tell(say)

    def _refused(self, problem: Problem) -> None:
        self._rest()
        self._show_offer(None)
        package = isinstance(problem, IsPackage)
        self.receive_button.setVisible(package)
        self.button.setVisible(not package)
        self._tell(lambda: _package_words(self._path) if package else str(problem))
        if package:
            self.receive_button.setFocus()
            return
        self._refusals += 1
        if _may_be_rescued(problem, self._refusals):
            self.rescue.offer(self.field.text())
        set_look(self.field, "wrong", True)
        give_spoken_description(self.field, lambda: str(problem))
        self.field.selectAll()
        self.field.setFocus()

    def _echo(self, shown: bool) -> None:  # noqa: FBT001  # a slot
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_it.say(lambda: _("Hide") if shown else _("Show"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back and decides nothing."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)


def _package_words(path: Path) -> str:
    return _(
        "{name} is a package: it is received into its event and never opened itself. Nothing of it was changed. Receive it, and "
        "open the event into which it belongs.",
        name=path.name,
    )


def _open(laptop: Laptop, path: Path, passphrase: str) -> OpenEvent | OfferedSpare:
    from juryapp.event.spare_offer import open_or_offer

    return open_or_offer(laptop, path, passphrase)


def _may_be_rescued(problem: Problem, refusals: int) -> bool:
    """Not at the first wrong passphrase, which most often is a mistyped one."""
    from juryapp.sharing.rescue import may_be_rescued

    return may_be_rescued(problem) and (refusals > 1 or not isinstance(problem, WrongPassphrase))


def _rescue(
    laptop: Laptop, damaged: Path, to: Path, passphrase: str, progress: Progress, copies: Sequence[Path]
) -> tuple[Callable[[], str], bool]:
    from juryapp.sharing.rescue import rescue_file, rescue_words

    found = rescue_file(laptop, damaged, to, passphrase, progress, copies)
    return lambda: "\n".join(rescue_words(found)), found.entries > 0


def _bring_together(laptop: Laptop, newer: Path, passphrase: str, *, older: Path) -> OpenEvent | OfferedSpare:
    """What only the older file holds is taken into the newer one, which is opened."""
    from juryapp.event.opening import open_event
    from juryapp.sharing.merge import merge

    with open_event(laptop, newer, passphrase) as event:
        report = merge(event, [older])
    if report.refused:
        raise FileProblem(" ".join(report.troubles))
    return _open(laptop, newer, passphrase)


def _put_back(found: OpenEvent | OfferedSpare | tuple[OpenEvent, list[Problem]]) -> None:
    """An event that came too late is closed again."""
    from juryapp.event.spare_offer import OfferedSpare

    first = found[0] if isinstance(found, tuple) else found
    event = first.event if isinstance(first, OfferedSpare) else first
    if event is not None:
        event.close()


def _take(laptop: Laptop, place: Path, offer: OfferedSpare) -> tuple[OpenEvent, list[Problem]]:
    from juryapp.event.opening import open_event
    from juryapp.event.spare_offer import FileFault
    from juryapp.event.spare_restore import restore
    from juryapp.event.spare_words import told_after
    from juryapp.sharing.bring_back import bring_back

    assert offer.spare
    done, whole = restore(laptop, place, offer.spare, offer.passphrase), offer.fault is FileFault.OLDER
    back = None if whole else bring_back(laptop, done, offer.passphrase)
    return open_event(laptop, place, offer.passphrase), told_after(done, back, whole=whole, in_window=True)
