"""Journal check: what the journal knows of a signed sheet: that it was recorded, says the same there, and is in force.

Not here: what the file proves by itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from juryapp.board.cells import Board, unsound
from juryapp.board.former_keys import doubted
from juryapp.board.laptop_names import laptop_names
from juryapp.board.name_corrections import folded
from juryapp.board.names_on_sheets import Words
from juryapp.board.recusals import recusals
from juryapp.board.status import contested
from juryapp.board.value_words import presence_reasons
from juryapp.documents.qr import is_about
from juryapp.documents.sheet_json import read_sheet
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import Actor
from juryapp.journal.conditions import is_from_paper
from juryapp.journal.entry import Entry, Register
from juryapp.journal.heads import conflicting
from juryapp.journal.keys import CellKey
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.model.criterion import Criterion, rubric_version
from juryapp.model.names import Difference, read_names, scale_for
from juryapp.model.sheet import SheetState
from juryapp.store import attachment_table, chain_queries, journal, model_records
from juryapp.store.days import stated_for
from juryapp.store.presences import presences
from juryapp.text import ShownDay, ShownMoment, _, half_up, mark, plain
from juryapp.verification import recorded_words
from juryapp.verification.verdict import Judgement, Parts

if TYPE_CHECKING:
    from juryapp.signing.qr_claims import QrClaims

Word = tuple[Judgement, Problem | None]
"""What is found, and why unless it is valid."""


class _Differences:
    """What a sheet says and what the record says, in the language that is spoken when they are shown."""

    def __init__(self, differing: Sequence[Difference]) -> None:
        self._differing = differing

    def __str__(self) -> str:
        told = (_("{signed}, now “{now}”", signed=Words(one.field, one.signed), now=one.now) for one in self._differing)
        return "; ".join(told)


def check_sheet(event: OpenEvent, attached: bytes, pdf: str) -> tuple[Judgement, tuple[Problem, ...]]:
    """The journal's word on a sheet with this JSON, whose PDF had this digest when its juror had signed it.

    `valid`, `superseded` or `invalid`; why, and what people should know of a genuine sheet.
    """
    sheet = read_sheet(attached)
    register = (Subject.SHEET, str(CellKey(sheet["juror"]["code"], sheet["candidate"]["number"])))
    entry = _signing(event, register, "pdf", pdf)
    brought = None if entry else _signing(event, register, "json", hashlib.sha256(attached).hexdigest())
    if brought is not None and is_from_paper(brought):
        return _brought_back(event, sheet, brought)
    if entry is None:
        return Judgement.INVALID, (_of_removed(event, sheet["device"]["id"]) or _unknown(event),)
    never, former = recorded_words.compared(sheet, entry, recorded_words.RecordedEntries.of(event.file))
    differing = [*_differing(event, sheet, attached, entry), *never]
    if differing:
        said = Parts(differing)
        return Judgement.INVALID, (
            Problem("The PDF says something else than what was recorded when it was signed: {parts}.", parts=said),
        )
    verdict, why = _standing(event, entry)
    of_rubric = _of_former_rubric(event, sheet) if verdict == Judgement.VALID else ()
    return verdict, (*((why,) if why else ()), *of_rubric, *_notes(event, sheet, entry, former))


def _brought_back(event: OpenEvent, sheet: Mapping[str, Any], entry: Entry) -> tuple[Judgement, tuple[Problem, ...]]:
    """Of a sheet of which only the code was recorded here: the file proves the rest by itself."""
    verdict, why = _standing(event, entry)
    told = Problem("The event holds this sheet from paper: its points came back from the printed code, not this file.")
    return verdict, (*((why,) if why else ()), told, *_notes(event, sheet, entry, []))


def _notes(event: OpenEvent, sheet: Mapping[str, Any], entry: Entry, former: list[str]) -> Iterator[Problem]:
    """Words that were mended since, and a time outside the seals around it: nothing is decided by a clock, but it is told."""
    if former:
        yield Problem("The event's record says something else by now: {parts}.", parts=Parts(former))
    juror, candidate = sheet["juror"]["code"], sheet["candidate"]["number"]
    presence = presences(event.file).get(juror)
    if presence and not presence.meets(model_records.joins(event.file).get(candidate, candidate)):
        yield Problem(
            "It does not count: the secretary recorded that {juror} was not there for {candidate}: {reason}",
            juror=juror,
            candidate=candidate,
            reason=presence_reasons(presence),
        )
    yield from uncounted(event, juror, candidate)
    zone = sheet["event"]["zone"]
    stated = stated_for(event.file, entry.device, sheet["signed_at"], zone)
    if stated and "day" not in sheet:
        yield Problem(
            "It says that it was signed at {at}; the secretariat states that the day was {day}: {reason}",
            at=ShownMoment(sheet["signed_at"], zone),
            day=ShownDay(stated.day),
            reason=stated.reason,
        )
    before, after = chain_queries.seals_around(event.file, entry.device, entry.number)
    at = datetime.fromisoformat(sheet["signed_at"]).replace(microsecond=0)
    early = before is not None and at < datetime.fromisoformat(before)
    if early or (after is not None and at > datetime.fromisoformat(after)):
        yield Problem(
            "It says that it was signed at {at}, but its laptop's seals before and after it say {seals}: "
            "that clock was wrong or was set.",
            at=ShownMoment(sheet["signed_at"], zone),
            seals=_Seals(before, after, zone),
        )


class _Seals:
    """The times of two seals in the reader's language, the earlier first: a clock that was set may say the other order."""

    def __init__(self, before: str | None, after: str | None, zone: str) -> None:
        times = [before, after]
        if before and after:
            times.sort(key=lambda at: datetime.fromisoformat(at or ""))
        self._times, self._zone = times, zone

    def __str__(self) -> str:
        return " – ".join(str(ShownMoment(at, self._zone)) if at else "…" for at in self._times)


