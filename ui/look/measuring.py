"""How much room words take. Remembered: views and layouts ask for all of it again whenever anything changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from ui.look import fonts

_TALL = 10_000
_EXACT = 10_000
"""So many pixels tell any two sizes of text apart."""


def height_of(text: str, role: str, width: int) -> int:
    """Pixels that the words need in the font of a role at this width, on as many lines as they take there."""
    return _height(text, role, width, fonts.scaled(_EXACT))


def width_of(text: str, role: str) -> int:
    """Pixels of the words on one line."""
    return _width(text, role, fonts.scaled(_EXACT))


@lru_cache(maxsize=4_096)
def _height(text: str, role: str, width: int, scale: int) -> int:
    return QFontMetrics(fonts.font(role)).boundingRect(0, 0, width, _TALL, Qt.TextFlag.TextWordWrap, text).height()


@lru_cache(maxsize=4_096)
def _width(text: str, role: str, scale: int) -> int:
    return QFontMetrics(fonts.font(role)).horizontalAdvance(text)
