"""Form: what the unsigned papers share: letterhead, title, one page look, tables with room for ink, lines to write on.

Nothing is attached to them and nothing signs them; they are printed, filled in and signed with a pen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from reportlab.pdfbase.pdfmetrics import stringWidth

from juryapp.documents.letterhead import award_line, letterhead, title
from juryapp.documents.page import SIMULATED, Strip, Surround
from juryapp.documents.page import render as render_pages
from juryapp.documents.pdfa import About, Attachment
from juryapp.documents.styles import FILL_GREY, LINE_GREY, MM, RULE, LastRows, Look, grey, looking, markup, para, parted, table
from juryapp.documents.tagging import Grid
from juryapp.documents.words import nip
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _

DOTS = "." * 40
"""A place to write on."""
_INK = 10 * MM
_TIGHT = (("TOPPADDING", (0, 1), (-1, -1), 0.5), ("BOTTOMPADDING", (0, 1), (-1, -1), 1.5))
_PADDING = 10.01
"""Points beside the letters of a cell, both sides together."""
PAPERS = (
    FileKind.MINUTES,
    FileKind.COMPLETENESS,
    FileKind.DESTRUCTION,
    FileKind.ATTENDANCE,
    FileKind.PLEDGE,
    FileKind.BLANK,
    FileKind.SET_UP,
    FileKind.HANDOVER,
    FileKind.DECREE,
    FileKind.CERTIFICATE,
    FileKind.CEREMONY,
    FileKind.CARDS,
    FileKind.ENROLMENT,
    FileKind.TEST_PAGE,
    FileKind.ENVELOPE,
    FileKind.VAULT_SHARE,
)
_KEYWORD = "juryapp "
_ATTACHED = {
    "recapitulation.json": FileKind.RECAPITULATION,
    "pledge.json": FileKind.PLEDGE,
    "minutes.json": FileKind.MINUTES,
    "completeness.json": FileKind.COMPLETENESS,
    "destruction.json": FileKind.DESTRUCTION,
}


def paper_of(pdf: bytes) -> FileKind | None:
    """Which of `PAPERS` a PDF says that it is, which anyone can write; None for others. Never raises."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            told = str(document.docinfo.get("/Keywords", ""))
    # hostile objects of the wrong kind, nested too deep: the library raises nearly anything
    except Exception:
        return None
    paper = told.removeprefix(_KEYWORD)
    return next((kind for kind in PAPERS if kind == paper and told != paper), None)


