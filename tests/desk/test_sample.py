"""The sample: what it costs, and what it doesn't make cheaper."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from juryapp.desk.juror import JurorDesk
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.sample import ABSENT, DESK_PIN, ENROLLED, PIN, PUBLISHED, sample
from juryapp.signing.pin_cost import PinCost
from juryapp.store import keyring, model_records
from tests.builders import LIGHT, a_laptop


def _cost_of(event: OpenEvent, owner: str) -> PinCost:
    locked = keyring.locked_key(event.file, owner)
    assert locked
    return PinCost(*json.loads(locked)["cost"])


def test_the_samples_published_pins_cost_little_and_a_chosen_one_costs_what_every_other_does(tmp_path: Path) -> None:
    with sample(a_laptop(tmp_path), tmp_path / "sample") as event:
        assert [_cost_of(event, owner) for owner in ("desk", *ENROLLED)] == [PUBLISHED] * 6
        SecretaryDesk.sit(event, DESK_PIN).enrol("J06", "pin yang dipilih sendiri")
        assert _cost_of(event, "J06") == a_laptop(tmp_path).cost == LIGHT


def test_one_can_sit_down_in_the_sample_at_once_and_in_the_one_of_yesterday(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    with sample(a_laptop(tmp_path), tmp_path / "sample", lambda done, of: steps.append((done, of))) as event:
        assert JurorDesk.sit(event, ENROLLED[0], PIN).key
        assert model_records.candidates(event.file)[ABSENT].attendance is Attendance.ABSENT
    assert [done for done, _of in steps] == list(range(steps[-1][1] + 1))
    with sample(a_laptop(tmp_path), tmp_path / "sample") as again:
        assert again.id == event.id


def test_the_sample_loads_nothing_that_prints() -> None:
    prints = ("reportlab", "pikepdf", "juryapp.printing")
    said = f"import sys, juryapp.sample; print([name for name in {prints} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
