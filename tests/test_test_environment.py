"""The surroundings that conftest.py promises to every test: no network, no real home, no secret from outside."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest

from juryapp import text


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("192.0.2.1", 443)])
def test_a_connection_is_refused(address: tuple[str, int]) -> None:
    with socket.socket() as connection, pytest.raises(AssertionError, match="reached for the network"):
        connection.connect(address)


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(AssertionError, match="reached for the network"):
        socket.getaddrinfo("example.org", 443)


def test_a_datagram_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sender, pytest.raises(AssertionError, match="reached for the network"):
        sender.sendto(b"hello", ("192.0.2.1", 9))


@pytest.mark.parametrize("variable", ["HOME", "XDG_DATA_HOME", "JURYAPP_HOME"])
def test_homes_are_temporary(variable: str) -> None:
    assert Path(os.environ[variable]).is_relative_to(tempfile.gettempdir())


def test_no_secret_comes_from_outside() -> None:
    assert [name for name in os.environ if name.startswith("JURYAPP_")] == ["JURYAPP_HOME"]


def test_every_test_begins_in_indonesian() -> None:
    assert text.current() == "id"
