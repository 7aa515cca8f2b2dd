"""The theme that is shown, as the system has it or as this laptop is set: light or dark, high contrast or not; and its size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from juryapp.locations import Home
from ui.look import colours, fonts
from ui.look.style import palette, style_sheet

CHOICES = ("system", "light", "dark", "contrast", "contrast dark")
_THEMES = {
    "light": colours.LIGHT,
    "dark": colours.DARK,
    "contrast": colours.CONTRAST,
    "contrast dark": colours.CONTRAST_DARK,
}
SIZES = ("1", "1.25", "1.5", "2")


class Theme:
    """Paints the whole program in a theme, and remembers what was chosen."""

    def __init__(self, app: QApplication, home: Home) -> None:
        self._app = app
        self._home = home
        self._shown: tuple[colours.Colours, str] | None = None
        self._later = QTimer(app, singleShot=True, interval=0)
        self._later.timeout.connect(self._arrange_anew)
        self._hints = app.styleHints()
        self._hints.colorSchemeChanged.connect(self._system_changed)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    @property
    def choice(self) -> str:
        """One of `CHOICES`."""
        kept = self._home.setting("theme")
        return kept if kept in CHOICES else "system"

    @property
    def size(self) -> str:
        """How large the text is, one of `SIZES`."""
        kept = self._home.setting("text size")
        return kept if kept in SIZES else "1"

    def choose(self, choice: str) -> None:
        """Keeps a choice of theme and shows it."""
        self._home.keep_setting("theme", choice)
        self.show()

    def choose_size(self, size: str) -> None:
        """Keeps a size of text and shows it."""
        self._home.keep_setting("text size", size)
        self.show()

    def show(self) -> None:
        """Shows what is chosen."""
        theme = self._colours()
        if (theme, self.size) == self._shown:
            return
        is_first = self._shown is None
        self._shown = (theme, self.size)
        colours.use(theme)
        fonts.use_scale(float(self.size))
        self._app.setFont(fonts.font("text"))
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(theme))
        fonts.refresh()
        for window in self._app.topLevelWidgets():
            self._app.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        if not is_first:
            self._later.start()

    def _arrange_anew(self) -> None:
        """What is arranged by the room that it has has another room by now, for larger or smaller words.

        Sent, never posted: PySide6 lets go of an event of Python's before a posted one has arrived.
        """
        for widget in self._app.allWidgets():
            if isValid(widget) and type(widget).__module__.startswith("ui."):
                self._app.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))

    def _colours(self) -> colours.Colours:
        if self.choice != "system":
            return _THEMES[self.choice]
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        if self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return colours.CONTRAST_DARK if dark else colours.CONTRAST
        return colours.DARK if dark else colours.LIGHT

    def _system_changed(self) -> None:
        self.show()
