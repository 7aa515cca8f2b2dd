"""A program that dies loses a second of what is typed at most, also while another program holds the file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.desk.unfinished_texts import UnfinishedText, UnfinishedTexts
from tests.builders import PASSPHRASE, a_juror, pin_of
from tests.ui.desks import Desk, a_desk_window, give_up_waiting
from ui.juror.field_texts import FieldKind

TYPE_AND_DIE = """
import os, sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from juryapp import text
from juryapp.event.opening import open_event
from juryapp.store.connection import connect
from tests.builders import PASSPHRASE, a_laptop, light_passphrases
from tests.soak.window_worker import Patience
from tests.ui.desks import Desk
from ui.application import dress
from ui.juror.kept_texts import KEPT_WITHIN_MS
from ui.window import Window

folder = Path(sys.argv[1])
light = light_passphrases()
light.__enter__()
text.use("id")
app, laptop = QApplication([]), a_laptop(folder)
window = Window(laptop, dress(app, laptop))
window.show()
window.show_seats(open_event(laptop, folder / "event.jury", PASSPHRASE))
desk = Desk(Patience(), window, folder)
desk.sit("J01")
desk.type_points("REG", "70")
other = connect(folder / "event.jury", PASSPHRASE)
other.connection.execute("BEGIN IMMEDIATE")
desk.type_points("REG", "75")
card = desk.card("CAK")
card.focus_points()
card.remark.setFocus()
QTest.keyClicks(card.remark, "sebuah alasan")
desk.page.desk.notes.field.setFocus()
QTest.keyClicks(desk.page.desk.notes.field, "catatan")
QTest.qWait(2 * KEPT_WITHIN_MS)
os._exit(9)
"""


def kept(desk: Desk) -> list[UnfinishedText]:
    return UnfinishedTexts(a_juror(desk.event)).kept()


def test_what_was_typed_before_a_kill_stands_in_its_fields_again(qtbot: Any, qapp: Any, tmp_path: Path) -> None:
    first = a_desk_window(qtbot, qapp, tmp_path)
    first.close()
    done = subprocess.run([sys.executable, "-c", TYPE_AND_DIE, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr
    assert b"alasan" not in b"".join(file.read_bytes() for file in tmp_path.rglob("*.typed")), "as ciphertext alone"
    desk = a_desk_window_again(qtbot, qapp, tmp_path)
    desk.sit("J01")
    assert desk.stored() == {"REG": "70"}
    told = desk.window.notice.words
    assert "K01 REG; K01 CAK" in told.text() and not any(text in told.text() for text in ("75", "alasan", "catatan:"))
    desk.window.shell.activity.idle.emit()
    assert desk.window.notice.isHidden(), "nothing of it is told on the page of the PIN"
    desk.window.page.pin.field.setText(pin_of("J01"))
    QTest.mouseClick(desk.window.page.button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert told.isVisible()
    desk.page.desk.select("K02")
    desk.page.desk.select("K01")
    assert desk.stored() == {"REG": "70"}, "nobody has been to the fields"
    assert (desk.card("REG").field.text(), desk.card("CAK").remark.text()) == ("75", "sebuah alasan")
    assert desk.page.desk.notes.field.toPlainText() == "catatan"
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    desk.card("REG").focus_points()
    QTest.keyClick(desk.card("REG").field, Qt.Key.Key_Return)
    assert desk.stored() == {"REG": "75"}
    assert "REG" not in told.text() and "K01 CAK" in told.text(), "only where it is still so"
    desk.page.settle()
    desk.card("CAK").focus_points()
    desk.page.settle()
    qtbot.waitUntil(desk.window.notice.isHidden)  # it isn't so any more, as soon as a spare copy lets one write
    desk.close()


def a_desk_window_again(qtbot: Any, qapp: Any, folder: Path) -> Desk:
    return a_desk_window(qtbot, qapp, folder, made=lambda _folder: None)


def test_what_is_stored_is_kept_nowhere_else(desk: Desk) -> None:
    desk.type_points("REG", "85", enter=False)
    desk.page.desk.kept_texts.keep()
    assert kept(desk) == [UnfinishedText(FieldKind.POINTS.value, "K01", "REG", "85")]
    QTest.keyClick(desk.card("REG").field, Qt.Key.Key_Return)
    assert kept(desk) == [] and not list(desk.folder.rglob("*.typed"))


def test_a_reason_that_is_being_typed_is_kept_and_one_that_was_taken_back_is_not(desk: Desk) -> None:
    card = desk.type_points("REG", "85")
    card.focus_points()
    card.remark.setFocus()
    QTest.keyClicks(card.remark, "alasan")
    desk.page.desk.kept_texts.keep()
    assert [one.text for one in kept(desk)] == ["alasan"]
    for _letter in "alasan":
        QTest.keyClick(card.remark, Qt.Key.Key_Backspace)
    assert kept(desk) == []


def test_a_note_is_kept_while_the_file_is_held(desk: Desk, other: Any) -> None:
    QTest.keyClicks(desk.page.desk.notes.field, "catatan")
    desk.page.desk.kept_texts.keep()
    assert kept(desk) == [], "a draft within the event's file holds it, as soon as that takes it"
    desk.page.desk.notes.timers.draft.timeout.emit()
    desk.page.desk.kept_texts.keep()
    assert [one.text for one in kept(desk)] == ["catatan"]
    other.execute("ROLLBACK")
    desk.window.session.try_again()
    assert kept(desk) == []


def test_what_was_given_up_does_not_come_back(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "85")
    desk.page.desk.kept_texts.keep()
    assert kept(desk) != []
    give_up_waiting(desk)
    desk.window.hand_over()
    QTest.mouseClick(desk.window.notice.drop, Qt.MouseButton.LeftButton)
    assert kept(desk) == []


@pytest.mark.parametrize("content", [b"", b"[", b'{"kind": "text"}', b"\xff" * 200], ids=repr)
def test_a_file_that_is_torn_or_anothers_is_none(desk: Desk, content: bytes) -> None:
    desk.type_points("REG", "85", enter=False)
    desk.page.desk.kept_texts.keep()
    (file,) = desk.folder.rglob("*.typed")
    file.write_bytes(content)
    assert kept(desk) == []


def test_who_is_not_enrolled_is_served_as_well(desk: Desk) -> None:
    unenrolled = a_juror(desk.event, "J01")
    desk.event.trust.jurors.pop("J01")
    UnfinishedTexts(unenrolled).keep([UnfinishedText("points", "K01", "REG", "8")])
    (file,) = desk.folder.rglob("*.typed")
    assert b"K01" not in file.read_bytes()
    assert UnfinishedTexts(unenrolled).kept() == [UnfinishedText("points", "K01", "REG", "8")]
    unenrolled.event.file.passphrase = PASSPHRASE + "x"
    assert UnfinishedTexts(unenrolled).kept() == []
    unenrolled.event.file.passphrase = PASSPHRASE


def test_enter_stores_what_came_back_with_its_reason(desk: Desk) -> None:
    card = desk.card("REG")
    for kind, text in ((FieldKind.POINTS, "76"), (FieldKind.REMARK, "jelas")):
        assert card.shown
        desk.page.desk.texts.type_again(card.shown.field(kind), text)
    desk.page.desk.refresh()
    card.focus_points()
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert desk.stored() == {"REG": "76"} and desk.page.sitting.remarks("K01") == {"REG": "jelas"}
    assert desk.card("CAK").active


def test_what_another_version_kept_of_a_field_that_is_not_here_hinders_nobody(desk: Desk) -> None:
    UnfinishedTexts(a_juror(desk.event)).keep(
        [UnfinishedText("drawing", "K01", "REG", "x"), UnfinishedText("points", "K01", "REG", "8")]
    )
    desk.window.make_desk()
    assert desk.card("REG").field.text() == "8"
