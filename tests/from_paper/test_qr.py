from __future__ import annotations

import dataclasses
from io import BytesIO
from typing import Any

import pytest
from base45 import b45encode
from cbor2 import dumps, loads
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from juryapp.documents.preview import pages
from juryapp.documents.qr import is_about, matrix, read_photo, sheet_qr
from juryapp.documents.score_sheet import render
from juryapp.errors import Problem
from juryapp.signing.keys import PrivateKey
from juryapp.signing.qr_claims import PREFIX, CodedScore, coded, make_qr, read_qr, verify_qr
from tests.documents.builders import NOW, a_juror, a_sheet

KEY = PrivateKey.generate()
SHEET = a_sheet()
TEXT = sheet_qr(SHEET, KEY)


def test_a_code_says_what_its_sheet_says() -> None:
    claims = read_qr(TEXT)
    assert (claims.sheet, claims.revision, claims.total, claims.juror) == ("PAR24-CONTOH/K01/J06", 1, "83.35", "J06")
    assert claims.signed_at == int(NOW.timestamp())
    assert [one.points for one in claims.scores] == ["80", "78", "88", "90", "85"]  # ANG, CAK, INO, PIM, REG
    assert is_about(claims, SHEET) and not is_about(claims, a_sheet(juror=a_juror(code="J07")))


def test_only_the_signers_key_verifies() -> None:
    assert verify_qr(read_qr(TEXT), KEY.public)
    assert not verify_qr(read_qr(TEXT), PrivateKey.generate().public)


@pytest.mark.parametrize(
    "change",
    [{"total": "93.35"}, {"revision": 2}, {"frame": bytes(16)}, {"sha256": "0" * 64}, {"sheet": "X/K02/J06"}, {"signed_at": 1}],
)
def test_a_changed_claim_fails(change: dict[str, object]) -> None:
    assert not verify_qr(dataclasses.replace(read_qr(TEXT), **change), KEY.public)


@given(st.integers(len(PREFIX), len(TEXT) - 1), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_a_changed_letter_never_verifies(place: int, letter: str) -> None:
    changed = TEXT[:place] + letter + TEXT[place + 1 :]
    if changed == TEXT:
        return
    try:
        claims = read_qr(changed)
    except Problem:
        return
    assert not verify_qr(claims, KEY.public)


@pytest.mark.parametrize(
    "text", ["", "https://example.org", PREFIX, PREFIX + "!!", PREFIX + "0" * 2000, PREFIX + "00", PREFIX + "é"]
)
def test_other_codes_are_refused_in_words(text: str) -> None:
    with pytest.raises(Problem):
        read_qr(text)


@pytest.mark.parametrize(
    "change", [{"total": "x"}, {"revision": 0}, {"signed_at": 2**60}, {"sheet": "A/K01/J\n1"}, {"sheet": "A"}]
)
def test_what_no_sheet_says_is_no_code_though_a_juror_signed_it(change: dict[str, Any]) -> None:
    claims = read_qr(TEXT)
    names = ("sheet", "revision", "sha256", "total", "signed_at", "frame", "meaning", "scores")
    with pytest.raises(Problem):
        read_qr(make_qr(KEY, **{**{name: getattr(claims, name) for name in names}, **change}))


def test_points_that_are_no_numbers_are_no_code() -> None:
    claims = read_qr(TEXT)
    names = ("sheet", "revision", "sha256", "total", "signed_at", "frame", "meaning")
    with pytest.raises(Problem):
        read_qr(make_qr(KEY, **{name: getattr(claims, name) for name in names}, scores=[CodedScore("lima")]))


def test_a_reason_is_carried_and_a_long_one_is_cut() -> None:
    scores = {"A": {"points": None, "reason": "Dokumen tidak dibawa"}, "B": {"points": None, "reason": "é" * 200}}
    short, long = coded(scores)
    assert short == CodedScore(None, "Dokumen tidak dibawa")
    assert long.reason.endswith("…") and len(long.reason.encode()) <= 30
    assert coded({"A": {"points": None, "reason": short.reason}, "B": {"points": None, "reason": long.reason}}) == (short, long)


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(noise: bytes) -> None:
    with pytest.raises(Problem):
        read_qr(PREFIX + b45encode(noise).decode())


def test_the_code_is_small_enough_for_32_mm() -> None:
    modules = matrix(TEXT)
    assert len(modules) == len(modules[0]) <= 65
    assert all(modules[0][:7]) and not modules[1][1]


def test_a_blurred_photo_of_a_print_is_read() -> None:
    [page] = pages(render(SHEET, TEXT).pdf, 150)
    photo = page.rotate(3, expand=True, fillcolor="white").filter(ImageFilter.GaussianBlur(0.8))
    out = BytesIO()
    photo.save(out, "JPEG", quality=40)
    assert read_photo(out.getvalue()) == [TEXT]


@pytest.mark.parametrize("noise", [b"", b"GIF89a", b"%PDF-1.7 broken", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_a_problem_in_words(noise: bytes) -> None:
    with pytest.raises(Problem):
        read_photo(noise)


def test_a_picture_without_a_code_has_no_texts() -> None:
    out = BytesIO()
    Image.new("RGB", (200, 200), "white").save(out, "PNG")
    assert read_photo(out.getvalue()) == []


@pytest.mark.parametrize("scores", [[True], [["a", "b"]], [-1], [{}], ["85"], ["8_5"], [[1]]], ids=str)
def test_scores_in_another_spelling_are_no_scores(scores: list[object]) -> None:
    claims = read_qr(TEXT)
    payload = dumps([*loads(claims.payload)[:-1], scores], canonical=True)
    assert not verify_qr(dataclasses.replace(claims, payload=payload), KEY.public)


@pytest.mark.parametrize("payload", [b"", b"\xff", dumps({}), dumps([2])])
def test_a_payload_that_says_no_claims_never_verifies(payload: bytes) -> None:
    assert not verify_qr(dataclasses.replace(read_qr(TEXT), payload=payload), KEY.public)


def test_a_signature_of_another_length_never_verifies() -> None:
    claims = read_qr(TEXT)
    assert not verify_qr(dataclasses.replace(claims, signature=claims.signature[:63]), KEY.public)
