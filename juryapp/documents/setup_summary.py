"""Setup summary: the set-up as it was read: categories with rules, criteria, panels, jurors, stages, schedule and their numbers.

Nothing is left to a default in silence: what the workbook didn't say stands here as it will be done. Printed, it is signed off by
the chair before the first interview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from juryapp.documents.form import DOTS, facts, finished, opening, width_of
from juryapp.documents.page import Places
from juryapp.documents.rounding import of_a_result
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.signature_area import Signature, Stack
from juryapp.documents.styles import para, table
from juryapp.errors import Problem
from juryapp.model.candidate import Candidate
from juryapp.model.category import FEWEST_TO_TRIM, Category, Method, NotAssessable, Trim
from juryapp.model.criterion import Criterion
from juryapp.model.document import FileKind
from juryapp.model.event import PROVIDER_UNCERTIFIED
from juryapp.model.juror import Juror, Role
from juryapp.model.panel import jurors_of
from juryapp.model.pledge import ASKED
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.text import _, clock_time, long_date, mark, number, plain_date, plural, speaking

_METHODS = {
    Method.MEAN: mark("mean of the jurors' totals"),
    Method.MEDIAN: mark("median of the jurors' totals"),
    Method.TRIMMED: mark("trimmed mean: without the highest and the lowest total"),
}
_BY_CRITERION = mark("trimmed mean: of each criterion, without its highest and lowest points")
_NOT_ASSESSABLE = {
    NotAssessable.RESCALE: mark("the other weights of that sheet are scaled up"),
    NotAssessable.LEAVE_OUT: mark("that sheet is left out"),
}
_ROLES = {
    Role.CHAIR: mark("chair, scores"),
    Role.MEMBER: mark("member, scores"),
    Role.SECRETARY: mark("secretary, scores"),
    Role.OBSERVER: mark("observer, never counts"),
}
_KEPT = 3
"""Lines that stay on the page of the signature."""
_LONGEST_KEPT = 1500
"""Letters of them, which fit on a page together with it."""


@dataclass(frozen=True)
class Block:
    """What was read of one thing: names and what they are, in the language that is spoken."""

    title: str
    rows: tuple[tuple[str, str], ...]


def read_back(setup: Setup) -> list[Block]:
    """Everything that decides a result, in words, in the order of the workbook."""
    blocks = [Block(_("Event"), tuple(_event(setup)))]
    blocks += [Block(f"{one.code} {one.name}", tuple(_category(setup, one))) for one in setup.categories]
    blocks.append(Block(_("Jurors"), tuple((f"{one.code} {one.name}", _juror(one)) for one in setup.jurors)))
    blocks.append(Block(_("The candidates"), tuple((f"{one.number} {one.name}", told) for one, told in _candidates(setup))))
    if setup.stages:
        blocks.append(Block(_("Stages"), tuple(_stages(setup))))
    blocks.append(Block(_("Schedule"), tuple(_schedule(setup))))
    return blocks


def _event(setup: Setup) -> Iterator[tuple[str, str]]:
    event = setup.event
    yield _("Award"), f"{event.award} ({event.code})"
    period = " – ".join(plain_date(day) for day in (event.assessed_from, event.assessed_to) if day)
    for name, value in (
        (_("Edition"), event.edition),
        (_("Stage"), event.stage),
        (_("Organiser"), event.organiser),
        (_("Assessment period"), period),
        (_("Letterhead"), " / ".join(event.letterhead)),
        (_("Number of the minutes"), event.minutes_number),
        (_("Number of the recapitulation"), event.recapitulation_number),
    ):
        if value:
            yield name, value
    yield _("Place"), ", ".join(part for part in (event.venue, event.city) if part) or "–"
    yield _("Time zone"), event.time_zone
    yield _("Language and paper of the documents"), f"{event.language}, {event.paper}, {event.juror_word}"
    yield (
        _("Minutes, pledges and other letters"),
        _("left margin {margin} mm, letters of {size} points", margin=event.letter_margin, size=event.letter_size),
    )
    counting = sum(juror.counts for juror in setup.jurors)
    told = {"categories": len(setup.categories), "candidates": len(setup.candidates), "jurors": counting}
    yield (
        _("Numbers"),
        _(
            "Categories: {categories}; candidates: {candidates}; jurors who count: {jurors}; observers: {observers}; "
            "interviews: {slots}",
            observers=len(setup.jurors) - counting,
            slots=len(setup.slots),
            **told,
        ),
    )
    if event.logo:
        yield _("Logo"), _("a picture of {size} KB", size=-(-len(event.logo) // 1024))
    if event.provider:
        boxes = _("boxes on recapitulation and minutes")
        bare = _("boxes on recapitulation and minutes, which the first signature doesn't certify")
        yield _("Visible signatures of certified providers"), bare if event.provider == PROVIDER_UNCERTIFIED else boxes
    if event.pledge:
        asked = _("each juror signs it before the first form opens")
        yield _("Integrity pledge"), asked if event.pledge == ASKED else _("not asked of the jurors")
    if event.simulated:
        yield _("Simulated data"), _("yes: every page says so")


def _category(setup: Setup, category: Category) -> Iterator[tuple[str, str]]:
    mine = [criterion for criterion in setup.criteria if criterion.category == category.code]
    trimmed = category.method is Method.TRIMMED and category.trim is Trim.CRITERION
    yield _("Method"), _(_BY_CRITERION) if trimmed else _(_METHODS[category.method])
    yield _("Rounding"), " ".join(of_a_result(category.roundings)) or _("nothing is rounded before the ranking")
    for criterion in mine:
        yield f"{criterion.code} {criterion.name}", _weight(criterion)
    yield _("A criterion that can't be assessed"), _(_NOT_ASSESSABLE[category.not_assessable])
    yield _("Ties are broken by"), ", ".join(_tie_order(category, mine))
    numbers = [candidate.number for candidate in setup.candidates if candidate.category == category.code]
    fewer = _("{places}, though it has {count} candidates", places=number(category.places), count=len(numbers))
    yield _("Winners"), fewer if len(numbers) < category.places else number(category.places)
    yield from _judged(setup, category)
    yield _("Candidates in it"), f"{len(numbers)}: {', '.join(numbers)}" if numbers else "0"


def _weight(criterion: Criterion) -> str:
    scale = criterion.scale
    if scale.values:
        points = "; ".join(map(number, scale.values))
    else:
        points = _(
            "{minimum} to {maximum} in steps of {step}",
            minimum=number(scale.minimum),
            maximum=number(scale.maximum),
            step=number(scale.step),
        )
    bands = "; ".join(f"{number(band.low)}–{number(band.high)} {band.text}" for band in criterion.bands)
    said = _("weight {weight}%, points {points}", weight=number(criterion.weight), points=points)
    return "; ".join(part for part in (said, criterion.guidance, bands) if part)


def _tie_order(category: Category, criteria: Sequence[Criterion]) -> Sequence[str]:
    """Criterion codes, the first decides first; by weight where the workbook says nothing."""
    return category.tie_order or [one.code for one in sorted(criteria, key=lambda one: -one.weight)]


def _judged(setup: Setup, category: Category) -> Iterator[tuple[str, str]]:
    """The panels that judge candidates of the category, each with its jurors."""
    slots = {slot.candidate: slot for slot in setup.slots}
    mine = [one.number for one in setup.candidates if one.category == category.code]
    panels = dict.fromkeys((slots[each].panel if each in slots else "") or category.panel for each in mine)
    if category.panel and category.panel not in (panels or {category.panel: None}):
        yield _("The category's panel"), _("{panel}, which judges nobody: each interview names its own", panel=category.panel)
    for panel in panels or {category.panel: None}:
        judging = jurors_of(panel, setup.jurors)
        name = _("Judged by panel {panel}", panel=panel) if panel else _("Judged by all jurors")
        observers = [juror.code for juror in judging if not juror.counts]
        counting = [juror.code for juror in judging if juror.counts]
        told = ", ".join(counting) or "–"
        if category.method is Method.TRIMMED and len(counting) < FEWEST_TO_TRIM:
            told += _(
                "; a panel of {count} can't be trimmed: at least {needed} must count", count=len(counting), needed=FEWEST_TO_TRIM
            )
        yield name, told + (_("; observing: {jurors}", jurors=", ".join(observers)) if observers else "")


def _juror(juror: Juror) -> str:
    panels = _("panel {panels}", panels=", ".join(juror.panels)) if juror.panels else _("all panels")
    nip = _("NIP {nip}", nip=juror.nip) if juror.nip else ""
    tied = _("affiliations: {affiliations}", affiliations=", ".join(juror.affiliations)) if juror.affiliations else ""
    return "; ".join(part for part in (_(_ROLES[juror.role]), panels, juror.position, juror.institution, nip, tied) if part)


def _candidates(setup: Setup) -> Iterator[tuple[Candidate, str]]:
    """Each candidate with all that the workbook says of it: institution, head, presenter, hour, scores of other stages, facts."""
    slots = {slot.candidate: slot for slot in setup.slots}
    for one in setup.candidates:
        scores = [f"{each.stage} {number(each.points)}" for each in setup.stage_scores if each.candidate == one.number]
        told = [f"{heading}: {text}" for heading, text in one.facts.items()]
        parts = (one.category, one.institution, one.head, one.presenter, _hour(slots.get(one.number)), *scores, *told)
        yield one, "; ".join(part for part in parts if part)


def _hour(slot: Slot | None) -> str:
    if slot is None:
        return ""
    panel = _("panel {panels}", panels=slot.panel) if slot.panel else ""
    hours = f"{clock_time(slot.start)}–{clock_time(slot.end)}" if slot.end else clock_time(slot.start)
    return " ".join(part for part in (plain_date(slot.day), hours, slot.room, panel) if part)


def _stages(setup: Setup) -> Iterator[tuple[str, str]]:
    for stage in setup.stages:
        weight = _("weight {weight}%", weight=number(stage.weight))
        if stage.own or stage.maximum is None:
            yield stage.name, _("{weight}: this event's own interview", weight=weight)
        else:
            scored = {score.candidate for score in setup.stage_scores if score.stage == stage.name}
            count, without = len(scored), [one.number for one in setup.candidates if one.number not in scored]
            most = number(stage.maximum)
            yield (
                stage.name,
                plural(
                    "{weight}, of {maximum} points; {count} score",
                    "{weight}, of {maximum} points; {count} scores",
                    count,
                    weight=weight,
                    maximum=most,
                )
                + (_("; none yet, and so no final rank: {candidates}", candidates=", ".join(without)) if without else ""),
            )


def _schedule(setup: Setup) -> Iterator[tuple[str, str]]:
    for day in sorted({slot.day for slot in setup.slots}):
        slots = sorted((slot for slot in setup.slots if slot.day == day), key=lambda slot: slot.start)
        ends = [slot.end or slot.start for slot in slots]
        rooms = ", ".join(dict.fromkeys(slot.room for slot in slots if slot.room))
        told = plural("{count} interview", "{count} interviews", len(slots))
        hours = f"{clock_time(slots[0].start)}–{clock_time(max(ends))}"
        yield long_date(day), " · ".join(part for part in (told, hours, rooms) if part)
    without = [one.number for one in setup.candidates if one.number not in {slot.candidate for slot in setup.slots}]
    if without:
        yield _("Without a fixed hour"), ", ".join(without)


def render(setup: Setup, notes: Sequence[Problem], at: datetime) -> bytes:
    """The set-up as it was read, with a place for the chair's signature, in the event's language."""
    with speaking(setup.event.language):
        about, heading = event_block(setup.event, ""), _("SET-UP AS IT WAS READ")
        width = width_of(about)
        *blocks, last = read_back(setup)
        told = [para(str(note), "small") for note in notes]
        story: list[Any] = [*opening(about, heading), *(part for block in blocks for part in _block(block, width))]
        if told:
            story += [*_block(last, width), Spacer(1, 8), *told[:-_KEPT]]
            kept = told[-_KEPT:]
        else:
            above, kept = _parted(last, width)
            story += above
        story.append(Stack([*kept, Spacer(1, 14), _sign_off(setup, about, width)], []))
        return finished(about, heading, story, at, paper=FileKind.SET_UP, initials=[_("Chair")])


def _block(block: Block, width: float) -> list[Any]:
    return [CondPageBreak(80), Spacer(1, 8), para(block.title, "category"), Spacer(1, 3), facts(block.rows, width)]


def _parted(block: Block, width: float) -> tuple[list[Any], list[Any]]:
    """A block without its last lines, and these, which stay with the signature: it never stands alone on a page."""
    rows = block.rows[-_KEPT:]
    while rows and sum(len(name) + len(told) for name, told in rows) > _LONGEST_KEPT:
        rows = rows[1:]
    if len(rows) == len(block.rows):
        return [], _block(block, width)[1:]
    rest = block.rows[: len(block.rows) - len(rows)]
    return _block(Block(block.title, rest), width), [facts(rows, width)] if rows else []


def _sign_off(setup: Setup, event: Mapping[str, Any], width: float) -> Any:
    """Place and date to be written in, and room for the chair's ink."""
    chair = next((juror for juror in setup.jurors if juror.role is Role.CHAIR), None)
    person = juror_block(chair) if chair else {"name": DOTS, "nip": ""}
    said = _("Read and agreed to before the first interview:")
    lines = [f"{event['city'] or DOTS}, {DOTS}", _("Chair of the jury,")]
    block = Signature(Places(), "chair", lines, person, width * 0.45)
    return table([[para(said), block]], [width * 0.5, width * 0.5], ("VALIGN", (0, 0), (-1, -1), "TOP"))
