"""What is in this program's memory is kept by nobody: no core when it fails, and no other program looks in. On Linux."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.messages import ROOT

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what other systems do can't be asked from here")

COMMAND = "from juryapp.cli import main; main(['--version'])"
WINDOW = "from ui.start import main; main(['--version'])"
NOTHING = "pass"
ASK = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)"
"""PR_GET_DUMPABLE."""
_DROP_BOUNDING, _LOOK_INTO_OTHERS = 24, (19, 21, 38)
"""PR_CAPBSET_DROP, and CAP_SYS_PTRACE, CAP_SYS_ADMIN, CAP_PERFMON: root itself may look into anybody, an ordinary user not."""


def run(begin: str, then: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """A program that begins like ours, where the person allows cores of any size."""
    return subprocess.run(
        [sys.executable, "-c", f"{begin}\n{then}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        preexec_fn=_allow_cores,
        check=False,
    )


def _allow_cores() -> None:
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def _as_an_ordinary_user() -> None:
    for right in _LOOK_INTO_OTHERS:
        ctypes.CDLL(None).prctl(_DROP_BOUNDING, right, 0, 0, 0)


@pytest.mark.parametrize("begin", [COMMAND, WINDOW])
def test_a_program_of_ours_that_fails_leaves_no_core(begin: str, tmp_path: Path) -> None:
    failed = run(begin, "import os; os.abort()", tmp_path)
    assert failed.returncode == -signal.SIGABRT and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("begin", "dumpable"), [(NOTHING, "1"), (COMMAND, "0"), (WINDOW, "0")])
def test_the_system_knows_that_our_memory_is_not_to_be_dumped(begin: str, dumpable: str, tmp_path: Path) -> None:
    assert run(begin, ASK, tmp_path).stdout.split()[-1] == dumpable


def test_no_core_is_allowed_afterwards_not_even_by_ourselves(tmp_path: Path) -> None:
    asked = run(COMMAND, "import resource; print(resource.getrlimit(resource.RLIMIT_CORE))", tmp_path)
    assert asked.stdout.splitlines()[-1] == "(0, 0)"


@pytest.mark.parametrize("part", ["mem", "environ"])
@pytest.mark.parametrize(("begin", "opens"), [(NOTHING, True), (COMMAND, False)])
def test_another_program_of_the_same_user_reads_nothing_of_our_memory(begin: str, opens: bool, part: str) -> None:
    ours = [sys.executable, "-c", f"{begin}\nprint('ready', flush=True); input()"]
    theirs = "import sys; open(f'/proc/{sys.argv[1]}/{sys.argv[2]}', 'rb').close()"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    user = _as_an_ordinary_user
    with subprocess.Popen(ours, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=user) as program:
        assert program.stdin and program.stdout
        while "ready" not in program.stdout.readline():
            assert program.poll() is None
        looked = subprocess.run(
            [sys.executable, "-c", theirs, str(program.pid), part],
            capture_output=True,
            text=True,
            preexec_fn=user,
            check=False,
        )
        program.stdin.write("\n")
        program.stdin.flush()
    assert (looked.returncode == 0) is opens, looked.stderr


def test_what_looks_at_itself_still_can(tmp_path: Path) -> None:
    """Files of a process that isn't to be dumped belong to root; its own descriptors and its own children are no others."""
    look = "import os, subprocess, sys; os.listdir('/proc/self/fd'); subprocess.run([sys.executable, '-c', '1'], check=True)"
    assert run(COMMAND, look, tmp_path).returncode == 0
