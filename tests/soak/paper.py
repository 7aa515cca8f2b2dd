"""Paper: sixty signed sheets, scanned in one go, bring the identical ranking back; of 2,000 filled fields none is read wrong."""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

from juryapp.board.cells import Board
from juryapp.board.status import tallies
from juryapp.desk.former_event import read_former
from juryapp.desk.headquarters import create_event
from juryapp.desk.root_copy import RootCopies
from juryapp.documents.blank_form import render
from juryapp.event.open_event import OpenEvent
from juryapp.from_paper.bubble_reading import read_form
from juryapp.from_paper.proven_sheets import Outcome, recovery
from juryapp.from_paper.recording import record_sheets
from juryapp.from_paper.scanned_pages import read_stack
from juryapp.model.setup import Setup
from tests.builders import (
    DESK_PIN,
    ENROLLED,
    PASSPHRASE,
    ROOT_PIN,
    a_candidate,
    a_desk,
    a_juror,
    a_laptop,
    a_setup,
    an_event,
    look_and_sign,
    score_all,
)
from tests.documents.builders import NOW, facts
from tests.filled_forms import FilledForm
from tests.scanning import as_jpeg, scanned, stack_of

_CANDIDATES = 15
_LONGEST = 180
"""Seconds in which sixty sheets are read and recorded."""
_MOST_ASKED = 0.02


def sheets_come_back(seed: int) -> tuple[list[str], str]:
    """What went wrong, and what was measured: 15 candidates, 4 jurors, one stamp in ten, JPEG 40, 150 dpi."""
    rnd = random.Random(seed)
    setup = a_setup(candidates=tuple(a_candidate(f"K{number:02d}") for number in range(1, _CANDIDATES + 1)), slots=())
    with tempfile.TemporaryDirectory() as folder:
        event = an_event(Path(folder), setup)
        kept = _from_nothing(event, setup, Path(folder))
        scan = stack_of(list(_signed(event, rnd)), Path(folder) / "scan.pdf", seed)
        started, worked = time.monotonic(), time.process_time()
        found = recovery(kept, read_stack([scan]))
        record_sheets(a_desk(kept), found)
        took, worked = time.monotonic() - started, time.process_time() - worked
        faults = _faults(event, kept)
        back = len(found.of(Outcome.NEW))
        event.close()
        kept.close()
    faults += [f"took {took:.0f} s"] if took > _LONGEST else []
    whole = _CANDIDATES * len(ENROLLED)
    return faults, f"{back} of {whole} sheets came back from paper in {took:.0f} s ({worked:.0f} s of one core)"


def _from_nothing(event: OpenEvent, setup: Setup, folder: Path) -> OpenEvent:
    """The event anew at another laptop: from its set-up, the copy of its root and the certificates beside it."""
    copy = RootCopies.of(event).write(folder / "stick")
    former = read_former(copy, ROOT_PIN)
    return create_event(a_laptop(folder, "other"), folder / "again.jury", PASSPHRASE, setup, DESK_PIN, ROOT_PIN, former)


def _signed(event: OpenEvent, rnd: random.Random) -> Iterator[bytes]:
    """The sheets of every juror for every candidate."""
    for juror in ENROLLED:
        desk = a_juror(event, juror)
        for number in range(1, _CANDIDATES + 1):
            score_all(desk, f"K{number:02d}", [str(rnd.randint(60, 100)), str(rnd.randint(60, 100))])
        yield from (sheet.pdf for sheet in look_and_sign(desk))


def _faults(event: OpenEvent, kept: OpenEvent) -> list[str]:
    ours, theirs = Board.of(kept.file).records, Board.of(event.file).records
    lost = [f"{juror} {number} is lost" for juror, number in theirs if (juror, number) not in ours]
    other = [f"{pair} has other points" for pair in ours if _points(ours[pair].scores) != _points(theirs[pair].scores)]
    ranked = [
        [(place.candidate, place.rank, place.score) for one in tallies(each.file) for place in one.ranking]
        for each in (event, kept)
    ]
    return [*lost, *other, *([] if ranked[0] == ranked[1] else ["the ranking is another one"])]


def _points(scores: object) -> dict[str, object]:
    return {code: score.points for code, score in scores.items()}  # type: ignore[attr-defined]


def circles_are_read(count: int, seed: int) -> tuple[list[str], str]:
    """What was read wrong without a word, and how many were asked back, of at least so many filled fields."""
    rnd, found = random.Random(seed), Counter[str]()
    criteria = tuple(facts().criteria)
    form = FilledForm(render(facts(), NOW), criteria, rnd)
    faults = []
    while found.total() < count:
        points = {one.code: str(rnd.randint(0, 100)) for one in criteria}
        scan = Image.open(BytesIO(as_jpeg(scanned(form.fill(points), rnd))))
        for one in read_form(scan, form.text, criteria).fields:
            kind = "asked back" if not one.points else "right" if one.points == points[one.criterion] else "wrong"
            found[kind] += 1
            faults += [f"{one.criterion}: {points[one.criterion]} was read as {one.points}"] if kind == "wrong" else []
    faults += ["too many are asked back"] if found["asked back"] > _MOST_ASKED * found.total() else []
    return faults, ", ".join(f"{number} {kind}" for kind, number in sorted(found.items()))
