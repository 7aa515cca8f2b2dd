"""With the desk's key nobody turns a final result that headquarters had: each way is refused, or told and an alarm.

The hostile desk leaves out its own entries of the ledger of results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from juryapp.board.act_words import ActWords
from juryapp.board.changed_result_words import brief, sentences
from juryapp.board.changed_results import alarms, result_changes
from juryapp.board.laptop_names import laptop_names
from juryapp.board.recusals import recusals
from juryapp.board.results import State, finals, state_of
from juryapp.board.status import conflicts
from juryapp.desk.juror import JurorDesk
from juryapp.desk.laptop_removal import remove
from juryapp.desk.paper_recusals import take_back
from juryapp.desk.result_ledger import acknowledge
from juryapp.desk.rubric_mapping import map_rubric
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Refused
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act
from juryapp.model.candidate import Attendance
from juryapp.sharing.merge import MergeReport, merge
from juryapp.sharing.pack import pack
from juryapp.signing.certificates import make_juror
from juryapp.signing.keys import PrivateKey
from juryapp.signing.trust_store import as_text
from juryapp.store import journal, model_records
from juryapp.text import speaking
from tests.builders import (
    LATER,
    PASSPHRASE,
    ROOT_PIN,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    an_event,
    carry,
    ready_made,
    score_all,
    sign,
)
from tests.forging import key_of, projections, rebuilt

POINTS = {"J01": ("90", "70"), "J02": ("88", "75"), "J03": ("86", "80"), "J04": ("84", "")}
"""What each gives K01 and K02; J04 doesn't judge K02."""


@dataclass
class Scene:
    """Headquarters, and the hotel with the desk's key and all jurors. KAB is final at both: K01 before K02.

    J01's sheet on K01 is of the second revision; J04 declared a conflict of interest with K02.
    """

    folder: Path
    hq: OpenEvent
    hotel: OpenEvent
    final: State

    def hostile(self) -> SecretaryDesk:
        """The desk's key without the program's care for the ledger."""
        key = a_desk(self.hotel).key
        self.hotel.before_leaving = lambda: None
        return SecretaryDesk(self.hotel, key)

    def arrives(self) -> MergeReport:
        """The hotel's package comes to headquarters, where nobody types the desk's PIN."""
        return merge(self.hq, [pack(self.hotel, self.folder / "stick-hotel")])

    def now(self) -> State:
        return state_of(self.hq.file, "KAB")


def _final(folder: Path) -> Path:
    with an_event(folder) as hq, a_prepared(hq, "hotel", ["J01", "J02", "J03", "J04"], with_desk=True) as hotel:
        sign(a_juror(hotel, "J01"), "K01", "60")
        a_desk(hotel).reopen("J01", "K01", "salah ketik")
        a_juror(hotel, "J04").recuse("K02", "ipar")
        for juror, points in POINTS.items():
            for candidate, given in zip(("K01", "K02"), points, strict=True):
                if given:
                    sign(a_juror(hotel, juror), candidate, given)
        carry(hotel, hq, admit=True)
        return hotel.path.relative_to(folder)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    path = ready_made(tmp_path, _final)
    with open_event(a_laptop(tmp_path, at=LATER), tmp_path / "event.jury", PASSPHRASE) as hq:
        laptop: Laptop = a_laptop(tmp_path, "hotel", LATER)
        with open_event(laptop, tmp_path / path, PASSPHRASE) as hotel:
            yield Scene(tmp_path, hq, hotel, state_of(hq.file, "KAB"))


def declares_in_a_jurors_name(scene: Scene) -> None:
    desk = scene.hostile()
    act = Act("J01", "recusal", "J01/K01", {"reason": "ipar"}, sign=desk.key.sign)
    scene.hotel.write([act, desk.act("recusal", "J01/K01", {"reason": "ipar", "on_paper": True})])


def declares_on_paper_over_a_reopened_sheet(scene: Scene) -> None:
    desk = scene.hostile()
    desk.reopen("J01", "K01", "konflik kepentingan")
    scene.hotel.write([desk.act("recusal", "J01/K01", {"reason": "ipar", "on_paper": True})])


