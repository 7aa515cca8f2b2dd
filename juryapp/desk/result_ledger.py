"""Result ledger: each complete state of a category is an entry, written by the desk; what headquarters received is one too.

Its entries call `final` what is complete as far as their laptop knows: a result is watched from then on, whichever laptop is
still awaited (decision 061).

Nobody writes at each keystroke: only where something that counts changed since, and only of categories in which nothing is
missing, or which were final before. A desk that leaves its entry out hides nothing: headquarters' own laptop records what it
received, under its own key, so that a later result is held against it.
"""

from __future__ import annotations

from juryapp.board.changed_results import alarms
from juryapp.board.results import finals, may_be_final, read_recorded, seen_now, state_of
from juryapp.desk.reasons import said_reason
from juryapp.errors import Refused
from juryapp.event.changes import NOTHING, Changes
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import DeskSeat, root_key
from juryapp.journal.actors import Actor
from juryapp.journal.entry import Act
from juryapp.journal.records import COUNTED
from juryapp.journal.subjects import Subject
from juryapp.store import journal, model_records
from juryapp.store.results import is_touched_since


def is_touched(event: OpenEvent) -> bool:
    """True if something that counts was written since this was looked at last. Cheap, however large the event is."""
    arrived = journal.arrived_count(event.file)
    if event.results_at and not is_touched_since(event.file, event.results_at, COUNTED):
        event.results_at = arrived
    return event.results_at != arrived


def record_changes(event: OpenEvent, desk: DeskSeat | None = None) -> Changes:
    """Brings the ledger up to date: what is final and wasn't recorded, and what was final and isn't any more.

    Without a desk only headquarters' laptop writes, and only what it received as final.
    """
    if not event.file.writable or not is_touched(event):
        return NOTHING
    # what lacks a sheet isn't complete, and needs no reckoning unless it was
    looked_at = sorted(may_be_final(event.file) | finals(event.file).keys())
    acts = [act for category in looked_at for act in _receiving(event, category)]
    acts += [act for category in looked_at for act in (_recording(desk, category) if desk else ())]
    changes = event.write(acts)
    event.results_at = journal.arrived_count(event.file)
    return changes


def _recording(desk: DeskSeat, category: str) -> list[Act]:
    event = desk.event
    # what another program writes meanwhile is not in `seen` then, and is told rather than overlooked
    seen, state = seen_now(event.file), state_of(event.file, category)
    heads = [read_recorded(head).state for head in journal.heads_of(event.file, (Subject.RESULT, category))]
    # a category in which nobody is placed has no result, unless it had one
    new = state.complete and (bool(state.ranking) or category in finals(event.file))
    gone = not state.complete and any(head.complete for head in heads)
    if not gone and not (new and all(head.digest != state.digest or not head.complete for head in heads)):
        return []
    return [desk.act(Subject.RESULT, category, state.as_value(seen))]


def _receiving(event: OpenEvent, category: str) -> list[Act]:
    """A final state that came to headquarters' laptop, under the laptop's own key: it needs no one's PIN."""
    device = event.device
    devices = model_records.devices(event.file)
    if device is None or device not in devices or not devices[device].headquarters:
        return []
    seen, state, key = seen_now(event.file), state_of(event.file, category), f"{device}/{category}"
    own = [read_recorded(one).state.digest for one in journal.history_of(event.file, (Subject.RESULT_RECEIVED, key))]
    if not state.complete or state.digest in own or not (state.ranking or own):
        return []
    return [Act(Actor.LAPTOP, Subject.RESULT_RECEIVED, key, state.as_value(seen), sign=event.sign_as_device)]


def acknowledge(event: OpenEvent, root_pin: str, category: str, reason: str) -> Changes:
    """Headquarters acknowledges that a final result was changed; a later change is an alarm again.

    Raises `NoKey` where this laptop isn't headquarters, `WrongPin`, `Refused` where there is nothing to acknowledge.
    """
    text = said_reason(reason)
    found = [one for one in alarms(event.file) if one.category == category]
    if not found:
        raise Refused("No final result of {category} was changed; there is nothing to acknowledge.", category=category)
    key = root_key(event, root_pin)
    digests = {one.state.digest for one in finals(event.file)[category]} | {found[0].now.digest}
    value = {"digests": sorted(digests), "now": found[0].now.digest, "reason": text}
    return event.write([Act(Actor.HEADQUARTERS, Subject.ACKNOWLEDGEMENT, category, value, sign=key.sign)], seal=True)
