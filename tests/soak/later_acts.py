"""Acts with documents and helpers of their own: the pledge, an assistant's seat, what several sign in turn, sheets from paper.

Beside `tests/soak/acts.py`, which holds them in its table; each is done by the program unchanged and promises what it would tell.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from juryapp.desk.assistant_seat import AssistantDesk, of_juror
from juryapp.desk.assistants import end_typing, let_type
from juryapp.desk.pledging import pledge_for_review, sign_pledge
from juryapp.desk.plenary import reveal
from juryapp.desk.review import review
from juryapp.desk.signing import sign_sheets
from juryapp.disk import make_folder
from juryapp.documents.qr import read_codes
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.seats import root_key
from juryapp.from_paper.proven_sheets import recovery
from juryapp.from_paper.recording import record_sheets
from juryapp.from_paper.scanned_pages import ScannedPage
from juryapp.model.document import DocumentKind
from juryapp.model.event import PROVIDER_BOXES
from juryapp.model.note import Visibility
from juryapp.printing.document_folder import put_signed
from juryapp.printing.document_signing import decline, issue, provided, shown
from juryapp.printing.document_signing import sign as sign_document
from juryapp.printing.kept_boxes import kept_boxes
from juryapp.printing.sealed_documents import documents_to_seal
from juryapp.printing.sealing import Sealing
from juryapp.printing.signing_progress import find_document, progress_in
from tests.builders import PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_laptop, a_prepared, an_event, pin_of, sign
from tests.scanning import printed
from tests.soak.checks import check_event
from tests.soak.medium import State
from tests.soak.recording import Recording

_ASSISTANT_PIN = "lontar-biru-77"
_CODES = "codes.txt"
"""The texts of the QR codes on the signed sheets, a line each."""


def _open(folder: Path) -> OpenEvent:
    return open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE)


def signs_a_pledge(folder: Path, watch: Recording) -> None:
    """One juror signs, with a conflict of interest declared before."""
    with _open(folder) as event:
        juror = a_juror(event)
        watch.ack(*juror.recuse("K02", "Saudara bekerja di sana").entries)
        watch.ack(*sign_pledge(juror, pledge_for_review(juror)).changes.entries)


def types_for_a_juror(folder: Path, watch: Recording) -> None:
    """An assistant is let in, types a whole sheet and a note; the juror signs; the assistant's seat ends."""
    with _open(folder) as event:
        assistant, changes = let_type(a_desk(event), "J01", "Ayu Pendamping", _ASSISTANT_PIN)
        watch.ack(*changes.entries)
        seat = AssistantDesk.sit_down(event, "J01", assistant, _ASSISTANT_PIN)
        for criterion in seat.board().criteria["KAB"]:
            watch.ack(*seat.record_score("K01", criterion.code, "80").entries)
        seat.keep_note_draft("K01", "kata juri", Visibility.PANEL)
        watch.ack(*seat.write_note("K01", "kata juri, diketik pendamping", Visibility.PANEL).entries)
        own = of_juror(seat, pin_of("J01"))
        for sheet in sign_sheets(own, [review(seat, "K01")]):
            watch.ack(*sheet.changes.entries)
        watch.ack(*end_typing(a_desk(event), assistant, "Sidang selesai").entries)


def a_scored_event(folder: Path) -> None:
    """J02 signed the sheet of K01."""
    with an_event(folder) as event:
        sign(a_juror(event, "J02"), "K01", "85")


def signs_in_turn(folder: Path, watch: Recording) -> None:
    """The recapitulation is certified by the desk; one signs, one declines."""
    with _open(folder) as event:
        issued = issue(a_desk(event), DocumentKind.RECAPITULATION)
        watch.ack(*issued.changes.entries)
        signed = sign_document(a_juror(event, "J02"), issued.document, shown(event, issued.document))
        watch.ack(*signed.changes.entries)
        watch.ack(*decline(a_juror(event, "J03"), issued.document, "Tidak hadir").entries)


SEALED_IN = "sealed"
"""The folder for sealed files."""


