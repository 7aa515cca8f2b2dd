"""Both commands of the README as a stranger meets them: an empty folder, an empty home, whatever pip their Python carries.

`python -m tests.fresh` plays `make run` and `make test` from the last commit, with the oldest pip that a supported Python carries
and with the newest; `--short` only `make run` with the oldest. Either way a lock made from dated versions is installed against
today's index. Needs a network and git; says what it does, and ends with 1 at the first thing that isn't as the locks say.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.messages import ROOT

OLDEST = {(3, 11): "22.3", (3, 12): "23.2.1", (3, 13): "24.2", (3, 14): "25.2"}
"""Python -> the pip that its first release carries; a newer Python doesn't start an older pip."""

NEWEST = "newest"
WEEKS = 8
"""Age of the dated lock."""

DATED = "pytest-cov>=7"
"""What the dated lock is made for: small, asks for an extra (coverage[toml]), and coverage is released every few weeks."""

LEAKS = ("HOME", "PIP_CACHE_DIR", "UV_CACHE_DIR", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
LEAKING = ("XDG_", "PYTHON", "JURYAPP_", "MAKE", "MFLAGS")
"""What a stranger hasn't got. PIP_* and certificates stay: without them no index may be reached from here."""


NO_INDEX = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": ""}
"""Whatever asked for a package now would fail."""


class Failure(Exception):
    """What a stranger would have met, a sentence."""


class NotTried(Exception):
    """Something that the trial itself needs isn't to be had here; it says nothing of the locks."""


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fresh")
    parser.add_argument("--short", action="store_true", help="make run alone, with the oldest pip alone")
    short = parser.parse_args(words).short
    oldest = OLDEST.get(sys.version_info[:2], NEWEST)
    try:
        try_dated_lock(oldest, needed=not short)
        for pip in [oldest] if short else [oldest, NEWEST]:
            stranger(pip, commands=["run"] if short else ["run", "test"])
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


def stranger(pip: str, *, commands: list[str]) -> None:
    """Tries the commands in an empty folder, then whether what is installed is what the locks name."""
    with empty_folder() as (folder, environment):
        tree = folder / "juryapp"
        unpack_commit(tree)
        carry_pip(tree / ".venv", pip, environment)
        for command in commands:
            timed(f"make {command} (pip {pip} at first)", ["make", command], tree, environment)
        locks = ["requirements-install.lock", "requirements.lock"] + ["requirements-dev.lock"] * ("test" in commands)
        compare(tree / ".venv", [tree / lock for lock in locks], besides={"juryapp"}, environment=environment)
        timed("setting up again, without an index", ["make", "install"], tree, environment | NO_INDEX)


def try_dated_lock(pip: str, *, needed: bool) -> None:
    """As `dated_lock`. uv doesn't read pip's configuration: where only pip reaches an index the short form goes on without."""
    try:
        dated_lock(pip)
    except NotTried as lacking:
        if needed:
            raise Failure(str(lacking)) from lacking
        print(f"Not tried: {lacking}")


def dated_lock(pip: str) -> None:
    """A lock of some weeks ago against today's index: the versions installed are those that it names."""
    date = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(weeks=WEEKS)
    with empty_folder() as (folder, environment):
        (folder / "wanted").write_text(DATED)
        lock, newest = compiled(folder, environment, "--exclude-newer", str(date)), compiled(folder, environment)
        newer = sorted(name for name, version in pins(newest).items() if pins(lock).get(name) not in (None, version))
        print(f"A lock of {date} for {DATED}; newer since: {', '.join(newer) or 'nothing, so this says little today'}")
        carry_pip(folder / ".venv", pip, environment)
        install = [python_of(folder / ".venv"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
        timed(f"installing it with pip {pip}", install, folder, environment)
        compare(folder / ".venv", [lock], besides={"pip", "setuptools"}, environment=environment)


def compiled(folder: Path, environment: dict[str, str], *dated: str) -> Path:
    """A lock as the Makefile makes them, for what `wanted` in the folder says."""
    lock = folder / ("dated.lock" if dated else "newest.lock")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-strip-extras", "--quiet", "-o", str(lock)]
    try:
        run([sys.executable, "-m", "uv", "pip", "compile", "wanted", *options, *dated], folder, environment)
    except Failure as failure:
        raise NotTried(f"no lock of a certain date can be made here.\n{failure}") from failure
    return lock


@contextmanager
def empty_folder() -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder to work in, and the variables of a stranger whose home is empty."""
    with tempfile.TemporaryDirectory(prefix="juryapp-fresh-") as name:
        home = Path(name).resolve() / "home"
        home.mkdir()
        kept = {k: v for k, v in os.environ.items() if k not in LEAKS and not k.startswith(LEAKING)}
        # uv's own list of certificates knows no company's proxy
        yield home.parent, {"UV_SYSTEM_CERTS": "1"} | kept | {"HOME": str(home)}


def unpack_commit(tree: Path) -> None:
    """The files of the last commit, as a clone has them; says when the folder holds others."""
    trusting = ["git", "-c", "safe.directory=*", "-C", str(ROOT)]  # a build server's checkout may belong to another user
    changed = subprocess.run([*trusting, "status", "--porcelain"], capture_output=True, encoding="utf-8").stdout.splitlines()
    if changed:
        print(f"Note: {len(changed)} files here differ from the last commit, which is what is tried.")
    archive = subprocess.run([*trusting, "archive", "HEAD"], capture_output=True)
    if archive.returncode:
        raise Failure(f"There is no commit to try here: {archive.stderr.decode(errors='replace').strip()}")
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(tree, filter="data") if hasattr(tarfile, "data_filter") else files.extractall(tree)


def carry_pip(venv: Path, pip: str, environment: dict[str, str]) -> None:
    """A virtual environment with this pip and nothing else, as if Python had brought it."""
    base = getattr(sys, "_base_executable", sys.executable)
    run([base, "-m", "venv", str(venv)], venv.parent, environment)
    wanted = "pip" if pip == NEWEST else f"pip=={pip}"
    run([python_of(venv), "-m", "pip", "install", "--quiet", "--upgrade", wanted], venv.parent, environment)


def python_of(venv: Path) -> str:
    return str(venv / "bin" / "python")


def compare(venv: Path, locks: list[Path], *, besides: set[str], environment: dict[str, str]) -> None:
    """Every package that the locks name for this system is there in that version, and no other."""
    question = "import json, importlib.metadata as m; print(json.dumps([[d.name, d.version] for d in m.distributions()]))"
    answer = json.loads(run([python_of(venv), "-I", "-c", question], venv, environment))
    there = {str(canonicalize_name(name)): version for name, version in answer}
    wanted = {name: version for lock in locks for name, version in pins(lock).items()}
    found = {name: version for name, version in there.items() if name in wanted or name not in besides}
    if found != wanted:
        wrong = sorted(f"{name} {there.get(name)} instead of {wanted.get(name)}" for name, _ in found.items() ^ wanted.items())
        raise Failure("Not as the locks say: " + "; ".join(dict.fromkeys(wrong)))
    print(
        f"  {len(wanted)} packages are there in the versions that {' and '.join(lock.name for lock in locks)} name, and no others"
    )


def pins(lock: Path) -> dict[str, str]:
    """Package -> version, of those that a lock names for this system."""
    lines = (line.split(" \\")[0] for line in lock.read_text(encoding="utf-8").splitlines() if line[:1].isalnum())
    named = (pin for pin in map(Requirement, lines) if pin.marker is None or pin.marker.evaluate())
    return {str(canonicalize_name(pin.name)): str(pin.specifier).removeprefix("==") for pin in named}


def timed(what: str, command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Runs it and says how long it took."""
    started = time.monotonic()
    run(command, folder, environment)
    print(f"  {what}: {time.monotonic() - started:.0f} s", flush=True)


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What a command prints; its last lines in a Failure when it fails."""
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL
    )
    if ended.returncode:
        last = (ended.stdout + ended.stderr).strip().splitlines()[-30:]
        raise Failure("\n".join([*last, f"{' '.join(command)} failed with {ended.returncode} in an empty folder."]))
    return ended.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
