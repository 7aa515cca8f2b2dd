"""A frozen result is told of loudly once it is another, on every place that tells results, until headquarters sets it free."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.frozen_results import changed_frozen, frozen_json, frozen_results, frozen_sentences
from juryapp.board.next_steps import next_steps
from juryapp.board.results import state_of
from juryapp.board.step import StepKind
from juryapp.board.warnings import alarming
from juryapp.desk.freezing import freeze, unfreeze
from juryapp.desk.result_ledger import acknowledge
from juryapp.errors import NoKey, Problem, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.many_events.overview import overview
from juryapp.many_events.words import sure_words
from juryapp.printing.category_results import changes_after_final
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.text import speaking
from tests.builders import ENROLLED, NOW, ROOT_PIN, a_desk, a_juror, a_prepared, an_event, light_passphrases, ready_made, sign
from tests.desk.troubles import an_open_event


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases(), speaking("en"):
        yield


def _final(folder: Path) -> None:
    with an_event(folder) as event:
        for juror in ENROLLED:
            for candidate in ("K01", "K02"):
                sign(a_juror(event, juror), candidate, "90" if candidate == "K02" else "80")
        a_desk(event).keep_results()
        event.seal_if_needed()


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    ready_made(tmp_path, _final)
    with an_open_event(tmp_path) as opened:
        yield opened


def test_headquarters_holds_a_final_result_and_what_changes_it_is_told(event: OpenEvent) -> None:
    before = state_of(event.file, "KAB")
    freeze(event, ROOT_PIN, "KAB", "Rapat pleno nasional.", "Ibu Pusat")
    (one,) = frozen_results(event.file)
    assert one.frozen == before and not one.is_changed
    assert (
        "is frozen since" in frozen_sentences(event.file, one)[0] and before.digest[:16] in frozen_sentences(event.file, one)[0]
    )
    assert sure_words(overview(event).categories[0]) == "final, frozen"
    a_desk(event).withdraw("K02", "Mundur", despite=True)
    (one,) = changed_frozen(event.file)
    assert one.frozen == before and one.frozen.ranking[0][0] == "K02", "what was frozen stands in the act, whatever became of it"
    now = frozen_sentences(event.file, one)
    assert "isn't what stands now" in now[0] and "by Ibu Pusat (Rapat pleno nasional." in now[0]
    assert "Before: 1. K02" in now[1] and "1 act since" in now[-1]
    assert len(frozen_sentences(event.file, one, with_places=False)) == 2
    assert alarming(event) == [], "whoever opens the event may be a juror, who can do nothing about it"
    assert changes_after_final(event)["KAB"][0] == now[0], "recapitulation and minutes print it"
    assert frozen_json(event.file, one)["changed"] and "ranking" not in frozen_json(event.file, one, with_places=False)
    found = overview(event).categories[0]
    assert found.thawed and sure_words(found) == "not what headquarters froze: changed since"
    a_desk(event).keep_results()
    acknowledge(event, ROOT_PIN, "KAB", "Surat bupati.")
    assert [step.category for step in next_steps(event, NOW) if step.kind is StepKind.CHANGED] == ["KAB"], (
        "acknowledged isn't free"
    )


def test_it_is_set_free_with_a_reason_and_both_acts_stay(event: OpenEvent) -> None:
    with pytest.raises(Refused):
        unfreeze(event, ROOT_PIN, "KAB", "x")
    freeze(event, ROOT_PIN, "KAB", "Rapat.")
    with pytest.raises(Refused):
        freeze(event, ROOT_PIN, "KAB", "Rapat.")
    a_desk(event).withdraw("K02", "Mundur", despite=True)
    unfreeze(event, ROOT_PIN, "KAB", "Keberatan diterima.", "Ibu Pusat")
    assert frozen_results(event.file) == []
    said = [(entry.value or {})["reason"] for entry in journal.history_of(event.file, ("freezing", "KAB"))]
    assert sorted(said) == ["Keberatan diterima.", "Rapat."]
    freeze(event, ROOT_PIN, "KAB", "Sesudah mundur.")
    assert [one.frozen.ranking[0][0] for one in frozen_results(event.file)] == ["K01"]


def test_only_headquarters_freezes_and_only_what_is_final(event: OpenEvent, tmp_path: Path) -> None:
    for wrong, code in (("lain-sekali-9", "KAB"), (ROOT_PIN, "USA"), (ROOT_PIN, "XYZ")):
        with pytest.raises((WrongPin, Refused)):
            freeze(event, wrong, code, "Rapat.")
    with pytest.raises(Problem):
        freeze(event, ROOT_PIN, "KAB", " ")
    with pytest.raises(Problem):
        freeze(event, ROOT_PIN, "KAB", "Rapat.", "x" * 201)
    with a_prepared(event, "hotel", ("J01",)) as hotel, pytest.raises((NoKey, Refused)):
        freeze(hotel, ROOT_PIN, "KAB", "Rapat.")
    with pytest.raises(Refused, match="isn't final"):
        freeze(event, ROOT_PIN, "KAB", "Rapat.")
    assert frozen_results(event.file) == []


def test_it_travels_and_is_told_at_the_other_laptop(event: OpenEvent, tmp_path: Path) -> None:
    freeze(event, ROOT_PIN, "KAB", "Rapat.")
    with a_prepared(event, "hotel", ("J01",)) as hotel:
        a_desk(event).reopen("J01", "K02", "Salah ketik.")
        event.seal_if_needed()
        merge(hotel, [pack(event, tmp_path / "stick")])
        (one,) = changed_frozen(hotel.file)
        assert not one.now.complete and "isn't what stands now" in frozen_sentences(hotel.file, one)[0]
