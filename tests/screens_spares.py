"""Pictures of the offer of a spare copy: damaged, gone, older. Called with a studio of tests/screens.py.

spare_offers(studio, folder, passphrase, pin)     `folder` is temporary; the event that is open is closed
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.desk.juror import JurorDesk
from juryapp.event import spares
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause
from juryapp.model.note import Visibility
from ui import recent


def spare_offers(studio: Any, folder: Path, passphrase: str, pin: str) -> None:
    """Each in both languages, at 100 and 200 %."""
    window, path = studio.window, studio.path
    window.leave_event()
    home = window.laptop.home
    former = folder / "former.jury"
    event = open_event(window.laptop, path, passphrase)
    shutil.copy(path, former)
    JurorDesk.sit(event, "J02", pin).write_note("K01", "Tanyakan lagi anggarannya", Visibility.PANEL)
    spares.make(event, Cause.TIME)
    whole = path.read_bytes()
    event.close()
    path.write_bytes(bytes(8192) + whole[8192:])
    each(studio, "80-spare-damaged", passphrase)
    shutil.copy(former, path)
    each(studio, "81-spare-older", passphrase)
    path.unlink()
    recent.remember(home, path)
    window.show_start()
    QTest.qWait(100)
    studio.take("82-recent-gone")
    each(studio, "82-spare-gone", passphrase)
    path.write_bytes(whole)
    window.show_start()


def each(studio: Any, name: str, passphrase: str) -> None:
    """One offer in both languages, at 100 and 200 %."""
    for size, large in (("1", ""), ("2", "-200-percent")):
        studio.theme.choose_size(size)
        studio.window.ask_passphrase(studio.path)
        page = studio.window.page
        page.field.setText(passphrase)
        QTest.keyClick(page.field, Qt.Key.Key_Return)
        studio.take(f"{name}{large}")
        studio.window.switch_language()
        studio.take(f"{name}{large}-english")
        studio.window.switch_language()
        page.back_button.click()
    studio.theme.choose_size("1")
