"""What is random, the same in each run: keys, and so the words of laptops and the names of packages, salts, passphrases.

For pictures alone: two of one page show the same. Never for a test of what randomness protects.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any
from unittest.mock import patch

import asn1crypto.x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate, CertificateBuilder, load_der_x509_certificate

from juryapp.signing.keys import PrivateKey

_CURVE = ec.SECP256R1()
_SIGN = CertificateBuilder.sign


@contextmanager
def fixed_chance(seed: int = 10) -> Iterator[None]:
    """Chance is a row of numbers that begins anew. Keys have a row of their own: threads may take salts in another order."""
    keys, rest = Random(seed), Random(seed + 1)

    def generate() -> PrivateKey:
        return PrivateKey(ec.derive_private_key(keys.getrandbits(255) + 1, _CURVE))

    with (
        patch.object(PrivateKey, "generate", generate),
        patch.object(CertificateBuilder, "sign", _sign),
        patch("os.urandom", rest.randbytes),
        patch("secrets.token_bytes", lambda count=32: rest.randbytes(count)),
        patch("random._urandom", rest.randbytes),
    ):
        yield


def _sign(builder: CertificateBuilder, key: Any, digest: Any) -> Certificate:
    """Signs as `PrivateKey.sign` does; the program signs certificates with a number of chance, until s is low."""
    made = _SIGN(builder, key, digest, ecdsa_deterministic=True)
    r, s = decode_dss_signature(made.signature)
    parts = asn1crypto.x509.Certificate.load(made.public_bytes(Encoding.DER))
    parts["signature_value"] = encode_dss_signature(r, min(s, _CURVE.group_order - s))
    return load_der_x509_certificate(parts.dump(force=True))
