"""Pictures of the secretary's rarer pages: two versions, requests, receiving. Called with a studio of tests/screens.py.

secretary_at_work(studio, folder, sit)     an event in the middle of its morning is open; `folder` is temporary
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from juryapp.board.results import seen_now, state_of
from juryapp.board.status import tallies
from juryapp.desk.juror import JurorDesk
from juryapp.desk.juror_requests import ask_reopening
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.subjects import Subject
from juryapp.locations import Home
from juryapp.model.candidate import Attendance
from juryapp.model.category import Method
from juryapp.setup_changes.tables import ALL
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.signing.pin_cost import PinCost
from juryapp.store.setup import read_setup
from juryapp.workbook.columns import CRITERIA
from juryapp.workbook.export import write_setup
from tests.builders import look_and_sign
from tests.screens_services import each_look, quiet

PIN, DESK_PIN, PASSPHRASE = "tikar-8-lumbung", "meja-9-lumbung", "rotan kelapa jingga 61"


def secretary_at_work(studio: Any, folder: Path, sit: Callable[[Any, str], None]) -> None:
    """All of them."""
    event = studio.window.session.opened
    disagree(event, folder)
    sit(studio, "")
    page = studio.window.page
    page.go("today")
    each_look(studio, "46-today")
    board = page.go("board")
    each_look(studio, "46-board-in-trouble")
    board.asked.requests["J01", "K01"].may_decline.click()
    studio.take("47-declining")
    for number, dispute in enumerate(board.disputed.shown):
        board.to_decide.emit(dispute.place)
        if number == 0:
            each_look(studio, "48-decide")
        studio.take(f"48-decide-{'-'.join(dispute.place)}")
    decision = page.stack.currentWidget()
    decision.matters[0].choices[1].setChecked(True)
    decision.button.click()
    studio.take("49-decide-without-reason")
    attendance = page.go("attendance")
    attendance.choose("K03")
    each_look(studio, "56-attendance")
    attendance.card.withdraw.click()
    studio.take("57-withdrawing")
    attendance.card.keep.click()
    attendance.choose_juror()
    studio.take("57-a-juror-comes-or-leaves")
    attendance.presence.choose("J03")
    attendance.presence.last.setText("K02")
    attendance.presence.effects.again()
    each_look(studio, "57-a-juror-leaves")
    attendance.choose("K03")
    attendance.recusals.open.click()
    next(iter(attendance.recusals.jurors.values())).click()
    attendance.verticalScrollBar().setValue(10_000)
    studio.take("57-recusal-on-paper")
    page.go("prepare").jurors["J01"].setChecked(True)
    each_look(studio, "58-prepare")
    preparation = page.go("preparation")
    each_look(studio, "60-preparation")
    for kind in ALL[1:]:
        preparation.show_table(kind)
        studio.take(f"60-preparation-{kind.key}")
    preparation.show_table(CRITERIA)
    first = preparation.edits.rows(CRITERIA)[0]
    preparation.edits.type(CRITERIA, first.name, {"weight": "1"})
    each_look(studio, "61-preparation-weights")
    preparation.edits.undo()
    preparation.acts.delay.click()
    studio.take("62-preparation-delay")
    the_plenary(studio, event)
    more = page.go("today").more
    for button, name in (
        (more.completeness, "63-completeness"),
        (more.history, "63-history"),
        (more.doubles, "64-doubles"),
        (more.erase, "65-erase"),
        (more.root, "66-headquarters-key"),
    ):
        button.click()
        quiet(studio)
        each_look(studio, name)
        page.stack.currentWidget().back.emit()
    receiving = page.go("receiving")
    studio.take("50-receiving-empty")
    receiving.look_in(brought(event, folder))
    quiet(studio)
    each_look(studio, "51-receiving-preview")
    for check in receiving.unknown.checks.values():
        check.setChecked(True)
    receiving.pin.field.setText(DESK_PIN)
    studio.take("52-receiving-admit")
    receiving.button.click()
    quiet(studio)
    studio.take("53-received")
    receiving.packing.pack_into(folder / "kotak")
    quiet(studio)
    receiving.verticalScrollBar().setValue(receiving.verticalScrollBar().maximum())
    studio.take("54-packed")
    page.go("board").verticalScrollBar().setValue(10_000)
    studio.take("55-board-laptops")
    change_the_list(studio, event, folder)
    turn_a_result(event)
    board.verticalScrollBar().setValue(0)
    board.refresh()
    each_look(studio, "60-changed-result")


def the_plenary(studio: Any, event: OpenEvent) -> None:
    """Before the reveal, then each part of it, and one as it is projected."""
    page = studio.window.page.go("plenary")
    studio.take("59-plenary")
    desk, (tally,) = SecretaryDesk.sit(event, DESK_PIN), tallies(event.file, page.category)
    ranking = [[one.candidate, one.rank, str(one.score)] for one in tally.ranking]
    said = {"second": "", "reason": "Ketua menyetujui lewat telepon", "expected": 54, "signed": 5, "digest": "0" * 64}
    # the sample's secretary scores too, and would have to sign first
    event.write([desk.act(Subject.REVEAL, f"desk/{page.category}", {**said, "ranking": ranking, "seen": desk.seen()})])
    for segment in ("ranking", "matrix", "compare", "decisions", "minutes"):
        page.choose_segment(segment)
        each_look(studio, f"59-plenary-{segment}")
    page.choose_segment("ranking")
    page.project()
    studio.take("59-plenary-projected")
    page.end_projection()


def change_the_list(studio: Any, event: OpenEvent, folder: Path) -> None:
    """A workbook with swapped rows, then one with another spelling, another rule and another panel."""
    page, setup = studio.window.page.go("update"), read_setup(event.file)
    studio.take("90-update-empty")
    first, second, *rest = setup.candidates
    swapped = (replace(second, number=first.number), replace(first, number=second.number), *rest)
    spelled = (replace(first, name=f"{first.name} Raya"), second, *rest)
    median = (replace(setup.categories[0], method=Method.MEDIAN, panel="P1"), *setup.categories[1:])
    changed = replace(setup, candidates=spelled, categories=median)
    for name, wanted in (("91-update-refused", replace(setup, candidates=swapped)), ("92-update", changed)):
        write_setup(folder / f"{name}.xlsx", wanted)
        page.look_at(folder / f"{name}.xlsx")
        quiet(studio)
        quiet(studio)
        each_look(studio, name)
    page._tell_unticked()
    studio.take("93-update-without-a-tick")


def turn_a_result(event: OpenEvent) -> None:
    """Two final results of one category are on record, and an absence between them."""
    desk = SecretaryDesk.sit(event, DESK_PIN)
    first = {**state_of(event.file, "KAB").as_value(seen_now(event.file)), "final": True}
    event.write([desk.act("result", "KAB", {**first, "digest": "1" * 64})])
    desk.attendance("K02", Attendance.ABSENT)
    event.write([desk.act("result", "KAB", {**first, "digest": "2" * 64, "ranking": first["ranking"][1:]})])


def other(event: OpenEvent, folder: Path, name: str, jurors: list[str], with_desk: bool = False) -> OpenEvent:
    """Another laptop, prepared and open."""
    laptop = Laptop(Home(folder / f"home-{name}"), event.laptop.clock, PinCost(8, 1, 1), name)
    desk = SecretaryDesk.sit(event, DESK_PIN)
    return open_event(laptop, prepare(desk, folder / f"for-{name}", jurors, with_desk=with_desk), PASSPHRASE)


def disagree(event: OpenEvent, folder: Path) -> None:
    """A sheet is signed on two laptops, a name is corrected on two, a candidate who withdrew is scored; a juror asks."""
    desk = SecretaryDesk.sit(event, DESK_PIN)
    with other(event, folder, "laptop-panel-2", ["J01", "J03"]) as panel, other(event, folder, "meja-hotel", [], True) as table:
        for where, points in ((panel, "75"), (event, "78")):
            juror = JurorDesk.sit(where, "J03", PIN)
            for code in [criterion.code for criterion in juror.board().criteria["KAB"]]:
                juror.record_score("K02", code, points)
            juror.record_remark("K02", "CAK", f"Data lengkap dan dapat diperiksa ({points})")
            look_and_sign(juror, ["K02"])
        JurorDesk.sit(panel, "J01", PIN).record_score("K07", "REG", "77")
        desk.withdraw("K07", "Pimpinan berhalangan")
        for where, name in ((event, "Kota Contoh Jaya"), (table, "Kota Contoh Raya")):
            where.write([SecretaryDesk.sit(where, DESK_PIN).act("candidate", "K06/name", {"value": name})])
        merge(event, [pack(panel, folder / "stick-2"), pack(table, folder / "stick-2")], desk)
    ask_reopening(JurorDesk.sit(event, "J01", PIN), "K01", "Skor Cakupan tertukar dengan kandidat sebelumnya")


def brought(event: OpenEvent, folder: Path) -> Path:
    """A stick with packages of two unknown laptops, our own, and a broken file."""
    stick = folder / "DISK"
    for name, juror, candidate in (("laptop-juri-6", "J06", "K04"), ("laptop-pengganti", "J01", "K06")):
        with other(event, folder, name, [juror]) as laptop:
            JurorDesk.sit(laptop, juror, PIN).record_score(candidate, "REG", "70")
            pack(laptop, stick)
    pack(event, stick)
    (stick / "rusak.jury").write_bytes(b"x" * 5_000)
    return stick
