"""Signature fields: where on a document each signer signs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """An AcroForm signature field; created before the first signature, for all later signers too."""

    name: str
    page: int = 0
    """Counted from 0."""
    box: tuple[float, float, float, float] | None = None
    """Left, bottom, right, top in points; None for a signature without appearance."""


@dataclass(frozen=True)
class Kept:
    """A box on a page, kept for one person's visible signature by a provider's program, which makes a field of its own there."""

    code: str
    """Whose: a juror's."""
    page: int
    """Counted from 0."""
    box: tuple[float, float, float, float]
    """Left, bottom, right, top in points."""


DESK = "Desk"
"""The field of the secretary's desk, which certifies what several sign."""
SEAL = "HQ_Seal"
"""The field of headquarters' seal, which stays open whoever signed last."""
CHAIR = "Chair"
"""The field of whoever signs last."""
_JUROR = "Juror_"


def juror_field(code: str) -> str:
    """The field of one juror among several. A dot would divide a PDF field's name; a tilde can't stand in a code."""
    return _JUROR + code.replace(".", "~")


def juror_of(field: str) -> str | None:
    """The juror whose field it is, by `juror_field`; None for other fields."""
    return field.removeprefix(_JUROR).replace("~", ".") if field.startswith(_JUROR) else None


PROVIDER = "PSrE"
"""Where a certified provider (penyelenggara sertifikasi elektronik) signs a sheet; without a place on the page."""
_OWN = PROVIDER + "_"


def provider_field(code: str) -> str:
    """Where this person signs with the own certificate of a provider, among several."""
    return _OWN + code.replace(".", "~")


def is_provider_field(field: str) -> bool:
    """True for a field that was made for certificates of providers."""
    return field == PROVIDER or field.startswith(_OWN)


def provided_for(field: str) -> str | None:
    """Whose field it is, by `provider_field`; None for other fields."""
    return field.removeprefix(_OWN).replace("~", ".") if field.startswith(_OWN) else None


def is_jury_field(field: str) -> bool:
    """True for the fields in which only those sign whom the event certified."""
    return field in ("Juror", DESK, CHAIR, SEAL) or juror_of(field) is not None
