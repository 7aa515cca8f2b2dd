"""Acts in others' names: where none counts the file stays valid and they are told; one that counts or was altered is a fault."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.desk.laptop_removal import remove
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from juryapp.verification.verdict import Verdict
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, sign
from tests.store.files import by_hand

FORGED = (
    ("J05", "sheet", "J05/K01", {"state": "reopened", "revision": 1, "reason": "x"}),
    ("desk", "withdrawal", "K02", {"reason": "x"}),
    ("hq", "recovery", "J01/K02/private", {"texts": [], "reason": "x"}),
)


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    """Headquarters, which has merged what the admitted laptop `hostile` of J01 forged."""
    with speaking("en"), an_event(tmp_path) as event, a_prepared(event, "hostile", ["J01"]) as hostile:
        sign(a_juror(hostile), "K01", "80")
        hostile.write([Act(actor, subject, key, value, ()) for actor, subject, key, value in FORGED], seal=True)
        merge(event, [pack(hostile, tmp_path / "stick")], a_desk(event))
        yield event


def check(path: Path) -> Verdict:
    (found,) = verify([path], Authority(None, passphrase=PASSPHRASE))
    return found


def test_what_one_laptop_forged_spoils_no_later_package(hq: OpenEvent, tmp_path: Path) -> None:
    package, file = check(pack(hq, tmp_path / "out")), check(hq.path)
    for found in (package, file):
        assert found.verdict == "valid", found.why
        (told,) = found.why
        assert "“hostile” wrote 3 acts" in told and "desk: withdrawal K02" in told and "None of them counts" in told


@pytest.mark.parametrize("table", ["register", "head"])
def test_a_forged_act_that_counts_is_a_fault(table: str, hq: OpenEvent, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jury"
    shutil.copyfile(hq.path, copy)
    with by_hand(copy) as hand:
        (id_,) = hand.execute("SELECT entry FROM register WHERE subject = 'withdrawal'").fetchone()
        if table == "register":
            hand.execute("UPDATE register SET stands = 1 WHERE entry = ?", (id_,))
        else:
            hand.execute("INSERT INTO head VALUES ('withdrawal', 'K02', ?)", (id_,))
    found = check(copy)
    assert found.verdict == "invalid" and found.why[0] == "1 acts bear no valid signature: desk: withdrawal K02"


@pytest.mark.parametrize(("actor", "subject"), [("desk", "candidate"), ("J01", "sheet"), ("device", "seal")])
def test_a_signature_that_was_taken_off_is_a_fault(actor: str, subject: str, hq: OpenEvent, tmp_path: Path) -> None:
    copy = tmp_path / "copy.jury"
    shutil.copyfile(hq.path, copy)
    with by_hand(copy) as hand:
        sql = "SELECT entry FROM register JOIN entry ON id = entry WHERE subject = ? AND signature IS NOT NULL LIMIT 1"
        (id_,) = hand.execute(sql, (subject,)).fetchone()
        hand.execute("UPDATE entry SET signature = NULL WHERE id = ?", (id_,))
        hand.execute("DELETE FROM head WHERE entry = ?", (id_,))
        hand.execute("UPDATE register SET stands = 0 WHERE entry = ?", (id_,))
    found = check(copy)
    assert found.verdict == "invalid" and f"{actor}: {subject}" in found.why[0]


def test_what_a_removed_laptop_wrote_is_no_fault(hq: OpenEvent) -> None:
    (device,) = {entry.device for entry in journal.in_doubt(hq.file)}
    remove(a_desk(hq), device, 0, "Hilang")
    found = check(hq.path)
    assert found.verdict == "valid" and any("removed laptop “hostile” (Hilang)" in why for why in found.why)
