"""Merge: what others' packages bring comes in, looked at first where that is asked for; what it changes is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from time import monotonic

from juryapp.board import names_on_sheets, renamed_drafts
from juryapp.board.changed_result_words import brief
from juryapp.board.changed_results import ResultChange, by_merge, digests
from juryapp.board.laptop_roster import PreparedLaptop, claimed, for_whom
from juryapp.board.sheet_clocks import clocks_told
from juryapp.board.warnings import unsealed, unseated
from juryapp.desk import result_ledger
from juryapp.desk.laptop_removal import held_of_removed, removal_told
from juryapp.desk.quarantined_entries import held_back, new_behind, not_written_here, tail_taken
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import is_gone, root_of
from juryapp.errors import FileProblem, Problem
from juryapp.event.open_event import OpenEvent
from juryapp.exchange import journal_merge as merging
from juryapp.exchange.package import Package, merged_before, opened
from juryapp.journal.records import COUNTED
from juryapp.journal.subjects import Subject
from juryapp.log import LogWord, refused
from juryapp.model.outcome import Outcome
from juryapp.package_files import (
    carried_in,
    folders_with_packages,
    is_on_its_way,
    is_packages_name,
    is_receipts_name,
    on_their_way,
)
from juryapp.sharing.brought import Brought, together
from juryapp.sharing.brought import brought as whats_brought
from juryapp.sharing.merge_words import doubt, papers_told, unproven
from juryapp.sharing.progress import Progress, silent
from juryapp.sharing.receipt import take_receipt
from juryapp.signing.fingerprint import words
from juryapp.skipped_in_folders import skipped_in
from juryapp.store import journal, model_records
from juryapp.store.results import ids_since, is_touched_since
from juryapp.text import _, called, mark

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PackageResult:
    """What became of one package."""

    path: Path
    outcome: Outcome
    """`merged`, `nothing new`, `quarantined` or `refused`."""
    new: int = 0
    present: int = 0
    why: str | None = None
    held: int = 0
    """How many of its entries are of laptops that aren't admitted."""
    aside: int = 0
    """How many came for the first time behind a laptop's own chain, without its signature: they are kept aside."""
    unknown: Mapping[str, str] = field(default_factory=dict)
    """Those laptops: id -> the name that each gave itself."""
    prepared: Mapping[str, PreparedLaptop] = field(default_factory=dict, compare=False)
    """Those among them that prove that they opened a copy of this event's roster that nobody else has opened."""
    device: str = field(default="", compare=False)
    """The laptop that packed it, by id and name, and when by its clock; nothing where it is no package, or known already."""
    laptop: str = field(default="", compare=False)
    at: str = field(default="", compare=False)
    brings: Brought = field(default=Brought(), compare=False)
    """What is new of it here and isn't held, in jurors and sheets."""
    papers: str = field(default="", compare=False)
    """How many candidates' own papers come with it; empty where none do."""
    is_receipt: bool = field(default=False, compare=False)
    """It is headquarters' receipt alone, and `why` says what it confirms."""
    holds: Brought = field(default=Brought(), compare=False)
    """What is held of laptops that aren't admitted; that it is of these jurors is no more than what it says."""


