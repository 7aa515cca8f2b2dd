"""Receipt: headquarters' word on what it holds, as a small file for every laptop; and a laptop that takes one in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from juryapp.board import records
from juryapp.board.clocks import ShownClock
from juryapp.disk import free_name, make_folder, write_whole
from juryapp.documents.words import moment
from juryapp.errors import FileProblem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace
from juryapp.exchange import receipts
from juryapp.exchange.manifest import Manifest, signed_message
from juryapp.exchange.receipt_file import read_receipt, receipt_bytes
from juryapp.exchange.receipts import Receipt, ReceiptVerdict
from juryapp.file_names import visible
from juryapp.package_files import RECEIPT_ENDING
from juryapp.sharing.pack import manifest_of
from juryapp.store import journal, model_records, sheets
from juryapp.text import _, mark, plural

_REFUSED = {
    ReceiptVerdict.ALTERED: mark("{path} was altered: it is not what its laptop signed; have headquarters write it again."),
    ReceiptVerdict.OF_ANOTHER_EVENT: mark("{path} is a receipt of another event; look for the one of this event."),
    ReceiptVerdict.NOT_OF_HEADQUARTERS: mark(
        "{path} was signed by laptop {laptop}, which is not known here as headquarters: it confirms nothing. If headquarters "
        "moved to another laptop, receive a package of it first."
    ),
}


@dataclass(frozen=True)
class TakenReceipt:
    """A receipt of headquarters that was looked at or taken in."""

    manifest: Manifest
    told: str
    """What it says, in a sentence or two."""
    is_new: bool


def write_receipt(event: OpenEvent, folder: Path) -> Path:
    """Writes headquarters' receipt into a folder: what it holds now, signed. Changes nothing of the event.

    Raises `Refused` at a laptop that isn't headquarters, and `FileProblem`.
    """
    if not records.is_headquarters(event):
        raise Refused("This laptop is not headquarters: only what headquarters signs confirms that something arrived.")
    about, at = model_records.event(event.file), ShownClock.of(event).now()
    make_folder(folder)
    name = f"{visible(about.code)}-{(event.device or '')[:8]}-{at.strftime('%Y%m%d-%H%M')}{RECEIPT_ENDING}"
    path = free_name(folder / name)
    write_whole(path, receipt_bytes(_receipt(event)))
    return path


def write_receipt_beside(place: EventPlace, folder: Path) -> Path:
    """The same while people go on working."""
    with place.once_more() as beside:
        return write_receipt(beside, folder)


def _receipt(event: OpenEvent) -> Receipt:
    manifest = manifest_of(event, list(journal.ids(event.file)))
    short = replace(manifest, left_out=tuple(sorted(receipts.first_lacking(event.file, manifest.lacking))), held=())
    body = short.body()
    return Receipt(short, body, event.sign_as_device(signed_message(body)))


def take_receipt(event: OpenEvent, path: Path, *, dry_run: bool = False) -> TakenReceipt:
    """Takes headquarters' receipt in, once it is proven, or with `dry_run` only looks at it. Raises `FileProblem`."""
    one = read_receipt(path)
    verdict = receipts.judged(event.file, event.trust, one)
    if verdict in _REFUSED:
        name = f"{one.manifest.name} ({one.manifest.device[:8]})"
        raise FileProblem(_REFUSED[verdict], path=path, laptop=name)
    before, numbers = receipts.confirmed(event.file, event.trust), receipts.covered_by(event.file, one.manifest)
    said = [_said(event, one.manifest, numbers)]
    if one.manifest.device == event.device:
        said = [_("It is a receipt of this laptop itself.")]
    elif verdict is ReceiptVerdict.OLDER:
        said.append(_("It is older than what is known here already; nothing changes."))
    elif verdict is ReceiptVerdict.LATER and any(numbers.get(device, 0) < number for device, number in before.items()):
        said.append(_("That is less than it confirmed before: what it lacks goes along in this laptop's packages again."))
    is_new = verdict is ReceiptVerdict.LATER and one.manifest.device != event.device
    if is_new and not dry_run:
        with event.file.unit():
            receipts.keep_later(event.file, event.trust, [one])
    return TakenReceipt(one.manifest, " ".join(said), is_new)


def _said(event: OpenEvent, manifest: Manifest, numbers: Mapping[str, int]) -> str:
    signings = [journal.find(event.file, id_) for id_ in sheets.signings(event.file).values()]
    confirmed = sum(one is not None and one.number <= numbers.get(one.device, 0) for one in signings)
    return plural(
        "A receipt of headquarters, of {when}: it holds {confirmed} of the {count} signed sheet here, with its PDF.",
        "A receipt of headquarters, of {when}: it holds {confirmed} of the {count} signed sheets here, with their PDFs.",
        len(signings),
        when=moment(manifest.at, model_records.event(event.file).time_zone),
        confirmed=confirmed,
    )
