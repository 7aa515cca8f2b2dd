"""The table in which the members of a jury sign a recapitulation: two of them in a row where they are many.

So many lines are no higher than leaves room for what is signed above them, on the same page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.platypus import Flowable

from juryapp.documents.page import Places
from juryapp.documents.styles import FILL_GREY, LINE_GREY, MM, RULE, LastRows, grey, para, parted, table
from juryapp.documents.tagging import Grid
from juryapp.documents.words import nip
from juryapp.signing.fields import juror_field
from juryapp.text import _

ROW_FOR_INK = 12 * MM
_ONE_IN_A_ROW = 3
"""Up to so many sign one below the other."""


class InkCell(Flowable):  # type: ignore[misc, unused-ignore]
    """An empty place in a table where a juror signs."""

    def __init__(self, places: Places, name: str, width: float) -> None:
        super().__init__()
        self.places, self.name = places, name
        self.width, self.height = width, ROW_FOR_INK

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws nothing and notes where it stands."""
        self.places.note(self.canv, self.name, 2, 1, self.width - 4, self.height - 2)


def signing_table(jurors: Sequence[Mapping[str, Any]], places: Places, width: float) -> Any:
    """All of it; a page doesn't end inside it."""
    rows, widths = _rows(jurors, places, width)
    return table(rows, widths, *_rules(), grid=Grid())


def parted_signing_table(
    jurors: Sequence[Mapping[str, Any]], places: Places, width: float, signed: Any
) -> tuple[list[Any], LastRows]:
    """The same for a jury that fills more than a page, its last row apart; what is `signed` stands above it on each page."""
    rows, widths = _rows(jurors, places, width)
    above = [signed, *[""] * (len(widths) - 1)]
    return parted([above, *rows], widths, ("SPAN", (0, 0), (-1, 0)), *_rules(heads=2), heads=2)


def _rows(jurors: Sequence[Mapping[str, Any]], places: Places, width: float) -> tuple[list[list[Any]], list[float]]:
    beside = 1 if len(jurors) <= _ONE_IN_A_ROW else 2
    widths = _widths(width / beside, beside)
    cells = [_cells(place, juror, places, widths[-1], alone=beside == 1) for place, juror in enumerate(jurors, 1)]
    cells += [[""] * len(widths)] * (-len(cells) % beside)
    half = len(cells) // beside
    below = [[cell for column in range(beside) for cell in cells[column * half + row]] for row in range(half)]
    alone = [_("No."), _("Code"), _("Name"), _("Position, institution"), _("Signature")]
    names = alone if beside == 1 else [alone[1], alone[2], alone[4]]
    return [[para(name, "cell-head") for name in names * beside], *below], widths * beside


def _widths(width: float, beside: int) -> list[float]:
    fixed = [28.0, 48.0, width * 0.3, width * 0.3] if beside == 1 else [38.0, (width - 38.0) * 0.58]
    return [*fixed, width - sum(fixed)]


def _cells(place: int, juror: Mapping[str, Any], places: Places, ink: float, *, alone: bool) -> list[Any]:
    """Number, code, name with NIP, office, room for ink; where two sign in a row no number, and the office below the name."""
    office = ", ".join(part for part in (juror["position"], juror["institution"]) if part)
    name = [para(juror["name"], "answer")]
    if juror["nip"]:
        name.append(para(_("NIP {number}", number=nip(juror["nip"])), "cell-small"))
    cell = InkCell(places, juror_field(juror["code"]), ink - 10)
    code = para(juror["code"], "centre")
    if alone:
        return [para(str(place), "centre"), code, name, para(office, "cell"), cell]
    return [code, [*name, *([para(office, "cell-small")] if office else [])], cell]


def _rules(heads: int = 1) -> list[tuple[Any, ...]]:
    line = grey(LINE_GREY)
    return [
        ("BACKGROUND", (0, heads - 1), (-1, heads - 1), grey(FILL_GREY)),
        ("BOX", (0, 0), (-1, -1), RULE, line),
        ("INNERGRID", (0, 0), (-1, -1), RULE, line),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, heads), (-1, -1), 1),
        ("BOTTOMPADDING", (0, heads), (-1, -1), 1),
    ]
