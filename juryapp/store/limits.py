"""Limits of a foreign file, asked before any of it is read. SQLite tells lengths without reading the values."""

from __future__ import annotations

from juryapp.errors import FileProblem
from juryapp.journal.entry import MOST_BYTES as MOST_BODY
from juryapp.journal.named_attachments import MOST_TOGETHER
from juryapp.store.connection import PAGE, EventFile

MOST_ENTRIES = 2_000_000
MOST_JOURNAL = 1_000_000_000
"""Bytes of all bodies together."""
MOST_ATTACHMENT = 100_000_000
"""Bytes that are read of one at all. What is *taken* of each kind is far less: `journal/named_attachments.py`."""
MOST_ATTACHMENTS = 1_000_000
MOST_SIGNATURE = 1_000
MOST_RECEIPTS = 1_000
MOST_MANIFEST = 4_000_000
_ID, _DEVICE = 64, 32


def check_bounds(file: EventFile) -> None:
    """Raises `FileProblem` if the journal, its attachments, manifests or receipts are larger than Juryapp makes any."""
    _check_size(file)
    for table in ("entry", "quarantine"):
        entries, together, *longest = file.rows(
            f"""SELECT count(*), total(octet_length(body)), max(octet_length(id)), max(octet_length(device)),
                max(octet_length(body)), max(octet_length(signature)) FROM {table} NOT INDEXED"""
        )[0]
        _check_longest(file, table, longest, (_ID, _DEVICE, MOST_BODY, MOST_SIGNATURE))
        if entries > MOST_ENTRIES or together > MOST_JOURNAL:
            raise FileProblem("{path} holds more entries than any jury writes; it was not read, take it again.", path=file.called)
    _check_attachments(file)
    for table, most, owner in (("receipt", MOST_RECEIPTS, "device"), ("manifest", 1, "NULL")):
        count, *longest = file.rows(
            f"SELECT count(*), max(octet_length({owner})), max(octet_length(body)), max(octet_length(signature)) FROM {table}"
        )[0]
        _check_longest(file, table, longest, (_DEVICE, MOST_MANIFEST, MOST_SIGNATURE))
        _check_count(file, table, count, most)


def _check_attachments(file: EventFile) -> None:
    sizes = "total(octet_length(content)), max(octet_length(content))"
    count, id_, together, longest = file.rows(f"SELECT count(*), max(octet_length(id)), {sizes} FROM attachment NOT INDEXED")[0]
    _check_longest(file, "attachment", [id_], (_ID,))
    _check_count(file, "attachment", count, MOST_ATTACHMENTS)
    for found, most in ((longest or 0, MOST_ATTACHMENT), (together, MOST_TOGETHER)):
        if found > most:
            raise FileProblem(
                "{path} holds documents of {size} MB, and Juryapp writes at most {most} MB; it was not read, take it again.",
                path=file.called,
                size=int(found) // 1_000_000,
                most=most // 1_000_000,
            )


def check_room(file: EventFile) -> None:
    """Raises `FileProblem` if this event's own documents are more than others read as a package; cheap in a small file."""
    ((pages,),) = file.rows("PRAGMA page_count")
    if pages * PAGE <= MOST_TOGETHER:
        return
    ((together,),) = file.rows("SELECT total(octet_length(content)) FROM attachment NOT INDEXED")
    if together > MOST_TOGETHER:
        raise FileProblem(
            "NOT SAVED: the documents of {path} would be {size} MB, and at most {most} MB fit; look in the history which laptop "
            "brought so many.",
            path=file.called,
            size=int(together) // 1_000_000,
            most=MOST_TOGETHER // 1_000_000,
        )


def _check_size(file: EventFile) -> None:
    ((pages,),) = file.rows("PRAGMA page_count")
    if pages * PAGE != file.path.stat().st_size:
        raise FileProblem("{path} was altered: something was added behind its end; take it again.", path=file.called)


def _check_longest(file: EventFile, table: str, longest: list[int | None], most: tuple[int, ...]) -> None:
    if any(found is not None and found > allowed for found, allowed in zip(longest, most, strict=True)):
        raise FileProblem(
            "{path} was altered: a value in table {table} is larger than Juryapp writes any; it was not read, take it again.",
            path=file.called,
            table=table,
        )


def _check_count(file: EventFile, table: str, count: int, most: int) -> None:
    if count > most:
        raise FileProblem(
            "{path} was altered: table {table} has {count} rows, and Juryapp writes at most {most}; take it again.",
            path=file.called,
            table=table,
            count=count,
            most=most,
        )
