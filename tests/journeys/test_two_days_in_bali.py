"""The two days in Bali, by windows only: headquarters sets the event up by hand, and its file goes to the secretary's laptop and
to two for jurors; a juror comes late, a candidate comes in addition, a juror leaves; flash disks come in the wrong order; two
versions are decided, a form is typed from paper, a conflict of interest is declared; in the plenary one tie is put in order and
another shares its place; all documents are saved; the package goes to headquarters.

The same story twice: once by keyboard alone, once by mouse alone (what a mouse can't do is said at `hands.Mouse`).
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from juryapp.board.cells import Board
from juryapp.board.recusals import recusals
from juryapp.board.status import tallies
from juryapp.documents.words import attendance
from juryapp.model.candidate import Attendance
from juryapp.model.juror import Role
from juryapp.model.sheet import CellState
from juryapp.printing.document_list import KINDS, title_of
from juryapp.store import journal
from juryapp.text import _
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, EVENT, JURORS, ROLES, SCHEDULE, SheetKind
from tests.builders import ZONE
from tests.journeys.hands import Hands, Keys, Mouse
from tests.journeys.rooms import Answers, Room
from tests.saying import says
from ui.juror.candidates import CandidateList
from ui.preparation.table_view import TableView
from ui.secretary.board_table import BoardTable

EVENING = datetime(2024, 2, 18, 19, 0, tzinfo=ZONE)
DAY_ONE = datetime(2024, 2, 19, 8, 30, tzinfo=ZONE)
DAY_TWO = DAY_ONE + timedelta(days=1)
PASSPHRASE = "lontar gerimis 47 pelana biru kompas"
DESK, PINS = "60417392", {"J01": "83014726", "J02": "29476081", "J03": "71830495", "J04": "50928314"}
JUROR_NAMES = {"J01": "Prof. Wayan Satria", "J02": "Dr. Made Lestari", "J03": "Ir. Nyoman Karya", "J04": "Dr. Ketut Murni"}
CANDIDATE_NAMES = {"K01": "Badung", "K02": "Gianyar", "K03": "Buleleng", "K04": "Jembrana", "K05": "Klungkung"}
HIGH, LOW, LAST = ("90", "80"), ("75", "70"), ("60", "65")


class Bali:
    """The laptops, and what people do at them. `folder` holds flash disks and files."""

    def __init__(self, bot: QtBot, folder: Path, hands: Hands, answers: Answers) -> None:
        self._bot, self._hands, self._answers = bot, hands, answers
        self.folder = folder
        self.rooms: dict[str, Room] = {}

    def room(self, name: str, at: datetime) -> Room:
        """Another laptop, switched on."""
        self.rooms[name] = Room(self._bot, self.folder, name, self._hands, self._answers, at)
        return self.rooms[name]

    def come(self, name: str) -> Room:
        """Somebody goes to a laptop."""
        self.rooms[name].come()
        return self.rooms[name]

    def close(self) -> None:
        for room in self.rooms.values():
            room.window.session.forget_unsaved()
            room.window.close()


def column(kind: SheetKind, key: str) -> int:
    return next(place for place, one in enumerate(kind.columns) if one.key == key)


def fill(room: Room, kind: SheetKind, first: str, *rows: Sequence[str]) -> None:
    """Fills in rows of a table of Preparation, from a column on."""
    room.press(str(kind.name))
    for cells in rows:
        add_row(room, kind, first, *cells)


def add_row(room: Room, kind: SheetKind, first: str, *cells: str) -> None:
    (table,) = (one for one in room.window.findChildren(TableView) if one.isVisible())
    room.hands.fill(table, column(kind, first), cells)
    room.settle()


def sit(room: Room, who: str) -> None:
    """Takes a seat: a juror's, or "" for the secretary's."""
    words = JUROR_NAMES[who] if who else _("Secretary")
    room.press(words)
    room.secret(_("Your PIN") if who else _("The desk's PIN"), PINS.get(who, DESK))
    room.confirm(_("Take this seat"))


def hand_over(room: Room) -> None:
    """Stands up; the seats are shown."""
    said = next(iter(room.window.header.seat.text().splitlines()))
    room.choose(said, _("Hand over"))


# The evening before: headquarters


def set_up(bali: Bali) -> Room:
    hq = bali.room("pusat", EVENING)
    hq.press(_("New event from a workbook…"))
    hq.press(_("By hand"))
    for key, text in (("award", "Penghargaan Contoh"), ("code", "BALI-24"), ("city", "Denpasar")):
        name = next(str(one.name) + (" *" if one.required else "") for one in EVENT.columns if one.key == key)
        hq.write(name, text)
    hq.secret(_("Passphrase of the event file: several words, kept in a sealed envelope"), PASSPHRASE)
    hq.secret(_("The same passphrase again"), PASSPHRASE)
    hq.secret(_("PIN of the secretary's desk: 6 characters or more"), DESK)
    hq.secret(_("The same PIN again"), DESK)
    hq.answering(_("Make the event…"), bali.folder / "bali.jury")
    hq.press(_("Go on"))
    sit(hq, "")
    fill(hq, CATEGORIES, "code", ("KAB", "Kabupaten"))
    fill(hq, CRITERIA, "category", ("KAB", "REG", "Regulasi", "60"), ("KAB", "CAK", "Cakupan", "40"))
    jurors = list(JUROR_NAMES.values())
    fill(hq, JURORS, "name", (jurors[0], "", "", "", "", str(ROLES[Role.CHAIR])), (jurors[1],), (jurors[2],))
    candidates = list(CANDIDATE_NAMES.values())[:4]
    fill(hq, CANDIDATES, "name", *((name, f"Pemkab {name}", "KAB") for name in candidates))
    slots = [("19/02/2024", "09:00", "K01"), ("19/02/2024", "10:00", "K02")]
    slots += [("20/02/2024", "09:00", "K03"), ("20/02/2024", "10:00", "K04")]
    fill(hq, SCHEDULE, "day", *((day, start, "", number) for day, start, number in slots))
    return hq


def enrol(room: Room, *jurors: str) -> None:
    room.press(_("Enrol jurors"))
    for juror in jurors:
        room.press(JUROR_NAMES[juror])
        room.secret(_("PIN: 6 characters or more"), PINS[juror])
        room.secret(_("The same PIN again"), PINS[juror])
        if room.hands.signs_by_drawing:
            room.hands.sign(room.see(_("Draw your signature here"), QWidget))
        else:
            room.press(_("Type the name instead"))
        room.secret(_("The desk's PIN"), DESK)
        room.confirm(_("Enrol {name}", name=juror))
        assert says(room.told(), "{name} is enrolled and can take the seat with the PIN.", name=JUROR_NAMES[juror])


def prepare(bali: Bali, room: Room, name: str, *jurors: str, second: bool = False) -> Path:
    room.press(_("Prepare laptops"))
    for juror in jurors:
        found = [one for one in room.window.findChildren(QAbstractButton) if one.isVisible() and f"({juror})" in one.text()]
        room.hands.press(found[0])
        room.settle()
    if not jurors:
        room.press(_("The secretary: attendance, receiving and decisions are done there too"))
    room.secret(_("The desk's PIN"), DESK)
    folder = bali.folder / name
    folder.mkdir()
    if second:
        room.press(_("Prepare into a folder…"))
        room.answering(_("Prepare a second laptop"), folder)
    else:
        room.answering(_("Prepare into a folder…"), folder)
    (path,) = folder.rglob("*.jury")
    return path


def switch_on(bali: Bali, name: str, path: Path, at: datetime) -> Room:
    room = bali.room(name, at)
    room.answering(_("Open an event…"), path)
    room.secret(_("Passphrase"), PASSPHRASE)
    room.confirm(_("Open the event"))
    return room


# Jurors


def score(room: Room, **points: Sequence[str]) -> None:
    """Gives a candidate's points, criterion by criterion."""
    for candidate, given in points.items():
        open_candidate(room, candidate)
        for name, each in zip(("Regulasi", "Cakupan"), given, strict=True):
            room.hands.score(room.see(f"{candidate}, {name}", QLineEdit), each)
            room.settle()


