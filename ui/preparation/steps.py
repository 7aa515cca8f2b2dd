"""Steps: what Undo takes back at Preparation, and what it does where laptops that are out may know of it already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.setup import Setup
from juryapp.setup_changes.edits import Drafts
from juryapp.setup_changes.undoing import observing, undone
from juryapp.setup_changes.update import Gone, may_be_known
from juryapp.text import _, mark
from ui.parts.labels import Say

Act = Callable[[Setup], Setup]
"""What a quick act makes of a set-up. Raises `Problem`."""
OBSERVES = mark(
    "Taken back. Laptops that are out may know {codes} already, so the code stays; as an observer {codes} signs nothing and "
    "counts nowhere."
)
WITHDRAW_INSTEAD = mark(
    "Laptops that are out may know {codes} already, so it can't be taken out of the lists. Open it at Attendance and choose "
    "“Withdraw from the running…”: no sheets are expected of it then."
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


def undone_words(observers: Sequence[str]) -> Say:
    """That it is taken back."""
    if observers:
        return lambda: _(OBSERVES, codes=", ".join(observers))
    return lambda: _("Taken back; that it was done stays on record.")


def untyped_words() -> str:
    """That what was only typed stands there no more."""
    return _("Taken back; it was never stored.")
