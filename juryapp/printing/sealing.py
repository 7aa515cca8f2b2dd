"""Sealing: headquarters adds its seal, validation data and an archive time stamp to signed documents, one after the other.

Each is put on record in a write of its own before the next begins: whoever calls it off, or loses power, goes on later with what
is left, and the same twice adds nothing. Where the service gives no time stamp, what is sealed stays sealed (decision 054).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from juryapp.documents.redraw import draw_again
from juryapp.errors import Problem, Refused
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.keys import DocumentKey
from juryapp.journal.subjects import Subject
from juryapp.model.document_seal import DocumentSeal, Stamp
from juryapp.printing.sealed_documents import ToSeal
from juryapp.printing.sealed_file import sealed_name
from juryapp.printing.time_stamp_service import ServiceProblem, TimeStampService
from juryapp.signing.archive import sealed, time_stamped, with_validation_data
from juryapp.signing.certificates import Certificate
from juryapp.signing.keys import PrivateKey
from juryapp.signing.time_stamp import TimeStamp
from juryapp.signing.verify import Trust, examine
from juryapp.store import attachment_table, document_seals
from juryapp.text import mark, plural

_MOST_FAILURES = 3
"""In a row; a service that is down would make each document wait."""
_PARTED = mark("{document} was signed apart on two laptops; the secretary says first which file goes on.")
_NOT_HERE = mark("The signed file of {document} is not here; merge the package of the laptop on which it was signed.")
_NOT_GENUINE = mark("{document} can't be sealed: {why}")
_OTHER = mark("{document} bears another first signature than is on record; it can't be sealed.")
_NOT_ASKED = mark("The time stamping service failed several times and was not asked again.")
_WAITS = mark("{document} still waits for the signature of {jurors}; what is signed after the seal has to be sealed anew.")


class Done(StrEnum):
    """What became of a document."""

    SEALED = "sealed"
    STAMPED = "time-stamped"
    """Its seal and a time stamp are there, one of them since just now."""
    ALREADY = "already"
    """Nothing was lacking."""
    REFUSED = "refused"


@dataclass(frozen=True)
class Sealed:
    """What became of one document."""

    document: ToSeal
    done: Done
    problem: Problem | None = None
    """Why it wasn't sealed, or got no time stamp."""
    pdf: bytes = b""
    """The sealed file; empty where there is none."""
    name: str = ""
    changes: Changes | None = None

    def but(self, problem: Problem) -> Sealed:
        """The same, with what went wrong since."""
        return replace(self, problem=problem)


def outcome_words(done: Sequence[Sealed], *, asked: bool) -> list[str]:
    """What became of all of them, a sentence each; `asked`: time stamps were asked for."""
    of = Counter(one.done for one in done)
    said = []
    if count := of[Done.STAMPED]:
        said.append(
            plural("{count} document is sealed and time-stamped.", "{count} documents are sealed and time-stamped.", count)
        )
    if (count := of[Done.SEALED]) and asked:
        said.append(
            plural(
                "{count} document is sealed and has no time stamp yet.",
                "{count} documents are sealed and have no time stamp yet.",
                count,
            )
        )
    elif count:
        said.append(plural("{count} document is sealed.", "{count} documents are sealed.", count))
    if count := of[Done.ALREADY]:
        said.append(plural("{count} was so already.", "{count} were so already.", count))
    if count := of[Done.REFUSED]:
        said.append(plural("{count} document was not sealed.", "{count} documents were not sealed.", count))
    return said


