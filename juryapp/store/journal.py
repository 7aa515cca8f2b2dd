"""The journal in its file: adding entries, their heads, and reading them back. Append-only.

An entry *stands* if its actor's authority is proven and it follows what it replaces, all of which must stand; one that
doesn't is kept, not projected, and told. More entries can only make more of them stand, so the order of arrival is
nothing. What proves authority is given by the caller. Everything here runs inside `file.unit()`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from juryapp.errors import FileProblem
from juryapp.journal.acts import follows
from juryapp.journal.chain import gaps
from juryapp.journal.entry import Entry, NotAnEntry, Register, read_entry
from juryapp.journal.shapes import well_formed
from juryapp.store.connection import EventFile
from juryapp.store.projection import project
from juryapp.store.schema import PROJECTIONS

Proves = Callable[[Entry], bool]
"""True if the entry carries the authority it needs."""


def add(file: EventFile, entries: Sequence[Entry], proves: Proves) -> frozenset[Register]:
    """Adds entries that aren't there yet; returns the registers whose heads may have changed."""
    run = file.connection.executemany
    run("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", [(e.id, e.device, e.number, e.body, e.signature) for e in entries])
    run("INSERT OR IGNORE INTO supersession VALUES (?, ?)", [(e.id, old) for e in entries for old in e.supersedes])
    return place(file, entries, proves)


def place(file: EventFile, entries: Sequence[Entry], proves: Proves) -> frozenset[Register]:
    """Decides which of these entries of the journal stand, and projects what changes by them."""
    rows = [(*entry.register, entry.id, 0) for entry in entries]
    file.connection.executemany("INSERT INTO register VALUES (?, ?, ?, ?)", rows)
    touched = _raise(file, _risen(file, entries, proves))
    if touched or any(entry.subject in ("certificate", "introduction") for entry in entries):
        touched |= _settle(file, proves)
    return frozenset(touched)


def _settle(file: EventFile, proves: Proves) -> set[Register]:
    """Raises whatever was in doubt and stands by what came in since."""
    touched: set[Register] = set()
    while risen := _risen(file, in_doubt(file), proves):
        touched |= _raise(file, risen)
    return touched


def mend(file: EventFile, entries: Sequence[Entry], proves: Proves) -> frozenset[Register]:
    """Gives entries that are here without a valid signature the one that proves them: a carrier may have taken it off."""
    if not entries:
        return frozenset()
    file.connection.executemany("UPDATE entry SET signature = ? WHERE id = ?", [(e.signature, e.id) for e in entries])
    return frozenset(_settle(file, proves))


def _risen(file: EventFile, waiting: Sequence[Entry], proves: Proves) -> list[Entry]:
    """Those of the waiting entries that stand, given what stands already and one another in this order."""
    risen: dict[str, Entry] = {}
    for entry in waiting:
        if well_formed(entry) and proves(entry):
            superseded = [risen.get(id_) or _standing(file, entry.register, id_) for id_ in entry.supersedes]
            known = [old for old in superseded if old]
            if len(known) == len(superseded) and follows(entry, known):
                risen[entry.id] = entry
    return list(risen.values())


def _standing(file: EventFile, register: Register, id_: str) -> Entry | None:
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? AND key = ? AND entry = ? AND stands"
    row = file.connection.execute(sql, (*register, id_)).fetchone()
    return read_entry(*row) if row else None


def _raise(file: EventFile, risen: Sequence[Entry]) -> set[Register]:
    """Marks entries as standing and brings the heads of their registers up to date."""
    file.connection.executemany(
        "UPDATE register SET stands = 1 WHERE subject = ? AND key = ? AND entry = ?", [(*e.register, e.id) for e in risen]
    )
    by_register: dict[Register, list[Entry]] = defaultdict(list)
    for entry in risen:
        by_register[entry.register].append(entry)
    for register, new in by_register.items():
        _update_heads(file, register, new)
        project(file, register, heads_of(file, register))
    return set(by_register)


def _update_heads(file: EventFile, register: Register, new: Sequence[Entry]) -> None:
    run = file.connection.executemany
    standing = [entry for entry in new if not _is_superseded(file, entry)]
    run("INSERT OR IGNORE INTO head VALUES (?, ?, ?)", [(*register, entry.id) for entry in standing])
    gone = [(*register, old) for entry in new for old in entry.supersedes]
    run("DELETE FROM head WHERE subject = ? AND key = ? AND entry = ?", gone)


def _is_superseded(file: EventFile, entry: Entry) -> bool:
    sql = "SELECT 1 FROM supersession JOIN register ON entry = new WHERE old = ? AND subject = ? AND key = ? AND stands LIMIT 1"
    return file.connection.execute(sql, (entry.id, *entry.register)).fetchone() is not None


def rebuild(file: EventFile, proves: Proves) -> None:
    """Clears every projection and makes it anew from the journal alone, which must hold together (`check`)."""
    for table in PROJECTIONS:
        file.connection.execute(f"DELETE FROM {table}")
    file.connection.execute("DELETE FROM supersession")
    listed = list(entries(file))
    file.connection.executemany(
        "INSERT OR IGNORE INTO supersession VALUES (?, ?)", [(e.id, old) for e in listed for old in e.supersedes]
    )
    place(file, listed, proves)


