"""Rows under a header: tells missing and doubled columns, and reads cells by their column's key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from juryapp.model.code import is_code
from juryapp.model.limits import NAME
from juryapp.model.points import read_decimal
from juryapp.text import mark, plain
from juryapp.workbook import times
from juryapp.workbook.cells import Sheet, WorkbookCell, fold, line
from juryapp.workbook.columns import Column, SheetKind, column_named
from juryapp.workbook.headings import TWO_HEADERS, find_header, repeats_headings, tell_above
from juryapp.workbook.merged import take_merged
from juryapp.workbook.mistakes import MistakePlace, Mistakes, Shown, ShownDay, Word, clipped, listed

Chosen = TypeVar("Chosen")
UNHEADED = mark("{at}: “{found}” stands under no heading and is not read.")


class WorkbookRow:
    """One row: its cells by column key. What is told once isn't told again: `wrong` holds the keys."""

    def __init__(
        self,
        place: MistakePlace,
        cells: Mapping[str, WorkbookCell],
        columns: Mapping[str, Column],
        mistakes: Mistakes,
    ) -> None:
        self.place, self._cells, self._columns, self._mistakes = place, cells, columns, mistakes
        self.wrong: set[str] = set()

    def cell(self, key: str) -> WorkbookCell | None:
        """The cell, or None if its column is missing, it is empty, or it holds an error (which is told)."""
        cell = self._cells.get(key)
        if cell is None or key in self.wrong:
            return None
        if cell.error:
            self.tell_error(key, cell)
            return None
        if cell.blank:
            if self._columns[key].required:
                self.tell(key, mark("{at}: {column} is empty; it is required."), column=self.name(key))
            return None
        return cell

    def raw(self, key: str) -> WorkbookCell | None:
        """The cell as it stands, or None if its column is missing."""
        return self._cells.get(key)

    def name(self, key: str) -> Word:
        """The column's name."""
        return self._columns[key].name

    def at(self, key: str) -> MistakePlace:
        """The cell's place; the row's where the column is missing."""
        cell = self._cells.get(key)
        return cell.place if cell is not None else self.place

    def tell(self, key: str, message: str, /, **gaps: object) -> None:
        """Tell a mistake in this cell."""
        self.wrong.add(key)
        self._mistakes.tell(self.at(key), message, **gaps)

    def tell_error(self, key: str, cell: WorkbookCell) -> None:
        """Tell that a cell holds an error value or a formula that was never calculated."""
        self.wrong.add(key)
        tell_error(cell, self._mistakes)

    def text(self, key: str, limit: int = NAME, *, in_lines: bool = False, printed: bool = True) -> str:
        """The cell's text, in one line unless asked otherwise; empty where there is none. `printed`: it stands in documents."""
        cell = self.cell(key)
        if cell is None:
            return ""
        if cell.lost_digits:
            self.tell(key, LOST_DIGITS, found=clipped(cell.text))
            return ""
        text = cell.text if in_lines else line(cell.text)
        if len(text) > limit:
            self.tell(key, TOO_LONG, column=self.name(key), length=len(text), limit=limit)
        if printed and self._mistakes.tell_unprintable(self.at(key), self.name(key), text):
            self.wrong.add(key)
        return text

    def code(self, key: str) -> str | None:
        """The cell's code; None if it is empty or none (which is told)."""
        cell = self.cell(key)
        if cell is None:
            return None
        if cell.lost_digits:
            self.tell(key, LOST_DIGITS, found=clipped(cell.text))
            return None
        text = code_text(cell)
        whole = thousands_of(cell)
        if whole is not None:
            self.tell(key, AMBIGUOUS, found=clipped(cell.text), points=text, whole=plain(whole))
            return None
        if not is_code(text) or not isinstance(cell.value, str | int | float):
            self.tell(key, NO_CODE, column=self.name(key), found=clipped(cell.text))
            return None
        return text

    def decimal(self, key: str) -> Decimal | None:
        """The cell's number, or None."""
        cell = self.cell(key)
        found = decimal_of(cell) if cell is not None else None
        if cell is not None and found is not None and (whole := thousands_of(cell)) is not None:
            self.tell(key, AMBIGUOUS, found=clipped(cell.text), points=plain(found), whole=plain(whole))
            return None
        if cell is not None and found is None:
            self.tell(
                key,
                mark("{at}: {column} “{found}” is not a number; type a number such as {example}."),
                column=self.name(key),
                found=clipped(cell.text),
                example=Shown(Decimal("7.5")),
            )
        return found

    def whole(self, key: str, default: int) -> int:
        """The cell's whole number of at least 1, or the default."""
        cell = self.cell(key)
        if cell is None:
            return default
        found = decimal_of(cell)
        if found is not None and (thousands := thousands_of(cell)) is not None:
            self.tell(key, AMBIGUOUS, found=clipped(cell.text), points=plain(found), whole=plain(thousands))
            return default
        if found is None or found != int(found) or not 1 <= found <= 999:
            self.tell(
                key,
                mark("{at}: {column} “{found}” is not a whole number from 1; type a number such as 3."),
                column=self.name(key),
                found=clipped(cell.text),
            )
            return default
        return int(found)

    def choice(self, key: str, words: Mapping[Chosen, Word], default: Chosen) -> Chosen:
        """What the cell's word chooses, or the default."""
        cell = self.cell(key)
        if cell is None:
            return default
        folded = re.sub(r"[-_\s]+", " ", fold(cell.text))
        for value, word in words.items():
            if folded in (fold(word.indonesian).replace("-", " "), fold(word.english)):
                return value
        if isinstance(cell.value, bool) and cell.value in words:
            return cell.value  # type: ignore[return-value]
        self.tell(key, NO_CHOICE, column=self.name(key), found=clipped(cell.text), choices=listed(words.values()))
        return default

    def day(self, key: str) -> date | None:
        """The cell's day, or None."""
        cell = self.cell(key)
        found = times.day_of(cell.value, since_1904=cell.since_1904) if cell is not None and not cell.percent else None
        if cell is not None and cell.is_number and found is not None:
            self._mistakes.note(cell.place, BARE_DAY, found=cell.text, day=ShownDay(found))
        if cell is not None and found is None:
            self.tell(
                key,
                mark("{at}: {column} “{found}” is not a date; type a date such as 19/02/2024."),
                column=self.name(key),
                found=clipped(cell.text),
            )
        return found

    def clock(self, key: str) -> time | None:
        """The cell's time of day, or None."""
        cell = self.cell(key)
        found = times.time_of(cell.value) if cell is not None and not cell.percent else None
        if cell is not None and cell.is_number and found is not None:
            self._mistakes.note(cell.place, BARE_TIME, found=cell.text, time=found.isoformat("minutes"))
        if cell is not None and found is None:
            self.tell(
                key,
                mark("{at}: {column} “{found}” is not a time; type a time such as 09:30."),
                column=self.name(key),
                found=clipped(cell.text),
            )
        return found


