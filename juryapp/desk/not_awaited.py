"""Not awaited: the desk's acts that end the waiting for a laptop that didn't close itself: unused, or given up.

Each says how much of every laptop was known when it was said: what comes in beyond that contradicts it, and is told.
"""

from __future__ import annotations

from juryapp.board.awaited_laptops import AwaitedLaptop, RosterState
from juryapp.desk.reasons import check_undisputed, said_reason
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.journal.subjects import Subject
from juryapp.model.not_awaited import NotAwaited
from juryapp.store import closings


def call_unused(desk: SecretaryDesk, laptop: AwaitedLaptop, reason: str) -> Changes:
    """Says that a copy was prepared for nothing: nobody opened it, and nobody will. Raises `Refused` where somebody did."""
    if laptop.device is not None:
        raise Refused(
            "Laptop {name} was used: {count} of its entries are here. Close it there, or give it up.",
            name=laptop.name,
            count=laptop.here + laptop.held,
        )
    return _say(desk, laptop, NotAwaited.UNUSED, reason)


def give_up(desk: SecretaryDesk, laptop: AwaitedLaptop, reason: str) -> Changes:
    """Says that a laptop was lost or broke: what isn't known of it is lost. Nothing that is here is taken away.

    Raises `Refused` for this laptop, for a removed one, and for one that is closed and all of it here.
    """
    if laptop.own:
        raise Refused("{name} is this laptop; close it instead.", name=laptop.name)
    if laptop.state is RosterState.REMOVED:
        raise Refused("Laptop {name} is removed: nothing more is awaited from it.", name=laptop.name)
    if laptop.state is RosterState.CLOSED and laptop.is_settled:
        raise Refused("Laptop {name} is closed, and all of it is here: there is nothing to give up.", name=laptop.name)
    return _say(desk, laptop, NotAwaited.GIVEN_UP, reason)


def await_again(desk: SecretaryDesk, laptop: AwaitedLaptop, reason: str) -> Changes:
    """Takes back that a laptop is unused or given up; that it was said stays on record, and why it no longer holds."""
    text, keys = said_reason(reason), _standing(desk, laptop)
    if not keys:
        raise Refused("Laptop {name} is neither unused nor given up; there is nothing to take back.", name=laptop.name)
    acts = []
    for key in keys:
        register = (Subject.NOT_AWAITED, key)
        check_undisputed(desk.event.file, register)
        acts += [desk.act(*register, None), desk.taken_back(register, text)]
    return desk.event.write(acts)


def _standing(desk: SecretaryDesk, laptop: AwaitedLaptop) -> list[str]:
    """Under which ids the desk said so: the laptop's, and the copy's that it opened."""
    said = closings.not_awaited(desk.event.file)
    return [key for key in dict.fromkeys((laptop.id, laptop.prepared.id if laptop.prepared else laptop.id)) if key in said]


def _say(desk: SecretaryDesk, laptop: AwaitedLaptop, why: NotAwaited, reason: str) -> Changes:
    text = said_reason(reason)
    check_undisputed(desk.event.file, (Subject.NOT_AWAITED, laptop.id))
    value: dict[str, object] = {"why": why.value, "reason": text, "seen": desk.seen()}
    if laptop.cloned:
        value["ends"] = sorted(one.last.id for one in closings.branches(desk.event.file, laptop.id))
    return desk.event.write([desk.act(Subject.NOT_AWAITED, laptop.id, value)])
