"""Score file: a juror's scores in a CSV file, read row by row. Not here: whether the scores may be given.

Columns `candidate,criterion,points[,remark]` (`score_columns.py`). Points `-` with a remark: can't be assessed, because. An empty
remark leaves the remark that stands. A name beside the candidate's number is compared with the event's.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from juryapp.board.cells import Board
from juryapp.cli.common import read_bytes, read_text
from juryapp.cli.score_columns import NAME, REQUIRED, SHOWN, columns_of, separator_of
from juryapp.desk.juror import GivenScore
from juryapp.errors import FileProblem, Problem, Problems, Refused
from juryapp.model.criterion import Criterion
from juryapp.model.points import read_decimal
from juryapp.text import _, number, one_line
from juryapp.workbook.cells import fold
from juryapp.workbook.decoding import CODE_PAGE, is_guessed, refuse_workbook
from juryapp.workbook.names_check import KnownNames

NOT_ASSESSED = "-"
_SHOWN_WORDS = 5
_DASHES = frozenset("-‐‑‒–—−")
"""What spreadsheets make of a `-`, too."""


@dataclass(frozen=True)
class ScoreFile:
    """The rows of a score file."""

    path: Path
    given: tuple[GivenScore, ...]
    lines: tuple[int, ...]
    """The line of each of `given`."""
    names: tuple[str, ...]
    """The name beside the candidate's number in the row of each of `given`, or ""."""
    problems: tuple[Problem, ...]
    """What is wrong with rows as rows; those are not in `given`."""
    is_guessed: bool = False
    """Its letters are in no form of Unicode, and were read by the code page of western Windows."""

    @classmethod
    def read(cls, path: Path) -> ScoreFile:
        """Reads a file. Raises `Problem` if it has no header that names the columns, or no row."""
        content = read_bytes(path)
        refuse_workbook(path, content)
        text = read_text(path)
        separator, told = separator_of(text)
        rows = list(_rows(path, text, separator))[told:]
        if not rows:
            raise FileProblem("{path} is empty; its first line names the columns {columns}.", path=path, columns=SHOWN)
        columns = columns_of(path, *rows[0])
        if len(rows) == 1:
            raise FileProblem("{path} has no scores, only the names of the columns.", path=path)
        given: list[GivenScore] = []
        lines: list[int] = []
        names: list[str] = []
        problems: list[Problem] = []
        for line, row in rows[1:]:
            try:
                cells = _cells(columns, row)
                given.append(_given(cells, separator))
                names.append(cells[NAME])
                lines.append(line)
            except Refused as problem:
                problems.append(_at(path, line, problem))
        return cls(path, tuple(given), tuple(lines), tuple(names), tuple(problems), is_guessed(content))

    def of_event(self, board: Board) -> ScoreFile:
        """The file in the event's spelling of codes; a row with another's name, or points that may be thousands, is wrong."""
        known = KnownNames({number: candidate.name for number, candidate in board.candidates.items()})
        spelled = _Spelling(board)
        given, lines, names, problems = [], [], [], list(self.problems)
        for row, line, name in zip(self.given, self.lines, self.names, strict=True):
            one = spelled(row)
            try:
                _check_name(known, one.candidate, name)
                criterion = spelled.criterion(one)
                if criterion is not None:
                    criterion.scale.refuse_thousands(one.points or "")
            except Refused as problem:
                problems.append(_at(self.path, line, problem))
            else:
                given.append(one)
                lines.append(line)
                names.append(name)
        return replace(self, given=tuple(given), lines=tuple(lines), names=tuple(names), problems=tuple(problems))

    def rows_told(self) -> Iterator[str]:
        """What was read: a line for each candidate with the numbers, however they are written, then a line for each remark."""
        for candidate in dict.fromkeys(one.candidate for one in self.given):
            rows = [one for one in self.given if one.candidate == candidate]
            yield f"{candidate}: " + ", ".join(f"{one.criterion} {_read(one.points)}" for one in rows)
            yield from (f"{candidate} {one.criterion}: “{one_line(one.remark)}”" for one in rows if one.remark)

    def letters_told(self) -> Iterator[str]:
        """That the letters were guessed, with the first words in which a wrong guess would show."""
        words = [word for one in self.given for word in (one.remark or "").split() if not word.isascii()]
        if self.is_guessed:
            yield _(
                "{path} is in no form of Unicode; it was read as {code_page}. If letters are wrong, save it again as UTF-8: "
                "{words}",
                path=self.path,
                code_page=CODE_PAGE,
                words=", ".join(dict.fromkeys(one_line(word) for word in words[:_SHOWN_WORDS])) or NOT_ASSESSED,
            )

    def check(self, check_many: Callable[[Sequence[GivenScore]], None]) -> None:
        """Raises `Problems` with every row of the file that is wrong, in the file's order."""
        refused = list(self.problems)
        try:
            check_many(self.given)
        except Problems as problems:
            refused += self.with_lines(problems)
        if refused:
            raise Problems(sorted(refused, key=lambda problem: str(problem.gaps["line"]).zfill(9)))

    def with_lines(self, problems: Problems) -> list[Problem]:
        """The desk's problems, each with the line that it is about."""
        lines: dict[object, list[int]] = {}
        for one, line in zip(self.given, self.lines, strict=True):
            lines.setdefault(f"{one.candidate} {one.criterion}", []).append(line)
        told: list[Problem] = []
        # a pair that stands twice is refused at its later line at least, so problems go with lines from the end
        for problem in reversed(problems.problems):
            told.append(_at(self.path, lines[problem.gaps["where"]].pop(), problem))
        return told[::-1]


