"""Pictures of every page, to be looked at: empty, full, English, dark, large, narrow, in trouble. `make screens`.

Writes PNGs into screens/. Real widgets on a real event file; nothing here is a test that passes or fails.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from juryapp import text
from juryapp.desk.headquarters import create_event
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.desk.juror_requests import call_secretary
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.locations import Home
from juryapp.model.candidate import Attendance
from juryapp.model.document import DocumentKind
from juryapp.model.note import Visibility
from juryapp.sample import drawn
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.signing.pin_cost import PinCost
from juryapp.workbook.reading import read_setup
from tests.builders import light_passphrases, look_and_sign
from tests.pictures.chance import fixed_chance
from tests.pictures.differences import set_aside
from tests.screens_checking import checking
from tests.screens_clock import clocks
from tests.screens_longest import longest
from tests.screens_many_events import many_events
from tests.screens_pledge import pledges
from tests.screens_questions import questions
from tests.screens_secretary import secretary_at_work
from tests.screens_secrets import enrolment, new_event
from tests.screens_services import each_look, services
from tests.screens_spares import spare_offers
from tests.typed import certain
from ui.application import dress
from ui.juror.call_page import CallPage
from ui.juror.move_page import MovePage
from ui.juror.page import JurorPage
from ui.juror.recusal import TakeBackPage
from ui.juror.reopening_page import ReopeningPage
from ui.juror.review import ReviewPage
from ui.look.theme import Theme
from ui.secretary.board_page import BoardPage
from ui.secretary.documents_page import DocumentsPage
from ui.secretary.enrol_page import EnrolPage
from ui.secretary.page import SecretaryPage
from ui.welcome.passphrase_page import PassphrasePage
from ui.welcome.seat_page import SeatPage
from ui.window import Window

OUT = Path(__file__).resolve().parent.parent / "screens"
PIN, DESK_PIN, PASSPHRASE = "tikar-8-lumbung", "meja-9-lumbung", "rotan kelapa jingga 61"
POINTS = {"REG": "85", "CAK": "78", "ANG": "80", "INO": "88", "PIM": "90"}


MOST_LOOKS = 30
"""At a page on which something goes on moving."""


@dataclass
class Standing:
    """A clock that stands where it is put: a ticking one would show how often the window's timers have looked at it."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


class Studio:
    """One window on one event, and where its pictures go."""

    def __init__(self, app: QApplication, folder: Path, out: Path = OUT) -> None:
        self.app = app
        self.out = out
        app.setCursorFlashTime(0)  # a picture doesn't depend on when it is taken
        clock = Standing(datetime(2025, 2, 18, 10, 4, tzinfo=ZoneInfo("Asia/Makassar")))
        self.laptop = Laptop(Home(folder / "home"), clock, PinCost(8, 1, 1), "laptop-pusat")
        self.theme = Theme(app, self.laptop.home)
        self.path = folder / "Penghargaan Contoh.jury"
        self.window = Window(self.laptop, self.theme)
        self.size(1366, 768)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)  # else it is chance whether the focus is painted

    def size(self, width: int, height: int) -> None:
        self.window.resize(width, height)
        self.settle()

    def settle(self) -> None:
        while self.window.runner.works or self.window.runner.disk.asks:
            QTest.qWait(10)
        QTest.qWait(200)

    def take(self, name: str) -> None:
        """A picture when the page stands still: on a busy machine its parts find their places one after the other."""
        self.settle()
        picture, before = self.window.grab().toImage(), None
        for _look in range(MOST_LOOKS):
            if picture == before:
                break
            QTest.qWait(100)
            picture, before = self.window.grab().toImage(), picture
        picture.save(str(self.out / f"{name}.png"))

    def type_into(self, widget: QWidget, words: str) -> None:
        widget.setFocus()
        QTest.keyClicks(widget, words)


