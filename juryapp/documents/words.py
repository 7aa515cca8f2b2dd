"""Words of documents: totals in words, attendance, numbers of civil servants, names of candidates. No layout."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date

from juryapp import text
from juryapp.model.candidate import Attendance
from juryapp.text import _, current, mark, number, plain_date, zone_of

_ATTENDANCE = {
    Attendance.EXPECTED: mark("Not yet here"),
    Attendance.POSTPONED: mark("Rescheduled"),
    Attendance.PRESENT: mark("Present"),
    Attendance.REPRESENTED: mark("Represented"),
    Attendance.ONLINE: mark("Present online"),
    Attendance.ABSENT: mark("Absent"),
}


def in_words(printed: str, language: str | None = None) -> str:
    """A printed number in words: `83.35` is "delapan puluh tiga koma tiga lima". Decimals are read one by one, not `.00`."""
    language = language or current()
    sign, digits = ("-", printed[1:]) if printed.startswith("-") else ("", printed)
    whole, _point, decimals = digits.partition(".")
    words = [_spoken(int(whole), language)]
    if decimals.strip("0"):
        words.append("koma" if language == "id" else "point")
        words += [_spoken(int(digit), language) for digit in decimals]
    return " ".join([*(["minus"] if sign else []), *words])


def attendance(value: str) -> str:
    """How documents name whether and how a candidate came."""
    known = value in tuple(Attendance)
    return _(_ATTENDANCE[Attendance(value)]) if known else text.seen(value)


def nip(text: str) -> str:
    """A civil servant's number as offices write it, `19700101 199503 1 001`; another number as it is."""
    digits = "".join(text.split())
    if len(digits) == 18 and digits.isdigit():
        return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    return text


def candidate_line(candidate: Mapping[str, Any]) -> str:
    """Number, name and institution, on every line that names a candidate."""
    name, institution = candidate["name"], candidate["institution"]
    parts = [candidate["number"], name, *([institution] if institution and institution != name else [])]
    return " — ".join(parts)


def printed_number(text: str, places: int | None = None) -> str:
    """A number of the document's JSON as people read it, with the decimals it has there or `places`."""
    value = Decimal(text)
    if places is None:
        exponent = value.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return number(value, places)


def percent(text: str) -> str:
    """`25%`, `12,5%`."""
    return f"{number(Decimal(text))}%"


def period(start: str | None, end: str | None) -> str:
    """The assessment period as people write it; empty when it isn't known."""
    days = [plain_date(date.fromisoformat(day)) for day in (start, end) if day]
    return " – ".join(dict.fromkeys(days))


def local(at: str, zone: str) -> datetime:
    """A moment in the event's own zone. What documents are made from has been checked: it is one that a calendar has."""
    return datetime.fromisoformat(at).astimezone(zone_of(zone))


def moment(at: str, zone: str) -> str:
    """`19 Februari 2024 10.41 WITA`."""
    return str(text.ShownMoment(at, zone))


def juror_word(word: str) -> str:
    """What the event's documents call a juror, as a signer's title."""
    return _("Assessor") if word == "penilai" else _("Juror")


def day_in_words(day: date) -> str:
    """A day as minutes spell it out: `Senin, tanggal Sembilan Belas bulan Februari tahun Dua Ribu Dua Puluh Empat`."""
    weekday, month = (format_date(day, form, locale=current()) for form in ("EEEE", "MMMM"))
    return _(
        "{weekday}, the {day} of {month} in the year {year}",
        weekday=weekday,
        day=_spelt(day.day),
        month=month,
        year=_spelt(day.year),
    )


def _spelt(value: int) -> str:
    """A number in words, each with a capital letter: `Sembilan Belas`; in English an ordinal below 32: `nineteenth`."""
    if current() == "id":
        return _spoken(value, "id").title()
    return _spoken(value, "en", "ordinal" if value < 32 else "cardinal")


def _spoken(value: int, language: str, form: str = "cardinal") -> str:
    from num2words import num2words  # brings the numbers of fifty languages, and only documents spell any out

    return str(num2words(value, lang=language, to=form))
