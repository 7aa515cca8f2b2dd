"""Checking papers in the window, no event open: what is dropped, whom to believe, verdicts, long work, the report, trouble."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from juryapp import text
from juryapp.documents.preview import pages
from juryapp.event.opening import open_event
from juryapp.printing.event_documents import documents
from juryapp.sharing.pack import pack
from juryapp.text import _
from juryapp.verification import many
from juryapp.verification.authority import export
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, an_event, sign
from tests.saying import says
from tests.time_stamping import authority
from tests.ui.desks import Desk, dressed
from tests.ui.test_accessible_names import TARGET, name_of
from tests.ui.test_files import meanwhile, type_name
from tests.ui.test_longest import cut
from ui.checking import checker
from ui.checking import page as page_module
from ui.checking.page import CheckPage
from ui.checking.verdict_row import VerdictRow
from ui.document_page import DocumentPage
from ui.look.theme import Theme
from ui.welcome.start_page import StartPage
from ui.window import Window

LEFT = Qt.MouseButton.LeftButton


class Counter:
    """The page that checks, and a folder with papers of an event that isn't open."""

    def __init__(self, bot: QtBot, window: Window, folder: Path) -> None:
        self.bot, self.window, self.folder = bot, window, folder
        self.papers = folder / "papers"

    @property
    def page(self) -> CheckPage:
        assert isinstance(self.window.page, CheckPage)
        return self.window.page

    def settle(self) -> None:
        def quiet() -> bool:
            runner = self.window.runner
            return not (runner.works or runner.works_quietly or self.page.checker.working)

        self.bot.waitUntil(quiet, timeout=30_000)
        QApplication.processEvents()

    def drop(self, *paths: Path) -> QDropEvent:
        """What a file manager does when files are let go over the page."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = dropped(self.page, data)
        self.settle()
        return event

    def rows(self) -> dict[str, VerdictRow]:
        return {row.path.name: row for row in self.page.results.files.values()}

    def verdicts(self) -> dict[str, str]:
        return {name: row.verdict.verdict if row.verdict else "" for name, row in self.rows().items()}

    def believe_root(self) -> None:
        self.drop(self.folder / "ROOT.pem")

    def believe_event(self, passphrase: str = PASSPHRASE) -> None:
        self.page.authority.take_event(self.folder / "event.jury")
        QTest.keyClicks(self.page.authority.field, passphrase)
        QTest.keyClick(self.page.authority.field, Qt.Key.Key_Return)
        self.settle()

    def said(self) -> str:
        return "" if self.page.said.isHidden() else self.page.said.text()


def dropped(page: CheckPage, data: QMimeData) -> QDropEvent:
    """Enters and lets go over what lies under the pointer; the file manager would rather move than copy."""
    under: QWidget = page.area.title
    while not under.acceptDrops():
        under = under.parentWidget()
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(20, 20).toPoint(), actions, data, LEFT, none)
    QApplication.sendEvent(under, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(20, 20), actions, data, LEFT, none)
    QApplication.sendEvent(under, drop)
    return drop


@pytest.fixture
def counter(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Counter]:
    event = an_event(tmp_path)
    papers = tmp_path / "papers"
    papers.mkdir()
    first = sign(a_juror(event, "J02"), "K01", ["85", "78"])
    a_desk(event).reopen("J02", "K01", "Salah ketik")
    second = sign(a_juror(event, "J02"), "K01", ["86", "78"])
    (papers / "first.pdf").write_bytes(first.pdf)
    (papers / "second.pdf").write_bytes(second.pdf)
    (papers / "altered.pdf").write_bytes(second.pdf.replace(b"endobj", b"endobJ", 1))
    (tmp_path / "ROOT.pem").write_bytes(export(event, with_jurors=True))
    ((_name, minutes),) = documents(event, "minutes")
    (tmp_path / "minutes.pdf").write_bytes(minutes)
    event.close()
    laptop = a_laptop(tmp_path, "reader")
    window = Window(laptop, dressed(qapp, laptop))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_check()
    yield Counter(qtbot, window, tmp_path)
    window.close()


# --- whom to believe


def test_with_nobody_believed_the_page_says_what_is_missing_and_calls_nothing_false(counter: Counter) -> None:
    assert counter.page.authority.nobody.isVisible() and not counter.page.authority.who.isVisible()
    counter.drop(counter.papers / "first.pdf", counter.papers / "altered.pdf")
    rows = counter.rows()
    assert rows["first.pdf"].verdict and rows["first.pdf"].verdict.lacking
    assert rows["altered.pdf"].verdict and not rows["altered.pdf"].verdict.lacking
    assert counter.verdicts() == {"first.pdf": "invalid", "altered.pdf": "invalid"}


def test_a_certificate_that_is_dropped_is_believed_and_what_was_checked_is_checked_again(counter: Counter) -> None:
    counter.drop(counter.papers)
    assert set(counter.verdicts().values()) == {"invalid"}
    counter.believe_root()
    assert counter.verdicts() == {"altered.pdf": "invalid", "first.pdf": "valid", "second.pdf": "valid"}
    believed = counter.page.authority.believed
    shown = [label.text() for label in counter.page.authority.findChildren(QLabel) if label.isVisible()]
    assert any("ROOT.pem" in words for words in shown)
    assert any(believed.fingerprint[:4] in words and believed.fingerprint[-4:] in words for words in shown)


def test_a_certificate_and_papers_dropped_together_are_checked_by_it(counter: Counter) -> None:
    counter.drop(counter.papers / "second.pdf", counter.folder / "ROOT.pem")
    assert counter.verdicts() == {"second.pdf": "valid"}


def test_a_certificate_within_a_folder_is_never_believed_in_silence(counter: Counter) -> None:
    (counter.papers / "ROOT.pem").write_bytes((counter.folder / "ROOT.pem").read_bytes())
    counter.drop(counter.papers)
    assert not counter.page.authority.believed.fingerprint and set(counter.verdicts().values()) == {"invalid"}


def test_two_certificates_at_once_are_refused(counter: Counter) -> None:
    (counter.folder / "other.pem").write_bytes(b"")
    counter.drop(counter.folder / "ROOT.pem", counter.folder / "other.pem")
    assert counter.page.said.property("notice") == "bad" and not counter.page.authority.believed.fingerprint


def test_a_file_that_holds_no_certificate_is_told_and_the_former_is_kept(counter: Counter) -> None:
    counter.believe_root()
    (counter.folder / "other.pem").write_bytes(b"words")
    counter.drop(counter.folder / "other.pem")
    assert counter.page.authority.wrong.isVisible() and counter.page.authority.believed.fingerprint


def test_an_event_is_believed_by_keyboard_alone_with_its_passphrase(counter: Counter) -> None:
    counter.drop(counter.papers)
    meanwhile(type_name(str(counter.folder / "event.jury")))
    counter.page.authority.event_button.setFocus()
    QTest.keyClick(counter.page.authority.event_button, Qt.Key.Key_Space)
    assert counter.window.focusWidget() is counter.page.authority.field
    QTest.keyClicks(counter.page.authority.field, "salah")
    QTest.keyClick(counter.page.authority.field, Qt.Key.Key_Return)
    counter.settle()
    assert counter.page.authority.wrong.isVisible() and counter.window.focusWidget() is counter.page.authority.field
    QTest.keyClicks(counter.page.authority.field, PASSPHRASE)
    QTest.keyClick(counter.page.authority.field, Qt.Key.Key_Return)
    counter.settle()
    assert counter.verdicts() == {"altered.pdf": "invalid", "first.pdf": "superseded", "second.pdf": "valid"}
    assert counter.page.authority.field.text() == "" and not counter.page.authority.field.isVisible()


def test_an_event_that_is_not_opened_after_all_is_not_believed(counter: Counter) -> None:
    counter.page.authority.take_event(counter.folder / "event.jury")
    QTest.mouseClick(counter.page.authority.cancel, LEFT)
    assert not counter.page.authority.field.isVisible() and counter.page.authority.event_button.hasFocus()
    assert not counter.page.authority.believed.fingerprint


def test_an_event_that_goes_away_meanwhile_is_told(counter: Counter) -> None:
    counter.believe_event()
    (counter.folder / "event.jury").unlink()
    counter.drop(counter.papers)
    assert "event.jury" in counter.said() and counter.page.said.property("notice") == "bad"
    assert counter.verdicts() == {} and counter.page.area.files.isEnabled()


# --- verdicts


def test_a_picture_never_reads_as_valid(counter: Counter) -> None:
    pages((counter.papers / "second.pdf").read_bytes(), 150)[-1].save(counter.papers / "photo.png")
    counter.believe_event()
    counter.drop(counter.papers / "photo.png")
    row = counter.rows()["photo.png"]
    assert counter.verdicts() == {"photo.png": "code genuine"} and row.needs_a_look
    assert row.word.text().lower().startswith(_("QR code genuine, page unproven").lower())
    assert "REG 86" in " ".join(label.text() for label in row.details)


def test_minutes_are_called_minutes_and_held_against_the_event(counter: Counter) -> None:
    counter.drop(counter.folder / "minutes.pdf")
    row = counter.rows()["minutes.pdf"]
    assert row.verdict and (row.verdict.kind, row.verdict.verdict) == ("minutes", "unsigned")
    assert not says(" ".join(label.text() for label in row.details), "It says what the event's record says now.")
    counter.believe_event()
    said = " ".join(label.text() for label in counter.rows()["minutes.pdf"].details)
    assert says(
        said,
        "This PDF bears no signature: it is made to be printed and signed with a pen, and nothing proves what it says. Compare "
        "the paper that was signed with the records.",
    )
    assert says(said, "It says what the event's record says now.")


def test_the_genuine_page_is_shown_beside_a_picture_and_the_verdicts_stay(counter: Counter) -> None:
    picture = pages((counter.papers / "second.pdf").read_bytes(), 110)[-1].convert("L")
    picture.paste(0, (400, 800, 460, 806))
    picture.save(counter.papers / "photo.png")
    counter.drop(counter.papers)
    assert not counter.rows()["photo.png"].beside.isVisible()
    counter.believe_event()
    row = counter.rows()["photo.png"]
    assert row.beside.isVisible() and not counter.rows()["second.pdf"].beside.isVisible()
    assert "halaman asli" in " ".join(label.text() for label in row.details)
    check = counter.page
    row.beside.setFocus()
    QTest.keyClick(row.beside, Qt.Key.Key_Space)
    counter.bot.waitUntil(lambda: isinstance(counter.window.page, DocumentPage), timeout=20_000)
    over = counter.window.page
    assert isinstance(over, DocumentPage) and len(over.preview.pages) >= 2 and over.back_button.hasFocus()
    QTest.keyClick(over.back_button, Qt.Key.Key_Space)
    assert counter.window.page is check and row.beside.hasFocus() and len(counter.rows()) == 4


def test_a_picture_that_is_gone_meanwhile_is_told(counter: Counter) -> None:
    pages((counter.papers / "second.pdf").read_bytes(), 110)[-1].save(counter.papers / "photo.png")
    counter.believe_event()
    counter.drop(counter.papers / "photo.png")
    (counter.papers / "photo.png").unlink()
    QTest.mouseClick(counter.rows()["photo.png"].beside, LEFT)
    counter.settle()
    assert "photo.png" in counter.said() and counter.page.said.property("notice") == "bad"


def test_a_package_is_checked_with_the_passphrase_of_the_event(counter: Counter) -> None:
    with open_event(a_laptop(counter.folder), counter.folder / "event.jury", PASSPHRASE) as event:
        package = pack(event, counter.papers)
    counter.believe_root()
    counter.drop(package)
    assert counter.rows()[package.name].verdict.lacking  # type: ignore[union-attr]
    counter.believe_event()
    assert counter.verdicts() == {package.name: "valid"}


def test_the_same_file_dropped_twice_is_there_once_and_looked_at_again(counter: Counter) -> None:
    counter.believe_event()
    counter.drop(counter.papers / "second.pdf")
    (counter.papers / "second.pdf").write_bytes((counter.papers / "altered.pdf").read_bytes())
    counter.drop(counter.papers / ".." / "papers" / "second.pdf", counter.papers / "second.pdf")
    assert counter.verdicts() == {"second.pdf": "invalid"}


def test_a_file_that_was_removed_meanwhile_is_a_sentence(counter: Counter) -> None:
    counter.drop(counter.papers / "none.pdf")
    row = counter.rows()["none.pdf"]
    assert row.verdict and row.verdict.lacking and "none.pdf" in row.verdict.why[0]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
def test_hostile_files_do_not_hang_the_page(counter: Counter) -> None:
    os.mkfifo(counter.folder / "pipe.pdf")
    (counter.folder / "circle.pdf").symlink_to(counter.folder / "circle.pdf")
    (counter.papers / "again").symlink_to(counter.papers)
    with (counter.folder / "huge.pdf").open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(10_000_000_000)
    counter.believe_event()
    counter.drop(counter.folder / "pipe.pdf", counter.folder / "circle.pdf", counter.folder / "huge.pdf", counter.papers)
    found = counter.verdicts()
    assert {found[name] for name in ("pipe.pdf", "circle.pdf", "huge.pdf")} == {"invalid"} and found["second.pdf"] == "valid"
    assert "folder" in counter.said()


def test_a_name_of_a_file_can_not_imitate_a_verdict(counter: Counter) -> None:
    name = "a.pdf\nAsli dan berlaku\u202e.pdf"
    (counter.papers / name).write_bytes(b"")
    counter.drop(counter.papers / name)
    (row,) = counter.page.results.files.values()
    assert "\n" not in row.name.text() and "\u202e" not in row.name.text() and "\n" not in row.accessibleName()


def test_folders_are_bounded_and_it_is_told(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "MOST_FILES", 2)
    for number in range(3):
        (counter.papers / f"notes-{number}.txt").write_bytes(b"x")
    counter.drop(counter.papers)
    assert len(counter.rows()) == 2 and counter.page.said.property("notice") == "warn"
    assert "1 berkas tidak diikutkan" in counter.said() and "3 berkas lain" in counter.said()


def test_a_folder_without_papers_says_so(counter: Counter) -> None:
    empty = counter.folder / "empty"
    empty.mkdir()
    counter.drop(empty)
    assert counter.page.said.property("notice") == "warn" and not counter.page.results.isVisible()


def test_what_is_dropped_but_no_file_is_told(counter: Counter) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://contoh.go.id/lembar.pdf")])
    dropped(counter.page, data)
    assert counter.page.said.property("notice") == "bad"


def test_what_is_dropped_is_taken_as_a_copy(counter: Counter) -> None:
    """A file manager that moves would otherwise remove the papers."""
    event = counter.drop(counter.papers / "second.pdf")
    assert event.isAccepted() and event.dropAction() is Qt.DropAction.CopyAction


def test_files_and_folders_are_chosen_with_buttons(counter: Counter) -> None:
    assert counter.page.area.files.hasFocus()
    meanwhile(type_name(f'"{counter.papers / "first.pdf"}" "{counter.papers / "second.pdf"}"'))
    QTest.keyClick(counter.page.area.files, Qt.Key.Key_Return)
    counter.settle()
    meanwhile(type_name(str(counter.papers)))
    QTest.mouseClick(counter.page.area.folder, LEFT)
    counter.settle()
    assert list(counter.rows()) == ["first.pdf", "second.pdf", "altered.pdf"]


# --- long work


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Each file is looked at only when the event is set; pieces are as short as can be."""
    gate, check = Event(), many.check

    def waiting(*words: object) -> object:
        assert gate.wait(20)
        return check(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "check", waiting)
    monkeypatch.setattr(checker, "SECONDS", 0.0)
    yield gate
    gate.set()


