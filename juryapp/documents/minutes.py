"""The minutes (berita acara pleno): who decided what by which rule, the ranks, and on which records it rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from reportlab.platypus import CondPageBreak, KeepTogether, PageBreak, Spacer

from juryapp.documents.declined import declined_paragraphs
from juryapp.documents.form import DOTS, finished, grid, letter, name_lines, office, opening, signing_grid_and_last, width_of
from juryapp.documents.letterhead import award_line
from juryapp.documents.minutes_data import Records, sheets_digest
from juryapp.documents.page import Places, Rendered
from juryapp.documents.pdfa import Attachment
from juryapp.documents.provider_boxes import provider_boxes
from juryapp.documents.recapitulation import CandidateRow, CategoryResult, Declined, stage_json
from juryapp.documents.recapitulation_page import (
    METHODS,
    award,
    decided,
    heading_width,
    own_heading,
    stage_heading,
)
from juryapp.documents.rounding import of_a_result
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.signature_area import Closing, Signature, dated, open_day, record_as_of
from juryapp.documents.signing_table import InkCell
from juryapp.documents.styles import MM, LastRows, marked, markup, para, table
from juryapp.documents.tie_explanation import ladder
from juryapp.documents.words import candidate_line, day_in_words, local, percent, printed_number
from juryapp.model.candidate import Candidate
from juryapp.model.category import Category, Method, NotAssessable, Trim
from juryapp.model.document import FileKind
from juryapp.model.event import PROVIDER_UNCERTIFIED, Event
from juryapp.model.juror import Juror, Role
from juryapp.model.rounding import Step
from juryapp.model.stage import Stage
from juryapp.signing.fields import CHAIR, juror_field, provider_field
from juryapp.text import _, mark, number, plain, plural, speaking

_ROLES = {
    Role.CHAIR: mark("chair"),
    Role.MEMBER: mark("member"),
    Role.SECRETARY: mark("secretary"),
    Role.OBSERVER: mark("observer"),
}
_FEW = 6
"""Ranks that stay on one page with their heading and rule."""


@dataclass(frozen=True)
class Decided:
    """What the minutes tell of one category besides its table."""

    result: CategoryResult
    said: Sequence[str] = ()
    """Sentences in the event's language: what is still open, who forfeited or withdrew, who recused, what the plenary decided."""


def render(
    event: Event,
    jurors: Sequence[Juror],
    decided_: Sequence[Decided],
    stages: Sequence[Stage],
    records: Records,
    at: datetime,
    *,
    data: bytes,
    declined: Sequence[Declined] = (),
) -> Rendered:
    """The minutes in the event's language, with room for everyone's signature. `at` is the laptop's local time with its zone.

    `data` is what is attached: all that is given here, as `minutes_content.py` writes it.
    """
    places = Places()
    with speaking(event.language), letter(event):
        about, heading = event_block(event, ""), _("MINUTES OF THE PLENARY")
        width = width_of(about)
        story: list[Any] = [
            *opening(about, heading, _("NUMBER: {number}", number=event.minutes_number or DOTS)),
            para(_opening(about, at, records)),
            Spacer(1, 6),
            _panel(jurors, width),
            Spacer(1, 8),
        ]
        for one in decided_:
            story += _category(one, stages, width)
        story += declined_paragraphs([asdict(one) for one in declined], event.time_zone)
        story += _closing(event, jurors, at, records, (places, width))
        story += [PageBreak(), *_annex(event.minutes_number, records, width)]
        notes = [] if all(one.result.final for one in decided_) else [_("PROVISIONAL")]
        words = _("The records on which these minutes rest")
        attached = Attachment("minutes.json", data, "application/json", "Source", words)
        signers = [juror.code for juror in jurors if juror.counts]
        pdf = finished(about, heading, story, at, paper=FileKind.MINUTES, notices=notes, attached=[attached], initials=signers)
        own = [provider_field(code) for code in signers]
        certifies = event.provider != PROVIDER_UNCERTIFIED
        return Rendered(pdf, places.fields("Desk", *own, "HQ_Seal"), tuple(places.kept), certifies=certifies)


def _opening(event: Mapping[str, Any], at: datetime, records: Records) -> str:
    """When and where the plenary met. Where that isn't on record a pen writes the day in, and what is certified, in which nobody
    can write, tells on which day it was drawn up (decision 059)."""
    met = records.meeting
    award = {"award": award_line(event), "stage": event["stage"] or award_line(event)}
    if met is None and not records.day_left_open:
        made = date.fromisoformat(records.day) if records.day else local(at.isoformat(), event["zone"]).date()
        return _(
            "On this day, {day}, these minutes were drawn up of the plenary of the jury of {award} on the result of: {stage}. "
            "The jury consisted of:",
            day=day_in_words(made),
            **award,
        )
    place = (met.place if met else "") or ", ".join(part for part in (event["venue"], event["city"]) if part) or DOTS
    return _(
        "On this day, {day}, at {place}, the jury of {award} met in plenary on the result of: {stage}. The jury consisted of:",
        day=day_in_words(met.day) if met else _("{dots}, the {dots} of {dots} in the year {dots}", dots="." * 16),
        place=place,
        **award,
    )


