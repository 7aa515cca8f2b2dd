"""The workbook of an event's results says what the recapitulation says, with formulas that give the tally's scores."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from juryapp.board.status import tallies
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.printing.results_workbook import results, write_results
from juryapp.text import _, speaking
from tests.builders import a_desk, a_juror, score_all, sign
from tests.workbook.formulas import Evaluated


def column(book: Evaluated, head: str, category: str = "KAB") -> dict[str, Any]:
    """Candidate -> what stands below a head of the sheet of results."""
    sheet = book.book[category]
    with speaking("id"):
        (at,) = [cell.column_letter for cell in sheet[5] if str(cell.value).split("\n")[0] == _(head)]
    rows = range(6, sheet.max_row + 1)
    return {book.value(category, f"A{row}"): book.value(category, f"{at}{row}") for row in rows}


def test_scores_ranks_and_reasons_are_those_of_the_tally(event: OpenEvent) -> None:
    for juror, first, second in (("J01", ["81", "70"], ["90", "77"]), ("J02", ["83", "71"], ["66", "88"])):
        sign(a_juror(event, juror), "K01", first)
        sign(a_juror(event, juror), "K02", second)
    book = Evaluated(results(event)).with_true_values()
    (tally,) = [tally for tally in tallies(event.file) if tally.category == "KAB"]
    scores, ranks = column(book, "Final score"), column(book, "Rank by formula")
    for place in tally.ranking:
        assert abs(scores[place.candidate] - float(place.score)) < 1e-9
        assert ranks[place.candidate] == column(book, "Rank by Juryapp")[place.candidate] == place.rank
    assert set(column(book, "Same").values()) == {"="}
    assert column(book, "J01")["K01"] == pytest.approx(76.6) and column(book, "Sheets that count") == {"K02": 2, "K01": 2}


def test_a_sheet_that_does_not_count_says_why_in_its_place(event: OpenEvent) -> None:
    score_all(a_juror(event, "J01"), "K01", "80")
    a_juror(event, "J02").record_score("K01", "REG", "50")
    a_juror(event, "J03").recuse("K01", "Saudara kandung")
    sign(a_juror(event, "J04"), "K01", "70")
    book = Evaluated(results(event)).with_true_values()
    with speaking("id"):
        said = {juror: column(book, juror)["K01"] for juror in ("J01", "J02", "J03", "J04")}
        assert said["J01"] == _("not signed, not counted") and said["J02"] == _("draft, not counted")
        assert said["J03"] == _("conflict of interest") and said["J04"] == 70
    assert column(book, "Score of the jurors")["K01"] == 70


def test_who_did_not_come_and_who_withdrew_have_no_score(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    sign(a_juror(event), "K02", "80")
    a_desk(event).attendance("K01", Attendance.ABSENT)
    a_desk(event).withdraw("K02", "Mengundurkan diri", despite=True)
    book = Evaluated(results(event)).with_true_values()
    assert set(column(book, "Final score").values()) <= {"", None}
    with speaking("id"):
        assert column(book, "Decided by") == {"K01": _("absent"), "K02": _("withdrawn")}


def test_one_that_was_entered_twice_stands_once_with_its_sheets(event: OpenEvent) -> None:
    sign(a_juror(event), "K02", "90")
    a_desk(event).join("K02", "K01", "Dua kali dimasukkan")
    book = Evaluated(results(event)).with_true_values()
    assert column(book, "Final score") == {"K01": 90}


def test_it_is_written_in_the_events_language_and_names_no_points_of_unsigned_sheets(event: OpenEvent, tmp_path: Path) -> None:
    score_all(a_juror(event), "K01", ["81", "70"])
    write_results(event, tmp_path / "hasil.xlsx")
    book = Evaluated((tmp_path / "hasil.xlsx").read_bytes())
    with speaking("id"):
        assert book.book.sheetnames[0] == _("Notes")
    points = [cell.value for sheet in book.book for row in sheet.iter_rows() for cell in row]
    assert 81 not in points and 70 not in points
