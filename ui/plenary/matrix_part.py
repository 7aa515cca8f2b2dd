"""The jurors' matrix: each juror's total of each candidate, and how far it is from the mean of all."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from juryapp.board.plenary import PlenaryView
from juryapp.text import _, number
from ui.parts.labels import Label
from ui.plenary.table import Fact, Facts, FactTable
from ui.plenary.words import given_fact, named, provisional_words, tell, unplaced_words


class MatrixPart(QWidget):
    """Candidates by place, jurors across. Figures of fairness have room below."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: PlenaryView | None = None
        self.state = Label(lambda: provisional_words(self._shown), tone="warn")
        self.table = FactTable(lambda: _("Candidates and jurors"))
        self.out = Label(lambda: unplaced_words(self._shown), tone="soft")
        self.first = self.table
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(12)
        rows.addWidget(self.state)
        rows.addWidget(
            Label(
                lambda: _(
                    "Each juror's total as it was signed; below it how far it lies above (+) or below (−) the plain mean of all "
                    "jurors of that candidate."
                ),
                tone="soft",
            )
        )
        rows.addWidget(self.table, 100)
        rows.addWidget(self.out)
        rows.addStretch(1)

    def show_view(self, view: PlenaryView) -> None:
        """Shows a category."""
        self._shown = view
        self.table.show_facts(matrix_facts(view))
        tell(self.state, self.out)


def _given(view: PlenaryView, juror: str, candidate: str) -> Fact:
    if (juror, candidate) in view.away:
        return Fact(_("wasn't there"), tone="soft", right=True)
    return given_fact(view.given.get((juror, candidate)), view.decimals)


def matrix_facts(view: PlenaryView) -> Facts:
    """The matrix as a table; the candidates stay at the left."""
    rows = []
    for row in view.rows:
        code = row.candidate.number
        mean = view.means.get(code)
        given = (_given(view, juror.code, code) for juror in view.jurors)
        rows.append([Fact(number(mean, view.decimals) if mean is not None else "–", right=True), *given])
    headings = [_("Mean"), *(f"{juror.code}\n{juror.name}" for juror in view.jurors)]
    sides = [named(row.candidate, f"{number(row.place.rank)}.  ") for row in view.rows]
    return Facts(headings, rows, sides)
