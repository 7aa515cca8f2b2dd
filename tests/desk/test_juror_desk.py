"""The juror's desk: what it refuses, in both languages, and what it keeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from juryapp import text
from juryapp.desk.juror import GivenScore, JurorDesk
from juryapp.errors import NoKey, Problem, Problems, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.seats import root_key
from juryapp.model.candidate import Attendance
from juryapp.model.category import Category
from juryapp.model.note import Visibility
from juryapp.model.sheet import CellState
from juryapp.signing.keys import decrypt
from juryapp.store import attachment_table, journal
from tests.builders import (
    PASSPHRASE,
    ROOT_PIN,
    a_desk,
    a_juror,
    a_juror_record,
    a_prepared,
    a_setup,
    an_event,
    look_and_sign,
    pin_of,
    score_all,
    sign,
)
from tests.store.files import key_owners


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def told_in_both(problem: Problem) -> dict[str, str]:
    """The problem's sentence in each language; they differ, and no gap is left."""
    told = {}
    for language in text.LANGUAGES:
        with text.speaking(language):
            told[language] = str(problem)
    assert told["id"] != told["en"], told
    assert not any("{" in sentence for sentence in told.values()), told
    return told


def refused(event: OpenEvent, write: Callable[[], object], kind: type[Problem] = Refused) -> str:
    """The English sentence with which this is refused; nothing is stored."""
    before, keys = journal.count(event.file), key_owners(event.file)
    attachments = attachment_table.sizes(event.file)
    with pytest.raises(kind) as told:
        write()
    assert type(told.value) is kind
    assert journal.count(event.file) == before
    assert attachment_table.sizes(event.file) == attachments
    assert key_owners(event.file) == keys
    return told_in_both(told.value)["en"]


# sitting down


@pytest.mark.parametrize("pin", [None, "", "pin-J02", "pin-J01 ", "PIN-J01"])
def test_an_enrolled_juror_sits_down_with_the_pin_alone(event: OpenEvent, pin: str | None) -> None:
    refused(event, lambda: JurorDesk.sit(event, "J01", pin), WrongPin)
    assert JurorDesk.sit(event, "J01", pin_of("J01")).juror.code == "J01"


def test_an_unknown_juror_does_not_sit_down(event: OpenEvent) -> None:
    assert refused(event, lambda: JurorDesk.sit(event, "J99")) == "J99 is not a juror of this event; check the code."


def test_a_laptop_without_the_juror_s_key_is_the_wrong_one(event: OpenEvent) -> None:
    other = a_prepared(event, "other", ["J02"])
    assert "does not hold the key of J01" in refused(other, lambda: JurorDesk.sit(other, "J01", pin_of("J01")), NoKey)


def test_a_juror_who_is_not_enrolled_and_an_observer_score_and_note_without_pin(tmp_path: Path) -> None:
    event = an_event(tmp_path, enrolled=("J01",))
    for juror in ("J02", "J05"):
        desk = JurorDesk.sit(event, juror)
        assert desk.record_score("K01", "REG", "70")
        assert desk.write_note("K01", "menarik", Visibility.PANEL)
        assert desk.note("K01", Visibility.PANEL).text == "menarik"


# scoring


@pytest.mark.parametrize("typed", ["", "-", "abc", "101", "-1", "85,25", "1e2", "85.", "NaN", "8 5", "٨٥", "85%"])
def test_points_outside_the_scale_are_refused_and_nothing_is_stored(event: OpenEvent, typed: str) -> None:
    desk = a_juror(event)
    refused(event, lambda: desk.record_score("K01", "REG", typed))
    assert desk.board().cell("J01", "K01").state is CellState.MISSING


@pytest.mark.parametrize(("typed", "stored"), [("85", "85"), (" 85 ", "85"), ("0", "0"), ("100", "100"), ("85,0", "85")])
def test_points_are_stored_in_one_form(event: OpenEvent, typed: str, stored: str) -> None:
    a_juror(event).record_score("K01", "REG", typed)
    (head,) = journal.heads_of(event.file, ("score", "J01/K01/REG"))
    assert head.value == {"points": stored}


