"""One row of a sheet: reads its cells by their column's key, and tells those that hold something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import TypeVar

from juryapp.model.code import is_code
from juryapp.model.limits import NAME
from juryapp.model.points import read_decimal
from juryapp.text import mark, plain
from juryapp.workbook import times
from juryapp.workbook.alphabets import foreign_letters
from juryapp.workbook.cells import WorkbookCell, fold, line
from juryapp.workbook.columns import Column
from juryapp.workbook.mistakes import LocalNumber, MistakePlace, Mistakes, ShownDay, WorkbookWord, clipped, listed
from juryapp.workbook.scan import DISGUISED
from juryapp.workbook.shown import is_dash

Chosen = TypeVar("Chosen")
EMPTY = mark("{at}: {column} is empty; it is required.")


class WorkbookRow:
    """One row: its cells by column key. What is told once isn't told again: `wrong` holds the keys."""

    def __init__(
        self,
        place: MistakePlace,
        cells: Mapping[str, WorkbookCell],
        columns: Mapping[str, Column],
        mistakes: Mistakes,
        named: Mapping[str, Column] | None = None,
    ) -> None:
        self.place, self._cells, self._columns, self._mistakes = place, cells, columns, mistakes
        self._named = named or columns
        self.wrong: set[str] = set()
        self._truths: set[str] = set()

    def cell(self, key: str, *, number: bool = False) -> WorkbookCell | None:
        """The cell, or None if its column is missing, it is empty, or it holds an error (which is told).

        `number`: a unit beside it says nothing else; of a code or a name it would be a part.
        """
        cell = self._cells.get(key)
        if cell is None or key in self.wrong:
            return None
        if cell.error:
            self.tell_error(key, cell)
            return None
        if cell.unit and not number:
            self.tell(key, SEEN_OTHERWISE, found=clipped(cell.unit))
            return None
        if cell.blank:
            if self._columns[key].required:
                self.tell(key, EMPTY, column=self.name(key))
            return None
        return cell

    def note_truth(self, key: str, cell: WorkbookCell) -> None:
        """Note a truth value that is read as text: TRUE may have been typed, or a formula may have become it."""
        if isinstance(cell.value, bool) and key not in self._truths:
            self._truths.add(key)
            self._mistakes.note(cell.place, TRUTH, found=cell.text)

    def raw(self, key: str) -> WorkbookCell | None:
        """The cell as it stands, or None if its column is missing."""
        return self._cells.get(key)

    def name(self, key: str) -> WorkbookWord:
        """The column's name."""
        return self._columns[key].name

    def heading(self, key: str) -> WorkbookWord:
        """The column's name as this workbook calls it, for whoever is to look for the column there."""
        return self._named[key].name

    def at(self, key: str) -> MistakePlace:
        """The cell's place; the row's where the column is missing."""
        cell = self._cells.get(key)
        return cell.place if cell is not None else self.place

    def tell(self, key: str, message: str, /, **gaps: object) -> None:
        """Tell a mistake in this cell."""
        self.wrong.add(key)
        self._mistakes.tell(self.at(key), message, **gaps)

    def note(self, key: str, message: str, /, **gaps: object) -> None:
        """Note how this cell was read."""
        self._mistakes.note(self.at(key), message, **gaps)

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
        self.note_truth(key, cell)
        text = cell.text if in_lines else line(cell.text)
        if len(text) > limit:
            self.tell(key, TOO_LONG, column=self.name(key), length=len(text), limit=limit)
        if printed and self._mistakes.tell_unprintable(self.at(key), self.name(key), text):
            self.wrong.add(key)
        elif printed and not in_lines and (letters := foreign_letters(text)):
            self.note(key, FOREIGN, found=clipped(text), letters=letters)
        return text

    def code(self, key: str) -> str | None:
        """The cell's code; None if it is empty or none (which is told)."""
        cell = self.cell(key)
        if cell is None:
            return None
        if cell.lost_digits:
            self.tell(key, LOST_DIGITS, found=clipped(cell.text))
            return None
        self.note_truth(key, cell)
        text = code_text(cell)
        whole = thousands_of(cell)
        if whole is not None:
            self.tell(key, AMBIGUOUS, found=clipped(cell.text), points=text, whole=plain(whole))
            return None
        if letters := foreign_letters(text):
            self.tell(key, FOREIGN_CODE, found=clipped(text), letters=letters)
            return None
        if not is_code(text) or not isinstance(cell.value, str | int | float):
            self.tell(key, NO_CODE, column=self.name(key), found=clipped(cell.text))
            return None
        return text

    def decimal(self, key: str) -> Decimal | None:
        """The cell's number, or None."""
        cell = self.cell(key, number=True)
        found = decimal_of(cell) if cell is not None else None
        if cell is not None and found is not None and (whole := thousands_of(cell)) is not None:
            self.tell(key, AMBIGUOUS, found=clipped(cell.text), points=plain(found), whole=plain(whole))
            return None
        if cell is not None and found is None and is_dash(cell.text):
            self.tell(key, DASH, found=clipped(cell.text))
        elif cell is not None and found is None:
            self.tell(
                key,
                mark("{at}: {column} “{found}” is not a number; type a number such as {example}."),
                column=self.name(key),
                found=clipped(cell.text),
                example=LocalNumber(Decimal("7.5")),
            )
        return found

    def whole(self, key: str, default: int) -> int:
        """The cell's whole number of at least 1, or the default."""
        cell = self.cell(key, number=True)
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

    def choice(self, key: str, words: Mapping[Chosen, WorkbookWord], default: Chosen) -> Chosen:
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
        if cell is not None and found is not None and isinstance(cell.value, str) and times.may_be_month_first(cell.value):
            self._mistakes.note_once(cell.place, READ_AS_DAY, found=clipped(cell.text), day=ShownDay(found))
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
SEEN_OTHERWISE = mark(
    "{at}: the cell shows “{found}”, which its number format makes of something else; format the cell as text and type "
    "what is meant."
)
BARE_DAY = mark("{at}: the number {found} is read as the day {day}; format the cell as a date.")
BARE_TIME = mark("{at}: the number {found} is read as the time {time}; format the cell as a time.")
TOO_LONG = mark("{at}: {column} has {length} characters; at most {limit} are possible.")
NO_CODE = mark(
    "{at}: {column} “{found}” is not a code; use 1 to 24 letters, digits, dots, hyphens or underscores, typed as text."
)
AMBIGUOUS = mark("{at}: “{found}” may mean {points} or {whole}; type it without a dot or comma for thousands.")
FOREIGN = mark("{at}: “{found}” has letters of another alphabet that may look like Latin ones: {letters}; type it again.")
FOREIGN_CODE = mark("{at}: the code “{found}” has letters that only look like Latin ones: {letters}; type it again.")
READ_AS_DAY = mark("{at}: “{found}” is read as {day}, the day before the month; where it isn't, type the month as a word.")
DASH = mark("{at}: “{found}” may mean 0 or nothing; type 0, or leave the cell empty.")
TRUTH = mark("{at}: the truth value {found} is read as text; format the cell as text and type what is meant.")
NO_CHOICE = mark("{at}: {column} “{found}” is not known; expected one of: {choices}.")


def tell_error(cell: WorkbookCell, mistakes: Mistakes) -> None:
    """Tell an error value, or a formula without a stored result."""
    if cell.error == "=":
        mistakes.tell(
            cell.place, mark("{at}: the formula has no stored result; open the workbook in a spreadsheet program and save it.")
        )
    elif cell.error.startswith(DISGUISED):
        mistakes.tell(cell.place, SEEN_OTHERWISE, found=clipped(cell.error[1:]))
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
