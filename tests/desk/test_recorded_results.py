"""Recapitulations and minutes are held against the event's record, signed or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from juryapp.canonical_json import canonical
from juryapp.documents import minutes_content
from juryapp.documents.minutes_data import Records
from juryapp.documents.recapitulation import render as render_recapitulation
from juryapp.errors import FileProblem
from juryapp.event.seats import desk_key
from juryapp.model.candidate import Attendance
from juryapp.printing import event_documents
from juryapp.printing.unsigned_papers import minutes_as_of_now, minutes_data
from juryapp.setup_changes.update import apply, plan
from juryapp.signing.pades import Signer, certify
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.signing_check import UNRECORDED
from tests.builders import DESK_PIN, NOW, a_candidate, a_desk, a_juror, a_setup, light_passphrases, sign
from tests.signing.scene import Scene, a_scene, resaved, without_event

SAME = "It says what the event's record says now."
OTHER = "It doesn't say what the event's record says now"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with speaking("en"), light_passphrases():
        made = a_scene(tmp_path)
        yield made
        made.event.close()


def a_recapitulation(scene: Scene, data: bytes | None = None) -> bytes:
    page = render_recapitulation(data or event_documents.recapitulation_data(scene.event))
    desk = Signer(desk_key(scene.event, DESK_PIN), scene.event.trust.desks[-1])
    return certify(page.pdf, page.fields, "Desk", desk, None, NOW, last="Chair")


def unsigned(scene: Scene, kind: str) -> bytes:
    ((_name, pdf),) = event_documents.documents(scene.event, kind)
    return pdf


# --- recapitulations


def test_a_recapitulation_is_held_against_the_journal(scene: Scene) -> None:
    pdf = a_recapitulation(scene)
    assert scene.check(pdf).verdict == "partly signed" and scene.check(pdf).why[0] == UNRECORDED
    sign(a_juror(scene.event, "J03"), "K01", ["80", "80"])
    later = scene.check(pdf)
    assert later.verdict == "superseded" and later.why[0] == f"{OTHER}: KAB. Print a new one and compare the two."
    assert scene.check(a_recapitulation(scene)).verdict == "partly signed"


LIES: list[tuple[Callable[[dict], object], str]] = [
    (lambda one: one["rows"][0]["cells"].update(J02="99.00"), "KAB"),
    (lambda one: one["rows"][0].update(name="Kandidat Lain"), "KAB"),
    (lambda one: one["rows"][0].update(exact="99", score="99.00"), "KAB"),
    (lambda one: one.update(places=9), "KAB"),
    (lambda one: one.update(final=True), "KAB"),
    (lambda one: one.update(stages=[{"name": "Portofolio", "weight": "30", "maximum": None, "own": False}]), "KAB"),
    (lambda one: one.update(rounding=[{"step": "total", "places": 1}]), "KAB"),
    (lambda one: one["jurors"][0].update(name="Juri Lain"), "KAB"),
    (lambda one: one.update(code="LAIN"), "LAIN, KAB"),
]


@pytest.mark.parametrize(("lie", "named"), LIES)
def test_a_recapitulation_that_the_desk_made_up_is_told(scene: Scene, lie: Callable[[dict], object], named: str) -> None:
    value = json.loads(event_documents.recapitulation_data(scene.event))
    lie(value["categories"][0])
    found = scene.check(a_recapitulation(scene, canonical(value)))
    assert found.verdict == "superseded" and f"{OTHER}: {named}." in found.why[0]


def test_a_category_that_was_left_out_is_told(scene: Scene) -> None:
    value = json.loads(event_documents.recapitulation_data(scene.event))
    value["categories"] = value["categories"][1:]
    assert f"{OTHER}: KAB." in scene.check(a_recapitulation(scene, canonical(value))).why[0]


def test_words_about_the_event_that_it_never_recorded_are_invalid(scene: Scene) -> None:
    value = json.loads(event_documents.recapitulation_data(scene.event))
    value["event"]["award"] = "Penghargaan Lain"
    assert scene.why(a_recapitulation(scene, canonical(value))) == "It names what this event never recorded: the award."


def test_an_unsigned_recapitulation_is_held_against_it_too_and_proves_nothing(scene: Scene) -> None:
    pdf = unsigned(scene, "recapitulation")
    assert scene.unsigned(pdf).endswith(SAME)
    sign(a_juror(scene.event, "J03"), "K01", ["80", "80"])
    assert f"{OTHER}: KAB." in scene.unsigned(pdf)


def test_an_unsigned_recapitulation_whose_page_was_altered_is_told(scene: Scene) -> None:
    told = scene.why(resaved(unsigned(scene, "recapitulation"), repainted))
    assert "Page 1 was altered" in told and SAME not in told


def repainted(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    page.contents_add(b"q 1 g 300 400 60 20 re f Q")


# --- minutes


def test_minutes_are_held_against_the_journal(scene: Scene) -> None:
    pdf = unsigned(scene, "minutes")
    assert scene.unsigned(pdf).endswith(SAME) and "bears no signature" in scene.unsigned(pdf)
    assert SAME not in scene.unsigned(pdf, without_event(authority(scene)))
    a_desk(scene.event).attendance("K01", Attendance.PRESENT)
    assert scene.unsigned(pdf).endswith(SAME), "an act that changes nothing of what they say leaves them true"
    sign(a_juror(scene.event, "J03"), "K01", ["80", "80"])
    assert f"{OTHER}: the pages." in scene.unsigned(pdf)
    assert scene.unsigned(unsigned(scene, "minutes")).endswith(SAME)


def authority(scene: Scene):
    return Authority.of_event(scene.event)


def test_minutes_say_another_result_once_a_name_or_a_stage_changed(scene: Scene) -> None:
    pdf = unsigned(scene, "minutes")
    desk = a_desk(scene.event)
    found = plan(desk, a_setup(candidates=(a_candidate("K01", name="Kandidat Contoh K-01"), *a_setup().candidates[1:])))
    apply(desk, found, [one.key for one in found.corrections], "ejaan")
    assert f"{OTHER}: the pages." in scene.unsigned(pdf)


def test_a_page_of_minutes_that_was_altered_is_told(scene: Scene) -> None:
    assert f"{OTHER}: the pages." in scene.why(resaved(unsigned(scene, "minutes"), repainted))


def with_records(pdf: bytes, **changes: object) -> bytes:
    """Minutes whose attached records say otherwise, drawn with them as a forger with the program's library can."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        file = document.attachments["minutes.json"].get_file()
        value = json.loads(file.read_bytes())
        for name, change in changes.items():
            value[name] = change(value[name])
        file.obj.write(canonical(value))
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "changes",
    [
        {"heads": lambda heads: [{**one, "id": "0" * 64} for one in heads]},
        {"sheets": lambda sheets: [{**one, "sha256": "0" * 64} for one in sheets]},
        {"sheets": lambda sheets: [{**one, "extra": 1} for one in sheets]},
        {"at": lambda _at: "yesterday"},
    ],
)
def test_other_records_than_those_on_the_page_are_told(scene: Scene, changes: dict) -> None:
    assert f"{OTHER}: the pages." in scene.why(with_records(unsigned(scene, "minutes"), **changes))


