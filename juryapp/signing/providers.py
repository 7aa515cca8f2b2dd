"""Providers: what others than the jury add to a signed document, a certified provider's signature or a document time stamp.

Their mathematics is checked, that what they signed is the document; whether their issuers are trusted isn't known here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from asn1crypto.parser import peek
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from juryapp.errors import Problem
from juryapp.signing.certificates import Certificate
from juryapp.signing.cms_reading import BROKEN, PADDED, UNREADABLE
from juryapp.text import mark

_DIGESTS = frozenset({"sha256", "sha384", "sha512"})
_WEAK = mark("The signature in field “{field}” rests on a method that is no longer safe.")
_PROVIDER = mark(
    "Field “{field}” also bears a signature in the name of “{name}”, certified by “{issuer}”. This event names no such issuer, "
    "and Juryapp doesn't know it: who signed there is not proven here, check it with the issuer's own program."
)
_STAMP = mark(
    "It also bears a time stamp in the name of “{name}”. Juryapp doesn't know its issuer: the time is not proven here, "
    "check it with the issuer's own program."
)


@dataclass(frozen=True)
class Addition:
    """A signature by someone whom the event doesn't certify."""

    field: str
    stamp: bool
    """True for a document time stamp."""
    signer: Certificate | None
    fault: Problem | None

    @property
    def note(self) -> Problem:
        """What it is, for people who look at a document that is otherwise genuine."""
        name = self.signer.name if self.signer else ""
        if self.stamp:
            return Problem(_STAMP, name=name)
        return Problem(_PROVIDER, field=self.field, name=name, issuer=self.signer.issuer_name if self.signer else "")


def is_stamp(embedded: Any) -> bool:
    """True for a document time stamp, as pyHanko read it."""
    return bool(embedded.sig_object_type == "/DocTimeStamp")


def read(embedded: Any) -> Addition:
    """The signature that pyHanko found, and what is wrong with it. Never raises."""
    stamp = is_stamp(embedded)
    signer = None
    try:
        signer = Certificate(embedded.signer_cert.dump())
        fault = _fault(embedded, "tst_info" if stamp else "data")
    # the libraries raise nearly anything on hostile bytes
    except Exception:
        fault = Problem(UNREADABLE, field=embedded.fq_name)
    return Addition(embedded.fq_name, stamp, signer, fault)


def _fault(embedded: Any, content: str) -> Problem | None:
    if not {embedded.md_algorithm, embedded.external_md_algorithm} <= _DIGESTS:
        return Problem(_WEAK, field=embedded.fq_name)
    contents = embedded.pkcs7_content
    if any(contents[peek(contents) :]):
        return Problem(PADDED, field=embedded.fq_name)
    digest = embedded.compute_digest()
    if content == "tst_info":
        token = embedded.signed_data["encap_content_info"]["content"]
        if token.parsed["message_imprint"]["hashed_message"].native != digest:
            return Problem(BROKEN, field=embedded.fq_name)
        digest = hashlib.new(embedded.md_algorithm, bytes(token)).digest()
    intact, valid = validate_sig_integrity(embedded.signer_info, embedded.signer_cert, content, digest)
    return None if intact and valid else Problem(BROKEN, field=embedded.fq_name)
