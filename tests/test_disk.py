"""The disk: names that can't be files, files that come while ours is made, and why the system refused in our own words."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from juryapp import disk
from juryapp.disk import check_can_hold, free_name, put_where_none_is, write_whole
from juryapp.errors import FileProblem, Why
from juryapp.text import LANGUAGES, _, speaking


@pytest.mark.parametrize("name", [".", "..", "folder", ""])
def test_a_folder_is_no_name_of_a_file(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with speaking("en"), pytest.raises(FileProblem, match="is a folder; name a file"):
        write_whole(Path(name), b"content")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_name_that_is_too_long_is_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    with speaking("en"), pytest.raises(FileProblem, match="can't be"):
        write_whole(tmp_path / ("x" * 300), b"content")
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_that_the_medium_takes_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 250)
    write_whole(path, b"content")
    assert path.read_bytes() == b"content" and list(tmp_path.iterdir()) == [path]


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "part", tmp_path / "event.jury"
    ours.write_bytes(b"ours")
    theirs.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        put_where_none_is(ours, theirs)
    assert theirs.read_bytes() == b"theirs"


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_gets_its_name_with_and_without_hard_links(
    tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr("os.link", without)
    ours, path = tmp_path / "part", tmp_path / "event.jury"
    ours.write_bytes(b"ours")
    put_where_none_is(ours, path)
    assert path.read_bytes() == b"ours"
    ours.write_bytes(b"later")
    with pytest.raises(FileExistsError):
        put_where_none_is(ours, path)
    assert path.read_bytes() == b"ours"


def test_the_system_s_refusal_is_told_in_the_reader_s_language() -> None:
    why = Why(PermissionError(errno.EACCES, "Permission denied"))
    for language in LANGUAGES:
        with speaking(language):
            assert str(why) == _("the system does not permit it")


def test_a_refusal_that_we_have_no_words_for_is_told_in_the_system_s() -> None:
    assert str(Why(OSError(errno.ECHILD, "No child processes"))) == "No child processes"
    assert str(Why(OSError("odd"))) == "odd"


@pytest.mark.parametrize("below", ["STICK", "user/STICK", "user/STICK/Juryapp"])
def test_the_folder_of_a_flash_disk_that_is_not_in_is_never_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    """It would lie on the laptop's own disk, and look like a stick with everything on it."""
    monkeypatch.setattr(disk, "MEDIA", (tmp_path,))
    monkeypatch.setattr(disk, "MEDIA_BY_USER", (tmp_path,))
    (tmp_path / "user").mkdir()
    with pytest.raises(FileProblem) as told:
        disk.make_folder(tmp_path / below)
    assert "STICK" in str(told.value) and [one.name for one in tmp_path.iterdir()] == ["user"]
    (tmp_path / "user" / "STICK").mkdir()
    assert disk.make_folder(tmp_path / "user" / "STICK" / "Juryapp").is_dir()


def test_nothing_is_written_where_a_flash_disk_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "MEDIA_BY_USER", (tmp_path,))
    monkeypatch.setattr(disk, "getuser", lambda: "secretary")
    left = tmp_path / "secretary" / "STICK"
    left.mkdir(parents=True)
    for refuses in (disk.make_folder, check_can_hold):
        with speaking("en"), pytest.raises(FileProblem, match="STICK is not there; put the flash disk in"):
            refuses(left / "Juryapp")
    assert not any(left.iterdir())
    monkeypatch.setattr("os.path.ismount", lambda path: Path(path) == left)
    assert disk.make_folder(left / "Juryapp").is_dir()


def test_the_first_free_name_has_the_lowest_number(tmp_path: Path) -> None:
    path = tmp_path / "BALI26-J01.jury"
    assert free_name(path) == path
    for name in ("BALI26-J01.jury", "BALI26-J01 2.jury"):
        (tmp_path / name).write_bytes(b"there")
    assert free_name(path).name == "BALI26-J01 3.jury"


def test_a_folder_that_could_be_made_can_hold_a_file_and_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check_can_hold(tmp_path / "new" / "deeper")
    (tmp_path / "file").write_bytes(b"x")
    with speaking("en"), pytest.raises(FileProblem, match="is no folder"):
        check_can_hold(tmp_path / "file")
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with speaking("en"), pytest.raises(FileProblem, match="can't be written"):
        check_can_hold(tmp_path)
    monkeypatch.setattr(disk, "MEDIA", (tmp_path / "media",))
    with speaking("en"), pytest.raises(FileProblem, match="put the flash disk in"):
        check_can_hold(tmp_path / "media" / "STICK" / "Juryapp")
