"""Translation of messages: one way for windows, documents, command line and problems; numbers and dates as people write them.

Messages are whole English sentences with named gaps; `resources/translations/<language>/<room>.po` holds the
other languages (one file a room, so that a room's words lie together). Not here: wording itself.
"""

from __future__ import annotations

import gettext
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path, PurePath

from juryapp.clock import local_clock

LANGUAGES = ("id", "en")
_FIRST_ROOMS = frozenset({"ui", "documents"})
_program = LANGUAGES[0]
"""What the program speaks, in every thread that isn't `speaking` another language."""
_for_a_while: ContextVar[str | None] = ContextVar("language", default=None)
"""What this thread speaks instead while it writes a document; the window goes on in the program's language meanwhile."""


def resources() -> Path:
    """The folder of translations, icons and templates, also inside a frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return base / "resources"


def use(language: str) -> None:
    """Choose the language in which this program speaks, in all threads. Raises ValueError for one that it doesn't know."""
    global _program
    _program = _known(language)


def current() -> str:
    """The language that is spoken here and now."""
    return _for_a_while.get() or _program


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while, in this thread alone: a document is written in its event's language."""
    before = _for_a_while.set(_known(language))
    try:
        yield
    finally:
        _for_a_while.reset(before)


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(language)
    return language


def translate(message: str, /, **gaps: object) -> str:
    """The sentence in the current language, its gaps filled; a file's name in a gap stays on its line (`one_line`)."""
    sentence = _translated(message, current()) if message else ""
    return _filled(sentence, _fitting(gaps)) if gaps else sentence


_ = translate


def is_message(message: str) -> bool:
    """True if this is one of the program's own messages, to the letter: a sentence with its gaps open."""
    return bool(message) and _translated(message, "id") != message


def plural(one: str, many: str, count: int, /, **gaps: object) -> str:
    """The sentence for this count; `{count}` is one of its gaps."""
    return _filled(_counted(one, many, count), {"count": count, **_fitting(gaps)})


def _filled(sentence: str, gaps: dict[str, object]) -> str:
    """With one full stop where what fills the last gap of a sentence, such as a title (`Ph.D.`), ends with one too."""
    for name, gap in gaps.items():
        stopped = f"{{{name}}}."
        if stopped in sentence and str(gap).endswith("."):
            sentence = sentence.replace(stopped, stopped[:-1])
    return sentence.format(**gaps)


def one_line(text: str) -> str:
    """A text of a stranger's as it may be shown among ours: what would break the line, or turn its letters round, becomes `?`."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _fitting(gaps: dict[str, object]) -> dict[str, object]:
    """A file may be called anything, also `x.pdf: valid` and, on its next line, whatever its maker wants the program to say."""
    return {name: one_line(str(gap)) if isinstance(gap, PurePath) else gap for name, gap in gaps.items()}


def mark(message: str) -> str:
    """Marks a message for translation where it is only stored, to be translated when shown."""
    return message


@lru_cache(maxsize=4_096)
def _translated(message: str, language: str) -> str:
    """The message in that language; itself where no room translates it, or translates it as it stands.

    Looked up once: one catalogue is asked after the other, and a window says hundreds of sentences at a time.
    """
    for room in _rooms(language):
        sentence = _catalogue(room).gettext(message)
        if sentence != message:
            return sentence
    return message


def _counted(one: str, many: str, count: int) -> str:
    """The one or the other for this count, in the current language."""
    untranslated = one if count == 1 else many
    for room in _rooms(current()):
        sentence = _catalogue(room).ngettext(one, many, count)
        if sentence != untranslated:
            return sentence
    return untranslated


@cache
def _rooms(language: str) -> tuple[Path, ...]:
    """The catalogues of a language, each without its ending, those first that hold what the first window says.

    Reading all of them took a thirtieth of the time to that window; the others are read when somebody says what these don't have.
    """
    found = {path.with_suffix("") for path in (resources() / "translations" / language).glob("*.[pm]o")}
    return tuple(sorted(found, key=lambda room: (room.name not in _FIRST_ROOMS, room)))


@cache
def _catalogue(room: Path) -> gettext.GNUTranslations:
    """A room's translations: the compiled ones, unless the others are newer; a built program has the compiled alone."""
    po, compiled = room.with_suffix(".po"), room.with_suffix(".mo")
    if compiled.exists() and (not po.exists() or compiled.stat().st_mtime >= po.stat().st_mtime):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with po.open("rb") as source:
        catalogue = read_po(source)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


