"""The sample: an invented event for trying the windows. Its passphrase and its PINs are no secrets: the windows show them.

Prints nothing, so that nothing of the documents is loaded for it; the demo (`demo.py`) plays a whole event with the same set-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import cos, sin
from pathlib import Path

from juryapp.desk.headquarters import create_event
from juryapp.desk.secretary import SecretaryDesk
from juryapp.disk import make_folder
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.candidate import Attendance
from juryapp.model.setup import Setup
from juryapp.signing.ink import Ink, Point
from juryapp.signing.pin_cost import PinCost
from juryapp.text import resources
from juryapp.workbook.reading import read_setup

PASSPHRASE = "contoh-frasa-sandi"
PIN = "pin-juri-contoh"
"""Of every invented juror."""
DESK_PIN = "pin-meja-contoh"
ROOT_PIN = "pin-pusat-contoh"
FILE = "contoh.jury"
ENROLLED = ("J01", "J02", "J03")
"""In the sample."""
ABSENT = "K05"
PUBLISHED = PinCost(19_456, 2, 1)
"""What trying a PIN costs that everyone knows already: nothing is protected by it (decision 037)."""

Progress = Callable[[int, int], None]


def drawn(number: int) -> Ink:
    """An invented signature: loops that differ from juror to juror."""
    return Ink((tuple(_loops(number)),))


def _loops(number: int) -> Iterator[Point]:
    for step in range(90):
        turn = step / 9
        yield 20 * turn + 14 * cos(turn * (1.6 + number / 5)), 40 + (18 + 3 * number) * sin(turn * 1.7), 0.4 + 0.3 * sin(turn)


def sample_setup() -> Setup:
    """Candidates, jurors and criteria, all invented."""
    return read_setup(resources() / "templates" / "sample-event.xlsx")


def sample(laptop: Laptop, folder: Path, progress: Progress = lambda done, of: None) -> OpenEvent:
    """The invented event for trying the windows, made at the first call and opened again later. `progress` hears the steps."""
    path = make_folder(folder) / FILE
    if path.exists():
        return open_event(laptop, path, PASSPHRASE)
    steps = len(ENROLLED) + 2
    progress(0, steps)
    event = create_event(replace(laptop, cost=PUBLISHED), path, PASSPHRASE, sample_setup(), DESK_PIN, ROOT_PIN)
    progress(1, steps)
    desk = SecretaryDesk.sit(event, DESK_PIN)
    for number, juror in enumerate(ENROLLED, 1):
        desk.enrol(juror, PIN, drawn(number))
        progress(1 + number, steps)
    for candidate, state in (("K01", Attendance.PRESENT), ("K02", Attendance.PRESENT), (ABSENT, Attendance.ABSENT)):
        desk.attendance(candidate, state)
    event.laptop = laptop  # a PIN that somebody chooses in it later costs what every other does
    progress(steps, steps)
    return event
