"""Kills, a minute's worth: `make soak` kills a thousand workers (docs/reliability.md)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import PASSPHRASE, a_juror, an_event
from tests.messages import ROOT
from tests.soak import kills
from tests.soak.checks import check_event
from tests.store.files import by_hand

KILLS = {"one writer": ("kills", 25), "two writers": ("pairs", 12), "the window": ("windows", 6)}


@pytest.mark.skipif(not kills.POSSIBLE, reason="workers are forked")
@pytest.mark.parametrize("who", KILLS)
def test_what_was_called_saved_survives_kills(who: str) -> None:
    """In a process of its own, because one with threads shouldn't be forked."""
    what, count = KILLS[who]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.soak", "--only", what, f"--{what}", str(count)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout.splitlines()[1])
    assert (found["who"], found["kills"], found["broken"]) == (who, count, [])
    assert found["promised"] > count // 2, "the workers must get something done between kills, also on a machine with much to do"


def test_the_check_after_a_kill_notices_what_is_missing_or_altered(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        (entry,) = a_juror(event).record_score("K01", "REG", "85").entries[-1:]
    path = tmp_path / "event.jury"
    assert check_event(path, {entry}, tmp_path) is None
    assert "lost" in (check_event(path, {entry, "0" * 64}, tmp_path) or "")
    with by_hand(path, PASSPHRASE) as hand:
        hand.execute("UPDATE score SET points = '86'")
    assert "projections" in (check_event(path, {entry}, tmp_path) or "")


@pytest.mark.skipif(not kills.POSSIBLE, reason="workers are forked")
def test_what_a_killed_worker_left_gets_out_of_the_way(tmp_path: Path) -> None:
    """Packing removes the hidden beginnings of this laptop's own packages, and nobody else's."""
    with an_event(tmp_path):
        pass
    kills.leftovers_get_out_of_the_way(tmp_path)
    (package,) = (tmp_path / "stick").glob("*.jurypack")
    own = tmp_path / "stick" / f".{package.name}.0badcafe.part"
    other = tmp_path / "stick" / ".CONTOH-24-ffffffff-000001-000001-00000000.jurypack.0badcafe.part"
    for path in (own, own.with_name(f"{own.name}-journal"), other):
        path.write_bytes(b"half")
    assert kills.leftovers_get_out_of_the_way(tmp_path) == [other]
