"""Signature area: what closes a document: signature blocks, room for a wet signature, the QR code and how to check it.

A page never breaks inside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any

from reportlab.platypus import Flowable, Spacer

from juryapp.documents.page import Places
from juryapp.documents.styles import LINE_GREY, MM, LastRows, grey, marked, markup, para, table
from juryapp.documents.tagging import Element
from juryapp.documents.words import juror_word, local, moment, nip
from juryapp.text import _, plain_date

QR_SIDE = 38 * MM
_DARK = re.compile(rb"\x01+")
INK_HEIGHT = 19 * MM


class Stack(Flowable):  # type: ignore[misc, unused-ignore]
    """Flowables one below the other that stay on one page; the last of them stands at the foot of the page."""

    def __init__(self, above: list[Any], below: list[Any]) -> None:
        super().__init__()
        self.above, self.below = above, below

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """All of the page that is left, or more where that isn't enough, so that it moves to the next page."""
        self.sizes = {id(part): part.wrapOn(self.canv, width, height)[1] for part in [*self.above, *self.below]}
        self.width, self.height = width, max(sum(self.sizes.values()), height - 0.01)
        if sum(self.sizes.values()) > height:
            self.height = sum(self.sizes.values())
        return self.width, self.height

    def split(self, _width: float, _height: float) -> list[Any]:
        """It is never split."""
        return []

    def draw(self) -> None:
        """The upper parts from the top, the lower ones upon the foot."""
        y = self.height
        for part in self.above:
            y -= self.sizes[id(part)]
            part.drawOn(self.canv, 0, y)
        y = 0.0
        for part in reversed(self.below):
            part.drawOn(self.canv, 0, y)
            y += self.sizes[id(part)]


class Closing(Stack):
    """A `Stack` with the last rows of a table above it: signatures never stand on a page without a line of what is signed.

    The table's heading is repeated where it begins a page. What is `apart` follows the signatures, and may begin a page of its
    own with what is below where all of it is taller than one, under a line that says what is `signed`. Where signatures and rows
    are taller than a page without it too, `otherwise` stands below the rows instead of everything else; so it does where the
    first page would hold nothing but what is above the rows (`begins`).
    """

    def __init__(
        self,
        last: LastRows,
        above: list[Any],
        below: list[Any],
        apart: Sequence[Any] = (),
        otherwise: Sequence[Any] = (),
        signed: Any = None,
        *,
        begins: bool = False,
    ) -> None:
        super().__init__([*above, *apart], below)
        self._last, self._parts, self._apart, self._otherwise = last, [*above, *apart], list(apart), list(otherwise)
        self._signed, self._begins = [signed] if signed else [], begins

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As a `Stack`, with the rows."""
        at_top = self._last.always or bool(getattr(getattr(self, "_frame", None), "_atTop", False))
        self.above = [*([self._last.head] if at_top and self._last.head else []), self._last.rows, *self._parts]
        return super().wrap(width, height)

    def split(self, width: float, height: float) -> list[Any]:
        """Only where rows and signatures are taller than a page: what may stand apart is parted, else each stands for itself.

        What begins on this page has to fit into the rest of it; else all of it begins on the next.
        """
        frame = getattr(self, "_frame", None)
        at_top = bool(getattr(frame, "_atTop", False))
        page = frame._y2 - frame._y1p - frame._topPadding if frame else 0.0
        least = self._least(page)
        head = [self._last.head] if self._last.head else []
        first = self._begins and self.canv.getPageNumber() == 1
        too_high = first or least > page
        if self._apart and too_high and page >= least - self._height_of([*self._apart, *self.below]):
            kept = Closing(self._last, self._parts[: -len(self._apart)], [])
            here = self._height_of(self.above) - self._height_of(self._apart)
            if here <= height:
                return [kept, Stack([*self._signed, *self._apart], self.below)]
            if not first:
                return []
        if self._otherwise and too_high:
            rows = [*(head if at_top or self._last.always else []), self._last.rows]
            here = sum(part.wrapOn(self.canv, width, height)[1] for part in rows)
            return [*rows, *self._otherwise] if at_top or here <= height else []
        if not at_top:
            return []
        return [*head, self._last.rows, Stack([*self._signed, *self._parts], self.below)]

    def _least(self, page: float) -> float:
        """How high all of it is at the top of a page of this height, its heading included."""
        head = [self._last.head] if self._last.head else []
        heading: float = sum(part.wrapOn(self.canv, self.width, page)[1] for part in head if part not in self.above)
        return heading + self._height_of([*self.above, *self.below])

    def _height_of(self, parts: Sequence[Any]) -> float:
        height: float = sum(self.sizes[id(part)] for part in parts)
        return height


class Signature(Flowable):  # type: ignore[misc, unused-ignore]
    """One signer's block: opening lines, room for the ink, the underlined name, the NIP."""

    def __init__(self, places: Places, name: str, opening: list[str], person: Mapping[str, Any], width: float) -> None:
        super().__init__()
        self.places, self.field, self.block_width = places, name, width
        self.opening = [para(line, "centre") if line else marked("&#160;", "centre") for line in opening]
        self.closing = [marked(f"<u>{markup(person['name'])}</u>", "centre-strong")]
        if person["nip"]:
            self.closing.append(para(_("NIP {number}", number=nip(person["nip"])), "centre"))

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """As high as its lines and the ink need."""
        self.heights = [part.wrap(self.block_width, 1000)[1] for part in [*self.opening, *self.closing]]
        self.width, self.height = self.block_width, sum(self.heights) + INK_HEIGHT + 6
        return self.width, self.height

    def draw(self) -> None:
        """Draws the lines and notes where the ink goes."""
        y, heights = self.height, iter(self.heights)
        for part in self.opening:
            y -= next(heights)
            part.drawOn(self.canv, 0, y)
        y -= INK_HEIGHT + 3
        self.places.note(self.canv, self.field, 6, y, self.block_width - 12, INK_HEIGHT)
        for part in self.closing:
            y -= next(heights)
            part.drawOn(self.canv, 0, y)


