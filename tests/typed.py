"""What a window shows, as the kind of page that it must be."""

from __future__ import annotations

from typing import TypeVar

Kind = TypeVar("Kind")


def certain(kind: type[Kind], found: object) -> Kind:
    """The same, where it is of this kind; anything else is a mistake of the caller's."""
    assert isinstance(found, kind), f"{found!r} is no {kind.__name__}"
    return found
