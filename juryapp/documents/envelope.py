"""The page for the sealed envelope: the passphrase of an event, letter by letter, who keeps it and when it may be opened.

It is never signed electronically, and the passphrase stands on the page and nowhere else of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from reportlab.platypus import Flowable, Spacer

from juryapp.documents.fonts import BOLD, REGULAR, unprintable
from juryapp.documents.form import facts, finished, grid, opening, width_of
from juryapp.documents.letterhead import award_line
from juryapp.documents.sheet_json import event_block
from juryapp.documents.styles import LINE_GREY, MM, para
from juryapp.documents.words import local, moment
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, clock_time, long_date, mark, speaking

_CELL, _TALL, _GAP = 11.4 * MM, 13 * MM, 2 * MM
_LARGE, _SMALL = 21.0, 7.0
_SPOKEN = {
    "0": mark("digit zero"),
    "1": mark("digit one"),
    "l": mark("small L"),
    "i": mark("small I"),
    "o": mark("small O"),
    "I": mark("capital I"),
    "O": mark("capital O"),
    "-": mark("hyphen"),
    "_": mark("low line"),
    ".": mark("full stop"),
    ",": mark("comma"),
    "'": mark("straight quote"),
    "`": mark("grave accent"),
    '"': mark("double quote"),
    "|": mark("upright bar"),
}
"""What is mistaken for something else, or overlooked."""
_RULES = (
    mark("Open the envelope only where the event can't be opened otherwise, with a witness; both sign below."),
    mark("Whoever opened it puts this page into a new envelope and seals that again."),
    mark(
        "Without this passphrase nobody opens the event, its spare copies or its packages, the makers of Juryapp neither: "
        "scores, notes and signatures in them are lost, and only what was printed remains."
    ),
    mark("With it and the event file anyone can read all scores. Keep the two apart."),
)
_FILLED_IN = 2
"""Rows in which is written by hand."""


def render(event: Event, passphrase: str, at: datetime, stated: date | None = None) -> bytes:
    """The page, in the event's language; `at` is when it was made by the laptop's clock, `stated` the day by the desk's word."""

    with speaking(event.language):
        about, heading = event_block(event, ""), _("PAGE FOR THE SEALED ENVELOPE")
        width = width_of(about)
        story = [
            *opening(about, heading),
            facts(_about(f"{award_line(about)} ({event.code})", _made(at, event.time_zone, stated)), width),
            Spacer(1, 6),
            _Fold(width),
            Spacer(1, 8),
            para(_("Passphrase of the event file"), "category"),
            Spacer(1, 5),
            *(_Letters(line, width) for line in _lines(passphrase, width)),
            Spacer(1, 3),
            para(_legend(passphrase), "small"),
            Spacer(1, 8),
            _Fold(width),
            Spacer(1, 6),
            *_rules(),
            Spacer(1, 6),
            *_by_hand(width),
        ]
        return finished(about, heading, story, at, paper=FileKind.ENVELOPE, notices=(_("SECRET"),))


def _made(at: datetime, zone: str, stated: date | None) -> str:
    """When, in the event's zone; where the desk states another day than the clock's, that one, and what the clock said."""
    there = local(at.isoformat(), zone)
    if stated is None:
        return f"{long_date(there.date())}, {clock_time(there, zone)}"
    by_clock = _("(by the laptop's clock: {day})", day=moment(at.isoformat(), zone))
    return f"{long_date(stated)} {by_clock}"


def _about(event: str, made: str) -> list[tuple[str, str]]:
    return [
        (_("Event"), event),
        (_("Made on"), made),
        (_("In the envelope"), _("Fold the page along both lines, the passphrase inwards, and lay a blank sheet around it.")),
        (_("On the envelope"), _("Write the event's code, the date and who keeps it; sign across the flap.")),
    ]


