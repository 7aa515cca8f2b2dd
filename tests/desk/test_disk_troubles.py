"""Disks that are full, read-only, pulled or failing: a sentence, nothing half, and the event goes on when the trouble is over.

Faults come from below SQLCipher, at each of its operations in turn (`tests/soak/recording.py`); whole disks that are really
full, where this machine lets the test make one; and a limit of the size of files, which Python's own writes meet too.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from juryapp.desk.carrying import merge, pack, prepare
from juryapp.desk.headquarters import create_event
from juryapp.desk.laptop import OpenEvent
from juryapp.desk.sheets import sign_sheets
from juryapp.disk import write_whole
from juryapp.errors import FileProblem, Problem
from juryapp.exchange.package import opened
from juryapp.model.sheet import CellState
from juryapp.store import journal
from tests.builders import DESK_PIN, PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_laptop, a_prepared, a_setup, an_event, score_all
from tests.soak.medium import Op
from tests.soak.power_cuts import check_event
from tests.soak.recording import FULL, IO_SYNC, IO_TRUNCATE, IO_WRITE, NEEDED, Recording, no_fault

Act = Callable[[OpenEvent, Path], object]


def score(event: OpenEvent, folder: Path) -> None:
    a_juror(event).record_score("K01", "REG", "85")


def sign(event: OpenEvent, folder: Path) -> None:
    sign_sheets(a_juror(event), ["K02"])


def write_package(event: OpenEvent, folder: Path) -> None:
    pack(event, folder / "stick")


def take_in(event: OpenEvent, folder: Path) -> None:
    (result,) = merge(event, [folder / "brought.jury"], a_desk(event)).packages
    if result.outcome == "refused":
        raise FileProblem(result.why or "")  # what the command line and the window show


def prepare_laptop(event: OpenEvent, folder: Path) -> None:
    prepare(a_desk(event), folder / "prepared", ["J01"])


def create(event: OpenEvent, folder: Path) -> None:
    create_event(event.laptop, folder / "new.jury", PASSPHRASE, a_setup(), DESK_PIN, ROOT_PIN).close()


PARTS = 6
"""At how many of an act's operations, evenly spread, the trouble begins."""
ACTS: tuple[Act, ...] = (score, sign, write_package, take_in, prepare_laptop, create)
named = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)


def a_stage(folder: Path) -> None:
    """An event with a complete sheet, and a package of a laptop that isn't admitted yet."""
    with an_event(folder) as event, a_prepared(event, "panel", ["J02"]) as panel:
        score_all(a_juror(panel, "J02"), "K01", "70")
        shutil.copy(pack(panel, folder / "carried"), folder / "brought.jury")
        score_all(a_juror(event), "K02", "80")


def an_open_event(folder: Path) -> OpenEvent:
    return a_laptop(folder).open(folder / "event.jury", PASSPHRASE)


def whole_names(folder: Path) -> set[str]:
    """Every file below a folder whose name promises that it is whole."""
    listed = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {str(path.relative_to(folder)) for path in listed if path.suffix in (".jury", ".pdf")}


def assert_a_sentence(problem: Problem) -> None:
    text = str(problem)
    assert text.endswith(".") and "\n" not in text and "{" not in text and "Error" not in text, text


def assert_nothing_half(folder: Path) -> None:
    """What looks like a package or a new event is one, and nothing hidden was left."""
    for name in whole_names(folder) - {"event.jury"}:
        with opened(folder / name, PASSPHRASE):
            pass
    assert [path for path in folder.rglob(".*") if path.is_file()] == []


def assert_done_once(event: OpenEvent, act: Act, folder: Path) -> None:
    """The act's effect is there, once."""
    assert journal.conflicts(event.file) == []
    if act is score:
        assert len(journal.history_of(event.file, ("score", "J01/K01/REG"))) == 1
    elif act is sign:
        assert a_juror(event).board().cell("J01", "K02").state is CellState.SIGNED
        assert len(journal.history_of(event.file, ("sheet", "J01/K02"))) == 1
    elif act is take_in:
        assert len(journal.history_of(event.file, ("score", "J02/K01/REG"))) == 1
    elif act is write_package:
        (package,) = (folder / "stick").glob("*.jury")
        with opened(package, PASSPHRASE) as found:
            assert len(found.entries) == journal.count(event.file)
    else:
        wanted = folder / "new.jury" if act is create else next((folder / "prepared").glob("*.jury"))
        with opened(wanted, PASSPHRASE) as found:
            assert found.entries


