"""Kills: a worker is killed (SIGKILL) at random moments, again and again; what it had called saved must be there.

The worker is forked from this process, which has imported everything already, so that a kill costs a third of a second.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import juryapp.documents.score_sheet
import juryapp.signing.pades  # noqa: F401  (so that the forked workers needn't)
from juryapp.desk.carrying import pack
from juryapp.disk import make_folder
from juryapp.errors import Problem
from juryapp.exchange.package import opened
from juryapp.store import kept
from juryapp.store.connection import connect
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, an_event, score_all
from tests.soak.checks import check_event
from tests.soak.worker import tell_on, work

POSSIBLE = hasattr(os, "fork")
LONGEST = 0.35
"""Seconds that a worker lives at most, once it is ready."""
FRESH = 40
"""Kills after which a new event is begun, so that the journal stays small."""


@dataclass
class Kills:
    """What was found after so many kills."""

    kills: int = 0
    promised: int = 0
    """Entries, packages and PDFs that workers had called saved."""
    half_done: int = 0
    """Kills that left a hidden temporary file or a rollback journal behind: they hit an act in the middle."""
    broken: list[str] = field(default_factory=list)
    """Promises that were not kept, a sentence each; must stay empty."""


@dataclass
class _Stage:
    """One event with all that lies around it, and what was promised of it so far."""

    folder: Path
    entries: set[str] = field(default_factory=set)
    packages: dict[str, set[str]] = field(default_factory=dict)
    """Name -> the entries that had been promised when it was packed."""
    brought: dict[str, set[str]] = field(default_factory=dict)
    pdfs: set[str] = field(default_factory=set)


def _stage(folder: Path) -> _Stage:
    """An event, and packages of another laptop that grow."""
    stage = _Stage(folder)
    with an_event(folder) as event, a_prepared(event, "panel", ["J02"]) as panel:
        for turn in range(6):
            score_all(a_juror(panel, "J02"), "K01", str(70 + turn))
            path = pack(panel, folder / f"carried-{turn}")
            with opened(path, PASSPHRASE) as package:
                stage.brought[f"{turn}.jury"] = {entry.id for entry in package.entries}
            shutil.copy(path, make_folder(folder / "brought") / f"{turn}.jury")
        a_desk(event).admit({panel.device or "": "panel"})
    return stage


def kill_workers(count: int, seed: int) -> Kills:
    """Starts and kills `count` workers and checks after each."""
    chance, found = random.Random(seed), Kills()
    while found.kills < count:
        with tempfile.TemporaryDirectory(prefix="juryapp-kills-") as name:
            stage = _stage(Path(name))
            for _ in range(min(FRESH, count - found.kills)):
                _kill_one(stage, chance, found)
    return found


def _kill_one(stage: _Stage, chance: random.Random, found: Kills) -> None:
    lines = _let_work(stage.folder, chance)
    found.kills += 1
    found.half_done += _left_half(stage.folder)
    found.promised += sum(1 for line in lines if not line.startswith("ready"))
    found.broken += [f"kill {found.kills}: {line}" for line in lines if line.startswith("crash")]
    for line in lines:
        kind, _, name = line.partition(" ")
        if kind == "entry":
            stage.entries.add(name)
        elif kind == "merged":
            stage.entries |= stage.brought[name]
        elif kind == "package":
            stage.packages[name] = set(stage.entries)
        elif kind == "pdf":
            stage.pdfs.add(name)
    found.broken += [f"kill {found.kills}: {wrong}" for wrong in _wrongs(stage)]


def _let_work(folder: Path, chance: random.Random) -> list[str]:
    """The whole lines that a worker said before it was killed."""
    reading, writing = os.pipe()
    seed = chance.randint(1, 2**31)
    child = os.fork()
    if child == 0:
        _be_the_worker(folder, seed, writing)
    os.close(writing)
    said = b"" if chance.random() < 0.1 else os.read(reading, 65_536)
    time.sleep(chance.uniform(0, LONGEST if said else LONGEST / 3))
    os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 65_536):
        said += more
    os.close(reading)
    os.waitpid(child, 0)
    return [line.decode() for line in said.split(b"\n")[:-1]]


def _be_the_worker(folder: Path, seed: int, writing: int) -> None:
    """Never returns."""
    tempfile.tempdir = str(make_folder(folder / "temporary"))  # where what killed workers leave is cleared away
    try:
        work(folder, seed, tell_on(writing))
    except BaseException as crash:
        os.write(writing, f"crash {type(crash).__name__} {crash}\n".replace("\n", " ").encode() + b"\n")
    os._exit(1)


def _left_half(folder: Path) -> bool:
    journal = folder / "event.jury-journal"
    hidden = [path for place in ("stick", "out") for path in (folder / place).glob(".*")]
    return bool(hidden) or (journal.exists() and journal.stat().st_size > 0)


def _wrongs(stage: _Stage) -> list[str]:
    """Every promise that is not kept."""
    wrong = check_event(stage.folder / "event.jury", stage.entries, stage.folder)
    return [*([wrong] if wrong else []), *_wrong_packages(stage), *_wrong_pdfs(stage), *_strangers(stage.folder)]


def _wrong_packages(stage: _Stage) -> list[str]:
    wrongs, held = [], set()
    for path in sorted((stage.folder / "stick").glob("*.jurypack")):
        if not path.name.startswith("."):
            try:
                with opened(path, PASSPHRASE) as package:
                    held |= {entry.id for entry in package.entries}
            except Problem as problem:
                wrongs.append(f"the package {path.name} is broken: {problem}")
    newest = max(stage.packages.values(), key=len, default=set())
    return [*wrongs, *(["a package that was called written is gone"] if newest - held else [])]


def _wrong_pdfs(stage: _Stage) -> list[str]:
    with connect(stage.folder / "event.jury", PASSPHRASE) as file:
        signed = set(kept.attachment_sizes(file))
    out = stage.folder / "out"
    there = {path.name for path in out.glob("*.pdf") if not path.name.startswith(".")} if out.exists() else set()
    broken = [f"{name} is not whole" for name in sorted(there) if kept.digest((out / name).read_bytes()) not in signed]
    return broken + [f"{name} was called written and is gone" for name in sorted(stage.pdfs - there)]


def _strangers(folder: Path) -> list[str]:
    """Files in the folders that people look into, whose names promise something and shouldn't be there."""
    found = []
    for place, kind in (("stick", ".jurypack"), ("out", ".pdf")):
        for path in (folder / place).glob("*"):
            if not path.name.startswith(".") and path.suffix != kind:
                found.append(f"{place}/{path.name} was left lying about")
    return found


def leftovers_get_out_of_the_way(folder: Path) -> list[Path]:
    """Hidden temporary files on the stick after the next package was written: should be none."""
    with a_laptop(folder).open(folder / "event.jury", PASSPHRASE) as event:
        pack(event, folder / "stick")
    return sorted((folder / "stick").glob(".*"))
