"""The offer of a spare copy, where an event file is damaged, gone, or older than this laptop remembers. It decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from juryapp.clock import Clock
from juryapp.errors import WrongPassphrase
from juryapp.event.spare_offer import FileFault
from juryapp.event.spare_words import LOOK_FOR_NEWER, NEXT, lacking, when
from juryapp.text import _, plural
from ui.parts.card import Card
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label

if TYPE_CHECKING:
    from juryapp.event.spare_offer import OfferedSpare


class SpareOffer(Card):
    """What is the matter, which copy there is, and what either choice does."""

    take = Signal()
    go_on = Signal()
    open_newer = Signal()
    bring_together = Signal()
    """Opens the newer file and takes in what only this one holds."""

    def __init__(self, offer: OfferedSpare, clock: Clock) -> None:
        super().__init__(24, 12)
        self._offer = offer
        self._clock = clock
        self.rows.addWidget(Label(self._matter, "strong", "bad"))
        self.rows.addWidget(Label(self._why))
        if offer.newer:
            self.rows.addWidget(Label(self._newer, "strong"))
            self.rows.addWidget(Label(self._what_it_lacks, tone="soft"))
        if offer.spare and not offer.newer_is_there:
            self.rows.addWidget(Label(self._copy, "strong"))
            self.rows.addWidget(Label(self._source, "small", "soft"))
            if offer.rescue_goes_further:
                self.rows.addWidget(Label(self._rescue_first, "strong", "warn"))
            self.rows.addWidget(Label(self._what_happens, tone="soft"))
        self.take_button = Button(lambda: _("Take the spare copy"), "" if offer.rescue_goes_further else "main")
        self.take_button.clicked.connect(self.take)
        self.go_on_button = Button(lambda: _("Go on with this file"))
        self.go_on_button.clicked.connect(self.go_on)
        self.newer_button = Button(lambda: _("Open the newer file"), "main")
        self.newer_button.clicked.connect(self.open_newer)
        self.both_button = Button(lambda: _("Bring both together"))
        self.both_button.clicked.connect(self.bring_together)
        self.rows.addWidget(row_of(self.newer_button, self.both_button, self.take_button, self.go_on_button))
        # not before it has its place: shown alone, it would be a window of its own for a moment
        self.go_on_button.setVisible(offer.fault is FileFault.OLDER)
        for button in (self.newer_button, self.both_button):
            button.setVisible(offer.newer_is_there)
        self.take_button.setVisible(offer.spare is not None and not offer.newer_is_there)
        recommended = (self.newer_button,) if offer.rescue_goes_further else (self.newer_button, self.take_button)
        self.first_button = next((one for one in recommended if not one.isHidden()), None)
        """What is recommended; None where the only choice is to go on with the older file, which nobody should do unread, and
        where a rescue comes first.
        """

    def _matter(self) -> str:
        if self._offer.fault is FileFault.GONE:
            return _("This file is not there.")
        if self._offer.unsure:
            return _("This file can't be opened with this passphrase.")
        if self._offer.fault is FileFault.DAMAGED:
            return _("This file is damaged.")
        return str(lacking(self._offer))

    def _why(self) -> str:
        if self._offer.fault is FileFault.GONE:
            return _("If it lies on a flash disk, put that in and open it again.")
        if self._offer.fault is FileFault.OLDER:
            earlier = _("It may have been replaced by a copy from an earlier time.")
            return earlier if self._offer.newer_is_there or self._offer.spare else f"{earlier} {_(LOOK_FOR_NEWER)}"
        if self._offer.unsure:
            return _("Its beginning is damaged, or it is another event than this copy, which the passphrase opens.")
        if isinstance(self._offer.problem, WrongPassphrase):
            return _("The passphrase is right: it opens this laptop's spare copy.")
        return str(self._offer.problem)

    def _newer(self) -> str:
        if self._offer.newer_is_there:
            return _("The newer file lies here: {path}", path=self._offer.newer)
        return _("The newer file lay here last: {path}", path=self._offer.newer)

    def _what_it_lacks(self) -> str:
        if self._offer.newer_is_there:
            return _("Bringing both together takes what only this file holds into the newer one.")
        return _("What was written there later is not in this file. If it lies on a flash disk, put that in and open it there.")

    def _copy(self) -> str:
        assert self._offer.spare
        gaps = {"name": self._offer.name, "when": when(self._offer.spare, self._clock()), "entries": self._offer.spare.entries}
        return _("This laptop has a spare copy: {name}, {when}, up to entry {entries}.", **gaps)

    def _rescue_first(self) -> str:
        return plural(
            "This laptop wrote {count} entry after that copy. Rescue the damaged file first: what is whole in it goes further. "
            "Then merge the spare copy into the new file.",
            "This laptop wrote {count} entries after that copy. Rescue the damaged file first: what is whole in it goes further. "
            "Then merge the spare copy into the new file.",
            self._offer.copy_lacks,
        )

    def _source(self) -> str:
        assert self._offer.spare
        if not self._offer.spare.path:
            return _("Its description was lost; of which file it is a copy is not known any more.")
        if self._offer.elsewhere:
            return _("It is a copy of another place: {path}.", path=self._offer.spare.path)
        return _("It is a copy of {path}.", path=self._offer.spare.path)

    def _what_happens(self) -> str:
        aside = "" if self._offer.fault is FileFault.GONE else _("The file that lies there is kept under another name.")
        return " ".join(part for part in (aside, _(NEXT)) if part)
