"""Random histories of laptops that close, are lost, are copied whole, and whose sticks come late, as headquarters comes to know
of them; and what completeness says of each.

They are played on the real journal, in memory. Two controls are played too: one that counts sheets, and one that asks only
whether each laptop was ever heard of. Both call complete what isn't.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from juryapp.board.awaited_laptops import RosterState
from juryapp.board.completeness import Completeness, completeness
from juryapp.board.finality import Finality, finality
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.journal.chain import tips
from juryapp.journal.entry import Act, Entry, write_entry
from juryapp.journal.named_attachments import named_attachments
from juryapp.locations import Home
from juryapp.model.category import Method
from juryapp.signing.trust_store import TrustStore
from juryapp.store import attachment_table, journal
from juryapp.store.closings import BY_ITSELF
from juryapp.tally.ranking import CategoryTally
from tests.exchange.histories import EVENT, everyone_may, in_memory
from tests.exchange.histories import START as AT

_COMPLETE = CategoryTally("KAB", Method.MEAN, 2, (), (), (), (), (), (), ())
"""A ranking in which no sheet is missing: what a count of sheets calls final."""
SHEETS = 6
"""So many sheets are expected of each juror."""
LAPTOPS = 3


class _Everyone(TrustStore):
    """Believes everyone: signatures are not what these histories are about."""

    def proves(self, entry: Entry) -> bool:
        return everyone_may(entry)


@dataclass
class Place:
    """A laptop, or one of two copies of it: what it wrote and what came to it."""

    device: str
    juror: str
    branch: int = 0
    chain: list[Entry] = field(default_factory=list)
    known: dict[str, Entry] = field(default_factory=dict)
    papers: dict[str, bytes] = field(default_factory=dict)
    is_lost: bool = False

    def write(self, actor: str, subject: str, key: str, value: dict[str, object] | None) -> Entry:
        last = self.chain[-1] if self.chain else None
        heads = [one for one in self.known.values() if one.register == (subject, key)]
        replaced = {id_ for one in heads for id_ in one.supersedes}
        entry = write_entry(
            Act(actor, subject, key, value),
            event=EVENT,
            device=self.device,
            number=last.number + 1 if last else 1,
            parent=last.id if last else None,
            at=AT.isoformat(),
            supersedes=tuple(sorted(one.id for one in heads if one.id not in replaced)),
        )
        self.chain.append(entry)
        self.known[entry.id] = entry
        return entry

    def seen(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for entry in self.known.values():
            found[entry.device] = max(entry.number, found.get(entry.device, 0))
        return found


class LostLaptops:
    """One history, told by its seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.desk = Place("0" * 32, "")
        self.places = [Place(f"{number}" * 32, f"J0{number}") for number in range(1, LAPTOPS + 1)]
        for place in (self.desk, *self.places):
            place.write("device", "introduction", place.device, {"name": place.juror or "desk", "public": "x"})
            self.desk.write("desk", "device", place.device, {"name": place.juror or "desk"})
        for _step in range(self.dice.randint(15, 60)):
            self.dice.choice(_STEPS)(self)
        if self.dice.random() < 0.7:
            for place in self.places:
                self.end(place)
        # headquarters looks at what the desk brings it, and the desk closes last
        self.desk.write("device", "closing", self.desk.device, {"closed": True, "seen": self.desk.seen()})

    def end(self, place: Place) -> None:
        """The day ends at one laptop: it closes and its stick comes to the desk, unless something goes wrong."""
        if place.is_lost:
            self.give_up(place)
            return
        if self.dice.random() < 0.9:
            self.close(place)
        if self.dice.random() < 0.9:
            self._carry(place, self.desk)

    def close(self, place: Place) -> None:
        place.write("device", "closing", place.device, {"closed": True, "seen": place.seen()})
        place.write("device", "seal", place.device, {"sealed": True})

    def give_up(self, place: Place) -> None:
        value: dict[str, object] = {"why": "given up", "reason": "hilang", "seen": self.desk.seen()}
        ends = tips([one for one in self.desk.known.values() if one.device == place.device])
        if len(ends) > 1:
            value["ends"] = [one.id for one in ends]
        self.desk.write("desk", "not-awaited", place.device, value)

    def _any(self) -> Place:
        return self.dice.choice([one for one in self.places if not one.is_lost] or [self.desk])

    def step_score(self) -> None:
        place = self._any()
        for _again in range(self.dice.randint(1, 4)):
            key = f"{place.juror or 'J09'}/K0{self.dice.randint(1, SHEETS)}/REG"
            place.write(place.juror or "J09", "score", key, {"points": str(self.dice.randint(1, 90))})

    def step_sign(self) -> None:
        place = self._any()
        if place is self.desk:
            return
        for number in range(1, SHEETS + 1) if self.dice.random() < 0.5 else [self.dice.randint(1, SHEETS)]:
            self._sign(place, f"{place.juror}/K0{number}")

    def _sign(self, place: Place, key: str) -> None:
        if any(one.register == ("sheet", key) for one in place.known.values()):
            return
        content = f"{key} {place.branch} {len(place.chain)} {place.device}".encode()
        pdf = attachment_table.digest(content)
        place.papers[pdf] = content
        scores = {"REG": {"points": "80"}}
        signed: dict[str, object] = {
            "state": "signed",
            "revision": 1,
            "scores": scores,
            "rubric": "r",
            "total": "80",
            "entries": [pdf],
        }
        place.write(place.juror, "sheet", key, {**signed, "json": pdf, "pdf": pdf})

    def step_close(self) -> None:
        place = self._any()
        if place is not self.desk:
            self.close(place)

    def step_carry(self) -> None:
        source, target = self._any(), self.dice.choice([self.desk, self.desk, *self.places])
        if not target.is_lost:
            self._carry(source, target)

    def _carry(self, source: Place, target: Place) -> None:
        light = self.dice.random() < 0.1
        # of laptops that the target doesn't admit nothing comes in that others carry
        own_alone = self.dice.random() < 0.2 and source is not self.desk
        target.known |= {one.id: one for one in source.chain} if own_alone else source.known
        target.papers |= {id_: content for id_, content in source.papers.items() if not light}

    def step_tell(self) -> None:
        """One laptop takes what another wrote, closes, and brings the desk its own alone: the desk hears of what it hasn't."""
        source, between = self._any(), self._any()
        if self.desk not in (source, between):
            between.known |= source.known
            between.papers |= source.papers
            self.close(between)
            self.desk.known |= {one.id: one for one in between.chain}
            self.desk.papers |= between.papers

    def step_lose(self) -> None:
        if self.dice.random() < 0.2:
            place = self._any()
            place.is_lost = place is not self.desk

    def step_clone(self) -> None:
        if self.dice.random() < 0.2 and len(self.places) < LAPTOPS + 2:
            place = self._any()
            if place is not self.desk:
                copied = ([*place.chain], {**place.known}, {**place.papers})
                self.places.append(Place(place.device, place.juror, len(self.places), *copied))

    def step_give_up(self) -> None:
        lost = [one for one in self.places if one.is_lost]
        if lost:
            self.give_up(self.dice.choice(lost))

    def told(self, folder: Path) -> tuple[Completeness, Finality]:
        """What completeness and finality say of what the desk has, to whoever opens it elsewhere."""
        file = in_memory()
        with file.unit():
            journal.add(file, sorted(self.desk.known.values(), key=lambda one: (one.device, one.number)), everyone_may)
            for content in self.desk.papers.values():
                attachment_table.attach(file, content)
        event = OpenEvent(Laptop(Home(folder)), file, EVENT)
        event.trust = _Everyone(EVENT)
        return completeness(event), finality(event)

    def later(self) -> bool:
        """Something more is done at a laptop and comes in. False where there is none any more at which it could be."""
        place = self._any()
        if place is self.desk:
            return False
        place.write(place.juror, "score", f"{place.juror}/K01/REG", {"points": "91"})
        self.desk.known |= place.known
        self.desk.papers |= place.papers
        return True

    def missing(self) -> dict[str, list[Entry]]:
        """Device -> what was done there and isn't at the desk. What nobody there could know of is left out: what was done behind
        the last closing that came in, where nobody told of so high a number, and the branch of a copied laptop of which not one
        entry of its own has come in."""
        found: dict[str, list[Entry]] = {}
        for place in self.places:
            own = [one for one in place.chain if one.id not in self.desk.known]
            rest = [one for one in own if one.subject not in BY_ITSELF and not self._is_behind_closing(place)]
            twins = [one for one in self.places if one.device == place.device and one is not place]
            is_unheard = bool(twins) and self._is_unheard(place, twins)
            if rest and not is_unheard:
                found.setdefault(place.device, []).extend(rest)
        return found

    def _is_behind_closing(self, place: Place) -> bool:
        """True if the last thing that the desk knows of this laptop is that it closed, and nobody told of a higher number.

        Numbers don't tell the branches of a copied laptop apart: one that another branch explains says nothing of this one.
        """
        came = [one for one in place.chain if one.id in self.desk.known]
        while came and came[-1].subject == "seal":
            came.pop()
        told = [(one.value or {}).get("seen", {}).get(place.device, 0) for one in self.desk.known.values()]
        return bool(came) and came[-1].subject == "closing" and max(told) <= self.desk.seen()[place.device]

    def _is_unheard(self, place: Place, twins: list[Place]) -> bool:
        """True for a copy of a laptop whose own entries are all unknown at the desk, behind those that both share."""
        elsewhere = {entry.id for twin in twins for entry in twin.chain}
        return not any(entry.id in self.desk.known for entry in place.chain if entry.id not in elsewhere)

    def lacks_papers(self) -> bool:
        """True if a document that an entry at the desk names isn't there."""
        return any(id_ not in self.desk.papers for entry in self.desk.known.values() for id_ in named_attachments(entry))

    def has_every_sheet(self) -> bool:
        """The control: each expected sheet is at the desk, and counting says no more."""
        signed = {entry.key for entry in self.desk.known.values() if entry.subject == "sheet"}
        return signed >= {f"J0{juror}/K0{number}" for juror in range(1, LAPTOPS + 1) for number in range(1, SHEETS + 1)}

    def has_heard_of_each(self) -> bool:
        """The other control: something of each laptop is at the desk."""
        return {place.device for place in self.places} <= {entry.device for entry in self.desk.known.values() if entry.number > 1}


