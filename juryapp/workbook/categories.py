"""The sheet Kategori."""

from __future__ import annotations

import re
from dataclasses import dataclass

from juryapp.model.category import Category, Method, NotAssessable, Rounding, Trim
from juryapp.model.code import is_code
from juryapp.text import mark
from juryapp.workbook.cells import fold
from juryapp.workbook.columns import METHODS, NOT_ASSESSABLE, STEPS, TRIMS
from juryapp.workbook.mistakes import Word, clipped, listed
from juryapp.workbook.references import Codes
from juryapp.workbook.rows import NO_CODE, Row, Rows, code_text


@dataclass(frozen=True)
class CategoryRow:
    """A category whose tie order and panel aren't checked yet, and its row."""

    category: Category
    row: Row
    tie_order: tuple[str, ...]


def read_categories(rows: Rows, codes: Codes) -> list[CategoryRow]:
    """The categories; their tie orders are checked when the criteria are known."""
    found = []
    for row in rows:
        code = codes.take(row, "code")
        category = Category(
            code=code or "",
            name=row.text("name"),
            places=row.whole("places", 3),
            method=row.choice("method", METHODS, Method.MEAN),
            trim=row.choice("trim", TRIMS, Trim.TOTAL),
            rounding=_rounding(row),
            not_assessable=row.choice("not_assessable", NOT_ASSESSABLE, NotAssessable.RESCALE),
            panel=panel_of(row),
        )
        tie_order = code_list(row, "tie_order")
        if code is not None:
            found.append(CategoryRow(category, row, tie_order))
    return found


def _rounding(row: Row) -> Rounding | None:
    text = fold(row.text("rounding", printed=False))
    if not text:
        return None
    parts = re.fullmatch(r"([^:=]+?)\s*[:=]\s*([0-6])", text)
    step = next((key for key, word in STEPS.items() if parts and parts[1] in (fold(word.indonesian), fold(word.english))), None)
    if parts is None or step is None:
        row.tell(
            "rounding",
            mark("{at}: rounding “{found}” is not known; type {examples}, with 0 to 6 decimals, or leave it empty."),
            found=clipped(text),
            examples=listed(Word(f"{word.indonesian}:2", f"{word.english}:2") for word in STEPS.values()),
        )
        return None
    return Rounding(step, int(parts[2]))


def panel_of(row: Row) -> str:
    """The one panel that a cell names, or ""."""
    return row.code("panel") or ""


def code_list(row: Row, key: str) -> tuple[str, ...]:
    """The codes in a cell with commas (or semicolons) between them."""
    cell = row.cell(key)
    if cell is None:
        return ()
    text = code_text(cell)
    codes = [part.strip() for part in re.split("[,;]", text) if part.strip()]
    for code in codes:
        if not is_code(code):
            row.tell(key, NO_CODE, column=row.name(key), found=clipped(code))
            return ()
    doubled = next((code for at, code in enumerate(codes) if fold(code) in map(fold, codes[:at])), None)
    if doubled is not None:
        row.tell(key, mark("{at}: “{found}” stands twice in the list; name it once."), found=doubled)
        return ()
    return tuple(codes)
