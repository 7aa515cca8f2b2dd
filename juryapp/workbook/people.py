"""The sheets Kandidat and Juri."""

from __future__ import annotations

import re
from dataclasses import dataclass

from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror, Role, is_reserved
from juryapp.model.limits import FACT
from juryapp.text import mark, number
from juryapp.workbook.categories import code_list
from juryapp.workbook.cells import WorkbookCell, fold, line
from juryapp.workbook.columns import CATEGORIES, CRITERIA, JURORS, ROLES, SCHEDULE, same
from juryapp.workbook.mistakes import MistakePlace, Mistakes, WorkbookWord, clipped
from juryapp.workbook.nearest import misspelling_of
from juryapp.workbook.references import Codes
from juryapp.workbook.rows import LOST_DIGITS, TOO_LONG, TRUTH, WorkbookRow, tell_error
from juryapp.workbook.table import TableRows
from juryapp.workbook.unknown import ROW_NUMBERS, misspelt, numbers_rows, tell_row_numbers, tell_unknown_columns

_FACT = WorkbookWord("data kandidat", "fact")
AFFILIATION = next(column.name for column in JURORS.columns if column.key == "affiliation")
"""A column of the jurors' sheet; among a candidate's facts it is what a conflict of interest is suggested from, too."""
CRITERIA_OF_ONE = WorkbookWord("Kriteria", "Criteria")
"""A column that docs/formats/workbook.md names besides: known, and not followed yet."""
_RULES = frozenset(
    (
        *("places", "method", "trim", "rounding", "tie_order", "not_assessable", "panel", "weight"),
        *("minimum", "maximum", "step", "role", "day", "start", "end", "room"),
    )
)
"""The columns that decide something, in the sheets that have them."""
ONLY_A_FACT = mark(
    "{at}: “{found}” is kept as a fact that jurors read, and nothing follows from it; rules go into the sheet {sheet}."
)
TAKEN = mark("{at}: the code “{found}” is Juryapp's own; give this juror another, such as J01.")
NEAR_A_COLUMN = mark("{at}: “{found}” is kept as a fact that jurors read; if you meant {name}, rename it.")
NO_CHAIR = mark("{at}: no juror is the chair; if one is, say so in the column {column}.")
SECOND_CHAIR = mark("{at}: {code} is a second chair beside {other}; a panel has one chair.")


def read_candidates(
    rows: TableRows, codes: Codes, categories: Codes, language: str, mistakes: Mistakes
) -> list[tuple[Candidate, MistakePlace]]:
    """The candidates, each with the place of its name; unknown columns are facts, numbers in the event's language."""
    tell_unknown_columns(rows, misspelt(rows, rows.others), mistakes)
    columns = _fact_columns(rows, mistakes)
    found = []
    for row in rows:
        number_ = codes.take(row, "number")
        category = categories.refer(row, "category")
        candidate = Candidate(
            number=number_ or "",
            name=row.text("name"),
            category=category or "",
            institution=row.text("institution"),
            head=row.text("head"),
            presenter=row.text("presenter"),
            facts={
                name: text
                for name, column in columns.items()
                if (text := _fact(rows.sheet.at(row.place.row, column), language, mistakes))
            },
        )
        if number_ is not None:
            found.append((candidate, row.at("name")))
    return found


def _fact_columns(rows: TableRows, mistakes: Mistakes) -> dict[str, int]:
    columns: dict[str, int] = {}
    folded: dict[str, WorkbookCell] = {}
    for cell in rows.others:
        name = line(cell.text)
        if numbers_rows(rows, cell) or ("number" not in rows.columns and fold(cell.text) in ROW_NUMBERS):
            tell_row_numbers(rows, cell, mistakes)
            continue
        _note_rule(cell, mistakes)
        _note_near(rows, cell, mistakes)
        if fold(name) in folded:
            rows.tell_double(cell, folded[fold(name)].place)
        else:
            folded[fold(name)] = cell
            columns[name] = cell.place.column
    return columns


def _note_rule(cell: WorkbookCell, mistakes: Mistakes) -> None:
    """Notes a fact that is named like a rule of another sheet, where alone it would be followed."""
    for kind in (CATEGORIES, CRITERIA, SCHEDULE, JURORS):
        if any(same(cell.text, column.name) for column in kind.columns if column.key in _RULES):
            mistakes.note(cell.place, ONLY_A_FACT, found=clipped(cell.text), sheet=kind.name)
            return


def _note_near(rows: TableRows, cell: WorkbookCell, mistakes: Mistakes) -> None:
    """Notes a fact that is named nearly like a column that the sheet knows: which it isn't read as."""
    known = [column.name for column in rows.kind.columns]
    meant = misspelling_of(cell.text, [*known, AFFILIATION])
    if meant is not None and not same(cell.text, meant):
        mistakes.note(cell.place, NEAR_A_COLUMN, found=clipped(cell.text), name=meant)


