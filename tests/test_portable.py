"""A program that is carried: where its data lie, which file it opens, and what is put into the folder to carry."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.errors import FileProblem, Refused
from juryapp.locations import PORTABLE, PORTABLE_DATA, Home
from release.portable import FOLDER, archive, make_portable, write_sums
from ui import start
from ui.services import flash_disk_paths
from ui.services.flash_disk_paths import carried_words


@pytest.fixture
def carried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which a built program runs, which keeps its data beside itself."""
    stick = tmp_path / "STICK"
    (stick / "juryapp").mkdir(parents=True)
    (stick / PORTABLE).touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(stick / "juryapp" / "juryapp"))
    monkeypatch.delenv("JURYAPP_HOME", raising=False)
    return stick


def test_data_lie_beside_the_program_where_a_file_says_so(carried: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Home.usual().folder == carried / PORTABLE_DATA
    assert str(carried / PORTABLE_DATA) in carried_words(Home.usual()).replace("\u200b", "")
    monkeypatch.setenv("JURYAPP_HOME", str(carried / "named"))
    assert Home.usual().folder == carried / "named"


def test_without_that_file_they_lie_with_the_user(carried: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (carried / PORTABLE).unlink()
    assert carried not in Home.usual().folder.parents and carried_words(Home.usual()) == ""
    monkeypatch.setattr(flash_disk_paths, "flash_disk_of", lambda path: "STICK")
    assert "STICK" in carried_words(Home.usual())


def test_a_program_that_was_not_built_says_nothing_of_flash_disks(tmp_path: Path) -> None:
    assert carried_words(Home(tmp_path)) == "" and start.event_beside() is None
    start.check_portable()


def test_the_one_event_file_beside_it_is_opened(carried: Path) -> None:
    assert start.event_beside() is None
    mine = carried / "bali-J01.jury"
    mine.touch()
    assert start.event_beside() == mine
    (carried / "other.jury").touch()
    assert start.event_beside() is None, "which of them is the person's to say"


def test_where_nothing_can_be_written_it_is_said_before_anything_is_begun(carried: Path) -> None:
    (carried / PORTABLE_DATA).write_text("in the way")
    with pytest.raises(FileProblem) as told:
        start.check_portable()
    assert str(carried / PORTABLE_DATA) in str(told.value)


@pytest.fixture
def locked(carried: Path) -> Iterator[Path]:
    """The flash disk can only be read, as with its switch."""
    words = ["mount", "-t", "tmpfs", "-o", "size=1m,ro", "tmpfs", str(carried / "lock")]
    (carried / "lock").mkdir()
    if os.name != "posix" or os.geteuid() or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount one")
    yield carried / "lock"
    subprocess.run(["umount", "--lazy", str(carried / "lock")], check=True)


def test_a_flash_disk_that_is_locked_is_one_sentence(locked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "portable_data", lambda: locked / PORTABLE_DATA)
    shown: list[list[str]] = []
    monkeypatch.setattr("ui.told_alone.tell_alone", shown.append)
    assert start.main([]) == 1
    assert len(shown) == 1 and len(shown[0]) == 1 and str(locked) in shown[0][0]


def test_the_folder_to_carry_holds_program_and_marker_and_no_data(tmp_path: Path) -> None:
    built = tmp_path / "built" / "juryapp"
    (built / "_internal").mkdir(parents=True)
    (built / "juryapp").write_bytes(b"start")
    with pytest.raises(Refused):
        make_portable(tmp_path, tmp_path)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "former").touch()
    folder = make_portable(built, tmp_path)
    assert sorted(os.listdir(folder)) == ["juryapp", PORTABLE]
    assert PORTABLE_DATA in (folder / PORTABLE).read_text(encoding="utf-8")
    packed = archive(folder)
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    assert write_sums(tmp_path).read_text(encoding="utf-8") == f"{digest} *{packed.name}\n"
