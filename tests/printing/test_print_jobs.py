"""Print jobs: what goes to a print service is letters and lines, with the ink of signatures as part of the page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import ImageChops

from juryapp.documents import styles
from juryapp.documents.preview import page_sizes, pages, words_of_pages
from juryapp.errors import FileProblem
from juryapp.printing import print_jobs as room
from juryapp.printing.paper_names import SIZES, paper_of
from juryapp.printing.print_jobs import print_jobs
from tests.builders import a_juror, an_event, light_passphrases, sign


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with light_passphrases():
        return sign(a_juror(an_event(tmp_path_factory.mktemp("event")), "J01"), "K01", "80").pdf


def a_page(*sizes: tuple[float, float]) -> bytes:
    with pikepdf.new() as pdf:
        for size in sizes:
            pdf.add_blank_page(page_size=size)
        written = BytesIO()
        pdf.save(written)
    return written.getvalue()


def test_the_ink_is_on_the_page_and_letters_stay_letters(signed: bytes) -> None:
    (job,) = print_jobs([signed])
    own, printed = pages(signed, 72)[0], pages(job.pdf, 72)[0]
    most = max(value for _low, value in ImageChops.difference(own, printed).getextrema())
    assert most < 60, "edges of strokes may be painted a little otherwise, nothing may be lacking"
    assert words_of_pages(signed)[0] in words_of_pages(job.pdf)[0]
    with pikepdf.open(BytesIO(job.pdf)) as pdf:
        assert "/Annots" not in pdf.pages[0] and "/AcroForm" not in pdf.Root and not pdf.attachments


def test_the_signed_file_itself_is_not_touched(signed: bytes) -> None:
    before = bytes(signed)
    list(print_jobs([signed]))
    assert signed == before


def test_another_paper_begins_another_job_and_the_order_stays() -> None:
    a4, f4, lying = SIZES["A4"], SIZES["F4"], (SIZES["A4"][1], SIZES["A4"][0])
    jobs = list(print_jobs([a_page(a4), a_page(lying), a_page(f4), a_page(a4)]))
    assert [(paper_of(job.size), job.pages) for job in jobs] == [("A4", 2), ("F4", 1), ("A4", 1)]
    assert page_sizes(jobs[0].pdf)[1][0] > page_sizes(jobs[0].pdf)[1][1], "a page that lies stays so"


def test_many_sheets_go_in_several_jobs_in_their_order(signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LARGEST", 3 * len(signed))
    marked = [a_page((595, 842), *[(595, 842)] * (n % 2)) for n in range(6)]
    jobs = list(print_jobs([signed] * 9))
    assert [job.pages for job in jobs] == [4, 4, 1]
    assert sum(job.pages for job in print_jobs(marked)) == 9


def test_only_the_pages_that_are_wanted_go() -> None:
    documents = [a_page(*[SIZES["A4"]] * 3), a_page(SIZES["A4"])]
    assert [job.pages for job in print_jobs(documents, lambda number: number in (2, 3))] == [2]
    assert list(print_jobs(documents, lambda number: number == 7)) == []


def test_documents_are_drawn_only_as_they_are_taken_and_it_is_told_how_many(signed: bytes) -> None:
    told: list[int] = []
    list(print_jobs(iter([signed, signed]), tell=told.append))
    assert told == [0, 1]


@pytest.mark.parametrize("spoil", [lambda pdf: b"", lambda pdf: b"%PDF-1.7 nonsense", lambda pdf: pdf[:200]])
def test_what_cannot_be_read_is_told(signed: bytes, spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(FileProblem):
        list(print_jobs([spoil(signed)]))


def test_papers_are_those_for_which_documents_are_drawn() -> None:
    assert SIZES == styles.PAPERS


def test_papers_are_known_whichever_way_they_lie() -> None:
    assert [paper_of(size) for size in ((595, 842), (842, 595), (609.4, 935.4), (612, 792))] == ["A4", "A4", "F4", ""]
