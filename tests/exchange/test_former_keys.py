"""A juror is enrolled again: what was signed with the former key and was known stays; the rest waits for the desk."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from juryapp.board.cells import Board
from juryapp.board.former_keys import doubted
from juryapp.board.status import conflicts, tallies
from juryapp.desk.signing import SignedSheet
from juryapp.errors import Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from tests.builders import NOW, PASSPHRASE, Ticking, a_desk, a_juror, a_prepared, an_event, carry, pin_of, score_all, sign
from tests.forging import projections, rebuilt


@dataclass
class Scene:
    """Headquarters, and the laptop `panel` that has J01's key. J01 signed K01 there, which headquarters knows."""

    folder: Path
    hq: OpenEvent
    panel: OpenEvent
    known: SignedSheet

    def enrol_again(self) -> None:
        a_desk(self.hq).enrol("J01", pin_of("J01"))

    def state(self, candidate: str, event: OpenEvent | None = None) -> CellState:
        return Board.of((event or self.hq).file).cell("J01", candidate).state

    def verdict(self, signed: SignedSheet) -> tuple[str, str]:
        path = self.folder / signed.name
        path.write_bytes(signed.pdf)
        (found,) = verify([path], Authority.of_event(self.hq))
        return found.verdict, " ".join(found.why)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    hq = an_event(tmp_path)
    # this event was made and closed before, by a clock that ticked on
    assert isinstance(hq.laptop.clock, Ticking)
    hq.laptop.clock.now = NOW + timedelta(minutes=1)
    panel = a_prepared(hq, "panel", ["J01", "J02"])
    known = sign(a_juror(panel), "K01", "85")
    carry(panel, hq, admit=True)
    return Scene(tmp_path, hq, panel, known)


def test_what_was_signed_before_and_was_known_stays_valid(scene: Scene) -> None:
    scene.enrol_again()
    assert doubted(scene.hq.file) == []
    assert scene.state("K01") is CellState.SIGNED
    assert scene.verdict(scene.known) == ("valid", "")


def test_what_the_desk_did_not_know_of_waits_for_its_decision(scene: Scene) -> None:
    scene.enrol_again()
    late = sign(a_juror(scene.panel), "K02", "90")
    carry(scene.panel, scene.hq)
    assert scene.state("K02") is CellState.CONFLICT
    verdict, why = scene.verdict(late)
    assert verdict == "invalid"
    assert "J01" in why
    (category,) = tallies(scene.hq.file, "KAB")
    assert not category.complete
    (found,) = conflicts(scene.hq.file)
    assert found.register == ("sheet", "J01/K02")
    assert [head.subject for head in found.heads] == ["sheet", "certificate"]
    with pytest.raises(Refused):
        a_juror(scene.hq).record_score("K02", "REG", "10")
    assert scene.verdict(scene.known)[0] == "valid"
    assert journal.in_doubt(scene.hq.file) == []


def test_the_order_of_arrival_is_nothing(scene: Scene) -> None:
    sign(a_juror(scene.panel), "K02", "90")
    scene.enrol_again()
    enrolment = pack(scene.hq, scene.folder / "stick-hq")
    late = pack(scene.panel, scene.folder / "stick-panel")
    third, fourth = (a_prepared(scene.hq, name, []) for name in ("third", "fourth"))
    merge(third, [late, enrolment])
    merge(fourth, [enrolment, late])
    merge(scene.panel, [enrolment])
    for event in (third, fourth, scene.panel):
        assert scene.state("K02", event) is CellState.CONFLICT
        assert rebuilt(event) == projections(event.file)


def test_the_desk_lets_it_count(scene: Scene) -> None:
    scene.enrol_again()
    late = sign(a_juror(scene.panel), "K02", "90")
    carry(scene.panel, scene.hq)
    (found,) = conflicts(scene.hq.file)
    a_desk(scene.hq).resolve(found.id, found.heads[0].id, "Ditandatangani sebelum juri berganti PIN")
    assert conflicts(scene.hq.file) == []
    assert scene.state("K02") is CellState.SIGNED
    assert scene.verdict(late) == ("valid", "")
    carry(scene.hq, scene.panel)
    assert scene.state("K02", scene.panel) is CellState.SIGNED


def test_the_desk_does_not_let_it_count(scene: Scene) -> None:
    scene.enrol_again()
    late = sign(a_juror(scene.panel), "K02", "90")
    carry(scene.panel, scene.hq)
    (found,) = conflicts(scene.hq.file)
    a_desk(scene.hq).resolve(found.id, found.heads[1].id, "Laptop dicuri")
    assert conflicts(scene.hq.file) == []
    assert scene.state("K02") is not CellState.SIGNED
    assert scene.verdict(late)[0] == "superseded"
    again = sign(a_juror(scene.hq), "K02", "70")
    assert again.revision == 2
    assert scene.verdict(again) == ("valid", "")
    assert scene.verdict(late)[0] == "superseded"


def test_a_laptop_that_knows_of_the_enrolment_signs_nothing_with_the_former_key(scene: Scene) -> None:
    scene.enrol_again()
    carry(scene.hq, scene.panel)
    juror = a_juror(scene.panel)
    score_all(juror, "K02", "90")
    with pytest.raises(Refused, match="J01"):
        sign(juror, "K02")
    with pytest.raises(Refused, match="J01"):
        juror.recuse("U01", "ipar")
    sign(a_juror(scene.hq), "U02", "90")
    assert scene.state("U02") is CellState.SIGNED


