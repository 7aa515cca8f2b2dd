"""Completeness: each laptop of the roster and where it ends, each expected sheet and where it is, and what nobody can know.

Here the desk says that a laptop is unused or given up, and takes that back; and this laptop closes itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.awaited_laptops import AwaitedLaptop, RosterState, state_words
from juryapp.board.completeness import Completeness, Place, read_beside
from juryapp.board.completeness_words import cell_gaps, document_gaps, gap_words, place_word, unknowable, verdict_words
from juryapp.board.laptop_names import shown_name
from juryapp.board.rescue_losses import loss_words
from juryapp.desk import not_awaited
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem
from juryapp.event.changes import Changes
from juryapp.model.document import DocumentKind
from juryapp.signing.fingerprint import six_words
from juryapp.text import _
from ui.laptop_closing import LaptopClosing
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, give_spoken_name, set_look
from ui.parts.message import Message, bring_into_view
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import made_anew
from ui.reading_beside import ReadingBeside
from ui.secretary.desk_act import DeskAct
from ui.secretary.turn_page import TurnPage
from ui.session import Session

Said = Callable[[SecretaryDesk, AwaitedLaptop, str], Changes]
_DONE_WITH = (RosterState.UNUSED, RosterState.GIVEN_UP)


class CompletenessPage(ScrollPage):
    """Read beside the window; what stands on the page stays until all of it is read."""

    back = Signal()
    to_page = Signal(object)
    """A page is to be shown over this one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: Completeness | None = None
        self._reading = ReadingBeside(session, self, self.show_found, self._tell_problem)
        self._picked: tuple[AwaitedLaptop, Said] | None = None
        self.buttons: dict[tuple[str, str], Button] = {}
        """Laptop and what is to be said of it -> what picks that."""
        self.said = PageMessage(self)
        self.verdict = Message("warn")
        self.closing = LaptopClosing(session)
        self._laptops, self._cells, self._limits = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._laptops.setSpacing(4)
        self.question = Label(self._question_words, "large")
        self.act = DeskAct(session, self._act_words)
        self.digest = Label(self._digest_words, "strong")
        self.record = Button(lambda: _("Record of completeness…"))
        self.back_button = Button(lambda: _("Back"))
        self.first: QWidget = self.back_button
        """Where one begins: nothing is done by a key pressed too soon."""
        self._lay_out()
        self.back_button.clicked.connect(self.back)
        self.record.clicked.connect(self._show_record)
        self.act.asked.connect(self._do)
        self.act.back.connect(self._leave)
        session.changed.connect(self._changed)
        session.truth.connect(self._truth)
        self._show_act()
        self.look()

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Completeness"), "name"))
        rows.addWidget(self.verdict)
        rows.addWidget(self.digest)
        rows.addWidget(row_of(self.back_button, self.record))
        this = Card(20, 10)
        this.rows.addWidget(Label(lambda: _("This laptop"), "large", heading=True))
        this.rows.addWidget(self.closing)
        rows.addWidget(this)
        for title, lines in (
            (lambda: _("Laptops"), self._laptops),
            (lambda: _("Expected sheets"), self._cells),
            (lambda: _("What no file can tell of itself"), self._limits),
        ):
            card = Card(20, 10)
            card.rows.addWidget(Label(title, "large", heading=True))
            card.rows.addLayout(lines)
            rows.addWidget(card)
            if lines is self._laptops:
                rows.addWidget(self.question)
                rows.addWidget(self.act)
        rows.addStretch(1)

    def look(self) -> None:
        """Reads everything anew beside the window."""
        if not self._session.is_open:
            return
        self._reading.begin(read_beside)

    def _tell_problem(self, problem: Problem) -> None:
        self.verdict.tell_problem(problem)

    def show_found(self, found: Completeness) -> None:
        """Shows this."""
        self._found = found
        self.verdict.tell(self._verdict_words, "good" if found.is_complete else "warn")
        self.digest.again()
        self.closing.look()
        focused = next((key for key, button in self.buttons.items() if button.hasFocus()), None)
        for lines in (self._laptops, self._cells, self._limits):
            empty(lines)
        self.buttons = {}
        for one in found.laptops:
            self._show_laptop(one)
        for place in Place:
            if found.count(place):
                self._cells.addWidget(Label(partial(_count_words, found, place)))
        for sentence in (*document_gaps(found.lacking), *cell_gaps(found)):
            self._cells.addWidget(Label(partial(str, sentence), tone="warn"))
        for loss in found.losses:
            self._cells.addWidget(Label(partial(loss_words, loss, self._zone), tone="soft" if loss.is_made_good else "warn"))
        for sentence in unknowable():
            self._limits.addWidget(Label(partial(str, sentence), tone="soft"))
        if focused:
            self.buttons.get(focused, self.back_button).setFocus()
        made_anew(self)

    def _show_laptop(self, one: AwaitedLaptop) -> None:
        title = Label(lambda: shown_name(one.name, own=one.own), "strong")
        state = Label(partial(_laptop_words, one, self._zone), tone="soft")
        set_look(state, "tone", "soft" if one.is_settled else "warn")
        self._laptops.addWidget(title)
        self._laptops.addWidget(state)
        offered = [self._button(one, *what) for what in _offered(one)]
        if offered:
            self._laptops.addWidget(row_of(*offered))
        self._laptops.addSpacing(12)

    def _button(self, one: AwaitedLaptop, words: Say, act: Said) -> Button:
        button = Button(words, "small")
        give_spoken_name(button, lambda: f"{one.name}: {words()}")
        button.clicked.connect(lambda _checked=False: self.pick(one, act))
        self.buttons[one.id, act.__name__] = button
        return button

    def pick(self, one: AwaitedLaptop, act: Said) -> None:
        """What is to be said of this laptop: the reason is asked for."""
        self._picked = (one, act)
        self._show_act()
        self.act.reason.setFocus()
        bring_into_view(self.question, self.act)

    def _leave(self) -> None:
        """Nothing is said after all."""
        self._picked = None
        self._show_act()
        self.back_button.setFocus()

    def _show_act(self) -> None:
        for part in (self.question, self.act):
            part.setVisible(self._picked is not None)
        self.question.again()
        self.act.button.again()
        self.act.wrong.setVisible(False)

    def _do(self) -> None:
        assert self._picked
        one, act = self._picked
        self.act.do(lambda desk, reason: act(desk, one, reason), partial(self._done, one, act))

    def _done(self, one: AwaitedLaptop, act: Said) -> None:
        self._leave()
        self.said.tell(partial(_done_words, one, act))
        self.look()

    @property
    def _zone(self) -> str:
        return self._session.about.time_zone if self._session.about else ""

    def _verdict_words(self) -> str:
        return verdict_words(self._found) if self._found else ""

    def _digest_words(self) -> str:
        return _("To compare by telephone: {words}", words=six_words(self._found.digest)) if self._found else ""

    def _show_record(self) -> None:
        """The document that the desk signs."""
        self.to_page.emit(TurnPage(self._session, DocumentKind.COMPLETENESS))

    def _question_words(self) -> str:
        if self._picked is None:
            return ""
        one, act = self._picked
        if act is not_awaited.call_unused:
            return _("Was the copy for laptop {name} never opened, and is nothing awaited from it?", name=one.name)
        if act is not_awaited.give_up:
            return _(
                "Is laptop {name} lost or broken? What is here of it stays; what isn't known of it is lost, and everyone is told "
                "if something comes in all the same.",
                name=one.name,
            )
        return _("Is laptop {name} awaited after all?", name=one.name)

    def _act_words(self) -> str:
        if self._picked is None or self._picked[1] is not_awaited.await_again:
            return _("Await it again")
        return _("It is unused") if self._picked[1] is not_awaited.call_unused else _("Give it up")

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self.act:
            self.look()

    def _truth(self) -> None:
        self.closing.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.look)  # laptops are named in the language that is spoken
        super().changeEvent(event)