def puts_an_older_revision_over_a_newer(scene: Scene) -> None:
    desk = scene.hostile()
    old, reopened, new = journal.history_of(scene.hotel.file, ("sheet", "J01/K01"))
    assert (old.value or {})["revision"] == 1 and (new.value or {})["revision"] == 2 and reopened.actor == "desk"
    for olds in ([old.id], [old.id, new.id], [new.id], [reopened.id, new.id]):
        scene.hotel.write([desk.act("sheet", "J01/K01", old.value, tuple(olds))])


def takes_back_a_jurors_recusal(scene: Scene) -> None:
    scene.hotel.write([scene.hostile().act("recusal", "J04/K02", None)])


@pytest.mark.parametrize("turn", [declares_in_a_jurors_name, puts_an_older_revision_over_a_newer, takes_back_a_jurors_recusal])
def test_what_no_desk_may_does_not_stand_and_the_result_stays(scene: Scene, turn: Callable[[Scene], None]) -> None:
    turn(scene)
    report = scene.arrives()
    assert scene.now() == scene.final
    assert result_changes(scene.hq.file) == []
    assert journal.in_doubt(scene.hq.file), "it is kept"
    assert "desk" in " ".join(report.troubles) or "J01" in " ".join(report.troubles), "and told"
    assert recusals(scene.hq.file).in_force == {("J04", "K02"): "ipar"}


def decide_what_waits(desk: SecretaryDesk) -> None:
    """Takes what the desk wants in each matter that its act opened: signed sheets stand beside it, or name another."""
    for one in conflicts(desk.event.file):
        wanted = next(head for head in one.heads if head.subject != "sheet")
        desk.resolve(one.id, wanted.id, "begitu keputusannya")


def makes_the_winner_absent(scene: Scene) -> None:
    desk = scene.hostile()
    desk.attendance("K01", Attendance.ABSENT)
    decide_what_waits(desk)


def withdraws_the_winner(scene: Scene) -> None:
    scene.hostile().withdraw("K01", "mundur", despite=True)


def makes_jurors_observers(scene: Scene) -> None:
    desk = scene.hostile()
    scene.hotel.write([desk.act("juror", f"{code}/role", {"value": "observer"}) for code in ("J01", "J02")])


def removes_a_juror(scene: Scene) -> None:
    scene.hotel.write([scene.hostile().act("juror", "J01/name", {"value": None})])


def adds_a_stage(scene: Scene) -> None:
    desk = scene.hostile()
    stages = {"Wawancara": {"position": 0, "weight": "50", "maximum": None, "own": 1}}
    stages["Portofolio"] = {"position": 1, "weight": "50", "maximum": "100", "own": 0}
    acts = [desk.act("stage", name, value) for name, value in stages.items()]
    points = {"K01": "10", "K02": "100"}
    acts += [desk.act("stage-score", f"{one}/Portofolio", {"points": given}) for one, given in points.items()]
    scene.hotel.write(acts)


def enrols_a_juror_again_and_signs_for_it(scene: Scene) -> None:
    desk = scene.hostile()
    desk.enrol("J01", "pin-palsu")
    desk.reopen("J01", "K01", "salah ketik")
    forged = JurorDesk.sit(scene.hotel, "J01", "pin-palsu")
    score_all(forged, "K01", "10")
    sign(forged, "K01")


def signs_an_older_revision_with_a_new_key(scene: Scene) -> None:
    """The first revision once more, as if it had been signed elsewhere; the desk then takes it over the second."""
    desk = scene.hostile()
    desk.enrol("J01", "pin-palsu")
    key = JurorDesk.sit(scene.hotel, "J01", "pin-palsu").key
    old = journal.history_of(scene.hotel.file, ("sheet", "J01/K01"))[0]
    assert key
    scene.hotel.write([Act("J01", "sheet", "J01/K01", old.value, (), sign=key.sign)])
    heads = journal.heads_of(scene.hotel.file, ("sheet", "J01/K01"))
    scene.hotel.write([desk.act("sheet", "J01/K01", old.value, tuple(head.id for head in heads))])


