"""Signed sheets that name somebody else than the record does now: they count nowhere until the desk decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.board import names_on_sheets
from juryapp.board.cells import Board
from juryapp.board.disputes import disputes
from juryapp.board.names_on_sheets import REOPEN, named_otherwise
from juryapp.board.status import Conflict, conflicts, status, tallies
from juryapp.desk.draft_confirmation import confirm_draft
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act, Value
from juryapp.model.names import Difference
from juryapp.model.sheet import CellState
from juryapp.printing.event_documents import documents
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, journal
from juryapp.store.names import confirmed
from juryapp.store.setup import read_setup
from juryapp.tally.ranking import MISNAMED
from juryapp.text import _, speaking
from juryapp.verification.journal_check import check_sheet
from tests.builders import (
    ENROLLED,
    PASSPHRASE,
    a_candidate,
    a_desk,
    a_juror,
    a_prepared,
    a_setup,
    an_event,
    carry,
    ready_made,
    sign,
)
from tests.builders import a_laptop as a_laptop_of
from tests.documents.looking import look
from tests.forging import key_of, projections, rebuilt
from tests.saying import says


def _signed(folder: Path) -> None:
    with an_event(folder) as event:
        for juror in ENROLLED:
            sign(a_juror(event, juror), "K01", "80")
            sign(a_juror(event, juror), "K02", "70")


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    """K01 and K02 of KAB are signed by everyone; KAB is final."""
    ready_made(tmp_path, _signed)
    return open_event(a_laptop_of(tmp_path), tmp_path / "event.jury", PASSPHRASE)


def record(event: OpenEvent, subject: str, key: str, value: object) -> None:
    """The desk changes the record past every check, as another laptop may have done."""
    desk = a_desk(event)
    event.write([desk.act(subject, key, {"value": value})])


def rename(event: OpenEvent, number: str, name: str) -> None:
    record(event, "candidate", f"{number}/name", name)


def state(event: OpenEvent, juror: str = "J01", candidate: str = "K01") -> CellState:
    board = Board.of(event.file)
    assert Board.of(event.file, juror, candidate).cell(juror, candidate).state is board.cell(juror, candidate).state
    return board.cell(juror, candidate).state


def is_final(event: OpenEvent) -> bool:
    return tallies(event.file, "KAB")[0].complete


def the_matter(event: OpenEvent, code: str = "K01") -> Conflict:
    (found,) = [one for one in conflicts(event.file) if one.is_about_names and one.register[1].endswith(f"/{code}")]
    return found


CHANGES: dict[str, tuple[str, str, object]] = {
    "the candidate's name": ("candidate", "K01/name", "Kandidat Lain"),
    "the candidate's institution": ("candidate", "K01/institution", "Instansi Lain"),
    "an institution that is gone": ("candidate", "K01/institution", None),
    "the category's name": ("category", "KAB/name", "Kabupaten"),
    "the juror's name": ("juror", "J01/name", "Juri Lain"),
    "the juror's position": ("juror", "J01/office", "Sekda"),
    "the category's panel": ("category", "KAB/panel", "P1"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_sheet_that_names_another_does_not_count_and_is_told(event: OpenEvent, what: str) -> None:
    assert is_final(event)
    record(event, *CHANGES[what])
    assert state(event) is CellState.MISNAMED
    (category,) = tallies(event.file, "KAB")
    assert not category.complete
    assert any(reason.message == MISNAMED for hold in category.holds for reason in hold.reasons)
    assert any(one.is_about_names for one in conflicts(event.file))
    told = status(event.file, event.id, {})
    assert told.named_otherwise and told.conflicts
    assert [kind for kind, _pdf in documents(event, "sheets")], "what was signed is still printed as it was signed"


def test_a_slot_with_another_panel_is_another_panel(event: OpenEvent) -> None:
    slot = journal.heads_of(event.file, ("slot", "K01"))[0].value or {}
    event.write([a_desk(event).act("slot", "K01", {**slot, "panel": "P9"})])
    assert state(event) is CellState.MISNAMED
    with pytest.raises(Refused, match="panel"), speaking("en"):
        found = the_matter(event)
        a_desk(event).resolve(found.id, found.heads[-1].id, "x")


def test_a_categorys_panel_is_one_decision_about_all_its_sheets(event: OpenEvent) -> None:
    record(event, "category", "KAB/panel", "P1")
    (found,) = conflicts(event.file)
    assert found.register == ("correction", "category/KAB") and len(found.heads) == 1 + 2 * len(ENROLLED)
    a_desk(event).resolve(found.id, found.heads[0].id, "panelnya diberi nama")
    assert is_final(event)
    record(event, "category", "KAB/panel", "P2")
    (found,) = conflicts(event.file)
    a_desk(event).resolve(found.id, found.heads[-1].id, "dikembalikan")
    assert is_final(event) and not Board.of(event.file).categories["KAB"].panel


def test_what_a_sheet_does_not_name_may_change(event: OpenEvent) -> None:
    record(event, "candidate", "K01/head", "Pimpinan Lain")
    record(event, "juror", "J01/institution", "Instansi Lain")
    record(event, "juror", "J01/nip", "123456789012345678")
    record(event, "event", "event/venue", "Hotel Lain")
    assert is_final(event) and not conflicts(event.file)


def test_another_category_is_another(event: OpenEvent) -> None:
    record(event, "candidate", "K01/category", "USA")
    assert state(event) is CellState.MISNAMED
    found = the_matter(event)
    with pytest.raises(Refused):
        a_desk(event).resolve(found.id, found.heads[0].id, "sama")
    a_desk(event).resolve(found.id, found.heads[-1].id, "salah ketik")
    assert is_final(event)


def test_swapped_names_hold_the_ranking_and_cannot_be_confirmed_as_the_same(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Contoh K02")
    rename(event, "K02", "Kandidat Contoh K01")
    (category,) = tallies(event.file, "KAB")
    assert not category.complete and category.ranking == ()
    for code in ("K01", "K02"):
        found = the_matter(event, code)
        with pytest.raises(Refused):
            a_desk(event).resolve(found.id, found.heads[0].id, "katanya sama")
    desk = a_desk(event)
    desk.settle({(one := the_matter(event, code)).id: one.heads[-1].id for code in ("K01", "K02")}, "daftar keliru")
    assert is_final(event)
    assert [(one.number, one.name) for one in read_setup(event.file).candidates[:2]] == [
        ("K01", "Kandidat Contoh K01"),
        ("K02", "Kandidat Contoh K02"),
    ]


def test_a_name_that_signed_sheets_give_to_another_cannot_be_confirmed(event: OpenEvent) -> None:
    """K02 was renamed to something new, K01 to what K02's sheets say: half a swap."""
    rename(event, "K02", "Kandidat Baru")
    rename(event, "K01", "Kandidat Contoh K02")
    found = the_matter(event, "K01")
    with pytest.raises(Refused):
        a_desk(event).resolve(found.id, found.heads[0].id, "sama")


