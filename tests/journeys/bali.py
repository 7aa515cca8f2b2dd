"""What people do at the laptops of the two Bali days, step by step, whatever their hands are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from juryapp.documents.words import attendance
from juryapp.model.candidate import Attendance
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Role
from juryapp.printing.document_line import KINDS, title_of
from juryapp.text import _
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, EVENT, JURORS, ROLES, SCHEDULE, SheetKind
from tests.journeys.hands import Hands
from tests.journeys.rooms import Answers, Room
from tests.saying import says
from ui.juror.candidates import CandidateList
from ui.plenary.tie_card import TieCard
from ui.preparation.table_view import TableView
from ui.secretary.board_table import BoardTable

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
        """The laptops are switched off."""
        for room in self.rooms.values():
            room.window.session.forget_unsaved()
            room.window.close()


def column(kind: SheetKind, key: str) -> int:
    """Where a column stands."""
    return next(place for place, one in enumerate(kind.columns) if one.key == key)


def fill(room: Room, kind: SheetKind, first: str, *rows: Sequence[str]) -> None:
    """Fills in rows of a table of Preparation, from a column on."""
    room.press(str(kind.name))
    for cells in rows:
        add_row(room, kind, first, *cells)


def add_row(room: Room, kind: SheetKind, first: str, *cells: str) -> None:
    """Fills in the empty row of the table that is shown."""
    (table,) = room.seen(TableView)
    room.hands.fill(table, column(kind, first), cells)
    room.settle()


def press_first(room: Room, button: QAbstractButton) -> None:
    """Presses one that was looked for otherwise than by all of its words."""
    room.hands.press(button)
    room.settle()


def sit(room: Room, who: str) -> None:
    """Takes a seat: a juror's, or "" for the secretary's."""
    words = JUROR_NAMES[who] if who else _("Secretary")
    room.press(words)
    room.secret(_("Your PIN") if who else _("The desk's PIN"), PINS.get(who, DESK))
    room.confirm(_("Take this seat"))
    if who and room.sees(_("Sign the pledge")):
        pledge(room, who)


def pledge(room: Room, juror: str) -> None:
    """Before the first form at a laptop that knows of none: the pledge, without conflicts of interest."""
    assert _("You have declared no conflict of interest.") in room.told()
    if room.hands.signs_by_drawing:
        room.press(_("Use this morning's signature"))
    room.secret(_("Your PIN"), PINS[juror])
    room.confirm(_("Sign the pledge"))
    assert not room.sees(_("Sign the pledge"))


def hand_over(room: Room) -> None:
    """Stands up; the seats are shown."""
    room.choose(room.window.header.seat, _("Hand over"))


# The evening before: headquarters


def set_up(bali: Bali, at: datetime) -> Room:
    """Headquarters' laptop is switched on: an event by hand, from nothing, table by table."""
    hq = bali.room("pusat", at)
    hq.press(_("New event…"))
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
    """Each juror chooses a PIN and signs: draws, or types the name where these hands don't draw."""
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
    """Writes the file for a laptop into a folder: for these jurors, or for the secretary. `second`: a key goes to another one."""
    room.press(_("Prepare laptops"))
    for juror in jurors:
        press_first(room, next(one for one in room.seen(QAbstractButton) if one.text().startswith(f"{JUROR_NAMES[juror]} (")))
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
    """Another laptop opens its file for the first time."""
    room = bali.room(name, at)
    room.answering(_("Open an event…"), path)
    room.secret(_("Passphrase"), PASSPHRASE)
    room.confirm(_("Open the event"))
    return room


def close_desk(room: Room) -> None:
    """Nothing more is written at the laptop before which the secretary sits: it says so, and what is prepared next knows it."""
    room.press(_("Today"))
    room.press(_("Completeness…"))
    room.press(_("Close this laptop"))


# Jurors


def close_day(room: Room) -> None:
    """The last juror of the day closes the laptop."""
    room.choose(_("More"), _("End of the day"))
    room.press(_("Close this laptop"))


def score(room: Room, **points: Sequence[str]) -> None:
    """Gives a candidate's points, criterion by criterion."""
    for candidate, given in points.items():
        open_candidate(room, candidate)
        for name, each in zip(("Regulasi", "Cakupan"), given, strict=True):
            room.hands.score(room.see(f"{candidate}, {name}", QLineEdit), each)
            room.settle()


def open_candidate(room: Room, candidate: str) -> None:
    """From the list at the left."""
    (view,) = room.seen(CandidateList)
    rows = [view.model().index(row, 0) for row in range(view.model().rowCount())]
    index = next(one for one in rows if candidate in _spoken(one))
    room.hands.open_row(view, index)
    room.settle()


def _spoken(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data())