def declares_with_a_new_key_and_takes_that(scene: Scene) -> None:
    desk = scene.hostile()
    desk.enrol("J01", "pin-palsu")
    key = JurorDesk.sit(scene.hotel, "J01", "pin-palsu").key
    assert key
    scene.hotel.write([Act("J01", "recusal", "J01/K01", {"reason": "ipar"}, sign=key.sign)])
    (found,) = conflicts(scene.hotel.file)
    desk.resolve(found.id, next(head.id for head in found.heads if head.subject == "recusal"), "menurut juri")


def changes_weights_and_maps_them(scene: Scene) -> None:
    desk = scene.hostile()
    (rubric,) = journal.heads_of(scene.hotel.file, ("rubric", "KAB"))
    criteria: list[dict[str, Any]] = [dict(one) for one in (rubric.value or {})["criteria"]]
    for criterion, weight in zip(criteria, ("1", "99"), strict=True):
        criterion["weight"] = weight
    scene.hotel.write([desk.act("rubric", "KAB", {"criteria": criteria})])
    map_rubric(desk, "KAB", "bobot baru")


def sets(key: str, value: Any) -> Callable[[Scene], None]:
    def change(scene: Scene) -> None:
        scene.hotel.write([scene.hostile().act("category", f"KAB/{key}", {"value": value})])

    change.__name__ = f"sets_{key}"
    return change


def joins_candidates(scene: Scene) -> None:
    scene.hotel.write([scene.hostile().act("join", "K02", {"kept": "K01", "reason": "ganda"})])


def moves_the_winner_to_another_category(scene: Scene) -> None:
    scene.hotel.write([scene.hostile().act("candidate", "K01/category", {"value": "USA"})])


def changes_the_panel(scene: Scene) -> None:
    desk = scene.hostile()
    acts = [desk.act("juror", f"{code}/panels", {"value": ["A" if code == "J01" else "B"]}) for code in POINTS]
    slot = {"day": "2024-02-19", "start": "09:00", "end": "09:30", "panel": "A", "room": ""}
    scene.hotel.write([*acts, *(desk.act("slot", one, slot) for one in ("K01", "K02"))])
    decide_what_waits(desk)


def reopens_and_has_it_signed_again(scene: Scene) -> None:
    scene.hostile().reopen("J02", "K01", "salah ketik")
    score_all(a_juror(scene.hotel, "J02"), "K01", "20")
    sign(a_juror(scene.hotel, "J02"), "K01")


def has_a_juror_recused_and_sheets_reopened(scene: Scene) -> None:
    scene.hostile().reopen("J02", "K01", "konflik kepentingan")
    a_juror(scene.hotel, "J02").recuse("K01", "ipar")


def takes_the_category_away(scene: Scene) -> None:
    scene.hotel.write([scene.hostile().act("category", "KAB/name", {"value": None})])


def names_the_winner_otherwise_and_confirms_it(scene: Scene) -> None:
    """What `update` would refuse: nobody takes the two for one."""
    desk, was, now = scene.hostile(), model_records.candidates(scene.hotel.file)["K01"].name, "PT Teman Sekretaris"
    said = {"from": {"name": was}, "to": {"name": now}, "reason": "ejaan"}
    scene.hotel.write(
        [desk.act("candidate", "K01/name", {"value": now}), desk.act("correction", f"candidate/K01/{'0' * 16}", said)]
    )


def gives_the_winner_another_institution_and_confirms_it(scene: Scene) -> None:
    desk, was, now = scene.hostile(), model_records.candidates(scene.hotel.file)["K01"].institution, "PT Teman Sekretaris"
    said = {"from": {"institution": was}, "to": {"institution": now}, "reason": "ejaan"}
    scene.hotel.write(
        [desk.act("candidate", "K01/institution", {"value": now}), desk.act("correction", f"candidate/K01/{'0' * 16}", said)]
    )


def names(subject: str, code: str, was: str, now: str) -> Callable[[Scene], None]:
    """A name that the desk changes, and confirms to be the same."""

    def turn(scene: Scene) -> None:
        desk, said = scene.hostile(), {"from": {"name": was}, "to": {"name": now}, "reason": "ejaan"}
        record = desk.act(subject, f"{code}/name", {"value": now})
        scene.hotel.write([record, desk.act("correction", f"{subject}/{code}/{'0' * 16}", said)])

    turn.__name__ = f"names_{subject}_{code}"
    return turn


