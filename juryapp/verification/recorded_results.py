"""Recorded results: whether recapitulations and minutes say what the event's record says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from juryapp.board.finality import SETTLED, finality
from juryapp.board.finality_words import paper_words
from juryapp.board.laptop_names import laptop_names
from juryapp.board.meeting import named_meeting, usual_place
from juryapp.documents import minutes_content, recapitulation
from juryapp.documents.minutes_content import MinutesContent
from juryapp.documents.minutes_data import Records, read_meeting, read_minutes
from juryapp.documents.page import Rendered
from juryapp.documents.recapitulation import Declined, read_recapitulation
from juryapp.documents.sheet_json import event_block
from juryapp.documents.typed_json import as_json
from juryapp.errors import FileProblem, Problem
from juryapp.event.open_event import OpenEvent
from juryapp.journal.keys import CellKey, SignatureKey
from juryapp.journal.subjects import Subject
from juryapp.model.document import FileKind
from juryapp.model.meeting import Meeting
from juryapp.model.sheet import SheetState
from juryapp.printing.event_documents import recapitulation_data
from juryapp.printing.unsigned_papers import minutes_data, minutes_told
from juryapp.signing import page_content
from juryapp.store import chain_queries, journal, model_records
from juryapp.store.days import read_day, stated_days
from juryapp.store.reveals import reveals
from juryapp.text import ShownDay, local, mark
from juryapp.verification import recorded_words
from juryapp.verification.verdict import Judgement, Parts

if TYPE_CHECKING:
    from juryapp.signing.page_content import Content

_CATEGORY = ("name", "final", "method", "places", "stages", "rounding", "narrow", "jurors")
_ROW = ("rank", "number", "name", "institution", "cells", "score", "exact", "decided_by", "own", "stages")
"""What a category and its rows say, without the sentences, which another version may word otherwise."""
_SAME = mark("It says what the event's record says now.")
_NEVER = mark("It names what this event never recorded: {parts}.")
_DECLINED = mark("who declined to sign")
_OTHER = mark("It doesn't say what the event's record says now: {parts}. Print a new one and compare the two.")


def of_recapitulation(event: OpenEvent, attached: bytes) -> tuple[Judgement, Problem | None]:
    """The journal's word on a recapitulation with this data: `valid`, `superseded` or `invalid`, and why unless it is valid."""
    told, now = read_recapitulation(attached), read_recapitulation(recapitulation_data(event))
    never = recorded_words.of_event(told["event"], recorded_words.RecordedEntries.of(event.file))
    if not _was_stated(event, told["at"], told.get("day")):
        never.append(recorded_words.STATED_DAY)
    if not _were_declined(event, [Declined(**one) for one in told.get("declined", ())]):
        never.append(_DECLINED)
    if never:
        return Judgement.INVALID, Problem(_NEVER, parts=Parts(never))
    ours = {category["code"]: _result(category) for category in now["categories"]}
    settled = read_recapitulation(recapitulation_data(event, awaited=SETTLED))
    as_final = {category["code"]: _result(category) for category in settled["categories"]}
    theirs = {category["code"]: _result(category) for category in told["categories"]}
    waited = _waited(event, told)
    left_out = [code for code in ours if code not in theirs and code not in waited]
    differing = [*(code for code in theirs if theirs[code] not in (ours.get(code), as_final.get(code))), *left_out]
    if differing:
        return Judgement.SUPERSEDED, Problem(_OTHER, parts=", ".join(differing))
    return Judgement.VALID, None


def day_of_minutes(event: OpenEvent, attached: bytes) -> Iterator[Problem]:
    """What the desk states by now about the day of signed minutes with this data. It is told, and changes no verdict."""
    records, at = read_minutes(attached)
    yield from _stated_since(event, at.isoformat(), records.day)
    yield from _met_otherwise(event, records.meeting)
    yield from _awaited_again(event, says_final=any(one.result.final for one in minutes_content.read_content(attached).decided))


def day_of_recapitulation(event: OpenEvent, attached: bytes) -> Iterator[Problem]:
    """What the desk states by now about the day of a recapitulation with this data. It is told, and changes no verdict."""
    told = read_recapitulation(attached)
    yield from _stated_since(event, told["at"], told.get("day"))
    yield from _met_otherwise(event, read_meeting(told))
    yield from _awaited_again(event, says_final=any(category["final"] for category in told["categories"]))
    if waited := _waited(event, told):
        names = [one.name for code, one in model_records.categories(event.file).items() if code in waited]
        yield Problem("It tells nothing of {categories}: another recapitulation does.", categories=", ".join(names))


