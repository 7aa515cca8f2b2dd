"""A screen reader's side of a program: what it is told over AT-SPI, and what it may do. https://www.freedesktop.org/wiki/Accessibility/"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.soak.message_bus import Bus, BusError

_ACCESSIBLE, _ACTION = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action"
_TEXT, _COMPONENT = "org.a11y.atspi.Text", "org.a11y.atspi.Component"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
_KEYS = ("/org/a11y/atspi/registry/deviceeventcontroller", "org.a11y.atspi.DeviceEventController")
_SYMBOL, _STRING = 3, 4
_PATIENCE_S, _TRIES = 40.0, 5
STATES = {4: "checked", 12: "focused", 24: "sensitive", 25: "showing", 44: "read-only"}
KEYS = {"Return": 0xFF0D, "Tab": 0xFF09, "Escape": 0xFF1B, "Down": 0xFF54}


class NotFound(AssertionError):
    """What was looked for isn't told."""


@dataclass(frozen=True)
class Thing:
    """One thing in the tree."""

    reader: Reader
    bus_name: str
    path: str

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self._get("Name"))

    @property
    def description(self) -> str:
        """What is said of it besides."""
        return str(self._get("Description"))

    @property
    def role(self) -> str:
        """As AT-SPI calls it: `push button`."""
        return str(self._call(_ACCESSIBLE, "GetRoleName")[0])

    @property
    def states(self) -> set[str]:
        """Those of `STATES` that are true."""
        words = self._call(_ACCESSIBLE, "GetState")[0]
        return {name for bit, name in STATES.items() if words[bit // 32] >> bit % 32 & 1}

    @property
    def text(self) -> str:
        """What is typed in it."""
        return str(self._call(_TEXT, "GetText", "ii", 0, -1)[0])

    def press(self) -> None:
        """Its first action that presses."""
        actions = [str(one[0]) for one in self._call(_ACTION, "GetActions")[0]]
        wanted = next((name for name in ("Press", "Toggle") if name in actions), None)
        if wanted is None:
            raise NotFound(f"{self.role} “{self.name}” can't be pressed, only {actions}")
        self._call(_ACTION, "DoAction", "i", actions.index(wanted))

    def take_focus(self) -> None:
        """Puts the focus on it."""
        self._call(_COMPONENT, "GrabFocus")

    def children(self) -> list[Thing]:
        """What is in it."""
        return [Thing(self.reader, *one) for one in self._call(_ACCESSIBLE, "GetChildren")[0]]

    def walk(self) -> Iterator[Thing]:
        """It and what is in it, as it is read; only what shows."""
        yield self
        for child in self.children():
            if "showing" in child.states or child.role == "list item":
                yield from child.walk()

    def _get(self, name: str) -> object:
        return self._call("org.freedesktop.DBus.Properties", "Get", "ss", _ACCESSIBLE, name)[0]

    def _call(self, interface: str, member: str, signature: str = "", *values: object) -> tuple[Any, ...]:
        return self.reader.bus.call(self.bus_name, self.path, interface, member, signature, *values)


class Reader:
    """Asks the one program that speaks on the bus of this session."""

    def __init__(self) -> None:
        session = Bus.at(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        (address,) = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        session.close()
        self.bus = Bus.at(str(address))
        self.said: list[str] = []
        """What was announced."""
        self._listen("StateChanged", "object:state-changed:focused")
        self._listen("Announcement", "object:announcement")
        self._focused = ""

    def _listen(self, member: str, event: str) -> None:
        rule = f"type='signal',interface='org.a11y.atspi.Event.Object',member='{member}'"
        self.bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", rule)
        for again in range(_TRIES):
            try:
                self.bus.call(_REGISTRY, "/org/a11y/atspi/registry", _REGISTRY, "RegisterEvent", "s", event)
                return
            except BusError:  # the registry is being started, and now and then twice
                if again + 1 == _TRIES:
                    raise
                time.sleep(1)

    def window(self) -> Thing:
        """The program's window."""
        programs = self.bus.call(_REGISTRY, _ROOT, _ACCESSIBLE, "GetChildren")[0]
        windows = [window for program in programs for window in Thing(self, *program).children()]
        if not windows:
            raise NotFound("no program speaks")
        return windows[0]

    def find(self, role: str, name: str) -> Thing:
        """What shows with this role and a name that begins so. Waits for it. Raises `NotFound`."""

        def look() -> Thing | None:
            return next((one for one in self.window().walk() if one.role == role and one.name.startswith(name)), None)

        return self._until(look, f"no {role} “{name}…” among", self._all_told)

    def focused(self, name: str, role: str = "") -> Thing:
        """What has the focus, once its name begins so; as was told by an event, not asked for. Raises `NotFound`."""

        def look() -> Thing | None:
            self.hear()
            there = self._at(self._focused)
            is_there = there and there.name.startswith(name) and there.role.startswith(role) and "focused" in there.states
            return there if is_there else None

        return self._until(look, f"the focus isn't on {role} “{name}…” but on", self.where)

    def _all_told(self) -> str:
        return "; ".join(f"{one.role} “{one.name[:40]}”" for one in self.window().walk() if one.name)

    def until(self, condition: Callable[[], bool], lacks: str) -> None:
        """Waits until it is so. Raises `NotFound`."""
        self._until(lambda: self.window() if condition() else None, lacks, self.where)

    def where(self) -> str:
        """Where the focus is, for a sentence."""
        there = self._at(self._focused)
        return f"{there.role} “{there.name}”" if there else "nowhere"

    def hear(self) -> None:
        """Takes what was told meanwhile."""
        for signal in self.bus.take_signals():
            if signal.member == "Announcement":
                self.said.append(str(signal.values[3]))
            elif signal.values[:2] == ("focused", 1):
                self._focused = f"{signal.sender} {signal.path}"

    def type(self, text: str) -> None:
        """Types a text on the keyboard."""
        self.bus.call(_REGISTRY, *_KEYS, "GenerateKeyboardEvent", "isu", 0, text, _STRING)

    def key(self, name: str) -> None:
        """Presses one of `KEYS`."""
        self.bus.call(_REGISTRY, *_KEYS, "GenerateKeyboardEvent", "isu", KEYS[name], "", _SYMBOL)

    def _at(self, told: str) -> Thing | None:
        return Thing(self, *told.split(" ", 1)) if told else None

    @staticmethod
    def _until(look: Callable[[], Thing | None], lacks: str, why: Callable[[], str] = str) -> Thing:
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            try:
                found = look()
            except (BusError, NotFound):
                found = None  # what was there is gone, or nothing is there yet
            if found:
                return found
            time.sleep(0.1)
        raise NotFound(f"{lacks} {why()}".strip())
