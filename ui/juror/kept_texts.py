"""Kept texts: what is typed and isn't stored is kept beside the event's file within a second, and typed again by a restart."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from juryapp.desk.juror import JurorDesk
from juryapp.desk.unfinished_texts import UnfinishedText, UnfinishedTexts
from juryapp.errors import Problem, Refused
from ui.juror.field_texts import Field, FieldKind, FieldTexts
from ui.juror.words import place_words
from ui.session import Session

KEPT_WITHIN_MS = 1_000
"""From the first letter on; what is stored before that, as most points are, is never kept here."""


class KeptTexts(QObject):
    """Keeps the texts of one seat."""

    def __init__(self, session: Session, texts: FieldTexts, desk: JurorDesk) -> None:
        super().__init__(texts)
        self._session, self._texts, self._desk = session, texts, desk
        self._kept = UnfinishedTexts(desk)
        self._last: list[UnfinishedText] = []
        self._again: list[Field] = []
        """The fields that say what a program that died left."""
        self._told: Problem | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_WITHIN_MS)
        self._timer.timeout.connect(self.keep)
        texts.altered.connect(self._follow)

    def type_again(self, candidates: list[str]) -> None:
        """Has the fields say what a program that died left for these candidates."""
        self._last = self._kept.kept()
        kinds = {kind.value for kind in FieldKind}
        found = [(_field(one), one.text) for one in self._last if one.candidate in candidates and one.kind in kinds]
        self._again = [field for field, _text in found]
        for field, text in found:
            self._texts.type_again(field, text)

    def tell_typed_again(self) -> None:
        """Tells where something stands that wasn't stored when the program died, while that is so; what it is the fields say."""
        self.tell_no_more()
        self._again = [field for field in self._again if self._texts.held(field)]
        if self._again:
            places = "; ".join(dict.fromkeys(place_words(field) for field in self._again))
            self._told = Refused(
                "When the program ended this wasn't stored yet; it stands in its fields again: {places}.", places=places
            )
            self._session.tell(self._told)

    def tell_no_more(self) -> None:
        """The seat is hidden, or it isn't so any more."""
        if self._told:
            self._session.untold.emit(self._told)
            self._told = None

    def _follow(self) -> None:
        if self._told and not all(self._texts.held(field) for field in self._again):
            self.tell_typed_again()
        now, before = self._now(), {one[:3] for one in self._last}
        if self._last and not now:
            self.keep()  # all is stored, or given up: nothing of it is to come back
        elif any(one.kind == FieldKind.NOTE.value and one[:3] not in before for one in now):
            self.keep()  # its draft had its second, and the file is held
        elif not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keeps what isn't stored now, if that is something else than before."""
        self._timer.stop()
        if self._session.juror is not self._desk:
            return  # this seat was left, and what wasn't stored given up
        now = self._now()
        if now != self._last:
            self._kept.keep(now)
            self._last = now

    def _now(self) -> list[UnfinishedText]:
        return [UnfinishedText(field.kind.value, field.candidate, field.part, text) for field, text in self._texts.unkept]


def _field(one: UnfinishedText) -> Field:
    return Field(FieldKind(one.kind), one.candidate, one.part)
