"""Unsigned parts: what nobody signed in the container of a signature by others than the jury (RFC 5652), held against the rest.

Versions, lists of methods and spare certificates could be altered unnoticed; here they must say what the signed parts say.
"""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import InvalidSignature

from juryapp.signing.certificates import Certificate

_MOST_CERTIFICATES = 20
_NO_PARAMETERS = (b"", b"\x05\x00")
"""What stands beside the name of SHA-2: nothing, or NULL (RFC 5754, 2)."""


def say_the_same(signed: Any, info: Any, signer: Any) -> bool:
    """True if the versions, the methods and the signer's name beside a signature are those that belong to it."""
    methods = signed["digest_algorithms"]
    sid = info["sid"].chosen
    by_name = info["sid"].name == "issuer_and_serial_number"
    is_data = signed["encap_content_info"]["content_type"].native == "data"
    return bool(
        signed["version"].native == ("v1" if is_data and by_name else "v3")
        and info["version"].native == ("v1" if by_name else "v3")
        and len(methods) == 1
        and methods[0]["algorithm"].native == info["digest_algorithm"]["algorithm"].native
        and all(method["parameters"].dump() in _NO_PARAMETERS for method in (methods[0], info["digest_algorithm"]))
        and (not by_name or sid["issuer"].dump() == signer.issuer.dump())
    )


def belong(along: tuple[Certificate, ...]) -> bool:
    """True if each certificate here is proven by its issuer where that came along, and belongs to the first one's chain.

    None of them is signed with the document: one that doesn't fit was altered, or has no business there. Of the last one of a
    chain whose issuer didn't come along only its key and its name are proven, by what it certified.
    """
    if len(along) > _MOST_CERTIFICATES:
        return False
    found = [along[0]]
    for one in found:  # grows meanwhile
        named = [issuer for issuer in along if issuer.native.subject == one.native.issuer]
        proven = [issuer for issuer in named if _certified(one, issuer)]
        if named and not proven:
            return False
        found.extend(issuer for issuer in proven if issuer not in found)
    return len(found) == len(along)


def _certified(one: Certificate, issuer: Certificate) -> bool:
    try:
        one.native.verify_directly_issued_by(issuer.native)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
