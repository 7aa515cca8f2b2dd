"""Sheet in words: what a genuine sheet, or a genuine QR code, says, in a sentence to hold against the paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from juryapp.documents.sheet_json import read_sheet
from juryapp.documents.words import candidate_line, printed_number
from juryapp.text import _

if TYPE_CHECKING:
    from juryapp.signing.qr_claims import QrClaims


def with_a_sheet(json: bytes, *, known: bool) -> str:
    """All that decides on the sheet with this data; and where its event isn't `known`, what remains open."""
    return " ".join([_told(read_sheet(json)), *_open(known=known)])


def with_a_code(claims: QrClaims, sheet: Mapping[str, Any] | None, *, known: bool) -> str:
    """What a genuine code is about, and that nothing else in the picture is proven; `sheet` is its data, where that is here."""
    warning = _(
        "Only the code is proven, not the rest of the picture: if the paper shows anything else, it was altered, "
        "or bears the code of another sheet."
    )
    if sheet is not None:
        return f"{_told(sheet)} {warning}"
    total = printed_number(claims.total)
    points = ", ".join(printed_number(one.points) if one.points is not None else "–" for one in claims.scores)
    said = _(
        "Sheet {sheet}, revision {revision}: points {points} (in the order of the criteria's codes); total {total}. Compare with "
        "the paper.",
        sheet=claims.sheet,
        revision=claims.revision,
        points=points,
        total=total,
    )
    return " ".join([said, warning, *_open(known=known)])


def _told(sheet: Mapping[str, Any]) -> str:
    points = (f"{c['code']} {printed_number(c['points']) if c['points'] is not None else '–'}" for c in sheet["criteria"])
    return _(
        "Sheet {sheet}, revision {revision}: {candidate}, scored by {juror}; "
        "points {points}; total {total}. Compare with the paper.",
        sheet=sheet["sheet"],
        revision=sheet["revision"],
        candidate=candidate_line(sheet["candidate"]),
        juror=sheet["juror"]["name"],
        points=", ".join(points),
        total=printed_number(sheet["total_printed"]),
    )


def _open(*, known: bool) -> list[str]:
    return [] if known else [_("Whether this revision is still in force only the event's file knows; give it to be told.")]
