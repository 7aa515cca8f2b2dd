"""The receipt for a flash disk that was handed over: what lay on it, sheets by juror, when, with room for two signatures.

It says what was found in the packages; it is no document of the event's results, and nothing signs it but pens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.form import DOTS, facts, finished, grid_and_last, opening, width_of
from juryapp.documents.letterhead import award_line
from juryapp.documents.sheet_json import event_block
from juryapp.documents.signature_area import Closing
from juryapp.documents.styles import MM, LastRows, para, table
from juryapp.documents.words import moment
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, plural, seen, speaking

_CODE_LETTERS = 16
"""So much of a package's SHA-256 is printed: enough to tell two files apart."""


@dataclass(frozen=True)
class HandedOver:
    """One package that lay on the flash disk."""

    laptop: str
    """What the laptop that packed it calls itself."""
    packed: str
    """When, by that laptop's clock, as entries say it; empty where the file doesn't tell."""
    sheets: Mapping[str, Sequence[str]]
    """Juror -> candidates of the signed sheets that were signed at that laptop."""
    sha256: str
    left: int = 0
    """So many of its entries are not taken in: held, or not received yet."""


@dataclass(frozen=True)
class Handover:
    """What is written on the receipt."""

    packages: Sequence[HandedOver]
    jurors: Mapping[str, str]
    """Code -> name."""
    brought_by: str = ""
    """Who handed it over; empty: to be written in."""


def render(event: Event, handover: Handover, at: datetime) -> bytes:
    """The receipt in the event's language; `at` is when it was received."""
    with speaking(event.language):
        about, heading = event_block(event, ""), _("RECEIPT FOR A FLASH DISK")
        width = width_of(about)
        # a laptop's next package holds the sheets of the one before as well
        sheets = {(code, one) for package in handover.packages for code, found in package.sheets.items() for one in found}
        total = plural("{count} signed sheet", "{count} signed sheets", len(sheets))
        packages, last = _packages(event, handover, width)
        story = [
            *opening(about, heading),
            facts(
                [
                    (_("Event"), award_line(about)),
                    (_("Received"), moment(at.isoformat(timespec="seconds"), event.time_zone)),
                    (_("Handed over by"), handover.brought_by),
                    (_("Received by"), ""),
                    (_("In all"), total),
                ],
                width,
            ),
            Spacer(1, 8),
            *packages,
            Closing(last, [Spacer(1, 14), _signatures(width)], []),
        ]
        return finished(about, heading, story, at, paper=FileKind.HANDOVER, initials=[_("Handed over by"), _("Received by")])


def _packages(event: Event, handover: Handover, width: float) -> tuple[list[Any], LastRows]:
    rows = []
    for place, one in enumerate(handover.packages, 1):
        packed = moment(one.packed, event.time_zone) if one.packed else "–"
        state = _("all of it is here") if not one.left else _("not all of it is taken in")
        rows.append(
            [
                para(str(place), "centre"),
                [para(seen(one.laptop) or "–", "cell"), para(packed, "cell-small")],
                _sheets(one, handover.jurors),
                [para(state, "cell"), para(one.sha256[:_CODE_LETTERS], "cell-small")],
            ]
        )
    headings = (_("No."), _("Laptop, packed by its clock"), _("Sheets signed there"), _("State, code of the package"))
    return grid_and_last(headings, rows, (28, width * 0.24, width * 0.76 - 28 - width * 0.24, width * 0.24))


def _sheets(one: HandedOver, jurors: Mapping[str, str]) -> list[Any]:
    """A line for each juror: how many, and of whom."""
    if not one.sheets:
        return [para(_("none"), "cell")]
    return [
        para(f"{jurors.get(code, code)} ({code}): {len(found)} — {', '.join(found)}", "cell")
        for code, found in sorted(one.sheets.items())
    ]


def _signatures(width: float) -> Any:
    names = (_("Handed over by,"), _("Received by the secretariat,"))
    rows = [[para(name) for name in names], [Spacer(1, 20 * MM)] * 2, [para(f"( {DOTS} )")] * 2]
    return table(rows, [width / 2, width / 2], ("LEFTPADDING", (0, 0), (-1, -1), 0))
