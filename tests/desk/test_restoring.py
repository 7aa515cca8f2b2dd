"""A spare copy takes the place of a file that is damaged, gone or older; nothing is overwritten, and merging brings the rest."""

from __future__ import annotations

import os
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from juryapp.board.rescue_losses import rescue_losses
from juryapp.desk.headquarters import take_place
from juryapp.errors import Busy, FileProblem, Replaced, WrongPassphrase
from juryapp.event import spare_offer, spare_restore, spares
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import new_file, open_event
from juryapp.event.spare_files import Cause, Spare, spares_of
from juryapp.event.spare_offer import FileFault, OfferedSpare, open_or_offer
from juryapp.event.spare_restore import restore
from juryapp.event.spare_words import NEXT, told_after
from juryapp.sharing.bring_back import bring_back
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, model_records
from juryapp.store.errors import DAMAGED, IN_USE
from juryapp.store.opening import open_file
from juryapp.store.schema import NEWER
from juryapp.store.snapshot import is_whole
from tests.builders import PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_laptop, a_prepared, a_setup, an_event, score_all
from tests.soak.medium import State
from tests.soak.power_cuts import survey
from tests.soak.recording import NEEDED, Recording, snapshot

BEFORE, AFTER = "71", "88"


def a_morning(folder: Path) -> tuple[Laptop, Path, Spare]:
    """J01 scored before the spare copy was made and after it; the file is closed."""
    with an_event(folder) as event:
        a_juror(event).record_score("K01", "REG", BEFORE)
        spare = spares.make(event, Cause.TIME)
        a_juror(event).record_score("K01", "REG", AFTER)
        return event.laptop, folder / "event.jury", spare


def damage(path: Path) -> bytes:
    """Overwrites every other page; returns what lies there then."""
    content = bytearray(path.read_bytes())
    for at in range(4096, len(content), 8192):
        content[at : at + 4096] = bytes(4096)
    path.write_bytes(content)
    return bytes(content)


def a_package(laptop: Laptop, path: Path) -> None:
    with open_event(laptop, path.parent / "event.jury", PASSPHRASE) as event:
        shutil.move(pack(event, path.parent / "stick"), path)


@pytest.mark.parametrize(
    "name", ["sheet.pdf", "named-like-an-event.jury", "package.jurypack", "package-of-before.jury", "note.txt"]
)
def test_what_is_no_event_file_is_never_replaced(tmp_path: Path, name: str) -> None:
    laptop, event, spare = a_morning(tmp_path)
    place = event.with_name(name)
    if "package" in name:
        a_package(laptop, place)
    else:
        place.write_bytes(b"Catatan." if name == "note.txt" else b"%PDF-1.7 signed")
    before = {path: path.read_bytes() for path in event.parent.iterdir() if path.is_file()}
    with pytest.raises(FileProblem) as refused:
        restore(laptop, place, spare, PASSPHRASE)
    assert "no event file" in refused.value.message
    assert {path: path.read_bytes() for path in event.parent.iterdir() if path.is_file()} == before


def test_a_damaged_file_is_replaced_though_nothing_of_it_opens(tmp_path: Path) -> None:
    laptop, event, spare = a_morning(tmp_path)
    event.write_bytes(os.urandom(8192))
    assert restore(laptop, event, spare, PASSPHRASE).aside is not None


def points(event: OpenEvent) -> str:
    (head,) = journal.heads_of(event.file, ("score", "J01/K01/REG"))
    return str((head.value or {})["points"])


def test_what_is_offered_and_what_was_chosen_stands_in_the_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    laptop, path, spare = a_morning(tmp_path)
    damage(path)
    with caplog.at_level("INFO", "juryapp"):
        offered(laptop, path)
    assert [record.args for record in caplog.records if "offered" in record.msg] == [(1, spare.event, spare.entries, "damaged")]


def offered(laptop: Laptop, path: Path, passphrase: str = PASSPHRASE) -> OfferedSpare:
    found = open_or_offer(laptop, path, passphrase)
    assert isinstance(found, OfferedSpare)
    return found


def test_a_sound_file_is_opened_and_nothing_is_offered(tmp_path: Path) -> None:
    laptop, path, _spare = a_morning(tmp_path)
    found = open_or_offer(laptop, path, PASSPHRASE)
    assert isinstance(found, OpenEvent)
    found.close()


