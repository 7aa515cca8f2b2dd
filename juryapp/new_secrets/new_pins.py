"""New PINs of several jurors, looked at together before anyone is enrolled. Nothing is written, and no PIN is ever told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from juryapp.board.members import juror_of
from juryapp.errors import Problem, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.new_secrets.known_words import words_for
from juryapp.new_secrets.strength import check_new_pin
from juryapp.signing.keys import unlock
from juryapp.store import keyring, model_records
from juryapp.text import mark

_OF_JUROR = mark("{juror}: {problem}")
_OF_LINE = mark("Line {line}, {juror}: {problem}")
_THE_DESKS = mark("This is the PIN of the secretary's desk, and whoever knows it acts as the desk. Choose another one.")


@dataclass(frozen=True)
class NewPin:
    """A PIN that a juror is to have, and the line of the file in which it stands; 0 for none."""

    juror: str
    pin: str = field(repr=False)
    line: int = 0

    @property
    def normal(self) -> str:
        """The same for the same letters, however they are written."""
        return unicodedata.normalize("NFC", self.pin)


def problems_of(event: OpenEvent, pins: Sequence[NewPin], desk_pin: str | None = None) -> list[Problem]:
    """What enrolment would refuse of these, in the order of the lines, then jurors in two lines and PINs that several have.

    The desk's PIN is among what is refused where it was given with the command.
    """
    jurors = model_records.jurors(event.file)
    refused = [problem for one in pins for problem in _refused(event, jurors, one, desk_pin)]
    return [*refused, *_twice(pins), *_shared(pins)]


def check_not_the_desks(event: OpenEvent, pin: str) -> None:
    """Raises `Refused` for a PIN that opens the desk's key on this laptop. It takes as long as opening any key."""
    locked = keyring.locked_key(event.file, "desk")
    if locked is None:
        return
    try:
        unlock(locked, pin)
    except WrongPin:
        return
    raise Refused(_THE_DESKS)


def _refused(event: OpenEvent, jurors: dict[str, Juror], one: NewPin, desk_pin: str | None) -> Iterator[Problem]:
    try:
        juror = juror_of(jurors, one.juror)
    except Refused as problem:
        yield _told(one, problem) if one.line else problem
        return
    try:
        check_new_pin(one.pin, words_for(event, juror))
        if desk_pin is not None and one.normal == unicodedata.normalize("NFC", desk_pin):
            raise Refused(_THE_DESKS)
    except Problem as problem:
        yield _told(one, problem)


def _told(one: NewPin, problem: Problem) -> Refused:
    if one.line:
        return Refused(_OF_LINE, line=one.line, juror=one.juror, problem=problem)
    return Refused(_OF_JUROR, juror=one.juror, problem=problem)


def _twice(pins: Sequence[NewPin]) -> Iterator[Problem]:
    """A juror in two lines: nobody knows which PIN is meant."""
    lines: dict[str, list[str]] = {}
    for one in pins:
        lines.setdefault(one.juror, []).append(str(one.line))
    for juror, found in lines.items():
        if len(found) > 1:
            yield Refused("{juror} stands in the lines {lines}; leave one of them.", juror=juror, lines=", ".join(found))


def _shared(pins: Sequence[NewPin]) -> Iterator[Problem]:
    """The same PIN twice: one of the two could sign as the other."""
    owners: dict[str, list[str]] = {}
    for one in pins:
        owners.setdefault(one.normal, []).append(one.juror)
    for codes in owners.values():
        if len(set(codes)) > 1:
            named = ", ".join(dict.fromkeys(codes))
            yield Refused("{jurors} have the same PIN; let all but one of them choose another.", jurors=named)
