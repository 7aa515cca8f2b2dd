"""Copy claim: how the laptop that opens a prepared copy proves that it has that copy.

Each copy bears a key of its own, and the roster, which the desk signs, says its public half. The laptop's introduction carries a
signature of that key over the laptop's id: whoever only knows the roster can't say it, and nobody can say it again for another
laptop. Whoever has the copy itself can: two laptops with one copy both prove it, and both are told.
"""

from __future__ import annotations

import base64
from functools import lru_cache

from juryapp.signing.keys import PrivateKey, PublicKey

_ABOUT = b"jury-prepared-1\n"


def claim_of(key: PrivateKey, preparation: str, device: str) -> bytes:
    """The copy's signature for the laptop that opened it."""
    return key.sign(_message(preparation, device))


@lru_cache(maxsize=1024)
def is_claim(public: str, preparation: str, device: str, claim: str) -> bool:
    """True if the key of the copy (base64, as the roster has it) signed this for this laptop; never raises."""
    try:
        key = PublicKey.from_raw(base64.b64decode(public, validate=True))
        signature = base64.b64decode(claim, validate=True)
    except ValueError:
        return False
    return key.verify(_message(preparation, device), signature)


def _message(preparation: str, device: str) -> bytes:
    return _ABOUT + f"{preparation}\n{device}".encode()