def _awaited_again(event: OpenEvent, *, says_final: bool) -> Iterator[Problem]:
    """What is awaited by now of a result that was final when the paper was made, or that nobody knew to be awaited then."""
    if says_final and not (found := finality(event)).is_settled:
        yield Problem("It says final. As far as this laptop knows, something is awaited by now: {why}", why=paper_words(found))


def _waited(event: OpenEvent, told: Mapping[str, Any]) -> set[str]:
    """The categories that a recapitulation rightly leaves out: by its time their result wasn't revealed, and one it tells was."""
    zone, ours = model_records.event(event.file).time_zone, {category["code"] for category in told["categories"]}
    made, opened = local(told["at"], zone), {code: local(one.entry.at, zone) for code, one in reveals(event.file).items()}
    by_then = {code for code, at in opened.items() if made and at and at <= made}
    others = set(model_records.categories(event.file)) - ours
    return others - by_then if ours & by_then else set()


def of_minutes(event: OpenEvent, attached: bytes) -> tuple[Judgement, Problem | None]:
    """The journal's word on signed minutes with this data: `valid`, `superseded` or `invalid`, and why unless they are valid."""
    told, now = minutes_content.read_content(attached), minutes_told(event)
    records, at = read_minutes(attached)
    never = recorded_words.of_event(event_block(told.event, event.id), recorded_words.RecordedEntries.of(event.file))
    if not _was_stated(event, at.isoformat(), records.day):
        never.append(recorded_words.STATED_DAY)
    if not _were_declined(event, told.declined):
        never.append(_DECLINED)
    if never:
        return Judgement.INVALID, Problem(_NEVER, parts=Parts(never))
    unknown = list(dict.fromkeys(_unknown_records(event, records)))
    if unknown:
        return Judgement.INVALID, Problem(
            "They rest on records that this event does not hold: {parts}. If a laptop's package is still to come, receive it and "
            "check again.",
            parts=Parts(unknown),
        )
    # a result that was final says nothing else while a laptop is awaited again
    readings = (now, minutes_told(event, SETTLED))
    differing = min((list(_differing(told, minutes_content.printed(one))) for one in readings), key=len)
    return (Judgement.SUPERSEDED, Problem(_OTHER, parts=Parts(differing))) if differing else (Judgement.VALID, None)


def _differing(told: MinutesContent, now: MinutesContent) -> Iterator[str]:
    """The categories of which minutes say something else than the record does now, and whether other jurors."""
    ours, theirs = ({one.result.category.code: as_json(one) for one in content.decided} for content in (now, told))
    yield from (code for code in {**theirs, **ours} if ours.get(code) != theirs.get(code))
    if as_json(told.jurors) != as_json(now.jurors):
        yield mark("the jurors")
    if as_json(told.stages) != as_json(now.stages):
        yield mark("the stages")


def _unknown_records(event: OpenEvent, records: Records) -> Iterator[str]:
    """The parts of what minutes rest on that this event doesn't hold."""
    if not all(chain_queries.holds(event.file, id_, number) for _name, number, id_ in records.heads):
        yield mark("the laptops' last entries")
    if any(not _was_signed(event, *sheet) for sheet in records.sheets):
        yield mark("the signed sheets")


def _were_declined(event: OpenEvent, declined: Sequence[Declined]) -> bool:
    """True if each of these really declined that version so, at some time."""
    for one in declined:
        said = journal.history_of(event.file, (Subject.SIGNATURE, str(SignatureKey(one.code, one.document))))
        if not any((entry.value or {}).get("declined") == one.reason for entry in said):
            return False
    return True


def _result(category: Mapping[str, Any]) -> object:
    rows = [{name: row.get(name) for name in _ROW} for row in category["rows"]]
    return {**{name: category.get(name) for name in _CATEGORY}, "rows": rows}


def of_papers(event: OpenEvent, pdf: bytes, kind: FileKind) -> Iterator[Problem]:
    """What the journal says of minutes, or of a recapitulation, that nobody signed; it makes them no more than they are."""
    if kind == FileKind.RECAPITULATION:
        yield from _of_unsigned_recapitulation(event, pdf)
    if kind == FileKind.MINUTES:
        content = _minutes_of(event, pdf)
        parts = list(dict.fromkeys(_of_minutes(event, content)))
        yield Problem(_OTHER, parts=Parts(parts)) if parts else Problem(_SAME)
        yield from _day_of_minutes(event, content)


