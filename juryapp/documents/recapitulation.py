"""The recapitulation (rekapitulasi nilai): jurors' signed totals side by side, score, rank, and how a tie was decided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from juryapp.canonical_json import canonical, read_canonical
from juryapp.documents.minutes_data import meeting_member
from juryapp.documents.page import SIMULATED, Places, Rendered, Surround, notices
from juryapp.documents.page import render as render_pages
from juryapp.documents.pdfa import About, Attachment
from juryapp.documents.recapitulation_page import story
from juryapp.documents.rounding import read_roundings, rounding_list
from juryapp.documents.shape import DECIMAL, RECAPITULATION, fits, refuse_newer
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.styles import markup
from juryapp.errors import FileProblem
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category
from juryapp.model.document import FileKind
from juryapp.model.event import PROVIDER_UNCERTIFIED, Event
from juryapp.model.juror import Juror, Role
from juryapp.model.meeting import Meeting
from juryapp.model.rounding import Roundings, Step
from juryapp.model.sheet import CellState
from juryapp.model.stage import Stage
from juryapp.signing.fields import provider_field
from juryapp.tally.margin import shown_margin
from juryapp.text import _, half_up, plain, speaking

FORMAT = "jury-recapitulation-1"
"""Data and layout; another layout is another format."""


@dataclass(frozen=True)
class CandidateRow:
    """One candidate's line."""

    candidate: Candidate
    cells: Mapping[str, Fraction | CellState]
    """By juror code: the total of the signed sheet, or why there is none. A juror who isn't expected has no cell."""
    rank: int | None = None
    score: Fraction | None = None
    decided_by: str = ""
    """`score`, `criterion:CODE`, `head-to-head`, `plenary` or `joint`."""
    why_open: str = ""
    """Why there is no rank yet, a sentence in the event's language."""
    decided: str = ""
    """What decided in people's words, with the values that were compared, in the event's language."""
    own: Fraction | None = None
    """The jurors' score alone, before other stages."""
    stages: Mapping[str, Decimal] = field(default_factory=dict)
    """Points of each stage that was judged elsewhere, as far as they are known."""


@dataclass(frozen=True)
class Narrow:
    """Two candidates next to each other, closer than one step of one juror."""

    first: str
    second: str
    margin: Fraction


@dataclass(frozen=True)
class CategoryResult:
    """One category's table, ranked rows first."""

    category: Category
    final: bool
    jurors: Sequence[Juror]
    """The columns."""
    rows: Sequence[CandidateRow]
    pending: Sequence[str] = ()
    """What else is missing for a final ranking besides sheets, as sentences in the event's language."""
    narrow: Sequence[Narrow] = ()
    stages: Sequence[Stage] = ()
    """All stages of the award, this event's own among them; none where the interview alone decides."""
    changed: Sequence[str] = ()
    """That the result was final and was changed, by which acts, as sentences in the event's language."""
    ties: Sequence[str] = ()
    """The names of the criteria that part equal scores, the first decides first."""

    def shown_margin(self, pair: Narrow) -> Decimal:
        """How far apart two of these are, as their scores are shown."""
        scores = {row.candidate.number: row.score for row in self.rows}
        return shown_margin(scores.get(pair.first) or pair.margin, pair.margin, self.category.roundings.shown(Step.FINAL))


@dataclass(frozen=True)
class Declined:
    """Someone who declined to sign a former version of a document."""

    code: str
    name: str
    document: str
    """By its id."""
    reason: str
    at: str = ""
    """When that version was certified, ISO 8601 with its zone; empty in data of before this was told."""

    def as_json(self) -> dict[str, str]:
        """As it stands in a document's data."""
        return {name: text for name, text in asdict(self).items() if text or name != "at"}


def recapitulation_json(
    event: Event,
    event_id: str,
    results: Iterable[CategoryResult],
    at: datetime,
    stated: date | None = None,
    declined: Sequence[Declined] = (),
    meeting: Meeting | None = None,
) -> bytes:
    """The canonical JSON of a recapitulation; `at` is the laptop's local time with its zone, `stated` the day by the desk,
    `meeting` when and where the plenary met."""
    categories = list(results)
    chairs = [juror for result in categories for juror in result.jurors if juror.role is Role.CHAIR]
    return canonical(
        {
            "format": FORMAT,
            "kind": FileKind.RECAPITULATION,
            "event": event_block(event, event_id),
            "at": at.isoformat(),
            **({"day": stated.isoformat()} if stated else {}),
            **meeting_member(meeting),
            **({"number": event.recapitulation_number} if event.recapitulation_number else {}),
            **({"provider": event.provider} if event.provider else {}),
            "categories": [_category(result) for result in categories],
            "chair": {"name": chairs[0].name, "nip": chairs[0].nip} if chairs else None,
            **({"declined": [one.as_json() for one in declined]} if declined else {}),
        }
    )


def render(recap: bytes) -> Rendered:
    """The recapitulation on landscape pages, with a field for each juror (`juror_field`), `Chair`, `Desk` and `HQ_Seal`.

    The same bytes each time. Raises `FileProblem` if these bytes are no recapitulation of ours.
    """
    value = read_recapitulation(recap)
    with speaking(value["event"]["language"]):
        return _rendered(value, recap)


def read_recapitulation(recap: bytes) -> dict[str, Any]:
    """The recapitulation's JSON as a mapping; raises `FileProblem` when it is not one of ours, `NewerFormat` for a later one."""
    value = read_canonical(recap)
    refuse_newer(value, FORMAT)
    if value is None or not fits(value, RECAPITULATION) or value["format"] != FORMAT or not _sound(value):
        raise FileProblem("This is not the data of a Juryapp recapitulation; open the file that Juryapp made.")
    return value


