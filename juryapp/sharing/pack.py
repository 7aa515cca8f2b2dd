"""Pack: this laptop's package, written into a folder, and the copying of an event for another file."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from time import monotonic

from juryapp.board.confirmations import confirmed
from juryapp.board.spared import spared_pdfs
from juryapp.disk import discard, make_folder, making, put_in_place
from juryapp.errors import FileProblem, Problem, Why
from juryapp.event.open_event import OpenEvent
from juryapp.exchange.attachments_check import NamedAttachments
from juryapp.exchange.manifest import Manifest, digest_of, signed_message
from juryapp.exchange.package import opened
from juryapp.exchange.receipts import moment_of_word
from juryapp.file_names import visible
from juryapp.journal.chain import tips
from juryapp.package_files import ENDING, packages_in
from juryapp.sharing.progress import Progress, silent
from juryapp.signing.trust_store import as_text
from juryapp.store import attachment_table, candidate_papers, journal, model_records
from juryapp.store.journal_copy import copy_to
from juryapp.store.keyring import Preparation

_log = logging.getLogger(__name__)
_LIGHT = "-light"


def pack(event: OpenEvent, folder: Path, progress: Progress = silent, *, light: bool = False, whole: bool = False) -> Path:
    """Writes this laptop's package into an exchange folder: the whole journal it knows, without private keys.

    Seals the chain first; removes only own older packages that the new one contains. It leaves out the PDFs of sheets that those
    it is for hold already, unless it is to be `whole` (decision 079), and a `light` one the content of candidates' own papers
    (decision 043): its manifest says which, and its name that it does. Raises `FileProblem`.
    """
    began = monotonic()
    event.check_writable()
    make_folder(folder)
    event.before_leaving()
    event.seal_if_needed()
    ids = list(journal.ids(event.file))
    without = candidate_papers.held_for_papers_alone(event.file) if light else set[str]()
    without |= set() if whole else spared_pdfs(event).keys()
    manifest = manifest_of(event, ids, without)
    body = manifest.body()
    signature = event.sign_as_device(signed_message(body))
    own = visible(f"{model_records.event(event.file).code}-{manifest.device[:8]}")
    # two copies of a cloned laptop may end with one entry, hold as many, and not the same ones
    head = (manifest.digest if manifest.device in manifest.tips else manifest.heads[manifest.device][1])[:8]
    target = folder / f"{own}-{manifest.number:06d}-{len(ids):06d}-{head}{_LIGHT if without else ''}{ENDING}"
    write_copy(event, target, (), (body, signature), progress, without=without)
    older = [path for path in packages_in(folder) if path.name.startswith(f"{own}-") and path != target]
    if without:
        # one that is larger holds documents, or is no part of this one: it stays, and isn't read through for it each time
        older = [path for path in older if path.stat().st_size <= target.stat().st_size]
    carried = attachment_table.sizes(event.file).keys() - without
    contained = [path for path in older if _contains(event, path, manifest.device, set(ids), carried)]
    _remove([*contained, *folder.glob(f".{own}-*.part*")])
    size, took = target.stat().st_size, monotonic() - began
    _log.info("packed event %s: %d entries, %d bytes, %d older removed, %.2f s", event.id, len(ids), size, len(contained), took)
    return target


def _remove(paths: Iterable[Path]) -> None:
    """Takes own older packages away, and the hidden beginnings of own ones whose packing was cut short."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as problem:
            raise FileProblem(
                "{path} could not be removed: {why}. The new package is written and whole.", path=path, why=Why(problem)
            ) from problem


def manifest_of(event: OpenEvent, ids: Sequence[str], without: Collection[str] = ()) -> Manifest:
    """What this laptop's file holds now, entries by their `ids`; `without` are documents that it holds and leaves out."""
    device = event.device
    assert device
    numbers = journal.numbers(event.file)
    lacking = NamedAttachments.of(event.file).lacking(event.file, event.trust)
    heads = {name: (number, journal.last_of(event.file, name)[1] or "") for name, number in numbers.items()}
    return Manifest(
        event=event.id,
        device=device,
        name=model_records.devices(event.file)[device].name,
        public=as_text(event.trust.devices[device].raw),
        number=numbers[device],
        at=moment_of_word(event.file, event.trust, device, event.laptop.clock()).isoformat(timespec="seconds"),
        heads=heads,
        tips={name: _tips(event, name) for name in journal.forked(event.file)},
        entries=len(ids),
        digest=digest_of(map(bytes.fromhex, ids)),
        left_out=tuple(sorted({*lacking, *without})),
        held=tuple(sorted({*without} - {*lacking})),
        confirmed=0 if device in model_records.headquarters_devices(event.file) else confirmed(event).get(device, 0),
    )


def _tips(event: OpenEvent, device: str) -> tuple[str, ...]:
    return tuple(entry.id for entry in tips(journal.chain_of(event.file, device)))


def write_copy(
    event: OpenEvent,
    target: Path,
    keys: Collection[str],
    manifest: tuple[bytes, bytes] | None,
    progress: Progress,
    preparation: Preparation | None = None,
    without: Collection[str] = (),
) -> None:
    """A whole copy or none: temporary file, durable commit, re-read, rename. Progress counts entries, written and read again."""
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    count = journal.count(event.file)
    progress(0, 2 * count)
    try:
        with making(target):
            copy_to(event.file, part, keys, manifest, target, preparation, without)
            with opened(part, event.file.passphrase, lambda done, of: progress(of + done, 2 * of), called=target) as again:
                if len(again.entries) != count:
                    raise FileProblem("{path} was not written correctly; use another flash disk.", path=target)
            put_in_place(part, target)
    finally:
        discard(part)
    progress(2 * count, 2 * count)


def _contains(event: OpenEvent, older: Path, device: str, ids: set[str], carried: AbstractSet[str]) -> bool:
    """True if an older package of this device holds nothing that the new one lacks."""
    try:
        with opened(older, event.file.passphrase) as package:
            mine = package.manifest is not None and package.manifest.device == device
            attachments = carried | attachment_table.erased(event.file)
            return mine and {e.id for e in package.entries} <= ids and attachment_table.sizes(package.file).keys() <= attachments
    except Problem:
        # not readable as ours: someone else's file, it stays
        return False