def test_a_comma_is_a_decimal_point(event: OpenEvent) -> None:
    a_juror(event).record_score("U01", "INO", "7,5")
    (head,) = journal.heads_of(event.file, ("score", "J01/U01/INO"))
    assert head.value == {"points": "7.5"}


def test_a_zero_is_a_score_and_a_blank_is_none(event: OpenEvent) -> None:
    desk = a_juror(event)
    desk.record_score("K01", "REG", "0")
    cell = desk.board().cell("J01", "K01")
    assert (cell.scored, cell.state) == (1, CellState.DRAFT)
    desk.clear_score("K01", "REG")
    cell = desk.board().cell("J01", "K01")
    assert (cell.scored, cell.state) == (0, CellState.MISSING)


def test_the_same_score_again_writes_nothing(event: OpenEvent) -> None:
    desk = a_juror(event)
    first = desk.record_score("K01", "REG", "85")
    assert first
    assert first.registers >= {("score", "J01/K01/REG")}
    for again in ("85", " 85", "85,0", "85.00"):
        assert not desk.record_score("K01", "REG", again)
    assert not desk.record_remark("K01", "REG", "")
    desk.record_remark("K01", "REG", "baik")
    assert not desk.record_remark("K01", "REG", " baik\r\n")
    desk.clear_score("K01", "REG")
    assert not desk.clear_score("K01", "REG")
    assert len(desk.history("K01", "REG")) == 2


def test_the_journal_keeps_every_version(event: OpenEvent) -> None:
    desk = a_juror(event)
    for points in ("80", "85", "80"):
        desk.record_score("K01", "REG", points)
    told = desk.history("K01", "REG")
    assert [(entry.value or {})["points"] for entry in told] == ["80", "85", "80"]
    assert [list(entry.supersedes) for entry in told] == [[], [told[0].id], [told[1].id]]


def test_what_was_on_screen_is_what_an_edit_replaces(event: OpenEvent) -> None:
    desk = a_juror(event)
    seen = desk.record_score("K01", "REG", "80").entries
    desk.record_score("K01", "REG", "85")
    desk.record_score("K01", "REG", "90", seen=seen)
    assert sorted((head.value or {})["points"] for head in journal.heads_of(event.file, ("score", "J01/K01/REG"))) == ["85", "90"]


def test_a_criterion_that_can_not_be_assessed_needs_a_reason(event: OpenEvent) -> None:
    desk = a_juror(event)
    assert "can't be assessed" in refused(event, lambda: desk.cannot_assess("K01", "REG", "  "))
    desk.cannot_assess("K01", "REG", "tidak ditanya")
    desk.record_score("K01", "CAK", "80")
    cell = desk.board().cell("J01", "K01")
    assert (cell.state, cell.total) == (CellState.COMPLETE, 80)


@pytest.mark.parametrize(("candidate", "criterion"), [("K99", "REG"), ("K01", "INO"), ("K01", ""), ("", "REG"), ("k01", "REG")])
def test_what_does_not_exist_is_not_scored(event: OpenEvent, candidate: str, criterion: str) -> None:
    refused(event, lambda: a_juror(event).record_score(candidate, criterion, "80"))


def _absent(event: OpenEvent) -> None:
    a_desk(event).attendance("K01", Attendance.ABSENT)


def _withdrawn(event: OpenEvent) -> None:
    a_desk(event).withdraw("K01", "mundur")


def _recused(event: OpenEvent) -> None:
    a_juror(event).recuse("K01", "saudara")


