"""Gathering what is to be checked: files and folders as given, bounded, each file once; and files that would hang a reader."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from juryapp.errors import FileProblem
from juryapp.verification import files_to_check
from juryapp.verification.files_to_check import everything, gather, not_looked_at, read_file
from ui.checking.skipped_files import left_words

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")


def a_folder(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"x")
    return folder


def names(paths: object) -> list[str]:
    return [Path(path).name for path in paths]  # type: ignore[attr-defined]


def test_of_a_folder_only_what_may_be_a_paper_is_taken_and_the_rest_is_counted(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "f", "b.PDF", "a.pdf", "c.jpg", "p.jury", "notes.txt", "x.docx", ".hidden.pdf", "p.jury-journal")
    a_folder(folder / "within", "d.pdf")
    found = gather([folder])
    assert names(found.files.values()) == ["a.pdf", "b.PDF", "c.jpg", "p.jury"]
    assert (found.others, found.folders, found.left, found.problems) == (2, 1, 0, ())
    assert names(found.hidden) == [".hidden.pdf"] and ".hidden.pdf" in left_words(found, 0)
    assert not_looked_at([folder, folder / "a.pdf"]) == [folder / ".hidden.pdf", folder / "within"]


def test_a_file_that_is_named_itself_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "f", "notes.txt")
    assert names(gather([folder / "notes.txt", tmp_path / "none.pdf"]).files.values()) == ["notes.txt", "none.pdf"]


@posix
def test_the_same_file_given_twice_is_there_once(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "f", "a.pdf")
    (tmp_path / "link.pdf").symlink_to(folder / "a.pdf")
    found = gather([folder, folder / "a.pdf", tmp_path / "f" / ".." / "f" / "a.pdf", tmp_path / "link.pdf"])
    assert len(found.files) == 1


def test_no_more_than_the_most_are_taken_and_the_rest_is_counted(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "f", *(f"{n}.pdf" for n in range(7)))
    found = gather([folder], most=3)
    assert (len(found.files), found.left) == (3, 4)


def test_a_folder_of_very_many_names_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_to_check, "MOST_NAMES", 5)
    found = gather([a_folder(tmp_path / "f", *(f"{n}.pdf" for n in range(9)))])
    assert (len(found.files), found.left) == (5, 4)


def test_gathering_that_is_called_off_ends(tmp_path: Path) -> None:
    assert gather([a_folder(tmp_path / "f", "a.pdf")], stop=lambda: True).files == {}


@posix
def test_links_in_circles_end(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "f", "a.pdf")
    (folder / "again").symlink_to(folder)
    (folder / "itself.pdf").symlink_to(folder / "itself.pdf")
    found = gather([folder])
    assert (names(found.files.values()), found.folders, found.others) == (["a.pdf"], 1, 1)
    assert names(everything([folder])) == ["a.pdf"]


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    closed, opened = a_folder(tmp_path / "closed", "a.pdf"), a_folder(tmp_path / "open", "b.pdf")
    closed.chmod(0)
    try:
        found = gather([closed, opened])
        assert names(found.files.values()) == ["b.pdf"]
        assert str(closed) in str(found.problems[0])
        with pytest.raises(FileProblem):
            list(everything([closed]))
    finally:
        closed.chmod(0o700)


def test_a_folder_that_went_away_while_it_was_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "isdir", lambda path: True)
    found = gather([tmp_path / "gone"])
    assert found.files == {} and "gone" in str(found.problems[0])


def test_the_command_takes_everything_of_a_folder_in_order(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "f", "b.pdf", "a.docx", ".hidden", "p.jury-journal")
    assert names(everything([folder, tmp_path / "none.pdf"])) == ["a.docx", "b.pdf", "none.pdf"]


@posix
def test_a_pipe_is_no_file_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(FileProblem, match="pipe"):
        read_file(tmp_path / "pipe.pdf", 10)
    assert gather([tmp_path]).others == 1


@posix
def test_a_name_that_comes_to_mean_a_pipe_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    with pytest.raises(FileProblem, match="pipe"):
        read_file(tmp_path / "pipe.pdf", 10)


def test_of_a_large_file_only_so_much_is_read(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(10_000_000_000)
    content, is_all = read_file(tmp_path / "large", 1_000)
    assert (len(content), is_all) == (1_000, False)
    assert read_file(a_folder(tmp_path / "f", "a") / "a", 1) == (b"x", True)
