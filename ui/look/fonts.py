"""Fonts by role: one typeface, few sizes, all scaled together. Style sheets never set a font size: it would override these."""

from __future__ import annotations

import font_source_sans_pro
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

FAMILY = "Source Sans Pro"
_FILES = ("Regular", "Semibold", "Bold", "It")
_ROLES: dict[str, tuple[int, QFont.Weight]] = {
    "text": (16, QFont.Weight.Normal),
    "strong": (16, QFont.Weight.DemiBold),
    "small": (14, QFont.Weight.Normal),
    "small strong": (14, QFont.Weight.DemiBold),
    "large": (20, QFont.Weight.DemiBold),
    "points": (24, QFont.Weight.DemiBold),
    "name": (26, QFont.Weight.Bold),
    "date": (40, QFont.Weight.Bold),
}
"""Role -> pixels at 100 % and weight. Nothing is smaller than 14."""
_scale = 1.0
_made: dict[str, QFont] = {}
"""The fonts of the roles at this scale."""


def load() -> None:
    """Makes the typeface known; once a run."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(f"{font_source_sans_pro.font_directory}/SourceSansPro-{name}.ttf")


def use_scale(scale: float) -> None:
    """How large all text is: 1.0 is 100 %."""
    global _scale
    if scale != _scale:
        _scale = scale
        _made.clear()


def scale() -> float:
    """How large all text is now."""
    return _scale


def scaled(pixels: float) -> int:
    """A length that grows with the text."""
    return round(pixels * _scale)


def font(role: str) -> QFont:
    """The font of a role."""
    if role not in _made:
        pixels, weight = _ROLES[role]
        made = _made[role] = QFont(FAMILY)
        made.setPixelSize(scaled(pixels))
        made.setWeight(weight)
    return QFont(_made[role])


def give(widget: QWidget, role: str) -> None:
    """Gives a widget the font of a role, now and whenever the scale changes."""
    widget.setProperty("role", role)
    widget.setFont(font(role))


def give_again(widget: QWidget) -> None:
    """Gives a widget its role's font at the scale of now, if it has a role."""
    role = widget.property("role")
    if role:
        widget.setFont(font(role))


def limit(widget: QWidget, *, least: float = 0, most: float = 0) -> None:
    """Bounds a widget's width, in pixels at 100 %: now, and whenever the scale changes."""
    widget.setProperty("limits", [least, most])
    _apply_limits(widget)


def _apply_limits(widget: QWidget) -> None:
    limits = widget.property("limits")
    if limits:
        least, most = limits
        if least:
            widget.setMinimumWidth(scaled(least))
        if most:
            widget.setMaximumWidth(scaled(most))


def refresh(within: QWidget | None = None) -> None:
    """Gives every widget, or those within one, its role's font anew: the scale changed, or they moved to another parent."""
    for widget in within.findChildren(QWidget) if within else QApplication.allWidgets():
        give_again(widget)
        _apply_limits(widget)
