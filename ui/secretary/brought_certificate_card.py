"""A provider's certificate that a person brings to sign with as well: a file or a token, its password or PIN, and whose it is.

Folded until wanted. Nothing of it is stored; it is forgotten when the person has signed, or another one takes the laptop.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.printing.brought_certificate import BroughtCertificate, SignedByProvider, from_file, from_token, tokens_of
from juryapp.signing.structure import MAX_SIZE
from juryapp.text import _, plain_date
from juryapp.verification.files_to_check import read_file
from ui.parts.clearing import empty
from ui.parts.files import ask_file
from ui.parts.flow import Flow, grows_down, row_of
from ui.parts.labels import Button, Label
from ui.parts.line import TextLine
from ui.parts.message import bring_into_view
from ui.parts.tab_order import made_anew
from ui.parts.tick import Choice
from ui.runner import Progress
from ui.secretary.certificate_card import CertificateCard
from ui.session import Session


class BroughtCertificateCard(CertificateCard):
    """Once it was read it is signed with, until it is put away."""

    _is_token = False

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            lambda: _("Sign with a provider's certificate as well (.p12)…"),
            without=lambda: _("Sign without it"),
        )
        self.read_pdf: Callable[[OpenEvent, Juror, bytes], SignedByProvider] | None = None
        """How a file is read that a provider's own program has signed; None where none is taken."""
        self.taken: BroughtCertificate | SignedByProvider | None = None
        """What is signed with as well; None for nothing."""
        self.tokens: dict[str, Choice] = {}
        """The tokens that are put in, by label."""
        self.token = Button(lambda: _("The same, from a token…"), role="text")
        self.token.clicked.connect(self._choose_driver)
        self.pdf = Button(lambda: _("The provider's own program has signed the file…"), role="text")
        self.pdf.clicked.connect(self._choose_pdf)
        self._tokens_box = QWidget()
        self._tokens = Flow(self._tokens_box, stretch=True)
        grows_down(self._tokens_box)
        self.named = TextLine(lambda: _("Which certificate, where the token bears several"))
        self.says = Label(self._says_words, "strong")
        choices = row_of(self.choose, self.token, self.pdf)
        parts = (self.where, self._tokens_box, self.named, self.password, self.says, self.wrong)
        self._lay_out([choices, *parts, row_of(self.look, self.without)])

    def forget(self) -> None:
        """Nothing is chosen, and no key and no PIN is kept."""
        self.taken, self.tokens, self._is_token = None, {}, False
        empty(self._tokens)
        self.named.show_stored("", "")
        super().forget()

    @property
    def is_begun(self) -> bool:
        """A file or a token is chosen."""
        return self._path is not None

    def is_unread(self) -> bool:
        """True if one is chosen and wasn't read; the focus is there then, and what to do is said."""
        if self._path is None or self.taken is not None:
            return False
        self._tell(lambda: _("Read the certificate first, or sign without it."))
        self.password.field.setFocus()
        return True

    # Where it lies

    def _choose_pdf(self) -> None:
        path = ask_file(self, _("Choose the signed document"), _("Documents (*.pdf)"))
        if path:
            self.take_pdf(path)

    def take_pdf(self, path: Path) -> None:
        """Reads what a provider's own program made of the document that is shown."""
        self.forget()
        juror, read, event = self._juror, self.read_pdf, self._session.opened
        if juror is None or read is None:
            return

        def work(progress: Progress) -> SignedByProvider:
            content, _is_all = read_file(path, MAX_SIZE)
            return read(event, juror, content)

        def done(made: SignedByProvider) -> None:
            if juror is self._juror:
                self._path = path
                self._done(made)

        self._ask(path, work, done)

    def _choose_driver(self) -> None:
        path = ask_file(self, _("Choose the library of the token's driver"), _("Libraries (*.so *.so.* *.dll *.dylib)"))
        if path:
            self.take_driver(path)

    def take_driver(self, path: Path) -> None:
        """Looks which tokens are put in, by this library, then asks for the PIN of one."""
        self.forget()

        def listed(labels: list[str]) -> None:
            self._path, self._is_token = path, True
            self._show_tokens(labels)
            self._ask_secret()

        self._ask(path, lambda progress: tokens_of(path), listed)

    def _show_tokens(self, labels: list[str]) -> None:
        for label in labels:
            choice = Choice(label, "text")
            choice.setChecked(len(labels) == 1)
            self.tokens[label] = choice
            self._tokens.addWidget(choice)
        made_anew(self._tokens_box)

    def _ask_secret(self) -> None:
        self.password.turn_to("own certificate")
        super()._ask_secret()
        first = next(iter(self.tokens.values()), None) if len(self.tokens) > 1 else None
        if first:
            first.setFocus()

    # What it says

    def _look(self) -> None:
        juror, path, secret = self._juror, self._path, self.password.take()
        if juror is None or path is None:
            return
        event, is_token = self._session.opened, self._is_token
        label, named = next((one for one, choice in self.tokens.items() if choice.isChecked()), ""), self.named.text().strip()
        if is_token and not label:
            self._tell(lambda: _("Choose a token first."))
            return

        def work(progress: Progress) -> BroughtCertificate:
            if is_token:
                return from_token(path, label, secret, named, juror, event)
            return from_file(self._content(path), secret, juror, event)

        def done(read: BroughtCertificate) -> None:
            if path == self._path and juror is self._juror:
                self._done(read)

        self._ask(path, work, done)

    def _done(self, read: BroughtCertificate | SignedByProvider) -> None:
        self.taken = read
        self.password.forget()
        self._show()
        self.without.setFocus()
        bring_into_view(self.says)

    def _show(self) -> None:
        chosen, read = self._path is not None, self.taken is not None
        shown: dict[QWidget, bool] = {
            self.choose: not chosen,
            self.token: not chosen,
            self.pdf: not chosen and self.read_pdf is not None,
            self.where: chosen,
            self._tokens_box: chosen and not read and bool(self.tokens),
            self.named: chosen and not read and self._is_token,
            self.password: chosen and not read,
            self.look: chosen and not read,
            self.says: read,
            self.without: chosen,
        }
        for part, is_shown in shown.items():
            part.setVisible(is_shown)
        self.where.again()
        self.says.again()

    def _password_words(self) -> str:
        return _("PIN of the token") if self._is_token else _("Password of the file")

    def _says_words(self) -> str:
        if self.taken is None:
            return ""
        one = self.taken
        return _(
            "Signed with as well: {name}, issued by {issuer}, valid until {day}",
            name=one.name,
            issuer=one.issuer,
            day=plain_date(one.until),
        )
