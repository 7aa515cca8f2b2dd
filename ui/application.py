"""The application: Qt set up once, the first window, and what happens to a mistake of ours."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from juryapp import text
from juryapp.desk.laptop import Laptop
from ui.look import fonts
from ui.look.theme import Theme
from ui.window import Window


def run(path: Path | None, sample: bool) -> int:
    """Opens the window, with an event file or the sample if one is named, and returns when it is closed."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    laptop = Laptop()
    theme = dress(app, laptop)
    text.use(language_of(laptop))
    window = Window(laptop, theme)
    sys.excepthook = lambda kind, error, trace: _mistake(window, kind, error, trace)
    window.open_large()
    if path:
        QTimer.singleShot(0, lambda: window.ask_passphrase(path))
    elif sample:
        QTimer.singleShot(0, window.open_sample)
    return app.exec()


def dress(app: QApplication, laptop: Laptop) -> Theme:
    """Style, fonts and theme of the program."""
    app.setApplicationName("Juryapp")
    app.setApplicationDisplayName("Juryapp")
    app.setStyle("Fusion")
    fonts.load()
    theme = Theme(app, laptop.home)
    theme.show()
    return theme


def language_of(laptop: Laptop) -> str:
    """The language chosen on this laptop; Indonesian at first."""
    kept = laptop.home.setting("language")
    return kept if kept in text.LANGUAGES else "id"


def _mistake(window: Window, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A mistake of ours: told loudly on standard error and in the window; what was stored before is safe."""
    traceback.print_exception(kind, error, trace)
    window.tell_mistake("".join(traceback.format_exception_only(kind, error)).strip())
