"""New events without a workbook: by hand, of the usual categories, like last year's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.clock import local_clock
from juryapp.desk.headquarters import create_event
from juryapp.errors import Problems, Refused
from juryapp.model.candidate import Attendance
from juryapp.setup_changes.new_setups import (
    as_texts,
    by_hand,
    event_of,
    fields_named,
    like,
    of_usual_categories,
    rehearsal_of,
    set_up_of,
    usual_categories,
)
from juryapp.store.setup import read_setup
from juryapp.workbook.typed import TABLES, read_tables, texts_of
from tests.builders import DESK_PIN, PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_laptop, a_setup, an_event, light_passphrases, sign

FIELDS = {"award": "Penghargaan Contoh", "code": "BALI-25", "time_zone": "WITA"}


@pytest.fixture(autouse=True)
def _passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases():
        yield


def test_the_weights_of_every_usual_category_sum_to_the_whole() -> None:
    setup = of_usual_categories(event_of(FIELDS), list(usual_categories()))
    for category in setup.categories:
        assert sum(one.weight for one in setup.criteria if one.category == category.code) == Decimal(100)
    assert not read_tables(setup, {kind.key: [*texts_of(kind, setup).values()] for kind in TABLES}).mistakes


def test_chosen_categories_stand_in_their_usual_order_and_another_is_refused() -> None:
    setup = of_usual_categories(event_of(FIELDS), ["des", "KAB"])
    assert [one.code for one in setup.categories] == ["KAB", "DES"]
    with pytest.raises(Refused, match="XYZ"):
        of_usual_categories(event_of(FIELDS), ["KAB", "XYZ"])


@pytest.mark.parametrize("codes", [(), ("KAB", "UMK")])
def test_an_event_without_people_is_made_and_opened(tmp_path: Path, codes: tuple[str, ...]) -> None:
    setup = of_usual_categories(event_of(FIELDS), codes) if codes else by_hand(event_of(FIELDS))
    event = create_event(a_laptop(tmp_path), tmp_path / "new.jury", PASSPHRASE, setup, DESK_PIN, ROOT_PIN)
    assert read_setup(event.file) == setup
    event.close()


def test_last_years_event_gives_its_rules_and_chosen_jurors_and_no_work(tmp_path: Path) -> None:
    an_event(tmp_path).close()
    before = (tmp_path / "event.jury").read_bytes()
    last = set_up_of(a_laptop(tmp_path), tmp_path / "event.jury", PASSPHRASE)
    texts = as_texts(last.event)
    assert texts["organiser"] and "code" not in texts and "edition" not in texts
    setup = like(last, event_of({**texts, "code": "CONTOH-25"}), ["J01", "J03"])
    assert (setup.categories, setup.criteria) == (a_setup().categories, a_setup().criteria)
    assert [one.code for one in setup.jurors] == ["J01", "J03"] and not setup.candidates and not setup.slots
    assert setup.event.time_zone == last.event.time_zone and setup.event.letterhead == last.event.letterhead
    assert (tmp_path / "event.jury").read_bytes() == before
    with pytest.raises(Refused, match="J99"):
        like(last, setup.event, ["J99"])


def test_a_rehearsal_has_everything_but_the_work_from_today_on_and_says_what_it_is(tmp_path: Path) -> None:
    event = an_event(tmp_path, a_setup(event={"simulated": False, "minutes_number": "400/12"}))
    sign(a_juror(event), "K01", "80")
    a_desk(event).attendance("K01", Attendance.PRESENT)
    id_ = event.id
    event.close()
    real = set_up_of(a_laptop(tmp_path), tmp_path / "event.jury", PASSPHRASE)
    setup = rehearsal_of(real, lambda: datetime(2026, 11, 29, 20, 0, tzinfo=UTC))
    assert setup.event.simulated and setup.event.code == f"{real.event.code}-SIM" and not setup.event.minutes_number
    assert (setup.jurors, setup.criteria, len(setup.candidates)) == (real.jurors, real.criteria, len(real.candidates))
    assert [slot.day for slot in setup.slots] == [date(2026, 11, 30)] * 2, "today in the event's zone"
    assert [slot.start for slot in setup.slots] == [slot.start for slot in real.slots]
    made = create_event(a_laptop(tmp_path), tmp_path / "gladi.jury", "frasa lain untuk gladi", setup, DESK_PIN, ROOT_PIN)
    board = Board.of(made.file)
    assert made.id != id_ and not board.records and not board.drafts
    assert {one.attendance for one in board.candidates.values()} == {Attendance.EXPECTED}
    made.close()
    assert rehearsal_of(setup, local_clock).event.code == setup.event.code, "rehearsed twice it is called the same"


def test_a_rehearsals_code_is_none_too_long() -> None:
    long = replace(by_hand(event_of(FIELDS)), event=replace(event_of(FIELDS), code="A" * 24))
    assert rehearsal_of(long, local_clock).event.code == "A" * 20 + "-SIM"


def test_fields_are_named_in_either_language_and_what_is_wrong_is_told_together() -> None:
    assert fields_named({"Kota": "Denpasar", "Organiser": "Provinsi"}) == {"city": "Denpasar", "organiser": "Provinsi"}
    with pytest.raises(Refused, match="Warna"):
        fields_named({"Warna": "merah"})
    with pytest.raises(Problems) as told:
        event_of({"award": "", "code": "a b", "time_zone": "Mars"})
    assert len(told.value.problems) == 3
