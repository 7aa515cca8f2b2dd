"""Validation data: the certificates, revocation lists and answers in a document (DSS, ETSI EN 319 142-1, 5.4), read strictly.

It stands outside of what was signed until a time stamp is put above it: so it may only grow, and holds nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asn1crypto import crl, ocsp, x509

_MOST_BYTES = 5_000_000
"""Of one list of revoked certificates; those of large authorities have some."""
_KINDS: dict[str, Callable[[bytes], Any]] = {
    "/Certs": lambda der: x509.Certificate.load(der, strict=True),
    "/CRLs": lambda der: crl.CertificateList.load(der, strict=True),
    "/OCSPs": lambda der: ocsp.OCSPResponse.load(der, strict=True),
}


def only_grew(old: Any, new: Any) -> bool:
    """True if the catalogue `new`, as pyHanko read it, holds all validation data of `old`, and all of it is what it says."""
    try:
        before, now = _held(old), _held(new)
        return all(before[kind] <= now[kind] for kind in before) and all(
            _is(kind, der) for kind in _KINDS for der in now[kind] - before[kind]
        )
    # the library raises nearly anything on hostile objects
    except Exception:
        return False


def _held(root: Any) -> dict[str, frozenset[bytes]]:
    store = _in(root, "/DSS")
    found = {kind: frozenset(one.get_object().data for one in _in(store, kind)) for kind in _KINDS}
    return {**found, "/VRI": frozenset(name.encode() for name in _in(store, "/VRI") if name != "/Type")}


def _in(holder: Any, key: str) -> Any:
    """What stands there, or nothing; by its index, since the library's `get` gives the reference itself."""
    try:
        return holder[key]
    except KeyError:
        return {}


def _is(kind: str, der: bytes) -> bool:
    if len(der) > _MOST_BYTES:
        return False
    _ = _KINDS[kind](der).native  # parsed lazily: whatever is malformed shows here
    return True
