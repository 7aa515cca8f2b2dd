"""The report of a check as a PDF: counts first, then every file that needs a look, then all files in one table.

It draws the words that it is given and judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.platypus import Spacer

from juryapp.documents.page import Surround
from juryapp.documents.page import render as render_pages
from juryapp.documents.pdfa import About
from juryapp.documents.styles import FILL_GREY, LINE_GREY, RULE, grey, markup, para, table
from juryapp.documents.tagging import Grid
from juryapp.text import _, current

_ROWS = 400
"""Of one table: in a longer one each page would take longer to break."""


@dataclass(frozen=True)
class CheckedFile:
    """A line of the table."""

    name: str
    kind: str
    verdict: str
    signers: str
    sha256: str


@dataclass(frozen=True)
class Doubtful:
    """A file that needs a look, and why, a sentence each."""

    name: str
    verdict: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class CheckReport:
    """What is printed, in the language that is spoken."""

    facts: Sequence[str]
    """When, whom was believed, how many files."""
    counts: Sequence[tuple[str, int]]
    doubtful: Sequence[Doubtful]
    files: Sequence[CheckedFile]
    unchecked: Sequence[str]
    at: datetime
    """The only date in the file."""


def render(report: CheckReport) -> bytes:
    """The PDF, landscape A4, in the language that is spoken now."""
    title = _("Check of authenticity")
    surround = Surround(paper="A4", head=f"<b>{markup(title)}</b>", foot=markup(report.facts[0]), landscape=True)
    about = About(title, title, current(), report.at)
    return render_pages(list(_story(report, title, surround.width)), surround, about)


def _story(report: CheckReport, title: str, width: float) -> Iterator[Any]:
    yield para(title, "title")
    yield Spacer(1, 6)
    yield from (para(fact) for fact in report.facts)
    yield Spacer(1, 6)
    if report.counts:
        rows = [(words, str(count)) for words, count in report.counts]
        yield from _table((_("Verdict"), _("Files")), rows, (0.3 * width, 0.1 * width))
    yield Spacer(1, 10)
    yield para(_("Files that need a look"), "category")
    yield Spacer(1, 3)
    if report.doubtful:
        doubts = [(one.name, one.verdict, "\n".join(one.why)) for one in report.doubtful]
        yield from _table((_("File"), _("Verdict"), _("Why")), doubts, (0.3 * width, 0.15 * width, 0.55 * width))
    else:
        yield para(_("None."))
    if report.unchecked:
        yield Spacer(1, 10)
        yield para(_("Not checked"), "category")
        yield from (para(name, "cell") for name in report.unchecked)
    yield Spacer(1, 10)
    yield para(_("All files"), "category")
    yield Spacer(1, 3)
    files = [(str(place), one.name, one.kind, one.verdict, one.signers, one.sha256) for place, one in enumerate(report.files, 1)]
    headings = (_("No."), _("File"), _("Kind"), _("Verdict"), _("Signed by"), "SHA-256")
    shares = (0.045, 0.24, 0.105, 0.105, 0.155, 0.35)  # a digest on one line
    yield from _table(headings, files, [share * width for share in shares])


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Iterator[Any]:
    line = grey(LINE_GREY)
    for start in range(0, len(rows), _ROWS):
        heading = [para(words, "cell-head") for words in headings]
        cells = [[para(cell, "cell-small") for cell in row] for row in rows[start : start + _ROWS]]
        yield table(
            [heading, *cells],
            list(widths),
            ("BOX", (0, 0), (-1, -1), RULE, line),
            ("INNERGRID", (0, 0), (-1, -1), RULE, line),
            ("BACKGROUND", (0, 0), (-1, 0), grey(FILL_GREY)),
            grid=Grid(),
            repeatRows=1,
            splitInRow=1,
            hAlign="LEFT",
        )
