"""The whole set-up of a source folder, each step only where something is missing or has changed."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from pathlib import Path

from installer import pip
from installer.alone import alone
from installer.venv import DEVELOP_LOCK, INSTALL_LOCK, RUN_LOCK, UNFINISHED, Venv, VenvError, begin, finish, remove, said

ROOT = Path(__file__).resolve().parent.parent
USAGE = "usage: install.py [--develop] [--quiet]"


def main(words: list[str]) -> int | str:
    """The exit code, or the sentence that goes to standard error with exit code 1."""
    if not set(words) <= {"--develop", "--quiet"}:
        return USAGE
    try:
        with alone(ROOT / ".venv-lock"):
            changed = set_up(Venv(ROOT), developing="--develop" in words)
            changed |= compile_translations(Venv(ROOT))
    except pip.PipError as failure:
        print("\n".join(failure.lines), end="\n" if failure.lines else "", file=sys.stderr)
        return str(failure)
    except VenvError as failure:
        return str(failure)
    except OSError as failure:
        return in_words(failure)
    except KeyboardInterrupt:
        return "Interrupted: nothing half done counts, the same command begins again."
    if not changed and "--quiet" not in words:
        print("Nothing to do: .venv holds what the locks name.")
    return 0


def in_words(failure: OSError) -> str:
    """The sentence for what the system refused."""
    if failure.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return "The disk is full: make room (about 1 GB) and try again."
    place = failure.filename or ".venv"
    return f"{place} can't be changed ({failure.strerror}): close Juryapp, look at the folder's permissions, and try again."


def set_up(venv: Venv, *, developing: bool) -> bool:
    """Makes `.venv` what the locks say, and returns whether there was anything to do; what fails leaves a former one in place."""
    started = time.monotonic()
    version = venv.version()
    if version and said(venv.installed) and venv.has_holes():
        version = None
    if not version or not has_the_locks_tools(venv, developing=developing):
        replace(venv, works=bool(version))
    elif said(venv.installed) is None and venv.can_install():
        install_packages(venv)
    elif locks_of(said(venv.installed)) != locks_of(venv.run_stamp(version)):
        replace(venv, works=True)
    elif said(venv.installed) != venv.run_stamp(version):
        install_program(venv)
    elif not developing or said(venv.developing):
        return False
    if developing and not said(venv.developing):
        install_tools(venv)
    compile_packages(venv)
    print(f"Ready after {time.monotonic() - started:.0f} s.", flush=True)
    return True


def has_the_locks_tools(venv: Venv, *, developing: bool) -> bool:
    """Whether the tools in it, if any, are those of the lock; who only runs the program isn't asked."""
    return not developing or said(venv.developing) in (None, venv.develop_stamp())


def locks_of(stamp: str | None) -> list[str]:
    """What a stamp says but for its last line, which is pyproject.toml: that one concerns the program alone."""
    return (stamp or "").splitlines()[:-1]


def replace(venv: Venv, *, works: bool) -> None:
    """Makes it anew, so that nothing of a former lock stays; one that works is put back when that fails."""
    if works and said(venv.installed) not in (None, UNFINISHED):
        print("The lock has changed: .venv is made anew.")
        venv.put_aside()
    elif venv.folder.exists():
        print("The .venv here is unfinished, damaged or from another folder: it is made anew.")
    try:
        venv.make()
        install_packages(venv)
    except BaseException:
        if venv.put_back():
            print("The former .venv was put back.", file=sys.stderr)
        raise
    remove(venv.former)


def install_packages(venv: Venv) -> None:
    """The installers by hash with whatever pip is there, then the packages, then the program itself."""
    count = len(names(venv.root / RUN_LOCK))
    print(f"Setting up .venv: {count} packages are fetched, once. Under a minute, longer on a slow network.", flush=True)
    begin(venv.installed)
    install_lock(venv, INSTALL_LOCK, "--no-deps")
    install_lock(venv, RUN_LOCK)
    install_program(venv)


def install_program(venv: Venv) -> None:
    """Juryapp itself, from where it stands: the `juryapp` command and its version."""
    begin(venv.installed)
    pip.install(venv.python, "--no-deps", "--editable", str(venv.root))
    finish(venv.installed, venv.run_stamp(str(venv.version())))


def install_tools(venv: Venv) -> None:
    """What tests and builds it."""
    print(f"Fetching {len(names(venv.root / DEVELOP_LOCK))} more packages, which test and build it.", flush=True)
    begin(venv.developing)
    install_lock(venv, DEVELOP_LOCK)
    finish(venv.developing, venv.develop_stamp())


COMPILE = "import compileall, sysconfig; compileall.compile_dir(sysconfig.get_path('purelib'), quiet=2, workers=0)"


def compile_packages(venv: Venv) -> None:
    """Where Python is told to write no byte code it is written now: each start would compile the packages anew."""
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        # -I leaves that variable aside; what can't be compiled is a template of a library's, and no trouble
        subprocess.run([str(venv.python), "-I", "-c", COMPILE], capture_output=True, check=False)


def install_lock(venv: Venv, lock: str, *options: str) -> None:
    """Every package that a lock names for this system, by hash."""
    pip.install(venv.python, "--require-hashes", *options, "--requirement", str(venv.root / lock))


def names(lock: Path) -> list[str]:
    """The packages that a lock names, those of other systems too."""
    return [line.split("==")[0] for line in lock.read_text(encoding="utf-8").splitlines() if line[:1].isalnum()]


def compile_translations(venv: Venv) -> bool:
    """Compiles what is newer than its compiled form (`resources/compile.py`, which needs a package of the lock)."""
    catalogues = sorted((venv.root / "resources" / "translations").glob("*/*.po"))
    if all(is_compiled(po) for po in catalogues):
        return False
    command = [str(venv.python), "-m", "resources.compile"]
    ended = subprocess.run(command, cwd=venv.root, capture_output=True, encoding="utf-8", errors="replace")
    if ended.returncode:
        raise VenvError(f"The translations can't be compiled: {ended.stderr.strip().splitlines()[-1:]}")
    return True


def is_compiled(po: Path) -> bool:
    """Whether the .mo beside a .po is newer."""
    compiled = po.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime > po.stat().st_mtime
