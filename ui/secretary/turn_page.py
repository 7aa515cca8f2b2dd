"""Signing in turn: a person takes the laptop, reads the page, signs with the PIN or declines, and hands it on; the chair last.

The desk certifies the document before, and says which file goes on where it was signed at two laptops.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.changes import Changes
from juryapp.model.document import DocumentKind
from juryapp.printing.document_line import title_of
from juryapp.printing.document_list import lacking_in
from juryapp.printing.document_signing import SignedFile, draft, go_on_with, issue
from juryapp.printing.event_documents import OF_RESULTS
from juryapp.printing.signing_turn import SigningTurn, turn_of
from juryapp.text import _
from ui.parts.card import Card
from ui.parts.clearing import take_away
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, set_look
from ui.parts.message import bring_into_view
from ui.parts.page_message import PageMessage
from ui.parts.pin import PinField
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import made_anew
from ui.parts.tick import Choice
from ui.preview import Preview
from ui.secretary.desk_act import DeskAct
from ui.secretary.meeting_card import MeetingCard
from ui.secretary.turn_card import TurnCard
from ui.session import Session


class TurnPage(ScrollPage):
    """One kind of document: who signed, who is next, the page to read, and where to sign."""

    back = Signal()

    def __init__(self, session: Session, kind: DocumentKind) -> None:
        super().__init__()
        self._session = session
        self._kind = kind
        self.turn = SigningTurn(kind)
        self.said = PageMessage(self)
        self.state = Label(self._state_words)
        self.back_button = Button(lambda: _("Back"))
        self.back_button.clicked.connect(self.back)
        self.preview = Preview()
        self.signing = TurnCard(session)
        self.signing.answered.connect(self._answered)
        self.signing.brought.read_pdf = lambda event, juror, pdf: self.turn.provided(event, juror, pdf)
        self.signing.turned.connect(self._show_box)
        self.box = Label(self._box_words, tone="soft")
        self.certifying = CertifyCard(session, kind)
        self.certifying.certified.connect(self._answered)
        self.certifying.looked.connect(self._show_draft)
        self.choosing = FilesCard(session)
        self.choosing.chosen.connect(self._answered)
        rows = column_in(self)
        head = Label(partial(_title, kind), "name")
        for part in (head, self.state, self.choosing, self.preview, self.box, self.signing, self.certifying):
            rows.addWidget(part)
        rows.addWidget(row_of(self.back_button))
        rows.addStretch(1)
        session.changed.connect(self._changed)
        self.first: QWidget = self.back_button
        """Where one begins: at what is to be done next here, at the way back only where that is nothing."""
        self.refresh()

    def refresh(self) -> None:
        """Reads how far the document is."""
        self.turn = turn_of(self._session.opened, self._kind)
        self.state.again()
        self._show(self.turn.pdf)
        self.box.setVisible(False)
        self.signing.show_turn(self.turn)
        self.certifying.show_turn(self.turn)
        self.choosing.show_turn(self.turn)
        if self.turn.progress is None:
            self._show_draft()
        self.first = self._next_thing()

    def _show(self, pdf: bytes) -> None:
        if pdf:
            self.preview.show_pdf(pdf)
        self.preview.setVisible(bool(pdf))

    def _show_draft(self) -> None:
        """What would be certified now: nobody certifies a page that isn't on the screen."""
        try:
            self._show(draft(self._session.opened, self._kind))
        except Refused as problem:
            self.certifying.tell(str(problem))

    def _show_box(self, _juror: str) -> None:
        self.box.again()
        self.box.setVisible(bool(self.box.text()))

    def _box_words(self) -> str:
        """Where a provider's program may put its picture for whoever's turn it is."""
        return next((box.words for box in self.turn.boxes if box.juror == self.signing.code), "")

    def _next_thing(self) -> QWidget:
        if self.choosing.choices:
            return next(iter(self.choosing.choices.values()))
        if self.turn.progress is None or self.turn.changed:
            return self.certifying.pin.field
        return self.signing.next_person or self.back_button

    def unfinished(self) -> list[str]:
        """What is drawn or typed here and not stored."""
        return [_("a signature on a document")] if self.signing.is_begun else []

    def _answered(self, words: str, notice: str = "good") -> None:
        self.refresh()
        self.said.tell(lambda: words, notice)
        self.first.setFocus()
        bring_into_view(self.first)

    def _changed(self, changes: Changes, initiator: object) -> None:
        """What another program or a package brought is shown, unless somebody is about to sign: that is told at the signing."""
        if initiator is not self and self.isVisible() and not self.signing.is_begun:
            self.refresh()

    def _state_words(self) -> str:
        turn = self.turn
        if turn.progress is None:
            if self._kind is DocumentKind.COMPLETENESS:
                return _("You alone sign this document: it says what is known at this laptop now.")
            return _("Nobody can sign yet: you certify the document first, then each person signs it here, the chair last.")
        if not turn.progress.document.people:
            return "\n".join(
                [
                    _("It is certified and in the event's file. Save and print it under Documents."),
                    *([turn.why_old] if turn.changed else []),
                ]
            )
        names = [
            (_("Signed: {names}", names=", ".join(one.words for one in turn.signed)), turn.signed),
            (_("Still to sign: {names}", names=", ".join(one.words for one in turn.waiting)), turn.waiting),
        ]
        said = [words for words, people in names if people]
        said += [_("{juror} declined: {reason}", juror=one.words, reason=reason) for one, reason in turn.declined]
        away = [one.words for one in turn.waiting if not one.is_here and one.is_enrolled]
        without = [one.words for one in turn.waiting if not one.is_enrolled]
        if without:
            said.append(_("Not enrolled yet, and can't sign before: {names}", names=", ".join(without)))
        if away:
            said.append(_("Not at this laptop, whose keys lie elsewhere: {names}", names=", ".join(away)))
        if turn.progress.closed:
            said.append(_("The chair has signed: the document is complete."))
        if turn.changed:
            said.append(turn.why_old)
        return "\n".join([*said, *([turn.why_not] if turn.why_not else [])])


