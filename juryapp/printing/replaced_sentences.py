"""What the minutes tell of jurors who were replaced: by whom, since when, whose sheets drop out, and the new one's pledge.

Nothing is said where nobody was replaced: minutes that were made before stay what the record says.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from juryapp.board.cells import Board
from juryapp.board.pledges import lacks_pledge, pledge_of
from juryapp.board.replaced_jurors import Replaced, replaced_jurors
from juryapp.documents.words import local
from juryapp.model.juror import Juror
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.text import _, clock_time, plain_date, plural


def replaced_sentences(file: EventFile, board: Board, candidates: Collection[str]) -> Iterator[str]:
    """Of the jurors who judge one of these candidates, or did, in the current language."""
    zone = model_records.event(file).time_zone
    for one in replaced_jurors(file, board):
        if any(one.former.sits_on(board.panel(number)) for number in candidates):
            yield _replaced(one, zone)
            if dropped := [number for number in one.dropped if number in candidates]:
                yield plural(
                    "{count} signed sheet of {former} does not count: {candidates}.",
                    "{count} signed sheets of {former} do not count: {candidates}.",
                    len(dropped),
                    former=_named(one.former),
                    candidates=", ".join(dropped),
                )
            if one.new:
                yield from _pledge(file, one.new, zone)


def _replaced(one: Replaced, zone: str) -> str:
    gaps = {"former": _named(one.former), "first": one.first, **_when(one.at, zone)}
    if one.new is None:
        return _("{former} judged until {day} at {hour} and only observes since.", **gaps)
    gaps["new"] = _named(one.new)
    if one.first:
        return _("{new} judged in the place of {former} from {first} on.", **gaps)
    if one.former.counts:
        return _("{new} is chair of the jury since {day} at {hour}, in the place of {former}.", **gaps)
    return _("{new} came on {day} at {hour} in the place of {former}, who only observes since.", **gaps)


def _pledge(file: EventFile, juror: Juror, zone: str) -> Iterator[str]:
    """The new juror's own word to the jury's rules, where the event asks for one."""
    given = pledge_of(file, juror.code)
    gaps = {"new": _named(juror), **_when(given.at if given else "", zone)}
    if given and given.on_paper:
        yield _("{new} signed the integrity pledge on paper, as recorded on {day}.", **gaps)
    elif given:
        yield _("{new} signed the integrity pledge on {day} at {hour}.", **gaps)
    elif lacks_pledge(file, juror):
        yield _("No integrity pledge of {new} is on record.", new=_named(juror))


def _when(at: str, zone: str) -> dict[str, str]:
    there = local(at, zone) if at else None
    return {"day": plain_date(there.date()), "hour": clock_time(there)} if there else {"day": "", "hour": ""}


def _named(juror: Juror) -> str:
    return f"{juror.name} ({juror.code})"