class WetRoom(Flowable):  # type: ignore[misc, unused-ignore]
    """An empty dashed box for a signature with a pen, or for what its caption says."""

    def __init__(self, width: float, height: float, caption: str = "") -> None:
        super().__init__()
        self.width, self.height = width, height
        said = caption or _("Wet signature, if needed")
        self.caption = marked(f'<font size="6.5">{markup(said)}</font>', "centre-muted")

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        self.caption.wrap(self.width - 4, 20)
        return self.width, self.height

    def draw(self) -> None:
        """A pale frame with its caption at the bottom."""
        self.canv.setStrokeGray(0.6)
        self.canv.setLineWidth(0.5)
        self.canv.setDash(2, 2)
        self.canv.rect(0, 0, self.width, self.height)
        self.canv.setDash()
        self.caption.drawOn(self.canv, 2, 1.5)


class QrCode(Flowable):  # type: ignore[misc, unused-ignore]
    """A QR code drawn as one path."""

    def __init__(self, modules: list[list[bool]], side: float = QR_SIDE) -> None:
        super().__init__()
        self.modules = modules
        self.width = self.height = side

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its side."""
        return self.width, self.height

    def draw(self) -> None:
        """One path in units of a module; neighbouring dark modules of a row are one rectangle, so no hairlines show."""
        tags = getattr(self.canv, "tags", None)
        with tags.content(self.canv, Element("Figure", alternative=_("QR code"))) if tags else nullcontext():
            self._draw()

    def _draw(self) -> None:
        side, count = self.width / len(self.modules), len(self.modules)
        self.canv.saveState()
        self.canv.setFillGray(0)
        self.canv.scale(side, side)
        dark = (
            f"{run.start()} {count - 1 - row} {run.end() - run.start()} 1 re"
            for row, modules in enumerate(self.modules)
            for run in _DARK.finditer(bytes(modules))
        )
        self.canv._code.append("\n".join(dark))
        self.canv._code.append("f")
        self.canv.restoreState()


def signatures(sheet: Mapping[str, Any], places: Places, width: float) -> Any:
    """The chair's block where there is one, the juror's, and room for a wet signature beside it."""
    event = sheet["event"]
    opening = [*dated(event, sheet["signed_at"], sheet.get("day")), f"{juror_word(event['juror_word'])},"]
    juror = Signature(places, "Juror", opening, sheet["juror"], 60 * MM)
    wet = WetRoom(34 * MM, INK_HEIGHT + 4)
    side = width - 60 * MM - 34 * MM - 4
    chair: Any = ""
    if sheet["chair"]:
        beside = [*[""] * (len(opening) - 2), _("Acknowledged by"), _("Chair of the jury")]
        chair = Signature(places, "Chair", beside, sheet["chair"], 60 * MM)
    return table(
        [[chair, juror, wet]],
        [side, 60 * MM, 34 * MM + 4],
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (2, 0), (2, 0), 26),
        ("LEFTPADDING", (2, 0), (2, 0), 4),
    )


def dated(event: Mapping[str, Any], at: str, stated: str | None) -> list[str]:
    """Place and day; where the desk states another day than the clock's, that one, and below it what the clock said."""
    by_clock = plain_date(local(at, event["zone"]).date())
    when = plain_date(date.fromisoformat(stated)) if stated else by_clock
    placed = f"{event['city']}, {when}" if event["city"] else when
    return [placed, _("(by the laptop's clock: {day})", day=by_clock)] if stated else [placed]


