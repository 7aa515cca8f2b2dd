"""Actors: who acts."""

from __future__ import annotations

from enum import StrEnum


class Actor(StrEnum):
    """Who acts, besides jurors, who act under their codes."""

    DESK = "desk"
    HEADQUARTERS = "hq"
    LAPTOP = "device"
    """The laptop itself: it introduces itself and seals its chain."""


class ActorRole(StrEnum):
    """Who acts. A juror acts only where the key begins with the juror's own code."""

    JUROR = "juror"
    DESK = Actor.DESK.value
    HEADQUARTERS = Actor.HEADQUARTERS.value
    LAPTOP = Actor.LAPTOP.value
