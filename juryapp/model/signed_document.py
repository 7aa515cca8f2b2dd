"""Signed document: one that several people sign one after the other, and how far that is.

Each signature is an incremental update of the file that was there before, so two people who sign the same file on two laptops
make two files that can't become one. A person says which one goes on; who signed only the other signs again (decision 048).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from juryapp.model.document import DocumentKind


@dataclass(frozen=True)
class SignedDocument:
    """A document with a first signature, which others are to sign."""

    id: str
    """Its kind and the first 16 digits of `first`: `minutes-0123456789abcdef`."""
    kind: DocumentKind
    first: str
    """SHA-256 of the file as it was certified, by the desk, or of a score sheet by its juror."""
    json: str
    """SHA-256 of its data."""
    signers: tuple[str, ...]
    """Codes of those who sign in any order."""
    chair: str
    """Who signs last; empty where nobody chairs."""
    juror: str = ""
    candidate: str = ""
    """Of a score sheet."""
    basis: str = ""
    """What it rested on when it was issued (`printing/document_basis.py`); empty for a score sheet."""
    replaces: tuple[str, ...] = ()
    """The documents that it replaced."""
    at: str = field(default="", compare=False)
    """When the desk certified it, by its laptop's clock; ISO 8601 with its zone. Empty for a score sheet, and before it is read
    back from the journal."""

    @property
    def people(self) -> tuple[str, ...]:
        """All who sign, the chair last."""
        return (*self.signers, *([self.chair] if self.chair else []))


def document_id(kind: DocumentKind, first: str) -> str:
    """What a document is called by whose first signed file has this SHA-256."""
    return f"{kind.value}-{first[:16]}"


@dataclass(frozen=True)
class Answer:
    """What one person said to a document: the entry that stands."""

    juror: str
    entry: str
    on: str = ""
    """SHA-256 of the file that was signed."""
    pdf: str = ""
    """SHA-256 of the file with the signature."""
    declined: str = ""
    """Why the person declined."""
    own: str = ""
    """SHA-256 of the provider's certificate with which the person signed as well."""


@dataclass(frozen=True)
class File:
    """One file of a document."""

    pdf: str
    signed: tuple[str, ...]
    """Who signed in it besides the first, in this order."""


@dataclass(frozen=True)
class SigningProgress:
    """Who signed a document, and what is still to come."""

    document: SignedDocument
    files: tuple[File, ...]
    """What could go on: one file, or several that nobody chose between."""
    declined: Mapping[str, str] = field(default_factory=dict)
    """Who declined, and why."""
    again: tuple[str, ...] = ()
    """Who signed only in a file that doesn't go on, and is asked again."""

    @property
    def parted(self) -> bool:
        """True where several files could go on: the desk has to say which one."""
        return len(self.files) > 1

    @property
    def file(self) -> File:
        """The file that goes on; while they are parted the first of them."""
        return self.files[0]

    @property
    def signed(self) -> tuple[str, ...]:
        """Who signed it, besides the first, in this order."""
        return self.file.signed

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Who neither signed nor declined, the chair last; nobody any more once the chair has signed."""
        if self.closed:
            return ()
        return tuple(code for code in self.document.people if code not in self.signed and code not in self.declined)

    @property
    def before_chair(self) -> tuple[str, ...]:
        """For whom the chair waits."""
        return tuple(code for code in self.waits_for if code != self.document.chair)

    @property
    def closed(self) -> bool:
        """True once the chair has signed: after that only headquarters adds its seal."""
        return bool(self.document.chair) and self.document.chair in self.signed


def progress_of(document: SignedDocument, answers: Iterable[Answer], chosen: str = "") -> SigningProgress:
    """How far a document is. `chosen` is the file of which the desk said that it goes on; empty where it said nothing.

    The files make a tree: each but the first was made by signing another. What goes on is the one file that was signed no
    further, below the one that was chosen if there is such a choice.
    """
    ours = [one for one in answers if one.juror in document.people]
    by_file = {one.pdf: one for one in ours if one.pdf and one.pdf != document.first}  # each file was made once
    signings = list(by_file.values())
    below: dict[str, list[Answer]] = {}
    for one in sorted(signings, key=lambda one: one.pdf):
        below.setdefault(one.on, []).append(one)
    start = _below(File(document.first, ()), below, chosen) or File(document.first, ())
    files = tuple(_ends(start, below))
    there = {code for one in files for code in one.signed}
    declined = {one.juror: one.declined for one in ours if one.declined and one.juror not in there}
    again = {one.juror for one in signings} - there - declined.keys()
    return SigningProgress(document, files, declined, _in_order(document, again))


def _below(at: File, below: Mapping[str, Sequence[Answer]], wanted: str) -> File | None:
    """The file with this digest, by whatever way it came about; None where there is no such file."""
    if not wanted or at.pdf == wanted:
        return at
    found = (_below(further, below, wanted) for further in _next(at, below))
    return next((one for one in found if one), None)


def _next(at: File, below: Mapping[str, Sequence[Answer]]) -> Iterator[File]:
    """The files that came of signing this one. Nobody signs twice, so that made-up digests make no circle."""
    for one in below.get(at.pdf, ()):
        if one.juror not in at.signed:
            yield File(one.pdf, (*at.signed, one.juror))


def _ends(at: File, below: Mapping[str, Sequence[Answer]]) -> Iterator[File]:
    further = list(_next(at, below))
    if not further:
        yield at
    for one in further:
        yield from _ends(one, below)


def _in_order(document: SignedDocument, codes: Collection[str]) -> tuple[str, ...]:
    return tuple(code for code in document.people if code in codes)


def in_force(documents: Sequence[SignedDocument]) -> list[SignedDocument]:
    """Those that no other one replaced. Of two that two desks issued, unknown to each other, both."""
    replaced = {old for one in documents for old in one.replaces}
    return [one for one in documents if one.id not in replaced]
