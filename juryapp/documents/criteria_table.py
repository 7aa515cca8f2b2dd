"""The table of criteria on a score sheet: number, criterion, weight, points, value, reason; and the total below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import ceil
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfmetrics import stringWidth

from juryapp.documents.fonts import printable
from juryapp.documents.styles import FILL_GREY, LINE_GREY, RULE, LastRows, grey, look, marked, para, style, table
from juryapp.documents.tagging import Grid
from juryapp.documents.words import percent, printed_number
from juryapp.text import _

_LONG = 220
"""Letters of a reason from which on it gets the whole width, below its criterion."""
_LINES = 4
"""Lines of one piece of a long text; pieces can stand on different pages."""

Rule = tuple[Any, ...]


@dataclass(frozen=True)
class _Line:
    """One row: a criterion, or a piece of a long text below it."""

    cells: list[Any]
    begins: bool = False
    """True for the row of a criterion, which has a rule above it."""
    kept: bool = False
    """True for the first piece, which stays with its criterion."""


def criteria_table(sheet: Mapping[str, Any], width: float) -> tuple[list[Any], LastRows]:
    """All criteria, in order, and apart from them the last row, which stays with the total. The heading is on each page."""
    scale, columns = _common_scale(sheet["criteria"]), widths(sheet, width)
    lines = [
        line
        for place, criterion in enumerate(sheet["criteria"], 1)
        for line in _lines_of(place, criterion, sum(columns[1:]), tell_scale=scale is None)
    ]
    heading, grid, before = _heading(scale), Grid(), len(lines) - (2 if lines[-1:] and lines[-1].kept else 1)
    torn = int(_has_endless_name(sheet))
    main = table(
        [heading, *(line.cells for line in lines[:before])],
        columns,
        *_frame(heads=1),
        *_rules(lines[:before], 1),
        grid=grid,
        repeatRows=1,
        splitInRow=torn,
    )
    head = table([heading], columns, *_frame(heads=1))
    rows = [line.cells for line in lines[before:]]
    last = table(rows, columns, *_frame(heads=0), *_rules(lines[before:], 0), grid=grid, splitInRow=torn)
    return ([main], LastRows(last, head)) if before > 0 else ([], LastRows(last, head, always=True))


def _rules(lines: Sequence[_Line], heads: int) -> list[Rule]:
    """What the rows look like: a rule above each criterion; pieces of text over all columns but the number."""
    rules: list[Rule] = []
    for place, line in enumerate(lines, heads):
        if line.begins:
            rules.append(("LINEABOVE", (0, place), (-1, place), RULE, grey(LINE_GREY)))
            continue
        rules += [("SPAN", (1, place), (-1, place)), ("TOPPADDING", (0, place), (-1, place), 0)]
        if place:
            rules.append(("BOTTOMPADDING", (0, place - 1), (-1, place - 1), 0))
        if line.kept:
            rules.append(("NOSPLIT", (0, place - 1), (-1, place)))
    return rules


def _has_endless_name(sheet: Mapping[str, Any]) -> bool:
    """True if a row may be taller than a page; only then rows may be torn."""
    return any(len(criterion["name"]) + len(criterion["guidance"][: 2 * _LONG]) > 4 * _LONG for criterion in sheet["criteria"])


def totals(sheet: Mapping[str, Any], width: float) -> Any:
    """The total; where a criterion couldn't be assessed, also the sum and how it was scaled up."""
    rescaled = sheet["rescaled"]
    printed = number_of(sheet["total_printed"])
    rows: list[list[Any]] = []
    if rescaled:
        weight, total = percent(rescaled["weight"]), number_of(rescaled["sum"])
        rows.append([para(_("Sum of the assessed criteria")), "", para(weight, "number"), "", para(total, "number"), ""])
        how = f"{total} : {weight} = {printed}"
        rows.append([para(_("TOTAL"), "total"), "", "", "", para(printed, "number-strong"), para(how, "strong")])
    else:
        weights = percent(_weight(sheet))
        rows.append([para(_("TOTAL"), "total"), "", para(weights, "number-strong"), "", para(printed, "number-strong"), ""])
    spans = [("SPAN", (0, place), (1, place)) for place in range(len(rows))]
    fill = ("BACKGROUND", (0, 0), (-1, -1), grey(FILL_GREY + 0.03))
    return table(rows, widths(sheet, width), fill, *_lines(), *spans, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"))


_NAMES = 0.4
"""The part of the room for names and reasons that the names of criteria get."""
_CLOSE_NAMES = (0.4, 0.36, 0.32, 0.28, 0.24, 0.46, 0.52)
"""The same where all is to stand on one page: what makes the table lowest, the first of these that does."""


def widths(sheet: Mapping[str, Any], width: float) -> list[float]:
    """Of the six columns."""
    fixed = [22.0, 0.0, 42.0, 40.0, 56.0, 0.0]
    rest = width - sum(fixed)
    part = min(_CLOSE_NAMES, key=lambda part: _lines_high(sheet, rest, part)) if look().close else _NAMES
    return [fixed[0], rest * part, *fixed[2:5], rest * (1 - part)]


def _lines_high(sheet: Mapping[str, Any], room: float, part: float) -> float:
    """How high all rows are together, nearly, in points, where names get this part of the room."""
    total = 0.0
    for one in sheet["criteria"]:
        names = _high(one["name"], "body", room * part)
        names += _high(one["guidance"], "muted", room * part) if len(one["guidance"]) <= 2 * _LONG else 0
        reason = _reason(one)
        total += max(names, 0 if _is_long(reason) else _high(reason, "body", room * (1 - part)))
    return total


def _high(text: str, name: str, width: float) -> float:
    """By its letters' widths: breaking it into lines each time would take longer than drawing it."""
    known, total = style(name), 0.0
    for part in printable(text).split("\n") if text else []:
        lines = _RAGGED * stringWidth(part, known.fontName, known.fontSize) / (width - 10)
        total += max(1, ceil(lines)) + _DOUBT * lines
    return float(known.leading * total)


_RAGGED = 1.06
"""So much more room than its letters a text takes, for lines end at words."""
_DOUBT = 0.2
"""Of a line: a text that fills its lines hardly may need one more."""


def number_of(text: str) -> str:
    """A total as it is printed, with two decimals or more."""
    return printed_number(text)


def _weight(sheet: Mapping[str, Any]) -> str:
    return str(sum((Decimal(criterion["weight"]) for criterion in sheet["criteria"]), Decimal(0)))


def _frame(heads: int) -> list[Rule]:
    line = grey(LINE_GREY)
    heading = [("BACKGROUND", (0, 0), (-1, 0), grey(FILL_GREY)), ("VALIGN", (0, 0), (-1, 0), "MIDDLE")]
    beside = [("LEFTPADDING", (0, 0), (-1, 0), 3), ("RIGHTPADDING", (0, 0), (-1, 0), 3)] if look().close else []
    return [
        *([*heading, *beside] if heads else []),
        ("LEFTPADDING", (0, 0), (0, -1), 2),
        ("RIGHTPADDING", (0, 0), (0, -1), 2),
        ("TOPPADDING", (0, heads), (-1, -1), 1 if look().close else 2),
        ("BOTTOMPADDING", (0, heads), (-1, -1), 2 if look().close else 3),
        ("BOX", (0, 0), (-1, -1), RULE, line),
        ("LINEAFTER", (0, 0), (-2, -1), RULE, line),
        ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), RULE, line),
        ("LINEABOVE", (0, "splitfirst"), (-1, "splitfirst"), RULE, line),
    ]