def _title(kind: DocumentKind) -> str:
    """A document that nobody signs but the desk is called by its name alone."""
    return title_of(kind) if kind is DocumentKind.COMPLETENESS else _("Sign in turn: {document}", document=title_of(kind))


class CertifyCard(Card):
    """The desk certifies the document as the record stands now, with its PIN."""

    certified = Signal(str)
    looked = Signal()
    """The page that would be certified now is to be seen in place of the one that was."""

    def __init__(self, session: Session, kind: DocumentKind) -> None:
        super().__init__(20, 10)
        self._session = session
        self._kind = kind
        self._again = False
        self._lacking = ""
        self.look = Button(lambda: _("Show what would be certified now"), role="text")
        self.look.clicked.connect(self.looked)
        self.lacking = Label(lambda: self._lacking, tone="warn")
        self.button = Button(lambda: _("Certify a new version") if self._again else _("Certify the document"), "main")
        self.button.clicked.connect(self._certify)
        self.pin = PinField(lambda: _("The desk's PIN"), self.button, session.mistakes, "desk")
        self.about = Label(self._about, tone="soft")
        self.meeting = MeetingCard(session)
        for part in (self.about, self.meeting, row_of(self.look), self.lacking, self.pin, row_of(self.button)):
            self.rows.addWidget(part)

    def show_turn(self, turn: SigningTurn) -> None:
        """It is offered where nothing is certified yet, the record changed, or somebody answered."""
        progress = turn.progress
        self._again = progress is not None
        answered = progress is not None and bool(progress.signed or progress.declined or progress.parted)
        self.setVisible(progress is None or turn.changed is not None or answered)
        self.about.again()
        self.look.setVisible(self._again)
        why = "" if self.isHidden() else lacking_in(self._session.opened, self._kind)
        self.tell(_("Certified as it stands now: {why}.", why=why) if why else "")
        self.meeting.refresh()
        self.meeting.setVisible(self._kind in OF_RESULTS)
        self.button.again()
        set_look(self.button, "kind", "" if turn.can_sign else "main")  # one main button a page: where somebody can sign, that

    def tell(self, words: str) -> None:
        """What is to be known before the PIN is typed."""
        self._lacking = words
        self.lacking.again()
        self.lacking.setVisible(bool(words))

    def _about(self) -> str:
        if self._kind is DocumentKind.COMPLETENESS:
            return _("It bears the desk's signature, and lies in the event's file and in Documents.")
        if self._again:
            return _("A new version says what the record says now, prints who declined, and is signed by everyone anew.")
        return _("The desk's signature comes first; it makes a place for everyone who signs.")

    def _certify(self) -> None:
        event, pin, kind = self._session.opened, self.pin.take(), self._kind
        self._session.runner.run(lambda progress: issue(SecretaryDesk.sit(event, pin), kind), self._done, self.pin.refuse)

    def _done(self, made: SignedFile) -> None:
        self.pin.forget()
        self._session.wrote(made.changes, self)
        alone = self._kind is DocumentKind.COMPLETENESS
        self.certified.emit(
            _("The document is certified.") if alone else _("The document is certified; the first person can sign.")
        )


class FilesCard(Card):
    """Where a document was signed at two laptops, unknown to each other: which file goes on."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(20, 10)
        self._session = session
        self._turn: SigningTurn | None = None
        self.choices: dict[str, Choice] = {}
        self.act = DeskAct(session, lambda: _("This file goes on"))
        self.act.asked.connect(self._choose)
        self.act.back_button.setVisible(False)
        heading = Label(lambda: _("It was signed apart, at two laptops. Which file goes on?"), "large", heading=True)
        about = Label(lambda: _("Both are genuine and both are kept. Who signed only the other one signs again."), tone="soft")
        for part in (heading, about):
            self.rows.addWidget(part)
        self._place = self.rows.count()
        self.rows.addWidget(self.act)

    def show_turn(self, turn: SigningTurn) -> None:
        """Shows the files between which nobody chose."""
        self._turn = turn
        parted = turn.progress is not None and turn.progress.parted
        self.setVisible(parted)
        for choice in self.choices.values():
            take_away(self.rows, choice)
        self.choices = {}
        names = {one.code: one.words for one in turn.people}
        for place, file in enumerate(turn.progress.files if turn.progress and parted else ()):
            words = _("Signed by {names}", names=", ".join(names.get(code, code) for code in file.signed))
            choice = Choice(words, "text")
            self.choices[file.pdf] = choice
            self.rows.insertWidget(self._place + place, choice)
        made_anew(self)

    def _choose(self) -> None:
        file = next((pdf for pdf, choice in self.choices.items() if choice.isChecked()), "")
        turn = self._turn
        if not file or turn is None or turn.progress is None:
            self.act.refuse(lambda: _("Choose a file first."))
            return
        document = turn.progress.document
        self.act.do(lambda desk, reason: go_on_with(desk, document, file, reason), self._done)

    def _done(self) -> None:
        self.chosen.emit(_("It is on record which file goes on."))
