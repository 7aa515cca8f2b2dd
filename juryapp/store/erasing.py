"""Erasing: of the texts that erasures list, those that are gone for good. What a laptop holds follows from its journal alone.

A text is erased if an erasure of its own note lists it and nothing else that stands names it: whoever names another's
document in a note of one's own, and then erases that note, destroys nothing. Runs inside `file.unit()`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from juryapp.journal.entry import Entry, Register
from juryapp.journal.named_attachments import NAMING, named_attachments
from juryapp.journal.subjects import Subject
from juryapp.store import attachment_table
from juryapp.store.connection import EventFile
from juryapp.store.stored_entry import stored


def settle(file: EventFile, new: Iterable[Entry] | None = None) -> None:
    """Erases what is to be erased, and marks nothing else as erased; after `new` entries, or looking at the whole journal."""
    named_now = None if new is None else {text for entry in new for text in (*named_attachments(entry), *_texts(entry))}
    if named_now == set():
        return
    listed = _listed(file)
    every = {text for texts in listed.values() for text in texts}
    concerned = every if named_now is None else every & named_now
    if concerned:
        gone = erased(file, listed, concerned)
        attachment_table.unmark_erased(file, concerned - gone)
        attachment_table.mark_erased(file, gone)


def remake(file: EventFile) -> None:
    """Marks as erased what the journal says, and nothing else: a mark that was set by hand goes away."""
    attachment_table.unmark_erased(file, attachment_table.erased(file))
    settle(file)


def erased_texts(file: EventFile) -> set[str]:
    """Every text that the journal says is erased."""
    listed = _listed(file)
    return erased(file, listed, {text for texts in listed.values() for text in texts})


def erased_notes(file: EventFile) -> set[str]:
    """The keys of the notes (`J01/K01/private`) that were erased at some time."""
    return set(_listed(file))


def erased(file: EventFile, listed: Mapping[str, set[str]], texts: set[str]) -> set[str]:
    """Those of these texts that are named by notes alone, each of which has an erasure that lists it."""
    naming = _naming(file, texts)
    return {text for text in texts if naming[text] and all(_erases(listed, register, text) for register in naming[text])}


def _erases(listed: Mapping[str, set[str]], register: Register, text: str) -> bool:
    subject, key = register
    return subject == Subject.NOTE and text in listed.get(key, ())


def _naming(file: EventFile, texts: set[str]) -> dict[str, set[Register]]:
    """Text -> the registers in which an entry that stands names it."""
    found: dict[str, set[Register]] = defaultdict(set)
    for entry in _standing(file, NAMING) if texts else ():
        for text in texts.intersection(named_attachments(entry)):
            found[text].add(entry.register)
    return found


def _listed(file: EventFile) -> dict[str, set[str]]:
    """A note's key -> the texts that its erasures list."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in _standing(file, (Subject.ERASURE,)):
        found[entry.key].update(_texts(entry))
    return found


def _texts(entry: Entry) -> Iterable[str]:
    texts: Iterable[str] = (entry.value or {}).get("texts", ()) if entry.subject == Subject.ERASURE else ()
    return texts


def _standing(file: EventFile, subjects: Iterable[str]) -> Iterable[Entry]:
    sql = "SELECT body, signature FROM register JOIN entry ON id = entry WHERE subject = ? AND stands"
    return (stored(file, *row) for subject in subjects for row in file.rows(sql, (subject,)))
