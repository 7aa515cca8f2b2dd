"""Actions: what a window offers, each defined once. Keys, buttons, menu entries and the card of keys are made from that.

An action is a method with its words, its keys and its condition above it:

    @action("Ctrl+S", label=mark("Call the secretary"), offered=lambda self: not self.is_calling)
    def call(self) -> None: ...

    put_into(menu, self.call)           its entry in a menu, grey while it isn't offered
    ActionButton(self.call)             its button (ui/parts/action_button.py)
    if not press(self, event): ...      in a widget's keyPressEvent: does what the key means, if that is offered
    lines_of(DeskActions)               its line on the card of keys, of the classes that `ui/juror/keys_page.py` names

What only has a button, at one place, is a plain `Button`. Keys are asked for from the focus outwards, as Qt sends them: Esc in a
score isn't Esc in the list. Hence no QShortcut, which would come before every field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, partial
from typing import Any, TypeVar

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from juryapp.text import _

Method = Callable[[], None]
"""A method of an owner that is declared as an action."""
Unbound = TypeVar("Unbound", bound=Callable[[Any], None])
_ENTERS = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
_CONTROL = Qt.KeyboardModifier.ControlModifier
_HELD = _CONTROL | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class KeyGroup(IntEnum):
    """What a key is for; the card of keys is in this order."""

    SCORE = 1
    CANDIDATE = 2
    NOTE = 3
    WINDOW = 4


@dataclass(frozen=True)
class KeyLine:
    """A line of the card of keys. In the body of a class by itself it tells of a key that Qt or a part of the page handles."""

    cap: str
    """The key, as the card shows it."""
    told: str
    """What it does: a message to translate."""
    group: KeyGroup

    @property
    def words(self) -> str:
        """What it does, in the language that is spoken now."""
        return _(self.told)


@dataclass(frozen=True)
class Declared:
    """What stands above a method."""

    name: str
    label: str | Callable[[Any], str]
    keys: tuple[str, ...]
    offered: Callable[[Any], bool]
    repeats: bool
    line: KeyLine | None


def action(
    *keys: str,
    label: str | Callable[[Any], str] = "",
    told: str = "",
    cap: str = "",
    group: KeyGroup = KeyGroup.WINDOW,
    offered: Callable[[Any], bool] = lambda owner: True,
    repeats: bool = True,
) -> Callable[[Unbound], Unbound]:
    """Declares a method as an action.

    `keys`: as Qt names them; Enter is both keys of that name. `label`: the words of its button and entry, a message to translate
    or what makes them of the owner. `told`: what the card of keys says, or else the label; an action with neither has no line:
    the same key has one elsewhere. `cap`: what the card shows as the key, or else the first. `offered`: whether it can be done
    now. `repeats`: whether a key that is held does it again.
    """

    def declare(method: Unbound) -> Unbound:
        says = told or (label if isinstance(label, str) else "")
        line = KeyLine(cap or keys[0], says, group) if keys and says else None
        method.declared = Declared(method.__name__, label, keys, offered, repeats, line)  # type: ignore[attr-defined]
        return method

    return declare


class Action:
    """An action of one owner: a window, a page, or the class that holds a page's actions."""

    def __init__(self, owner: Any, declared: Declared) -> None:
        self._owner = owner
        self._declared = declared

    @property
    def name(self) -> str:
        """The name of its method."""
        return self._declared.name

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys, as Qt names them."""
        return self._declared.keys

    @property
    def words(self) -> str:
        """Its label in the language that is spoken now."""
        label = self._declared.label
        return (_(label) if label else "") if isinstance(label, str) else label(self._owner)

    @property
    def is_offered(self) -> bool:
        """True if it can be done now."""
        return bool(self._declared.offered(self._owner))

    def trigger(self) -> bool:
        """Does it, if it is offered; True if it was."""
        offered = self.is_offered
        if offered:
            getattr(self._owner, self.name)()
        return offered

    def is_meant_by(self, event: QtGui.QKeyEvent) -> bool:
        """True if one of its keys was pressed."""
        return (self._declared.repeats or not event.isAutoRepeat()) and any(_is_pressed(key, event) for key in self.keys)


def action_of(method: Method) -> Action:
    """The action that an owner's method is."""
    return Action(method.__self__, method.declared)  # type: ignore[attr-defined]


def actions_of(owner: object) -> list[Action]:
    """The actions of an owner, in the order in which they stand in its class."""
    return [Action(owner, one) for one in declared_in(type(owner))]


def declared_in(owner: type) -> list[Declared]:
    """What a class declares."""
    return [one for one in _standing_in(owner) if isinstance(one, Declared)]


def put_into(menu: QMenu, *methods: Method) -> None:
    """Puts the entries of actions into a menu that is filled anew whenever it is opened."""
    for found in map(action_of, methods):
        words = "\t".join((found.words, *found.keys[:1]))
        menu.addAction(words, partial(found.trigger)).setEnabled(found.is_offered)  # Qt would let go of a bare method


def press(owner: object, event: QtGui.QKeyEvent) -> bool:
    """Does what a key means to this owner. False if it means nothing, or nothing that is offered: then it is another's."""
    return any(found.is_meant_by(event) and found.trigger() for found in actions_of(owner))


def lines_of(*owners: type) -> list[KeyLine]:
    """The lines of the card of keys, group by group and in the order in which they stand in their classes."""
    standing = [one for owner in owners for one in _standing_in(owner)]
    lines = [one.line if isinstance(one, Declared) else one for one in standing]
    return sorted((line for line in lines if line), key=lambda line: line.group)


def is_with_control(event: QtGui.QWheelEvent) -> bool:
    """True if the wheel is turned while Ctrl is held."""
    return bool(event.modifiers() & _CONTROL)


@cache
def _standing_in(owner: type) -> tuple[Declared | KeyLine, ...]:
    return tuple(_all_standing_in(owner))


def _all_standing_in(owner: type) -> Iterator[Declared | KeyLine]:
    for member in (member for base in reversed(owner.__mro__) for member in vars(base).values()):
        one = getattr(member, "declared", member)
        if isinstance(one, Declared | KeyLine):
            yield one


def _is_pressed(key: str, event: QtGui.QKeyEvent) -> bool:
    """Exactly this key if Ctrl is part of it. Else Shift and the like are nothing to it, and Ctrl makes another key of Enter."""
    codes, wanted = _read(key)
    held = event.modifiers() & _HELD
    if event.key() not in codes:
        return False
    return held == wanted if wanted else not (codes == _ENTERS and held & _CONTROL)


@cache
def _read(key: str) -> tuple[frozenset[Qt.Key], Qt.KeyboardModifier]:
    found = QtGui.QKeySequence(key)[0]  # type: ignore[index]  # its stub lacks the operator that Qt documents
    code = found.key()
    return _ENTERS if code in _ENTERS else frozenset((code,)), found.keyboardModifiers()
