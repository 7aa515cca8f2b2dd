"""Chosen documents are written whole or not at all; the others go on, what is called off leaves no half file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from juryapp.desk.plenary import reveal
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import EventPlace
from juryapp.model.document import DocumentKind
from juryapp.printing.chosen_documents import beside, draw, save
from juryapp.printing.document_line import DocumentLine
from juryapp.printing.document_list import document_list
from juryapp.printing.document_signing import ISSUED, issue
from juryapp.printing.event_documents import OF_RESULTS, documents, recapitulation_data
from juryapp.printing.results_workbook import write_results
from juryapp.verification.recorded_results import day_of_recapitulation, of_recapitulation
from juryapp.verification.verdict import Judgement
from tests.builders import a_desk, a_juror, sign


def of_kind(event: OpenEvent, kind: DocumentKind) -> list[DocumentLine]:
    return [line for line in document_list(event) if line.kind is kind and line.can_be_made]


def test_all_of_a_kind_are_the_same_files_as_printing_all_makes(event: OpenEvent, tmp_path: Path) -> None:
    sign(a_juror(event), "K01", "80")
    sign(a_juror(event, "J02"), "K01", "81")
    out = tmp_path / "out"
    out.mkdir()
    outcome = save(event, of_kind(event, DocumentKind.SHEETS), out)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == dict(documents(event, DocumentKind.SHEETS))
    assert len(outcome.done) == 2 and not outcome.problems and not outcome.left
    assert all(line.saved_at for line in of_kind(event, DocumentKind.SHEETS))


def test_one_that_would_replace_another_file_is_told_and_the_others_are_written(event: OpenEvent, tmp_path: Path) -> None:
    pledges = of_kind(event, DocumentKind.PLEDGE)
    out = tmp_path / "out"
    out.mkdir()
    names = [path.name for path in save(event, pledges, out).done]
    for name in names[1:]:
        (out / name).unlink()
    (out / names[0]).write_bytes(b"something else")
    outcome = save(event, pledges, out)
    assert len(outcome.problems) == 1 and len(outcome.done) == len(names) - 1
    assert (out / names[0]).read_bytes() == b"something else"


def test_what_is_called_off_leaves_whole_files_and_says_how_many_are_left(event: OpenEvent, tmp_path: Path) -> None:
    pledges, out = of_kind(event, DocumentKind.PLEDGE), tmp_path / "out"
    out.mkdir()
    told: list[int] = []
    outcome = save(event, pledges, out, lambda done, of: told.append(done), lambda: len(told) > 2)
    assert outcome.called_off and len(outcome.done) == 2 and outcome.left == len(pledges) - 2
    assert [path.read_bytes()[:4] for path in out.iterdir()] == [b"%PDF"] * 2
    assert sum(line.saved_at is not None for line in of_kind(event, DocumentKind.PLEDGE)) == 2


def test_a_folder_that_is_gone_is_told_for_each(event: OpenEvent, tmp_path: Path) -> None:
    outcome = save(event, of_kind(event, DocumentKind.ATTENDANCE), tmp_path / "nowhere")
    assert not outcome.done and len(outcome.problems) == 1


@pytest.mark.parametrize("kind", [DocumentKind.RECAPITULATION, DocumentKind.MINUTES])
def test_results_are_drawn_over_a_connection_of_their_own(event: OpenEvent, tmp_path: Path, kind: DocumentKind) -> None:
    sign(a_juror(event), "K01", "80")
    with beside(EventPlace.of(event), None) as other:
        assert save(other, of_kind(other, kind), tmp_path).done


def test_in_a_window_what_tells_results_waits_for_the_reveal_and_sheets_do_not(event: OpenEvent, tmp_path: Path) -> None:
    """Over the second connection too, whoever asks for it; the command line doesn't wait (decision 040)."""
    sign(a_juror(event), "K01", "80")
    event.waits_for_reveal, desk = True, a_desk(event)
    with beside(EventPlace.of(event), None) as other:
        for line in document_list(other):
            if line.can_be_made and line.kind in OF_RESULTS:
                (drawn,) = draw(other, [line])
                assert not drawn.pdf and "Kabupaten dan Kota" in str(drawn.problem)
        assert save(other, of_kind(other, DocumentKind.SHEETS), tmp_path).done
    for kind in (one for one in ISSUED if one in OF_RESULTS):
        for make in (partial(documents, event), partial(issue, desk)):
            with pytest.raises(Refused, match="Kabupaten dan Kota"):
                make(kind)
    with pytest.raises(Refused, match="Kabupaten dan Kota"):
        write_results(event, tmp_path / "hasil.xlsx")
    reveal(desk, "KAB", reason="Uji coba.", early="Uji coba.")
    assert documents(event, DocumentKind.MINUTES) and issue(desk, DocumentKind.MINUTES).pdf


def test_in_a_window_a_recapitulation_tells_what_is_revealed_while_the_minutes_wait_for_the_rest(
    event: OpenEvent, tmp_path: Path
) -> None:
    for candidate in ("K01", "U01"):
        sign(a_juror(event), candidate, "80")
    event.waits_for_reveal, desk = True, a_desk(event)
    reveal(desk, "KAB", reason="Uji coba.", early="Uji coba.")
    first = issue(desk, DocumentKind.RECAPITULATION)
    (drawn,) = draw(event, of_kind(event, DocumentKind.RECAPITULATION))
    assert "Kabupaten" in text_of(first.pdf) and "Badan Usaha" not in text_of(first.pdf) and drawn.pdf == first.pdf
    assert "KAB" in documents(event, DocumentKind.RECAPITULATION)[0][0], "a file of its own"
    (line,) = of_kind(event, DocumentKind.RECAPITULATION)
    assert "Kabupaten dan Kota" in line.why and not line.outdated
    write_results(event, tmp_path / "hasil.xlsx")
    assert "USA" not in str(load_workbook(tmp_path / "hasil.xlsx").sheetnames)
    with pytest.raises(Refused, match="Badan Usaha"):
        documents(event, DocumentKind.MINUTES)
    data = recapitulation_data(event, ["KAB"])
    assert of_recapitulation(event, data)[0] is Judgement.VALID
    assert any("Badan Usaha" in str(one) for one in day_of_recapitulation(event, data)), "what it doesn't tell is said"
    reveal(desk, "USA", reason="Uji coba.", early="Uji coba.")
    (line,) = of_kind(event, DocumentKind.RECAPITULATION)
    assert line.outdated and "Badan Usaha" in text_of(issue(desk, DocumentKind.RECAPITULATION).pdf)


def text_of(pdf: bytes) -> str:
    """All that a document says."""
    return " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(pdf))


@pytest.mark.parametrize("kind", [DocumentKind.DECREE, DocumentKind.CEREMONY])
def test_what_tells_winners_is_made_of_the_results(event: OpenEvent, kind: DocumentKind) -> None:
    ((name, pdf),) = documents(event, kind)
    assert name.endswith(".pdf") and pdf.startswith(b"%PDF")
    (drawn,) = draw(event, of_kind(event, kind))
    assert drawn.problem is None and drawn.name == name and drawn.pdf.startswith(b"%PDF")


def test_there_is_no_certificate_while_no_category_is_final(event: OpenEvent) -> None:
    with pytest.raises(Refused):
        documents(event, DocumentKind.CERTIFICATES)
    (line,) = [line for line in document_list(event) if line.kind is DocumentKind.CERTIFICATES]
    assert not line.can_be_made and line.why
