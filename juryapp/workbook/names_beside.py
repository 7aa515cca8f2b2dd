"""Names and other words beside a candidate's number, in sheets that need the number alone: compared, and else not read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from juryapp.model.likeness import NEAR, common_words, likeness
from juryapp.text import mark
from juryapp.workbook.cells import WorkbookCell, fold
from juryapp.workbook.columns import CANDIDATES, same
from juryapp.workbook.mistakes import Mistakes, clipped
from juryapp.workbook.rows import WorkbookRow
from juryapp.workbook.table import Rows
from juryapp.workbook.unknown import ROW_NUMBERS

_BESIDE = mark("{at}: the candidate's number says who it is; “{found}” is compared with the sheet {sheet} and else not read.")
_UNREAD = mark("{at}: the candidate's number says who it is; the column “{found}” is not read.")
_ANOTHER = mark("{at}: “{found}” stands beside {candidate}, which is “{name}” in the sheet {sheet}; correct what is wrong.")
_NAME = re.compile(r"(?:nama|name)\b")
_OTHERS = ("institution", "category", "head", "presenter")


class NamesBeside:
    """The columns of a sheet that say again what the sheet of candidates says."""

    def __init__(self, rows: Rows, names: Mapping[str, str], mistakes: Mistakes) -> None:
        """`names`: a candidate's number -> its name."""
        self._rows, self._names, self._mistakes = rows, names, mistakes
        self._common = common_words(names.values())
        self._columns: list[int] = []

    def take(self, columns: Sequence[WorkbookCell], own: str = "") -> list[WorkbookCell]:
        """Notes those columns and gives back the others. `own` is a heading that is none of them in any case."""
        rest = []
        words = [column.name for column in CANDIDATES.columns if column.key in _OTHERS]
        for cell in columns:
            if own and fold(cell.text) == fold(own):
                rest.append(cell)
            elif _NAME.match(fold(cell.text)):
                self._columns.append(cell.place.column)
                self._mistakes.note(cell.place, _BESIDE, found=clipped(cell.text), sheet=CANDIDATES.name)
            elif fold(cell.text) in ROW_NUMBERS or any(same(cell.text, word) for word in words):
                self._mistakes.note(cell.place, _UNREAD, found=clipped(cell.text))
            else:
                rest.append(cell)
        return rest

    def compare(self, row: WorkbookRow, candidate: str | None) -> None:
        """Tells a name that is another's: then the numbers beside it may be, too."""
        if candidate is None or candidate not in self._names:
            return
        for column in self._columns:
            cell, name = self._rows.sheet.at(row.place.row, column), self._names[candidate]
            if not cell.blank and likeness(cell.text, name, self._common) < NEAR:
                self._mistakes.tell(
                    cell.place, _ANOTHER, found=clipped(cell.text), candidate=candidate, sheet=CANDIDATES.name, name=clipped(name)
                )
