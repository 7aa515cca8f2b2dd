"""The figures of `docs/speed.csv`: the table of `docs/speed.md` and its drawing, `docs/speed.svg`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.messages import ROOT

DATA, DRAWING = ROOT / "docs" / "speed.csv", ROOT / "docs" / "speed.svg"
COLUMNS = ("date", "machine", "row", "against", "unit", "min", "median", "max", "aim", "met")
UNITS = {"ratio": "{}x", "times faster": "{} times faster", "s": "{} s", "ms": "{} ms", "MB": "{} MB"}
"""Unit -> how a figure of it is told. Only ratios are drawn: of them less is better, and 1 is the bare counterpart."""
_LEFT, _SCALE, _LINE, _WIDTH = 430, 100, 26, 900


@dataclass(frozen=True)
class Figure:
    """One measurement: what, against what, in which unit; texts as they stand in the file, empty where nothing is known."""

    date: str
    machine: str
    row: str
    against: str
    unit: str
    min: str
    median: str
    max: str
    aim: str
    met: str

    def told(self, figure: str) -> str:
        """A figure with its unit."""
        return UNITS[self.unit].format(figure) if figure else ""


def figures(text: str | None = None) -> list[Figure]:
    """Everything that was measured, in the order of the file."""
    rows = csv.DictReader((DATA.read_text(encoding="utf-8") if text is None else text).splitlines(), strict=True)
    return [Figure(**row) for row in rows]


def newest(of: list[Figure]) -> list[Figure]:
    """The newest measurement of each row, in the order in which the rows were first measured."""
    found: dict[tuple[str, str], Figure] = {}
    for one in of:
        known = found.get((one.row, one.against))
        if known is None or known.date <= one.date:
            found[one.row, one.against] = one
    return list(found.values())


def table() -> str:
    """What `docs/speed.md` shows."""
    head = "| what | against | min | median | max | aim | met? | when, on what |\n|---|---|---|---|---|---|---|---|"
    rows = (
        f"| {one.row} | {one.against} | {one.told(one.min)} | {one.told(one.median)} | {one.told(one.max)} | {one.told(one.aim)} "
        f"| {one.met} | {one.date}, {one.machine} |"
        for one in newest(figures())
    )
    return "\n".join([head, *rows])


def drawing(text: str | None = None) -> str:
    """Each ratio as a bar, from its least to its most as a line, its aim as a stroke; the same data draw the same bytes."""
    drawn = [one for one in newest(figures(text)) if one.unit == "ratio"]
    height = _LINE * (len(drawn) + 2)
    lines = [line for place, one in enumerate(drawn) for line in _bar(one, _LINE * (place + 1))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" font-family="sans-serif" font-size="12">',
            f'<rect width="{_WIDTH}" height="{height}" fill="#ffffff"/>',
            '<text x="8" y="16" fill="#555555">how many times as long as the bare counterpart; the dark stroke is the aim</text>',
            *lines,
            *_axis(height),
            "</svg>",
            "",
        ]
    )


def _bar(one: Figure, top: int) -> list[str]:
    middle, end = top + _LINE // 2, _at(one.median)
    name = one.row if len(one.row) <= 68 else f"{one.row[:67]}…"
    parts = [
        f'<text x="{_LEFT - 8}" y="{middle + 4}" text-anchor="end" fill="#222222">{escape(name)}</text>',
        f'<rect x="{_LEFT}" y="{top + 6}" width="{end - _LEFT:g}" height="{_LINE - 12}" fill="#7ea6c9"/>',
    ]
    if one.min and one.max:
        parts.append(f'<path d="M{_at(one.min):g} {middle}H{_at(one.max):g}" stroke="#35566f"/>')
    if one.aim:
        parts.append(f'<path d="M{_at(one.aim):g} {top + 2}V{top + _LINE - 2}" stroke="#222222" stroke-width="2"/>')
    return parts


def _axis(height: int) -> list[str]:
    marks = range((_WIDTH - _LEFT) // _SCALE + 1)
    return [
        f'<text x="{_LEFT + _SCALE * mark}" y="{height - 8}" text-anchor="middle" fill="#555555">{mark}</text>' for mark in marks
    ]


def _at(figure: str) -> float:
    return round(_LEFT + _SCALE * float(figure), 1)