def _fact(cell: WorkbookCell, language: str, mistakes: Mistakes) -> str:
    if cell.error:
        tell_error(cell, mistakes)
        return ""
    if isinstance(cell.value, bool):
        mistakes.note(cell.place, TRUTH, found=cell.text)
    if cell.lost_digits and not isinstance(cell.value, str):
        mistakes.tell(cell.place, LOST_DIGITS, found=clipped(cell.text))
        return ""
    text = number(cell.number * 100, language=language) + "%" if cell.percent and cell.is_number else cell.text
    if len(text) > FACT:
        mistakes.tell(cell.place, TOO_LONG, column=_FACT, length=len(text), limit=FACT)
    return text


@dataclass(frozen=True)
class JurorRow:
    """A juror and its row; `panels_wrong` where its panels couldn't be read."""

    juror: Juror
    row: WorkbookRow

    @property
    def panels_wrong(self) -> bool:
        """True if the panels couldn't be read."""
        return "panel" in self.row.wrong


def read_jurors(rows: TableRows, codes: Codes, mistakes: Mistakes) -> list[JurorRow]:
    """The jurors, those without a readable code among them: they may still sit on panels."""
    _tell_columns(rows, mistakes)
    spelled: dict[str, str] = {}
    found = []
    for row in rows:
        code = codes.take(row, "code")
        if code is not None and is_reserved(code):
            row.tell("code", TAKEN, found=code)
        panels = tuple(spelled.setdefault(fold(panel), panel) for panel in code_list(row, "panel"))
        juror = Juror(
            code=code or "",
            name=row.text("name"),
            position=row.text("position"),
            institution=row.text("institution"),
            nip=_nip(row),
            panels=panels,
            affiliations=listed_affiliations(row.text("affiliation")),
            role=row.choice("role", ROLES, Role.MEMBER),
        )
        found.append(JurorRow(juror, row))
    _tell_chairs(found)
    _note_no_chair(rows, found, mistakes)
    return found


def _tell_columns(rows: TableRows, mistakes: Mistakes) -> None:
    """Unknown columns; and the one of docs/formats/workbook.md that can't be followed yet, where something is in it."""
    unknown = []
    for cell in rows.others:
        filled = next((at for row in rows if not (at := rows.sheet.at(row.place.row, cell.place.column)).blank), None)
        if same(cell.text, CRITERIA_OF_ONE) and filled is not None:
            mistakes.tell(
                filled.place, mark("{at}: every juror scores all criteria, which can't be limited yet; empty the column.")
            )
        elif not same(cell.text, CRITERIA_OF_ONE):
            unknown.append(cell)
    tell_unknown_columns(rows, unknown, mistakes, (CRITERIA_OF_ONE,))


def listed_affiliations(text: str) -> tuple[str, ...]:
    """Those of a text with commas or semicolons between them; each once, as it is written first."""
    found: dict[str, str] = {}
    for part in re.split("[,;]", text):
        name = " ".join(part.split())
        if name:
            found.setdefault(fold(name), name)
    return tuple(found.values())


def _nip(row: WorkbookRow) -> str:
    text = row.text("nip")
    cell = row.raw("nip")
    # dots and blanks group its digits, unless it is a number, whose dot is no such one
    digits = text if cell is not None and cell.is_number else re.sub(r"[\s.]", "", text).removeprefix("'")
    if digits in ("", "-", "–", "—"):
        return ""
    if re.fullmatch(r"\d{1,30}", digits, re.ASCII) is None:
        row.tell(
            "nip", mark("{at}: the NIP “{found}” has other characters than digits; type its digits as text."), found=clipped(text)
        )
        return ""
    return digits


def _tell_chairs(jurors: list[JurorRow]) -> None:
    """A panel with two chairs; a chair of all panels is another office than one of a named panel."""
    chair_of: dict[str, JurorRow] = {}
    for entry in jurors:
        if entry.juror.role is not Role.CHAIR or entry.panels_wrong:
            continue
        panels = entry.juror.panels or ("",)
        other = next((chair_of[panel] for panel in panels if panel in chair_of), None)
        if other is not None:
            entry.row.tell(
                "role", SECOND_CHAIR, code=entry.juror.code or entry.juror.name, other=other.juror.code or other.juror.name
            )
        for panel in panels:
            chair_of.setdefault(panel, entry)


def _note_no_chair(rows: TableRows, jurors: list[JurorRow], mistakes: Mistakes) -> None:
    assert rows.header is not None
    if jurors and not any(entry.juror.role is Role.CHAIR or "role" in entry.row.wrong for entry in jurors):
        at = rows.sheet.place(rows.header, rows.columns.get("role", rows.columns.get("code", 0)))
        mistakes.note(at, NO_CHAIR, column=rows.named["role"].name)
