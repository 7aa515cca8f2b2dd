"""The plenary's decisions in one category: ties, joint places, special mentions."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.plenary import PlenaryView
from juryapp.board.tied_candidates import CategoryTies, ties_of
from juryapp.board.uncounted_sheets import uncounted_sheets_words
from juryapp.text import _
from ui.parts.clearing import empty
from ui.parts.labels import Label, Say
from ui.parts.page_message import PageMessage
from ui.parts.tab_order import tab_as_read
from ui.plenary.mention_card import MentionCard
from ui.plenary.tie_card import TieCard
from ui.session import Session


class DecisionsPart(QWidget):
    """A card for each tie, a line where there is none, and the mentions."""

    def __init__(self, session: Session, said: PageMessage) -> None:
        super().__init__()
        self._session = session
        self._view: PlenaryView | None = None
        self._found: CategoryTies | None = None
        self.cards: list[TieCard] = []
        self.said = said
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self.mentions = MentionCard(session)
        self.mentions.recorded.connect(self._mentioned)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(
            Label(
                lambda: _(
                    "Candidates whom scores, criteria and the comparison of jurors leave tied are ordered by the plenary, or "
                    "share the place. Until it decides, their place is a joint one."
                ),
                tone="soft",
            )
        )
        rows.addLayout(self._column)
        rows.addWidget(self.mentions)
        rows.addStretch(1)

    @property
    def first(self) -> QWidget:
        """The first tie that isn't decided, else the mentions."""
        return next((card.first for card in self.cards if card.tie.decided is None), self.mentions.candidate)

    def show_view(self, view: PlenaryView) -> None:
        """Shows what is left to the plenary now; where that hasn't changed, what is being ordered and typed stays."""
        if view is not self._view:
            self._view = view
            self.mentions.show_mentions(view.readiness.category.code, view.mentions)
            self._show_ties(view.readiness.category.code)

    def _show_ties(self, category: str, *, anew: bool = False) -> None:
        found = ties_of(self._session.opened.file, category)
        if found is None or (found == self._found and not anew):
            return
        self._found = found
        empty(self._column)
        self.cards = []
        if not found.ties:
            self._column.addWidget(_category_line(found))
        for tie in found.ties:
            card = TieCard(self._session, found, tie)
            card.recorded.connect(self._recorded)
            self.cards.append(card)
            self._column.addWidget(card)
        if found.lapsed:
            self._column.addWidget(_lapsed(found))
        if found.uncounted:
            self._column.addWidget(_beside(found))
        tab_as_read(self)

    def say_again(self) -> None:
        """Another language is spoken."""
        if self._found:
            self._show_ties(self._found.category, anew=True)

    def _recorded(self, say: Say) -> None:
        """The next tie that isn't decided comes next."""
        if self._found:
            self._show_ties(self._found.category, anew=True)
        self.said.tell(say)
        self.first.setFocus()

    def _mentioned(self, say: Say) -> None:
        self.said.tell(say)
        self.mentions.candidate.setFocus()


def _lapsed(found: CategoryTies) -> Label:
    """Decisions on ties that aren't there any more."""
    listed = ["; ".join(one.candidates) for one in found.lapsed]
    return Label(
        lambda: "\n".join(
            _("Decided before, and not tied any more, so nothing goes by it: {candidates}.", candidates=one) for one in listed
        ),
        tone="warn",
    )


def _beside(category: CategoryTies) -> Label:
    """The signed sheets beside a result that don't count in it."""
    return Label(lambda: f"{category.name}: {uncounted_sheets_words(category.uncounted)}", tone="warn")


def _category_line(category: CategoryTies) -> Label:
    if category.complete:
        return Label(lambda: _("{category}: no tie is left to decide.", category=category.name))
    return Label(
        lambda: _(
            "{category}: ties are decided once everything that is expected is signed and decided; what is missing stands under "
            "“Reveal”. Receive it or type it in from paper; where a juror left or never came, record that under Attendance: "
            "then no sheet is expected.",
            category=category.name,
        ),
        tone="warn",
    )
