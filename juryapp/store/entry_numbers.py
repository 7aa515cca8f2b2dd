"""Entry numbers: which of a laptop's entries are in the journal, without reading them."""

from __future__ import annotations

from juryapp.store.connection import EventFile


def numbers_between(file: EventFile, device: str, first: int, last: int) -> list[int]:
    """The numbers of this device's entries that are here, from one to another, both included."""
    sql = "SELECT DISTINCT number FROM entry WHERE device = ? AND number BETWEEN ? AND ? ORDER BY number"
    return [number for (number,) in file.rows(sql, (device, first, last))]