def _panel(jurors: Sequence[Juror], width: float) -> Any:
    rows = [
        [para(str(place), "centre"), name_lines(juror_block(one)), office(juror_block(one)), para(_(_ROLES[one.role]), "cell")]
        for place, one in enumerate(jurors, 1)
    ]
    columns = [28.0, width * 0.38, width * 0.36]
    return grid((_("No."), _("Name"), _("Position, institution"), _("As")), rows, [*columns, width - sum(columns)])


def _category(one: Decided, stages: Sequence[Stage], width: float) -> list[Any]:
    result = one.result
    status = _("final") if result.final else _("PROVISIONAL")
    heading = f'{markup(result.category.name)} <font name="Juryapp" size="9">— {markup(status)}</font>'
    table_ = [
        marked(heading, "category"),
        Spacer(1, 3),
        para(_("Rule: {rule}", rule=" ".join(rules(result.category, stages, result.ties)))),
        Spacer(1, 4),
        _ranks(result, width),
    ]
    return [
        *([KeepTogether(table_)] if len(result.rows) <= _FEW else [CondPageBreak(60 * MM), *table_]),
        *([Spacer(1, 3)] if one.said else []),
        *(para(f"• {sentence}") for sentence in one.said),
        Spacer(1, 10),
    ]


def rules(category: Category, stages: Sequence[Stage], ties: Sequence[str] = ()) -> list[str]:
    """By which rules a category's result was computed, as sentences; `ties` are the names of criteria that part equal scores."""
    method = _(METHODS[category.method])
    said = [
        _("{method} of each criterion's points over all jurors who signed, weighed and added up.", method=method)
        if category.by_criterion
        else _("{method} of the totals of all jurors who signed.", method=method)
    ]
    if category.method is Method.TRIMMED:
        said.append(
            _("One highest and one lowest total are dropped.")
            if category.trim is Trim.TOTAL
            else _("Of each criterion the one highest and the one lowest points are dropped.")
        )
    said += of_a_result(category.roundings)
    said.append(
        _("Where a criterion can't be assessed, the weights of the others are scaled up to the whole.")
        if category.not_assessable is NotAssessable.RESCALE
        else _("A sheet with a criterion that can't be assessed is left out.")
    )
    if stages:
        named_ = ", ".join(f"{stage.name} {percent(plain(stage.weight))}" for stage in stages)
        said.append(_("Stages are brought to 100 and weighed: {stages}.", stages=named_))
    if ties:
        return [*said, ladder(ties)]
    order = ", ".join(category.tie_order) or _("by weight")
    said.append(_("Equal scores: criteria ({order}), head-to-head, the plenary's decision, joint places.", order=order))
    return said


def _ranks(result: CategoryResult, width: float) -> Any:
    rows = [
        [
            para(str(row.rank), "cell-rank"),
            para(_line(row.candidate), "cell"),
            *(para(part, "cell-number") for part in _parts(result, row)),
            para(number(row.score, result.category.roundings.shown(Step.FINAL)), "cell-strong"),
            para(_place(result, row), "cell"),
            para(row.decided or decided(row.decided_by), "cell-small"),
        ]
        for row in result.rows
        if row.rank is not None and row.score is not None
    ]
    parts = _stage_headings(result)
    headings = (_("Rank"), _("Candidate"), *parts, _("Final score") if parts else _("Score"), _("Result"), _("Decided by"))
    fixed = [*map(heading_width, parts), 58.0, 70.0 if parts else 92.0, 86.0]
    none = ["", para(_("No candidate can be ranked yet."), "cell"), *[""] * len(fixed)]
    rank = heading_width(_("Rank"))
    return grid(headings, rows or [none], [rank, width - rank - sum(fixed), *fixed])


def _stage_headings(result: CategoryResult) -> list[str]:
    """Over the jurors' own score and over each stage that was judged elsewhere; nothing where there are no stages."""
    stages: list[Mapping[str, Any]] = [stage_json(stage) for stage in result.stages]
    elsewhere = [stage_heading(stage) for stage in stages if not stage["own"]]
    return [own_heading(result.category.method, stages), *elsewhere] if stages else []


def _parts(result: CategoryResult, row: CandidateRow) -> list[str]:
    """What the final score was made of."""
    if not result.stages:
        return []
    points = [row.stages.get(stage.name) for stage in result.stages if not stage.own]
    own = number(row.own, result.category.roundings.shown(Step.TOTAL, Step.FINAL)) if row.own is not None else "–"
    return [own, *(printed_number(plain(one)) if one is not None else "–" for one in points)]


