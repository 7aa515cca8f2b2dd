"""Keys: ECDSA P-256 key pairs, kept under a PIN or a device's secret, and text encrypted to them.

Poppler and MuPDF refuse Ed25519 in PDFs, so there is one curve for everything. Not here: who a key belongs to (certificates.py).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from juryapp.canonical_json import canonical
from juryapp.errors import Problem, WrongPin
from juryapp.signing.pin_cost import PIN_LENGTH, STANDARD, PinCost

_CURVE = ec.SECP256R1()
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve (FIPS 186-4, D.1.2.3)."""
_RAW_LENGTH = 65
_MAX_BLOB = 16_000_000


def is_low(signature: bytes) -> bool:
    """True for an ECDSA signature in strict DER whose s is at most half the curve's order.

    With s, the order minus s signs the same message: anyone could make a second genuine signature of every act without a key.
    Only the lower one is made and taken (as in BIP 62).
    """
    try:
        r, s = decode_dss_signature(signature)
    except ValueError:
        return False
    return s <= _ORDER // 2 and encode_dss_signature(r, s) == signature


@dataclass(frozen=True)
class PublicKey:
    """A P-256 public key; equal keys are equal and hash alike. Raises `ValueError` for bytes that are no such key."""

    raw: bytes
    """The uncompressed point of ANSI X9.62: 0x04, x, y; 65 bytes."""

    def __post_init__(self) -> None:
        if len(self.raw) != _RAW_LENGTH:
            raise ValueError("not an uncompressed P-256 point")
        self.native  # noqa: B018 - refuses points that aren't on the curve

    @classmethod
    def from_raw(cls, raw: bytes) -> PublicKey:
        """The key of these 65 bytes; raises `ValueError` if they are no point of the curve."""
        return cls(bytes(raw))

    @classmethod
    def from_native(cls, native: object) -> PublicKey:
        """The key that `cryptography` loaded; raises `ValueError` if it isn't P-256."""
        if not isinstance(native, ec.EllipticCurvePublicKey) or native.curve.name != _CURVE.name:
            raise ValueError("not a P-256 key")
        return cls(native.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint))

    @cached_property
    def native(self) -> ec.EllipticCurvePublicKey:
        """The key as `cryptography` takes it."""
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, self.raw)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """True if `signature` (DER, with a low s) is this key's over `message`; never raises."""
        if not is_low(signature):
            return False
        try:
            self.native.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class PrivateKey:
    """A P-256 private key. Its text form never shows the secret."""

    native: ec.EllipticCurvePrivateKey = field(repr=False)
    """The key as `cryptography` takes it."""

    @classmethod
    def generate(cls) -> PrivateKey:
        """A new random key."""
        return cls(ec.generate_private_key(_CURVE))

    @classmethod
    def from_pkcs8(cls, der: bytes) -> PrivateKey:
        """The key of this unencrypted PKCS#8; raises `ValueError` if it isn't a P-256 key."""
        native = serialization.load_der_private_key(der, None)
        if not isinstance(native, ec.EllipticCurvePrivateKey) or native.curve.name != _CURVE.name:
            raise ValueError("not a P-256 key")
        return cls(native)

    @classmethod
    def from_number(cls, number: bytes) -> PrivateKey:
        """The key of this secret number, 32 bytes, the highest first; raises `ValueError` if the curve has none of it."""
        return cls(ec.derive_private_key(int.from_bytes(number, "big"), _CURVE))

    def number(self) -> bytes:
        """The secret number that the key is made of (SEC 1, 3.2.1), 32 bytes: what can be written down on paper."""
        return self.native.private_numbers().private_value.to_bytes(32, "big")

    def pkcs8(self) -> bytes:
        """The key as unencrypted PKCS#8, DER."""
        form = serialization.PrivateFormat.PKCS8
        return self.native.private_bytes(serialization.Encoding.DER, form, serialization.NoEncryption())

    @cached_property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey.from_native(self.native.public_key())

    def sign(self, message: bytes) -> bytes:
        """ECDSA over SHA-256, DER, deterministic (RFC 6979), with a low s: the same message gives the same signature."""
        r, s = decode_dss_signature(self.native.sign(message, ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
        return encode_dss_signature(r, min(s, _ORDER - s))


def check_pin(pin: str) -> None:
    """Raises `Problem` if `pin` is too short to be one."""
    if len(_normal(pin)) < PIN_LENGTH:
        raise Problem("A PIN needs at least {count} characters; choose a longer one.", count=PIN_LENGTH)


def lock(key: PrivateKey, pin: str, cost: PinCost = STANDARD) -> bytes:
    """The key under a PIN: a blob that says how it was made. Raises `Problem` for a PIN that is too short."""
    check_pin(pin)
    salt = os.urandom(16)
    header = {"cost": [cost.memory_kib, cost.passes, cost.lanes], "kind": "pin", "salt": _text(salt)}
    return _seal(key, header, _stretch(pin, salt, cost))


def unlock(blob: bytes, pin: str) -> PrivateKey:
    """The key in the blob. Raises `WrongPin`, or `Problem` if the blob isn't one of `lock`."""
    header = _header(blob, "pin")
    cost = _cost(header)
    return _open(header, _stretch(pin, _bytes(header, "salt"), cost), WrongPin("The PIN is wrong; type it again."))


def lock_under_secret(key: PrivateKey, secret: bytes) -> bytes:
    """The key under 32 random bytes: a device's own key, under the secret that lies in its data folder."""
    salt = os.urandom(16)
    return _seal(key, {"kind": "secret", "salt": _text(salt)}, _from_secret(secret, salt))


def unlock_under_secret(blob: bytes, secret: bytes) -> PrivateKey:
    """The key in the blob. Raises `WrongPin` if the secret is another device's, `Problem` if the blob isn't one."""
    header = _header(blob, "secret")
    wrong = WrongPin("This file's key belongs to another laptop; this laptop can't use it.")
    return _open(header, _from_secret(secret, _bytes(header, "salt")), wrong)


def locked_public(blob: bytes) -> PublicKey:
    """The public key that a blob of `lock` or `lock_under_secret` claims, readable without its PIN."""
    header = _header(blob, None)
    try:
        return PublicKey.from_raw(_bytes(header, "public"))
    except ValueError as error:
        raise _damaged() from error


def encrypt_to(recipients: Sequence[PublicKey], text: bytes) -> bytes:
    """`text` so that only the holders of these keys can read it.

    One random content key (AES-256-GCM), wrapped for each recipient under an ephemeral P-256 agreement (ECIES with HKDF-SHA-256).
    """
    content_key, ephemeral = os.urandom(32), PrivateKey.generate()
    wrapped = {}
    for recipient in recipients:
        wrapping = _agreed(ephemeral, recipient, ephemeral.public, recipient)
        wrapped[_key_name(recipient)] = _text(AESGCM(wrapping).encrypt(bytes(12), content_key, None))
    header = {"ephemeral": _text(ephemeral.public.raw), "keys": wrapped, "kind": "text"}
    # each key is used once, so a constant nonce is sound
    return canonical({**header, "sealed": _text(AESGCM(content_key).encrypt(bytes(12), text, canonical(header)))})


def decrypt(key: PrivateKey, blob: bytes) -> bytes | None:
    """The text, or None if it was not encrypted to this key. Raises `Problem` if the blob was altered."""
    header = _header(blob, "text")
    keys = header.get("keys")
    if not isinstance(keys, dict):
        raise _altered_text()
    wrapped = keys.get(_key_name(key.public))
    if not isinstance(wrapped, str):
        return None
    sealed = _bytes(header, "sealed")
    authenticated = canonical({name: value for name, value in header.items() if name != "sealed"})
    try:
        ephemeral = PublicKey.from_raw(_bytes(header, "ephemeral"))
        content_key = AESGCM(_agreed(key, ephemeral, ephemeral, key.public)).decrypt(bytes(12), _unbase64(wrapped), None)
        return AESGCM(content_key).decrypt(bytes(12), sealed, authenticated)
    except (InvalidTag, ValueError) as error:
        raise _altered_text() from error


def _seal(key: PrivateKey, header: Mapping[str, object], secret: bytes) -> bytes:
    nonce = os.urandom(12)
    full = {**header, "nonce": _text(nonce), "public": _text(key.public.raw)}
    return canonical({**full, "sealed": _text(AESGCM(secret).encrypt(nonce, key.pkcs8(), canonical(full)))})


def _open(header: Mapping[str, object], secret: bytes, wrong: WrongPin) -> PrivateKey:
    authenticated = canonical({name: value for name, value in header.items() if name != "sealed"})
    nonce, sealed = _bytes(header, "nonce"), _bytes(header, "sealed")
    if len(nonce) != 12:
        raise _damaged()
    try:
        key = PrivateKey.from_pkcs8(AESGCM(secret).decrypt(nonce, sealed, authenticated))
    except InvalidTag:
        raise wrong from None
    if key.public.raw != _bytes(header, "public"):
        raise _damaged()
    return key


def _normal(pin: str) -> str:
    return unicodedata.normalize("NFC", pin)


def _stretch(pin: str, salt: bytes, cost: PinCost) -> bytes:
    return hash_secret_raw(_normal(pin).encode(), salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)


def _from_secret(secret: bytes, salt: bytes) -> bytes:
    if len(secret) != 32:
        raise ValueError("a device's secret has 32 bytes")
    return HKDF(hashes.SHA256(), 32, salt, b"jury-device-key-1").derive(secret)


def _agreed(mine: PrivateKey, theirs: PublicKey, ephemeral: PublicKey, recipient: PublicKey) -> bytes:
    shared = mine.native.exchange(ec.ECDH(), theirs.native)
    return HKDF(hashes.SHA256(), 32, None, b"jury-text-1" + ephemeral.raw + recipient.raw).derive(shared)


def _key_name(key: PublicKey) -> str:
    return hashlib.sha256(key.raw).hexdigest()[:32]


def _header(blob: bytes, kind: str | None) -> Mapping[str, object]:
    try:
        value = json.loads(blob) if len(blob) <= _MAX_BLOB else None
    except (ValueError, RecursionError) as error:
        raise _damaged() from error
    if not isinstance(value, dict) or (kind is not None and value.get("kind") != kind):
        raise _damaged()
    return value


def _cost(header: Mapping[str, object]) -> PinCost:
    numbers = header.get("cost")
    if not isinstance(numbers, list) or len(numbers) != 3 or not all(type(number) is int for number in numbers):
        raise _damaged()
    cost = PinCost(*numbers)
    if not cost.bearable() or len(_bytes(header, "salt")) < 8:
        raise _damaged()
    return cost


def _bytes(header: Mapping[str, object], name: str) -> bytes:
    value = header.get(name)
    try:
        return _unbase64(value) if isinstance(value, str) else b""
    except ValueError as error:
        raise _damaged() from error


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _unbase64(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _damaged() -> Problem:
    return Problem("This stored key is damaged; open a spare copy of the event, or enrol again.")


def _altered_text() -> Problem:
    return Problem("This encrypted note was altered or is damaged; it can't be read.")
