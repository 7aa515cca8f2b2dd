"""Loopback: servers of tests on this machine alone, the only ones that a test may reach (`tests/conftest.py`)."""

from __future__ import annotations

PORTS: set[int] = set()
"""Those on which a server of this test process listens."""
HOST = "127.0.0.1"


def is_own(address: object) -> bool:
    """True for a server of this process, or for its address by number, of which no name is looked up."""
    return bool(PORTS) and (address == HOST or (isinstance(address, tuple) and address[0] == HOST and address[1] in PORTS))