def chair_code(recap: bytes) -> str:
    """Whose the field `Chair` is: the first chair among the jurors; empty where nobody chairs."""
    value = read_recapitulation(recap)
    jurors = (juror for category in value["categories"] for juror in category["jurors"])
    return next((str(juror["code"]) for juror in jurors if juror["role"] == Role.CHAIR), "")


def _own_certificates(value: Mapping[str, Any]) -> list[str]:
    """The fields in which those who sign may sign with a provider's certificate of their own as well."""
    jurors = {juror["code"]: juror for category in value["categories"] for juror in category["jurors"]}
    return [provider_field(code) for code, juror in jurors.items() if juror["role"] != Role.OBSERVER]


def _sound(value: Mapping[str, Any]) -> bool:
    """True if every cell says a total or a state, every margin is between two rows, and rules may round so."""
    states = set(CellState)
    for category in value["categories"]:
        numbers = {row["number"] for row in category["rows"]}
        if not _can_round(category.get("rounding", [])):
            return False
        if any(not {pair["first"], pair["second"]} <= numbers for pair in category["narrow"]):
            return False
        points = [said for row in category["rows"] for said in row.get("stages", {}).values()]
        if any(not isinstance(said, str) or not DECIMAL.fullmatch(said) for said in points):
            return False
        cells = [cell for row in category["rows"] for cell in row["cells"].values()]
        if any(not isinstance(cell, str) or (cell not in states and not DECIMAL.fullmatch(cell)) for cell in cells):
            return False
    return True


def _can_round(rules: list[Mapping[str, Any]]) -> bool:
    try:
        return rules == rounding_list(read_roundings(rules))
    except ValueError:
        return False


def _category(result: CategoryResult) -> dict[str, object]:
    roundings = result.category.roundings
    return {
        "code": result.category.code,
        "name": result.category.name,
        "method": result.category.method.value,
        "places": result.category.places,
        "final": result.final,
        **({"stages": [stage_json(stage) for stage in result.stages]} if result.stages else {}),
        "pending": list(result.pending),
        **({"rounding": rounding_list(roundings)} if roundings else {}),
        **({"changed": list(result.changed)} if result.changed else {}),
        **({"ties": list(result.ties)} if result.ties else {}),
        "narrow": [{"first": n.first, "second": n.second, "margin": format(result.shown_margin(n), "f")} for n in result.narrow],
        "jurors": [juror_block(juror) for juror in result.jurors],
        "rows": [_row(row, roundings) for row in result.rows],
    }


def _row(row: CandidateRow, roundings: Roundings) -> dict[str, object]:
    return {
        "rank": row.rank,
        "number": row.candidate.number,
        "name": row.candidate.name,
        "institution": row.candidate.institution,
        "cells": {code: _cell(cell, roundings) for code, cell in row.cells.items()},
        "score": format(half_up(row.score, roundings.shown(Step.FINAL)), "f") if row.score is not None else None,
        "exact": str(row.score) if row.score is not None else None,
        "decided_by": row.decided_by,
        **({"decided": row.decided} if row.decided else {}),
        **({"own": _own(row, roundings), "stages": _points(row)} if row.own is not None or row.stages else {}),
        "why_open": row.why_open,
    }


def stage_json(stage: Stage) -> dict[str, Any]:
    """A stage as documents tell it."""
    maximum = plain(stage.maximum) if stage.maximum is not None else None
    return {"name": stage.name, "weight": plain(stage.weight), "maximum": maximum, "own": stage.own}


def _points(row: CandidateRow) -> dict[str, str]:
    return {name: plain(points) for name, points in row.stages.items()}


def _own(row: CandidateRow, roundings: Roundings) -> str | None:
    return format(half_up(row.own, roundings.shown(Step.TOTAL, Step.FINAL)), "f") if row.own is not None else None


def _cell(cell: Fraction | CellState, roundings: Roundings) -> str:
    return cell.value if isinstance(cell, CellState) else format(half_up(cell, roundings.shown(Step.TOTAL)), "f")


def _rendered(value: Mapping[str, Any], recap: bytes) -> Rendered:
    event, places = value["event"], Places()
    provisional = any(not category["final"] for category in value["categories"])
    title = _("RECAPITULATION OF SCORES")
    notes = (*notices(simulated=event["simulated"], signed=True), *((_("PROVISIONAL"),) if provisional else ()))
    surround = Surround(
        paper=event["paper"],
        head=f"<b>{markup(title)}</b> · {markup(event['stage'] or event['award'])}",
        foot=markup(f"{event['code']} · {title}"),
        notices=notes,
        watermark=SIMULATED if event["simulated"] else "",
        landscape=True,
        initials=_signers(value),
    )
    about = About(
        f"{title} · {event['code']}", event["stage"] or event["award"], event["language"], datetime.fromisoformat(value["at"])
    )
    attached = [Attachment("recapitulation.json", recap, "application/json", "Source", _("The data of this recapitulation"))]
    pages = story(value, hashlib.sha256(recap).hexdigest(), places, surround.width)
    pdf = render_pages(pages, surround, about, attached)
    fields = places.fields("Desk", *_own_certificates(value), "HQ_Seal")
    return Rendered(pdf, fields, tuple(places.kept), certifies=value.get("provider") != PROVIDER_UNCERTIFIED)


def _signers(value: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of all who sign, each once."""
    return tuple(dict.fromkeys(juror["code"] for category in value["categories"] for juror in category["jurors"]))
