"""An event with an enrolled juror and a prepared laptop is made once, and each test works on a copy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.desk.carrying import prepare
from juryapp.desk.headquarters import create_event
from juryapp.desk.laptop import Laptop
from juryapp.desk.secretary import SecretaryDesk
from juryapp.locations import Home
from tests.cli.builders import AT, DESK_PIN, LIGHT, PASSPHRASE, PIN, Table, a_setup


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    laptop = Laptop(Home(folder / "homes" / "secretary"), lambda: AT, LIGHT)
    with create_event(laptop, folder / "event.jury", PASSPHRASE, a_setup(), DESK_PIN, DESK_PIN) as event:
        desk = SecretaryDesk.sit(event, DESK_PIN)
        desk.enrol("J01", PIN)
        prepare(desk, folder / "for-J01", ["J01"])
    return folder


@pytest.fixture
def table(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Table:
    folder = tmp_path / "room"
    shutil.copytree(made, folder)
    monkeypatch.chdir(folder)
    table = Table(folder, capsys, monkeypatch)
    table.secrets(passphrase=PASSPHRASE, desk_pin=DESK_PIN, pin=PIN)
    return table
