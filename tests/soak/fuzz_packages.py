"""Packages changed at random, by the byte, by the page and by the row: nothing altered comes in, nothing crashes, nothing hangs.

Rows and pages are changed as someone with the passphrase changes them, so each page opens and only the program's own proofs
are left. What may come in is what was written: entries of the genuine package, in whole chains.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlcipher3

from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent
from juryapp.exchange import journal_merge as merging
from juryapp.exchange.package import opened
from juryapp.journal.entry import entry_id
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, score_all, sign
from tests.sealing import USABLE, Sealed
from tests.store.files import by_hand

PAGE = 4096
LONGEST = 30.0
"""Seconds that no file of this size may take, on the slowest machine."""


@dataclass
class Found:
    """What became of the changed packages."""

    outcomes: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    slowest: float = 0.0


@dataclass
class Bench:
    """Headquarters and a genuine package that it hasn't merged."""

    folder: Path
    hq: OpenEvent
    package: Path
    known: dict[str, bytes]

    @classmethod
    def made(cls, folder: Path) -> Bench:
        hq = an_event(folder)
        panel = a_prepared(hq, "panel", ["J01", "J02"])
        juror = a_juror(panel, "J01")
        sign(juror, "K01", "85")
        merge(hq, [pack(panel, folder / "stick")], a_desk(hq))
        score_all(juror, "K02", "70")
        sign(a_juror(panel, "J02"), "K01", "60")
        package = pack(panel, folder / "stick")
        return cls(folder, hq, package, {entry.id: entry.body for entry in journal.entries(panel.file)})


def fuzz(folder: Path, count: int, seed: int) -> Found:
    """Changes `count` packages and offers each to headquarters."""
    bench, found = Bench.made(folder), Found()
    before = bench.hq.path.read_bytes()
    changed = folder / "changed.jury"
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        shutil.copyfile(bench.package, changed)
        changes = sorted((chance.choice(CHANGES) for _ in range(chance.choice((1, 1, 1, 2, 4)))), key=_ORDER.index)
        for change in changes:
            try:
                change(changed, chance)
            except (sqlcipher3.dbapi2.DatabaseError, MemoryError, IndexError, OverflowError, ValueError):
                # a second change may find nothing left to change
                continue
        what = f"{number}: {', '.join(change.__name__ for change in changes)}"
        started = time.monotonic()
        try:
            found.outcomes[_offer(bench, changed)] += 1
        except Exception as crash:
            found.broken.append(f"{what}: {crash!r}")
        took = time.monotonic() - started
        found.slowest = max(found.slowest, took)
        if took > LONGEST:
            found.broken.append(f"{what}: {took:.0f} s")
    if bench.hq.path.read_bytes() != before:
        found.broken.append("headquarters' file was changed by looking at packages")
    return found


def _offer(bench: Bench, path: Path) -> str:
    """What headquarters makes of it. Raises AssertionError if something altered would come in."""
    try:
        with opened(path, PASSPHRASE) as package:
            brought = merging.incoming(bench.hq.file, bench.hq.trust, package, bench.hq.own_devices())
            for entry in (*package.entries, *brought.waiting):
                assert bench.known.get(entry.id) == entry.body, f"{entry.id} was never written"
    except FileProblem as refused:
        assert str(path) in str(refused), refused
        return "refused"
    return "merged" if brought.new else "nothing new"


