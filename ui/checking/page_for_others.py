"""Page for others: the checker page that a browser opens, made of whom one believes and written where one chooses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from juryapp.disk import write_whole
from juryapp.verification.checker_page import of_authority
from juryapp.verification.trusted_source import Believed
from ui.disk import Progress, no_answer
from ui.runner import Runner


class PageForOthers(QObject):
    """Makes it in another thread, as an event is opened for it, and writes it whole or not at all."""

    saved = Signal(object)
    """Where it lies."""
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner

    def save(self, believed: Believed, path: Path) -> None:
        """Makes the page that believes the same headquarters."""

        def made(_progress: Progress) -> bytes:
            with believed.authority() as authority:
                return of_authority(authority).encode()

        self._runner.run(made, lambda page: self._write(path, page), self.failed.emit)

    def _write(self, path: Path, page: bytes) -> None:
        self._runner.disk.ask(
            lambda progress: write_whole(path, page),
            lambda _none: self.saved.emit(path),
            self.failed.emit,
            self,
            silent=lambda: self.failed.emit(no_answer(path)),
        )
