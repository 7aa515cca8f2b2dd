"""Rows of windows and start-up: each in a process of its own, so that nothing is warm but the disk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Row, compare, seconds

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
def shown():
    print(time.time(), time.process_time())
    app.quit()
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, shown)
app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Juryapp"))
window.resize(1280, 800)
window.show()
app.exec()
"""
OURS = """
import sys, time
from ui.start import load_application, main
load_application()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui.window import Window
def shown():
    print(time.time(), time.process_time())
    QApplication.quit()
def painted(self, event):
    QWidget.paintEvent(self, event)
    QTimer.singleShot(0, shown)
Window.paintEvent = painted
sys.exit(main([]))
"""


def surroundings(folder: Path) -> dict[str, str]:
    """Of a program that is measured: no screen, a home of its own, and the bytecode of a first run."""
    found = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "JURYAPP_HOME": str(folder / "home")}
    found.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's second start finds everything compiled, and so must ours
    found["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    return found


def _run(program: str, folder: Path) -> str:
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, env=surroundings(folder), capture_output=True, timeout=120, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def _until_painted(program: str, folder: Path) -> tuple[float, float]:
    """Seconds from nothing to the painted window, by the clock that both programs share, and of the processor."""
    start = time.time()
    at, processor = map(float, _run(program, folder).split()[:2])
    return at - start, processor


def first_window(folder: Path, rounds: int) -> Iterator[Row]:
    """From nothing to the first painted window. What the processor worked is steadier than the clock on a busy machine."""
    _run(OURS, folder)
    _run(BARE, folder)
    both = [(_until_painted(OURS, folder), _until_painted(BARE, folder)) for _ in range(3 * rounds)]
    for place, what in enumerate(("cold start to the first painted window (bare PySide6)", "the same, processor time")):
        yield Row.of(what, "1.5x", [ours[place] for ours, _ in both], [bare[place] for _, bare in both])


def version(folder: Path, rounds: int) -> Row:
    """`juryapp --version`: nothing heavy may be imported for it."""
    ours = "from ui.start import main; main(['--version'])"
    _run(ours, folder)
    what = "juryapp --version (bare Python)"
    return compare(what, "2x", rounds, lambda _: seconds(lambda: _run(ours, folder)), lambda _: seconds(lambda: _run("", folder)))


OPEN = """
import re, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.show()
app.processEvents()
if len(sys.argv) > 1:
    from juryapp.desk.juror import JurorDesk
    from juryapp.event.laptop import Laptop
    from juryapp.event.opening import open_event
    from juryapp.locations import Home
    from tests.builders import PASSPHRASE
    event = open_event(Laptop(Home(Path(sys.argv[2]))), Path(sys.argv[1]), PASSPHRASE)
    desk = JurorDesk.sit(event, "J02")
    board = desk.board()
    cells = [board.cell("J02", number) for number in board.candidates if board.meets("J02", number)]
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def memory(path: Path, home: Path) -> tuple[int, int]:
    """Most memory in MB: with this event open and its list in memory, and of a bare window."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    def most(*words: str) -> int:
        return int(subprocess.run([sys.executable, "-c", OPEN, *words], env=surroundings, capture_output=True, check=True).stdout)

    return most(str(path), str(home)), most()
