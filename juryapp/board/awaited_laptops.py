"""Awaited laptops: of each laptop of the roster whether everything that was written there is here. Reads only.

On the roster are the copies that were prepared, and every laptop that wrote something or of which anybody heard. A laptop closes
itself (`desk/laptop_closing.py`), or the desk says that nothing more is awaited from it (`desk/not_awaited.py`). The entry that
says *closed* is the laptop's number N, and whoever has N entries of it has everything up to there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from juryapp.board.confirmations import acknowledged, confirmed
from juryapp.board.laptop_names import laptop_names
from juryapp.board.laptop_roster import PreparedLaptop, for_whom, prepared
from juryapp.board.quarantine import waiting
from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.exchange import receipts
from juryapp.model.not_awaited import NotAwaited
from juryapp.store import journal, model_records, quarantine_table
from juryapp.store.closings import Heard, Said, branches, heard, last_closing, not_awaited
from juryapp.text import _


class RosterState(StrEnum):
    """What is known of a laptop's end."""

    OPEN = "open"
    """It may be written there at any time."""
    CLOSED = "closed"
    REOPENED = "reopened"
    """It was closed once, and something was written there since."""
    UNOPENED = "unopened"
    """A copy that was prepared, and from which nothing has come in."""
    UNUSED = "unused"
    GIVEN_UP = "given up"
    REMOVED = "removed"
    """The desk removed it, and said up to where it counts."""


@dataclass(frozen=True)
class AwaitedLaptop:
    """One laptop of the roster, as far as this one knows."""

    id: str
    """What the desk's acts about it name: the laptop's id, or the prepared copy's while nobody is known to have opened that."""
    device: str | None
    """The laptop's id; None while nobody is known to have opened the copy."""
    name: str
    """How people call it, which stands behind the word *laptop*."""
    state: RosterState
    prepared: PreparedLaptop | None = None
    own: bool = False
    """It is this laptop: whatever it wrote is here."""
    closed_at: int = 0
    """The number of its last closing; 0 if it never closed."""
    here: int = 0
    """So many of its entries are here."""
    held: int = 0
    """So many more are held: it isn't admitted, or others before them are missing."""
    known: int = 0
    """So many entries it wrote at least, by what anybody said; of a removed one, up to where it counts."""
    heard_from: str = ""
    """The laptop that knew of the most of them, where they aren't all here."""
    heard_at: str = ""
    confirmed: int = 0
    """Up to so many headquarters has signed that it holds them."""
    acknowledged: int = 0
    """Up to so many it said, in its last package, that it knows to be confirmed."""
    reason: str = ""
    """Why the desk says so."""
    contradicted: bool = False
    """The desk awaited nothing more from it, and something came in since."""
    cloned: bool = False
    """Two copies of it wrote under one name."""

    @property
    def lacking(self) -> int:
        """So many of its entries are known to exist and are neither here nor held."""
        return max(0, self.known - self.here - self.held)

    @property
    def is_settled(self) -> bool:
        """True if nothing of it can be missing, or the desk answers for what is."""
        if self.contradicted:
            return False
        match self.state:
            case RosterState.UNUSED | RosterState.GIVEN_UP:
                return True
            case RosterState.REMOVED:
                return self.here >= self.known
            case RosterState.CLOSED:
                return not (self.lacking or self.held)
        return self.own and not (self.lacking or self.held or self.cloned)


def awaited_laptops(event: OpenEvent) -> list[AwaitedLaptop]:
    """The whole roster: laptops as the journal came to know of them, then the copies of which nothing has come in."""
    return _Roster(event).lines()


class _Roster:
    """The roster with what it needs read once."""

    def __init__(self, event: OpenEvent) -> None:
        self._event, file = event, event.file
        self._names = laptop_names(file)
        self._here = journal.numbers(file)
        self._held = {one.device: one for one in waiting(file)}
        self._forked = journal.forked(file)
        self._confirmed, self._acknowledged = confirmed(event), acknowledged(event)
        self._said = not_awaited(file)
        self._heard = _heard(event)
        self._copies = prepared(file)

    def lines(self) -> list[AwaitedLaptop]:
        known = model_records.devices(self._event.file)
        devices = dict.fromkeys([*known, *sorted(self._here), *self._held, *sorted(self._heard)])
        silent = [one for one in self._copies if not one.opened_at]
        return [*map(self._line, devices), *map(self._copy, silent)]

    def _copy(self, copy: PreparedLaptop) -> AwaitedLaptop:
        said = self._said.get(copy.id)
        name = for_whom(copy, model_records.jurors(self._event.file))
        state = _STATES[said.why] if said else RosterState.UNOPENED
        return AwaitedLaptop(copy.id, None, f"{name}, {copy.label}", state, copy, reason=said.reason if said else "")

    def _line(self, device: str) -> AwaitedLaptop:
        event, held = self._event, self._held.get(device)
        copy = next((one for one in self._copies if device in one.opened_at), None)
        state, closed_at = self._closed(device)
        here, heard_of = self._here.get(device, 0), self._heard.get(device, Heard())
        removal = event.trust.removed.get(device)
        said = self._said.get(device) or (self._said.get(copy.id) if copy else None)
        line = AwaitedLaptop(
            device,
            device,
            held.name if held and device not in self._names else self._names[device],
            state,
            copy,
            own=device == event.device,
            closed_at=closed_at,
            here=here,
            held=held.entries if held else 0,
            known=max(here, heard_of.number),
            heard_from=self._names[heard_of.by] if heard_of.by and heard_of.number > here else "",
            heard_at=heard_of.at if heard_of.number > here else "",
            confirmed=min(here, self._confirmed.get(device, 0)),
            acknowledged=min(here, self._acknowledged.get(device, 0)),
            cloned=device in self._forked,
        )
        if removal:
            # what comes later is held, and counts nowhere
            return replace(line, state=RosterState.REMOVED, reason=removal.reason, known=removal.until)
        if said and not (state is RosterState.CLOSED and line.is_settled):  # closed after all, and whole: nobody's word is needed
            contradicted = said.why is NotAwaited.UNUSED or here > said.seen.get(device, 0) or bool(held)
            contradicted = contradicted or (line.cloned and not self._are_known(device, said))
            return replace(line, state=_STATES[said.why], reason=said.reason, contradicted=contradicted)
        return line

    def _are_known(self, device: str, said: Said) -> bool:
        """True if the desk knew each copy of this laptop up to its end: numbers don't tell the copies apart."""
        return all(one.last.id in said.ends for one in branches(self._event.file, device))

    def _closed(self, device: str) -> tuple[RosterState, int]:
        """Whether each of its branches is closed, and the number of its last closing."""
        ends = branches(self._event.file, device)
        if ends and all(one.closed_at for one in ends):
            return RosterState.CLOSED, max(one.closed_at for one in ends)
        last = last_closing(self._event.file, device)
        return (RosterState.REOPENED, last) if last else (RosterState.OPEN, 0)