LOST_DIGITS = mark(
    "{at}: the number {found} has more than 15 digits, and the spreadsheet has lost some of them; "
    "format the cell as text and type it as text."
)
BARE_DAY = mark("{at}: the number {found} is read as the day {day}; format the cell as a date.")
BARE_TIME = mark("{at}: the number {found} is read as the time {time}; format the cell as a time.")
TOO_LONG = mark("{at}: {column} has {length} characters; at most {limit} are possible.")
NO_CODE = mark(
    "{at}: {column} “{found}” is not a code; use 1 to 24 letters, digits, dots, hyphens or underscores, typed as text."
)
AMBIGUOUS = mark("{at}: “{found}” may mean {points} or {whole}; type it without a dot or comma for thousands.")
NO_CHOICE = mark("{at}: {column} “{found}” is not known; expected one of: {choices}.")


def tell_error(cell: WorkbookCell, mistakes: Mistakes) -> None:
    """Tell an error value, or a formula without a stored result."""
    if cell.error == "=":
        mistakes.tell(
            cell.place, mark("{at}: the formula has no stored result; open the workbook in a spreadsheet program and save it.")
        )
    else:
        mistakes.tell(
            cell.place, mark("{at}: the cell shows the error {found}; type the value itself."), found=clipped(cell.error)
        )


def code_text(cell: WorkbookCell) -> str:
    """A code as text: the numbers 10 and 10.0 are the code `10`."""
    text = line(cell.text)
    plain_number = re.fullmatch(r"(\d+)[.,]0+", text)
    return plain_number.group(1) if plain_number else text


def decimal_of(cell: WorkbookCell) -> Decimal | None:
    """The number in a cell, typed as a number or as text with comma or dot; a percentage is none."""
    if cell.percent:
        return None
    if cell.is_number:
        return _tidy(cell.number)
    return read_decimal(cell.text) if isinstance(cell.value, str) else None


def thousands_of(cell: WorkbookCell) -> Decimal | None:
    """What a text such as `1.500` is if its dot or comma groups thousands, which people write both ways; else None."""
    parts = re.fullmatch(r"([1-9][0-9]{0,2})[.,]([0-9]{3})", line(cell.text)) if isinstance(cell.value, str) else None
    return Decimal(parts[1] + parts[2]) if parts else None


def _tidy(number: Decimal) -> Decimal | None:
    """A number cell to six decimals, as text is read too: a sheet's own arithmetic leaves 83.35000000000001. None: too large."""
    if abs(number) >= 10**9:
        return None
    rounded = round(number, 6)
    return number if number == rounded else rounded


