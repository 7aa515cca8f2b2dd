"""The theme that is shown: light or dark, as the system has it or as this laptop is set, and how large the text is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from juryapp.locations import Home
from ui.look import colours, fonts
from ui.look.style import palette, style_sheet

CHOICES = ("system", "light", "dark")
SIZES = ("1", "1.25", "1.5", "2")


class Theme:
    """Paints the whole program in a theme, and remembers what was chosen."""

    def __init__(self, app: QApplication, home: Home) -> None:
        self._app = app
        self._home = home
        self._shown: tuple[bool, str] | None = None
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def choice(self) -> str:
        """`system`, `light` or `dark`."""
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
        dark = self.choice == "dark" or (self.choice == "system" and self._system_is_dark())
        if (dark, self.size) == self._shown:
            return
        self._shown = (dark, self.size)
        theme = colours.DARK if dark else colours.LIGHT
        colours.use(theme)
        fonts.use_scale(float(self.size))
        self._app.setFont(fonts.font("text"))
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(style_sheet(theme))
        fonts.renew()
        for window in self._app.topLevelWidgets():
            self._app.sendEvent(window, QEvent(QEvent.Type.LanguageChange))

    def _system_is_dark(self) -> bool:
        return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _system_changed(self) -> None:
        self.show()
