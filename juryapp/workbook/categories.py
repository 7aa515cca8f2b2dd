"""The sheet Kategori."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from juryapp.model.candidate import Candidate
from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.code import is_code
from juryapp.text import mark, plain
from juryapp.workbook.cells import fold
from juryapp.workbook.columns import METHODS, NOT_ASSESSABLE, TRIMS
from juryapp.workbook.mistakes import clipped
from juryapp.workbook.references import Codes
from juryapp.workbook.rounding import TWICE, check_roundings, read_roundings
from juryapp.workbook.rows import AMBIGUOUS, NO_CODE, WorkbookRow, code_text, thousands_of
from juryapp.workbook.table import TableRows


@dataclass(frozen=True)
class CategoryRow:
    """A category whose tie order and panel aren't checked yet, and its row."""

    category: Category
    row: WorkbookRow
    tie_order: tuple[str, ...]


def read_categories(rows: TableRows, codes: Codes) -> list[CategoryRow]:
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
            roundings=read_roundings(row),
            not_assessable=row.choice("not_assessable", NOT_ASSESSABLE, NotAssessable.RESCALE),
            panel=panel_of(row),
        )
        check_roundings(row, category)
        _note_trim(row, category)
        tie_order = code_list(row, "tie_order")
        if code is not None:
            found.append(CategoryRow(category, row, tie_order))
    return found


def panel_of(row: WorkbookRow) -> str:
    """The one panel that a cell names, or ""."""
    return row.code("panel") or ""


TRIMS_NOTHING = mark("{at}: {column} is not followed, for the method is {method}; choose {trimmed}, or empty this cell.")
TRIMS_TOTALS = mark("{at}: {column} says nothing, so {method} is without the highest and lowest {total}; choose what is meant.")


def _note_trim(row: WorkbookRow, category: Category) -> None:
    """Notes what to trim where nothing is trimmed, and nothing where something is."""
    cell = row.raw("trim")
    given, trimmed = cell is not None and not cell.blank, category.method is Method.TRIMMED
    if row.wrong & {"trim", "method"} or given is trimmed:
        return
    if given:
        gaps = {"method": METHODS[category.method], "trimmed": METHODS[Method.TRIMMED]}
        row.note("trim", TRIMS_NOTHING, column=row.name("trim"), **gaps)
    else:
        at = "trim" if cell is not None else "method"
        row.note(at, TRIMS_TOTALS, column=row.name("trim"), method=METHODS[Method.TRIMMED], total=TRIMS[Trim.TOTAL])


NO_CANDIDATES = mark("{at}: no candidate is in the category {category}; remove it if it isn't held.")


def note_without_candidates(entries: Sequence[CategoryRow], candidates: Sequence[Candidate]) -> None:
    """Notes the categories in which nobody is, if all candidates could be read."""
    filled = {candidate.category for candidate in candidates}
    for entry in entries if candidates and "" not in filled else ():
        if entry.category.code not in filled:
            entry.row.note("code", NO_CANDIDATES, category=entry.category.code)


def code_list(row: WorkbookRow, key: str) -> tuple[str, ...]:
    """The codes in a cell with commas (or semicolons) between them."""
    cell = row.cell(key)
    if cell is None:
        return ()
    text, whole = code_text(cell), thousands_of(cell)
    if whole is not None:
        row.tell(key, AMBIGUOUS, found=clipped(cell.text), points=text, whole=plain(whole))
        return ()
    codes = [part.strip() for part in re.split("[,;]", text) if part.strip()]
    for code in codes:
        if not is_code(code):
            row.tell(key, NO_CODE, column=row.name(key), found=clipped(code))
            return ()
    doubled = next((code for at, code in enumerate(codes) if fold(code) in map(fold, codes[:at])), None)
    if doubled is not None:
        row.tell(key, TWICE, found=doubled)
        return ()
    return tuple(codes)
