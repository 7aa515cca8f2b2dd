"""Sheets that were just signed, with their ink: seen one after the other, printed together, and the way on."""

from __future__ import annotations

from collections.abc import Sequence

from juryapp.desk.signing import SignedSheet
from juryapp.text import _
from ui.disk import Disk
from ui.document_page import DocumentPage
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.parts.labels import Button


class SignedPage(DocumentPage):
    """The signed sheets; `following` is the candidate that can be scored next; after the last the day ends."""

    def __init__(self, disk: Disk, sitting: Sitting, sheets: Sequence[SignedSheet], following: str | None) -> None:
        self._sheets = list(sheets)
        self._place = 0
        names = {sheet.candidate: full_name(sitting.candidates[sheet.candidate]) for sheet in sheets}
        known = sitting.candidates[following] if following else None
        super().__init__(
            disk,
            lambda: _("Signed: {candidate}", candidate=names[self._sheets[self._place].candidate]),
            sheets[0].name,
            sheets[0].pdf,
            lambda: _("Back to the list"),
            lambda: _("Next: {candidate}", candidate=full_name(known)) if known else _("End of the day"),
        )
        self.turn_button = Button(self._turn_words)
        self.turn_button.clicked.connect(self._turn)
        self.add_tool(self.turn_button)
        self.turn_button.setVisible(len(sheets) > 1)  # once it is in the row: alone it would be a window for a moment

    def _turn(self) -> None:
        self._place = (self._place + 1) % len(self._sheets)
        sheet = self._sheets[self._place]
        self.show_document(sheet.name, sheet.pdf)
        self.turn_button.again()

    def _turn_words(self) -> str:
        place = (self._place + 1) % len(self._sheets)
        return _(
            "See {number} ({place} of {count})", number=self._sheets[place].candidate, place=place + 1, count=len(self._sheets)
        )

    @property
    def to_print(self) -> list[bytes]:
        return [sheet.pdf for sheet in self._sheets]