def _lines(passphrase: str, width: float) -> Iterator[str]:
    """The letters line by line; a line ends behind a space or a hyphen where there is one."""
    most = int((width + 0.01) // _CELL)
    line = ""
    for group in re.findall(r"[^\s-]*[\s-]|[^\s-]+", passphrase):
        if line and len(line) + len(group) > most:
            yield line
            line = ""
        line += group
        while len(line) > most:
            yield line[:most]
            line = line[most:]
    if line:
        yield line


def _legend(passphrase: str) -> str:
    count = _("{count} characters, one a box, read from left to right, line by line.", count=len(passphrase))
    space = _("A tray at the foot of its box is a space.") if " " in passphrase else ""
    capital = _("What is written below a letter says which one it is; capitals are named.")
    return " ".join(part for part in (count, space, capital) if part)


def _shown(letter: str) -> tuple[str, str]:
    """What stands in the box, and what below: nothing where nobody can be mistaken."""
    code = f"U+{ord(letter):04X}"
    if letter == " ":
        return letter, _("space")
    if not letter.isprintable() or letter.isspace() or unprintable(letter):
        return "", code
    if letter in _SPOKEN:
        return letter, _(_SPOKEN[letter])
    if not letter.isascii():
        return letter, code
    return letter, _("capital") if letter.isupper() else _("digit") if letter.isdigit() else ""


class _Letters(Flowable):  # type: ignore[misc, unused-ignore]
    """One line of letters, each in a box of its own, as wide as any other."""

    def __init__(self, letters: str, width: float) -> None:
        super().__init__()
        self.letters, self.width, self.height = letters, width, _TALL + _GAP

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """Boxes, the letters large in them, and their names small."""
        for place, letter in enumerate(self.letters):
            left = place * _CELL
            self.canv.setStrokeGray(0.6)
            self.canv.setLineWidth(0.5)
            self.canv.rect(left, _GAP, _CELL, _TALL)
            large, small = _shown(letter)
            if letter == " ":
                self._tray(left + _CELL / 2, _GAP + 4.6 * MM)
            else:
                self._centred(large, BOLD, _LARGE, left, _GAP + 4.6 * MM)
            self._centred(small, REGULAR, _SMALL, left, _GAP + 1.3 * MM)

    def _tray(self, middle: float, base: float) -> None:
        """The sign of a space, which the fonts lack."""
        half, tall = 2.2 * MM, 1.6 * MM
        self.canv.setStrokeGray(0)
        self.canv.setLineWidth(1.4)
        self.canv.line(middle - half, base, middle + half, base)
        for side in (-half, half):
            self.canv.line(middle + side, base, middle + side, base + tall)

    def _centred(self, text: str, font: str, size: float, left: float, base: float) -> None:
        while self.canv.stringWidth(text, font, size) > _CELL - 3:
            size *= 0.95
        self.canv.setFillGray(0)
        self.canv.setFont(font, size)
        self.canv.drawCentredString(left + _CELL / 2, base, text)


class _Fold(Flowable):  # type: ignore[misc, unused-ignore]
    """A dashed line along which the page is folded, with its words at the right."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self.width, self.height, self.words = width, 9.0, _("fold here")

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """The line ends before the words."""
        taken = self.canv.stringWidth(self.words, REGULAR, _SMALL)
        self.canv.setFont(REGULAR, _SMALL)
        self.canv.setFillGray(0)
        self.canv.drawRightString(self.width, 2, self.words)
        self.canv.setStrokeGray(LINE_GREY)
        self.canv.setLineWidth(0.5)
        self.canv.setDash(4, 3)
        self.canv.line(0, 4, self.width - taken - 4, 4)
        self.canv.setDash()


def _rules() -> list[Any]:
    return [para(f"{place}. {_(rule)}") for place, rule in enumerate(_RULES, 1)]


def _by_hand(width: float) -> list[Any]:
    kept = (_("Kept by"), _("Office"), _("Date"), _("Signature"))
    opened = (_("Opened by, and the witness"), _("Why"), _("Date and hour"), _("Signatures"))
    return [lines_for(kept, width), Spacer(1, 8), lines_for(opened, width)]


def lines_for(headings: Sequence[str], width: float) -> Any:
    """A table with these headings and rows in which is written by hand."""
    rows = [[""] * len(headings) for _row in range(_FILLED_IN)]
    return grid(headings, rows, [width * 0.32, width * 0.26, width * 0.18, width * 0.24], ink=True)