_STEPS = (
    *[LostLaptops.step_score] * 3,
    *[LostLaptops.step_sign] * 2,
    LostLaptops.step_close,
    *[LostLaptops.step_carry] * 3,
    LostLaptops.step_tell,
    LostLaptops.step_lose,
    LostLaptops.step_clone,
    LostLaptops.step_give_up,
)


def faults(history: LostLaptops, told: tuple[Completeness, Finality]) -> list[str]:
    """What completeness or finality said that isn't so."""
    found, awaited = told
    wrong = []
    missing = history.missing()
    lines = {one.device: one for one in found.laptops}
    unanswered = [device for device in missing if device not in lines or lines[device].state is not RosterState.GIVEN_UP]
    if awaited.is_final(_COMPLETE) and (unanswered or history.lacks_papers()):
        wrong.append("a complete ranking is called final, and something that may move it is missing")
    if awaited.is_settled and not found.has_everything_written:
        wrong.append("nothing is awaited, and not everything that was written is here")
    for device, entries in missing.items():
        if device not in lines:
            wrong.append(f"laptop {device[:4]} isn't on the roster, and {len(entries)} of its entries are missing")
        elif lines[device].is_settled and lines[device].state is not RosterState.GIVEN_UP:
            wrong.append(f"laptop {device[:4]} is called {lines[device].state}, and {len(entries)} of its entries are missing")
    if found.has_everything_written and history.lacks_papers():
        wrong.append("everything is called here, and a document isn't")
    for line in found.laptops:
        there = max((entry.number for place in history.places for entry in place.chain if place.device == line.device), default=0)
        if line.lacking and (line.known > there or not _is_lacking(history, line.device, line.known)):
            wrong.append(f"laptop {line.name} is told to lack {line.lacking} entries that nobody wrote, or that are here")
    wrong += [f"{one.key} is told to be without its document" for one in found.lacking if not history.lacks_papers()]
    return wrong


def stays_final(history: LostLaptops, folder: Path) -> bool:
    """True if a history in which nothing was awaited awaits nothing either once something more was done."""
    return history.later() and history.told(folder)[1].is_settled


def _is_lacking(history: LostLaptops, device: str | None, number: int) -> bool:
    """True if some entry of this number was written there and isn't at the desk."""
    places = [place for place in history.places if place.device == device]
    return any(entry.number == number and entry.id not in history.desk.known for place in places for entry in place.chain)
