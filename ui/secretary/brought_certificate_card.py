"""A provider's certificate that a person brings to sign with as well: a file or a token, its password or PIN, and whose it is.

Folded until wanted. Nothing of it is stored; it is forgotten when the person has signed, or another one takes the laptop.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.errors import Problem, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.printing.brought_certificate import BroughtCertificate, SignedByProvider, from_file, from_token, tokens_of
from juryapp.signing.structure import MAX_SIZE
from juryapp.text import _, plain_date
from juryapp.verification.files_to_check import read_file
from ui.disk import no_answer
from ui.parts.clearing import empty
from ui.parts.files import ask_file
from ui.parts.flow import Flow, grows_down, row_of
from ui.parts.labels import Button, Label, Say
from ui.parts.line import TextLine
from ui.parts.message import Message, bring_into_view
from ui.parts.pin import PinField
from ui.parts.tab_order import made_anew
from ui.parts.tick import Choice
from ui.runner import Progress
from ui.session import Session

_MOST = 1_000_000
"""Bytes; a larger file was chosen by mistake."""


class BroughtCertificateCard(QWidget):
    """Once it was read it is signed with, until it is put away."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._juror: Juror | None = None
        self._path: Path | None = None
        self._is_token = False
        self.read_pdf: Callable[[OpenEvent, Juror, bytes], SignedByProvider] | None = None
        """How a file is read that a provider's own program has signed; None where none is taken."""
        self.taken: BroughtCertificate | SignedByProvider | None = None
        """What is signed with as well; None for nothing."""
        self.tokens: dict[str, Choice] = {}
        """The tokens that are put in, by label."""
        self.file = Button(lambda: _("Sign with a provider's certificate as well (.p12)…"), role="text")
        self.file.clicked.connect(self._choose_file)
        self.token = Button(lambda: _("The same, from a token…"), role="text")
        self.token.clicked.connect(self._choose_driver)
        self.pdf = Button(lambda: _("The provider's own program has signed the file…"), role="text")
        self.pdf.clicked.connect(self._choose_pdf)
        self.where = Label(lambda: self._path.name if self._path else "", tone="soft")
        self._tokens_box = QWidget()
        self._tokens = Flow(self._tokens_box, stretch=True)
        grows_down(self._tokens_box)
        self.named = TextLine(lambda: _("Which certificate, where the token bears several"))
        self.look = Button(lambda: _("Read the certificate"))
        self.look.clicked.connect(self._look)
        self.password = PinField(self._password_words, self.look, session.mistakes, "own certificate")
        self.says = Label(self._says_words, "strong")
        self.without = Button(lambda: _("Sign without it"), role="text")
        self.without.clicked.connect(self._give_up)
        self.wrong = Message("bad")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        for part in (
            row_of(self.file, self.token, self.pdf),
            self.where,
            self._tokens_box,
            self.named,
            self.password,
            self.says,
            self.wrong,
        ):
            rows.addWidget(part)
        rows.addWidget(row_of(self.look, self.without))
        self.forget()

    def begin(self, juror: Juror) -> None:
        """Another person: nothing is chosen."""
        self.forget()
        self._juror = juror

    def forget(self) -> None:
        """Nothing is chosen, and no key and no PIN is kept."""
        self._path, self.taken, self.tokens = None, None, {}
        empty(self._tokens)
        self.named.show_stored("", "")
        self.password.field.clear()
        self.wrong.setVisible(False)
        self._show()

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

    def _choose_file(self) -> None:
        path = ask_file(self, _("Choose the certificate"), _("Certificates with their key (*.p12 *.pfx)"))
        if path:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Asks for the password of this file; nothing of it is read yet."""
        self.forget()
        self._path, self._is_token = path, False
        self._ask_secret()

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
        self._show()
        first = next(iter(self.tokens.values()), None) if len(self.tokens) > 1 else None
        (first or self.password.field).setFocus()
        bring_into_view(self.password)

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
            content, _is_all = read_file(path, _MOST)
            return from_file(content, secret, juror, event)

        def done(read: BroughtCertificate) -> None:
            if path == self._path and juror is self._juror:
                self._done(read)

        self._ask(path, work, done)

    def _ask(self, path: Path, work: Callable[[Progress], object], done: Callable[..., None]) -> None:
        self.wrong.setVisible(False)
        self._session.runner.disk.ask(work, done, self._refused, self, silent=partial(self._refused, no_answer(path)))

    def _done(self, read: BroughtCertificate | SignedByProvider) -> None:
        self.taken = read
        self.password.forget()
        self._show()
        self.without.setFocus()
        bring_into_view(self.says)

    def _give_up(self) -> None:
        self.forget()
        self.file.setFocus()

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, WrongPin):
            self.password.refuse(problem)
            bring_into_view(self.password)
        else:
            self.password.give_back()
            self._tell(lambda: str(problem))

    def _tell(self, say: Say) -> None:
        self.wrong.tell(say)
        bring_into_view(self.wrong)

    def _show(self) -> None:
        chosen, read = self._path is not None, self.taken is not None
        shown: dict[QWidget, bool] = {
            self.file: not chosen,
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
