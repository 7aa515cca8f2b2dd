"""Mistakes of a workbook: collected while it is read, told together, each with its sheet and cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from juryapp.errors import Problem, Problems
from juryapp.text import current, long_date, mark, number


@dataclass(frozen=True)
class MistakePlace:
    """A cell: `Kandidat!B7`."""

    sheet: str
    """The sheet's name as the workbook spells it."""
    order: int
    """The sheet's place among the sheets; only for sorting."""
    row: int
    """From 0."""
    column: int
    """From 0."""

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"

    @property
    def cell(self) -> str:
        """`B7`."""
        return f"{column_letters(self.column)}{self.row + 1}"


def column_letters(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class WorkbookWord:
    """A word of the workbook in both languages; it shows itself in the reader's."""

    indonesian: str
    english: str

    def __str__(self) -> str:
        return self.indonesian if current() == "id" else self.english

    def as_spelt(self, text: str) -> WorkbookWord:
        """The same word as one workbook spells it, whoever reads it."""
        spelt = " ".join(text.split()).rstrip(" *")
        return WorkbookWord(spelt, spelt)


@dataclass(frozen=True)
class LocalNumber:
    """A number that shows itself in the reader's language."""

    value: Decimal
    unit: str = ""

    def __str__(self) -> str:
        return number(self.value) + self.unit


@dataclass(frozen=True)
class ShownDay:
    """A day that shows itself in the reader's language."""

    value: date

    def __str__(self) -> str:
        return long_date(self.value)


@dataclass(frozen=True)
class Listed:
    """Several words, shown with a separator between them; long lists are cut."""

    words: tuple[object, ...]
    separator: str = ", "

    def __str__(self) -> str:
        shown = [str(word) for word in self.words[:12]]
        return self.separator.join(shown + ["…"] * (len(self.words) > 12))


class Mistakes:
    """What was found wrong so far, and what is to be told though it isn't wrong."""

    def __init__(self, unprintable: Callable[[str], str] = lambda _text: "") -> None:
        self._found: list[tuple[MistakePlace, Problem]] = []
        self._notes: list[tuple[MistakePlace, Problem]] = []
        self._once: set[tuple[object, ...]] = set()
        self._unprintable = unprintable
        """The letters of a text that documents can't print, as a sentence names them."""

    def tell(self, at: MistakePlace, message: str, /, **gaps: object) -> None:
        """Add one; `message` begins with `{at}: `."""
        self._found.append((at, Problem(message, at=at, **gaps)))

    def note(self, at: MistakePlace, message: str, /, **gaps: object) -> None:
        """Add what was read in a way that somebody may not expect."""
        self._notes.append((at, Problem(message, at=at, **gaps)))

    def note_once(self, at: MistakePlace, message: str, /, **gaps: object) -> None:
        """As `note`, but for what stands in this column of the sheet again."""
        if (at.sheet, at.column, message, gaps.get("found")) not in self._once:
            self._once.add((at.sheet, at.column, message, gaps.get("found")))
            self.note(at, message, **gaps)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What isn't wrong and is told all the same, in the order of the workbook."""
        notes: list[Problem] = []
        for _place, problem in sorted(self._notes, key=_by_place):
            if problem not in notes:
                notes.append(problem)
        return tuple(notes)

    def tell_unprintable(self, at: MistakePlace, column: object, text: str) -> bool:
        """Add one if documents can't print this text, and say whether."""
        letters = self._unprintable(text)
        if letters:
            told = mark("{at}: {column} contains {letters}, which documents can't print; write it in Latin letters.")
            self.tell(at, told, column=column, letters=letters)
        return bool(letters)

    @property
    def found(self) -> list[tuple[MistakePlace, Problem]]:
        """All of them with their places, in the order of the workbook."""
        return sorted(self._found, key=_by_place)

    def __len__(self) -> int:
        return len(self._found)

    def raise_any(self) -> None:
        """Raises `Problems` with all of them in the order of the workbook, if there are any."""
        if self._found:
            raise Problems(problem for _place, problem in self.found)


def _by_place(found: tuple[MistakePlace, Problem]) -> tuple[int, int, int]:
    place = found[0]
    return place.order, place.row, place.column


def clipped(text: str, length: int = 60) -> str:
    """What was found, short enough for a sentence."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def listed(words: Iterable[object], separator: str = ", ") -> Listed:
    """Several words for a sentence."""
    return Listed(tuple(words), separator)
