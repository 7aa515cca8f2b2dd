"""Spare copies that a laptop makes by itself: when, which are kept, what an erasure does to them. They hinder nothing."""

from __future__ import annotations

import os
import shutil
from collections import namedtuple
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from juryapp.desk.note_access import erase_note
from juryapp.errors import FileProblem
from juryapp.event import spare_files, spares
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.second_connection import EventPlace
from juryapp.event.spare_files import Cause, Spare, every_spare, spares_of, superfluous, taken_from
from juryapp.model.note import Visibility
from juryapp.setup_changes.update import apply, plan
from juryapp.sharing.exchange_folder import exchange_packages
from juryapp.sharing.pack import pack
from juryapp.sharing.receive import receive
from juryapp.store import attachment_table, journal, package_table, schema
from juryapp.store.connection import EventFile
from juryapp.store.opening import open_file
from tests.builders import PASSPHRASE, Ticking, a_candidate, a_desk, a_juror, a_laptop, a_prepared, a_setup, an_event, score_all
from tests.store.files import key_owners

Usage = namedtuple("Usage", "total used free")


def causes(event: OpenEvent) -> list[Cause]:
    """Of the copies that lie there, the oldest first."""
    return [spare.cause for spare in reversed(spares_of(event.laptop.home, event.id))]


def clock_of(event: OpenEvent) -> Ticking:
    clock = event.laptop.clock
    assert isinstance(clock, Ticking)
    return clock


def write(event: OpenEvent, points: str) -> None:
    a_juror(event).record_score("K01", "REG", points)


