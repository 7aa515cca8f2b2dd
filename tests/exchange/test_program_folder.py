"""The program beside a prepared file: whole or not at all, not twice, and each trouble one sentence."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from juryapp.errors import FileProblem, Refused
from juryapp.sharing import program_folder
from juryapp.sharing.first_page import FIRST_PAGE, write_first_page
from juryapp.sharing.program_folder import LIST, NAME, BuiltProgram, Put


@pytest.fixture
def built(tmp_path: Path) -> BuiltProgram:
    """An invented program."""
    folder = tmp_path / "dist" / "juryapp"
    (folder / "_internal" / "deep").mkdir(parents=True)
    (folder / "juryapp").write_bytes(b"start")
    (folder / "juryapp").chmod(0o755)
    (folder / "_internal" / "base.zip").write_bytes(b"x" * 3_000_000)
    (folder / "_internal" / "deep" / "empty").write_bytes(b"")
    return BuiltProgram.of(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file() and one.name != LIST}


def test_the_whole_folder_is_there_afterwards_with_a_list_that_sha256sum_reads(built: BuiltProgram, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    assert built.put_beside(tmp_path / "stick", lambda done, of: told.append((done, of))) is Put.COPIED
    there = tmp_path / "stick" / NAME
    assert contents(there) == contents(built.folder) and [one.name for one in (tmp_path / "stick").iterdir()] == [NAME]
    assert told[-1] == (built.size, built.size) and [done for done, _of in told] == sorted(done for done, _of in told)
    for line in (there / LIST).read_text().splitlines():
        digest, name = line.split(" *")
        assert hashlib.sha256((there / name).read_bytes()).hexdigest() == digest
    assert (there / "juryapp").stat().st_mode & 0o100, "it can be started"


def test_the_same_one_is_not_copied_again_and_another_takes_its_place(built: BuiltProgram, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    built.put_beside(stick)
    assert built.put_beside(stick) is Put.THERE_ALREADY
    (stick / NAME / "_internal" / "base.zip").write_bytes(b"cut")
    assert built.put_beside(stick) is Put.COPIED, "one that isn't whole is no program"
    (built.folder / "juryapp").write_bytes(b"newer start")
    newer = BuiltProgram.of(built.folder)
    assert newer.put_beside(stick) is Put.COPIED and contents(stick / NAME) == contents(built.folder)
    assert [one.name for one in stick.iterdir()] == [NAME]


def test_a_stopped_copy_leaves_nothing_and_the_former_one_whole(built: BuiltProgram, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    assert built.put_beside(stick, stop=lambda: True) is Put.STOPPED and list(stick.iterdir()) == []
    built.put_beside(stick)
    before = contents(stick / NAME)
    (built.folder / "juryapp").write_bytes(b"newer start")
    assert BuiltProgram.of(built.folder).put_beside(stick, stop=lambda: True) is Put.STOPPED
    assert contents(stick / NAME) == before


def test_without_room_nothing_is_begun(built: BuiltProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program_folder.shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10, 9, 1_000_000))
    with pytest.raises(FileProblem):
        built.check_room(tmp_path / "stick")
    with pytest.raises(FileProblem):
        built.put_beside(tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_what_lies_there_and_is_not_ours_is_left_alone(built: BuiltProgram, tmp_path: Path) -> None:
    own = tmp_path / "stick" / NAME / "photo.jpg"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"mine")
    with pytest.raises(FileProblem):
        built.put_beside(tmp_path / "stick")
    assert own.read_bytes() == b"mine" and [one.name for one in own.parent.iterdir()] == ["photo.jpg"]


def test_a_medium_that_gives_back_something_else_is_told(
    built: BuiltProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = program_folder._digest
    monkeypatch.setattr(
        program_folder, "_digest", lambda path: "0" * 64 if ".part" in str(path) and path.name == "base.zip" else digest(path)
    )
    with pytest.raises(FileProblem) as told:
        built.put_beside(tmp_path / "stick")
    assert "base.zip" in str(told.value) and list((tmp_path / "stick").iterdir()) == []


def test_a_flash_disk_that_was_taken_out_is_one_sentence(
    built: BuiltProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    def pulled() -> bool:
        shutil.rmtree(stick)
        stick.write_bytes(b"")
        return False

    monkeypatch.setattr(program_folder, "is_gone", lambda root: True)
    with pytest.raises(FileProblem) as told:
        built.put_beside(stick, stop=pulled)
    assert told.value.message == program_folder._PULLED


def test_a_flash_disk_that_was_taken_out_after_the_last_file_is_told_and_nothing_is_left_below_its_place(
    built: BuiltProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(program_folder, "root_of", lambda path: (path, path.stat().st_dev + 1))
    with pytest.raises(FileProblem) as told:
        built.put_beside(stick)
    assert told.value.message == program_folder._PULLED and not [*stick.iterdir()]


def test_what_is_no_built_program_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        BuiltProgram.of(tmp_path)
    with pytest.raises(Refused):
        BuiltProgram.of()


def test_the_first_page_is_in_both_languages_and_asks_for_no_network(tmp_path: Path) -> None:
    text = write_first_page(tmp_path).read_text(encoding="utf-8")
    assert 'lang="id"' in text and 'lang="en"' in text and "http" not in text and "<script" not in text
    assert NAME in text and (tmp_path / FIRST_PAGE).is_file()
