"""CMS writing: makes the CMS of one PDF signature (RFC 5652, PAdES B-B), the only form that `cms_reading.read` takes.

It is always the same few parts around certificates' bytes and one signature, so it is written as it stands (ITU-T X.690, DER).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from juryapp.signing.certificates import Certificate

_SEQUENCE, _SET, _OCTETS, _INTEGER, _FIRST, _NAME = 0x30, 0x31, 0x04, 0x02, 0xA0, 0xA4
"""Tags; `_FIRST` is [0], `_NAME` the directory name of a GeneralName, [4]."""
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_CONTENT_TYPE = bytes.fromhex("06092a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("06092a864886f70d010904")
_SIGNING_CERTIFICATE = bytes.fromhex("060b2a864886f70d010910022f")
"""signing-certificate-v2 (RFC 5035): the signature names its certificate."""
_SHA256 = bytes.fromhex("300d06096086480165030402010500")
_ECDSA_SHA256 = bytes.fromhex("300a06082a8648ce3d040302")


def cms_container(signer: Certificate, others: Sequence[Certificate], digest: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """The container of a signature over content with this SHA-256; `sign` makes an ECDSA signature with SHA-256."""
    attributes = sorted(
        [
            _attribute(_CONTENT_TYPE, _DATA),
            _attribute(_MESSAGE_DIGEST, _der(_OCTETS, digest)),
            _attribute(_SIGNING_CERTIFICATE, _der(_SEQUENCE, _der(_SEQUENCE, _named(signer)))),
        ]
    )
    content = b"".join(attributes)
    return wrapped(signer, others, content, sign(signed_bytes(content)))


def signed_bytes(attributes: bytes) -> bytes:
    """What is signed of these attributes, given one behind the other (RFC 5652, 5.4)."""
    return _der(_SET, attributes)


def wrapped(signer: Certificate, others: Sequence[Certificate], attributes: bytes, signature: bytes) -> bytes:
    """The container around attributes, one behind the other, and the signature over them."""
    who = _der(_SEQUENCE, signer.native.issuer.public_bytes(), _number(signer.native.serial_number))
    info = _der(_SEQUENCE, _number(1), who, _SHA256, _der(_FIRST, attributes), _ECDSA_SHA256, _der(_OCTETS, signature))
    certificates = _der(_FIRST, *sorted(one.der for one in (signer, *others)))
    data = _der(_SEQUENCE, _number(1), _der(_SET, _SHA256), _der(_SEQUENCE, _DATA), certificates, _der(_SET, info))
    return _der(_SEQUENCE, _SIGNED_DATA, _der(_FIRST, data))


def _attribute(kind: bytes, value: bytes) -> bytes:
    return _der(_SEQUENCE, kind, _der(_SET, value))


def _named(certificate: Certificate) -> bytes:
    """Its hash, issuer and serial number (ESSCertIDv2)."""
    issuer = _der(_SEQUENCE, _der(_NAME, certificate.native.issuer.public_bytes()))
    serial = _der(_SEQUENCE, issuer, _number(certificate.native.serial_number))
    return _der(_SEQUENCE, _der(_OCTETS, bytes.fromhex(certificate.fingerprint)), serial)


def _number(value: int) -> bytes:
    return _der(_INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def _der(tag: int, *parts: bytes) -> bytes:
    """One value: its tag, its length in as few bytes as possible, its content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content
