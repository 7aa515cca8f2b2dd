"""Rows of headquarters' folder of events: 38 of them, opened with passphrases and with the keys that a vault keeps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from juryapp.event.opening import open_event
from juryapp.many_events.custody import take_into_custody
from juryapp.many_events.folder import event_files, overviews
from juryapp.many_events.secrets import OnePassphrase
from juryapp.many_events.vault import USUAL_NAME, create_vault, open_vault
from juryapp.model.juror import Role
from tests.bench.measure import Row, alone, processor_seconds, seconds
from tests.builders import (
    LIGHT,
    PASSPHRASE,
    a_candidate,
    a_juror,
    a_juror_record,
    a_laptop,
    a_setup,
    an_event,
    look_and_sign,
    score_all,
)

EVENTS, JURORS = 38, 12
OWN = "gudang-tinta-biru-selat"


def a_province(folder: Path, candidates: int) -> Path:
    """An event of so many candidates and twelve jurors; two of these scored and haven't signed."""
    jurors = [f"J{number:02d}" for number in range(1, JURORS + 1)]
    setup = a_setup(
        candidates=tuple(a_candidate(f"K{number:02d}", "KAB" if number % 2 else "USA") for number in range(1, candidates + 1)),
        jurors=tuple(a_juror_record(code, role=Role.CHAIR if code == "J01" else Role.MEMBER) for code in jurors),
        slots=(),
    )
    with an_event(folder, setup, tuple(jurors)) as event:
        for place, code in enumerate(jurors):
            desk = a_juror(event, code)
            for number, candidate in enumerate(setup.candidates):
                score_all(desk, candidate.number, str(60 + (number * 7 + place * 3) % 41))
            if place < JURORS - 2:
                look_and_sign(desk)
        return event.path


def many_events(folder: Path, candidates: int) -> Iterator[Row]:
    """What headquarters waits for. The same event in 38 files: reading one doesn't depend on the others."""
    path, laptop = a_province(folder, candidates), a_laptop(folder)
    province = folder / "provinces"
    province.mkdir()
    with open_event(laptop, path, PASSPHRASE) as event:
        event.seal_if_needed()
    for number in range(EVENTS):
        (province / f"{number:02d}.jury").symlink_to(path)
    vault = create_vault(province / USUAL_NAME, OWN, LIGHT)
    take_into_custody(vault, laptop, path, PASSPHRASE)
    files = event_files(province)
    sheets = f"{candidates} x {JURORS} sheets each"
    yield alone("a folder of 38 events listed, its vault opened (5 s)", "1", 5.0, [seconds(lambda: _listed(province))])
    kept = open_vault(vault.path, OWN)
    yield alone(
        "  all read with the vault's keys (10 s)", "1", 10.0, [seconds(lambda: list(overviews(laptop, files, kept)))], sheets
    )
    used = [processor_seconds(lambda: list(overviews(laptop, files, kept)))]
    yield alone("  the same, of one core (10 s)", "1", 10.0, used)
    one = OnePassphrase(PASSPHRASE)
    yield alone("  all read with passphrases", "-", 10.0, [seconds(lambda: list(overviews(laptop, files, one)))])
    shutil.rmtree(province)


def _listed(folder: Path) -> int:
    open_vault(folder / USUAL_NAME, OWN)
    return len(event_files(folder))