def sign_all(room: Room, juror: str) -> None:
    """Looks at all sheets that are complete, and signs them with one PIN."""
    room.press(_("Review and sign"))
    while room.find("Review {number} as well ({place} of {count})"):
        room.press_one("Review {number} as well ({place} of {count})")
    if room.hands.signs_by_drawing:
        room.press(_("Use this morning's signature"))
    room.secret(_("Your PIN"), PINS[juror])
    room.press_main()
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
        for tick in room.seen(QAbstractButton):
            if not tick.isChecked() and says(tick.text(), "{laptop}: its words are {words}"):
                press_first(room, tick)
        room.secret(_("The desk's PIN"), DESK)
        room.confirm(_("Admit and take in"))
    elif room.sees(_("Take in what is new")):
        room.confirm(_("Take in what is new"))
    return room.told()


def give_along(room: Room, *sticks: Path) -> None:
    """Everything that this laptop knows goes onto each of them."""
    room.press(_("Receiving"))
    for stick in sticks:
        stick.mkdir(exist_ok=True)
        room.answering(_("Pack into a folder…"), stick)
        assert says(room.told(), "The package is written and was read back: {path}")


def presence(room: Room, juror: str, *, first: str = "", last: str = "", why: str) -> None:
    """A juror comes late or leaves: there from one candidate on, or up to one."""
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
    """At the door, one press each."""
    room.press(_("Attendance"))
    for number in candidates:
        room.press(_("{candidate} is present", candidate=f"{number} {CANDIDATE_NAMES[number]}"))
        assert attendance(Attendance.PRESENT.value) in room.told()


def type_from_paper(room: Room, juror: str, candidate: str, points: Sequence[str]) -> None:
    """A juror's form, typed by two people, from the juror's cell on the board."""
    room.press(_("Monitoring"))
    (board,) = room.seen(BoardTable)
    row = list(CANDIDATE_NAMES).index(candidate)
    room.hands.open_row(board, board.model().index(row, 1 + list(JUROR_NAMES).index(juror)))
    room.settle()
    room.press(_("Type the paper form of {juror} for {candidate}…", juror=juror, candidate=candidate))
    for who, button in (("Sari", "A second person types it again"), ("Putu", "Compare and store")):
        room.write(_("Who types it?") if who == "Sari" else _("Who types it again?"), who)
        for criterion, each in zip(("Regulasi", "Cakupan"), points, strict=True):
            told = "{criterion}, points {scale}"
            fields = (one for one in room.seen(QLineEdit) if says(one.accessibleName(), told, criterion=criterion))
            room.hands.write(next(fields), each)
        room.confirm(_(button))


def decide_versions(room: Room, points: str, why: str) -> None:
    """The one dispute on the board: the version that says these points counts."""
    room.press(_("Monitoring"))
    room.press_one("Compare: {what}")
    press_first(room, next(one for one in room.seen(QAbstractButton) if one.text() == points))
    room.write(_("Why this one? The reason stays on record."), why)
    room.secret(_("The desk's PIN"), DESK)
    room.press_one("Take {version}")


def hold_plenary(room: Room) -> None:
    """Revealed with J04's PIN; of two ties one is put in order, the other shares its place; then the minutes."""
    second = f"{JUROR_NAMES['J04']} (J04)"
    room.press(_("Plenary"))
    room.press(second)
    room.secret(_("PIN of {juror}", juror="J04"), PINS["J04"])
    room.secret(_("The desk's PIN"), DESK)
    room.confirm(_("Reveal the result"))
    room.press(_("Decisions"))
    room.press(_("{candidate} before the one above", candidate=f"K02 {CANDIDATE_NAMES['K02']}"))
    ordered, shared = room.seen(TieCard)
    record_tie(room, ordered, _("Record this order"), "Suara terbanyak")
    ordered, shared = room.seen(TieCard)
    press_first(room, next(one for one in room.seen(QAbstractButton, shared) if one.text() == _("They share the place")))
    record_tie(room, shared, _("Record that they share the place"), "Keduanya layak")
    room.press(_("Minutes"))
    room.press(_("Make the minutes and see them"))
    room.press(_("Back"))


def record_tie(room: Room, card: TieCard, button: str, why: str) -> None:
    """In the card of one tie: the reason, the desk's PIN, the button."""
    reason, pin = room.seen(QLineEdit, card)
    room.hands.write(reason, why)
    room.hands.secret(pin, DESK)
    press_first(room, next(one for one in room.seen(QAbstractButton, card) if one.text() == button))


def save_documents(room: Room, folder: Path) -> list[DocumentKind]:
    """Every kind of which anything can be made, into a folder each; which kinds these were."""
    room.press(_("Documents"))
    saved = []
    for kind in KINDS:
        room.press(title_of(kind))
        if room.find("Save all {count}…", "Save…") is None:
            continue
        into = folder / kind.value
        into.mkdir(parents=True)
        room.answers.append(into)
        room.press_one("Save all {count}…", "Save…")
        assert any(into.iterdir()), f"{kind}: {room.told()}"
        saved.append(kind)
    return saved
