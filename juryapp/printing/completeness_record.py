"""Record of completeness of an event: what `documents/completeness_record.py` prints, as the journal stands here."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.board.awaited_laptops import AwaitedLaptop, state_words
from juryapp.board.completeness import Completeness, completeness
from juryapp.board.completeness_words import gaps, unknowable, verdict_words
from juryapp.board.journal_digest import journal_heads
from juryapp.board.laptop_names import laptop_names
from juryapp.board.record_moment import RecordMoment, record_moment
from juryapp.board.rescue_losses import loss_words
from juryapp.documents.completeness_record import (
    MARKS,
    CandidateLine,
    CompletenessRecord,
    HeadLine,
    LaptopLine,
    draw,
    record_json,
)
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.signing.fingerprint import six_words
from juryapp.store import model_records
from juryapp.text import _, speaking


def completeness_record(event: OpenEvent) -> tuple[str, bytes]:
    """Its file name, and the unsigned pages, dated by the record."""
    return document_name(model_records.event(event.file).code, "completeness"), draw(completeness_data(event)).pdf


def completeness_data(event: OpenEvent, made: RecordMoment | None = None) -> bytes:
    """The data as the journal stands now; dated `made`, or by the record where nobody makes it."""
    moment = made or record_moment(event)
    return record_json(gathered(event), event.id, moment.at, moment.stated)


def completeness_basis(event: OpenEvent) -> list[object]:
    """What it rests on: the ends of all laptops, how each is settled, where the sheets are; certifying it changes none of it."""
    found = completeness(event)
    laptops = [[one.id, one.state.value, one.is_settled, one.lacking, one.held] for one in found.laptops]
    cells = [[cell.juror, cell.candidate, cell.place.value] for cell in found.cells]
    losses = [[one.at, one.entries, one.documents, one.is_made_good] for one in found.losses]
    lacking = [[one.subject, one.key] for one in found.lacking]
    return [found.digest, laptops, cells, lacking, *([losses] if losses else [])]


def gathered(event: OpenEvent) -> CompletenessRecord:
    """All that it says."""
    about = model_records.event(event.file)
    with speaking(about.language):
        found, heads, names = completeness(event), journal_heads(event.file), laptop_names(event.file)
        return CompletenessRecord(
            event=about,
            verdict=verdict_words(found),
            laptops=[_line(one) for one in found.laptops],
            gaps=[*gaps(found, about.time_zone), *(loss_words(one, about.time_zone) for one in found.losses)],
            jurors={code: one.name for code, one in model_records.jurors(event.file).items() if code in _expected_of(found)},
            candidates=_candidates(event, found),
            counts={place: count for place in MARKS if (count := sum(cell.place == place for cell in found.cells))},
            heads=[HeadLine(names[one.device], one.device, one.number, one.id) for one in heads],
            unknowable=unknowable(),
            digest=found.digest,
            words=six_words(found.digest),
        )


def _line(one: AwaitedLaptop) -> LaptopLine:
    own = one.own and one.is_settled and not one.closed_at
    state = _("all of it is here: this record was drawn up there") if own else state_words(one)
    return LaptopLine(one.name, state, one.here, one.known, one.is_settled)


def _expected_of(found: Completeness) -> set[str]:
    return {cell.juror for cell in found.cells}


def _candidates(event: OpenEvent, found: Completeness) -> Sequence[CandidateLine]:
    places: dict[str, dict[str, str]] = {}
    for cell in found.cells:
        places.setdefault(cell.candidate, {})[cell.juror] = cell.place.value
    known = model_records.candidates(event.file)
    return [CandidateLine(number, one.name, places[number]) for number, one in known.items() if number in places]
