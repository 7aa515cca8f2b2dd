"""Recapitulation and sheets signed by several: in any order, over laptops and days; declined; parted; out of date."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from juryapp.board.cells import Board
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.model.document import DocumentKind
from juryapp.model.signed_document import SignedDocument
from juryapp.printing.document_line import DocumentLine
from juryapp.printing.document_list import document_list
from juryapp.printing.document_signing import decline, go_on_with, issue, shown, sign
from juryapp.printing.event_documents import sheet
from juryapp.printing.signing_progress import documents_to_sign, find_document, progress_in
from juryapp.signing.ink import Ink
from juryapp.store import attachment_table
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from juryapp.verification.signing_check import ANOTHER_GOES_ON, NOT_THE_LAST
from juryapp.verification.verdict import Verdict
from tests.builders import a_desk, a_juror, a_prepared, carry
from tests.builders import sign as sign_sheet

RECAPITULATION = DocumentKind.RECAPITULATION
INK = Ink.from_json(b"[[[0, 0, 1], [40, 20, 1], [80, 0, 1], [120, 22, 1], [150, 4, 1]]]")


@pytest.fixture
def scored(event: OpenEvent) -> Iterator[OpenEvent]:
    """An event in which J02 signed the sheet of K01."""
    sign_sheet(a_juror(event, "J02"), "K01", "85")
    yield event


def issued(event: OpenEvent, kind: DocumentKind = RECAPITULATION) -> SignedDocument:
    return issue(a_desk(event), kind).document


def signs(event: OpenEvent, document: SignedDocument, juror: str, *, close: bool = False) -> bytes:
    return sign(a_juror(event, juror), document, shown(event, document), INK, close=close).pdf


def check(event: OpenEvent, pdf: bytes) -> Verdict:
    path = event.path.parent / "checked.pdf"
    path.write_bytes(pdf)
    (found,) = verify([path], Authority.of_event(event))
    return found


def line_of(event: OpenEvent, kind: DocumentKind = RECAPITULATION) -> DocumentLine:
    return next(line for line in document_list(event) if line.kind is kind)


@pytest.mark.parametrize("kind", [RECAPITULATION, DocumentKind.MINUTES])
def test_each_in_turn_the_chair_last_and_the_whole_is_genuine(scored: OpenEvent, kind: DocumentKind) -> None:
    document = issued(scored, kind)
    assert (document.signers, document.chair) == (("J02", "J03", "J04"), "J01")
    for juror in ("J04", "J02", "J03"):
        signs(scored, document, juror)
    pdf = signs(scored, document, "J01")
    assert progress_in(scored, document).closed
    found = check(scored, pdf)
    assert found.verdict == "valid" and [field for field, _name in found.signers] == [
        "Desk",
        "Juror_J04",
        "Juror_J02",
        "Juror_J03",
        "Chair",
    ]


def test_signed_versions_travel_and_go_on_at_another_laptop_on_another_day(scored: OpenEvent) -> None:
    document = issued(scored)
    signs(scored, document, "J02")
    with a_prepared(scored, "panel", ["J01", "J03", "J04"]) as panel:
        signs(panel, find_document(panel, "recapitulation"), "J03")
        carry(panel, scored, admit=True)
    assert progress_in(scored, document).signed == ("J02", "J03")
    signs(scored, document, "J04")
    assert check(scored, signs(scored, document, "J01")).verdict == "valid"


def test_the_chair_waits_for_the_others_unless_the_document_is_closed_without_them(scored: OpenEvent) -> None:
    document = issued(scored)
    with pytest.raises(Refused) as refused:
        signs(scored, document, "J01")
    assert refused.value.gaps == {"jurors": "J02, J03, J04"}
    signs(scored, document, "J01", close=True)
    with pytest.raises(Refused):
        signs(scored, document, "J02")
    assert progress_in(scored, document).waits_for == ()


def test_nobody_signs_twice_or_for_others_or_what_was_not_seen(scored: OpenEvent) -> None:
    document = issued(scored)
    before = shown(scored, document)
    signs(scored, document, "J02")
    for juror in ("J02", "J05"):
        with pytest.raises(Refused):
            sign(a_juror(scored, juror), document, shown(scored, document), INK)
    with pytest.raises(Refused):
        sign(a_juror(scored, "J03"), document, before, INK)


@pytest.mark.parametrize("kind", [RECAPITULATION, DocumentKind.MINUTES])
def test_a_declined_signature_is_on_record_and_printed_in_the_next_version(scored: OpenEvent, kind: DocumentKind) -> None:
    document = issued(scored, kind)
    decline(a_juror(scored, "J03"), document, "Saya belum melihat nilai K02.")
    assert progress_in(scored, document).before_chair == ("J02", "J04")
    again = issued(scored, kind)
    assert check(scored, shown(scored, again)).verdict == "partly signed"
    assert again.replaces == (document.id,) and documents_to_sign(scored)[0] == again
    text = read_text(shown(scored, again))
    assert "Saya belum melihat nilai K02." in text and "Juri Contoh J03" in text
    assert "belum melihat" not in read_text(b"" + shown_first(scored, document))


def test_who_declined_may_sign_after_all(scored: OpenEvent) -> None:
    document = issued(scored)
    decline(a_juror(scored, "J03"), document, "Belum dibaca.")
    signs(scored, document, "J03")
    assert progress_in(scored, document).declined == {}
    with pytest.raises(Refused):
        decline(a_juror(scored, "J03"), document, "Ternyata tidak.")


def messages(found: Verdict) -> list[str]:
    return [fault.message for fault in found.faults]


def test_two_laptops_sign_the_same_file_and_a_person_says_which_goes_on(scored: OpenEvent) -> None:
    document = issued(scored)
    with a_prepared(scored, "panel", ["J03"]) as panel:
        there = signs(panel, document, "J03")
        here = signs(scored, document, "J02")
        carry(panel, scored, admit=True)
    progress = progress_in(scored, document)
    assert progress.parted and line_of(scored).parted
    with pytest.raises(Refused):
        signs(scored, document, "J04")
    assert check(scored, here).verdict == check(scored, there).verdict == "partly signed", "both files are genuine and kept"
    chosen = next(one for one in progress.files if one.signed == ("J03",))
    go_on_with(a_desk(scored), document, chosen.pdf[:12], "J03 juga menandatangani di kertas.")
    assert progress_in(scored, document).again == ("J02",)
    left = check(scored, here)
    assert left.verdict == "superseded" and left.waiting == () and messages(left) == [ANOTHER_GOES_ON]
    assert check(scored, there).verdict == "partly signed" and NOT_THE_LAST not in messages(check(scored, there))
    signs(scored, document, "J02")
    assert NOT_THE_LAST in messages(check(scored, there)), "also before the chair closes it"
    for juror in ("J04", "J01"):
        last = signs(scored, document, juror)
    assert check(scored, last).verdict == "valid" and progress_in(scored, document).closed


def test_a_result_that_changes_makes_it_out_of_date_and_the_next_one_replaces_it(scored: OpenEvent) -> None:
    document = issued(scored)
    pdf = signs(scored, document, "J02")
    with pytest.raises(Refused):
        issue(a_desk(scored), DocumentKind.ATTENDANCE)
    sign_sheet(a_juror(scored, "J03"), "K01", "70")
    assert line_of(scored).outdated and check(scored, pdf).verdict == "superseded"
    again = issued(scored)
    assert not line_of(scored).outdated and line_of(scored).document == again.id
    with pytest.raises(Refused):
        find_document(scored, document.id)


def test_what_waits_unanswered_and_unchanged_is_not_made_twice(scored: OpenEvent) -> None:
    issued(scored)
    with pytest.raises(Refused):
        issued(scored)


def test_the_list_says_who_signed_who_declined_and_for_whom_it_waits(scored: OpenEvent) -> None:
    assert line_of(scored).document == ""
    document = issued(scored)
    signs(scored, document, "J02")
    decline(a_juror(scored, "J03"), document, "Belum dibaca.")
    line = line_of(scored)
    assert (line.document, line.state.value) == (document.id, "signing")
    assert [one[-4:-1] for one in line.signed_by] == ["J02"]
    assert [one[-4:-1] for one in line.waits_for] == ["J04", "J01"]
    assert "Belum dibaca." in line.declined[0] and "J03" in line.declined[0]


def test_a_file_that_a_juror_made_up_is_signed_by_nobody(scored: OpenEvent) -> None:
    document = issued(scored)
    key = a_juror(scored, "J02").key
    assert key
    forged = shown(scored, document) + b"\n%%EOF\n"
    value = {"document": document.first, "on": document.first, "pdf": attachment_table.digest(forged)}
    scored.write([Act("J02", "signature", f"J02/{document.id}", value, sign=key.sign)], [forged], seal=True)
    with pytest.raises(Refused):
        signs(scored, document, "J03")
    go_back = progress_in(scored, document)
    assert go_back.file.signed == ("J02",)


def test_the_chair_acknowledges_a_sheet_and_the_sheet_is_printed_so(scored: OpenEvent) -> None:
    document = find_document(scored, "J02/K01")
    assert (document.kind, document.chair, document.signers) == (DocumentKind.SHEETS, "J01", ())
    pdf = signs(scored, document, "J01")
    found = check(scored, pdf)
    assert found.verdict == "valid" and [field for field, _name in found.signers] == ["Juror", "Chair"]
    line = next(line for line in document_list(scored) if (line.juror, line.candidate) == ("J02", "K01"))
    assert line.waits_for == () and len(line.signed_by) == 2
    board = Board.of(scored.file)
    assert sheet(scored, board, board.cell("J02", "K01"))[1] == pdf


def test_headquarters_may_still_seal_after_the_chair(scored: OpenEvent) -> None:
    document = issued(scored)
    pdf = signs(scored, document, "J01", close=True)
    names = [one.field_name for one in PdfFileReader(BytesIO(pdf)).embedded_signatures]
    assert names == ["Desk", "Chair"]


def shown_first(event: OpenEvent, document: SignedDocument) -> bytes:
    content = attachment_table.content(event.file, document.first)
    assert content
    return content


def read_text(pdf: bytes) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).split())