def bits(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def length(path: Path, chance: random.Random) -> None:
    content = path.read_bytes()
    pages = len(content) // PAGE
    path.write_bytes(chance.choice((content[: chance.randrange(pages) * PAGE], content + content[-PAGE:], content[:-7])))


def order(path: Path, chance: random.Random) -> None:
    content = bytearray(path.read_bytes())
    one, other = (chance.randrange(len(content) // PAGE) * PAGE for _ in range(2))
    content[one : one + PAGE], content[other : other + PAGE] = content[other : other + PAGE], content[one : one + PAGE]
    path.write_bytes(content)


def page(path: Path, chance: random.Random) -> None:
    """Bytes of a page, under a good HMAC."""
    sealed = Sealed(path)
    changed = chance.choice(sealed.pages)
    for _ in range(chance.choice((1, 3, 20))):
        at = chance.choice((chance.randrange(16), chance.randrange(USABLE)))
        changed[max(at, 16) if changed is sealed.pages[0] else at] = chance.randrange(256)
    sealed.save()


def header(path: Path, chance: random.Random) -> None:
    sealed = Sealed(path)
    sealed.pages[0][chance.randrange(16, 100)] = chance.choice((0, 1, 2, 4, 127, 255))
    sealed.save()


def copied(path: Path, chance: random.Random) -> None:
    """A page over another, under a good HMAC."""
    sealed = Sealed(path)
    sealed.pages[chance.randrange(1, len(sealed.pages))][:] = chance.choice(sealed.pages[1:])
    sealed.save()


STRANGE = (
    "NULL",
    "-1",
    "9223372036854775807",
    "1.5",
    "'x'",
    "''",
    "x''",
    "x'00'",
    "CAST(x'ff' AS TEXT)",
    "zeroblob(70000)",
    "char(0)",
)


def value(path: Path, chance: random.Random) -> None:
    """A strange value in some row of some table."""

    def by(hand: Any) -> None:
        table = chance.choice(("entry", "entry", "attachment", "receipt", "manifest", "quarantine", "keyring", "score", "head"))
        columns = [row[1] for row in hand.execute(f"PRAGMA table_info({table})")]
        where = f"WHERE rowid = {chance.randint(1, 150)}" if table in ("entry", "attachment") and chance.random() < 0.8 else ""
        hand.execute(f"UPDATE OR REPLACE {table} SET {chance.choice(columns)} = {chance.choice(STRANGE)} {where}")

    _unguarded(path, by)


def body(path: Path, chance: random.Random) -> None:
    """Some bytes of a body, under its old id or a new one; the manifest is dropped or kept."""

    def by(hand: Any) -> None:
        row, text = chance.choice(hand.execute("SELECT rowid, body FROM entry").fetchall())
        changed = bytearray(text)
        at = chance.randrange(len(changed))
        changed[at : at + chance.randrange(3)] = chance.choice((b"", b"9", b"[", b"\xff", b'"', b"0", b"{}", b"\\u0000"))
        hand.execute("UPDATE entry SET body = ? WHERE rowid = ?", (bytes(changed), row))
        if chance.random() < 0.5 and row < hand.execute("SELECT max(rowid) FROM entry").fetchone()[0]:
            hand.execute("UPDATE entry SET id = ? WHERE rowid = ?", (entry_id(bytes(changed)), row))
        if chance.random() < 0.5:
            hand.execute("DELETE FROM manifest")

    _unguarded(path, by)


def rows(path: Path, chance: random.Random) -> None:
    """Rows taken out, doubled, or put elsewhere; the manifest is dropped or kept."""

    def by(hand: Any) -> None:
        some, most = chance.randint(1, 150), chance.choice((1, 3, 50))
        hand.execute(
            chance.choice(
                (
                    f"DELETE FROM entry WHERE rowid BETWEEN {some} AND {some + most}",
                    f"UPDATE entry SET rowid = -rowid WHERE rowid > {some}",
                    f"INSERT INTO entry SELECT id || 'x', device, number, body, signature FROM entry LIMIT {most}",
                    f"INSERT OR IGNORE INTO quarantine SELECT * FROM entry WHERE rowid > {some}",
                    f"UPDATE entry SET signature = (SELECT signature FROM entry WHERE rowid = {some})",
                    "DELETE FROM attachment",
                )
            )
        )
        if chance.random() < 0.5:
            hand.execute("DELETE FROM manifest")

    _unguarded(path, by)


def schema(path: Path, chance: random.Random) -> None:
    with by_hand(path) as hand:
        hand.execute("PRAGMA writable_schema=ON")
        tables = [name for (name,) in hand.execute("SELECT name FROM sqlite_master")]
        one, other = chance.sample(tables, 2)
        kind = chance.choice(("BLOB", "ANY", "INT"))
        hand.execute(
            chance.choice(
                (
                    f"UPDATE sqlite_master SET rootpage = {chance.randrange(200)} WHERE name = '{one}'",
                    f"UPDATE sqlite_master SET sql = replace(sql, 'TEXT', '{kind}') WHERE name = '{one}'",
                    f"DELETE FROM sqlite_master WHERE name = '{one}'",
                    f"UPDATE sqlite_master SET name = '{other}x' WHERE name = '{one}'",
                    f"INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = '{one}'",
                )
            )
        )


def _unguarded(path: Path, by: Callable[[Any], object]) -> None:
    """Changes rows by hand."""
    with by_hand(path) as hand:
        guards = hand.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            hand.execute(f"DROP TRIGGER {name}")
        try:
            hand.execute("PRAGMA ignore_check_constraints=ON")
            by(hand)
        finally:
            for _, guard in guards:
                hand.execute(guard)


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    *(bits, length, order, page, page, header, copied, value, value, body, body, rows, rows, schema),
)
_ORDER = (value, body, rows, schema, page, copied, header, order, bits, length)
"""Rows first, bytes last: writing to a file that is broken already would crash SQLCipher in the fuzzing's own hands."""
