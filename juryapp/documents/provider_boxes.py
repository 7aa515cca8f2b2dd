"""Provider boxes: room for visible signatures that certified providers' programs put where one tells them, a box for each signer.

Such a program makes a field of its own and takes a page and coordinates, never a field's name (decision 057).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from juryapp.documents.page import Places
from juryapp.documents.styles import MM, marked, markup, para, table
from juryapp.text import _

_WIDTH, _HEIGHT = 41 * MM, 18 * MM
_GAP = 3 * MM


class ProviderBox(Flowable):  # type: ignore[misc, unused-ignore]
    """An empty dotted box; who signs there stands small at its foot, under whatever is put into it."""

    def __init__(self, places: Places, code: str) -> None:
        super().__init__()
        self.places, self.code = places, code
        self.width, self.height = _WIDTH, _HEIGHT
        self.caption = marked(f'<font size="6.5">{markup(_("PSrE: {juror}", juror=code))}</font>', "centre-muted")

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        self.caption.wrap(self.width - 4, 20)
        return self.width, self.height

    def draw(self) -> None:
        """A pale frame with its caption, and a note of where it stands."""
        self.canv.setStrokeGray(0.6)
        self.canv.setLineWidth(0.5)
        self.canv.setDash(1, 2)
        self.canv.rect(0, 0, self.width, self.height)
        self.canv.setDash()
        self.caption.drawOn(self.canv, 2, 1.5)
        self.places.keep(self.canv, self.code, self.width, self.height)


def provider_boxes(codes: Sequence[str], places: Places, width: float) -> Any:
    """A box for each of these jurors, as many in a row as fit, with a line above that says what they are for."""
    count = max(1, int((width + _GAP) // (_WIDTH + _GAP)))
    rows = [list(codes[at : at + count]) for at in range(0, len(codes), count)]
    columns = min(count, len(codes))
    said = para(_("For visible signatures with certificates of certified providers (PSrE), where there are any:"), "small")
    cells = [[said, *[""] * (columns - 1)]]
    cells += [[*(ProviderBox(places, code) for code in row), *[""] * (columns - len(row))] for row in rows]
    return table(
        cells,
        [_WIDTH + _GAP] * columns,
        ("SPAN", (0, 0), (-1, 0)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), _GAP),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    )