@dataclass(frozen=True)
class MergeReport:
    """What became of all of them."""

    packages: tuple[PackageResult, ...]
    left: int = 0
    """How many weren't looked at, because it was called off, or their disk was taken out."""
    gone: Path | None = None
    """The folder of those whose disk was taken out meanwhile."""
    skipped: tuple[Path, ...] = ()
    """What in the folders that were named wasn't looked at: folders with packages, hidden packages, links to nothing."""
    turned: tuple[ResultChange, ...] = ()
    """The results that were final and that what came in changed, or can have changed."""
    told: tuple[str, ...] = ()
    """The same in words for anyone, without places and totals."""
    clocks: tuple[str, ...] = ()
    """Which sheets came in that were signed when their laptop's clock can't have been right."""

    @property
    def brings(self) -> Brought:
        """What all of them bring together."""
        return together(one.brings for one in self.packages)

    @property
    def holds(self) -> Brought:
        """What is held of laptops that aren't admitted."""
        return together(one.holds for one in self.packages)

    @property
    def expected(self) -> dict[str, str]:
        """The laptops whose first data this is and that prove which prepared copy they opened, each the only one with it: id ->
        the name that it gave itself."""
        found = {device: one.id for package in self.packages for device, one in package.prepared.items()}
        copies = list(found.values())
        return {device: name for device, name in self._unknown.items() if copies.count(found.get(device, "")) == 1}

    @property
    def strange(self) -> dict[str, str]:
        """The other laptops that aren't admitted: id -> the name that each gave itself."""
        return {device: name for device, name in self._unknown.items() if device not in self.expected}

    @property
    def _unknown(self) -> dict[str, str]:
        return {device: name for package in self.packages for device, name in package.unknown.items()}

    @property
    def receipts(self) -> tuple[str, ...]:
        """What later receipts of headquarters say that came alone."""
        return tuple(one.why or "" for one in self.packages if one.is_receipt and one.outcome is Outcome.MERGED)

    @property
    def readable(self) -> list[Path]:
        """The packages that weren't refused."""
        return [one.path for one in self.packages if one.outcome is not Outcome.REFUSED and not one.is_receipt]

    @property
    def troubles(self) -> tuple[str, ...]:
        """What whoever receives should know: all but that there was nothing new."""
        whys = [one.why for one in self.packages if one.why and (one.outcome != Outcome.NOTHING_NEW or one.aside)]
        return tuple(dict.fromkeys((*self.told, *whys, *self.clocks)))

    @property
    def told_to_jurors(self) -> tuple[str, ...]:
        """What of it a juror should know: packages that can't be read, and papers of candidates. All else is the desk's."""
        refused = (one.why for one in self.packages if one.why and one.outcome is Outcome.REFUSED)
        return tuple(dict.fromkeys((*refused, *(one.papers for one in self.packages if one.papers))))

    @property
    def refused(self) -> bool:
        """True if one was refused; the others were merged all the same."""
        return any(package.outcome == Outcome.REFUSED for package in self.packages)


def merge(
    event: OpenEvent,
    paths: Sequence[Path],
    desk: SecretaryDesk | None = None,
    progress: Progress = silent,
    stop: Callable[[], bool] = lambda: False,
    *,
    dry_run: bool = False,
) -> MergeReport:
    """Merges packages or working files, or folders of them, one after the other; a refused one doesn't stop the others.

    With `desk` the devices that aren't known are admitted. With `dry_run` nothing is written. Between two packages `stop` is
    asked whether to call it off: each package is taken in whole or not at all. So it ends as well where their disk is taken
    out (`MergeReport.gone`). Progress counts packages; of a single one,
    entries, once when they are proven and once when they are taken in.
    """
    if not dry_run:
        event.check_writable()
    found = list(_packages(paths))
    roots = {folder: root_of(folder) for folder in {path.parent for path in found}}
    results, gone = [], None
    arrived = journal.arrived_count(event.file)
    # where acts wait for something, what comes in may let older ones count
    before = digests(event.file) if not dry_run and journal.in_doubt(event.file) else {}
    for done, path in enumerate(found):
        progress(done, len(found))
        if stop():
            break
        began = monotonic()
        result = _merge_one(event, path, desk, progress if len(found) == 1 else silent, dry_run=dry_run)
        if result.outcome is Outcome.REFUSED and is_gone(roots[path.parent]):
            gone = path.parent  # nothing was refused: what lay there can't be read any more
            break
        results.append(result)
        if results[-1].new and not dry_run:
            # what is final by this package is on record before the next one can change it
            result_ledger.record_changes(event, desk)
            event.written.add_of_others(event.file, arrived)  # here, so that the window's thread needn't
        _note_merge(event, results[-1], monotonic() - began, dry_run=dry_run)
    progress(len(results), len(found))
    report = MergeReport(tuple(results), len(found) - len(results), gone, () if gone else tuple(_skipped(paths, found)))
    if dry_run:
        return report
    report = replace(report, clocks=tuple(clocks_told(event, arrived)))
    if not is_touched_since(event.file, arrived, COUNTED | {Subject.RESULT, Subject.RESULT_RECEIVED}):
        return report
    turned = by_merge(event.file, before, set(ids_since(event.file, arrived)))
    return replace(report, turned=tuple(turned), told=tuple(str(brief(event.file, one)) for one in turned))


