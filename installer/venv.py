"""The virtual environment in a source folder: whether it can be kept, making it, and the stamps that say what it was made from.

A stamp is written last, after everything it speaks of is on the disk; while something is being installed it says so. An
environment without a stamp was made by someone else, with the pip they chose: it is kept when it was made for this very folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

UNFINISHED = "unfinished\n"
INSTALL_LOCK = "requirements-install.lock"
RUN_LOCK = "requirements.lock"
DEVELOP_LOCK = "requirements-dev.lock"
PROJECT = "pyproject.toml"


class VenvError(Exception):
    """No virtual environment can be made; the message is the sentence for the user."""


@dataclass(frozen=True)
class Venv:
    """The environment of a source folder."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where it stands."""
        return self.root / ".venv"

    @property
    def former(self) -> Path:
        """Where an environment that works waits until its successor does."""
        return self.root / ".venv-former"

    @property
    def python(self) -> Path:
        """Its Python, there or not."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def installed(self) -> Path:
        """The stamp of what the program needs to run."""
        return self.folder / ".installed"

    @property
    def developing(self) -> Path:
        """The stamp of the tools."""
        return self.folder / ".developing"

    def run_stamp(self, version: str) -> str:
        """What `installed` says when all is well, with this version of Python ("3.11")."""
        return f"folder {self.root}\npython {version}\n" + "".join(map(self._digest, (INSTALL_LOCK, RUN_LOCK, PROJECT)))

    def develop_stamp(self) -> str:
        """What `developing` says when all is well."""
        return self._digest(DEVELOP_LOCK)

    def _digest(self, name: str) -> str:
        content = (self.root / name).read_bytes().replace(b"\r\n", b"\n")
        return f"{name} {hashlib.sha256(content).hexdigest()}\n"

    def version(self) -> str | None:
        """The version ("3.11") of its Python; None where it is too old, doesn't start, or was made for another folder."""
        if not self._made_here():
            return None
        question = "import sys; print(*sys.version_info[:2], sep='.') if sys.version_info >= (3, 11) else sys.exit(1)"
        try:
            answer = subprocess.run([self.python, "-I", "-c", question], capture_output=True, encoding="utf-8", timeout=60)
        except (OSError, subprocess.TimeoutExpired):
            return None
        return answer.stdout.strip() if answer.returncode == 0 else None

    def _made_here(self) -> bool:
        """Whether `python -m venv` made it for this folder, by its own account: one that was moved or copied is not."""
        try:
            lines = (self.folder / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return False
        return any(line.startswith("command =") and line.endswith(f" {self.folder}") for line in lines)

    def has_holes(self) -> bool:
        """Whether something that was installed is gone since; of each folder that a package lists one file is looked for."""
        inside = "Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages"
        for record in self.folder.glob(f"{inside}/*.dist-info/RECORD"):
            tops = {name.split("/")[0]: name for name in _recorded(record)}
            if not all((record.parent.parent / name).exists() for name in tops.values()):
                return True
        return False

    def can_install(self) -> bool:
        """Whether its pip starts."""
        return subprocess.run([self.python, "-I", "-m", "pip", "--version"], capture_output=True).returncode == 0

    def make(self) -> None:
        """Makes it anew, with the Python that runs this, beside the former one."""
        try:
            import ensurepip  # noqa: F401 - Debian leaves it out
            import venv  # noqa: F401
        except ImportError as lack:
            raise VenvError(
                "This Python can't make virtual environments: install its venv module (Debian: apt-get install python3-venv)"
                " and try again."
            ) from lack
        remove(self.folder)
        self.folder.mkdir()
        begin(self.installed)
        base = getattr(sys, "_base_executable", None) or sys.executable  # as the venv module does: never a venv out of a venv
        made = subprocess.run([base, "-I", "-m", "venv", self.folder], capture_output=True, encoding="utf-8", errors="replace")
        if made.returncode:
            last = (made.stdout + made.stderr).strip().splitlines()[-1:] or ["no reason was given"]
            raise VenvError(f"No virtual environment could be made in {self.folder}: {last[0]}")

    def put_aside(self) -> None:
        """Keeps one that works until its successor does."""
        remove(self.former)
        self.folder.rename(self.former)

    def put_back(self) -> bool:
        """Undoes `put_aside` and whatever came after; False when nothing was put aside."""
        if not self.former.is_dir():
            return False
        remove(self.folder)
        self.former.rename(self.folder)
        return True


def _recorded(record: Path) -> list[str]:
    """The files of a package that are code, as its RECORD lists them (packaging.python.org, "Recording installed projects")."""
    lines = record.read_text(encoding="utf-8", errors="replace").splitlines()
    return [name for line in lines if (name := line.split(",")[0]).endswith((".py", ".so", ".pyd")) and not name.startswith(".")]


def begin(stamp: Path) -> None:
    """From here on nothing counts as installed, until `finish`."""
    stamp.write_text(UNFINISHED, encoding="utf-8")


def finish(stamp: Path, content: str) -> None:
    """What was installed reaches the disk before the word that it is there."""
    if hasattr(os, "sync"):
        os.sync()
    new = stamp.with_name(stamp.name + ".new")
    new.write_text(content, encoding="utf-8")
    os.replace(new, stamp)


def said(stamp: Path) -> str | None:
    """What a stamp says; None when there is none."""
    try:
        return stamp.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None


def remove(folder: Path) -> None:
    """Removes a folder, or a link or file in its place; fine when there is nothing."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
