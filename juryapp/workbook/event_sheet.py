"""The sheet Acara: names and values beside them, and the logo that lies beside the workbook."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import available_timezones

from juryapp.model.event import LETTER_MARGINS, LETTER_SIZES, Event
from juryapp.text import mark
from juryapp.workbook.cells import Sheet, WorkbookCell, fold, line
from juryapp.workbook.columns import ANSWERS, EVENT, JUROR_WORDS, LANGUAGES, PAPERS, PLEDGES, PROVIDERS, ZONES, column_named
from juryapp.workbook.merged import take_merged_values
from juryapp.workbook.mistakes import Mistakes, clipped
from juryapp.workbook.rows import WorkbookRow
from juryapp.workbook.unknown import tell_unknown_names
from juryapp.workbook.unnamed import tell_unread

_LARGEST_LOGO = 300 * 1024
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_LANGUAGE_WORDS = {
    "indonesia": "id",
    "indonesian": "id",
    "bahasa indonesia": "id",
    "inggris": "en",
    "english": "en",
    "bahasa inggris": "en",
}
NO_LOGO = mark("{at}: the picture “{found}” is not beside the workbook; put the file there and type its name alone.")


def read_event(sheet: Sheet, folder: Path, mistakes: Mistakes) -> tuple[Event, WorkbookRow]:
    """The event, and its row of cells. `folder` is where the logo's file lies."""
    row = _row(sheet, mistakes)
    language = _language(row)
    assessed_from, assessed_to = row.day("assessed_from"), row.day("assessed_to")
    if assessed_from and assessed_to and assessed_to < assessed_from:
        row.tell("assessed_to", mark("{at}: the assessment period ends before it begins."))
    letterhead = tuple(filter(None, (row.text(f"letterhead{n}") for n in range(1, 6))))
    event = Event(
        award=row.text("award"),
        code=row.code("code") or "",
        edition=row.text("edition"),
        assessed_from=assessed_from,
        assessed_to=assessed_to,
        organiser=row.text("organiser"),
        stage=row.text("stage"),
        venue=row.text("venue"),
        city=row.text("city"),
        time_zone=_zone(row),
        language=language,
        letterhead=letterhead,
        logo=_logo(row, folder),
        minutes_number=row.text("minutes_number"),
        recapitulation_number=row.text("recapitulation_number"),
        letter_margin=_within(row, "letter_margin", LETTER_MARGINS, 30),
        letter_size=_within(row, "letter_size", LETTER_SIZES, 11),
        juror_word=row.choice("juror_word", JUROR_WORDS, "juri"),
        paper=row.choice("paper", PAPERS, "A4"),
        provider=row.choice("provider", PROVIDERS, ""),
        pledge=row.choice("pledge", PLEDGES, ""),
        simulated=row.choice("simulated", ANSWERS, default=False),
    )
    return event, row


def _row(sheet: Sheet, mistakes: Mistakes) -> WorkbookRow:
    """The values by their names, as if they stood in one row; what is doubled or missing is told."""
    columns = {column.key: column for column in EVENT.columns}
    _drop_colons(sheet)
    take_merged_values(sheet, _names(sheet), mistakes)
    names = _names(sheet)
    tell_unknown_names(sheet, names, mistakes)
    right = [column for cell in names for column in sheet.rows[cell.place.row] if column > cell.place.column]
    value_column = min(right, default=min((cell.place.column for cell in names), default=0) + 1)
    tell_unread(sheet, names, value_column, mistakes)
    cells: dict[str, WorkbookCell] = {}
    for name in names:
        column = column_named(EVENT, name.text)
        assert column is not None
        if column.key in cells:
            first = sheet.place(cells[column.key].place.row, name.place.column).cell
            mistakes.tell(
                name.place,
                mark("{at}: “{found}” stands twice; the first is in {first}. Remove one."),
                found=name.text,
                first=first,
            )
        else:
            cells[column.key] = sheet.at(name.place.row, value_column)
    row = WorkbookRow(sheet.place(0, 0), cells, columns, mistakes)
    for column in EVENT.columns:
        if column.required and column.key not in cells:
            row.tell(column.key, mark("{at}: the row “{name}” is missing; it is required."), name=column.name)
    return row


def _drop_colons(sheet: Sheet) -> None:
    """Takes out the column of colons between names and values, and the colon before a value: `Kota | : | Denpasar`.

    Where only a few values begin with one, it belongs to them.
    """
    behind = [
        (row, column, line(cell.value))
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
        if column != min(cells) and isinstance(cell.value, str) and not cell.error
    ]
    begun = [one for one in behind if one[2].startswith(":")]
    usual = 2 * len({row for row, _column, _text in begun}) >= len({row for row, _column, _text in behind})
    for row, column, text in begun:
        if usual or text == ":":
            del sheet.rows[row][column]
            sheet.put(row, column, text[1:].strip())


def _names(sheet: Sheet) -> list[WorkbookCell]:
    """The name cells: the column that knows most names holds them."""
    known = [
        cell for cells in sheet.rows.values() for cell in cells.values() if not cell.error and column_named(EVENT, cell.text)
    ]
    columns = [cell.place.column for cell in known]
    best = max(sorted(set(columns)), key=columns.count, default=0)
    return sorted((cell for cell in known if cell.place.column == best), key=lambda cell: cell.place.row)


def _language(row: WorkbookRow) -> str:
    cell = row.cell("language")
    if cell is not None and fold(cell.text) in _LANGUAGE_WORDS:
        return _LANGUAGE_WORDS[fold(cell.text)]
    return row.choice("language", LANGUAGES, "id")


def _within(row: WorkbookRow, key: str, bounds: range, default: int) -> int:
    """The cell's whole number, if it lies within these bounds."""
    found = row.whole(key, default)
    if found in bounds:
        return found
    row.tell(
        key,
        mark("{at}: {column} {found} is not between {least} and {most}."),
        column=row.name(key),
        found=found,
        least=bounds[0],
        most=bounds[-1],
    )
    return default


def _zone(row: WorkbookRow) -> str:
    text = row.text("time_zone", printed=False)
    if not text:
        return ZONES["WIB"]
    zones = {fold(name): zone for name, zone in ZONES.items()}
    if fold(text) in zones:
        return zones[fold(text)]
    for zone in available_timezones():
        if fold(zone) == fold(text):
            return zone
    row.tell(
        "time_zone",
        mark("{at}: the time zone “{found}” is not known; type WIB, WITA, WIT or a name such as Asia/Makassar."),
        found=clipped(text),
    )
    return ZONES["WIB"]


def _logo(row: WorkbookRow, folder: Path) -> bytes:
    """The picture's bytes; nothing outside the workbook's folder is opened."""
    text = row.text("logo", printed=False)
    if not text:
        return b""
    path = folder / text.replace("\\", "/")
    beside = ".." not in path.parts and path.resolve().is_relative_to(folder.resolve()) and ":" not in text
    try:
        size = path.stat().st_size if beside and path.is_file() else None
        if size is None:
            row.tell("logo", NO_LOGO, found=clipped(text))
            return b""
        if size > _LARGEST_LOGO:
            row.tell("logo", mark("{at}: the picture “{found}” is larger than 300 KB; make it smaller."), found=clipped(text))
            return b""
        content = path.read_bytes()
    except (OSError, ValueError):
        row.tell("logo", NO_LOGO, found=clipped(text))
        return b""
    if not content.startswith((_PNG, _JPEG)):
        row.tell("logo", mark("{at}: “{found}” is not a PNG or JPEG picture; save the logo as one."), found=clipped(text))
    return content
