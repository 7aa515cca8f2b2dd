"""Acts: whose signature an entry needs, and what it may replace. Not here: who holds which key, and what shape a value has."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from juryapp.journal.entry import Entry
from juryapp.journal.heads import conflicting, meaning


class Authority(Enum):
    """Whose signature makes an act count."""

    NONE = "none"
    """A draft: counts once a sheet is signed."""
    JUROR = "juror"
    DESK = "desk"
    ROOT = "root"
    DEVICE = "device"
    NOBODY = "nobody"
    """No signature would make it count: a juror acting in another's name."""


DRAFTS = frozenset({"score", "remark", "note", "call", "request"})
"""What a juror writes without a signature; the key begins with the juror's code."""
DEVICE_ACTS = frozenset({"introduction", "seal"})
ROOT_ACTS = frozenset({"headquarters", "recovery"})
RECORDS = frozenset({"event", "category", "candidate", "juror"})
"""Records kept one field a register, `K01/name`; the value is `{"value": ...}`."""


def required(entry: Entry) -> Authority:
    """Whose signature this entry needs to count."""
    if entry.subject in DEVICE_ACTS:
        return Authority.DEVICE if entry.actor == "device" else Authority.NOBODY
    if entry.subject == "certificate" and entry.key in ("root", "desk"):
        return Authority.ROOT if entry.actor == "hq" else Authority.NOBODY
    if entry.subject in ROOT_ACTS:
        return Authority.ROOT if entry.actor == "hq" else Authority.NOBODY
    if entry.actor == "desk":
        return Authority.DESK
    if entry.actor != entry.key.split("/")[0]:
        return Authority.NOBODY
    if entry.subject in DRAFTS:
        return Authority.NONE
    if entry.subject == "recusal" and entry.value is not None:
        return Authority.JUROR
    if entry.subject == "erasure":
        return Authority.JUROR
    if entry.subject == "seat" and entry.key == f"{entry.actor}/{entry.device}":
        return Authority.JUROR
    if entry.subject == "sheet" and entry.value is not None and entry.value.get("state") == "signed":
        return Authority.JUROR
    return Authority.NOBODY


def follows(entry: Entry, superseded: Sequence[Entry]) -> bool:
    """True if this entry may replace what it replaces; `superseded` are the entries of its `supersedes`.

    A conflict is settled by the desk alone, by taking one of the versions. The desk invents no scores, writes no notes and
    signs no juror's sheet. A second revision needs a reopening.
    """
    if any(old.register != entry.register for old in superseded):
        return False
    if entry.actor != "desk" and entry.subject in ("score", "remark", "sheet") and conflicting(superseded):
        return False
    if entry.actor == "desk" and entry.subject == "note":
        return entry.value is None
    if entry.actor == "desk" and entry.subject in ("score", "remark"):
        return any(meaning(old) == meaning(entry) for old in superseded)
    return entry.subject != "sheet" or _sheet_follows(entry, superseded)


def _sheet_follows(entry: Entry, superseded: Sequence[Entry]) -> bool:
    assert entry.value is not None, "well-formed sheets have a value"
    if entry.actor == "desk" and (entry.value["state"] == "signed" or conflicting(superseded)):
        return any(old.value == entry.value for old in superseded)
    revision = entry.value["revision"]
    if entry.value["state"] == "signed" and revision == 1:
        return not entry.supersedes
    before = ("reopened", revision - 1) if entry.value["state"] == "signed" else ("signed", revision)
    return any(old.value is not None and (old.value["state"], old.value["revision"]) == before for old in superseded)
