"""The built program where people put it: a folder with blanks and foreign letters in its name that can't be written to, as an
ordinary user with an empty home.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLACE = "Ñandú é 数"
NOBODY = 65534
LOCALES = ("C", "POSIX", "C.UTF-8")


class Failed(Exception):
    """The built program doesn't do what it should; the sentence says what."""


@dataclass(frozen=True)
class Trial:
    """A copy of the built folder that can't be written to, and a folder to work in."""

    copy: Path
    work: Path

    @property
    def program(self) -> Path:
        """The program to start."""
        return self.copy / "juryapp"

    def give(self, path: Path) -> None:
        """Gives a file or folder to the user whom the program runs as."""
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)

    def surroundings(self, **more: str) -> dict[str, str]:
        """Of an ordinary user: no variable of the developer's, a home of its own."""
        kept = {name: os.environ[name] for name in ("PATH", "TZ") if name in os.environ}
        return {**kept, "HOME": str(self.work / "home"), "LC_ALL": "C.UTF-8", "TMPDIR": str(self.work / "tmp"), **more}

    def start(self, *words: str, **more: str) -> subprocess.Popen[str]:
        """Starts the program with these words; `more` are variables of its surroundings."""
        ordinary: dict[str, Any] = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        started: subprocess.Popen[str] = subprocess.Popen(
            [str(self.program), *words],
            env=self.surroundings(**more),
            cwd=self.work,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            **ordinary,
        )
        return started

    def run(self, *words: str, codes: tuple[int, ...] = (0,), **more: str) -> str:
        """What the program says with these words. Raises `Failed` for another exit code than these, or an uncaught mistake."""
        with self.start(*words, **more) as started:
            said, wrong = started.communicate(timeout=600)
        if started.returncode not in codes or "Traceback" in wrong:
            raise Failed(f"juryapp {' '.join(words)} {more or ''} ended with {started.returncode} and said:\n{said}{wrong}")
        return said


@contextmanager
def a_trial(built: Path) -> Iterator[Trial]:
    """Copies the built folder, takes every right to write away, and looks afterwards whether anything in it has changed."""
    folder = Path(tempfile.mkdtemp(prefix="juryapp-built-"))
    folder.chmod(0o755)
    trial = Trial(folder / PLACE / "juryapp", folder / PLACE / "kerja é 数")
    try:
        shutil.copytree(built, trial.copy, symlinks=True)
        for part in ("home", "tmp"):
            (trial.work / part).mkdir(parents=True)
        for path in (trial.work, *trial.work.iterdir()):
            trial.give(path)
        _rights(trial.copy, _only_to_read)
        before = _state(trial.copy)
        yield trial
        changed = sorted(str(path) for path, _ in before ^ _state(trial.copy))
        if changed:
            raise Failed("The program wrote beside itself: " + ", ".join(changed))
    finally:
        _rights(trial.copy, lambda mode: mode | stat.S_IWUSR)
        shutil.rmtree(folder, ignore_errors=True)


def _only_to_read(mode: int) -> int:
    """Everyone may read and start what its owner may; nobody may write."""
    owner = mode & 0o500
    return owner | owner >> 3 | owner >> 6


def _rights(folder: Path, change: Callable[[int], int]) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(change(path.stat().st_mode))


def _state(folder: Path) -> set[tuple[Path, tuple[int, int]]]:
    return {(path.relative_to(folder), (path.lstat().st_size, path.lstat().st_mtime_ns)) for path in folder.rglob("*")}
