"""Set-up edits in a window: what was typed, what of it the event says already, and how it is taken back.

An edit that does nothing to signed or expected sheets is stored at once; any other is held until it was shown and the desk's PIN
was typed (`change_cards.py`). A copy beforehand is made only then: what is stored at once is undone as simply (decision 044).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from juryapp.board import records
from juryapp.board.laptops import others_at_work
from juryapp.documents.printable import named_letters
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.event.changes import Changes
from juryapp.model.setup import Setup
from juryapp.setup_changes import edits, tables
from juryapp.setup_changes.edits import Drafts, Settled, ShownRow
from juryapp.setup_changes.update import Gone, Update, apply, plan, stands_in_name
from juryapp.text import _, plural
from juryapp.workbook.columns import SheetKind
from juryapp.workbook.typed import Texts, key_of
from juryapp.workbook.weights import SUM
from ui.parts.labels import Say
from ui.preparation.steps import Act, Step, Steps, nothing_words, taken_back, undone_words, untyped, withdraw_words
from ui.preparation.words import moved_words, new_overlap_words
from ui.session import Session

_WRITE = "set-up"
"""The name of the write that is tried again where the disk gave trouble."""


class SetupEdits(QObject):
    """The edits of one window at one event."""

    shown = Signal()
    """The tables say something else than before."""
    told = Signal(object, str)
    """(Say, notice): what was done, or why not."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setup = records.setup(session.opened)
        self.drafts = Drafts()
        self.settled = tables.settle(self.setup, self.drafts)
        self.held: Update | None = None
        """What waits for the desk's PIN."""
        self._act: Act | None = None
        """A quick act that waits for the PIN, with what is typed."""
        self.steps = Steps()
        self._is_tried_again = False
        """The disk gave trouble, and the write of all that is typed is tried again."""
        session.changed.connect(self._changed)
        session.written.connect(self._written)

    @property
    def newest(self) -> dict[str, list[str]]:
        """Table -> the rows that become others by taking back what was done last."""
        return self.steps.rows(self.setup, self.drafts)

    def rows(self, kind: SheetKind) -> list[ShownRow]:
        """A table's rows as they stand and as they were typed."""
        return tables.shown_rows(kind, self.setup, self.drafts)

    def new_row(self, kind: SheetKind) -> str:
        """The name of the next row that the event doesn't know."""
        return edits.new_row(kind, self.drafts)

    def can_remove(self, kind: SheetKind, row: str) -> bool:
        """True for a row that is only typed, and for a criterion."""
        return tables.can_remove(kind, self.setup, row)

    def has_work(self, juror: str) -> bool:
        """True if something stands in this juror's name, or may stand where laptops are out."""
        return stands_in_name(self._session.opened, juror)

    def type(self, kind: SheetKind, row: str, texts: Texts) -> str:
        """Somebody typed these cells of a row. An empty row gets the next free code with its first cell.

        Returns the name under which the row is known then: a new one has another once it is stored.
        """
        texts = edits.with_code(kind, self.setup, self.drafts, row, texts)
        typed = {cell[2]: text for cell, text in self.drafts.cells.items() if cell[:2] == (kind.key, row)} | dict(texts)
        self._edit(lambda: tables.typed(kind, self.setup, self.drafts, row, texts))
        is_stored = row.startswith(edits.NEW) and (kind.key, row) not in self.drafts.rows
        return key_of(kind, typed) if is_stored else row

    def paste(self, kind: SheetKind, first: tuple[int, int], text: str) -> None:
        """Somebody pasted text from a spreadsheet, from this cell on."""
        self._edit(lambda: tables.pasted(kind, self.setup, self.drafts, first, text))

    def remove(self, kind: SheetKind, row: str) -> None:
        """A row that is only typed, or a criterion, is to be no more."""
        self._edit(lambda: tables.removed(kind, self.setup, self.drafts, row))

    def take(self, make: Act) -> bool:
        """Takes another set-up, as by a delay. False where it was refused, which is told.

        What does nothing to sheets is stored by itself, before what waits; else both wait together for one PIN.
        """
        desk = self._session.secretary
        assert desk
        self.steps.give_back()
        try:
            setup = make(self.setup)
            waits_too = plan(desk, setup).has_effects
            if waits_too:
                setup = make(self.settled.setup)
                plan(desk, setup)
        except Problem as problem:
            self._refuse(problem)
            return False
        step = Step(self.drafts, act=self._act)
        self._act = make
        self._take(setup, self.settled.waits if waits_too else self.drafts, step, frozenset())
        return True

    def restore(self, drafts: Drafts) -> None:
        """What a program that died left stands in its rows again; nothing of it is stored by that."""
        self.drafts = drafts
        self.compare()

    def _edit(self, change: Callable[[], Drafts]) -> None:
        if self._session.secretary is None:
            return  # the seat was left; a cell's editor says its text as it goes
        self.steps.give_back()
        step = Step(self.drafts, act=self._act)
        try:
            drafts = change()
        except Refused as problem:
            self._refuse(problem)
            self.shown.emit()
            return
        if drafts != self.drafts:
            self.drafts = drafts
            self._settle(step)

    def _settle(self, step: Step | None) -> None:
        """Takes what can be taken of everything that is typed."""
        self.settled = tables.settle(self.setup, self.drafts, named_letters)
        self._take(self._with_act(), self.settled.waits, step, frozenset())

    def _with_act(self) -> Setup:
        """What is typed makes of the set-up, with the quick act that waits; that is dropped where it fits no more."""
        try:
            return self._act(self.settled.setup) if self._act else self.settled.setup
        except Problem as problem:
            self._act = None
            self._refuse(problem)
            return self.settled.setup

    def _take(self, setup: Setup, waits: Drafts, step: Step | None, gone: frozenset[Gone]) -> None:
        """Stores what does nothing but what was typed; holds what does more. `waits` is what isn't in the set-up."""
        desk = self._session.secretary
        assert desk
        try:
            planned = plan(desk, setup, gone=gone)
        except Problem as problem:
            self.steps.undoes = None
            self.steps.keep(step, self.drafts, self._act)
            self._refuse(problem)
        else:
            self.held = planned if planned.has_effects and (planned.values or planned.refused) else None
            if self.held is None and planned.values:
                self._store(planned, waits, step)
            else:
                self.steps.keep(step, self.drafts, self._act)
                if step and step is self.steps.undoes and self.held is None:
                    self.steps.undoes = None
                    self.told.emit(nothing_words, "warn")
            if self.held is not None:
                self.told.emit(_held_act_words if self._act else _held_words, "warn")
        self.shown.emit()

    def _store(self, planned: Update, waits: Drafts, step: Step | None) -> None:
        desk = self._session.secretary
        assert desk
        before = self.setup  # others' news may come in with the write
        problem = self._session.write(_WRITE, lambda: apply(desk, planned, spare=False), self)
        if problem is None:
            self._stored(before, waits, step)
            return
        self.steps.keep(step, self.drafts, self._act)
        self._is_tried_again = isinstance(problem, FileProblem)
        if not self._is_tried_again:
            self._act = None
            self.steps.give_back()
            self._refuse(problem)

    def _written(self, name: str) -> None:
        """What the disk didn't take at first is stored."""
        if name == _WRITE and self._is_tried_again:
            self._is_tried_again, self._act, self.steps.undoes = False, None, None
            self.compare()

    def _stored(self, before: Setup, waits: Drafts, step: Step | None) -> None:
        self.setup = records.setup(self._session.opened)
        taken = self.drafts.rows - waits.rows
        self.drafts, self.held, self._act = waits, None, None
        self.settled = tables.settle(self.setup, self.drafts, named_letters)
        self._hold_again()
        if step is not None and step.stored is not None:
            self.steps.undone(step)
            self.told.emit(undone_words(step.observers, step.rows), "good")
        elif step is not None:
            self.steps.stored(Step(waits, (before, self.setup)), taken)
            told = _done_words(before, self.setup, others_at_work(self._session.opened), len(waits.rows))
            is_good = not waits.rows and not new_overlap_words(before, self.setup)
            self.told.emit(told, "good" if is_good else "warn")

    def undo(self) -> None:
        """Takes back what was done last, in whichever table (`newest`). What others wrote since stays."""
        if not self.steps:
            return
        self.steps.give_back()
        rows, step = self.newest, self.steps.pop()
        if step.stored is None:
            self._act = step.act
            before, self.drafts = self.drafts, edits.still_waiting(self.setup, step.drafts)
            self.told.emit(*untyped(before, self.drafts))
            self._settle(None)
            return
        back = taken_back(self._session.opened, self.setup, *step.stored)
        if back is None:
            self.told.emit(withdraw_words(self._session.opened, self.setup, *step.stored), "bad")
            self.shown.emit()
            return
        self.steps.undoes = replace(step, observers=back.observers, rows=rows)
        self._take(back.setup, self.drafts, self.steps.undoes, back.gone)

    def made(self, changes: Changes) -> None:
        """What was held is done."""
        before, step = self.setup, self.steps.undoes or Step(self.drafts)
        waits = self.drafts if self.steps.undoes else self.settled.waits
        self._session.wrote(changes, self)
        self._stored(before, waits, step)
        self.shown.emit()

    def leave(self) -> None:
        """What is held isn't to be done: what was typed of it is given up, and Undo brings it back."""
        given_up = Step(self.drafts, act=self._act)
        if self.steps.undoes is None:
            self.drafts = self.settled.waits
        self.steps.give_back()
        self._act = None
        self.settled = tables.settle(self.setup, self.drafts, named_letters)
        self._hold_again()
        self.steps.keep(given_up, self.drafts, self._act)
        self.shown.emit()

    def compare(self) -> None:
        """Looks anew at what the event says and at what is typed; stores nothing."""
        if not self._session.is_open:
            return
        if self.steps.undoes is not None:
            self.told.emit(_again_words, "warn")
        self.setup = records.setup(self._session.opened)
        self.drafts = edits.still_waiting(self.setup, self.drafts)
        self.settled = tables.settle(self.setup, self.drafts, named_letters)
        self.steps.give_back()
        self._hold_again()
        self.shown.emit()

    def _hold_again(self) -> None:
        """What can be taken of what is typed, and of a quick act, waits: for the PIN, or for its next edit."""
        self.held = None
        desk = self._session.secretary
        if desk and (self.settled.taken.rows or self._act):
            try:
                self.held = _if_any(plan(desk, self._with_act()))
            except Problem as problem:
                self._refuse(problem)

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self:
            self.compare()

    def _refuse(self, problem: Problem) -> None:
        self.told.emit(lambda: "\n".join(problem.sentences()), "bad")


