"""Builders for windows: a real window on a real event file, and hands that type and press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from juryapp.desk.juror import JurorDesk
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.criterion import Band
from juryapp.model.setup import Setup
from juryapp.signing.ink import Ink
from juryapp.store import journal
from tests.builders import DESK_PIN, PASSPHRASE, a_juror, a_laptop, a_setup, an_event, pin_of, ready_made
from ui.application import dress
from ui.juror.card import CriterionCard
from ui.juror.page import JurorPage
from ui.look.theme import Theme
from ui.secretary.page import SecretaryPage
from ui.unsaved_writes import PATIENT_TRIES
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.window import Window

BANDS = (
    Band(Decimal(100), Decimal(100), "Sempurna"),
    Band(Decimal(90), Decimal(99), "Sangat baik"),
    Band(Decimal(60), Decimal(89), "Baik"),
    Band(Decimal(0), Decimal(59), "Kurang"),
)
_TRIES = 200
"""So often a helper looks whether work beside the window is done: a disk that never answers holds up no test."""
_dressed: list[Theme] = []


def a_setup_with_bands() -> Setup:
    setup = a_setup()
    return replace(setup, criteria=tuple(replace(c, bands=BANDS) if c.code == "REG" else c for c in setup.criteria))


def a_setup_with_many_criteria() -> Setup:
    """Nine criteria, C1 to C9, in place of those of the candidates K01 to K03: a form longer than a window."""
    setup = a_setup()
    first = setup.criteria[0]
    weights = (Decimal(12),) * 8 + (Decimal(4),)
    nine = tuple(
        replace(first, code=f"C{place}", name=f"Kriteria {place}", weight=weight, bands=BANDS)
        for place, weight in enumerate(weights, 1)
    )
    return replace(setup, criteria=nine + tuple(c for c in setup.criteria if c.category != first.category))


def dressed(app: QApplication, laptop: Laptop) -> Theme:
    """The theme in which the windows of all tests are painted, made once."""
    if not _dressed:
        _dressed.append(dress(app, laptop))
    return _dressed[0]


class Desk:
    """A window, and what a person does with it."""

    def __init__(self, bot: QtBot, window: Window, folder: Path) -> None:
        self.bot = bot
        self.window = window
        self.folder = folder

    @property
    def event(self) -> OpenEvent:
        return self.window.session.opened

    @property
    def page(self) -> JurorPage:
        return cast(JurorPage, self.window.page)

    @property
    def secretary(self) -> SecretaryPage:
        return cast(SecretaryPage, self.window.page)

    @property
    def seats(self) -> SeatPage:
        return cast(SeatPage, self.window.page)

    def settle(self) -> None:
        """Waits for the runner and the disks, and lets events through."""
        runner = self.window.runner
        self.bot.waitUntil(lambda: not (runner.works or runner.reads or runner.disk.asks), timeout=20_000)
        QApplication.processEvents()

    def choose(self, code: str) -> None:
        """Presses a name on the page of seats; "" is the secretary."""
        seat = next(seat for seat in self.seats.seats if seat.property("juror") == code)
        QTest.mouseClick(seat, Qt.MouseButton.LeftButton)

    def sit(self, code: str, pin: str | None = None) -> None:
        """Takes a seat through the page."""
        self.choose(code)
        if not self.seats.pin.isHidden():
            QTest.keyClicks(self.seats.pin.field, pin or (pin_of(code) if code else DESK_PIN))
        QTest.mouseClick(self.seats.button, Qt.MouseButton.LeftButton)
        self.settle()

    def card(self, code: str) -> CriterionCard:
        """The card of a criterion."""
        return next(c for c in self.page.desk.form.cards if c.shown and c.shown.criterion.code == code and not c.isHidden())

    def type_points(self, code: str, text: str, enter: bool = True) -> CriterionCard:
        """Types points into a criterion's field, with Enter at the end. Not while a spare copy is made, which follows the first
        act: a write that waits for that is another matter than most tests are about.
        """
        for _again in range(_TRIES):
            if not self.window.runner.works_quietly:
                break
            QTest.qWait(5)
        card = self.card(code)
        card.focus_points()
        card.field.selectAll()
        QTest.keyClicks(card.field, text)
        if enter:
            QTest.keyClick(card.field, Qt.Key.Key_Return)
        QApplication.processEvents()
        return card

    def stored(self, candidate: str = "K01", juror: str = "J01") -> dict[str, str]:
        """What stands in the store: criterion -> points, `-` where it can't be assessed."""
        scores = JurorDesk(self.event, a_juror(self.event, juror).juror, None).board().cell(juror, candidate).sheet.scores
        return {code: "-" if score.points is None else str(score.points) for code, score in scores.items()}

    def entries(self) -> int:
        return journal.count(self.event.file)

    def close(self) -> None:
        self.window.session.forget_unsaved()
        self.window.close()


def with_bands(folder: Path) -> None:
    """The usual event, with bands on the criterion REG."""
    an_event(folder, a_setup_with_bands()).close()


def a_desk_window(
    bot: QtBot, app: QApplication, folder: Path, setup: Setup | None = None, made: Callable[[Path], object] | None = None
) -> Desk:
    """A window on which the event in `folder` is open: of this set-up, or what `made` makes once for all tests."""
    if made:
        ready_made(folder, made)
    else:
        an_event(folder, setup).close()
    laptop = a_laptop(folder)
    window = Window(laptop, dressed(app, laptop))
    bot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow)
    window.show_seats(open_event(laptop, folder / "event.jury", PASSPHRASE))
    return Desk(bot, window, folder)


def opened_by_passphrase(desk: Desk, path: Path) -> PassphrasePage:
    """The page that asks for it, after the passphrase was typed and Enter pressed; a closed event is expected before."""
    desk.window.ask_passphrase(path)
    page = desk.window.page
    assert isinstance(page, PassphrasePage)
    QTest.keyClicks(page.field, PASSPHRASE)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    desk.settle()
    return page


def is_whole(widget: QWidget) -> bool:
    """All of it is seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def draw(canvas: QWidget) -> None:
    """Draws one stroke with the mouse."""
    path = [(90, 110), (130, 40), (150, 120), (190, 50), (215, 125), (260, 60), (300, 115), (390, 70)]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(canvas, left, none, QPoint(*path[0]))
    for x, y in path[1:]:
        QTest.mouseMove(canvas, QPoint(x, y))
    QTest.mouseRelease(canvas, left, none, QPoint(*path[-1]))


def an_ink() -> Ink:
    return Ink((((10.0, 10.0, 0.5), (60.0, 40.0, 0.5), (90.0, 5.0, 0.5)),))


def give_up_waiting(desk: Desk) -> None:
    """What waits is tried until it is called trouble."""
    for _again in range(PATIENT_TRIES + 1):
        desk.window.session.try_again()
