"""Set-up edits in a window: what was typed, what of it the event says already, and how it is taken back.

An edit that does nothing to signed or expected sheets is stored at once; any other is held until it was shown and the desk's PIN
was typed (`change_cards.py`). A copy beforehand is made only then: what is stored at once is undone as simply (decision 044).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from juryapp.board import records
from juryapp.board.laptops import others_at_work
from juryapp.documents.printable import named_letters
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.event.changes import Changes
from juryapp.model.setup import Setup
from juryapp.setup_changes import edits
from juryapp.setup_changes.edits import Drafts, Settled, ShownRow
from juryapp.setup_changes.undoing import undone
from juryapp.setup_changes.update import Gone, Update, apply, plan, stands_in_name
from juryapp.text import _, plural
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS, SCHEDULE, SheetKind
from juryapp.workbook.typed import EVENT_TABLE, KEYS, Texts, key_of
from ui.parts.labels import Say
from ui.session import Session

_WRITE = "set-up"
"""The name of the write that is tried again where the disk gave trouble."""


@dataclass(frozen=True)
class Step:
    """What Undo takes back: an edit that was stored, or what was only typed."""

    drafts: Drafts
    """What was typed and not stored before it."""
    stored: tuple[Setup, Setup] | None = None
    """The set-up before and after it."""


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
        self.settled = edits.settle(self.setup, self.drafts)
        self.held: Update | None = None
        """What waits for the desk's PIN."""
        self._undoes: Step | None = None
        """The step that is being taken back, while its effects wait for the PIN."""
        self._steps: list[Step] = []
        session.changed.connect(self._changed)

    @property
    def can_undo(self) -> bool:
        """True if anything was done here that isn't taken back yet."""
        return bool(self._steps)

    def rows(self, kind: SheetKind) -> list[ShownRow]:
        """A table's rows as they stand and as they were typed."""
        return edits.shown_rows(kind, self.setup, self.drafts)

    def new_row(self, kind: SheetKind) -> str:
        """The name of the next row that the event doesn't know."""
        return edits.new_row(kind, self.drafts)

    def has_work(self, juror: str) -> bool:
        """True if something stands in this juror's name, or may stand where laptops are out."""
        return stands_in_name(self._session.opened, juror)

    def type(self, kind: SheetKind, row: str, texts: Texts) -> str:
        """Somebody typed these cells of a row. An empty row gets the next free code with its first cell.

        Returns the name under which the row is known then: a new one has another once it is stored.
        """
        column = KEYS[kind.key][0]
        if row.startswith(edits.NEW) and not any((kind.key, row) == cell[:2] for cell in self.drafts.cells):
            code = edits.next_code(kind, self.setup, self.drafts)
            texts = {column: code, **texts} if code and any(texts.values()) else texts
        typed = {cell[2]: text for cell, text in self.drafts.cells.items() if cell[:2] == (kind.key, row)} | dict(texts)
        self._edit(lambda: edits.typed(kind, self.setup, self.drafts, row, texts))
        is_stored = row.startswith(edits.NEW) and (kind.key, row) not in self.drafts.rows
        return key_of(kind, typed) if is_stored else row

    def paste(self, kind: SheetKind, first: tuple[int, int], text: str) -> None:
        """Somebody pasted text from a spreadsheet, from this cell on."""
        self._edit(lambda: edits.pasted(kind, self.setup, self.drafts, first, text))

    def remove(self, kind: SheetKind, row: str) -> None:
        """A row that is only typed, or a criterion, is to be no more."""
        self._edit(lambda: edits.removed(kind, self.drafts, row))

    def take(self, make: Callable[[Setup], Setup]) -> bool:
        """Takes another set-up, as by a delay. False where it was refused, which is told."""
        try:
            setup = make(self.setup)
        except Problem as problem:
            self._refuse(problem)
            return False
        self._take(setup, self.drafts, Step(self.drafts), frozenset())
        return True

    def _edit(self, change: Callable[[], Drafts]) -> None:
        step = Step(self.drafts)
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
        self.settled = edits.settle(self.setup, self.drafts, named_letters)
        self._take(self.settled.setup, self.settled.waits, step, frozenset())

    def _take(self, setup: Setup, waits: Drafts, step: Step | None, gone: frozenset[Gone]) -> None:
        """Stores what does nothing but what was typed; holds what does more. `waits` is what isn't in the set-up."""
        desk = self._session.secretary
        assert desk
        try:
            planned = plan(desk, setup, gone=gone)
        except Problem as problem:
            self._undoes = None
            self._keep(step)
            self._refuse(problem)
        else:
            self.held = planned if planned.has_effects and (planned.values or planned.refused) else None
            if self.held is None and planned.values:
                self._store(planned, waits, step)
            else:
                self._keep(step)
            if self.held is not None:
                self.told.emit(_held_words, "warn")
        self.shown.emit()

    def _keep(self, step: Step | None) -> None:
        """Something is typed and isn't stored: Undo takes it back as it was typed."""
        if step and step.stored is None:
            self._steps.append(step)

    def _store(self, planned: Update, waits: Drafts, step: Step | None) -> None:
        desk, session = self._session.secretary, self._session
        assert desk
        problem = session.write(_WRITE, lambda: apply(desk, planned, spare=False), self)
        if problem is None:
            self._stored(self.setup, waits, step)
        elif isinstance(problem, FileProblem):
            self._keep(step)
        else:
            self._keep(step)
            self._refuse(problem)

    def _stored(self, before: Setup, waits: Drafts, step: Step | None) -> None:
        self.setup = records.setup(self._session.opened)
        self.drafts, self.held = waits, None
        self.settled = edits.settle(self.setup, self.drafts, named_letters)
        if step is not None and step is self._undoes:
            self.told.emit(_undone_words, "good")
        elif step is not None:
            while self._steps and self._steps[-1].stored is None and not waits.rows:
                self._steps.pop()  # what was typed in several steps is stored as one
            self._steps.append(Step(step.drafts, (before, self.setup)))
            self.told.emit(_done_words(before, self.setup, others_at_work(self._session.opened)), "good")
        self._undoes = None

    def undo(self) -> None:
        """Takes back what was done last."""
        if not self._steps:
            return
        step = self._steps.pop()
        if step.stored is None:
            self.drafts, self._undoes = step.drafts, None
            self.told.emit(_undone_words, "good")
            self._settle(None)
            return
        found = undone(self.setup, *step.stored)
        self._undoes = step
        self._take(found.setup, self.drafts, step, found.gone)

    def made(self, changes: Changes) -> None:
        """What was held is done."""
        before, step = self.setup, self._undoes or Step(self.drafts)
        waits = self.drafts if self._undoes else self.settled.waits
        self._session.wrote(changes, self)
        self._undoes = step if step.stored else None
        self._stored(before, waits, step)
        self.shown.emit()

    def leave(self) -> None:
        """What is held isn't to be done: what was typed of it is given up."""
        if self._undoes is None:
            self.drafts = self.settled.waits
        self.held = self._undoes = None
        self.settled = edits.settle(self.setup, self.drafts, named_letters)
        self.shown.emit()

    def compare(self) -> None:
        """Looks anew at what the event says and at what is typed; stores nothing."""
        if not self._session.is_open:
            return
        if self.held is not None and not self.drafts.rows:
            self.told.emit(_again_words, "warn")
        self.setup = records.setup(self._session.opened)
        self.drafts = edits.still_waiting(self.setup, self.drafts)
        self.settled = edits.settle(self.setup, self.drafts, named_letters)
        self.held = self._undoes = None
        desk = self._session.secretary
        if desk and self.settled.taken.rows:
            try:
                planned = plan(desk, self.settled.setup)
                self.held = planned if planned.values or planned.refused else None
            except Problem as problem:
                self._refuse(problem)
        self.shown.emit()

    def _changed(self, changes: Changes, initiator: object) -> None:
        if initiator is not self:
            self.compare()

    def _refuse(self, problem: Problem) -> None:
        self.told.emit(lambda: "\n".join(problem.sentences()), "bad")