def _if_any(planned: Update) -> Update | None:
    """What is planned; None where it changes nothing and refuses nothing."""
    return planned if planned.values or planned.refused else None


def _again_words() -> str:
    return _("The event changed meanwhile; nothing was done. Do it once more.")


def _held_words() -> str:
    return _(
        "Not stored yet: it does something to score sheets. Look at it below, then type the desk's PIN there (Esc, out of the "
        "table)."
    )


def _held_act_words() -> str:
    return _("Not done yet: it does something to score sheets. Look at it below, then type the desk's PIN there.")


def _done_words(before: Setup, after: Setup, others: int, waiting: int) -> Say:
    """What was done, short, how many laptops don't know of it, and how many rows are typed and not stored all the same."""

    def words() -> str:
        added, observers = ", ".join(_added(before, after)), ", ".join(_observers(before, after))
        moved = moved_words(before, after)
        stored = _("Stored in part") if waiting else _("Stored")
        done = _("{what} added", what=added) if added else _("Now: {interviews}", interviews=moved) if moved else stored
        if observers:
            done += _("; {jurors} only observes from now on", jurors=observers)
        told = f"{done}."
        if others:
            told = plural(
                "{done}; {count} laptop doesn't know yet.", "{done}; {count} laptops don't know yet.", others, done=done
            )
        if waiting:
            told += " " + plural("{count} row isn't stored yet.", "{count} rows aren't stored yet.", waiting)
        return "\n".join([told, *new_overlap_words(before, after)])

    return words