def test_a_confirmed_correction_lets_the_sheets_count_under_the_new_name(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Contoh K-01")
    found = the_matter(event)
    assert [head.register for head in found.heads] == [
        ("candidate", "K01/name"),
        *((("sheet", f"{juror}/K01")) for juror in ENROLLED),
    ]
    a_desk(event).resolve(found.id, found.heads[0].id, "ejaan dibetulkan")
    assert is_final(event) and not conflicts(event.file)
    assert confirmed(event.file) == {Difference("candidate", "K01", "name", "Kandidat Contoh K01", "Kandidat Contoh K-01")}
    assert projections(event.file) == rebuilt(event)


def test_a_confirmation_covers_exactly_what_was_confirmed(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Contoh K-01")
    found = the_matter(event)
    a_desk(event).resolve(found.id, found.heads[0].id, "ejaan dibetulkan")
    rename(event, "K01", "Kandidat Contoh Lain")
    assert state(event) is CellState.MISNAMED
    rename(event, "K01", "Kandidat Contoh K-01")
    assert is_final(event)
    record(event, "candidate", "K01/institution", "Instansi Lain")
    assert not is_final(event)


@pytest.mark.parametrize("actor", ["J01", "J02"])
def test_only_the_desk_confirms(event: OpenEvent, actor: str) -> None:
    rename(event, "K01", "Kandidat Lain")
    value: Value = {"from": {"name": "Kandidat Contoh K01"}, "to": {"name": "Kandidat Lain"}, "reason": "x"}
    event.write([Act(actor, "correction", "candidate/K01/0123456789abcdef", value, sign=key_of(event, actor).sign)])
    assert confirmed(event.file) == frozenset()
    assert state(event) is CellState.MISNAMED


def test_reopening_and_signing_again_is_a_way_out(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Lain")
    a_desk(event).resolve(the_matter(event).id, REOPEN, "nama di daftar diperbaiki")
    assert not conflicts(event.file)
    for juror in ENROLLED:
        with pytest.raises(Refused, match="Kandidat Lain"):
            sign(a_juror(event, juror), "K01")
        confirm_draft(a_juror(event, juror), "K01")
        assert sign(a_juror(event, juror), "K01").revision == 2
    assert is_final(event)


def test_one_sheet_can_be_reopened_alone(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Lain")
    a_desk(event).reopen("J01", "K01", "nama")
    confirm_draft(a_juror(event), "K01")
    sign(a_juror(event), "K01")
    assert state(event) is CellState.SIGNED
    assert state(event, "J02") is CellState.MISNAMED


def test_a_juror_cannot_score_under_another_name(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Lain")
    with pytest.raises(Refused):
        a_juror(event).record_score("K01", "REG", "10")


def test_verify_says_that_the_record_names_another(event: OpenEvent) -> None:
    sheet = Board.of(event.file).records["J01", "K01"]
    data = attachment_table.content(event.file, sheet.json or "")
    assert data and check_sheet(event, data, sheet.pdf or "")[0] == "valid"
    rename(event, "K01", "Kandidat Lain")
    verdict, why = check_sheet(event, data, sheet.pdf or "")
    said = " ".join(map(str, why))
    assert verdict == "invalid"
    assert "Kandidat Contoh K01" in said and "Kandidat Lain" in said


def test_data_that_name_another_than_the_signing_are_not_valid(event: OpenEvent) -> None:
    """A juror signs, by hand, an entry that names one and a page that names another."""
    (head,) = journal.heads_of(event.file, ("sheet", "J01/K01"))
    value = dict(head.value or {})
    a_desk(event).reopen("J01", "K01", "x")
    names = {**value["names"], "candidate": {"name": "Lain", "institution": ""}}
    event.write([Act("J01", "sheet", "J01/K01", {**value, "revision": 2, "names": names}, sign=key_of(event, "J01").sign)])
    assert state(event) is CellState.MISNAMED
    data = attachment_table.content(event.file, value["json"])
    assert data and check_sheet(event, data, value["pdf"])[0] != "valid"


def test_a_sheet_of_before_is_compared_by_its_data(event: OpenEvent) -> None:
    (head,) = journal.heads_of(event.file, ("sheet", "J01/K01"))
    a_desk(event).reopen("J01", "K01", "x")
    value = {name: member for name, member in (head.value or {}).items() if name != "names"}
    event.write([Act("J01", "sheet", "J01/K01", {**value, "revision": 2}, sign=key_of(event, "J01").sign)])
    assert state(event) is CellState.SIGNED
    rename(event, "K01", "Kandidat Lain")
    assert state(event) is CellState.MISNAMED


def test_a_sheet_of_before_without_its_data_cannot_be_compared(event: OpenEvent) -> None:
    (head,) = journal.heads_of(event.file, ("sheet", "J01/K01"))
    a_desk(event).reopen("J01", "K01", "x")
    value = {name: member for name, member in (head.value or {}).items() if name != "names"}
    value |= {"revision": 2, "json": "0" * 64}
    event.write([Act("J01", "sheet", "J01/K01", value, sign=key_of(event, "J01").sign)])
    rename(event, "K01", "Kandidat Lain")
    assert state(event) is CellState.SIGNED


def test_names_of_another_shape_are_no_sheet(event: OpenEvent) -> None:
    (head,) = journal.heads_of(event.file, ("sheet", "J01/K01"))
    a_desk(event).reopen("J01", "K01", "x")
    value = {**(head.value or {}), "revision": 2, "names": {"candidate": "Kandidat Contoh K01"}}
    with pytest.raises(Refused):
        event.write([Act("J01", "sheet", "J01/K01", value, sign=key_of(event, "J01").sign)])
    assert state(event) is not CellState.SIGNED


def test_a_joined_double_is_named_as_its_own_record_names_it(tmp_path: Path) -> None:
    double = a_candidate("K09", name="Kandidat Contoh K01")
    event = an_event(tmp_path, a_setup(candidates=(*a_setup().candidates, double)))
    sign(a_juror(event), "K09", "80")
    a_desk(event).join("K09", "K01", "kandidat yang sama")
    assert state(event) is CellState.SIGNED
    rename(event, "K01", "Nama Lain Sekali")
    assert state(event) is CellState.SIGNED
    rename(event, "K09", "Nama Lain Sekali")
    assert state(event) is CellState.MISNAMED


def test_a_correction_is_told_to_whoever_merges_it_and_in_the_minutes(event: OpenEvent, tmp_path: Path) -> None:
    other = a_prepared(event, "hotel", ["J01"])
    rename(event, "K01", "Kandidat Contoh K-01")
    assert carry(event, other) == "merged"
    assert state(other) is CellState.MISNAMED
    found = the_matter(event)
    a_desk(event).resolve(found.id, found.heads[0].id, "ejaan dibetulkan")
    with speaking("en"):
        (report,) = merge(other, [pack(event, tmp_path / "stick")]).packages
    assert report.why and "Kandidat Contoh K-01" in report.why and "ejaan dibetulkan" in report.why
    assert is_final(other)


def test_the_minutes_print_what_was_confirmed_and_what_is_still_open(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Contoh K-01")
    found = the_matter(event)
    a_desk(event).resolve(found.id, found.heads[0].id, "ejaan dibetulkan")
    rename(event, "K02", "Kandidat Lain")
    ((_name, pdf),) = documents(event, "minutes")
    text = " ".join(" ".join(page.text for page in look(pdf)).split())
    assert "“Kandidat Contoh K-01”: ejaan dibetulkan" in text
    message = (
        "The signed sheets of {jurors} name another candidate, juror or panel than the record does now, and don't count until "
        "that is decided."
    )
    assert says(text, message)
    ((_name, pdf),) = documents(event, "recapitulation")
    assert _("names another") in " ".join(page.text for page in look(pdf))


def test_the_ways_out_are_told_side_by_side(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Lain")
    record(event, "juror", "J02/name", "Juri Lain")
    with speaking("en"):
        found = {one.place: one for one in disputes(event.file)}
    assert set(found) == {("candidate", "K01"), ("juror", "J02")}
    (matter,) = found["candidate", "K01"].matters
    same, signed, again = matter.versions
    assert "Kandidat Lain" in same.says and "Kandidat Contoh K01" in signed.says and again.entry == REOPEN
    assert len(signed.more) == len(ENROLLED)


def test_sheets_that_nobody_expects_any_more_are_no_matter(event: OpenEvent) -> None:
    rename(event, "K01", "Kandidat Lain")
    a_desk(event).withdraw("K01", "mundur")
    assert named_otherwise(Board.of(event.file)) == []


def test_the_order_of_two_changes_makes_no_difference(event: OpenEvent) -> None:
    """Each laptop that holds the same entries says the same, in whatever order they came."""
    other = a_prepared(event, "hotel", ["J01"], with_desk=True)
    rename(event, "K01", "Kandidat Lain")
    record(other, "juror", "J01/office", "Sekda")
    carry(other, event, admit=True)
    carry(event, other)
    assert named_otherwise(Board.of(event.file)) == named_otherwise(Board.of(other.file))
    assert len(named_otherwise(Board.of(event.file))) == 2
    assert replace(read_setup(event.file).jurors[0]) == read_setup(other.file).jurors[0]


def corrects(event: OpenEvent, subject: str, code: str, field: str, was: str, now: str) -> None:
    """The desk's act past every check, as another laptop may have written it."""
    said = {"from": {field: was}, "to": {field: now}, "reason": "ejaan"}
    event.write([a_desk(event).act("correction", f"{subject}/{code}/{'a' * 16}", said)])


@pytest.mark.parametrize(
    ("subject", "one", "other"), [("candidate", "K01", "K02"), ("juror", "J01", "J02"), ("category", "KAB", "PRO")]
)
def test_a_written_correction_that_makes_one_another_counts_nowhere(event: OpenEvent, subject: str, one: str, other: str) -> None:
    setup = read_setup(event.file)
    names = {record.number if subject == "candidate" else record.code: record.name for record in getattr(setup, PLURAL[subject])}
    other = other if other in names else next(code for code in names if code != one)
    for code, name in ((one, names[other]), (other, names[one])):
        record(event, subject, f"{code}/name", name)
        corrects(event, subject, code, "name", names[code], name)
    assert state(event) is CellState.MISNAMED and not is_final(event)


PLURAL = {"candidate": "candidates", "juror": "jurors", "category": "categories"}


def test_a_correction_of_a_field_that_nobody_knows_says_nothing(event: OpenEvent) -> None:
    corrects(event, "juror", "J04", "zz", "y", "q")
    assert list(names_on_sheets.confirmed_same(event.file)) == [] and confirmed(event.file) == frozenset() and is_final(event)
    assert rebuilt(event) == projections(event.file)
