"""The secretary's window while 20 packages are taken in, and while 300 sheets go to the printer: a process of its own, measured
by a heartbeat of its thread. `python -m tests.bench.fluid_window EVENT FOLDER PACKAGES [--look]`; prints what it found as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from juryapp import text
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.opening import open_event
from juryapp.model.document import DocumentKind
from juryapp.printing.print_jobs import print_jobs
from juryapp.printing.print_outcome import Printed
from juryapp.printing.print_service import Printer
from tests import turns
from tests.bench.heartbeat import Beats, Heartbeat
from tests.builders import DESK_PIN, PASSPHRASE, a_laptop, light_passphrases
from tests.turns import live
from ui import print_card
from ui.application import dress
from ui.garbage_collection import FullSweep
from ui.print_ways import AsPdf, Pdfs, Work
from ui.print_work import Wanted
from ui.secretary.board_page import BoardPage
from ui.secretary.documents_page import DocumentsPage
from ui.secretary.page import SecretaryPage
from ui.secretary.receiving_page import ReceivingPage
from ui.window import Window
from ui.work_steps import Steps

_MOST_S = 240


class Nowhere(AsPdf):
    """All that is done for a print service, but for the handing over: none need be here."""

    def printers(self) -> list[Printer]:
        return [Printer("Kantor")]

    def begin(self, printer: Printer, copies: int) -> tuple[Work, int]:
        def work(pdfs: Pdfs, wanted: Wanted, steps: Steps) -> Printed:
            self.size = sum(len(job.pdf) for job in print_jobs(pdfs(), wanted.has, lambda done: steps.tell(done, steps.of)))
            return Printed.WHOLE

        return work, 1


def main() -> int:
    """Opens the event at the secretary's desk and measures."""
    file, folder, packages, *how = sys.argv[1:]
    looks = "--look" in how
    app = QApplication(sys.argv[:1])
    text.use("id")
    with light_passphrases():
        laptop = a_laptop(Path(folder))
        window = Window(laptop, dress(app, laptop))
        window.resize(1366, 768)
        sweep = FullSweep(window.session.rested_ms)
        window.show()
        window.session.open(open_event(laptop, Path(file), PASSPHRASE))
        window.session.secretary = SecretaryDesk.sit(window.session.opened, DESK_PIN)
        window.make_desk()
        found = {"merging": merging(window, Path(packages), looks=looks), "printing": printing(window, looks=looks)}
        print(json.dumps({name: one.told() for name, one in found.items()}))
        for name, beats in found.items():
            for place in beats.places if looks else ():
                print(name, place, file=sys.stderr)
        sweep.end()
        window.close()
    return 0


def desk_of(window: Window) -> SecretaryPage:
    assert isinstance(window.page, SecretaryPage)
    return window.page


def merging(window: Window, packages: Path, *, looks: bool) -> Beats:
    """All of them are taken in; somebody scrolls the board meanwhile."""
    page = desk_of(window).go("receiving")
    assert isinstance(page, ReceivingPage)
    page.look_in(packages)
    until(lambda: page.report is not None)
    for check in page.unknown.checks.values():
        check.setChecked(True)  # the laptops are known once their first package is here
    board = desk_of(window).go("board")
    assert isinstance(board, BoardPage)
    rest(window)
    scrolling = every(30, lambda: scroll(board))
    sitting = every(1_000, lambda: touch(window))
    beat = Heartbeat(looks=looks)
    page.pin.field.setText(DESK_PIN)
    page.take_in()
    until(lambda: page.taken or not page.work.isVisibleTo(page))
    assert page.taken, page.said.text()
    live(1_500)
    rest(window)
    beats = beat.stop()
    scrolling.stop()
    sitting.stop()
    outcomes = [(one.outcome.value, one.new, one.why) for one in page.report.packages] if page.report else []
    assert outcomes and all(new for _outcome, new, _why in outcomes), outcomes
    return beats


def every(milliseconds: int, do: Callable[[], None]) -> QTimer:
    """Does it again and again until it is stopped."""
    timer = QTimer()
    timer.setInterval(milliseconds)
    timer.timeout.connect(do)
    timer.start()
    return timer


def touch(window: Window) -> None:
    """Somebody sits there: moves the mouse."""
    at = QPointF(window.rect().center())
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, moved)


def scroll(board: BoardPage) -> None:
    """Down, and up again from the end."""
    bar = board.verticalScrollBar()
    bar.setValue(0 if bar.value() >= bar.maximum() else bar.value() + 40)


def printing(window: Window, *, looks: bool) -> Beats:
    """All sheets go to the printer."""
    way = Nowhere()
    vars(print_card)["the_way"] = lambda: way
    page = desk_of(window).go("documents")
    assert isinstance(page, DocumentsPage)
    page.print_card._way = way  # in place of the system's
    rest(window)
    page.choose(DocumentKind.SHEETS)
    rest(window)
    sitting = every(1_000, lambda: touch(window))
    beat = Heartbeat(looks=looks)
    page.print.click()
    until(lambda: bool(page.print_card.printers))
    page.print_card.start()
    until(lambda: not page.print_card.works)
    rest(window)
    beats = beat.stop()
    sitting.stop()
    print(len(page.chosen), "sheets", way.size, "bytes", file=sys.stderr)
    return beats


def rest(window: Window) -> None:
    """Until nothing is done beside the window any more."""
    live(400)
    until(lambda: not (window.runner.works or window.runner.works_quietly))
    live(100)


def until(is_so: Callable[[], bool]) -> None:
    """Lets the window live until then."""
    turns.until(is_so, _MOST_S)


if __name__ == "__main__":
    sys.exit(main())
