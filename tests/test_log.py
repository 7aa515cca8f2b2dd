"""The log: what is written into it, what never is, and that it hinders nobody."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from juryapp import log
from juryapp.errors import Problem, Problems, Refused
from juryapp.locations import Home
from juryapp.log import LogWord
from tests.messages import ROOT

NAME = "Prof. Wirasaputra Ünggul"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """A laptop whose program keeps a log."""
    home = Home(tmp_path / "home")
    log.begin(home)
    yield home
    log.end()


def lines(home: Home) -> list[str]:
    return log.place(home).read_text(encoding="utf-8").splitlines()


def ours() -> logging.Logger:
    return logging.getLogger("juryapp.desk.somewhere")


def test_a_line_says_when_who_and_what(home: Home) -> None:
    ours().info("packed %d entries of event %s", 12, "ab" * 32)
    (line,) = lines(home)
    at, process, name, said = line.split(" ", 3)
    assert datetime.fromisoformat(at).utcoffset() is not None
    assert (process, name, said) == (str(os.getpid()), "juryapp.desk.somewhere:", "packed 12 entries of event abababab")


@pytest.mark.parametrize("gap", [NAME, Path(f"/home/{NAME}/event.jury"), Problem(NAME), [NAME], NAME.encode()])
def test_what_is_neither_number_hash_nor_word_is_withheld(gap: object, home: Home) -> None:
    ours().info("opened %s", gap)
    ours().info("opened %(what)s", {"what": gap})
    assert [line.endswith(f"opened {log.WITHHELD}") for line in lines(home)] == [True, True]


def test_the_text_of_an_exception_is_never_written(home: Home) -> None:
    try:
        raise ValueError(NAME)
    except ValueError as error:
        ours().exception("failed")
        ours().info(error)
        log.crashed(type(error))
    assert [line.split(": ", 1)[1] for line in lines(home)] == [
        "failed",
        log.WITHHELD,
        "crashed (builtins.ValueError), report none",
    ]


def test_a_refusal_is_written_without_what_stood_in_its_gaps(home: Home) -> None:
    message = "{juror} is not a juror of this event; check the code."
    log.refused(Problems([Refused(message, juror=NAME), Refused(f"{NAME} made up", x=NAME)]))
    said = [line.split(": ", 1)[1] for line in lines(home)]
    assert said == [f"refused (Refused): {message}", f"refused (Refused): {log.WITHHELD}"]


def test_a_word_stays_on_one_line_and_is_cut(home: Home) -> None:
    ours().info("said %s", LogWord("one\ntwo " + "x" * 5_000))
    (line,) = lines(home)
    assert "said one two xxx" in line and len(line) < 500


def test_other_libraries_are_not_heard(home: Home) -> None:
    for name in ("", "pyhanko", "pyhanko.sign.validation", "fontTools.subset", "juryappendix"):
        logging.getLogger(name).error("signed by %s", LogWord(NAME))
    assert not log.place(home).exists()


def test_without_a_beginning_nothing_is_written_or_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours().info("opened")
    assert capsys.readouterr() == ("", "") and list(tmp_path.iterdir()) == []


def test_it_takes_a_bounded_room_and_keeps_the_newest(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MOST_BYTES", 2_000)
    for number in range(300):
        ours().info("line %d", number)
    kept = sorted(log.place(home).parent.iterdir())
    assert len(kept) == 1 + log.OLDER and all(file.stat().st_size <= 2_000 for file in kept)
    numbers = [int(n) for file in (kept[2], kept[1], kept[0]) for n in re.findall(r"line (\d+)", file.read_text())]
    assert numbers == list(range(numbers[0], 300)) and len(numbers) > 50


@pytest.mark.skipif(os.name != "posix", reason="the modes are POSIX's")
def test_only_its_user_reads_it(home: Home) -> None:
    ours().info("opened")
    assert log.place(home).stat().st_mode & 0o077 == 0 and log.place(home).parent.stat().st_mode & 0o077 == 0


def a_file_for_the_folder(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")


def a_folder_for_the_file(folder: Path) -> None:
    (folder / "juryapp.log").mkdir(parents=True)


def a_full_disk(folder: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has a disk that is always full")
    folder.mkdir(parents=True)
    (folder / "juryapp.log").symlink_to("/dev/full")


@pytest.mark.parametrize("trouble", [a_file_for_the_folder, a_folder_for_the_file, a_full_disk])
def test_where_nothing_can_be_written_nobody_hears_of_it(
    trouble: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    assert callable(trouble)
    trouble(log.place(home).parent)
    log.begin(home)
    try:
        log.started("window", Qt="6")
        ours().info("opened %d", 1)
    finally:
        log.end()
    assert capsys.readouterr() == ("", "")


WRONG = """
import logging, sys
from pathlib import Path
from juryapp import log
from juryapp.locations import Home
log.begin(Home(Path(sys.argv[1])))
ours = logging.getLogger("juryapp.desk")
ours.info("opened %d bytes of %s", 1)
ours.info("%d", "a name")
ours.info("went on")
"""


def test_a_line_that_is_wrong_in_the_code_hinders_nobody(tmp_path: Path) -> None:
    """In a process of its own: pytest's own handler would complain."""
    ran = subprocess.run([sys.executable, "-c", WRONG, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")
    assert [line.split(": ", 1)[1] for line in lines(Home(tmp_path))] == ["went on"]


def test_what_is_named_in_a_mapping_is_withheld_too(home: Home) -> None:
    ours().info("opened %s", {"name": NAME})
    assert NAME not in lines(home)[0]


WRITER = """
import logging, sys
from pathlib import Path
from juryapp import log
from juryapp.locations import Home
log.MOST_BYTES = 20_000
log.begin(Home(Path(sys.argv[1])))
for number in range(400):
    logging.getLogger("juryapp.two").info("line %d of %s", number, log.LogWord(sys.argv[2]))
"""


def test_two_programs_write_at_once_and_every_line_is_whole(tmp_path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), who], cwd=ROOT, stderr=subprocess.PIPE)
        for who in ("one", "two")
    ]
    assert [program.communicate()[1] for program in started] == [b"", b""]
    files = list(log.place(Home(tmp_path)).parent.iterdir())
    told = [line for file in files for line in file.read_text().splitlines()]
    assert all(re.fullmatch(r"\S+ \d+ juryapp.two: line \d+ of (one|two)", line) for line in told)
    assert len(told) > 100 and len(files) <= 1 + log.OLDER
