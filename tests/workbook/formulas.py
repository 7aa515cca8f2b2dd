"""A small evaluator of the formulas that a workbook of results holds, with a spreadsheet's own floating-point numbers.

It knows the functions that are used there and no others; a formula that uses another one fails the test.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

_TOKEN = re.compile(r"""("[^"]*")|(?:'((?:[^']|'')+)'!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)|(<>|<=|>=|=)|([A-Z]+)\(""")
_SIGNS = {"=": "==", "<>": "!="}


class Evaluated:
    """A workbook whose cells are asked for their values, formulas worked out."""

    def __init__(self, content: bytes) -> None:
        self.book = load_workbook(BytesIO(content))
        self._stored = load_workbook(BytesIO(content), data_only=True)
        self._found: dict[tuple[str, str], Any] = {}

    def with_true_values(self) -> Evaluated:
        """Itself; what is stored beside each formula, for who works nothing out, is what the formula comes to."""
        for sheet in self.book:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                made, stored = self.value(sheet.title, cell.coordinate), self._stored[sheet.title][cell.coordinate].value
                where = (sheet.title, cell.coordinate, cell.value, made, stored)
                if isinstance(made, float):
                    assert isinstance(stored, int | float) and abs(made - stored) < 1e-6, where
                else:
                    assert made == (stored or ""), where
        return self

    def value(self, sheet: str, cell: str) -> Any:
        """What stands in a cell, once it is worked out."""
        if (sheet, cell) not in self._found:
            written = self.book[sheet][cell]
            raw = written.value
            is_formula = written.data_type == "f"
            value = self._work_out(sheet, raw[1:]) if is_formula else raw
            self._found[sheet, cell] = float(value) if isinstance(value, int | float | Decimal) else value
        return self._found[sheet, cell]

    def cells(self, sheet: str, span: str) -> list[Any]:
        """The values of a span."""
        left, top, right, bottom = range_boundaries(span)
        book = self.book[sheet]
        places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        return [self.value(sheet, book.cell(row, column).coordinate) for row, column in places]

    def _work_out(self, sheet: str, formula: str) -> Any:
        def read(found: re.Match[str]) -> str:
            text, title, cells, sign, function = found.groups()
            if text is not None:
                return repr(text[1:-1])
            if cells is not None:
                where = (title or sheet).replace("''", "'")
                plain = cells.replace("$", "")
                return f"{'cells' if ':' in plain else 'value'}({where!r}, {plain!r})"
            return _SIGNS.get(sign, sign) if sign else f"{function}(" if function != "IF" else "IF("

        source = _lazy(_TOKEN.sub(read, formula))
        return eval(source, {"__builtins__": {}}, {"cells": self.cells, "value": self.value, **_FUNCTIONS})


def _lazy(source: str) -> str:
    """`IF(a, b, c)` as `(b if a else c)`, from the innermost outwards: what isn't chosen isn't worked out."""
    while (at := source.rfind("IF(")) >= 0:
        parts, depth, start, quote = [], 0, at + 3, ""
        for place in range(at + 3, len(source)):
            letter = source[place]
            if quote:
                quote = "" if letter == quote else quote
            elif letter in "'\"":
                quote = letter
            elif letter in "([":
                depth += 1
            elif letter in ")]" and depth:
                depth -= 1
            elif letter in ",)" and not depth:
                parts.append(source[start:place])
                start = place + 1
                if letter == ")":
                    break
        condition, yes, no = parts
        source = f"{source[:at]}(({yes}) if ({condition}) else ({no})){source[start:]}"
    return source


def _numbers(values: list[Any]) -> list[float]:
    return [value for value in values if isinstance(value, float)]


def _rounded(value: float, places: float) -> float:
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP))


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": lambda values: sum(_numbers(values)),
    "AVERAGE": lambda values: sum(_numbers(values)) / len(_numbers(values)),
    "MEDIAN": lambda values: statistics.median(_numbers(values)),
    "MAX": lambda values: max(_numbers(values)),
    "MIN": lambda values: min(_numbers(values)),
    "COUNT": lambda values: len(_numbers(values)),
    "ISNUMBER": lambda value: isinstance(value, float),
    "ROUND": _rounded,
    "ABS": abs,
    "RANK": lambda value, values: 1 + sum(other > value for other in _numbers(values)),
}
