"""The button that writes the workbook as the event stands now."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from juryapp.board import records
from juryapp.errors import Problem
from juryapp.text import _
from juryapp.workbook.export import write_setup
from ui.disk import no_answer
from ui.parts.files import ask_name
from ui.parts.labels import Button
from ui.runner import Progress
from ui.session import Session


class WorkbookButton(Button):
    """Asks where, and writes it beside the window."""

    told = Signal(object, str)
    """(Say, notice): it is written, or why not."""

    def __init__(self, session: Session) -> None:
        super().__init__(lambda: _("Write the workbook…"))
        self._session = session
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        proposed = f"{records.setup(self._session.opened).event.code}.xlsx"
        path = ask_name(self, _("Write the workbook"), proposed, _("Workbooks (*.xlsx *.ods)"))
        if path:
            self.write(path if path.suffix == ".xlsx" else path.with_name(f"{path.name}.xlsx"))

    def write(self, path: Path) -> None:
        """Writes it there."""
        setup = records.setup(self._session.opened)

        def work(progress: Progress) -> None:
            write_setup(path, setup)

        said = _("The workbook is in {path}.", path=path)
        self._session.runner.disk.ask(
            work,
            lambda _none: self.told.emit(lambda: said, "good"),
            self._failed,
            self,
            silent=lambda: self._failed(no_answer(path)),
        )

    def _failed(self, problem: Problem) -> None:
        self.told.emit(lambda: "\n".join(problem.sentences()), "bad")
