"""A category's rounding from the workbook to the ranking and the signed sheet."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from juryapp.event.opening import open_event
from juryapp.model.rounding import Roundings
from juryapp.store.setup import read_setup
from juryapp.workbook.export import write_setup
from tests.cli.builders import PASSPHRASE, Said, Table, full


def rounds(table: Table, rules: str) -> Said:
    """A workbook in which the categories round so is taken."""
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        setup = read_setup(event.file)
    categories = tuple(replace(one, roundings=Roundings.read(rules)) for one in setup.categories)
    write_setup(table.folder / "rounded.xlsx", replace(setup, categories=categories))
    return table.does("update", table.event, "--from", table.folder / "rounded.xlsx", "--yes", "--lang", "en")


@pytest.mark.parametrize(
    ("rules", "score", "exact", "people"),
    [("final:0", "87.00", "87", "87,00"), ("final:3", "87.300", "873/10", "87,300"), ("total:4", "87.30", "873/10", "87,30")],
)
def test_scores_have_the_decimals_that_rank_them(table: Table, rules: str, score: str, exact: str, people: str) -> None:
    rounds(table, rules)
    table.sign_both(full("K01", reg="85.5"))
    [category] = table.does("tally", table.event, "--category", "KAB", "--json").json["categories"]
    assert (category["ranking"][0]["score"], category["ranking"][0]["exact"]) == (score, exact)
    assert people in table.does("tally", table.event, "--category", "KAB", "--lang", "id").out.split()


def test_scores_that_are_printed_alike_are_tied(table: Table) -> None:
    rounds(table, "final:0")
    table.sign_both({**full("K01", reg="85.5"), **full("K02", reg=85)})
    [category] = table.does("tally", table.event, "--category", "KAB", "--json").json["categories"]
    told = [(place["candidate"], place["score"], place["decided_by"]) for place in category["ranking"]]
    assert told == [("K01", "87.00", "criterion:REG"), ("K02", "87.00", "criterion:REG")]


@pytest.mark.parametrize("rules", ["criterion:1", "criterion:0,total:0", "criterion mean:1,criterion:0,total:0,final:1"])
def test_a_sheet_that_is_signed_under_rounding_is_valid_and_stays_so(table: Table, rules: str) -> None:
    assert "rounding becomes" in rounds(table, rules).out
    table.sign_both(full("K01", reg="85.5"))
    (signed, *_) = sorted((table.folder / "signed").glob("*K01*.pdf"))
    with pikepdf.open(BytesIO(signed.read_bytes())) as document:
        value = json.loads(document.attachments["sheet.json"].get_file().read_bytes())
    told = value["rounding"] if isinstance(value["rounding"], list) else [value["rounding"]]
    assert ",".join(f"{one['step']}:{one['places']}" for one in told) == str(Roundings.read(rules).of_sheet())
    table.does("verify", signed, "--event", table.event)
    rounds(table, "final:1")
    table.does("verify", signed, "--event", table.event)
    [category] = table.does("tally", table.event, "--category", "KAB", "--json").json["categories"]
    assert category["ranking"][0]["score"] == "87.30"
