"""Wiping an event from a laptop, once two other places hold everything: looked at again in the moment of the act."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.board.wiping import wipe_obstacles
from juryapp.errors import Problems, Refused
from juryapp.event import removal
from juryapp.event.open_event import OpenEvent
from juryapp.event.removal import Removal
from juryapp.event.seats import check_pin_of, desk_key
from juryapp.store import keyring, model_records


def pin_holders(event: OpenEvent) -> list[str]:
    """Whose PIN may be asked for: `desk`, or enrolled jurors, whose keys lie here; nobody's where none does."""
    seats = keyring.seats(event.file)
    return [holder for holder in ("desk", *sorted(event.trust.jurors)) if holder in seats]


def not_wiped(told: Sequence[str]) -> Problems:
    """That nothing is removed, and why."""
    return Problems([Refused("This laptop isn't wiped: {why}", why=one) for one in told])


def begin_wipe(event: OpenEvent, holder: str, pin: str) -> Removal:
    """Begins to remove everything of the event from this laptop: once the event is closed, `removal.go_on` does it. `holder`
    is one of `pin_holders`. The next start of the program goes on with what is interrupted.

    Raises `WrongPin`, `Problems` with what stands against it, `FileProblem`; nothing is gone then.
    """
    holders = pin_holders(event)
    if holders and holder not in holders:
        raise Refused("Say by whose PIN this laptop is wiped: one of {holders}.", holders=", ".join(holders))
    if holder == "desk" and holders:
        desk_key(event, pin)
    elif holders:
        check_pin_of(event, holder, pin)
    event.check_writable()
    event.refresh()
    told = wipe_obstacles(event)
    if told:
        raise not_wiped(told)
    files = tuple(map(str, removal.files_of(event)))
    plan = Removal(event.id, model_records.event(event.file).code, files)
    removal.begin(event.laptop.home, plan)
    return plan
