"""Rows of a juror at work: Enter after a score, the switch of candidate, trying the sample. Processor time, each in a process of
its own, ours and the bare one in turns.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.measure import Row
from tests.bench.window_rows import surroundings
from tests.builders import PASSPHRASE, a_candidate, a_criterion, a_juror, a_juror_record, a_setup, an_event, pin_of, score_all
from tests.ui.desks import BANDS

JUROR = "J01"
CANDIDATES, JURORS, FACTS = 50, 9, 6
"""A province's largest day: 50 candidates, nine jurors."""
CODES = ("REG", "CAK", "ANG", "INO", "PIM")

OURS = """
import json, sys, time
from pathlib import Path
from ui.start import load_application
load_application()
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from juryapp.desk.juror import JurorDesk
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.locations import Home
from ui.application import dress
from ui.window import Window
file, home, passphrase, juror, pin, times = sys.argv[1:]
app = QApplication(sys.argv[:1])
laptop = Laptop(Home(Path(home)))
window = Window(laptop, dress(app, laptop))
window.resize(1366, 768)
window.show()
window.session.open(open_event(laptop, Path(file), passphrase))
window.session.juror = JurorDesk.sit(window.session.opened, juror, pin)
window.make_desk()
desk = window.page.desk
def rest():
    QTest.qWait(5)
    while window.runner.works or window.runner.works_quietly:
        QTest.qWait(5)
def taken(act):
    rest()
    begun = time.process_time()
    act()
    for _ in range(3):
        app.processEvents()
    return time.process_time() - begun
def score(number):
    card = desk.form.cards[number % 4]
    card.focus_points()
    card.field.selectAll()
    QTest.keyClicks(card.field, str(50 + number * 7 % 45))
    found = taken(lambda: QTest.keyClick(card.field, Qt.Key.Key_Return))
    assert desk.form.cards[number % 4 + 1].field.hasFocus() and not window.session.unsaved
    return found
window.activateWindow()
scores = [score(number) for number in range(int(times))]
numbers = list(window.page.sitting.candidates)
switches = [taken(lambda: desk.select(numbers[place % len(numbers)])) for place in range(1, int(times) + 1)]
print(json.dumps([scores[3:], switches[3:]]))
"""
THEIRS = """
import json, sys, time
import sqlcipher3
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QHBoxLayout, QLineEdit, QListWidget, QPlainTextEdit, QWidget
file, times, candidates = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
store = sqlcipher3.connect(file, isolation_level=None)
for pragma in ("key='empat kata'", "journal_mode=TRUNCATE", "synchronous=FULL"):
    store.execute("PRAGMA " + pragma)
store.execute("CREATE TABLE score (candidate INTEGER, field INTEGER, points TEXT, PRIMARY KEY (candidate, field)) STRICT")
app = QApplication(sys.argv[:1])
window, people, notes = QWidget(), QListWidget(), QPlainTextEdit()
people.addItems([f"Kandidat {number}" for number in range(candidates)])
fields, form, row = [QLineEdit() for _ in range(5)], QFormLayout(), QHBoxLayout(window)
for place, field in enumerate(fields):
    form.addRow(f"Kriteria {place}", field)
row.addWidget(people)
row.addLayout(form)
row.addWidget(notes)
def keep(place):
    store.execute("INSERT OR REPLACE INTO score VALUES (?, ?, ?)", (people.currentRow(), place, fields[place].text()))
    fields[(place + 1) % 5].setFocus()
def show(number):
    found = dict(store.execute("SELECT field, points FROM score WHERE candidate = ?", (number,)).fetchall())
    for place, field in enumerate(fields):
        field.setText(found.get(place, ""))
for place, field in enumerate(fields):
    field.returnPressed.connect(lambda place=place: keep(place))
people.currentRowChanged.connect(show)
people.setCurrentRow(0)
window.resize(1366, 768)
window.show()
window.activateWindow()
def taken(act):
    QTest.qWait(5)
    begun = time.process_time()
    act()
    for _ in range(3):
        app.processEvents()
    return time.process_time() - begun
def score(number):
    field = fields[number % 5]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, str(50 + number * 7 % 45))
    return taken(lambda: QTest.keyClick(field, Qt.Key.Key_Return))
scores = [score(number) for number in range(times)]
switches = [taken(lambda: people.setCurrentRow(place % candidates)) for place in range(1, times + 1)]
print(json.dumps([scores[3:], switches[3:]]))
"""
SAMPLE = """
import sys, time
from pathlib import Path
begun = time.process_time()
from juryapp.event.laptop import Laptop
from juryapp.locations import Home
from juryapp.sample import sample
home = Home(Path(sys.argv[1]))
sample(Laptop(home), home.folder / "sample").close()
print(time.process_time() - begun)
"""
ONE_PIN = """
import os, time
begun = time.process_time()
from argon2.low_level import Type, hash_secret_raw
from juryapp.signing.pin_cost import STANDARD
hash_secret_raw(b"pin-juri-contoh", os.urandom(16), STANDARD.passes, STANDARD.memory_kib, STANDARD.lanes, 32, Type.ID)
print(time.process_time() - begun)
"""


def at_work(folder: Path, rounds: int, times: int = 30) -> Iterator[Row]:
    """From Enter until the score is on the disk and the next field has the focus; from the press until another one is shown."""
    _a_large_event(folder)
    words = (str(folder / "event.jury"), str(folder / "home-hq"), PASSPHRASE, JUROR, pin_of(JUROR), str(times))
    both = []
    for number in range(rounds + 1):
        ours = json.loads(_told(OURS, folder, *words))
        both.append((ours, json.loads(_told(THEIRS, folder, str(folder / f"bare-{number}.db"), str(times), str(CANDIDATES)))))
    named = ("Enter: on the disk and the next field (bare form and commit)", "another candidate (bare form)")
    for place, what in enumerate(named):
        found = [(median(ours[place]), median(bare[place])) for ours, bare in both[1:]]
        yield Row.of(what, "-", [one for one, _ in found], [other for _, other in found], "processor time")


def sample(folder: Path, rounds: int) -> Row:
    """The sample is made and closed; the counterpart tries one PIN of a real event."""
    taken = [
        (float(_told(SAMPLE, folder, str(folder / f"home-{number}"))), float(_told(ONE_PIN, folder)))
        for number in range(rounds + 1)
    ][1:]
    ours, bare = zip(*taken, strict=True)
    return Row.of("the sample made (one PIN tried at the full cost)", "1x", ours, bare, "processor time")


def _a_large_event(folder: Path) -> None:
    numbers = [f"K{number:02d}" for number in range(1, CANDIDATES + 1)]
    setup = a_setup(
        candidates=tuple(a_candidate(one, facts={f"Fakta {n}": f"{n}2,5% di {one}" for n in range(FACTS)}) for one in numbers),
        criteria=(*(a_criterion(code=code, weight="20", bands=BANDS) for code in CODES), a_criterion("USA", "INO", "100")),
        jurors=tuple(a_juror_record(f"J{place:02d}") for place in range(1, JURORS + 1)),
        slots=(),
    )
    with an_event(folder, setup, (JUROR,)) as hq:
        desk = a_juror(hq, JUROR)
        for number in numbers[CANDIDATES // 2 :]:
            score_all(desk, number)


def _told(program: str, folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *words], env=surroundings(folder), capture_output=True, timeout=300, text=True
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()[-1]
