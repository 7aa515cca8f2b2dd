"""Own certificate: a person's key with the certificate of a certified provider, in a file (PKCS#12) or on a token (PKCS#11).

It signs documents beside the person's journal key, which the desk certified and which is always P-256: two things, since acts
of the journal are signed a hundred times a day and a provider's key may lie on a token that asks for its PIN each time
(decision 049). Not here: whether the provider is trusted, which no event knows.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pyhanko.sign.ades.api import CAdESSignedAttrSpec
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from juryapp.errors import Problem, Refused
from juryapp.signing.certificates import Certificate
from juryapp.text import ShownDay, mark

_LEAST_RSA = 2048
"""Bits; a shorter key is no longer safe."""
_ROOM = 6_000
"""Bytes that a container may need besides its certificates: an RSA signature of 4096 bits, names, attributes."""
_KIND = mark(
    "This key is of another kind; with an own certificate one signs with ECDSA P-256 or P-384, or RSA of 2,048 bits or more."
)


@dataclass(frozen=True)
class OwnCertificate:
    """What a person signs with besides the journal key."""

    certificate: Certificate
    chain: tuple[Certificate, ...]
    """The provider's certificates, as far as they came along."""
    signer: Any = field(repr=False)
    """As pyHanko takes it."""
    digest: str = "sha256"

    @property
    def room(self) -> int:
        """How many digits to keep free for the container."""
        return 2 * (sum(len(one.der) for one in (self.certificate, *self.chain)) + _ROOM)

    def container(self, digest: bytes) -> Any:
        """The CMS (PAdES B-B) over a document with this digest."""
        attributes = PdfCMSSignedAttributes(cades_signed_attrs=CAdESSignedAttrSpec())
        return asyncio.run(self.signer.async_sign(digest, self.digest, use_pades=True, signed_attr_settings=attributes))

    def check_usable(self, at: datetime) -> None:
        """Raises `Refused` if the certificate isn't for signing documents, or not at this time by the laptop's clock."""
        native = self.certificate.native
        if native.issuer == native.subject:
            raise Refused(
                "The certificate of {name} was issued by nobody but itself; sign with one that a certified provider issued, or "
                "without one.",
                name=self.certificate.name,
            )
        try:
            usage = native.extensions.get_extension_for_class(x509.KeyUsage).value
            may = usage.digital_signature or usage.content_commitment
        except x509.ExtensionNotFound:
            may = True
        if not may:
            raise Refused("The certificate of {name} is not one for signing documents.", name=self.certificate.name)
        if not native.not_valid_before_utc <= at <= native.not_valid_after_utc:
            raise Refused(
                "The certificate of {name} is valid from {first} to {last}, and this laptop's clock says {day}.",
                name=self.certificate.name,
                first=ShownDay(native.not_valid_before_utc.date()),
                last=ShownDay(native.not_valid_after_utc.date()),
                day=ShownDay(at.date()),
            )


def checked(certificate: Certificate, chain: Sequence[Certificate], signer: Any) -> OwnCertificate:
    """The certificate with its signer. Raises `Problem` for a key of another kind than those that readers everywhere take."""
    return OwnCertificate(certificate, tuple(chain), signer, _digest_for(certificate))


def registry_of(chain: Sequence[Certificate]) -> Any:
    """The provider's certificates, as pyHanko embeds them beside the signer's."""
    store: Any = SimpleCertificateStore
    found = store()
    found.register_multiple([Asn1Certificate.load(one.der) for one in chain])
    return found


def _digest_for(certificate: Certificate) -> str:
    match certificate.native.public_key():
        case ec.EllipticCurvePublicKey(curve=ec.SECP256R1()):
            return "sha256"
        case ec.EllipticCurvePublicKey(curve=ec.SECP384R1()):
            return "sha384"
        case rsa.RSAPublicKey(key_size=bits) if bits >= _LEAST_RSA:
            return "sha256"
    raise Problem(_KIND)
