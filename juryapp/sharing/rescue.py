"""Rescuing a damaged event file at this laptop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from juryapp.board.rescue_losses import span_words
from juryapp.desk.recorded_losses import record_losses
from juryapp.disk import check_is_free, discard, making, put_where_none_is, unfinished_name
from juryapp.errors import Busy, FileProblem, IsPackage, NewerFormat, Problem
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.spare_files import every_spare, taken_from
from juryapp.exchange.rescue import MissingEntries, Rescued, rescue
from juryapp.journal.subjects import Subject
from juryapp.package_files import packages_in
from juryapp.store.errors import IN_USE
from juryapp.store.opening import open_file
from juryapp.store.schema import NEWER
from juryapp.text import _, called, plural

_log = logging.getLogger(__name__)
_MOST_NAMED = 12


def may_be_rescued(problem: Problem) -> bool:
    """True if what opening a file ended with may come of damage. A wrong passphrase can't be told from a damaged first page."""
    is_another = isinstance(problem, Busy | IsPackage | NewerFormat) or problem.message in (NEWER, IN_USE)
    return isinstance(problem, FileProblem) and not is_another


def rescue_file(
    laptop: Laptop,
    damaged: Path,
    to: Path,
    passphrase: str,
    progress: Callable[[int, int], None] | None = None,
    copies: Iterable[Path] = (),
) -> Rescued:
    """Saves what proves itself of a damaged event file into a new one, which appears whole or not at all.

    What is known to be lost goes on record in it (`desk/recorded_losses.py`), where it can be opened alone. Where the file's
    first bytes are lost, those of another copy stand in: of `copies`, of what lies beside it, and of this laptop's spare copies.
    `progress` is told how far it is; what it raises ends the rescue, and nothing is left of it.

    Raises `FileProblem` where the new file exists or can't be made, or nothing proves itself; `WrongPassphrase`.
    """
    found = saved(laptop, damaged, to, passphrase, progress, copies, recorded=True)
    _log.info("rescued %d entries, %d held, %d pages lost, %d gaps", found.entries, found.held, found.pages_lost, len(found.gaps))
    return found


def saved(
    laptop: Laptop,
    damaged: Path,
    to: Path,
    passphrase: str,
    progress: Callable[[int, int], None] | None = None,
    copies: Iterable[Path] = (),
    *,
    recorded: bool,
) -> Rescued:
    """The same; where it isn't `recorded`, the losses are for whoever merges the new file to put on record."""
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
            others = [*copies, *_copies_of(laptop, damaged)]
            found = rescue(damaged, part, passphrase, own, to, progress, others)
            if recorded and found.entries and not found.is_whole:
                with open_file(part, passphrase, called=to) as file:
                    event = OpenEvent(laptop, file, found.event)
                    event.learn_anew()
                    record_losses(event, found)
            put_where_none_is(part, to)
    finally:
        discard(part)
    return found


def _copies_of(laptop: Laptop, damaged: Path) -> Iterator[Path]:
    """What may begin as the damaged file did: this laptop's spare copies of it, files beside it, and its other spare copies."""
    own = taken_from(laptop.home, damaged)
    yield from (spare.file for spare in own)
    with suppress(OSError):
        yield from (path for path in packages_in(damaged.parent) if path != damaged)
    yield from (spare.file for spare in every_spare(laptop.home) if spare not in own)


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
    if found.drafts:
        lines.append(
            plural("{count} note that was being written saved.", "{count} notes that were being written saved.", found.drafts)
        )
    if not found.has_own_beginning:
        lines.append(_("The file's first bytes are lost; those of another copy of it opened the rest."))
    if found.pages_lost:
        lines.append(plural("{count} page of the file is lost.", "{count} pages of the file are lost.", found.pages_lost))
        lines.append(_keys(found))
    lines += _lacking(found)
    if found.gaps:
        lines += [_("Lost:"), *("  " + _gap(gap) for gap in found.gaps)]
    return [*lines, _next(found)]


def _lacking(found: Rescued) -> Iterator[str]:
    """Which documents aren't in the new file."""
    sheets = sorted({tuple(one.key.split("/")[:2]) for one in found.lacking if one.subject == Subject.SHEET})
    if sheets:
        named = ", ".join(" ".join(pair) for pair in sheets[:_MOST_NAMED])
        yield plural(
            "Of {count} signed sheet the PDF or its data is lost: {sheets}.",
            "Of {count} signed sheets the PDF or its data is lost: {sheets}.",
            len(sheets),
            sheets=f"{named}, …" if len(sheets) > _MOST_NAMED else named,
        )
    others = sum(one.subject != Subject.SHEET for one in found.lacking)
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
    if found.pages_lost:
        return _(
            "Nothing is known to be lost, but what the last entries of other laptops were, those pages may have told. Merge the "
            "packages and the other laptops' files into the new file, and put the damaged one aside."
        )
    return _("Nothing is known to be lost. Go on with the new file, and put the damaged one aside.")


def _keys(found: Rescued) -> str:
    """Whose keys are in the new file: which others there were, nobody can know any more."""
    if not found.keys:
        return _("No key of a juror or of the desk was saved: if one was in the file, enrol that juror anew.")
    return _(
        "Keys saved: {keys}. If another one was in the file, enrol that juror anew.",
        keys=", ".join(found.keys),
    )


def _gap(gap: MissingEntries) -> str:
    name = f"{called(gap.name)} ({gap.device[:8]})" if gap.name else gap.device[:8]
    return span_words(name, gap.first, gap.last)
