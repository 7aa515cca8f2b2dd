"""Laptops below the board, by the people who work there: last heard when, how much is here, what headquarters has confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board.laptops import LaptopState
from juryapp.model.juror import Juror
from juryapp.text import _, clock_time, local, plain_date, plural, seen
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, give_spoken_name


class LaptopCards(QWidget):
    """A card for each laptop that wrote something."""

    chosen = Signal(str)
    """The laptop with this id is to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[LaptopCard] = []
        self._row = Flow(self, gap=12)
        grows_down(self)

    def show_laptops(self, found: Sequence[LaptopState], zone: str, jurors: Mapping[str, Juror]) -> None:
        """Shows these."""
        for card in self.cards:
            take_away(self._row, card)
        central = any(one.own and one.headquarters for one in found)
        self.cards = [LaptopCard(one, zone, jurors, at_headquarters=central) for one in found]
        for card in self.cards:
            card.more.clicked.connect(lambda _checked=False, id_=card.laptop: self.chosen.emit(id_))
            self._row.addWidget(card)
        self.updateGeometry()


class LaptopCard(Card):
    """One laptop in three lines, and the way to its page."""

    def __init__(self, laptop: LaptopState, zone: str, jurors: Mapping[str, Juror], *, at_headquarters: bool) -> None:
        super().__init__(14, 2)
        self.laptop = laptop.id
        self.more = Button(lambda: _("Look at it…"), role="small")
        give_spoken_name(self.more, lambda: _("Look at laptop {name}…", name=laptop.name))
        self.title = Label(lambda: _title(laptop, jurors), "strong", wrap=False)
        self.here = Label(lambda: _here(laptop, zone), "small", "soft", wrap=False)
        held = "warn" if laptop.held or laptop.removed is not None else "good" if laptop.is_confirmed else "soft"
        self.reached = Label(lambda: _reached(laptop, at_headquarters=at_headquarters), "small strong", held, wrap=False)
        fonts.limit(self, least=240)
        for part in (self.title, self.here, self.reached, self.more):
            self.rows.addWidget(part)
        # only now: without a parent it would be a window of its own
        self.more.setVisible(not laptop.own and not laptop.headquarters)


def _title(laptop: LaptopState, jurors: Mapping[str, Juror]) -> str:
    """By the people for whom it was prepared, else by those whose work came from it; else as it is called itself."""
    people = [f"{jurors[code].name} ({code})" if code in jurors else code for code in laptop.jurors]
    who = people[0] if len(people) == 1 else ", ".join(laptop.jurors)
    if laptop.own:
        return _("The secretary's laptop (this one)")
    if laptop.headquarters or laptop.prepared:
        return _("Laptop of {who}", who=laptop.name)
    return _("Laptop of {who}", who=who) if who else laptop.name


def _here(laptop: LaptopState, zone: str) -> str:
    if not laptop.entries:
        return _("nothing of it is here")
    at = local(laptop.at, zone)
    when = f"{plain_date(at.date())} {clock_time(at)}" if at else seen(laptop.at)
    sheets = plural("{count} signed sheet here", "{count} signed sheets here", laptop.sheets)
    return f"{sheets} · {_('last heard {when}', when=when)}"


def _reached(laptop: LaptopState, *, at_headquarters: bool) -> str:
    if laptop.removed is not None:
        return _("removed: {reason}", reason=laptop.removed)
    if laptop.held:
        return _("something of it is held: look at it")
    if at_headquarters:  # whoever keeps the root's key: nobody else confirms anything to it
        return _("written on this laptop") if laptop.own else _("✓ arrived on this laptop")
    if laptop.is_confirmed:
        return _("✓ confirmed by headquarters")
    if laptop.confirmed:
        return _("confirmed by headquarters in part")
    return _("not confirmed by headquarters yet")