def _lines() -> list[Rule]:
    line = grey(LINE_GREY)
    return [("BOX", (0, 0), (-1, -1), RULE, line), ("INNERGRID", (0, 0), (-1, -1), RULE, line)]


def _heading(scale: str | None) -> list[Any]:
    points = [para(_("Points"), "head"), *([para(scale, "subhead")] if scale else [])]
    value = [para(_("Weighted value"), "head"), para(_("weight × points"), "subhead")]
    texts = (_("No."), _("Criterion"), _("Weight"), points, value, _("Reason for the points"))
    return [para(text, "head") if isinstance(text, str) else text for text in texts]


def _is_long(reason: str) -> bool:
    return len(reason) > _LONG or reason.count("\n") > 6


def _lines_of(place: int, criterion: Mapping[str, Any], room: float, *, tell_scale: bool) -> list[_Line]:
    """`room` is that of all columns but the number."""
    reason = _reason(criterion)
    name = [para(criterion["name"])]
    guidance = criterion["guidance"]
    if guidance and len(guidance) <= 2 * _LONG:
        name.append(para(guidance, "muted"))
    if tell_scale:
        name.append(para(_("Scale: {scale}", scale=_scale(criterion["scale"])), "muted"))
    below: list[Any] = _pieces(guidance, "muted", room) if len(guidance) > 2 * _LONG else []
    long = _is_long(reason)
    if long:
        first, *rest = _pieces(reason, "body", room)
        below += [[para(_("Reason for the points:"), "muted"), first], *rest]
    see = para(_("see below"), "muted") if long else para(reason)
    first_row = _Line([para(str(place), "centre"), name, *_figures(criterion), see], begins=True)
    return [first_row, *(_Line(["", piece, "", "", "", ""], kept=number == 0) for number, piece in enumerate(below))]


def _reason(criterion: Mapping[str, Any]) -> str:
    if criterion["points"] is not None:
        return str(criterion["remark"])
    said = _("Can't be assessed: {reason}", reason=criterion["reason"])
    return "\n".join(part for part in (said, criterion["remark"]) if part)


def _figures(criterion: Mapping[str, Any]) -> list[Any]:
    points, value = criterion["points"], criterion["value"]
    return [
        para(percent(criterion["weight"]), "number"),
        para(printed_number(points) if points is not None else "–", "number"),
        para(number_of(value) if value is not None else "–", "number"),
    ]


def _pieces(text: str, name: str, room: float) -> list[Any]:
    """A long text as paragraphs of a few lines each: between them a page may end, and no seam shows."""
    known, inside = style(name), room - 10.5
    lines = [
        line for part in printable(text).split("\n") for line in simpleSplit(part, known.fontName, known.fontSize, inside) or [""]
    ]
    groups = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    return [marked("<br/>".join(escape(line, quote=False) for line in group), name) for group in groups]


def _scale(scale: Mapping[str, Any]) -> str:
    if "values" in scale:
        return "; ".join(printed_number(value) for value in scale["values"])
    return f"{printed_number(scale['min'])}–{printed_number(scale['max'])}"


def _common_scale(criteria: list[Mapping[str, Any]]) -> str | None:
    """The scale that all criteria share, if it is short enough for the heading."""
    scales = {_scale(criterion["scale"]) for criterion in criteria}
    only = scales.pop() if len(scales) == 1 else ""
    return only if only and len(only) <= 8 else None
