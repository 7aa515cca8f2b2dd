"""The decree's annex (lampiran keputusan), a draft: winners by category. Whoever issues the decree fills in number and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from reportlab.platypus import KeepTogether, Spacer

from juryapp.documents.form import DOTS, finished, grid, grid_and_last, letter, width_of
from juryapp.documents.letterhead import award_line, title
from juryapp.documents.page import Places
from juryapp.documents.sheet_json import event_block
from juryapp.documents.signature_area import Closing, Signature
from juryapp.documents.styles import MM, LastRows, para, table
from juryapp.documents.winners import CategoryWinners, Winner
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, speaking

_BLOCK = 78 * MM


def render(event: Event, categories: Sequence[CategoryWinners], at: datetime) -> bytes:
    """The annex in the event's language, with places for what only the issuing office knows."""
    with speaking(event.language), letter(event):
        about, heading = event_block(event, ""), _("ANNEX TO THE DECREE")
        width = width_of(about)
        named = _("WINNERS OF {award}", award=award_line(about).upper())
        story: list[Any] = [_reference(about, heading, width), *title(named, event.stage)]
        *others, last = categories or [CategoryWinners("", final=True)]
        for one in others:
            story += [*_category(one, width), Spacer(1, 10)]
        story += _with_signature(about, last, width)
        notes = [_("DRAFT"), *([] if all(one.final for one in categories) else [_("PROVISIONAL")])]
        return finished(about, heading, story, at, paper=FileKind.DECREE, notices=notes)


def _reference(about: Mapping[str, Any], heading: str, width: float) -> Any:
    """At the upper right, as offices do: of which decree, its number, its day, what it is about."""
    rows = [
        [para(heading), "", ""],
        [para(_("Number")), para(":"), para("." * 30)],
        [para(_("Date")), para(":"), para("." * 30)],
        [para(_("About")), para(":"), para(_("the winners of {award}", award=award_line(about)))],
    ]
    label, colon = 58.0, 10.0
    left = width - _BLOCK - 20
    return table(
        [["", *row] for row in rows],
        [left, label, colon, width - left - label - colon],
        ("SPAN", (1, 0), (-1, 0)),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    )


def _category(one: CategoryWinners, width: float) -> list[Any]:
    heading = [para(one.name, "category"), Spacer(1, 4)]
    if not _rows(one):
        return [KeepTogether([*heading, para(_nobody(one))])]
    return [KeepTogether([*heading, grid(_headings(), _rows(one), _widths(width))])]


def _with_signature(about: Mapping[str, Any], one: CategoryWinners, width: float) -> list[Any]:
    """The last category: its last row stands with the signature."""
    heading = [para(one.name, "category"), Spacer(1, 4)] if one.name else []
    signature = [Spacer(1, 16), _signature(about, width)]
    if not _rows(one):
        return [*heading, Closing(LastRows(para(_nobody(one))), signature, [])]
    rows, last = grid_and_last(_headings(), _rows(one), _widths(width))
    return [KeepTogether([*heading, *rows]), Closing(last, signature, [])] if rows else [*heading, Closing(last, signature, [])]


def _nobody(one: CategoryWinners) -> str:
    if one.final:
        return _("No winner.")
    return " ".join(part for part in (_("No winner yet: the ranking isn't final."), one.why) if part)


def _headings() -> tuple[str, ...]:
    return (_("No."), _("Title"), _("Number"), _("Name"), _("Institution"), _("Score"))


def _widths(width: float) -> list[float]:
    fixed = [28.0, 80.0, 50.0, 52.0]
    rest = width - sum(fixed)
    return [fixed[0], fixed[1], fixed[2], rest / 2, rest / 2, fixed[3]]


def _rows(one: CategoryWinners) -> list[list[Any]]:
    return [_row(place, winner) for place, winner in enumerate((*one.winners, *one.mentioned), 1)] if one.final else []


def _row(place: int, winner: Winner) -> list[Any]:
    return [
        para(str(place), "centre"),
        para(winner.title, "cell"),
        para(winner.candidate.number, "cell-number"),
        para(winner.candidate.name, "answer"),
        para(winner.candidate.institution, "cell"),
        para(winner.score or "–", "cell-number"),
    ]


def _signature(about: Mapping[str, Any], width: float) -> Any:
    """Of the office that issues the decree, whom nobody here knows."""
    lines = [_("Laid down in {place}", place=about["city"] or "." * 20), _("on {dots}", dots="." * 24), "." * 36 + ","]
    block = Signature(Places(), "Issuer", lines, {"name": DOTS, "nip": ""}, _BLOCK)
    return table([["", block]], [width - _BLOCK, _BLOCK], ("LEFTPADDING", (0, 0), (-1, -1), 0))