def open_candidate(room: Room, candidate: str) -> None:
    (view,) = (one for one in room.window.findChildren(CandidateList) if one.isVisible())
    index = next(at for row in range(view.model().rowCount()) if candidate in str(_spoken(at := view.model().index(row, 0))))
    room.hands.open_row(view, index)
    room.settle()


def _spoken(index: object) -> str:
    from PySide6.QtCore import QModelIndex, Qt

    assert isinstance(index, QModelIndex)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data())


def sign_all(room: Room, juror: str) -> None:
    """Looks at all sheets that are complete, and signs them with one PIN."""
    room.press(_("Review and sign"))
    while room.find("Review {number} as well ({place} of {count})"):
        room.press_one("Review {number} as well ({place} of {count})")
    if room.hands.signs_by_drawing:
        room.press(_("Use this morning's signature"))
    room.secret(_("Your PIN"), PINS[juror])
    found = next(filter(None, map(room.find, ("Sign the sheet of {number}", "Sign {count} sheet: {numbers}"))), None)
    found = found or room.find("Sign {count} sheet") or room.find("Sign {count} sheets: {numbers}")
    found = found or room.find("Sign {count} sheets")
    assert found is not None, room.told()
    room.hands.press(found)
    room.settle()
    room.press(_("Back to the list"))