def _note_merge(event: OpenEvent, one: PackageResult, took: float, *, dry_run: bool) -> None:
    """Into the log."""
    what, outcome, counts = LogWord("looked at" if dry_run else "took in"), LogWord(one.outcome), (one.new, one.present, one.held)
    who = (one.device, event.id)
    _log.info("%s a package of %s, event %s: %s, %d new, %d known, %d held, %.2f s", what, *who, outcome, *counts, took)


def _skipped(paths: Iterable[Path], found: Sequence[Path]) -> Iterator[Path]:
    """Of a folder that holds no package itself the folders within are told with its refusal."""
    for path in paths:
        if path.is_dir():
            for one in [*on_their_way(path), *skipped_in(path, is_packages_name)]:
                if one not in found and not (path in found and one.is_dir()):
                    yield one


def skipped_words(path: Path) -> str:
    """What wasn't looked at, in a sentence."""
    if path.is_dir():
        return _("{path} holds packages too and was not looked into; name it to receive them.", path=path)
    if not path.is_file():
        return _("{path} leads to no file and was not looked at.", path=path)
    if is_on_its_way(path):
        return _(
            "{path} is no finished package: it is still being copied, or a program set it aside as another version. It was not "
            "looked at; wait until it is there, or name it to receive it.",
            path=path,
        )
    return _("{path} is hidden and was not looked at; name it to receive it.", path=path)


