"""Erasing a juror's note by request: whose, on whom, which; that it can't be undone is said first. No text of a note is shown."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.desk.note_access import erase_note
from juryapp.event.changes import Changes
from juryapp.model.note import Visibility
from juryapp.text import _, mark
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Label
from ui.parts.page_message import PageMessage
from ui.parts.pick import Pick
from ui.parts.scroll_page import ScrollPage
from ui.secretary.desk_act import DeskAct
from ui.session import Session

_KINDS = {
    Visibility.PRIVATE: mark("The juror's own note"),
    Visibility.PANEL: mark("The note for the panel"),
    Visibility.FEEDBACK: mark("The feedback for the candidate"),
}


class ErasePage(ScrollPage):
    """Three picks, what will be gone, and the desk's act."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.said = PageMessage(self)
        self.juror = Pick(lambda: _("Juror"))
        self.candidate = Pick(lambda: _("Candidate"))
        self.kind = Pick(lambda: _("Which note"))
        self.follows = Label(_what_follows, "strong", "warn")
        self.act = DeskAct(session, lambda: _("Erase this note for good"))
        self.first: QWidget = self.juror.field
        """Where one begins."""
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Erase a note"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        card = Card(20, 10)
        card.rows.addWidget(row_of(self.juror, self.candidate, self.kind))
        card.rows.addWidget(self.follows)
        rows.addWidget(card)
        rows.addWidget(self.act)
        rows.addStretch(1)
        for pick in (self.juror, self.candidate, self.kind):
            pick.picked.connect(self._picked)
        self.act.asked.connect(self._erase)
        self.act.back.connect(self.back)
        session.changed.connect(self._changed)
        self._offer()

    def _offer(self) -> None:
        """Whom there is; what is picked stays picked."""
        if not self._session.is_open:
            return
        event, none = self._session.opened, ("", _("(pick one)"))
        jurors, candidates = records.jurors(event), records.candidates(event)
        self.juror.offer([none, *((code, f"{one.name} ({code})") for code, one in jurors.items())], self.juror.code)
        self.candidate.offer([none, *((code, f"{code} {one.name}") for code, one in candidates.items())], self.candidate.code)
        self.kind.offer([(kind.value, _(words)) for kind, words in _KINDS.items()], self.kind.code)

    def _picked(self) -> None:
        self.said.setVisible(False)
        self.act.wrong.setVisible(False)

    def _erase(self) -> None:
        juror, candidate, kind = self.juror.code, self.candidate.code, Visibility(self.kind.code)
        if not juror or not candidate:
            self.act.wrong.tell(lambda: _("Pick the juror and the candidate first."))
            (self.candidate if juror else self.juror).field.setFocus()
            return
        self.act.do(lambda desk, reason: erase_note(desk, juror, candidate, kind, reason), lambda: self._erased(juror, candidate))

    def _erased(self, juror: str, candidate: str) -> None:
        self.said.tell(
            lambda: _(
                "The note of {juror} on {candidate} is erased here. Pack and carry: other laptops erase it when they receive "
                "this.",
                juror=juror,
                candidate=candidate,
            )
        )
        self.juror.field.setFocus()

    def _changed(self, changes: Changes, initiator: object) -> None:
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._offer)
        super().changeEvent(event)


def _what_it_is() -> str:
    return _("A note is erased because its author or the person it is about asks for it. Nothing of its text is shown here.")


def _what_follows() -> str:
    return _(
        "This can't be undone: the text and all its former versions are gone, here and on each laptop that receives this. That "
        "there was a note, who erased it and why, stays on record, and the record still proves itself whole. Printed papers and "
        "copies that were carried away keep it."
    )
