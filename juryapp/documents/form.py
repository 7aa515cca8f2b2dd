"""Form: what the unsigned papers share: letterhead, title, one page look, tables with room for ink, lines to write on.

Nothing is attached to them and nothing signs them; they are printed, filled in and signed with a pen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf

from juryapp.documents.letterhead import award_line, letterhead, title
from juryapp.documents.page import SIMULATED, Surround
from juryapp.documents.page import render as render_pages
from juryapp.documents.pdfa import About, Attachment
from juryapp.documents.styles import FILL_GREY, LINE_GREY, MM, RULE, grey, markup, para, table
from juryapp.documents.words import nip
from juryapp.model.document import FileKind
from juryapp.text import _

DOTS = "." * 40
"""A place to write on."""
_INK = 10 * MM
PAPERS = (FileKind.MINUTES, FileKind.ATTENDANCE, FileKind.PLEDGE, FileKind.BLANK, FileKind.SET_UP, FileKind.HANDOVER)
_KEYWORD = "juryapp "


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


def width_of(event: Mapping[str, Any]) -> float:
    """Of the body, in points."""
    return _surround(event, "", ()).width


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
) -> bytes:
    """The PDF. `at` is the only time in it; `paper` says in its metadata which of `PAPERS` it is."""
    about = About(f"{heading} · {event['code']}", event["stage"] or event["award"], event["language"], at, _KEYWORD + paper)
    return render_pages(story, _surround(event, heading, notices), about, attached)


def _surround(event: Mapping[str, Any], heading: str, notices: Sequence[str]) -> Surround:
    return Surround(
        paper=event["paper"],
        head=f"<b>{markup(heading)}</b> · {markup(event['stage'] or event['award'])}",
        foot=markup(f"{event['code']} · {heading}"),
        notices=(*((SIMULATED,) if event["simulated"] else ()), *notices),
        watermark=SIMULATED if event["simulated"] else "",
    )


def grid(headings: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float], *, ink: bool = False) -> Any:
    """A ruled table whose heading is repeated on each page; with `ink` its rows are high enough to sign in."""
    line = grey(LINE_GREY)
    room = [("TOPPADDING", (0, 1), (-1, -1), _INK / 3), ("BOTTOMPADDING", (0, 1), (-1, -1), _INK / 3)] if ink else []
    return table(
        [[para(heading, "cell-head") for heading in headings], *map(list, rows)],
        list(widths),
        ("BACKGROUND", (0, 0), (-1, 0), grey(FILL_GREY)),
        ("BOX", (0, 0), (-1, -1), RULE, line),
        ("INNERGRID", (0, 0), (-1, -1), RULE, line),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *room,
        repeatRows=1,
        splitInRow=1,
    )


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