def signed_minutes(folder: Path) -> None:
    """Minutes that everyone signed."""
    with an_event(folder) as event:
        document = issue(a_desk(event), DocumentKind.MINUTES).document
        for juror in ("J02", "J03", "J04", "J01"):
            sign_document(a_juror(event, juror), document, shown(event, document), "Nama Terang")


def seals(folder: Path, watch: Recording) -> None:
    """Headquarters seals the minutes and saves what is sealed."""
    make_folder(folder / SEALED_IN)
    with _open(folder) as event:
        for one in Sealing(event, root_key(event, ROOT_PIN)).each(documents_to_seal(event)):
            assert one.changes, one
            watch.ack(*one.changes.entries)
            put_signed(folder / SEALED_IN / one.name, one.pdf)
            watch.ack(f"file {one.name}")


def sealed_survives(folder: Path, state: State) -> str | None:
    """Besides the event: a sealed file with its name is whole, and one that was called saved is there."""
    files = [path for path in (folder / SEALED_IN).glob("*") if not path.name.startswith(".")]
    if any(not path.read_bytes().rstrip().endswith(b"%%EOF") for path in files):
        return "damaged: a sealed file that isn't whole"
    told = {one.removeprefix("file ") for one in state.told if one.startswith("file ")}
    if told - {path.name for path in files}:
        return "lost: a sealed file"
    return check_event(folder / "event.jury", state.told, folder)


def minutes_with_boxes(folder: Path) -> None:
    """Minutes with boxes for providers' signatures, which nobody signed yet."""
    with an_event(folder) as event:
        event.write([a_desk(event).act("event", "event/provider", {"value": PROVIDER_BOXES})])
        issue(a_desk(event), DocumentKind.MINUTES)


def signs_with_a_provider(folder: Path, watch: Recording) -> None:
    """J02 signs what the provider's own program made of the minutes."""
    with _open(folder) as event:
        document = find_document(event, "minutes")
        seen, box = shown(event, document), next(one for one in kept_boxes(event, document) if one.juror == "J02")
        place = (box.x, box.y, box.x + box.width, box.y + box.height)
        making: Any = import_module("tests.signing.providers")  # not typed, as those tests aren't
        style: Any = import_module("tests.signing.test_provider_box").STYLES["words"]
        by_provider = making.in_its_own_field(seen, "esign", place, making.a_provider("Juri Contoh J02"), style, box.page - 1)
        juror = a_juror(event, "J02")
        own = provided(event, progress_in(event, document), seen, by_provider, juror.juror)
        watch.ack(*sign_document(juror, document, seen, "Nama Terang", own=own).changes.entries)


def reveals(folder: Path, watch: Recording) -> None:
    """A category is opened by a decision with a reason."""
    with _open(folder) as event:
        watch.ack(
            *reveal(
                a_desk(event),
                "KAB",
                reason="Keputusan rapat: dua juri berhalangan hadir",
                early="Keputusan rapat: dua juri berhalangan hadir",
            ).entries
        )


def a_copy_and_its_paper(folder: Path) -> None:
    """A laptop with the desk's key from before anybody scored, and the codes of what was signed elsewhere since."""
    with an_event(folder) as event:
        a_prepared(event, "kept", [], with_desk=True).close()
        sheets = [sign(a_juror(event, juror), "K01", "85") for juror in ("J01", "J02")]
        texts = [read_codes(printed(sheet.pdf)[0].convert("L"))[0] for sheet in sheets]
        (folder / _CODES).write_text("\n".join(texts))


def _kept(folder: Path) -> Path:
    (path,) = (folder / "for-kept").glob("*.jury")
    return path


def brings_back_sheets(folder: Path, watch: Recording) -> None:
    """Both sheets come in, in one write."""
    with open_event(a_laptop(folder, "kept"), _kept(folder), PASSPHRASE) as kept:
        pages = [ScannedPage(Path("scan.pdf"), 1, (text,)) for text in (folder / _CODES).read_text().splitlines()]
        changes = record_sheets(a_desk(kept), recovery(kept, pages))
        assert len(changes.entries) >= 2, changes
        watch.ack(*changes.entries)


def kept_survives(folder: Path, state: State) -> str | None:
    """The check of `brings_back_sheets`."""
    return check_event(_kept(folder), state.told, folder, "kept")
