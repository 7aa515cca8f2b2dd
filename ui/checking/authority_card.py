"""Whom to believe: headquarters' certificate, or an event with its passphrase. Without either it says what can't be proven."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.event.laptop import Laptop
from juryapp.signing.certificates import Certificate
from juryapp.text import _, one_line
from juryapp.verification.trusted_source import Believed, event_file, published, service_certificates
from ui.disk import Progress, Question, no_answer
from ui.look import fonts
from ui.parts.announce import announce
from ui.parts.card import Card
from ui.parts.files import ask_file
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, give_spoken_name, set_look
from ui.parts.message import Message
from ui.runner import Runner

CERTIFICATES = frozenset({".pem", ".crt", ".cer"})


class AuthorityCard(Card):
    """The one who is believed now."""

    changed = Signal()
    settled = Signal()
    """What was chosen is read, or refused."""
    asks = Signal()
    """The passphrase is asked."""

    def __init__(self, laptop: Laptop, runner: Runner, believed: Believed) -> None:
        super().__init__(20, 10)
        self._laptop, self._runner = laptop, runner
        self._event: Path | None = None
        self._question: Question | None = None
        self.believed = believed
        self.nobody = Label(_nobody_words, "strong")
        self.nobody.setProperty("notice", "warn")
        self.who = Label(lambda: self.believed.words(), "strong")
        self.fingerprint = Label(lambda: self.believed.fingerprint_words(), "text")
        self.advice = Label(self._advice_words, tone="soft")
        self.wrong = Message("bad")
        self.certificate_button = Button(lambda: _("Choose headquarters' certificate…"))
        self.certificate_button.clicked.connect(self._ask_certificate)
        self.event_button = Button(lambda: _("Choose an event file…"))
        self.event_button.clicked.connect(self._ask_event)
        self._service: tuple[tuple[Certificate, ...], str] | None = None
        """Certificates of a time stamping service, and the name of their file."""
        self.service_button = Button(lambda: _("Trust a time stamping service…"))
        self.service_button.clicked.connect(self._ask_service)
        self.service = Label(self._service_words, "text", "soft")
        self.page_button = Button(lambda: _("Save the checker page…"))
        self.rows.addWidget(Label(lambda: _("Whom to believe"), "large"))
        for part in (
            self.nobody,
            self.who,
            self.fingerprint,
            self.service,
            self.advice,
            self.wrong,
            _flow(self.certificate_button, self.event_button, self.service_button, self.page_button),
        ):
            self.rows.addWidget(part)
        self.rows.addWidget(self._asking())
        self._refresh()

    def _asking(self) -> QWidget:
        """The passphrase of an event that was chosen."""
        self.asking = QWidget()
        self.label = Label(self._asks_words, "strong")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        fonts.give(self.field, "text")
        self.field.returnPressed.connect(self.open_event)
        self.field.textEdited.connect(lambda: self._say_wrong(None))
        self.label.setBuddy(self.field)
        self.open_button = Button(lambda: _("Believe this event"))
        self.open_button.clicked.connect(self.open_event)
        self.cancel = Button(lambda: _("Cancel"))
        self.cancel.clicked.connect(self._cancel)
        column = QVBoxLayout(self.asking)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.label, self.field, _flow(self.open_button, self.cancel)):
            column.addWidget(part)
        return self.asking

    # Choosing

    def take_certificate(self, path: Path) -> None:
        """Believes headquarters' certificate in this file."""
        self._event = None
        self._ask(lambda progress: published(path), path)

    def _ask(self, work: Callable[[Progress], Believed], path: Path) -> None:
        """Asks the disk; whoever is asked for last is believed."""
        if self._question:
            self._question.give_up()
        asked = self._runner.disk.ask
        self._question = asked(work, self._believe, self._refuse, self, silent=lambda: self._refuse(no_answer(path)))

    def take_event(self, path: Path) -> None:
        """Asks the passphrase of this event."""
        self._event = path
        self.field.clear()
        self._say_wrong(None)
        self._refresh()
        self.field.setFocus()
        self.asks.emit()

    def open_event(self) -> None:
        """Believes the event that was chosen, if its passphrase is right."""
        path, passphrase, laptop = self._event, self.field.text(), self._laptop
        if path is not None:
            self._ask(lambda progress: event_file(laptop, path, passphrase), path)

    def _believe(self, believed: Believed) -> None:
        self._event = None
        self.field.clear()
        self.believed = believed.trusting(*self._service) if self._service else believed
        self._say_wrong(None)
        self._refresh()
        announce(self.who, self.who.text(), urgent=False)
        self.changed.emit()
        self.settled.emit()

    def _refuse(self, problem: Problem) -> None:
        self._say_wrong(problem)
        if self._event:
            self.field.selectAll()
            self.field.setFocus()
            self.asks.emit()
        self.settled.emit()

    def _cancel(self) -> None:
        self._event = None
        self.field.clear()
        self._say_wrong(None)
        self._refresh()
        self.event_button.setFocus()

    def _ask_certificate(self) -> None:
        path = ask_file(self, _("Headquarters' certificate"), _("Certificates (*.pem *.crt *.cer)"))
        if path:
            self.take_certificate(path)

    def _ask_service(self) -> None:
        path = ask_file(self, _("The certificate of a time stamping service's authority"), _("Certificates (*.pem *.crt *.cer)"))
        if path:
            self.take_service(path)

    def take_service(self, path: Path) -> None:
        """Trusts archive time stamps that lead back to the certificates in this file."""
        self._runner.disk.ask(
            lambda progress: service_certificates(path),
            partial(self._trust, path.name),
            self._refuse,
            self,
            silent=lambda: self._refuse(no_answer(path)),
        )

    def _trust(self, file: str, found: tuple[Certificate, ...]) -> None:
        self._service = found, file
        self._believe(self.believed)

    def _service_words(self) -> str:
        return _("Time stamps are trusted that lead back to the certificate in {file}.", file=self.believed.service)

    def _ask_event(self) -> None:
        path = ask_file(self, _("The event to believe"), _("Juryapp events (*.jury)"))
        if path:
            self.take_event(path)

    # What is shown

    def _refresh(self) -> None:
        nobody = not self.believed.fingerprint
        for label in (self.who, self.fingerprint, self.service, self.advice, self.label):
            label.again()
        self.service.setVisible(bool(self.believed.service))
        give_spoken_name(self.field, self._asks_words)
        self.nobody.setVisible(nobody)
        self.who.setVisible(not nobody)
        self.fingerprint.setVisible(not nobody)
        self.asking.setVisible(self._event is not None)
        self.wrong.setVisible(bool(self.wrong.text()))

    def _say_wrong(self, problem: Problem | None) -> None:
        self.wrong.say((lambda: str(problem)) if problem else str)
        set_look(self.field, "wrong", problem is not None and self._event is not None)
        self.wrong.setVisible(problem is not None)
        announce(self.wrong, self.wrong.text())

    def _asks_words(self) -> str:
        return _("Passphrase of {name}", name=one_line(self._event.name) if self._event else "")

    def _advice_words(self) -> str:
        if not self.believed.fingerprint:
            return _("Headquarters publishes the certificate as a file that ends in .pem. Choose it, or drop it on this page.")
        if self.believed.is_event:
            return _(
                "The event knows every sheet, and which revision is in force. "
                "If its file isn't your own, compare the fingerprint with the one that headquarters published."
            )
        told = [_("Compare the fingerprint with the one that headquarters published: whoever sends papers can send one along.")]
        if not self.believed.knows_jurors:
            told.append(_("It proves signed PDF files. For pictures of a sheet, ask headquarters for its file with all jurors."))
        return " ".join(told)


def _nobody_words() -> str:
    return _("Nobody is chosen yet. Without headquarters' certificate or the event, who signed can't be proven.")


def _flow(*buttons: Button) -> QWidget:
    line = QWidget()
    flow = Flow(line)
    grows_down(line)
    for button in buttons:
        flow.addWidget(button)
    return line
