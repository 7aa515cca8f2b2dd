"""Laptops below the board, by the people who work there: last heard when, how much is here, what headquarters has confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.laptop_names import shown_name
from juryapp.board.laptop_roster import PreparedLaptop, for_whom
from juryapp.board.laptops import LaptopState
from juryapp.model.juror import Juror
from juryapp.text import _, called, clock_time, local, plain_date, plural, seen
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, give_spoken_name, set_look
from ui.turns import Turns

_IN_A_TURN = 4


class LaptopCards(QWidget):
    """A card for each laptop that wrote something."""

    chosen = Signal(str)
    """The laptop with this id is to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[LaptopCard] = []
        self._wanted: Sequence[Told] = ()
        self._unheard: Sequence[str] = ()
        self.unheard = Label(self._unheard_words, "small", "soft")
        """The laptops that were prepared, and of which nothing is here."""
        shown = QWidget()
        self._row = Flow(shown, gap=12)
        grows_down(shown)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(shown)
        rows.addWidget(self.unheard)

    def show_laptops(self, found: Sequence[LaptopState], zone: str, jurors: Mapping[str, Juror]) -> None:
        """Shows these. A card whose laptop is the same stays; it says only what has changed."""
        self._wanted = _told(found, zone, jurors)
        self._show(self._wanted)

    def show_in_turns(self, turns: Turns, found: Sequence[LaptopState], zone: str, jurors: Mapping[str, Juror]) -> None:
        """As `show_laptops`, a few more in each turn of the window's loop: to make many would hold it up."""
        self._wanted = _told(found, zone, jurors)
        self._show_more(turns, self._wanted)

    def _show_more(self, turns: Turns, told: Sequence[Told]) -> None:
        if told is not self._wanted:
            return  # others are to be shown since
        self._show(told[: len(self.cards) + _IN_A_TURN])
        if len(self.cards) < len(told):
            turns.add(self, lambda: self._show_more(turns, told))

    def _show(self, told: Sequence[Told]) -> None:
        if [one.laptop.id for one in told] != [card.laptop for card in self.cards]:
            self._arrange([one.laptop.id for one in told])
        for card, one in zip(self.cards, told, strict=True):
            card.tell(one)

    def show_unheard(self, found: Sequence[PreparedLaptop], jurors: Mapping[str, Juror]) -> None:
        """Names these below the cards."""
        self._unheard = [f"{called(one.label)} ({for_whom(one, jurors)})" for one in found]
        self.unheard.again()
        self.unheard.setVisible(bool(self._unheard))

    def _unheard_words(self) -> str:
        return _("Prepared, and nothing heard of yet: {laptops}", laptops="; ".join(self._unheard))

    def _arrange(self, ids: Sequence[str]) -> None:
        known = {card.laptop: card for card in self.cards}
        for gone in known.keys() - set(ids):
            take_away(self._row, known.pop(gone))
        for card in known.values():
            self._row.removeWidget(card)
        self.cards = [known.get(id_) or self._card(id_) for id_ in ids]
        for card in self.cards:
            self._row.addWidget(card)
        self.updateGeometry()

    def _card(self, id_: str) -> LaptopCard:
        card = LaptopCard(id_)
        card.more.clicked.connect(lambda _checked=False: self.chosen.emit(id_))
        return card


@dataclass(frozen=True)
class Told:
    """What one card tells."""

    laptop: LaptopState
    zone: str
    people: str
    """Whose work came from it."""
    at_headquarters: bool


class LaptopCard(Card):
    """One laptop in a few short lines, and the way to its page."""

    def __init__(self, id_: str) -> None:
        super().__init__(14, 2)
        self.laptop = id_
        self._told: Told | None = None
        self.more = Button(lambda: _("Look at it…"), role="small")
        self.title = Label(lambda: _title(self._told) if self._told else "", "strong", wrap=False)
        self.here = Label(lambda: _here(self._told.laptop) if self._told else "", "small", "soft", wrap=False)
        self.heard = Label(lambda: _heard(self._told) if self._told else "", "small", "soft", wrap=False)
        self.reached = Label(lambda: _reached(self._told) if self._told else "", "small strong", "soft", wrap=False)
        fonts.limit(self, least=240)
        for part in (self.title, self.here, self.heard, self.reached, self.more):
            self.rows.addWidget(part)

    def tell(self, told: Told) -> None:
        """Tells this from now on."""
        if told == self._told:
            return
        self._told, laptop = told, told.laptop
        for label in (self.title, self.here, self.heard, self.reached):
            label.again()
        self.heard.setVisible(bool(laptop.entries))
        held = "warn" if laptop.held or laptop.removed is not None else "good" if laptop.is_confirmed else "soft"
        set_look(self.reached, "tone", held)
        give_spoken_name(self.more, lambda: _("Look at laptop {name}…", name=laptop.name))
        # only now: without a parent it would be a window of its own
        self.more.setVisible(not laptop.own and not laptop.headquarters)


def _told(found: Sequence[LaptopState], zone: str, jurors: Mapping[str, Juror]) -> Sequence[Told]:
    central = any(one.own and one.headquarters for one in found)
    return [Told(one, zone, _people(one, jurors), at_headquarters=central) for one in found]


def _people(laptop: LaptopState, jurors: Mapping[str, Juror]) -> str:
    named = [f"{jurors[code].name} ({code})" if code in jurors else code for code in laptop.jurors]
    return named[0] if len(named) == 1 else ", ".join(laptop.jurors)


def _title(told: Told) -> str:
    """By the people for whom it was prepared, else by those whose work came from it; else as it is called itself."""
    laptop = told.laptop
    if laptop.own or laptop.headquarters or laptop.prepared:
        return _("Laptop of {who}", who=shown_name(laptop.name, own=laptop.own))
    return _("Laptop of {who}", who=told.people) if told.people else laptop.name


def _here(laptop: LaptopState) -> str:
    if not laptop.entries:
        return _("nothing of it is here")
    return plural("{count} signed sheet here", "{count} signed sheets here", laptop.sheets)


def _heard(told: Told) -> str:
    """On a line of its own: in one with the sheets the hour was cut at large sizes of the text."""
    at = local(told.laptop.at, told.zone)
    when = f"{plain_date(at.date())} {clock_time(at)}" if at else seen(told.laptop.at)
    return _("last heard {when}", when=when)


def _reached(told: Told) -> str:
    laptop = told.laptop
    if laptop.removed is not None:
        return _("removed: {reason}", reason=laptop.removed)
    if laptop.held:
        return _("something of it is held: look at it")
    if told.at_headquarters:  # whoever keeps the root's key: nobody else confirms anything to it
        return _("written on this laptop") if laptop.own else _arrived(laptop)
    if laptop.is_confirmed:
        return _("✓ confirmed by headquarters")
    if laptop.confirmed:
        return _("confirmed by headquarters in part")
    return _("not confirmed by headquarters yet")


def _arrived(laptop: LaptopState) -> str:
    """That its work arrived, and whether the laptop itself has heard of it."""
    if not laptop.known_there:
        return _("✓ arrived on this laptop")
    if laptop.known_there >= laptop.sheets:
        return _("✓ arrived on this laptop; known there")
    return _("✓ arrived on this laptop; known there: {known} of {count} sheets", known=laptop.known_there, count=laptop.sheets)
