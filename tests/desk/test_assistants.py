"""What an assistant typed is shown to the juror, printed on the sheet, and signed by the juror alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.history import HistoryTeller
from juryapp.desk.assistant_seat import AssistantDesk, of_juror
from juryapp.desk.assistants import let_type
from juryapp.desk.draft_confirmation import confirm_draft
from juryapp.desk.draft_moves import move_draft
from juryapp.desk.juror_requests import ask_reopening, call_secretary
from juryapp.desk.review import assisted_words, review
from juryapp.desk.signing import sign_sheets
from juryapp.desk.unfinished_texts import UnfinishedText, UnfinishedTexts
from juryapp.documents.sheet_json import read_sheet
from juryapp.errors import Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.note import Visibility
from juryapp.store import attachment_table, journal
from juryapp.text import _, speaking
from tests.builders import PASSPHRASE, a_desk, a_juror, an_event, pin_of
from tests.documents.looking import look

PIN = "lontar-biru-77"


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as event:
        yield event


def seat(event: OpenEvent, name: str = "Ayu Pendamping") -> AssistantDesk:
    one, _changes = let_type(a_desk(event), "J01", name, PIN)
    return AssistantDesk.sit_down(event, "J01", one, PIN)


def type_all(desk: AssistantDesk, candidate: str = "K01") -> None:
    for criterion in desk.board().criteria["KAB"]:
        desk.record_score(candidate, criterion.code, "80")


def words_on(pdf: bytes) -> str:
    return " ".join(" ".join(page.text for page in look(pdf)).split())


def test_the_sheet_says_who_typed_and_who_signed(hq: OpenEvent) -> None:
    desk = seat(hq)
    type_all(desk)
    own = of_juror(desk, pin_of("J01"))
    assert "Ayu Pendamping" in assisted_words(own, "K01")[0]
    (signed,) = sign_sheets(own, [review(desk, "K01")])
    sentence = "Typed by the juror's assistant {names}; checked and signed by {juror}"
    with speaking("id"):
        assert " ".join(_(sentence, names="Ayu Pendamping", juror=own.juror.name).split()) in words_on(signed.pdf)
    (head,) = journal.heads_of(hq.file, ("sheet", "J01/K01"))
    content = attachment_table.content(hq.file, (head.value or {})["json"])
    assert content and read_sheet(content)["assisted"]["by"] == ["Ayu Pendamping"]
    assert head.actor == "J01"


def test_a_sheet_of_which_only_a_part_was_typed_names_the_part(hq: OpenEvent) -> None:
    desk, own = seat(hq), a_juror(hq)
    type_all(desk)
    own.record_score("K01", "REG", "81")
    (signed,) = sign_sheets(own, [review(own, "K01")])
    assert "Regulasi" not in words_on(signed.pdf).split("pendamping juri Ayu Pendamping: ")[1].split(";")[0]


def test_an_assistant_signs_declares_asks_moves_and_confirms_nothing(hq: OpenEvent) -> None:
    desk = seat(hq)
    type_all(desk)
    written = journal.count(hq.file)
    for act in (
        lambda: sign_sheets(desk, [review(desk, "K01")]),
        lambda: desk.recuse("K02", "saudara"),
        lambda: ask_reopening(desk, "K01", "salah"),
        lambda: move_draft(desk, "K01", "K02"),
        lambda: confirm_draft(desk, "K01"),
        lambda: let_type(desk, "J01", "Budi", "gerbang-lama-5"),
        lambda: desk.write_note("K01", "rahasia", Visibility.PRIVATE),
    ):
        with pytest.raises(Refused):
            act()  # type: ignore[no-untyped-call]
    assert journal.count(hq.file) == written


def test_a_private_note_of_the_juror_is_not_read_at_the_assistants_seat(hq: OpenEvent) -> None:
    own = a_juror(hq)
    own.write_note("K01", "hanya untuk saya", Visibility.PRIVATE)
    own.write_note("K01", "untuk panel", Visibility.PANEL)
    desk = seat(hq)
    assert desk.note("K01", Visibility.PRIVATE).text is None
    assert desk.note("K01", Visibility.PANEL).text == "untuk panel"


def test_the_juror_signs_with_the_own_pin_and_not_with_the_assistants(hq: OpenEvent) -> None:
    desk = seat(hq)
    with pytest.raises(WrongPin):
        of_juror(desk, PIN)
    with pytest.raises(WrongPin):
        AssistantDesk.sit_down(hq, "J01", desk.assistant, pin_of("J01"))


def test_a_note_that_was_being_written_when_the_program_died_is_the_assistants(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        desk = seat(event)
        desk.write_note("K02", "awal", Visibility.PANEL)
        desk.keep_note_draft("K01", "setengah kal", Visibility.PANEL)
        assert desk.note_draft("K01", Visibility.PANEL) == "setengah kal"
        laptop, path = event.laptop, event.path
    with open_event(laptop, path, PASSPHRASE) as again:
        a_juror(again).record_score("K02", "REG", "70")
        (head,) = journal.heads_of(again.file, ("note", "J01/K01/panel"))
        assert head.actor == desk.assistant.code
        assert a_juror(again).note("K01", Visibility.PANEL).text == "setengah kal"


def test_what_an_assistant_typed_and_did_not_store_is_apart_from_the_jurors(hq: OpenEvent) -> None:
    desk, own = seat(hq), a_juror(hq)
    UnfinishedTexts(desk).keep([UnfinishedText("points", "K01", "REG", "8")])
    assert UnfinishedTexts(own).kept() == []
    desk.forget_key()
    assert UnfinishedTexts(desk).kept() == [UnfinishedText("points", "K01", "REG", "8")]


def test_the_history_names_the_assistant_beside_whose_form_it_is(hq: OpenEvent) -> None:
    desk = seat(hq)
    desk.record_score("K01", "REG", "80")
    call_secretary(desk, "K01")
    (head,) = journal.heads_of(hq.file, ("score", "J01/K01/REG"))
    with speaking("en"):
        line = HistoryTeller(hq).line(head)
    assert line.who == "Ayu Pendamping, assistant to juror J01"