class Rows:
    """The rows of one sheet under its header."""

    def __init__(self, sheet: Sheet, kind: SheetKind, mistakes: Mistakes) -> None:
        self.sheet, self.kind, self._mistakes = sheet, kind, mistakes
        self.header = find_header(sheet, kind)
        self.columns: dict[str, int] = {}
        self._remarks: set[MistakePlace] = set()
        self.others: list[WorkbookCell] = []
        """Header cells whose names the sheet's kind doesn't know, from left to right."""
        if self.header is not None:
            self._name_columns(self.header)
            tell_above(sheet, kind, self.header, mistakes)
            take_merged(sheet, self.header, {*self.columns.values(), *(cell.place.column for cell in self.others)}, mistakes)

    def _name_columns(self, header: int) -> None:
        for column, cell in sorted(self.sheet.rows[header].items()):
            known = column_named(self.kind, cell.text)
            if cell.error:
                tell_error(cell, self._mistakes)
            elif known is None:
                self.others.append(cell)
            elif known.key in self.columns:
                self.tell_double(cell, self.sheet.place(header, self.columns[known.key]))
            else:
                self.columns[known.key] = column

    def tell_double(self, cell: WorkbookCell, first: MistakePlace) -> None:
        """Tell a column that stands twice."""
        self._mistakes.tell(
            cell.place,
            mark("{at}: the column “{found}” stands twice; the first is in {first}. Remove one of them."),
            found=clipped(cell.text),
            first=first.cell,
        )

    def tell_missing(self) -> bool:
        """Tell a missing header or missing required columns; True if the rows can be read."""
        if self.header is None:
            names = listed(column.name for column in self.kind.columns if column.required)
            self._mistakes.tell(
                self.sheet.place(0, 0), mark("{at}: no header row is found; expected the columns {columns}."), columns=names
            )
            return False
        first = self.sheet.place(self.header, min(self.sheet.rows[self.header]))
        for column in self.kind.columns:
            if column.required and column.key not in self.columns:
                self._mistakes.tell(
                    first, mark("{at}: the column {column} is missing in this header row; it is required."), column=column.name
                )
        return True

    def tell_unheaded(self) -> None:
        """Tell what stands under no heading: in a .csv file a decimal comma without quotation marks moves cells there."""
        assert self.header is not None
        headed = self.sheet.rows[self.header]
        last, told = max(headed), set[int]()
        for row in self.numbers():
            cells = sorted(self.sheet.rows[row].items())
            stray = next((cell for column, cell in cells if column not in headed and column not in told), None)
            if stray is None:
                continue
            if self.sheet.is_csv and stray.place.column > last:
                sentence = mark("{at}: “{found}” stands under no heading; put a number with a decimal comma in quotation marks.")
                self._mistakes.tell(stray.place, sentence, found=clipped(stray.text))
            else:
                told.add(stray.place.column)
                self._mistakes.note(stray.place, UNHEADED, found=clipped(stray.text))

    def __iter__(self) -> Iterator[WorkbookRow]:
        """Every row below the header that isn't blank in its known columns."""
        for row in self.numbers():
            cells = {key: self.sheet.at(row, column) for key, column in self.columns.items()}
            filled = [cell for cell in cells.values() if not cell.blank]
            if filled and not self._is_remark(filled) and not self._is_heading(filled, cells):
                place = self.sheet.place(row, min(self.columns.values(), default=0))
                yield WorkbookRow(place, cells, {column.key: column for column in self.kind.columns}, self._mistakes)

    def _is_remark(self, filled: list[WorkbookCell]) -> bool:
        """True for text alone in the first column, such as a footnote: told once, not as a row that lacks everything."""
        required = [column for column in self.kind.columns if column.required and column.key in self.columns]
        first = min(self.columns.values())
        alone = filled[0] if len(filled) == 1 and len(required) > 1 and filled[0].place.column == first else None
        if alone is None or alone.error or not isinstance(alone.value, str) or is_code(code_text(alone)) or alone.text == "*":
            return False
        if alone.place not in self._remarks:
            self._remarks.add(alone.place)
            self._mistakes.tell(
                alone.place,
                mark("{at}: “{found}” stands alone in its row; complete the row or delete it."),
                found=clipped(alone.text),
            )
        return True

    def _is_heading(self, filled: list[WorkbookCell], cells: Mapping[str, WorkbookCell]) -> bool:
        """True for a row that says the headings again; told once."""
        if not repeats_headings(self.kind, cells):
            return False
        if filled[0].place not in self._remarks:
            self._remarks.add(filled[0].place)
            assert self.header is not None
            self._mistakes.tell(filled[0].place, TWO_HEADERS, row=self.header + 1)
        return True

    def has_any(self) -> bool:
        """True if at least one row isn't blank."""
        return next(iter(self), None) is not None

    def numbers(self) -> list[int]:
        """The numbers of the filled rows below the header."""
        return [row for row in sorted(self.sheet.rows) if self.header is not None and row > self.header]
