"""Overlay: the picture of a sheet is laid over the genuine page that the event holds, and the places that differ are named.

It is help for the eye, never a proof: what isn't found here may differ all the same. Not here: what a picture's code proves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from juryapp.documents.overlay import DPI, FINE, lay
from juryapp.documents.picture_differences import differing_boxes
from juryapp.documents.preview import count_pages, pages, words_near
from juryapp.documents.qr import find_code
from juryapp.documents.score_sheet import render
from juryapp.documents.side_by_side import Compared
from juryapp.documents.side_by_side import render as render_side_by_side
from juryapp.event.open_event import OpenEvent
from juryapp.store import attachment_table
from juryapp.text import _, one_line
from juryapp.verification import journal_check
from juryapp.verification.overlay_words import THIRDS, Overlaid, PagePlace

if TYPE_CHECKING:
    from PIL.Image import Image

    from juryapp.documents.overlay import Laid
    from juryapp.documents.picture_differences import Box
    from juryapp.documents.qr import Seen
    from juryapp.signing.qr_claims import QrClaims

_LONGEST = 80
"""Letters of the words that name a place."""
_MOST_PAGES = 20


@dataclass(frozen=True)
class PictureAndPage:
    """The genuine document and the picture, to be shown side by side."""

    pdf: bytes
    genuine: Seen
    picture: Image
    laid: Laid | None
    overlaid: Overlaid


def genuine_pdf(event: OpenEvent, claims: QrClaims, text: str, is_sound: Callable[[bytes], bool]) -> bytes | None:
    """The document that this genuine code was made for: as it was signed, if that file is here and sound, else drawn anew.

    None where the event holds neither.
    """
    entry = journal_check.signing_of(event, claims)
    signed = attachment_table.content(event.file, str((entry.value or {}).get("pdf"))) if entry else None
    if signed is not None and is_sound(signed):
        return signed
    data = attachment_table.content(event.file, claims.sha256)
    return render(data, text).pdf if entry and data is not None else None


def lay_over_page(pdf: bytes, content: bytes, text: str) -> PictureAndPage | None:
    """The picture in `content` laid over the page of `pdf` with this code; None if one of the two doesn't show it."""
    seen = find_code(content, text)
    genuine = find_code(pdf, seen.text, DPI, either=False) if seen else None
    if genuine is None or seen is None:
        return None
    laid = lay(genuine.picture, genuine.corners, seen.picture, seen.corners)
    boxes = differing_boxes(laid, genuine.corners) if laid else None
    height = genuine.picture.height / DPI * 25.4
    places = None if boxes is None else tuple(_place(pdf, genuine.page, box, height) for box in boxes)
    return PictureAndPage(pdf, genuine, seen.picture, laid, Overlaid(genuine.page + 1, count_pages(pdf), places))


def _place(pdf: bytes, page: int, box: Box, height: float) -> PagePlace:
    words = one_line(words_near(pdf, page, (box.left, box.top, box.right, box.bottom)))
    third = min(2, int(3 * box.middle[1] / height))
    return PagePlace(page + 1, box, words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…", THIRDS[third])


def side_by_side_page(found: PictureAndPage, claims: QrClaims, sha256: str) -> bytes:
    """The two side by side as a PDF to be looked at, the places that differ framed; `sha256` names the picture."""
    told = [sentence for fault in found.overlaid.faults() for sentence in fault.sentences()]
    others = [] if found.overlaid.pages == 1 else pages(found.pdf, 100, most=_MOST_PAGES)
    return render_side_by_side(
        Compared(
            title=_("Genuine page and picture: {sheet}, revision {revision}", sheet=claims.sheet, revision=claims.revision),
            subject=f"SHA-256 {sha256}",
            at=datetime.fromtimestamp(claims.signed_at, UTC),
            words=(_("A picture can't prove the page around its code; only the signed PDF file can."), *told),
            page=found.genuine.picture,
            picture=found.laid.upright() if found.laid and found.overlaid.places is not None else found.picture,
            pixels=FINE,
            laid=found.overlaid.places is not None,
            places=tuple((place.box, place.words) for place in found.overlaid.places or ()),
            others=tuple(page for number, page in enumerate(others) if number != found.genuine.page),
        )
    )
