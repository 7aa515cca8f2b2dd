"""`juryapp next-stage` and `origins`: the first-placed go on into an event of their own, from the command line alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from juryapp.model.event import Event
from juryapp.model.stage import Stage
from juryapp.workbook.export import write_setup
from tests.cli.builders import Table, a_setup, full
from tests.cli.test_json_on_the_page import members, told_of
from tests.papers import a_pdf

STAGES = (Stage("Wawancara", Decimal(40)), Stage("Pleno", Decimal(60), None, own=True))
NATIONAL = Event(award="Paritrana Award", code="NAS24", organiser="Pusat", stage="Pleno", city="Jakarta")


@pytest.fixture
def province(table: Table) -> Table:
    """K01 is first and final; a national workbook waits for who comes."""
    table.sign_both({**full("K01", reg=95), **full("K02", reg=85), **full("K03", reg=75), **full("K04", reg=65)})
    table.does("close-laptop", table.jurors_event, on="juror")
    table.does("pack", table.jurors_event, "--to", "closed", on="juror")
    table.does("merge", table.event, "closed", "--admit")
    table.file("Laporan.pdf", a_pdf())
    table.does("add-paper", table.event, "Laporan.pdf", "--candidate", "K01")
    write_setup(Path("nasional.xlsx"), a_setup(event=NATIONAL, candidates=(), stages=STAGES))
    return table


NEXT = ("next-stage", "event.jury", "--from", "nasional.xlsx", "--to", "next.jury")


def test_the_first_goes_on_with_its_points_and_papers(province: Table) -> None:
    before = province.event.read_bytes()
    said = province.does(*NEXT, "--by", "Ibu Pusat", "--lang", "en")
    assert province.event.read_bytes() == before and said.lines[-1] == "next.jury"
    assert "The first 1 of each category" in said.out and "counts as the stage “Wawancara” with the weight 40" in said.out
    found = province.does("origins", "next.jury", "--with", "event.jury", "--json").json
    assert set(members(found)) <= told_of("origins")
    [one] = found["origins"]
    assert (one["number"], one["candidate"], one["place"], one["by"], one["held"]) == ("K01", "K01", 1, "Ibu Pusat", "same")
    assert (one["points"], one["exact"]) == ("93", "93")
    assert province.does("papers", "next.jury", "--json").json["papers"][0]["candidate"] == "K01"
    assert province.run(*NEXT).code == 1, "nothing is replaced"


def test_nothing_is_made_by_a_trial_or_where_something_lacks(province: Table) -> None:
    assert "Nothing was made yet" in province.does(*NEXT, "--dry-run", "--lang", "en").out
    province.does("reopen", province.event, "--juror", "J01", "--candidate", "K04", "--reason", "x")
    said = province.run(*NEXT, "--lang", "en")
    assert said.code == 1 and len(said.told) == 1 and "isn't final: K04: Signed sheets are still missing from J01" in said.err
    for wrong in (
        ("--first", "x"),
        ("--first", "Desa=1"),
        ("--leave-out", "K01"),
        ("--leave-out", "PAR24/K02"),
        ("--without", "x"),
    ):
        assert len(province.run(*NEXT, "--although", "x", *wrong).told) == 1
    assert not Path("next.jury").exists()
    province.does(*NEXT, "--although", "Jadwal nasional besok.", "--first", "Kabupaten/Kota=2", "--leave-out", "par24/k01")
    [one] = province.does("origins", "next.jury", "--json").json["origins"]
    assert (one["candidate"], one["although"]) == ("K02", "Jadwal nasional besok.")


def test_a_result_that_is_another_by_now_is_told(province: Table) -> None:
    province.does(*NEXT)
    province.does("withdraw", province.event, "--candidate", "K02", "--reason", "Mundur", "--despite-signed")
    said = province.run("origins", "next.jury", "--with", "event.jury", "--lang", "en")
    assert said.code == 1 and "another by now" in said.out
    assert "No candidate of this event" in province.does("origins", province.event, "--lang", "en").out
