"""Writes a Setup as a workbook in the same form: what is written reads back the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl.styles import Font

from juryapp.disk import write_whole
from juryapp.model.category import Category, Method, Trim
from juryapp.model.criterion import Criterion
from juryapp.model.juror import Juror
from juryapp.model.setup import Setup
from juryapp.text import plain
from juryapp.workbook.columns import (
    ANSWERS,
    CANDIDATES,
    CATEGORIES,
    CRITERIA,
    EVENT,
    JURORS,
    MAXIMUM,
    METHODS,
    NOT_ASSESSABLE,
    PLEDGES,
    PROVIDERS,
    ROLES,
    SCHEDULE,
    STAGES,
    STEPS,
    TRIMS,
    WEIGHT,
    SheetKind,
)
from juryapp.workbook.layout import FORMATS, Book, Written, put, said
from juryapp.workbook.mistakes import WorkbookWord

FIELD, VALUE = WorkbookWord("Isian", "Field"), WorkbookWord("Nilai", "Value")


def write_setup(path: Path, setup: Setup) -> None:
    """Writes the event as an .xlsx workbook in its own language; a logo becomes a picture beside it.

    Raises `FileProblem` if the file can't be written.
    """
    book = Book(setup.event.language)
    _write_event(book, setup, _write_logo(path, setup.event.logo))
    _write_rows(book.table(CATEGORIES), CATEGORIES, rows_of(CATEGORIES, setup, book.language))
    _write_criteria(book, setup)
    _write_candidates(book, setup)
    for kind in (JURORS, SCHEDULE):
        _write_rows(book.table(kind), kind, rows_of(kind, setup, book.language))
    _write_stages(book, setup)
    book.save(path)


def _write_logo(path: Path, logo: bytes) -> str:
    if not logo:
        return ""
    ending = "png" if logo.startswith(b"\x89PNG") else "jpg"
    picture = path.with_name(f"{path.stem}-logo.{ending}")
    write_whole(picture, logo)
    return picture.name


def _write_rows(sheet: Any, kind: SheetKind, rows: Iterable[dict[str, Written]], first: int = 1) -> None:
    for at, row in enumerate(rows, first):
        for column, place in enumerate(kind.columns):
            put(sheet, at, column, row.get(place.key))


def _write_event(book: Book, setup: Setup, logo: str) -> None:
    event = setup.event
    values: dict[str, Written] = {
        "award": event.award,
        "code": event.code,
        "edition": event.edition,
        "assessed_from": event.assessed_from,
        "assessed_to": event.assessed_to,
        "organiser": event.organiser,
        "stage": event.stage,
        "venue": event.venue,
        "city": event.city,
        "time_zone": event.time_zone,
        "language": event.language,
        "logo": logo,
        "minutes_number": event.minutes_number,
        "recapitulation_number": event.recapitulation_number,
        "letter_margin": event.letter_margin,
        "letter_size": event.letter_size,
        "juror_word": event.juror_word,
        "paper": event.paper,
        "provider": said(PROVIDERS[event.provider], book.language) if event.provider else None,
        "pledge": said(PLEDGES[event.pledge], book.language) if event.pledge else None,
        "simulated": said(ANSWERS[event.simulated], book.language),
    }
    values |= {f"letterhead{n}": text for n, text in enumerate(event.letterhead, 1)}
    sheet = event_form(book)
    for row, column in enumerate(EVENT.columns, 1):
        put(sheet, row, 1, values.get(column.key))


def event_form(book: Book) -> Any:
    """The event's sheet with its names and drop-downs, its values empty."""
    sheet = book.add(EVENT.name)
    book.header(sheet, 0, 0, said(FIELD, book.language), 30, required=False)
    book.header(sheet, 0, 1, said(VALUE, book.language), 60, required=False)
    for row, column in enumerate(EVENT.columns, 1):
        put(sheet, row, 0, said(column.name, book.language)).font = Font(bold=column.required)
        sheet.cell(row + 1, 2).number_format = FORMATS[column.kind]
        if column.choices:
            book.drop_down(sheet, f"B{row + 1}", column.choices)
    sheet.freeze_panes = "B2"
    return sheet


def _category(category: Category, language: str) -> dict[str, Written]:
    return {
        "code": category.code,
        "name": category.name,
        "places": category.places,
        "method": said(METHODS[category.method], language),
        "trim": said(TRIMS[category.trim], language)
        if category.method is Method.TRIMMED or category.trim is not Trim.TOTAL
        else None,
        "rounding": ", ".join(f"{said(STEPS[rule.step], language)}:{rule.places}" for rule in category.roundings.rules),
        "tie_order": ", ".join(category.tie_order),
        "not_assessable": said(NOT_ASSESSABLE[category.not_assessable], language),
        "panel": category.panel,
    }


