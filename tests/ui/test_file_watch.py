"""What another program or command writes to the open file is seen, and never replaced unseen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.desk.juror import JurorDesk
from juryapp.event.opening import open_event
from juryapp.model.note import Visibility
from tests.builders import PASSPHRASE, a_juror, a_laptop
from tests.saying import says
from tests.ui.desks import Desk

MEANWHILE = "Meanwhile “{stored}” was stored here by another program. Do it once more to replace that."


@pytest.fixture
def elsewhere(desk: Desk) -> Iterator[JurorDesk]:
    """The same juror, at the command line of the same laptop."""
    event = open_event(a_laptop(desk.folder), desk.event.path, PASSPHRASE)
    yield a_juror(event)
    event.close()


def test_what_a_command_scored_is_shown_by_itself(desk: Desk, elsewhere: JurorDesk) -> None:
    elsewhere.record_score("K01", "REG", "81")
    elsewhere.write_note("K01", "dari perintah", Visibility.PRIVATE)
    desk.window.shell.file_watch.look()
    assert desk.card("REG").field.text() == "81"
    assert desk.page.desk.notes.field.toPlainText() == "dari perintah"


def test_a_candidate_that_is_opened_shows_what_stands_there(desk: Desk, elsewhere: JurorDesk) -> None:
    elsewhere.record_score("K02", "REG", "81")
    desk.page.desk.select("K02")
    assert desk.card("REG").field.text() == "81"


def test_an_own_write_tells_of_what_came_before_it(desk: Desk, elsewhere: JurorDesk) -> None:
    elsewhere.record_score("K01", "CAK", "81")
    desk.type_points("REG", "70")
    assert desk.card("CAK").field.text() == "81"


def test_points_that_nobody_saw_are_not_replaced_at_once(desk: Desk, elsewhere: JurorDesk) -> None:
    card = desk.type_points("REG", "50", enter=False)
    elsewhere.record_score("K01", "REG", "81")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert desk.stored() == {"REG": "81"} and card.field.text() == "50"
    assert says(card.message.text(), MEANWHILE, stored="81")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert desk.stored() == {"REG": "50"} and card.message.isHidden()


def test_a_reason_that_nobody_saw_is_not_replaced_at_once(desk: Desk, elsewhere: JurorDesk) -> None:
    desk.type_points("REG", "50")
    card = desk.card("REG")
    card.focus_points()
    card.remark.setFocus()
    QTest.keyClicks(card.remark, "Perbup")
    elsewhere.record_remark("K01", "REG", "Perda")
    QTest.keyClick(card.remark, Qt.Key.Key_Return)
    assert desk.page.sitting.scores("K01")["REG"].remark == "Perda" and card.remark.text() == "Perbup"
    QTest.keyClick(card.remark, Qt.Key.Key_Return)
    assert desk.page.sitting.scores("K01")["REG"].remark == "Perbup"


def test_nothing_is_looked_for_behind_the_lock(desk: Desk, elsewhere: JurorDesk) -> None:
    behind = desk.page
    desk.window.shell.activity.idle.emit()
    elsewhere.record_score("K01", "REG", "81")
    desk.window.shell.file_watch.look()
    assert behind.desk.form.cards[0].field.text() == ""