def _of_former_rubric(event: OpenEvent, sheet: Mapping[str, Any]) -> Iterator[Problem]:
    """That a sheet was signed under criteria that aren't in force any more, and what becomes of its points."""
    board = Board.of(event.file)
    number = board.joins.get(sheet["candidate"]["number"], sheet["candidate"]["number"])
    category = board.candidates[number].category if number in board.candidates else ""
    criteria = {one.code: one for one in board.criteria.get(category, ())}
    counts = True
    for one in sheet["criteria"]:
        now = criteria.get(one["code"])
        points = None if one["points"] is None else Decimal(one["points"])
        if now is not None and points is not None and not now.scale.allows(points):
            counts = False
            yield Problem(
                "It does not count: {points} points for {criterion} lie outside the scale in force, {scale}, or between its "
                "steps.",
                points=plain(points),
                criterion=now.code,
                scale=scale_for(now, points),
            )
        if now is not None and folded(now.name) != folded(one["name"]):
            yield Problem(
                "The event calls the criterion {criterion} “{now}” by now; the sheet says “{signed}”.",
                criterion=now.code,
                now=now.name,
                signed=one["name"],
            )
    if category in board.versions and sheet["rubric"] != board.versions[category]:
        is_mapped = sheet["rubric"] in board.mapped.get(category, ())
        if is_mapped and counts:
            yield Problem(
                "It was signed under former criteria of {category}; its points count under those in force.", category=category
            )
        elif not is_mapped:
            yield Problem(
                "It does not count: it was signed under former criteria of {category}, which the secretary has not let count.",
                category=category,
            )


