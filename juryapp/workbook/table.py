"""The rows under a header: tells missing and doubled columns, what stands under none, and what isn't a row of the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from juryapp.model.code import is_code
from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell
from juryapp.workbook.columns import CRITERIA, Column, SheetKind, column_named, same
from juryapp.workbook.foot import Foot, find_foot, tell_foot
from juryapp.workbook.headings import TWO_HEADERS, TWO_ROWS, find_header, in_two_rows, repeats_headings, tell_above
from juryapp.workbook.merged import take_merged, tell_merged_names
from juryapp.workbook.mistakes import MistakePlace, Mistakes, clipped, listed
from juryapp.workbook.rows import WorkbookRow, code_text, tell_error
from juryapp.workbook.scan import ROWS

ALONE = mark("{at}: “{found}” stands alone in its row; complete the row or delete it.")


class TableRows:
    """The rows of one sheet under its header."""

    def __init__(self, sheet: Sheet, kind: SheetKind, mistakes: Mistakes) -> None:
        self.sheet, self.kind, self._mistakes = sheet, kind, mistakes
        self.header = find_header(sheet, kind)
        self.columns: dict[str, int] = {}
        self._foot = Foot()
        """The rows below the table that are none of it."""
        self._remarks: set[MistakePlace] = set()
        self.others: list[WorkbookCell] = []
        """Header cells whose names the sheet's kind doesn't know, from left to right."""
        self._two_rows = in_two_rows(sheet, kind, self.header) if self.header is not None else None
        if self.header is not None and self._two_rows is None:
            self._name_columns(self.header)
            tell_above(sheet, kind, self.header, mistakes)
            self._foot = find_foot(sheet, kind, self.columns, self.numbers())
            headed = {*self.columns.values(), *(cell.place.column for cell in self.others)}
            foot = min(self._foot.rows, default=ROWS)
            tell_merged_names(sheet, self.header, self._name_column(), mistakes, foot)
            take_merged(sheet, self.header, headed, mistakes, foot)
            if self._foot.rows:
                tell_foot(sheet, self._foot, mistakes)

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

    @cached_property
    def named(self) -> Mapping[str, Column]:
        """The columns of its kind by their keys, called as the workbook calls them: where one is missing, in the language of the
        headings that are there."""
        if not self.sheet.has_own_headings or self.header is None:
            return {column.key: column for column in self.kind.columns}
        found = {key: self.sheet.at(self.header, place).text for key, place in self.columns.items()}
        known = [(one, one.name.as_spelt(one.name.indonesian)) for one in self.kind.columns]
        in_english = sum(not same(found[one.key], word) for one, word in known if one.key in found) * 2 > len(found)
        return {
            one.key: replace(one, name=word.as_spelt(found.get(one.key) or (one.name if in_english else word).english))
            for one, word in known
        }

    def _name_column(self) -> int | None:
        """The column of names, each of which is one's own; criteria of two categories may share one."""
        return None if self.kind is CRITERIA else self.columns.get("name")

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
        if self._two_rows is not None:
            above, below = self._two_rows
            gaps = {"found": clipped(above.text), "below": clipped(below.text), "cell": below.place.cell}
            self._mistakes.tell(above.place, TWO_ROWS, **gaps)
            return False
        first = self.sheet.place(self.header, min(self.sheet.rows[self.header]))
        for column in self.kind.columns:
            if column.required and column.key not in self.columns:
                self._mistakes.tell(
                    first,
                    mark("{at}: the column {column} is missing in this header row; it is required."),
                    column=self.named[column.key].name,
                )
        return True

    def tell_alone(self) -> None:
        """Tell the rows that say something in other columns only: they are of nobody."""
        others = [cell.place.column for cell in self.others]
        for row in self.numbers():
            cells = [self.sheet.at(row, column) for column in others]
            stray = next((cell for cell in cells if not cell.blank), None)
            if stray is not None and all(self.sheet.at(row, column).blank for column in self.columns.values()):
                self._mistakes.tell(stray.place, ALONE, found=clipped(stray.text))

    def __iter__(self) -> Iterator[WorkbookRow]:
        """Every row below the header that isn't blank in its known columns."""
        for row in self.numbers():
            cells = {key: self.sheet.at(row, column) for key, column in self.columns.items()}
            filled = [cell for cell in cells.values() if not cell.blank]
            if filled and not self._is_remark(filled) and not self._is_heading(filled, cells):
                place = self.sheet.place(row, min(self.columns.values(), default=0))
                yield WorkbookRow(place, cells, {column.key: column for column in self.kind.columns}, self._mistakes, self.named)

    def _is_remark(self, filled: list[WorkbookCell]) -> bool:
        """True for text alone in the first column, such as a footnote: told once, not as a row that lacks everything."""
        required = [column for column in self.kind.columns if column.required and column.key in self.columns]
        first = min(self.columns.values())
        alone = filled[0] if len(filled) == 1 and len(required) > 1 and filled[0].place.column == first else None
        if alone is None or alone.error or not isinstance(alone.value, str) or is_code(code_text(alone)) or alone.text == "*":
            return False
        if alone.place not in self._remarks:
            self._remarks.add(alone.place)
            self._mistakes.tell(alone.place, ALONE, found=clipped(alone.text))
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
        """The numbers of the table's filled rows."""
        end = min(self._foot.rows, default=ROWS)
        return [row for row in sorted(self.sheet.rows) if self.header is not None and self.header < row < end]
