"""Audit: all that one event tells, as a text for somebody who reads everything and writes nothing. Reads only.

The file is looked at and not opened to be written, and its SHA-256 is taken before and after: both stand in the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from juryapp.board.changed_result_words import sentences
from juryapp.board.changed_results import result_changes
from juryapp.board.completeness import completeness
from juryapp.board.completeness_words import gaps
from juryapp.board.finality import finality
from juryapp.board.frozen_results import frozen_results as frozen_of
from juryapp.board.frozen_results import frozen_sentences
from juryapp.board.history import HistoryTeller, Wanted, look
from juryapp.board.rescue_losses import loss_sentences
from juryapp.board.reveal_readiness import is_revealed
from juryapp.board.status import tallies
from juryapp.board.warnings import noticed
from juryapp.errors import FileProblem, Why
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.many_events.folder import secret_of
from juryapp.many_events.origin_words import origin_words
from juryapp.many_events.overview import title_of
from juryapp.many_events.secrets import Secrets
from juryapp.signing.fingerprint import six_words
from juryapp.store import journal, model_records
from juryapp.store.origins import origins
from juryapp.text import _, number


@dataclass(frozen=True)
class Section:
    """A part of the text."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Audit:
    """What was read of one event."""

    path: Path
    event: str
    """Its id."""
    before: str
    """SHA-256 of the file before it was looked at, in hex."""
    after: str
    """The same afterwards."""
    sections: tuple[Section, ...]

    @property
    def is_untouched(self) -> bool:
        """True if no byte of the file changed meanwhile, here or by another program."""
        return self.before == self.after

    def text(self) -> str:
        """All of it, in lines."""
        told = [_("READ ONLY, FOR AN AUDITOR"), str(self.path), _("SHA-256 of the file before: {digest}", digest=self.before)]
        told.append(_("SHA-256 of the file after: {digest}", digest=self.after))
        same = (
            _("The file is the same, byte for byte.") if self.is_untouched else _("Something else wrote to the file meanwhile.")
        )
        for section in self.sections:
            told += ["", section.title.upper(), *section.lines]
        return "\n".join([*told[:4], same, *told[4:], ""])


def audit(laptop: Laptop, path: Path, secrets: Secrets, *, opened_only: bool = True) -> Audit:
    """Reads everything of an event, with places of opened results alone where `opened_only`. Changes no byte of the file.

    Raises `FileProblem`, `WrongPassphrase` among them.
    """
    before = _digest(path)
    secret = secret_of(path, secrets, lambda: False)
    with open_event(laptop, path, secret.passphrase, look=True, known=secret.key) as event:
        id_, sections = event.id, tuple(_sections(event, opened_only=opened_only))
    return Audit(path, id_, before, _digest(path), sections)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem


def _sections(event: OpenEvent, *, opened_only: bool) -> Iterator[Section]:
    found, about = completeness(event), model_records.event(event.file)
    told = [title_of(about), f"{about.award} {about.edition}".strip(), about.code, about.stage]
    entries = _("{count} entries of {laptops} laptops", count=number(journal.count(event.file)), laptops=len(found.laptops))
    words = _("Digest of all laptops' ends: {words}", words=six_words(found.digest))
    yield Section(_("Event"), (*filter(None, told), entries, words))
    yield Section(_("Results"), tuple(_results(event, opened_only=opened_only)))
    lacking = [
        *gaps(found, about.time_zone),
        *loss_sentences(event),
        *(line for one in noticed(event) for line in one.sentences()),
    ]
    yield Section(_("Completeness"), tuple(lacking) or (_("Everything that was written is here, and every sheet is signed."),))
    came = [f"{code}: {origin_words(one)}" for code, one in origins(event.file).items()]
    if came:
        yield Section(_("Candidates of a former stage"), tuple(came))
    yield Section(_("History, the newest first"), tuple(_history(event)))


def _results(event: OpenEvent, *, opened_only: bool) -> Iterator[str]:
    file, awaited = event.file, finality(event)
    categories, candidates = model_records.categories(file), model_records.candidates(file)
    for tally in tallies(file):
        name, shown = categories[tally.category].name, not opened_only or is_revealed(file, tally.category)
        yield _("{name}: final", name=name) if awaited.is_final(tally) else _("{name}: provisional", name=name)
        for one in tally.ranking if shown else ():
            who, score = f"{candidates[one.candidate].name} ({one.candidate})", number(one.score, tally.decimals)
            yield f"  {one.rank}. {who} {score} [{one.score}]"
        if not shown:
            yield "  " + _("not opened yet")
        yield from (f"  {why}" for why in tally.whys)
        for change in result_changes(file):
            if change.category == tally.category:
                yield from (f"  {line}" for line in sentences(file, change, with_places=shown))
        for frozen in frozen_of(file):
            if frozen.category == tally.category:
                yield from (f"  {line}" for line in frozen_sentences(file, frozen, with_places=shown))


def _history(event: OpenEvent) -> Iterator[str]:
    teller, goes_on = HistoryTeller(event), None
    while True:
        piece = look(event.file, Wanted(), goes_on)
        for entry in piece.entries:
            line = teller.line(entry)
            yield " | ".join(part for part in (line.at, line.who, line.laptop, line.about, line.what, line.replaced) if part)
        goes_on = piece.goes_on
        if goes_on is None:
            return