def half_up(value: Fraction | Decimal, places: int = 2) -> Decimal:
    """The value rounded half away from zero to `places` decimals: how awards publish totals (89,99)."""
    scaled = Fraction(value) * 10**places
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    whole += 2 * rest >= scaled.denominator
    return Decimal(-whole if scaled < 0 else whole).scaleb(-places)


def plain(value: Decimal) -> str:
    """Plain decimal notation without needless zeros, the form that is stored: `85`, `85.5`."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def number(value: Decimal | Fraction | int, places: int | None = None, language: str | None = None) -> str:
    """A number as people read it: `87,05` in Indonesian, `87.05` in English; thousands grouped."""
    language = language or current()
    exact = half_up(Fraction(value), places) if places is not None else Decimal(plain(_decimal(value)))
    text = f"{exact:,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def typed(value: Decimal) -> str:
    """A number as people type it: `1500,5` in Indonesian, `1500.5` in English; nothing is grouped, so it has one meaning."""
    text = plain(value)
    return text.replace(".", ",") if current() == "id" else text


def _decimal(value: Decimal | Fraction | int) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(value)


def long_date(day: date, language: str | None = None) -> str:
    """`Senin, 19 Februari 2024`."""
    from babel.dates import format_date

    return format_date(day, "EEEE, d MMMM y", locale=language or current())


def as_many_decimals(value: Decimal) -> str:
    """With the decimals that it has: `4,50` for 4.50."""
    return number(value, max(0, -int(value.as_tuple().exponent)))


def plain_date(day: date, language: str | None = None) -> str:
    """`19 Februari 2024`."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=language or current())


class ShownDay:
    """A day in a problem's gap, `19 Februari 2024`: it is put into the reader's language when the problem is shown."""

    def __init__(self, day: date) -> None:
        self._day = day

    def __str__(self) -> str:
        return plain_date(self._day)


class ShownMoment:
    """A moment as entries say it in a problem's gap, `19 Februari 2024 10.41 WITA`, when the problem is shown."""

    def __init__(self, at: str, zone: str) -> None:
        self._at, self._zone = at, zone

    def __str__(self) -> str:
        there = local(self._at, self._zone)
        return f"{plain_date(there.date())} {clock_time(there, self._zone)}" if there else seen(self._at)


ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def zone_name(zone: str, at: datetime | None = None) -> str:
    """How people name the zone: WIB, WITA, WIT, else its abbreviation."""
    if zone in ZONE_NAMES:
        return ZONE_NAMES[zone]
    return (at or local_clock()).astimezone(zone_of(zone)).tzname() or zone


def zone_of(name: str) -> tzinfo:
    """The time zone of this name; UTC where no calendar knows it, as an event from elsewhere may say."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def local(at: str, zone: str = "") -> datetime | None:
    """A moment as entries say it, in this zone or its own; None for what no calendar has, as a file from elsewhere may hold."""
    try:
        there = datetime.fromisoformat(at)
        return there.astimezone(zone_of(zone)) if zone else there
    except (ValueError, OverflowError):
        return None


def clock_time(at: time | datetime, zone: str | None = None, language: str | None = None, *, seconds: bool = False) -> str:
    """`09.00 WITA` in Indonesian, `09:00 WITA` in English; `09.00.05` with `seconds`."""
    between = "." if (language or current()) == "id" else ":"
    text = at.strftime(between.join(("%H", "%M", "%S") if seconds else ("%H", "%M")))
    return f"{text} {zone_name(zone, at if isinstance(at, datetime) and at.tzinfo else None)}" if zone else text


_MOST_SEEN = 80


def seen(text: str, most: int = _MOST_SEEN) -> str:
    """A text from elsewhere as it may be shown among ours: in one line (`one_line`), and cut where it is long."""
    folded = " ".join(text.split())
    return one_line(folded if len(folded) <= most else folded[: most - 1] + "…")


def called(name: str, otherwise: str = "") -> str:
    """How a laptop calls itself, in quotation marks that it can't close itself: no name reads as words of the program.

    One that has no name goes by the beginning of its id, `otherwise`.
    """
    shown = seen(name, 60).translate(_NO_QUOTES).strip()
    return f"“{shown}”" if shown else otherwise[:8]


_NO_QUOTES = dict.fromkeys(map(ord, '“”„‟"«»'), "'")