def _place(result: CategoryResult, row: CandidateRow) -> str:
    """`Winner 1`; nothing beyond the category's places, nor while the ranking is provisional."""
    if not result.final or row.rank is None or row.rank > result.category.places:
        return ""
    return award(row.rank, joint=row.decided_by == "joint")


def _line(candidate: Candidate) -> str:
    return candidate_line({"number": candidate.number, "name": candidate.name, "institution": candidate.institution})


def _closing(about: Event, jurors: Sequence[Juror], at: datetime, records: Records, room: tuple[Places, float]) -> list[Any]:
    """On what it rests, a line for each juror who counts, then place, date and the chair; notes where each signs."""
    (places, width), stated = room, records.day
    event = event_block(about, "")
    chair = next((juror for juror in jurors if juror.role is Role.CHAIR), None)
    members = [juror for juror in jurors if juror.counts and juror is not chair]
    person = juror_block(chair) if chair else {"name": DOTS, "nip": ""}
    when = [open_day(event)] if records.day_left_open else dated(event, at.isoformat(), stated)
    block = Signature(places, CHAIR, [*when, _("Chair of the jury")], person, 66 * MM)
    beside = table([["", block]], [width - 66 * MM, 66 * MM], ("LEFTPADDING", (0, 0), (-1, -1), 0))
    columns = [28.0, width * 0.34, width * 0.32]
    ink = width - sum(columns) - 10
    rows = [
        [
            para(str(place), "centre"),
            name_lines(juror_block(one)),
            office(juror_block(one)),
            InkCell(places, juror_field(one.code), ink),
        ]
        for place, one in enumerate(members, 1)
    ]
    headings = (_("No."), _("Name"), _("Position, institution"), _("Signature"))
    truthful = para(_("These minutes were drawn up truthfully, to be used as needed."))
    signing_there = [juror.code for juror in jurors if juror.counts] if about.provider else []
    boxes = [Spacer(1, 6), provider_boxes(signing_there, places, width)] if signing_there else []
    chairs, made = [Spacer(1, 10), beside], [para(record_as_of(at.isoformat(), about.time_zone, stated), "small")]
    rests, truth = LastRows(para(_rests_on(records))), [Spacer(1, 6), truthful]
    signed = para(_rests_on(records), "small")
    if not rows:
        return [Closing(rests, [*truth, *chairs], made, boxes, signed=signed)]
    above = para(_rests_on(records), "small")
    signing, last = signing_grid_and_last(headings, rows, [*columns, width - sum(columns)], above)
    closing = Closing(last, chairs, made, boxes, signed=signed)
    too_many = [*truth, Spacer(1, 6), CondPageBreak(40 * MM), *signing, closing]
    whole = grid(headings, rows, [*columns, width - sum(columns)], ink=True)
    return [Closing(rests, [*truth, Spacer(1, 6), whole, *chairs], made, boxes, too_many, signed)]


def _rests_on(records: Records) -> str:
    """How many sheets the result rests on, with one digest of all of them: whoever signs the minutes signs for this list."""
    return plural(
        "This result rests on {count} signed score sheet, which the annex lists. SHA-256 of that list: {digest}",
        "This result rests on {count} signed score sheets, which the annex lists. SHA-256 of that list: {digest}",
        len(records.sheets),
        digest=sheets_digest(records),
    )


def _annex(number: str, records: Records, width: float) -> list[Any]:
    """The annex: with it anyone can check later that the same records are meant."""
    heads = [[para(name, "cell"), para(str(last), "cell-number"), para(id_, "small")] for name, last, id_ in records.heads]
    sheets = [
        [para(candidate, "small"), para(juror, "small"), para(str(revision), "small"), para(digest, "small")]
        for candidate, juror, revision, digest in records.sheets
    ]
    digest_width = min(width * 0.66, 300.0)
    rest = width - digest_width
    return [
        para(_("ANNEX TO THE MINUTES, NUMBER: {number}", number=number or DOTS), "category"),
        Spacer(1, 4),
        para(_("The records on which this result rests")),
        Spacer(1, 6),
        grid((_("Laptop"), _("Entries"), _("Last entry")), heads, [rest * 0.65, rest * 0.35, digest_width]),
        Spacer(1, 10),
        grid(
            (_("Candidate"), _("Juror"), _("Revision"), _("SHA-256 of the sheet's data")),
            sheets or [["", "", "", para(_("No sheet is signed yet."), "cell")]],
            [rest * 0.38, rest * 0.29, rest * 0.33, digest_width],
            tight=True,
        ),
        Spacer(1, 6),
        para(_("SHA-256 of this list, as it is attached to this file: {digest}", digest=sheets_digest(records)), "small"),
    ]
