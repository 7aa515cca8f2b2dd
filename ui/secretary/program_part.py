"""The program beside a prepared file: the tick, which program, and the copying, which can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.locations import program_folder
from juryapp.sharing.first_page import FIRST_PAGE, write_first_page
from juryapp.sharing.program_folder import BuiltProgram, Put
from juryapp.text import _, mark
from ui.disk import Progress, no_answer
from ui.parts.files import ask_folder
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message
from ui.parts.tick import Tick
from ui.secretary.work_line import WorkLine
from ui.session import Session

_SETTING = "program-folder"


class ProgramPart(QWidget):
    """Nothing is copied unless it is ticked."""

    ended = Signal()
    """The copying is over, however it ended."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stopped = [False]
        self.tick = Tick("", "text")
        self.which = Label(self._which_words, "small", "soft")
        self.choose = Button(lambda: _("Choose the program's folder…"), role="small")
        self.work = WorkLine()
        self.said = Message("good")
        self.said.until(self.tick.toggled)
        self.wanted: BuiltProgram | None = None
        """What goes along with the laptop that is being prepared, if anything."""
        self.tick.toggled.connect(self._show)
        self.choose.clicked.connect(self._ask)
        self.work.stop.clicked.connect(self._stop)
        self._chosen_row = row_of(self.choose)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        for part in (self.tick, self.which, self._chosen_row, self.work, self.said):
            rows.addWidget(part)
        self.work.setVisible(False)
        session.runner.quiet_progress.connect(self.work.show_progress)
        self._say()

    @property
    def folder(self) -> Path | None:
        """Where the program lies that is copied: the one that runs, or the one that was chosen once."""
        named = self._session.laptop.home.setting(_SETTING)
        return program_folder() or (Path(named) if named else None)

    def begin(self) -> None:
        """A laptop is going to be prepared: what is to go along is looked at. Raises `Refused` where none is to be had."""
        self.said.setVisible(False)
        self.wanted = None
        self.wanted = BuiltProgram.of(self.folder) if self.tick.isChecked() else None

    def choose_folder(self, folder: Path) -> None:
        """Takes the program from this folder, from now on."""
        try:
            BuiltProgram.of(folder)
        except Problem as problem:
            refused = problem
            self._tell(lambda: str(refused), "bad")
            return
        self._session.laptop.home.keep_setting(_SETTING, str(folder))
        self.said.setVisible(False)
        self._show()

    def put_beside(self, program: BuiltProgram, folder: Path) -> None:
        """Copies it there, beside the window."""
        self._stopped = stopped = [False]
        self.said.setVisible(False)
        self.work.begin(lambda: _("Copying the program…"))

        def work(progress: Progress) -> Put:
            put = program.put_beside(folder, lambda done, of: progress(done // 1_000_000, of // 1_000_000), lambda: stopped[0])
            if put is not Put.STOPPED:
                write_first_page(folder)
            return put

        self._session.runner.disk.ask(
            work, self._put, self._failed, self, seen=True, silent=lambda: self._tell(lambda: str(no_answer(folder)), "warn")
        )

    def _put(self, put: Put) -> None:
        there = mark("The program is there already, the same one; jurors begin with “{page}”.")
        told: dict[Put, Say] = {
            Put.COPIED: lambda: _("The program is beside it and was read back; jurors begin with “{page}”.", page=FIRST_PAGE),
            Put.THERE_ALREADY: lambda: _(there, page=FIRST_PAGE),
            Put.STOPPED: lambda: _("Stopped: the prepared file is there, the program is not."),
        }
        self._end(told[put], "warn" if put is Put.STOPPED else "good")

    def _failed(self, problem: Problem) -> None:
        self._end(lambda: str(problem), "bad")

    def _end(self, say: Say, notice: str) -> None:
        self.work.setVisible(False)
        self._tell(say, notice)
        self.ended.emit()

    def _stop(self) -> None:
        self._stopped[0] = True
        self.work.stop.setEnabled(False)

    def _ask(self) -> None:
        folder = ask_folder(self, _("Choose the program's folder…"))
        if folder:
            self.choose_folder(folder)
        self.choose.setFocus()

    def _show(self) -> None:
        wanted = self.tick.isChecked()
        self.which.again()
        self.which.setVisible(wanted)
        self._chosen_row.setVisible(wanted and program_folder() is None)

    def _which_words(self) -> str:
        folder = self.folder
        if folder is None:
            return _(
                "This Juryapp does not run from a folder that can be carried: choose the folder of one that does. It is for "
                "laptops with the same system."
            )
        return _("From {path}; for laptops with the same system.", path=folder)

    def _say(self) -> None:
        self.tick.say(_("The program too, with a page for the juror: nothing has to be installed there"))
        self._show()

    def _tell(self, say: Callable[[], str], notice: str) -> None:
        self.said.tell(say, notice)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