def uncounted(event: OpenEvent, juror: str, candidate: str) -> Iterator[Problem]:
    """Why a genuine sheet of this juror doesn't count: its candidate is out of the running, or the secretary has to decide."""
    number = model_records.joins(event.file).get(candidate, candidate)
    known = model_records.candidates(event.file).get(number)
    if known is None:
        return
    gaps = {"candidate": f"{number} {known.name}", "juror": juror}
    if any(cell_number == number for _subject, cell_number in (one.register for one in contested(event.file))):
        yield Problem(
            "It does not count as long as the secretary has not decided: {candidate} is absent or withdrawn, and "
            "has a signed sheet "
            "all the same.",
            **gaps,
        )
    elif known.withdrawn is not None:
        yield Problem("It does not count: {candidate} has withdrawn: {reason}", reason=known.withdrawn, **gaps)
    elif known.attendance is Attendance.ABSENT:
        yield Problem("It does not count: {candidate} is absent and forfeits.", **gaps)
    elif any(pair[0] == juror and pair[1] in (candidate, number) for pair in recusals(event.file).contradicted):
        yield Problem(
            "It does not count as long as the secretary has not decided: {juror} declared a conflict of interest "
            "with {candidate}, "
            "and signed all the same.",
            **gaps,
        )


def check_code(event: OpenEvent, claims: QrClaims) -> Word:
    """The journal's word on what the QR code of a sheet claims."""
    entry = signing_of(event, claims)
    if entry is None:
        return Judgement.INVALID, _unknown(event)
    if not _claims_agree(event, claims, claims.sheet, entry):
        return Judgement.INVALID, Problem(
            "The QR code claims something else than the sheet that was recorded: it was invented by its juror."
        )
    return _standing(event, entry)


def signing_of(event: OpenEvent, claims: QrClaims) -> Entry | None:
    """The signing of the sheet that a code is about, or None if it was never recorded."""
    return _signing(event, (Subject.SHEET, str(CellKey(claims.juror, claims.candidate))), "json", claims.sha256)


def recorded(event: OpenEvent, json: str) -> Mapping[str, Any] | None:
    """The data of the sheet with this digest, or None where this file doesn't hold it."""
    content = attachment_table.content(event.file, json)
    return read_sheet(content) if content is not None else None


def _unknown(event: OpenEvent) -> Problem:
    return Problem(
        "The event does not know this sheet: it was signed with genuine keys but never recorded in {path}. "
        "If a laptop's package is still to come, receive it and check again.",
        path=event.path.name,
    )


def _of_removed(event: OpenEvent, device: str) -> Problem | None:
    """That a sheet was signed at a laptop that the desk removed: no package brings it any more. None for any other laptop."""
    removal = event.trust.removed.get(device)
    if removal is None:
        return None
    return Problem(
        "The event does not know this sheet: it says that it was signed at laptop {laptop}, which the secretary removed "
        "({reason}). What was written there after its entry {number} does not count, and no package of it brings it in.",
        laptop=laptop_names(event.file)[device],
        reason=removal.reason,
        number=removal.until,
    )


def _proven(event: OpenEvent, register: Register) -> list[Entry]:
    """What was ever written about this register by those who may."""
    found = journal.history_of(event.file, register)
    doubtful = {entry.id for entry in journal.in_doubt(event.file)} if found else set()
    return [entry for entry in found if entry.id not in doubtful]


def _signing(event: OpenEvent, register: Register, member: str, digest: str) -> Entry | None:
    """The signing on this register that froze a file with this digest (`pdf` or `json`), or was brought back from its code."""
    values = ((entry, entry.value or {}) for entry in _proven(event, register))
    signed = ((entry, value.get("paper", value)) for entry, value in values if value.get("state") == SheetState.SIGNED)
    return next((entry for entry, value in signed if value.get(member) == digest), None)


def _differing(event: OpenEvent, sheet: Mapping[str, Any], attached: bytes, entry: Entry) -> list[str]:
    """The parts in which a sheet says something else than its juror's entry or the event's rubric."""
    value = entry.value or {}
    told: dict[str, tuple[object, object]] = {
        mark("points"): ({c["code"]: _frozen(c) for c in sheet["criteria"]}, value.get("scores")),
        mark("total"): (sheet["total"], value.get("total")),
        mark("revision"): (sheet["revision"], value.get("revision")),
        mark("entries"): (sheet["entries"], value.get("entries")),
        mark("data"): (hashlib.sha256(attached).hexdigest(), value.get("json")),
        mark("names"): (_named(attached, value), value.get("names")),
        mark("weights"): (sheet["rubric"] if _is_rubric(event, sheet) else None, value.get("rubric")),
    }
    return [name for name, (here, there) in told.items() if here != there]


