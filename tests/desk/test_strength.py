"""New passphrases and PINs: what is refused, why, and that nothing is made then; suggestions; existing secrets stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from math import log2
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from juryapp import sample
from juryapp.desk import headquarters
from juryapp.desk.headquarters import create_event
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import Problem, Refused
from juryapp.event.opening import open_event
from juryapp.model.category import Category
from juryapp.model.slot import Slot
from juryapp.new_secrets import strength
from juryapp.new_secrets.common_words import spellings
from juryapp.new_secrets.known_words import words_about, words_of
from juryapp.new_secrets.obvious_secrets import why_obvious
from juryapp.new_secrets.strength import (
    PASSPHRASE as NEW_PASSPHRASE,
)
from juryapp.new_secrets.strength import (
    PIN,
    Level,
    check_new_pin,
    check_passphrase,
    strength_of,
    suggest_passphrase,
)
from juryapp.store import journal
from tests.builders import DESK_PIN, PASSPHRASE, ROOT_PIN, a_candidate, a_desk, a_juror_record, a_laptop, a_setup, an_event

EVENT = replace(a_setup().event, award="Anugerah Contoh", code="ANC27", edition="2027", city="Denpasar")
JUROR = a_juror_record("J03", name="Dr. Ni Luh Contoh, S.E.", nip="197003011995031001")
KNOWN = words_about(EVENT, [JUROR])
SETUP = a_setup(
    categories=(Category("KAB", "Kabupaten dan Kota"), Category("USA", "Usaha Menengah")),
    candidates=(a_candidate("K01", name="Kabupaten Jembrana", institution="Pemkab Jembrana", presenter="Penyaji Jembrana"),),
    jurors=(a_juror_record("J05", name="Prof. Dewi Kelana"),),
    slots=(Slot("K01", date(2024, 2, 19), time(9)),),
)


@pytest.mark.parametrize(
    ("passphrase", "why"),
    [
        ("rahasia", "It is among the words that are tried first."),
        ("pertemuan", "It is little more than one word."),
        ("Denpasar 2027", "It is made of names, codes or words of this event."),
        ("Anugerah Contoh Denpasar", "It is made of names, codes or words of this event."),
        ("19700301", "It is made of names, codes or words of this event."),
        ("17081945", "It is little more than a date or a year."),
        ("qwertyuiop[]", "It follows the keys of the keyboard."),
        ("abcdefghijklm", "Its letters or digits follow each other in order."),
        ("kukukukukuku", "It repeats the same letters."),
        ("Alexandria", "It is a common name."),
        ("k3#x", "It is short."),
        ("kata sandi", "It is made of words that everyone says."),
        ("Terima Kasih", "It is made of words that everyone says."),
        ("selamat-pagi", "It is made of words that everyone says."),
        ("akucintakamu", "It is made of words that everyone says."),
        ("bhinneka tunggal ika", "It is made of words that everyone says."),
        ("merdeka atau mati", "It is made of words that everyone says."),
        ("cinta merah", "It is made of words that everyone says."),
        ("13579135", "Its letters or digits follow each other in order."),
    ],
)
def test_a_weak_passphrase_is_refused_with_the_reason(passphrase: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        check_passphrase(passphrase, KNOWN)
    assert refused.value.message == NEW_PASSPHRASE.refusal
    found = refused.value.gaps["why"]
    assert isinstance(found, Problem) and found.message == why
    assert passphrase not in repr(refused.value.gaps) + str(refused.value)


@pytest.mark.parametrize(
    "passphrase",
    [
        PASSPHRASE,
        "flashdisk di laci kedua",
        "kuda benar baterai staples",
        "xq7!Rt2-pLw9",
        "kzqwpxmvbtnrjdlc",
        "pelana gerimis tukang bakau",
    ],
)
def test_several_words_and_letters_by_chance_are_taken(passphrase: str) -> None:
    check_passphrase(passphrase, KNOWN)


def test_an_empty_passphrase_is_told_as_lacking() -> None:
    with pytest.raises(Refused) as refused:
        check_passphrase("", KNOWN)
    assert "needs a passphrase" in refused.value.message


@pytest.mark.parametrize(
    "pin", ["123456", "111111", "qwerty", "J03J03", "Contoh", "anc27", "niluh", "19700301", "01031970", "rahasia", "abcdef"]
)
def test_a_pin_that_falls_at_once_is_refused(pin: str) -> None:
    with pytest.raises(Problem):
        check_new_pin(pin, KNOWN)


def test_names_of_the_event_are_few_guesses_whoever_bears_them() -> None:
    known = words_of(SETUP)
    for secret in (
        "kabupaten jembrana",
        "Jembrana",
        "pemkab-jembrana",
        "Prof. Dewi Kelana",
        "usaha menengah",
        "penyaji jembrana",
    ):
        with pytest.raises(Refused) as refused:
            check_passphrase(secret, known)
        assert str(refused.value.gaps["why"]) and secret not in str(refused.value)


@pytest.mark.parametrize("pin", ["190224", "20240219", "19-02-2024", "19.2.24", "19feb2024"])
def test_the_days_of_the_interviews_are_no_pins(pin: str) -> None:
    with pytest.raises(Refused):
        check_new_pin(pin, words_of(SETUP))
    check_new_pin("489137", words_of(SETUP))


@pytest.mark.parametrize(
    "pin", ["170845", "17agustus1945", "135791", "246802", "J05-bali", "balij05", "J05 Denpasar", "J05190224"]
)
def test_days_that_everyone_knows_even_steps_and_ones_own_code_beside_a_place_are_no_pins(pin: str) -> None:
    first = a_juror_record("J05", name="Prof. Dewi Kelana")
    with pytest.raises(Refused):
        check_new_pin(pin, words_about(EVENT, [first, JUROR], [date(2024, 2, 19)]))


def test_a_day_is_spelt_in_every_order_and_both_languages() -> None:
    found = set(spellings(date(2024, 2, 9)))
    assert {
        "09022024",
        "20240209",
        "090224",
        "240209",
        "02092024",
        "922024",
        "9feb2024",
        "09februari2024",
        "february092024",
    } <= found


@pytest.mark.parametrize("pin", ["20241911", "pin-statistik", "meja-sekretaris", "482913", "pin-J03", "kambing"])
def test_any_other_pin_of_six_characters_is_taken(pin: str) -> None:
    check_new_pin(pin, KNOWN)


DATES = (
    "150875",
    "010180",
    "15081975",
    "19750815",
    "1581975",
    "15/08/1975",
    "15-8-75",
    "15.08.1975",
    "15agustus1975",
    "1 Mei 98",
)
TELEPHONES = ("081234567890", "+62 812-3456-7890", "628123456789", "0361-234567", "0812 3456 789")
LISTED = (
    *(
        "garuda123",
        "merdeka45",
        "bhinneka",
        "majapahit",
        "prabowo",
        "jokowi2024",
        "Sukarno1945",
        "budi1975",
        "wayan123",
        "terserah",
    ),
    *(
        "semangat45",
        "bismillah786",
        "Indonesia1",
        "rahasia123",
        "sayangku",
        "gianyar99",
        "d3np4s4r!",
        "madesusila",
        "pakbudi",
        "Desember99",
    ),
    *("jakarta123", "persib1933", "bupati2026", "ketut1970", "sekretarisdaerah", "BPJSKetenagakerjaan", "rahasia-1", "juri01"),
)
OF_THE_EVENT = (
    "Contoh99",
    "J03J03",
    "J030303",
    "contoh-denpasar",
    "Jembrana01",
    "jembrana_2026",
    "KELANA1970",
    "pemkabjembrana1",
    "J05juri",
)


@pytest.mark.parametrize("pin", [*DATES, *TELEPHONES, *LISTED, *OF_THE_EVENT])
def test_what_anyone_would_list_is_no_pin_with_digits_behind_it_either(pin: str) -> None:
    with pytest.raises(Refused):
        check_new_pin(pin, [*KNOWN, *words_of(SETUP)])


@pytest.mark.parametrize("pin", ["150875", "15/08/1975", "agustus1975", "29022000"])
def test_a_date_is_told_as_one(pin: str) -> None:
    found = strength_of(pin, KNOWN, PIN).why
    assert found and found.message == "It reads as a date or a row that everyone knows."


@pytest.mark.parametrize("digits", ["489137", "739164", "320175", "159975", "310480", "4829137", "99887123", "31021975"])
def test_other_digits_are_taken_as_ever(digits: str) -> None:
    """The 31st of April is no date."""
    check_new_pin(digits, KNOWN)


def test_of_six_digits_by_chance_nine_in_ten_are_taken() -> None:
    chance = Random(6)
    pins = [f"{chance.randrange(10**6):06d}" for _time in range(300)]
    assert sum(strength_of(pin, KNOWN, PIN).why is None for pin in pins) > 260


@pytest.mark.parametrize("pin", ["kopi739164", "tikar-8-lumbung", "kelapa7muda-22", "Tx9kq2", "lumbung7", "wayan-tikar"])
def test_a_word_beside_what_nobody_lists_is_taken_as_a_pin(pin: str) -> None:
    check_new_pin(pin, KNOWN)


@pytest.mark.parametrize(
    "passphrase",
    [
        *("merdeka merdeka merdeka", "juri juri juri juri", "Hiduplah Indonesia Raya", "bagimu negeri jiwa raga kami"),
        *("indonesia tanah airku tanah tumpah darahku", "januari februari maret april mei juni", "tujuh belas agustus seribu"),
        *("081234567890 0812", "jakarta surabaya bandung", "password panjang sekali", "budi santoso 15 agustus 1975"),
        *("ketut budi 1975", "garudapancasila17agustus1945", "17-08-1945-merdeka", "kopi susu gula aren", "Gubernur Bali 2026"),
        *(
            "assalamualaikum warahmatullahi",
            "aku sayang kamu selamanya",
            "tanggal lahir 15081975",
            "lima belas agustus tujuh lima",
        ),
        *("denpasar badung gianyar bangli", "kami putra dan putri indonesia", "kucing anjing ayam ikan"),
    ],
)
def test_a_passphrase_of_nothing_but_listed_words_needs_five_that_are_no_saying(passphrase: str) -> None:
    with pytest.raises(Refused):
        check_passphrase(passphrase, KNOWN)


@pytest.mark.parametrize(
    "passphrase",
    [
        "lembu karet pisau awan",
        "sampan rotan kabut meriam jingga ubi",
        "kuda hujan meja roti pelangi uang",
        "rotan kelapa jingga 61",
    ],
)
def test_unrelated_words_are_taken_and_six_everyday_ones(passphrase: str) -> None:
    check_passphrase(passphrase, KNOWN)


def test_no_suggestion_is_ever_refused() -> None:
    known = [*KNOWN, *words_of(SETUP)]
    assert [one for one in (suggest_passphrase() for _time in range(2_000)) if why_obvious(one, known, 5)] == []


def test_a_refused_passphrase_comes_with_one_to_take() -> None:
    with pytest.raises(Refused) as refused:
        check_passphrase("merdeka merdeka merdeka", KNOWN)
    check_passphrase(str(refused.value.gaps["example"]), KNOWN)
    assert str(refused.value.gaps["example"]) in str(refused.value)


def test_a_short_pin_is_told_as_short_before_anything_else() -> None:
    with pytest.raises(Problem) as refused:
        check_new_pin("12345", KNOWN)
    assert "at least {count} characters" in refused.value.message
    found = strength_of("12345", KNOWN, PIN)
    assert found.level is Level.TOO_WEAK and found.why and found.why.gaps == {"count": 6}


def test_one_word_is_refused_and_with_what_people_add_to_it_weak() -> None:
    """zxcvbn knows no Indonesian: alone it would call the first of these strong."""
    assert strength_of("pertemuan").level is Level.TOO_WEAK
    for secret in ("Pertemuan2024", "pertemuan!"):
        assert strength_of(secret).level is Level.WEAK
    assert strength_of("pertemuan kambing").level > Level.TOO_WEAK
    assert strength_of("pertemuan kambing payung").level is Level.STRONG


def test_words_count_whether_or_not_spaces_part_them() -> None:
    assert strength_of("kudabenarbateraistaples").level > Level.TOO_WEAK


def test_the_same_letters_written_otherwise_are_as_strong() -> None:
    assert strength_of("cafe\u0301 hitam payung") == strength_of("caf\u00e9 hitam payung")


def test_what_one_event_knows_is_no_secret_of_the_next() -> None:
    assert strength_of("Zwnqbdkt", ["zwnqbdkt"], PIN).level is Level.TOO_WEAK
    assert strength_of("Zwnqbdkt", [], PIN).level > Level.TOO_WEAK


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=90), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_has_a_strength_and_a_reason_exactly_where_it_is_too_weak(secret: str, known: list[str]) -> None:
    for kind in (NEW_PASSPHRASE, PIN):
        found = strength_of(secret, known, kind)
        assert (found.why is None) == (found.level > Level.TOO_WEAK)


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    assert strength_of("a" * strength.LOOKED_AT + "kuda benar baterai staples").level is Level.TOO_WEAK


def test_a_suggestion_has_the_bits_that_it_promises_and_is_strong() -> None:
    syllables = strength._GROUPS * strength._SYLLABLES
    bits = syllables * log2(len(set(strength._CONSONANTS)) * len(set(strength._VOWELS)))
    assert round(bits, 1) == 74.7 and str(round(bits, 1)) in (suggest_passphrase.__doc__ or "")
    made = {suggest_passphrase() for _time in range(20)}
    assert len(made) == 20
    for one in made:
        assert [len(group) for group in one.split("-")] == [6, 6, 6, 6]
        assert strength_of(one, KNOWN).level is Level.STRONG


@pytest.mark.parametrize(
    ("passphrase", "desk_pin", "root_pin", "kind"),
    [
        ("rahasia", DESK_PIN, ROOT_PIN, strength.PASSPHRASE),
        (PASSPHRASE, "123456", ROOT_PIN, strength.DESK_PIN),
        (PASSPHRASE, DESK_PIN, "qwerty", strength.ROOT_PIN),
    ],
)
def test_an_event_with_a_weak_secret_is_not_made(
    tmp_path: Path, passphrase: str, desk_pin: str, root_pin: str, kind: strength.SecretKind
) -> None:
    with pytest.raises(Refused) as refused:
        create_event(a_laptop(tmp_path), tmp_path / "new" / "event.jury", passphrase, a_setup(), desk_pin, root_pin)
    assert refused.value.message == kind.refusal
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("pin", ["123456", "j01j01", "Paritrana"])
def test_a_juror_with_a_weak_pin_is_not_enrolled(tmp_path: Path, pin: str) -> None:
    with an_event(tmp_path) as event:
        before, key = journal.count(event.file), event.file.path.read_bytes()
        with pytest.raises(Refused):
            a_desk(event).enrol("J01", pin)
        assert journal.count(event.file) == before and event.file.path.read_bytes() == key


def test_an_event_and_a_pin_of_before_are_opened_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is made anew is looked at."""
    with monkeypatch.context() as before:
        before.setattr(headquarters, "check_secrets", lambda setup, passphrase, desk_pin, root_pin: None)
        create_event(a_laptop(tmp_path), tmp_path / "event.jury", "rahasia", a_setup(), "123456", "123456").close()
    with open_event(a_laptop(tmp_path), tmp_path / "event.jury", "rahasia") as event:
        SecretaryDesk.sit(event, "123456").enrol("J01", "pin-J01")


def test_the_samples_own_secrets_are_taken() -> None:
    known = words_about(replace(EVENT, award="Contoh"), [JUROR])
    check_passphrase(sample.PASSPHRASE, known)
    for pin in (sample.PIN, sample.DESK_PIN, sample.ROOT_PIN):
        check_new_pin(pin, known)
