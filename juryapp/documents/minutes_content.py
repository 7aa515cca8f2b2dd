"""Minutes' content: everything that minutes say, as the data attached to them, so that they are drawn from it alone.

Several people sign minutes, and whoever checks them draws them again (decision 004). How they are laid out is `minutes.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from juryapp.canonical_json import read_canonical
from juryapp.documents import minutes
from juryapp.documents.minutes import Decided
from juryapp.documents.minutes_data import Records, minutes_json, read_minutes
from juryapp.documents.page import Rendered
from juryapp.documents.recapitulation import CategoryResult, Declined
from juryapp.documents.typed_json import as_json, of_json
from juryapp.errors import FileProblem
from juryapp.model.candidate import Candidate
from juryapp.model.event import Event
from juryapp.model.juror import Juror, Role
from juryapp.model.stage import Stage
from juryapp.signing.fields import CHAIR, juror_field


@dataclass(frozen=True)
class MinutesContent:
    """What minutes say, but for the records on which they rest and their time."""

    event: Event
    jurors: Sequence[Juror]
    decided: Sequence[Decided]
    stages: Sequence[Stage]
    declined: Sequence[Declined] = ()
    """Who declined to sign a former version."""


def chair_of_jury(jurors: Sequence[Juror]) -> Juror | None:
    """Who signs last."""
    return next((juror for juror in jurors if juror.role is Role.CHAIR), None)


def content_json(content: MinutesContent, event_id: str, records: Records, at: datetime) -> bytes:
    """The canonical JSON of minutes; `at` is the laptop's local time with its zone."""
    chair = chair_of_jury(content.jurors)
    signers = {juror_field(one.code): one.code for one in content.jurors if one.counts and one is not chair}
    if chair:
        signers[CHAIR] = chair.code
    return minutes_json(event_id, records, at, as_json(printed(content)), signers)


def printed(content: MinutesContent) -> MinutesContent:
    """Without what minutes don't print: a candidate's facts and attendance, who sits on which panel."""
    return replace(
        content,
        jurors=[replace(one, panels=()) for one in content.jurors],
        decided=[replace(one, result=_printed_result(one.result)) for one in content.decided],
    )


def _printed_result(result: CategoryResult) -> CategoryResult:
    return replace(
        result,
        category=replace(result.category, panel=""),
        jurors=[replace(one, panels=()) for one in result.jurors],
        rows=[replace(row, candidate=_printed_candidate(row.candidate)) for row in result.rows],
    )


def _printed_candidate(one: Candidate) -> Candidate:
    return Candidate(one.number, one.name, one.category, one.institution)


def read_content(data: bytes) -> MinutesContent:
    """What minutes with this data say. Raises `FileProblem` when it isn't the data of ours, `NewerFormat` for a later one."""
    read_minutes(data)
    try:
        return of_json(MinutesContent, (read_canonical(data) or {}).get("told"))
    except ValueError as error:
        raise FileProblem("This is not the data of Juryapp's minutes; open the file that Juryapp made.") from error


def draw(data: bytes) -> Rendered:
    """The minutes of this data, with a field for each juror, `Chair`, `Desk` and `HQ_Seal`: the same bytes each time.

    Raises as `read_content`.
    """
    content = read_content(data)
    records, at = read_minutes(data)
    return minutes.render(
        content.event,
        content.jurors,
        content.decided,
        content.stages,
        records,
        at,
        data=data,
        declined=content.declined,
    )
