"""Signed sheets whose data is nowhere: nobody can look at what was signed, so no result that counts them is final."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.results import state_of
from juryapp.board.status import tallies
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.store import attachment_table, journal
from juryapp.tally.ranking import WITHOUT_DATA
from tests.builders import ENROLLED, PASSPHRASE, a_candidate, a_desk, a_juror, a_laptop, a_setup, an_event, ready_made, sign
from tests.forging import key_of


def _signed(folder: Path) -> None:
    double = a_candidate("K09", name="Kandidat Contoh K01")
    with an_event(folder, a_setup(candidates=(*a_setup().candidates, double))) as event:
        for juror in ENROLLED:
            sign(a_juror(event, juror), "K09" if juror == "J01" else "K01", "80")
            sign(a_juror(event, juror), "K02", "70")
        a_desk(event).join("K09", "K01", "kandidat yang sama")


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    """K01 and K02 of KAB are signed by everyone, K01 by J01 as its double K09; KAB is final."""
    ready_made(tmp_path, _signed)
    return open_event(a_laptop(tmp_path), tmp_path / "event.jury", PASSPHRASE)


@pytest.mark.parametrize(("juror", "number", "shown"), [("J02", "K02", "K02"), ("J01", "K09", "K01")])
def test_a_result_is_not_final_while_the_data_of_a_sheet_that_counts_is_nowhere(
    event: OpenEvent, juror: str, number: str, shown: str
) -> None:
    assert tallies(event.file, "KAB")[0].complete and state_of(event.file, "KAB").complete
    (head,) = journal.heads_of(event.file, ("sheet", f"{juror}/{number}"))
    a_desk(event).reopen(juror, number, "x")
    value = {**(head.value or {}), "revision": 2}
    unknown = {**value, "json": attachment_table.digest(b"later"), "pdf": "1" * 64}
    event.write([Act(juror, "sheet", f"{juror}/{number}", unknown, sign=key_of(event, juror).sign)])
    (tally,) = tallies(event.file, "KAB")
    assert not tally.complete and not state_of(event.file, "KAB").complete and not tally.missing
    (hold,) = tally.holds
    (reason,) = hold.reasons
    assert (hold.candidate, reason.message) == (shown, WITHOUT_DATA) and juror in hold.why
    attachment_table.attach(event.file, b"later")
    assert tallies(event.file, "KAB")[0].complete


def test_a_sheet_that_counts_no_more_holds_nothing(event: OpenEvent) -> None:
    (head,) = journal.heads_of(event.file, ("sheet", "J02/K02"))
    a_desk(event).reopen("J02", "K02", "x")
    unknown = {**(head.value or {}), "revision": 2, "json": "0" * 64, "pdf": "1" * 64}
    event.write([Act("J02", "sheet", "J02/K02", unknown, sign=key_of(event, "J02").sign)])
    a_desk(event).withdraw("K02", "mundur")
    assert all(reason.message != WITHOUT_DATA for hold in tallies(event.file, "KAB")[0].holds for reason in hold.reasons)
