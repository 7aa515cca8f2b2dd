"""Headquarters goes on with a restored backup: a new device, which is headquarters again in one step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.board.confirmations import confirmed
from juryapp.board.warnings import noticed
from juryapp.desk.headquarters import take_place
from juryapp.errors import NoKey, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_laptop, a_prepared, a_setup, an_event, carry, score_all, sign
from tests.forging import forge
from tests.store.files import by_hand


@pytest.fixture
def panel(tmp_path: Path) -> OpenEvent:
    """A juror's laptop of an event whose headquarters lies in `tmp_path`, closed."""
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    hq.close()
    return panel


@pytest.fixture
def restored(tmp_path: Path, panel: OpenEvent) -> OpenEvent:
    """Headquarters' file, put back as it was before it was written to last."""
    path = tmp_path / "event.jury"
    backup = shutil.copyfile(path, tmp_path / "backup.jury")
    laptop = a_laptop(tmp_path)
    with open_event(laptop, path, PASSPHRASE) as event:
        former = event.device
        a_desk(event).withdraw("U02", "mundur")
    shutil.copyfile(backup, path)
    event = open_event(laptop, path, PASSPHRASE)
    assert former
    assert event.device is None
    return event


def test_a_restored_headquarters_says_that_it_confirms_nothing_yet(restored: OpenEvent, panel: OpenEvent) -> None:
    assert any("juryapp headquarters" in problem.command for problem in noticed(restored))
    score_all(a_juror(panel), "K01")
    carry(panel, restored, admit=True)
    carry(restored, panel)
    assert panel.device
    assert confirmed(panel).get(panel.device, 0) == 0


def test_the_restored_laptop_itself_is_headquarters_at_once(restored: OpenEvent) -> None:
    take_place(a_desk(restored), ROOT_PIN)
    assert noticed(restored) == []
    assert journal.in_doubt(restored.file) == []
    assert confirmed(restored) == journal.numbers(restored.file)


def test_it_needs_the_root_its_pin_and_to_be_done_once(restored: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    before = journal.count(restored.file)
    with pytest.raises(WrongPin):
        take_place(a_desk(restored), "bukan-pin-akar")
    assert journal.count(restored.file) == before
    take_place(a_desk(restored), ROOT_PIN)
    with pytest.raises(Refused):
        take_place(a_desk(restored), ROOT_PIN)
    other = a_prepared(restored, "meja", [], with_desk=True)
    with pytest.raises(NoKey):
        take_place(a_desk(other), ROOT_PIN)


def test_one_that_was_admitted_before_is_not_admitted_twice(restored: OpenEvent, panel: OpenEvent) -> None:
    carry(panel, restored, admit=True)
    changes = take_place(a_desk(restored), ROOT_PIN)
    assert not changes.touch("device")
    assert changes.touch("headquarters")


def test_an_untouched_headquarters_has_nothing_to_notice(tmp_path: Path) -> None:
    assert noticed(an_event(tmp_path)) == []


def test_what_does_not_count_and_what_proves_no_end_is_noticed(tmp_path: Path) -> None:
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    score_all(a_juror(panel), "K01")
    carry(panel, hq, admit=True)
    assert noticed(hq) == []
    panel.close()
    forge(panel.path, "desk", "attendance", "K01", {"state": "absent"}, sealed_by=panel)
    assert not merge(hq, [panel.path]).refused
    (doubted,) = map(str, noticed(hq))
    assert "desk: attendance K01" in doubted
    panel = open_event(panel.laptop, panel.path, PASSPHRASE)
    (only,) = map(str, noticed(panel))
    assert only == doubted
    merge(hq, [pack(panel, tmp_path / "stick")])
    assert list(map(str, noticed(hq))) == [doubted]


def test_signed_pdfs_that_are_not_here_are_noticed(tmp_path: Path) -> None:
    hq = an_event(tmp_path)
    sign(a_juror(hq), "K01", "85")
    sign(a_juror(hq, "J02"), "K01", "85")
    hq.close()
    with by_hand(hq.path) as hand:
        hand.execute("DELETE FROM attachment WHERE id IN (SELECT pdf FROM sheet WHERE juror = 'J02')")
    hq = open_event(hq.laptop, hq.path, PASSPHRASE)
    (lacking,) = map(str, noticed(hq))
    assert "J02 K01" in lacking
    assert "J01 K01" not in lacking


def test_it_is_headquarters_again_in_one_step(restored: OpenEvent, panel: OpenEvent) -> None:
    take_place(a_desk(restored), ROOT_PIN)
    assert noticed(restored) == []
    assert journal.in_doubt(restored.file) == []
    score_all(a_juror(panel), "K01")
    panel.seal_if_needed()
    carry(panel, restored, admit=True)
    assert carry(restored, panel) == "merged"
    assert panel.device
    assert confirmed(panel)[panel.device] == journal.numbers(panel.file)[panel.device]


def test_what_a_lost_headquarters_had_confirmed_is_confirmed_no_more(tmp_path: Path, panel: OpenEvent) -> None:
    """It confirmed the panel's entries, lost its file, and goes on with a backup that lacks them."""
    path = tmp_path / "event.jury"
    backup = shutil.copyfile(path, tmp_path / "backup.jury")
    assert panel.device is None
    score_all(a_juror(panel), "K01")
    device = panel.device or ""
    with open_event(a_laptop(tmp_path), path, PASSPHRASE) as hq:
        carry(panel, hq, admit=True)
        carry(hq, panel)
    assert confirmed(panel)[device] == 5
    shutil.copyfile(backup, path)
    with open_event(a_laptop(tmp_path), path, PASSPHRASE) as restored:
        take_place(a_desk(restored), ROOT_PIN)
        assert carry(restored, panel) == "merged"
        assert confirmed(panel).get(device, 0) == 0
        carry(panel, restored, admit=True)
        carry(restored, panel)
    assert confirmed(panel)[device] == 5


def test_a_long_organiser_ends_at_a_word_in_the_roots_name(tmp_path: Path) -> None:
    organiser = "Perhimpunan Penyelenggara Penghargaan Pelayanan Publik Indonesia"
    event = an_event(tmp_path, a_setup(event={"organiser": organiser}))
    assert event.trust.root and event.trust.root.name == "CONTOH-24 Perhimpunan Penyelenggara Penghargaan Pelayanan…"
    event.close()
