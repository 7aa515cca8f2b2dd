"""What the first preview needs is loaded while nobody waits."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.runner import Runner
from ui.services import documents_ready
from ui.services.documents_ready import load_documents_later

LIBRARIES = ("reportlab.pdfgen.canvas", "pikepdf", "pypdfium2", "fontTools.ttLib", "num2words")
READINESS = "juryapp.printing.readiness"


def test_readiness_brings_what_the_first_page_needs() -> None:
    code = f"import sys, {READINESS} as it\nit.make_ready()\nprint([name for name in {LIBRARIES} if name not in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_it_is_loaded_beside_the_window_a_while_after_a_page_was_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_ready, "AFTER_MS", 0)
    monkeypatch.delitem(sys.modules, READINESS, raising=False)
    runner, page = Runner(), QObject()
    load_documents_later(runner, page)
    assert READINESS not in sys.modules and not runner.works_quietly
    qtbot.waitUntil(lambda: READINESS in sys.modules and not runner.works_quietly, timeout=20_000)
    load_documents_later(runner, page)
    qtbot.wait(1)
    assert not runner.works_quietly, "once a run is enough"
    runner.close()


def test_nothing_is_loaded_for_a_page_that_is_gone(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents_ready, "AFTER_MS", 0)
    monkeypatch.delitem(sys.modules, READINESS, raising=False)
    runner, page = Runner(), QObject()
    load_documents_later(runner, page)
    del page
    qtbot.wait(5)
    assert READINESS not in sys.modules and not runner.works_quietly
    runner.close()
