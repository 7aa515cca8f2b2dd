"""Score file: a juror's scores in a CSV file, read row by row. Not here: whether the scores may be given.

Columns `candidate,criterion,points[,remark]` (or `kandidat,kriteria,skor[,alasan]`), with commas, semicolons or tabs between
them; a first line `sep=;`, as spreadsheets write it, names the separator. Points `-` with a remark: can't be assessed, because.
An empty remark leaves the remark that stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from juryapp.desk.juror import Given
from juryapp.errors import FileProblem, Problem, Problems, Refused
from juryapp.text import mark

_NAMES = {
    "candidate": "candidate",
    "kandidat": "candidate",
    "criterion": "criterion",
    "kriteria": "criterion",
    "points": "points",
    "skor": "points",
    "remark": "remark",
    "alasan": "remark",
}
REQUIRED = ("candidate", "criterion", "points")
NOT_ASSESSED = "-"
_COLUMNS = "candidate,criterion,points[,remark]"


@dataclass(frozen=True)
class ScoreFile:
    """The rows of a score file."""

    path: Path
    given: tuple[Given, ...]
    lines: tuple[int, ...]
    """The line of each of `given`."""
    problems: tuple[Problem, ...]
    """What is wrong with rows as rows; those are not in `given`."""

    @classmethod
    def read(cls, path: Path, text: str) -> ScoreFile:
        """Reads the text of a file. Raises `Problem` if it has no header that names the columns, or no row."""
        separator, told = _separator(text)
        rows = list(_rows(path, text, separator))[told:]
        if not rows:
            raise FileProblem("{path} is empty; its first line names the columns {columns}.", path=path, columns=_COLUMNS)
        columns = _columns(path, *rows[0])
        if len(rows) == 1:
            raise FileProblem("{path} has no scores, only the names of the columns.", path=path)
        given: list[Given] = []
        lines: list[int] = []
        problems: list[Problem] = []
        for line, row in rows[1:]:
            try:
                given.append(_given(columns, row, separator))
                lines.append(line)
            except Refused as problem:
                problems.append(_at(path, line, problem))
        return cls(path, tuple(given), tuple(lines), tuple(problems))

    def rows_told(self) -> Iterator[str]:
        """What was read, a line for each candidate."""
        for candidate in dict.fromkeys(one.candidate for one in self.given):
            rows = [one for one in self.given if one.candidate == candidate]
            yield f"{candidate}: " + ", ".join(f"{one.criterion} {one.points or NOT_ASSESSED}" for one in rows)

    def check(self, check_many: Callable[[Sequence[Given]], None]) -> None:
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


def _separator(text: str) -> tuple[str, int]:
    """What separates the columns, and how many lines say so."""
    first = text.lstrip().split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and first[4:] in (",", ";", "", "\t"):
        # a tab at the end of a line is lost where lines are trimmed
        return first[4:] or "\t", 1
    return max(",;\t", key=first.count), 0


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


def _columns(path: Path, line: int, header: Sequence[str]) -> list[str]:
    names = list(header)
    while names and not names[-1]:
        names.pop()
    columns = [_NAMES.get(name.lower(), "") for name in names]
    lacking = [name for name in REQUIRED if name not in columns]
    unknown = [name for name, column in zip(names, columns, strict=True) if not column]
    for wrong, sentence in (
        (lacking, mark("{path}, line {line}: the columns {names} are missing; the first line names {columns}.")),
        (unknown, mark("{path}, line {line}: {names} are not columns of scores; the first line names {columns}.")),
        (_doubles(columns), mark("{path}, line {line}: the columns {names} stand twice; the first line names {columns}.")),
    ):
        if wrong:
            named = ", ".join(name or "“”" for name in wrong)
            raise FileProblem(sentence, path=path, line=line, names=named, columns=_COLUMNS)
    return columns


def _doubles(columns: Sequence[str]) -> list[str]:
    return sorted({column for column in columns if columns.count(column) > 1})


def _given(columns: Sequence[str], row: Sequence[str], separator: str) -> Given:
    if any(row[len(columns) :]):
        raise Refused(
            "there are {count} columns, and the first line names {named}; put a number with a decimal comma in quotation marks.",
            count=len(row),
            named=len(columns),
        )
    cells = {"remark": "", **dict.fromkeys(REQUIRED, ""), **dict(zip(columns, row, strict=False))}
    points, remark = cells["points"], cells["remark"]
    if not points:
        raise Refused("the points are missing; write a number, or - with a remark if it can't be assessed.")
    if points == NOT_ASSESSED and not remark:
        raise Refused("- says that it can't be assessed; the remark must say why.")
    if separator == "," and remark.isdecimal():
        raise Refused(
            "the remark is only “{remark}”; if the points are {points},{remark}, put them in quotation marks.",
            remark=remark,
            points=points,
        )
    return Given(cells["candidate"], cells["criterion"], None if points == NOT_ASSESSED else points, remark or None)
