"""The sample: an invented event for trying the windows. Its passphrase and its PINs are no secrets: the windows show them.

Prints nothing, so that nothing of the documents is loaded for it; the demo (`demo.py`) plays a whole event with the same set-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from math import cos, sin
from pathlib import Path

from juryapp.desk.headquarters import create_event
from juryapp.desk.juror import GivenScore, JurorDesk
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
ENROLLED = ("J01", "J02", "J03", "J04", "J05")
"""In the sample. Who is left is enrolled in the window, where the first page leads."""
VILLAGES = "DES"
"""The category that is nearly done in the sample: its plenary can be played to the end within minutes."""
_PANEL = "P2"
_SCORED = {"J01": 84, "J02": 80}
"""Of the panel of the villages these have scored everything, around so many points, and signed nothing."""
_THIRD = "J06"
"""Who has still to be enrolled, and to score them too."""
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


def _in_two_panels(setup: Setup) -> Setup:
    """Three jurors judge the villages, instead of all: few sheets are left to be signed there."""
    villages = {one.number for one in setup.candidates if one.category == VILLAGES}
    observers = {one.code for one in setup.jurors if not one.counts}
    panel = {*_SCORED, _THIRD, *observers}
    return replace(
        setup,
        slots=tuple(replace(one, panel=_PANEL) if one.candidate in villages else one for one in setup.slots),
        jurors=tuple(replace(one, panels=(*one.panels, _PANEL)) if one.code in panel else one for one in setup.jurors),
    )


def _score_villages(event: OpenEvent, setup: Setup) -> None:
    """Complete sheets that wait for their signatures."""
    villages = [one.number for one in setup.candidates if one.category == VILLAGES]
    criteria = [one.code for one in setup.criteria if one.category == VILLAGES]
    for juror, around in _SCORED.items():
        given = [
            GivenScore(candidate, criterion, str(around + (7 * row + 3 * column) % 11))
            for row, candidate in enumerate(villages)
            for column, criterion in enumerate(criteria)
        ]
        JurorDesk.sit(event, juror, PIN).record_many(given)


def sample(laptop: Laptop, folder: Path, progress: Progress = lambda done, of: None) -> OpenEvent:
    """The invented event for trying the windows, made at the first call and opened again later. `progress` hears the steps."""
    path = make_folder(folder) / FILE
    if path.exists():
        return open_event(laptop, path, PASSPHRASE)
    steps, setup = len(ENROLLED) + 2, _in_two_panels(sample_setup())
    progress(0, steps)
    event = create_event(replace(laptop, cost=PUBLISHED), path, PASSPHRASE, setup, DESK_PIN, ROOT_PIN)
    progress(1, steps)
    desk = SecretaryDesk.sit(event, DESK_PIN)
    for number, juror in enumerate(ENROLLED, 1):
        desk.enrol(juror, PIN, drawn(number))
        progress(1 + number, steps)
    for candidate, state in (("K01", Attendance.PRESENT), ("K02", Attendance.PRESENT), (ABSENT, Attendance.ABSENT)):
        desk.attendance(candidate, state)
    _score_villages(event, setup)
    event.laptop = laptop  # a PIN that somebody chooses in it later costs what every other does
    progress(steps, steps)
    return event
