"""Candidates' own papers: what is taken, what is refused in a sentence, what is shown, and how much room there is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from juryapp.board import candidate_papers as board
from juryapp.board.candidate_papers import papers_for_juror, papers_of, room
from juryapp.board.paper_pages import content_shown
from juryapp.board.status import conflicts
from juryapp.desk.candidate_papers import add_papers, take_away
from juryapp.desk.secretary import SecretaryDesk
from juryapp.documents.preview import one_page, page_sizes
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.model.paper import MOST_PAPER, PaperKind
from juryapp.store import attachment_table, journal
from tests.builders import a_desk, a_juror, an_event
from tests.desk.test_juror_desk import told_in_both
from tests.papers import a_bomb, a_locked_pdf, a_pdf, a_picture, add_paper, put


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def desk(event: OpenEvent) -> SecretaryDesk:
    return a_desk(event)


def refused(event: OpenEvent, act: Callable[[], object]) -> str:
    """The one sentence of a known problem, after which nothing is on record."""
    before = journal.count(event.file)
    with pytest.raises(Problem) as told:
        act()
    assert journal.count(event.file) == before
    return told_in_both(told.value)["en"]


def test_a_paper_is_on_record_under_the_desks_name_and_its_content_lies_here(
    event: OpenEvent, desk: SecretaryDesk, tmp_path: Path
) -> None:
    add_paper(desk, "K01", put(tmp_path, "perda-12.pdf", a_pdf()), "Perda 12/2025")
    add_paper(desk, "K02", put(tmp_path, "foto.jpg", a_picture("JPEG")))
    (one,) = papers_of(event, "K01")
    assert (one.paper.name, one.paper.file, one.paper.kind, one.is_here) == ("Perda 12/2025", "perda-12.pdf", PaperKind.PDF, True)
    assert [known.paper.name for known in papers_of(event)] == ["Perda 12/2025", "foto"]
    (act,) = journal.history_of(event.file, ("paper", f"K01/{one.paper.id}"))
    assert act.actor == "desk" and act.signature
    assert attachment_table.content(event.file, one.paper.content) == a_pdf()


def test_a_paper_is_shown_as_pages_and_a_picture_as_one(event: OpenEvent, desk: SecretaryDesk, tmp_path: Path) -> None:
    add_paper(desk, "K01", put(tmp_path, "a.pdf", a_pdf(3)))
    add_paper(desk, "K01", put(tmp_path, "b.png", a_picture("PNG", (60, 40))))
    pdf, png = (content_shown(event, known.paper) for known in papers_of(event, "K01"))
    assert len(page_sizes(pdf)) == 3
    ((wide, high),) = page_sizes(png)
    assert wide > high and one_page(png, 0, 72).getpixel((5, 5))[2] > 100  # type: ignore[index]


HOSTILE: dict[str, Callable[[], bytes]] = {
    "program.pdf": lambda: b"MZ" + os.urandom(2_000),
    "page.html": lambda: b"<html><script>alert(1)</script></html>",
    "broken.pdf": lambda: b"%PDF-1.7\n" + os.urandom(2_000),
    "cut.png": lambda: a_picture("PNG", (600, 400))[:60],
    "bomb.png": a_bomb,
    "larger-bomb.png": lambda: a_bomb(20_000),
    "locked.pdf": a_locked_pdf,
    "long.pdf": lambda: a_pdf(301),
    "huge-page.pdf": lambda: a_pdf(size=(14_000, 14_000)),
    "empty.pdf": lambda: b"",
    "film.gif": lambda: a_picture("GIF"),
    "large.pdf": lambda: a_pdf() + b"%" * MOST_PAPER,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_not_taken_is_one_sentence_and_changes_nothing(
    event: OpenEvent, desk: SecretaryDesk, tmp_path: Path, name: str
) -> None:
    path = put(tmp_path / "stick", name, HOSTILE[name]())
    before = attachment_table.sizes(event.file)
    said = refused(event, lambda: add_papers(desk, "K01", [put(tmp_path, "good.pdf", a_pdf()), path]))
    assert str(path) in said and "\n" not in said
    assert papers_of(event) == [] and attachment_table.sizes(event.file) == before


def test_folders_and_what_is_gone_are_refused(event: OpenEvent, desk: SecretaryDesk, tmp_path: Path) -> None:
    refused(event, lambda: add_paper(desk, "K01", tmp_path))
    refused(event, lambda: add_paper(desk, "K01", tmp_path / "gone.pdf"))
    refused(event, lambda: add_paper(desk, "K99", put(tmp_path, "a.pdf", a_pdf())))


def test_a_renamed_picture_is_taken_for_what_it_is(event: OpenEvent, desk: SecretaryDesk, tmp_path: Path) -> None:
    add_paper(desk, "K01", put(tmp_path, "slide.pdf", a_picture("JPEG")))
    assert papers_of(event, "K01")[0].paper.kind is PaperKind.JPEG


def test_a_files_odd_name_goes_on_record_in_one_line(event: OpenEvent, desk: SecretaryDesk, tmp_path: Path) -> None:
    add_paper(desk, "K01", put(tmp_path, "a\u202efdp\n" + "x" * 90 + ".pdf", a_pdf()))
    (known,) = papers_of(event, "K01")
    assert "\u202e" not in known.paper.file and "\n" not in known.paper.name


def test_the_same_file_twice_is_refused_and_beside_another_candidate_costs_nothing(
    event: OpenEvent, desk: SecretaryDesk, tmp_path: Path
) -> None:
    path = put(tmp_path, "a.pdf", a_pdf())
    add_paper(desk, "K01", path)
    used = room(event).used
    refused(event, lambda: add_paper(desk, "K01", path))
    add_paper(desk, "K02", path)
    assert room(event).used == used


def test_a_paper_is_taken_away_with_a_reason_and_may_come_back(event: OpenEvent, desk: SecretaryDesk, tmp_path: Path) -> None:
    path = put(tmp_path, "a.pdf", a_pdf())
    add_paper(desk, "K01", path)
    paper = papers_of(event, "K01")[0].paper
    refused(event, lambda: take_away(desk, "K01", paper.id, " "))
    take_away(desk, "K01", paper.id, "Salah kandidat")
    assert papers_of(event, "K01") == [] and room(event).used == paper.size
    refused(event, lambda: take_away(desk, "K01", paper.id, "Lagi"))
    add_paper(desk, "K01", path)
    assert len(papers_of(event, "K01")) == 1 and conflicts(event.file) == []


def test_an_event_takes_no_more_than_there_is_room(
    event: OpenEvent, desk: SecretaryDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (put(tmp_path, f"{number}.pdf", a_pdf(words=f"Perda {number}")) for number in range(2))
    monkeypatch.setattr(board.Room, "__init__", lambda self, used: self.__dict__.update(used=used, most=first.stat().st_size + 5))
    add_paper(desk, "K01", first)
    refused(event, lambda: add_paper(desk, "K02", second))
    take_away(desk, "K01", papers_of(event, "K01")[0].paper.id, "Salah kandidat")
    refused(event, lambda: add_paper(desk, "K02", second))


def test_a_juror_with_a_conflict_of_interest_is_shown_none(event: OpenEvent, desk: SecretaryDesk, tmp_path: Path) -> None:
    add_paper(desk, "K01", put(tmp_path, "a.pdf", a_pdf()))
    assert len(papers_for_juror(event, "J01", "K01")) == 1
    a_juror(event, "J01").recuse("K01", "Pernah bekerja di sana")
    assert papers_for_juror(event, "J01", "K01") == []
    assert len(papers_for_juror(event, "J02", "K01")) == 1


def test_what_lies_there_is_looked_at_again_before_it_is_shown(event: OpenEvent, desk: SecretaryDesk, tmp_path: Path) -> None:
    add_paper(desk, "K01", put(tmp_path, "a.pdf", a_pdf()))
    paper = papers_of(event, "K01")[0].paper
    event.file.connection.execute("UPDATE attachment SET content = ? WHERE id = ?", (a_bomb(), paper.content))
    with pytest.raises(Problem):
        content_shown(event, paper)
