"""The letterhead (kop): logo, the organiser's lines, a thick and a thin rule; and the title below it."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reportlab.platypus import HRFlowable, Image, Spacer

from juryapp.documents.logo import flattened
from juryapp.documents.styles import MM, gap, para, table

_TALLEST = 130 * MM
"""Of the lines together: what a workbook holds fits even in wide letters, and the page's body fits below."""
_MOST_LINES = 6
_CUT = "…"
_LOGO = 19 * MM
_SIDE = _LOGO + 6
"""Beside the lines."""


def letterhead(event: Mapping[str, Any], width: float) -> list[Any]:
    """The letterhead as the first flowables of a document."""
    lines = [line for line in event["letterhead"] if line.strip()] or _fallback(event)
    picture = _picture(event["logo"])
    head = _head(lines, width - 2 * _SIDE if picture else width)
    return [
        _beside(picture, head, width) if picture else _stack(head, width),
        Spacer(1, 5),
        HRFlowable("100%", 2.2, color="black", spaceBefore=0, spaceAfter=1.6, lineCap="butt"),
        HRFlowable("100%", 0.7, color="black", spaceBefore=0, spaceAfter=0, lineCap="butt"),
    ]


def title(heading: str, below: str) -> list[Any]:
    """The document's title and the line under it."""
    subtitle = [para(below, "subtitle")] if below else []
    return [gap(10), para(heading, "title"), *subtitle, gap(8)]


def award_line(event: Mapping[str, Any]) -> str:
    """The award and its edition, the edition only where the award's name doesn't say it already."""
    award, edition = str(event["award"]), str(event["edition"])
    return award if not edition or edition in award else f"{award} {edition}"


def _head(lines: list[str], width: float) -> list[Any]:
    """As many lines as fit above a page's body; "…" where one is cut or more would follow."""
    head: list[Any] = []
    left = _TALLEST
    for place, line in enumerate(lines):
        if place == _MOST_LINES:
            return [*head, para(_CUT, "kop-small")]
        look = "kop" if place < 2 else "kop-small"
        one = para(line, look)
        cut = len(line)
        while cut and one.wrap(width, left)[1] > left:
            cut = cut * 9 // 10
            one = para(line[:cut].rstrip() + _CUT, look)
        head.append(one)
        if cut < len(line):
            return head
        left -= one.wrap(width, left)[1]
    return head


def _fallback(event: Mapping[str, Any]) -> list[str]:
    return [line for line in (event["organiser"], award_line(event)) if line]


def _stack(head: list[Any], width: float) -> Any:
    return table([[head]], [width], ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0), *_TIGHT)


def _beside(picture: Any, head: list[Any], width: float) -> Any:
    """The logo at the left; the lines centred on the page, not on what the logo leaves."""
    return table(
        [[picture, head, ""]],
        [_SIDE, width - 2 * _SIDE, _SIDE],
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        *_TIGHT,
    )


_TIGHT = (("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0))


def _picture(logo: str) -> Any:
    if not logo:
        return None
    png, (width, height) = flattened(logo)
    scale = _LOGO / max(width, height)
    return Image(BytesIO(png), width * scale, height * scale)
