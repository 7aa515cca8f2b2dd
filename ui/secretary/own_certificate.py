"""A juror's own certificate at the enrolment: file, password, and what it says before it is taken. Folded until wanted."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.desk.own_certificate import OwnCertificate, read_own_certificate
from juryapp.errors import Problem, WrongPin
from juryapp.model.juror import Juror
from juryapp.text import _, plain_date
from juryapp.verification.files_to_check import read_file
from ui.disk import no_answer
from ui.parts.files import ask_file
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message, bring_into_view
from ui.parts.pin import PinField
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.session import Session

_MOST = 1_000_000
"""Bytes; a larger file was chosen by mistake."""


class OwnCertificateCard(QWidget):
    """The certificate is taken with a tick, once it was read; it is forgotten with the enrolment."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._juror: Juror | None = None
        self._path: Path | None = None
        self._read: OwnCertificate | None = None
        self.choose = Button(lambda: _("The juror has an own certificate (.p12)…"), role="text")
        self.choose.clicked.connect(self._choose)
        self.kinds = Label(_kinds_words, "small", "soft")
        self.file = Label(self._file_words, tone="soft")
        self.look = Button(lambda: _("Read the certificate"))
        self.password = PinField(lambda: _("Password of the file"), self.look, session.mistakes, "own certificate")
        self.look.clicked.connect(self._look)
        self.says = Label(self._says_words)
        self.take = Tick("", "text")
        self.without = Button(lambda: _("Enrol without it"), role="text")
        self.without.clicked.connect(self._give_up)
        self.wrong = Message("bad")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in (
            row_of(self.choose),
            self.kinds,
            self.file,
            self.password,
            self.says,
            self.take,
            self.wrong,
            row_of(self.look, self.without),
        ):
            rows.addWidget(part)
        self.forget()

    @property
    def taken(self) -> OwnCertificate | None:
        """The certificate whose key is to be enrolled; None for a new key."""
        return self._read if self.take.isChecked() else None

    def begin(self, juror: Juror) -> None:
        """Another juror: nothing is chosen."""
        self.forget()
        self._juror = juror

    def forget(self) -> None:
        """Nothing is chosen, and no key is kept."""
        self._path, self._read = None, None
        self.take.setChecked(False)
        self.password.field.clear()
        self.wrong.setVisible(False)
        self._show()

    def check(self) -> bool:
        """True if a file is chosen and it isn't said whether it is taken: the focus is there then."""
        if self._path is None or self.taken:
            return False
        where = self.take if self._read else self.password.field
        self._tell(lambda: _("Read the certificate and take it, or enrol without it."))
        where.setFocus()
        return True

    def _choose(self) -> None:
        path = ask_file(self, _("Choose the certificate"), _("Certificates with their key (*.p12 *.pfx)"))
        if path:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Asks for the password of this file; nothing of it is read yet."""
        self.forget()
        self._path = path
        self._show()
        self.password.field.setFocus()
        bring_into_view(self.password)

    def _give_up(self) -> None:
        self.forget()
        self.choose.setFocus()

    def _look(self) -> None:
        juror, path, password = self._juror, self._path, self.password.take()
        if juror is None or path is None:
            return
        event = self._session.opened
        self.wrong.setVisible(False)

        def work(progress: Progress) -> OwnCertificate:
            content, _is_all = read_file(path, _MOST)
            return read_own_certificate(content, password, juror, event)

        silent = partial(self._refused, no_answer(path))
        self._session.runner.disk.ask(work, partial(self._done, path), self._refused, self, silent=silent)

    def _done(self, path: Path, read: OwnCertificate) -> None:
        if path != self._path:
            return
        self._read = read
        self.password.forget()
        self.take.say(_("Yes, this is the juror's: sign with its key"))
        self._show()
        self.take.setFocus()
        bring_into_view(self.take)

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.password.refuse(problem)
            self.password.field.setFocus()
            bring_into_view(self.password)
        else:
            self._tell(lambda: str(problem))

    def _tell(self, say: Say) -> None:
        self.wrong.tell(say)
        bring_into_view(self.wrong)

    def _show(self) -> None:
        is_read = self._read is not None
        self.choose.setVisible(self._path is None)
        shown: dict[QWidget, bool] = {
            self.file: self._path is not None,
            self.without: self._path is not None,
            self.password: self._path is not None and not is_read,
            self.look: self._path is not None and not is_read,
            self.says: is_read,
            self.take: is_read,
        }
        for part, is_shown in shown.items():
            part.setVisible(is_shown)
        self.file.again()
        self.says.again()

    def _file_words(self) -> str:
        return self._path.name if self._path else ""

    def _says_words(self) -> str:
        if self._read is None:
            return ""
        day = plain_date(self._read.until.date())
        return _("{name}, issued by {issuer}, valid until {day}", name=self._read.name, issuer=self._read.issuer, day=day)


def _kinds_words() -> str:
    return _(
        "Taken here: a file (.p12, .pfx) with an ECDSA P-256 key. Whoever has another one (P-384, RSA, a token) is enrolled "
        "with a PIN alone, and can still sign documents with it."
    )