def _offered(one: AwaitedLaptop) -> list[tuple[Say, Said]]:
    """What the desk may say of it now."""
    again: tuple[Say, Said] = (lambda: _("Await it again…"), not_awaited.await_again)
    if one.state in _DONE_WITH and not one.contradicted:
        return [again]
    given_up: tuple[Say, Said] = (lambda: _("Give it up…"), not_awaited.give_up)
    if one.state is RosterState.UNOPENED:
        return [(lambda: _("It is unused…"), not_awaited.call_unused), given_up]
    may_be_given_up = not (one.own or one.is_settled or one.state is RosterState.REMOVED)
    return [*([given_up] if may_be_given_up else []), *([again] if one.contradicted else [])]


def _laptop_words(one: AwaitedLaptop, zone: str) -> str:
    if not one.is_settled:
        return gap_words(one, zone)
    if one.own and not one.closed_at:
        return _("Open; all {count} of its entries are here", count=one.here)
    state = state_words(one)[:1].upper() + state_words(one)[1:]
    if one.device is None:
        return state
    here = _("{state}; {count} of its entries are here", state=state, count=one.here)
    lost = _("at least {count} are lost", count=one.lacking) if one.lacking else ""
    return "; ".join(part for part in (here, lost) if part)


def _count_words(found: Completeness, place: Place) -> str:
    word = place_word(place)
    return f"{word[:1].upper()}{word[1:]}: {found.count(place)}"


def _done_words(one: AwaitedLaptop, act: Said) -> str:
    if act is not_awaited.call_unused:
        return _("Laptop {name} is unused: nothing is awaited from it.", name=one.name)
    if act is not_awaited.give_up:
        return _("Laptop {name} is given up: nothing more is awaited from it. What is here of it stays.", name=one.name)
    return _("Laptop {name} is awaited again.", name=one.name)
