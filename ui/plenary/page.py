"""The plenary's page: a category, and of it the reveal, places, matrix, comparison, decisions and minutes. Made to be projected.

Before the reveal only what is expected and signed is shown; every other part says that the result isn't revealed yet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.one_moment import read_beside
from juryapp.board.plenary import PlenaryView, plenary_view
from juryapp.board.reveal_readiness import Readiness
from juryapp.event.changes import Changes
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.text import _, current, mark
from ui.actions import action, press
from ui.parts.action_button import ActionButton
from ui.parts.column import column_in
from ui.parts.flow import Flow, grows_down
from ui.parts.labels import Button, Label, fixed
from ui.parts.page_message import PageMessage
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import tab_as_read
from ui.plenary.compare_part import ComparePart
from ui.plenary.decisions_part import DecisionsPart
from ui.plenary.matrix_part import MatrixPart
from ui.plenary.minutes_part import MinutesPart
from ui.plenary.projection import Projection
from ui.plenary.ranking_part import RankingPart
from ui.plenary.reveal_part import RevealPart
from ui.reading_beside import ReadingBeside
from ui.secretary.board_page import ShowDocument
from ui.session import Session

_TOUCH_RESULTS = (
    Subject.REVEAL,
    Subject.MENTION,
    Subject.DECISION,
    Subject.SHEET,
    Subject.RECUSAL,
    Subject.RESOLUTION,
    Subject.ATTENDANCE,
    Subject.WITHDRAWAL,
    Subject.PRESENCE,
    Subject.JOIN,
    Subject.RUBRIC,
    Subject.CATEGORY,
    Subject.NOTE,
)
SEGMENTS = {
    "reveal": mark("Reveal"),
    "ranking": mark("Places"),
    "matrix": mark("Jurors' matrix"),
    "compare": mark("Side by side"),
    "decisions": mark("Decisions"),
    "minutes": mark("Minutes"),
}
"""The parts, in their order."""


Found = PlenaryView | Readiness | None
"""What is to be shown of a category; None where there is none."""
Known = tuple[str, int, str]
"""Of which category, how many entries, in which language."""


class PlenaryPage(ScrollPage):
    """One category at a time; its parts are chosen above."""

    def __init__(self, session: Session, show_document: ShowDocument) -> None:
        super().__init__()
        self._session = session
        self._found: Found = None
        self._known: Known | None = None
        self._reading = ReadingBeside(session, self, self._show_found, lambda _problem: self.refresh())  # it tells what is wrong
        self.category = ""
        self.segment = "reveal"
        self.projection = Projection(self)
        self.projection.escaped.connect(self.end_projection)
        self.reveal = RevealPart(session)
        self.reveal.revealed.connect(self._revealed)
        self.ranking = RankingPart(session)
        self.matrix = MatrixPart()
        self.compare = ComparePart(session)
        self.decisions = DecisionsPart(session, PageMessage(self))
        self.minutes = MinutesPart(session, show_document)
        self.parts: dict[str, QWidget] = {name: getattr(self, name) for name in SEGMENTS}
        self.title = Label(self._title_words, "name")
        self.project_button = ActionButton(self.project)
        self.end_button = ActionButton(self.end_projection, "quiet")
        self.categories, self._category_row = _row()
        self.segments, self._segment_row = _row()
        self.category_buttons: dict[str, Button] = {}
        self.segment_buttons: dict[str, Button] = {}
        self.hidden = Label(lambda: _("The result is not revealed yet: see “Reveal”."), tone="soft")
        self._lay_out()
        session.changed.connect(self._changed)
        self.refresh()

    def _lay_out(self) -> None:
        for name, words in SEGMENTS.items():
            self.segment_buttons[name] = _tab(partial(_, words), partial(self.choose_segment, name))
            self._segment_row.addWidget(self.segment_buttons[name])
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for button in (self.project_button, self.end_button):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        rows: QVBoxLayout = column_in(self)
        rows.addLayout(head)
        for part in (self.categories, self.segments, self.hidden):
            rows.addWidget(part)
        for part in self.parts.values():
            rows.addWidget(part, 100)
        rows.addStretch(1)

    def choose(self, category: str) -> None:
        """Shows another category."""
        self.category = category
        self.refresh()

    def choose_segment(self, name: str) -> None:
        """Shows another part; what was said of an act is said no more."""
        self.decisions.said.hide()
        self.segment = name
        self.refresh()

    def refresh(self) -> None:
        """Reads the category anew and shows the part that is chosen."""
        if not self._session.is_open:
            return
        self._read()
        self._show()

    def _show(self) -> None:
        for name, button in self.segment_buttons.items():
            button.setChecked(name == self.segment)
        revealed = isinstance(self._found, PlenaryView)
        for name, part in self.parts.items():
            part.setVisible(name == self.segment and (revealed or name == "reveal"))
        self.hidden.setVisible(not revealed and self.segment != "reveal")
        self.title.again()
        self._show_part()
        self._show_bars()
        tab_as_read(self)

    def _read(self) -> None:
        """Reads the category where something came in since, or its words are wanted in another language."""
        self._reading.drop()
        self._show_categories(records.categories(self._session.opened))
        if self._known != (self.category, records.arrived(self._session.opened), current()):
            self._found, self._known = _found(self._session.opened, self.category)

    def _read_beside(self) -> None:
        """As `refresh`, beside the window: what stands on the page stays until all of it is read."""
        category = self.category
        self._reading.begin(lambda place: read_beside(place, lambda event: _found(event, category)))

    def _show_found(self, found: tuple[Found, Known]) -> None:
        self._found, self._known = found
        self._show_categories(records.categories(self._session.opened))
        self._show()

    def _show_part(self) -> None:
        match self._found:
            case PlenaryView() as view if self.segment != "reveal":
                self._parts_with_views[self.segment](view)
            case PlenaryView() as view:
                self.reveal.show_readiness(view.readiness)
            case Readiness() as readiness:
                self.reveal.show_readiness(readiness)

    @property
    def _parts_with_views(self) -> dict[str, Callable[[PlenaryView], None]]:
        return {
            "ranking": self.ranking.show_view,
            "matrix": self.matrix.show_view,
            "compare": self.compare.show_view,
            "decisions": self.decisions.show_view,
            "minutes": self.minutes.show_view,
        }

    def _show_categories(self, names: Mapping[str, str]) -> None:
        if self.category not in names:
            self.category = next(iter(names), "")
        for code, name in names.items():
            if code not in self.category_buttons:
                self.category_buttons[code] = _tab(fixed(name), partial(self.choose, code))
                self._category_row.addWidget(self.category_buttons[code])
            self.category_buttons[code].setChecked(code == self.category)

    def _show_bars(self) -> None:
        """While it is projected nothing but the title and the part is shown, and the way out."""
        on = self.projection.is_on
        self.categories.setVisible(not on and len(self.category_buttons) > 1)
        self.segments.setVisible(not on)
        self.project_button.give_room(room=not on)
        self.end_button.again()

    def _title_words(self) -> str:
        category = self._found.readiness.category if isinstance(self._found, PlenaryView) else None
        category = self._found.category if isinstance(self._found, Readiness) else category
        if self.projection.is_on and category:
            return f"{category.name} · {_(SEGMENTS[self.segment])}"
        return _("Plenary")

    @action("F11", label=mark("Project"))
    def project(self) -> None:
        """Shows this part alone, large, for the whole room; the same key ends that."""
        if self.projection.is_on:
            self.end_projection()
            return
        self.projection.begin()
        self.refresh()
        self._go_to_part()

    @action("Esc", label=mark("End the projection (Esc)"), offered=lambda page: page.projection.is_on)
    def end_projection(self) -> None:
        """Shows the desk again."""
        self.projection.end()
        self.refresh()
        self.project_button.setFocus()

    @action("F6", told=mark("The next part, also while it is projected"))
    def next_segment(self) -> None:
        """Goes on to the next part."""
        names = list(SEGMENTS)
        self.choose_segment(names[(names.index(self.segment) + 1) % len(names)])
        self._go_to_part()

    def _go_to_part(self) -> None:
        """The focus is in the part where it can be, else on what is shown above it.

        While it is projected it is on the page itself: the room sees no ring before somebody goes somewhere by a key. Keys do
        there what they did, and Tab leads into the part.
        """
        first = getattr(self.parts[self.segment], "first", None)
        if self.projection.is_on:
            self.setFocus()
        elif isinstance(first, QWidget) and first.isVisibleTo(self):
            first.setFocus()
        else:
            self.segment_buttons[self.segment].setFocus()

    def _revealed(self) -> None:
        self.choose_segment("ranking")
        self._go_to_part()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if self.isVisible() and changes.touch(*_TOUCH_RESULTS):
            if initiator is None:
                self._read_beside()  # what came from elsewhere may be much
            else:
                self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press(self, event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, or the lock, is in front: nothing is projected any more."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.projection.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._say_again)
        super().changeEvent(event)

    def _say_again(self) -> None:
        self.reveal.say_again()
        self.decisions.say_again()
        self.refresh()


def _row() -> tuple[QWidget, Flow]:
    row = QWidget()
    grows_down(row)
    return row, Flow(row, gap=4)


def _tab(say: Callable[[], str], do: Callable[[], None]) -> Button:
    button = Button(say, "tab")
    button.setCheckable(True)
    button.clicked.connect(do)
    return button


def _found(event: OpenEvent, category: str) -> tuple[Found, Known]:
    found = plenary_view(event, category) if category else None
    return found, (category, records.arrived(event), current())