TURNED = (
    names("juror", "J01", "Juri Contoh J01", "Orang Lain"),
    names("category", "KAB", "Kabupaten dan Kota", "Badan Usaha Besar"),
    names_the_winner_otherwise_and_confirms_it,
    gives_the_winner_another_institution_and_confirms_it,
    makes_the_winner_absent,
    withdraws_the_winner,
    makes_jurors_observers,
    removes_a_juror,
    adds_a_stage,
    enrols_a_juror_again_and_signs_for_it,
    declares_with_a_new_key_and_takes_that,
    changes_weights_and_maps_them,
    sets("rounding", "criterion:0"),
    sets("method", "median"),
    sets("places", 1),
    sets("tie_order", ["CAK", "REG"]),
    moves_the_winner_to_another_category,
    changes_the_panel,
    reopens_and_has_it_signed_again,
    has_a_juror_recused_and_sheets_reopened,
    takes_the_category_away,
)


@pytest.mark.parametrize("turn", TURNED, ids=lambda turn: turn.__name__)
def test_what_a_desk_may_is_told_and_is_an_alarm_until_headquarters_acknowledges_it(
    scene: Scene, turn: Callable[[Scene], None]
) -> None:
    turn(scene)
    report = scene.arrives()
    now = scene.now()
    assert now.digest != scene.final.digest
    (told,) = [one for one in report.turned if one.category == "KAB"]
    assert told.before.state == scene.final, "what headquarters had, whatever the desk left out"
    assert told.now == now
    assert told.acts and {entry.device for entry in told.acts} == {scene.hotel.device}
    assert now.complete
    assert told.is_alarm and told in alarms(scene.hq.file)
    hotel = laptop_names(scene.hq.file)[scene.hotel.device or ""]
    assert hotel in " ".join(sentences(scene.hq.file, told))
    assert str(brief(scene.hq.file, told)) in report.troubles
    assert "87" not in " ".join(report.troubles), "whoever receives may be a juror, who sees no totals"
    acknowledge(scene.hq, ROOT_PIN, "KAB", "sesuai berita acara")
    assert alarms(scene.hq.file) == []
    (still,) = result_changes(scene.hq.file)
    assert still.reason == "sesuai berita acara"
    with pytest.raises(Refused):
        acknowledge(scene.hq, ROOT_PIN, "KAB", "lagi")
    assert rebuilt(scene.hq) == projections(scene.hq.file)


ENDED = (declares_on_paper_over_a_reopened_sheet, joins_candidates, signs_an_older_revision_with_a_new_key)


@pytest.mark.parametrize("ends", ENDED, ids=lambda ends: ends.__name__)
def test_what_ends_a_final_result_without_another_is_told(scene: Scene, ends: Callable[[Scene], None]) -> None:
    ends(scene)
    report = scene.arrives()
    assert not scene.now().complete
    (told,) = report.turned
    assert not told.is_final and not told.is_alarm
    assert report.told
    assert {one.subject for one in told.acts} <= {"sheet", "recusal", "join", "certificate"}


def test_headquarters_remembers_what_it_received_without_any_desk(scene: Scene) -> None:
    known = finals(scene.hq.file)["KAB"]
    assert [one.state for one in known] == [scene.final]
    received = journal.history_of(scene.hq.file, ("result-received", f"{scene.hq.device}/KAB"))
    assert [entry.actor for entry in received] == ["device"]


def test_two_packages_in_one_merge_are_held_against_one_another(scene: Scene, tmp_path: Path) -> None:
    """Headquarters gets the final result and its turn at once, in two packages."""
    first = pack(scene.hotel, tmp_path / "first")
    makes_the_winner_absent(scene)
    second = pack(scene.hotel, tmp_path / "second")
    report = merge(scene.hq, [first, second])
    assert [one.category for one in report.turned if one.is_alarm] == ["KAB"]


