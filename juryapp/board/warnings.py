"""Warnings: what whoever opens an event should know of it, a sentence each. Reads only, and cheap however long the journal is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from juryapp.board import names_on_sheets, unjudged
from juryapp.board.awaited_laptops import contradictions
from juryapp.board.cells import Board
from juryapp.board.confirmations import at_headquarters
from juryapp.board.laptop_names import laptop_names
from juryapp.board.laptop_roster import opened_twice
from juryapp.board.note_recoveries import recoveries
from juryapp.board.presence_order import disagreements
from juryapp.board.recusals import recusals
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.journal.actors import is_assistant
from juryapp.journal.acts import required
from juryapp.journal.entry import Entry
from juryapp.journal.subject_record import NeededSignature
from juryapp.journal.subjects import Subject
from juryapp.store import journal, model_records, sheets
from juryapp.store.assistants import name_of_assistant
from juryapp.store.presences import presences
from juryapp.text import plural

MOST_NAMED = 5


def noticed(event: OpenEvent) -> list[Problem]:
    """All of it but results that changed, which are told with their acts (`changed_results.py`); empty where all is in order."""
    told = [*_alarms(event, acts_in_doubt(event)), *_moved_aside(event), *unsealed(event), *_lacking(event), *_recovered(event)]
    told += _from_paper(event)
    told += [*names_on_sheets.confirmed_same(event.file), *outweighed(event), *unjudged.unjudged_problems(event.file)]
    return [*told, *opened_twice(event.file, laptop_names(event.file)), *contradictions(event), *_out_of_order(event)]


def alarming(event: OpenEvent) -> list[Problem]:
    """What nobody should go on without knowing: acts that don't count, and a headquarters that confirms nothing.

    A draft that doesn't stand was told when it came, and by `noticed`: it holds up nobody who sits down. Results that changed
    after they were final are the desk's: its first page tells them (`next_steps.py`), and no juror can do anything about them.
    """
    doubtful = [entry for entry in acts_in_doubt(event) if required(entry) is not NeededSignature.NONE]
    return _alarms(event, doubtful)


def _alarms(event: OpenEvent, doubtful: Sequence[Entry]) -> list[Problem]:
    return [*([in_doubt(doubtful)] if doubtful else []), *_unplaced(event), *headless(event)]


def acts_in_doubt(event: OpenEvent) -> list[Entry]:
    """What doesn't stand, but for what was told once: drafts without their juror's seat, and the work of removed laptops."""
    told = event.trust
    return [one for one in journal.in_doubt(event.file) if not told.is_unseated(one) and not told.is_cut_off(one)]


def unseated(event: OpenEvent, entries: Iterable[Entry]) -> Iterator[str]:
    """Which of these were written in an enrolled juror's name without the juror's PIN; a sentence for each juror and laptop."""
    names = laptop_names(event.file)
    told = event.trust
    together = Counter((one.actor, one.device) for one in entries if told.is_unseated(one) and not told.is_cut_off(one))
    for (person, device), count in sorted(together.items()):
        name = names[device]
        if is_assistant(person):
            yield plural(
                "{count} entry of the assistant {person} was written at laptop {name} without the PIN, or after that ended; "
                "it does not count.",
                "{count} entries of the assistant {person} were written at laptop {name} without the PIN, or after that ended; "
                "they do not count.",
                count,
                person=name_of_assistant(event.file, person),
                name=name,
            )
            continue
        yield plural(
            "{count} entry in the name of {juror} was written at laptop {name} without the PIN of {juror}; it does not count.",
            "{count} entries in the name of {juror} were written at laptop {name} without the PIN of {juror}; they do not count.",
            count,
            juror=person,
            name=name,
        )


def in_doubt(doubtful: Sequence[Entry]) -> Problem:
    """That these entries are kept and don't count."""
    named = "; ".join(f"{entry.actor}: {entry.subject} {entry.key}" for entry in doubtful[:MOST_NAMED])
    return Problem(
        "{count} acts that prove nothing or say what can't be are kept but do not count: {acts}", count=len(doubtful), acts=named
    )


