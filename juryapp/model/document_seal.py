"""Document seal: what headquarters added to a signed document: its seal, validation data, archive time stamps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stamp:
    """One archive time stamp, as headquarters put it on record."""

    at: str
    """The service's word, in ISO form with its zone."""
    certificate: str
    """SHA-256 of the certificate that signed it."""


@dataclass(frozen=True)
class DocumentSeal:
    """One sealed file. A PDF is only ever appended to, so it is kept as what was appended (decision 054)."""

    document: str
    """What the document is called by (`document_id`)."""
    on: str
    """SHA-256 of the signed file that was sealed."""
    pdf: str
    """SHA-256 of the sealed file, which is the signed one and the tail behind it."""
    tail: str
    """Attachment id of what was appended."""
    stamps: tuple[Stamp, ...] = ()
    """In their order."""


def latest(seals: tuple[DocumentSeal, ...]) -> DocumentSeal:
    """Of several seals of one file, made without knowing of each other: the one with the most time stamps. Not of none."""
    return max(seals, key=lambda one: (len(one.stamps), one.pdf))