def test_a_later_change_is_an_alarm_again_also_one_back_to_what_was_acknowledged(scene: Scene) -> None:
    makes_jurors_observers(scene)
    scene.arrives()
    acknowledge(scene.hq, ROOT_PIN, "KAB", "diputuskan pleno")
    desk = scene.hostile()
    scene.hotel.write([desk.act("juror", f"{code}/role", {"value": "member"}) for code in ("J02",)])
    scene.arrives()
    assert [one.category for one in alarms(scene.hq.file)] == ["KAB"]
    acknowledge(scene.hq, ROOT_PIN, "KAB", "juri kembali")
    scene.hotel.write([desk.act("juror", "J01/role", {"value": "chair"})])
    scene.arrives()
    assert scene.now().digest == scene.final.digest, "it is what it was in the beginning"
    told = [one.reason for one in result_changes(scene.hq.file)]
    assert told == ["diputuskan pleno", "juri kembali", None], "what was acknowledged stays told, each with its own acts"
    assert [len(one.acts) for one in result_changes(scene.hq.file)] == [2, 1, 1]
    assert [one.category for one in alarms(scene.hq.file)] == ["KAB"]


def test_an_alarm_travels_to_the_desk_and_its_acknowledgement_too(scene: Scene) -> None:
    makes_the_winner_absent(scene)
    scene.arrives()
    carry(scene.hq, scene.hotel)
    assert [one.category for one in alarms(scene.hotel.file)] == ["KAB"]
    acknowledge(scene.hq, ROOT_PIN, "KAB", "benar tidak hadir")
    carry(scene.hq, scene.hotel)
    assert alarms(scene.hotel.file) == []


def test_only_headquarters_acknowledges(scene: Scene) -> None:
    makes_the_winner_absent(scene)
    scene.arrives()
    desk = scene.hostile()
    value = {"digests": sorted({scene.final.digest, scene.now().digest}), "now": scene.now().digest, "reason": "x"}
    acts = [Act("hq", "acknowledgement", "KAB", value, sign=sign_) for sign_ in (desk.key.sign, key_of(scene.hotel, "J01").sign)]
    scene.hotel.write([*acts, desk.act("acknowledgement", "KAB", value)])
    scene.arrives()
    assert [one.category for one in alarms(scene.hq.file)] == ["KAB"]


def test_a_laptop_that_is_not_headquarters_makes_no_alarm_by_what_it_says_it_received(scene: Scene) -> None:
    value = {**scene.final.as_value({}), "digest": "0" * 64}
    act = Act("device", "result-received", f"{scene.hotel.device}/KAB", value, sign=scene.hotel.sign_as_device)
    scene.hotel.before_leaving = lambda: None
    scene.hotel.write([act])
    scene.arrives()
    assert alarms(scene.hq.file) == []


def test_a_desk_that_says_it_knew_everything_hides_no_act(scene: Scene) -> None:
    """It records the final state that headquarters had, as if it had known of all that it does afterwards."""
    desk = scene.hostile()
    value = scene.final.as_value({scene.hotel.device or "": 10**9})
    scene.hotel.write([desk.act("result", "KAB", value)])
    scene.arrives()
    makes_the_winner_absent(scene)
    (told,) = scene.arrives().turned
    assert told.is_alarm
    assert {entry.subject for entry in told.acts} == {"attendance"}


def test_a_result_that_a_desk_made_up_does_not_take_the_place_of_what_headquarters_had(scene: Scene) -> None:
    desk = scene.hostile()
    made_up = {**scene.final.as_value({}), "digest": "0" * 64, "ranking": [["K02", 1, "99.00"]]}
    scene.hotel.write([desk.act("result", "KAB", made_up)])
    makes_the_winner_absent(scene)
    (told,) = scene.arrives().turned
    assert told.is_alarm and told.before.state == scene.final


def test_an_act_that_waited_for_a_key_is_told_when_it_counts(scene: Scene) -> None:
    """A sheet comes before the certificate of the key that signed it: headquarters records the result in between."""
    desk = scene.hostile()
    (sheet,) = journal.heads_of(scene.hotel.file, ("sheet", "J02/K01"))
    desk.reopen("J02", "K01", "salah ketik")
    other = PrivateKey.generate()
    value = {
        **dict(sheet.value or {}),
        "revision": 2,
        "total": "20",
        "scores": {"REG": {"points": "20"}, "CAK": {"points": "20"}},
    }
    scene.hotel.write([Act("J02", "sheet", "J02/K01", value, sign=other.sign)])
    scene.arrives()
    known = model_records.jurors(scene.hotel.file)["J02"]
    issuer = scene.hotel.trust.desks[0]
    certificate = make_juror("J02", known.name, issuer.organisation, issuer, desk.key, other.public, scene.hotel.laptop.clock())
    scene.hotel.write([desk.act("certificate", "J02", {"certificate": as_text(certificate.der), "ink": ""})])
    (told,) = scene.arrives().turned
    assert scene.now().complete and told.is_alarm
    assert [entry.subject for entry in told.acts] == ["sheet", "sheet", "certificate"]


