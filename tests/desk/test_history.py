"""History as people read it: the newest first, piece by piece, by person, candidate and laptop; private notes never."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.history import _TITLES, LEFT_OUT, HistoryLine, HistoryTeller, Wanted, look
from juryapp.board.laptop_names import laptop_names
from juryapp.board.value_words import SAYS
from juryapp.desk.juror_requests import ask_reopening
from juryapp.desk.laptop_closing import close
from juryapp.desk.note_access import erase_note, recover_note
from juryapp.desk.plenary import reveal
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Entry
from juryapp.journal.records import FIELDWISE
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.store import journal
from juryapp.text import _
from tests.builders import ROOT_PIN, a_desk, a_juror, a_prepared, an_event, carry, sign


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def found(event: OpenEvent, wanted: Wanted | None = None, most: int = 10_000) -> list[Entry]:
    entries: list[Entry] = []
    goes_on: int | None = None
    while True:
        piece = look(event.file, wanted or Wanted(), goes_on, most)
        entries += piece.entries
        if piece.goes_on is None:
            return entries
        goes_on = piece.goes_on


def lines(event: OpenEvent, wanted: Wanted | None = None) -> list[HistoryLine]:
    teller = HistoryTeller(event)
    return [teller.line(entry) for entry in found(event, wanted)]


def test_before_the_reveal_no_points_are_told_and_afterwards_all(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "83")
    a_juror(event, "J02").record_score("U01", "INO", "71")
    a_juror(event, "J02").record_score("U01", "INO", "72")
    before = " ".join(
        f"{one.what} {one.replaced}" for one in lines(event, Wanted(person="J01")) + lines(event, Wanted(person="J02"))
    )
    assert not any(points in before for points in ("83", "71", "72"))
    assert _("Signed, revision {revision}", revision=1) in before and _("scored") in before
    reveal(a_desk(event), "KAB", reason="Geladi", early="Geladi")
    after = " ".join(f"{one.what} {one.replaced}" for one in lines(event, Wanted(candidate="K01")))
    assert "83" in after and "72" not in " ".join(one.what for one in lines(event, Wanted(candidate="U01")))


def test_the_newest_comes_first_and_says_what_stood_there_before(event: OpenEvent) -> None:
    reveal(a_desk(event), "KAB", reason="Geladi", early="Geladi")
    a_juror(event).record_score("K01", "REG", "70")
    a_juror(event).record_score("K01", "REG", "75")
    newest, before, *_others = lines(event)
    assert "75" in newest.what and "K01" in newest.about and "(J01)" in newest.who
    assert "70" in newest.replaced and not before.replaced


@pytest.mark.parametrize("most", [1, 3, 7])
def test_pieces_of_any_size_tell_the_same(event: OpenEvent, most: int) -> None:
    sign(a_juror(event), "K01", "80")
    assert found(event, most=most) == found(event)
    assert found(event, Wanted(candidate="K01"), most) == found(event, Wanted(candidate="K01"))


def test_one_asks_by_person_whoever_wrote_it_or_whom_it_is_about(event: OpenEvent) -> None:
    sign(a_juror(event, "J01"), "K01", "80")
    a_juror(event, "J02").record_score("K01", "REG", "60")
    a_desk(event).reopen("J01", "K01", "Salah ketik")
    of_j01 = found(event, Wanted(person="J01", candidate="K01"))
    assert of_j01[0].actor == "desk" and of_j01[0].subject == Subject.SHEET
    assert not any(entry.actor == "J02" for entry in of_j01)
    assert {entry.actor for entry in found(event, Wanted(person="J02", candidate="K01"))} == {"J02"}


def test_one_asks_by_candidate_wherever_it_is_named(event: OpenEvent) -> None:
    a_desk(event).join("K02", "K01", "dua kali")
    a_desk(event).withdraw("K02", "Berhalangan")
    a_desk(event).take_back_withdrawal("K02", "Keliru")
    subjects = [entry.subject for entry in found(event, Wanted(candidate="K02"))]
    assert {Subject.JOIN, Subject.WITHDRAWAL, Subject.RESOLUTION} <= set(subjects)
    assert Subject.JOIN in {entry.subject for entry in found(event, Wanted(candidate="K01"))}


def test_one_asks_by_laptop(event: OpenEvent, tmp_path: Path) -> None:
    with a_prepared(event, "panel", ["J01"]) as panel:
        a_juror(panel).record_score("K01", "REG", "70")
        carry(panel, event, admit=True)
        assert panel.device
        there = found(event, Wanted(laptop=panel.device))
    assert [entry.subject for entry in there] == [Subject.SCORE]


def test_private_notes_are_never_told_and_others_only_as_notes(event: OpenEvent) -> None:
    a_juror(event).write_note("K01", "rahasia sekali", Visibility.PRIVATE)
    a_juror(event).write_note("K01", "untuk panel", Visibility.PANEL)
    notes = [one for one in found(event) if one.subject == Subject.NOTE]
    assert [one.key for one in notes] == ["J01/K01/panel"]
    assert lines(event)[0].what == _("Note")
    assert not any("rahasia" in str(one) or "untuk panel" in str(one) for one in lines(event))


def test_everything_that_is_told_has_words(event: OpenEvent) -> None:
    """No bare subject, no hash: also of notes, calls and requests, which have no words elsewhere."""
    sign(a_juror(event), "K01", "80")
    ask_reopening(a_juror(event), "K01", "Tertukar")
    a_desk(event).decline("J01", "K01", "Tidak perlu")
    a_juror(event).write_note("K01", "rahasia", Visibility.PRIVATE)
    recover_note(event, ROOT_PIN, "J01", "K01", "Diminta pengadilan")
    erase_note(a_desk(event), "J01", "K01", Visibility.PRIVATE, "Diminta juri")
    told = lines(event)
    assert told[0].what == f"{_('Note erased')}: Diminta juri"
    assert any("Tidak perlu" in one.what for one in told) and any("Tertukar" in one.what for one in told)
    hashes = {entry.id[:12] for entry in journal.entries(event.file)}
    assert not any(part in str(one.what) for one in told for part in hashes)
    assert all(one.what and one.who and one.at for one in told)


def test_a_closed_laptop_is_told_by_its_people(event: OpenEvent) -> None:
    with a_prepared(event, "vm", ["J02"]) as room:
        sign(a_juror(room, "J02"), "K01", "80")
        close(room)
        carry(room, event, admit=True)
        (line,) = [one for one in lines(event) if one.what == _("Laptop closed")]
        assert line.about == laptop_names(event.file)[room.device or ""] and line.who == _("by itself")


def test_every_subject_that_is_told_has_words_of_its_own() -> None:
    """What none are made for would be shown as it is stored."""
    told = {subject for subject in Subject if subject not in LEFT_OUT}
    assert told - {*_TITLES, *SAYS, *FIELDWISE} == {Subject.SHEET}, "a sheet is told criterion by criterion"


def test_a_laptop_is_named_by_its_people_not_as_it_called_itself(event: OpenEvent) -> None:
    with a_prepared(event, "vm", ["J02"]) as room:
        sign(a_juror(room, "J02"), "K01", "80")
        carry(room, event, admit=True)
    names = laptop_names(event.file)
    told = {
        entry.key: line.what for entry, line in zip(found(event), lines(event), strict=True) if entry.subject == Subject.DEVICE
    }
    assert len(told) > 1 and all(names[id_] in what for id_, what in told.items())
    every = " ".join(line.what for line in lines(event))
    assert "vm" not in every.split() and "headquarters" not in every
