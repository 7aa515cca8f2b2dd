"""The score sheet as canonical JSON: the truth that is signed, attached and printed. Knows nothing of pages."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from juryapp.canonical_json import canonical, read_canonical
from juryapp.documents.rounding import read_roundings, rules_of_sheet, sheet_rounding
from juryapp.documents.shape import SHEET, fits, refuse_newer
from juryapp.errors import FileProblem
from juryapp.model.candidate import Attendance, Candidate
from juryapp.model.category import Category
from juryapp.model.criterion import Criterion
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.model.names import Names, names_of, scales_of
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings, Step
from juryapp.model.score import Score
from juryapp.model.slot import Slot
from juryapp.tally.exact import sheet_total
from juryapp.text import half_up, plain

FORMAT = "jury-sheet-1"
"""Data and layout of a score sheet. Another layout is another format: a signed page is drawn anew to be verified."""
_MOST_BYTES = 2_000_000
"""Of a sheet's data, its logo included."""
_LONGEST = 10_000
"""Letters of one text; the longest that a jury writes, remarks and reasons, have 2,000."""
_MOST_LETTERS = 200_000
"""Of all texts together: fifty criteria with the longest guidance and remarks have 150,000, and take seconds to draw."""
_MOST_HEADING = 40
_MOST_CRITERIA = 200
_MOST_LINES = 2_000


@dataclass(frozen=True)
class Supersedes:
    """What a later revision replaces."""

    revision: int
    sha256: str
    """SHA-256 of the replaced PDF, in hex."""
    reason: str


@dataclass(frozen=True)
class SheetFacts:
    """Everything that one revision of one score sheet says."""

    event: Event
    event_id: str
    category: Category
    criteria: tuple[Criterion, ...]
    """The category's rubric, in order."""
    candidate: Candidate
    juror: Juror
    scores: Mapping[str, Score]
    """By criterion code; each criterion has one."""
    total: Fraction
    """The exact total, already rounded where the category's rule rounds."""
    weight_used: Decimal
    """Sum of the weights that could be assessed, in percent: 100 when all were."""
    signed_at: datetime
    """Local time of this laptop, with its zone."""
    slot: Slot | None = None
    panel: str = ""
    chair: Juror | None = None
    """Who countersigns; None for no such block."""
    revision: int = 1
    device: str = ""
    """The device's name, as people call the laptop."""
    device_id: str = ""
    entries: tuple[str, ...] = ()
    """The ids of the journal entries that the signature freezes."""
    rubric: str = ""
    supersedes: Supersedes | None = None
    stated: date | None = None
    """Which day it was, as the desk states about the date of `signed_at`; None where it states nothing."""
    typed: tuple[str, ...] = ()
    """The codes of the criteria whose points or remarks the secretary's desk typed from the juror's paper form."""
    typists: tuple[str, ...] = ()
    """The names of whoever typed them, and of a second person who typed them again."""
    assisted: tuple[str, ...] = ()
    """The codes of the criteria whose points or reasons an assistant typed for the juror."""
    assistants: tuple[str, ...] = ()
    """The names of those assistants."""

    @property
    def names(self) -> Names:
        """Whom and what the sheet names, as its signing freezes it."""
        return names_of(self.candidate, self.category, self.panel, self.juror, scales_of(self.criteria))


def sheet_id(event_code: str, candidate: str, juror: str) -> str:
    """How a sheet is named on paper and in its QR code, without its revision: `PAR24/K01/J06`."""
    return f"{event_code}/{candidate}/{juror}"


def sheet_json(facts: SheetFacts) -> bytes:
    """The canonical JSON of a sheet. Its SHA-256 stands in the QR code and on the page."""
    return canonical(
        {
            "format": FORMAT,
            "kind": FileKind.SCORE_SHEET,
            "sheet": sheet_id(facts.event.code, facts.candidate.number, facts.juror.code),
            "revision": facts.revision,
            "event": event_block(facts.event, facts.event_id),
            "candidate": candidate_block(facts.candidate, facts.category),
            "juror": juror_block(facts.juror),
            "chair": {"name": facts.chair.name, "nip": facts.chair.nip} if facts.chair else None,
            "panel": facts.panel,
            "slot": slot_block(facts.slot),
            "criteria": [_criterion(c, facts.scores[c.code], facts.category.roundings) for c in facts.criteria],
            "total": str(facts.total),
            "total_printed": format(half_up(facts.total), "f"),
            "rescaled": _rescaled(facts.criteria, facts.scores, facts.weight_used, facts.category.roundings),
            "rounding": sheet_rounding(facts.category.roundings),
            "rubric": facts.rubric,
            "signed_at": facts.signed_at.isoformat(),
            "device": {"id": facts.device_id, "name": facts.device},
            "entries": sorted(facts.entries),
            "supersedes": _supersedes(facts.supersedes),
            **({"day": facts.stated.isoformat()} if facts.stated else {}),
            **({"typed": {"criteria": list(facts.typed), "by": list(facts.typists)}} if facts.typed else {}),
            **({"assisted": {"criteria": list(facts.assisted), "by": list(facts.assistants)}} if facts.assisted else {}),
        }
    )


def read_sheet(sheet: bytes) -> dict[str, Any]:
    """The sheet's JSON as a mapping.

    Raises `FileProblem` when these bytes are not a canonical score sheet, `NewerFormat` for one of a later program.
    """
    value = read_canonical(sheet)
    refuse_newer(value, FORMAT)
    if value is None or not fits(value, SHEET) or value["format"] != FORMAT or not _drawable(sheet, value):
        raise FileProblem("This is not the data of a Juryapp score sheet; open the file that Juryapp made.")
    return value


