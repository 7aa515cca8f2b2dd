"""Documents: those that are one file are seen first; score sheets, pledges and blank forms are printed, many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from juryapp.desk.envelope import envelope
from juryapp.errors import Problem
from juryapp.model.document import DocumentKind
from juryapp.printing.event_documents import documents, not_here
from juryapp.text import _, plural
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.column import column_in
from ui.parts.labels import Button, Label, Say
from ui.parts.message import Message
from ui.parts.scroll_page import ScrollPage
from ui.preview import print_with_dialog
from ui.runner import Progress
from ui.secretary.board_page import ShowDocument
from ui.session import Session

Printed = list[tuple[str, bytes]]
Absent = Sequence[Problem]
"""Why some are not among them."""
_SIDE_BY_SIDE = 760


class DocumentsPage(ScrollPage):
    """What can be printed now."""

    check = Signal()
    """Papers that came back are to be checked."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self._session = session
        self._show_document = show_document
        self._lines: list[QBoxLayout] = []
        self._buttons: list[Button] = []
        self.said = Message()
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Documents"), "name"))
        rows.addWidget(self.said)
        self.see_recapitulation = self._seen(
            rows,
            DocumentKind.RECAPITULATION,
            (
                lambda: _("Recapitulation of scores"),
                lambda: _(
                    "Each candidate with the totals of all jurors, the mean and the rank, as far as sheets are signed here."
                ),
                lambda: _("See the recapitulation"),
            ),
            "main",
        )
        self.print_sheets = self._printed(
            rows,
            DocumentKind.SHEETS,
            (
                lambda: _("Score sheets"),
                lambda: _("Signed sheets as they were signed, with their ink, and complete ones not signed yet, which say so."),
                lambda: _("Print all score sheets…"),
            ),
        )
        self.see_minutes = self._seen(
            rows,
            DocumentKind.MINUTES,
            (
                lambda: _("Minutes of the plenary"),
                lambda: _("Who decided what by which rule, the ranks, and the records on which they rest; signed with a pen."),
                lambda: _("See the minutes"),
            ),
        )
        self.see_attendance = self._seen(
            rows,
            DocumentKind.ATTENDANCE,
            (
                lambda: _("Attendance list"),
                lambda: _("Jurors and delegations of each day of interviews, with room for their signatures."),
                lambda: _("See the attendance list"),
            ),
        )
        self.print_pledges = self._printed(
            rows,
            DocumentKind.PLEDGE,
            (
                lambda: _("Integrity pledges"),
                lambda: _("One for each juror, with the conflicts of interest declared so far."),
                lambda: _("Print all pledges…"),
            ),
        )
        self.print_blank_forms = self._printed(
            rows,
            DocumentKind.BLANK,
            (
                lambda: _("Blank forms"),
                lambda: _("A form for each score sheet that is still to come, where a laptop fails; its code names the sheet."),
                lambda: _("Print all blank forms…"),
            ),
        )
        self.check_button = Button(lambda: _("Check papers"))
        self.check_button.clicked.connect(self.check)
        self._buttons.append(self.check_button)
        rows.addWidget(
            self._card(
                lambda: _("Check authenticity"),
                lambda: _("Whether PDF files, pictures or packages that came back are genuine and in force, by this event."),
                self.check_button,
            )
        )
        self.see_envelope = Button(lambda: _("See the page for the envelope"))
        self.see_envelope.clicked.connect(self._show_envelope)
        self._buttons.append(self.see_envelope)
        rows.addWidget(
            self._card(
                lambda: _("Page for the sealed envelope"),
                lambda: _("The passphrase, letter by letter, with who keeps it. It is shown in the clear: let nobody look on."),
                self.see_envelope,
            )
        )
        rows.addStretch(1)

    def _seen(self, rows: QVBoxLayout, kind: DocumentKind, words: tuple[Say, Say, Say], look: str = "") -> Button:
        """A document that is one file: it is shown."""

        def show(made: Printed, _absent: Absent) -> None:
            self._show_document(words[0], *made[0])

        return self._offer(rows, kind, words, look, show)

    def _printed(self, rows: QVBoxLayout, kind: DocumentKind, words: tuple[Say, Say, Say]) -> Button:
        """Documents that are many files: they are printed together."""
        return self._offer(rows, kind, words, "", self._print)

    def _offer(
        self,
        rows: QVBoxLayout,
        kind: DocumentKind,
        words: tuple[Say, Say, Say],
        look: str,
        done: Callable[[Printed, Absent], None],
    ) -> Button:
        button = Button(words[2], look)
        self._buttons.append(button)
        button.clicked.connect(lambda: self._make(kind, done))
        rows.addWidget(self._card(words[0], words[1], button))
        return button

    def _show_envelope(self) -> None:
        """Drawn from memory; no file is written unless a person saves one."""
        event = self._session.opened
        self.said.setVisible(False)

        def work(progress: Progress) -> tuple[str, bytes]:
            return envelope(event)

        def done(made: tuple[str, bytes]) -> None:
            self._show_document(lambda: _("Page for the sealed envelope"), *made).secret = True

        self._session.runner.run(work, done, self._refused)

    def _card(self, title: Say, words: Say, button: Button) -> QWidget:
        card = Card(20, 6)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(16)
        self._lines.append(row)
        names = QVBoxLayout()
        names.setSpacing(4)
        names.addWidget(Label(title, "large"))
        names.addWidget(Label(words, tone="soft"))
        row.addLayout(names, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.rows.addLayout(row)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the buttons stand below the words."""
        wide = self.width() >= fonts.scaled(_SIDE_BY_SIDE)
        for line in self._lines:
            line.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._even()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._even()

    def _even(self) -> None:
        """All buttons are as wide as the widest."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        for button in self._buttons:
            button.setMinimumWidth(widest)

    def _make(self, kind: DocumentKind, done: Callable[[Printed, Absent], None]) -> None:
        event = self._session.opened
        self.said.setVisible(False)

        def work(progress: Progress) -> tuple[Printed, Absent]:
            return documents(event, kind, progress), not_here(event, kind)

        self._session.runner.run(work, lambda found: done(*found), self._refused)

    def _print(self, made: Printed, absent: Absent) -> None:
        """Prints what there is; what isn't here is told beside it."""
        sentences = [str(problem) for problem in absent]
        if made and print_with_dialog([pdf for _name, pdf in made], self):
            printed = plural("{count} document went to the printer.", "{count} documents went to the printer.", len(made))
            sentences.insert(0, printed)
        if sentences:
            self._tell("\n".join(sentences), "warn" if absent else "good")

    def _refused(self, problem: Problem) -> None:
        self._tell(str(problem), "warn")

    def _tell(self, sentence: str, notice: str) -> None:
        self.said.tell(lambda: sentence, notice)
