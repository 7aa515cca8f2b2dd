"""Score sheets signed by their panel's chair: the chair takes the laptop, reads, ticks, and acknowledges many with one PIN."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from juryapp.event.changes import Changes
from juryapp.model.document import DocumentKind
from juryapp.printing.document_line import DocumentState, title_of
from juryapp.printing.sheets_turn import SheetsTurn, sheets_turn
from juryapp.text import _, plural
from ui.look import fonts
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, give_spoken_name
from ui.parts.message import Message, bring_into_view
from ui.parts.scroll_page import ScrollPage
from ui.preview import Preview
from ui.secretary.document_rows import ROW, DocumentModel
from ui.secretary.document_view import DocumentView
from ui.secretary.turn_card import TurnCard
from ui.session import Session


class SheetsTurnPage(ScrollPage):
    """Which sheets wait for which chair, the page of the one that is stood on, and where to sign what is ticked."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.turn = SheetsTurn()
        self.said = Message("good")
        self.state = Label(self._state_words)
        self.back_button = Button(lambda: _("Back"))
        self.back_button.clicked.connect(self.back)
        self.model = DocumentModel()
        self.model.ticks_changed.connect(self._choose)
        self.view = DocumentView(self.model)
        give_spoken_name(self.view, lambda: _("Sheets that wait for the chair"))
        self.view.selectionModel().currentChanged.connect(self._show_sheet)
        fonts.limit(self.view, least=180)
        self.tick_all = Button(lambda: _("Tick none") if self._all_ticked else _("Tick all"), role="text")
        self.tick_all.clicked.connect(lambda: self.model.tick_all(ticked=not self._all_ticked))
        self.preview = Preview()
        self.signing = TurnCard(session)
        self.signing.turned.connect(self._show_sheets_of)
        self.signing.answered.connect(self._answered)
        rows = column_in(self)
        head = Label(lambda: _("Sign in turn: {document}", document=title_of(DocumentKind.SHEETS)), "name")
        for part in (head, self.said, self.state, row_of(self.tick_all), self.view, self.preview, self.signing):
            rows.addWidget(part)
        rows.addWidget(row_of(self.back_button))
        rows.addStretch(1)
        session.changed.connect(self._changed)
        self.first: QWidget = self.back_button
        """Where one begins: in the list, at the way back where no sheet waits here."""
        self.refresh()

    def refresh(self) -> None:
        """Reads which sheets wait."""
        self.turn = sheets_turn(self._session.opened)
        waits = bool(self.turn.can_sign)
        for part in (self.view, self.preview, self.tick_all):
            part.setVisible(waits)
        self.signing.show_turn(self.turn)
        self.state.again()
        self.first = self.view if waits else self.back_button

    def unfinished(self) -> list[str]:
        """What is drawn or typed here and not stored."""
        return [_("a signature on a document")] if self.signing.is_begun else []

    def _show_sheets_of(self, chair: str) -> None:
        """The sheets of this chair; all that wait are ticked, not those that the chair declined."""
        lines = [one.line for one in self.turn.of(chair)]
        self.model.show(lines, "", by_juror=False)
        self.model.tick([line for line in lines if not line.declined])
        place = next((at for at, row in enumerate(self.model.rows) if not row.heads), None)
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place))

    def _show_sheet(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        line = next((line for line in (row.lines if row else ()) if line.can_be_made), None)
        sheet = next((one for one in self.turn.sheets if line and one.document.id == line.document), None)
        pdf = self.turn.pdf_of(self._session.opened, sheet) if sheet else None
        if pdf:
            self.preview.show_pdf(pdf)

    def _choose(self) -> None:
        self.turn = self.turn.choosing([line.document for line in self.model.ticked])
        self.tick_all.again()
        self.signing.take_turn(self.turn)

    @property
    def _all_ticked(self) -> bool:
        return len(self.model.ticked) == len(self.model.makeable)

    def _answered(self, words: str, notice: str) -> None:
        self.refresh()
        self.said.tell(lambda: words, notice)
        self.first.setFocus()
        bring_into_view(self.said)

    def _changed(self, changes: Changes, initiator: object) -> None:
        """What came in from elsewhere is shown, unless somebody is about to sign: that is told at the signing."""
        if initiator is not self and self.isVisible() and not self.signing.is_begun:
            self.refresh()

    def _state_words(self) -> str:
        turn = self.turn
        if not turn.sheets:
            return _("No signed sheet waits for a chair.")
        said = []
        for one in turn.chairs:
            count = len(turn.of(one.code))
            waiting = plural("{count} sheet waits for {juror}.", "{count} sheets wait for {juror}.", count, juror=one.words)
            said.append(waiting)
        gone = sum(one.line.state is DocumentState.NOT_HERE for one in turn.sheets)
        if gone:
            said.append(
                plural(
                    "{count} of them was signed on another laptop, whose package brings the page.",
                    "{count} of them were signed on another laptop, whose package brings the pages.",
                    gone,
                )
            )
        away = [one.words for one in turn.chairs if not one.is_here]
        if away:
            said.append(_("Not at this laptop, whose keys lie elsewhere: {names}", names=", ".join(away)))
        return "\n".join(said)