def test_the_first_copy_is_whole_and_is_what_it_says(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        write(event, "71")
        spare = spares.make_if_due(event)
        assert spare and (spare.cause, spare.path) == (Cause.TIME, str((tmp_path / "event.jury").resolve()))
        assert spare.entries == journal.count(event.file)
        with open_file(spare.file, PASSPHRASE, read_only=True) as copy:
            assert list(journal.ids(copy)) == list(journal.ids(event.file))
            assert key_owners(copy) == key_owners(event.file)
    assert b"SQLite" not in spare.file.read_bytes()[:64]


@pytest.mark.skipif(os.name != "posix", reason="the modes are POSIX's")
def test_only_its_user_reads_a_copy(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spare = spares.make(event, Cause.TIME)
    assert [path.stat().st_mode & 0o077 for path in (spare.file, spare.file.with_suffix(".json"), spare.file.parent)] == [0, 0, 0]


def test_none_is_made_while_nothing_changes_however_long_it_takes(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        assert spares.make_if_due(event)
        clock_of(event).now += timedelta(days=2)
        assert spares.make_if_due(event, waited=10**6) is None
        assert spares.before(event, Cause.MERGE) is None and len(causes(event)) == 1


def test_a_change_alone_is_not_enough_half_an_hour_is(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spares.make_if_due(event)
        write(event, "72")
        assert spares.make_if_due(event, waited=1_799) is None
        assert spares.make_if_due(event, waited=1_800)


@pytest.mark.parametrize("jump", [timedelta(minutes=30), timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_jumps_can_not_put_it_off(jump: timedelta, tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spares.make_if_due(event)
        write(event, "72")
        clock_of(event).now += jump
        assert spares.make_if_due(event)


def test_where_the_clock_stands_still_a_hundred_entries_are_enough(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        write(event, "99")
        spares.make_if_due(event)
        for number in range(spares.MANY_ENTRIES - 1):
            write(event, str(number % 90 + 1 + number // 90))
        assert spares.make_if_due(event) is None
        write(event, "99")
        made = spares.make_if_due(event)
        assert made and made.cause is Cause.MANY


def test_before_packages_come_in_there_is_a_copy_of_what_was(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel:
        score_all(a_juror(panel, "J02"), "K01", "70")
        package, before = pack(panel, tmp_path / "stick"), journal.count(event.file)
        place = EventPlace.of(event)
        receive(place, [package], {}, "")
        receive(place, [package], {}, "")
        assert [spare.entries for spare in spares_of(event.laptop.home, event.id)][-1] == before
        assert causes(event)[0] is Cause.MERGE and set(causes(event)) == {Cause.MERGE}
        made = len(causes(event))
        receive(place, [package], {}, "")
        assert len(causes(event)) == made, "nothing had changed since"


def test_before_the_flash_disk_brings_something_there_is_a_copy_too(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel:
        former = exchange_packages(event, pack(panel, tmp_path / "stick").parent)
        assert causes(event) == [Cause.MERGE]
        exchange_packages(event, tmp_path / "stick", former)
        assert causes(event) == [Cause.MERGE], "nothing unread lay there"


def test_before_a_changed_workbook_is_taken_there_is_a_copy(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        desk, before = a_desk(event), journal.count(event.file)
        apply(desk, plan(desk, a_setup(candidates=(a_candidate("K01", name="Lain"), *a_setup().candidates[1:]))))
        (spare,) = spares_of(event.laptop.home, event.id)
        assert (spare.cause, spare.entries) == (Cause.UPDATE, before) and journal.count(event.file) > before


def one_more_table(file: EventFile) -> None:
    """A step to a newer schema."""
    file.connection.execute("CREATE TABLE later(name TEXT) STRICT")


def test_a_file_is_migrated_only_after_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with an_event(tmp_path) as event:
        laptop, id_, count = event.laptop, event.id, journal.count(event.file)
    before = (tmp_path / "event.jury").read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, one_more_table))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    monkeypatch.setattr(spares.shutil, "disk_usage", lambda folder: Usage(10**9, 10**9, 1_000))
    with open_event(laptop, tmp_path / "event.jury", PASSPHRASE) as event, pytest.raises(FileProblem) as told:
        write(event, "73")
    assert told.value.message.startswith("{path} was written by an older Juryapp")
    assert (tmp_path / "event.jury").read_bytes() == before
    monkeypatch.undo()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, one_more_table))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with open_event(laptop, tmp_path / "event.jury", PASSPHRASE) as event:
        assert event.file.rows("SELECT * FROM later") == [] and (tmp_path / "event.jury").read_bytes() == before
        write(event, "73")
    with open_file(tmp_path / "event.jury", PASSPHRASE, read_only=True) as file:
        assert file.rows("PRAGMA user_version") == [(schema.VERSION,)]
    (spare,) = spares_of(laptop.home, id_)
    assert (spare.cause, spare.entries) == (Cause.MIGRATION, count)
    with open_file(spare.file, PASSPHRASE, read_only=True) as copy:
        assert copy.rows("PRAGMA user_version") == [(schema.VERSION - 1,)]


def test_where_the_disk_is_nearly_full_none_is_made_and_the_act_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel:
        package = pack(panel, tmp_path / "stick")
        size = (tmp_path / "event.jury").stat().st_size
        monkeypatch.setattr(spares.shutil, "disk_usage", lambda folder: Usage(10**9, 10**9, spares.ROOM * size - 1))
        with pytest.raises(FileProblem):
            spares.make_if_due(event)
        assert not receive(EventPlace.of(event), [package], {}, "").report.refused
        assert every_spare(event.laptop.home) == []
        assert [path for path in event.laptop.home.spares.rglob("*") if path.is_file()] == []


def test_where_its_folder_can_not_be_made_it_is_told_in_a_sentence(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        event.laptop.home.spares.write_text("in the way")
        with pytest.raises(FileProblem):
            spares.make_if_due(event)
        assert isinstance(spares.before(event, Cause.MERGE), FileProblem)
        write(event, "73")


def test_of_a_file_that_can_only_be_read_none_is_made(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        event.file.writable = False
        assert spares.make_if_due(event) is None and spares.before(event, Cause.MERGE) is None


def a_note(event: OpenEvent, text: str, candidate: str = "K01") -> str:
    """Writes a note; returns the id of its text."""
    juror = a_juror(event)
    juror.write_note(candidate, text, Visibility.PANEL)
    (head,) = journal.heads_of(event.file, ("note", f"J01/{candidate}/panel"))
    return str((head.value or {})["text"])


def texts_in(spare: Spare) -> set[str]:
    with open_file(spare.file, PASSPHRASE, read_only=True) as copy:
        return set(attachment_table.sizes(copy))


def test_what_is_erased_is_in_no_copy_any_more(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        without = spares.make(event, Cause.TIME)
        text = a_note(event, "Catatan yang akan dihapus")
        with_it = spares.make(event, Cause.TIME)
        assert text in texts_in(with_it)
        erase_note(a_desk(event), "J01", "K01", Visibility.PANEL, "salah orang")
        spares.make_if_due(event)
        left = spares_of(event.laptop.home, event.id)
        assert [spare.number for spare in left] == [with_it.number + 1, without.number]
        assert all(text not in texts_in(spare) for spare in left)
        assert left[0].cause is Cause.ERASURE
        assert spares.forget_erased(event) == 0, "the same twice"
        lying = {path.stem for path in left[0].file.parent.iterdir()}
        assert lying == {f"{spare.number:06d}" for spare in left}


def test_an_erasure_that_comes_with_a_package_empties_the_copies_too(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J01"]) as panel:
        text = a_note(event, "Catatan yang akan dihapus")
        receive(EventPlace.of(panel), [pack(event, tmp_path / "stick")], {}, "")
        spares.make(panel, Cause.TIME)
        erase_note(a_desk(event), "J01", "K01", Visibility.PANEL, "salah orang")
        receive(EventPlace.of(panel), [pack(event, tmp_path / "stick")], {}, "")
        panel.refresh()
        spares.make_if_due(panel)
        assert all(text not in texts_in(spare) for spare in spares_of(panel.laptop.home, panel.id))


def test_a_draft_of_an_erased_note_is_in_no_copy_either(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        a_note(event, "Catatan pertama")
        event.keep_note_draft("J01/K01/panel", b"Catatan per")
        half_typed = spares.make(event, Cause.TIME)
        event.drop_note_drafts(["J01/K01/panel"])
        erase_note(a_desk(event), "J01", "K01", Visibility.PANEL, "salah orang")
        spares.make_if_due(event)
        assert half_typed.number not in {spare.number for spare in spares_of(event.laptop.home, event.id)}


def test_erased_is_erased_though_no_fresh_copy_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with an_event(tmp_path) as event:
        a_note(event, "Catatan yang akan dihapus")
        spares.make(event, Cause.TIME)
        erase_note(a_desk(event), "J01", "K01", Visibility.PANEL, "salah orang")
        monkeypatch.setattr(spares.shutil, "disk_usage", lambda folder: Usage(10**9, 10**9, 0))
        with pytest.raises(FileProblem):
            spares.make_if_due(event)
        assert every_spare(event.laptop.home) == []


def test_two_files_of_one_event_are_kept_apart(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        first, laptop = spares.make(event, Cause.TIME), event.laptop
    (tmp_path / "other").mkdir()
    shutil.copy(tmp_path / "event.jury", tmp_path / "other" / "event.jury")
    with open_event(laptop, tmp_path / "other" / "event.jury", PASSPHRASE) as clone:
        second = spares.make(clone, Cause.TIME)
    assert taken_from(laptop.home, tmp_path / "event.jury") == [first]
    assert taken_from(laptop.home, tmp_path / "other" / "event.jury") == [second]


def test_a_copy_of_the_event_before_it_is_not_one_of_this_path(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spares.make(event, Cause.TIME)
        laptop = event.laptop
    (tmp_path / "next").mkdir()
    with an_event(tmp_path / "next", a_setup(event={"code": "NEXT-25"})) as another:
        pass
    shutil.copy(tmp_path / "next" / "event.jury", tmp_path / "event.jury")
    with open_event(laptop, tmp_path / "event.jury", PASSPHRASE) as event:
        spare = spares.make(event, Cause.TIME)
        assert event.id == another.id
    assert taken_from(laptop.home, tmp_path / "event.jury") == [spare]


def test_a_description_that_was_lost_or_torn_leaves_the_copy(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        first, second = spares.make(event, Cause.TIME), spares.make(event, Cause.TIME)
        first.file.with_suffix(".json").unlink()
        second.file.with_suffix(".json").write_text('{"path": ["')
        found = spares_of(event.laptop.home, event.id)
        assert [(spare.number, spare.cause) for spare in found] == [(2, Cause.UNKNOWN), (1, Cause.UNKNOWN)]
        assert spares.make_if_due(event), "it is made anew rather than never"


def test_a_number_that_a_power_cut_left_half_used_is_passed_over(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        first = spares.make(event, Cause.TIME)
        first.file.with_name("000002.json").touch()
        assert spares.make(event, Cause.TIME).number == 3


DAY = datetime(2024, 2, 19, 9, 0)
a_cause = some.sampled_from([Cause.TIME, Cause.MERGE, Cause.MANY])
clocks = some.lists(some.integers(-800 * 48, 800 * 48), min_size=1, max_size=120)
"""Of each copy, how many half hours its clock was off."""


@given(some.lists(some.tuples(some.integers(-800 * 48, 800 * 48), a_cause), min_size=1, max_size=120))
def test_whatever_the_clock_says_the_newest_are_kept_and_the_room_is_bounded(made: list[tuple[int, Cause]]) -> None:
    lying: list[Spare] = []
    timed: list[int] = []
    for number, (jump, cause) in enumerate(made, 1):
        at = (DAY + timedelta(minutes=30 * jump)).isoformat()
        lying.append(Spare(number, Path(f"{number}.jury"), "e", "/event.jury", at, cause, number))
        timed += [number] if cause is Cause.TIME else []
        gone = superfluous(lying)
        lying = [spare for spare in lying if spare not in gone]
        assert {spare.number for spare in lying} >= {number, *timed[-spare_files.NEWEST :]}
        assert len(lying) <= spare_files.NEWEST + spare_files.NEWEST_OTHERS + spare_files.DAYS + 1


def test_one_flash_disk_after_the_other_does_not_push_out_the_copies_of_the_morning() -> None:
    made = [Cause.TIME] * 5 + [Cause.MERGE, Cause.MANY] * 10
    lying: list[Spare] = []
    for number, cause in enumerate(made, 1):
        lying.append(Spare(number, Path(f"{number}.jury"), "e", "/event.jury", DAY.isoformat(), cause, number))
        gone = superfluous(lying)
        lying = [spare for spare in lying if spare not in gone]
    assert [spare.number for spare in lying] == [1, 2, 3, 4, 5, 22, 23, 24, 25]


def test_copies_before_merges_do_not_put_off_the_one_of_half_an_hour(tmp_path: Path) -> None:
    """At the command line the program doesn't live long enough to count: it sees what the clock differs by."""
    with an_event(tmp_path) as event:
        spares.make_if_due(event)
        for minutes in (20, 40):
            clock_of(event).now += timedelta(minutes=20)
            write(event, str(minutes))
            spares.before(event, Cause.MERGE)
        write(event, "72")
        assert spares.make_if_due(event)
        assert causes(event) == [Cause.TIME, Cause.MERGE, Cause.MERGE, Cause.TIME]


def test_a_file_that_was_written_without_anything_new_is_not_copied_again(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spares.make(event, Cause.TIME)
        looks = spare_files.looks_of(event.file.path)
        with event.file.unit():
            package_table.remember_merged(event.file, "0" * 64, 1, 1)
        assert spare_files.looks_of(event.file.path) != looks
        spares.before(event, Cause.MERGE)
        assert causes(event) == [Cause.TIME]
        event.keep_note_draft("J01/K01/panel", b"Catatan")
        spares.before(event, Cause.MERGE)
        assert causes(event) == [Cause.TIME, Cause.MERGE], "a draft is worth one"


def test_with_a_clock_that_goes_right_each_day_of_a_week_keeps_its_last_copy() -> None:
    lying: list[Spare] = []
    for number in range(1, 10 * 16 + 1):
        at = DAY + timedelta(days=(number - 1) // 16, minutes=30 * ((number - 1) % 16))
        lying.append(Spare(number, Path(f"{number}.jury"), "e", "/event.jury", at.isoformat(), Cause.TIME, number))
        gone = superfluous(lying)
        lying = [spare for spare in lying if spare not in gone]
    assert [spare.number for spare in lying] == [16 * day for day in range(3, 10)] + list(range(155, 161))


@given(clocks, some.integers(1, 120))
def test_the_copy_that_goes_furthest_is_never_removed(jumps: list[int], furthest: int) -> None:
    """An older file was put in the place of the one that was copied last: its copies must not push that one out."""
    lying: list[Spare] = []
    for number, jump in enumerate(jumps, 1):
        at = (DAY + timedelta(minutes=30 * jump)).isoformat()
        entries = 900 if number == furthest else number
        lying.append(Spare(number, Path(f"{number}.jury"), "e", "/event.jury", at, Cause.TIME, entries))
        gone = superfluous(lying)
        lying = [spare for spare in lying if spare not in gone]
        assert number < furthest or furthest in {spare.number for spare in lying}


def test_copies_that_take_too_much_room_go_but_the_newest_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spare_files, "MOST_BYTES", 2_500)
    days = {number: f"2024-02-1{number}" for number in range(1, 6)}
    lying = [Spare(number, tmp_path / f"{number}.jury", "e", "/x", day, Cause.TIME, number) for number, day in days.items()]
    for spare in lying:
        spare.file.write_bytes(bytes(1_000))
    assert [spare.number for spare in superfluous(lying)] == [3, 2, 1]
    monkeypatch.setattr(spare_files, "MOST_BYTES", 10)
    assert [spare.number for spare in superfluous(lying)] == [4, 3, 2, 1]


def test_what_a_power_cut_left_of_a_copy_is_cleared_away_later(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        folder = spares.make(event, Cause.TIME).file.parent
        old, fresh = folder / ".spare.jury.aaaa.part", folder / ".spare.jury.bbbb.part"
        for part in (old, fresh):
            part.write_bytes(b"half")
        os.utime(old, (1, 1))
        write(event, "74")
        spares.make(event, Cause.TIME)
        assert not old.exists() and fresh.exists(), "another program may be writing it just now"


def test_a_damaged_event_file_is_never_copied(tmp_path: Path) -> None:
    """A copy is read again whole before it counts; what was there stays."""
    with an_event(tmp_path) as event:
        good, laptop = spares.make(event, Cause.TIME), event.laptop
        damage(tmp_path / "event.jury")
        event.file.connection.execute("PRAGMA cache_size=0")
        with pytest.raises(FileProblem):
            spares.make(event, Cause.TIME)
    assert every_spare(laptop.home) == [good]
    assert [path.name for path in good.file.parent.iterdir() if path.name.startswith(".")] == []


def damage(path: Path) -> None:
    """Overwrites a page in the middle."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = bytes(4096)
    with path.open("r+b") as file:
        file.write(content)


def test_another_laptops_copies_are_not_its_own(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        spares.make(event, Cause.TIME)
    assert every_spare(a_laptop(tmp_path, "another").home) == []


def test_a_copy_says_nothing_to_who_has_no_passphrase(tmp_path: Path) -> None:
    """Its description holds when, why, how much, and the path, which the list of recent events holds as well."""
    with an_event(tmp_path) as event:
        spare = spares.make(event, Cause.TIME)
        told = spare.file.with_suffix(".json").read_text()
        assert "Kandidat" not in told and "Juri" not in told and "CONTOH" not in told
        assert replace(spare, number=2) != spare and isinstance(event.laptop, Laptop)
