"""Kills: a worker is killed (SIGKILL) at random moments, again and again; what it had called saved must be there.

The worker is forked from this process, which has imported everything already, so that a kill costs a third of a second. Two of
them may write to one event, as the window and a command do, and be killed one after the other; or it is a window that is killed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import juryapp.documents.score_sheet
import juryapp.signing.pades  # noqa: F401  (so that the forked workers needn't)
from juryapp.disk import make_folder
from juryapp.errors import Problem
from juryapp.event.opening import open_event
from juryapp.exchange.package import opened
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table
from juryapp.store.connection import connect
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, an_event, score_all
from tests.soak.checks import check_event, words
from tests.soak.window_worker import work_at_the_window
from tests.soak.worker import Tell, tell_on, work

POSSIBLE = hasattr(os, "fork")
LONGEST = 0.35
"""Seconds that a worker lives at most, once it is ready."""
LONGEST_WINDOW = 1.6
"""The same of a window, where what is being written is kept within a second."""
FRESH = 40
"""Kills after which a new event is begun, so that the journal stays small."""


@dataclass(frozen=True)
class Manner:
    """Who works, and how many at once."""

    name: str
    work: Callable[[Path, int, Tell], None]
    writers: int = 1
    longest: float = LONGEST


def _beside_another(folder: Path, seed: int, tell: Tell) -> None:
    work(folder, seed, tell, alone=False)


def _at_the_window(folder: Path, seed: int, tell: Tell) -> None:
    work_at_the_window(folder, seed, tell)


ALONE, PAIR = Manner("one writer", work), Manner("two writers", _beside_another, writers=2)
WINDOW = Manner("the window", _at_the_window, longest=LONGEST_WINDOW)


@dataclass
class Kills:
    """What was found after so many kills."""

    who: str = ALONE.name
    kills: int = 0
    promised: int = 0
    """Entries, packages, PDFs and words of notes that workers had called saved."""
    refused: int = 0
    """Acts that were refused in a sentence, because another writer came first."""
    half_done: int = 0
    """Kills that left a hidden temporary file or a rollback journal behind: they hit an act in the middle."""
    broken: list[str] = field(default_factory=list)
    """Promises that were not kept, a sentence each; must stay empty."""


@dataclass
class _Stage:
    """One event with all that lies around it, and what was promised of it so far."""

    folder: Path
    entries: set[str] = field(default_factory=set)
    words: dict[str, str] = field(default_factory=dict)
    """Note -> the longest text of it that lies on the disk."""
    begun: dict[str, set[str]] = field(default_factory=dict)
    """Writer -> the entries that had been promised when it began to pack."""
    packages: dict[str, set[str]] = field(default_factory=dict)
    """Name -> the entries that had been promised when its packing began."""
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


def kill_workers(count: int, seed: int, manner: Manner = ALONE) -> Kills:
    """Starts and kills `count` workers, or pairs of them, and checks after each."""
    chance, found = random.Random(seed), Kills(manner.name)
    if manner is WINDOW:
        import tests.soak.window_worker  # noqa: F401  (once, not in each forked window)
    while found.kills < count:
        with tempfile.TemporaryDirectory(prefix="juryapp-kills-") as name:
            stage = _stage(Path(name))
            for _ in range(min(FRESH, count - found.kills)):
                _kill_one(stage, chance, found, manner)
    return found


def _kill_one(stage: _Stage, chance: random.Random, found: Kills, manner: Manner) -> None:
    lines = _let_work(stage.folder, chance, manner)
    found.kills += 1
    found.half_done += _left_half(stage.folder)
    found.refused += sum(line.startswith("refused") for line in lines)
    found.promised += sum(line.split(" ")[0] in ("entry", "merged", "package", "pdf", "words") for line in lines)
    found.broken += [f"kill {found.kills}: {line}" for line in lines if line.startswith("crash")]
    for line in lines:
        _promise(stage, *line.split(" ", 2))
    found.broken += [f"kill {found.kills}: {wrong}" for wrong in _wrongs(stage)]


def _promise(stage: _Stage, kind: str, name: str, rest: str = "") -> None:
    if kind == "entry":
        stage.entries.add(name)
    elif kind == "merged":
        stage.entries |= stage.brought[name]
    elif kind == "packing":
        stage.begun[name] = set(stage.entries)
    elif kind == "package":
        stage.packages[rest] = stage.begun[name]
    elif kind == "pdf":
        stage.pdfs.add(name)
    elif kind == "words":
        stage.words[name] = rest


def _let_work(folder: Path, chance: random.Random, manner: Manner) -> list[str]:
    """The whole lines that the workers said before they were killed, one worker after the other; in the order of saying."""
    reading, writing = os.pipe()
    children = [_fork(folder, chance.randint(1, 2**31), writing, manner) for _ in range(manner.writers)]
    os.close(writing)
    said = b"" if chance.random() < 0.1 else os.read(reading, 65_536)
    for child in children:
        time.sleep(chance.uniform(0, manner.longest if said else manner.longest / 3))
        os.kill(child, signal.SIGKILL)
    while more := os.read(reading, 65_536):
        said += more
    os.close(reading)
    for child in children:
        os.waitpid(child, 0)
    return [line.decode() for line in said.split(b"\n")[:-1]]


def _fork(folder: Path, seed: int, writing: int, manner: Manner) -> int:
    child = os.fork()
    if child == 0:
        _be_the_worker(folder, seed, writing, manner)
    return child


def _be_the_worker(folder: Path, seed: int, writing: int, manner: Manner) -> None:
    """Never returns."""
    tempfile.tempdir = str(make_folder(folder / "temporary"))  # where what killed workers leave is cleared away
    try:
        manner.work(folder, seed, tell_on(writing))
    except BaseException as crash:
        os.write(writing, f"crash {type(crash).__name__} {crash}".replace("\n", " ").encode() + b"\n")
    os._exit(1)


def _left_half(folder: Path) -> bool:
    journal = folder / "event.jury-journal"
    hidden = [path for place in ("stick", "out") for path in (folder / place).glob(".*")]
    return bool(hidden) or (journal.exists() and journal.stat().st_size > 0)


def _wrongs(stage: _Stage) -> list[str]:
    """Every promise that is not kept."""
    told = stage.entries | {words(key, text) for key, text in stage.words.items()}
    wrong = check_event(stage.folder / "event.jury", told, stage.folder)
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
        signed = set(attachment_table.sizes(file))
    out = stage.folder / "out"
    there = {path.name for path in out.glob("*.pdf") if not path.name.startswith(".")} if out.exists() else set()
    broken = [
        f"{name} is not whole" for name in sorted(there) if attachment_table.digest((out / name).read_bytes()) not in signed
    ]
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
    with open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE) as event:
        pack(event, folder / "stick")
    return sorted((folder / "stick").glob(".*"))
