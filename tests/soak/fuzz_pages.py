"""The pages of both desks, built offscreen on one event: whatever fails on the way is told, and the next page is tried."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.typed import certain
from ui.welcome.seat_page import SeatPage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem
from juryapp.event.opening import open_event
from juryapp.model.document import DocumentKind
from tests.builders import DESK_PIN, PASSPHRASE, a_laptop, pin_of
from ui.application import dress
from ui.juror.page import JurorPage
from ui.look.theme import Theme
from ui.secretary.page import SecretaryPage
from ui.window import Window

Failed = tuple[str, BaseException]
_dressed: list[Theme] = []
PLACES = ("board", "attendance", "receiving", "enrol", "prepare", "plenary", "documents")
DOCUMENTS = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES, DocumentKind.ATTENDANCE)


def pages(work: Path) -> list[Failed]:
    """What failed, by page, of the event in this folder."""
    app = QApplication.instance() or QApplication(["juryapp"])
    assert isinstance(app, QApplication)
    laptop = a_laptop(work)
    if not _dressed:
        _dressed.append(dress(app, laptop))
    failed: list[Failed] = []
    with _heard(failed):
        window = Window(laptop, _dressed[0])
        window.resize(1366, 768)
        window.show()
        try:
            for what, step in _steps(window, work):
                _do(failed, window, what, step)
        finally:
            window.session.forget_unsaved()
            _do(failed, window, "close", window.close)
            window.deleteLater()
            app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return failed


def _do(failed: list[Failed], window: Window, what: str, step: Callable[[], object]) -> None:
    before = len(failed)
    try:
        step()
        until = time.monotonic() + 30
        while (window.runner.works or window.runner.disk.asks) and time.monotonic() < until:
            QApplication.processEvents()
        QApplication.processEvents()
    except Problem:
        pass
    except Exception as trouble:
        failed.append((what, trouble))
    failed[before:] = [(what, trouble) for _, trouble in failed[before:]]


@contextmanager
def _heard(failed: list[Failed]) -> Iterator[None]:
    """Exceptions in slots and threads."""

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Problem):
            failed.append(("", error))

    former, sys.excepthook = sys.excepthook, hear
    former_thread, threading.excepthook = (
        threading.excepthook,
        lambda told: hear(told.exc_type, told.exc_value or Exception(), None),
    )
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = former, former_thread


def _steps(window: Window, work: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    session = window.session
    yield "seats", lambda: window.show_seats(open_event(window.laptop, work / "event.jury", PASSPHRASE))
    if not session.is_open:
        return
    yield from _juror(window)
    yield "seats again", window.hand_over
    yield from _secretary(window)


def _sit(window: Window, juror: str) -> None:
    session: Any = window.session
    session.juror = JurorDesk.sit(session.opened, juror, pin_of(juror)) if juror else None
    session.secretary = None if juror else SecretaryDesk.sit(session.opened, DESK_PIN)
    certain(SeatPage, window.page).seated.emit()


def _juror(window: Window) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "juror", lambda: _sit(window, "J01")
    page = window.page
    if not isinstance(page, JurorPage):
        return
    for candidate in list(page.sitting.candidates):
        yield f"juror {candidate}", partial(_open, page, candidate)
        yield f"review {candidate}", partial(page.review, candidate)
    yield "keys", page.show_keys
    yield "call", page.call
    yield "desk", page.show_desk
    yield "language", window.switch_language
    yield "language back", window.switch_language


def _open(page: JurorPage, candidate: str) -> None:
    page.show_desk()
    page.desk.select(candidate)


def _make(documents: Any, kind: DocumentKind) -> None:
    documents.choose(kind)
    documents.see.click()


def _secretary(window: Window) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "secretary", lambda: _sit(window, "")
    page = window.page
    if not isinstance(page, SecretaryPage):
        return
    for place in PLACES:
        yield place, partial(page.go, place)
    board: Any = page.go("board")
    for dispute in list(board.disputed.shown):
        yield f"decide {dispute.place}", partial(board.to_decide.emit, dispute.place)
    documents: Any = page.go("documents")
    for kind in DOCUMENTS:
        yield f"document {kind}", partial(_make, documents, kind)
    receiving: Any = page.go("receiving")
    yield "receiving", lambda: receiving.look_in(window.session.opened.path.parent / "carried")
    yield "language", window.switch_language
    yield "language back", window.switch_language
