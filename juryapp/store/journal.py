"""The journal in its file: adding entries, their heads, and reading them back. Append-only.

An entry *stands* if its actor's authority is proven and it follows what it replaces, all of which must stand; one that
doesn't is kept, but not projected, and people are told of it. The order of arrival makes no difference, since a further entry
can only make more of them stand. Three make others fall, whose registers are decided anew: a juror's first certificate, drafts
written without a seat; the removal of a laptop, or of a juror's assistant, the last entries of it. The caller says what proves
authority. Everything here runs inside `file.unit()`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

from juryapp.errors import FileProblem
from juryapp.journal.acts import follows
from juryapp.journal.chain import hangs
from juryapp.journal.entry import Entry, NotAnEntry, Register, read_entry
from juryapp.journal.keys import AssistantKey
from juryapp.journal.records import DRAFTS, TELLING, well_formed
from juryapp.journal.removal import removal_of
from juryapp.journal.subjects import Subject
from juryapp.store import erasing
from juryapp.store.connection import EventFile
from juryapp.store.projection import project
from juryapp.store.schema import PROJECTIONS
from juryapp.store.stored_entry import stored

Proves = Callable[[Entry], bool]
"""True if the entry carries the authority it needs."""
AT_ONCE = 10_000
"""How many entries of a large journal are in memory at once."""
_Any = TypeVar("_Any")


def in_batches(listed: Iterable[_Any], size: int = AT_ONCE) -> Iterator[list[_Any]]:
    """The listed things in batches: lists of at most this size, in the same order."""
    iterator = iter(listed)
    while part := list(islice(iterator, size)):
        yield part


def add(file: EventFile, entries: Sequence[Entry], proves: Proves) -> frozenset[Register]:
    """Adds entries that aren't there yet; returns the registers whose heads may have changed."""
    run = file.connection.executemany
    run("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", [(e.id, e.device, e.number, e.body, e.signature) for e in entries])
    return place_entries(file, entries, proves)


def place_entries(file: EventFile, entries: Sequence[Entry], proves: Proves) -> frozenset[Register]:
    """Decides which of these entries of the journal stand, and projects what changes by them."""
    risen = _risen(file, entries, proves)
    run = file.connection.executemany
    run("INSERT INTO register VALUES (?, ?, ?, ?)", sorted((e.subject, e.key, e.id, int(e.id in risen)) for e in entries))
    _note_forks(file, entries)
    touched = _head(file, risen)
    for juror in {entry.key for entry in entries if entry.subject == Subject.CERTIFICATE}:
        touched |= _let_fall(file, drafts_of(file, juror), proves)
    for pair in {entry.key for entry in entries if entry.subject == Subject.ASSISTANT and AssistantKey.fits(entry.key)}:
        touched |= _let_fall(file, drafts_of(file, *pair.split("/")), proves)
    for device in {entry.key for entry in entries if entry.subject == Subject.DEVICE and removal_of(entry)}:
        touched |= _let_fall(file, standing_of(file, device), proves)
    if any(entry.subject in TELLING for entry in entries):
        touched |= _settle(file, in_doubt(file), proves)
    elif touched:
        # one that was in doubt can only stand by now if something of its own register stands since
        touched |= _settle(file, _in_doubt_of(file, touched), proves)
    return frozenset(touched)


def _let_fall(file: EventFile, standing: Sequence[Entry], proves: Proves) -> set[Register]:
    """Decides those registers anew in which one of these entries stands without being proven any more."""
    registers = sorted({entry.register for entry in standing if not proves(entry)})
    if not registers:
        return set()
    file.connection.executemany("UPDATE register SET stands = 0 WHERE subject = ? AND key = ?", registers)
    file.connection.executemany("DELETE FROM head WHERE subject = ? AND key = ?", registers)
    project(file, {register: [] for register in registers}, registers)
    return set(registers) | _settle(file, _in_doubt_of(file, registers), proves)


def standing_of(file: EventFile, device: str) -> list[Entry]:
    """Everything that a laptop wrote and that stands, superseded ones too, in the order of its numbers."""
    sql = "SELECT body, signature FROM entry JOIN register ON entry = id WHERE device = ? AND stands ORDER BY number, id"
    return [stored(file, *row) for row in file.rows(sql, (device,))]


