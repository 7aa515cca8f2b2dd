"""Erasing notes by request or date: whose, on whom, which, until when; what can't be undone is said first. No text is shown."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from juryapp.board import records
from juryapp.desk.note_access import NotesToErase, erase_note, erase_notes, to_erase
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.model.note import Visibility
from juryapp.text import _, mark, plural
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Label
from ui.parts.line import TextLine
from ui.parts.page_message import PageMessage
from ui.parts.pick import Pick
from ui.parts.scroll_page import ScrollPage
from ui.secretary.desk_act import DeskAct
from ui.session import Session

_ALL = "*"
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
        self.until = TextLine(lambda: _("Only what was written until this day, such as 2026-12-31; empty: whenever"))
        self.count = Label(self._count_words, "strong")
        self.follows = Label(_what_follows, "strong", "warn")
        self.act = DeskAct(session, lambda: _("Erase this for good"))
        self.first: QWidget = self.juror.field
        """Where one begins."""
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Erase a note"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        card = Card(20, 10)
        card.rows.addWidget(row_of(self.juror, self.candidate, self.kind))
        label = Label(lambda: _("Until"), "small strong", "soft")
        label.setBuddy(self.until)
        for part in (label, self.until, self.count, self.follows):
            card.rows.addWidget(part)
        rows.addWidget(card)
        rows.addWidget(self.act)
        rows.addStretch(1)
        for pick in (self.juror, self.candidate, self.kind):
            pick.picked.connect(self._picked)
        self.until.typed.connect(self._picked)
        self.until.entered.connect(self.act.reason.setFocus)
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
        named = ((code, f"{one.name} ({code})") for code, one in jurors.items())
        self.juror.offer([none, *named, (_ALL, _("All jurors"))], self.juror.code)
        numbered = ((code, f"{code} {one.name}") for code, one in candidates.items())
        self.candidate.offer([none, *numbered, (_ALL, _("All candidates"))], self.candidate.code)
        kinds = ((kind.value, _(words)) for kind, words in _KINDS.items())
        self.kind.offer([*kinds, (_ALL, _("All notes"))], self.kind.code)
        self.count.again()

    def _picked(self) -> None:
        self.said.setVisible(False)
        self.act.wrong.setVisible(False)
        self.count.again()

    def _wanted(self) -> NotesToErase:
        """What is picked. Raises `Refused` for a day that is none."""
        juror, candidate, kind = ("" if one.code == _ALL else one.code for one in (self.juror, self.candidate, self.kind))
        text = self.until.text().strip()
        try:
            return NotesToErase(juror, candidate, kind, date.fromisoformat(text) if text else None)
        except ValueError as problem:
            raise Refused("{day} is no day; write it as 2026-12-31.", day=text) from problem

    def _count_words(self) -> str:
        """How many notes that is; nothing before somebody and someone are picked."""
        if not (self._session.is_open and self.juror.code and self.candidate.code):
            return ""
        try:
            found = to_erase(self._session.opened, self._wanted())
        except Refused:
            return ""
        return plural("{count} note would be erased.", "{count} notes would be erased.", len(found))

    def _erase(self) -> None:
        if not self.juror.code or not self.candidate.code:
            self.act.wrong.tell(lambda: _("Pick the juror and the candidate first."))
            (self.candidate if self.juror.code else self.juror).field.setFocus()
            return
        try:
            wanted = self._wanted()
        except Refused as refused:
            said = refused
            self.act.wrong.tell(lambda: str(said))
            self.until.setFocus()
            return
        count = len(to_erase(self._session.opened, wanted))
        self.act.do(partial(_erase, wanted), lambda: self._erased(wanted, count))

    def _erased(self, wanted: NotesToErase, count: int) -> None:
        self.said.tell(partial(_erased_words, wanted, count))
        self.count.again()
        self.juror.field.setFocus()

    def _changed(self, changes: Changes, initiator: object) -> None:
        self._offer()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._offer)
        super().changeEvent(event)


def _erase(wanted: NotesToErase, desk: SecretaryDesk, reason: str) -> Changes:
    """One note, of which it is said if there is none, or many."""
    if wanted.is_one:
        return erase_note(desk, wanted.juror, wanted.candidate, Visibility(wanted.visibility), reason)
    return erase_notes(desk, wanted, reason)


def _erased_words(wanted: NotesToErase, count: int) -> str:
    if wanted.is_one:
        return _(
            "The note of {juror} on {candidate} is erased here. Pack and carry: other laptops erase it when they receive this.",
            juror=wanted.juror,
            candidate=wanted.candidate,
        )
    return plural(
        "{count} note is erased here. Pack and carry: other laptops erase it when they receive this.",
        "{count} notes are erased here. Pack and carry: other laptops erase them when they receive this.",
        count,
    )


def _what_it_is() -> str:
    return _(
        "Notes are erased because their author or the person they are about asks for it, or because their time is over. "
        "Nothing of their text is shown here."
    )


def _what_follows() -> str:
    return _(
        "This can't be undone: the text and all its former versions are gone, here and on each laptop that receives this. That "
        "there was a note, who erased it and why, stays on record, and the record still proves itself whole. Printed papers and "
        "copies that were carried away keep it."
    )