def _at(path: Path, line: int, problem: Problem) -> Problem:
    return Refused("{file}, line {line}: {problem}", file=path.name, line=line, problem=problem)


def _rows(path: Path, text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that say something, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise FileProblem(
                "{path}, line {line}: the quotation marks or the signs there are not those of a CSV file.", path=path, line=line
            ) from problem
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield line, cells
        line = reader.line_num + 1


def _cells(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if any(row[len(columns) :]):
        raise Refused(
            "there are {count} columns, and the first line names {named}; put a number with a decimal comma in quotation marks.",
            count=len(row),
            named=len(columns),
        )
    return {"remark": "", NAME: "", **dict.fromkeys(REQUIRED, ""), **dict(zip(columns, row, strict=False))}


def _given(cells: Mapping[str, str], separator: str) -> GivenScore:
    points, remark = cells["points"], cells["remark"]
    unassessed = points in _DASHES
    if not points:
        raise Refused("the points are missing; write a number, or - with a remark if it can't be assessed.")
    if unassessed and not remark:
        raise Refused("- says that it can't be assessed; the remark must say why.")
    if separator == "," and remark.isdecimal():
        raise Refused(
            "the remark is only “{remark}”; if the points are {points},{remark}, put them in quotation marks.",
            remark=remark,
            points=points,
        )
    return GivenScore(cells["candidate"], cells["criterion"], None if unassessed else points, remark or None)


class _Spelling:
    """Codes as the event spells them: capitals don't matter, as in the set-up."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._candidates = {fold(code): code for code in board.candidates}

    def __call__(self, one: GivenScore) -> GivenScore:
        candidate = self._candidates.get(fold(one.candidate), one.candidate)
        codes = {fold(criterion.code): criterion.code for criterion in self._rubric(candidate)}
        return replace(one, candidate=candidate, criterion=codes.get(fold(one.criterion), one.criterion))

    def criterion(self, one: GivenScore) -> Criterion | None:
        """The criterion that the row scores, if the event has it."""
        return next((each for each in self._rubric(one.candidate) if each.code == one.criterion), None)

    def _rubric(self, candidate: str) -> Sequence[Criterion]:
        found = self._board.candidates.get(candidate)
        return self._board.criteria.get(found.category, ()) if found is not None else ()


def _check_name(known: KnownNames, candidate: str, name: str) -> None:
    own = known.of(candidate)
    if name and own is not None and known.is_another(name, candidate):
        raise Refused("“{found}” stands beside {candidate}, which is “{name}”; correct what is wrong.", found=name,
                      candidate=candidate, name=own)  # fmt: skip


def _read(points: str | None) -> str:
    """The number that was read."""
    found = read_decimal(points) if points is not None else None
    return number(found) if found is not None else points or NOT_ASSESSED
