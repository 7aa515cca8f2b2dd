"""The sheet Kriteria: rubrics, scales and weights."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.limits import GUIDANCE
from juryapp.model.points import Scale, read_decimal
from juryapp.text import mark
from juryapp.workbook.bands import BandCheck, band_columns
from juryapp.workbook.categories import CategoryRow
from juryapp.workbook.cells import fold, line
from juryapp.workbook.mistakes import LocalNumber, Mistakes, clipped
from juryapp.workbook.references import DOUBLE, LOOKS_LIKE, Codes, looks
from juryapp.workbook.rows import WorkbookRow
from juryapp.workbook.table import TableRows
from juryapp.workbook.twins import note_twin_names
from juryapp.workbook.unknown import tell_unknown_columns
from juryapp.workbook.weights import Weight, WeightGroup, read_weight, settle_weights

_MOST_VALUES = 200
BEYOND_SET = mark("{at}: {column} is {given}, and the set “{found}” ends at {end}, which is followed; make them agree.")


@dataclass
class _Line:
    """One row of the sheet; `categories` are the codes it belongs to, none where its category is unknown."""

    row: WorkbookRow
    criterion: Criterion
    weight: Weight | None
    categories: tuple[str, ...] = ()
    doubled: bool = False


def read_criteria(
    rows: TableRows, categories: Sequence[CategoryRow], codes: Codes, mistakes: Mistakes, *, complete: bool = True
) -> tuple[list[Category], list[Criterion], dict[tuple[str, str], str]]:
    """The categories with their tie orders, the criteria, a row for `*` once for each category, and where each stands.

    Not `complete`: a category may lack criteria, and names that may be one aren't noted.
    """
    readable = not any(isinstance(cell.value, date) for cell in rows.others)
    at_scale = rows.columns.get("maximum", rows.columns.get("code", 0))
    columns, others = band_columns(rows, mistakes)
    tell_unknown_columns(rows, others, mistakes)
    bands = BandCheck(rows.sheet, columns, at_scale, mistakes, complete=readable)
    bands.note_empty(rows)
    lines = [_read_line(row, [c.category.code for c in categories], codes, bands) for row in rows]
    _tell_doubles(lines)
    for entry in categories if complete else ():
        own = (one for one in lines if entry.category.code in one.categories)
        note_twin_names(((one.criterion.code, one.criterion.name, one.row.at("name")) for one in own), mistakes)
    groups = [_group(entry.category.code, lines) for entry in categories]
    strays: list[Hashable] = [at for at, entry in enumerate(lines) if not entry.categories]
    weights: dict[Hashable, Weight | None] = {at: entry.weight for at, entry in enumerate(lines)}
    percents = settle_weights(weights, groups, strays, mistakes)
    if complete and lines and not strays and not codes.silent:
        _tell_empty(categories, groups)
    criteria = [
        replace(entry.criterion, category=category, weight=percents.get(at, Decimal(0)))
        for at, entry in enumerate(lines)
        for category in entry.categories
    ]
    where = {
        ("criterion", f"{category}/{entry.criterion.code}"): str(entry.row.at("code"))
        for entry in lines
        for category in entry.categories
    }
    return [_with_tie_order(entry, lines, strays=bool(strays)) for entry in categories], criteria, where


def _read_line(row: WorkbookRow, all_codes: Sequence[str], codes: Codes, bands: BandCheck) -> _Line:
    cell = row.cell("category")
    if cell is not None and line(cell.text) == "*":
        categories = tuple(all_codes)
    else:
        found = codes.refer(row, "category")
        categories = (found,) if found is not None else ()
    weight = read_weight(row, "weight")
    scale = _scale(row)
    criterion = Criterion(
        category="",
        code=row.code("code") or "",
        name=row.text("name"),
        weight=Decimal(0),
        scale=scale or Scale(),
        guidance=row.text("guidance", GUIDANCE, in_lines=True),
        bands=bands.read(row.place.row, scale),
    )
    return _Line(row, criterion, weight, categories)


def _scale(row: WorkbookRow) -> Scale | None:
    """The scale, or None if it can't be read (which is told)."""
    minimum, maximum, step_cell = row.decimal("minimum"), row.decimal("maximum"), row.cell("step", number=True)
    if row.wrong & {"minimum", "maximum", "step"}:
        return None
    if step_cell is not None and ";" in step_cell.text:
        return _fixed_set(row, step_cell.text, minimum, maximum)
    low, high = minimum if minimum is not None else Decimal(0), maximum if maximum is not None else Decimal(100)
    step = row.decimal("step")
    if "step" in row.wrong:
        return None
    if low >= high:
        at = "maximum" if maximum is not None else "minimum"
        row.tell(
            at,
            mark("{at}: the scale ends at {high} but begins at {low}; Max must be above Min."),
            low=LocalNumber(low),
            high=LocalNumber(high),
        )
        return None
    if step is not None and (step <= 0 or (high - low) % step != 0):
        row.tell(
            "step",
            mark("{at}: steps of {step} don't divide the scale {low} to {high}; type a step that ends at {high}."),
            step=LocalNumber(step),
            low=LocalNumber(low),
            high=LocalNumber(high),
        )
        return None
    if step is None and (high - low) % 1 != 0:
        row.tell(
            "step",
            mark("{at}: without a step, points are whole, and {low} to {high} is not; type a step."),
            low=LocalNumber(low),
            high=LocalNumber(high),
        )
        return None
    return Scale(low, high, step if step is not None else Decimal(1))


