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
from juryapp.workbook.table import TableRows
from juryapp.workbook.unknown import ROW_NUMBERS

_BESIDE = mark("{at}: the candidate's number says who it is; “{found}” is compared with the sheet {sheet} and else not read.")
_UNREAD = mark("{at}: the candidate's number says who it is; the column “{found}” is not read.")
_ANOTHER = mark("{at}: “{found}” stands beside {candidate}, which is “{name}” in the sheet {sheet}; correct what is wrong.")
_NAME = re.compile(r"(?:nama|name)\b")
_OTHERS = ("institution", "category", "head", "presenter")


class KnownNames:
    """The candidates' names, to compare with them what stands beside their numbers."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names`: a candidate's number -> its name."""
        self._names = names
        self._common = common_words(names.values())

    def of(self, candidate: str | None) -> str | None:
        """The candidate's name, or None for one that isn't known."""
        return self._names.get(candidate) if candidate is not None else None

    def is_another(self, text: str, candidate: str) -> bool:
        """True unless the text is like the candidate's name in the words that tell it apart, or like no name but this one."""
        if likeness(text, self._names[candidate], self._common) >= NEAR:
            return False
        rated = {number: likeness(text, name) for number, name in self._names.items()}
        others = [rate for number, rate in rated.items() if number != candidate]
        return rated[candidate] < NEAR or rated[candidate] <= max(others, default=0)


def names_the_candidate(heading: str) -> bool:
    """True for the heading of a column with names: `Nama`, `Nama kandidat`."""
    return _NAME.match(fold(heading)) is not None


class NamesBeside:
    """The columns of a sheet that say again what the sheet of candidates says."""

    def __init__(self, rows: TableRows, names: Mapping[str, str], mistakes: Mistakes) -> None:
        """`names`: a candidate's number -> its name."""
        self._rows, self._names, self._mistakes = rows, KnownNames(names), mistakes
        self._columns: list[int] = []

    def take(self, columns: Sequence[WorkbookCell], own: str = "") -> list[WorkbookCell]:
        """Notes those columns and gives back the others. `own` is a heading that is none of them in any case."""
        rest = []
        words = [column.name for column in CANDIDATES.columns if column.key in _OTHERS]
        for cell in columns:
            if own and fold(cell.text) == fold(own):
                rest.append(cell)
            elif names_the_candidate(cell.text):
                self._columns.append(cell.place.column)
                self._mistakes.note(cell.place, _BESIDE, found=clipped(cell.text), sheet=CANDIDATES.name)
            elif fold(cell.text) in ROW_NUMBERS or any(same(cell.text, word) for word in words):
                self._mistakes.note(cell.place, _UNREAD, found=clipped(cell.text))
            else:
                rest.append(cell)
        return rest

    def compare(self, row: WorkbookRow, candidate: str | None) -> None:
        """Tells a name that is another's: then the numbers beside it may be, too."""
        name = self._names.of(candidate)
        if candidate is None or name is None:
            return
        for column in self._columns:
            cell = self._rows.sheet.at(row.place.row, column)
            if not cell.blank and self._names.is_another(cell.text, candidate):
                self._mistakes.tell(
                    cell.place, _ANOTHER, found=clipped(cell.text), candidate=candidate, sheet=CANDIDATES.name, name=clipped(name)
                )
