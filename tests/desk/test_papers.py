"""The unsigned papers of a real event: who stands on them, and when there is nothing to print."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from juryapp.desk.plenary import mention, reveal
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.candidate import Attendance
from juryapp.model.document import DocumentKind
from juryapp.model.slot import Slot
from juryapp.printing.event_documents import documents
from juryapp.text import _, speaking
from tests.builders import a_desk, a_juror, a_juror_record, a_setup, an_event, pin_of, score_all, sign
from tests.documents.test_score_sheet import texts, words
from tests.saying import says


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


NARROW = "Narrow margin: {first} and {second} are {margin} apart."


def said(event: OpenEvent, kind: str) -> dict[str, str]:
    """What the papers of one kind say, by file name."""
    return {name: words(pdf) for name, pdf in documents(event, kind)}


@pytest.mark.parametrize("kind", [kind for kind in DocumentKind if kind not in (DocumentKind.SHEETS, DocumentKind.CERTIFICATES)])
def test_papers_can_be_printed_before_anyone_scored(event: OpenEvent, kind: str) -> None:
    assert said(event, kind)


def test_every_juror_has_a_pledge_with_the_conflicts_of_interest_on_record(event: OpenEvent) -> None:
    a_juror(event, "J02").recuse("K02", "Saudara kandung")
    made = said(event, "pledge")
    assert set(made) == {f"CONTOH-24-pledge-J0{n}.pdf" for n in range(1, 6)}
    assert "Saudara kandung" in made["CONTOH-24-pledge-J02.pdf"] and "Saudara kandung" not in made["CONTOH-24-pledge-J01.pdf"]
    assert "Senin, tanggal Sembilan Belas" in made["CONTOH-24-pledge-J01.pdf"], "the first day of interviews"


def test_each_day_of_interviews_has_its_own_list_in_the_order_of_the_slots(tmp_path: Path) -> None:
    slots = (
        Slot("U01", date(2024, 2, 20), time(9, 0)),
        Slot("K02", date(2024, 2, 19), time(9, 0)),
        Slot("K01", date(2024, 2, 19), time(10, 0)),
    )
    event = an_event(tmp_path, a_setup(slots=slots), enrolled=[])
    [(name, pdf)] = documents(event, "attendance")
    monday, tuesday, without = (" ".join(page.split()) for page in texts(pdf))
    assert name == "CONTOH-24-attendance.pdf"
    assert monday.index("K02 — ") < monday.index("K01 — ") and "19 Februari" in monday
    assert "U01 — " in tuesday and "20 Februari" in tuesday and "K01 — " not in tuesday
    assert "U02 — " in without and "Februari" not in without


def test_a_list_has_the_jurors_of_the_days_panels(tmp_path: Path) -> None:
    jurors = (a_juror_record("J01", panels=("P1",)), a_juror_record("J02", panels=("P2",)), a_juror_record("J03"))
    slots = (Slot("K01", date(2024, 2, 19), time(9, 0), panel="P1"), Slot("K02", date(2024, 2, 20), time(9, 0), panel="P2"))
    event = an_event(tmp_path, a_setup(jurors=jurors, slots=slots), enrolled=[])
    monday, tuesday, _without = texts(documents(event, "attendance")[0][1])
    assert "Juri Contoh J01" in monday and "Juri Contoh J02" not in monday and "Juri Contoh J03" in monday
    assert "Juri Contoh J01" not in tuesday and "Juri Contoh J02" in tuesday


def test_who_withdrew_is_not_waited_for(event: OpenEvent) -> None:
    a_desk(event).withdraw("K02", "mundur")
    assert "K02" not in said(event, "attendance")["CONTOH-24-attendance.pdf"]


def test_blank_forms_are_for_the_sheets_still_to_come(event: OpenEvent) -> None:
    desk = a_desk(event)
    sign(a_juror(event, "J01"), "K01", "80")
    score_all(a_juror(event, "J02"), "K01", "80")
    a_juror(event, "J03").recuse("K01", "Saudara")
    desk.attendance("K02", Attendance.ABSENT)
    for number in ("U01", "U02"):
        desk.withdraw(number, "mundur")
    assert set(said(event, "blank")) == {f"CONTOH-24-K01-{code}-blank.pdf" for code in ("J02", "J04")}
    for code in ("J02", "J04"):
        sign(a_juror(event, code), "K01", "80")
    with speaking("en"), pytest.raises(Refused, match="there is nothing to fill in"):
        documents(event, "blank")


def test_the_minutes_tell_who_decided_what_and_on_which_records(event: OpenEvent) -> None:
    desk = a_desk(event)
    signed = [sign(a_juror(event, code), number, "80") for code in ("J01", "J03", "J04") for number in ("K01", "K02")]
    signed.append(sign(a_juror(event, "J02"), "K01", "80"))
    a_juror(event, "J02").recuse("K02", "Saudara kandung")
    desk.attendance("U01", Attendance.ABSENT)
    desk.withdraw("U02", "terkena bencana")
    desk.decide("KAB", ["K02", "K01"], "Manfaatnya lebih luas")
    text = said(event, "minutes")["CONTOH-24-minutes.pdf"]
    message = "{juror} has a conflict of interest with {candidate} and did not judge it."
    assert says(text, message, juror="Juri Contoh J02") and "K02 — Kandidat Contoh K02" in text
    assert "Saudara kandung" not in text, "the reason is the juror's and the desk's"
    assert says(text, "{candidate} did not come and forfeits.", candidate="U01 — Kandidat Contoh U01 — Instansi Contoh U01")
    candidate = "U02 — Kandidat Contoh U02 — Instansi Contoh U02"
    assert says(text, "{candidate} has withdrawn: {reason}", candidate=candidate, reason="terkena bencana")
    assert "Manfaatnya lebih luas" in text and _("decision of the plenary") in text and _("PROVISIONAL") not in text
    assert not says(text, NARROW), "an exact tie isn't a narrow margin"
    assert text.count("Juri Contoh J05") == 1
    letters = text.replace(" ", "")
    with speaking("id"):
        laptop = _("the secretary")
    assert len(signed) == 7 and laptop in text.split("LAMPIRAN")[1], "laptops are called as people call them"
    assert all(event.file.rows("SELECT json FROM sheet")[n][0] in letters for n in range(7))


def test_minutes_of_an_unfinished_judging_say_what_is_missing(event: OpenEvent) -> None:
    sign(a_juror(event, "J01"), "K01", "80")
    text = said(event, "minutes")["CONTOH-24-minutes.pdf"]
    assert _("PROVISIONAL") in text and "Juara 1" not in text
    assert says(text, "Signed sheets are still missing from {jurors}.")
    assert "K01 — Kandidat Contoh K01 — Instansi Contoh K01: " in text


def test_the_minutes_tell_the_reveal_what_changed_since_joint_places_and_mentions(event: OpenEvent) -> None:
    for juror in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02"):
            sign(a_juror(event, juror), candidate, "80")
    before = said(event, "minutes")["CONTOH-24-minutes.pdf"]
    desk = a_desk(event)
    reveal(desk, "KAB", "J01", pin_of("J01"))
    desk.decide("KAB", ["K01", "K02"], "Keduanya layak", joint=True)
    mention(desk, "K02", "Inovasi terbaik", "Aplikasi desa")
    text = said(event, "minutes")["CONTOH-24-minutes.pdf"]
    revealed = "The result was revealed by the secretary and {juror} on {day} at {hour}."
    changed = "Since the reveal the sheet of {juror} for {candidate} changed: {before} → {after}. {reason}"
    assert not says(before, revealed) and says(text, revealed, juror="Juri Contoh J01")
    assert says(text, "The plenary let {candidates} share the place: {reason}", reason="Keduanya layak")
    assert says(text, "Special mention, {title}: {candidate}. {reason}", title="Inovasi terbaik", reason="Aplikasi desa")
    assert not says(text, changed)
    desk.reopen("J03", "K02", "Salah baca")
    sign(a_juror(event, "J03"), "K02", "84")
    text = said(event, "minutes")["CONTOH-24-minutes.pdf"]
    assert says(text, changed, before="80,00", after="84,00", reason="Salah baca")