def _fixed_set(row: WorkbookRow, text: str, minimum: Decimal | None, maximum: Decimal | None) -> Scale | None:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    values = [value for part in parts if (value := read_decimal(part)) is not None]
    if len(values) < len(parts) or not 2 <= len(set(values)) == len(values) <= _MOST_VALUES:
        row.tell(
            "step",
            mark("{at}: “{found}” is not a set of points; type different numbers such as 1;2;3;5;6;7."),
            found=clipped(text),
        )
        return None
    values.sort()
    low, high = minimum if minimum is not None else values[0], maximum if maximum is not None else values[-1]
    if values[0] < low or values[-1] > high:
        row.tell(
            "step",
            mark("{at}: the set “{found}” goes outside {low} to {high}."),
            found=clipped(text),
            low=LocalNumber(low),
            high=LocalNumber(high),
        )
        return None
    for key, given, end in (("minimum", minimum, values[0]), ("maximum", maximum, values[-1])):
        if given is not None and given != end:
            row.note(key, BEYOND_SET, column=row.name(key), given=LocalNumber(given), end=LocalNumber(end), found=clipped(text))
    return Scale(values[0], values[-1], Decimal(1), tuple(values))


def _tell_doubles(lines: Sequence[_Line]) -> None:
    first: dict[tuple[str, str], _Line] = {}
    known: dict[tuple[str, str], _Line] = {}
    """By how the code looks."""
    for entry in lines:
        keys = [(category, fold(entry.criterion.code)) for category in entry.categories if entry.criterion.code]
        earlier = next((first[key] for key in keys if key in first), None)
        alike = next((known[look] for key in keys if (look := (key[0], looks(key[1]))) in known), None)
        if alike is not None and earlier is None:
            gaps = {"other": alike.criterion.code, "first": alike.row.at("code").cell}
            entry.row.note("code", LOOKS_LIKE, found=entry.criterion.code, **gaps)
        if earlier is not None:
            entry.doubled = True
            entry.row.tell("code", DOUBLE, found=entry.criterion.code, first=earlier.row.at("code").cell)
        for key in keys:
            first.setdefault(key, entry)
            known.setdefault((key[0], looks(key[1])), entry)


def _group(category: str, lines: Sequence[_Line]) -> WeightGroup:
    members = [at for at, entry in enumerate(lines) if category in entry.categories]
    return WeightGroup(category, tuple(members), tuple(at for at in members if lines[at].doubled))


def _tell_empty(categories: Sequence[CategoryRow], groups: Sequence[WeightGroup]) -> None:
    for entry, group in zip(categories, groups, strict=True):
        if not group.members:
            entry.row.tell(
                "code",
                mark("{at}: the category {category} has no criteria; add them to the sheet Kriteria (Criteria)."),
                category=entry.category.code,
            )


def _with_tie_order(entry: CategoryRow, lines: Sequence[_Line], *, strays: bool) -> Category:
    """The category with its tie order in the criteria's spelling."""
    own = [line for line in lines if entry.category.code in line.categories]
    spelled = {fold(line.criterion.code): line.criterion.code for line in own if line.criterion.code}
    order = []
    for code in entry.tie_order:
        if fold(code) in spelled:
            order.append(spelled[fold(code)])
        elif own and not strays and not any(line.doubled or not line.criterion.code for line in own):
            entry.row.tell(
                "tie_order",
                mark("{at}: the tie order names “{found}”, which is no criterion of this category."),
                found=clipped(code),
            )
    return replace(entry.category, tie_order=tuple(order))
