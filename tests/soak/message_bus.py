"""A connection to a D-Bus: calls, answers and signals, as far as asking a program's accessibility tree needs them.

The wire format is that of https://dbus.freedesktop.org/doc/dbus-specification.html (little endian). Qt's own classes can't be
used: PySide doesn't hand on what is within an answer of theirs.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

_CALL, _ANSWER, _ERROR, _SIGNAL = 1, 2, 3, 4
_PATH, _INTERFACE, _MEMBER, _ANSWERS, _TO, _FROM, _SIGNATURE = 1, 2, 3, 5, 6, 7, 8
_FIELDS = {_PATH: "o", _INTERFACE: "s", _MEMBER: "s", _TO: "s", _SIGNATURE: "g"}
_SIZES = {"y": (1, "B"), "b": (4, "I"), "n": (2, "h"), "q": (2, "H"), "i": (4, "i"), "u": (4, "I"), "x": (8, "q"), "t": (8, "Q")}
_SIZES["d"] = (8, "d")
_PATIENCE_S = 20.0


class BusError(Exception):
    """The other side answered with an error, or not at all."""


@dataclass(frozen=True)
class Message:
    """What came in."""

    kind: int
    fields: dict[int, Any]
    values: tuple[Any, ...]

    @property
    def member(self) -> str:
        """The signal's name."""
        return str(self.fields.get(_MEMBER, ""))

    @property
    def sender(self) -> str:
        """Who tells it."""
        return str(self.fields.get(_FROM, ""))

    @property
    def path(self) -> str:
        """Of what it tells."""
        return str(self.fields.get(_PATH, ""))


@dataclass
class Bus:
    """An open connection."""

    socket: socket.socket
    signals: list[Message] = field(default_factory=list)
    """Those that came and nobody took."""
    _number: int = 0
    _read: bytes = b""

    @classmethod
    def at(cls, address: str) -> Bus:
        """Connects to `unix:path=...`, and says hello."""
        parts = dict(part.split("=", 1) for part in address.partition(":")[2].split(";")[0].split(","))
        name = parts.get("path") or "\0" + parts["abstract"]
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(_PATIENCE_S)
        connection.connect(name)
        connection.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        if not connection.recv(512).startswith(b"OK"):
            raise BusError("the bus doesn't know this user")
        connection.sendall(b"BEGIN\r\n")
        bus = cls(connection)
        bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")
        return bus

    def call(self, to: str, path: str, interface: str, member: str, signature: str = "", *values: Any) -> tuple[Any, ...]:
        """Calls a method and waits for its answer. Raises `BusError`."""
        self._number += 1
        number, body = self._number, _written(signature, values)
        told = {_PATH: path, _INTERFACE: interface, _MEMBER: member, _TO: to} | ({_SIGNATURE: signature} if signature else {})
        head = struct.pack("<cBBBII", b"l", _CALL, 0, 1, len(body), number)
        fields = b""
        for code, value in told.items():
            fields += b"\0" * (-len(fields) % 8) + struct.pack("<BB", code, 1) + _FIELDS[code].encode() + b"\0"
            fields += _written_one(_FIELDS[code], value, len(fields))
        head += struct.pack("<I", len(fields)) + fields
        self.socket.sendall(head + b"\0" * (-len(head) % 8) + body)
        until = monotonic() + _PATIENCE_S
        while monotonic() < until:
            came = self._next()
            if came.fields.get(_ANSWERS) == number:
                if came.kind == _ERROR:
                    raise BusError(f"{member}: {came.values}")
                return came.values
            if came.kind == _SIGNAL:
                self.signals.append(came)
        raise BusError(f"{member}: no answer")

    def take_signals(self) -> list[Message]:
        """The signals that came until now."""
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId")
        taken, self.signals = self.signals, []
        return taken

    def close(self) -> None:
        """Ends it."""
        self.socket.close()

    def _next(self) -> Message:
        head = self._take(16)
        kind, length, fields_length = head[1], *struct.unpack("<I4xI", head[4:16])
        raw = self._take(fields_length + -fields_length % 8)
        fields = dict(_Reader(raw[:fields_length]).array_of_fields())
        body = self._take(length)
        return Message(kind, fields, tuple(_Reader(body).values(str(fields.get(_SIGNATURE, "")))))

    def _take(self, count: int) -> bytes:
        try:
            while len(self._read) < count:
                more = self.socket.recv(65_536)
                if not more:
                    raise BusError("the bus is gone")
                self._read += more
        except TimeoutError as slow:
            raise BusError("no answer") from slow
        taken, self._read = self._read[:count], self._read[count:]
        return taken


def _written(signature: str, values: tuple[Any, ...]) -> bytes:
    out = b""
    for kind, value in zip(_kinds(signature), values, strict=True):
        out += _written_one(kind, value, len(out))
    return out


def _written_one(kind: str, value: Any, at: int) -> bytes:
    """One value with what aligns it; `at` is how much stands before it."""
    if kind == "g":
        return bytes([len(value), *value.encode(), 0])
    if kind in "so":
        data: bytes = value.encode()
        return b"\0" * (-at % 4) + struct.pack("<I", len(data)) + data + b"\0"
    if kind[0] == "a":
        inner = b""
        for one in value:
            inner += _written_one(kind[1:], one, len(inner))
        return b"\0" * (-at % 4) + struct.pack("<I", len(inner)) + inner
    size, code = _SIZES[kind]
    return b"\0" * (-at % size) + struct.pack(f"<{code}", value)


class _Reader:
    """Reads values from bytes that begin at a multiple of 8."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def array_of_fields(self) -> Iterator[tuple[int, Any]]:
        """The fields of a message's head."""
        while self._at < len(self._data):
            self._align(8)
            yield self._one("y"), self._one("v")

    def values(self, signature: str) -> Iterator[Any]:
        """The values of a body."""
        for kind in _kinds(signature):
            yield self._one(kind)

    def _align(self, size: int) -> None:
        self._at += -self._at % size

    def _one(self, kind: str) -> Any:
        if kind == "v":
            return self._one(self._text(1))
        if kind == "g":
            return self._text(1)
        if kind in ("s", "o"):
            return self._text(4)
        if kind[0] == "a":
            return self._array(kind[1:])
        if kind[0] in "({":
            self._align(8)
            return tuple(self._one(inner) for inner in _kinds(kind[1:-1]))
        size, code = _SIZES[kind]
        self._align(size)
        (value,) = struct.unpack_from(f"<{code}", self._data, self._at)
        self._at += size
        return bool(value) if kind == "b" else value

    def _text(self, width: int) -> str:
        length = self._one("y" if width == 1 else "u")
        text = self._data[self._at : self._at + length].decode()
        self._at += length + 1
        return text

    def _array(self, kind: str) -> list[Any]:
        length = self._one("u")
        self._align(8 if kind[0] in "({xtd" else 1 if kind in "ygv" else 4)
        end, found = self._at + length, []
        while self._at < end:
            found.append(self._one(kind))
        return found


def _kinds(signature: str) -> Iterator[str]:
    """The whole types of a signature: of `a(so)u` these are `a(so)` and `u`."""
    at = 0
    while at < len(signature):
        end = at
        while signature[end] == "a":
            end += 1
        if signature[end] in "({":
            depth = 0
            while True:
                depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(signature[end], 0)
                if depth == 0:
                    break
                end += 1
        yield signature[at : end + 1]
        at = end + 1