def copy_to(room: Room, stick: Path) -> None:
    """Names a flash disk for copies, and copies."""
    stick.mkdir(exist_ok=True)
    room.answers.append(stick)
    room.choose(room.window.header.seat, _("Flash disk for copies"), _("Another folder…"))
    room.bot.waitUntil(lambda: any(stick.rglob("*.jurypack")), timeout=20_000)
    room.settle()


def copy_again(room: Room) -> None:
    """The flash disk was away and is in again: what others left there comes in, and a copy goes onto it."""
    room.choose(room.window.header.seat, _("Flash disk for copies"), _("Copy now"))
    room.settle()


# The secretary


def receive(room: Room, stick: Path, *, admit: bool = False) -> str:
    """Looks at a flash disk, admits whoever is new there, and takes in what is new; what is said then."""
    room.press(_("Receiving"))
    room.answering(_("Choose a folder…"), stick)
    if admit:
        while tick := _unticked(room):
            room.hands.press(tick)
            room.settle()
        room.secret(_("The desk's PIN"), DESK)
        room.confirm(_("Admit and take in"))
    elif room.sees(_("Take in what is new")):
        room.confirm(_("Take in what is new"))
    return room.told()


def _unticked(room: Room) -> QAbstractButton | None:
    found = room.find("{laptop}: its words are {words}")
    all_ = [one for one in room.window.findChildren(QAbstractButton) if one.isVisible() and not one.isChecked()]
    return next((one for one in all_ if says(one.text(), "{laptop}: its words are {words}")), None) if found else None


def give_along(room: Room, *sticks: Path) -> None:
    room.press(_("Receiving"))
    for stick in sticks:
        stick.mkdir(exist_ok=True)
        room.answering(_("Pack into a folder…"), stick)
        assert says(room.told(), "The package is written and was read back: {path}")


def presence(room: Room, juror: str, *, first: str = "", last: str = "", why: str) -> None:
    room.press(_("Attendance"))
    room.press(_("A juror comes late or leaves…"))
    room.press(JUROR_NAMES[juror])
    if first:
        room.write(_("There from which candidate on? Empty: from the beginning"), first)
    if last:
        room.write(_("Leaves after which candidate? Empty: stays until the end"), last)
    room.write(_("Why? It stays on record."), why)
    room.confirm(_("Record it for {juror}", juror=juror))


def is_present(room: Room, *candidates: str) -> None:
    room.press(_("Attendance"))
    for number in candidates:
        room.press(_("{candidate} is present", candidate=f"{number} {CANDIDATE_NAMES[number]}"))
        assert attendance(Attendance.PRESENT.value) in room.told()


def type_from_paper(room: Room, juror: str, candidate: str, points: Sequence[str]) -> None:
    room.press(_("Monitoring"))
    (board,) = (one for one in room.window.findChildren(BoardTable) if one.isVisible())
    row = list(CANDIDATE_NAMES).index(candidate)
    room.hands.open_row(board, board.model().index(row, 1 + list(JUROR_NAMES).index(juror)))
    room.settle()
    room.press(_("Type the paper form of {juror} for {candidate}…", juror=juror, candidate=candidate))
    for who, button in (("Sari", "A second person types it again"), ("Putu", "Compare and store")):
        room.write(_("Who types it?") if who == "Sari" else _("Who types it again?"), who)
        for criterion, each in zip(("Regulasi", "Cakupan"), points, strict=True):
            field = next(
                one
                for one in room.window.findChildren(QLineEdit)
                if one.isVisible() and says(one.accessibleName(), "{criterion}, points {scale}", criterion=criterion)
            )
            room.hands.write(field, each)
        room.confirm(_(button))


