"""Chain queries: what is asked of laptops' chains: which entry has which number, how many there are, when they were sealed."""

from __future__ import annotations

from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


def holds(file: EventFile, id_: str, number: int) -> bool:
    """True if this entry is here, under this number of its device."""
    return bool(file.rows("SELECT 1 FROM entry WHERE id = ? AND number = ?", (id_, number)))


def count_of(file: EventFile, device: str) -> int:
    """How many entries of this device there are: more than its last number says where its chain forked."""
    return int(file.rows("SELECT count(*) FROM entry WHERE device = ?", (device,))[0][0])


def seals_around(file: EventFile, device: str, number: int) -> tuple[str | None, str | None]:
    """When this device sealed its chain for the last time before this entry, and for the first time after it, as it says."""
    sql = """SELECT body, signature FROM register JOIN entry ON id = entry
             WHERE subject = 'seal' AND key = ?1 AND device = ?1 AND stands AND number {} ?2 ORDER BY number {} LIMIT 1"""
    before = file.rows(sql.format("<", "DESC"), (device, number))
    after = file.rows(sql.format(">", "ASC"), (device, number))
    return _moment(file, before), _moment(file, after)


def _moment(file: EventFile, rows: list[tuple[bytes, bytes | None]]) -> str | None:
    return stored(file, *rows[0]).at if rows else None


def founding(file: EventFile) -> tuple[str, int]:
    """The device that founded the event, and the number of its first seal: what it wrote before is in every copy of the event."""
    sql = """SELECT device, (SELECT min(number) FROM register JOIN entry AS seal ON id = entry
                             WHERE subject = 'seal' AND key = root.device AND seal.device = root.device)
             FROM register JOIN entry AS root ON id = entry
             WHERE subject = 'certificate' AND key = 'root' AND stands ORDER BY number LIMIT 1"""
    rows = file.rows(sql)
    return (rows[0][0], rows[0][1] or 0) if rows else ("", 0)
