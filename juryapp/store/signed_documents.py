"""Signed documents, as the journal holds them: what was issued, what each person said, which file goes on. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from juryapp.journal.entry import Entry
from juryapp.journal.keys import DocumentKey, SignatureKey
from juryapp.journal.subjects import Subject
from juryapp.model.document import DocumentKind
from juryapp.model.signed_document import Answer, SignedDocument, document_id
from juryapp.store.connection import EventFile
from juryapp.store.setup_cache import cached, look_up
from juryapp.store.stored_entry import stored


def issued(file: EventFile) -> list[SignedDocument]:
    """The documents that a desk certified for others to sign, in the order of their ids."""
    look_up(file)
    return cached(file, _issued)


def answers(file: EventFile) -> Mapping[str, list[Answer]]:
    """Document -> what each person said to it, as it stands; of what one person said at two laptops both."""
    look_up(file)
    return cached(file, _answers)


def chosen(file: EventFile) -> Mapping[str, str]:
    """Document -> the file of which the desk said that it goes on. Where two desks said different things, none."""
    look_up(file)
    return cached(file, _chosen)


def _issued(file: EventFile) -> list[SignedDocument]:
    found = (_document(head) for head in _heads(file, Subject.DOCUMENT))
    return [one for one in found if one is not None]


def _document(head: Entry) -> SignedDocument | None:
    value: Mapping[str, Any] = head.value or {}
    kind = DocumentKind(value["kind"])
    if head.key != document_id(kind, value["pdf"]):
        return None
    return SignedDocument(
        head.key,
        kind,
        value["pdf"],
        value["json"],
        tuple(value["signers"]),
        value["chair"] or "",
        basis=value["basis"],
        replaces=tuple(value["replaces"]),
        at=head.at,
    )


def _answers(file: EventFile) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for head in _heads(file, Subject.SIGNATURE):
        key, value = SignatureKey.parse(head.key), head.value or {}
        said = {name: str(value.get(name) or "") for name in ("on", "pdf", "declined", "own")}
        found.setdefault(key.document, []).append(Answer(key.juror, head.id, **said))
    return found


def _chosen(file: EventFile) -> dict[str, str]:
    said: dict[str, set[str]] = {}
    for head in _heads(file, Subject.BRANCH):
        said.setdefault(DocumentKey.parse(head.key).document, set()).add(str((head.value or {})["pdf"]))
    return {document: files.pop() for document, files in said.items() if len(files) == 1}


def _heads(file: EventFile, subject: Subject) -> list[Entry]:
    sql = "SELECT body, signature FROM head JOIN entry ON id = entry WHERE subject = ? ORDER BY key, id"
    return [stored(file, *row) for row in file.rows(sql, (subject,))]
