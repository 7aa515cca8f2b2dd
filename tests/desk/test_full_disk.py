"""Disks that are really full, where this machine lets the test make one; files that may not grow; folders that are read-only."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.disk import write_whole
from juryapp.errors import FileProblem
from juryapp.event import spares
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause
from juryapp.event.spare_restore import restore as restore
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_juror, a_laptop, an_event
from tests.desk.troubles import (
    Act,
    a_stage,
    an_open_event,
    assert_a_sentence,
    assert_nothing_half,
    do_again,
    named,
    problem_of,
    score,
    whole_names,
)

resource = pytest.importorskip("resource", reason="limits of the size of files are POSIX's")


@contextlib.contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """The system refuses to let any file of this process grow beyond so many bytes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


@named
def test_files_that_may_not_grow_are_told_in_a_sentence(act: Act, tmp_path: Path) -> None:
    a_stage(tmp_path)
    event_size = (tmp_path / "event.jury").stat().st_size
    with an_open_event(tmp_path) as event:
        with no_file_beyond(4_096 if act is score else event_size // 4):
            problem = problem_of(act, event, tmp_path)
        assert problem
        assert_a_sentence(problem)
        assert_nothing_half(tmp_path)
    do_again(act, tmp_path)


def test_a_document_that_does_not_fit_is_not_there_and_the_old_one_is(tmp_path: Path) -> None:
    path = tmp_path / "lembar.pdf"
    write_whole(path, b"the old one")
    with no_file_beyond(1_000), pytest.raises(FileProblem) as told:
        write_whole(path, b"x" * 5_000)
    assert_a_sentence(told.value)
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("lembar.pdf", b"the old one")]


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB of its own, where the machine lets the test make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.name != "posix" or os.geteuid() or subprocess.run(_mount(folder), capture_output=True, check=False).returncode:
        pytest.skip("only root may make a disk, and not everywhere")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(folder: Path) -> list[str]:
    return ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]


@contextlib.contextmanager
def filled(folder: Path, free: int) -> Iterator[None]:
    """All but about `free` bytes of the disk are taken, temporary folder included."""
    ballast = folder / "ballast"
    space = os.statvfs(folder)
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(space.f_bavail * space.f_frsize - free, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(folder))
        yield
    ballast.unlink()


@pytest.mark.parametrize("free", [0, 8_192, 100_000], ids=lambda free: f"{free} bytes free")
@named
def test_a_disk_that_is_really_full(act: Act, free: int, full_disk: Path) -> None:
    """Event, home, stick and temporary folder lie on it together, as they do on a laptop."""
    a_stage(full_disk)
    with an_open_event(full_disk) as event:
        with filled(full_disk, free):
            problem = problem_of(act, event, full_disk)
            if problem:
                assert_a_sentence(problem)
                for name in whole_names(full_disk):
                    assert (full_disk / name).stat().st_size % 4_096 == 0
        assert problem or free
        assert_nothing_half(full_disk)
    do_again(act, full_disk)


def test_a_full_home_does_not_call_a_saved_score_unsaved(full_disk: Path, tmp_path: Path) -> None:
    """The score lies on another disk; what can't be written is only this laptop's memory of it."""
    with an_event(tmp_path / "event"):
        pass
    shutil.copytree(tmp_path / "event" / "home-hq", full_disk / "home-hq")
    laptop = a_laptop(full_disk)
    with open_event(laptop, tmp_path / "event" / "event.jury", PASSPHRASE) as event:
        juror = a_juror(event)
        with filled(full_disk, 0):
            (entry,) = juror.record_score("K01", "REG", "85").entries
    with open_event(laptop, tmp_path / "event" / "event.jury", PASSPHRASE) as again:
        assert journal.find(again.file, entry)
        assert again.device in laptop.home.devices_of(again.id), "it goes on as the same laptop"