def check(file: EventFile) -> list[Entry]:
    """Every entry, after proving that each matches its hash and hangs on its chain.

    Raises `FileProblem` that names the first entry that was altered or is missing.
    """
    listed = []
    for id_, device, number, body, signature in file.rows("SELECT id, device, number, body, signature FROM entry ORDER BY rowid"):
        try:
            entry = read_entry(body, signature)
        except NotAnEntry:
            entry = None
        if entry is None or (entry.id, entry.device, entry.number) != (id_, device, number):
            raise FileProblem(
                "{path} was altered: entry {number} of laptop {device} does not match its hash; take the spare copy.",
                path=file.called,
                number=number,
                device=device[:8],
            )
        listed.append(entry)
    for gap in gaps(listed, {entry.id: entry.number for entry in listed})[:1]:
        raise FileProblem(
            "{path} was altered: entry {number} of laptop {device} is missing; take the spare copy.",
            path=file.called,
            number=gap.number,
            device=gap.device[:8],
        )
    return listed


def first(file: EventFile) -> Entry:
    """The entry that began the event. Raises `FileProblem` if there is none."""
    rows = file.rows("SELECT body, signature FROM entry ORDER BY rowid LIMIT 1")
    if not rows:
        raise FileProblem(
            "{path} holds no event; it was not created completely, delete it and create it again.", path=file.called
        )
    try:
        return read_entry(*rows[0])
    except NotAnEntry as problem:
        raise FileProblem(
            "{path} was altered: its first entry can't be read; take the spare copy.", path=file.called
        ) from problem


def find(file: EventFile, id_: str) -> Entry | None:
    """The entry with this id."""
    row = file.connection.execute("SELECT body, signature FROM entry WHERE id = ?", (id_,)).fetchone()
    return read_entry(*row) if row else None


def heads_of(file: EventFile, register: Register) -> list[Entry]:
    """The entries that stand now for this register, ordered by id."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? AND key = ? ORDER BY id"
    return [read_entry(*row) for row in file.connection.execute(sql, register)]


def history_of(file: EventFile, register: Register) -> list[Entry]:
    """Everything ever written about this register, oldest arrival first."""
    sql = """SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? AND key = ? ORDER BY entry.rowid"""
    return [read_entry(*row) for row in file.connection.execute(sql, register)]


def in_doubt(file: EventFile) -> list[Entry]:
    """The entries that are kept but don't stand."""
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE stands = 0 ORDER BY id"
    return [read_entry(*row) for row in file.connection.execute(sql)]


def entries(file: EventFile) -> Iterator[Entry]:
    """The whole journal in the order in which it arrived."""
    for row in file.connection.execute("SELECT body, signature FROM entry ORDER BY rowid"):
        yield read_entry(*row)


def about(file: EventFile, subject: str) -> list[Entry]:
    """Every entry on this subject, standing or not, superseded ones too, oldest arrival first."""
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? ORDER BY entry.rowid"
    return [read_entry(*row) for row in file.connection.execute(sql, (subject,))]


def last_of(file: EventFile, device: str) -> tuple[int, str | None]:
    """Number and id of this device's last entry; (0, None) before its first."""
    sql = "SELECT number, id FROM entry WHERE device = ? ORDER BY number DESC, id LIMIT 1"
    row = file.connection.execute(sql, (device,)).fetchone()
    return (row[0], row[1]) if row else (0, None)


def chain_of(file: EventFile, device: str) -> list[Entry]:
    """Everything that this device wrote, in the order of its numbers; of a cloned one all branches."""
    sql = "SELECT body, signature FROM entry WHERE device = ? ORDER BY number, id"
    return [read_entry(*row) for row in file.connection.execute(sql, (device,))]


def conflicts(file: EventFile) -> list[Register]:
    """The registers whose heads differ."""
    return [(subject, key) for subject, key in file.rows("SELECT subject, key FROM conflict ORDER BY subject, key")]


def known_ids(file: EventFile, ids: Iterable[str]) -> set[str]:
    """Which of these ids the journal holds."""
    listed, found = list(ids), set()
    for start in range(0, len(listed), 500):
        part = listed[start : start + 500]
        marks = ", ".join("?" * len(part))
        found |= {row[0] for row in file.connection.execute(f"SELECT id FROM entry WHERE id IN ({marks})", part)}
    return found


def count(file: EventFile) -> int:
    """How many entries the journal holds."""
    return int(file.rows("SELECT count(*) FROM entry")[0][0])


def numbers(file: EventFile) -> dict[str, int]:
    """Each device's last number."""
    return dict(file.rows("SELECT device, max(number) FROM entry GROUP BY device"))


def forked(file: EventFile) -> dict[str, int]:
    """Devices with two entries of one number -> the first such number."""
    sql = """SELECT device, min(number) FROM (SELECT device, number FROM entry GROUP BY device, number HAVING count(*) > 1)
             GROUP BY device"""
    return dict(file.rows(sql))