def _again_words() -> str:
    return _("The event changed meanwhile; nothing was done. Do it once more.")


def _held_words() -> str:
    return _(
        "Not stored yet: it does something to score sheets. Look at it below, then type the desk's PIN there (Esc, out of the "
        "table)."
    )


def _undone_words() -> str:
    return _("Taken back; that it was done stays on record.")


def _done_words(before: Setup, after: Setup, others: int) -> Say:
    """What was done, short, and how many laptops don't know of it."""

    def words() -> str:
        added = ", ".join(_added(before, after))
        done = _("{what} added", what=added) if added else _("Stored")
        if not others:
            return f"{done}."
        return plural("{done}; {count} laptop doesn't know yet.", "{done}; {count} laptops don't know yet.", others, done=done)

    return words


def _added(before: Setup, after: Setup) -> list[str]:
    """The codes that the event didn't know before."""
    found = [one.number for one in after.candidates if one.number not in {other.number for other in before.candidates}]
    for new, known in ((after.jurors, before.jurors), (after.categories, before.categories)):
        found += [one.code for one in new if one.code not in {other.code for other in known}]
    return found


def lacking_words(settled: Settled, kind: SheetKind, names: list[str]) -> list[str]:
    """What the rows still need that are begun only."""
    columns = {column.key: str(column.name) for column in kind.columns}
    return [
        _("Row {row} still needs: {columns}.", row=names.index(row) + 1, columns=", ".join(columns[one] for one in needed))
        for (table, row), needed in settled.lacking.items()
        if table == kind.key and row in names
    ]


TABS = (CANDIDATES, JURORS, CATEGORIES, CRITERIA, SCHEDULE, EVENT_TABLE)
