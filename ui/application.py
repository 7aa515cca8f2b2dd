"""The application: Qt set up once, one program a user, the first window."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from time import monotonic

from PySide6.QtCore import Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from juryapp import log, text
from juryapp.event.laptop import Laptop
from juryapp.starting_language import starting_language
from ui.garbage_collection import FullSweep
from ui.look import fonts
from ui.look.theme import Theme
from ui.parts.files import keep_no_folders
from ui.parts.spoken import speak_roles
from ui.qt_words import speak_for_qt
from ui.removing import Removing
from ui.services.crash import Crash, ended_badly
from ui.services.one_program import OneProgram
from ui.services.opened_files import OpenedFiles
from ui.window import Window


def run(path: Path | None, *, sample: bool = False, language: str | None = None) -> int:
    """Opens the window, with an event file or the sample if one is named, and returns when it is closed.

    `language` is the one asked for; without it the one of this laptop.
    """
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    laptop, began = Laptop(), monotonic()
    text.use(starting_language(language, laptop.home))
    log.begin(laptop.home)
    one = OneProgram(laptop.home)
    if not one.is_first():
        one.ask(path, language)
        return 0
    log.started("window", Qt=qVersion())
    left = ended_badly(laptop.home)
    crash = Crash(laptop.home)
    crash.listen()
    window = Window(laptop, dress(app, laptop))
    # Ctrl+C in a terminal closes the window as its button does; the program's own timers let Python hear of it
    signal.signal(signal.SIGINT, lambda *_: QTimer.singleShot(0, window.close))
    window.shell.follow(crash)
    Removing(window.session, window.show_start, window.notice.tell)
    sweep = FullSweep(window.session.rested_ms)
    one.asked.connect(window.come_forward)
    opened = OpenedFiles(app)
    opened.asked.connect(window.come_forward)
    show_large(window)
    if left:
        window.shell.tell_bad_end(left)
    if path:
        QTimer.singleShot(0, lambda: window.ask_passphrase(path))
    elif sample:
        QTimer.singleShot(0, window.open_sample)
    code = app.exec()
    sweep.end()
    crash.stop()
    one.close()
    log.ended("window", monotonic() - began)
    log.end()
    return code


def show_large(window: Window) -> None:
    """Shows the window as large as the screen allows."""
    window.resize(1366, 768)
    if QGuiApplication.primaryScreen().availableSize().width() <= 1500:
        window.showMaximized()
    else:
        window.show()


def dress(app: QApplication, laptop: Laptop) -> Theme:
    """Style, fonts and theme of the program; and what Qt may keep of it: nothing."""
    app.setApplicationName("Juryapp")
    app.setApplicationDisplayName("Juryapp")
    app.setDesktopFileName("juryapp")
    app.setWindowIcon(QIcon(str(text.resources() / "icons" / "juryapp.png")))
    app.setStyle("Fusion")
    speak_roles()
    keep_no_folders()
    speak_for_qt(app)
    fonts.load()
    theme = Theme(app, laptop.home)
    theme.show()
    return theme
