"""A screen for the built program's window: an X server of its own where there is one, else none at all (and that is said)."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.built.trial import Failed, Trial
from tests.built.x11 import close_windows
from ui.preflight import missing_libraries

PAINTED = "Flushing"
"""Qt says this when it has brought a painted window to the screen."""
_PATIENCE_S = 60


@contextmanager
def a_screen() -> Iterator[dict[str, str]]:
    """The variables by which a program finds the screen."""
    if not shutil.which("Xvfb") or missing_libraries({"DISPLAY": ":0"}):
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    told, tell = os.pipe()
    command = ["Xvfb", "-displayfd", str(tell), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(command, pass_fds=[tell], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(tell)
        try:
            with os.fdopen(told) as number:
                yield {"DISPLAY": f":{number.readline().strip()}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


def show_window(trial: Trial, screen: dict[str, str], *words: str, **more: str) -> tuple[float, str]:
    """Opens the window, waits until it is painted and closes it; seconds until then, and how it was closed.

    Raises `Failed` if no window comes, or the program ends otherwise than by being asked to.
    """
    log = {"QT_LOGGING_RULES": "qt.widgets.painting=true", "QT_FORCE_STDERR_LOGGING": "1"}
    begun = time.monotonic()
    with trial.start(*words, **screen, **log, **more) as program:
        try:
            said = _until_painted(program)
            taken = time.monotonic() - begun
            asked = _ask_to_close(program, screen)
            said += program.communicate(timeout=_PATIENCE_S)[1]
        finally:
            program.kill()
    if "Traceback" in said or (asked and program.returncode):
        raise Failed(f"the window ended with {program.returncode} and said:\n{said}")
    return taken, "then closed" if asked else "then ended, since a window can only be closed on a screen"


def _until_painted(program: subprocess.Popen[str]) -> str:
    said = ""
    assert program.stderr
    for line in program.stderr:
        said += line
        if PAINTED in line:
            return said
    raise Failed(f"no window came; the program said:\n{said}")


def _ask_to_close(program: subprocess.Popen[str], screen: dict[str, str]) -> bool:
    """Closes the window as its cross does; without a screen the program is ended instead, and False returned."""
    if "DISPLAY" not in screen:
        program.terminate()
        return False
    if not close_windows(screen["DISPLAY"]):
        raise Failed("there is no window on the screen that can be closed")
    return True