def _of_unsigned_recapitulation(event: OpenEvent, pdf: bytes) -> Iterator[Problem]:
    content = page_content.read(pdf, lambda json, _qr: recapitulation.render(json))
    if content.faults or content.attachment is None:
        yield from content.faults
        return
    _verdict, why = of_recapitulation(event, content.attachment)
    yield why or Problem(_SAME)
    yield from day_of_recapitulation(event, content.attachment)


def _minutes_of(event: OpenEvent, pdf: bytes) -> Content:
    """What minutes say, held against what is drawn again from the record, as of their time and records."""

    def again(json: bytes, _qr: str | None) -> Rendered:
        records, at = read_minutes(json)
        return Rendered(minutes_content.draw(minutes_data(event, records, at)).pdf, ())

    return page_content.read(pdf, again)


def _of_minutes(event: OpenEvent, content: Content) -> Iterator[str]:
    """The parts of minutes that differ from the record."""
    if content.faults:
        yield mark("the pages")
    if content.attachment is not None and not content.faults:
        records, at = read_minutes(content.attachment)
        if not _was_stated(event, at.isoformat(), records.day):
            yield recorded_words.STATED_DAY
        yield from _unknown_records(event, records)


def _day_of_minutes(event: OpenEvent, content: Content) -> Iterator[Problem]:
    """Of minutes whose pages differ too: their result may have changed since, which says nothing of their day."""
    with suppress(FileProblem):  # data that are none of ours, which was told with the pages
        records, at = read_minutes(content.attachment or b"")
        yield from _stated_since(event, at.isoformat(), records.day)
        yield from _met_otherwise(event, records.meeting)


def _met_otherwise(event: OpenEvent, told: Meeting | None) -> Iterator[Problem]:
    """Another day or place of the plenary than the record names now."""
    now = named_meeting(event)
    if told is None or now.meeting is None:
        return
    place = told.place or usual_place(event)
    if (told.day, place) != (now.meeting.day, now.place):
        yield Problem(
            "It says that the plenary met on {day} at {place}; by the event's record it was {day_now} at {place_now}.",
            day=ShownDay(told.day),
            place=place or "…",
            day_now=ShownDay(now.meeting.day),
            place_now=now.place or "…",
        )


def _stated_since(event: OpenEvent, at: str, day: str | None) -> Iterator[Problem]:
    """A day that was stated when it was made and isn't now, or one that is stated now and wasn't then.

    Papers don't say at which laptop they were made: each that said this date is told.
    """
    there = local(at, model_records.event(event.file).time_zone)
    about = [one for one in stated_days(event.file).values() if there and one.clock == there.date()]
    if day is not None and _was_stated(event, at, day) and not any(one.day.isoformat() == day for one in about):
        yield Problem(
            "It says that the day was {day}, as the secretariat stated; the secretariat states that no more.",
            day=ShownDay(date.fromisoformat(day)),
        )
    laptops = laptop_names(event.file) if about else {}
    for one in about if day is None else ():
        yield Problem(
            "It says that it was made on {clock}; when the clock of laptop {laptop} said so, the day was {day}, as the "
            "secretariat states: {reason}",
            clock=ShownDay(one.clock),
            laptop=laptops[one.device],
            day=ShownDay(one.day),
            reason=one.reason,
        )


def _was_stated(event: OpenEvent, at: str, day: str | None) -> bool:
    """True for no day, or one that the desk stated, then or by now, about this date of some laptop's clock."""
    there = local(at, model_records.event(event.file).time_zone)
    if day is None or there is None:
        return day is None
    doubtful = {entry.id for entry in journal.in_doubt(event.file)}
    stated = (read_day(entry) for entry in journal.about(event.file, Subject.DAY) if entry.id not in doubtful)
    return any((one.clock, one.day.isoformat()) == (there.date(), day) for one in stated if one)


def _was_signed(event: OpenEvent, candidate: str, juror: str, revision: int, sha256: str) -> bool:
    values = [entry.value or {} for entry in journal.history_of(event.file, (Subject.SHEET, str(CellKey(juror, candidate))))]
    return any(
        (one.get("state"), one.get("revision"), one.get("paper", one).get("json")) == (SheetState.SIGNED, revision, sha256)
        for one in values
    )
