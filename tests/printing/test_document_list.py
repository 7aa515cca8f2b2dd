"""The check list says what can be made, whose signature is there, what left the program here, and what is out of date since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from juryapp.board.cells import Board
from juryapp.desk.meeting import state_meeting
from juryapp.desk.pledging import pledge_for_review, record_on_paper, sign_pledge
from juryapp.desk.plenary import reveal
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.model.candidate import Attendance
from juryapp.model.document import DocumentKind
from juryapp.printing.chosen_documents import draw
from juryapp.printing.document_basis import Basis
from juryapp.printing.document_line import KINDS, DocumentLine, DocumentState, counts
from juryapp.printing.document_list import document_list
from juryapp.printing.document_signing import decline, issue
from juryapp.printing.event_documents import OF_RESULTS, documents
from juryapp.printing.paper_record import Way, keep_record, read_record
from juryapp.printing.signing_turn import turn_of
from juryapp.setup_changes.new_setups import asking_for_pledges
from juryapp.store import journal
from juryapp.text import _
from tests.builders import a_desk, a_juror, a_setup, an_event, score_all, sign
from tests.forging import key_of
from tests.saying import says


def line_of(event: OpenEvent, kind: DocumentKind, juror: str = "", candidate: str = "") -> DocumentLine | None:
    found = [line for line in document_list(event) if line.key == (kind.value, juror, candidate)]
    return found[0] if found else None


def sheet(event: OpenEvent, juror: str = "J01", candidate: str = "K01") -> DocumentLine:
    found = line_of(event, DocumentKind.SHEETS, juror, candidate)
    assert found
    return found


def hand_out(event: OpenEvent, kind: DocumentKind, juror: str = "", candidate: str = "", way: Way = Way.PRINTED) -> None:
    basis = Basis(event, Board.of(event.file)).of(kind, juror, candidate)
    keep_record(event, {(kind.value, juror, candidate): basis}, way)


def test_every_kind_is_on_the_list_and_each_that_can_be_made_is_drawn(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    lines = document_list(event)
    assert {line.kind for line in lines} == set(KINDS)
    one_of_each = [
        next(line for line in lines if line.kind is kind and line.can_be_made)
        for kind in KINDS
        if kind is not DocumentKind.CERTIFICATES
    ]
    assert all(drawn.pdf.startswith(b"%PDF") and drawn.name.endswith(".pdf") for drawn in draw(event, one_of_each))


def test_a_sheet_goes_from_not_yet_over_complete_to_signed(event: OpenEvent) -> None:
    assert sheet(event).state is DocumentState.NOT_YET and sheet(event).why == _("not scored here yet")
    a_juror(event).record_score("K01", "REG", "70")
    assert says(sheet(event).why, "{scored} of {count} criteria scored", scored=1, count=2)
    score_all(a_juror(event), "K01", "70")
    complete = sheet(event)
    assert complete.state is DocumentState.READY and complete.can_be_made and "(J01)" in complete.waits_for[0]
    sign(a_juror(event), "K01")
    signed = sheet(event)
    assert signed.state is DocumentState.SIGNED and "(J01)" in signed.signed_by[0] and not signed.waits_for


def test_a_signed_sheet_whose_page_is_elsewhere_says_so_and_cannot_be_made(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    value = journal.heads_of(event.file, ("sheet", "J01/K01"))[0].value or {}
    a_desk(event).reopen("J01", "K01", "x")
    event.write([Act("J01", "sheet", "J01/K01", {**value, "revision": 2, "pdf": "1" * 64}, sign=key_of(event, "J01").sign)])
    line = sheet(event)
    assert line.state is DocumentState.NOT_HERE and not line.can_be_made and line.signed_by
    (drawn,) = draw(event, [line])
    assert drawn.problem and not drawn.pdf


def test_what_tells_results_is_ready_once_they_are_opened(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    event.waits_for_reveal = True
    told = {kind: line_of(event, kind) for kind in OF_RESULTS}
    assert not any(line and line.can_be_made for line in told.values())
    record = line_of(event, DocumentKind.COMPLETENESS)
    assert record and record.can_be_made, "it tells no result"
    reveal(a_desk(event), "KAB", reason="Uji coba.", early="Uji coba.")
    recapitulation = line_of(event, DocumentKind.RECAPITULATION)
    assert recapitulation and recapitulation.state is DocumentState.READY


def test_no_sheet_is_listed_where_none_is_expected(event: OpenEvent) -> None:
    a_desk(event).attendance("K01", Attendance.ABSENT)
    assert line_of(event, DocumentKind.SHEETS, "J01", "K01") is None
    assert line_of(event, DocumentKind.BLANK, "J01", "K01") is None


def test_what_left_the_program_is_remembered_with_its_time_on_this_laptop(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    assert sheet(event).printed_at is None
    hand_out(event, DocumentKind.SHEETS, "J01", "K01")
    hand_out(event, DocumentKind.SHEETS, "J01", "K01", Way.SAVED)
    line = sheet(event)
    assert line.printed_at and line.saved_at and line.printed_at < line.saved_at and not line.outdated


def test_a_record_that_is_damaged_is_as_none(event: OpenEvent) -> None:
    hand_out(event, DocumentKind.ATTENDANCE)
    (path,) = event.laptop.home.folder.rglob("papers.json")
    for content in ("{", "[]", '{"a": {"printed": {"at": "now", "basis": ""}}}', '{"a/b/c": {"eaten": {}}}'):
        path.write_text(content)
        assert read_record(event) == {} and document_list(event)


def test_the_record_holds_no_names_and_no_scores(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    hand_out(event, DocumentKind.SHEETS, "J01", "K01")
    (path,) = event.laptop.home.folder.rglob("papers.json")
    assert "Contoh" not in path.read_text() and "80" not in path.read_text().split("basis")[0].replace("09:00", "")


def test_a_printed_draft_is_out_of_date_once_it_is_signed_and_a_signed_one_once_it_is_reopened(event: OpenEvent) -> None:
    score_all(a_juror(event), "K01", "70")
    hand_out(event, DocumentKind.SHEETS, "J01", "K01")
    assert not sheet(event).outdated
    sign(a_juror(event), "K01")
    assert sheet(event).outdated == _("it was signed since")
    hand_out(event, DocumentKind.SHEETS, "J01", "K01")
    assert not sheet(event).outdated
    a_desk(event).reopen("J01", "K01", "Salah ketik")
    assert sheet(event).outdated == _("it was reopened since")
    sign(a_juror(event), "K01", "75")
    assert sheet(event).outdated == _("another revision was signed since")


def test_a_printed_draft_is_out_of_date_once_its_scores_change(event: OpenEvent) -> None:
    score_all(a_juror(event), "K01", "70")
    hand_out(event, DocumentKind.SHEETS, "J01", "K01")
    a_juror(event).record_score("K01", "REG", "71")
    assert sheet(event).outdated == _("scores or names changed since")


def test_a_printed_blank_form_is_out_of_date_once_its_sheet_is_signed(event: OpenEvent) -> None:
    hand_out(event, DocumentKind.BLANK, "J01", "K01")
    before = line_of(event, DocumentKind.BLANK, "J01", "K01")
    assert before and not before.outdated
    sign(a_juror(event), "K01", "80")
    after = line_of(event, DocumentKind.BLANK, "J01", "K01")
    assert after and after.outdated == _("its sheet is signed by now") and not after.can_be_made
    assert line_of(event, DocumentKind.BLANK, "J01", "K02"), "the others are still to be filled in"


def test_results_are_out_of_date_once_another_sheet_counts_and_not_before(event: OpenEvent) -> None:
    for kind in (DocumentKind.RECAPITULATION, DocumentKind.MINUTES):
        hand_out(event, kind)
    a_desk(event).attendance("K02", Attendance.PRESENT)
    kinds = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES)
    assert not any(line.outdated for line in document_list(event) if line.kind in kinds)
    sign(a_juror(event), "K01", "80")
    assert [line.outdated for line in document_list(event) if line.kind in kinds] == [_("results changed since")] * 2


def test_what_only_the_meetings_day_or_the_events_record_made_old_is_not_called_a_changed_result(event: OpenEvent) -> None:
    kinds = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES, DocumentKind.DECREE)
    sign(a_juror(event), "K01", "80")
    for kind in kinds:
        hand_out(event, kind)
    made = issue(a_desk(event), DocumentKind.MINUTES)

    def outdated() -> list[str]:
        return [line.outdated for line in document_list(event) if line.kind in kinds]

    decline(a_juror(event), made.document, "Tidak sependapat.")
    assert outdated() == ["", "", ""], "a declined signature is told as such"
    state_meeting(a_desk(event), date(2024, 2, 19), "Aula")
    meeting = _("the plenary's day or place changed since")
    assert outdated() == [meeting, _("the plenary's day or place changed since it was certified"), ""]
    assert turn_of(event, DocumentKind.MINUTES).why_old == _(
        "The plenary's day or place changed since it was certified: certify a new version."
    )
    sign(a_juror(event, "J02"), "K01", "80")
    assert outdated() == [_("results changed since"), _("results changed since it was certified"), _("results changed since")]


def test_what_was_certified_since_is_not_called_old_for_a_copy_that_left_before(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    hand_out(event, DocumentKind.MINUTES, way=Way.SAVED)
    state_meeting(a_desk(event), date(2024, 2, 19), "Aula")
    issue(a_desk(event), DocumentKind.MINUTES)
    line = line_of(event, DocumentKind.MINUTES)
    assert line and not line.outdated and line.saved_at is None, "the copy that left is another paper"
    assert counts(document_list(event), DocumentKind.MINUTES) == _("certified")
    hand_out(event, DocumentKind.MINUTES)
    line = line_of(event, DocumentKind.MINUTES)
    assert line and line.printed_at and not line.outdated
    state_meeting(a_desk(event), date(2024, 2, 20), "Aula")
    line = line_of(event, DocumentKind.MINUTES)
    assert line and line.outdated == _("the plenary's day or place changed since it was certified")


def test_a_pledge_is_out_of_date_once_its_juror_declares_a_conflict(event: OpenEvent) -> None:
    for juror in ("J01", "J02"):
        hand_out(event, DocumentKind.PLEDGE, juror)
    a_juror(event).recuse("K01", "Saudara kandung")
    outdated = {line.juror for line in document_list(event) if line.kind is DocumentKind.PLEDGE and line.outdated}
    assert outdated == {"J01"}


def test_an_attendance_list_is_out_of_date_once_a_candidate_withdraws(event: OpenEvent) -> None:
    hand_out(event, DocumentKind.ATTENDANCE)
    a_desk(event).withdraw("K02", "Mengundurkan diri")
    line = line_of(event, DocumentKind.ATTENDANCE)
    assert line and line.outdated == _("candidates, jurors or hours changed since")


def test_the_counts_tell_how_many_are_signed_and_printed(event: OpenEvent) -> None:
    sign(a_juror(event), "K01", "80")
    hand_out(event, DocumentKind.PLEDGE, "J01")
    lines = document_list(event)
    assert says(counts(lines, DocumentKind.SHEETS), "{signed} of {count} signed", signed=1)
    assert says(counts(lines, DocumentKind.PLEDGE), "{printed} of {count} printed", printed=1)
    assert counts(lines, DocumentKind.MINUTES) == _("not printed here yet")


def test_a_pledge_says_who_signed_it_and_what_was_declared_since(tmp_path: Path) -> None:
    with an_event(tmp_path, asking_for_pledges(a_setup())) as event:
        lines = [line for line in document_list(event) if line.kind is DocumentKind.PLEDGE]
        assert [bool(line.waits_for) for line in lines] == [True, True, True, True, False], "an observer signs none"
        juror = a_juror(event, "J01")
        pdf = sign_pledge(juror, pledge_for_review(juror)).pdf
        record_on_paper(a_desk(event), "J02")
        lines = [line for line in document_list(event) if line.kind is DocumentKind.PLEDGE]
        assert (lines[0].state, lines[0].why, lines[1].state) == (DocumentState.SIGNED, "", DocumentState.READY)
        assert [bool(line.signed_by) for line in lines[:3]] == [True, True, False]
        assert says(counts(lines, DocumentKind.PLEDGE), "{signed} of {count} signed", signed=2, count=4)
        assert dict(documents(event, DocumentKind.PLEDGE))["CONTOH-24-pledge-J01.pdf"] == pdf, "as it was signed"
        juror.recuse("K02", "Saudara kandung")
        first = next(line for line in document_list(event) if line.kind is DocumentKind.PLEDGE)
        assert "K02" in first.why
