"""Conditions: what an entry must fulfil by itself, so that its author may act so. Not here: what it may replace."""

from __future__ import annotations

from juryapp.journal.actors import Actor
from juryapp.journal.entry import Entry
from juryapp.journal.keys import Holder
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.model.sheet import SheetState


def always(entry: Entry) -> bool:
    """True, whatever the entry says."""
    return True


def is_not_typed(entry: Entry) -> bool:
    """True for points or a remark that their juror wrote."""
    return "typed" not in (entry.value or {})


def is_not_on_paper(entry: Entry) -> bool:
    """True for a conflict of interest that the juror declares, or takes back."""
    return "on_paper" not in (entry.value or {})


def pledges(entry: Entry) -> bool:
    """True for a pledge that is signed, by whatever pen."""
    return entry.value is not None


def is_paper_pledge(entry: Entry) -> bool:
    """True for a pledge that is said to be on paper, and for one that is taken back."""
    return entry.value is None or "on_paper" in entry.value


def declares(entry: Entry) -> bool:
    """True for a conflict of interest that is declared or recorded, not taken back."""
    return entry.value is not None and "taken_back" not in entry.value


def takes_back(entry: Entry) -> bool:
    """True for what takes something away."""
    return entry.value is None


def answers(entry: Entry) -> bool:
    """True for a request that is granted, which takes it away, or declined."""
    return entry.value is None or "declined" in entry.value


def signs(entry: Entry) -> bool:
    """True for a sheet's signing by its juror, not its reopening, nor what the desk brings back from paper."""
    return (entry.value or {}).get("state") == SheetState.SIGNED and not is_from_paper(entry)


def is_from_paper(entry: Entry) -> bool:
    """True for a signed sheet that the desk brought back from its printed code: the juror's signature is in that code."""
    value = entry.value or {}
    return entry.subject == Subject.SHEET and value.get("state") == SheetState.SIGNED and "paper" in value


def reveals(entry: Entry) -> bool:
    """True for the desk's part of a reveal: it says who the second person was."""
    return entry.key.startswith(f"{Actor.DESK}/") and "second" in (entry.value or {})


def is_second_in_reveal(entry: Entry) -> bool:
    """True for the second person's part of a reveal."""
    return "second" not in (entry.value or {})


def is_own_seat_of_assistant(entry: Entry) -> bool:
    """True where the key names its author, after the juror, and the laptop that writes it."""
    return entry.key.split("/")[1:] == [entry.actor, entry.device]


def is_for_others(entry: Entry) -> bool:
    """True for a note that isn't its juror's alone."""
    return not entry.key.endswith(f"/{Visibility.PRIVATE}")


def is_own_laptop(entry: Entry) -> bool:
    """True where the key names its author and the laptop that writes it."""
    return entry.key == f"{entry.actor}/{entry.device}"


def is_of_own_laptop(entry: Entry) -> bool:
    """True where the key begins with the laptop that writes it."""
    return entry.key.startswith(f"{entry.device}/")


def is_of_a_juror(entry: Entry) -> bool:
    """True for a certificate that the desk writes."""
    return entry.key not in tuple(Holder)


def is_of_the_heads(entry: Entry) -> bool:
    """True for a certificate that headquarters writes."""
    return entry.key in tuple(Holder)
