"""CMS reading: the container of one PDF signature, read so strictly that no bit of it can be anything else (RFC 5652).

Other programs ignore zero padding, spare certificates and unsigned parts; here the whole container is made again from the
parts that are proven, and must come out the same. Not here: whether the signer is trusted.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms
from asn1crypto.parser import peek

from juryapp.errors import Problem
from juryapp.signing.certificates import Certificate
from juryapp.signing.cms_writing import signed_bytes, wrapped
from juryapp.text import mark

UNREADABLE = mark("The signature in field “{field}” is damaged: it can't be read.")
PADDED = mark("The signature in field “{field}” was altered: something was written behind it.")
EXTRA = mark("The signature in field “{field}” isn't one that Juryapp makes: it holds other parts, or rests on another method.")
_FOREIGN = mark(
    "Field “{field}” bears a signature of another kind, which Juryapp can't check; check it with its provider's program."
)
_CONTENT = mark("What was signed in field “{field}” was altered after signing.")
BROKEN = mark("The signature in field “{field}” was altered, or was made with another key.")
_SIGNED = frozenset({"content_type", "message_digest", "signing_certificate_v2", "cms_algorithm_protection"})
"""What PAdES B-B signs beside the document; the time stands in the signature's dictionary."""


@dataclass(frozen=True)
class SignedCms:
    """One signature's container."""

    field: str
    signer: Certificate
    others: tuple[Certificate, ...]
    """Certificates besides the signer's, as they lie in it."""
    faults: tuple[Problem, ...]
    """What is wrong with it; trust apart."""
    at: datetime | None = None
    """When it says that it was made; it stands beside the container."""


def read(field: str, contents: bytes, content: bytes) -> SignedCms | Problem:
    """The container in `contents` (zero padding included) that signs `content`; a `Problem` where there is none to read."""
    try:
        length = peek(contents)
        container = contents[:length]
        info = cms.ContentInfo.load(container, strict=True)
        signed = info["content"]
        (signer_info,) = signed["signer_infos"]
        certificates = [Certificate(choice.chosen.dump()) for choice in signed["certificates"]]
        serial = signer_info["sid"].chosen["serial_number"].native
        (signer,) = (one for one in certificates if one.native.serial_number == serial)
        if not _ours(signer):
            return Problem(_FOREIGN, field=field)
        others = tuple(one for one in certificates if one is not signer)
        # before anything in it is looked at: the library would write what it looked at anew, and take long for it
        attributes, signature = signer_info["signed_attrs"].contents, signer_info["signature"].native
        faults = _faults(field, content, signer_info, signer, attributes)
        if container != wrapped(signer, others, attributes, signature):
            faults = [Problem(EXTRA, field=field), *(fault for fault in faults if fault.message != EXTRA)]
    # asn1crypto raises nearly anything on hostile bytes
    except Exception:
        return Problem(UNREADABLE, field=field)
    if any(contents[length:]):
        faults.append(Problem(PADDED, field=field))
    return SignedCms(field, signer, others, tuple(faults))


def unreadable(field: str, signature: Any) -> Problem:
    """Why a signature's dictionary, as pyHanko reads it, can't be made sense of: it is damaged, or several signed in one."""
    try:
        content = cms.ContentInfo.load(bytes(signature.get_object()["/Contents"]))["content"]
        several = len(content["signer_infos"]) > 1
    # hostile bytes: as above
    except Exception:
        several = False
    return Problem(EXTRA if several else UNREADABLE, field=field)


def _ours(signer: Certificate) -> bool:
    try:
        _ = signer.public
    except ValueError:
        return False
    return True


def _faults(field: str, content: bytes, info: Any, signer: Certificate, signed: bytes) -> list[Problem]:
    if info["digest_algorithm"]["algorithm"].native != "sha256":
        return [Problem(EXTRA, field=field)]
    faults = []
    attributes = {attribute["type"].native: attribute["values"] for attribute in info["signed_attrs"]}
    if len(attributes) != len(info["signed_attrs"]) or not set(attributes) <= _SIGNED:
        faults.append(Problem(EXTRA, field=field))
    if not _covers(attributes, content):
        faults.append(Problem(_CONTENT, field=field))
    if not _names(attributes, signer) or not signer.public.verify(signed_bytes(signed), info["signature"].native):
        faults.append(Problem(BROKEN, field=field))
    return faults


def _covers(attributes: dict[str, Any], content: bytes) -> bool:
    digest, kind = attributes.get("message_digest"), attributes.get("content_type")
    if digest is None or kind is None or len(digest) != 1 or len(kind) != 1:
        return False
    return bool(kind[0].native == "data" and digest[0].native == hashlib.sha256(content).digest())


def _names(attributes: dict[str, Any], signer: Certificate) -> bool:
    """True if the signed part names this very certificate (RFC 5035, signing-certificate-v2)."""
    named = attributes.get("signing_certificate_v2")
    if named is None or len(named) != 1 or len(named[0]["certs"]) != 1:
        return False
    first = named[0]["certs"][0]
    return bool(
        first["hash_algorithm"]["algorithm"].native == "sha256" and first["cert_hash"].native == bytes.fromhex(signer.fingerprint)
    )
