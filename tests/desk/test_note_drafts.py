"""Drafts of notes: on the disk each second, no entry each second; what a program left behind becomes an entry."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.desk.juror import JurorDesk
from juryapp.desk.note_access import erase_note
from juryapp.errors import FileProblem, Refused, WrongPin
from juryapp.event.note_draft_recovery import take_up
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.model.note import Visibility
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, journal, note_drafts
from juryapp.store.connection import connect
from tests.builders import PASSPHRASE, a_juror, a_laptop, a_prepared, an_event

PRIVATE, PANEL = Visibility.PRIVATE, Visibility.PANEL


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def again(event: OpenEvent) -> OpenEvent:
    """The program died, and the file is opened once more at the same laptop."""
    event.file.connection.close()
    return open_event(a_laptop(event.path.parent), event.path, PASSPHRASE)


def notes(event: OpenEvent) -> int:
    return len(journal.about(event.file, "note"))


def test_a_draft_is_no_entry_and_is_overwritten_in_place(event: OpenEvent) -> None:
    before = journal.count(event.file)
    for text in ("P", "Per", "Perbup"):
        assert not a_juror(event).keep_note_draft("K01", text, PRIVATE)
    assert journal.count(event.file) == before
    ((key, content),) = note_drafts.kept_drafts(event.file)
    assert key == "J01/K01/private" and b"Perbup" not in content
    assert (a_juror(event).note_draft("K01", PRIVATE), a_juror(event).note_draft("K02", PRIVATE)) == ("Perbup", None)


def test_what_a_program_that_died_was_writing_becomes_an_entry(event: OpenEvent) -> None:
    a_juror(event).keep_note_draft("K01", "sedang meng", PRIVATE)
    a_juror(event).keep_note_draft("K02", "untuk pan", PANEL)
    opened = again(event)
    juror = a_juror(opened)
    assert (juror.note("K01", PRIVATE).text, juror.note("K02", PANEL).text) == ("sedang meng", "untuk pan")
    assert note_drafts.kept_drafts(opened.file) == [] and notes(opened) == 2
    assert [entry.actor for entry in journal.about(opened.file, "note")] == ["J01", "J01"]
    assert notes(again(opened)) == 2, "once"


def test_opening_the_file_again_leaves_drafts_as_they_are(event: OpenEvent) -> None:
    a_juror(event).keep_note_draft("K01", "sedang meng", PRIVATE)
    event.file.connection.close()
    before = event.path.read_bytes()
    with open_event(event.laptop, event.path, PASSPHRASE) as opened, pytest.raises(WrongPin):
        JurorDesk.sit(opened, "J01", "salah")
    assert event.path.read_bytes() == before


def test_what_a_program_that_died_was_writing_is_kept_with_the_first_act_of_another(event: OpenEvent) -> None:
    a_juror(event).record_score("K02", "REG", "70")
    a_juror(event).keep_note_draft("K01", "sedang meng", PRIVATE)
    opened = again(event)
    a_juror(opened, "J02").record_score("K01", "REG", "80")
    assert note_drafts.kept_drafts(opened.file) == [] and notes(opened) == 1
    assert a_juror(opened).note("K01", PRIVATE).text == "sedang meng"


def test_a_draft_goes_on_from_the_note_that_stands(event: OpenEvent) -> None:
    a_juror(event).write_note("K01", "satu", PRIVATE)
    a_juror(event).keep_note_draft("K01", "satu dua", PRIVATE)
    assert a_juror(event).note("K01", PRIVATE).text == "satu"
    assert a_juror(again(event)).note("K01", PRIVATE).text == "satu dua"


def test_a_note_that_is_written_forgets_its_draft(event: OpenEvent) -> None:
    juror = a_juror(event)
    juror.keep_note_draft("K01", "Perbu", PRIVATE)
    juror.keep_note_draft("K02", "lain", PRIVATE)
    juror.write_note("K01", "Perbup", PRIVATE)
    assert [key for key, _ in note_drafts.kept_drafts(event.file)] == ["J01/K02/private"]


def test_a_draft_that_is_dropped_changes_nothing(event: OpenEvent) -> None:
    juror = a_juror(event)
    juror.write_note("K01", "satu", PRIVATE)
    juror.keep_note_draft("K01", "sa", PRIVATE)
    juror.drop_note_draft("K01", PRIVATE)
    assert a_juror(again(event)).note("K01", PRIVATE).text == "satu"


def test_an_emptied_draft_takes_the_note_back(event: OpenEvent) -> None:
    juror = a_juror(event)
    juror.write_note("K01", "satu", PRIVATE)
    juror.keep_note_draft("K01", " ", PRIVATE)
    juror.keep_note_draft("K02", "", PRIVATE)
    assert juror.note_draft("K02", PRIVATE) == ""
    opened = again(event)
    assert a_juror(opened).note("K01", PRIVATE).text == "" and notes(opened) == 2


def test_a_note_that_is_taken_back_forgets_its_draft(event: OpenEvent) -> None:
    juror = a_juror(event)
    juror.keep_note_draft("K01", "satu", PRIVATE)
    juror.write_note("K01", "", PRIVATE)
    assert note_drafts.kept_drafts(event.file) == [] and notes(event) == 0


def test_dying_between_the_note_and_its_draft_writes_nothing_twice(event: OpenEvent) -> None:
    a_juror(event).keep_note_draft("K01", "Perbup", PRIVATE)
    ((key, content),) = note_drafts.kept_drafts(event.file)
    a_juror(event).write([Act("J01", "note", key, {"text": attachment_table.digest(content)})], [content])
    opened = again(event)
    a_juror(opened)
    assert notes(opened) == 1 and note_drafts.kept_drafts(opened.file) == []


def test_no_package_and_no_prepared_laptop_carries_a_draft(event: OpenEvent, tmp_path: Path) -> None:
    a_juror(event).keep_note_draft("K01", "untuk panel", PANEL)
    copies = [pack(event, tmp_path / "stick"), a_prepared(event, "panel", ["J01"]).path]
    for path in copies:
        with connect(path, PASSPHRASE) as file:
            assert note_drafts.kept_drafts(file) == []
    assert len(note_drafts.kept_drafts(event.file)) == 1


def test_a_whole_copy_of_the_file_loses_no_draft(event: OpenEvent, tmp_path: Path) -> None:
    a_juror(event).keep_note_draft("K01", "Perbup", PANEL)
    copy = tmp_path / "other" / "event.jury"
    copy.parent.mkdir()
    event.file.connection.close()
    shutil.copyfile(event.path, copy)
    opened = open_event(a_laptop(tmp_path, "other"), copy, PASSPHRASE)
    assert a_juror(opened).note("K01", PANEL).text == "Perbup"


def test_what_was_put_there_by_hand_is_no_note(event: OpenEvent) -> None:
    with event.file.unit():
        for key in ("J01/K01", "J01/K01/secret", "J 01/K01/panel", "../K01/panel", "J99/K01/panel"):
            note_drafts.keep_draft(event.file, key, b"x" * 20)
    opened = again(event)
    a_juror(opened).record_score("K01", "REG", "80")
    assert notes(opened) == 0 and note_drafts.kept_drafts(opened.file) == []


def test_a_file_that_can_only_be_read_keeps_its_drafts(event: OpenEvent) -> None:
    a_juror(event).keep_note_draft("K01", "Perbup", PANEL)
    event.file.connection.close()
    only_read = connect(event.path, PASSPHRASE, read_only=True)
    found = OpenEvent(event.laptop, only_read, event.id)
    assert not take_up(found) and len(note_drafts.kept_drafts(only_read)) == 1
    with pytest.raises(FileProblem):
        found.keep_note_draft("J01/K01/panel", b"y")


def test_a_draft_obeys_the_rules_of_a_note(event: OpenEvent) -> None:
    for act in (
        lambda: a_juror(event).keep_note_draft("K01", "x" * 10_001, PANEL),
        lambda: a_juror(event).keep_note_draft("K99", "x", PANEL),
    ):
        with pytest.raises(Refused):
            act()
    assert note_drafts.kept_drafts(event.file) == []


def test_erasing_a_note_erases_what_was_being_written_of_it(event: OpenEvent) -> None:
    juror = a_juror(event)
    juror.write_note("K01", "rahasia", PRIVATE)
    juror.keep_note_draft("K01", "rahasia sekali", PRIVATE)
    erase_note(juror, "J01", "K01", PRIVATE, "Salah orang")
    assert note_drafts.kept_drafts(event.file) == []
    assert a_juror(again(event)).note("K01", PRIVATE).text == ""
