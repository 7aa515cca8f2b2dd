"""Edits in an event: stored as a changed workbook is, and undone where nothing stands in a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.desk.secretary import SecretaryDesk
from juryapp.desk.setup_registers import registers_of
from juryapp.errors import Refused
from juryapp.model.setup import Setup
from juryapp.setup_changes.edits import Drafts, settle, typed
from juryapp.setup_changes.undoing import undone
from juryapp.setup_changes.update import Update, apply, plan
from juryapp.store import journal
from juryapp.store.setup import read_setup
from juryapp.workbook.columns import CANDIDATES, CATEGORIES, CRITERIA, JURORS, SCHEDULE, SheetKind
from tests.builders import a_desk, a_juror, a_prepared, an_event, light_passphrases, score_all


@pytest.fixture(autouse=True)
def _passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases():
        yield


def store(desk: SecretaryDesk, kind: SheetKind, row: str, **texts: str) -> tuple[Setup, Setup]:
    before = read_setup(desk.event.file)
    planned = plan(desk, settle(before, typed(kind, before, Drafts(), row, texts)).setup)
    apply(desk, planned, spare=False)
    return before, read_setup(desk.event.file)


def undo(desk: SecretaryDesk, before: Setup, after: Setup) -> Update:
    found = undone(read_setup(desk.event.file), before, after)
    planned = plan(desk, found.setup, gone=found.gone)
    apply(desk, planned, spare=False)
    return planned


def test_everything_that_was_added_can_be_undone_and_stays_on_record(tmp_path: Path) -> None:
    desk = a_desk(an_event(tmp_path))
    start = registers_of(read_setup(desk.event.file))
    edits = [
        store(desk, CATEGORIES, "+1", code="DES", name="Desa"),
        store(desk, CRITERIA, "+1", category="DES", code="APB", name="APBDes", weight="100"),
        store(desk, CANDIDATES, "+1", number="D01", name="Desa Contoh", category="DES"),
        store(desk, SCHEDULE, "+1", candidate="D01", day="19/02/2024", start="13.00"),
        store(desk, JURORS, "+1", code="J09", name="Prof. Sementara"),
        store(desk, JURORS, "J05", name="Juri Contoh J-05"),
    ]
    entries = journal.count(desk.event.file)
    for before, after in reversed(edits[2:]):
        assert undo(desk, before, after).values
    undo(desk, *edits[1])
    undo(desk, *edits[0])
    assert registers_of(read_setup(desk.event.file)) == start
    assert journal.count(desk.event.file) > entries, "undoing writes; it takes nothing out"
    store(desk, JURORS, "+1", code="J09", name="Prof. Tetap")
    assert read_setup(desk.event.file).jurors[-1].name == "Prof. Tetap"


def test_one_in_whose_name_something_stands_is_not_undone(tmp_path: Path) -> None:
    desk = a_desk(an_event(tmp_path))
    edit = store(desk, CANDIDATES, "+1", number="K09", name="Kabupaten Baru", category="KAB")
    score_all(a_juror(desk.event), "K09", "80")
    with pytest.raises(Refused, match="K09"):
        undo(desk, *edit)
    assert read_setup(desk.event.file).candidates[-1].number == "K09"


def test_one_that_laptops_may_know_is_not_undone(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    desk = a_desk(event)
    edit = store(desk, JURORS, "+1", code="J09", name="Prof. Contoh")
    a_prepared(event, "panel", ["J01"])
    with pytest.raises(Refused, match="J09"):
        undo(desk, *edit)


def test_an_edit_without_effects_says_so_and_a_late_juror_after_the_first_score_does_not(tmp_path: Path) -> None:
    desk = a_desk(an_event(tmp_path))
    setup = read_setup(desk.event.file)
    more = replace(setup, jurors=(*setup.jurors, replace(setup.jurors[1], code="J09", name="Prof. Lain")))
    assert not plan(desk, more).has_effects
    score_all(a_juror(desk.event), "K01", "80")
    assert plan(desk, more).has_effects
