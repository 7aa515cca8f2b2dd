"""The guide beside the window: F1 leads to the place of the page, all of it is searched, and it holds nobody up."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from juryapp import guide
from juryapp.text import _, current
from tests.ui.desks import Desk
from ui.document_page import DocumentPage
from ui.help.guide_pane import GuidePane
from ui.help.help_window import HelpWindow
from ui.juror.keys_page import KeysPage


def press_f1(desk: Desk) -> None:
    QTest.keyClick(desk.window.focusWidget() or desk.window, Qt.Key.Key_F1)


def opened(desk: Desk) -> HelpWindow:
    assert desk.window.help.shown and desk.window.help.shown.isVisible()
    return desk.window.help.shown


def shown_place(desk: Desk) -> tuple[str, str]:
    pane = opened(desk).guide
    return pane.name, pane.place


def heading_in_view(pane: GuidePane) -> str:
    """The heading at which the page stands, if it is in sight."""
    where = pane.browser.cursorRect()
    return pane.browser.textCursor().block().text() if pane.browser.viewport().rect().contains(where) else ""


@pytest.mark.parametrize(
    "place, leads_to",
    [
        ("receiving", ("secretary", "receive")),
        ("documents", ("secretary", "documents")),
        ("prepare", ("secretary", "prepare")),
        ("travel", ("secretary", "travel")),
        ("preparation", ("secretary", "preparation")),
    ],
)
def test_f1_leads_to_the_place_of_the_page(door: Desk, place: str, leads_to: tuple[str, str]) -> None:
    door.sit("")
    door.secretary.go(place)
    press_f1(door)
    assert shown_place(door) == leads_to
    page = guide.page(leads_to[0])
    assert page.title_at(leads_to[1]) in opened(door).guide.browser.toPlainText()


def test_at_the_jurors_desk_f1_shows_the_keys_and_once_more_the_guide(desk: Desk) -> None:
    card = desk.type_points("REG", "85", enter=False)
    QTest.keyClick(card.field, Qt.Key.Key_F1)
    page = desk.page.currentWidget()
    assert isinstance(page, KeysPage) and desk.window.help.shown is None
    QTest.keyClick(page.back_button, Qt.Key.Key_F1)
    assert shown_place(desk) == ("juror", "keys") and desk.page.currentWidget() is page


def test_before_an_event_is_open_the_guide_begins_at_the_beginning(desk: Desk) -> None:
    desk.window.leave_event()
    press_f1(desk)
    assert shown_place(desk) == ("juror", "start")


def test_the_menu_above_every_page_offers_it(desk: Desk) -> None:
    menu = desk.window.header.help.menu()
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == _("Guide") + "\tF1"
    menu.actions()[0].trigger()
    assert shown_place(desk) == ("juror", "score")


def test_it_is_searched_over_all_its_pages(door: Desk) -> None:
    door.window.help.show_guide()
    pane = opened(door).guide
    pane.look_for()
    QTest.keyClicks(pane.search, _("The date is wrong"))
    assert not pane.found.isHidden() and pane.name == "juror"
    QTest.keyClick(pane.search, Qt.Key.Key_Return)
    assert pane.name == "trouble" and pane.browser.textCursor().selectedText() == _("The date is wrong")
    pane.search.clear()
    QTest.keyClicks(pane.search, "zzz")
    QTest.keyClick(pane.search, Qt.Key.Key_Return)
    assert pane.found.text() == _("Not found in the guide.") and pane.name == "trouble"


def test_a_link_leads_to_its_page_and_heading(desk: Desk) -> None:
    desk.window.help.show_guide()
    pane = opened(desk).guide
    pane.browser.anchorClicked.emit(QUrl("trouble.md#clock"))
    QApplication.processEvents()
    assert (pane.name, pane.place) == ("trouble", "clock")
    assert heading_in_view(pane) == guide.page("trouble").title_at("clock")
    pane.browser.anchorClicked.emit(QUrl("https://example.org/"))
    assert (pane.name, pane.place) == ("trouble", "clock"), "nothing outside is opened"


def test_it_is_printed_from_a_page_that_shows_it(desk: Desk) -> None:
    desk.window.help.show_guide()
    shown = opened(desk)
    QTest.keyClick(shown.guide.browser, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    over = shown.stack.currentWidget()
    assert isinstance(over, DocumentPage) and over.pdf.startswith(b"%PDF")
    over.leave()
    assert shown.stack.currentWidget() is shown.guide


def test_escape_closes_it_and_the_desk_is_as_it_was(desk: Desk) -> None:
    card = desk.type_points("REG", "8", enter=False)
    desk.window.help.show_guide()
    shown = opened(desk)
    QTest.keyClick(shown.guide.browser, Qt.Key.Key_Escape)
    assert not shown.isVisible() and card.field.text() == "8" and desk.stored() == {}
    desk.window.help.show_guide()
    assert desk.window.help.shown is shown


def test_it_speaks_the_language_of_the_window(desk: Desk) -> None:
    desk.window.help.show_guide()
    pane, former = opened(desk).guide, current()
    desk.window.switch_language()
    assert current() != former and guide.page("juror").title in pane.browser.toPlainText()
    assert opened(desk).windowTitle() == f"{_('Help')} · Juryapp"
    desk.window.switch_language()


def test_it_goes_with_the_programs_window(desk: Desk) -> None:
    desk.window.help.show_guide()
    shown: QWidget = opened(desk)
    desk.window.close()
    assert not shown.isVisible()


def test_a_report_is_shown_before_it_is_saved(desk: Desk, tmp_path: Path) -> None:
    desk.window.help.show_about()
    pane = opened(desk).about
    assert pane.save_button.isHidden() and str(desk.window.laptop.home.folder) in pane.data.text().replace("\u200b", "")
    pane.report_button.click()
    assert pane.save_button.isVisible() and pane.browser.toPlainText().strip() == pane.report.strip()
    pane.save_report(tmp_path / "report.txt")
    desk.settle()
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == pane.report
    pane.save_report(tmp_path / "nowhere" / "report.txt")
    desk.settle()
    assert pane.said.property("notice") == "bad" and not (tmp_path / "nowhere").exists()
    pane.licences_button.click()
    assert "Apache" in pane.browser.toPlainText() and pane.save_button.isHidden()
