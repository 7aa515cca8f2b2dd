"""New PINs of several jurors, looked at together before anyone is enrolled. Nothing is written, and no PIN is ever told."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from juryapp.board.members import juror_of
from juryapp.desk.strength import check_new_pin, words_about
from juryapp.errors import Problem, Problems, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.store import nouns
from juryapp.text import mark

_OF_JUROR = mark("{juror}: {problem}")


def check_new_pins(event: OpenEvent, pins: Sequence[tuple[str, str]]) -> None:
    """Raises `Problems`, one for each PIN that enrolment would refuse and for each that several have; `pins` are (juror, PIN)."""
    problems = [*_refused(event, pins), *_shared(pins)]
    if problems:
        raise Problems(problems)


def _refused(event: OpenEvent, pins: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    about, jurors = nouns.event(event.file), nouns.jurors(event.file)
    for code, pin in pins:
        try:
            juror = juror_of(jurors, code)
        except Refused as problem:
            yield problem
            continue
        try:
            check_new_pin(pin, words_about(about, [juror]))
        except Problem as problem:
            yield Refused(_OF_JUROR, juror=code, problem=problem)


def _shared(pins: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """The same PIN twice: one of the two could sign as the other."""
    owners: dict[str, list[str]] = {}
    for code, pin in pins:
        owners.setdefault(unicodedata.normalize("NFC", pin), []).append(code)
    for codes in owners.values():
        if len(set(codes)) > 1:
            yield Refused("{jurors} have the same PIN; let all but one of them choose another.", jurors=", ".join(codes))
