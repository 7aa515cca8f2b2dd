"""Colours by name: light, dark, and both with high contrast. Nothing else in the windows names a colour.

Each text has 4.5:1 or more on its ground, each outline 3:1 (WCAG 2.2, AA); with high contrast 7:1 and 4.5:1 (AAA).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor


@dataclass(frozen=True)
class Colours:
    """One theme's colours."""

    paper: str
    """Cards and panes."""
    ground: str
    """The window behind them."""
    line: str
    """Hairlines between things."""
    edge: str
    """Outlines of what can be pressed or filled, 3:1."""
    ink: str
    soft: str
    """Secondary text, 6:1."""
    accent: str
    """The one main action, focus, the current row."""
    accent_ground: str
    on_accent: str
    good: str
    good_ground: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    solid_bad: str
    """The chip of two versions; the text on it is white in both themes."""


LIGHT = Colours(
    paper="#ffffff",
    ground="#f4f5f3",
    line="#d9dcd6",
    edge="#77847d",
    ink="#1d2421",
    soft="#56605b",
    accent="#0b5d57",
    accent_ground="#e2efec",
    on_accent="#ffffff",
    good="#1d6b3a",
    good_ground="#e3f1e6",
    warn="#8a5300",
    warn_ground="#fbeed7",
    bad="#a1221b",
    bad_ground="#fae4e1",
    solid_bad="#a1221b",
)
DARK = replace(
    LIGHT,
    paper="#1d2321",
    ground="#151a18",
    line="#37403c",
    edge="#7e8b85",
    ink="#e9eeeb",
    soft="#a8b3ad",
    accent="#6cc7bb",
    accent_ground="#1d3835",
    on_accent="#10201d",
    good="#7fcf98",
    good_ground="#1d3526",
    warn="#e6b667",
    warn_ground="#3a2e18",
    bad="#f0948c",
    bad_ground="#3d211f",
    solid_bad="#a1221b",
)
CONTRAST = replace(
    LIGHT,
    ground="#ffffff",
    line="#949494",
    edge="#000000",
    ink="#000000",
    soft="#2b2b2b",
    accent="#003b8e",
    accent_ground="#dbe8ff",
    good="#004d1f",
    good_ground="#ffffff",
    warn="#5c3300",
    warn_ground="#ffffff",
    bad="#8b0000",
    bad_ground="#ffffff",
    solid_bad="#8b0000",
)
CONTRAST_DARK = replace(
    DARK,
    paper="#000000",
    ground="#000000",
    line="#606060",
    edge="#ffffff",
    ink="#ffffff",
    soft="#e0e0e0",
    accent="#ffe34d",
    accent_ground="#332d00",
    on_accent="#000000",
    good="#7dffa0",
    good_ground="#000000",
    warn="#ffc74d",
    warn_ground="#000000",
    bad="#ffa8a0",
    bad_ground="#000000",
    solid_bad="#8b0000",
)

_current = LIGHT


def use(colours: Colours) -> None:
    """From now on everything is painted in these."""
    global _current
    _current = colours


def current() -> Colours:
    """The colours of the theme that is shown now."""
    return _current


def colour(name: str) -> QColor:
    """A colour of the current theme, by its name in `Colours`."""
    return QColor(getattr(_current, name))
