"""Packages leave out the PDFs that those they are for hold already. Nobody forgets one, nobody counts a copy that isn't there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from juryapp.board.awaited_laptops import awaited_laptops, laptop_awaited
from juryapp.board.confirmations import acknowledged, confirmed
from juryapp.board.copies import CopyKind, sheet_copies
from juryapp.board.laptops import laptops
from juryapp.board.spared import spared_pdfs
from juryapp.board.warnings import noticed
from juryapp.board.wiping import wipe_obstacles
from juryapp.desk.headquarters import take_place
from juryapp.desk.laptop_closing import close
from juryapp.desk.laptop_removal import remove
from juryapp.desk.not_awaited import give_up
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.package import opened
from juryapp.sharing.exchange_folder import exchange_packages
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.receipt import write_receipt
from juryapp.store import attachment_table, journal, package_table, sheets
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from juryapp.verification.verdict import Judgement
from tests.builders import PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_prepared, an_event, carry, sign
from tests.exchange.test_merge import clone_of


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    (tmp_path / "hq").mkdir()
    return an_event(tmp_path / "hq")


@pytest.fixture
def early(hq: OpenEvent) -> OpenEvent:
    """A laptop that was prepared before anything was signed."""
    return a_prepared(hq, "third", ["J02"])


@pytest.fixture
def panel(hq: OpenEvent, early: OpenEvent) -> OpenEvent:
    """A juror's laptop with two signed sheets, of which it knows that headquarters has them."""
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).record_score("K01", "REG", "80")
    carry(panel, hq, admit=True)
    carry(hq, early)
    sign(a_juror(panel), "K01", "80")
    sign(a_juror(panel), "K02", "70")
    carry(panel, hq)
    merge(panel, [write_receipt(hq, hq.path.parent / "receipt")])
    return panel


@pytest.fixture
def third(hq: OpenEvent, panel: OpenEvent, early: OpenEvent) -> OpenEvent:
    """Another juror's laptop, which heard nothing so far and which headquarters knows."""
    a_juror(early, "J02").record_score("K01", "REG", "80")
    carry(early, hq, admit=True)
    return early


def pdfs(event: OpenEvent) -> set[str]:
    return {pdf for (pdf,) in event.file.rows("SELECT pdf FROM sheet JOIN attachment ON id = pdf WHERE content IS NOT NULL")}


def packed(package: Path) -> set[str]:
    with opened(package, PASSPHRASE) as found:
        return {*attachment_table.sizes(found.file)}


def lose_documents(event: OpenEvent) -> None:
    with event.beside_the_journal():
        event.file.connection.execute("UPDATE attachment SET content = NULL")
    event.laptop.clock.now += timedelta(hours=1)  # type: ignore[attr-defined]


