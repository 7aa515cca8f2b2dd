"""Documents: the recapitulation and the score sheets, seen first, printed one or many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from juryapp.errors import Problem
from juryapp.text import _, plural
from ui.look import fonts
from ui.parts.card import Card
from ui.parts.said import Button, Label, Say, set_look
from ui.preview import print_with_dialog
from ui.runner import Progress
from ui.secretary.board_page import ShowDocument
from ui.session import Session

Printed = list[tuple[str, bytes]]
_SIDE_BY_SIDE = 760


class DocumentsPage(QScrollArea):
    """What can be printed now."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self._session = session
        self._show_document = show_document
        self._lines: list[QBoxLayout] = []
        self.said = Label(role="strong")
        self.said.setVisible(False)
        self.see_recapitulation = Button(lambda: _("See the recapitulation"), "main")
        self.see_recapitulation.clicked.connect(self._recapitulation)
        self.print_sheets = Button(lambda: _("Print all score sheets…"))
        self.print_sheets.clicked.connect(self._sheets)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(26, 18, 26, 24)
        rows.setSpacing(12)
        rows.addWidget(Label(lambda: _("Documents"), "name"))
        rows.addWidget(self.said)
        rows.addWidget(
            self._card(
                lambda: _("Recapitulation of scores"),
                lambda: _(
                    "Each candidate with the totals of all jurors, the mean and the rank, as far as sheets are signed here."
                ),
                self.see_recapitulation,
            )
        )
        rows.addWidget(
            self._card(
                lambda: _("Score sheets"),
                lambda: _("Signed sheets as they were signed, with their ink, and complete ones not signed yet, which say so."),
                self.print_sheets,
            )
        )
        rows.addStretch(1)
        self.setWidget(inner)

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
        super().resizeEvent(event)

    def _recapitulation(self) -> None:
        self._make("recapitulation", lambda made: self._show_document(lambda: _("Recapitulation of scores"), *made[0]))

    def _sheets(self) -> None:
        self._make("sheets", self._print)

    def _make(self, kind: str, done: object) -> None:
        event = self._session.opened
        self.said.setVisible(False)

        def work(progress: Progress) -> Printed:
            from juryapp.desk.printing import documents

            return documents(event, kind, progress)

        self._session.runner.run(work, done, self._refused)  # type: ignore[arg-type]

    def _print(self, made: Printed) -> None:
        if print_with_dialog([pdf for _name, pdf in made], self):
            self._tell(
                plural("{count} score sheet went to the printer.", "{count} score sheets went to the printer.", len(made)), "good"
            )

    def _refused(self, problem: Problem) -> None:
        self._tell(str(problem), "warn")

    def _tell(self, sentence: str, notice: str) -> None:
        self.said.say(lambda: sentence)
        set_look(self.said, "notice", notice)
        self.said.setVisible(True)
