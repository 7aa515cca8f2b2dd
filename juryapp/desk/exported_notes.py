"""Exported notes: what jurors noted for the panel or as feedback, as a table for other programs. Private ones aren't in it."""

from __future__ import annotations

from collections.abc import Iterator

from juryapp.desk.juror import JurorDesk
from juryapp.event.open_event import OpenEvent
from juryapp.model.note import Visibility
from juryapp.store import model_records
from juryapp.store.plain_file import PlainTable, Row

_GIVEN_OUT = (Visibility.PANEL, Visibility.FEEDBACK)


def notes_table(event: OpenEvent) -> PlainTable:
    """One row for each juror, candidate and visibility of which anything stands."""
    columns = {
        "juror": "code of the juror who wrote it",
        "candidate": "number of the candidate",
        "visibility": "for whom it was written: panel, or feedback (the candidate)",
        "text": "the note as it stands",
    }
    others = {"juror": ("jurors", "code"), "candidate": ("candidates", "number")}
    return PlainTable("notes", ("juror", "candidate", "visibility"), columns, list(_rows(event)), others=others)


def _rows(event: OpenEvent) -> Iterator[Row]:
    for juror in model_records.jurors(event.file).values():
        desk = JurorDesk(event, juror, None)
        for candidate in model_records.candidates(event.file):
            for visibility in _GIVEN_OUT:
                text = desk.note(candidate, visibility).text
                if text and text.strip():
                    yield {"juror": juror.code, "candidate": candidate, "visibility": visibility.value, "text": text}
