"""Rows of windows and start-up: each in a process of its own, so that nothing is warm but the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Row, compare

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv)
window = Window()
window.setCentralWidget(QLabel("Juryapp"))
window.resize(1280, 800)
window.show()
app.exec()
"""
OURS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from ui.window import Window
def painted(self, event):
    QWidget.paintEvent(self, event)
    QTimer.singleShot(0, QApplication.quit)
Window.paintEvent = painted
from ui.start import main
sys.exit(main([]))
"""


def _run(program: str, folder: Path, *words: str) -> float:
    from time import perf_counter

    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "JURYAPP_HOME": str(folder / "home")}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)  # a user's second start finds everything compiled, and so must ours
    surroundings["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    start = perf_counter()
    done = subprocess.run([sys.executable, "-c", program, *words], env=surroundings, capture_output=True, timeout=120)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return perf_counter() - start


def first_window(folder: Path, rounds: int) -> Row:
    """From nothing to the first painted window."""
    _run(OURS, folder)
    _run(BARE, folder)
    what = "cold start to the first painted window (bare PySide6 window)"
    return compare(what[:58], "2x", rounds, lambda _: _run(OURS, folder), lambda _: _run(BARE, folder))


def version(folder: Path, rounds: int) -> Row:
    """`juryapp --version`: nothing heavy may be imported for it."""
    ours = "from ui.start import main; main(['--version'])"
    return compare("juryapp --version (bare Python)", "2x", rounds, lambda _: _run(ours, folder), lambda _: _run("", folder))


OPEN = """
import re, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.show()
app.processEvents()
if len(sys.argv) > 1:
    from juryapp.desk.laptop import Laptop
    from juryapp.desk.juror import JurorDesk
    from juryapp.locations import Home
    from tests.builders import PASSPHRASE
    event = Laptop(Home(Path(sys.argv[2]))).open(Path(sys.argv[1]), PASSPHRASE)
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
