"""The two days in Bali, by windows only: headquarters sets the event up by hand, and its file goes to the secretary's laptop and
to two for jurors; a juror comes late, a candidate comes in addition, a juror leaves; flash disks come in the wrong order; two
versions are decided, a form is typed from paper, a conflict of interest is declared; in the plenary one tie is put in order and
another shares its place; all documents are saved; the package goes to headquarters.

The same story twice: once by keyboard alone, once by mouse alone (what a mouse can't do is said at `hands.Mouse`).
"""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from juryapp.board.cells import Board
from juryapp.board.disputes import disputes
from juryapp.board.status import tallies
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.document import DocumentKind
from juryapp.model.sheet import CellState
from juryapp.printing.document_line import KINDS
from juryapp.store import journal
from juryapp.store.pledges import pledges
from juryapp.text import _
from juryapp.workbook.columns import CANDIDATES, JURORS
from tests.builders import ZONE
from tests.journeys.bali import (
    CANDIDATE_NAMES,
    HIGH,
    JUROR_NAMES,
    LAST,
    LOW,
    Bali,
    add_row,
    close_day,
    close_desk,
    copy_again,
    copy_to,
    decide_versions,
    enrol,
    give_along,
    hand_over,
    hold_plenary,
    is_present,
    open_candidate,
    prepare,
    presence,
    receive,
    save_documents,
    score,
    set_up,
    sign_all,
    sit,
    switch_on,
    type_from_paper,
)
from tests.journeys.hands import Hands, Keys, Mouse
from tests.journeys.rooms import Answers

EVENING = datetime(2024, 2, 18, 19, 0, tzinfo=ZONE)
DAY_ONE = datetime(2024, 2, 19, 8, 30, tzinfo=ZONE)
DAY_TWO = DAY_ONE + timedelta(days=1)


def two_days(bali: Bali) -> None:
    """From the empty program to the package at headquarters."""
    hq = set_up(bali, EVENING)
    enrol(hq, "J01", "J02", "J03")
    close_desk(hq)
    files = {
        "meja": prepare(bali, hq, "meja"),
        "kiri": prepare(bali, hq, "kiri", "J01", "J02"),
        "kanan": prepare(bali, hq, "kanan", "J03", "J02", second=True),
    }
    stick, other = bali.folder / "FLASHDISK-KIRI", bali.folder / "FLASHDISK-KANAN"

    # The first day.
    meja = switch_on(bali, "meja", files["meja"], DAY_ONE)
    sit(meja, "")
    is_present(meja, "K01", "K02")
    kiri = switch_on(bali, "kiri", files["kiri"], DAY_ONE)
    sit(kiri, "J01")
    score(kiri, K01=HIGH, K02=HIGH)
    sign_all(kiri, "J01")
    copy_to(kiri, stick)
    earlier = bali.folder / "FLASHDISK-PAGI"
    shutil.copytree(stick, earlier)
    hand_over(kiri)
    sit(kiri, "J02")
    score(kiri, K01=HIGH, K02=HIGH)
    kanan = switch_on(bali, "kanan", files["kanan"], DAY_ONE)
    sit(kanan, "J02")
    score(kanan, K01=("70", "80"))
    hand_over(kanan)
    sit(kanan, "J03")
    score(kanan, K01=HIGH, K02=HIGH)
    sign_all(kanan, "J03")
    copy_to(kanan, other)
    bali.come("kiri")
    copy_again(kiri)

    # The second day begins: a juror comes late, a candidate in addition; the later flash disk is taken in before the earlier.
    for room in (meja, kiri, kanan):
        room.clock.now = DAY_TWO
    bali.come("meja")
    meja.press(_("Preparation"))
    meja.press(_("Late juror"))
    add_row(meja, JURORS, "name", JUROR_NAMES["J04"])
    meja.press(_("Late candidate"))
    add_row(meja, CANDIDATES, "name", CANDIDATE_NAMES["K05"], "Pemkab Klungkung", "KAB")
    enrol(meja, "J04")
    presence(meja, "J04", first="K03", why="Pesawat terlambat")
    presence(meja, "J02", last="K04", why="Dipanggil ke Jakarta")
    is_present(meja, "K03", "K04", "K05")
    receive(meja, stick, admit=True)
    assert _("Nothing new: all of it is here already.") in receive(meja, earlier)
    receive(meja, other, admit=True)
    decide_versions(meja, "90", "Menurut catatan juri")
    give_along(meja, stick, other)

    # The rest is scored and signed; a form comes on paper.
    bali.come("kiri")
    copy_again(kiri)
    score(kiri, K03=LOW, K04=LOW)
    sign_all(kiri, "J02")
    hand_over(kiri)
    sit(kiri, "J01")
    score(kiri, K03=LOW, K04=LOW, K05=LAST)
    sign_all(kiri, "J01")
    close_day(kiri)
    copy_again(kiri)
    bali.come("kanan")
    copy_again(kanan)
    score(kanan, K03=LOW, K04=LOW)
    open_candidate(kanan, "K05")
    kanan.press(_("Conflict of interest…"))
    kanan.write(_("Which tie do you have? It stays on record."), "Kakak saya bekerja di sana")
    kanan.confirm(_("I have a conflict of interest with {number}", number="K05"))
    open_candidate(kanan, "K03")
    sign_all(kanan, "J03")
    close_day(kanan)
    copy_again(kanan)
    bali.come("meja")
    type_from_paper(meja, "J04", "K05", LAST)
    hand_over(meja)
    sit(meja, "J04")
    score(meja, K03=LOW, K04=LOW)
    sign_all(meja, "J04")
    hand_over(meja)
    sit(meja, "")
    receive(meja, stick)
    receive(meja, other)

    # The evening.
    hold_plenary(meja)
    saved = save_documents(meja, bali.folder / "DOKUMEN")
    assert [kind for kind in KINDS if kind not in saved] == [DocumentKind.BLANK], "no form is to come any more"
    give_along(meja, bali.folder / "UNTUK-PUSAT")
    bali.come("pusat")
    receive(hq, bali.folder / "UNTUK-PUSAT", admit=_("Admit and take in") in hq.told())


