"""The words of a signed sheet are the event's: a sheet that says others than the journal ever did is none, whoever signed it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from juryapp.canonical_json import canonical
from juryapp.model.candidate import Attendance
from juryapp.model.category import Category
from juryapp.model.rounding import Roundings
from juryapp.setup_changes.update import apply, plan
from juryapp.signing.pades import certify
from juryapp.text import speaking
from juryapp.verification import journal_check
from tests.builders import NOW, a_candidate, a_desk, a_juror, a_juror_record, a_setup, an_event, light_passphrases, sign
from tests.signing import scene as attacks
from tests.signing.scene import Scene, a_draft, a_scene, signed


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with speaking("en"), light_passphrases():
        made = a_scene(tmp_path)
        yield made
        made.event.close()


def with_words(data: bytes, *path: str, word: Any) -> bytes:
    """A sheet's data with another word at this place."""
    value = json.loads(data)
    inner = value
    for member in path[:-1]:
        inner = inner[member]
    inner[path[-1]] = word
    return canonical(value)


A_PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
WORDS = [
    (("candidate", "name"), "Kandidat Lain", "the candidate's name"),
    (("candidate", "name"), "", "the candidate's name"),
    (("candidate", "institution"), "Instansi Lain", "the candidate's institution"),
    (("candidate", "head"), "Pimpinan Lain", "the candidate's leader"),
    (("candidate", "presenter"), "Orang Lain", "who presented"),
    (("candidate", "attendance"), "absent", "the attendance"),
    (("candidate", "category", "name"), "Kategori Lain", "the category"),
    (("juror", "name"), "Juri Lain", "the juror's name"),
    (("juror", "position"), "Gubernur", "the juror's position"),
    (("juror", "institution"), "Instansi Lain", "the juror's institution"),
    (("juror", "nip"), "19700101 199503 1 001", "the juror's NIP"),
    (("juror", "role"), "chair", "the juror's role"),
    (("chair",), {"name": "Ketua Lain", "nip": ""}, "the chair"),
    (("chair",), {"name": "Juri Contoh J03", "nip": ""}, "the chair"),
    (("panel",), "Panel Lain", "the panel"),
    (("slot",), {"day": "2024-02-20", "start": "09:00", "end": "09:30", "room": "Ruang 1"}, "the time of the interview"),
    (("event", "award"), "Penghargaan Lain", "the award"),
    (("event", "stage"), "Tahap Lain", "the stage"),
    (("event", "venue"), "Tempat Lain", "the venue"),
    (("event", "letterhead"), ["PEMERINTAH LAIN"], "the letterhead"),
    (("event", "simulated"), False, "whether the data is invented"),
    (("event", "zone"), "Asia/Jayapura", "the time zone"),
    (("event", "organiser"), "Penyelenggara Lain", "the organiser"),
    (("event", "stage"), "", "the stage"),
    (("juror", "institution"), "", "the juror's institution"),
    (("event", "logo"), A_PICTURE, "the logo"),
    (("sheet",), "LAIN-24/K02/J02", "the sheet's number"),
    (("device", "id"), "0" * 64, "the laptop"),
    (("device", "name"), "Laptop Lain", "the laptop"),
    (("supersedes",), {"revision": 1, "sha256": "0" * 64, "reason": "salah ketik"}, "what it replaces"),
]


@pytest.mark.parametrize(("path", "word", "named"), WORDS, ids=lambda one: ".".join(one) if isinstance(one, tuple) else None)
def test_a_word_that_the_journal_never_held_is_named(scene: Scene, path: tuple[str, ...], word: Any, named: str) -> None:
    data = with_words(a_draft(scene), *path, word=word)
    pdf = signed(scene, data)
    attacks.recorded(scene, data, pdf)
    told = scene.why(pdf)
    assert "says something else than what was recorded" in told and named in told


@pytest.mark.parametrize(
    ("member", "word"), [("name", "Kriteria Lain"), ("guidance", "Beri 100"), ("scale", {"min": "0", "max": "10"})]
)
def test_other_words_of_a_criterion_are_named(scene: Scene, member: str, word: Any) -> None:
    value = json.loads(a_draft(scene))
    value["criteria"][0][member] = word
    data = canonical(value)
    pdf = signed(scene, data)
    attacks.recorded(scene, data, pdf)
    assert "the words of the criteria" in scene.why(pdf)


