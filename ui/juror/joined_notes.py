"""Notes on a candidate that was joined to another one, as far as they weren't stored: they go behind the notes on that one."""

from __future__ import annotations

from juryapp.desk.juror import JurorDesk
from juryapp.model.note import Visibility
from ui.juror.field_texts import FieldTexts, note_field
from ui.session import Session


def move_held_notes(session: Session, desk: JurorDesk, texts: FieldTexts, former: str, joined: str) -> list[Visibility]:
    """Has them written there; returns which kinds there were: what was kept of them beside the journal may go."""
    moved = []
    for visibility in Visibility:
        place = note_field(former, visibility)
        held = texts.held(place)
        if held:
            texts.take_back(place)
            moved.append(visibility)
            if held.text.strip():
                _append(session, desk, joined, visibility, held.text)
    return moved


def _append(session: Session, desk: JurorDesk, candidate: str, visibility: Visibility, text: str) -> None:
    name = f"{note_field(candidate, visibility).write_name}/joined"
    session.write(name, lambda: desk.write_note(candidate, text, visibility, append=True), None)
