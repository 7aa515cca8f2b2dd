"""Pictures of what surrounds the desk: flash disk, lock, a mistake, high contrast. Called with a studio of tests/screens.py.

services(studio, folder, OUT)     a juror sits; `folder` is temporary
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtTest import QTest

from juryapp.errors import FileProblem
from tests.turns import live
from ui.services.news import News
from ui.services.second_copy import PULLED


def each_look(studio: Any, name: str) -> None:
    """The same in English, dark, both high contrasts, narrow and large."""
    studio.take(name)
    studio.window.switch_language()
    studio.take(f"{name}-english")
    studio.window.switch_language()
    for theme in ("dark", "contrast", "contrast dark"):
        studio.theme.choose(theme)
        studio.take(f"{name}-{theme.replace(' ', '-')}")
    studio.theme.choose("light")
    studio.size(820, 720)
    studio.take(f"{name}-820")
    studio.size(1366, 768)
    studio.theme.choose_size("2")
    studio.take(f"{name}-200-percent")
    studio.theme.choose_size("1")


def services(studio: Any, folder: Path, out: Path) -> None:
    """All of them, on the page that is shown."""
    shell, window = studio.window.shell, studio.window
    stick = folder / "FLASHDISK"
    stick.mkdir(exist_ok=True)
    shell.choose_stick(stick)
    quiet(studio)
    shell.news.tell_news(News((("attendance", "K02"), ("slot", "K05")), reopened=("K01",)))
    shell.info_bar.show_when_quiet()
    QTest.qWait(1_600)
    each_look(studio, "60-copied-and-news")
    shell.info_bar.drop()
    shell.news.tell_trouble(FileProblem(PULLED))
    QTest.qWait(1_600)
    studio.take("61-pulled")
    shell.offer_file(Path("Final.jury"), lambda path: None)
    QTest.qWait(1_600)
    studio.take("62-another-file")
    shell.info_bar.drop()
    menu(window.header.seat, out / "63-seat-menu")
    menu(window.header.display, out / "64-display-menu")
    guide(studio, out)
    shell.activity.idle.emit()
    each_look(studio, "65-locked")
    window.page.pin.say_wrong(lambda: "PIN salah; ketik sekali lagi.")
    studio.take("66-locked-wrong-pin")
    shell._take_away(window.page)
    shell.show_crash(folder / "home" / "reports" / "juryapp-20250218-100412.txt")
    each_look(studio, "67-mistake")
    window.page.button.click()
    studio.take("68-after-the-mistake")
    shell.second.stop()
    shutil.rmtree(stick)


def guide(studio: Any, out: Path) -> None:
    """The guide in both languages, dark and large."""
    for name, place in (("juror", "score"), ("trouble", "laptop")):
        studio.window.help.show_guide()
        shown = studio.window.help.shown
        shown.guide.go(name, place)
        QTest.qWait(100)
        shown.grab().save(str(out / f"64-guide-{name}.png"))
    studio.window.switch_language()
    shown.grab().save(str(out / "64-guide-english.png"))
    studio.window.switch_language()
    for size, theme in (("1", "dark"), ("2", "light")):
        studio.theme.choose(theme)
        studio.theme.choose_size(size)
        QTest.qWait(100)
        shown.grab().save(str(out / f"64-guide-{theme}-{size}.png"))
    studio.theme.choose_size("1")
    shown.close()


def quiet(studio: Any) -> None:
    """Waits for what runs beside the window."""
    while studio.window.runner.works_quietly:
        live(10)
    live(100)


def menu(button: Any, name: Path) -> None:
    """A picture of an open menu and of those within it."""
    opened = button.menu()
    opened.popup(button.mapToGlobal(button.rect().bottomLeft()))
    QTest.qWait(50)
    opened.grab().save(f"{name}.png")
    for place, inner in enumerate(action.menu() for action in opened.actions() if action.menu()):
        inner.grab().save(f"{name}-{place}.png")
    opened.close()
