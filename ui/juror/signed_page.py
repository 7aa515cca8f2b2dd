"""Sheets that were just signed, with their ink: seen one after the other, printed and saved together, and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juryapp.desk.signing import SignedSheet
from juryapp.printing.document_folder import put_document
from juryapp.printing.paper_record import Way
from juryapp.text import _, plural
from ui.disk import Disk
from ui.document_page import DocumentPage
from ui.juror.sitting import Sitting
from ui.juror.words import full_name
from ui.parts.files import ask_folder
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

    def _copy_words(self) -> str:
        count = len(self._sheets)
        return super()._copy_words() if count == 1 else plural("Save {count} copy…", "Save all {count} copies…", count)

    def _copy(self) -> None:
        """Of several all are saved, as all are printed, under their own names."""
        if len(self._sheets) == 1:
            super()._copy()
            return
        folder = ask_folder(self, _("Save into a folder…"))
        if folder:
            self.save_all(folder)

    def save_all(self, folder: Path) -> None:
        """Writes a copy of each into a folder. What stands there already and says something else is never replaced."""
        sheets = list(self._sheets)

        def write() -> None:
            for sheet in sheets:
                put_document(folder / sheet.name, sheet.pdf)

        self._write(folder, write, lambda: self._all_saved(folder))

    def _all_saved(self, folder: Path) -> None:
        self.left_program.emit(Way.SAVED)
        names = ", ".join(sheet.name for sheet in self._sheets)
        self._tell(lambda: _("Copies are in {path}: {names}.", path=folder, names=names), "good")
