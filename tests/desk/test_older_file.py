"""A file that is older than what this laptop knows of its event is told, with where the newer one is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.event.laptop import Laptop
from juryapp.event.older_file import missing_from
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause
from juryapp.event.spare_offer import FileFault, OfferedSpare, go_on_with, open_or_offer
from juryapp.event.spare_restore import restore
from juryapp.event.spares import make
from juryapp.journal.entry import Act
from juryapp.sharing.prepared_copy import prepare
from juryapp.sharing.rescue import rescue_file
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, an_event, pin_of, score_all, sign
from tests.store.files import by_hand


@pytest.fixture
def prepared(tmp_path: Path) -> tuple[Laptop, Path, Path]:
    """A fresh laptop; a prepared copy for J01 as it was made, and the file in which J01 scored there."""
    with an_event(tmp_path) as hq:
        copy = prepare(a_desk(hq), tmp_path / "prepared", ["J01"])
    laptop, work = a_laptop(tmp_path, "panel"), tmp_path / "work" / "event.jury"
    work.parent.mkdir()
    shutil.copy2(copy, work)
    with open_event(laptop, work, PASSPHRASE) as event:
        score_all(a_juror(event), "K01")
    return laptop, copy, work


def older(laptop: Laptop, path: Path) -> OfferedSpare:
    found = open_or_offer(laptop, path, PASSPHRASE)
    assert isinstance(found, OfferedSpare) and found.fault is FileFault.OLDER and found.event
    return found


def test_the_prepared_copy_opened_beside_the_newer_file_names_that(prepared: tuple[Laptop, Path, Path]) -> None:
    laptop, copy, work = prepared
    offer = older(laptop, copy)
    assert offer.event and (offer.newer, offer.newer_is_there) == (work, True)
    go_on_with(offer.event)
    offer.event.close()
    again = open_or_offer(laptop, copy, PASSPHRASE)
    assert isinstance(again, OpenEvent), "it is asked once"
    again.close()


def test_the_prepared_copy_put_over_the_file_is_told(prepared: tuple[Laptop, Path, Path]) -> None:
    laptop, copy, work = prepared
    shutil.copy2(copy, work)
    offer = older(laptop, work)
    assert offer.event and (offer.newer, offer.newer_is_there) == (None, False), "where it lay last this older one lies"
    offer.event.close()


def test_the_prepared_copy_is_told_elsewhere_too_when_only_a_spare_copy_holds_the_newer_state(
    prepared: tuple[Laptop, Path, Path],
) -> None:
    laptop, copy, work = prepared
    with open_event(laptop, work, PASSPHRASE) as event:
        spare = make(event, Cause.TIME)
    shutil.copy2(copy, work)
    offer = older(laptop, copy)
    assert offer.event and offer.spare and (offer.spare.number, offer.newer) == (spare.number, None)
    offer.event.close()


def test_an_older_copy_of_ones_own_file_is_told_without_any_spare_copy(prepared: tuple[Laptop, Path, Path]) -> None:
    laptop, _copy, work = prepared
    yesterday = Path(shutil.copy2(work, work.with_name("yesterday.jury")))
    with open_event(laptop, work, PASSPHRASE) as event:
        a_juror(event).record_score("K02", "REG", "77")
    offer = older(laptop, yesterday)
    assert offer.event and offer.spare is None and (offer.newer, offer.newer_is_there) == (work, True)
    offer.event.close()


def test_a_newer_file_that_is_gone_is_never_called_there(prepared: tuple[Laptop, Path, Path]) -> None:
    laptop, copy, work = prepared
    yesterday = Path(shutil.copy2(work, work.with_name("yesterday.jury")))
    with open_event(laptop, work, PASSPHRASE) as event:
        a_juror(event).record_score("K02", "REG", "77")
    shutil.copy2(copy, work)
    offer = older(laptop, yesterday)
    assert offer.event and (offer.newer, offer.newer_is_there) == (work, False)
    offer.event.close()


def test_two_seats_files_on_one_laptop_and_a_look_at_another_seats_copy_are_no_step_back(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq:
        paths = [prepare(a_desk(hq), tmp_path / "prepared", [juror]) for juror in ("J01", "J02")]
        score_all(a_juror(hq, "J03"), "K01")
        for path in paths:
            with open_event(hq.laptop, path, PASSPHRASE, look=True) as seen:
                assert missing_from(seen) == [], "at the desk's laptop"
    laptop = a_laptop(tmp_path, "panel")
    for turn in range(2):
        for path, juror in zip(paths, ("J01", "J02"), strict=True):
            found = open_or_offer(laptop, path, PASSPHRASE)
            assert isinstance(found, OpenEvent), (turn, juror)
            a_juror(found, juror).record_score("K01", "REG", str(60 + turn))
            found.close()


def test_after_going_on_with_an_older_file_the_newer_one_is_told_what_it_lacks(prepared: tuple[Laptop, Path, Path]) -> None:
    laptop, _copy, work = prepared
    yesterday = Path(shutil.copy2(work, work.with_name("yesterday.jury")))
    with open_event(laptop, work, PASSPHRASE) as event:
        a_juror(event).record_score("K02", "REG", "77")
    chosen = older(laptop, yesterday)
    assert chosen.event
    go_on_with(chosen.event)
    a_juror(chosen.event).record_score("K02", "CAK", "66")
    chosen.event.close()
    for gone in (False, True):
        if gone:
            yesterday.rename(yesterday.with_name("put-away.jury"))
        offer = older(laptop, work)
        assert offer.event and (offer.newer, offer.newer_is_there, offer.last_here) == (yesterday, not gone, 0)
        offer.event.close()


def test_the_desks_two_files_are_told_though_somebody_was_enrolled_in_one_since(tmp_path: Path) -> None:
    with an_event(tmp_path, enrolled=["J01"]) as hq:
        yesterday = Path(shutil.copy2(hq.path, tmp_path / "yesterday.jury"))
        a_juror(hq).record_score("K01", "REG", "77")
        laptop, path = hq.laptop, hq.path
    chosen = older(laptop, yesterday)
    assert chosen.event
    go_on_with(chosen.event)
    a_desk(chosen.event).enrol("J02", pin_of("J02"))
    chosen.event.close()
    offer = older(laptop, path)
    assert offer.event and (offer.newer, offer.newer_is_there) == (yesterday, True)
    offer.event.close()


def test_how_many_entries_are_missing_is_told_with_the_last_of_them_here(prepared: tuple[Laptop, Path, Path]) -> None:
    laptop, _copy, work = prepared
    before = work.read_bytes()
    with open_event(laptop, work, PASSPHRASE) as event:
        assert event.device
        last = journal.last_of(event.file, event.device)[0]
        a_juror(event).record_score("K02", "REG", "77")
        written = journal.last_of(event.file, event.device)[0]
    work.write_bytes(before)
    offer = older(laptop, work)
    assert offer.event and (offer.spare, offer.newer) == (None, None)
    assert (offer.written, offer.last_here, offer.missing) == (written, last, written - last)
    offer.event.close()


@pytest.mark.parametrize("worked", ["not", "scored", "admitted a laptop"])
def test_the_healthy_file_lacks_nothing_by_what_the_rescue_of_a_damaged_copy_wrote(
    worked: str, prepared: tuple[Laptop, Path, Path], tmp_path: Path
) -> None:
    laptop, _copy, work = prepared
    with open_event(laptop, work, PASSPHRASE) as event:
        sign(a_juror(event), "K01")
    damaged, rescued = Path(shutil.copy2(work, tmp_path / "damaged.jury")), tmp_path / "rescued.jury"
    with by_hand(damaged) as hand:
        hand.execute("DELETE FROM attachment")
    assert rescue_file(laptop, damaged, rescued, PASSPHRASE).lacking, "on record in the new file, which therefore goes further"
    if worked == "not":
        nothing_told(laptop, rescued)
        nothing_told(laptop, work)
        return
    with open_event(laptop, rescued, PASSPHRASE) as event:
        if worked == "scored":
            a_juror(event).record_score("K02", "REG", "77")
        else:
            event.write([Act("desk", "device", "0" * 32, {"name": "Laptop lain"})])
    offer = older(laptop, work)
    assert offer.event and (offer.newer, offer.newer_is_there) == (rescued, True)
    offer.event.close()


def test_honest_days_are_told_nothing(prepared: tuple[Laptop, Path, Path], tmp_path: Path) -> None:
    """A moved file, a restored spare copy that lacks the last entries, and the new device of a chosen older file."""
    laptop, copy, work = prepared
    moved = work.rename(tmp_path / "moved.jury")
    with open_event(laptop, moved, PASSPHRASE) as event:
        spare = make(event, Cause.TIME)
        a_juror(event).record_score("K02", "REG", "77")
    nothing_told(laptop, moved)
    shutil.copy2(copy, moved)
    restore(laptop, moved, spare, PASSPHRASE)
    nothing_told(laptop, moved)
    with open_event(laptop, moved, PASSPHRASE) as event:
        a_juror(event).record_score("K02", "REG", "78")
    nothing_told(laptop, moved)


def nothing_told(laptop: Laptop, path: Path) -> None:
    found = open_or_offer(laptop, path, PASSPHRASE)
    assert isinstance(found, OpenEvent)
    found.close()
