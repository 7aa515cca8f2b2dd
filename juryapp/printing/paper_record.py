"""Paper record: which documents were saved or sent to a printer on this laptop, when, and what they rested on then.

It lies in this laptop's own folder and nowhere else: paper is where it was printed, and no other laptop could say more of it
(decision 042). Losing it loses no more than the marks on the check list. It holds codes and digests, no names and no scores.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from juryapp.disk import make_private_folder, write_whole
from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent

_log = logging.getLogger(__name__)
PaperKey = tuple[str, str, str]
"""Kind, juror and candidate; empty where a document is of no juror or no candidate."""


class Way(StrEnum):
    """Where a document went."""

    SAVED = "saved"
    PRINTED = "printed"


@dataclass(frozen=True)
class HandedOut:
    """One document that left the program."""

    way: Way
    at: datetime
    basis: str
    """Digest of what it rested on (`document_basis.py`)."""


Record = Mapping[PaperKey, Mapping[Way, HandedOut]]


def read_record(event: OpenEvent) -> dict[PaperKey, dict[Way, HandedOut]]:
    """What is on record; nothing where that can't be read."""
    try:
        found = json.loads(_place(event).read_text(encoding="utf-8"))
        return {_key(name): {Way(way): _handed(Way(way), one) for way, one in ways.items()} for name, ways in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        _log.warning("the record of papers can't be read")
        return {}


def keep_record(event: OpenEvent, papers: Mapping[PaperKey, str], way: Way) -> None:
    """Remembers that these documents (with what they rest on) went this way now; where nothing can be written it is lost."""
    if not papers:
        return
    at = event.laptop.clock()
    record = read_record(event)
    for key, basis in papers.items():
        record.setdefault(key, {})[way] = HandedOut(way, at, basis)
    with suppress(OSError, FileProblem):
        make_private_folder(_place(event).parent)
        write_whole(_place(event), json.dumps(dict(_written(record.items()))).encode(), private=True)


def latest(ways: Mapping[Way, HandedOut]) -> HandedOut | None:
    """The one of these that happened last."""
    return max(ways.values(), key=lambda one: one.at, default=None)


def _place(event: OpenEvent) -> Path:
    return event.laptop.home.folder / "events" / event.id / "papers.json"


def _written(record: Iterable[tuple[PaperKey, Mapping[Way, HandedOut]]]) -> Iterable[tuple[str, object]]:
    for key, ways in record:
        yield "/".join(key), {way.value: {"at": one.at.isoformat(), "basis": one.basis} for way, one in ways.items()}


def _key(name: str) -> PaperKey:
    kind, juror, candidate = name.split("/")
    return kind, juror, candidate


def _handed(way: Way, told: Mapping[str, str]) -> HandedOut:
    at = datetime.fromisoformat(told["at"])
    if at.tzinfo is None:
        raise ValueError(told["at"])
    return HandedOut(way, at, str(told["basis"]))
