"""The claims of a sheet's QR code: all its points, signed by the juror, so that paper alone brings them back.

`JURY2:` + base45 (RFC 9285) of a COSE_Sign1 (RFC 9052), ES256, over a CBOR array whose first number is the format's version:
docs/formats/qr-code.md. What is too long for a code (names, remarks) stands in it as digests. Not here: pictures, and whether a
claim is true of a sheet.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from base45 import b45decode, b45encode
from cbor2 import CBORDecodeError, CBORTag, dumps, loads
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from juryapp.canonical_json import canonical
from juryapp.errors import Problem
from juryapp.model.code import is_code
from juryapp.signing.keys import PrivateKey, PublicKey

PREFIX = "JURY2:"
VERSION = 2
_LONGEST = 2_000
_TAG = 18
_PROTECTED = bytes.fromhex("a10126")
"""{1: -7}: ES256."""
_SHORT = 16
"""Bytes of a digest that nobody but the juror could want to match with another one."""
_REASONS = 60
"""Bytes that all reasons why something can't be assessed may have together; longer ones are cut."""
_LEAST_REASON = 12
_CUT = "…"
_LARGEST = 2**31
_LATEST = 253_402_300_800
"""The end of the year 9999."""
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)


@dataclass(frozen=True)
class CodedScore:
    """What the code says of one criterion."""

    points: str | None
    """As journal entries hold them, `85` or `85.5`; None: it can't be assessed."""
    reason: str = ""
    """Why it can't be; a long one is cut and ends with `…`."""


@dataclass(frozen=True)
class QrClaims:
    """What a QR code says. True only once `verify_qr` says so for the juror's key."""

    sheet: str
    """Such as `PAR24/K01/J06`: event, candidate, juror."""
    revision: int
    sha256: str
    """Of the sheet's JSON, in hex."""
    total: str
    """As printed, with a dot."""
    signed_at: int
    """Seconds since 1970, by the laptop's clock."""
    frame: bytes
    """`frame_of` the sheet: under which event, names and rubric the points were given."""
    meaning: bytes
    """`journal.heads.sheet_meaning` of the sheet's signing: by it the sheet from paper and the signing are known to be one."""
    scores: tuple[CodedScore, ...]
    """In the order of the criteria's codes."""
    payload: bytes = field(default=b"", repr=False)
    signature: bytes = field(default=b"", repr=False)
    """r and s, 32 bytes each."""

    @property
    def juror(self) -> str:
        """The juror's code."""
        return self.sheet.rsplit("/", 1)[-1]

    @property
    def candidate(self) -> str:
        """The candidate's number."""
        return self.sheet.partition("/")[2].rpartition("/")[0]


def frame_of(event: str, names: Mapping[str, object], rubric: str) -> bytes:
    """16 bytes of digest over what a code's numbers are about: the event's id, the names that the sheet prints, its rubric."""
    told = canonical({"event": event, "names": names, "rubric": rubric})
    return hashlib.sha256(b"jury-sheet-frame-1\n" + told).digest()[:_SHORT]


def coded(scores: Mapping[str, Mapping[str, Any]]) -> tuple[CodedScore, ...]:
    """Scores as a signing freezes them, as a code says them: in the order of the criteria's codes, long reasons cut."""
    frozen = [scores[code] for code in sorted(scores)]
    most = max(_LEAST_REASON, _REASONS // max(1, sum(one["points"] is None for one in frozen)))
    return tuple(CodedScore(one["points"], "" if one["points"] is not None else _cut(one["reason"], most)) for one in frozen)


def _cut(text: str, most: int) -> str:
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len(_CUT.encode())].decode(errors="ignore") + _CUT