def drafts_of(file: EventFile, juror: str, by: str = "") -> list[Entry]:
    """Every draft that stands and that this juror wrote, superseded ones too; or, `by` an assistant, at this juror's form."""
    sql = f"""SELECT body, signature FROM register JOIN entry ON id = entry WHERE stands AND subject IN
              ({", ".join(["?"] * len(DRAFTS))}) AND (key = ? OR (key > ? AND key < ?))"""
    rows = file.connection.execute(sql, (*sorted(DRAFTS), juror, f"{juror}/", f"{juror}0"))
    return [entry for entry in (stored(file, *row) for row in rows) if entry.actor == (by or juror)]


def _note_forks(file: EventFile, entries: Sequence[Entry]) -> None:
    """Looks for second entries of one number where these entries are, and nowhere else."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        numbers[entry.device].append(entry.number)
    file.connection.executemany(
        """INSERT INTO fork SELECT device, number FROM entry WHERE device = ? AND number BETWEEN ? AND ?
           GROUP BY device, number HAVING count(*) > 1 ORDER BY number LIMIT 1
           ON CONFLICT DO UPDATE SET number = min(number, excluded.number)""",
        [(device, min(found), max(found)) for device, found in numbers.items()],
    )


def _in_doubt_of(file: EventFile, registers: Iterable[Register]) -> list[Entry]:
    """The entries in doubt that are about these registers. Reads no register where the journal has no entry in doubt."""
    if not file.connection.execute("SELECT 1 FROM register WHERE stands = 0 LIMIT 1").fetchone():
        return []
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? AND key = ? AND stands = 0"
    return [stored(file, *row) for register in registers for row in file.connection.execute(sql, register)]


def _settle(file: EventFile, doubtful: Sequence[Entry], proves: Proves) -> set[Register]:
    """Lets those of these doubtful entries stand that are proven by what came in since."""
    if not doubtful:
        return set()
    risen = _risen(file, doubtful, proves)
    sql = "UPDATE register SET stands = 1 WHERE subject = ? AND key = ? AND entry = ?"
    file.connection.executemany(sql, [(*entry.register, entry.id) for entry in risen.values()])
    return _head(file, risen)


def set_aside(file: EventFile, entries: Sequence[Entry]) -> None:
    """Takes a stranger's entries out of the journal, before a rebuild; the caller keeps them in quarantine."""
    if entries:
        ((guard,),) = file.rows("SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_deleted'")
        file.connection.execute("DROP TRIGGER entry_is_never_deleted")
        file.connection.executemany("DELETE FROM entry WHERE id = ?", [(entry.id,) for entry in entries])
        file.connection.execute(guard)


def restore_signatures(file: EventFile, entries: Sequence[Entry], proves: Proves) -> frozenset[Register]:
    """Gives entries that lost their valid signature the one that proves them: whoever carried the file may have removed it."""
    if not entries:
        return frozenset()
    file.connection.executemany("UPDATE entry SET signature = ? WHERE id = ?", [(e.signature, e.id) for e in entries])
    return frozenset(_settle(file, in_doubt(file), proves))


def _risen(file: EventFile, waiting: Sequence[Entry], proves: Proves) -> dict[str, Entry]:
    """Those of the waiting entries that stand, given what stands already and one another, in whatever order they come."""
    risen: dict[str, Entry] = {}
    stood: dict[str, Entry] = {}
    blocked: dict[str, list[Entry]] = defaultdict(list)

    def known(id_: str, register: Register) -> Entry | None:
        return risen.get(id_) or stood.get(id_) or _standing(file, register, id_)

    for first in waiting:
        ready = [first] if well_formed(first) and proves(first) else []
        while ready:
            entry = ready.pop()
            superseded: list[Entry] = []
            for id_ in entry.supersedes:
                old = known(id_, entry.register)
                if old is None:
                    blocked[id_].append(entry)
                    break
                superseded.append(old)
                if id_ not in risen:
                    stood[id_] = old
            else:
                if follows(entry, superseded, partial(known, register=entry.register)):
                    risen[entry.id] = entry
                    ready += blocked.pop(entry.id, ())
    return risen


def _standing(file: EventFile, register: Register, id_: str) -> Entry | None:
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? AND key = ? AND entry = ? AND stands"
    row = file.connection.execute(sql, (*register, id_)).fetchone()
    return stored(file, *row) if row else None


