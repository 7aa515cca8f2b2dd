"""Pictures of where secrets are invented: a new event with its passphrase and PIN, the page for the envelope, an enrolment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp import text
from juryapp.new_secrets.strength import suggest_passphrase
from tests.typed import certain
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.page import SecretaryPage
from ui.welcome.made_page import MadePage
from ui.welcome.new_event_page import NewEventPage

if TYPE_CHECKING:
    from tests.screens import Studio

LEFT = Qt.MouseButton.LeftButton


def new_event(studio: Studio, folder: Path) -> None:
    """Weak, just enough, suggested; then made, with the page for its envelope."""
    studio.window.show_new_event()
    page = certain(NewEventPage, studio.window.page)
    page.take(text.resources() / "templates" / "sample-event.xlsx")
    studio.settle()
    page.passphrase.setText("Denpasar 2025")
    page.pin.setText("kambing")
    bar = page.verticalScrollBar()
    bar.setValue(bar.maximum())
    studio.take("80-new-event-weak")
    QTest.mouseClick(page.button, LEFT)
    studio.take("80-new-event-refused")
    page.secret.suggest.click()
    for field in (page.pin, page.pin_again):
        field.setText("kambing-payung")
    bar.setValue(bar.maximum())
    for name, theme, english, size in (
        ("80-new-event-suggested", "light", False, "1"),
        ("80-new-event-suggested-dark", "dark", True, "1"),
        ("80-new-event-suggested-200-percent", "light", True, "2"),
    ):
        studio.theme.choose(theme)
        studio.theme.choose_size(size)
        if english:
            studio.window.switch_language()
        studio.settle()
        page.ensureWidgetVisible(page.pins)
        page.ensureWidgetVisible(page.secret)
        studio.take(name)
        if english:
            studio.window.switch_language()
    studio.theme.choose("light")
    studio.theme.choose_size("1")
    made = suggest_passphrase()
    for field in (page.passphrase, page.passphrase_again):
        field.setText(made)
    page.make(folder / "baru.jury")
    studio.take("81-event-made")
    certain(MadePage, studio.window.page).envelope_button.click()
    studio.take("82-envelope")


def enrolment(studio: Studio) -> None:
    """The secretary sits: a weak PIN, a shown one, in both looks and at 200 %."""
    enrol = certain(EnrolPage, certain(SecretaryPage, studio.window.page).go("enrol"))
    QTest.mouseClick(enrol.seats["J04"], LEFT)
    for field in (enrol.pin, enrol.again):
        field.setText("123456")
    enrol.button.click()
    studio.take("83-enrol-refused")
    enrol.secret.show_it.click()
    for field in (enrol.pin, enrol.again):
        field.setText("kambing-payung")
    studio.theme.choose("dark")
    studio.window.switch_language()
    studio.take("83-enrol-shown-dark")
    studio.window.switch_language()
    studio.theme.choose("light")
    studio.theme.choose_size("2")
    studio.settle()
    enrol.ensureWidgetVisible(enrol.secret)
    studio.take("83-enrol-shown-200-percent")
    studio.theme.choose_size("1")
