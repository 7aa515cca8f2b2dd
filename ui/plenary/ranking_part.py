"""Places: rank, candidate, score, which rung of the ladder decided in words, how near the next is; and what changed since."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board import records
from juryapp.board.deliberation import PlaceChange, SheetChange
from juryapp.board.plenary import PlenaryView, Row
from juryapp.model.sheet import CellState
from juryapp.text import _, as_many_decimals, number
from ui.parts.labels import Label
from ui.plenary.table import Fact, Facts, FactTable
from ui.plenary.words import named, provisional_words, tell, unplaced_words
from ui.session import Session


class RankingPart(QWidget):
    """The ranking as it stands now; what stood at the reveal beside it where that was another."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: PlenaryView | None = None
        self.state = Label(lambda: provisional_words(self._shown), tone="warn")
        self.table = FactTable(lambda: _("Places"))
        self.out = Label(lambda: unplaced_words(self._shown), tone="soft")
        self.changes_title = Label(lambda: _("Before and after deliberation"), "large", heading=True)
        self.changes = FactTable(lambda: _("What changed since the reveal"))
        self.mentions = Label(self._mention_words)
        self.first = self.table
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        for part in (self.state, self.table, self.mentions, self.out, self.changes_title, self.changes):
            rows.addWidget(part, 100 if part is self.table else 0)
        rows.addStretch(1)

    def show_view(self, view: PlenaryView) -> None:
        """Shows a category."""
        self._shown = view
        self.table.show_facts(ranking_facts(view))
        self.changes.show_facts(
            change_facts(view, {code: one.name for code, one in records.jurors(self._session.opened).items()})
        )
        tell(self.state, self.out, self.mentions)
        for part in (self.changes_title, self.changes):
            part.setVisible(bool(view.deliberation.sheets))

    def _mention_words(self) -> str:
        told = self._shown.mentions if self._shown else ()
        known = records.candidates(self._session.opened)
        lines = [f"{one.title}: {one.candidate} {known[one.candidate].name}" for one in told if one.candidate in known]
        return "\n".join([_("Special mentions:"), *lines]) if lines else ""


def ranking_facts(view: PlenaryView) -> Facts:
    """The table of places."""
    headings = (_("Rank"), _("Candidate"), _("Score"), _("Decided by"), _("Ahead of the next by"))
    return Facts(headings, [_line(view, row) for row in view.rows], wide=frozenset({1, 3}))


def _line(view: PlenaryView, row: Row) -> list[Fact]:
    winner = (
        (_("joint winners") if row.is_joint else _("winner")) if row.is_winner else (_("joint place") if row.is_joint else "")
    )
    apart = row.shown_margin(view.decimals)
    margin = "–" if apart is None else as_many_decimals(apart) if apart else _("equal scores")
    return [
        Fact(number(row.place.rank), winner, "good" if row.is_winner else "ink"),
        named(row.candidate),
        Fact(number(row.place.score, view.decimals), _before(view, view.deliberation.of(row.candidate.number)), right=True),
        Fact(row.how, _("the plenary hasn't decided") if row.is_undecided else "", "warn" if row.is_undecided else "ink"),
        Fact(margin, _("narrow: less than one step of one juror") if row.is_narrow else "", "warn" if row.is_narrow else "ink"),
    ]


def _before(view: PlenaryView, change: PlaceChange | None) -> str:
    """What stood at the reveal, where that was another."""
    if change is None:
        return ""
    if change.before is None or change.rank_before is None:
        return _("at the reveal in no place")
    return _("at the reveal {score}, rank {rank}", score=number(change.before, view.decimals), rank=number(change.rank_before))


def change_facts(view: PlenaryView, jurors: dict[str, str]) -> Facts:
    """The sheets that were signed, reopened or signed anew since the reveal."""
    candidates = {row.candidate.number: row.candidate for row in view.rows} | {one.number: one for one, _why in view.out}
    rows = [
        [
            named(candidates[one.candidate]),
            Fact(f"{jurors[one.juror]} ({one.juror})"),
            Fact(f"{_total(one.before, view)} → {_after(one, view)}", right=True),
            Fact(_why(one, view)),
        ]
        for one in view.deliberation.sheets
        if one.candidate in candidates
    ]
    headings = (_("Candidate"), _("Juror"), _("Before → after"), _("Why"))
    return Facts(headings, rows, wide=frozenset({0, 3}))


def _total(total: Fraction | None, view: PlenaryView) -> str:
    return _("not signed") if total is None else number(total, view.decimals)


def _why(change: SheetChange, view: PlenaryView) -> str:
    if change.state is CellState.CONFLICT:
        return _("another version came in; the desk decides between them")
    if change.chosen:
        versions = "; ".join(_total(total, view) for total in change.chosen.versions)
        return _("two versions ({versions}); the secretary took one: {reason}", versions=versions, reason=change.chosen.reason)
    return change.reason or _("signed after the reveal")


def _after(change: SheetChange, view: PlenaryView) -> str:
    if change.state is CellState.CONFLICT:
        return _("two versions")
    if change.after is None and change.state is CellState.RECUSED:
        return _("recused")
    return _total(change.after, view)