def test_a_damaged_file_is_put_aside_and_the_copy_takes_its_place(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    damaged = damage(path)
    offer = offered(laptop, path)
    assert (offer.fault, offer.spare, offer.name) == (FileFault.DAMAGED, spare, "Penghargaan Contoh 2024") and offer.problem
    done = restore(laptop, path, offer.spare, PASSPHRASE)
    assert done.aside and done.aside.read_bytes() == damaged and done.aside.parent == path.parent
    with open_event(laptop, path, PASSPHRASE) as event:
        assert points(event) == BEFORE
    assert spare.file.exists(), "it can be taken again"


@pytest.mark.parametrize("how", [b"", b"SQLite format 3\0" + bytes(4080), b"x" * 5000, bytes(8192)], ids=len)
def test_what_can_not_be_an_event_file_is_offered_the_copy(how: bytes, tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    path.write_bytes(how)
    assert offered(laptop, path).spare == spare


def test_a_file_that_is_gone_is_offered_the_copy(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    path.unlink()
    offer = offered(laptop, path)
    assert (offer.fault, offer.spare) == (FileFault.GONE, spare)
    assert restore(laptop, path, spare, PASSPHRASE).aside is None
    with open_event(laptop, path, PASSPHRASE) as event:
        assert points(event) == BEFORE


def test_a_wrong_passphrase_is_offered_nothing(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    with pytest.raises(WrongPassphrase):
        open_or_offer(laptop, path, "salah")
    damage(path)
    with pytest.raises(WrongPassphrase):
        open_or_offer(laptop, path, "salah")
    with pytest.raises(WrongPassphrase):
        restore(laptop, path, spare, "salah")


def test_a_file_that_is_in_use_is_no_damaged_one(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    for message in (IN_USE, NEWER):
        assert spare_offer.offer_instead(laptop, path, PASSPHRASE, FileProblem(message, path=path)) is None
    assert spare_offer.offer_instead(laptop, path, PASSPHRASE, Busy(IN_USE, path=path)) is None
    damaged = spare_offer.offer_instead(laptop, path, PASSPHRASE, FileProblem(DAMAGED, path=path))
    assert damaged and damaged.spare == spare


def test_another_laptop_has_none_to_offer(tmp_path: Path) -> None:
    _laptop, path, _spare = a_morning(tmp_path)
    damage(path)
    with pytest.raises(FileProblem):
        open_or_offer(a_laptop(tmp_path, "another"), path, PASSPHRASE)


def test_of_a_damaged_copy_the_one_before_it_is_offered(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    with open_event(laptop, path, PASSPHRASE) as event:
        newest = spares.make(event, Cause.TIME)
    damage(path)
    newest.file.write_bytes(newest.file.read_bytes()[:-4096] + bytes(4096))
    assert offered(laptop, path).spare == spare
    with pytest.raises(FileProblem) as told:
        restore(laptop, path, newest, PASSPHRASE)
    assert told.value.gaps["number"] == newest.number


def test_an_older_file_is_told_with_both_sides_and_either_may_be_chosen(tmp_path: Path) -> None:
    """Someone copied yesterday's file over today's."""
    with an_event(tmp_path) as event:
        path, laptop = tmp_path / "event.jury", event.laptop
        a_juror(event).record_score("K01", "REG", BEFORE)
        shutil.copy(path, tmp_path / "yesterday.jury")
        a_juror(event).record_score("K01", "REG", AFTER)
        spare, further = spares.make(event, Cause.TIME), journal.count(event.file)
    shutil.copy(tmp_path / "yesterday.jury", path)
    offer = offered(laptop, path)
    assert (offer.fault, offer.spare) == (FileFault.OLDER, spare) and further == offer.spare.entries
    assert offer.event
    spare_offer.go_on_with(offer.event)
    offer.event.close()
    again = open_or_offer(laptop, path, PASSPHRASE)
    assert isinstance(again, OpenEvent), "it is asked once"
    again.close()
    taken = restore(laptop, path, spare, PASSPHRASE)
    assert taken.aside and taken.aside.exists()
    with open_event(laptop, path, PASSPHRASE) as event:
        assert points(event) == AFTER and journal.count(event.file) == further


def test_a_file_at_another_place_says_where_its_copy_was_taken(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        laptop = event.laptop
        (tmp_path / "other").mkdir()
        a_juror(event).record_score("K01", "REG", BEFORE)
        shutil.copy(tmp_path / "event.jury", tmp_path / "other" / "event.jury")
        a_juror(event).record_score("K01", "REG", AFTER)
        spares.make(event, Cause.TIME)
    offer = offered(laptop, tmp_path / "other" / "event.jury")
    assert offer.spare.path == str((tmp_path / "event.jury").resolve()) and offer.event
    offer.event.close()
    damage(tmp_path / "other" / "event.jury")
    damaged = offered(laptop, tmp_path / "other" / "event.jury")
    assert (damaged.fault, damaged.spare, damaged.elsewhere) == (FileFault.DAMAGED, offer.spare, True)


def test_a_damaged_file_that_was_moved_is_offered_the_copy_of_its_former_place(tmp_path: Path) -> None:
    """The flash disk came up under another letter."""
    laptop, path, spare = a_morning(tmp_path)
    (tmp_path / "F").mkdir()
    moved = path.rename(tmp_path / "F" / "renamed.jury")
    damage(moved)
    offer = offered(laptop, moved)
    assert (offer.fault, offer.spare, offer.elsewhere, offer.name) == (FileFault.DAMAGED, spare, True, "Penghargaan Contoh 2024")
    with pytest.raises(WrongPassphrase):
        open_or_offer(laptop, moved, "salah")
    restore(laptop, moved, offer.spare, PASSPHRASE)
    with open_event(laptop, moved, PASSPHRASE) as event:
        assert points(event) == BEFORE


def test_a_copy_whose_description_was_lost_is_still_offered_with_what_it_holds(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    damage(path)
    spare.file.with_suffix(".json").unlink()
    offer = offered(laptop, path)
    assert (offer.spare.number, offer.spare.entries, offer.spare.path) == (spare.number, spare.entries, "")


def test_where_the_passphrase_may_be_another_events_that_is_not_called_damage(tmp_path: Path) -> None:
    laptop, _path, _spare = a_morning(tmp_path)
    other = tmp_path / "other.jury"
    new_file(laptop, other, "kata sandi acara lain").close()
    assert offered(laptop, other).unsure


def test_each_event_has_its_turn_before_a_second_copy_of_one_is_tried(tmp_path: Path) -> None:
    """However many copies of another event there are: the tries are bounded."""
    laptop, path, spare = a_morning(tmp_path)
    moved = path.rename(tmp_path / "moved.jury")
    damage(moved)
    folder = laptop.home.spares / ("e" * 32)
    folder.mkdir()
    for number in range(50, 70):
        (folder / f"{number:06d}.jury").write_bytes(bytes(8192))
    assert offered(laptop, moved).spare == spare


def test_a_copy_of_another_event_is_never_taken_for_this_one(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    (tmp_path / "next").mkdir()
    with an_event(tmp_path / "next", a_setup(event={"code": "NEXT-25"})):
        pass
    with pytest.raises(FileProblem):
        spare_restore.check_it_adds(tmp_path / "next" / "event.jury", spare, PASSPHRASE, asked=True)
    moved = spare.file.parent.with_name("f" * 64)
    spare.file.parent.rename(moved)
    (strange,) = spares_of(laptop.home, "f" * 64)
    with pytest.raises(FileProblem):
        restore(laptop, path, strange, PASSPHRASE)


def test_a_whole_file_that_lacks_nothing_is_left_alone_unless_the_copy_is_asked_for(tmp_path: Path) -> None:
    _laptop, path, spare = a_morning(tmp_path)
    with pytest.raises(FileProblem) as told:
        spare_restore.check_it_adds(path, spare, PASSPHRASE, asked=False)
    assert told.value.gaps["number"] == spare.number
    spare_restore.check_it_adds(path, spare, PASSPHRASE, asked=True)
    damage(path)
    spare_restore.check_it_adds(path, spare, PASSPHRASE, asked=False)


def test_merging_brings_back_what_this_very_laptop_wrote_since(tmp_path: Path) -> None:
    """Its own former entries come from its package on the flash disk; it goes on as a new device, and nothing is a conflict."""
    with an_event(tmp_path) as hq, a_prepared(hq, "panel", ["J01"]) as panel:
        path, laptop, former = panel.path, panel.laptop, panel.device
        score_all(a_juror(panel), "K01", BEFORE)
        spare = spares.make(panel, Cause.TIME)
        former = panel.device
        score_all(a_juror(panel), "K01", AFTER)
        package = pack(panel, tmp_path / "stick")
        held = set(journal.ids(panel.file))
    damage(path)
    restore(laptop, path, spare, PASSPHRASE)
    with open_event(laptop, path, PASSPHRASE) as restored:
        assert points(restored) == BEFORE and restored.device is None, "older than what it remembers: a new device"
        assert merge(restored, [package]).packages[0].outcome == "merged"
        assert set(journal.ids(restored.file)) >= held and points(restored) == AFTER
        assert journal.conflicts(restored.file) == [] and restored.device == former, "nothing of it is missing now"
        a_juror(restored).record_score("K02", "REG", "66")
    with open_event(a_laptop(tmp_path), tmp_path / "event.jury", PASSPHRASE) as hq:
        assert not merge(hq, [path]).refused and not journal.forked(hq.file)


def test_what_was_never_packed_comes_back_from_the_damaged_file_itself(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[:1024] + bytes(1024) + content[2048:])
    done = restore(laptop, path, spare, PASSPHRASE)
    assert done.aside
    before = done.aside.read_bytes()
    assert bring_back(laptop, done, PASSPHRASE) == 1
    with open_event(laptop, path, PASSPHRASE) as event:
        assert points(event) == AFTER and is_whole(event.file)
        (loss,) = rescue_losses(event)
        assert (loss.pages, loss.is_made_good) == (1, True), "it stays on record, though nothing is missing"
        a_juror(event).record_score("K02", "REG", "66")
    assert done.aside.read_bytes() == before


def test_where_nothing_comes_back_the_file_put_aside_and_the_way_are_told(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    path.write_bytes(bytes(8192))
    done = restore(laptop, path, spare, PASSPHRASE)
    back = bring_back(laptop, done, PASSPHRASE)
    assert back is None
    told = " ".join(map(str, told_after(done, back, whole=False)))
    assert f'juryapp rescue "{done.aside}"' in told and f'juryapp merge "{path}"' in told
    assert [one.message for one in told_after(restore(laptop, tmp_path / "new.jury", spare, PASSPHRASE), None, whole=False)] == [
        NEXT
    ]


def test_a_damaged_file_of_another_event_brings_nothing_into_this_one(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    (tmp_path / "next").mkdir()
    with an_event(tmp_path / "next", a_setup(event={"code": "NEXT-25"})):
        pass
    shutil.copy(tmp_path / "next" / "event.jury", path)
    done = restore(laptop, path, spare, PASSPHRASE)
    assert bring_back(laptop, done, PASSPHRASE) is None
    with open_event(laptop, path, PASSPHRASE) as event:
        assert points(event) == BEFORE


def test_headquarters_is_headquarters_again_in_one_step(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    damage(path)
    restore(laptop, path, spare, PASSPHRASE)
    with open_event(laptop, path, PASSPHRASE) as event:
        take_place(a_desk(event), ROOT_PIN)
        assert event.device and model_records.devices(event.file)[event.device].headquarters
        assert [one.id for one in model_records.devices(event.file).values() if one.headquarters] == [event.device]


def test_a_folder_that_is_not_there_is_told_and_nothing_is_made(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    with pytest.raises(FileProblem):
        restore(laptop, tmp_path / "FLASHDISK" / "event.jury", spare, PASSPHRASE)
    assert not (tmp_path / "FLASHDISK").exists()
    done = restore(laptop, tmp_path / "elsewhere.jury", spare, PASSPHRASE)
    assert done.aside is None and path.exists()


def test_names_of_what_was_put_aside_before_are_not_taken_again(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    contents = []
    for turn in (1, 2, 3):
        path.write_bytes(bytes([turn]) * 4096)
        contents.append(restore(laptop, path, spare, PASSPHRASE).aside)
    assert [aside.read_bytes()[0] for aside in contents if aside] == [1, 2, 3]


@pytest.mark.parametrize("links", [True, False])
def test_the_rollback_journal_goes_with_the_file_it_belongs_to(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Left there, SQLite would play it into the copy."""
    laptop, path, spare = a_morning(tmp_path)
    damaged = damage(path)
    path.with_name("event.jury-journal").write_bytes(b"the journal of the damaged one")
    if not links:
        monkeypatch.setattr("os.link", no_links)
    aside = restore(laptop, path, spare, PASSPHRASE).aside
    assert aside and aside.read_bytes() == damaged
    assert aside.with_name(aside.name + "-journal").read_bytes() == b"the journal of the damaged one"
    assert not path.with_name("event.jury-journal").exists()
    with open_event(laptop, path, PASSPHRASE) as event:
        assert points(event) == BEFORE


def no_links(source: Path, target: Path) -> None:
    raise PermissionError(1, "no links on FAT")


@NEEDED
def test_a_power_cut_leaves_whole_copies_and_the_older_ones(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        folder = spares.make(event, Cause.TIME).file.parent
    before, watch = snapshot(folder), Recording(folder)
    with watch.watching(), open_event(a_laptop(tmp_path), tmp_path / "event.jury", PASSPHRASE) as event:
        watch.ack("000001.jury")
        for turn in range(3):
            a_juror(event).record_score("K01", "REG", str(70 + turn))
            watch.ack(spares.make(event, Cause.TIME).file.name)
    assert survey((before, watch.ops), 100, whole_copies).examples == []
    careless = [op for op in watch.ops if op.kind != "sync" or not op.path.endswith(".part")]
    assert survey((before, careless), 60, whole_copies).damaged > 0, "a copy that isn't synced before its name is caught"


def whole_copies(folder: Path, state: State) -> str | None:
    there = {path.name for path in folder.glob("[0-9]*.jury")}
    for name in there:
        try:
            with open_file(folder / name, PASSPHRASE, read_only=True) as file:
                assert is_whole(file)
        except (FileProblem, AssertionError) as problem:
            return f"damaged: {name} {problem}"
    return f"lost: {state.told - there}" if state.told - there else None


@NEEDED
def test_a_power_cut_while_a_copy_is_taken_loses_neither_file(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    place = tmp_path / "place"
    place.mkdir()
    path = Path(shutil.move(path, place / "event.jury"))
    damaged, whole = damage(path), spare.file.read_bytes()
    before, watch = snapshot(place), Recording(place)
    with watch.watching():
        restore(laptop, path, spare, PASSPHRASE)
        watch.ack("taken")

    def nothing_lost(folder: Path, state: State) -> str | None:
        lying = {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(".")}
        if damaged not in lying.values():
            return "lost: the damaged file"
        if lying.get("event.jury", whole) not in (whole, damaged):
            return "damaged: half a copy"
        return "lost: the copy" if state.told and lying.get("event.jury") != whole else None

    assert {op.kind for op in watch.ops} >= {"link", "delete", "sync", "sync folder"}
    assert survey((before, watch.ops), 200, nothing_lost, seed=random.Random(1).randint(1, 99)).examples == []


def test_the_older_copies_of_a_clock_that_went_back_are_still_the_older_ones(tmp_path: Path) -> None:
    laptop, path, _spare = a_morning(tmp_path)
    back = a_laptop(tmp_path, at=laptop.clock() - timedelta(days=700))
    with open_event(back, path, PASSPHRASE) as event:
        newest = spares.make(event, Cause.TIME)
    damage(path)
    assert offered(back, path).spare == newest


@pytest.mark.skipif(os.name != "posix", reason="Windows doesn't let an open file be put aside at all")
def test_who_still_has_the_former_file_open_is_told_and_writes_nothing_unnoticed(tmp_path: Path) -> None:
    laptop, path, spare = a_morning(tmp_path)
    with open_event(laptop, path, PASSPHRASE) as still_open:
        aside = restore(laptop, path, spare, PASSPHRASE).aside
        assert aside
        before = aside.read_bytes()
        with pytest.raises(FileProblem) as told:
            a_juror(still_open).record_score("K02", "REG", "60")
        assert isinstance(told.value, Replaced)
        assert aside.read_bytes() == before
