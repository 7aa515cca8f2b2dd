"""PKCS#12: the key and certificate of a certified provider that a juror brings along."""

from __future__ import annotations

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.pkcs12 import Pfx
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from pyhanko.sign.signers import SimpleSigner

from juryapp.errors import FileProblem, Problem, WrongPin
from juryapp.signing.certificates import Certificate
from juryapp.signing.keys import PrivateKey
from juryapp.signing.own_certificate import OwnCertificate, checked, registry_of
from juryapp.text import mark

_MAX_SIZE = 1_000_000
_NO_KEY = mark("This file holds no key with its certificate; export both from the provider's program.")


def own_certificate(content: bytes, password: str) -> OwnCertificate:
    """Key and certificate of a PKCS#12 file as a person signs documents with it: P-256, P-384 or RSA.

    Raises `WrongPin` for a wrong password, `Problem` as `from_pkcs12`, and for a key of another kind.
    """
    store = _load(content, password)
    if store.key is None or store.cert is None:
        raise Problem(_NO_KEY)
    others = tuple(Certificate.from_native(other.certificate) for other in store.additional_certs)
    certificate = Certificate.from_native(store.cert.certificate)
    der = store.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=Asn1Certificate.load(certificate.der),
        signing_key=PrivateKeyInfo.load(der),
        cert_registry=registry_of(others),
    )
    return checked(certificate, others, signer)


def from_pkcs12(content: bytes, password: str) -> tuple[PrivateKey, tuple[Certificate, ...]]:
    """The key, and its certificate followed by the provider's others.

    Raises `WrongPin` for a wrong password, `Problem` if it holds no P-256 key with its certificate.
    """
    store = _load(content, password)
    if store.key is None or store.cert is None:
        raise Problem(_NO_KEY)
    if not isinstance(store.key, ec.EllipticCurvePrivateKey) or not isinstance(store.key.curve, ec.SECP256R1):
        raise _other_kind()
    # the library gives a certificate only where it is the key's own
    certificate = Certificate.from_native(store.cert.certificate)
    return PrivateKey(store.key), (certificate, *(Certificate.from_native(other.certificate) for other in store.additional_certs))


def _load(content: bytes, password: str) -> pkcs12.PKCS12KeyAndCertificates:
    if len(content) > _MAX_SIZE or not _is_pkcs12(content):
        raise FileProblem("This is not a PKCS#12 file (.p12 or .pfx), or it is damaged; choose another.")
    try:
        return pkcs12.load_pkcs12(content, password.encode())
    except UnsupportedAlgorithm as error:
        raise _other_kind() from error
    except ValueError as error:  # cryptography can't tell a wrong password from damage
        raise WrongPin("The password of this PKCS#12 file is wrong, or the file is damaged; type the password again.") from error


def _other_kind() -> Problem:
    return Problem("This key is of another kind; Juryapp signs with ECDSA P-256 only. Enrol with a PIN instead.")


def _is_pkcs12(content: bytes) -> bool:
    try:
        return bool(Pfx.load(content, strict=True)["version"].native == "v3")
    except (ValueError, TypeError):
        return False
