"""What comes in is told in jurors and sheets, and what waits for the secretary since."""

from __future__ import annotations

from pathlib import Path

from juryapp.board.step import StepKind
from juryapp.desk import laptop_closing
from juryapp.desk.juror_requests import ask_reopening, call_secretary
from juryapp.desk.pledging import pledge_for_review, sign_pledge
from juryapp.event.second_connection import EventPlace
from juryapp.setup_changes.new_setups import asking_for_pledges
from juryapp.sharing.brought import Brought, brought_words, together
from juryapp.sharing.pack import pack
from juryapp.sharing.receive import look, receive
from tests.builders import a_desk, a_juror, a_prepared, a_setup, an_event, carry, score_all, sign


def test_a_package_is_told_in_jurors_and_sheets(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J01", "J02"]) as panel:
        carry(panel, event, admit=True)
        for candidate in ("K01", "K02"):
            sign(a_juror(panel, "J02"), candidate, "80")
        score_all(a_juror(panel, "J01"), "U01", "70")
        a_juror(panel, "J01").recuse("K01", "ipar")
        call_secretary(a_juror(panel, "J01"), "K02")
        package = pack(panel, tmp_path / "DISK")
        place = EventPlace.of(event)
        brings = look(place, [package]).brings
        assert brings.sheets == {"J02": ("K01", "K02")} and brings.count == 2 and set(brings.drafts) == {"J01"}
        assert brings.recusals == (("J01", "K01"),) and brings.asked == ("J01",) and brings.jurors == ("J02", "J01")
        received = receive(place, [package], {}, "")
        assert received.report.brings == brings
        assert not look(place, [package]).brings, "nothing is new any more"


def test_what_waits_since_is_named_and_nothing_that_waited_before(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J01", "J02"]) as panel:
        carry(panel, event, admit=True)
        call_secretary(a_juror(event, "J03"), "K01")
        sign(a_juror(panel, "J02"), "K02", "80")
        ask_reopening(a_juror(panel, "J02"), "K02", "Salah ketik")
        a_juror(panel).record_score("K01", "REG", "70")
        a_juror(event).record_score("K01", "REG", "80")
        waits = receive(EventPlace.of(event), [pack(panel, tmp_path / "DISK")], {}, "").waits
        assert [one.kind for one in waits] == [StepKind.DECIDE, StepKind.REQUEST]
        assert waits[0].place == ("J01", "K01") and (waits[1].juror, waits[1].told) == ("J02", "Salah ketik")


def test_what_is_held_of_a_laptop_that_is_not_known_is_told_apart(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel:
        sign(a_juror(panel, "J02"), "K01", "80")
        report = look(EventPlace.of(event), [pack(panel, tmp_path / "DISK")])
        assert not report.brings and report.holds.sheets == {"J02": ("K01",)}


def test_a_sheet_that_would_stand_in_two_versions_is_named_before_it_comes_in(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel, a_prepared(event, "spare", ["J02"]) as spare:
        for laptop in (panel, spare):
            carry(laptop, event, admit=True)
        sign(a_juror(panel, "J02"), "K01", "80")
        sign(a_juror(panel, "J02"), "K02", "80")
        sign(a_juror(spare, "J02"), "K01", "70")
        packages = [pack(one, tmp_path / one.path.stem) for one in (panel, spare)]
        place = EventPlace.of(event)
        assert [look(place, [one]).brings.doubled for one in packages] == [(), ()], "alone each is the only one"
        both = look(place, packages).brings
        assert both.doubled == (("J02", "K01"),) and "J02 K01" in brought_words(both)
        receive(place, packages[:1], {}, "")
        assert look(place, packages[1:]).brings.doubled == (("J02", "K01"),)


def test_a_sheet_that_was_reopened_and_signed_again_replaces_its_first_version(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel:
        carry(panel, event, admit=True)
        sign(a_juror(panel, "J02"), "K01", "80")
        carry(panel, event)
        a_desk(event).reopen("J02", "K01", "Salah ketik")
        carry(event, panel)
        sign(a_juror(panel, "J02"), "K01", "75")
        assert not look(EventPlace.of(event), [pack(panel, tmp_path / "DISK")]).brings.doubled


def test_acts_of_the_desk_are_counted_without_what_it_writes_by_itself(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "meja", [], with_desk=True) as table:
        carry(table, event, admit=True)
        a_desk(table).withdraw("K01", "Sakit")
        brings = look(EventPlace.of(event), [pack(table, tmp_path / "DISK")]).brings
        assert brings.acts == 1 and not brings.sheets


def test_a_sheet_that_the_secretary_opened_again_elsewhere_is_named(tmp_path: Path) -> None:
    with an_event(tmp_path) as event, a_prepared(event, "meja", ["J02"], with_desk=True) as table:
        carry(table, event, admit=True)
        sign(a_juror(event, "J02"), "K01", "80")
        carry(event, table)
        a_desk(table).reopen("J02", "K01", "Salah ketik")
        brings = look(EventPlace.of(event), [pack(table, tmp_path / "DISK")]).brings
        assert brings.reopened == (("J02", "K01"),) and "J02 K01" in brought_words(brings) and not brings.acts


def test_a_pledge_alone_is_news_and_so_is_a_laptop_that_was_closed(tmp_path: Path) -> None:
    with an_event(tmp_path, asking_for_pledges(a_setup())) as event, a_prepared(event, "panel", ["J02"]) as panel:
        carry(panel, event, admit=True)
        juror = a_juror(panel, "J02")
        sign_pledge(juror, pledge_for_review(juror))
        place = EventPlace.of(event)
        brings = look(place, [pack(panel, tmp_path / "DISK")]).brings
        assert brings.pledges == ("J02",) and brings.jurors == ("J02",) and "J02" in brought_words(brings)
        carry(panel, event)
        laptop_closing.close(panel)
        brings = look(place, [pack(panel, tmp_path / "DISK")]).brings
        assert brings.closed == (panel.device,) and not brings.others and brought_words(brings)


def test_several_are_told_together_each_sheet_once() -> None:
    one, other = Brought({"J01": ("K01", "K02")}, {"J02": 1}), Brought({"J01": ("K02", "K03")}, {"J02": 2}, acts=1)
    assert together([one, other]) == Brought({"J01": ("K01", "K02", "K03")}, {"J02": 3}, acts=1)
    assert "J01 (3)" in brought_words(together([one, other])) and not together([])
