from __future__ import annotations

import base64

from juryapp.signing.copy_claim import claim_of, is_claim
from juryapp.signing.keys import PrivateKey

KEY = PrivateKey.generate()
PUBLIC = base64.b64encode(KEY.public.raw).decode()


def test_the_copy_signs_for_one_laptop_only() -> None:
    claim = base64.b64encode(claim_of(KEY, "p1", "d1")).decode()
    assert is_claim(PUBLIC, "p1", "d1", claim)
    assert not is_claim(PUBLIC, "p1", "d2", claim) and not is_claim(PUBLIC, "p2", "d1", claim)


def test_what_is_no_key_or_no_signature_claims_nothing() -> None:
    assert not is_claim("?", "p1", "d1", "") and not is_claim(PUBLIC, "p1", "d1", "?")
