"""Time stamp: what a time stamping service says: these bytes existed at this moment (RFC 3161), and whether it says that soundly.

Not here: asking the service (`printing/time_stamp_service.py`), and putting its word into a document (`archive.py`).
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import core, tsp
from asn1crypto.parser import peek
from asn1crypto.x509 import Certificate as Asn1Certificate
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from juryapp.errors import Problem, Refused
from juryapp.signing.certificates import Certificate
from juryapp.signing.unsigned_parts import belong, say_the_same
from juryapp.text import mark

STRONG = frozenset({"sha256", "sha384", "sha512"})
_GRANTED = ("granted", "granted_with_mods")
_GARBAGE = mark("The time stamping service answered something that is no time stamp; check its address.")
_DENIED = mark("The time stamping service refused: {why}.")
_OTHER = mark("The time stamping service stamped something else than what it was asked to; don't use it.")
_UNSOUND = mark("The time stamp of “{name}” is not signed as it should be; don't use this service.")
_UNTRUSTED = mark("The time stamp of “{name}” does not lead back to the certificate that is given as the service's; check both.")


@dataclass(frozen=True)
class TimeStamp:
    """One time stamp, whose signature was found to be sound."""

    at: datetime
    """The moment, with its zone; the service's word."""
    signer: Certificate
    others: tuple[Certificate, ...]
    """The certificates that came along."""


class _Answer(core.Sequence):  # type: ignore[misc, unused-ignore]
    """A service's answer (RFC 3161, 2.4.2); the library's own takes none without a time stamp, as refusals are."""

    _fields = [  # noqa: RUF012  # the library reads it so
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", tsp.ContentInfo, {"optional": True}),
    ]


def question(digest: bytes) -> tuple[int, bytes]:
    """What a service is asked about a document with this SHA-256: the number that its answer must repeat, and the request."""
    nonce = int.from_bytes(b"\x01" + os.urandom(7), "big")
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": digest}
    asked = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "nonce": nonce, "cert_req": True})
    return nonce, bytes(asked.dump())


def token_in(answer: bytes, digest: bytes, nonce: int) -> bytes:
    """The time stamp in a service's answer to `question`. Raises `Refused` unless it is sound and answers that question."""
    try:
        read = _Answer.load(answer, strict=True)
        state = read["status"]["status"].native
        if state not in _GRANTED:
            raise Refused(_DENIED, why=_reasons(read["status"]) or state)
        token = bytes(read["time_stamp_token"].dump())
        told = _content_of(read["time_stamp_token"]["content"])
        answers = told["message_imprint"]["hashed_message"].native == digest and told["nonce"].native == nonce
    # asn1crypto raises nearly anything on hostile bytes
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused(_GARBAGE) from error
    if not answers:
        raise Refused(_OTHER)
    found = read_token(token, digest)
    if isinstance(found, Problem):
        raise found
    return token


def read_token(token: bytes, digest: bytes | None = None) -> TimeStamp | Problem:
    """The time stamp in this container; a `Problem` where it isn't sound, or not about this SHA-256. Never raises."""
    name = ""
    try:
        signed = tsp.ContentInfo.load(token[: peek(token)], strict=True)["content"]
        (info,) = signed["signer_infos"]
        certificates = [choice.chosen for choice in signed["certificates"]]
        serial = info["sid"].chosen["serial_number"].native
        (signer,) = (one for one in certificates if one.serial_number == serial)
        name = str(Certificate(signer.dump()).name)
        told = _content_of(signed)
        if digest is not None and told["message_imprint"]["hashed_message"].native != digest:
            return Refused(_OTHER)
        others = tuple(Certificate(one.dump()) for one in certificates if one is not signer)
        stamp = TimeStamp(told["gen_time"].native, Certificate(signer.dump()), others)
        if not (_is_plain(signed, info, signer) and _is_sound(signed, info, signer, told) and belong((stamp.signer, *others))):
            return Refused(_UNSOUND, name=name)
        return stamp
    # hostile bytes: as above, and what the library's own checks raise
    except Exception:
        return Refused(_UNSOUND, name=name) if name else Refused(_GARBAGE)


def proves_existence(token: bytes, content: bytes) -> bool:
    """True if this is a sound time stamp of these bytes. Never raises."""
    if isinstance(read_token(token), Problem):
        return False
    imprint = _content_of(tsp.ContentInfo.load(token)["content"])["message_imprint"]
    digest = hashlib.new(imprint["hash_algorithm"]["algorithm"].native, content).digest()
    return bool(imprint["hashed_message"].native == digest)


def _content_of(signed: Any) -> Any:
    return signed["encap_content_info"]["content"].parsed


def _is_plain(signed: Any, info: Any, signer: Any) -> bool:
    return say_the_same(signed, info, signer) and not info["unsigned_attrs"]


def _is_sound(signed: Any, info: Any, signer: Any, told: Any) -> bool:
    """True if the service's own key signed this very statement, by methods that are safe, with a certificate for that."""
    if told["message_imprint"]["hash_algorithm"]["algorithm"].native not in STRONG:
        return False
    digest = info["digest_algorithm"]["algorithm"].native
    purposes = signer.extended_key_usage_value
    if digest not in STRONG or purposes is None or purposes.native != ["time_stamping"]:
        return False
    content = bytes(signed["encap_content_info"]["content"])
    return all(validate_sig_integrity(info, signer, "tst_info", hashlib.new(digest, content).digest()))


def _reasons(status: Any) -> str:
    said = [*(status["status_string"].native or ()), *(status["fail_info"].native or ())]
    return "; ".join(str(one)[:200] for one in said)


def leads_to(stamp: TimeStamp, trusted: Sequence[Certificate], known: Sequence[Certificate] = ()) -> Certificate | None:
    """The trusted certificate to which a time stamp leads back by way of those that came along and `known`, as at its moment.

    Whether one of them was revoked is asked nowhere: no network. None where it leads to none of them. Never raises.
    """
    load = Asn1Certificate.load
    for root in trusted:
        context = ValidationContext(
            trust_roots=[load(root.der)],
            other_certs=[load(one.der) for one in (*stamp.others, *known)],
            moment=stamp.at,
            allow_fetching=False,
        )
        validator: Any = CertificateValidator(load(stamp.signer.der), validation_context=context)
        try:
            _complete(validator.async_validate_usage(set(), {"time_stamping"}))
        # the library raises many kinds, also for what it can't read
        except Exception:
            continue
        return root
    return None


def _complete(coroutine: Any) -> None:
    """Runs what has nothing to wait for."""
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(coroutine)
    finally:
        loop.close()


def check_trusted(stamp: TimeStamp, trusted: Sequence[Certificate]) -> None:
    """Raises `Refused` unless the time stamp leads back to one of these; where none is given, any service is taken."""
    if trusted and leads_to(stamp, trusted) is None:
        raise Refused(_UNTRUSTED, name=stamp.signer.name)
