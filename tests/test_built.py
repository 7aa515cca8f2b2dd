"""What `make build` looks for in the built folder is found when it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built.__main__ import looked_at
from tests.built.contents import needed_to_run, size_mb, sources_in, tools_among
from tests.built.trial import Failed, a_trial


@pytest.mark.parametrize(
    "name", ["pip", "pytest", "_pytest", "mypy", "mypyc", "hypothesis", "coverage", "setuptools", "PyInstaller", "xdist", "tests"]
)
def test_a_tool_in_the_built_folder_is_named(name: str) -> None:
    assert tools_among({"juryapp", "click", "pluggy", "pyimod01_archive", name}, []) == [name]


def test_the_metadata_of_a_tool_is_named() -> None:
    assert tools_among(set(), ["click-8.5.1.dist-info", "pytest_xdist-3.8.0.dist-info"]) == ["pytest_xdist-3.8.0.dist-info"]


def test_what_the_program_needs_is_no_tool() -> None:
    assert {"juryapp", "pyside6-essentials", "sqlite-utils", "pluggy", "pikepdf", "lxml"} <= needed_to_run()
    assert not {"pip", "pytest", "setuptools", "pyinstaller"} & needed_to_run()


def test_sources_and_sizes_are_seen(tmp_path: Path) -> None:
    for name in ("module.py", "desk.po", "desk.mo", "library.so"):
        (tmp_path / name).write_bytes(bytes(500_000))
    assert sources_in(tmp_path) == ["desk.po", "module.py"]
    assert size_mb(tmp_path) == 2.0


def test_without_a_built_folder_the_check_says_so(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="make build"):
        list(looked_at(tmp_path / "dist"))


@pytest.mark.skipif("sys.platform == 'win32'", reason="a Unix shell plays the program")
def test_a_program_that_writes_beside_itself_or_ends_badly_is_found(tmp_path: Path) -> None:
    program = tmp_path / "juryapp"
    program.write_text('#!/bin/sh\ncase "$1" in ok) echo fine;; *) exit 3;; esac\n', encoding="utf-8")
    program.chmod(0o755)
    with a_trial(tmp_path) as trial:
        assert trial.run("ok") == "fine\n"
        with pytest.raises(Failed, match="ended with 3"):
            trial.run("otherwise")
    with pytest.raises(Failed, match="wrote beside itself: left"), a_trial(tmp_path) as trial:
        trial.copy.chmod(0o755)
        (trial.copy / "left").touch()
