"""Laptop: this device. How it opens event files is in `opening.py`.

Imports no library and nothing of the store: the first window needs its laptop long before it needs an event.
"""

from __future__ import annotations

import platform
from dataclasses import dataclass, field

from juryapp.clock import Clock, local_clock
from juryapp.locations import Home
from juryapp.signing.pin_cost import STANDARD, PinCost
from juryapp.text import seen


@dataclass(frozen=True)
class Laptop:
    """This device: its folder, its clock, and what trying a PIN costs on it."""

    home: Home = field(default_factory=Home.usual)
    clock: Clock = local_clock
    cost: PinCost = STANDARD
    name: str = field(default_factory=lambda: seen(platform.node()) or "laptop")
    """How people call it."""