class Sealing:
    """Seals documents of one event with headquarters' root, and has them time-stamped by a service if there is one."""

    def __init__(
        self, event: OpenEvent, key: PrivateKey, service: TimeStampService | None = None, *, renew: bool = False
    ) -> None:
        """`renew`: those that have a time stamp get another one above it."""
        self._event, self._key, self._service, self._renew = event, key, service, renew
        self._failures = 0

    def each(self, documents: Iterable[ToSeal], *, unfinished: bool = False) -> Iterator[Sealed]:
        """Seals these one after the other, each put on record before the next begins.

        `unfinished`: also what still waits for somebody's signature. A service that failed several times isn't asked again.
        """
        for document in documents:
            try:
                yield self._one(document, unfinished=unfinished)
            except Problem as problem:
                yield Sealed(document, Done.REFUSED, problem)

    def _one(self, document: ToSeal, *, unfinished: bool) -> Sealed:
        before = self._as_is(document)
        if before is not None and not document.needs(stamp=self._service is not None, renew=self._renew):
            assert document.seal
            return Sealed(document, Done.ALREADY, None, before, sealed_name(document.name, document.seal))
        if before is None:
            self._check_may_be_sealed(document, unfinished=unfinished)
        pdf = before or self._sealed(document)
        stamped, stamp, problem = self._stamped(pdf)
        if before is not None and document.seal and stamp is None:
            had = Done.STAMPED if document.seal.stamps else Done.SEALED
            return Sealed(document, had, problem, before, sealed_name(document.name, document.seal))
        return self._kept(document, stamped, stamp, problem)

    def _as_is(self, document: ToSeal) -> bytes | None:
        """The sealed file, where there is one here."""
        return document_seals.sealed_file(self._event.file, document.seal) if document.seal else None

    def _check_may_be_sealed(self, document: ToSeal, *, unfinished: bool) -> None:
        if document.parted:
            raise Refused(_PARTED, document=document.title)
        if document.waits_for and not unfinished:
            raise Refused(_WAITS, document=document.title, jurors=", ".join(document.waits_for)).seen_to_by(
                "juryapp seal --unfinished"
            )

    def _sealed(self, document: ToSeal) -> bytes:
        """The signed file with the seal, after it was found to be genuine."""
        event = self._event
        pdf = attachment_table.content(event.file, document.pdf)
        if pdf is None:
            raise Refused(_NOT_HERE, document=document.title)
        self._check_genuine(document, pdf)
        assert event.trust.root
        return sealed(pdf, self._key, event.trust.root, event.laptop.clock())

    def _check_genuine(self, document: ToSeal, pdf: bytes) -> None:
        trust = self._event.trust
        known = {code: tuple(certificates) for code, certificates in trust.jurors.items()}
        found = examine(pdf, Trust(trust.root, tuple(trust.desks), known), draw_again)
        if found.faults:
            raise Refused(_NOT_GENUINE, document=document.title, why=found.faults[0])
        if found.revisions[:1] != (document.first,):
            raise Refused(_OTHER, document=document.title)

    def _known(self) -> list[Certificate]:
        trust = self._event.trust
        jurors = [one for known in trust.jurors.values() for one in known]
        of_service = self._service.trusted if self._service else ()
        return [*([trust.root] if trust.root else []), *trust.desks, *jurors, *of_service]

    def _stamped(self, pdf: bytes) -> tuple[bytes, TimeStamp | None, Problem | None]:
        """The file with one more time stamp, or why it got none."""
        if self._service is None:
            return pdf, None, None
        if self._failures >= _MOST_FAILURES:
            return pdf, None, ServiceProblem(_NOT_ASKED)
        try:
            # validation data never stands last in a file: the time stamp above it proves that nobody altered it
            whole, stamp = time_stamped(with_validation_data(pdf, self._known()), self._service.ask)
        except ServiceProblem as problem:
            self._failures += 1
            return pdf, None, problem
        self._failures = 0
        return whole, stamp, None

    def _kept(self, document: ToSeal, pdf: bytes, stamp: TimeStamp | None, problem: Problem | None) -> Sealed:
        """The sealed file, put on record: the journal keeps what was appended."""
        event = self._event
        signed = attachment_table.content(event.file, document.pdf)
        assert signed is not None and pdf.startswith(signed), "a PDF is only ever appended to"
        tail = pdf[len(signed) :]
        former = document.seal.stamps if document.seal and self._as_is(document) is not None else ()
        new = (Stamp(stamp.at.isoformat(), stamp.signer.fingerprint),) if stamp else ()
        seal = DocumentSeal(
            document.id, document.pdf, attachment_table.digest(pdf), attachment_table.digest(tail), (*former, *new)
        )
        value = {
            "on": seal.on,
            "pdf": seal.pdf,
            "tail": seal.tail,
            "stamps": [{"at": one.at, "certificate": one.certificate} for one in seal.stamps],
        }
        act = Act(Actor.HEADQUARTERS, Subject.DOCUMENT_SEAL, str(DocumentKey(document.id)), value, sign=self._key.sign)
        changes = event.write([act], [tail])
        done = Done.STAMPED if seal.stamps else Done.SEALED
        return Sealed(replace(document, seal=seal), done, problem, pdf, sealed_name(document.name, seal), changes)
