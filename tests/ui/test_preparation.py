"""Preparation in the window: tables are typed into as a spreadsheet is; what does more than was typed is shown first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from juryapp.board.cells import Board
from juryapp.desk.setup_registers import registers_of
from juryapp.event.opening import open_event
from juryapp.model.juror import Role
from juryapp.model.setup import Setup
from juryapp.setup_changes.day_changes import NOT_IN_PLACE
from juryapp.setup_changes.edits import Drafts, settle, typed
from juryapp.setup_changes.held_interviews import HELD
from juryapp.setup_changes.panels import NO_CODE, PANELS
from juryapp.setup_changes.update import apply, plan
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import model_records
from juryapp.store.setup import read_setup
from juryapp.text import clock_time, current, plain_date
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS, SCHEDULE
from juryapp.workbook.reading import read_setup as read_workbook_setup
from juryapp.workbook.typed import EVENT_TABLE
from tests.builders import DESK_PIN, PASSPHRASE, a_desk, a_juror, a_prepared, score_all, sign
from tests.saying import says
from tests.setup_changes.test_day_changes import a_day
from tests.ui.desks import Desk, is_whole
from tests.ui.test_size_everywhere import looks_of
from ui.preparation.page import PreparationPage
from ui.preparation.steps import OBSERVES, WITHDRAW_INSTEAD, elsewhere_words, undone_words
from ui.preparation.table_model import MARK
from ui.preparation.words import panel_words

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key
ROLE = Qt.ItemDataRole


@pytest.fixture
def prep(door: Desk) -> PreparationPage:
    """The secretary sits at the page of preparation."""
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    return page


def setup_of(door: Desk) -> Setup:
    return read_setup(door.event.file)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def keys(text: str) -> None:
    """Types at whatever has the focus: \t and \n are Tab and Enter."""
    for letter in text:
        if letter in "\t\n":
            QTest.keyClick(focused(), KEY.Key_Tab if letter == "\t" else KEY.Key_Return)
        else:
            QTest.keyClicks(focused(), letter)


def paste(page: PreparationPage, row: str, column: str, text: str) -> None:
    QApplication.clipboard().setText(text)
    page.table.go_to(row, column)
    page.table.setFocus()
    QTest.keyClick(page.table, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)


def cell(page: PreparationPage, row: str, column: str, text: str) -> None:
    page.table.go_to(row, column)
    page.table.setFocus()
    keys(text + "\n")


def give_pin(door: Desk, page: PreparationPage) -> None:
    QTest.keyClicks(page.cards.pin.field, DESK_PIN)
    QTest.mouseClick(page.cards.button, LEFT)
    door.settle()


def after_signing(door: Desk) -> PreparationPage:
    """J01 signed K01; the secretary looks at the categories."""
    sign(a_juror(door.event), "K01", "80")
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    page.show_table(CATEGORIES)
    return page


def test_what_is_typed_on_a_tab_begins_where_type_here_is_lit(door: Desk, prep: PreparationPage) -> None:
    prep.tabs["jurors"].setFocus()
    QTest.keyClick(prep.tabs["jurors"], KEY.Key_Space)
    assert prep.kind is JURORS and prep.tabs["jurors"].hasFocus(), "Space presses the tab"
    keys("Ani\t")
    assert model_records.jurors(door.event.file)["J06"].name == "Ani"


def test_a_late_juror_is_there_in_a_name_and_tab(door: Desk, prep: PreparationPage) -> None:
    QTest.mouseClick(prep.acts.juror, LEFT)
    keys("Prof. Terlambat\t")
    assert model_records.jurors(door.event.file)["J06"].name == "Prof. Terlambat"
    assert prep.said.isVisible() and "J06" in prep.said.text() and not prep.cards.doing.isVisible()
    keys("Guru besar\tUniversitas Contoh\n")
    found = model_records.jurors(door.event.file)["J06"]
    assert (found.position, found.institution) == ("Guru besar", "Universitas Contoh")
    assert prep.table.current[0] == "", "Enter leads to the empty row"


def test_a_late_candidate_needs_a_category_and_says_so(door: Desk, prep: PreparationPage) -> None:
    QTest.mouseClick(prep.acts.candidate, LEFT)
    keys("Kabupaten Terlambat\t")
    assert says(prep.needed.text(), "Row {row} still needs: {columns}.", row=5, columns=CANDIDATES.columns[3].name)
    assert len(setup_of(door).candidates) == 4
    keys("Instansi\tKAB\t")
    assert model_records.candidates(door.event.file)["K03"].category == "KAB" and prep.needed.isHidden()


def test_a_row_that_is_left_without_what_it_needs_says_so_in_sight_and_leads_there(door: Desk, prep: PreparationPage) -> None:
    with looks_of(door) as theme:
        theme.choose_size("2")
        door.settle()
        QTest.mouseClick(prep.acts.candidate, LEFT)
        keys("Kabupaten Terlambat\n")
        model = prep.table.table
        category = model.index(4, model.columns.index("category"))
        assert prep.table.currentIndex() == category and prep.table.viewport().rect().contains(prep.table.visualRect(category))
        assert model.data(category, MARK) == ("bang", "warn")
        assert says(prep.said.text(), "Row {row} still needs: {columns}.", row=5, columns=CANDIDATES.columns[3].name)
        assert is_whole(prep.said), "wherever the page is scrolled"
        keys("\n")
        assert prep.table.current == ("", "name"), "nobody is held there"
        prep.table.go_to("+1", "category")
        keys("KAB\n")
    assert model_records.candidates(door.event.file)["K03"].category == "KAB"


def test_twelve_rows_are_pasted_and_the_wrong_one_waits_at_its_cell(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(JURORS)
    lines = [f"J{n}\tJuri {n}\tJabatan\tKantor\t{'abc' if n == 15 else ''}" for n in range(10, 22)]
    paste(prep, "", "code", "\n".join(lines))
    assert len(setup_of(door).jurors) == 16 and "J15" not in model_records.jurors(door.event.file)
    (sentence,) = prep.mistakes.sentences
    assert "abc" in sentence and prep.mistakes.isVisible()
    model = prep.table.table
    wrong = [row.name for row in model.rows if row.is_new]
    assert len(wrong) == 1 and model.mistake(model.index(model.place(wrong[0]), model.columns.index("nip")))
    cell(prep, wrong[0], "nip", "197001011990011001")
    assert "J15" in model_records.jurors(door.event.file) and prep.mistakes.isHidden()


def test_weights_are_summed_and_stored_together(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(CRITERIA)
    before = door.entries()
    cell(prep, "KAB/REG", "weight", "50")
    assert "90" in prep.below.text() and door.entries() == before and prep.mistakes.isVisible()
    prep.show_table(JURORS)
    cell(prep, "J05", "institution", "Kantor Lain")
    assert says(prep.said.text(), "{count} row isn't stored yet.", count=1) and prep.said.property("notice") == "warn"
    prep.show_table(CRITERIA)
    cell(prep, "KAB/CAK", "weight", "50")
    assert prep.mistakes.isHidden() and [int(one.weight) for one in setup_of(door).criteria[:2]] == [50, 50]


def test_what_touches_signed_sheets_is_shown_first_and_asks_the_pin(door: Desk) -> None:
    page = after_signing(door)
    before = door.entries()
    cell(page, "KAB", "method", "median")
    assert door.entries() == before and page.cards.effects.isVisible() and page.cards.doing.isVisible()
    assert any("J01 K01" in one for one in page.cards.effects.sentences)
    assert page.said.isVisible() and page.table.hasFocus()
    QTest.keyClick(page.table, KEY.Key_Escape)
    assert page.cards.pin.field.hasFocus(), "where it is done is a key away"
    QTest.keyClicks(page.cards.pin.field, "pin-yang-salah")
    QTest.mouseClick(page.cards.button, LEFT)
    door.settle()
    assert page.cards.pin.said and door.entries() == before
    give_pin(door, page)
    assert model_records.categories(door.event.file)["KAB"].method.value == "median" and page.cards.doing.isHidden()
    QTest.mouseClick(page.undo, LEFT)
    assert page.cards.doing.isVisible(), "taking it back does as much"
    give_pin(door, page)
    assert model_records.categories(door.event.file)["KAB"].method.value == "mean"


def test_what_is_held_can_be_left(door: Desk) -> None:
    page = after_signing(door)
    before = registers_of(setup_of(door))
    cell(page, "KAB", "method", "median")
    QTest.mouseClick(page.cards.leave, LEFT)
    assert page.cards.doing.isHidden() and registers_of(setup_of(door)) == before
    assert not any(row.typed for row in page.table.table.rows)


def test_undo_takes_back_one_edit_after_the_other(door: Desk, prep: PreparationPage) -> None:
    start = registers_of(setup_of(door))
    prep.show_table(JURORS)
    cell(prep, "J05", "institution", "Kantor Lain")
    prep.table.begin_new()
    keys("Prof. Salah Ketik\n")
    prep.show_table(CRITERIA)
    cell(prep, "KAB/REG", "weight", "50")
    told = []
    for _press in range(4):
        QTest.keyClick(prep.table, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
        told.append(prep.said.text())
    assert says(told[0], "Taken back; it was never stored.")
    assert told[1] == elsewhere_words({"jurors": ["J06"]})()
    assert told[2:] == [undone_words((), {"jurors": ["J06"]})()] * 2
    assert registers_of(setup_of(door)) == start and not prep.undo.isEnabled()


def test_what_was_pasted_into_another_table_is_named_and_shown_before_it_is_undone(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(CANDIDATES)
    paste(prep, "", "number", "".join(f"N{place}\tKandidat Baru {place}\tKantor\tKAB\n" for place in range(1, 4)))
    now = setup_of(door)
    candidates = tuple(replace(one, institution="Kantor Lain") if one.number == "N2" else one for one in now.candidates)
    desk = door.window.session.secretary
    assert desk
    apply(desk, plan(desk, replace(now, candidates=candidates)))
    prep.edits.compare()
    prep.show_table(JURORS)
    assert f"{CANDIDATES.name}: 2" in prep.undo.text()
    before = door.entries()
    QTest.mouseClick(prep.undo, LEFT)
    assert prep.kind is CANDIDATES and door.entries() == before, "it is only shown"
    assert f"{CANDIDATES.name}: 2" in prep.said.text() and prep.table.current[0] == "N1"
    QTest.mouseClick(prep.undo, LEFT)
    left = {one.number for one in setup_of(door).candidates}
    assert {"N1", "N2", "N3"} & left == {"N2"}, "what somebody else wrote into a row since keeps it"


def test_what_was_given_up_comes_back_whole_by_undo(door: Desk) -> None:
    page = after_signing(door)
    cell(page, "KAB", "method", "median")
    typed_before = page.edits.drafts
    QTest.mouseClick(page.cards.leave, LEFT)
    assert not page.edits.drafts.rows and f"{CATEGORIES.name}: 1" in page.undo.text()
    QTest.mouseClick(page.undo, LEFT)
    assert page.edits.drafts == typed_before and page.edits.held is not None, "it waits for its PIN again"
    QTest.mouseClick(page.cards.leave, LEFT)
    entries = door.entries()
    page.edits.undo()
    page.edits.undo()
    assert not page.edits.drafts.rows and door.entries() == entries


def test_each_table_says_where_one_begins_to_type(prep: PreparationPage) -> None:
    begins = {CANDIDATES: "name", JURORS: "name", CATEGORIES: "code", CRITERIA: "category", PANELS: "code", SCHEDULE: "day"}
    for kind, column in begins.items():
        prep.show_table(kind)
        model = prep.table.table
        shown = [model.index(len(model.rows), place).data() for place in range(len(model.columns))]
        assert [key for key, words in zip(model.columns, shown, strict=True) if words] == [column], kind.key
        prep.table.begin_new()
        assert prep.table.current == ("", column)


def test_laptops_that_do_not_know_yet_are_counted(door: Desk, prep: PreparationPage, tmp_path: Path) -> None:
    other = a_prepared(door.event, "panel", ["J01"])
    score_all(a_juror(other), "K01", "80")
    merge(door.event, [pack(other, tmp_path / "stick")])
    prep.edits.compare()
    prep.show_table(JURORS)
    cell(prep, "J04", "institution", "Kantor Lain")
    assert "1" in prep.said.text()


def test_a_delay_moves_what_follows_and_says_so_first(door: Desk, prep: PreparationPage) -> None:
    QTest.mouseClick(prep.acts.delay, LEFT)
    keys("K01\n20")
    assert "K02" in prep.acts.effect.text()
    keys("\n\n")
    slots = model_records.slots(door.event.file)
    assert [one.start.strftime("%H:%M") for one in slots.values()] == ["09:20", "09:50"]
    assert prep.acts.isHidden() and focused() is not None


def test_what_was_held_already_is_named_before_it_is_moved_and_the_first_that_was_not(door: Desk) -> None:
    page = after_signing(door)
    assert {number for _juror, number in Board.of(door.event.file).records} == {"K01"}
    for button, typed_in in ((page.acts.delay, "K01\n20"), (page.acts.swap, "K02\nK01")):
        QTest.mouseClick(button, LEFT)
        keys(typed_in)
        assert says(page.acts.effect.text(), HELD, candidates="K01")
        assert says(page.acts.effect.text(), "The first without a signed sheet is {candidate}.", candidate="K02")
    QTest.mouseClick(page.acts.delay, LEFT)
    keys("K02\n20")
    assert not says(page.acts.effect.text(), HELD)


def test_two_interviews_are_swapped(door: Desk, prep: PreparationPage) -> None:
    QTest.mouseClick(prep.acts.swap, LEFT)
    keys("K01\nk77\n\n")
    assert prep.acts.second.hasFocus() and prep.acts.isVisible(), "the one that is wrong"
    keys("k02\n\n")
    slots = model_records.slots(door.event.file)
    assert [*slots] == ["K02", "K01"] and slots["K02"].start.strftime("%H:%M") == "09:00"
    told = prep.said.text()
    assert all(f"{number} Kandidat Contoh {number} {plain_date(slots[number].day)} " in told for number in ("K01", "K02"))
    assert clock_time(slots["K02"].start) in told and clock_time(slots["K01"].start) in told


def test_a_swap_across_two_days_tells_the_days_before_it_is_done_and_after(door: Desk, prep: PreparationPage) -> None:
    first = model_records.slots(door.event.file)["K01"]
    prep.show_table(SCHEDULE)
    other = first.day + timedelta(days=1)
    cell(prep, "K02", "day", other.strftime("%d/%m/%Y"))
    assert plain_date(other) in prep.said.text(), "typed into the table it is told as well"
    QTest.mouseClick(prep.acts.swap, LEFT)
    keys("K01\nK02\n")
    told = prep.acts.effect.text().split("\n")
    assert len(told) == 2 and all(plain_date(day) in line for line in told for day in (first.day, other))
    keys("\n")
    assert f"K01 Kandidat Contoh K01 {plain_date(other)}" in prep.said.text()


def test_a_juror_in_anothers_place_has_a_code_of_their_own(door: Desk, prep: PreparationPage) -> None:
    QTest.mouseClick(prep.acts.replaced, LEFT)
    keys("J99\nProf. Pengganti\n")
    assert says(prep.acts.effect.text(), NOT_IN_PLACE, code="J99"), "nobody is called an observer who isn't there"
    prep.acts.first.clear()
    prep.acts.second.clear()
    prep.acts.first.setFocus()
    keys(f"{model_records.jurors(door.event.file)['J01'].name.lower()}\nProf. Pengganti\nUniversitas Lain\n\n")
    assert says(prep.said.text(), "; {jurors} only observes from now on", jurors="J01") and "J06" in prep.said.text()
    jurors = model_records.jurors(door.event.file)
    assert jurors["J06"].name == "Prof. Pengganti" and jurors["J06"].role is Role.CHAIR
    assert jurors["J01"].role is Role.OBSERVER and jurors["J01"].name != "Prof. Pengganti"


def test_a_juror_who_leaves_is_recorded_with_the_attendance(door: Desk, prep: PreparationPage) -> None:
    QTest.mouseClick(prep.acts.leaving, LEFT)
    assert door.secretary.stack.currentWidget() is door.secretary.go("attendance")


def test_the_workbook_goes_out_and_says_the_same(door: Desk, prep: PreparationPage, tmp_path: Path) -> None:
    prep.write_workbook.write(tmp_path / "out.xlsx")
    door.settle()
    assert registers_of(read_workbook_setup(tmp_path / "out.xlsx")) == registers_of(setup_of(door))
    assert prep.said.isVisible()


def test_what_another_program_writes_is_shown(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(JURORS)
    other = open_event(door.event.laptop, door.event.path, PASSPHRASE)
    desk = a_desk(other)
    now = read_setup(other.file)
    apply(desk, plan(desk, settle(now, typed(JURORS, now, Drafts(), "+1", {"code": "J77", "name": "Prof. Lain"})).setup))
    other.close()
    door.bot.waitUntil(lambda: any(row.name == "J77" for row in prep.table.table.rows), timeout=20_000)


def test_another_language_names_columns_and_words_anew(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(JURORS)
    prep.table.begin_new()
    keys("Prof. Setengah")
    door.window.switch_language()
    QApplication.processEvents()
    assert prep.tabs["jurors"].text() == "Jurors" and prep.table.table.heading(1) == "Name"
    keys(" Diketik\t")
    assert model_records.jurors(door.event.file)["J06"].name == "Prof. Setengah Diketik", "nothing typed is lost"
    assert "chair" in [row.texts.get("role") for row in prep.table.table.rows]


def test_a_code_of_the_event_is_not_typed_over(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(JURORS)
    before = door.entries()
    cell(prep, "J01", "code", "J99")
    assert door.entries() == before
    paste(prep, "J01", "code", "J99\tNama")
    assert door.entries() == before and prep.said.isVisible() and "J01" in prep.said.text()


def test_a_time_of_an_interview_is_typed(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(SCHEDULE)
    prep.table.begin_new()
    keys("19/02/2024\t10.30\t11.00\tU01\n")
    assert model_records.slots(door.event.file)["U01"].start.strftime("%H:%M") == "10:30"


def test_the_events_own_fields_are_a_table_too(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(EVENT_TABLE)
    cell(prep, "city", "value", "Singaraja")
    cell(prep, "letterhead2", "value", "Jalan Contoh 1")
    event = setup_of(door).event
    assert event.city == "Singaraja" and event.letterhead[1] == "Jalan Contoh 1"
    cell(prep, "time_zone", "value", "Mars")
    assert len(prep.mistakes.sentences) == 1 and setup_of(door).event == event
    QTest.mouseClick(prep.undo, LEFT)
    QTest.mouseClick(prep.undo, LEFT)
    QTest.mouseClick(prep.undo, LEFT)
    assert setup_of(door).event.city == "Denpasar" and len(setup_of(door).event.letterhead) == 1


def test_esc_leaves_the_table_and_tab_goes_through_it(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(JURORS)
    prep.table.setFocus()
    keys("\t")
    assert prep.table.current == ("J01", "position") and prep.table.hasFocus()
    QTest.keyClick(prep.table, KEY.Key_Escape)
    assert not prep.table.hasFocus()


def test_space_after_each_act_does_nothing_elsewhere(door: Desk, prep: PreparationPage) -> None:
    language = current()
    prep.show_table(JURORS)
    cell(prep, "J04", "institution", "Kantor Lain")
    acts = (prep.acts.juror, prep.acts.candidate, prep.undo)
    for act in acts:
        QTest.mouseClick(act, LEFT)
        before = registers_of(setup_of(door))
        QTest.keyClick(focused(), KEY.Key_Space)
        QTest.keyClick(focused(), KEY.Key_Escape)
        assert prep.isAncestorOf(focused()) and current() == language and registers_of(setup_of(door)) == before


def test_an_edit_that_waits_for_the_pin_is_compared_again_when_somebody_writes(door: Desk) -> None:
    page = after_signing(door)
    cell(page, "KAB", "method", "median")
    sign(a_juror(door.event, "J02"), "K01", "90")
    door.window.session.look_for_news()
    assert page.cards.doing.isVisible() and any("J02 K01" in one for one in page.cards.effects.sentences)
    give_pin(door, page)
    assert model_records.categories(door.event.file)["KAB"].method.value == "median"


def test_scores_of_former_criteria_can_be_let_count_where_the_criteria_were_changed(door: Desk) -> None:
    page = after_signing(door)
    page.show_table(CRITERIA)
    cell(page, "KAB/REG", "weight", "50")
    cell(page, "KAB/CAK", "weight", "50")
    assert page.cards.effects.isVisible() and page.former.isHidden()
    give_pin(door, page)
    assert page.former.isVisible() and [card.category for card in page.former.cards] == ["KAB"]


def test_each_table_is_spoken_by_its_own_name(prep: PreparationPage) -> None:
    for kind in (JURORS, CRITERIA, CANDIDATES):
        prep.show_table(kind)
        assert says(prep.table.accessibleName(), "{name}: Esc leads out", name=kind.name)


def after_a_kill(door: Desk) -> PreparationPage:
    """The program died, with what it had kept, and the secretary is back."""
    (file,) = door.folder.rglob("preparation.typed")
    content = file.read_bytes()
    laptop, path = door.event.laptop, door.event.path
    door.window.session.close()
    file.write_bytes(content)
    door.window.show_seats(open_event(laptop, path, PASSPHRASE))
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    return page


def test_after_an_interview_that_is_sorted_into_its_place_enter_leads_to_no_other_candidates_row(
    door: Desk, prep: PreparationPage
) -> None:
    prep.show_table(SCHEDULE)
    prep.table.begin_new()
    keys("19/02/2024\t08.00\t08.20\tU01\n")
    assert [one.name for one in prep.edits.rows(SCHEDULE)] == ["U01", "K01", "K02"], "the earliest one"
    assert prep.table.current[0] == "", "the empty row"
    cell(prep, "U01", "end", "11.20")
    cell(prep, "U01", "start", "11.00")
    assert [one.name for one in prep.edits.rows(SCHEDULE)] == ["K01", "K02", "U01"]
    assert prep.table.current[0] == "U01", "the cursor stays with the row that it moved"


def test_enter_stays_with_what_is_wrong_and_says_why_and_goes_on_if_pressed_again(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(SCHEDULE)
    cell(prep, "K02", "start", clock_time(setup_of(door).slots[0].start))
    assert prep.table.current == ("K02", "start") and prep.table.hasFocus()
    (why,) = [str(one.problem) for one in prep.edits.settled.mistakes]
    assert prep.said.isVisible() and prep.said.text() == why and "K01" in why
    keys("\n")
    assert prep.table.current != ("K02", "start")


def test_an_interview_stored_beside_another_of_the_same_jurors_says_so_at_once(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(SCHEDULE)
    prep.table.begin_new()
    keys("19/02/2024\t08.00\t08.30\tU01\t")
    assert "⚠" not in prep.said.text()
    prep.table.begin_new()
    keys("19/02/2024\t08.10\t08.40\tU02\t")
    assert [line for line in prep.said.text().splitlines() if line.startswith("⚠") and "U01" in line and "U02" in line]


def test_who_is_to_get_an_hour_stands_in_the_schedule_already(door: Desk, prep: PreparationPage) -> None:
    prep.give_hour("U01")
    assert prep.edits.rows(SCHEDULE)[-1].texts == {"candidate": "U01"} and prep.table.current[1] == "day"
    prep.give_hour("U01")
    assert len(prep.edits.rows(SCHEDULE)) == 3, "once"
    keys("19/02/2024\t10.00\t10.30\t")
    assert setup_of(door).slots[-1].candidate == "U01"


def test_a_row_that_the_program_began_keeps_nobody_from_handing_over(door: Desk, prep: PreparationPage) -> None:
    prep.give_hour("U01")
    prep.settle()
    assert prep.unfinished() == [] and len(prep.edits.rows(SCHEDULE)) == 2
    prep.give_hour("U01")
    keys("19/02/2024\t")
    prep.settle()
    assert prep.unfinished() and prep.edits.rows(SCHEDULE)[-1].texts["candidate"] == "U01", "somebody typed a day"


def test_a_row_begun_and_a_cell_half_typed_outlive_a_kill(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(SCHEDULE)
    prep.table.begin_new()
    keys("30/11/2026\t\t\tU01\t")
    prep.show_table(JURORS)
    prep.table.begin_new()
    keys("Prof. Rahasia")
    prep.kept.keep()
    (file,) = door.folder.rglob("preparation.typed")
    assert b"Rahasia" not in file.read_bytes() and b"30/11" not in file.read_bytes(), "as ciphertext alone"
    page = after_a_kill(door)
    assert page.said.isVisible() and door.secretary.buttons["preparation"].isChecked()
    assert page.table.hasFocus() and page.table.current[0] == page.edits.rows(JURORS)[-1].name
    assert page.edits.rows(SCHEDULE)[-1].texts == {"day": "30/11/2026", "candidate": "U01"}
    assert page.edits.rows(JURORS)[-1].texts == {"code": "J06", "name": "Prof. Rahasia"}
    assert "J06" not in model_records.jurors(door.event.file), "typed again, never stored again"
    page.edits.type(JURORS, page.edits.rows(JURORS)[-1].name, {"name": ""})
    page.edits.remove(JURORS, page.edits.rows(JURORS)[-1].name)
    page.edits.remove(SCHEDULE, page.edits.rows(SCHEDULE)[-1].name)
    assert not [*door.folder.rglob("*.typed")]


def test_what_waits_for_its_pin_outlives_a_kill(door: Desk) -> None:
    page = after_signing(door)
    cell(page, "KAB", "method", "median")
    page.kept.keep()
    page = after_a_kill(door)
    assert page.cards.doing.isVisible() and page.cards.effects.isVisible()
    give_pin(door, page)
    assert model_records.categories(door.event.file)["KAB"].method.value == "median"
    assert not [*door.folder.rglob("*.typed")]


def test_what_was_given_up_at_preparation_does_not_come_back(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(SCHEDULE)
    prep.table.begin_new()
    keys("30/11/2026\t")
    prep.kept.keep()
    assert [*door.folder.rglob("*.typed")]
    door.window.hand_over()
    QTest.mouseClick(door.window.notice.drop, LEFT)
    assert not [*door.folder.rglob("*.typed")]


def test_a_quick_act_leaves_what_waits_for_its_pin(door: Desk) -> None:
    page = after_signing(door)
    cell(page, "KAB", "method", "median")
    QTest.mouseClick(page.acts.delay, LEFT)
    keys("K01\n20\n\n")
    assert model_records.slots(door.event.file)["K01"].start.strftime("%H:%M") == "09:20"
    assert page.cards.doing.isVisible(), "it waits as before"
    give_pin(door, page)
    assert model_records.categories(door.event.file)["KAB"].method.value == "median"


def test_a_quick_act_that_needs_the_pin_waits_together_with_what_is_typed(door: Desk) -> None:
    page = after_signing(door)
    cell(page, "KAB", "method", "median")
    QTest.mouseClick(page.acts.replaced, LEFT)
    keys("J04\nProf. Pengganti\n\n\n")
    cell(page, "KAB", "places", "2")
    assert door.window.session.rows_typed == 3, "the category, the new juror and the former one"
    assert "J06" not in model_records.jurors(door.event.file)
    give_pin(door, page)
    assert model_records.jurors(door.event.file)["J06"].name == "Prof. Pengganti"
    category = model_records.categories(door.event.file)["KAB"]
    assert (category.method.value, category.places) == ("median", 2)


@pytest.mark.parametrize("packed", [False, True])
def test_whom_other_laptops_may_know_already_keeps_its_code_when_it_is_undone(
    door: Desk, tmp_path: Path, *, packed: bool
) -> None:
    a_prepared(door.event, "panel", ["J01"])
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    page.table.begin_new()
    keys("Kabupaten Salah\tInstansi\tKAB\n")
    page.show_table(JURORS)
    page.table.begin_new()
    keys("Prof. Salah Ketik\n")
    assert "1" in page.said.text(), "a laptop doesn't know yet"
    if packed:
        pack(door.event, tmp_path / "stick")
    QTest.mouseClick(page.undo, LEFT)
    jurors = model_records.jurors(door.event.file)
    assert (
        (jurors["J06"].role is Role.OBSERVER and says(page.said.text(), OBSERVES, codes="J06")) if packed else "J06" not in jurors
    )
    page.show_table(CANDIDATES)
    before = door.entries()
    QTest.mouseClick(page.undo, LEFT)
    assert ("K03" in model_records.candidates(door.event.file)) is packed
    assert (door.entries() == before) is packed and says(page.said.text(), WITHDRAW_INSTEAD, codes="K03") is packed


def test_a_panel_is_typed_in_a_table_of_its_own(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(PANELS)
    prep.table.begin_new()
    keys("B\t")
    assert says(prep.needed.text(), "Row {row} still needs: {columns}.", row=1, columns=PANELS.columns[1].name)
    keys("J01, J02\tKAB\n")
    setup = setup_of(door)
    assert {one.code: one.panels for one in setup.jurors}["J02"] == ("B",) and setup.categories[0].panel == "B"
    assert [row.name for row in prep.table.table.rows] == ["B"] and prep.needed.isHidden()
    cell(prep, "B", "jurors", "J01, J99")
    assert "J99" in prep.said.text() and prep.table.table.rows[0].texts["jurors"] == "J01, J02"


def test_who_was_joined_or_withdrew_is_marked_in_the_table(door: Desk) -> None:
    desk = a_desk(door.event)
    desk.join("K02", "K01", "entered twice")
    desk.withdraw("U02", "its own wish")
    door.sit("")
    page = door.secretary.go("preparation")
    assert isinstance(page, PreparationPage)
    assert says(page.below.text(), "{candidate} has withdrawn; its scores stay on record.", candidate="U02")
    model = page.table.table
    spoken = {row.name: model.data(model.index(place, 0), ROLE.AccessibleTextRole) for place, row in enumerate(model.rows)}
    assert "K01" in spoken["K02"] and page.below.isVisible()
    assert {row.name for place, row in enumerate(model.rows) if model.data(model.index(place, 0), MARK)} == {"K02", "U02"}


def test_a_panel_with_a_name_that_is_no_code_can_be_typed_anew_and_removed(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(PANELS)
    prep.table.begin_new()
    keys("Panel Satu\tJ01, J02\tKAB\n")
    (sentence,) = prep.mistakes.sentences
    assert says(sentence, NO_CODE, table=PANELS.name, row=1, found="Panel Satu") and prep.needed.isHidden()
    model = prep.table.table
    assert model.mistake(model.index(0, 0)) == sentence
    prep.table.go_to(model.rows[0].name, "code")
    assert prep.remove.isVisible()
    cell(prep, model.rows[0].name, "code", "P1")
    assert setup_of(door).categories[0].panel == "P1" and prep.mistakes.isHidden()
    prep.table.go_to("P1", "code")
    assert prep.remove.isHidden()
    prep.table.begin_new()
    keys("Panel Dua\t")
    prep.table.go_to(model.rows[1].name, "code")
    QTest.mouseClick(prep.remove, LEFT)
    assert [row.name for row in model.rows] == ["P1"] and prep.mistakes.isHidden()


def test_the_names_stay_in_view_when_a_narrow_table_is_scrolled(door: Desk, prep: PreparationPage) -> None:
    page = prep
    door.window.resize(1024, 600)
    page.show_table(CANDIDATES)
    table = page.table
    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    assert table.names.width >= table.columnWidth(0) > 0
    at = QPoint(table.names.width - 5, table.rowViewportPosition(0) + 5)
    assert table.indexAt(at).column() < table.names.columns and table.indexAt(at).row() == 0
    last = table.table.columnCount() - 1
    table.setCurrentIndex(table.table.index(0, last))
    table.setCurrentIndex(table.table.index(0, table.names.columns))
    assert table.visualRect(table.currentIndex()).left() >= table.names.width, "what is typed into isn't below them"
    kind = table.table.index(0, table.table.columns.index("category"))
    assert kind.data().startswith("KAB · ") and kind.data(ROLE.EditRole) == "KAB", "called by its name, typed as its code"


def test_a_cell_that_is_still_being_typed_into_is_not_lost_by_closing(door: Desk, prep: PreparationPage) -> None:
    prep.table.begin_new()
    keys("Kab Tabanan")
    assert not door.window.close() and door.window.notice.drop.isVisible()
    assert "Kab Tabanan" in [cell for row in prep.edits.rows(CANDIDATES) for cell in row.texts.values()]


def test_a_category_s_first_criteria_are_taken_back_with_the_category(door: Desk, prep: PreparationPage) -> None:
    prep.show_table(CATEGORIES)
    prep.table.begin_new()
    keys("BARU\tKategori Baru\n")
    prep.show_table(CRITERIA)
    prep.table.begin_new()
    QApplication.clipboard().setText("BARU\tAAA\tSatu\t50\nBARU\tBBB\tDua\t40")
    QTest.keyClick(prep.table, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    cell(prep, prep.edits.rows(CRITERIA)[-1].name, "weight", "50")
    assert [one.code for one in setup_of(door).criteria][-2:] == ["AAA", "BBB"]
    assert set(prep.edits.newest) == {"categories", "criteria"}, "the button says what it takes back"
    QTest.mouseClick(prep.undo, LEFT)
    assert "BARU" not in {one.code for one in setup_of(door).categories} | {one.category for one in setup_of(door).criteria}
    assert prep.said.property("notice") == "good"


def test_leaving_is_offered_no_longer_than_something_would_be_lost(door: Desk, prep: PreparationPage) -> None:
    notice = door.window.notice

    def begin_and_close() -> None:
        prep.table.begin_new()
        keys("30/11/2026\t")
        assert not door.window.close() and notice.drop.isVisible()

    prep.show_table(SCHEDULE)
    begin_and_close()
    while prep.unfinished():
        QTest.keyClick(prep.table, KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    notice.drop.click()
    assert door.window.isVisible() and door.window.page is door.secretary, "there is nothing to give up by now"
    door.bot.waitUntil(notice.isHidden)
    begin_and_close()
    door.window.show_start()
    assert notice.isHidden(), "another page is shown"


def test_a_panel_that_the_schedule_alone_names_judges_whom_it_hears() -> None:
    told = panel_words(a_day(("K01", 9, 0, "P9", "A"), ("U01", 9, 30, "", "B")))
    assert says(told, "Panel {panel}: {jurors} judge {categories}.", panel="P9", categories="K01")
