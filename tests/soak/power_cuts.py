"""Power cuts: a juror's work is recorded; then the power fails thousands of times, and every state left is opened (checks.py).

Besides, no file may have a whole name that isn't whole. Not here: the other acts (acts.py).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.package import opened
from juryapp.model.note import Visibility
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, an_event, look_and_sign, score_all
from tests.soak.checks import check_event
from tests.soak.medium import Op, State, states
from tests.soak.recording import Recording, snapshot

OURS = ()
"""The program's own pragmas: journal_mode=TRUNCATE, synchronous=FULL."""
CONTROLS = {
    "DELETE + FULL": ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=FULL"),
    "WAL + NORMAL": ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL"),
    "TRUNCATE + OFF": ("PRAGMA synchronous=OFF",),
}
"""Pragmas that the program doesn't use and that must lose: a simulation that finds nothing there finds nothing at all."""


@dataclass
class Losses:
    """What was found in so many states."""

    states: int = 0
    moments: int = 0
    """Operations in the recording; a power cut may fall between any two."""
    lost: int = 0
    """States that lack an entry which the program had called saved."""
    damaged: int = 0
    """States that don't open, or whose journal, structure or projections don't hold."""
    examples: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.lost or self.damaged)

    def __add__(self, other: Losses) -> Losses:
        counts = (self.states + other.states, self.moments, self.lost + other.lost, self.damaged + other.damaged)
        return Losses(*counts, self.examples + other.examples)


def record_acts(folder: Path, pragmas: Sequence[str] = OURS, rounds: int = 12) -> tuple[dict[str, bytes], list[Op]]:
    """The disk before, and everything asked of it while a juror scores, notes and signs and the desk reopens."""
    with an_event(folder):
        pass
    before, watch = snapshot(folder), Recording(folder)
    with watch.watching(), open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE) as event:
        if pragmas is not OURS:
            event.file.guard = None  # another journal mode makes another header
        for pragma in pragmas:
            event.file.connection.execute(pragma).fetchall()
        _work(event, watch, rounds)
    return before, watch.ops


def _work(event: OpenEvent, watch: Recording, rounds: int) -> None:
    juror, desk = a_juror(event), a_desk(event)
    for turn in range(rounds):
        for criterion in ("REG", "CAK"):
            watch.ack(*juror.record_score("K01", criterion, str(50 + turn)).entries)
        watch.ack(*juror.write_note("K02", f"catatan {turn} " + "panjang " * 300, Visibility.PANEL).entries)
        watch.ack(*score_all(juror, "U01", str(60 + turn)).entries)
        if turn % 4 == 1:
            watch.ack(*[id_ for sheet in look_and_sign(juror, ["K01"]) for id_ in sheet.changes.entries])
            watch.ack(*desk.reopen("J01", "K01", f"alasan {turn}").entries)


Check = Callable[[Path, State], str | None]


def event_survives(folder: Path, state: State) -> str | None:
    """The check of `record_acts`."""
    return check_event(folder / "event.jury", state.told, folder)


def survey(recording: tuple[dict[str, bytes], list[Op]], wanted: int, check: Check, seed: int = 1) -> Losses:
    """Cuts the power `wanted` times and checks each state in a folder of its own."""
    before, ops = recording
    base = Path(min(before, key=len)).parent if before else Path(ops[0].path).parent
    return survey_states(base, len(ops), states(before, ops, wanted, seed), check)


def survey_states(base: Path, moments: int, left: Iterable[State], check: Check) -> Losses:
    """Checks each of these states in a folder of its own; their files lay in `base` when they were recorded."""
    losses = Losses(moments=moments)
    for state in left:
        found = survey_one(base, state, check)
        losses.states += 1
        if found:
            losses.lost += found.startswith("lost")
            losses.damaged += not found.startswith("lost")
            losses.examples.append(f"after {state.after}: {found}")
    return losses


def survey_one(base: Path, state: State, check: Check) -> str | None:
    """What is wrong with one state; its files lay in `base` when they were recorded."""
    with tempfile.TemporaryDirectory(prefix="juryapp-cut-") as name:
        _lay_out(Path(name), base, state)
        return check(Path(name), state)


def _lay_out(folder: Path, base: Path, state: State) -> None:
    for path, content in state.files.items():
        target = folder / Path(path).relative_to(base)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def record_packing(folder: Path, times: int = 3) -> tuple[dict[str, bytes], list[Op]]:
    """A stick while packages are written to it: names as well as contents."""
    stick = folder / "stick"
    stick.mkdir(parents=True)
    with an_event(folder) as event:
        pack(event, stick)
    before = snapshot(stick)
    watch = Recording(stick)
    with watch.watching(), open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE) as event:
        juror = a_juror(event)
        for turn in range(times):
            score_all(juror, "K01", str(70 + turn))
            pack(event, stick)
            watch.ack(*[entry.id for entry in journal.entries(event.file)])
    return before, watch.ops


def packages_survive(folder: Path, state: State) -> str | None:
    """Every file that looks like a package is one, and the newest promise lies on the stick."""
    held: set[str] = set()
    for path in sorted(folder.glob("*.jury*")):
        if not path.name.startswith("."):
            try:
                with opened(path, PASSPHRASE) as package:
                    held |= {entry.id for entry in package.entries}
            except Problem as problem:
                return f"damaged: {problem}"
    return f"lost: {len(state.told - held)} entries" if state.told - held else None
