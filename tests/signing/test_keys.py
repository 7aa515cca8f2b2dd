"""Keys: only the right PIN opens them, only recipients read."""

import json
import time

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from juryapp.errors import Problem, WrongPin
from juryapp.signing.keys import (
    PrivateKey,
    PublicKey,
    check_pin,
    decrypt,
    encrypt_to,
    lock,
    lock_under_secret,
    locked_public,
    unlock,
    unlock_under_secret,
)
from juryapp.signing.pin_cost import STANDARD, PinCost

LIGHT = PinCost(8, 1, 1)
PIN = "rahasia-1"


def changed(blob: bytes, **fields: object) -> bytes:
    return json.dumps({**json.loads(blob), **fields}).encode()


def test_a_signature_is_accepted_by_its_own_key_and_message_alone():
    key, other = PrivateKey.generate(), PrivateKey.generate()
    signature = key.sign(b"act")
    assert key.public.verify(b"act", signature)
    assert not key.public.verify(b"another act", signature)
    assert not other.public.verify(b"act", signature)
    assert not key.public.verify(b"act", b"")
    assert not key.public.verify(b"act", b"\x30\x80rubbish")


def test_the_same_message_gets_the_same_signature():
    key = PrivateKey.generate()
    assert key.sign(b"act") == key.sign(b"act") != key.sign(b"other")


def test_a_public_key_survives_its_raw_form_and_is_hashable():
    public = PrivateKey.generate().public
    assert len(public.raw) == 65
    assert {PublicKey.from_raw(public.raw)} == {public}


@pytest.mark.parametrize("raw", [b"", bytes(65), b"\x04" + bytes(64), b"\x02" + bytes(32)])
def test_bytes_that_are_no_point_of_the_curve_are_no_public_key(raw):
    with pytest.raises(ValueError):
        PublicKey.from_raw(raw)


def test_a_private_key_never_shows_itself():
    key = PrivateKey.generate()
    assert repr(key) == "PrivateKey()"
    assert PrivateKey.from_pkcs8(key.pkcs8()).public == key.public


def test_the_right_pin_opens_the_key_and_a_wrong_one_says_so():
    key = PrivateKey.generate()
    blob = lock(key, PIN, LIGHT)
    assert unlock(blob, PIN).public == key.public == locked_public(blob)
    with pytest.raises(WrongPin, match="PIN"):
        unlock(blob, "rahasia-2")
    assert key.pkcs8() not in blob


def test_a_pin_is_the_same_however_its_accents_were_typed():
    blob = lock(PrivateKey.generate(), "caf\u00e9-12", LIGHT)
    assert unlock(blob, "cafe\u0301-12")


def test_a_pin_of_five_characters_is_refused():
    check_pin("123456")
    with pytest.raises(Problem, match="6"):
        lock(PrivateKey.generate(), "12345", LIGHT)
    with pytest.raises(Problem):
        check_pin("cafe\u0301\u0301"[:5])


@pytest.mark.parametrize("name", ["nonce", "public", "salt", "sealed"])
def test_a_locked_key_that_was_altered_does_not_open(name):
    blob = lock(PrivateKey.generate(), PIN, LIGHT)
    text = json.loads(blob)[name]
    with pytest.raises(Problem):
        unlock(changed(blob, **{name: ("B" if text[0] != "B" else "C") + text[1:]}), PIN)


@pytest.mark.parametrize(
    "cost", [[8, 1], [2**32, 1, 1], [8, 10**9, 1], [8, 1, 10**6], [8, 1, 0], [8.0, 1, 1], [8, True, 1], None, [9, 1, 1]]
)
def test_a_cost_that_was_altered_or_is_absurd_is_refused_before_it_is_paid(cost):
    blob = lock(PrivateKey.generate(), PIN, LIGHT)
    with pytest.raises(Problem):
        unlock(changed(blob, cost=cost), PIN)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_are_refused_in_a_sentence(rubbish):
    for opening in (unlock, lambda blob, _: locked_public(blob)):
        with pytest.raises(Problem):
            opening(rubbish, PIN)
    with pytest.raises(Problem):
        decrypt(PrivateKey.generate(), rubbish)


def test_a_devices_key_opens_under_its_own_secret_only():
    key = PrivateKey.generate()
    blob = lock_under_secret(key, b"s" * 32)
    assert unlock_under_secret(blob, b"s" * 32).public == key.public
    with pytest.raises(WrongPin):
        unlock_under_secret(blob, b"t" * 32)
    with pytest.raises(Problem):
        unlock(blob, PIN)


def test_a_private_note_is_read_by_its_recipients_and_by_no_one_else():
    author, root, stranger = (PrivateKey.generate() for _ in range(3))
    blob = encrypt_to([author.public, root.public], b"catatan saya")
    assert decrypt(author, blob) == decrypt(root, blob) == b"catatan saya"
    assert decrypt(stranger, blob) is None
    assert b"catatan" not in blob


def test_a_private_note_that_was_altered_is_told():
    author, root = PrivateKey.generate(), PrivateKey.generate()
    blob = encrypt_to([author.public, root.public], b"catatan saya")
    fields = json.loads(blob)
    first, second = fields["keys"]
    swapped = {first: fields["keys"][second], second: fields["keys"][first]}
    for altered in (
        changed(blob, keys=swapped),
        changed(blob, sealed="AAAA"),
        changed(blob, ephemeral="BAAA"),
        changed(blob, keys=3),
    ):
        with pytest.raises(Problem, match="altered"):
            decrypt(author, altered)


def test_trying_a_pin_at_the_standard_cost_takes_a_quarter_gibibyte():
    key = PrivateKey.generate()
    blob = lock(key, PIN)
    assert json.loads(blob)["cost"][0] == STANDARD.memory_kib >= 262_144
    started = time.process_time()
    assert unlock(blob, PIN).public == key.public
    assert time.process_time() - started > 0.05


def test_a_key_of_another_curve_is_not_taken():
    native = ec.generate_private_key(ec.SECP384R1())
    der = native.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    with pytest.raises(ValueError, match="not a P-256 key"):
        PrivateKey.from_pkcs8(der)


@pytest.mark.parametrize("changes", [{"public": "AAAA"}, {"public": "?"}, {"public": None}])
def test_a_locked_key_that_names_no_public_key_is_damaged(changes):
    with pytest.raises(Problem, match="damaged"):
        locked_public(changed(lock(PrivateKey.generate(), PIN, LIGHT), **changes))


@pytest.mark.parametrize("changes", [{"nonce": "AAAA"}, {"nonce": "?"}, {"sealed": "?"}, {"salt": "AAAA"}])
def test_a_locked_key_whose_parts_are_too_short_or_no_bytes_is_damaged(changes):
    with pytest.raises(Problem, match="damaged"):
        unlock(changed(lock(PrivateKey.generate(), PIN, LIGHT), **changes), PIN)


def test_who_knows_the_pin_cannot_pass_one_key_off_as_another():
    """The blob claims a public key, which others read without the PIN; it must be the one that is inside."""
    key = PrivateKey.generate()
    key.__dict__["public"] = PrivateKey.generate().public
    with pytest.raises(Problem, match="damaged"):
        unlock(lock(key, PIN, LIGHT), PIN)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_devices_secret_has_32_bytes(length):
    with pytest.raises(ValueError, match="32 bytes"):
        lock_under_secret(PrivateKey.generate(), b"s" * length)