def _head(file: EventFile, risen: Mapping[str, Entry]) -> set[Register]:
    """Brings the heads and projections of the registers up to date in which these entries now stand.

    None of them is superseded but by one another: what stands never rose before what it replaces.
    """
    replaced = {old for entry in risen.values() for old in entry.supersedes}
    new: dict[Register, list[Entry]] = defaultdict(list)
    for entry in risen.values():
        if entry.id not in replaced:
            new[entry.register].append(entry)
    gone = sorted((*e.register, old) for e in risen.values() for old in e.supersedes if old not in risen)
    file.connection.executemany("DELETE FROM head WHERE subject = ? AND key = ? AND entry = ?", gone)
    headed = _headed(file, list(new))
    rows = sorted((*register, entry.id) for register, entries in new.items() for entry in entries)
    file.connection.executemany("INSERT INTO head VALUES (?, ?, ?)", rows)
    known = headed.union((subject, key) for subject, key, _ in gone)
    project(file, {r: heads_of(file, r) if r in headed else _ordered(new[r]) for r in sorted(new)}, known)
    return set(new)


def _ordered(standing: list[Entry]) -> list[Entry]:
    return sorted(standing, key=lambda entry: entry.id) if len(standing) > 1 else standing


def _headed(file: EventFile, registers: Sequence[Register]) -> set[Register]:
    """Which of these registers have a head."""
    found: set[Register] = set()
    for part in in_batches(registers, 400):
        sql = f"SELECT DISTINCT subject, key FROM head WHERE (subject, key) IN (VALUES {', '.join(['(?, ?)'] * len(part))})"
        found.update(file.connection.execute(sql, [text for register in part for text in register]))
    return found


def rebuild(file: EventFile, proves: Proves) -> None:
    """Clears every projection and makes it anew from the journal alone, which must hold together (`check`)."""
    for table in PROJECTIONS:
        file.connection.execute(f"DELETE FROM {table}")
    for part in in_batches(entries(file)):
        place_entries(file, part, proves)
    erasing.remake(file)


def check(file: EventFile) -> list[Entry]:
    """Every entry, once all are proven. Raises as `proven`."""
    return list(proven(file))


def proven(file: EventFile) -> Iterator[Entry]:
    """Every entry in the order in which it arrived, each proven to match its hash and to hang on its chain.

    Raises `FileProblem` that names the first entry that was altered or is missing; only the end says that none is.
    """
    tips: dict[str, Entry] = {}
    for id_, device, number, body, signature in file.connection.execute(
        "SELECT id, device, number, body, signature FROM entry ORDER BY rowid"
    ):
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
        if entry.parent and not hangs(entry, tips.get(device)) and not hangs(entry, _found(file, entry.parent)):
            raise FileProblem(
                "{path} was altered: entry {number} of laptop {device} is missing; take the spare copy.",
                path=file.called,
                number=number - 1,
                device=device[:8],
            )
        tips[device] = entry
        yield entry


def _found(file: EventFile, id_: str) -> Entry | None:
    try:
        return find(file, id_)
    except FileProblem:
        return None


def first(file: EventFile) -> Entry:
    """The entry that began the event. Raises `FileProblem` if there is none."""
    rows = file.rows("SELECT body, signature FROM entry ORDER BY rowid LIMIT 1")
    if not rows and file.rows("SELECT 1 FROM quarantine LIMIT 1"):
        raise FileProblem(
            "{path} holds only entries that wait for what is missing before them; "
            "open the spare copy and merge this file into it.",
            path=file.called,
        )
    if not rows:
        raise FileProblem(
            "{path} holds no event; it was not created completely, delete it and create it again.", path=file.called
        )
    return stored(file, *rows[0])


def standing(file: EventFile, register: Register) -> Callable[[str], Entry | None]:
    """Finds the standing entries of this register by their ids."""
    return lambda id_: _standing(file, register, id_)


def find(file: EventFile, id_: str) -> Entry | None:
    """The entry with this id."""
    row = file.connection.execute("SELECT body, signature FROM entry WHERE id = ?", (id_,)).fetchone()
    return stored(file, *row) if row else None


def heads_of(file: EventFile, register: Register) -> list[Entry]:
    """The entries that stand now for this register, ordered by id."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? AND key = ? ORDER BY id"
    return [stored(file, *row) for row in file.connection.execute(sql, register)]


def history_of(file: EventFile, register: Register) -> list[Entry]:
    """Everything ever written about this register, oldest arrival first."""
    sql = """SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? AND key = ? ORDER BY entry.rowid"""
    return [stored(file, *row) for row in file.connection.execute(sql, register)]


def in_doubt(file: EventFile) -> list[Entry]:
    """The entries that are kept but don't stand."""
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE stands = 0 ORDER BY id"
    return [stored(file, *row) for row in file.connection.execute(sql)]


