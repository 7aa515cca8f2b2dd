"""Members of an event by the codes that people give: the juror or the candidate of a code, or a refusal that names it."""

from __future__ import annotations

from collections.abc import Mapping

from juryapp.errors import Refused
from juryapp.model.candidate import Candidate
from juryapp.model.juror import Juror


def juror_of(jurors: Mapping[str, Juror], code: str) -> Juror:
    """The juror of this code. Raises `Refused` where the event has none."""
    if code not in jurors:
        raise Refused("{juror} is not a juror of this event; check the code.", juror=code)
    return jurors[code]


def candidate_of(candidates: Mapping[str, Candidate], number: str) -> Candidate:
    """The candidate of this number. Raises `Refused` where the event has none."""
    if number not in candidates:
        raise Refused("{candidate} is not a candidate of this event; check the number.", candidate=number)
    return candidates[number]
