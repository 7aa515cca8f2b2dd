"""Aging documents: which papers tell an opened result that a reopened sheet leaves open again. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from juryapp.board import records
from juryapp.event.open_event import OpenEvent
from juryapp.printing.document_line import DocumentLine, title_of
from juryapp.printing.document_list import document_list
from juryapp.printing.event_documents import OF_RESULTS
from juryapp.store import model_records
from juryapp.store.reveals import reveals
from juryapp.text import _


@dataclass(frozen=True)
class OpenedResult:
    """The opened result that a sheet counts in."""

    category: str
    """Its name."""
    documents: tuple[str, ...]
    """What was certified, signed, saved or printed of results and goes out of date with the sheet, in words."""


def opened_result_of(event: OpenEvent, candidate: str) -> OpenedResult | None:
    """The opened result of this candidate's category; None while it isn't opened."""
    code = records.candidates(event)[candidate].category
    if code not in reveals(event.file):
        return None
    lines = [line for line in document_list(event) if line.kind in OF_RESULTS and _is_out(line)]
    told = dict.fromkeys(_words(line) for line in lines)
    return OpenedResult(model_records.categories(event.file)[code].name, tuple(told))


def _is_out(line: DocumentLine) -> bool:
    return not line.outdated and bool(line.document or line.signed_by or line.saved_at or line.printed_at)


def _words(line: DocumentLine) -> str:
    title = title_of(line.kind)
    if line.signed_by:
        return _("{document} (signed by {names})", document=title, names=", ".join(line.signed_by))
    return _("{document} (certified)", document=title) if line.document else title
