"""For screen readers: what a thing is, where its class doesn't say it, and words without what is only seen.

Qt tells a screen reader of each widget by its class: a label is text, a frame is a frame. `give_spoken_role` says more of one:
that it is a heading, a group, a page of a document. Names and descriptions are given in `labels`.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role

QUIET = " "
"""A description that says nothing. Of an empty one Qt makes the tool tip, or the hint of an empty field: the name once more."""
_ROLE = "spoken role"
_BETWEEN = re.compile(r"\s+→\s+")
_ORNAMENTS = re.compile("^→ |[\u25a0-\u25ff\u2700-\u27bf\u200b]")
"""An arrow before the words, triangles, ticks, places where a line may break."""


def without_ornaments(text: str) -> str:
    """The words alone: of "✓ Saved" Saved, of "More ▾" More, of "83 → 85" 83, 85."""
    if text.isascii():
        return text
    return _ORNAMENTS.sub("", _BETWEEN.sub(", ", text)).strip()


def give_spoken_role(widget: QWidget, role: QAccessible.Role) -> None:
    """Says what it is; before anything is told of it. Not for what is pressed or typed into: Qt's own say more of those."""
    widget.setProperty(_ROLE, role.value)


def speak_roles() -> None:
    """Has Qt tell the roles that `give_spoken_role` gave. Once a program; costs nothing where no screen reader runs."""
    QAccessible.installFactory(_made)


def _made(_class: str, thing: QObject | None) -> QAccessibleInterface | None:
    """None: as Qt does it."""
    role = thing.property(_ROLE) if isinstance(thing, QWidget) else None
    return QAccessibleWidget(thing, Role(role)) if isinstance(thing, QWidget) and role is not None else None
