"""The columns of a score file: their names in both languages, and what separates them. Not here: what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from juryapp.errors import FileProblem
from juryapp.text import mark
from juryapp.workbook.cells import fold
from juryapp.workbook.names_check import names_the_candidate

REQUIRED = ("candidate", "criterion", "points")
NAME = "name"
"""The column with the candidate's name, which is compared with the event's."""
SHOWN = "candidate,criterion,points[,remark]"
_CODE = "code"
"""A column of codes, without saying of what: of the criteria where another has the candidates, and the other way round."""
_NAMES = {
    "candidate": (
        *("candidate", "candidate number", "candidate code", "number"),
        *("kandidat", "nomor kandidat", "kode kandidat", "nomor"),
    ),
    "criterion": ("criterion", "criterion code", "criteria", "kriteria", "kode kriteria"),
    "points": ("points", "point", "score", "skor", "poin", "nilai"),
    "remark": (
        *("remark", "remarks", "reason", "note", "notes", "comment", "comments"),
        *("alasan", "alasan skor", "keterangan", "catatan", "komentar"),
    ),
    _CODE: ("code", "kode"),
}
_SEPARATORS = ",;\t|"
_NEAR = 0.7
_MEANT = mark("{path}, line {line}: a column is called “{found}”; did you mean “{meant}”? The first line names {columns}.")


def separator_of(text: str) -> tuple[str, int]:
    """What separates the columns, and how many lines say so."""
    first = text.lstrip().split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and (first[4:] == "" or first[4:] in _SEPARATORS):
        # a tab at the end of a line is lost where lines are trimmed
        return first[4:] or "\t", 1
    return max(_SEPARATORS, key=first.count), 0


def columns_of(path: Path, line: int, header: Sequence[str]) -> list[str]:
    """What each column of the file is, by the first line. Raises `FileProblem` for names that are lacking, unknown or doubled."""
    names = list(header)
    while names and not names[-1]:
        names.pop()
    columns = _with_codes([_column(name) for name in names])
    lacking = [name for name in REQUIRED if name not in columns]
    unknown = [name for name, column in zip(names, columns, strict=True) if column in ("", _CODE)]
    doubled = sorted({column for column in columns if columns.count(column) > 1})
    for wrong, sentence in (
        (lacking, mark("{path}, line {line}: a column is missing: {names}; the first line names {columns}.")),
        (unknown, mark("{path}, line {line}: a score file has no column of this name: {names}; the first line names {columns}.")),
        (doubled, mark("{path}, line {line}: a column stands twice: {names}; the first line names {columns}.")),
    ):
        if wrong:
            meant = _meant(names, columns)
            if meant:
                raise FileProblem(_MEANT, path=path, line=line, columns=SHOWN, found=meant[0], meant=meant[1])
            named = ", ".join(name or "“”" for name in wrong)
            raise FileProblem(sentence, path=path, line=line, names=named, columns=SHOWN)
    return columns


def _meant(names: Sequence[str], columns: Sequence[str]) -> tuple[str, str] | None:
    """The first column of a name that isn't known, and the known name that it is most like; None where there is no such."""
    known = [name for column, every in _NAMES.items() if column not in columns for name in every]
    for name, column in zip(names, columns, strict=True):
        near = get_close_matches(_plain(name), known, 1, _NEAR) if column == "" and name else []
        if near:
            return name, near[0]
    return None


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", fold(name).rstrip(":* "))


def _column(name: str) -> str:
    plain = _plain(name)
    known = next((column for column, names in _NAMES.items() if plain in names), "")
    return known or (NAME if names_the_candidate(plain) else "")


def _with_codes(columns: list[str]) -> list[str]:
    """A column of codes is the one that is lacking, if one alone is."""
    lacking = [column for column in ("candidate", "criterion") if column not in columns]
    return [lacking[0] if column == _CODE and len(lacking) == 1 else column for column in columns]