@dataclass
class Trouble:
    """Troubles from one operation on, until it is over."""

    start: int
    code: Callable[[Op], int]
    done: int = 0
    met: list[str] = field(default_factory=list)

    def __call__(self, op: Op) -> int:
        self.done += 1
        code = self.code(op) if self.done > self.start else 0
        if code:
            self.met.append(op.kind)
        return code


def full(op: Op) -> int:
    """A full disk: what lies there may be overwritten, nothing may grow."""
    grows = op.kind == "write" and op.offset + len(op.content) > os.path.getsize(op.path)
    return FULL if grows else 0


def failing(op: Op) -> int:
    """A disk that fails for good: nothing can be written at all."""
    return {"write": IO_WRITE, "sync": IO_SYNC, "truncate": IO_TRUNCATE}.get(op.kind, 0)


def lying(op: Op) -> int:
    """A disk that does what it is told, and reports a failure of the sync all the same."""
    return -IO_SYNC if op.kind == "sync" else 0


def operations_of(act: Act, folder: Path) -> int:
    """How many operations the act asks of the disk where nothing goes wrong."""
    watch = Recording(folder, counted := Trouble(10**9, full))
    with watch.watching(), an_open_event(folder) as event:
        counted.done = 0
        act(event, folder)
        return counted.done


@NEEDED
@pytest.mark.parametrize("kind", [full, failing, lying], ids=lambda kind: kind.__name__)
@named
def test_trouble_at_any_operation_is_a_sentence_and_a_retry_does_it_once(
    act: Act, kind: Callable[[Op], int], tmp_path: Path
) -> None:
    a_stage(tmp_path / "stage")
    total = operations_of(act, shutil.copytree(tmp_path / "stage", tmp_path / "counted"))
    met = 0
    for number, start in enumerate(sorted({round(total * part / PARTS) for part in range(PARTS)})):
        folder = shutil.copytree(tmp_path / "stage", tmp_path / str(number))
        watch = Recording(folder)
        with watch.watching():
            met += _meets(act, watch, Trouble(start, kind), folder)
            _again(act, folder)
        shutil.rmtree(folder)
    assert met >= 2, "the trouble must be met to be survived"


def _meets(act: Act, watch: Recording, trouble: Trouble, folder: Path) -> bool:
    """Does it in trouble; when that is over, the same open program does it again, if it didn't succeed."""
    with an_open_event(folder) as event:
        before = {entry.id for entry in journal.entries(event.file)}
        watch.fault = trouble
        problem = _problem(act, event, folder)
        watch.fault = no_fault
        assert (problem is not None) >= bool(trouble.met), f"{act.__name__} was called done in spite of {trouble.met}"
        assert before <= {entry.id for entry in journal.entries(event.file)}
        if problem:
            assert_a_sentence(problem)
            assert_nothing_half(folder)
            if trouble.start % 2:
                act(event, folder) if _undone(act, event, folder) else None
    return problem is not None


def _problem(act: Act, event: OpenEvent, folder: Path) -> Problem | None:
    try:
        act(event, folder)
    except Problem as problem:
        return problem
    return None


def _again(act: Act, folder: Path) -> None:
    """The program is started anew; what isn't done yet is done; everything is there once."""
    with an_open_event(folder) as event:
        if _undone(act, event, folder):
            act(event, folder)
        assert_done_once(event, act, folder)
        held = {entry.id for entry in journal.entries(event.file)}
    assert check_event(folder / "event.jury", held, folder) is None


def _undone(act: Act, event: OpenEvent, folder: Path) -> bool:
    """True unless the act would be refused because it was done, whatever was reported."""
    if act is sign:
        return a_juror(event).board().cell("J01", "K02").state is not CellState.SIGNED
    if act is create:
        return not (folder / "new.jury").exists()
    return act is not prepare_laptop or not list((folder / "prepared").glob("*.jury"))