def test_an_honest_desk_records_each_final_state_once_and_that_it_is_gone(scene: Scene) -> None:
    desk = a_desk(scene.hotel)
    scene.hotel.before_leaving()
    scene.hotel.before_leaving()
    (recorded,) = journal.heads_of(scene.hotel.file, ("result", "KAB"))
    assert (recorded.value or {})["digest"] == scene.final.digest
    desk.reopen("J02", "K01", "salah ketik")
    scene.hotel.before_leaving()
    (recorded,) = journal.heads_of(scene.hotel.file, ("result", "KAB"))
    assert (recorded.value or {})["final"] is False
    sign(a_juror(scene.hotel, "J02"), "K01", "88")
    pack(scene.hotel, scene.folder / "stick-hotel")
    history = journal.history_of(scene.hotel.file, ("result", "KAB"))
    assert [(entry.value or {})["final"] for entry in history] == [True, False, True]
    report = scene.arrives()
    (told,) = report.turned
    assert told.is_alarm, "the sheet is another one, though its points are the same"
    assert told.before.state.ranking == told.now.ranking


def test_scores_and_notes_move_no_result_and_write_nothing(scene: Scene) -> None:
    scene.hotel.before_leaving()
    a_desk(scene.hotel)
    scene.hotel.before_leaving()
    before = journal.count(scene.hotel.file)
    a_juror(scene.hotel, "J01").record_score("U01", "INO", "50")
    scene.hotel.before_leaving()
    assert journal.count(scene.hotel.file) == before + 1


def test_a_result_that_did_not_change_is_told_with_what_came_since(scene: Scene) -> None:
    a_desk(scene.hotel).enrol("J01", "pin-J01-baru")
    report = scene.arrives()
    (told,) = report.turned
    assert told.is_the_same and not told.is_alarm
    assert [entry.subject for entry in told.acts] == ["certificate"]
    assert alarms(scene.hq.file) == []


def test_what_was_done_since_is_told_by_the_clock_and_only_what_can_have_done_it(scene: Scene) -> None:
    desk = a_desk(scene.hotel)
    desk.withdraw("K01", "mundur", despite=True)
    for name in ("Laptop panitia", "Laptop panitia 2"):
        scene.hotel.write([desk.act("device", scene.hotel.device or "", {"name": name})])
    a_desk(scene.hq).reopen("J02", "K02", "salah ketik")
    desk.reopen("J03", "K02", "salah ketik")
    scene.arrives()
    (told,) = result_changes(scene.hq.file)
    assert {entry.subject for entry in told.acts} == {"withdrawal", "sheet"}, "a laptop's name moves no result"
    assert len({entry.device for entry in told.acts}) == 2
    assert [entry.at for entry in told.acts] == sorted(entry.at for entry in told.acts)


def test_what_is_told_of_a_result_that_became_incomplete_again_is_not_called_what_stands_now(scene: Scene) -> None:
    scene.hotel.write([scene.hostile().act("juror", "J01/role", {"value": "observer"})])
    scene.arrives()
    a_desk(scene.hq).withdraw("K02", "mundur", despite=True)
    a_desk(scene.hq).keep_results()
    a_desk(scene.hq).reopen("J02", "K01", "salah ketik")
    (told,) = alarms(scene.hq.file)
    with speaking("en"):
        said = sentences(scene.hq.file, told)
    assert any(line.startswith("Afterwards: 1. K01") and "without a place: K02" in line for line in said)
    assert any(line.startswith("Now it isn't complete") for line in said) and not any(line.startswith("Now: ") for line in said)


