"""Replaced points: which of a juror's standing points other ones would take the place of, told before they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.documents.words import local
from juryapp.journal.entry import Entry
from juryapp.journal.keys import CriterionKey
from juryapp.journal.subjects import Subject
from juryapp.model.points import read_decimal
from juryapp.store import journal, model_records
from juryapp.text import _, clock_time, number, plain_date


def replaced(desk: JurorDesk, given: Iterable[GivenScore]) -> Iterator[str]:
    """A sentence for each score that stands and becomes another: what it becomes, and when the former was given."""
    zone = model_records.event(desk.event.file).time_zone
    for one in given:
        register = (Subject.SCORE, str(CriterionKey(desk.juror.code, one.candidate, one.criterion)))
        for head in journal.heads_of(desk.event.file, register):
            if head.value is not None and _points(head.value.get("points")) != _points(one.points):
                yield _sentence(one, head, zone)


def _points(text: object) -> Decimal | None:
    return read_decimal(text) if isinstance(text, str) else None


def _sentence(one: GivenScore, head: Entry, zone: str) -> str:
    at = local(head.at, zone)
    return _(
        "{candidate} {criterion}: {old} becomes {new}, given {when}",
        candidate=one.candidate,
        criterion=one.criterion,
        old=_shown(_points((head.value or {}).get("points"))),
        new=_shown(_points(one.points)),
        when=f"{plain_date(at.date())} {clock_time(at)}",
    )


def _shown(points: Decimal | None) -> str:
    return number(points) if points is not None else _("can't be assessed")
