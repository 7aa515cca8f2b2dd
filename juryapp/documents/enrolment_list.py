"""The enrolment list: jurors with room to tick off, by hand, who was enrolled and chose a PIN, and for their signatures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from reportlab.platypus import Spacer

from juryapp.documents.form import DOTS, facts, finished, grid, name_lines, office, opening, width_of
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.styles import para
from juryapp.documents.words import juror_word
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.model.juror import Juror
from juryapp.text import _, speaking


def render(event: Event, jurors: Sequence[Juror], enrolled: Collection[str], at: datetime) -> bytes:
    """The list in the event's language; who is enrolled already is ticked off. PINs never stand on it."""
    with speaking(event.language):
        about, heading = event_block(event, ""), _("ENROLMENT LIST")
        width = width_of(about)
        rows = [
            [
                para(str(place), "centre"),
                para(str(known["code"]), "centre"),
                name_lines(known),
                office(known),
                para(_("yes") if known["code"] in enrolled else "", "centre"),
                "",
                "",
            ]
            for place, known in enumerate(map(juror_block, jurors), 1)
        ]
        headings = (
            _("No."),
            _("Code"),
            juror_word(event.juror_word),
            _("Position, institution"),
            _("Enrolled"),
            _("Chose the PIN alone"),
            _("Signature"),
        )
        shares = (0.06, 0.08, 0.23, 0.22, 0.11, 0.12)
        widths = [width * share for share in shares]
        story = [
            *opening(about, heading),
            facts([(_("Day, date"), ""), (_("Enrolled by"), "")], width),
            Spacer(1, 6),
            para(_("Each juror chooses the PIN alone and tells it to nobody. It is never written down, on this list neither.")),
            Spacer(1, 8),
            grid(headings, rows, [*widths, width - sum(widths)], ink=True),
            Spacer(1, 10),
            para(_("Secretary: {dots}", dots=DOTS)),
        ]
        return finished(about, heading, story, at, paper=FileKind.ENROLMENT)