def make_qr(
    key: PrivateKey,
    *,
    sheet: str,
    revision: int,
    sha256: str,
    total: str,
    signed_at: int,
    frame: bytes,
    meaning: bytes,
    scores: Sequence[CodedScore],
) -> str:
    """The text of the QR code, signed with the juror's key."""
    said = [VERSION, sheet, revision, bytes.fromhex(sha256), total, signed_at, frame, meaning, [_packed(one) for one in scores]]
    payload = dumps(said, canonical=True)
    r, s = decode_dss_signature(key.sign(_signed_bytes(payload)))
    signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    message = dumps(CBORTag(_TAG, [_PROTECTED, {}, payload, signature]), canonical=True)
    return PREFIX + str(b45encode(message), "ascii")


def read_qr(text: str) -> QrClaims:
    """What a QR code claims, strictly read; nothing is verified yet.

    Raises `Problem` when it isn't a code of ours.
    """
    foreign = Problem("This QR code isn't one of a Juryapp score sheet.")
    if not text.startswith(PREFIX) or len(text) > _LONGEST:
        raise foreign
    try:
        return _claims(b45decode(text.removeprefix(PREFIX)))
    except (ValueError, TypeError, KeyError, AttributeError, CBORDecodeError, RecursionError) as error:
        raise foreign from error


def verify_qr(claims: QrClaims, key: PublicKey) -> bool:
    """True if this key signed exactly these claims."""
    try:
        if _from_payload(claims.payload, claims.signature) != claims or len(claims.signature) != 64:
            return False
    except (ValueError, TypeError, KeyError, CBORDecodeError):
        return False
    r, s = (int.from_bytes(half, "big") for half in (claims.signature[:32], claims.signature[32:]))
    return key.verify(_signed_bytes(claims.payload), encode_dss_signature(r, s))


def _packed(score: CodedScore) -> object:
    """Whole points as a number, others as text, a reason as a list of one."""
    if score.points is None:
        return [score.reason]
    return int(score.points) if score.points.isascii() and score.points.isdigit() else score.points


def _unpacked(said: object) -> CodedScore:
    if type(said) is int and said >= 0:
        return CodedScore(str(said))
    if type(said) is str:
        score = CodedScore(said)
    elif type(said) is list and len(said) == 1 and type(said[0]) is str:
        score = CodedScore(None, said[0])
    else:
        raise ValueError("a score of another kind")
    if _packed(score) != said:
        raise ValueError("a score in another spelling")
    return score


def _signed_bytes(payload: bytes) -> bytes:
    """The Sig_structure of RFC 9052, 4.4."""
    return dumps(["Signature1", _PROTECTED, b"", payload], canonical=True)


def _claims(message: bytes) -> QrClaims:
    tag = loads(message)
    if not isinstance(tag, CBORTag) or tag.tag != _TAG or dumps(tag, canonical=True) != message:
        raise ValueError("not a COSE_Sign1")
    protected, unprotected, payload, signature = tag.value
    if protected != _PROTECTED or unprotected != {} or len(signature) != 64:
        raise ValueError("other headers")
    return _from_payload(payload, signature)


_KINDS = (int, str, int, bytes, str, int, bytes, bytes, list)


def _from_payload(payload: bytes, signature: bytes) -> QrClaims:
    said = loads(payload)
    if not isinstance(said, list) or len(said) != len(_KINDS) or dumps(said, canonical=True) != payload:
        raise ValueError("other claims")
    if any(type(one) is not kind for one, kind in zip(said, _KINDS, strict=True)):
        raise ValueError("claims of another kind")
    version, sheet, revision, digest, total, signed_at, frame, meaning, scores = said
    if version != VERSION or (len(digest), len(frame), len(meaning)) != (32, _SHORT, _SHORT) or sheet.count("/") != 2:
        raise ValueError("claims of another kind")
    told = tuple(map(_unpacked, scores))
    numbers = [total, *(one.points for one in told if one.points is not None)]
    if not (0 < revision < _LARGEST and 0 <= signed_at < _LATEST and all(map(_NUMBER.fullmatch, numbers))):
        raise ValueError("a number that can't be")
    if not all(map(is_code, sheet.split("/")[1:])) or not sheet.isprintable():
        raise ValueError("a sheet that can't be")
    return QrClaims(sheet, revision, digest.hex(), total, signed_at, frame, meaning, told, payload, signature)