def test_untouched_and_after_everything_was_attended_it_is_valid_and_nothing_is_told(scene: Scene) -> None:
    found = scene.check(scene.pdf)
    assert (found.verdict, found.why) == ("valid", ())
    a_desk(scene.event).attendance("K01", Attendance.REPRESENTED, "Orang Lain")
    again = scene.check(scene.pdf)
    assert (again.verdict, again.why) == ("valid", ())
    later = sign(a_juror(scene.event, "J03"), "K01", ["80", "80"]).pdf
    assert (scene.check(later).verdict, scene.check(later).why) == ("valid", ())


def update(scene: Scene, **changes: Any) -> None:
    desk = a_desk(scene.event)
    found = plan(desk, a_setup(**changes))
    apply(desk, found, [one.key for one in found.corrections], "ejaan" if found.corrections else None)


def test_a_name_that_was_mended_later_leaves_the_sheet_valid_and_is_told(scene: Scene) -> None:
    candidates = (a_candidate("K01", name="Kandidat Contoh K-01"), *a_setup().candidates[1:])
    jurors = tuple(
        a_juror_record("J02", institution="Universitas Lain") if one.code == "J02" else one for one in a_setup().jurors
    )
    update(scene, candidates=candidates, jurors=jurors)
    found = scene.check(scene.pdf)
    assert found.verdict == "valid"
    assert found.why == ("The event's record says something else by now: the candidate's name, the juror's institution.",)
    later = sign(a_juror(scene.event, "J03"), "K01", ["80", "80"]).pdf
    assert scene.check(later).why == ()


def test_what_was_filled_in_later_was_nothing_before_and_is_told(scene: Scene) -> None:
    update(scene, candidates=(a_candidate("K01", head="Pimpinan Contoh"), *a_setup().candidates[1:]))
    found = scene.check(scene.pdf)
    assert (found.verdict, found.why) == ("valid", ("The event's record says something else by now: the candidate's leader.",))


def test_a_rule_of_rounding_that_the_category_never_had_is_named(scene: Scene) -> None:
    data = attacks.altered(a_draft(scene), rounding={"step": "criterion", "places": 2})
    pdf = signed(scene, data)
    attacks.recorded(scene, data, pdf)
    assert "the rule of rounding" in scene.why(pdf)


def test_a_sheet_keeps_the_rules_of_rounding_under_which_it_was_signed(tmp_path: Path) -> None:
    def categories(rules: str) -> tuple[Category, ...]:
        return (Category("KAB", "Kabupaten dan Kota", roundings=Roundings.read(rules)), *a_setup().categories[1:])

    with speaking("en"), light_passphrases():
        event = an_event(tmp_path, a_setup(categories=categories("criterion:1,total:1,final:1")))
        scene = Scene(event, sign(a_juror(event, "J02"), "K01", ["85", "78"]).pdf)
        assert (scene.check(scene.pdf).verdict, scene.check(scene.pdf).why) == ("valid", ())
        update(scene, categories=categories("total:1"))
        found = scene.check(scene.pdf)
        assert found.verdict == "valid"
        assert found.why == ("The event's record says something else by now: the rule of rounding.",)
        event.close()


def test_a_time_outside_the_seals_around_it_is_told_and_decides_nothing(scene: Scene) -> None:
    data = a_draft(scene)
    late = (NOW + timedelta(days=400)).isoformat()
    data = attacks.altered(data, signed_at=late)
    signer = scene.signer()
    page = attacks.render(data, attacks.sheet_qr(data, signer.key))
    pdf = certify(page.pdf, page.fields, "Juror", signer, "Juri Contoh", NOW + timedelta(days=400))
    attacks.recorded(scene, data, pdf)
    found = scene.check(pdf)
    assert found.verdict == "valid"
    assert len(found.why) == 1 and "its laptop's seals before and after it say" in found.why[0]
    assert "signed at 25 March 2025 09:00 WITA" in found.why[0] and "2024-" not in found.why[0] and "2025-" not in found.why[0]


def test_the_times_of_seals_are_told_in_words_the_earlier_first() -> None:
    early, late = "2023-02-19T09:00:00+08:00", "2026-11-29T14:02:00+08:00"
    with speaking("en"):
        for pair in ((early, late), (late, early)):
            words = str(journal_check._Seals(*pair, "Asia/Makassar"))
            assert words == "19 February 2023 09:00 WITA – 29 November 2026 14:02 WITA"
        assert str(journal_check._Seals(None, late, "Asia/Makassar")).startswith("… – 29 November")
