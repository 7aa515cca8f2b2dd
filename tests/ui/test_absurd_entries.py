"""What a page can't understand it shows as such, and goes on. Each of these ended a desk at every start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.model.note import Visibility
from juryapp.store import attachment_table, journal, model_records
from juryapp.store.projection import RECORDS
from tests.builders import DESK_PIN, PASSPHRASE, a_desk, a_juror
from tests.forging import forge
from tests.store.files import by_hand
from tests.ui.desks import Desk
from ui.secretary.board_page import BoardPage
from ui.secretary.decision_page import DecisionPage


def seated(door: Desk) -> OpenEvent:
    """The event, at a laptop where J01 has sat: what is written there in J01's name, and sealed, is a draft like any other."""
    a_juror(door.event).record_remark("K02", "REG", "Lengkap")
    return door.event


def closed(door: Desk) -> Path:
    """The event's file, for hands that reach into it past the program."""
    door.window.leave_event()
    return door.folder / "event.jury"


def open_again(door: Desk) -> None:
    door.window.show_seats(open_event(door.window.laptop, door.folder / "event.jury", PASSPHRASE))
    assert door.event.aside == [], "what was forged is in the journal"


@pytest.mark.parametrize("subject", RECORDS)
def test_a_record_of_which_nothing_is_left_ends_no_window(door: Desk, subject: str) -> None:
    code = {"event": "event", "category": "KAB", "candidate": "K01", "juror": "J01"}[subject]
    desk = a_desk(door.event)
    desk.event.write([desk.act(subject, f"{code}/{field}", {"value": None}) for field in RECORDS[subject]])
    closed(door)
    open_again(door)
    assert model_records.event(door.event.file).award == ("" if subject == "event" else "Penghargaan Contoh")
    door.sit("")
    assert isinstance(door.secretary.go("board"), BoardPage)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-12:00"])
def test_a_call_of_the_year_one_ends_no_desk(door: Desk, at: str) -> None:
    opened = seated(door)
    forge(closed(door), "J01", "call", "J01", {"candidate": "K01", "at": at}, sealed_by=opened)
    open_again(door)
    door.sit("J01")
    assert door.page.candidate == "K01"
    door.window.hand_over()
    door.sit("")
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage) and board.asked.calls == []


def test_a_note_that_is_no_text_is_told_and_kept(door: Desk) -> None:
    opened = seated(door)
    path, content = closed(door), b"x" * 16 + b"\xff\xfe"
    with by_hand(path) as hand:
        hand.execute("INSERT INTO attachment(id, content) VALUES (?, ?)", (attachment_table.digest(content), content))
    forge(path, "J01", "note", "J01/K01/panel", {"text": attachment_table.digest(content)}, sealed_by=opened)
    open_again(door)
    door.sit("J01")
    door.page.desk.notes.choose(Visibility.PANEL)
    assert door.page.desk.notes.field.isReadOnly()
    a_juror(door.event).write_note("K01", "dibaca", Visibility.PANEL, append=True)
    assert attachment_table.content(door.event.file, attachment_table.digest(content)) == content


def test_a_thousand_versions_are_decided_on_one_page(door: Desk) -> None:
    juror = a_juror(door.event)
    rubric = juror.board().versions["KAB"]
    juror.write([Act("J01", "score", "J01/K01/REG", {"points": str(points)}, (), rubric) for points in range(1_001)])
    door.sit("")
    board = door.secretary.go("board")
    assert isinstance(board, BoardPage)
    board.to_decide.emit(board.disputed.shown[0].place)
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, DecisionPage)
    QTest.mouseClick(page.matters[0].choices[0], Qt.MouseButton.LeftButton)
    says = page.matters[0].says
    QTest.keyClicks(page.reason, "Diperiksa")
    QTest.keyClicks(page.pin.field, DESK_PIN)
    QTest.mouseClick(page.button, Qt.MouseButton.LeftButton)
    door.settle()
    (head,) = journal.heads_of(door.event.file, ("score", "J01/K01/REG"))
    assert head.actor == "desk" and head.value == {"points": says}
    assert len(journal.history_of(door.event.file, head.register)) == 1_001 + 2, "a step, and the decision"