def _signed(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")


CLOSED = {
    "absent": (_absent, "K01 Kandidat Contoh K01 is absent and forfeits; there is nothing to score."),
    "withdrawn": (_withdrawn, "K01 Kandidat Contoh K01 has withdrawn; there is nothing to score."),
    "recused": (_recused, "J01 has declared a conflict of interest with K01 Kandidat Contoh K01 and does not score it."),
    "signed": (_signed, "The sheet of J01 for K01 Kandidat Contoh K01 is signed; ask the secretary to reopen it."),
}
WRITES: dict[str, Callable[[JurorDesk], object]] = {
    "score": lambda desk: desk.record_score("K01", "REG", "90"),
    "many": lambda desk: desk.record_many([GivenScore("K02", "REG", "90"), GivenScore("K01", "REG", "90")]),
    "clear": lambda desk: desk.clear_score("K01", "REG"),
    "not assessable": lambda desk: desk.cannot_assess("K01", "REG", "x"),
    "remark": lambda desk: desk.record_remark("K01", "REG", "x"),
    "recuse": lambda desk: desk.recuse("K01", "x"),
    "sign": lambda desk: look_and_sign(desk, ["K01"]),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("state", CLOSED)
def test_a_cell_that_is_closed_refuses_every_edit(event: OpenEvent, state: str, write: str) -> None:
    close, sentence = CLOSED[state]
    close(event)
    told = refused(event, lambda: WRITES[write](a_juror(event)), Problems if write == "many" else Refused)
    assert sentence in told
    assert a_juror(event, "J02").record_score("K02", "REG", "80"), "others go on"


def test_a_candidate_who_comes_late_is_not_absent(event: OpenEvent) -> None:
    a_desk(event).attendance("K01", Attendance.POSTPONED)
    assert a_juror(event).record_score("K01", "REG", "80")
    a_desk(event).attendance("K02", Attendance.ABSENT)
    a_desk(event).attendance("K02", Attendance.ONLINE)
    assert a_juror(event).record_score("K02", "REG", "80")


def test_another_panel_s_candidate_is_not_scored(tmp_path: Path) -> None:
    setup = a_setup(
        categories=(Category("KAB", "Kabupaten", panel="P1"), Category("USA", "Usaha", panel="P2")),
        jurors=(a_juror_record("J01", panels=("P1",)), a_juror_record("J02", panels=("P2",)), a_juror_record("J03")),
    )
    event = an_event(tmp_path, setup, enrolled=())
    told = refused(event, lambda: a_juror(event, "J02").record_score("K01", "REG", "80"))
    assert told == "J02 does not judge K01 Kandidat Contoh K01: panel P1 does."
    refused(event, lambda: a_juror(event, "J02").write_note("K01", "x", Visibility.PANEL))
    assert a_juror(event, "J01").record_score("K01", "REG", "80")
    assert a_juror(event, "J03").record_score("K01", "REG", "80")


def test_many_scores_are_stored_all_or_none_and_every_refusal_is_named(event: OpenEvent) -> None:
    desk = a_juror(event)
    given = [
        GivenScore("K01", "REG", "80", "baik"),
        GivenScore("K01", "CAK", "180"),
        GivenScore("K99", "REG", "80"),
        GivenScore("K01", "REG", "81"),
        GivenScore("K02", "REG", None),
    ]
    told = refused(event, lambda: desk.record_many(given), Problems).splitlines()
    assert len(told) == 4
    assert told[0].startswith("K01 CAK: 180 is outside")
    changes = desk.record_many([given[0], GivenScore("K02", "REG", None, "tidak ditanya")])
    assert len(changes.entries) == 3


def test_a_text_that_is_too_long_is_refused(event: OpenEvent) -> None:
    desk = a_juror(event)
    assert "2001" in refused(event, lambda: desk.record_remark("K01", "REG", "x" * 2_001))
    refused(event, lambda: desk.cannot_assess("K01", "REG", "x" * 2_001))
    refused(event, lambda: desk.write_note("K01", "x" * 10_001, Visibility.PANEL))
    assert desk.record_remark("K01", "REG", "x" * 2_000)
    assert desk.write_note("K01", "ñ" * 10_000, Visibility.PANEL)


# notes


def test_a_private_note_is_read_by_its_author_alone(event: OpenEvent) -> None:
    a_juror(event, "J01").write_note("K01", "sangat rahasia", Visibility.PRIVATE)
    a_juror(event, "J01").write_note("K01", "untuk panel", Visibility.PANEL)
    held = [attachment_table.content(event.file, id_) or b"" for id_ in attachment_table.sizes(event.file)]
    assert not any(b"sangat rahasia" in content for content in held)
    assert any(b"untuk panel" in content for content in held)
    assert a_juror(event, "J01").note("K01", Visibility.PRIVATE).text == "sangat rahasia"
    stranger = JurorDesk(event, a_juror(event, "J01").juror, a_juror(event, "J02").key)
    assert stranger.note("K01", Visibility.PRIVATE).text is None
    assert JurorDesk(event, stranger.juror, None).note("K01", Visibility.PRIVATE).text is None


def test_headquarters_root_can_recover_a_private_note(event: OpenEvent) -> None:
    a_juror(event).write_note("K01", "sangat rahasia", Visibility.PRIVATE)
    (id_,) = attachment_table.sizes(event.file)
    assert decrypt(root_key(event, ROOT_PIN), attachment_table.content(event.file, id_) or b"") == b"sangat rahasia"
    refused(event, lambda: root_key(event, "salah-sama-sekali"), WrongPin)


def test_the_same_note_twice_does_not_look_the_same(event: OpenEvent) -> None:
    for juror in ("J01", "J02"):
        a_juror(event, juror).write_note("K01", "bagus", Visibility.PANEL)
        a_juror(event, juror).write_note("K01", "bagus", Visibility.PRIVATE)
    assert len(attachment_table.sizes(event.file)) == 4, "an id must not betray a text"


def test_a_note_is_added_to_and_taken_back(event: OpenEvent) -> None:
    desk = a_juror(event)
    desk.write_note("K01", "satu", Visibility.PRIVATE)
    desk.write_note("K01", "dua", Visibility.PRIVATE, append=True)
    assert desk.note("K01", Visibility.PRIVATE).text == "satu\n\ndua"
    desk.write_note("K01", " ", Visibility.PRIVATE)
    assert desk.note("K01", Visibility.PRIVATE).text in (None, "")
    assert not desk.write_note("K01", "", Visibility.PRIVATE)


def test_a_signed_sheet_doesn_t_close_its_notes(event: OpenEvent) -> None:
    _signed(event)
    assert a_juror(event).write_note("K01", "sesudahnya", Visibility.PRIVATE)


# conflict of interest


def test_a_conflict_of_interest_is_declared_with_a_pin_and_a_reason(tmp_path: Path) -> None:
    event = an_event(tmp_path, enrolled=("J01",))
    refused(event, lambda: a_juror(event, "J02").recuse("K01", "saudara"))
    refused(event, lambda: a_juror(event, "J01").recuse("K01", " "))
    refused(event, lambda: a_juror(event, "J01").recuse("K99", "saudara"))
    score_all(a_juror(event, "J01"), "K01", "80")
    a_juror(event, "J01").recuse("K01", "saudara")
    assert a_juror(event, "J01").board().cell("J01", "K01").state is CellState.RECUSED
    assert a_juror(event, "J01").board().cell("J01", "K01").total is None


# signing


def test_observers_and_jurors_who_are_not_enrolled_sign_nothing(tmp_path: Path) -> None:
    event = an_event(tmp_path, enrolled=("J01",))
    for juror in ("J02", "J05"):
        score_all(a_juror(event, juror), "K01", "80")
        refused(event, lambda juror=juror: look_and_sign(a_juror(event, juror)))  # type: ignore[misc]


def test_only_complete_sheets_are_signed_and_what_lacks_is_named(event: OpenEvent) -> None:
    desk = a_juror(event)
    assert "no complete sheet" in refused(event, lambda: look_and_sign(desk))
    desk.record_score("K01", "REG", "80")
    assert refused(event, lambda: look_and_sign(desk, ["K01"])) == "The sheet of J01 for K01 lacks CAK."
    desk.record_score("K01", "CAK", "80")
    score_all(desk, "U01", "75,5")
    assert [(one.candidate, one.revision) for one in look_and_sign(desk)] == [("K01", 1), ("U01", 1)]


def test_a_sheet_of_which_nothing_can_be_assessed_is_not_signed(event: OpenEvent) -> None:
    desk = a_juror(event)
    for criterion in ("REG", "CAK"):
        desk.cannot_assess("K01", criterion, "tidak ditanya")
    refused(event, lambda: look_and_sign(desk, ["K01"]))


def test_a_signature_freezes_exactly_the_entries_it_names(event: OpenEvent) -> None:
    desk = a_juror(event)
    desk.record_score("K01", "REG", "70")
    written = {*desk.record_score("K01", "REG", "80").entries, *desk.record_score("K01", "CAK", "90").entries}
    written |= set(desk.record_remark("K01", "REG", "baik").entries)
    signed = sign(desk, "K01")
    (head,) = journal.heads_of(event.file, ("sheet", "J01/K01"))
    assert head.value is not None
    assert set(head.value["entries"]) == written
    assert head.value["scores"] == {"REG": {"points": "80", "remark": "baik"}, "CAK": {"points": "90"}}
    assert head.value["total"] == "84"
    assert attachment_table.content(event.file, head.value["pdf"]) == signed.pdf
    assert signed.name == "CONTOH-24-K01-J01-r1.pdf"
    last = journal.chain_of(event.file, event.device or "")[-1]
    assert (last.subject, last.parent) == ("seal", head.id)


def test_a_reopened_sheet_is_signed_as_a_new_revision_that_names_the_old_pdf(event: OpenEvent) -> None:
    first = sign(a_juror(event), "K01", "80")
    a_desk(event).reopen("J01", "K01", "tertukar dengan K02")
    cell = a_juror(event).board().cell("J01", "K01")
    assert (cell.state, cell.sheet.revision) == (CellState.COMPLETE, 2)
    a_juror(event).record_score("K01", "REG", "90")
    second = sign(a_juror(event), "K01")
    assert (second.revision, second.name) == (2, "CONTOH-24-K01-J01-r2.pdf")
    (head,) = journal.heads_of(event.file, ("sheet", "J01/K01"))
    assert head.value is not None
    told = attachment_table.content(event.file, head.value["json"]) or b""
    assert attachment_table.digest(first.pdf).encode() in told
    assert b"tertukar dengan K02" in told
    assert attachment_table.content(event.file, attachment_table.digest(first.pdf)) == first.pdf, "the old PDF stays"
    assert a_juror(event).board().cell("J01", "K01").total == 86


def test_a_juror_enrolled_anew_signs_with_the_new_key_and_the_old_sheet_stays(event: OpenEvent) -> None:
    old = a_juror(event)
    sign(old, "K01", "80")
    a_desk(event).enrol("J01", "pin-yang-baru")
    refused(event, lambda: JurorDesk.sit(event, "J01", pin_of("J01")), WrongPin)
    desk = JurorDesk.sit(event, "J01", "pin-yang-baru")
    assert desk.board().cell("J01", "K01").state is CellState.SIGNED
    assert sign(desk, "K02", "80").revision == 1


def test_a_pin_may_be_any_text(event: OpenEvent) -> None:
    a_desk(event).enrol("J02", "pïn ñ 漢字!")
    assert JurorDesk.sit(event, "J02", "pi\u0308n n\u0303 漢字!").record_score("K01", "REG", "80")


def test_a_wrong_pin_changes_nothing_on_the_disk(event: OpenEvent) -> None:
    event.close()
    before = event.path.read_bytes()
    again = open_event(event.laptop, event.path, PASSPHRASE)
    for _ in range(3):
        with pytest.raises(WrongPin):
            JurorDesk.sit(again, "J01", "salah-salah")
    again.close()
    assert event.path.read_bytes() == before


def test_a_remark_of_more_lines_than_a_page_has_is_refused_when_it_is_saved(tmp_path: Path) -> None:
    desk = a_juror(an_event(tmp_path))
    desk.record_remark("K01", "REG", "\n".join("x" * 60))
    with pytest.raises(Refused) as told:
        desk.record_remark("K01", "REG", "\n".join("x" * 61))
    assert "61" in str(told.value)
