"""Panel notes: what jurors noted for the panel to read, never what they noted for themselves. Reads only."""

from __future__ import annotations

from juryapp.desk.juror import JurorDesk
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.model.note import Visibility
from juryapp.store import model_records


def panel_notes(event: OpenEvent, candidate: str) -> list[tuple[Juror, str]]:
    """Each juror with the note for the panel on this candidate, in the order of the list; without those who wrote none."""
    found = []
    for juror in model_records.jurors(event.file).values():
        text = JurorDesk(event, juror, None).note(candidate, Visibility.PANEL).text
        if text and text.strip():
            found.append((juror, text.strip()))
    return found
