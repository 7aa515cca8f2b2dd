"""The Qt that is pinned survives a day of signals: 6.12.0 aborted Python 3.11 after a few hundred."""

from __future__ import annotations

import subprocess
import sys

A_DAY_OF_SIGNALS = """
from PySide6.QtCore import QObject, Signal

class Notifier(QObject):
    changed = Signal(object)

notifier, heard = Notifier(), []
notifier.changed.connect(heard.append)
for number in range(5000):
    notifier.changed.emit(number)
print(len(heard), True)
"""


def test_thousands_of_signals_arrive_and_python_lives() -> None:
    told = subprocess.run([sys.executable, "-c", A_DAY_OF_SIGNALS], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.strip()) == (0, "5000 True"), told.stderr
