"""Handover: the receipt for a flash disk that somebody brought. Looks at the packages and at what of them is here; reads only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from juryapp.board.clocks import ShownClock
from juryapp.board.laptop_names import laptop_names
from juryapp.board.laptop_roster import for_whom, prepared
from juryapp.documents.handover_receipt import HandedOver, Handover, render
from juryapp.event.open_event import OpenEvent
from juryapp.exchange.journal_merge import check_event
from juryapp.exchange.package import Package, opened
from juryapp.file_names import document_name
from juryapp.package_files import packages_in
from juryapp.sharing.brought import brought
from juryapp.sharing.progress import Progress, silent
from juryapp.store import journal, keyring, model_records


def handover_receipt(
    event: OpenEvent, paths: Sequence[Path], brought_by: str = "", progress: Progress = silent
) -> tuple[str, bytes]:
    """File name and PDF: what lies in these packages, and folders of them. Raises `FileProblem` for one that can't be read."""
    about, at = model_records.event(event.file), ShownClock.of(event).now()
    found = list(_packages(paths))
    told = []
    for done, path in enumerate(found):
        progress(done, len(found))
        told.append(_handed_over(event, path))
    progress(len(found), len(found))
    jurors = {code: juror.name for code, juror in model_records.jurors(event.file).items()}
    pdf = render(about, Handover(told, jurors, brought_by.strip()), at)
    return document_name(about.code, at.strftime("%Y%m%d-%H%M"), "receipt"), pdf


def _packages(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        yield from (packages_in(path) or [path]) if path.is_dir() else [path]


def _handed_over(event: OpenEvent, path: Path) -> HandedOver:
    with opened(path, event.file.passphrase) as package:
        check_event(package, event.id)
        packed = package.manifest
        laptops = {packed.device} if packed else keyring.laptops(package.file)
        return HandedOver(
            laptop=_called(event, package, sorted(laptops)),
            packed=packed.at if packed else "",
            sheets=brought(entry for entry in package.entries if entry.device in laptops).sheets,
            sha256=package.copied.sha256,
            left=sum(1 for _entry in journal.missing(event.file, package.entries)),
        )


def _called(event: OpenEvent, package: Package, laptops: Sequence[str]) -> str:
    """Whose laptop it comes from: by the laptops that wrote it; of a copy that nobody opened yet, for whom it was prepared."""
    names = laptop_names(event.file)
    if package.manifest:
        return names.get(package.manifest.device, package.manifest.name)
    known = [names[device] for device in laptops if device in names]
    copy = keyring.preparation(package.file)
    known = known or [for_whom(one, model_records.jurors(event.file)) for one in prepared(event.file) if one.id == copy]
    return ", ".join(known) or package.path.name
