"""Named attachments: which attachments an entry names, and how large each may be.

What an entry names must come with it, unless it was erased or left out; what no entry names is never taken in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from juryapp.journal.entry import Entry
from juryapp.journal.records import SUBJECTS
from juryapp.journal.subjects import Subject

NAMING = tuple(sorted(subject for subject, record in SUBJECTS.items() if record.attaches))
"""The subjects whose entries name attachments."""
LOGO = "event/logo"
"""The only field of the event that is an attachment."""
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ATTACHES: dict[str, Mapping[str, int]] = {subject.value: SUBJECTS[subject].attaches for subject in NAMING}
MOST_TOGETHER = 2_000_000_000
"""Bytes of all attachments of an event or a package: 500 candidates x 9 jurors x 4 revisions of 100 KB. With the journal that
stays below the largest file that is read as a package."""


def named_attachments(entry: Entry) -> tuple[str, ...]:
    """The attachments that this entry names: a drawn signature, a logo, a note's text, a sheet's data and PDF."""
    return tuple(id_ for id_, _most in size_limits(entry))


def size_limits(entry: Entry) -> Iterator[tuple[str, int]]:
    """The same, each with the most bytes that it may have."""
    attaches = _ATTACHES.get(entry.subject)
    if attaches is None or entry.value is None or (entry.subject == Subject.EVENT and entry.key != LOGO):
        return
    for name, most in attaches.items():
        text = entry.value.get(name)
        if isinstance(text, str) and _HASH.fullmatch(text):
            yield text, most