def test_the_check_can_be_stopped_between_two_files(counter: Counter, slow: Event) -> None:
    counter.page.take([counter.papers])
    assert counter.page.work.stop.isVisible() and counter.page.work.stop.hasFocus()
    QTest.mouseClick(counter.page.work.stop, LEFT)
    slow.set()
    counter.settle()
    assert len(counter.rows()) < 3 and counter.page.said.isVisible()
    assert not counter.page.work.isVisible() and counter.page.area.files.isEnabled()
    assert counter.window.focusWidget() in (counter.page.area.files, counter.page.results.save_button)
    checked = list(counter.rows())
    if checked:
        meanwhile(type_name(str(counter.folder / "laporan.json")))
        counter.page.save_report()
        counter.settle()
        told = json.loads((counter.folder / "laporan.json").read_text())
        assert told["complete"] is False and len(told["not_checked"]) == 3 - len(checked)


def test_a_search_for_files_that_is_stopped_says_so(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, gather = Event(), checker.gather

    def waiting(*words: object) -> object:
        assert gate.wait(20)
        return gather(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(checker, "gather", waiting)
    counter.page.take([counter.papers])
    counter.page.take([counter.papers / "first.pdf"])
    QTest.mouseClick(counter.page.work.stop, LEFT)
    gate.set()
    counter.settle()
    assert counter.page.said.property("notice") == "warn" and not counter.rows() and not counter.page.work.isVisible()


def test_what_is_dropped_meanwhile_has_its_turn(counter: Counter, slow: Event) -> None:
    counter.page.take([counter.papers / "first.pdf"])
    counter.page.take([counter.papers / "second.pdf", counter.folder / "ROOT.pem"])
    slow.set()
    counter.settle()
    assert counter.verdicts() == {"first.pdf": "valid", "second.pdf": "valid"}


def test_the_page_may_be_left_in_the_middle(counter: Counter, slow: Event) -> None:
    counter.page.take([counter.papers])
    QTest.mouseClick(counter.page.back_button, LEFT)
    assert isinstance(counter.window.page, StartPage)
    slow.set()
    counter.bot.waitUntil(lambda: not counter.window.runner.works_quietly, timeout=20_000)
    QApplication.processEvents()


def test_the_program_may_be_ended_in_the_middle(counter: Counter, slow: Event) -> None:
    counter.page.take([counter.papers])
    slow.set()
    counter.window.close()
    assert counter.window.runner.closing


def test_results_come_in_piece_by_piece_in_order(counter: Counter, slow: Event) -> None:
    seen: list[int] = []
    counter.page.checker.found.connect(lambda found: seen.append(len(found)))
    slow.set()
    counter.drop(counter.papers)
    assert seen == [1, 1, 1] and list(counter.rows()) == ["altered.pdf", "first.pdf", "second.pdf"]


# --- rows, keyboard, words


def test_the_arrows_walk_through_the_verdicts_and_each_is_seen(counter: Counter) -> None:
    for number in range(12):
        (counter.papers / f"z{number:02}.pdf").write_bytes(b"")
    counter.drop(counter.papers)
    rows = list(counter.page.results.files.values())
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_End)
    assert rows[-1].hasFocus()
    assert not rows[-1].visibleRegion().isEmpty()
    QTest.keyClick(rows[-1], Qt.Key.Key_Home)
    assert rows[0].hasFocus() and not rows[0].visibleRegion().isEmpty()


def test_only_what_needs_a_look_is_shown_when_that_is_wanted(counter: Counter) -> None:
    counter.believe_event()
    counter.drop(counter.papers)
    counter.page.results.only.setFocus()
    QTest.keyClick(counter.page.results.only, Qt.Key.Key_Space)
    assert [name for name, row in counter.rows().items() if row.isVisible()] == ["altered.pdf", "first.pdf"]
    QTest.keyClick(counter.page.results.only, Qt.Key.Key_Space)
    assert all(row.isVisible() for row in counter.rows().values())


def test_begun_anew_the_list_is_empty_and_whom_one_believes_stays(counter: Counter) -> None:
    counter.believe_root()
    counter.drop(counter.papers)
    QTest.mouseClick(counter.page.results.anew_button, LEFT)
    assert not counter.rows() and not counter.page.results.isVisible() and counter.page.area.files.hasFocus()
    counter.drop(counter.papers / "second.pdf")
    assert counter.verdicts() == {"second.pdf": "valid"}


def test_everything_speaks_the_other_language_at_once(counter: Counter) -> None:
    counter.believe_event()
    counter.drop(counter.papers)
    words = " ".join(label.text() for label in counter.page.findChildren(QLabel) if label.isVisible())
    assert "Asli dan berlaku" in words
    counter.window.switch_language()
    try:
        words = " ".join(label.text() for label in counter.page.findChildren(QLabel) if label.isVisible())
        for indonesian in ("asli", "berlaku", "Ditandatangani", "jumlah nilai", "revisi "):
            assert indonesian not in words, indonesian
        assert counter.rows()["second.pdf"].accessibleName() == "second.pdf: Valid · score sheet"
        assert "total 82.80" in counter.rows()["second.pdf"].accessibleDescription()
    finally:
        text.use("id")


@pytest.mark.parametrize("size", ["1", "1.5", "2"])
@pytest.mark.parametrize("width", [1366, 820])
def test_nothing_is_cut(counter: Counter, qapp: QApplication, size: str, width: int) -> None:
    long = "lembar_penilaian_" + "kandidat" * 20 + ".pdf"
    (counter.papers / long).write_bytes((counter.papers / "altered.pdf").read_bytes())
    theme = Theme(qapp, counter.window.laptop.home)
    theme.choose_size(size)
    try:
        counter.window.resize(width, 768)
        counter.believe_event()
        counter.page.authority.take_event(counter.folder / "event.jury")
        counter.drop(counter.papers)
        assert cut(counter.window) == []
        inner = counter.page.widget()
        assert inner.width() <= counter.page.viewport().width()
    finally:
        theme.choose_size("1")


def test_whatever_can_be_pressed_has_a_name_and_room_for_a_finger(counter: Counter) -> None:
    counter.believe_event()
    counter.page.authority.take_event(counter.folder / "event.jury")
    counter.drop(counter.papers)
    page = counter.page
    pressed = [part for part in page.findChildren(QWidget) if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert page.area.files in pressed and page.authority.field in pressed
    for part in pressed:
        assert name_of(part), part
        assert part.height() >= TARGET, part
    assert all(isinstance(part, QLineEdit) or part.accessibleName() or part.text() for part in pressed)


# --- the report


def test_the_report_is_written_where_it_was_asked_for(counter: Counter) -> None:
    counter.believe_event()
    counter.drop(counter.papers)
    meanwhile(type_name(str(counter.folder / "laporan.txt")))
    counter.page.results.save_button.setFocus()
    QTest.keyClick(counter.page.results.save_button, Qt.Key.Key_Return)
    counter.settle()
    said = (counter.folder / "laporan.txt").read_text(encoding="utf-8")
    for name, row in counter.rows().items():
        assert name in said and row.verdict and row.verdict.sha256 and row.verdict.sha256 in said
    assert "laporan.txt" in counter.said() and counter.page.said.property("notice") == "good"
    assert counter.window.focusWidget() is counter.page.results.save_button


@pytest.mark.parametrize(("name", "begins"), [("laporan.pdf", b"%PDF"), ("laporan.json", b"{"), ("laporan.docx", None)])
def test_the_reports_ending_says_what_it_is(counter: Counter, name: str, begins: bytes | None) -> None:
    counter.drop(counter.papers / "second.pdf")
    meanwhile(type_name(str(counter.folder / name)))
    counter.page.save_report()
    counter.settle()
    assert counter.page.said.property("notice") == ("good" if begins else "bad") and name in counter.said()
    assert (counter.folder / name).read_bytes().startswith(begins) if begins else not (counter.folder / name).exists()


def test_many_files_are_checked_by_helpers_that_end_with_the_page(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    helpers = many.Helpers

    def noted(*words: object) -> object:
        made.append(helpers(*words))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(many, "Helpers", noted)
    monkeypatch.setattr(many, "cores", lambda: 2)
    monkeypatch.setattr(many.Ahead.__init__, "__kwdefaults__", {"helpers": None, "least": 2})
    counter.believe_event()
    counter.drop(counter.papers)
    assert counter.verdicts() == {"first.pdf": "superseded", "second.pdf": "valid", "altered.pdf": "invalid"} and len(made) == 1
    counter.page.take([counter.papers])
    QTest.mouseClick(counter.page.back_button, LEFT)
    counter.bot.waitUntil(lambda: not counter.window.runner.works_quietly, timeout=20_000)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(one._closed for one in made)  # type: ignore[attr-defined] # noqa: SLF001


@pytest.mark.parametrize("believed", [False, True])
def test_the_page_for_others_believes_whom_one_believes_here(counter: Counter, believed: bool) -> None:
    if believed:
        counter.believe_event()
    meanwhile(type_name(str(counter.folder / "periksa.html")))
    counter.page.authority.page_button.setFocus()
    QTest.keyClick(counter.page.authority.page_button, Qt.Key.Key_Space)
    counter.settle()
    page = (counter.folder / "periksa.html").read_text(encoding="utf-8")
    fingerprint = counter.page.authority.believed.fingerprint
    assert page.startswith("<!doctype html>") and bool(fingerprint) == believed
    assert f'"fingerprint":"{fingerprint}"' in page if believed else "start(null)" in page
    assert "periksa.html" in counter.said() and counter.page.said.property("notice") == "good"


def test_a_report_that_is_not_wanted_after_all_writes_nothing(counter: Counter) -> None:
    counter.drop(counter.papers)
    before = sorted(counter.folder.rglob("*"))
    meanwhile(QFileDialog.reject)
    counter.page.save_report()
    counter.settle()
    assert sorted(counter.folder.rglob("*")) == before


def test_a_report_that_can_not_be_written_is_told(counter: Counter) -> None:
    counter.drop(counter.papers)
    gone = counter.folder / "gone"
    gone.mkdir()

    def into_nothing(dialog: QFileDialog) -> None:
        type_name(str(gone / "laporan.txt"))(dialog)
        gone.rmdir()

    meanwhile(into_nothing)
    counter.page.save_report()
    counter.settle()
    assert counter.page.said.property("notice") == "bad" and "laporan.txt" in counter.said()


def test_while_it_works_nothing_is_saved_or_taken_away(counter: Counter, slow: Event) -> None:
    counter.page.take([counter.papers])
    counter.bot.waitUntil(lambda: counter.page.checker.working)
    assert not counter.page.results.save_button.isEnabled() and not counter.page.results.anew_button.isEnabled()
    slow.set()
    counter.settle()
    assert counter.page.results.save_button.isEnabled() and counter.page.results.anew_button.isEnabled()


# --- its doors


def test_the_first_page_opens_it_and_back_returns(counter: Counter) -> None:
    counter.window.show_start()
    start = counter.window.page
    assert isinstance(start, StartPage)
    QTest.mouseClick(start.check_button, LEFT)
    assert counter.page.area.files.hasFocus()
    QTest.mouseClick(counter.page.back_button, LEFT)
    assert isinstance(counter.window.page, StartPage)


def test_the_secretary_checks_papers_by_the_event_that_is_open(door: Desk) -> None:
    signed = sign(a_juror(door.event, "J02"), "K01", ["85", "78"])
    (door.folder / signed.name).write_bytes(signed.pdf)
    door.sit("")
    documents = door.secretary.go("documents")
    QTest.mouseClick(documents.kinds.check_button, LEFT)  # type: ignore[attr-defined]
    page = door.secretary.stack.currentWidget()
    assert isinstance(page, CheckPage) and page.authority.believed.is_event
    page.take([door.folder / signed.name])
    door.bot.waitUntil(lambda: not page.checker.working, timeout=20_000)
    (row,) = page.results.files.values()
    assert row.verdict and (row.verdict.verdict, row.verdict.weighed) == ("valid", True)
    QTest.mouseClick(page.back_button, LEFT)
    assert door.secretary.stack.currentWidget() is documents


def test_a_time_stamping_service_is_trusted_whoever_is_believed(counter: Counter, tmp_path: Path) -> None:
    card = counter.page.authority
    (file := tmp_path / "tsa.pem").write_text(authority().pem())
    assert card.service.isHidden()
    card.take_service(file)
    counter.settle()
    assert "tsa.pem" in card.service.text() and not card.service.isHidden()
    counter.believe_event()
    with card.believed.authority() as known:
        assert known.root and [one.fingerprint for one in known.stampers] == [authority().fingerprint]
    card.take_service(tmp_path / "none.pem")
    counter.settle()
    assert card.wrong.isVisible() and card.believed.service == "tsa.pem"