def standing_ids(file: EventFile) -> set[str]:
    """The ids of the entries that this file's own tables say stand. In a foreign file anyone may have written those tables."""
    return {id_ for (id_,) in file.rows("SELECT entry FROM register WHERE stands UNION SELECT entry FROM head")}


def entries(file: EventFile, after: int = 0) -> Iterator[Entry]:
    """The whole journal in the order in which it arrived, but for the first `after` of it."""
    for row in file.connection.execute("SELECT body, signature FROM entry ORDER BY rowid LIMIT -1 OFFSET ?", (after,)):
        yield stored(file, *row)


def about(file: EventFile, subject: str) -> list[Entry]:
    """Every entry on this subject, standing or not, superseded ones too, oldest arrival first."""
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? ORDER BY entry.rowid"
    return [stored(file, *row) for row in file.connection.execute(sql, (subject,))]


def last_of(file: EventFile, device: str) -> tuple[int, str | None]:
    """Number and id of this device's last entry; (0, None) before its first."""
    sql = "SELECT number, id FROM entry WHERE device = ? ORDER BY number DESC, id LIMIT 1"
    return file.connection.execute(sql, (device,)).fetchone() or (0, None)


def chain_of(file: EventFile, device: str) -> list[Entry]:
    """Everything that this device wrote, in the order of its numbers; of a cloned one all branches."""
    sql = "SELECT body, signature FROM entry WHERE device = ? ORDER BY number, id"
    return [stored(file, *row) for row in file.connection.execute(sql, (device,))]


def conflicts(file: EventFile) -> list[Register]:
    """The registers whose heads differ."""
    return [(subject, key) for subject, key in file.rows("SELECT subject, key FROM conflict ORDER BY subject, key")]


def known_ids(file: EventFile, ids: Iterable[str]) -> set[str]:
    """Which of these ids the journal holds."""
    found: set[str] = set()
    for part in in_batches(ids, 500):
        marks = ", ".join("?" * len(part))
        found.update(id_ for (id_,) in file.connection.execute(f"SELECT id FROM entry WHERE id IN ({marks})", part))
    return found


def missing(file: EventFile, offered: Iterable[Entry]) -> Iterator[Entry]:
    """Those of the offered entries that the journal doesn't hold, as of the first that is asked for."""
    last = numbers(file)
    for part in in_batches(offered, 500):
        known = known_ids(file, (entry.id for entry in part if entry.number <= last.get(entry.device, 0)))
        yield from (entry for entry in part if entry.id not in known)


def ids(file: EventFile) -> Iterator[str]:
    """The id of every entry."""
    for (id_,) in file.connection.execute("SELECT id FROM entry ORDER BY rowid"):
        yield id_


def count(file: EventFile) -> int:
    """How many entries the journal holds."""
    return int(file.rows("SELECT count(*) FROM entry")[0][0])


def arrived_count(file: EventFile) -> int:
    """How many entries have arrived: looks at the last one alone, since none is ever deleted."""
    return int(file.rows("SELECT coalesce(max(rowid), 0) FROM entry")[0][0])


def end(file: EventFile) -> tuple[int, str]:
    """How many entries have arrived, and the id of the last one."""
    ((arrived_so_far, last),) = file.rows("SELECT rowid, id FROM entry ORDER BY rowid DESC LIMIT 1")
    return arrived_so_far, last


def numbers(file: EventFile) -> dict[str, int]:
    """Each device's last number. Looks at one entry a device, however long the journal is."""
    return dict(
        file.rows(
            """WITH RECURSIVE one(device) AS (
                 SELECT min(device) FROM entry
                 UNION ALL SELECT (SELECT min(device) FROM entry WHERE device > one.device) FROM one WHERE device IS NOT NULL)
               SELECT device, (SELECT max(number) FROM entry e WHERE e.device = one.device) FROM one WHERE device IS NOT NULL"""
        )
    )


def forked(file: EventFile) -> dict[str, int]:
    """Devices with two entries of one number -> the first such number."""
    return dict(file.rows("SELECT device, number FROM fork"))
