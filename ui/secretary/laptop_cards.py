"""Laptops below the board: whose work came from which, as of when, how much is here, and what headquarters has confirmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.board.laptops import LaptopState
from juryapp.text import _, called, clock_time, local, number, plain_date, plural, seen
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label


class LaptopCards(QWidget):
    """A card for each laptop that wrote something."""

    chosen = Signal(str)
    """The laptop with this id is to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[LaptopCard] = []
        self._row = Flow(self, gap=12)
        grows_down(self)

    def show_laptops(self, found: Sequence[LaptopState], zone: str) -> None:
        """Shows these."""
        for card in self.cards:
            take_away(self._row, card)
        central = any(one.own and one.headquarters for one in found)
        self.cards = [LaptopCard(one, zone, at_headquarters=central) for one in found]
        for card in self.cards:
            card.more.clicked.connect(lambda _checked=False, id_=card.laptop: self.chosen.emit(id_))
            self._row.addWidget(card)
        self.updateGeometry()


class LaptopCard(Card):
    """One laptop in three lines, and the way to its page."""

    def __init__(self, laptop: LaptopState, zone: str, *, at_headquarters: bool) -> None:
        super().__init__(14, 2)
        self.laptop = laptop.id
        self.more = Button(lambda: _("Look at laptop {name}…", name=laptop.name or laptop.id[:8]), role="small")
        self.title = Label(lambda: _title(laptop), "strong", wrap=False)
        self.here = Label(lambda: _here(laptop, zone), "small", "soft", wrap=False)
        held = "warn" if laptop.held or laptop.removed is not None else "good" if laptop.is_confirmed else "soft"
        self.reached = Label(lambda: _reached(laptop, at_headquarters=at_headquarters), "small strong", held, wrap=False)
        fonts.limit(self, least=240)
        for part in (self.title, self.here, self.reached, self.more):
            self.rows.addWidget(part)
        # only now: without a parent it would be a window of its own
        self.more.setVisible(not laptop.own and not laptop.headquarters)


def _title(laptop: LaptopState) -> str:
    name = _("Headquarters") if laptop.headquarters else called(laptop.name, laptop.id)
    own = f" ({_('this laptop')})" if laptop.own else ""
    return " · ".join([name + own, *([", ".join(laptop.jurors)] if laptop.jurors else [])])


def _here(laptop: LaptopState, zone: str) -> str:
    if not laptop.entries:
        return _("nothing of it is here")
    at = local(laptop.at, zone)
    when = f"{plain_date(at.date())} {clock_time(at)}" if at else seen(laptop.at)
    return plural(
        "data as of {when} · {shown} entry",
        "data as of {when} · {shown} entries",
        laptop.entries,
        when=when,
        shown=number(laptop.entries),
    )


def _reached(laptop: LaptopState, *, at_headquarters: bool) -> str:
    if laptop.removed is not None:
        return _("removed: {reason}", reason=laptop.removed)
    if laptop.held:
        return plural("{count} entry is held", "{count} entries are held", laptop.held)
    if at_headquarters:
        return _("✓ received at headquarters")
    if laptop.is_confirmed:
        return _("✓ confirmed by headquarters")
    if laptop.confirmed:
        return _(
            "{confirmed} of {entries} confirmed by headquarters",
            confirmed=number(laptop.confirmed),
            entries=number(laptop.entries),
        )
    return _("not confirmed by headquarters yet")
