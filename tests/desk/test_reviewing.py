"""What is signed is what was seen: a sheet that says something else by then is refused, with what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from juryapp import text
from juryapp.desk.juror import JurorDesk
from juryapp.desk.review import differences, review, written_elsewhere
from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.signing import sign_sheets
from juryapp.documents import score_sheet
from juryapp.documents.score_sheet import Rendered
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import once_more
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.store import journal
from tests.builders import DESK_PIN, PASSPHRASE, a_juror, an_event, score_all


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    text.use("en")
    with an_event(tmp_path) as opened:
        score_all(a_juror(opened), "K01", "87")
        yield opened


def state(event: OpenEvent) -> CellState:
    return a_juror(event).board().cell("J01", "K01").state


CHANGES: dict[str, tuple[Callable[[OpenEvent, JurorDesk], object], str]] = {
    "points": (lambda e, d: d.record_score("K01", "REG", "10"), "REG: 87 was shown, 10 stands now"),
    "points that can't be assessed": (
        lambda e, d: d.cannot_assess("K01", "CAK", "Tidak ada data"),
        "CAK: 87 was shown, can't be assessed stands now",
    ),
    "a remark": (lambda e, d: d.record_remark("K01", "REG", "Perda ada"), "REG: the reason for the score"),
    "attendance": (
        lambda e, d: SecretaryDesk.sit(e, DESK_PIN).attendance("K01", Attendance.ONLINE),
        "what is said of the candidate",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_sheet_that_changed_since_it_was_shown_is_not_signed(event: OpenEvent, what: str) -> None:
    change, told = CHANGES[what]
    desk = a_juror(event)
    seen = review(desk, "K01")
    change(event, desk)
    before = journal.count(event.file)
    with pytest.raises(Refused) as refused:
        sign_sheets(desk, [seen])
    assert told in str(refused.value) and "K01" in str(refused.value)
    assert state(event) is CellState.COMPLETE and journal.count(event.file) == before


def test_what_another_program_of_this_laptop_writes_while_the_page_is_drawn_is_not_signed_over(
    event: OpenEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page takes a third of a second; a package may come in beside it."""
    desk, real = a_juror(event), score_sheet.render

    def render(*args: Any) -> Rendered:
        with once_more(event.laptop, event.file.path, PASSPHRASE) as beside:
            a_juror(beside).record_score("K01", "REG", "10")
        return real(*args)

    monkeypatch.setattr(score_sheet, "render", render)
    with pytest.raises(Refused, match="REG: 87 was shown, 10 stands now"):
        sign_sheets(desk, [review(desk, "K01")])
    assert state(event) is CellState.COMPLETE


def test_what_was_shown_is_signed_whatever_else_changes(event: OpenEvent) -> None:
    desk = a_juror(event)
    seen = review(desk, "K01")
    desk.record_score("K02", "REG", "1")
    desk.record_score("K01", "REG", "10")
    desk.record_score("K01", "REG", "87")
    assert differences(seen, review(desk, "K01")) == []
    (signed,) = sign_sheets(desk, [seen])
    assert signed.candidate == "K01" and state(event) is CellState.SIGNED


def test_the_digest_depends_on_what_is_shown_and_on_nothing_else(event: OpenEvent) -> None:
    desk = a_juror(event)
    first = review(desk, "K01")
    assert review(desk, "K01").digest == first.digest
    desk.record_score("K01", "REG", "86")
    assert review(desk, "K01").digest != first.digest
    assert replace(first, content=first.content + b" ").digest != first.digest


def test_a_sheet_that_is_not_complete_cannot_be_looked_at_for_signing(event: OpenEvent) -> None:
    desk = a_juror(event)
    desk.clear_score("K01", "REG")
    with pytest.raises(Refused, match="lacks REG"):
        review(desk, "K01")


def test_one_of_several_that_changed_leaves_the_others_signed_before_it(event: OpenEvent) -> None:
    desk = a_juror(event)
    score_all(desk, "K02", "70")
    seen = [review(desk, "K01"), review(desk, "K02")]
    desk.record_score("K02", "REG", "10")
    with pytest.raises(Refused, match="K02"):
        sign_sheets(desk, seen)
    board = desk.board()
    assert board.cell("J01", "K01").state is CellState.SIGNED and board.cell("J01", "K02").state is CellState.COMPLETE


def test_what_was_entered_here_is_not_from_elsewhere(event: OpenEvent) -> None:
    assert written_elsewhere(a_juror(event), "K01") == []