def check(bali: Bali) -> None:
    """What the secretary and headquarters hold at the end: the same, and all of it."""
    written = {entry.id for name in ("meja", "kiri", "kanan") for entry in journal.entries(bali.rooms[name].event.file)}
    assert written <= {entry.id for entry in journal.entries(bali.rooms["pusat"].event.file)}
    for name in ("meja", "pusat"):
        check_event(bali.rooms[name].event)


def check_event(event: OpenEvent) -> None:
    """Every sheet, who was there, what was decided, and the places."""
    assert journal.in_doubt(event.file) == [] and disputes(event.file) == []
    board = Board.of(event.file)
    given = pledges(event.file)
    assert set(given) == {"J01", "J02", "J03", "J04"} and not any(one.on_paper for one in given.values())
    states = {(juror, number): board.cell(juror, number).state for juror in board.jurors for number in board.candidates}
    four = ("K01", "K02", "K03", "K04")
    sheets = {"J01": (*four, "K05"), "J02": four, "J03": four, "J04": ("K03", "K04", "K05")}
    expected = {(juror, number) for juror, numbers in sheets.items() for number in numbers}
    assert {pair for pair, state in states.items() if state is CellState.SIGNED} == expected
    assert states["J03", "K05"] is CellState.RECUSED
    assert (board.presences["J02"].last, board.presences["J04"].first) == ("K04", "K03")
    assert board.records["J02", "K01"].scores["REG"].points == 90, "the version that was taken, not that of the other laptop"
    assert board.records["J04", "K05"].scores["CAK"].points == 65, "as it stood on paper"
    assert all(one.attendance is Attendance.PRESENT for one in board.candidates.values())
    (tally,) = tallies(event.file, "KAB")
    places = [(place.rank, place.candidate, place.decided_by) for place in tally.ranking]
    assert tally.complete and places[:2] == [(1, "K02", "plenary"), (2, "K01", "plenary")]
    assert sorted(places[2:]) == [(3, "K03", "joint"), (3, "K04", "joint"), (5, "K05", places[4][2])]


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """The system's dialogs for files answer at once: with what is next here."""
    given: Answers = []
    monkeypatch.setattr(QFileDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _dialog: [str(given.pop(0))])
    return given


@pytest.mark.parametrize("hands", [Keys(), Mouse()], ids=["by keyboard alone", "by mouse alone"])
def test_two_days(qtbot: QtBot, qapp: object, tmp_path: Path, answers: Answers, hands: Hands) -> None:
    bali = Bali(qtbot, tmp_path, hands, answers)
    two_days(bali)
    check(bali)
    bali.close()
