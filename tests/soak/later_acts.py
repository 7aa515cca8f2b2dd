"""Acts with documents and helpers of their own: the pledge, an assistant's seat, what several sign in turn, sheets from paper.

Beside `tests/soak/acts.py`, which holds them in its table; each is done by the program unchanged and promises what it would tell.
"""

from __future__ import annotations

from pathlib import Path

from juryapp.desk.assistant_seat import AssistantDesk, of_juror
from juryapp.desk.assistants import end_typing, let_type
from juryapp.desk.pledging import pledge_for_review, sign_pledge
from juryapp.desk.plenary import reveal
from juryapp.desk.review import review
from juryapp.desk.signing import sign_sheets
from juryapp.documents.qr import read_codes
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.from_paper.proven_sheets import recovery
from juryapp.from_paper.recording import record_sheets
from juryapp.from_paper.scanned_pages import ScannedPage
from juryapp.model.document import DocumentKind
from juryapp.model.note import Visibility
from juryapp.printing.document_signing import decline, issue, shown
from juryapp.printing.document_signing import sign as sign_document
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, an_event, pin_of, sign
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


def reveals(folder: Path, watch: Recording) -> None:
    """A category is opened by a decision with a reason."""
    with _open(folder) as event:
        watch.ack(*reveal(a_desk(event), "KAB", reason="Keputusan rapat: dua juri berhalangan hadir").entries)


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
