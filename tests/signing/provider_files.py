"""Files of providers for tests: keys of each kind, their certificates, and PKCS#12 files of both."""

from __future__ import annotations

from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from tests.signing.providers import a_foreign_certificate, rsa_key

PASSWORD = "sandi-berkas"
KINDS = ("P-256", "P-384", "RSA")


@cache
def a_key(kind: str) -> Any:
    match kind:
        case "P-256":
            return ec.generate_private_key(ec.SECP256R1())
        case "P-384":
            return ec.generate_private_key(ec.SECP384R1())
        case "P-521":
            return ec.generate_private_key(ec.SECP521R1())
        case "RSA":
            return rsa_key(5)
    return rsa.generate_private_key(65537, 1024)


def certified(kind: str, name: str = "Ada Lestari") -> tuple[x509.Certificate, x509.Certificate]:
    return _certified(kind, name)


@cache
def _certified(kind: str, name: str) -> tuple[x509.Certificate, x509.Certificate]:
    root = a_foreign_certificate("Penyelenggara Contoh", rsa_key(0)).native
    return a_foreign_certificate(name, a_key(kind), (root, rsa_key(0))).native, root


def a_file(kind: str, name: str = "Ada Lestari") -> bytes:
    own, root = certified(kind, name)
    return pkcs12.serialize_key_and_certificates(b"x", a_key(kind), own, [root], BestAvailableEncryption(PASSWORD.encode()))
