"""Documents ready: a while after a seat was taken, what the first preview needs is loaded beside the window.

The first page of a run took three times what a later one takes, for libraries and fonts. Who asks for it before they
are loaded waits no longer than without this.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer

from juryapp.errors import Problem
from ui.runner import Progress, Runner

AFTER_MS = 2_000
"""One looks at the page first that was just opened."""
_MODULE = "juryapp.printing.readiness"


def load_documents_later(runner: Runner, page: QObject) -> None:
    """Has it loaded, unless it is, or `page` is gone by then."""
    if _MODULE not in sys.modules:
        QTimer.singleShot(AFTER_MS, page, lambda: _load(runner))


def _load(runner: Runner) -> None:
    runner.run_quietly(_loaded, _nothing, _nothing)


def _loaded(_progress: Progress) -> None:
    from juryapp.printing.readiness import make_ready

    make_ready()


def _nothing(_outcome: Problem | None) -> None:
    """Nobody waits for it."""