@pytest.mark.parametrize("counts", [True, False])
def test_a_conflict_of_interest_with_a_former_key_waits_too(scene: Scene, counts: bool) -> None:
    scene.enrol_again()
    a_juror(scene.panel).recuse("K02", "ipar")
    carry(scene.panel, scene.hq)
    assert [one.register for one in doubted(scene.hq.file)] == [("recusal", "J01/K02")]
    for juror in ("J02", "J03", "J04"):
        sign(a_juror(scene.hq, juror), "K02", "80")
        sign(a_juror(scene.hq, juror), "K01", "80")
    assert not tallies(scene.hq.file, "KAB")[0].complete
    (found,) = conflicts(scene.hq.file)
    a_desk(scene.hq).resolve(found.id, found.heads[0 if counts else 1].id, "diputuskan")
    assert conflicts(scene.hq.file) == []
    assert (scene.state("K02") is CellState.RECUSED) is counts
    assert journal.in_doubt(scene.hq.file) == []


def test_two_versions_are_decided_as_such(scene: Scene) -> None:
    """The former key signs at one laptop, the new one at another: the desk takes one, and that settles the key too."""
    scene.enrol_again()
    late = sign(a_juror(scene.panel), "K02", "90")
    genuine = sign(a_juror(scene.hq), "K02", "70")
    carry(scene.panel, scene.hq)
    assert doubted(scene.hq.file) == []
    (found,) = [one for one in conflicts(scene.hq.file) if one.register[0] == "sheet"]
    take = next(head for head in found.heads if head.id in genuine.changes.entries)
    a_desk(scene.hq).resolve(found.id, take.id, "kunci baru")
    assert scene.verdict(genuine) == ("valid", "")
    assert scene.verdict(late)[0] == "superseded"


def test_a_copy_of_an_older_file_does_not_make_a_signature_older(scene: Scene) -> None:
    """Whoever has the former key, the laptop and an older copy of its file signs under a number that the desk knew."""
    scene.panel.close()
    older = shutil.copyfile(scene.panel.path, scene.folder / "older.jury")
    home = shutil.copytree(scene.panel.laptop.home.folder, scene.folder / "home-older")
    scene.panel = open_event(scene.panel.laptop, scene.panel.path, PASSPHRASE)
    for points in ("50", "51", "52", "53", "54", "55"):
        score_all(a_juror(scene.panel, "J02"), "K02", points)
    carry(scene.panel, scene.hq)
    scene.enrol_again()
    shutil.rmtree(scene.panel.laptop.home.folder)
    shutil.copytree(home, scene.panel.laptop.home.folder)
    with open_event(scene.panel.laptop, older, PASSPHRASE) as clone:
        late = sign(a_juror(clone), "K02", "99")
        assert clone.device == scene.panel.device
        merge(scene.hq, [pack(clone, scene.folder / "stick-clone")])
    assert scene.state("K02") is CellState.CONFLICT
    assert scene.verdict(late)[0] == "invalid"


def test_enrolled_three_times_each_enrolment_is_asked(scene: Scene) -> None:
    """What the second enrolment didn't know of doesn't come to count by a third that does."""
    scene.enrol_again()
    sign(a_juror(scene.panel), "K02", "90")
    carry(scene.panel, scene.hq)
    sign(a_juror(scene.hq), "U01", "80")
    scene.enrol_again()
    assert scene.state("K02") is CellState.CONFLICT
    assert scene.state("U01") is CellState.SIGNED
    assert scene.state("K01") is CellState.SIGNED


def test_of_two_enrolments_at_two_desks_the_one_not_taken_is_replaced(scene: Scene) -> None:
    meja = a_prepared(scene.hq, "meja", ["J01"], with_desk=True)
    scene.enrol_again()
    a_desk(meja).enrol("J01", pin_of("J01"))
    sign(a_juror(scene.hq), "U01", "80")
    sign(a_juror(meja), "U02", "80")
    carry(meja, scene.hq, admit=True)
    assert scene.state("U01") is scene.state("U02") is CellState.SIGNED
    (found,) = conflicts(scene.hq.file)
    assert found.register == ("certificate", "J01")
    ours = next(head for head in found.heads if head.device == scene.hq.device)
    a_desk(scene.hq).resolve(found.id, ours.id, "meja sekretaris pusat")
    assert doubted(scene.hq.file) == []
    sign(a_juror(meja), "K02", "70")
    carry(meja, scene.hq)
    assert [one.register for one in doubted(scene.hq.file)] == [("sheet", "J01/K02")]
    assert scene.state("K02") is CellState.CONFLICT


def test_an_enrolment_that_does_not_say_what_it_knew_doubts_nothing(scene: Scene) -> None:
    """As an earlier version of the program wrote them."""
    (head,) = journal.heads_of(scene.hq.file, ("certificate", "J01"))
    desk = a_desk(scene.hq)
    scene.enrol_again()
    (again,) = journal.heads_of(scene.hq.file, ("certificate", "J01"))
    value = {name: member for name, member in (again.value or {}).items() if name != "seen"}
    scene.hq.write([desk.act("certificate", "J01", value, (again.id, head.id))])
    sign(a_juror(scene.panel), "K02", "90")
    carry(scene.panel, scene.hq)
    assert scene.state("K02") is CellState.CONFLICT, "the one that said it does"
    assert [one.enrolment.id for one in doubted(scene.hq.file, "J01", "K02")] == [again.id]
    assert doubted(scene.hq.file, "J01", "K01") == doubted(scene.hq.file, "J02") == []
