"""No page that a juror reaches tells what others gave: no points, totals, means, places, reasons or notes, nor an order by them.

Asked of everything that stands on the page, shown or not, with the sheets of all others signed and the result revealed: on the
desk's laptop, and on one that was prepared for the juror, whose file holds them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from juryapp.desk.juror_requests import ask_reopening
from juryapp.desk.plenary import mention, reveal
from juryapp.event.opening import open_event
from juryapp.model.note import Visibility
from juryapp.sharing.prepared_copy import prepare
from juryapp.store import journal
from tests.builders import DESK_PIN, PASSPHRASE, a_desk, a_juror, a_laptop, an_event, pin_of, ready_made, score_all, sign
from tests.ui.desks import Desk, a_setup_with_bands, dressed
from tests.ui.other_pages import crash, lock, seats, welcome
from tests.ui.test_accessible_names import everywhere, form
from ui.services.news import news_for_juror, news_for_secretary
from ui.welcome.seat_page import SeatPage
from ui.window import Window

GIVEN = {"J02": ("56", "73"), "J03": ("47", "53"), "J04": ("37", "43")}
"""What the others gave, of each criterion."""
RESULTS = ("62[.,]8", "64[.,]5", "49[.,]4", "39[.,]4", "50[.,]53", "51[.,]5")
"""Their totals, of either weighing, and the means."""
WORDS = ("alasan juri lain", "catatan juri lain", "Penghargaan Rahasia", "Karena rahasia")
_FORBIDDEN = [*(points for both in GIVEN.values() for points in both), *RESULTS]
_NUMBERS = re.compile(rf"(?<![\d.,])(?:{'|'.join(_FORBIDDEN)})\d*(?![\d])")
_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def _made(folder: Path) -> None:
    """The others have signed and noted, J01 has begun; one result is revealed; a copy is prepared for J01's laptop."""
    with an_event(folder, a_setup_with_bands()) as event:
        for code, points in GIVEN.items():
            juror = a_juror(event, code)
            for candidate in ("K01", "K02", "U01"):
                score_all(juror, candidate, points)
                juror.record_remark(candidate, juror.board().criteria["KAB" if candidate[0] == "K" else "USA"][0].code, WORDS[0])
                juror.write_note(candidate, WORDS[1], Visibility.PANEL)
                sign(juror, candidate)
        own = a_juror(event)
        own.record_score("K01", "REG", "95")
        score_all(own, "K02", "80")
        sign(own, "U01", "70")
        ask_reopening(own, "U01", "Salah ketik")
        reveal(a_desk(event), "KAB", "J02", pin_of("J02"), early="Uji coba")
        mention(a_desk(event), "K02", WORDS[2], WORDS[3])
        prepare(a_desk(event), folder / "for-panel", ["J01"])


def _window(bot: QtBot, app: QApplication, folder: Path, *, prepared: bool) -> Desk:
    ready_made(folder, _made)
    (path,) = (folder / "for-panel").glob("*.jury")
    laptop = a_laptop(folder, "panel") if prepared else a_laptop(folder)
    window = Window(laptop, dressed(app, laptop))
    bot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.show_seats(open_event(laptop, path if prepared else folder / "event.jury", PASSPHRASE))
    return Desk(bot, window, folder)


@pytest.fixture(params=["on the desk's laptop", "on a prepared laptop"])
def among_others(qtbot: QtBot, qapp: QApplication, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """J01's window, in whose file all others' sheets are signed."""
    opened = _window(qtbot, qapp, tmp_path, prepared=request.param == "on a prepared laptop")
    yield opened
    opened.close()


def texts(widget: QWidget) -> Iterator[str]:
    """What a widget says, to whom it is shown, read or pointed at."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        places = [(row, column) for row in range(model.rowCount()) for column in range(columns)]
        yield from (str(model.index(*place).data(role) or "") for place in places for role in _ROLES)


def told(desk: Desk) -> list[str]:
    """What tells of others, anywhere in the window."""
    QApplication.processEvents()
    folder = re.compile(re.escape(str(desk.folder)))  # which is numbered
    said = [folder.sub("", text) for widget in desk.window.findChildren(QWidget) for text in texts(widget) if text]
    assert len(said) > 10
    return [text for text in said if _NUMBERS.search(text) or any(word in text for word in WORDS)]


@everywhere
def test_no_page_of_a_juror_tells_what_others_gave(among_others: Desk, show: Callable[[Desk], None]) -> None:
    among_others.sit("J01")
    among_others.page.desk.select("K01")
    show(among_others)
    among_others.settle()
    assert told(among_others) == []


@pytest.mark.parametrize("show", [lock, crash, seats, welcome], ids=["lock", "crash", "seats", "welcome"])
def test_no_page_around_a_juror_s_desk_does(among_others: Desk, show: Callable[[Desk], None]) -> None:
    among_others.sit("J01")
    show(among_others)
    assert told(among_others) == []


def test_a_juror_s_list_is_in_the_order_of_the_day_whatever_others_gave(among_others: Desk) -> None:
    among_others.sit("J01")
    among_others.page.desk.select("K01")
    form(among_others)
    listed = [one for one in among_others.page.findChildren(QAbstractItemView) if not isinstance(one, QTableView)]
    said = " ".join(str(one.model().index(row, 0).data() or "") for one in listed for row in range(one.model().rowCount()))
    found = re.findall(r"[KU]0\d", said)
    assert list(dict.fromkeys(found)) == sorted(dict.fromkeys(found))


def test_on_a_prepared_laptop_nobody_becomes_the_secretary(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = _window(qtbot, qapp, tmp_path, prepared=True)
    codes = [seat.property("juror") for seat in desk.seats.seats]
    if "" in codes:
        desk.sit("", DESK_PIN)
    assert isinstance(desk.window.page, SeatPage) and told(desk) == []
    desk.close()


def test_a_reveal_and_a_mention_are_no_news_of_a_juror(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = _window(qtbot, qapp, tmp_path, prepared=False)
    came = [*journal.about(desk.event.file, "reveal"), *journal.about(desk.event.file, "mention")]
    assert len(came) == 3 and not news_for_juror(came, "J01") and news_for_secretary(came).topics
    desk.close()


def test_the_words_that_are_looked_for_would_be_found(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    desk = _window(qtbot, qapp, tmp_path, prepared=False)
    desk.sit("")
    page = desk.secretary.go("plenary")
    page.choose_segment("matrix")  # type: ignore[attr-defined]
    assert told(desk) != [], "the secretary sees them, once the result is revealed"
    desk.close()