AS_NOBODY = r"""
import os, sys
from pathlib import Path
folder = Path(sys.argv[1])
from juryapp.errors import Problem
from juryapp.event.opening import open_event
from tests.builders import LIGHT, PASSPHRASE, a_juror, a_laptop, light_passphrases
from juryapp.sharing.pack import pack
with light_passphrases():
    # what is imported late is imported now: without root's rights this Python may be out of reach
    with open_event(a_laptop(folder / "warm"), folder / "warm" / "event.jury", PASSPHRASE) as event:
        a_juror(event).record_score("K01", "REG", "85")
        pack(event, folder / "warm" / "stick")
        str(Problem("The PIN is wrong; type it again."))
    if os.geteuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
    for act in (lambda event: a_juror(event).record_score("K01", "REG", "85"), lambda event: pack(event, folder / "stick")):
        with open_event(a_laptop(folder / "home"), folder / "ro" / "event.jury", PASSPHRASE) as event:
            print(a_juror(event).board().candidates["K01"].number)
            try:
                act(event)
            except Problem as problem:
                print(problem)
"""


@pytest.mark.parametrize("read_only", ["folder", "file"])
def test_what_may_not_be_written_can_be_read_and_says_so(read_only: str, tmp_path: Path) -> None:
    """In a process without root's rights, because root may write everywhere."""
    top = Path(tempfile.mkdtemp(prefix="juryapp-readonly-"))
    try:
        for name in ("ro", "warm"):
            with an_event(top / name):
                pass
        (top / "home").mkdir()
        (top / "home").chmod(0o777)
        shutil.move(top / "ro" / "home-hq", top / "home" / "home-hq")
        for path in (top / "home").rglob("*"):
            path.chmod(0o777)
        top.chmod(0o755)
        (top / "ro").chmod(0o555 if read_only == "folder" else 0o777)
        (top / "ro" / "event.jury").chmod(0o444)
        before = (top / "ro" / "event.jury").read_bytes()
        ran = subprocess.run([sys.executable, "-c", AS_NOBODY, str(top)], capture_output=True, text=True, check=False)
        lines = ran.stdout.splitlines()
        assert ran.returncode == 0 and lines[0::2] == ["K01", "K01"], ran.stderr
        assert all("event.jury" in line and line.endswith(".") for line in lines[1::2]) and len(lines) == 4
        assert (top / "ro" / "event.jury").read_bytes() == before and not (top / "stick").exists()
    finally:
        (top / "ro").chmod(0o755)
        shutil.rmtree(top)


def lying(laptop: Laptop) -> list[str]:
    """Every file in the folder of the spare copies, unfinished ones too."""
    return sorted(path.name for path in laptop.home.spares.rglob("*") if path.is_file())


def test_a_spare_copy_that_may_not_grow_is_told_and_the_older_one_stays(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spares.make(event, Cause.TIME)
        score(event, tmp_path)
        with no_file_beyond((tmp_path / "event.jury").stat().st_size // 2), pytest.raises(FileProblem) as told:
            spares.make(event, Cause.TIME)
        assert_a_sentence(told.value)
        assert [name for name in lying(event.laptop) if name.endswith(".jury")] == ["000001.jury"]
        assert not [name for name in lying(event.laptop) if name.startswith(".")]
        assert spares.make(event, Cause.TIME).entries == journal.count(event.file)


@pytest.mark.parametrize("free", [0, 8_192, 100_000, 700_000])
def test_a_spare_copy_on_a_disk_that_is_really_full_is_left_out_and_work_goes_on(free: int, full_disk: Path) -> None:
    with an_event(full_disk) as event:
        with filled(full_disk, free):
            with pytest.raises(FileProblem) as told:
                spares.make_if_due(event)
            assert_a_sentence(told.value)
            assert lying(event.laptop) == []
        score(event, full_disk)
        assert spares.make_if_due(event)


def test_a_spare_copy_that_does_not_fit_in_the_place_leaves_what_lies_there(full_disk: Path, tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spare, laptop = spares.make(event, Cause.TIME), event.laptop
    place = full_disk / "event.jury"
    place.write_bytes(b"damaged")
    with filled(full_disk, 100_000), pytest.raises(FileProblem) as told:
        restore(laptop, place, spare, PASSPHRASE)
    assert_a_sentence(told.value)
    assert [(path.name, path.read_bytes()) for path in full_disk.iterdir()] == [("event.jury", b"damaged")]
    restore(laptop, place, spare, PASSPHRASE)
    open_event(laptop, place, PASSPHRASE).close()
