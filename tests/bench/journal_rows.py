"""Rows of the journal: recording, merging, the same package again, packing, a long journal."""

from __future__ import annotations

import hashlib
import resource
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from juryapp.board import status
from juryapp.event.opening import open_event
from juryapp.journal.entry import read_entry
from juryapp.sharing.merge import MergeReport, merge
from juryapp.sharing.pack import pack
from juryapp.store.connection import EventFile, connect
from tests.bench.events import Scene, a_scene
from tests.bench.measure import Row, alone, compare, seconds, timed
from tests.builders import PASSPHRASE, a_juror, a_laptop, a_prepared, an_event

_names = count(1)


def _bare_file(folder: Path) -> EventFile:
    """A SQLCipher file with the program's own pragmas and one table."""
    file = connect(folder / f"bare-{next(_names)}.jury", PASSPHRASE, new=True)
    file.connection.execute("CREATE TABLE entry(id TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT")
    return file


def recording(folder: Path, rounds: int) -> Row:
    """One score, checked, saved, remembered; against one row of the same size, committed."""
    hq = an_event(folder)
    panel = a_prepared(hq, "panel", ["J01"])
    desk = a_juror(panel, "J01")
    desk.record_score("K01", "REG", "50")
    bare = _bare_file(folder)
    body = panel.file.rows("SELECT body FROM entry ORDER BY rowid DESC LIMIT 1")[0][0]

    def ours(number: int) -> float:
        return seconds(lambda: desk.record_score("K01", "REG", str(number % 90 + 1)))

    def commit(number: int) -> float:
        with timed() as watch:
            bare.connection.execute("BEGIN IMMEDIATE")
            bare.connection.execute("INSERT INTO entry VALUES (?, ?)", (hashlib.sha256(b"%d" % number).hexdigest(), body))
            bare.connection.execute("COMMIT")
        return watch.seconds

    row = compare("recording one score (bare one-row commit)", "2x", rounds, ours, commit)
    for event in (bare, panel, hq):
        event.close()
    return row


def _bare_merge(scene: Scene, folder: Path) -> float:
    """Into a new file, its making included."""
    with timed() as watch, _bare_file(folder) as target:
        _bare_take(scene, target)
    return watch.seconds


def _bare_take(scene: Scene, target: EventFile) -> None:
    """Opens the package, reads each entry, hashes it, inserts it, commits."""
    run = target.connection.execute
    with connect(scene.package, PASSPHRASE, read_only=True) as source:
        run("BEGIN IMMEDIATE")
        for (body,) in source.connection.execute("SELECT body FROM entry ORDER BY rowid"):
            run("INSERT OR IGNORE INTO entry VALUES (?, ?)", (hashlib.sha256(b"jury-entry-1\n" + body).hexdigest(), body))
        run("COMMIT")


def merging(folder: Path, size: int, rounds: int) -> Iterator[Row]:
    """A first merge, then the same bytes again; both with the opening of the package; the bare loop opens two files."""
    (scene,) = a_scene(folder, size)
    again: list[tuple[float, float]] = []

    def ours(number: int) -> float:
        with scene.headquarters(number) as hq:
            first = seconds(lambda: _expect(merge(hq, [scene.package]), "merged", size))
            second = seconds(lambda: _expect(merge(hq, [scene.package]), "nothing new", 0))
            again.append((first, second))
            return first

    yield compare(f"merging {size:,} new (bare read, hash, insert)", "2x", rounds, ours, lambda _: _bare_merge(scene, folder))
    firsts = {number: first for number, (first, _) in enumerate(again)}
    seconds_of = {number: second for number, (_, second) in enumerate(again)}
    name = f"  its first merge (the same {size:,} again)"
    yield compare(name, "20x or more", rounds, firsts.__getitem__, seconds_of.__getitem__)


def _expect(report: MergeReport, outcome: str, new: int) -> None:
    (result,) = report.packages
    assert (result.outcome, result.new) == (outcome, new), result


def checks(folder: Path, size: int) -> Iterator[Row]:
    """What each check of a merge costs, against the bare loop's whole time for one entry."""
    (scene,) = a_scene(folder, size)
    bare = _bare_merge(scene, folder)
    with connect(scene.package, PASSPHRASE, read_only=True) as file:
        yield alone("  opening with the passphrase", "-", bare, [_opening(scene)])
        bodies = [row[0] for row in file.rows("SELECT body FROM entry ORDER BY rowid")]
        yield alone("  hash alone", "-", bare, [seconds(lambda: [_hash(body) for body in bodies])])
        yield alone("  canonical, strict members and hash", "-", bare, [seconds(lambda: [read_entry(body) for body in bodies])])
        yield alone("  structure of the foreign file", "-", bare, [seconds(lambda: file.rows("PRAGMA quick_check(1)"))])


def _hash(body: bytes) -> str:
    return hashlib.sha256(b"jury-entry-1\n" + body).hexdigest()


def _opening(scene: Scene) -> float:
    return seconds(lambda: connect(scene.package, PASSPHRASE, read_only=True).close())


def many_packages(folder: Path, packages: int, size: int) -> Iterator[Row]:
    """Packages of as many laptops, one after the other, into one journal that grows; the bare loop's file grows too."""
    scenes = a_scene(folder, size, packages)
    with scenes[0].headquarters(0) as hq, _bare_file(folder) as bare:
        taken = [
            (
                seconds(lambda scene=scene: _expect(merge(hq, [scene.package]), "merged", size)),  # type: ignore[misc]
                seconds(lambda scene=scene: _bare_take(scene, bare)),  # type: ignore[misc]
            )
            for scene in scenes
        ]
    ours, bares = [one for one, _ in taken], [one for _, one in taken]
    note = f"whole: {sum(ours):.0f} s / {sum(bares):.0f} s"
    name = f"each of {packages} packages of {size:,} (bare read, hash, insert)"
    yield compare(name, "2x", packages, ours.__getitem__, bares.__getitem__, note)
    yield alone("  against the first of them", "linear", ours[0], ours[1:])


def a_long_journal(folder: Path, size: int) -> Iterator[Row]:
    """One file with very many entries: opened, tallied, packed. Against a second, as the aim is one."""
    (scene,) = a_scene(folder, size)
    with open_event(a_laptop(folder, scene.name), scene.package, PASSPHRASE):
        pass
    holder: list[Any] = []
    opening = _opening(scene)
    took = seconds(lambda: holder.append(open_event(a_laptop(folder, scene.name), scene.package, PASSPHRASE)))
    (event,) = holder
    yield alone(f"opening {size:,} entries, after the passphrase (1 s)", "1", 1.0, [took - opening])
    yield alone("  its tallies (1 s)", "-", 1.0, [seconds(lambda: status.tallies(event.file))])
    yield alone("  its status (1 s)", "-", 1.0, [seconds(lambda: status.status(event.file, event.id, {}))])
    start = time.perf_counter()
    pack(event, folder / "stick")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield alone("  packing it (1 s)", "-", 1.0, [time.perf_counter() - start], f"most memory so far {most} MB")
    event.close()
