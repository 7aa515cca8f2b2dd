"""No document takes the place of another: signed ones, those of other events and strangers' files are never replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from juryapp.desk.signing import file_name, name_of_next
from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent
from juryapp.file_names import document_name
from juryapp.printing import event_documents
from juryapp.printing.document_folder import check_free, is_signed, put_document
from juryapp.store import model_records
from tests.builders import a_desk, a_juror, a_setup, an_event, sign


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def minutes(event: OpenEvent) -> bytes:
    ((_name, pdf),) = event_documents.documents(event, "minutes")
    return pdf


def test_an_unsigned_paper_is_replaced_by_a_newer_state_of_itself(hq: OpenEvent, tmp_path: Path) -> None:
    path, first = tmp_path / "minutes.pdf", minutes(hq)
    put_document(path, first)
    a_desk(hq).withdraw("K02", "Sakit")
    second = minutes(hq)
    assert first != second
    put_document(path, second)
    assert path.read_bytes() == second


def test_a_signed_document_is_never_replaced(hq: OpenEvent, tmp_path: Path) -> None:
    signed = sign(a_juror(hq), "K01", "80").pdf
    path = tmp_path / "minutes.pdf"
    path.write_bytes(signed)
    assert is_signed(signed) and not is_signed(minutes(hq))
    with pytest.raises(FileProblem):
        put_document(path, minutes(hq))
    with pytest.raises(FileProblem):
        check_free(path)
    put_document(path, signed)
    assert path.read_bytes() == signed


def with_annotation(pdf: bytes, kind: str) -> bytes:
    """As a reader saves it in which somebody drew a signature, stamped or commented."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        note = Dictionary(Type=Name.Annot, Subtype=Name(kind), Rect=[100, 100, 200, 160], InkList=Array([Array([1, 1, 2, 2])]))
        page = document.pages[-1]
        page.Annots = Array([*page.get("/Annots", []), document.make_indirect(note)])
        document.save(out)
    return out.getvalue()


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "ink": lambda pdf: with_annotation(pdf, "/Ink"),
    "stamp": lambda pdf: with_annotation(pdf, "/Stamp"),
    "comment": lambda pdf: with_annotation(pdf, "/FreeText"),
    "saved by another program": lambda pdf: with_annotation(pdf, "/Popup"),
    "an update behind the end": lambda pdf: pdf + b"1 0 obj\n<<>>\nendobj\n%%EOF\n",
    "one more line end": lambda pdf: pdf + b"\n",
    "one letter": lambda pdf: pdf[:-8] + bytes([pdf[-8] ^ 1]) + pdf[-7:],
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_paper_on_which_somebody_drew_or_wrote_is_never_replaced(hq: OpenEvent, tmp_path: Path, kind: str) -> None:
    path, before = tmp_path / "minutes.pdf", CHANGES[kind](minutes(hq))
    path.write_bytes(before)
    a_desk(hq).withdraw("K02", "Sakit")
    with pytest.raises(FileProblem):
        put_document(path, minutes(hq))
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"x", b"%PDF-1.7 broken", b"PK\x03\x04"])
def test_what_is_no_paper_of_ours_is_never_replaced(hq: OpenEvent, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(content)
    with pytest.raises(FileProblem):
        put_document(path, minutes(hq))
    assert path.read_bytes() == content


def test_another_events_paper_is_never_replaced(hq: OpenEvent, tmp_path: Path) -> None:
    setup = a_setup()
    (tmp_path / "other").mkdir()
    other = an_event(tmp_path / "other", replace(setup, event=replace(setup.event, code="LAIN-24")))
    path = tmp_path / "minutes.pdf"
    put_document(path, minutes(other))
    before = path.read_bytes()
    with pytest.raises(FileProblem):
        put_document(path, minutes(hq))
    assert path.read_bytes() == before


def test_a_folder_of_that_name_is_told(hq: OpenEvent, tmp_path: Path) -> None:
    (tmp_path / "minutes.pdf").mkdir()
    with pytest.raises(FileProblem):
        put_document(tmp_path / "minutes.pdf", minutes(hq))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("K-1", "J01"), ("K", "1-J01")),
        (("K-", "J01"), ("K", "-J01")),
        (("K--1", "J"), ("K", "-1-J")),
        (("A", "B-r1"), ("A-B", "r1")),
    ],
)
def test_two_sheets_are_never_called_the_same(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert document_name("EV", *one, "r1") != document_name("EV", *other, "r1")


def test_usual_names_stay_as_they_are_and_none_is_hidden(hq: OpenEvent) -> None:
    about = model_records.event(hq.file)
    assert file_name(about, "K01", "J01", 1) == f"{about.code}-K01-J01-r1.pdf"
    assert document_name("PAR24-BALI", "K01", "J01", "r2") == "PAR24-BALI-K01-J01-r2.pdf"
    assert not document_name(".EV", "minutes").startswith(".")


def test_the_name_of_the_next_revision_is_known_before_it_is_signed(hq: OpenEvent) -> None:
    juror = a_juror(hq)
    expected = name_of_next(juror, "K01")
    assert sign(juror, "K01", "80").name == expected
