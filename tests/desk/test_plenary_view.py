"""What the plenary's page is told: before the reveal what is expected and signed; then places, matrix, comparison, changes."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.deliberation import Chosen, PlaceChange
from juryapp.board.plenary import PlenaryView, plenary_view
from juryapp.board.reveal_readiness import Readiness
from juryapp.board.status import conflicts, tallies
from juryapp.desk.panel_notes import panel_notes
from juryapp.desk.plenary import mention, reveal
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.printing.plenary_sentences import plenary_sentences
from juryapp.text import speaking
from tests.builders import ENROLLED, a_desk, a_juror, a_prepared, an_event, carry, pin_of, sign


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def signed(event: OpenEvent, first: str = "80", second: str = "70") -> None:
    for code in ENROLLED:
        sign(a_juror(event, code), "K01", first)
        sign(a_juror(event, code), "K02", second)


def revealed(event: OpenEvent) -> PlenaryView:
    found = plenary_view(event, "KAB")
    assert isinstance(found, PlenaryView)
    return found


def test_before_the_reveal_the_page_is_told_no_score(event: OpenEvent) -> None:
    signed(event)
    found = plenary_view(event, "KAB")
    assert isinstance(found, Readiness) and found.is_complete and (found.expected, found.signed) == (8, 8)


def test_places_matrix_and_means(event: OpenEvent) -> None:
    sign(a_juror(event, "J01"), "K01", ["90", "80"])
    for code in ENROLLED[1:]:
        sign(a_juror(event, code), "K01", "80")
    for code in ENROLLED:
        sign(a_juror(event, code), "K02", "70")
    mention(a_desk(event), "K02", "Inovasi terbaik", "Pleno")
    reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
    view = revealed(event)
    assert [(row.place.rank, row.candidate.number, row.is_winner) for row in view.rows] == [(1, "K01", True), (2, "K02", True)]
    assert [one.code for one in view.jurors] == list(ENROLLED), "observers are none"
    assert view.means == {"K01": Fraction(163, 2), "K02": Fraction(70)}
    assert view.given["J01", "K01"].deviation == Fraction(9, 2) and view.given["J02", "K01"].deviation == Fraction(-3, 2)
    compared = view.compared["K01"]
    assert compared.means == {"REG": Fraction(165, 2), "CAK": Fraction(80)} and compared.points["REG"]["J01"] == 90
    assert [one.title for one in view.mentions] == ["Inovasi terbaik"] and not view.deliberation


def test_a_juror_who_is_recused_has_no_deviation_and_no_part_in_the_mean(event: OpenEvent) -> None:
    a_juror(event, "J04").recuse("K01", "saudara")
    for code in ENROLLED[:3]:
        sign(a_juror(event, code), "K01", "80")
    for code in ENROLLED:
        sign(a_juror(event, code), "K02", "70")
    reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
    given = revealed(event).given["J04", "K01"]
    assert (given.state, given.total, given.deviation) == (CellState.RECUSED, None, None)


def test_narrow_margins_and_joint_places_are_told(event: OpenEvent) -> None:
    signed(event, "80", "80")
    a_desk(event).decide("KAB", ["K01", "K02"], "Pleno", joint=True)
    reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
    rows = revealed(event).rows
    assert all(row.is_joint and row.place.rank == 1 and not row.is_narrow for row in rows)
    a_desk(event).reopen("J02", "K02", "Salah ketik")
    sign(a_juror(event, "J02"), "K02", ["80", "79"])
    first, _second = revealed(event).rows
    assert first.is_narrow and first.place.margin == Fraction(1, 10)


def test_who_is_out_is_told_apart(event: OpenEvent) -> None:
    signed(event)
    a_desk(event).attendance("K02", Attendance.ABSENT)
    reveal(a_desk(event), "KAB", reason="K02 gugur", early="K02 gugur")
    view = revealed(event)
    assert [row.candidate.number for row in view.rows] == ["K01"] and [one.number for one, _why in view.out] == ["K02"]


def test_what_changed_since_the_reveal_stands_beside_what_stood_then(event: OpenEvent) -> None:
    signed(event)
    reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
    a_desk(event).reopen("J03", "K02", "Salah baca skala")
    opened = revealed(event).deliberation
    (sheet,) = opened.sheets
    assert (sheet.juror, sheet.candidate, sheet.before, sheet.after) == ("J03", "K02", Fraction(70), None)
    sign(a_juror(event, "J03"), "K02", "98")
    view = revealed(event)
    (sheet,) = view.deliberation.sheets
    assert (sheet.before, sheet.after, sheet.reason) == (Fraction(70), Fraction(98), "Salah baca skala")
    assert view.deliberation.places == (PlaceChange("K02", 2, Fraction(70), 2, Fraction(77)),)
    assert view.deliberation.of("K01") is None


def test_a_second_version_after_the_reveal_is_told_and_so_is_what_the_desk_took(event: OpenEvent) -> None:
    """Taking the former version changes no total, and may decide who wins."""
    with a_prepared(event, "spare", ["J03"]) as spare:
        signed(event)
        reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
        sign(a_juror(spare, "J03"), "K02", "98")
        carry(spare, event, admit=True)
    (sheet,) = revealed(event).deliberation.sheets
    assert (sheet.before, sheet.after, sheet.state, sheet.chosen) == (Fraction(70), None, CellState.CONFLICT, None)
    found = next(one for one in conflicts(event.file) if one.register[0] == Subject.SHEET)
    taken = next(one for one in found.heads if one.value and one.value["total"] == "70")
    a_desk(event).settle({found.id: taken.id}, "Yang pertama dibacakan")
    (sheet,) = revealed(event).deliberation.sheets
    assert (sheet.before, sheet.after) == (Fraction(70), Fraction(70))
    assert sheet.chosen == Chosen((Fraction(98), Fraction(70)), Fraction(70), "Yang pertama dibacakan")
    with speaking("en"):
        (tally,) = tallies(event.file, "KAB")
        (said,) = [one for one in plenary_sentences(event.file, Board.of(event.file), tally) if "several versions" in one]
    assert "98.00; 70.00. The secretary took 70.00. Yang pertama dibacakan" in said


@pytest.mark.parametrize("is_revealed", [True, False])
def test_what_was_reopened_or_decided_before_the_reveal_stands_in_the_minutes_too(is_revealed: bool, event: OpenEvent) -> None:
    with a_prepared(event, "spare", ["J03"]) as spare:
        signed(event)
        sign(a_juror(spare, "J03"), "K02", "98")
        carry(spare, event, admit=True)
    found = next(one for one in conflicts(event.file) if one.register[0] == Subject.SHEET)
    taken = next(one for one in found.heads if one.value and one.value["total"] == "98")
    a_desk(event).settle({found.id: taken.id}, "Yang kedua dibacakan")
    a_desk(event).reopen("J01", "K01", "Salah baca skala")
    sign(a_juror(event), "K01", "84")
    if is_revealed:
        reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
        assert revealed(event).deliberation.sheets == ()
        a_desk(event).reopen("J02", "K02", "Sesudahnya")
    with speaking("en"):
        (tally,) = tallies(event.file, "KAB")
        told = plenary_sentences(event.file, Board.of(event.file), tally)
    assert "was reopened: 80.00 → 84.00. Salah baca skala" in told[0]
    assert "stood in several versions: 98.00; 70.00. The secretary took 98.00. Yang kedua dibacakan" in told[1]
    assert [("Sesudahnya" in one) for one in told].count(True) == is_revealed


def test_a_sheet_that_was_missing_at_the_reveal_came_after_it(event: OpenEvent) -> None:
    signed(event)
    a_desk(event).reopen("J03", "K02", "Salah baca skala")
    reveal(a_desk(event), "KAB", reason="J03 pulang", early="J03 pulang")
    sign(a_juror(event, "J03"), "K02", "98")
    (sheet,) = revealed(event).deliberation.sheets
    assert (sheet.before, sheet.after) == (None, Fraction(98))


def test_the_other_category_s_sheets_are_none_of_it(event: OpenEvent) -> None:
    signed(event)
    reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
    sign(a_juror(event, "J01"), "U01", "80")
    assert not revealed(event).deliberation


def test_notes_for_the_panel_are_read_and_private_ones_are_not(event: OpenEvent) -> None:
    a_juror(event, "J02").write_note("K01", "Datanya kuat", Visibility.PANEL)
    a_juror(event, "J01").write_note("K01", "ragu-ragu", Visibility.PRIVATE)
    a_juror(event, "J03").write_note("K01", "lanjutkan", Visibility.FEEDBACK)
    assert [(juror.code, text) for juror, text in panel_notes(event, "K01")] == [("J02", "Datanya kuat")]
    assert panel_notes(event, "K02") == []
