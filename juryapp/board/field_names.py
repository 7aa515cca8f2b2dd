"""What the journal's fields and values are called: in the words of the workbook, in the language that is spoken now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from juryapp.journal.entry import Value
from juryapp.journal.subjects import Subject
from juryapp.model.rounding import Roundings
from juryapp.text import _, clock_time, mark, number, plain_date
from juryapp.workbook.columns import ANSWERS, METHODS, NOT_ASSESSABLE, PLEDGES, PROVIDERS, ROLES, STEPS, TRIMS
from juryapp.workbook.mistakes import WorkbookWord

_WORDS: Mapping[str, Mapping[Any, WorkbookWord]] = {
    "method": METHODS, "trim": TRIMS, "not_assessable": NOT_ASSESSABLE, "role": ROLES, "simulated": ANSWERS,
    "pledge": PLEDGES, "provider": PROVIDERS,
}  # fmt: skip
"""What the workbook calls the values of a field."""
_FIELDS = {
    "award": mark("award"), "label": mark("code"), "edition": mark("edition"), "assessed_from": mark("assessment from"),
    "assessed_to": mark("assessment to"), "organiser": mark("organiser"), "stage": mark("stage"), "venue": mark("venue"),
    "city": mark("city"), "time_zone": mark("time zone"), "language": mark("language"), "letterhead": mark("letterhead"),
    "logo": mark("logo"), "minutes_number": mark("minutes number"), "juror_word": mark("word for juror"), "paper": mark("paper"),
    "recapitulation_number": mark("recapitulation number"), "letter_margin": mark("left margin of letters"),
    "meeting_day": mark("day of the plenary"), "meeting_place": mark("place of the plenary"),
    "letter_size": mark("type size of letters"), "simulated": mark("simulated data"),
    "position": mark("place in the list"), "name": mark("name"),
    "places": mark("number of places"), "method": mark("method"), "trim": mark("trim"), "rounding": mark("rounding"),
    "tie_order": mark("tie order"), "not_assessable": mark("not assessable"), "panel": mark("panel"),
    "category": mark("category"), "institution": mark("institution"), "head": mark("head"), "presenter": mark("presenter"),
    "facts": mark("list of facts"), "office": mark("position"), "nip": mark("NIP"), "panels": mark("list of panels"),
    "role": mark("role"), "affiliations": mark("list of affiliations"), "pledge": mark("integrity pledge"),
    "provider": mark("boxes for providers' signatures"),
}  # fmt: skip


def field_name(field: str) -> str | None:
    """What people call a field of a record; None for one that this program doesn't know."""
    return _(_FIELDS[field]) if field in _FIELDS else None


def whole(subject: str, value: Value) -> str:
    """A slot, a stage or a stage's score as people say it."""
    assert value is not None
    if subject == Subject.STAGE_SCORE:
        return number(Decimal(str(value["points"])))
    if subject == Subject.SLOT:
        day, start, end = plain_date(date.fromisoformat(value["day"])), _hour(value["start"]), _hour(value["end"])
        return ", ".join(part for part in (day, f"{start}–{end}" if end else start, value["panel"], value["room"]) if part)
    told = [_("weight {weight}", weight=number(Decimal(value["weight"])))]
    if value["maximum"]:
        told.append(_("at most {maximum}", maximum=number(Decimal(value["maximum"]))))
    return ", ".join(told)


def _hour(text: str) -> str:
    return clock_time(time.fromisoformat(text)) if text else ""


def shown(field: str, value: Value) -> str:
    """A field's value as the workbook says it."""
    inner = value["value"] if value else None
    if inner is None:
        return "–"
    if field in _WORDS:
        return str(_WORDS[field][inner])
    if field == "rounding":
        return ", ".join(f"{STEPS[rule.step]}:{rule.places}" for rule in Roundings.read(inner).rules)
    if field in ("assessed_from", "assessed_to", "meeting_day"):
        return plain_date(date.fromisoformat(inner))
    if field == "logo":
        return _("another picture")
    if isinstance(inner, list):
        return ", ".join(": ".join(map(str, part)) if isinstance(part, list) else str(part) for part in inner)
    return str(inner)