def an_event(laptop: Laptop, path: Path) -> OpenEvent:
    """An invented event in the middle of its morning."""
    setup = read_setup(text.resources() / "templates" / "sample-event.xlsx")
    known = setup.candidates[2]
    facts = {"Cakupan": "41,2%", "Pekerja rentan": "2.050 orang", "Regulasi": "Perbup 48/2023", "Anggaran": "Rp1.027.000.000"}
    candidates = tuple(replace(c, facts=facts) if c.number == known.number else c for c in setup.candidates)
    event = create_event(laptop, path, PASSPHRASE, replace(setup, candidates=candidates), DESK_PIN, DESK_PIN)
    desk = SecretaryDesk.sit(event, DESK_PIN)
    for number, juror in enumerate(("J01", "J02", "J03", "J06"), 1):
        desk.enrol(juror, PIN, drawn(number))
    for candidate in ("K01", "K02", "K03"):
        desk.attendance(candidate, Attendance.PRESENT)
    desk.attendance("K05", Attendance.ABSENT)
    for code in ("J01", "J02", "J03"):
        scorer = JurorDesk.sit(event, code, PIN)
        for candidate in ("K01", "K02", "K03")[: 3 if code != "J03" else 2]:
            scorer.record_many([GivenScore(candidate, c, str(int(p) + int(code[1]))) for c, p in POINTS.items()])
        if code == "J02":
            scorer.recuse("K06", "Keluarga bekerja di instansi ini")
        look_and_sign(scorer, ["K01", "K02"] if code != "J03" else ["K01"])
    disagree(event, desk, path.parent)
    return event


def disagree(event: OpenEvent, desk: SecretaryDesk, folder: Path) -> None:
    """J02 scores the same criterion on two laptops that don't know of each other."""
    other = Laptop(Home(folder / "home-2"), event.laptop.clock, PinCost(8, 1, 1), "laptop-juri-2")
    with open_event(other, prepare(desk, folder / "for-J02", ["J02"], with_desk=False), PASSPHRASE) as copy:
        JurorDesk.sit(copy, "J02", PIN).record_score("K04", "REG", "71")
        JurorDesk.sit(event, "J02", PIN).record_score("K04", "REG", "76")
        merge(event, [pack(copy, folder / "stick")], desk)


def fill_morning(juror: JurorDesk) -> None:
    for candidate in ("K01", "K02"):
        juror.record_many([GivenScore(candidate, c, str(int(p) - 3 + int(candidate[2]))) for c, p in POINTS.items()])
    look_and_sign(juror, ["K01", "K02"])
    juror.recuse("K06", "Keluarga bekerja di instansi ini")
    juror.record_score("K03", "REG", "85")
    juror.record_remark("K03", "REG", "Perbup berjalan; Perda belum ada.")
    juror.record_score("K03", "CAK", "78")
    note = (
        "10.04 Perbup 48/2023 sudah berjalan; belum ada Perda. Sanksi administratif?\n\n"
        "10.11 2.050 pekerja rentan dari APBDes; target 100 per desa, 62 desa sudah."
    )
    juror.write_note("K03", note, Visibility.PRIVATE)


def welcome(studio: Studio) -> None:
    studio.take("01-welcome-empty")
    event = an_event(studio.laptop, studio.path)
    event.close()
    studio.window.ask_passphrase(studio.path)
    studio.take("02-passphrase")
    page = certain(PassphrasePage, studio.window.page)
    studio.type_into(page.field, "salah")
    page.open()
    studio.take("03-passphrase-wrong")
    page.field.setText(PASSPHRASE)
    page.open()
    studio.take("04-seats")
    seats = certain(SeatPage, studio.window.page)
    seat = next(s for s in seats.seats if s.property("juror") == "J06")
    QTest.mouseClick(seat, Qt.MouseButton.LeftButton)
    studio.type_into(seats.pin.field, "salah-sekali")
    seats.button.click()
    studio.take("05-seats-wrong-pin")


def sit(studio: Studio, code: str) -> None:
    studio.settle()
    studio.window.session.stand_up()
    studio.window.show_seats()
    studio.settle()  # the names stand where they will be pressed
    seats = certain(SeatPage, studio.window.page)
    seat = next(s for s in seats.seats if s.property("juror") == code)
    QTest.mouseClick(seat, Qt.MouseButton.LeftButton)
    seats.pin.field.setText(PIN if code else DESK_PIN)
    seats.button.click()
    studio.settle()


def juror(studio: Studio) -> JurorPage:
    sit(studio, "J06")
    page = certain(JurorPage, studio.window.page)
    studio.take("10-juror-empty")
    fill_morning(page.sitting.desk)
    sit(studio, "J06")
    page = certain(JurorPage, studio.window.page)
    page.desk.select("K03")
    page.desk.form.focus_missing("CAK")
    studio.take("11-juror")
    return page