def _packages(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from carried_in(path) or [path]
        else:
            yield path


def _merge_one(event: OpenEvent, path: Path, desk: SecretaryDesk | None, progress: Progress, *, dry_run: bool) -> PackageResult:
    device = ""
    try:
        if path.is_dir():
            raise _no_package(path)
        if is_receipts_name(path):
            return _merge_receipt(event, path, dry_run=dry_run)
        known = merged_before(path, event.file)
        if known is not None:
            if desk and not dry_run:
                admit(desk, {})
            return PackageResult(path, Outcome.NOTHING_NEW, 0, known, _nothing_new(event, known))
        with opened(path, event.file.passphrase, lambda done, of: progress(done, 2 * of)) as package:
            device = package.manifest.device if package.manifest else ""
            return _merge_package(event, package, desk, lambda done, of: progress(of + done, 2 * of), dry_run=dry_run)
    except Problem as problem:
        refused(problem)
        # into the log alone: what a refused package says of itself proves nothing
        _log.info("the package of event %s that was refused says that it is of %s", event.id, device)
        return PackageResult(path, Outcome.REFUSED, why=str(problem))


def _merge_receipt(event: OpenEvent, path: Path, *, dry_run: bool) -> PackageResult:
    one = take_receipt(event, path, dry_run=dry_run)
    outcome, packed = Outcome.MERGED if one.is_new else Outcome.NOTHING_NEW, one.manifest
    return PackageResult(path, outcome, why=one.told, is_receipt=True, device=packed.device, laptop=packed.name, at=packed.at)


def _no_package(folder: Path) -> FileProblem:
    inside = folders_with_packages(folder)
    if not inside:
        return FileProblem("{path} holds no package (.jurypack); choose the folder with the packages.", path=folder)
    sentence = mark("{path} holds no package itself, but its folders do: {folders}. Choose one of these.")
    return FileProblem(sentence, path=folder, folders=", ".join(str(one.relative_to(folder)) for one in inside))


def _merge_package(
    event: OpenEvent, package: Package, desk: SecretaryDesk | None, taken: Progress, *, dry_run: bool
) -> PackageResult:
    own, before = event.own_devices(), set(map(str, unsealed(event)))
    brought = merging.incoming(event.file, event.trust, package, own)
    if desk and not dry_run and admit(desk, brought.unknown, {entry.device for entry in package.telling}):
        brought = merging.incoming(event.file, event.trust, package, own)
    aside, mine = new_behind(event, brought), event.device
    loose = held_back(event, aside)
    written = journal.last_of(event.file, mine)[0] if mine else 0
    former, same = {entry.id for entry in journal.in_doubt(event.file)}, names_on_sheets.known_corrections(event.file)
    renamed = renamed_drafts.known_pairs(event.file)
    left_out: list[str] = []
    papers = papers_told(event, package)
    fresh = list(chain(brought.waiting, journal.missing(event.file, package.entries))) if brought.new or brought.unknown else []
    standing = partial(journal.heads_of, event.file)
    brings = whats_brought((entry for entry in fresh if brought.comes_in(entry)), standing)
    holds = whats_brought((entry for entry in fresh if entry.device in brought.unknown), standing)
    if not dry_run:
        left_out = list(merging.take_in(event.file, event.trust, package, brought, taken).sentences(package))
        event.remember()
    told = PackageResult(package.path, Outcome.MERGED, brought.new, brought.present, aside=len(aside), brings=brings, holds=holds)
    told = replace(told, papers=" ".join(papers))
    if package.manifest:
        packed = package.manifest
        told = replace(told, device=packed.device, laptop=packed.name, at=packed.at)
    if brought.unknown:
        known = _prepared_among(event, package, brought.unknown)
        why, unknown = _held_words(event, brought.unknown, known), dict(brought.unknown)
        return replace(told, outcome=Outcome.QUARANTINED, why=why, held=brought.held, unknown=unknown, prepared=known)
    loose += held_of_removed(event, brought.removed)
    if not brought.new and brought.removed:
        return replace(told, outcome=Outcome.QUARANTINED, why=" ".join(loose), held=brought.held)
    if not brought.new and papers:
        return replace(told, outcome=Outcome.MERGED, why=" ".join([*loose, *papers, *left_out]))
    if not brought.new:
        why = " ".join([*loose, *([] if brought.unsealed else [_nothing_new(event, len(package.entries))]), *left_out])
        return replace(told, outcome=Outcome.NOTHING_NEW, why=why or _nothing_new(event, len(package.entries)))
    loose += [str(problem) for problem in unsealed(event) if str(problem) not in before]
    loose += map(str, names_on_sheets.confirmed_same(event.file, same))
    loose += renamed_drafts.new_renamed_drafts(event.file, renamed)
    loose += [tail_taken(event, entry) for entry in brought.tails]
    loose += [said for entry in brought.telling if entry.subject == Subject.DEVICE and (said := removal_told(event, entry))]
    loose += unseated(event, (entry for entry in journal.in_doubt(event.file) if entry.id not in former))
    strange = not_written_here(written, journal.last_of(event.file, mine)[0]) if mine else []
    return replace(
        told, why=" ".join([*strange, *doubt(event, former), *unproven(event, package), *papers, *left_out, *loose]) or None
    )


def _prepared_among(event: OpenEvent, package: Package, unknown: Collection[str]) -> dict[str, PreparedLaptop]:
    """Which of the laptops that aren't admitted prove that they opened a copy that was prepared for them."""
    telling = [one for one in package.telling if one.subject == Subject.INTRODUCTION and one.key in unknown]
    return claimed(event.file, telling) if telling else {}


def _held_words(event: OpenEvent, unknown: Mapping[str, str], known: Mapping[str, PreparedLaptop]) -> str:
    """Laptops that were prepared are told from strange ones."""
    jurors = model_records.jurors(event.file) if known else {}
    strange = [f"{called(name, device)} ({words(device)})" for device, name in unknown.items() if device not in known]
    ours = [f"{one.label} ({for_whom(one, jurors)})" for one in known.values()]
    told = [_("Held until the desk admits these laptops, which it prepared itself: {laptops}.", laptops=", ".join(ours))]
    sentence = mark("Held until the desk admits these laptops: {laptops}. Compare the words with their screens.")
    return " ".join([*(told if ours else []), *([_(sentence, laptops=", ".join(strange))] if strange else [])])


def admit(desk: SecretaryDesk, unknown: Mapping[str, str], came: Collection[str] = ()) -> bool:
    """Admits devices, and those that this laptop is or was: a restored backup is a new device that others would hold back.

    `came` are the devices that a package tells of.
    """
    event = desk.event
    own = event.own_devices() & {event.device or "", *model_records.devices(event.file), *came}
    new = {device: name or device[:8] for device, name in unknown.items()}
    changes = [desk.admit({**new, **dict.fromkeys(sorted(own), event.laptop.name)})]
    if event.device and event.device not in own:
        # this laptop's first act to this file made it a device
        changes.append(desk.admit({event.device: event.laptop.name}))
    return any(changes)


def _nothing_new(event: OpenEvent, ends: int) -> str:
    return _("Nothing new; this file ends at {ends} entries, we hold {held}.", ends=ends, held=journal.count(event.file))
