"""Cards of an event: for whom there is a quick card, a name tent and a number card."""

from __future__ import annotations

from juryapp.board import records
from juryapp.board.record_moment import record_moment
from juryapp.documents import cards
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.store import model_records


def cards_of(event: OpenEvent) -> tuple[str, bytes]:
    """File name and PDF: jurors who have something to do, candidates who are in the running. Raises `Refused` of neither."""
    about = model_records.event(event.file)
    jurors = list(records.working_jurors(event).values())
    candidates = [one for one in records.candidates(event).values() if one.withdrawn is None]
    if not jurors and not candidates:
        raise Refused("There is nobody yet for whom a card could be printed: type jurors and candidates first.")
    return document_name(about.code, "cards"), cards.render(about, jurors, candidates, record_moment(event).at)