def looks(studio: Studio, page: JurorPage, name: str) -> None:
    """The same page in English, dark, large and narrow."""
    studio.window.switch_language()
    studio.take(f"{name}-english")
    studio.window.switch_language()
    studio.theme.choose("dark")
    studio.take(f"{name}-dark")
    studio.theme.choose("light")
    for width, height in ((1100, 720), (800, 900)):
        studio.size(width, height)
        studio.take(f"{name}-{width}")
    page.desk.footer.notes.click()
    studio.take(f"{name}-800-drawer")
    page.desk.footer.notes.click()
    studio.size(1366, 768)
    studio.theme.choose_size("2")
    studio.take(f"{name}-200-percent")
    studio.theme.choose_size("1")


def form_states(studio: Studio, page: JurorPage) -> None:
    form = page.desk.form
    form.focus_missing("ANG")
    studio.type_into(form.cards[2].field, "101")
    QTest.keyClick(form.cards[2].field, Qt.Key.Key_Return)
    studio.take("20-points-refused")
    QTest.keyClick(form.cards[2].field, Qt.Key.Key_Escape)
    QTest.mouseClick(form.cards[2].bands.buttons[1], Qt.MouseButton.LeftButton)
    studio.take("21-band-keys")
    QTest.mouseClick(form.cards[2].bands.buttons[3], Qt.MouseButton.LeftButton)
    form.cards[2].bands.keys[4].click()
    studio.take("22-band-tens-and-units")
    form.cards[2].ask_reason()
    form.cards[2].body.reason.setText("Data anggaran tidak diserahkan")
    QTest.qWait(500)
    studio.take("23-cannot-reason")
    form.cards[2].body.keep_reason.click()
    form.focus_missing("INO")
    studio.type_into(form.cards[3].field, "0")
    QTest.keyClick(form.cards[3].field, Qt.Key.Key_Return)
    studio.take("24-three-looks")
    page.review()
    studio.take("25-review-missing")
    page.show_desk()
    form.focus_missing("PIM")
    studio.type_into(form.cards[4].field, "90")
    QTest.keyClick(form.cards[4].field, Qt.Key.Key_Return)
    page.review()
    studio.take("26-review")
    page.show_desk()
    several(studio, page)
    page.review()
    review = certain(ReviewPage, page.currentWidget())
    draw(review.canvas)
    studio.theme.choose("dark")
    studio.take("27-review-drawn-dark")
    studio.theme.choose("light")
    studio.theme.choose_size("2")
    studio.take("27-review-200-percent")
    studio.theme.choose_size("1")
    review.pin.field.setText(PIN)
    review.sign.click()
    studio.take("28-signed")
    page.show_desk()
    studio.take("29-signed-form")
    page.desk.select("K04")
    page.recuse()
    studio.take("30-recusal")
    page._show(TakeBackPage(page._session, page.sitting, "K04"))
    studio.take("30-taking-a-recusal-back")
    page.show_desk()


def opened_on_demand(studio: Studio, page: JurorPage) -> None:
    """What a juror opens when it is needed: history, pad, phrases, keys."""
    page.desk.select("K03")
    card = page.desk.form.cards[1]
    card.focus_points()
    page.sitting.desk.record_score("K03", "CAK", "79")
    page.sitting.desk.record_score("K03", "CAK", "78")
    card.body.history_button.click()
    page.desk.notes.phrases.add_asked.emit()
    page.desk.notes.new_phrase.line.setText("Minta rincian APBDes per desa")
    studio.take("12-history-and-phrase")
    card.body.history_button.click()
    page.desk.form.dock.pad_button.click()
    page.desk.notes.new_phrase._close()
    page.desk.search.setText("contoh")
    QTest.qWait(600)
    studio.take("13-pad-and-search")
    page.desk.form.dock.pad_button.click()
    page.desk.search.clear()
    card.focus_points()
    card.card_actions.show_earlier()
    studio.take("15-ruler")
    studio.theme.choose("dark")
    studio.theme.choose_size("2")
    studio.take("15-ruler-dark-200-percent")
    studio.theme.choose("light")
    studio.theme.choose_size("1")
    card.card_actions.show_earlier()
    page.end_day()
    studio.take("16-end-of-day")
    page.show_desk()
    page.show_keys()
    studio.take("14-keys")
    page.show_desk()


