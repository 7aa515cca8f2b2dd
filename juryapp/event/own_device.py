"""Own device: the device that this laptop is in an event file, found or made. Its key lies there under a secret of this home."""

from __future__ import annotations

import secrets

from juryapp.event.opened_file import OpenedFile
from juryapp.event.own_chain import is_known, not_ours
from juryapp.locations import SECRET_BYTES
from juryapp.signing.keys import PrivateKey, lock_under_secret, unlock_under_secret
from juryapp.signing.trust_store import device_id
from juryapp.store import keyring

Device = tuple[str, PrivateKey]
"""Its id and its key."""


def find_device(event: OpenedFile) -> str | None:
    """The device that this home is in this file: its key is here, its secret in the home, and nothing of it is missing."""
    for device in event.laptop.home.devices_of(event.id):
        if keyring.locked_key(event.file, f"device:{device}") and is_known(event, device) and not not_ours(event, device):
            return device
    return None


def unlock_device(event: OpenedFile, device: str) -> Device:
    """The device with its key."""
    locked = keyring.locked_key(event.file, f"device:{device}")
    assert locked is not None
    return device, unlock_under_secret(locked, event.laptop.home.devices_of(event.id)[device])


def find_or_make_device(event: OpenedFile) -> Device:
    """This laptop's device, made now if there is none. Inside a unit of work."""
    known = find_device(event)
    return unlock_device(event, known) if known else _made(event)


def _made(event: OpenedFile) -> Device:
    key, secret = PrivateKey.generate(), secrets.token_bytes(SECRET_BYTES)
    device = device_id(key.public)
    event.laptop.home.keep_device(event.id, device, secret)
    keyring.keep_key(event.file, f"device:{device}", lock_under_secret(key, secret))
    return device, key
