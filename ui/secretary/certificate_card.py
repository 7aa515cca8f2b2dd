"""A certificate with its key that a person brings along: chosen, read with its password, and put away again. Folded until wanted.

Nothing of it is stored. Not here: what it is read for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Problem, WrongPin
from juryapp.model.juror import Juror
from juryapp.text import _
from juryapp.verification.files_to_check import read_file
from ui.disk import no_answer
from ui.parts.files import ask_file
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message, bring_into_view
from ui.parts.pin import PinField
from ui.runner import Progress
from ui.session import Session

_MOST = 1_000_000
"""Bytes; a larger file was chosen by mistake."""


class CertificateCard(QWidget):
    """What the cards for own certificates share: the file and its password, and what is wrong."""

    def __init__(self, session: Session, choose: Say, without: Say) -> None:
        super().__init__()
        self._session = session
        self._juror: Juror | None = None
        self._path: Path | None = None
        self.choose = Button(choose, role="text")
        self.choose.clicked.connect(self._choose_file)
        self.where = Label(lambda: self._path.name if self._path else "", tone="soft")
        self.look = Button(lambda: _("Read the certificate"))
        self.look.clicked.connect(self._look)
        self.password = PinField(self._password_words, self.look, session.mistakes, "own certificate")
        self.without = Button(without, role="text")
        self.without.clicked.connect(self._give_up)
        self.wrong = Message("bad")
        self.wrong.until(self.password.field.textEdited)

    def _lay_out(self, parts: Sequence[QWidget]) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in parts:
            rows.addWidget(part)
        self.forget()

    def begin(self, juror: Juror) -> None:
        """Another person: nothing is chosen."""
        self.forget()
        self._juror = juror

    def forget(self) -> None:
        """Nothing is chosen, and no key and no password is kept."""
        self._path = None
        self.password.field.clear()
        self.wrong.setVisible(False)
        self._show()

    def take_file(self, path: Path) -> None:
        """Asks for the password of this file; nothing of it is read yet."""
        self.forget()
        self._path = path
        self._ask_secret()

    def _choose_file(self) -> None:
        path = ask_file(self, _("Choose the certificate"), _("Certificates with their key (*.p12 *.pfx)"))
        if path:
            self.take_file(path)

    def _ask_secret(self) -> None:
        self._show()
        self.password.field.setFocus()
        bring_into_view(self.password)

    def _content(self, path: Path) -> bytes:
        content, _is_all = read_file(path, _MOST)
        return content

    def _ask(self, path: Path, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        """Does what waits for a disk, or for a token."""
        self.wrong.setVisible(False)
        self._session.runner.disk.ask(work, done, self._refused, self, silent=partial(self._refused, no_answer(path)))

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.password.refuse(problem)
            self.password.field.setFocus()
            bring_into_view(self.password)
        else:
            self.password.give_back()
            self._tell(lambda: str(problem))

    def _give_up(self) -> None:
        self.forget()
        self.choose.setFocus()

    def _tell(self, say: Say) -> None:
        self.wrong.tell(say)
        bring_into_view(self.wrong)

    def _password_words(self) -> str:
        return _("Password of the file")

    def _look(self) -> None:
        """Reads what is chosen."""
        raise NotImplementedError

    def _show(self) -> None:
        """Shows what belongs to how far it is."""
        raise NotImplementedError