def asks(studio: Studio, page: JurorPage) -> None:
    """What a juror asks of the secretary, in both languages, dark and large."""
    page.desk.select("D01")
    code = page.sitting.rubric("D01")[0].code
    page.sitting.desk.record_score("D01", code, "70")
    page.sitting.reload()
    page.move_scores()
    studio.take("32-move")
    move = certain(MovePage, page.currentWidget())
    move.list.setCurrentIndex(move.model.index(1))
    studio.take("33-move-chosen")
    page.show_desk()
    page.desk.select("K01")
    page.ask_reopening()
    asking = certain(ReopeningPage, page.currentWidget())
    asking.reason.setText("Skor Cakupan tertukar dengan kandidat sebelumnya")
    studio.take("34-reopening")
    asking.button.click()
    studio.take("35-reopening-asked")
    page.call()
    studio.take("36-call")
    studio.theme.choose("dark")
    studio.take("36-call-dark")
    studio.theme.choose("light")
    studio.theme.choose_size("2")
    studio.take("36-call-200-percent")
    studio.theme.choose_size("1")
    certain(CallPage, page.currentWidget()).end.click()
    call_secretary(JurorDesk.sit(page.sitting.desk.event, "J02", PIN), "K04")


def several(studio: Studio, page: JurorPage) -> None:
    """Two complete sheets, one after the other."""
    page.sitting.desk.record_many([GivenScore("K07", code, points) for code, points in POINTS.items()])
    page.sitting.reload()
    page.desk.refresh()
    page.review()
    review = certain(ReviewPage, page.currentWidget())
    review.next_button.click()
    review.signature.specimen.click()
    review.pin.pad_button.click()
    studio.take("26-review-several")
    page.show_desk()


def draw(canvas: QWidget) -> None:
    path = [(90, 110), (130, 40), (150, 120), (190, 50), (215, 125), (260, 60), (300, 115), (390, 70)]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*path[0]))
    for x, y in path[1:]:
        QTest.mouseMove(canvas, QPoint(x, y))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(*path[-1]))


def trouble(studio: Studio, page: JurorPage) -> None:
    connection = page.sitting.desk.event.file.connection
    used = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={used}")
    card = page.desk.form.cards[0]
    for points in range(40):
        card.field.setFocus()
        card.field.setText(str(60 + points))
        QTest.keyClick(card.field, Qt.Key.Key_Return)
        if studio.window.session.trouble:
            break
    card.field.setFocus()
    studio.take("31-not-saved")
    connection.execute("PRAGMA max_page_count=1073741823")
    studio.window.session.try_again()


def secretary(studio: Studio) -> None:
    sit(studio, "")
    page = studio.window.page
    assert isinstance(page, SecretaryPage)
    studio.take("39-today")
    page.go("board")
    studio.take("40-board")
    studio.theme.choose("dark")
    studio.take("40-board-dark")
    studio.theme.choose("light")
    studio.window.switch_language()
    studio.take("40-board-english")
    studio.window.switch_language()
    studio.size(900, 720)
    studio.take("40-board-900")
    studio.size(1366, 768)
    studio.theme.choose_size("2")
    studio.take("40-board-200-percent")
    studio.theme.choose_size("1")
    enrol = certain(EnrolPage, page.go("enrol"))
    each_look(studio, "41-enrol")
    QTest.mouseClick(enrol.seats["J04"], Qt.MouseButton.LeftButton)
    studio.take("42-enrol-chosen")
    enrolment(studio)
    documents = certain(DocumentsPage, page.go("documents"))
    each_look(studio, "43-documents")
    documents.choose(DocumentKind.RECAPITULATION)
    studio.take("43-documents-recapitulation")
    documents.see.click()
    studio.take("44-recapitulation")
    board = certain(BoardPage, page.go("board"))
    board._open_cell(board.model.index(0, 1))
    studio.take("45-sheet")


def main() -> int:
    """Takes all pictures."""
    set_aside(OUT)
    folder = Path(tempfile.gettempdir()) / "juryapp-screens"  # pages tell it: always the same one
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    app = QApplication(sys.argv[:1])
    text.use("id")
    with light_passphrases(), fixed_chance():
        dress(app, Laptop(Home(folder / "home")))
        studio = Studio(app, folder)
        welcome(studio)
        page = juror(studio)
        looks(studio, page, "11-juror")
        opened_on_demand(studio, page)
        form_states(studio, page)
        trouble(studio, page)
        asks(studio, page)
        services(studio, folder, OUT)
        secretary(studio)
        secretary_at_work(studio, folder, sit)
        pledges(studio, sit)
        clocks(studio, sit)
        longest(studio, folder)
        spare_offers(studio, folder, PASSPHRASE, PIN)
        questions(studio, folder, an_event, sit)
        checking(studio, folder)
        many_events(studio, folder)
        new_event(studio, folder)
        studio.window.close()
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