def open_day(event: Mapping[str, Any]) -> str:
    """Place and a day to be written in."""
    return f"{event['city']}, {_DAY_OPEN}" if event["city"] else _DAY_OPEN


_DAY_OPEN = "." * 30
Modules = list[list[bool]]


def proof(sheet: Mapping[str, Any], digest: str, codes: tuple[Modules, Modules] | None, moment: str, width: float) -> Any:
    """The strip at the foot: how to check between the two QR codes, or that it isn't signed; the sheet's id, digest and time.

    The code stands twice, so far apart that no stamp covers both (decision 052).
    """
    name = _("Sheet {sheet}, revision {revision}", sheet=sheet["sheet"], revision=sheet["revision"])
    sha = para(_("SHA-256 of the data: {digest}", digest=digest), "small")
    if codes is None:
        unsigned = _("Printed before signing: only the signed sheet counts.")
        lines = [para(_("NOT SIGNED"), "total"), para(unsigned, "small")]
        cells, widths = [[lines, [para(name, "small"), sha]]], [width * 0.4, width * 0.6]
    else:
        check = _(
            "To check: open “Verify” in Juryapp and choose this PDF file, or a photo or scan of this page; no network is needed."
        )
        lines = [para(uncertified(), "proof"), Spacer(1, 2), para(check, "small"), Spacer(1, 2)]
        lines += [para(f"{name} · {moment}", "small"), sha]
        left, right = map(QrCode, codes)
        cells, widths = [[left, lines, right]], [QR_SIDE + 14, width - 2 * QR_SIDE - 28, QR_SIDE + 14]
    return table(
        cells,
        widths,
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, grey(LINE_GREY)),
        ("LEFTPADDING", (0, 0), (0, 0), 0 if codes is None else 3),
        *([("LEFTPADDING", (2, 0), (2, 0), 11)] if codes else []),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 6),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (1, 0), (1, 0), "MIDDLE"),
    )


def uncertified() -> str:
    """What kind of signature it is, in the words that the regulation's readers expect."""
    return _(
        "Signed electronically with an uncertified electronic signature (PP 71/2019 Article 60). "
        "Its authenticity can be checked through the QR code."
    )


def signed_when(at: str, zone: str, device: str, stated: str | None = None) -> str:
    """When it was signed, that this is a laptop's own claim, and which day it was where the desk states another."""
    if stated:
        gaps = {"moment": moment(at, zone), "day": plain_date(date.fromisoformat(stated))}
        if device:
            return _(
                "signed {moment} by the clock of the laptop “{device}”; the day was {day}, stated by the secretariat",
                device=device,
                **gaps,
            )
        return _("signed {moment} by the laptop's clock; the day was {day}, stated by the secretariat", **gaps)
    if device:
        return _("signed {moment}, local time of the laptop “{device}”", moment=moment(at, zone), device=device)
    return _("signed {moment}, local time of this laptop", moment=moment(at, zone))


def record_as_of(at: str, zone: str, stated: str | None = None) -> str:
    """What state of the record a document tells, by a laptop's own claim, and which day it was where the desk states another."""
    if stated:
        gaps = {"moment": moment(at, zone), "day": plain_date(date.fromisoformat(stated))}
        return _("The record as of {moment} by the laptop's clock; the day was {day}, stated by the secretariat", **gaps)
    return _("The record as of {moment}, by the laptops' clocks", moment=moment(at, zone))
