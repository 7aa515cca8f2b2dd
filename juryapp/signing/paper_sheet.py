"""Paper sheet: what the desk records of a signed sheet's printed code, and whether that is what its juror signed.

The record holds the code itself. Every laptop holds it against the juror's certificates, as it does with any other signature.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from juryapp.errors import Problem
from juryapp.journal.entry import Entry
from juryapp.journal.keys import CellKey
from juryapp.model.names import Names
from juryapp.model.sheet import SheetState
from juryapp.signing.certificates import Certificate
from juryapp.signing.qr_claims import CodedScore, QrClaims, coded, frame_of, read_qr, verify_qr
from juryapp.text import half_up


def paper_value(
    code: str, claims: QrClaims, scores: Mapping[str, CodedScore], total: Fraction, rubric: str, names: Names
) -> dict[str, object]:
    """The value of the entry that brings a sheet back: what its signing said, with the code in place of its documents."""
    return {
        "state": SheetState.SIGNED,
        "revision": claims.revision,
        "scores": {criterion: _frozen(score) for criterion, score in sorted(scores.items())},
        "rubric": rubric,
        "total": str(total),
        "names": names.as_json(),
        "paper": {"code": code, "json": claims.sha256, "meaning": claims.meaning.hex()},
    }


def _frozen(score: CodedScore) -> dict[str, str | None]:
    return {"points": score.points} if score.points is not None else {"points": None, "reason": score.reason}


def is_what_was_signed(entry: Entry, certificates: Iterable[Certificate]) -> bool:
    """True if the code in this record is signed with one of these keys, and says what the record says."""
    value: Any = entry.value
    try:
        claims = read_qr(value["paper"]["code"])
    except Problem:
        return False
    return _says(claims, entry, value) and any(verify_qr(claims, one.public) for one in certificates)


def _says(claims: QrClaims, entry: Entry, value: Any) -> bool:
    paper = value["paper"]
    return (
        str(CellKey(claims.juror, claims.candidate)) == entry.key
        and (claims.revision, claims.sha256, claims.meaning.hex()) == (value["revision"], paper["json"], paper["meaning"])
        and claims.frame == frame_of(entry.event, value["names"], value["rubric"])
        and claims.scores == coded(value["scores"])
        and Decimal(claims.total) == half_up(Fraction(value["total"]))
    )
