"""The end of the day says what is signed, what is missing by name and where copies are known to be, with one thing that helps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from juryapp.package_files import packages_in
from juryapp.text import _, clock_time
from tests.builders import a_juror, pin_of, score_all, sign
from tests.ui.desks import Desk, draw, give_up_waiting
from ui.juror import end_page
from ui.juror.end_page import EndPage
from ui.juror.review import ReviewPage
from ui.juror.signed_page import SignedPage
from ui.parts.labels import Button
from ui.services.stick import OfferedDisk

LEFT = Qt.MouseButton.LeftButton


def end(desk: Desk) -> EndPage:
    desk.page.end_day()
    page = desk.page.currentWidget()
    assert isinstance(page, EndPage)
    return page


def sign_all(desk: Desk, *candidates: str) -> None:
    for number in candidates or ("K01", "K02", "U01", "U02"):
        sign(desk.page.sitting.desk, number, "80")
    desk.page.sitting.reload()


def stick(desk: Desk, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    desk.window.shell.second.choose(folder)
    desk.settle()
    desk.window.shell.second.copy_now()
    desk.settle()


def test_it_is_in_the_menu(desk: Desk) -> None:
    desk.page.desk.footer.fill()
    menu = desk.page.desk.footer.more.menu()
    assert isinstance(menu, QMenu) and _("End of the day") in [entry.text() for entry in menu.actions()]


def test_what_is_missing_is_named_and_one_press_helps(desk: Desk) -> None:
    sign_all(desk, "K01")
    score_all(desk.page.sitting.desk, "K02", "70")
    desk.page.sitting.reload()
    page = end(desk)
    assert page.title.text() == _("{signed} of {expected} signed", signed=1, expected=4)
    for number in ("K02", "U01", "U02"):
        assert f"{number} Kandidat Contoh {number}: " in page.missing.text()
    assert "K01" not in page.missing.text() and page.safe.property("notice") == "warn"
    assert page.help_button.text() == _("Sign {candidate}", candidate="K02")
    QTest.mouseClick(page.help_button, LEFT)
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage) and "K02" in review.sign.text()


def test_what_is_not_scored_is_opened(desk: Desk) -> None:
    sign_all(desk, "K01", "U01", "U02")
    page = end(desk)
    assert page.help_button.text() == _("Go on with {candidate}", candidate="K02")
    QTest.mouseClick(page.help_button, LEFT)
    assert desk.page.candidate == "K02" and desk.page.currentWidget() is desk.page.desk


def test_without_a_flash_disk_all_of_it_exists_only_here(desk: Desk) -> None:
    sign_all(desk)
    desk.window.session.look_for_news()
    page = end(desk)
    assert page.title.text() == _("{signed} of {expected} signed", signed=4, expected=4)
    assert page.safe.text() == _("As far as is known here, something exists only on this laptop.")
    assert page.help_button.text() == _("Copy to a flash disk…")
    with desk.bot.waitSignal(desk.window.session.copy_asked):
        desk.window.session.copy_asked.disconnect(desk.window.shell.copy_now)
        QTest.mouseClick(page.help_button, LEFT)


def test_all_signed_and_copied_says_that_nothing_exists_only_here(desk: Desk, tmp_path: Path) -> None:
    desk.type_points("REG", "80")
    sign_all(desk)
    desk.window.session.look_for_news()
    stick(desk, tmp_path / "stick")
    page = end(desk)
    status = desk.window.session.copy_status
    assert status.is_copied and status.copied_at
    assert page.safe.text() == _("Nothing exists only here: this laptop may be closed.")
    assert page.safe.property("notice") == "good" and not page.missing.isVisible()
    said = _("All of it was copied to the flash disk at {time}, and read back from it.", time=clock_time(status.copied_at))
    assert page.copied.text() == said
    with desk.bot.waitSignal(desk.window.session.leave_asked):
        desk.window.session.leave_asked.disconnect(desk.window.leave_event)
        QTest.mouseClick(page.help_button, LEFT)


def test_another_disk_or_folder_is_chosen_where_the_day_ends(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.type_points("REG", "80")
    stick(desk, tmp_path / "first")
    other, third = tmp_path / "second", tmp_path / "third"
    for folder in (other, third):
        folder.mkdir()
    monkeypatch.setattr(desk.window.session.sticks, "_ask", lambda: [OfferedDisk("KINGSTON", other)])
    desk.window.session.sticks.refresh()
    desk.settle()
    page = end(desk)
    onto = next(one for one in page.onto.findChildren(Button) if one.text() == _("Copy onto {name}", name="KINGSTON"))
    QTest.mouseClick(onto, LEFT)
    desk.bot.waitUntil(lambda: any(packages_in(other)), timeout=5_000)
    monkeypatch.setattr(end_page, "ask_folder", lambda _parent, _title: third)
    QTest.mouseClick(page.folder, LEFT)
    desk.bot.waitUntil(lambda: any(packages_in(third)), timeout=5_000)


def test_it_is_true_when_something_is_written_while_it_is_shown(desk: Desk, tmp_path: Path) -> None:
    desk.type_points("REG", "80")
    sign_all(desk, "K01", "U01", "U02")
    desk.window.session.look_for_news()
    stick(desk, tmp_path / "stick")
    page = end(desk)
    assert page.safe.text() == _("Nothing exists only here, but not everything is signed.")
    session = desk.window.session
    session.write("score/K02/REG", lambda: a_juror(desk.event).record_score("K02", "REG", "75"), None)
    assert page.safe.text() == _("As far as is known here, something exists only on this laptop.")
    assert page.help_button.text() == _("Go on with {candidate}", candidate="K02")


def test_what_is_not_saved_comes_first(desk: Desk, other: Any) -> None:
    desk.type_points("REG", "80")
    give_up_waiting(desk)
    page = end(desk)
    assert page.copied.text() == _("NOT SAVED yet; it is kept here and tried again.")
    assert page.help_button.text() == _("Try again now")
    other.execute("ROLLBACK")
    QTest.mouseClick(page.help_button, LEFT)
    assert page.help_button.text() != _("Try again now") and desk.stored() == {"REG": "80"}


def test_what_is_typed_and_not_allowed_is_missing(desk: Desk) -> None:
    desk.type_points("REG", "101")
    page = end(desk)
    assert "101" in page.missing.text() and page.help_button.text() == _("Back to the scores")


def test_after_the_last_signature_it_is_the_way_on(desk: Desk) -> None:
    sign_all(desk, "K01", "K02", "U01")
    score_all(desk.page.sitting.desk, "U02", "80")
    desk.page.sitting.reload()
    desk.page.review("U02")
    review = desk.page.currentWidget()
    assert isinstance(review, ReviewPage)
    draw(review.canvas)
    QTest.keyClicks(review.pin.field, pin_of("J01"))
    QTest.mouseClick(review.sign, LEFT)
    desk.settle()
    page = desk.page.currentWidget()
    assert isinstance(page, SignedPage) and page.on_button.text() == _("End of the day")
    QTest.mouseClick(page.on_button, LEFT)
    shown = desk.page.currentWidget()
    assert isinstance(shown, EndPage) and shown.title.text() == _("{signed} of {expected} signed", signed=4, expected=4)


def test_the_keyboard_alone(desk: Desk) -> None:
    page = end(desk)
    assert page.help_button.hasFocus()
    assert page.help_button.accessibleDescription() == f"{page.title.text()}. {page.safe.text()}", "what is so is heard at once"
    QTest.keyClick(page.help_button, Qt.Key.Key_Tab)
    assert page.back_button.hasFocus()
    QTest.keyClick(page.back_button, Qt.Key.Key_Space)
    assert desk.page.currentWidget() is desk.page.desk
