"""Attachments: which documents of a package come in: those that entries with their author's proof name, as large as their kind.

Asked once the package's entries are in. Nothing else is kept: not what no entry names, nor what only entries name that prove
nothing, or that stand aside with a laptop that nobody admitted. Whoever is proven later brings the documents again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from juryapp.errors import FileProblem
from juryapp.exchange.package import Package
from juryapp.journal.entry import Entry
from juryapp.journal.named_attachments import MOST_TOGETHER, NAMING, named_attachments, size_limits
from juryapp.journal.records import well_formed
from juryapp.signing.trust_store import TrustStore
from juryapp.store import attachment_table, journal
from juryapp.store.connection import EventFile
from juryapp.text import _, number, plural


@dataclass(frozen=True)
class LeftOut:
    """The documents of a package that were not taken: sizes in bytes."""

    unnamed: tuple[int, ...] = ()
    """No entry of the journal names them, or none that proves itself."""
    waiting: bool = False
    """Some of them may come in with the same package later: an entry names them that nothing proves so far."""
    too_large: tuple[tuple[str, int, int], ...] = ()
    """Larger than any of their kind: the entry's subject and key, their size, the most that is taken."""

    def sentences(self, package: Package) -> Iterator[str]:
        """Why they are not here, a sentence each kind."""
        for what, size, most in self.too_large:
            yield _(
                "{path} brings a document of {size} MB for {what}; Juryapp makes none over {most} MB, so it was not taken.",
                path=package.path,
                what=what,
                size=_megabytes(size),
                most=_megabytes(most),
            )
        if self.unnamed:
            yield plural(
                "{path} brings {count} document ({size} MB) that no entry which counts names; it was not taken.",
                "{path} brings {count} documents ({size} MB) that no entry which counts names; they were not taken.",
                len(self.unnamed),
                path=package.path,
                size=_megabytes(sum(self.unnamed)),
            )


def _megabytes(size: int) -> str:
    return number(Fraction(size, 1_000_000), 1)


def check(file: EventFile, package: Package) -> None:
    """Raises `FileProblem` if a document that isn't here yet isn't what its hash says."""
    here = attachment_table.sizes(file)
    for id_ in attachment_table.sizes(package.file):
        content = None if id_ in here else attachment_table.content(package.file, id_)
        if content is not None and attachment_table.digest(content) != id_:
            raise FileProblem(
                "{path} was altered: an attached document does not match its hash; take it again.", path=package.path
            )


def take_attachments(file: EventFile, package: Package, trust: TrustStore) -> LeftOut:
    """Takes the documents that belong to the journal as it is now. Raises `FileProblem` if there are more than an event holds."""
    here = attachment_table.sizes(file)
    offered = {id_: size for id_, size in attachment_table.sizes(package.file).items() if id_ not in here}
    if not offered:
        return LeftOut()
    entries = (entry for subject in NAMING for entry in journal.about(file, subject))
    named = [entry for entry in entries if offered.keys() & set(named_attachments(entry))]
    allowed = _allowed(entry for entry in named if well_formed(entry) and trust.proves(entry))
    wanted = {id_: size for id_, size in offered.items() if size <= allowed.get(id_, ("", -1))[1]}
    together = sum(here.values()) + sum(wanted.values())
    if together > MOST_TOGETHER:
        raise FileProblem(
            "With the documents of {path} this event would hold {size} MB of them, and at most {most} MB fit; nothing was taken.",
            path=package.path,
            size=_megabytes(together),
            most=_megabytes(MOST_TOGETHER),
        )
    for id_ in wanted:
        attachment_table.attach(file, attachment_table.content(package.file, id_) or b"")
    left = {id_: size for id_, size in offered.items() if id_ not in wanted}
    unproven = {id_ for entry in named for id_ in named_attachments(entry)} - allowed.keys()
    return LeftOut(
        unnamed=tuple(size for id_, size in left.items() if id_ not in allowed),
        waiting=not unproven.isdisjoint(left),
        too_large=tuple(sorted((allowed[id_][0], size, allowed[id_][1]) for id_, size in left.items() if id_ in allowed)),
    )


def _allowed(proven: Iterable[Entry]) -> dict[str, tuple[str, int]]:
    """What these entries name: attachment -> the entry's subject and key, and the most bytes that it may have."""
    found: dict[str, tuple[str, int]] = {}
    for entry in proven:
        for id_, most in size_limits(entry):
            if most > found.get(id_, ("", -1))[1]:
                found[id_] = (f"{entry.subject} {entry.key}", most)
    return found
