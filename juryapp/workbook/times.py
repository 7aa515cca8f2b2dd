"""Days and times of day as people type them into cells."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from juryapp.model.limits import YEARS
from juryapp.workbook.cells import Value, fold

_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "pebruari", "feb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "agt", "ags", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "december", "des", "dec"),
)
_SERIAL_BEGIN = date(1899, 12, 30)
"""Day 0 of spreadsheets (ECMA-376 part 1, 18.17.4.1)."""
_SERIAL_BEGIN_1904 = date(1904, 1, 1)


def day_of(value: Value, *, since_1904: bool = False) -> date | None:
    """The day that a cell says: a date, `19/02/2024`, `19 Februari 2024`, `2024-02-19`, or a spreadsheet's day number."""
    if isinstance(value, datetime):
        return _sensible(value.date()) if value.time() == time() else None
    if isinstance(value, date):
        return _sensible(value)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        begin = _SERIAL_BEGIN_1904 if since_1904 else _SERIAL_BEGIN
        return begin + timedelta(days=int(value)) if value == int(value) and 20_000 <= value <= 90_000 else None
    return _sensible(_typed_day(fold(value))) if isinstance(value, str) else None


def _sensible(day: date | None) -> date | None:
    return day if day is not None and day.year in YEARS else None


def _typed_day(text: str) -> date | None:
    text = _without_weekday(text)
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t]0{1,2}[:.]00(?:[:.]00)?)?", text, re.ASCII):
        return _date(*found.groups())
    if found := re.fullmatch(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4})", text, re.ASCII):
        return _date(*reversed(found.groups()))
    if found := re.fullmatch(r"(\d{1,2})[\s-]+([a-z]+)\.?[\s,-]+(\d{4})", text, re.ASCII):
        return _date(found[3], _month(found[2]), found[1])
    if found := re.fullmatch(r"([a-z]+)\.? (\d{1,2}),? (\d{4})", text, re.ASCII):
        return _date(found[3], _month(found[1]), found[2])
    return None


def may_be_month_first(text: str) -> bool:
    """True for `02/03/2024`, which is 2 March here and 3 February elsewhere."""
    found = re.fullmatch(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?\d{4}", _without_weekday(fold(text)), re.ASCII)
    return found is not None and int(found[1]) != int(found[2]) and int(found[1]) <= 12


def _without_weekday(text: str) -> str:
    return re.sub(r"^[^\W\d]+['’]?[^\W\d]*\s*,\s*", "", text)


def _month(word: str) -> str:
    return next((str(number) for number, names in enumerate(_MONTHS, 1) if word in names), "0")


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def time_of(value: Value) -> time | None:
    """The time of day that a cell says: a time, `09.30`, `09:30`, `09.30 WITA`, or a fraction of a day."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return _at_seconds(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1_000_000)
    if isinstance(value, timedelta):
        return _at_seconds(value.total_seconds())
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _at_seconds(value * 86_400) if 0 <= value < 1 else None
    return _typed_time(fold(value)) if isinstance(value, str) else None


def _at_seconds(seconds: float) -> time | None:
    """The time at so many seconds of the day; a spreadsheet's fraction may lie a little off its minute."""
    minutes = int(seconds // 60) + (seconds % 60 >= 59.5)
    return time(minutes // 60, minutes % 60) if 0 <= minutes < 24 * 60 else None


def _typed_time(text: str) -> time | None:
    text = re.sub(r"^(?:pukul|jam)\s+", "", text)
    found = re.fullmatch(r"(\d{1,2})\s?[.:]\s?(\d{2})(?:[.:]\d{2})?\s?(am|pm)?(?:\s?(?:wib|wita|wit))?", text, re.ASCII)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[3] == "pm")
    return time(hour, minute) if hour < 24 and minute < 60 else None
