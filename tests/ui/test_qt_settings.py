"""What Qt would keep for itself in the user's settings, where every other program reads it: none of our folders is there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.messages import ROOT

OTHERS = "[FileDialog]\nhistory=file:///home/juri/foto\nlastVisited=file:///home/juri/foto\n"
VISIT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from ui.parts.files import ask_folder, keep_no_folders
app = QApplication([])
def accept():
    dialog = app.activeModalWidget()
    dialog.findChild(QLineEdit).setText(sys.argv[1])
    dialog.accept()
QTimer.singleShot(0, accept)
"""
OURS = "keep_no_folders()\nassert ask_folder(None, 'Folder?')"
OURS_WHERE_THE_PLACE_IS_FIXED = "assert ask_folder(None, 'Folder?')"
"""As in Windows' registry, where Qt can't be told to write elsewhere."""
BARE = """
dialog = QFileDialog(None, 'Folder?')
dialog.setFileMode(QFileDialog.FileMode.Directory)
assert dialog.exec()
del dialog
"""


def visit(how: str, settings: Path, folder: Path) -> str:
    """What stands in Qt's own file after a folder was chosen in a program of its own; nothing if there is none."""
    env = {
        **os.environ,
        "XDG_CONFIG_HOME": str(settings),
        "HOME": str(settings),
        "PYTHONPATH": str(ROOT),
        "JURYAPP_HOME": str(settings),
    }
    subprocess.run([sys.executable, "-c", VISIT + how, str(folder)], cwd=folder, env=env, check=True, timeout=60)
    kept = settings / "QtProject.conf"
    return kept.read_text() if kept.exists() else ""


pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere these settings are no file")


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    made = tmp_path / "settings"
    made.mkdir()
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "Rapat Juri Rahasia"
    made.mkdir()
    return made


def test_qt_alone_would_write_down_where_one_was(settings: Path, stick: Path) -> None:
    assert "Rahasia" in visit(BARE, settings, stick)


def test_nothing_is_written_of_the_folders_that_were_visited(settings: Path, stick: Path) -> None:
    assert visit(OURS, settings, stick) == ""
    assert [
        path for path in settings.rglob("*") if "Rahasia" in path.name or (path.is_file() and b"Rahasia" in path.read_bytes())
    ] == []


@pytest.mark.parametrize("ours", [OURS, OURS_WHERE_THE_PLACE_IS_FIXED])
def test_what_other_programs_keep_there_stays(ours: str, settings: Path, stick: Path) -> None:
    (settings / "QtProject.conf").write_text(OTHERS)
    kept = visit(ours, settings, stick)
    assert "Rahasia" not in kept and kept.count("file:///home/juri/foto") == 2
