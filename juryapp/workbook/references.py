"""Codes that one sheet names and others refer to: doubles, unknown references; never what only follows from another."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from juryapp.text import mark
from juryapp.workbook.alphabets import foreign_letters
from juryapp.workbook.cells import WorkbookCell, fold
from juryapp.workbook.mistakes import MistakePlace, Mistakes, WorkbookWord, clipped, listed
from juryapp.workbook.rows import FOREIGN_CODE, WorkbookRow, code_text

SUMS = mark("{at}: “{found}” heads a row of sums, which is not read as one of this sheet; delete the row, or use another code.")
LOOKS_LIKE = mark("{at}: the code “{found}” looks like “{other}” in {first} and is another; check that both are meant.")
DOUBLE = mark("{at}: the code “{found}” is already used in {first}; codes must differ in more than capital letters.")
UNKNOWN = mark("{at}: “{found}” is not in the sheet {sheet}; expected one of: {codes}.")

_SUMS = ("jumlah", "total", "subtotal", "sub-total", "grand-total", "sum", "totals")
_ALIKE = str.maketrans("oil", "011")
"""Letters that are taken for digits in a code: O and 0, I, l and 1."""
_COMPARED = 50
"""How many wrong codes are compared with how many unknown ones."""


def looks(code: str) -> str:
    """How a code looks at a glance, the same for codes that may be taken for each other: `J02` and `JO2`, `K1` and `K01`."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", fold(code).translate(_ALIKE))


class Codes:
    """The codes of one sheet."""

    def __init__(self, sheet: WorkbookWord, mistakes: Mistakes) -> None:
        self._sheet, self._mistakes = sheet, mistakes
        self._known: dict[str, tuple[str, MistakePlace]] = {}
        self._looks: dict[str, str] = {}
        """How a code looks -> the first one that looks so, folded."""
        self._broken: dict[str, bool] = {}
        """Folded texts that are no codes -> whether something refers to them as they are."""
        self._doubled: list[str] = []
        self._empty = 0
        self._unknown: list[tuple[MistakePlace, str]] = []
        self.silent = False
        """True if the sheet can't be read: then no reference to it can be judged."""

    def take(self, row: WorkbookRow, key: str) -> str | None:
        """The code of a row, or None if it has none of its own (which is told)."""
        code = row.code(key)
        if code is None:
            self._lost(row, key)
            return None
        if fold(code) in _SUMS:
            row.tell(key, SUMS, found=code)
            return None
        if fold(code) in self._known:
            row.tell(key, DOUBLE, found=code, first=self._known[fold(code)][1].cell)
            self._doubled.append(fold(code))
            return None
        self._known[fold(code)] = (code, row.at(key))
        first = self._known[self._looks.setdefault(looks(code), fold(code))]
        if first[0] != code:
            self._mistakes.note(row.at(key), LOOKS_LIKE, found=code, other=first[0], first=first[1].cell)
        return code

    def places(self) -> dict[str, str]:
        """Each code -> the cell where it stands."""
        return {code: str(place) for code, place in self._known.values()}

    def _lost(self, row: WorkbookRow, key: str) -> None:
        """Others may still refer to what this row would have been."""
        cell = row.raw(key)
        if cell is None:
            self.silent = True
        elif cell.blank or cell.error:
            self._empty += 1
        else:
            self._broken.setdefault(fold(code_text(cell)), False)

    def refer(self, row: WorkbookRow, key: str) -> str | None:
        """The code that a cell refers to, as its own sheet spells it; None if empty, unknown (told later) or broken."""
        cell = row.cell(key)
        if cell is None:
            return None
        row.note_truth(key, cell)
        found = self.resolve(cell)
        if found is None:
            row.wrong.add(key)
        return found

    def resolve(self, cell: WorkbookCell) -> str | None:
        """The code that this text refers to, or None."""
        text = code_text(cell)
        if fold(text) in self._known:
            return self._known[fold(text)][0]
        if fold(text) in self._broken:
            self._broken[fold(text)] = True
        elif not self.silent:
            self._unknown.append((cell.place, text))
        return None

    def tell_unknown(self) -> None:
        """Tell the references that no code answers.

        A row whose own code is wrong explains one unknown code: the others mean this row.
        """
        excused = self._excused()
        codes = listed(code for code, _place in self._known.values())
        for place, text in self._unknown:
            if letters := foreign_letters(text):
                self._mistakes.tell(place, FOREIGN_CODE, found=clipped(text), letters=letters)
            elif fold(text) not in excused and self._known:
                self._mistakes.tell(place, UNKNOWN, found=clipped(text), sheet=self._sheet, codes=codes)

    def _excused(self) -> set[str]:
        """The unknown codes that rows without a sound code of their own explain: the most alike, then the most referred to."""
        counts = Counter(fold(text) for _place, text in self._unknown)
        excused: set[str] = set()
        broken: list[str] = []
        for text, referred in self._broken.items():
            if _squeezed(text) in counts:
                excused.add(_squeezed(text))
                del counts[_squeezed(text)]
            elif not referred and len(broken) < _COMPARED:
                broken.append(text)
        for text, sure in [(text, True) for text in broken] + [(text, False) for text in self._doubled[:_COMPARED]]:
            near = [code for code, _count in counts.most_common(_COMPARED)]
            best = max(near, key=lambda code: (_likeness(text, code), counts[code]), default=None)
            if best is not None and (sure or counts[best] > 1 or _likeness(text, best) >= 0.5):
                excused.add(best)
                del counts[best]
        return excused | {code for code, _count in counts.most_common(self._empty)}


def _likeness(one: str, two: str) -> float:
    """1 for codes that are the same but for what a code can't hold, 0 for quite different ones."""
    return SequenceMatcher(None, _squeezed(one), two).ratio()


def _squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]", "", text)
