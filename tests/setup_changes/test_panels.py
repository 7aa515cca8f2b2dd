"""Panels as a table: what is typed there stands at jurors and categories, and reads as one row a panel."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juryapp.errors import Refused
from juryapp.model.setup import Setup
from juryapp.setup_changes import tables
from juryapp.setup_changes.edits import Drafts, settle, still_waiting
from juryapp.setup_changes.panels import PANELS, panel_rows, panel_typed, panels_pasted
from tests.builders import a_setup


def split_setup() -> Setup:
    """J01 and J02 on the panel A, which judges KAB; J03 on A and B."""
    setup = a_setup()
    panels = {"J01": ("A",), "J02": ("A",), "J03": ("A", "B")}
    return replace(
        setup,
        jurors=tuple(replace(one, panels=panels.get(one.code, ())) for one in setup.jurors),
        categories=tuple(replace(one, panel="A" if one.code == "KAB" else "B") for one in setup.categories),
    )


def texts(setup: Setup, drafts: Drafts) -> list[tuple[str, ...]]:
    return [tuple(row.texts.get(column, "") for column in ("code", "jurors", "categories")) for row in panel_rows(setup, drafts)]


def test_each_panel_is_a_row_with_those_who_name_it() -> None:
    setup = split_setup()
    others = ", ".join(one.code for one in setup.categories if one.code != "KAB")
    assert texts(setup, Drafts()) == [("A", "J01, J02, J03", "KAB"), ("B", "J03", others)]


def test_a_juror_is_put_on_a_panel_and_taken_from_it() -> None:
    setup = split_setup()
    drafts = panel_typed(setup, Drafts(), "B", {"jurors": "j02, J03"})
    assert panel_rows(setup, drafts)[1].typed == {"jurors"}
    found = {one.code: one.panels for one in settle(setup, drafts).setup.jurors}
    assert (found["J02"], found["J03"]) == (("A", "B"), ("A", "B"))
    drafts = panel_typed(setup, drafts, "A", {"jurors": "J01"})
    found = {one.code: one.panels for one in settle(setup, drafts).setup.jurors}
    assert (found["J01"], found["J02"], found["J03"]) == (("A",), ("B",), ("B",))


def test_jurors_and_categories_are_named_by_their_names_too() -> None:
    setup = split_setup()
    drafts = panel_typed(setup, Drafts(), "B", {"jurors": "juri contoh j02, J03"})
    assert panel_rows(setup, drafts)[1].texts["jurors"] == "J02, J03"
    with pytest.raises(Refused, match="Contoh"):
        panel_typed(setup, Drafts(), "B", {"jurors": "Contoh"})


def test_nobody_judges_everything_because_a_panel_was_left() -> None:
    with pytest.raises(Refused, match="J01"):
        panel_typed(split_setup(), Drafts(), "A", {"jurors": "J02, J03"})


@pytest.mark.parametrize(("column", "text"), [("jurors", "J01, J02, J03, J77"), ("categories", "XYZ")])
def test_who_is_not_there_is_told(column: str, text: str) -> None:
    with pytest.raises(Refused, match=r"J77|XYZ"):
        panel_typed(split_setup(), Drafts(), "A", {column: text})


def test_a_panel_that_is_begun_waits_until_it_has_jurors() -> None:
    setup = split_setup()
    drafts = panel_typed(setup, Drafts(), "+1", {"code": "C"})
    settled = settle(setup, drafts)
    assert settled.setup == setup and settled.waits == drafts and settled.lacking == {("panels", "+1"): ("jurors",)}
    assert still_waiting(setup, drafts) == drafts
    drafts = panel_typed(setup, drafts, "+1", {"jurors": "J02"})
    assert texts(setup, drafts)[2] == ("C", "J02", "")
    drafts = panel_typed(setup, drafts, "C", {"categories": "KAB"})
    found = settle(setup, drafts)
    assert {one.code: one.panel for one in found.setup.categories}["KAB"] == "C" and not found.waits.rows


def test_panels_are_pasted_with_their_heading() -> None:
    setup = split_setup()
    drafts = panels_pasted(setup, Drafts(), (2, 0), "Panel\tJuri\tKategori\nC\tJ01, J02\tKAB")
    assert texts(setup, drafts)[2] == ("C", "J01, J02", "KAB")
    with pytest.raises(Refused, match="A"):
        panels_pasted(setup, drafts, (0, 0), "X\tJ01")


def test_a_name_that_is_no_code_waits_in_its_row_and_is_told_there() -> None:
    setup = split_setup()
    drafts = panel_typed(setup, Drafts(), "+1", {"code": "Panel Satu", "jurors": "J02", "categories": "KAB"})
    assert {row[0] for row in drafts.rows} == {PANELS.key}, "nobody was put on it"
    settled = tables.settle(setup, drafts)
    (mistake,) = settled.mistakes
    assert (mistake.table, mistake.row, mistake.column) == (PANELS.key, 2, "code") and "Panel Satu" in str(mistake.problem)
    assert settled.setup == setup and settled.waits == drafts and not settled.lacking
    drafts = panel_typed(setup, drafts, "+1", {"code": "C"})
    assert texts(setup, drafts)[2] == ("C", "J02", "KAB") and not tables.settle(setup, drafts).mistakes


def test_a_panel_that_is_only_typed_is_removed_and_its_jurors_are_where_they_were() -> None:
    setup = split_setup()
    drafts = panel_typed(setup, Drafts(), "+1", {"code": "C", "jurors": "J02, J04", "categories": "KAB"})
    drafts = panel_typed(setup, drafts, "A", {"jurors": "J01, J03"})
    assert tables.can_remove(PANELS, setup, "C") and not tables.can_remove(PANELS, setup, "A")
    assert not tables.removed(PANELS, setup, drafts, "C").rows
    with pytest.raises(Refused, match="A"):
        tables.removed(PANELS, setup, drafts, "A")