_STATES = {NotAwaited.UNUSED: RosterState.UNUSED, NotAwaited.GIVEN_UP: RosterState.GIVEN_UP}


def _heard(event: OpenEvent) -> dict[str, Heard]:
    """How much of each laptop anybody knew of: in an act, in a receipt of headquarters, in what is held, in what this laptop
    remembers of itself."""
    file = event.file
    found = heard(file, event.trust.proves)

    def take(device: str, number: int, by: str = "", at: str = "") -> None:
        if number > found.get(device, Heard()).number:
            found[device] = Heard(number, by, at)

    for receipt in receipts.genuine(file, event.trust):
        for device, (number, _last) in receipt.heads.items():
            take(device, number, receipt.device, receipt.at)
    for device, number in quarantine_table.last_numbers(file).items():
        # those before it exist too
        take(device, number)
    for device in event.own_devices():
        memory = event.laptop.home.memory(event.id, device)
        take(device, memory.number if memory else 0)
    return found


def laptop_awaited(lines: Sequence[AwaitedLaptop], text: str) -> AwaitedLaptop:
    """The laptop of the roster with this name, label or id, for this one juror, or whose id begins so (4 letters or more).
    Raises `Refused`, naming all of them."""
    begun = text.lower() if len(text) >= 4 else None
    found = [one for one in lines if text in _named(one) or (begun and one.id.startswith(begun))]
    if len(found) == 1:
        return found[0]
    listed = ", ".join(f"{one.name} ({one.id[:8]})" for one in found or lines)
    gaps = {"name": text, "laptops": listed}
    if found:
        raise Refused("{name} may be several laptops: {laptops}. Type the id in brackets of the one that you mean.", **gaps)
    raise Refused(
        "{name} is no laptop of the roster. Type the name of one, or the beginning of its id, 4 letters or more: {laptops}.",
        **gaps,
    )


def _named(one: AwaitedLaptop) -> Iterator[str]:
    yield from (one.id, one.name)
    if one.prepared:
        yield one.prepared.label
        if len(one.prepared.jurors) == 1:
            yield one.prepared.jurors[0]


def contradictions(event: OpenEvent) -> list[Problem]:
    """That something came in from a laptop of which the desk awaited nothing more, a sentence each."""
    if not not_awaited(event.file):
        return []
    return [
        Problem(
            "The secretary called laptop {name} {state} ({reason}), and something that was written there has come in since: more "
            "may exist. Close that laptop and bring its package, or say anew what is to be awaited from it.",
            name=one.name,
            state=state_word(one.state),
            reason=one.reason,
        )
        for one in awaited_laptops(event)
        if one.contradicted
    ]


def state_word(state: RosterState) -> str:
    """What a state is called."""
    return {
        RosterState.OPEN: _("still open"),
        RosterState.CLOSED: _("closed"),
        RosterState.REOPENED: _("open again"),
        RosterState.UNOPENED: _("nothing came in yet"),
        RosterState.UNUSED: _("unused"),
        RosterState.GIVEN_UP: _("given up"),
        RosterState.REMOVED: _("removed from the event"),
    }[state]


def state_words(one: AwaitedLaptop) -> str:
    """A laptop's state in words: `closed at entry 212`."""
    match one.state:
        case RosterState.CLOSED:
            return _("closed at entry {number}", number=one.closed_at)
        case RosterState.REOPENED:
            return _("closed at entry {number}, open again", number=one.closed_at)
        case RosterState.UNUSED | RosterState.GIVEN_UP | RosterState.REMOVED:
            return _("{state}: {reason}", state=state_word(one.state), reason=one.reason)
    return state_word(one.state)