def _unplaced(event: OpenEvent) -> Iterator[Problem]:
    """A file from elsewhere moved candidates to a category that isn't here: their scores are in no ranking."""
    found = model_records.unplaced(event.file)
    if found:
        named = ", ".join(f"{number} ({category})" for number, category in found[:MOST_NAMED])
        yield Problem(
            "{count} candidates are in no list and no ranking, because this event has no such category: {candidates}. "
            "Take the workbook in again.",
            count=len(found),
            candidates=named,
        ).seen_to_by("juryapp update EVENT.jury --from BOOK.xlsx")


def _moved_aside(event: OpenEvent) -> Iterator[Problem]:
    if event.aside:
        yield Problem(
            "{count} entries stood in this file in this laptop's name (as {actors}) that it did not write: someone with the "
            "passphrase put them there. They are kept aside and do not count.",
            count=len(event.aside),
            actors=", ".join(sorted({entry.actor for entry in event.aside})),
        )


def unsealed(event: OpenEvent) -> Iterator[Problem]:
    """A laptop seals its chain when it signs and packs; without its seal it came in a file that was no package, or was cut."""
    own, names = event.own_devices(), laptop_names(event.file)
    for device, number in journal.numbers(event.file).items():
        last = journal.last_of(event.file, device)[1]
        entry = journal.find(event.file, last) if last and device not in own else None
        if entry is not None and entry.subject != Subject.SEAL:
            name = names[device]
            yield Problem(
                "The chain of laptop {name} ends at entry {number} without its seal: whether more was written can't be proven; "
                "ask that laptop for its package.",
                name=name,
                number=number,
            )


def headless(event: OpenEvent) -> Iterator[Problem]:
    """Headquarters' file was restored from a backup or copied: it is a new laptop, which no one takes for headquarters yet."""
    known = model_records.devices(event.file).get(event.device or "")
    if event.laptop.home.root(event.id) is not None and not (known and known.headquarters):
        yield Problem(
            "This laptop keeps headquarters' root, but this file is a copy or was restored from a backup: its packages confirm "
            "nothing until this laptop is made headquarters again."
        ).seen_to_by("juryapp headquarters EVENT.jury")


def _lacking(event: OpenEvent) -> Iterator[Problem]:
    lacking = sheets.without_pdf(event.file)
    elsewhere = at_headquarters(event, lacking) if lacking else set()
    lacking = [sheet for sheet in lacking if sheet not in elsewhere]
    if lacking:
        named = ", ".join(f"{juror} {candidate}" for juror, candidate in lacking[:MOST_NAMED])
        yield Problem(
            "The signed PDFs of {count} sheets are not in this file: {sheets}. "
            "Merge whole packages of the laptops that signed them.",
            count=len(lacking),
            sheets=named,
        )


def _from_paper(event: OpenEvent) -> Iterator[Problem]:
    back = sheets.from_paper(event.file)
    if back:
        named = ", ".join(f"{juror} {candidate}" for juror, candidate in back[:MOST_NAMED])
        yield Problem(
            "{count} signed sheets came back from paper: {sheets}. Their points are proven; their remarks and PDFs are not here, "
            "so keep the papers.",
            count=len(back),
            sheets=named,
        )


def outweighed(event: OpenEvent) -> Iterator[Problem]:
    """A conflict of interest that the desk recorded from paper beside a sheet of the same juror: the sheet counts."""
    for juror, candidate in recusals(event.file).outweighed:
        yield Problem(
            "The desk recorded from paper a conflict of interest of {juror} with {candidate}, but {juror} signed a sheet: the "
            "note on paper does not count; only {juror} can declare one beside it.",
            juror=juror,
            candidate=candidate,
        )


def _out_of_order(event: OpenEvent) -> Iterator[Problem]:
    """What is recorded of jurors who came late or left, where the interviews are in another order by now."""
    recorded = presences(event.file)
    board = Board.of(event.file) if recorded else None
    for presence in recorded.values():
        yield from disagreements(board, presence) if board else ()


def _recovered(event: OpenEvent) -> Iterator[Problem]:
    for one in recoveries(event.file):
        gaps = {"juror": one.juror, "candidate": one.candidate, "reason": one.reason, "at": one.at}
        yield Problem("Headquarters read a private note of {juror} on {candidate}: {reason} ({at})", **gaps)
