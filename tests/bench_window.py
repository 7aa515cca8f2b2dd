"""How fast the juror's window answers with 500 candidates and 9 jurors: a letter in the search, another candidate, a score.

    python -m tests.bench_window

Each time runs from the key to the painted window. `measure(app, folder)` is for others to call.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from juryapp import text
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.event.open_event import OpenEvent
from juryapp.model.setup import Setup
from juryapp.model.slot import Slot
from juryapp.store import model_records
from tests.builders import a_candidate, a_criterion, a_juror, a_juror_record, a_laptop, a_setup, an_event, light_passphrases
from tests.ui.desks import BANDS
from ui.application import dress
from ui.juror.page import JurorPage
from ui.window import Window

CANDIDATES, JURORS, SCORED = 500, 9, 300
CODES = ("REG", "CAK", "ANG", "INO", "PIM")


@dataclass(frozen=True)
class Answer:
    """One thing that was measured, in seconds."""

    what: str
    aim: float
    taken: tuple[float, ...]

    @property
    def usual(self) -> float:
        """The median."""
        return median(self.taken)

    def line(self) -> str:
        """As it is printed."""
        told = "  ".join(f"{seconds * 1000:7.1f}" for seconds in (min(self.taken), self.usual, max(self.taken)))
        return f"{self.what:<52}{told}   aim {self.aim * 1000:.0f} ms"


def a_large_setup() -> Setup:
    """500 candidates of one category on nine days, five criteria with bands, nine jurors."""
    numbers = [f"K{place:03d}" for place in range(1, CANDIDATES + 1)]
    slots = [
        Slot(
            n,
            date(2024, 2, 19 + place // 60),
            time(8 + place % 60 // 6, place % 6 * 10),
            time(8 + place % 60 // 6, place % 6 * 10 + 9),
        )
        for place, n in enumerate(numbers)
    ]
    return a_setup(
        candidates=tuple(a_candidate(n, name=f"Kabupaten Contoh Nomor {n[1:]}") for n in numbers),
        criteria=(*(a_criterion(code=code, weight="20", bands=BANDS) for code in CODES), a_criterion("USA", "INO", "100")),
        jurors=tuple(a_juror_record(f"J{place:02d}") for place in range(1, JURORS + 1)),
        slots=tuple(slots),
    )


def fill(event: OpenEvent) -> None:
    """Nine jurors have scored 300 candidates."""
    for place, juror in enumerate(model_records.jurors(event.file).values()):
        desk = JurorDesk(event, juror, None)
        each = [(f"K{n:03d}", c, str(60 + (n * 7 + place) % 40)) for n in range(1, SCORED + 1) for c in CODES]
        desk.record_many([GivenScore(*one) for one in each])


def timed(act: Callable[[], object]) -> float:
    """Seconds until the window has answered and painted."""
    start = perf_counter()
    act()
    QApplication.processEvents()
    return perf_counter() - start


def measure(app: QApplication, folder: Path) -> list[Answer]:
    """Makes the event in `folder`, opens J01's desk on it, and measures."""
    event = an_event(folder, a_large_setup(), ("J01",))
    fill(event)
    laptop = a_laptop(folder)
    window = Window(laptop, dress(app, laptop))
    window.resize(1366, 768)
    window.show()
    window.session.open(event)
    window.session.juror = a_juror(event)
    opened = timed(window.make_desk)
    page = window.page
    assert isinstance(page, JurorPage)
    answers = [Answer("opening the desk", 1.0, (opened,)), *_answers(page)]
    window.session.forget_unsaved()
    window.close()
    return answers


def _answers(page: JurorPage) -> list[Answer]:
    desk = page.desk
    letters = [timed(partial(QTest.keyClick, desk.search, key)) for key in ("1", "2", "3")]
    letters += [timed(lambda: QTest.keyClick(desk.search, Qt.Key.Key_Backspace)) for _ in range(3)]
    walks = [timed(lambda: desk.walk(1)) for _ in range(30)]
    jumps = [timed(partial(desk.select, f"K{n:03d}")) for n in range(20, 500, 24)]
    desk.select("K400")
    stored = []
    for points in range(30):
        card = desk.form.cards[points % 5]
        card.focus_points()
        card.field.setText(str(50 + points))
        stored.append(timed(partial(QTest.keyClick, card.field, Qt.Key.Key_Return)))
    desk.notes.field.setPlainText("Catatan")
    noted = timed(desk.notes.save)
    return [
        Answer("a letter in the search", 0.016, tuple(letters)),
        Answer("the next candidate", 0.050, tuple(walks)),
        Answer("a candidate far away", 0.050, tuple(jumps)),
        Answer("a score, from Enter to the next field", 0.050, tuple(stored)),
        Answer("a note", 0.050, (noted,)),
        Answer("the half-minute's renewal", 0.050, tuple(timed(desk.refresh) for _ in range(10))),
    ]


def main() -> int:
    """Prints the table."""
    app = QApplication(sys.argv[:1])
    text.use("id")
    with light_passphrases(), tempfile.TemporaryDirectory(prefix="juryapp-bench-") as folder:
        for answer in measure(app, Path(folder)):
            print(answer.line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