def _named(attached: bytes, value: Mapping[str, Any]) -> object:
    """Whom the sheet's data name, for a signing that says whom it names; sheets of before don't."""
    names = read_names(attached) if "names" in value else None
    return names.as_json() if names else None


def _frozen(criterion: Mapping[str, Any]) -> dict[str, str | None]:
    """A criterion of a sheet in the form in which the entry of its signing holds it."""
    points, reason, remark = criterion["points"], criterion["reason"], criterion["remark"]
    value: dict[str, str | None] = {"points": points} if points is not None else {"points": None, "reason": reason}
    return {**value, "remark": remark} if remark else value


def _is_rubric(event: OpenEvent, sheet: Mapping[str, Any]) -> bool:
    """True if the sheet's weights are those of the rubric it names, at some time the event's."""
    category = sheet["candidate"]["category"]["code"]
    here = {c["code"]: c["weight"] for c in sheet["criteria"]}
    for entry in _proven(event, (Subject.RUBRIC, category)):
        criteria = [Criterion.from_json(category, one) for one in (entry.value or {}).get("criteria", [])]
        if rubric_version(criteria) == sheet["rubric"]:
            return here == {c.code: plain(c.weight) for c in criteria}
    return False


def _claims_agree(event: OpenEvent, claims: QrClaims, sheet_id: str, entry: Entry) -> bool:
    content = attachment_table.content(event.file, claims.sha256)
    if content is not None:
        return is_about(claims, content)
    value = entry.value or {}
    total = format(half_up(Fraction(str(value.get("total")))), "f")
    return (claims.sheet, claims.revision, claims.total) == (sheet_id, value.get("revision"), total)


def _named_so(event: OpenEvent, entry: Entry) -> Word:
    """A sheet that stands names whom the record names now, or it counts nowhere."""
    board = Board.of(event.file)
    cell = CellKey.parse(entry.key)
    record = board.records.get((cell.juror, cell.candidate))
    differing = board.misnamed(record) if record and record.signed else []
    if not differing:
        return Judgement.VALID, None
    return Judgement.INVALID, Problem(
        "The event names another now than this sheet does, so it does not count: {differences}. The secretary has to decide.",
        differences=_Differences(differing),
    )


def _took(head: Entry, entry: Entry) -> bool:
    """True if the desk settled the matter by taking this very signing."""
    return head.actor == Actor.DESK and head.value == entry.value


def _standing(event: OpenEvent, entry: Entry) -> Word:
    heads = journal.heads_of(event.file, entry.register)
    stands = any(head.id == entry.id or _took(head, entry) for head in heads)
    if conflicting(heads):
        if stands:
            return Judgement.INVALID, Problem("Two versions of this sheet stand; the secretary has to decide between them.")
        return Judgement.SUPERSEDED, Problem(
            "This revision was replaced by two versions, between which the secretary has to decide."
        )
    cell = CellKey.parse(entry.key)
    if any(one.act.id == entry.id for one in doubted(event.file, cell.juror, cell.candidate)):
        return Judgement.INVALID, Problem(
            "It was signed with a key of {juror} that had been replaced, unknown to the secretary, who has to decide about it.",
            juror=entry.actor,
        )
    if any(record.entry in {head.id for head in heads} for record in unsound(event.file)) and stands:
        return Judgement.INVALID, Problem(
            "Its points or its total are not what its criteria allow: it was made by hand and does not count."
        )
    if stands:
        return _named_so(event, entry)
    value = (heads[0].value if heads else None) or {}
    if value.get("state") == SheetState.REOPENED:
        return Judgement.SUPERSEDED, Problem("This revision was reopened and is not in force: {reason}", reason=value["reason"])
    if value.get("revision") == (entry.value or {})["revision"]:
        return Judgement.SUPERSEDED, Problem("Two versions of this revision were signed, and the secretary took the other one.")
    return Judgement.SUPERSEDED, Problem(
        "A later revision is in force: revision {revision}.", revision=value.get("revision", "?")
    )
