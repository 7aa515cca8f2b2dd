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
