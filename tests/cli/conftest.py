"""An event with an enrolled juror and a prepared laptop is made once, and each test works on a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.desk.headquarters import create_event
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.laptop import Laptop
from juryapp.locations import Home
from juryapp.sharing.prepared_copy import prepare
from tests.builders import light_passphrases, ready_made
from tests.cli.builders import AT, DESK_PIN, LIGHT, PASSPHRASE, PIN, Table, a_setup


@pytest.fixture(autouse=True)
def passphrases_cost_nothing(request: pytest.FixtureRequest) -> Iterator[None]:
    if "passphrases_cost_what_they_cost" in request.fixturenames:
        yield
    else:
        with light_passphrases():
            yield


@pytest.fixture
def passphrases_cost_what_they_cost() -> None:
    """For a test that starts the program as another process, which knows nothing of light passphrases."""


def _room(folder: Path) -> None:
    laptop = Laptop(Home(folder / "homes" / "secretary"), lambda: AT, LIGHT)
    with create_event(laptop, folder / "event.jury", PASSPHRASE, a_setup(), DESK_PIN, DESK_PIN) as event:
        desk = SecretaryDesk.sit(event, DESK_PIN)
        desk.enrol("J01", PIN)
        prepare(desk, folder / "for-J01", ["J01"])


@pytest.fixture
def table(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Table:
    folder = tmp_path / "room"
    ready_made(folder, _room)
    monkeypatch.chdir(folder)
    table = Table(folder, capsys, monkeypatch)
    table.secrets(passphrase=PASSPHRASE, desk_pin=DESK_PIN, pin=PIN)
    return table
