"""Candidates that were entered twice: which look alike, joining two, and taking a join back. What it does is said first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.doubles import Pair, alike, distinct, join_effects, joined, parting_effects
from juryapp.desk.distinct_candidates import say_distinct, take_back_distinct
from juryapp.event.changes import Changes
from juryapp.text import _, mark
from ui.parts.card import Card
from ui.parts.clearing import empty
from ui.parts.column import column_in
from ui.parts.flow import row_of
from ui.parts.labels import Button, Label, Say, give_spoken_name
from ui.parts.message import bring_into_view
from ui.parts.page_message import PageMessage
from ui.parts.pick import Pick
from ui.parts.scroll_page import ScrollPage
from ui.parts.tab_order import made_anew
from ui.secretary.desk_act import DeskAct
from ui.session import Session


class DoublesPage(ScrollPage):
    """Lines of what looks alike and of what is joined; below them the two that are picked, and the desk's act."""

    back = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.said = PageMessage(self)
        self.lines: dict[Pair, Button] = {}
        """The two candidates -> what picks them."""
        self.apart: dict[Pair, Button] = {}
        """The two candidates -> what picks them to say that they are two, or to take that back."""
        self._tells_apart = False
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.double = Pick(lambda: _("Entered twice: this one is given up"))
        self.kept = Pick(lambda: _("This one is kept"))
        self.effects = Label(self._effect_words)
        self.act = DeskAct(session, self._button_words)
        self.first: QWidget = self.double.field
        """Where one begins."""
        self._lay_out()
        for pick in (self.double, self.kept):
            pick.picked.connect(self._picked)
        self.act.asked.connect(self._do)
        self.act.back.connect(self.back)
        session.changed.connect(self._changed)
        self._offer("", "")
        self.look()

    def _lay_out(self) -> None:
        rows = column_in(self)
        rows.addWidget(Label(lambda: _("Candidates entered twice"), "name"))
        rows.addWidget(Label(_what_it_is, tone="soft"))
        rows.addLayout(self._lines)
        card = Card(20, 10)
        card.rows.addWidget(row_of(self.double, self.kept))
        card.rows.addWidget(self.effects)
        rows.addWidget(card)
        rows.addWidget(self.act)
        rows.addStretch(1)

    def look(self) -> None:
        """Looks for names that are alike, beside the window: of many candidates that takes a while."""
        if not self._session.is_open or self._session.runner.closing:
            return
        event = self._session.opened
        candidates, known = records.candidates(event), {one.candidate for one in joined(event)}
        two = [one.pair for one in distinct(event.file)]
        self._session.runner.run_quietly(lambda progress: alike(candidates, known, two), self._show, self.act.wrong.tell_problem)

    def _show(self, found: list[Pair]) -> None:
        if not self._session.is_open:
            return
        empty(self._lines)
        self.lines, self.apart = {}, {}
        names = self._names()
        for pair in found:
            first, second = (names.get(one, one) for one in pair)
            row = self._add(pair, partial(_alike_words, first, second), lambda: _("Look at these two"))
            self._add_apart(row, pair, partial(_alike_words, first, second), lambda: _("These are two…"))
        for two in distinct(self._session.opened.file):
            first, second = (names.get(one, one) for one in two.pair)
            words = partial(_distinct_words, first, second, two.reason)
            self._add_apart(self._add_row(words), two.pair, words, lambda: _("Take it back…"))
        for one in joined(self._session.opened):
            gaps = {"double": names.get(one.candidate, one.candidate), "kept": names.get(one.kept, one.kept), "why": one.reason}
            self._add((one.candidate, one.candidate), partial(_joined_words, gaps), lambda: _("Take it back…"))
        made_anew(self)

    def _add(self, pair: Pair, words: Say, does: Say) -> QHBoxLayout:
        row = self._add_row(words)
        self.lines[pair] = _button_in(row, words, does)
        self.lines[pair].clicked.connect(partial(self.pick, pair))
        return row

    def _add_row(self, words: Say) -> QHBoxLayout:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(words), 1)
        self._lines.addWidget(line)
        return row

    def _add_apart(self, row: QHBoxLayout, pair: Pair, words: Say, does: Say) -> None:
        self.apart[pair] = _button_in(row, words, does)
        self.apart[pair].clicked.connect(partial(self.pick_apart, pair))

    def pick_apart(self, pair: Pair, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot
        """Picks these two, to say that they are two, or to take that back."""
        self.pick(pair)
        self._tells_apart = True
        self._show_effects()

    def pick(self, pair: Pair, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  # a slot
        """Picks these two: of a pair that looks alike the later one is given up. One twice: its join is taken back."""
        self._offer(pair[1], self._kept_of(pair[1]) or pair[0])
        self._picked()
        self.act.reason.setFocus()
        bring_into_view(self.effects, self.act)

    def _offer(self, double: str, kept: str) -> None:
        choices = [("", _("(pick one)")), *self._names().items()]
        self.double.offer(choices, double)
        self.kept.offer(choices, kept)
        self._show_effects()

    def _names(self) -> dict[str, str]:
        candidates = records.candidates(self._session.opened) if self._session.is_open else {}
        return {number: f"{number} {one.name}" for number, one in candidates.items()}

    def _kept_of(self, double: str) -> str:
        known = joined(self._session.opened) if self._session.is_open else []
        return next((one.kept for one in known if one.candidate == double), "")

    def _picked(self) -> None:
        self._tells_apart = False
        self.said.setVisible(False)
        self.act.wrong.setVisible(False)
        known = self._kept_of(self.double.code)
        if known and known != self.kept.code:
            self._offer(self.double.code, known)
        self._show_effects()

    @property
    def _is_parting(self) -> bool:
        return bool(self.double.code) and self._kept_of(self.double.code) == self.kept.code

    def _show_effects(self) -> None:
        self.effects.again()
        self.act.button.again()

    def _effect_words(self) -> str:
        double, kept = self.double.code, self.kept.code
        if not double or not kept or double == kept or not self._session.is_open:
            return _("Pick two candidates; what joining them does to their sheets is said here first.")
        if self._tells_apart:
            return _(
                "Both stand on the board and are ranked each by itself, as now. Only the suggestion to join them ends, or comes "
                "again."
            )
        tell = parting_effects if self._is_parting else join_effects
        return "\n".join(tell(self._session.opened, double, kept))

    @property
    def _are_apart(self) -> bool:
        pair = {self.double.code, self.kept.code}
        return self._session.is_open and any(set(one.pair) == pair for one in distinct(self._session.opened.file))

    def _button_words(self) -> str:
        if self._tells_apart:
            return _("They may be the same again") if self._are_apart else _("These are two candidates")
        return _("Take the join back") if self._is_parting else _("Join these two")

    def _do(self) -> None:
        double, kept = self.double.code, self.kept.code
        if not double or not kept or double == kept:
            self.act.wrong.tell(lambda: _("Pick two candidates first: the one that is given up, and the one that is kept."))
            self.double.field.setFocus()
            return
        names, parting = self._names(), self._is_parting
        gaps = {"double": names[double], "kept": names[kept]}
        if self._tells_apart:
            back = self._are_apart
            act = take_back_distinct if back else say_distinct
            self.act.do(lambda desk, reason: act(desk, double, kept, reason), partial(self._told_apart, gaps, back=back))
            return
        self.act.do(
            lambda desk, reason: desk.join(double, double if parting else kept, reason),
            partial(self._done, gaps, parting=parting),
        )

    def _told_apart(self, gaps: dict[str, str], *, back: bool) -> None:
        if back:
            self._end(lambda: _("{double} and {kept} may be the same again.", **gaps))
        else:
            self._end(lambda: _("{double} and {kept} are two candidates; joining them is suggested no more.", **gaps))

    def _done(self, gaps: dict[str, str], *, parting: bool) -> None:
        if parting:
            self._end(lambda: _("{double} stands by itself again, beside {kept}.", **gaps))
            return
        sentence = mark("{candidate} is joined to {kept}; its signed sheets count there.")
        self._end(lambda: _(sentence, candidate=gaps["double"], kept=gaps["kept"]))

    def _end(self, say: Say) -> None:
        self._tells_apart = False
        self._offer("", "")
        self.said.tell(say)
        self.look()
        self.double.field.setFocus()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self.act:
            self._offer(self.double.code, self.kept.code)
            self.look()

    def _say_again(self) -> None:
        self._offer(self.double.code, self.kept.code)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._say_again)
        super().changeEvent(event)


def _button_in(row: QHBoxLayout, words: Say, does: Say) -> Button:
    button = Button(does)
    give_spoken_name(button, lambda: f"{does()}: {words()}")
    row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
    return button


def _distinct_words(first: str, second: str, why: str) -> str:
    return _("{first} and {second} are two: {why}", first=first, second=second, why=why)


def _alike_words(first: str, second: str) -> str:
    return _("{first} and {second} look alike.", first=first, second=second)


def _joined_words(gaps: dict[str, str]) -> str:
    return _("{double} is joined to {kept}: {why}", **gaps)


def _what_it_is() -> str:
    return _(
        "One candidate under two numbers: join them, and the sheets of both count for the one that is kept. Nothing is joined by "
        "name alone; likeness is only a suggestion."
    )
