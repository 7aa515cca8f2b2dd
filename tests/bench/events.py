"""Events of any size, made once a run: a laptop's many scores, and the journal of the one that takes them in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.seats import seat_of
from juryapp.journal.entry import Act, Entry, write_entry
from juryapp.store import journal
from tests.builders import ENROLLED, PASSPHRASE, a_juror, a_laptop, a_prepared, an_event, carry

CRITERIA = ("REG", "CAK", "INO", "PIM", "DAM")
JURORS = tuple(f"J{number:02d}" for number in range(1, 10))
CHUNK = 20_000


@dataclass(frozen=True)
class Scene:
    """Headquarters before a merge, closed, and a closed file of an admitted laptop with many entries more."""

    folder: Path
    name: str
    package: Path
    new: int

    def headquarters(self, number: int) -> OpenEvent:
        """Headquarters' event as it was before the merge, a copy a round."""
        path = self.folder / f"round-{self.name}-{number}.jury"
        shutil.copyfile(self.folder / "event.jury", path)
        event = open_event(a_laptop(self.folder), path, PASSPHRASE)
        with event.beside_the_journal():  # the copy is brought up to date before anything is timed
            pass
        return event


def scores(count: int, laptop: int) -> Iterator[tuple[str, str]]:
    """(key, points) of invented scores, of each laptop its own; every sixth corrects an earlier one."""
    keys = (f"{juror}/L{laptop}K{number}/{code}" for number, juror, code in product(range(1, 10**6), JURORS, CRITERIA))
    last = ""
    for place in range(count):
        last = last if place % 6 == 5 else next(keys)
        yield last, str(60 + place % 41)


def fill(event: OpenEvent, count: int, laptop: int = 0) -> None:
    """Writes this many scores as entries of this laptop's device, straight into its journal."""
    device = event.device
    assert device
    number, parent = journal.last_of(event.file, device)
    given, heads = scores(count, laptop), dict[str, str]()
    while part := list(islice(given, CHUNK)):
        written: list[Entry] = []
        for key, points in part:
            act = Act(key[:3], "score", key, {"points": points}, rubric="0123456789abcdef")
            old = (heads[key],) if key in heads else ()
            number += 1
            at = "2024-02-19T09:00:00+08:00"
            entry = write_entry(act, event=event.id, device=device, number=number, parent=parent, at=at, supersedes=old)
            parent = heads[key] = entry.id
            written.append(entry)
        with event.file.unit():
            journal.add(event.file, written, event.trust.proves)
    event.remember()


def a_scene(folder: Path, count: int, laptops: int = 1) -> list[Scene]:
    """Headquarters and as many admitted laptops, each with `count` entries that headquarters hasn't, sealed at the end."""
    hq = an_event(folder)
    panels = []
    for place in range(laptops):
        panel = a_prepared(hq, f"panel{place}", ENROLLED)
        for juror in ENROLLED:
            panel.write((), seat=seat_of(juror, a_juror(panel, juror).key))
        panel.write((), seal=True)
        carry(panel, hq, admit=True)
        panels.append(panel)
    hq.close()
    scenes = []
    for place, panel in enumerate(panels):
        fill(panel, count - 1, place)
        panel.write((), seal=True)
        panel.close()
        scenes.append(Scene(folder, panel.laptop.name, panel.path, count))
    return scenes