def _drawable(sheet: bytes, value: Mapping[str, Any]) -> bool:
    """True for what a jury could have written; foreign data may be made to take hours to draw."""
    few = len(value["criteria"]) <= _MOST_CRITERIA and len(value["event"]["letterhead"]) <= _MOST_HEADING
    few = few and len(rules_of_sheet(value["rounding"])) <= len(Step)
    lengths = [len(text) for text in _texts({**value, "event": {**value["event"], "logo": ""}, "entries": []})]
    short = max(lengths) <= _LONGEST and sum(lengths) <= _MOST_LETTERS
    return few and short and len(sheet) <= _MOST_BYTES and sheet.count(b"\\n") <= _MOST_LINES


def _texts(value: object) -> Iterator[str]:
    """Every text in the data, to whatever depth; its shape bounds the depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def event_block(event: Event, event_id: str) -> dict[str, object]:
    """What every document says of its event."""
    return {
        "id": event_id,
        "code": event.code,
        "award": event.award,
        "edition": event.edition,
        "organiser": event.organiser,
        "stage": event.stage,
        "venue": event.venue,
        "city": event.city,
        "zone": event.time_zone,
        "language": event.language,
        "paper": event.paper,
        "juror_word": event.juror_word,
        "simulated": event.simulated,
        "letterhead": list(event.letterhead),
        "logo": base64.b64encode(event.logo).decode(),
        "assessed_from": event.assessed_from.isoformat() if event.assessed_from else None,
        "assessed_to": event.assessed_to.isoformat() if event.assessed_to else None,
    }


def candidate_block(candidate: Candidate, category: Category) -> dict[str, object]:
    """What documents say of a candidate."""
    return {
        "number": candidate.number,
        "name": candidate.name,
        "institution": candidate.institution,
        "category": {"code": category.code, "name": category.name},
        "head": candidate.head,
        "presenter": candidate.presenter,
        "attendance": known_attendance(candidate.attendance),
    }


def known_attendance(attendance: Attendance) -> str:
    """Whether and how a candidate came; nothing where no one recorded it here, as is usual at a juror's laptop."""
    return "" if attendance is Attendance.EXPECTED else attendance.value


def juror_block(juror: Juror) -> dict[str, object]:
    """What documents say of a juror."""
    return {
        "code": juror.code,
        "name": juror.name,
        "position": juror.position,
        "institution": juror.institution,
        "nip": juror.nip,
        "role": juror.role.value,
    }


def slot_block(slot: Slot | None) -> dict[str, object] | None:
    """When and where a candidate is interviewed, as documents say it."""
    if slot is None:
        return None
    end = slot.end.strftime("%H:%M") if slot.end else None
    return {"day": slot.day.isoformat(), "start": slot.start.strftime("%H:%M"), "end": end, "room": slot.room}


def _criterion(criterion: Criterion, score: Score, roundings: Roundings) -> dict[str, object]:
    value = weighted(criterion, score, roundings)
    return {
        "code": criterion.code,
        "name": criterion.name,
        "guidance": criterion.guidance,
        "weight": plain(criterion.weight),
        "scale": _scale(criterion.scale),
        "points": plain(score.points) if score.points is not None else None,
        "reason": score.reason,
        "remark": score.remark,
        "value": format(half_up(value, roundings.shown(Step.CRITERION)), "f") if value is not None else None,
    }


def weighted(criterion: Criterion, score: Score, roundings: Roundings) -> Fraction | None:
    """Weight x points / 100, rounded only where the rule rounds each criterion; None where it can't be assessed."""
    if score.points is None:
        return None
    value = Fraction(criterion.weight) * Fraction(score.points) / 100
    return roundings.rounded(Step.CRITERION, value)


def _scale(scale: Scale) -> dict[str, object]:
    if scale.values:
        return {"values": [plain(value) for value in scale.values]}
    return {"min": plain(scale.minimum), "max": plain(scale.maximum)}


def _rescaled(
    criteria: Sequence[Criterion], scores: Mapping[str, Score], used: Decimal, roundings: Roundings
) -> dict[str, object] | None:
    if used == sum((c.weight for c in criteria), Decimal(0)):
        return None
    values = (weighted(c, scores[c.code], roundings) for c in criteria)
    assessed = sum((value for value in values if value is not None), Fraction(0))
    return {"sum": format(half_up(assessed, roundings.shown(Step.CRITERION)), "f"), "weight": plain(used)}


def sums_agree(sheet: Mapping[str, Any]) -> bool:
    """True if the values and the total follow from the weights and points: a juror's own key can sign any numbers."""
    category = sheet["candidate"]["category"]["code"]
    try:
        roundings = read_roundings(rules_of_sheet(sheet["rounding"]))
    except ValueError:
        return False
    criteria = [Criterion(category, c["code"], c["name"], Decimal(c["weight"])) for c in sheet["criteria"]]
    scores = {c["code"]: Score("", "", c["code"], _decimal(c["points"]), c["reason"]) for c in sheet["criteria"]}
    if len(scores) != len(criteria) or sheet_rounding(roundings) != sheet["rounding"]:
        return False
    points = {code: score.points for code, score in scores.items()}
    exact = sheet_total(criteria, points, Category(category, "", roundings=roundings))
    if exact is None:
        return False
    values = [_criterion(c, scores[c.code], roundings)["value"] for c in criteria]
    used = sum((c.weight for c in criteria if points[c.code] is not None), Decimal(0))
    told = [sheet["total"], sheet["total_printed"], sheet["rescaled"], [c["value"] for c in sheet["criteria"]]]
    return told == [str(exact.value), format(half_up(exact.value), "f"), _rescaled(criteria, scores, used, roundings), values]


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def _supersedes(old: Supersedes | None) -> dict[str, object] | None:
    return {"revision": old.revision, "sha256": old.sha256, "reason": old.reason} if old else None
