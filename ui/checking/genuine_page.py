"""Genuine page beside a picture: made in another thread, as the event is opened for it and the picture read anew."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from juryapp.text import _, one_line
from juryapp.verification.check import shown_beside
from juryapp.verification.trusted_source import Believed
from juryapp.verification.verdict import Verdict
from ui.disk import Progress
from ui.runner import Runner


class SideBySideMaker(QObject):
    """Makes one such document at a time."""

    made = Signal(object, str, object)
    """Its title, the name of a file for it, and the PDF."""
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner

    def make(self, verdict: Verdict, believed: Believed) -> None:
        """Makes it of the picture that this verdict is about."""

        def drawn(_progress: Progress) -> bytes:
            with believed.authority() as authority:
                return shown_beside(verdict, authority)

        self._runner.run(drawn, lambda pdf: self._shown(verdict, pdf), self.failed.emit)

    def _shown(self, verdict: Verdict, pdf: bytes) -> None:
        name = one_line(verdict.path.name)
        self.made.emit(lambda: _("Genuine page and picture: {name}", name=name), f"{name}.pdf", pdf)
