"""The plenary's acts: two people or a reason reveal a result, and what stood then is kept; joint places; special mentions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.results import state_of
from juryapp.board.reveal_readiness import readiness, tally_of
from juryapp.board.status import conflicts, tallies
from juryapp.board.tied_candidates import ties_of
from juryapp.desk.plenary import WrongSecondPin, mention, reveal, second_people, take_back_mention
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import NoKey
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Role
from juryapp.printing.plenary_sentences import plenary_sentences
from juryapp.store import journal, model_records
from juryapp.store.reveals import RevealedPlace, mentions, reveals
from juryapp.text import _
from tests.builders import ENROLLED, a_desk, a_juror, a_prepared, a_setup, an_event, carry, pin_of, sign
from tests.desk.test_juror_desk import refused


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def desk(event: OpenEvent) -> SecretaryDesk:
    return a_desk(event)


def signed(event: OpenEvent, second: str = "70") -> None:
    """Everyone signs K01 with 80 and K02 with `second`."""
    for code in ENROLLED:
        sign(a_juror(event, code), "K01", "80")
        sign(a_juror(event, code), "K02", second)


def test_two_people_reveal_a_result_each_with_a_key_of_their_own(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event)
    reveal(desk, "KAB", "J01", pin_of("J01"))
    acts = journal.about(event.file, "reveal")
    assert {(act.actor, act.key) for act in acts} == {("desk", "desk/KAB"), ("J01", "J01/KAB")}
    assert all(act.signature for act in acts)
    found = reveals(event.file)["KAB"]
    assert (found.second, found.reason, found.expected, found.signed) == ("J01", "", 8, 8)
    assert found.ranking == (RevealedPlace("K01", 1, Fraction(80)), RevealedPlace("K02", 2, Fraction(70)))
    assert found.digest == state_of(event.file, "KAB").digest
    assert "USA" not in reveals(event.file)


def test_before_everything_is_signed_it_takes_a_reason_also_with_two(event: OpenEvent, desk: SecretaryDesk) -> None:
    sign(a_juror(event, "J01"), "K01", "80")
    said = refused(event, lambda: reveal(desk, "KAB", "J01", pin_of("J01")))
    assert "Of 8 sheets" in said and "1 are signed" in said
    reveal(desk, "KAB", "J01", pin_of("J01"), early="J04 pulang lebih awal")
    found = reveals(event.file)["KAB"]
    assert (found.reason, found.early, found.expected, found.signed) == ("", "J04 pulang lebih awal", 8, 1)


def test_without_a_second_person_it_takes_a_reason(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event)
    assert "two people" in refused(event, lambda: reveal(desk, "KAB"))
    assert "two people" in refused(event, lambda: reveal(desk, "KAB", reason="  "))
    reveal(desk, "KAB", reason="Kunci ketua tidak ada di laptop ini", early="Kunci ketua tidak ada di laptop ini")
    found = reveals(event.file)["KAB"]
    assert (found.second, found.early) == ("", ""), "nothing is missing: a reason for that would say what isn't so"


def test_each_reason_is_asked_for_alone_and_the_minutes_tell_each(event: OpenEvent, desk: SecretaryDesk) -> None:
    """A reason for having nobody beside says nothing of the sheets that are missing, nor the other way round."""
    sign(a_juror(event, "J01"), "K01", "80")
    assert "say why" in refused(event, lambda: reveal(desk, "KAB", reason="Juri sudah pulang"))
    assert "two people" in refused(event, lambda: reveal(desk, "KAB", early="Hujan lebat"))
    reveal(desk, "KAB", reason="Juri sudah pulang", early="Hujan lebat")
    told = minutes_of(event)
    assert sentence("There was no second person to reveal it with: {reason}", reason="Juri sudah pulang") in told
    missing = "Of {expected} sheets {signed} were signed at the reveal; why it wasn't waited for the others: {reason}"
    assert sentence(missing, expected=8, signed=1, reason="Hujan lebat") in told
    former = "Of {expected} sheets {signed} were signed at the reveal; why it was made so: {reason}"
    value = {name: said for name, said in (reveals(event.file)["KAB"].entry.value or {}).items() if name != "early"}
    event.write([desk.act("reveal", "desk/KAB", value)])
    assert sentence(former, expected=8, signed=1, reason="Juri sudah pulang") in minutes_of(event), "as it was told then"


def test_a_decision_on_a_tie_that_is_gone_stays_on_record_and_is_told_as_lapsed(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event, "80")
    desk.decide("KAB", ["K02", "K01"], "Keduanya layak", joint=True)
    lapsed = sentence("They are not tied any more, so nothing goes by this decision.")
    assert not [one for one in minutes_of(event) if lapsed in one]
    desk.reopen("J01", "K02", "Salah baca")
    sign(a_juror(event, "J01"), "K02", "90")
    found = ties_of(event.file, "KAB")
    assert found and not found.ties and [one.joint for one in found.lapsed] == [("K02", "K01")]
    assert [one for one in minutes_of(event) if "Keduanya layak" in one and one.endswith(lapsed)]


def minutes_of(event: OpenEvent) -> list[str]:
    board = Board.of(event.file)
    return plenary_sentences(event.file, board, tally_of(board, event.file, "KAB"))


def sentence(message: str, **gaps: object) -> str:
    return _(message, **gaps)


def test_a_result_is_revealed_once(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event)
    reveal(desk, "KAB", "J01", pin_of("J01"))
    assert "revealed already" in refused(event, lambda: reveal(desk, "KAB", "J02", pin_of("J02")))


def test_the_second_person_s_wrong_pin_is_told_from_the_desk_s(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event)
    refused(event, lambda: reveal(desk, "KAB", "J01", "pin-yang-salah"), WrongSecondPin)
    refused(event, lambda: reveal(desk, "KAB", "J01", ""), WrongSecondPin)


def test_who_only_observes_or_has_no_key_here_is_no_second_person(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event)
    assert "observes" in refused(event, lambda: reveal(desk, "KAB", "J05", "x"))
    assert "not a juror" in refused(event, lambda: reveal(desk, "KAB", "J99", "x"))
    assert "not a category" in refused(event, lambda: reveal(desk, "XYZ", "J01", pin_of("J01")))
    assert [one.code for one in second_people(event)] == ["J01", "J02", "J03", "J04"]
    panel = a_prepared(event, "panel", ["J02"], with_desk=True)
    assert [one.code for one in second_people(panel)] == ["J02"]
    refused(panel, lambda: reveal(a_desk(panel), "KAB", "J01", pin_of("J01")), NoKey)


def test_a_secretary_who_scores_signs_first_whatever_the_reason(tmp_path: Path) -> None:
    setup = a_setup()
    jurors = tuple(replace(one, role=Role.SECRETARY) if one.code == "J04" else one for one in setup.jurors)
    event = an_event(tmp_path, replace(setup, jurors=jurors))
    sign(a_juror(event, "J01"), "K01", "80")
    said = refused(event, lambda: reveal(a_desk(event), "KAB", reason="Waktu habis", early="Waktu habis"))
    assert "J04" in said and "K01, K02" in said
    for candidate in ("K01", "K02"):
        sign(a_juror(event, "J04"), candidate, "75")
    assert "J04" not in [one.code for one in second_people(event)], "who sits at the desk is the first of the two"
    assert "is the secretary" in refused(
        event, lambda: reveal(a_desk(event), "KAB", "J04", pin_of("J04"), reason="Waktu habis", early="Waktu habis")
    )
    reveal(a_desk(event), "KAB", reason="Waktu habis", early="Waktu habis")
    assert "KAB" in reveals(event.file)


def test_half_a_reveal_reveals_nothing(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event)
    value = {"reason": "", "expected": 8, "signed": 8, "digest": "a" * 64, "ranking": [], "seen": {}}
    event.write([desk.act("reveal", "desk/KAB", {**value, "second": "J02"})])
    assert reveals(event.file) == {}, "the juror who is named never said so"
    event.write([desk.act("reveal", "desk/KAB", {**value, "second": ""})])
    assert reveals(event.file) == {}, "neither a second person nor a reason"


def test_two_desks_that_reveal_the_same_result_are_no_conflict_and_the_first_view_counts(event: OpenEvent) -> None:
    signed(event)
    other = a_prepared(event, "second-desk", ["J02"], with_desk=True)
    reveal(a_desk(event), "KAB", "J01", pin_of("J01"))
    a_desk(event).reopen("J03", "K01", "Salah ketik")
    reveal(a_desk(other), "KAB", "J02", pin_of("J02"))
    assert (carry(other, event, admit=True), carry(event, other)) == ("merged", "merged")
    assert [one.register[0] for one in conflicts(event.file)] == []
    assert reveals(event.file)["KAB"].entry.id == reveals(other.file)["KAB"].entry.id


def test_what_is_missing_is_told_by_juror_and_no_score_with_it(event: OpenEvent, desk: SecretaryDesk) -> None:
    sign(a_juror(event, "J01"), "K01", "80")
    a_juror(event, "J02").recuse("K01", "saudara")
    found = readiness(event.file, "KAB")
    assert (found.expected, found.signed, found.is_complete) == (7, 1, False)
    assert found.missing == {"J01": ("K02",), "J02": ("K02",), "J03": ("K01", "K02"), "J04": ("K01", "K02")}
    assert not any("80" in sentence for sentence in found.holds)


def test_the_plenary_lets_candidates_share_a_place(event: OpenEvent, desk: SecretaryDesk) -> None:
    signed(event, "80")
    desk.decide("KAB", ["K02", "K01"], "Keduanya layak", joint=True)
    (tally,) = tallies(event.file, "KAB")
    assert [(one.rank, one.decided_by) for one in tally.ranking] == [(1, "joint"), (1, "joint")] and tally.complete
    (decision,) = model_records.decisions(event.file)
    assert (decision.order, decision.joint, decision.reason) == ((), ("K02", "K01"), "Keduanya layak")
    desk.decide("KAB", ["K02", "K01"], "Undian")
    (tally,) = tallies(event.file, "KAB")
    assert [one.candidate for one in tally.ranking] == ["K02", "K01"], "the later word stands"


def test_a_mention_is_recorded_replaced_and_taken_back(event: OpenEvent, desk: SecretaryDesk) -> None:
    mention(desk, "K02", "  Inovasi   terbaik ", "Aplikasi desa")
    (one,) = mentions(event.file)
    assert (one.category, one.candidate, one.title, one.reason) == ("KAB", "K02", "Inovasi terbaik", "Aplikasi desa")
    mention(desk, "K02", "Penyaji terbaik", "Pleno")
    assert [one.title for one in mentions(event.file, "KAB")] == ["Penyaji terbaik"] and mentions(event.file, "USA") == []
    take_back_mention(desk, "K02", "Keliru")
    assert mentions(event.file) == []
    assert "not mentioned" in refused(event, lambda: take_back_mention(desk, "K02", "Keliru"))
    assert "Keliru" in str([entry.value for entry in journal.about(event.file, "resolution")])


def test_a_mention_without_a_title_or_a_reason_is_refused(event: OpenEvent, desk: SecretaryDesk) -> None:
    refused(event, lambda: mention(desk, "K02", " ", "x"))
    refused(event, lambda: mention(desk, "K02", "x" * 1_000, "x"))
    refused(event, lambda: mention(desk, "K02", "Inovasi", ""))
    refused(event, lambda: mention(desk, "K99", "Inovasi", "x"))