def decide_versions(room: Room, says_points: str, why: str) -> None:
    room.press(_("Monitoring"))
    room.press_one("Compare: {what}")
    chosen = [one for one in room.window.findChildren(QAbstractButton) if one.isVisible() and one.text() == says_points]
    room.hands.press(chosen[0])
    room.settle()
    room.write(_("Why this one? The reason stays on record."), why)
    room.secret(_("The desk's PIN"), DESK)
    room.press_one("Take {version}")


def hold_plenary(room: Room) -> None:
    room.press(_("Plenary"))
    room.press(f"{JUROR_NAMES['J04']} (J04)")
    room.secret(_("PIN of {juror}", juror=f"{JUROR_NAMES['J04']} (J04)"), PINS["J04"])
    room.secret(_("The desk's PIN"), DESK)
    room.confirm(_("Reveal the result"))
    room.press(_("Decisions"))
    room.press(_("{candidate} before the one above", candidate=f"K02 {CANDIDATE_NAMES['K02']}"))
    record_tie(room, 1, "Record this order")
    share = [one for one in room.window.findChildren(QAbstractButton) if one.isVisible() and one.text() == _("They share the place")]
    room.hands.press(share[-1])
    room.settle()
    record_tie(room, 3, "Record that they share the place")
    room.press(_("Minutes"))
    room.press(_("Make the minutes and see them"))
    room.press(_("Back"))


def record_tie(room: Room, rank: int, button: str) -> None:
    """In the card of this tie."""
    card = _card_of(room, _(button) if rank == 3 else _(button))
    reason, pin = (one for one in card.findChildren(QLineEdit) if one.isVisible())
    room.hands.write(reason, f"Suara terbanyak, peringkat {rank}")
    room.hands.secret(pin, DESK)
    found = [one for one in card.findChildren(QAbstractButton) if one.isVisible() and one.text() == _(button)]
    room.hands.confirm(found[0])
    room.settle()


def _card_of(room: Room, button: str) -> QWidget:
    from ui.plenary.tie_card import TieCard

    return next(
        card
        for card in room.window.findChildren(TieCard)
        if card.isVisible() and any(one.text() == button for one in card.findChildren(QAbstractButton))
    )


def save_documents(room: Room, folder: Path) -> None:
    room.press(_("Documents"))
    for kind in KINDS:
        room.press(title_of(kind))
        found = room.find("Save all {count}…") or room.find("Save…")
        if found is None:
            continue
        into = folder / kind.value
        into.mkdir(parents=True)
        room.answers.append(into)
        room.hands.press(found)
        room.settle()
        assert any(into.iterdir()), f"{kind}: {room.told()}"


# The story


def two_days(bali: Bali) -> None:
    hq = set_up(bali)
    enrol(hq, "J01", "J02", "J03")
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
    receive(meja, earlier)
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
    save_documents(meja, bali.folder / "DOKUMEN")
    give_along(meja, bali.folder / "UNTUK-PUSAT")
    bali.come("pusat")
    receive(hq, bali.folder / "UNTUK-PUSAT", admit=_("Admit and take in") in hq.told())


def check(bali: Bali) -> None:
    """What headquarters and the secretary hold at the end."""
    hq, meja = bali.rooms["pusat"].event, bali.rooms["meja"].event
    for event in (hq, meja):
        assert journal.in_doubt(event.file) == []
        board = Board.of(event.file)
        states = {(juror, number): board.cell(juror, number).state for juror in board.jurors for number in board.candidates}
        signed = {pair for pair, state in states.items() if state is CellState.SIGNED}
        assert len(signed) == 5 + 4 + 4 + 3 and ("J04", "K05") in signed
        assert ("J03", "K05") in recusals(event.file).in_force
        (tally,) = tallies(event.file, "KAB")
        assert tally.final
        places = [(place.rank, place.candidate, place.decided_by) for place in tally.ranking]
        assert [place[1] for place in places[:2]] == ["K02", "K01"] and places[2][0] == places[3][0] == 3
        assert places[4][:2] == (5, "K05")


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
