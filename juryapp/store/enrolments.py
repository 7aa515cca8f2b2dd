"""Enrolments: the certificates of jurors who were enrolled more than once, and what such jurors signed. Reads only."""

from __future__ import annotations

from juryapp.journal.conditions import declares
from juryapp.journal.entry import Entry
from juryapp.journal.keys import CellKey, Holder
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


def enrolled_again(file: EventFile) -> list[str]:
    """The jurors who have more than one certificate; mostly none."""
    sql = "SELECT key FROM register WHERE subject = 'certificate' AND stands GROUP BY key HAVING count(*) > 1 ORDER BY key"
    return [key for (key,) in file.rows(sql) if key not in tuple(Holder)]


def enrolments(file: EventFile, juror: str) -> list[Entry]:
    """Every certificate of a juror that stands, oldest arrival first."""
    sql = """SELECT body, signature FROM register JOIN entry ON id = entry
             WHERE subject = 'certificate' AND key = ? AND stands ORDER BY entry.rowid"""
    return [stored(file, *row) for row in file.rows(sql, (juror,))]


def signed_acts(file: EventFile, juror: str, candidate: str | None = None) -> list[Entry]:
    """The sheets and conflicts of interest that stand of a juror, those that the desk took or reopened among them."""
    first, behind = (f"{juror}/", f"{juror}0") if candidate is None else (f"{juror}/{candidate}", f"{juror}/{candidate}\0")
    sql = """SELECT body, signature FROM head JOIN entry ON id = entry
             WHERE subject IN ('recusal', 'sheet') AND key >= ? AND key < ? ORDER BY subject, key, id"""
    return [stored(file, *row) for row in file.rows(sql, (first, behind))]


def declared(file: EventFile) -> dict[tuple[str, str], list[Entry]]:
    """(juror, candidate) -> the conflicts of interest that stand, those that the desk recorded among them."""
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = 'recusal' ORDER BY key, id"
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in (stored(file, *row) for row in file.rows(sql)):
        if declares(entry):
            cell = CellKey.parse(entry.key)
            found.setdefault((cell.juror, cell.candidate), []).append(entry)
    return found


def first_fork(file: EventFile, device: str, most: int) -> int | None:
    """The first number, up to `most`, that exists twice on this device's chain."""
    sql = "SELECT number FROM entry WHERE device = ? AND number <= ? GROUP BY number HAVING count(*) > 1 ORDER BY number LIMIT 1"
    return next((number for (number,) in file.rows(sql, (device, most))), None)
