"""What stands of a note tells who wrote, replaced or erased it, and where; and how sure it is that its juror did."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.note_authors import Certainty, certainty_words, origin_words, origins_of
from juryapp.desk.juror import JurorDesk
from juryapp.desk.note_access import erase_note
from juryapp.event.open_event import OpenEvent
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from tests.builders import a_desk, a_juror, a_prepared, an_event, pin_of

PANEL = Visibility.PANEL


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def write(event: OpenEvent, juror: str = "J01", text: str = "Bagus.") -> None:
    a_juror(event, juror).write_note("K01", text, PANEL)


def test_a_note_of_this_laptop_is_of_its_juror_by_the_pin(hq: OpenEvent) -> None:
    write(hq)
    (one,) = origins_of(hq, "J01", "K01", PANEL)
    assert (one.author, one.here, one.erased, one.certainty) == ("J01", True, None, Certainty.PIN)
    assert "J01" in certainty_words(one)


def test_a_note_that_another_laptop_replaced_tells_that_laptop(hq: OpenEvent, tmp_path: Path) -> None:
    write(hq)
    panel = a_prepared(hq, "panel", ["J01"])
    write(panel, text="Diganti.")
    merge(hq, [pack(panel, tmp_path / "stick")], a_desk(hq))
    (one,) = origins_of(hq, "J01", "K01", PANEL)
    assert (one.laptop, one.here, one.certainty) == ("Juri Contoh J01 (J01)", False, Certainty.PIN)
    assert "Juri Contoh J01" in origin_words(one, "Asia/Makassar")


def test_a_note_that_the_desk_erased_tells_the_desk_and_why(hq: OpenEvent) -> None:
    write(hq)
    erase_note(a_desk(hq), "J01", "K01", PANEL, "Memuat nama anak.")
    (one,) = origins_of(hq, "J01", "K01", PANEL)
    assert (one.author, one.erased) == ("desk", "Memuat nama anak.")
    assert "Memuat nama anak." in origin_words(one, "Asia/Makassar")


def test_a_note_that_its_author_erased_tells_the_author(hq: OpenEvent) -> None:
    write(hq)
    erase_note(a_juror(hq), "J01", "K01", PANEL, "Salah kandidat.")
    (one,) = origins_of(hq, "J01", "K01", PANEL)
    assert (one.author, one.erased) == ("J01", "Salah kandidat.")


def test_a_note_of_a_juror_without_a_pin_is_not_certain_until_the_enrolment_takes_it(hq: OpenEvent) -> None:
    juror = JurorDesk.sit(hq, "J05", None)
    juror.write_note("K01", "Bagus.", PANEL)
    (before,) = origins_of(hq, "J05", "K01", PANEL)
    a_desk(hq).enrol("J05", pin_of("J05"))
    (after,) = origins_of(hq, "J05", "K01", PANEL)
    assert (before.certainty, after.certainty) == (Certainty.NONE, Certainty.TAKEN)
    assert certainty_words(before) != certainty_words(after)


def test_a_note_that_never_was_has_no_origin(hq: OpenEvent) -> None:
    assert origins_of(hq, "J01", "K01", PANEL) == []
