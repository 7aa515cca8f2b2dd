"""Own certificate: a juror's key from a certified provider (.p12, .pfx), looked at before it is taken at the enrolment.

The juror then signs with that very key. The desk certifies it for this event, as it certifies the keys that it makes, so that
every document is checked in the same way; what the provider certified stays on record beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec

from juryapp.errors import Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.model.likeness import NEAR, likeness_of_people
from juryapp.signing.certificates import Certificate
from juryapp.signing.keys import PrivateKey
from juryapp.signing.pkcs12 import from_pkcs12
from juryapp.text import ShownDay, mark

_OTHER_KIND = mark(
    "The key of this certificate is of another kind; jurors are enrolled with ECDSA P-256 keys. Enrol with a PIN alone: "
    "documents can still be signed with this certificate."
)


@dataclass(frozen=True)
class OwnCertificate:
    """A provider's key with its certificate."""

    key: PrivateKey
    certificate: Certificate

    @property
    def name(self) -> str:
        """To whom it was issued."""
        return self.certificate.name

    @property
    def issuer(self) -> str:
        """Who issued it."""
        return self.certificate.issuer_name

    @property
    def until(self) -> datetime:
        """Until when it is valid."""
        return self.certificate.native.not_valid_after_utc


def read_own_certificate(content: bytes, password: str, juror: Juror, event: OpenEvent) -> OwnCertificate:
    """What a PKCS#12 file holds for this juror, at the hour of this laptop. Takes nothing over yet.

    Raises `WrongPin` for a wrong password, `Problem` for a file that holds no key that Juryapp signs with, `Refused` for a
    certificate that isn't valid now or was issued to a name that nobody would take for the juror's.
    """
    key, (certificate, *_others) = from_pkcs12(content, password)
    # the enrolment's keys also sign the codes on sheets, whose signatures are of this kind alone
    if not isinstance(key.native, ec.EllipticCurvePrivateKey) or not isinstance(key.native.curve, ec.SECP256R1):
        raise Problem(_OTHER_KIND)
    own, at = OwnCertificate(key, certificate), event.laptop.clock()
    if own.until < at:
        ended = ShownDay(own.until.date())
        raise Refused("This certificate expired on {day}; ask {issuer} for a new one.", day=ended, issuer=own.issuer)
    begins = certificate.native.not_valid_before_utc
    if begins > at:
        raise Refused("This certificate is valid from {day} on; look at the date of this laptop.", day=ShownDay(begins.date()))
    if likeness_of_people(own.name, juror.name) < NEAR:
        raise Refused(
            "This certificate was issued to “{name}”, and {juror} is {known}; choose the juror's own.",
            name=own.name,
            juror=juror.code,
            known=juror.name,
        )
    return own