def test_an_act_at_the_desks_own_laptop_names_it_once(scene: Scene) -> None:
    a_desk(scene.hq).withdraw("K02", "mundur", despite=True)
    (entry,) = journal.heads_of(scene.hq.file, ("withdrawal", "K02"))
    with speaking("en"):
        assert ", headquarters' laptop, the secretary: K02" in str(ActWords(scene.hq.file).told(entry))


def test_a_juror_who_takes_an_own_recusal_back_ends_the_final_result(scene: Scene) -> None:
    take_back(a_juror(scene.hotel, "J04"), "K02", "salah kandidat")
    report = scene.arrives()
    (told,) = report.turned
    assert not told.is_final and not scene.now().complete
    sign(a_juror(scene.hotel, "J04"), "K02", "100")
    scene.arrives()
    assert [one.category for one in alarms(scene.hq.file)] == ["KAB"]
    assert model_records.categories(scene.hq.file)["KAB"].places == 3
    assert Decimal(scene.now().ranking[0][2]) > 0


def test_another_order_of_the_plenary_is_an_alarm_at_headquarters_own_desk_too(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq:
        for juror in POINTS:
            for candidate in ("K01", "K02"):
                sign(a_juror(hq, juror), candidate, "80")
        desk = a_desk(hq)
        desk.keep_results()
        desk.decide("KAB", ["K02", "K01"], "suara terbanyak")
        desk.keep_results()
        assert result_changes(hq.file) == [], "that the plenary orders who shared a place is what it is there for"
        desk.decide("KAB", ["K01", "K02"], "dihitung ulang")
        (told,) = alarms(hq.file)
        assert [one[0] for one in told.before.state.ranking] == ["K02", "K01"]
        assert [one[0] for one in told.now.ranking] == ["K01", "K02"]
        assert [entry.subject for entry in told.acts] == ["decision"]


def test_an_order_of_the_plenary_after_headquarters_received_a_shared_place_is_an_alarm(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq, a_prepared(hq, "room", list(POINTS), with_desk=True) as room:
        for juror in POINTS:
            for candidate in ("K01", "K02"):
                sign(a_juror(room, juror), candidate, "80")
        a_desk(room).keep_results()
        carry(room, hq, admit=True)
        a_desk(room).decide("KAB", ["K02", "K01"], "suara terbanyak")
        carry(room, hq)
        (told,) = alarms(hq.file)
        assert [entry.subject for entry in told.acts] == ["decision"] and told.before.is_received


def test_a_shared_place_that_is_ordered_while_a_sheet_is_signed_anew_is_an_alarm(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq:
        for juror in POINTS:
            for candidate in ("K01", "K02"):
                sign(a_juror(hq, juror), candidate, "80")
        desk = a_desk(hq)
        desk.keep_results()
        desk.decide("KAB", ["K02", "K01"], "suara terbanyak")
        desk.reopen("J02", "K01", "salah ketik")
        sign(a_juror(hq, "J02"), "K01", "80")
        (told,) = alarms(hq.file)
        assert {entry.subject for entry in told.acts} == {"decision", "sheet"}


def test_stages_that_cannot_be_combined_make_nothing_final_and_stop_no_merge(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq, a_prepared(hq, "room", [], with_desk=True) as room:
        desk = a_desk(room)
        room.write([desk.act("stage", "Portofolio", {"position": 1, "weight": "50", "maximum": "100", "own": 0})])
        report = merge(hq, [pack(room, tmp_path / "stick")], a_desk(hq))
        assert [one.outcome for one in report.packages] == ["merged"]
        assert not state_of(hq.file, "KAB").complete


def test_a_removed_laptop_is_among_the_acts_that_moved_a_result(scene: Scene) -> None:
    a_desk(scene.hq).reopen("J01", "K01", "salah ketik")
    with a_prepared(scene.hq, "panel", ["J01"]) as panel:
        sign(a_juror(panel, "J01"), "K01", "91")
        carry(panel, scene.hq, admit=True)
        assert scene.now().complete
        remove(a_desk(scene.hq), panel.device or "", 0, "dicuri")
    told = result_changes(scene.hq.file)[-1]
    assert not scene.now().complete and "device" in {entry.subject for entry in told.acts}
    assert "dicuri" in " ".join(sentences(scene.hq.file, told))
