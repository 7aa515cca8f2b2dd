"""What the program says of itself: version, where data and log lie, what is new, licences, and a report that is shown first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from juryapp import __version__, about, log
from juryapp.clock import local_clock
from juryapp.disk import write_whole
from juryapp.locations import Home
from juryapp.text import _, mark
from ui.actions import action, press
from ui.disk import Disk, no_answer
from ui.look import fonts
from ui.parts.action_button import ActionButton
from ui.parts.files import ask_name
from ui.parts.finger_scroll import FingerScroll
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, Say, breakable, give_spoken_name
from ui.parts.message import Message


class AboutPane(QWidget):
    """About this program."""

    closed = Signal()

    def __init__(self, home: Home, disk: Disk) -> None:
        super().__init__()
        self._home, self._disk = home, disk
        self.report = ""
        """What would be saved; empty until it is shown."""
        self.data = Label(lambda: _("Data of this laptop: {path}", path=breakable(str(home.folder))), "small")
        self.log = Label(lambda: _("The log lies here: {path}", path=breakable(str(log.place(home)))), "small")
        for label in (self.data, self.log):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.new_button = Button(lambda: _("What is new"), "tab", "small strong")
        self.licences_button = Button(lambda: _("Licences"), "tab", "small strong")
        self.report_button = Button(lambda: _("Report to send"), "tab", "small strong")
        self.save_button = Button(lambda: _("Save the report…"))
        self.close_button = ActionButton(self.close_about)
        self.said = Message("good")
        self.browser = QTextBrowser()
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setOpenLinks(False)
        self.browser.document().setDocumentMargin(20)
        FingerScroll(self.browser)
        self.first: QWidget = self.new_button
        """Where one begins."""
        self._what: Callable[[], None] = self.show_new
        self._lay_out()
        self.show_new()

    def _lay_out(self) -> None:
        head = QFrame()
        head.setObjectName("header")
        rows = QVBoxLayout(head)
        rows.setContentsMargins(20, 12, 20, 10)
        rows.setSpacing(6)
        rows.addWidget(Label(lambda: f"Juryapp {__version__}", "name"))
        for label in (self.data, self.log):
            rows.addWidget(label)
        tabs = {self.new_button: self.show_new, self.licences_button: self.show_licences, self.report_button: self.show_report}
        line = QWidget()
        flow = Flow(line)
        grows_down(line)
        for button, show in tabs.items():
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.clicked.connect(lambda _checked=False, show=show: show())
            flow.addWidget(button)
        for button in (self.save_button, self.close_button):
            flow.addWidget(button)
        self.save_button.clicked.connect(self._save)
        rows.addWidget(line)
        rows.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.browser, 1)

    def show_new(self) -> None:
        """What this version brings, from its changelog."""
        self._show(self.new_button, self.show_new)
        self.browser.setMarkdown(about.what_is_new())

    def show_licences(self) -> None:
        """Of the program and of what is in it."""
        self._show(self.licences_button, self.show_licences)
        self.browser.setMarkdown(about.licences())

    def show_report(self) -> None:
        """What would be sent, before it is saved."""
        self._show(self.report_button, self.show_report)
        self.report = about.report(self._home, local_clock(), Qt=qVersion())
        self.browser.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.browser.setPlainText(self.report)

    def _show(self, button: Button, what: Callable[[], None]) -> None:
        self._what = what
        button.setChecked(True)
        self.said.setVisible(False)
        self.save_button.setVisible(button is self.report_button)
        self.browser.setFont(fonts.font("text"))
        self.browser.document().setDefaultFont(fonts.font("text"))
        give_spoken_name(self.browser, button.words)

    def _save(self) -> None:
        name = f"juryapp-report-{local_clock():%Y%m%d-%H%M}.txt"
        path = ask_name(self, _("Save the report"), name, _("Reports (*.txt)"))
        if path:
            self.save_report(path)

    def save_report(self, path: Path) -> None:
        """Writes what is shown, whole or not at all, beside the window."""
        content = self.report.encode()
        self._disk.ask(
            lambda progress: write_whole(path, content),
            lambda _none: self._tell(lambda: _("The report is written: {path}", path=path), "good"),
            lambda problem: self._tell(lambda: str(problem), "bad"),
            self,
            silent=lambda: self._tell(lambda: str(no_answer(path)), "warn"),
        )

    def _tell(self, say: Say, notice: str) -> None:
        self.said.tell(say, notice)

    @action("Esc", label=mark("Close"))
    def close_about(self) -> None:
        """Back to the window."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._what()
        super().changeEvent(event)
