"""The trust store: learns a key only from what proves itself."""

from __future__ import annotations

from typing import Any

import pytest

from juryapp.journal.entry import Entry
from juryapp.signing.keys import PrivateKey
from juryapp.signing.trust_store import TrustStore, as_text, certificate_of, device_id
from tests.journal.builders import EVENT, an_entry
from tests.signing.people import the_authority

KEY = PrivateKey.generate()
DEVICE = device_id(KEY.public)


def an_introduction(value: dict[str, Any] | None = None, key: str = DEVICE, device: str = DEVICE) -> Entry:
    told = value if value is not None else {"name": "panel", "public": as_text(KEY.public.raw)}
    return an_entry("introduction", key, told, actor="device", device=device, sign=KEY.sign)


def test_a_laptop_that_introduces_itself_with_its_own_key_is_known():
    trust = TrustStore(EVENT, [an_introduction()])
    assert trust.devices == {DEVICE: KEY.public}
    assert trust.proves(an_introduction())


@pytest.mark.parametrize("value", [{}, {"public": None}, {"public": 7}, {"public": "?"}, {"public": as_text(bytes(65))}])
def test_an_introduction_without_a_key_introduces_no_one(value: dict[str, Any]):
    assert TrustStore(EVENT, [an_introduction(value)]).devices == {}


def test_no_one_introduces_another():
    other = device_id(PrivateKey.generate().public)
    assert TrustStore(EVENT, [an_introduction(key=other, device=other)]).devices == {}
    assert TrustStore(EVENT, [an_introduction(device=other)]).devices == {}
    assert TrustStore(EVENT, [an_introduction(key=other)]).devices == {}


@pytest.mark.parametrize("told", [None, 7, "?", as_text(b"no certificate")])
def test_a_certificate_that_can_not_be_read_is_none(told: object):
    entry = an_entry("certificate", "root", {"certificate": told}, actor="hq")
    assert certificate_of(entry) is None
    assert TrustStore(EVENT, [entry]).root is None


def test_another_events_root_is_not_believed():
    entry = an_entry("certificate", "root", {"certificate": as_text(the_authority().root.der)}, actor="hq")
    assert TrustStore(EVENT, [entry]).root is None