def _added(before: Setup, after: Setup) -> list[str]:
    """The codes that the event didn't know before."""
    found = [one.number for one in after.candidates if one.number not in {other.number for other in before.candidates}]
    for new, known in ((after.jurors, before.jurors), (after.categories, before.categories)):
        found += [one.code for one in new if one.code not in {other.code for other in known}]
    return found


def _observers(before: Setup, after: Setup) -> list[str]:
    """Who judged before and only observes now."""
    judged = {one.code for one in before.jurors if one.counts}
    return [one.code for one in after.jurors if one.code in judged and not one.counts]


def mistake_words(settled: Settled, kind: SheetKind, names: Sequence[str], only: str) -> list[str]:
    """Why a row isn't stored, as far as that lies in this row."""
    told = [one for one in settled.mistakes if one.table == kind.key and 0 <= one.row < len(names)]
    return list(dict.fromkeys(str(one.problem) for one in told if names[one.row] == only and one.problem.message != SUM))


def lacking_words(settled: Settled, kind: SheetKind, names: list[str], only: str = "") -> list[str]:
    """What the rows still need that are begun only; or the `only` one that is asked about."""
    columns = {column.key: str(column.name) for column in kind.columns}
    return [
        _("Row {row} still needs: {columns}.", row=names.index(row) + 1, columns=", ".join(columns[one] for one in needed))
        for (table, row), needed in settled.lacking.items()
        if table == kind.key and row in names and only in ("", row)
    ]
