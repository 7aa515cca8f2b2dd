"""Python's own import is in force once the program's window is loaded, and PySide6 works as before. Each in a fresh Python."""

from __future__ import annotations

import subprocess
import sys

START = "import builtins\nfrom ui.start import load_application\nload_application()\n"


def told_by(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_pyside_replaces_the_import_of_python_and_says_what_it_was() -> None:
    """What `own_import` undoes: if this fails, PySide6 changed and the module may go."""
    code = "import builtins as b, PySide6.QtCore\nprint(b.__import__ is b.__feature_import__, b.__import__ is b.__orig_import__)"
    assert told_by(code) == "True False"


def test_the_window_is_loaded_with_the_import_that_was_there_before() -> None:
    assert told_by(START + "print(builtins.__import__ is builtins.__orig_import__)") == "True"


def test_it_stays_in_force_when_more_of_qt_is_loaded() -> None:
    more = "from PySide6 import QtPrintSupport, QtSvg, QtTest\nprint(builtins.__import__ is builtins.__orig_import__)"
    assert told_by(START + more) == "True"


def test_modules_imported_afterwards_are_not_looked_at() -> None:
    code = (
        "import inspect\nlooked = []\nread = inspect.getsource\n"
        "inspect.getsource = lambda it: looked.append(it.__name__) or read(it)\n"
        "import json.tool, wave\nprint(looked)"
    )
    assert told_by(START + code) == "[]"
    assert "wave" in told_by("import PySide6.QtCore\n" + code)


def test_another_replacement_of_the_import_is_left_alone() -> None:
    code = (
        "import builtins, PySide6.QtCore\nfrom ui import own_import\n"
        "mine = lambda *words, **more: builtins.__orig_import__(*words, **more)\n"
        "builtins.__import__ = mine\nown_import.restore()\nprint(builtins.__import__ is mine)"
    )
    assert told_by(code) == "True"


def test_signals_dynamic_classes_and_enumerations_of_qt_work() -> None:
    code = """
from PySide6.QtCore import Property, QMetaObject, QObject, Qt, Signal, Slot
heard = []
class Teller(QObject):
    told = Signal(int, str)
    @Slot(int, str)
    def hear(self, number, word):
        heard.append((number, word, self.sender() is not None))
Child = type("Child", (Teller,), {"width": Property(int, lambda self: 7)})
one, other = Child(), Teller()
one.told.connect(other.hear)
one.told.emit(3, "juror")
both = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
print(heard, one.property("width"), one.metaObject().className(), both.value, Qt.AlignmentFlag(1).name, one.inherits("Teller"))
"""
    assert told_by(START + code) == "[(3, 'juror', True)] 7 Child 33 AlignLeft True"


def test_everything_of_a_module_of_qt_can_still_be_imported_at_once() -> None:
    assert told_by(START + "from PySide6.QtSvg import *\nprint(QSvgRenderer.__name__)") == "QSvgRenderer"


def test_the_collector_works_again_after_loading() -> None:
    assert told_by(START + "import gc\nprint(gc.isenabled())") == "True"
