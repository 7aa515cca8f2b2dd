"""Rows of an event with 5,000 candidates, nine jurors and all their scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from juryapp.board import status
from juryapp.desk.juror import JurorDesk
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act, Entry, write_entry
from juryapp.model.category import Category
from juryapp.model.criterion import rubric_version
from juryapp.model.juror import Role
from juryapp.store import journal
from tests.bench.events import CRITERIA, JURORS
from tests.bench.measure import Row, alone, seconds
from tests.bench.window_rows import memory
from tests.builders import PASSPHRASE, a_candidate, a_criterion, a_juror_record, a_laptop, a_setup, an_event

MOST_MB = 100


def a_large_event(folder: Path, candidates: int) -> Path:
    """One category, five criteria, nine jurors, every cell complete and unsigned."""
    criteria = tuple(a_criterion("KAB", code, "20") for code in CRITERIA)
    setup = a_setup(
        categories=(Category("KAB", "Kabupaten"),),
        criteria=criteria,
        candidates=tuple(a_candidate(f"K{number:05d}") for number in range(1, candidates + 1)),
        jurors=tuple(a_juror_record(code, role=Role.CHAIR if code == "J01" else Role.MEMBER) for code in JURORS),
        slots=(),
    )
    with an_event(folder, setup, ()) as event:
        device = event.device
        assert device
        number, parent = journal.last_of(event.file, device)
        for juror in JURORS:
            written: list[Entry] = []
            for place in range(candidates * len(CRITERIA)):
                candidate, criterion = divmod(place, len(CRITERIA))
                key = f"{juror}/K{candidate + 1:05d}/{CRITERIA[criterion]}"
                points = {"points": str(50 + (candidate * 7 + criterion * int(juror[1:]) * 3) % 51)}
                act = Act(juror, "score", key, points, rubric=rubric_version(criteria))
                number += 1
                entry = write_entry(
                    act,
                    event=event.id,
                    device=device,
                    number=number,
                    parent=parent,
                    at="2024-02-19T09:00:00+08:00",
                    supersedes=(),
                )
                parent = entry.id
                written.append(entry)
            with event.file.unit():
                journal.add(event.file, written, event.trust.proves)
        event.remember()
        return event.path


def large_event(folder: Path, candidates: int, rounds: int) -> Iterator[Row]:
    """What people wait for, against the seconds that they may wait for it."""
    path = a_large_event(folder, candidates)
    cells = f"{candidates * len(JURORS):,} cells"
    with open_event(a_laptop(folder), path, PASSPHRASE) as event:
        desk = JurorDesk.sit(event, "J02")
        name = f"opening an event of {candidates:,} candidates (1 s)"
        yield alone(
            name, "1", 1.0, [seconds(lambda: open_event(a_laptop(folder), path, PASSPHRASE).close()) for _ in range(rounds)]
        )
        yield alone("  one juror's own list (1 s)", "-", 1.0, [seconds(desk.board) for _ in range(rounds)], "a worker's work")
        yield alone("  status (1 s)", "-", 1.0, [seconds(lambda: status.status(event.file, event.id, {}))], cells)
        yield alone("  tallies of drafts (1 s)", "-", 1.0, [seconds(lambda: status.tallies(event.file, drafts=True))], cells)
    ours, bare = memory(path, folder / "home-hq")
    note = f"{ours} MB, bare {bare} MB, so + {ours - bare}"
    yield Row("  memory with it open (+ 100 MB over a bare window)", "1", ((ours - bare) / MOST_MB,), 0.0, None, note)