def _write_criteria(book: Book, setup: Setup) -> None:
    ranges = more_columns(CRITERIA, setup)
    sheet = book.table(CRITERIA, ranges)
    for row, one in enumerate(rows_of(CRITERIA, setup, book.language), 1):
        _write_row(sheet, CRITERIA, ranges, row, one)


def _ranges(criteria: Sequence[Criterion]) -> list[tuple[Decimal, Decimal]]:
    """The descriptors' ranges, highest first."""
    return sorted({(band.low, band.high) for criterion in criteria for band in criterion.bands}, reverse=True)


def _range(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)}-{plain(high)}"


def _criterion(criterion: Criterion) -> dict[str, Written]:
    scale = criterion.scale
    return {
        "category": criterion.category,
        "code": criterion.code,
        "name": criterion.name,
        "weight": criterion.weight,
        "minimum": scale.minimum,
        "maximum": scale.maximum,
        "step": ";".join(plain(value) for value in scale.values) if scale.values else plain(scale.step),
        "guidance": criterion.guidance,
    }


def _write_candidates(book: Book, setup: Setup) -> None:
    facts = more_columns(CANDIDATES, setup)
    sheet = book.table(CANDIDATES, facts)
    for row, one in enumerate(rows_of(CANDIDATES, setup, book.language), 1):
        _write_row(sheet, CANDIDATES, facts, row, one)


def _write_row(sheet: Any, kind: SheetKind, more: Sequence[str], row: int, texts: Mapping[str, Written]) -> None:
    for column, key in enumerate([*(place.key for place in kind.columns), *more]):
        put(sheet, row, column, texts.get(key))


def _juror(juror: Juror, language: str) -> dict[str, Written]:
    return {
        "code": juror.code,
        "name": juror.name,
        "position": juror.position,
        "institution": juror.institution,
        "nip": juror.nip,
        "affiliation": ", ".join(juror.affiliations),
        "panel": ", ".join(juror.panels),
        "role": said(ROLES[juror.role], language),
    }


def more_columns(kind: SheetKind, setup: Setup) -> list[str]:
    """The headings of the columns that this set-up has besides: candidates' facts, descriptors' ranges."""
    if kind is CANDIDATES:
        return list(dict.fromkeys(name for candidate in setup.candidates for name in candidate.facts))
    return [_range(low, high) for low, high in _ranges(setup.criteria)] if kind is CRITERIA else []


def rows_of(kind: SheetKind, setup: Setup, language: str) -> list[dict[str, Written]]:
    """A table's rows as they are written: by column, or by the heading of one that `more_columns` names."""
    if kind is CANDIDATES:
        keys = [column.key for column in kind.columns]
        return [{**{key: getattr(one, key) for key in keys}, **one.facts} for one in setup.candidates]
    if kind is CRITERIA:
        return [{**_criterion(one), **{_range(band.low, band.high): band.text for band in one.bands}} for one in setup.criteria]
    if kind is JURORS:
        return [_juror(one, language) for one in setup.jurors]
    if kind is CATEGORIES:
        return [_category(one, language) for one in setup.categories]
    assert kind is SCHEDULE
    return [{column.key: getattr(slot, column.key) for column in kind.columns} for slot in setup.slots]


def _write_stages(book: Book, setup: Setup) -> None:
    sheet = stage_form(book, [stage.name for stage in setup.stages])
    candidates = list(dict.fromkeys(score.candidate for score in setup.stage_scores))
    for row, candidate in enumerate(candidates, 3):
        put(sheet, row, 0, candidate)
    rows = {candidate: row for row, candidate in enumerate(candidates, 3)}
    for column, stage in enumerate(setup.stages, 1):
        put(sheet, 1, column, stage.weight)
        put(sheet, 2, column, stage.maximum)
        for score in setup.stage_scores:
            if score.stage == stage.name:
                put(sheet, rows[score.candidate], column, Decimal(score.points))


def stage_form(book: Book, stages: Sequence[str]) -> Any:
    """The stages' sheet with its two rows above the candidates."""
    sheet = book.table(STAGES, stages)
    for row, word in enumerate((WEIGHT, MAXIMUM), 1):
        put(sheet, row, 0, said(word, book.language)).font = Font(bold=word is WEIGHT)
    sheet.freeze_panes = "B4"
    return sheet
