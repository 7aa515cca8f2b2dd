"""Certificates: headquarters' root certifies the desk, the desk certifies the jurors (X.509, ECDSA P-256).

No extended key usage, a wide validity and a root path length of 1: what NSS, Poppler and MuPDF need to agree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import count

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID, SignatureAlgorithmOID

from juryapp.errors import FileProblem
from juryapp.signing.keys import PrivateKey, PublicKey, is_low

_BEFORE = timedelta(days=2 * 365)
_AFTER = timedelta(days=20 * 365 + 5)
_LONGEST_NAME = 64
"""Of a name's part (ITU-T X.520, upper bounds): characters there, but `cryptography` counts bytes."""
_AND_SO_ON = "…"
_KNOWN = (x509.BasicConstraints, x509.KeyUsage, x509.SubjectKeyIdentifier, x509.AuthorityKeyIdentifier)


@dataclass(frozen=True)
class Certificate:
    """A certificate; equal bytes are equal certificates. Raises `ValueError` for bytes that are none."""

    der: bytes

    def __post_init__(self) -> None:
        native = self.native
        try:
            # parsed lazily by cryptography: whatever is malformed must show here, not later
            _ = (native.extensions, native.subject, native.issuer, native.not_valid_before_utc, native.not_valid_after_utc)
            native.public_key()
        except (x509.DuplicateExtension, x509.UnsupportedGeneralNameType, UnsupportedAlgorithm) as error:
            raise ValueError("not a certificate that can be read") from error

    def __reduce__(self) -> tuple[type[Certificate], tuple[bytes]]:
        return Certificate, (self.der,)

    @classmethod
    def from_native(cls, native: x509.Certificate) -> Certificate:
        """The certificate that `cryptography` made or loaded."""
        return cls(native.public_bytes(serialization.Encoding.DER))

    @cached_property
    def native(self) -> x509.Certificate:
        """The certificate as `cryptography` takes it."""
        return x509.load_der_x509_certificate(self.der)

    @cached_property
    def public(self) -> PublicKey:
        """Its public key; raises `ValueError` if that isn't P-256."""
        return PublicKey.from_native(self.native.public_key())

    @property
    def name(self) -> str:
        """Whose it is: the common name."""
        return _part(self.native.subject, NameOID.COMMON_NAME)

    @property
    def issuer_name(self) -> str:
        """Who certified it: the issuer's common name, or its organisation."""
        issuer = self.native.issuer
        return _part(issuer, NameOID.COMMON_NAME) or _part(issuer, NameOID.ORGANIZATION_NAME)

    @property
    def organisation(self) -> str:
        """The event's code in certificates that Juryapp made."""
        return _part(self.native.subject, NameOID.ORGANIZATION_NAME)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of its bytes, in hex."""
        return hashlib.sha256(self.der).hexdigest()

    def pem(self) -> str:
        """The certificate as text that other programs read."""
        return self.native.public_bytes(serialization.Encoding.PEM).decode()


def read_pem(content: bytes) -> tuple[Certificate, ...]:
    """The certificates of a PEM file. Raises `FileProblem` if it holds none or can't be read."""
    try:
        return tuple(Certificate.from_native(native) for native in x509.load_pem_x509_certificates(content))
    except ValueError as error:
        raise FileProblem("This file holds no certificates in PEM form; choose the one that headquarters published.") from error


def make_root(name: str, key: PrivateKey, at: datetime, *, event: str = "") -> Certificate:
    """Headquarters' own certificate of one event; `event` is its code, so that two events' roots differ in name."""
    subject = _subject((NameOID.ORGANIZATION_NAME, event), (NameOID.COMMON_NAME, name))
    return _certify(subject, key.public, subject, key, at, path_length=1)


def make_desk(name: str, root: Certificate, root_key: PrivateKey, desk: PublicKey, at: datetime) -> Certificate:
    """The desk's certificate: it certifies jurors and signs recapitulations and minutes itself."""
    subject = _subject((NameOID.ORGANIZATION_NAME, root.organisation), (NameOID.COMMON_NAME, name))
    return _certify(subject, desk, root.native.subject, root_key, at, path_length=0)


def make_juror(
    code: str, name: str, organisation: str, desk: Certificate, desk_key: PrivateKey, juror: PublicKey, at: datetime
) -> Certificate:
    """A juror's certificate; `organisation` is the juror's institution, the code is read back by `juror_code`."""
    subject = _subject(
        (NameOID.ORGANIZATION_NAME, desk.organisation),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, organisation),
        (NameOID.COMMON_NAME, name),
        (NameOID.PSEUDONYM, code),
    )
    return _certify(subject, juror, desk.native.subject, desk_key, at, path_length=None)


def juror_code(certificate: Certificate) -> str | None:
    """The juror's code in a certificate of `make_juror`, else None."""
    return _part(certificate.native.subject, NameOID.PSEUDONYM) or None


