"""Signing turn: what a place where people sign one after the other shows of one kind of document, and what each may do there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from juryapp.board.cells import Board
from juryapp.board.members import juror_of
from juryapp.desk.juror import JurorDesk
from juryapp.errors import Problem, Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import check_pin_of
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Juror
from juryapp.model.signed_document import SigningProgress, in_force
from juryapp.printing.brought_certificate import BroughtCertificate, SignedByProvider
from juryapp.printing.document_basis import Basis, Changed, change_of
from juryapp.printing.document_signing import decline, provided, shown, sign
from juryapp.printing.kept_boxes import KeptBox, kept_boxes
from juryapp.printing.signing_progress import progress_in
from juryapp.signing.ink import Ink
from juryapp.signing.own_certificate import OwnCertificate
from juryapp.store import keyring, model_records, signed_documents
from juryapp.text import _, mark


@dataclass(frozen=True)
class Person:
    """One of those who sign."""

    code: str
    words: str
    """Name and code."""
    is_here: bool = False
    """True if the key lies on this laptop."""
    is_enrolled: bool = True
    """False where there is no key anywhere yet."""


Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Signature:
    """What a person signs with."""

    pin: str
    ink: Ink | str
    own: BroughtCertificate | SignedByProvider | None = None
    """A provider's certificate besides, or what the provider's program made with it."""


@dataclass(frozen=True)
class TurnOutcome:
    """What came of a person's turn."""

    changes: Changes
    count: int
    """So many documents were signed or declined."""
    problems: tuple[Problem, ...] = ()
    """Why others weren't."""


_WHY_OLD = {
    Changed.RESULTS: mark("The results changed since it was certified: certify a new version."),
    Changed.EVENT: mark(
        "The event's record, such as its name or letterhead, changed since it was certified: certify a new version."
    ),
    Changed.MEETING: mark("The plenary's day or place changed since it was certified: certify a new version."),
    Changed.FINALITY: mark("It says provisional, and the result is final by now: certify a new version."),
    Changed.ROSTER: mark("Something came in, or a laptop closed or was answered for, since: certify a new version."),
}


@dataclass(frozen=True)
class SigningTurn:
    """How far the document of a kind is, and who could sign now."""

    kind: DocumentKind
    progress: SigningProgress | None = None
    """None where the desk certified none yet."""
    pdf: bytes = b""
    """The file that goes on, to be read before it is signed; empty where it isn't here or parted."""
    why_not: str = ""
    """Why the file can't be shown."""
    people: tuple[Person, ...] = ()
    """All who sign, the chair last."""
    boxes: tuple[KeptBox, ...] = ()
    """Where providers' programs may put visible signatures."""
    changed: Changed | None = None
    """What the record says otherwise by now."""

    @property
    def why_old(self) -> str:
        """That the record says something else by now, and what to do; empty where it says the same."""
        return _(_WHY_OLD[self.changed]) if self.changed else ""

    @property
    def waiting(self) -> tuple[Person, ...]:
        """Who neither signed nor declined."""
        return tuple(one for one in self.people if self.progress and one.code in self.progress.waits_for)

    @property
    def declined(self) -> tuple[tuple[Person, str], ...]:
        """Who declined, and why."""
        told = self.progress.declined if self.progress else {}
        return tuple((one, told[one.code]) for one in self.people if one.code in told)

    @property
    def signed(self) -> tuple[Person, ...]:
        """Who signed, in this order."""
        known = {one.code: one for one in self.people}
        return tuple(known[code] for code in (self.progress.signed if self.progress else ()) if code in known)

    @property
    def can_sign(self) -> tuple[Person, ...]:
        """Who may sign at this laptop now: those who wait, and those who declined and thought better of it."""
        if not self.pdf or self.progress is None or self.progress.closed:
            return ()
        return tuple(one for one in self.people if one.is_here and one.code not in self.progress.signed)

    def waits_before(self, code: str) -> tuple[Person, ...]:
        """For whom this person waits: the chair for everyone."""
        if self.progress is None or code != self.progress.document.chair:
            return ()
        return tuple(one for one in self.waiting if one.code != code)

    @property
    def count(self) -> int:
        """How many documents are signed in one go."""
        return 1

    def sign(self, event: OpenEvent, code: str, made: Signature, progress: Progress) -> TurnOutcome:
        """This person signs the file that was shown. Raises `WrongPin`, `Refused`."""
        assert self.progress
        desk = unlocked(event, code, made.pin)
        with at_hand(made.own) as own:
            close = bool(self.waits_before(code))
            signed = sign(desk, self.progress.document, self.pdf, made.ink, close=close, own=own)
        return TurnOutcome(signed.changes, 1)

    def provided(self, event: OpenEvent, juror: Juror, pdf: bytes) -> SignedByProvider:
        """What a provider's own program made of the file that was shown. Raises `Refused`."""
        if self.progress is None:
            raise Refused("Nobody can sign yet: you certify the document first.")
        return provided(event, self.progress, self.pdf, pdf, juror)

    def decline(self, event: OpenEvent, code: str, pin: str, reason: str) -> TurnOutcome:
        """This person declines, with a reason. Raises `WrongPin`, `Refused`."""
        assert self.progress
        return TurnOutcome(decline(unlocked(event, code, pin), self.progress.document, reason), 1)


@contextmanager
def at_hand(brought: BroughtCertificate | SignedByProvider | None) -> Iterator[OwnCertificate | SignedByProvider | None]:
    """The provider's certificate, where one is brought. Raises as `BroughtCertificate.at_hand`."""
    if not isinstance(brought, BroughtCertificate):
        yield brought
        return
    with brought.at_hand() as own:
        yield own


def turn_of(event: OpenEvent, kind: DocumentKind) -> SigningTurn:
    """How far the document of this kind is. Of two that two desks certified apart, the first; a new one replaces both."""
    document = next((one for one in in_force(signed_documents.issued(event.file)) if one.kind is kind), None)
    if document is None:
        return SigningTurn(kind)
    jurors = model_records.jurors(event.file)
    people = tuple(person_of(event, jurors, code) for code in document.people)
    pdf, why = b"", ""
    try:
        pdf = shown(event, document)
    except Refused as problem:
        why = str(problem)
    changed = change_of(document.basis, Basis(event, Board.of(event.file)).of(kind))
    return SigningTurn(kind, progress_in(event, document), pdf, why, people, kept_boxes(event, document), changed)


def person_of(event: OpenEvent, jurors: Mapping[str, Juror], code: str) -> Person:
    """Who signs, and whether that can be here."""
    here, enrolled = keyring.locked_key(event.file, code) is not None, code in event.trust.jurors
    return Person(code, words_of(jurors, code), here, enrolled)


def words_of(jurors: Mapping[str, Juror], code: str) -> str:
    """Name and code; the code alone of whom the list doesn't know."""
    return f"{jurors[code].name} ({code})" if code in jurors else code


def unlocked(event: OpenEvent, juror: str, pin: str) -> JurorDesk:
    """The juror who took the laptop and typed the PIN. Raises as `check_pin_of`."""
    key = check_pin_of(event, juror, pin)
    return JurorDesk(event, juror_of(model_records.jurors(event.file), juror), key)


def looking(event: OpenEvent, juror: str) -> JurorDesk:
    """The juror whose turn it is, before the PIN is typed: what was drawn at the enrolment can be offered."""
    return JurorDesk(event, juror_of(model_records.jurors(event.file), juror), None)
