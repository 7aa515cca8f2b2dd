"""A juror's own certificate at the enrolment: file, password, and what it says before it is taken. Folded until wanted."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from juryapp.desk.own_certificate import OwnCertificate, read_own_certificate
from juryapp.text import _, plain_date
from ui.parts.flow import row_of
from ui.parts.labels import Label
from ui.parts.message import bring_into_view
from ui.parts.tick import Tick
from ui.runner import Progress
from ui.secretary.certificate_card import CertificateCard
from ui.session import Session


class OwnCertificateCard(CertificateCard):
    """The certificate is taken with a tick, once it was read; it is forgotten with the enrolment."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, lambda: _("The juror has an own certificate (.p12)…"), without=lambda: _("Enrol without it"))
        self._read: OwnCertificate | None = None
        self.kinds = Label(_kinds_words, "small", "soft")
        self.says = Label(self._says_words)
        self.take = Tick("", "text")
        parts = (self.where, self.password, self.says, self.take, self.wrong)
        self._lay_out([row_of(self.choose), self.kinds, *parts, row_of(self.look, self.without)])

    @property
    def taken(self) -> OwnCertificate | None:
        """The certificate whose key is to be enrolled; None for a new key."""
        return self._read if self.take.isChecked() else None

    def forget(self) -> None:
        """Nothing is chosen, and no key is kept."""
        self._read = None
        self.take.setChecked(False)
        super().forget()

    def check(self) -> bool:
        """True if a file is chosen and it isn't said whether it is taken: the focus is there then."""
        if self._path is None or self.taken:
            return False
        where = self.take if self._read else self.password.field
        self._tell(lambda: _("Read the certificate and take it, or enrol without it."))
        where.setFocus()
        return True

    def _look(self) -> None:
        juror, path, password = self._juror, self._path, self.password.take()
        if juror is None or path is None:
            return
        event = self._session.opened

        def work(progress: Progress) -> OwnCertificate:
            return read_own_certificate(self._content(path), password, juror, event)

        self._ask(path, work, partial(self._done, path))

    def _done(self, path: Path, read: OwnCertificate) -> None:
        if path != self._path:
            return
        self._read = read
        self.password.forget()
        self.take.say(_("Yes, this is the juror's: sign with its key"))
        self._show()
        self.take.setFocus()
        bring_into_view(self.take)

    def _show(self) -> None:
        is_read = self._read is not None
        self.choose.setVisible(self._path is None)
        shown: dict[QWidget, bool] = {
            self.where: self._path is not None,
            self.without: self._path is not None,
            self.password: self._path is not None and not is_read,
            self.look: self._path is not None and not is_read,
            self.says: is_read,
            self.take: is_read,
        }
        for part, is_shown in shown.items():
            part.setVisible(is_shown)
        self.where.again()
        self.says.again()

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
