"""Kept boxes: where on a document providers' programs may put visible signatures, in the numbers that such programs take."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from juryapp.documents.redraw import draw_again
from juryapp.event.open_event import OpenEvent
from juryapp.model.signed_document import SignedDocument
from juryapp.store import attachment_table
from juryapp.text import _


@dataclass(frozen=True)
class KeptBox:
    """One signer's box, in whole points within it, from the page's lower left corner."""

    juror: str
    page: int
    """From 1."""
    x: int
    y: int
    width: int
    height: int

    @property
    def words(self) -> str:
        """Where it is, for whoever tells a provider's program."""
        return _(
            "Box for a provider's visible signature of {juror}: page {page}, x {x}, y {y}, width {width}, height {height} "
            "(points, from the lower left corner of the page)",
            juror=self.juror,
            page=self.page,
            x=self.x,
            y=self.y,
            width=self.width,
            height=self.height,
        )


def kept_boxes(event: OpenEvent, document: SignedDocument) -> tuple[KeptBox, ...]:
    """The boxes of a document whose data is here; none where the event keeps none (`Event.provider`)."""
    json = attachment_table.content(event.file, document.json)
    drawn = draw_again(json, None) if json else None
    found = []
    for one in drawn.kept if drawn else ():
        x, y, right, top = ceil(one.box[0]), ceil(one.box[1]), floor(one.box[2]), floor(one.box[3])
        found.append(KeptBox(one.code, one.page + 1, x, y, right - x, top - y))
    return tuple(found)
