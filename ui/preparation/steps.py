"""Steps: what Undo takes back at Preparation, and what it does where laptops that are out may know of it already."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.setup import Setup
from juryapp.setup_changes.edits import Drafts, still_waiting
from juryapp.setup_changes.tables import ALL, changed_rows
from juryapp.setup_changes.undoing import observing, undone
from juryapp.setup_changes.update import Gone, may_be_known
from juryapp.text import _, mark, plural
from ui.parts.labels import Say

Act = Callable[[Setup], Setup]
"""What a quick act makes of a set-up. Raises `Problem`."""
OBSERVES = mark(
    "Taken back. Data have left this laptop since {codes} was added, so others may know {codes}, and the code stays; as an "
    "observer {codes} signs nothing and counts nowhere."
)
WITHDRAW_INSTEAD = mark(
    "Data have left this laptop since {codes} was added: others may know it, so it can't be taken out of the lists. Open it at "
    "Attendance and choose “Withdraw from the running…”: no sheets are expected of it then."
)


@dataclass(frozen=True)
class Step:
    """What Undo takes back: an edit that was stored, or what was only typed."""

    drafts: Drafts
    """What was typed and not stored before it."""
    stored: tuple[Setup, Setup] | None = None
    """The set-up before and after it."""
    act: Act | None = None
    """The quick act that waited before it."""
    observers: tuple[str, ...] = ()
    """The jurors of it who become observers, once it is being taken back."""
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Table -> the rows of it that become others, once it is being taken back."""


class Steps:
    """What was done here and isn't taken back yet, the newest last."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self.undoes: Step | None = None
        """The step that is being taken back, while its effects wait for the PIN."""

    def __bool__(self) -> bool:
        return bool(self._done or self.undoes)

    def keep(self, step: Step | None, drafts: Drafts, act: Act | None) -> None:
        """Something is typed or given up, and nothing of it is stored: this is how it stands now."""
        if step and step.stored is None:
            self._done.append(step)
        self._tidy(drafts, act)

    def pop(self) -> Step:
        """The newest one, which is being taken back."""
        return self._done.pop()

    def give_back(self) -> None:
        """What was being taken back wasn't: it can be taken back once more."""
        if self.undoes is not None:
            self._done.append(self.undoes)
            self.undoes = None

    def undone(self, step: Step) -> None:
        """It is taken back, also where others' news came in with that write."""
        self.undoes = None
        self._done = [one for one in self._done if one is not step]

    def stored(self, step: Step, rows: Collection[tuple[str, str]]) -> None:
        """What was typed in these rows, perhaps in several steps, was stored as one. A category's first criteria can't be taken
        back alone: they go with the category, by the step before.
        """
        self._done = [one if one.stored else replace(one, drafts=one.drafts.without(rows)) for one in self._done]
        self._tidy(step.drafts, step.act)
        if step.stored is None or undone(step.stored[1], *step.stored).setup != step.stored[1]:
            self._done.append(step)

    def _tidy(self, drafts: Drafts, act: Act | None) -> None:
        """Without the newest ones that would take back nothing of what is typed, and of the act that waits."""
        while self._done and self._done[-1].stored is None and self._done[-1].drafts == drafts and self._done[-1].act is act:
            self._done.pop()

    def rows(self, now: Setup, drafts: Drafts) -> dict[str, list[str]]:
        """Table -> the rows that become others if the newest one is taken back; what others wrote since stays as it is."""
        if not self:
            return {}
        step = self.undoes or self._done[-1]
        if step.stored is None:
            return _by_table(drafts.differing(still_waiting(now, step.drafts)))
        return changed_rows(now, undone(now, *step.stored).setup)


def _by_table(rows: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, row in sorted(rows):
        found.setdefault(table, []).append(row)
    return found


def counted(rows: Mapping[str, Sequence[str]]) -> str:
    """`Schedule: 5 rows; Candidates: 1 row`."""
    told = [(kind.name, len(rows[kind.key])) for kind in ALL if kind.key in rows]
    return "; ".join(plural("{table}: {count} row", "{table}: {count} rows", count, table=name) for name, count in told)


@dataclass(frozen=True)
class TakenBack:
    """What the set-up becomes."""

    setup: Setup
    gone: frozenset[Gone]
    observers: tuple[str, ...]


def taken_back(event: OpenEvent, now: Setup, before: Setup, after: Setup) -> TakenBack | None:
    """What the set-up becomes without an edit; None where a candidate that it added has to be withdrawn instead.

    A juror whom laptops that are out may know becomes an observer: the code is never another's.
    """
    found = undone(now, before, after)
    known = may_be_known(event, found.gone)
    if any(kind == Subject.CANDIDATE for kind, _code in known):
        return None
    observers = tuple(sorted(code for kind, code in known if kind == Subject.JUROR))
    return TakenBack(observing(now, found.setup, observers), found.gone - known, observers)


def withdraw_words(event: OpenEvent, now: Setup, before: Setup, after: Setup) -> Say:
    """Why it isn't taken back, and what is done instead."""
    known = may_be_known(event, undone(now, before, after).gone)
    codes = ", ".join(sorted(code for kind, code in known if kind == Subject.CANDIDATE))
    return lambda: _(WITHDRAW_INSTEAD, codes=codes)


def undone_words(observers: Sequence[str], rows: Mapping[str, Sequence[str]]) -> Say:
    """That it is taken back, and in which rows."""
    if observers:
        return lambda: _(OBSERVES, codes=", ".join(observers))
    return lambda: _("Taken back: {rows}. That it was done stays on record.", rows=counted(rows))


def untyped(before: Drafts, now: Drafts) -> tuple[Say, str]:
    """That what was only typed stands there no more, or stands there again; with the notice as which it is told."""
    if now.rows - before.rows:
        return lambda: _("It stands in its rows again; it isn't stored."), "warn"
    return lambda: _("Taken back; it was never stored."), "good"


def elsewhere_words(rows: Mapping[str, Sequence[str]]) -> Say:
    """What was done last lies in another table than the one that was in view."""
    return lambda: _("Done last: {rows}. Nothing is taken back yet; press Undo once more for that.", rows=counted(rows))


def nothing_words() -> str:
    """That nothing of a step is left to be taken back."""
    return _("Nothing was taken back: what was done there became something else meanwhile, and that stays.")