def test_records_that_the_journal_never_held_are_told_though_the_page_says_the_same(scene: Scene) -> None:
    forged = Records([("Laptop Lain", 7, "0" * 64)], [("K01", "J02", 1, "1" * 64)])
    told = scene.unsigned(minutes_content.draw(minutes_data(scene.event, forged, NOW)).pdf)
    assert f"{OTHER}: the laptops' last entries, the signed sheets." in told


def by_the_desk(scene: Scene, data: bytes) -> bytes:
    """Minutes of this data, certified with the desk's genuine key by another program."""
    page = minutes_content.draw(data)
    desk = Signer(desk_key(scene.event, DESK_PIN), scene.event.trust.desks[-1])
    return certify(page.pdf, page.fields, "Desk", desk, None, NOW, last="Chair")


def test_minutes_that_the_desk_certifies_are_held_against_the_record(scene: Scene) -> None:
    data = minutes_as_of_now(scene.event)
    found = scene.check(by_the_desk(scene, data))
    assert found.verdict == "partly signed" and "no record that the document was given to be signed" in " ".join(found.why)
    assert scene.check(by_the_desk(scene, data), without_event(Authority.of_event(scene.event))).verdict == "partly signed"
    sign(a_juror(scene.event, "J03"), "K01", ["60", "60"])
    after = scene.check(by_the_desk(scene, data))
    assert after.verdict == "superseded" and after.why[0].startswith(f"{OTHER}: KAB.")


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"heads": [{"laptop": "Lain", "number": 7, "id": "0" * 64}]}, "the laptops' last entries"),
        ({"sheets": [{"candidate": "K01", "juror": "J02", "revision": 1, "sha256": "1" * 64}]}, "the signed sheets"),
        ({"day": "2024-03-05"}, "the day that the secretariat states"),
    ],
)
def test_minutes_that_the_desk_certified_with_invented_records_are_not_valid(scene: Scene, changes: dict, named: str) -> None:
    data = canonical({**json.loads(minutes_as_of_now(scene.event)), **changes})
    assert named in scene.why(by_the_desk(scene, data))


def test_minutes_that_tell_of_a_decline_that_never_was_are_not_valid(scene: Scene) -> None:
    value = json.loads(minutes_as_of_now(scene.event))
    value["told"]["declined"] = [{"code": "J03", "name": "Juri Contoh J03", "document": f"minutes-{'0' * 16}", "reason": "x"}]
    assert "who declined to sign" in scene.why(by_the_desk(scene, canonical(value)))


@pytest.mark.parametrize("member", ["jurors", "decided", "event", "stages"])
def test_minutes_whose_data_are_twisted_are_named(scene: Scene, member: str) -> None:
    value = json.loads(minutes_as_of_now(scene.event))
    data = by_the_desk(scene, canonical(value))
    for lie in (None, 7, [7], {"x": 1}, [[[]]]):
        told = canonical({**value, "told": {**value["told"], member: lie}})
        if member != "stages" or lie is not None:
            with pytest.raises(FileProblem):
                minutes_content.read_content(told)
    assert scene.check(data).verdict == "partly signed"
