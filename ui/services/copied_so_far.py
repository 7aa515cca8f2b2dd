"""Copied so far: up to which of its entries this laptop wrote packages that were read back, remembered on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from juryapp.locations import Home


def remember(home: Home, event: OpenEvent, number: int) -> None:
    """Kept by the laptop's name in the event: a file that comes back from a backup gets another one, and begins anew."""
    home.keep_setting(_name(event), str(number))


def remembered(home: Home, event: OpenEvent) -> int:
    """What was remembered; 0 for nothing."""
    text = home.setting(_name(event)) or "0"
    return int(text) if text.isdecimal() else 0


def _name(event: OpenEvent) -> str:
    return f"copied {event.id} {event.device or ''}"
