"""What documents can't print is refused at set-up and while scoring, with the letters named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.desk.headquarters import create_event
from juryapp.desk.juror import GivenScore
from juryapp.documents.printable import letters_of, letters_with_codes, unprintable_texts
from juryapp.errors import Problems, Refused
from juryapp.model.slot import Slot
from juryapp.setup_changes.update import plan
from juryapp.signing.appearance import appearance
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from tests.builders import (
    DESK_PIN,
    PASSPHRASE,
    ROOT_PIN,
    a_candidate,
    a_criterion,
    a_desk,
    a_juror,
    a_juror_record,
    a_laptop,
    a_setup,
    an_event,
    light_passphrases,
    sign,
)
from tests.documents.test_score_sheet import words

PRINTED = {
    "Indonesian": "Dr. Ni Nyoman “Sri” Çelik-Ñandú, S.E., M.Si. – é × ½ …",
    "Vietnamese": "Nguyễn Thị Hương Đặng Phương Ứng",
    "Cyrillic": "Александр Пушкин Ђорђевић Їжак",
    "Greek": "Γιώργος Παπαδόπουλος",
    "Turkish and Polish": "Şükrü İğneoğlu Łódź Žižek Ștefan",
    "decomposed": "Ame\u0301lie Nguye\u0302\u0303n",
    "from a word processor": "non\u2011breaking\u00a0space\u200b soft\u00adhyphen",
    "lines": "first\nsecond\tcolumn\r\nthird",
}
REFUSED = {
    "Balinese": "ᬩᬮᬶ",
    "Javanese": "ꦗꦮ",
    "Arabic": "محمد",
    "Hebrew": "שלום",
    "Chinese": "中文",
    "Thai": "ไทย",
    "emoji": "😀👍🏽",
    "a turned reading direction": "Ada\u202eirtseL",
    "a control character": "a\x07b",
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"), light_passphrases():
        yield


@pytest.mark.parametrize("text", PRINTED.values(), ids=PRINTED.keys())
def test_what_the_fonts_cover_is_printed(text: str) -> None:
    assert letters_of(text) == ""


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_the_fonts_lack_is_refused(text: str) -> None:
    assert letters_of(text)


def test_letters_are_named_with_their_codes() -> None:
    assert letters_with_codes("ꦗ\u202e") == "ꦗ (U+A997), U+202E"
    assert letters_with_codes("一二三四五六七八九").endswith("八 (U+516B), …")


def test_an_ordinary_set_up_has_no_problems() -> None:
    assert unprintable_texts(a_setup()) == []


def test_every_text_that_documents_print_is_looked_at() -> None:
    bad = "中"
    setup = a_setup(
        event=dict.fromkeys(
            ("award", "edition", "organiser", "stage", "venue", "city", "minutes_number", "recapitulation_number"), bad
        )
        | {"letterhead": ("ok", bad)},
        categories=tuple(replace(one, name=bad, panel=bad) for one in a_setup().categories),
        criteria=(a_criterion(name=bad, guidance=bad),),
        candidates=(a_candidate(name=bad, institution=bad, head=bad, presenter=bad),),
        jurors=(a_juror_record(name=bad, position=bad, institution=bad, nip=bad),),
        slots=tuple(replace(one, room=bad, panel=bad) for one in a_setup().slots[:1]),
    )
    assert isinstance(setup.slots[0], Slot)
    told = [str(problem) for problem in unprintable_texts(setup)]
    assert len(told) == 9 + 4 + 2 + 4 + 4 + 2
    assert all("中 (U+4E2D)" in sentence for sentence in told)
    assert "Candidate K01: institution contains 中 (U+4E2D), which documents can't print; write it in Latin letters." in told
    with speaking("id"):
        assert "Kandidat K01: instansi memuat 中 (U+4E2D)" in " ".join(str(one) for one in unprintable_texts(setup))


@pytest.mark.parametrize("logo", [b"\x89PNG\r\n\x1a\nbroken", b"\xff\xd8\xff\xe0", b"text"])
def test_a_logo_that_could_not_be_drawn_is_told_at_set_up(logo: bytes) -> None:
    (problem,) = unprintable_texts(a_setup(event={"logo": logo}))
    assert "logo can't be read" in str(problem)


def test_an_event_that_could_not_be_printed_is_not_created(tmp_path: Path) -> None:
    setup = a_setup(candidates=(a_candidate("K01", name="ᬩᬮᬶ"), a_candidate("K02", head="محمد")))
    path = tmp_path / "event.jury"
    with pytest.raises(Problems) as refused:
        create_event(a_laptop(tmp_path), path, PASSPHRASE, setup, DESK_PIN, ROOT_PIN)
    assert [sentence[:20] for sentence in refused.value.sentences()] == ["Candidate K01: name ", "Candidate K02: head "]
    assert not path.exists() and not list(tmp_path.glob("*.part"))


def test_a_workbook_that_could_not_be_printed_changes_nothing(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    setup = a_setup(jurors=(a_juror_record("J01", name="中文"), *a_setup().jurors[1:]))
    with pytest.raises(Problems, match="Juror J01: name contains 中"):
        plan(a_desk(event), setup)
    event.close()


def test_a_remark_that_could_not_be_printed_is_refused(tmp_path: Path) -> None:
    event = an_event(tmp_path)
    desk = a_juror(event)
    for refused in (
        lambda: desk.record_remark("K01", "REG", "bagus 😀"),
        lambda: desk.cannot_assess("K01", "REG", "中文"),
        lambda: desk.record_many([GivenScore("K01", "REG", "80", "bagus 😀")]),
    ):
        with pytest.raises((Refused, Problems), match="which documents can't print"):
            refused()
    desk.record_remark("K01", "REG", "Làm tốt – “bagus”")
    event.close()


def test_a_typed_signature_has_every_letter_of_its_name() -> None:
    def drawn(name: str) -> bytes:
        return appearance(name, 170, 50)

    assert drawn("Пушкин") != drawn("??????")
    assert drawn("Γιώργος") != drawn("???????")
    assert drawn("Ame\u0301lie") == drawn("Amélie")


def test_a_sheet_of_vietnamese_greek_and_cyrillic_names_is_signed_and_genuine(tmp_path: Path) -> None:
    names = ("Nguyễn Thị Hương", "Александр Пушкин", "Γιώργος Παπαδόπουλος")
    jurors = tuple(a_juror_record(f"J0{place}", name=name) for place, name in enumerate(names, 1))
    event = an_event(tmp_path, a_setup(jurors=jurors), ["J01", "J02", "J03"])
    for place, name in enumerate(names, 1):
        pdf = sign(a_juror(event, f"J0{place}"), "K01", "80").pdf
        path = tmp_path / "sheet.pdf"
        path.write_bytes(pdf)
        assert name in words(pdf)
        assert verify([path], Authority.of_event(event))[0].verdict == "valid"
    event.close()
