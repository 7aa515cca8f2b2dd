"""Rescuing a damaged event file at this laptop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from juryapp.disk import check_is_free, discard, making, put_where_none_is, unfinished_name
from juryapp.errors import Busy, FileProblem, IsPackage, NewerFormat, Problem
from juryapp.event.laptop import Laptop
from juryapp.exchange.rescue import MissingEntries, Rescued, rescue
from juryapp.journal.subjects import Subject
from juryapp.store.errors import IN_USE
from juryapp.store.schema import NEWER
from juryapp.text import _, called, plural

_log = logging.getLogger(__name__)
_MOST_NAMED = 12


def may_be_rescued(problem: Problem) -> bool:
    """True if what opening a file ended with may come of damage. A wrong passphrase can't be told from a damaged first page."""
    is_another = isinstance(problem, Busy | IsPackage | NewerFormat) or problem.message in (NEWER, IN_USE)
    return isinstance(problem, FileProblem) and not is_another


def rescue_file(
    laptop: Laptop, damaged: Path, to: Path, passphrase: str, progress: Callable[[int, int], None] | None = None
) -> Rescued:
    """Saves what proves itself of a damaged event file into a new one, which appears whole or not at all.

    `progress` is told how far it is; what it raises ends the rescue, and nothing is left of it.

    Raises `FileProblem` where the new file exists or can't be made, or nothing proves itself; `WrongPassphrase`.
    """
    if not damaged.is_file():
        raise FileProblem("{path} does not exist; check the name and the flash disk.", path=damaged)
    check_is_free(to)
    part = unfinished_name(to)

    def own(event: str) -> dict[str, int]:
        devices = laptop.home.devices_of(event)
        remembered = {device: laptop.home.memory(event, device) for device in devices}
        return {device: stamp.number if stamp else 0 for device, stamp in remembered.items()}

    try:
        with making(to):
            found = rescue(damaged, part, passphrase, own, to, progress)
            put_where_none_is(part, to)
    finally:
        discard(part)
    _log.info("rescued %d entries, %d held, %d pages lost, %d gaps", found.entries, found.held, found.pages_lost, len(found.gaps))
    return found


def rescue_words(found: Rescued) -> list[str]:
    """What was saved, what is lost, and what to do next, sentence by sentence."""
    lines = [
        plural("{count} entry saved.", "{count} entries saved.", found.entries),
        plural("{count} attached document saved.", "{count} attached documents saved.", found.attachments),
    ]
    if found.held:
        lines.append(
            plural(
                "{count} entry does not count yet: it waits for those before it, or for its laptop's admission.",
                "{count} entries do not count yet: they wait for those before them, or for their laptop's admission.",
                found.held,
            )
        )
    if found.pages_lost:
        lines.append(plural("{count} page of the file is lost.", "{count} pages of the file are lost.", found.pages_lost))
    lines += _lacking(found)
    if found.gaps:
        lines += [_("Lost:"), *("  " + _gap(gap) for gap in found.gaps)]
    return [*lines, _next(found)]


def _lacking(found: Rescued) -> Iterator[str]:
    """Which documents aren't in the new file."""
    sheets = sorted({tuple(key.split("/")[:2]) for subject, key in found.lacking if subject == Subject.SHEET})
    if sheets:
        named = ", ".join(" ".join(pair) for pair in sheets[:_MOST_NAMED])
        yield plural(
            "Of {count} signed sheet the PDF or its data is lost: {sheets}.",
            "Of {count} signed sheets the PDF or its data is lost: {sheets}.",
            len(sheets),
            sheets=f"{named}, …" if len(sheets) > _MOST_NAMED else named,
        )
    others = sum(subject != Subject.SHEET for subject, _key in found.lacking)
    if others:
        yield plural(
            "{count} other document that entries name is not in it: a note, a candidate's paper, a drawn signature.",
            "{count} other documents that entries name are not in it: notes, candidates' papers, drawn signatures.",
            others,
        )


def _next(found: Rescued) -> str:
    if not found.entries:
        return _(
            "The new file can't be opened alone: merge it into the spare copy; what waits comes in with what is missing there."
        )
    if found.gaps or found.held or found.lacking:
        return _(
            "Next: merge the packages, the spare copy and the other laptops' files into the new file; they bring what is lost."
        )
    return _("Nothing is known to be lost. Go on with the new file, and put the damaged one aside.")


def _gap(gap: MissingEntries) -> str:
    name = f"{called(gap.name)} ({gap.device[:8]})" if gap.name else gap.device[:8]
    if gap.first == gap.last:
        return _("laptop {laptop}: entry {first}", laptop=name, first=gap.first)
    return _("laptop {laptop}: entries {first} to {last}", laptop=name, first=gap.first, last=gap.last)
