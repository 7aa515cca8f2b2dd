"""Providers: what others than the jury add to a signed document, a certified provider's signature or a document time stamp.

Their mathematics is checked, that what they signed is the document; whether their issuers are trusted isn't known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from asn1crypto.parser import peek
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from juryapp.errors import Problem
from juryapp.signing.certificates import Certificate
from juryapp.signing.cms_reading import BROKEN, PADDED, UNREADABLE
from juryapp.signing.time_stamp import STRONG, TimeStamp, leads_to, proves_existence, read_token
from juryapp.signing.unsigned_parts import belong, say_the_same
from juryapp.text import ShownMoment, mark

_WEAK = mark("The signature in field “{field}” rests on a method that is no longer safe.")
_NO_STAMP = mark("The time stamp in field “{field}” was not made by someone certified to make any, or says no time.")
_PROVIDER = mark(
    "Field “{field}” also bears a signature in the name of “{name}”, certified by “{issuer}”. This event names no such issuer, "
    "and Juryapp doesn't know it: who signed there is not proven here, check it with the issuer's own program."
)
_OF_ONE_ISSUER = mark(
    "It also bears {count} signatures certified by “{issuer}”: {signers}. This event names no such issuer, and Juryapp doesn't "
    "know it: who signed there is not proven here, check them with the issuer's own program."
)
_STAMP = mark(
    "It also bears a time stamp of {moment} in the name of “{name}”. Juryapp doesn't know its issuer, “{issuer}”: the time is "
    "not proven here, check it with the issuer's own program."
)
_TRUSTED_STAMP = mark(
    "A time stamp in the name of “{name}” proves that it existed on {moment}, as far as “{root}” is trusted, whose certificate "
    "was given."
)


@dataclass(frozen=True)
class Addition:
    """A signature by someone whom the event doesn't certify."""

    field: str
    stamp: bool
    """True for a document time stamp."""
    signer: Certificate | None
    fault: Problem | None
    time_stamp: TimeStamp | None = None
    """What a document time stamp says, where it is sound."""

    def note(self, stampers: Sequence[Certificate] = ()) -> Problem:
        """What it is, for people who look at a document that is otherwise genuine; `stampers` are roots of trusted services."""
        name, issuer = (self.signer.name, self.signer.issuer_name) if self.signer else ("", "")
        if self.time_stamp:
            moment = ShownMoment(self.time_stamp.at.isoformat(), "UTC")
            root = leads_to(self.time_stamp, stampers)
            if root:
                return Problem(_TRUSTED_STAMP, name=name, moment=moment, root=root.name)
            return Problem(_STAMP, name=name, moment=moment, issuer=issuer)
        return Problem(_PROVIDER, field=self.field, name=name, issuer=issuer)


def notes(additions: Sequence[Addition], stampers: Sequence[Certificate] = ()) -> Iterator[Problem]:
    """What each of them is, those of one issuer in one sentence; `stampers` as for `Addition.note`."""
    alike: dict[str, list[Addition]] = {}
    for one in additions:
        if one.signer and not one.time_stamp:
            alike.setdefault(one.signer.issuer_name, []).append(one)
    for one in additions:
        ours = alike.get(one.signer.issuer_name, []) if one.signer and not one.time_stamp else []
        if len(ours) < 2:
            yield one.note(stampers)
        elif one is ours[0]:
            signers = ", ".join(f"“{each.signer.name}” ({each.field})" for each in ours if each.signer)
            yield Problem(_OF_ONE_ISSUER, count=len(ours), signers=signers, issuer=one.signer.issuer_name if one.signer else "")


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
    said = read_token(embedded.pkcs7_content) if stamp and fault is None else None
    if isinstance(said, Problem):
        said, fault = None, Problem(_NO_STAMP, field=embedded.fq_name)
    return Addition(embedded.fq_name, stamp, signer, fault, said)


def _fault(embedded: Any, content: str) -> Problem | None:
    if not {embedded.md_algorithm, embedded.external_md_algorithm} <= STRONG:
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
    sound = all(validate_sig_integrity(embedded.signer_info, embedded.signer_cert, content, digest))
    return None if sound and _is_whole(embedded) else Problem(BROKEN, field=embedded.fq_name)


def _is_whole(embedded: Any) -> bool:
    """True if what isn't signed in the container is what belongs to the signature, and a time stamp of it is sound."""
    signed, info, signer = embedded.signed_data, embedded.signer_info, embedded.signer_cert
    along = [Certificate(choice.chosen.dump()) for choice in signed["certificates"]]
    first = Certificate(signer.dump())
    if not say_the_same(signed, info, signer) or not belong((first, *(one for one in along if one != first))):
        return False
    beside = [one for one in info["unsigned_attrs"] if one["type"].native == "signature_time_stamp_token"]
    signature = info["signature"].native
    return all(proves_existence(token.dump(), signature) for one in beside for token in one["values"])
