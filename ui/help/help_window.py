"""The window of help: the guide beside the page that one works at, so that it can be read and followed at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from juryapp.locations import Home
from juryapp.text import _
from ui.disk import Disk
from ui.document_overlay import show_over
from ui.help.about_pane import AboutPane
from ui.help.guide_pane import GuidePane
from ui.help.guide_text import as_pdf
from ui.parts.stack import show_in

_WIDTH = 720


class HelpWindow(QWidget):
    """Beside the program's window, never in front of all others, and it holds nobody up. It shows nothing of any event."""

    def __init__(self, beside: QWidget, home: Home, disk: Disk) -> None:
        super().__init__(beside, Qt.WindowType.Window)
        self._disk = disk
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack = QStackedWidget()
        self.guide = GuidePane()
        self.guide.closed.connect(self.close)
        self.guide.print_asked.connect(self._print)
        self.stack.addWidget(self.guide)
        self.about = AboutPane(home, disk)
        self.about.closed.connect(self.close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.stack)
        self._lie_beside(beside)
        self._speak()

    def show_guide(self, name: str, place: str) -> None:
        """Shows the guide at this place."""
        show_in(self.stack, self.guide)
        self._come_forward()
        self.guide.go(name, place)
        self.guide.first.setFocus()

    def show_about(self) -> None:
        """Shows what the program says of itself."""
        show_in(self.stack, self.about)
        self._come_forward()
        self.about.first.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._speak()
        super().changeEvent(event)

    def _speak(self) -> None:
        self.setWindowTitle(f"{_('Help')} · Juryapp")

    def _come_forward(self) -> None:
        self.show()
        self.raise_()
        self.activateWindow()

    def _print(self) -> None:
        page = self.guide.page
        show_over(self.stack, self._disk, lambda: page.title, f"juryapp-{page.name}.pdf", as_pdf(page))

    def _lie_beside(self, window: QWidget) -> None:
        """At the right edge of the screen, as high as there is room."""
        screen = window.screen() or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        width = min(_WIDTH, room.width())
        self.setGeometry(room.right() - width + 1, room.top() + 40, width, max(300, room.height() - 60))