@NEEDED
@pytest.mark.parametrize("reopened", [False, True], ids=["the same program", "started anew"])
def test_a_score_that_was_saved_though_the_commit_failed_is_not_written_twice(reopened: bool, tmp_path: Path) -> None:
    """The last sync of a commit reports a failure: the juror reads NOT SAVED, tries again, and the score is there once."""
    a_stage(tmp_path / "stage")
    total = operations_of(score, shutil.copytree(tmp_path / "stage", tmp_path / "counted"))
    durable = 0
    for start in range(total):
        folder = shutil.copytree(tmp_path / "stage", tmp_path / str(start))
        watch = Recording(folder)
        with watch.watching(), contextlib.ExitStack() as stack:
            event = stack.enter_context(an_open_event(folder))
            watch.fault = Trouble(start, lying)
            failed = _problem(score, event, folder) is not None
            watch.fault = no_fault
            if reopened:
                event.close()
                event = stack.enter_context(an_open_event(folder))
            found = journal.history_of(event.file, ("score", "J01/K01/REG"))
            durable += failed and len(found) == 1
            score(event, folder)
            assert_done_once(event, score, folder)
            assert not found or journal.history_of(event.file, ("score", "J01/K01/REG")) == found
    assert durable, "a failed commit that is durable must have been met"


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
            problem = _problem(act, event, tmp_path)
        assert problem
        assert_a_sentence(problem)
        assert_nothing_half(tmp_path)
    _again(act, tmp_path)


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
            problem = _problem(act, event, full_disk)
            if problem:
                assert_a_sentence(problem)
                for name in whole_names(full_disk):
                    assert (full_disk / name).stat().st_size % 4_096 == 0
        assert problem or free
        assert_nothing_half(full_disk)
    _again(act, full_disk)


def test_a_full_home_does_not_call_a_saved_score_unsaved(full_disk: Path, tmp_path: Path) -> None:
    """The score lies on another disk; what can't be written is only this laptop's memory of it."""
    with an_event(tmp_path / "event"):
        pass
    shutil.copytree(tmp_path / "event" / "home-hq", full_disk / "home-hq")
    laptop = a_laptop(full_disk)
    with laptop.open(tmp_path / "event" / "event.jury", PASSPHRASE) as event:
        juror = a_juror(event)
        with filled(full_disk, 0):
            (entry,) = juror.record_score("K01", "REG", "85").entries
    with laptop.open(tmp_path / "event" / "event.jury", PASSPHRASE) as again:
        assert journal.find(again.file, entry)
        assert again.device in laptop.home.devices_of(again.id), "it goes on as the same laptop"


AS_NOBODY = r"""
import os, sys
from pathlib import Path
folder = Path(sys.argv[1])
from juryapp.errors import Problem
from tests.builders import LIGHT, PASSPHRASE, a_juror, a_laptop, light_passphrases
from juryapp.desk.carrying import pack
with light_passphrases():
    # what is imported late is imported now: without root's rights this Python may be out of reach
    with a_laptop(folder / "warm").open(folder / "warm" / "event.jury", PASSPHRASE) as event:
        a_juror(event).record_score("K01", "REG", "85")
        pack(event, folder / "warm" / "stick")
        str(Problem("The PIN is wrong; type it again."))
    if os.geteuid() == 0:
        os.setgroups([]); os.setgid(65534); os.setuid(65534)
    for act in (lambda event: a_juror(event).record_score("K01", "REG", "85"), lambda event: pack(event, folder / "stick")):
        with a_laptop(folder / "home").open(folder / "ro" / "event.jury", PASSPHRASE) as event:
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


@NEEDED
def test_a_stick_pulled_while_packing_is_told_and_leaves_nothing_half(tmp_path: Path) -> None:
    """The stick is gone at each operation in turn: its folder is another place from then on."""
    a_stage(tmp_path / "stage")
    total = operations_of(write_package, shutil.copytree(tmp_path / "stage", tmp_path / "counted"))
    for start in range(0, total, max(1, total // 8)):
        folder = shutil.copytree(tmp_path / "stage", tmp_path / f"pulled-{start}")
        (folder / "stick").mkdir()
        watch = Recording(folder)
        pulled = Trouble(start, lambda op, folder=folder: _pull(folder, op))
        with watch.watching(), an_open_event(folder) as event:
            watch.fault = pulled
            problem = _problem(write_package, event, folder)
            watch.fault = no_fault
            assert problem if pulled.met else True
            if problem:
                assert_a_sentence(problem)
            assert not [name for name in whole_names(folder) if name.startswith(("stick", "gone")) and problem]
        shutil.rmtree(folder / "gone", ignore_errors=True)
        _again(write_package, folder)


def _pull(folder: Path, op: Op) -> int:
    """From the first operation on the stick on, it isn't there any more, and its files fail."""
    if "/stick/" not in op.path:
        return 0
    if (folder / "stick").exists():
        (folder / "stick").rename(folder / "gone")
    return failing(op)