def test_the_first_package_is_whole_and_later_ones_leave_out_what_headquarters_confirmed(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    both = pdfs(panel)
    third = a_prepared(hq, "other", ["J02"])
    sign(a_juror(third, "J02"), "K01", "60")
    assert pdfs(third) - both <= packed(pack(third, tmp_path / "first")), "nobody confirmed anything to it"
    light, whole = pack(panel, tmp_path / "light"), pack(panel, tmp_path / "whole", whole=True)
    assert not both & packed(light) and both <= packed(whole)
    assert whole.stat().st_size - light.stat().st_size > 60_000 * len(both), "83 KB a sheet"
    with opened(light, PASSPHRASE) as package:
        assert package.manifest and set(package.manifest.held) == both == set(package.manifest.left_out)
        assert not package.manifest.lacking, "its laptop holds them"
    assert verify([light], Authority.of_event(hq))[0].verdict is Judgement.VALID
    assert set(spared_pdfs(panel)) == both


def test_a_new_sheet_goes_along_and_nothing_is_lacking_at_headquarters(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    before = pdfs(panel)
    sign(a_juror(panel), "U01", "75")
    package = pack(panel, tmp_path / "stick")
    assert not before & packed(package) and pdfs(panel) - before <= packed(package)
    (result,) = merge(hq, [package]).packages
    assert (result.outcome, result.why) == ("merged", None), "nothing is told of what is here"
    assert sheets.without_pdf(hq.file) == [] and pdfs(panel) == pdfs(hq)


def test_a_third_laptop_knows_that_it_does_not_have_them_and_where_they_are(
    hq: OpenEvent, panel: OpenEvent, third: OpenEvent, tmp_path: Path
) -> None:
    with speaking("en"):
        (result,) = merge(third, [pack(panel, tmp_path / "stick")]).packages
        assert "2 signed sheets that are not here: headquarters holds them" in (result.why or "")
    assert len(sheets.without_pdf(third.file)) == 2 and not pdfs(third)
    found = {(one.juror, one.candidate): {copy.kind for copy in one.copies} for one in sheet_copies(third)}
    assert set(found) == {("J01", "K01"), ("J01", "K02")}
    assert all(kinds == {CopyKind.HEADQUARTERS, CopyKind.LAPTOP} for kinds in found.values())
    with speaking("en"):
        assert not any("signed PDFs" in str(problem) for problem in noticed(third)), "they aren't lost"
    with opened(pack(third, tmp_path / "other"), PASSPHRASE) as package:
        assert package.manifest and len(package.manifest.lacking) == 2, "it passes on that it lacks them"
    carry(hq, third)
    assert pdfs(third) == pdfs(panel), "headquarters packs them for it"


def test_headquarters_leaves_out_what_every_other_laptop_said_that_it_holds(
    hq: OpenEvent, panel: OpenEvent, third: OpenEvent, tmp_path: Path
) -> None:
    both = pdfs(hq)
    merge(hq, [pack(panel, tmp_path / "a")])
    assert both <= packed(pack(hq, tmp_path / "b")), "the third one lacks them"
    merge(third, [tmp_path / "b"])
    merge(hq, [pack(third, tmp_path / "c")])
    light = pack(hq, tmp_path / "d")
    assert not both & packed(light) and both <= packed(pack(hq, tmp_path / "e", whole=True))
    before = confirmed(panel)
    merge(panel, [light])
    assert all(confirmed(panel)[device] >= number for device, number in before.items()), "it confirms what it left out"
    lose_documents(third)
    merge(hq, [pack(third, tmp_path / "f")])
    assert both <= packed(pack(hq, tmp_path / "g")), "a laptop that lost them is given them again"


@pytest.mark.parametrize("way", ["removed", "given up"])
def test_who_takes_part_no_more_needs_no_documents(
    hq: OpenEvent, panel: OpenEvent, third: OpenEvent, way: str, tmp_path: Path
) -> None:
    merge(hq, [pack(panel, tmp_path / "a")])
    assert not spared_pdfs(hq)
    if way == "removed":
        remove(a_desk(hq), third.device or "", None, "hilang")
    else:
        give_up(a_desk(hq), laptop_awaited(awaited_laptops(hq), third.device or ""), "hilang")
    assert set(spared_pdfs(hq)) == pdfs(hq)


@pytest.mark.parametrize("word", ["receipt", "package"])
def test_headquarters_that_lost_documents_asks_for_them_by_its_next_word(
    hq: OpenEvent, panel: OpenEvent, word: str, tmp_path: Path
) -> None:
    lose_documents(hq)
    with speaking("en"):
        sign(a_juror(panel), "U01", "75")
        (result,) = merge(hq, [pack(panel, tmp_path / "light")]).packages
        assert "not here any more" in (result.why or ""), "it says how to get them again"
        assert any("Merge whole packages" in str(problem) for problem in noticed(hq))
    merge(panel, [write_receipt(hq, tmp_path / "x") if word == "receipt" else pack(hq, tmp_path / "x")])
    assert not spared_pdfs(panel)
    merge(hq, [pack(panel, tmp_path / "again")])
    assert pdfs(hq) == pdfs(panel) and sheets.without_pdf(hq.file) == []


@pytest.mark.parametrize("is_image", [True, False])
def test_headquarters_that_was_restored_is_given_all_of_it_again(
    hq: OpenEvent, panel: OpenEvent, third: OpenEvent, is_image: bool, tmp_path: Path
) -> None:
    """Its file alone from a backup: another laptop, until its root says otherwise. Or its whole disk: the laptop that it was."""
    former, early, image = pdfs(panel), hq.path.read_bytes(), clone_of(hq, "image")
    sign(a_juror(panel), "U01", "75")
    carry(panel, hq)
    said = write_receipt(hq, tmp_path / "r")
    merge(third, [said])
    merge(panel, [said])
    assert set(spared_pdfs(panel)) == pdfs(panel) > former
    hq.close()
    hq.path.write_bytes(early)
    restored = image if is_image else open_event(hq.laptop, hq.path, PASSPHRASE)
    restored.laptop.clock.now += timedelta(hours=3)  # type: ignore[attr-defined]
    if not is_image:
        take_place(a_desk(restored), ROOT_PIN)
    merge(panel, [pack(restored, tmp_path / "back")])
    assert set(spared_pdfs(panel)) == former, "what the restored file holds is confirmed, and no more"
    merge(panel, [said, pack(third, tmp_path / "third")])
    assert set(spared_pdfs(panel)) == former, "its former word, which goes round for long, raises nothing again"
    merge(restored, [pack(panel, tmp_path / "again")])
    assert pdfs(restored) == pdfs(panel) and sheets.without_pdf(restored.file) == []
    merge(panel, [write_receipt(restored, tmp_path / "last")])
    assert set(spared_pdfs(panel)) == pdfs(panel)


def test_headquarters_whose_clock_was_ahead_is_heard_again_after_one_way_and_back(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    hq.laptop.clock.now += timedelta(days=4_000)  # type: ignore[attr-defined]
    merge(panel, [write_receipt(hq, tmp_path / "ahead")])
    hq.laptop.clock.now -= timedelta(days=4_000)  # type: ignore[attr-defined]
    sign(a_juror(panel), "U01", "75")
    merge(hq, [pack(panel, tmp_path / "stick")])
    merge(panel, [write_receipt(hq, tmp_path / "mended")])
    assert set(spared_pdfs(panel)) == pdfs(panel)


def test_where_headquarters_was_copied_whole_nothing_is_left_out(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    twin = clone_of(hq, "twin")
    a_desk(hq).withdraw("K02", "sakit")
    a_desk(twin).withdraw("U02", "sakit")
    assert spared_pdfs(panel)
    merge(panel, [pack(hq, tmp_path / "a"), pack(twin, tmp_path / "b")])
    assert hq.device in journal.forked(panel.file) and not spared_pdfs(panel)


def test_what_a_laptop_says_of_itself_stays_where_it_was_read(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    merge(hq, [pack(panel, tmp_path / "a")])
    assert {device for device, _body, _sign in package_table.receipts(hq.file)} == {panel.device, hq.device}
    with opened(pack(hq, tmp_path / "b"), PASSPHRASE) as package:
        assert [one.manifest.device for one in package.receipts] == [hq.device]
    with opened(pack(panel, tmp_path / "c"), PASSPHRASE) as package:
        assert [one.manifest.device for one in package.receipts] == [hq.device]


def test_a_laptop_acknowledges_what_it_knows_to_be_confirmed(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    def told() -> tuple[int, int]:
        (one,) = (one for one in laptops(hq) if one.id == panel.device)
        return one.sheets, one.known_there

    assert told() == (2, 0) and not acknowledged(hq)
    older = pack(panel, tmp_path / "old")
    sign(a_juror(panel), "U01", "75")
    merge(hq, [pack(panel, tmp_path / "a")])
    assert told() == (3, 2), "the new sheet isn't confirmed yet"
    merge(panel, [write_receipt(hq, tmp_path / "r")])
    merge(hq, [pack(panel, tmp_path / "b")])
    assert told() == (3, 3)
    merge(hq, [older])
    assert told() == (3, 3), "an older package says nothing that is later"


def test_a_copy_that_was_never_there_wipes_nothing(hq: OpenEvent, panel: OpenEvent, third: OpenEvent, tmp_path: Path) -> None:
    merge(third, [pack(panel, tmp_path / "light")])
    close(third)
    carry(third, hq)
    close(panel)
    carry(panel, hq)
    carry(hq, panel)
    assert wipe_obstacles(third), "headquarters alone would hold them besides the laptop that signed, which may be wiped first"
    assert len(wipe_obstacles(panel)) >= 1, "the third laptop knows of the sheets and doesn't hold them"
    carry(hq, third)
    assert pdfs(third) == pdfs(panel)
    a_juror(third, "J02").record_score("K02", "REG", "80")
    close(third)
    carry(third, hq)
    carry(hq, panel)
    assert not [one for one in wipe_obstacles(panel) if "panel" in one], "now it does"


def test_the_copy_by_itself_is_written_again_once_headquarters_lost_something(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    done = exchange_packages(panel, stick)
    assert done.package and not pdfs(panel) & packed(done.package)
    assert exchange_packages(panel, stick, done).package == done.package
    lose_documents(hq)
    merge(panel, [write_receipt(hq, tmp_path / "r")])
    again = exchange_packages(panel, stick, done)
    assert again.package and again.package != done.package and pdfs(panel) <= packed(again.package)


def test_two_laptops_that_hear_what_the_other_holds_write_nothing_again_and_again(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    a, b = exchange_packages(panel, stick), exchange_packages(hq, stick)
    for _round in range(3):
        a, b = exchange_packages(panel, stick, a), exchange_packages(hq, stick, b)
    looks = a.looks, b.looks
    a, b = exchange_packages(panel, stick, a), exchange_packages(hq, stick, b)
    assert (a.looks, b.looks) == looks
