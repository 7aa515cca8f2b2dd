"""Actors: who acts."""

from __future__ import annotations

import re
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
    ASSISTANT = "assistant"
    """Whoever types for the juror with whom the key begins, under a code of its own (`is_assistant`)."""
    DESK = Actor.DESK.value
    HEADQUARTERS = Actor.HEADQUARTERS.value
    LAPTOP = Actor.LAPTOP.value


def is_assistant(actor: str) -> bool:
    """True for the code of a juror's assistant: `p-` and the first eight digits of its key's hash: no two have the same."""
    return actor.startswith("p-") and _ASSISTANT.fullmatch(actor) is not None


_ASSISTANT = re.compile(r"p-[0-9a-f]{8}")


def whose(actor: str, key: str) -> str:
    """The juror for whom an assistant acts, about whom the key is; anybody else acts for oneself."""
    return key.split("/", 1)[0] if is_assistant(actor) else actor
