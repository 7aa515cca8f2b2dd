"""What is passed over in a folder is found, whatever hides it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from juryapp.skipped_in_folders import folders_within, skipped_in


def a_paper(path: Path) -> bool:
    return path.suffix == ".pdf"


def put(*files: Path) -> None:
    for file in files:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def test_hidden_files_and_folders_at_any_depth_are_named_and_what_is_looked_at_is_not(tmp_path: Path) -> None:
    put(
        tmp_path / "a.pdf", tmp_path / ".b.pdf", tmp_path / ".b.txt", tmp_path / "c" / "note.txt", tmp_path / "d" / "e" / ".f.pdf"
    )
    (tmp_path / "empty").mkdir()
    assert skipped_in(tmp_path, a_paper) == [tmp_path / ".b.pdf", tmp_path / "d" / "e"]
    assert folders_within(tmp_path, a_paper) == [tmp_path / "d" / "e"]


def test_what_systems_put_on_flash_disks_is_not_named(tmp_path: Path) -> None:
    put(
        tmp_path / "a.pdf",
        tmp_path / "._a.pdf",
        tmp_path / ".Trash-1000" / "files" / "b.pdf",
        tmp_path / "$RECYCLE.BIN" / "c.pdf",
    )
    assert skipped_in(tmp_path, a_paper) == []


def test_a_hidden_file_without_its_twin_is_named(tmp_path: Path) -> None:
    put(tmp_path / "._alone.pdf")
    assert skipped_in(tmp_path, a_paper) == [tmp_path / "._alone.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="links of POSIX")
def test_links_to_nothing_and_to_folders_are_named_and_circles_end(tmp_path: Path) -> None:
    folder, other = tmp_path / "folder", tmp_path / "other"
    put(folder / "a.pdf", other / "b.pdf")
    (folder / "gone").symlink_to(tmp_path / "nowhere")
    (folder / "linked").symlink_to(other)
    (folder / "within").mkdir()
    (folder / "within" / "again").symlink_to(folder)
    (folder / "file.pdf").symlink_to(folder / "a.pdf")
    assert skipped_in(folder, a_paper) == [folder / "gone", folder / "linked"]


def test_a_folder_that_cannot_be_read_tells_nothing(tmp_path: Path) -> None:
    assert skipped_in(tmp_path / "none", a_paper) == []