def may_sign(certificate: Certificate) -> bool:
    """True if the certificate is for signing documents: P-256, digitalSignature and contentCommitment, nothing unknown."""
    try:
        usage = certificate.native.extensions.get_extension_for_class(x509.KeyUsage).value
        _ = certificate.public
    except (x509.ExtensionNotFound, ValueError):
        return False
    return usage.digital_signature and usage.content_commitment


def is_root(certificate: Certificate) -> bool:
    """True for a self-signed authority whose desks may certify."""
    return issued_by(certificate, certificate) and _path_length(certificate) == 1


def names_juror(certificate: Certificate) -> bool:
    """True for a certificate that can't certify others."""
    return _path_length(certificate) is None


@lru_cache(maxsize=4096)
def issued_by(certificate: Certificate, issuer: Certificate) -> bool:
    """True if `issuer`, itself an authority of ours, certified it: signature, names, key usage and path length all agree."""
    try:
        return _links(certificate, issuer) and _signed(certificate, issuer)
    except ValueError:  # a key that isn't P-256
        return False


def _links(certificate: Certificate, issuer: Certificate) -> bool:
    above, below = _path_length(issuer), _path_length(certificate)
    itself = certificate == issuer
    return (
        above is not None
        and (below is None or below < above or itself)
        and certificate.native.issuer.public_bytes() == issuer.native.subject.public_bytes()
        and all(one.native.version is x509.Version.v3 and not _unknown_critical(one) for one in (certificate, issuer))
        and _key_id(certificate, x509.AuthorityKeyIdentifier) == _key_id(issuer, x509.SubjectKeyIdentifier)
        and _key_id(certificate, x509.SubjectKeyIdentifier) is not None
    )


def _signed(certificate: Certificate, issuer: Certificate) -> bool:
    native = certificate.native
    if native.signature_algorithm_oid != SignatureAlgorithmOID.ECDSA_WITH_SHA256:
        return False
    _ = certificate.public
    if not is_low(native.signature):
        return False
    try:
        issuer.public.native.verify(native.signature, native.tbs_certificate_bytes, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _path_length(certificate: Certificate) -> int | None:
    """How many authorities may follow; None for a certificate that is no authority."""
    extensions = certificate.native.extensions
    try:
        constraints = extensions.get_extension_for_class(x509.BasicConstraints)
        usage = extensions.get_extension_for_class(x509.KeyUsage)
    except x509.ExtensionNotFound:
        return None
    authority = constraints.critical and constraints.value.ca and usage.critical and usage.value.key_cert_sign
    return constraints.value.path_length if authority else None


def _unknown_critical(certificate: Certificate) -> bool:
    return any(one.critical and not isinstance(one.value, _KNOWN) for one in certificate.native.extensions)


def _key_id(certificate: Certificate, kind: type[x509.SubjectKeyIdentifier] | type[x509.AuthorityKeyIdentifier]) -> bytes | None:
    try:
        value = certificate.native.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
    return value.digest if isinstance(value, x509.SubjectKeyIdentifier) else value.key_identifier


def _certify(
    subject: x509.Name, public: PublicKey, issuer: x509.Name, key: PrivateKey, at: datetime, *, path_length: int | None
) -> Certificate:
    moment = at.astimezone(UTC).replace(microsecond=0)
    authority = path_length is not None
    unsigned = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public.native)
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - _BEFORE)
        .not_valid_after(moment + _AFTER)
        .add_extension(x509.BasicConstraints(authority, path_length), critical=True)
        .add_extension(_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public.native), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public.native), critical=False)
    )
    # half of all signatures have a high s; the library can't change one that it made, so another is made
    made = (unsigned.sign(key.native, hashes.SHA256()) for _try in count())
    return Certificate.from_native(next(one for one in made if is_low(one.signature)))


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_cert_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _subject(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    written = ((oid, as_written(text)) for oid, text in parts)
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in written if text])


def as_written(text: str) -> str:
    """A name as it stands in a certificate: on one line, at most 64 bytes of UTF-8; a longer one ends at a word, with “…”."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if len(line.encode()) <= _LONGEST_NAME:
        return line
    kept = line.encode()[: _LONGEST_NAME - len(_AND_SO_ON.encode())].decode(errors="ignore")
    ends_a_word = line[len(kept)] == " "
    whole_words = kept if ends_a_word else kept.rpartition(" ")[0]
    return (whole_words.rstrip(" ,;–-") or kept) + _AND_SO_ON


def _part(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return next(iter(_texts(name, oid)), "")


def _texts(name: x509.Name, oid: x509.ObjectIdentifier) -> Iterable[str]:
    return (str(attribute.value) for attribute in name.get_attributes_for_oid(oid) if isinstance(attribute.value, str))


def read_roots(content: bytes) -> tuple[Certificate, ...]:
    """The certificates of a time stamping service's authority, PEM or DER. Raises `FileProblem`."""
    try:
        return (Certificate(content),) if content.startswith(b"\x30") else read_pem(content)
    except (ValueError, FileProblem) as error:
        raise FileProblem(
            "This file holds no certificate that can be read, in PEM or DER form; choose the one that the time stamping "
            "service's authority published."
        ) from error
