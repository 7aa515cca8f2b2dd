"""What a screen reader is told of a window: its tree as Qt hands it on, and what is false in it.

spoken(window)      the tree; needs `QAccessible.setActive(True)`, as where a screen reader runs
faults(window)      sentences, one for each thing that isn't as it must be; nothing where all is well
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QScrollBar, QWidget

STATES = (
    "active",
    "checkable",
    "checked",
    "disabled",
    "focusable",
    "focused",
    "hasPopup",
    "invisible",
    "multiLine",
    "offscreen",
    "passwordEdit",
    "readOnly",
    "selectable",
    "selected",
)
Role = QAccessible.Role
FITTING = {
    Role.Button,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.List,
    Role.Table,
    Role.Heading,
    Role.Canvas,
    Role.Document,
    Role.ListItem,
}
"""What one can stand on."""
ROLE_WORDS = {
    Role.Button: ("button", "tombol"),
    Role.ButtonMenu: ("button", "menu", "tombol"),
    Role.CheckBox: ("check box", "checkbox", "kotak centang"),
    Role.RadioButton: ("radio", "radio button", "tombol pilihan"),
    Role.EditableText: ("field", "text field", "kolom isian", "isian"),
    Role.List: ("list", "daftar"),
    Role.Table: ("table", "tabel"),
    Role.Heading: ("heading", "judul"),
}
"""A screen reader says these by itself."""
ORNAMENT = re.compile("[\u2190-\u21ff\u25a0-\u25ff\u2700-\u27bf\u200b×]")
"""Arrows, triangles, ticks: they are seen, and read out they are noise."""


@dataclass(frozen=True)
class Node:
    """One thing in the tree."""

    name: str
    role: QAccessible.Role
    description: str
    value: str
    states: frozenset[str]
    rect: QRect
    widget: QWidget | None
    """None for what is painted by a view: the rows of a list."""
    children: tuple[Node, ...] = field(default=())

    def __str__(self) -> str:
        kind = type(self.widget).__name__ if self.widget else "-"
        return f"{kind} ({self.role.name}) “{self.name}”"

    def walk(self) -> Iterator[Node]:
        """It, then what is in it, as it is read."""
        yield self
        for child in self.children:
            yield from child.walk()


def spoken(widget: QWidget) -> Node:
    """The tree of a widget, without what isn't seen."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return _node(interface)


def _node(interface: QAccessibleInterface) -> Node:
    text, thing = interface.text, interface.object()
    found = [child for place in range(interface.childCount()) if (child := interface.child(place)) is not None]
    return Node(
        text(QAccessible.Text.Name),
        interface.role(),
        text(QAccessible.Text.Description),
        text(QAccessible.Text.Value),
        frozenset(name for name in STATES if getattr(interface.state(), name)),
        interface.rect(),
        thing if isinstance(thing, QWidget) else None,
        tuple(_node(child) for child in found if not child.state().invisible),
    )


def faults(window: QWidget) -> list[str]:
    """What is false in the tree of a window that is shown."""
    QApplication.processEvents()
    tree = spoken(window)
    nodes = list(tree.walk())
    return [
        *(fault for node in nodes for fault in _faults_of(node)),
        *(fault for node in nodes for fault in _wrong_order(node)),
        *_left_out(window, nodes),
        *_focus(window, nodes),
    ]


def _faults_of(node: Node) -> Iterator[str]:
    """What is wrong with a thing by itself."""
    stands_on = node.widget is not None and "focusable" in node.states and node.widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    if stands_on and not node.name.strip():
        yield f"{node}: no name, at {node.rect}"
    if stands_on and node.role not in FITTING and not _can_be_selected(node.widget):
        yield f"{node}: one can stand on it, and its role says nothing of what it does"
    if node.role in (Role.StaticText, Role.ListItem, Role.Cell) and not (node.name.strip() or node.children):
        yield f"{node}: nothing is said, at {node.rect}"
    if node.role is not Role.Graphic and ORNAMENT.search(node.name):
        yield f"{node}: an ornament is read out"
    if any(re.search(rf"\b{word}\b", node.name.casefold()) for word in ROLE_WORDS.get(node.role, ())):
        yield f"{node}: the name repeats the role"
    told = node.description.casefold().strip()
    if told and (told in node.name.casefold() or told == node.value.casefold()):
        yield f"{node}: the description says nothing new: “{node.description}”"
    if node.widget and node.role is not Role.Graphic and not node.widget.isWindow() and node.rect != painted(node.widget):
        yield f"{node}: stands at {node.rect}, is painted at {painted(node.widget)}"


def _can_be_selected(widget: QWidget | None) -> bool:
    """Text that can be copied is stood on to be read."""
    return isinstance(widget, QLabel) and bool(widget.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse)


def painted(widget: QWidget) -> QRect:
    """Where a widget is on the screen."""
    return QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())


def _wrong_order(node: Node) -> Iterator[str]:
    """Where what is read later stands before: in the same column above, in the same line at the left."""
    parts = [child for child in node.children if child.widget and not isinstance(child.widget, QScrollBar)]
    if isinstance(node.widget, QAbstractScrollArea):
        return
    for first, then in pairwise(parts):
        a, b = first.rect, then.rect
        across = min(a.right(), b.right()) - max(a.left(), b.left()) > 0
        along = min(a.bottom(), b.bottom()) - max(a.top(), b.top()) > min(a.height(), b.height()) // 2
        if (across and b.bottom() <= a.top()) or (along and b.right() <= a.left()):
            yield f"{first} is read before {then} (in {node}), which stands before it"


def _left_out(window: QWidget, nodes: list[Node]) -> Iterator[str]:
    """What can be stood on, and isn't in the tree."""
    told = {id(node.widget) for node in nodes if node.widget}
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and id(widget) not in told:
            yield f"{type(widget).__name__} “{widget.accessibleName()}” isn't in the tree"


def _focus(window: QWidget, nodes: list[Node]) -> Iterator[str]:
    """The focus is on one thing, which is seen and told."""
    at = window.focusWidget()
    if at is None:
        yield "the focus is on nothing"
    elif not at.isVisible() or at.window() is not window:
        yield f"the focus is on what isn't seen: {type(at).__name__} “{at.accessibleName()}”"
    elif not any(node.widget is at for node in nodes):
        yield f"the focus is on what isn't told: {type(at).__name__}"
