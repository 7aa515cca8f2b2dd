"""The column Pembulatan of the sheet Kategori: a list of steps with their decimals, `rata-rata kriteria:2, nilai akhir:2`."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from juryapp.model.category import Category, Method, Trim
from juryapp.model.rounding import MOST_PLACES, Rounding, Roundings, Step
from juryapp.text import mark
from juryapp.workbook.cells import fold
from juryapp.workbook.columns import METHODS, STEPS, TRIMS, same
from juryapp.workbook.mistakes import WorkbookWord, clipped, listed
from juryapp.workbook.rows import WorkbookRow

UNKNOWN = mark(
    "{at}: rounding “{found}” is not known; type one or more of {examples} with commas between them, or leave it empty."
)
NEARLY = mark("{at}: rounding “{found}” is not known; did you mean {nearest}? There are {examples}.")
NO_PLACES = mark("{at}: rounding “{found}” doesn't say to how many decimals; type them after a colon, such as {nearest}.")
TOO_FINE = mark("{at}: rounding “{found}” is to no number of decimals from 0 to {most}; type one such as {nearest}.")
TWICE = mark("{at}: “{found}” stands twice in the list; name it once.")
NO_MEANS = mark(
    "{at}: “{step}” rounds each criterion's mean over the jurors, and with the method {method} no criterion has one; "
    "leave it out, or choose the method {mean}, or {trimmed} with {trim} in the column {column}."
)
_ALIKE = 0.6


def read_roundings(row: WorkbookRow) -> Roundings:
    """The steps that the cell names, in their order; every part of it that is wrong is told."""
    found: dict[Step, Rounding] = {}
    for part in re.split("[,;]", row.text("rounding", printed=False)):
        rounding = _rounding(row, part.strip()) if part.strip() else None
        if rounding and rounding.step in found:
            row.tell("rounding", TWICE, found=STEPS[rounding.step])
        elif rounding:
            found[rounding.step] = rounding
    return Roundings.of(found.values())


def _rounding(row: WorkbookRow, part: str) -> Rounding | None:
    name, _colon, places = (piece.strip() for piece in part.replace("=", ":").partition(":"))
    step = next((step for step, word in STEPS.items() if same(name, word)), None)
    if step is None:
        _tell_unknown(row, part, name)
    elif not places:
        row.tell("rounding", NO_PLACES, found=clipped(part), nearest=_example(step))
    elif re.fullmatch("[0-9]", places, re.ASCII) is None or int(places) > MOST_PLACES:
        row.tell("rounding", TOO_FINE, found=clipped(part), most=MOST_PLACES, nearest=_example(step))
    else:
        return Rounding(step, int(places))
    return None


def _tell_unknown(row: WorkbookRow, part: str, name: str) -> None:
    near = max(STEPS, key=lambda step: _likeness(name, STEPS[step]))
    examples = listed(map(_example, STEPS))
    if _likeness(name, STEPS[near]) < _ALIKE:
        row.tell("rounding", UNKNOWN, found=clipped(part), examples=examples)
    else:
        row.tell("rounding", NEARLY, found=clipped(part), nearest=_example(near), examples=examples)


def _likeness(name: str, word: WorkbookWord) -> float:
    return max(SequenceMatcher(None, fold(name[:60]), fold(each)).ratio() for each in (word.indonesian, word.english))


def _example(step: Step) -> WorkbookWord:
    return WorkbookWord(f"{STEPS[step].indonesian}:2", f"{STEPS[step].english}:2")


def check_roundings(row: WorkbookRow, category: Category) -> None:
    """Tells rules that round each criterion's mean where the method makes none."""
    if category.rounds_means_it_lacks and not row.wrong & {"rounding", "method", "trim"}:
        row.tell(
            "rounding",
            NO_MEANS,
            step=STEPS[Step.CRITERION_MEAN],
            method=_method(category),
            mean=METHODS[Method.MEAN],
            trimmed=METHODS[Method.TRIMMED],
            trim=TRIMS[Trim.CRITERION],
            column=row.heading("trim"),
        )


def _method(category: Category) -> WorkbookWord:
    method, trim = METHODS[category.method], TRIMS[category.trim]
    if category.method is not Method.TRIMMED:
        return method
    return WorkbookWord(f"{method.indonesian} ({trim.indonesian})", f"{method.english} ({trim.english})")