def attached_kind(pdf: bytes) -> FileKind | None:
    """Whose data a PDF brings along, by the file's name alone: a recapitulation's or a signed pledge's. Never raises."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            return next((kind for name, kind in _ATTACHED.items() if name in document.attachments), None)
    except Exception:  # as above
        return None


def width_of(event: Mapping[str, Any], *, landscape: bool = False) -> float:
    """Of the body, in points."""
    return replace(_surround(event, "", ()), landscape=landscape).width


def opening(event: Mapping[str, Any], heading: str, below: str = "") -> list[Any]:
    """Letterhead and title; below the title the award and the stage where nothing else is given."""
    said = below or " · ".join(part for part in (award_line(event), event["stage"]) if part)
    return [*letterhead(event, width_of(event)), *title(heading, said)]


def finished(
    event: Mapping[str, Any],
    heading: str,
    story: Sequence[Any],
    at: datetime,
    *,
    paper: FileKind,
    notices: Sequence[str] = (),
    attached: Sequence[Attachment] = (),
    initials: Sequence[str] = (),
    landscape: bool = False,
    with_foot: bool = True,
    of_whom: str = "",
    strip: Strip | None = None,
) -> bytes:
    """The PDF. `at` is the only time in it; `paper` says in its metadata which of `PAPERS` it is.

    `initials` are short names of those who initial every page but the last; without a foot no page is numbered. From the second
    page on the running head names who it is `of_whom`, where it is of one, else the stage.
    """
    about = About(f"{heading} · {event['code']}", event["stage"] or event["award"], event["language"], at, _KEYWORD + paper)
    usual = _surround(event, heading, notices, of_whom)
    surround = replace(usual, initials=tuple(initials), landscape=landscape, strip=strip)
    return render_pages(story, surround if with_foot else replace(surround, foot=""), about, attached)


@contextmanager
def letter(event: Event) -> Iterator[None]:
    """What is made meanwhile has the margin and the type size that the event sets for letters."""
    with letter_of(event.letter_margin, event.letter_size):
        yield


@contextmanager
def letter_of(margin: int, size: int) -> Iterator[None]:
    """The same by numbers: the margin at the left in millimetres, the type size in points."""
    with looking(Look(margin * MM, float(size))):
        yield


def _surround(event: Mapping[str, Any], heading: str, notices: Sequence[str], of_whom: str = "") -> Surround:
    return Surround(
        paper=event["paper"],
        head=f"<b>{markup(heading)}</b> · {markup(of_whom or event['stage'] or event['award'])}",
        foot=markup(f"{event['code']} · {heading}"),
        notices=(*((SIMULATED,) if event["simulated"] else ()), *notices),
        watermark=SIMULATED if event["simulated"] else "",
    )


def grid(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], *, ink: bool = False, tight: bool = False
) -> Any:
    """A ruled table whose heading is repeated on each page.

    With `ink` its rows are high enough to sign in; with `tight` no higher than their letters need, for long lists.
    """
    rules = [*_ruled(ink=ink), *(_TIGHT if tight else ())]
    return table(_with_heading(headings, rows), _fitting(headings, widths), *rules, grid=Grid(), repeatRows=1, splitInRow=1)


def grid_and_last(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], *, ink: bool = False, tight: bool = False
) -> tuple[list[Any], LastRows]:
    """As `grid`, with its last row or two apart, for the page with the signatures."""
    rules = [*_ruled(ink=ink), *(_TIGHT if tight else ())]
    return parted(_with_heading(headings, rows), _fitting(headings, widths), *rules, keep=_kept(rows))


def signing_grid_and_last(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], signed: Any
) -> tuple[list[Any], LastRows]:
    """The same for rows to sign in that fill more than a page; what is `signed` stands above them on each page."""
    above = [[signed, *[""] * (len(widths) - 1)]]
    rules = [("SPAN", (0, 0), (-1, 0)), *_ruled(ink=True, heads=2)]
    return parted([*above, *_with_heading(headings, rows)], _fitting(headings, widths), *rules, keep=_kept(rows), heads=2)


def _kept(rows: Sequence[Sequence[Any]]) -> int:
    return 2 if len(rows) > 3 else 1


def _fitting(headings: Sequence[str], widths: Sequence[float]) -> list[float]:
    """The widths; a column in which a word of its heading would be torn takes what it lacks from the widest, if that has it."""
    look, found = para("", "cell-head").style, list(widths)
    longest = [max((stringWidth(word, look.fontName, look.fontSize) for word in one.split()), default=0.0) for one in headings]
    for column, word in enumerate(longest):
        lacking, widest = word + _PADDING - found[column], found.index(max(found))
        if 0 < lacking < found[widest] - longest[widest] - _PADDING and widest != column:
            found[column], found[widest] = found[column] + lacking, found[widest] - lacking
    return found


def _with_heading(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[list[Any]]:
    return [[para(heading, "cell-head") for heading in headings], *map(list, rows)]


def _ruled(*, ink: bool, heads: int = 1) -> list[tuple[Any, ...]]:
    line = grey(LINE_GREY)
    rows = (0, heads), (-1, -1)
    room = [("TOPPADDING", *rows, _INK / 3), ("BOTTOMPADDING", *rows, _INK / 3)] if ink else []
    return [
        ("BACKGROUND", (0, heads - 1), (-1, heads - 1), grey(FILL_GREY)),
        ("BOX", (0, 0), (-1, -1), RULE, line),
        ("INNERGRID", (0, 0), (-1, -1), RULE, line),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *room,
    ]


def name_lines(person: Mapping[str, Any]) -> list[Any]:
    """A juror's name, with the NIP below it where there is one."""
    number = [para(_("NIP {number}", number=nip(person["nip"])), "cell-small")] if person["nip"] else []
    return [para(person["name"], "answer"), *number]


def office(person: Mapping[str, Any]) -> Any:
    """A juror's position and institution."""
    return para(", ".join(part for part in (person["position"], person["institution"]) if part), "cell")


def facts(rows: Sequence[tuple[str, str]], width: float) -> Any:
    """Names and answers in two columns, without lines."""
    return table(
        [[para(name, "label"), para(answer or DOTS, "answer")] for name, answer in rows],
        [width * 0.22, width * 0.78],
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    )
