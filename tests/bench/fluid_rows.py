"""Rows of a window that stays alive: 60 candidates and 12 jurors, 20 packages that come in, 300 sheets that are printed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juryapp.sharing.pack import pack
from tests.bench.heartbeat import LONG_S
from tests.bench.measure import Row
from tests.bench.window_rows import surroundings
from tests.builders import (
    a_candidate,
    a_criterion,
    a_juror,
    a_juror_record,
    a_prepared,
    a_setup,
    an_event,
    light_passphrases,
    score_all,
    sign,
)
from tests.ui.desks import BANDS

CANDIDATES, JURORS, LAPTOPS = 60, 12, 10
SIGNED_BY_NOON, SIGNED = 13, 25
"""Of each juror; 300 sheets in all. The candidates behind them are scored, and not signed."""
CODES = ("REG", "CAK", "ANG", "INO", "PIM")


@dataclass(frozen=True)
class Scene:
    """Headquarters' file before anything comes in, and the packages."""

    event: Path
    home: Path
    packages: Path


def a_scene(folder: Path) -> Scene:
    """Ten laptops, each of which packs at noon and in the evening."""
    numbers = [f"K{number:02d}" for number in range(1, CANDIDATES + 1)]
    codes = [f"J{number:02d}" for number in range(1, JURORS + 1)]
    setup = a_setup(
        candidates=tuple(a_candidate(one, name=f"Kabupaten Contoh Nomor {one[1:]}") for one in numbers),
        criteria=(*(a_criterion(code=code, weight="20", bands=BANDS) for code in CODES), a_criterion("USA", "INO", "100")),
        jurors=tuple(a_juror_record(code) for code in codes),
        slots=(),
    )
    packages = folder / "packages"
    with an_event(folder, setup, codes) as hq:
        for place in range(LAPTOPS):
            with a_prepared(hq, f"laptop{place}", codes[place::LAPTOPS]) as laptop:
                desks = [a_juror(laptop, code) for code in codes[place::LAPTOPS]]
                for name, part in {"1-noon": numbers[:SIGNED_BY_NOON], "2-evening": numbers[SIGNED_BY_NOON:]}.items():
                    for desk in desks:
                        for number in part:
                            given = str(50 + (int(number[1:]) * 7 + place) % 50)
                            (sign if number <= f"K{SIGNED:02d}" else score_all)(desk, number, given)
                    pack(laptop, packages / name / f"laptop{place}")
        path = hq.path
    together = folder / "stick"
    together.mkdir()
    for place, package in enumerate(sorted(packages.glob("*/*/*"))):
        if package.is_file():
            package.rename(together / f"{place:02d}-{package.name}")
    return Scene(path, folder / "home-hq", together)


def measured(scene: Scene, *how: str) -> dict[str, Any]:
    """What the window's heartbeat told."""
    command = [
        sys.executable,
        "-m",
        "tests.bench.fluid_window",
        str(scene.event),
        str(scene.home.parent),
        str(scene.packages),
        *how,
    ]
    there = surroundings(scene.home.parent) | {"JURYAPP_HOME": str(scene.home)}
    del there["PYTHONPYCACHEPREFIX"]  # nothing is compiled there yet, and what is imported late would be while it is measured
    done = subprocess.run(command, env=there, capture_output=True, timeout=600, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    print(done.stderr, file=sys.stderr, end="")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def fluid(folder: Path) -> Iterator[Row]:
    """The longest block of the window's thread, to 50 ms: its work and waits for locks, its processor time, the clock's."""
    with light_passphrases():
        scene = a_scene(folder)
    found = measured(scene)
    names = {"merging": "20 packages come in, the board scrolls", "printing": "300 sheets to the printer"}
    ways = {"own": "its own work and waits", "worked": "processor time", "clock": "by the clock"}
    for key, what in names.items():
        told = found[key]
        for column, way in ways.items():
            seconds = told[column]["longest"] / 1000
            note = f"{told[column]['long']} of {told['beats']} beats in {told['seconds']} s above 50 ms"
            yield Row(f"longest block: {what}, {way} (50 ms)", "1x", (seconds / LONG_S,), seconds, None, note)
