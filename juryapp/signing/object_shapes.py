"""Object shapes: what an object of a PDF may be, kind and keys, all the way down. Not here: which object of a file must
have which shape (`added_shapes.py`).

A shape is a function that says whether an object, as pikepdf reads it, is one of that shape. A dictionary's shape lists every
key that it may have, so that what nobody thought of is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pikepdf

Shape = Callable[[Any], bool]
_LONGEST = 4_000
"""Letters of a text, beyond which nothing that signs has anything to say."""
_DEEPEST = 8


def name(*allowed: str) -> Shape:
    """One of these names, written with their slash; any, if none is given."""

    def is_name(value: Any) -> bool:
        return isinstance(value, pikepdf.Name) and (not allowed or str(value) in allowed)

    return is_name


def text(value: Any) -> bool:
    """A short text, or short bytes."""
    return isinstance(value, pikepdf.String) and len(bytes(value)) <= _LONGEST


def octets(value: Any) -> bool:
    """Bytes of any length, such as a signature."""
    return isinstance(value, pikepdf.String)


def number(value: Any) -> bool:
    """A whole number or a fraction."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def whole(least: int = 0, most: int = 2**31) -> Shape:
    """A whole number between these, both included."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def truth(value: Any) -> bool:
    """True or false."""
    return isinstance(value, bool)


def array(of: Shape, length: int | None = None) -> Shape:
    """A list of objects of one shape; of this length, if one is given."""

    def is_array(value: Any) -> bool:
        return isinstance(value, pikepdf.Array) and length in (None, len(value)) and all(of(one) for one in value)

    return is_array


def dictionary(keys: Mapping[str, Shape]) -> Shape:
    """A dictionary with no other keys than these, each with a value of its shape."""

    def is_dictionary(value: Any) -> bool:
        return isinstance(value, pikepdf.Dictionary) and not isinstance(value, pikepdf.Stream) and _fits(value, keys)

    return is_dictionary


def stream(keys: Mapping[str, Shape]) -> Shape:
    """A stream, here and not in another file, whose dictionary has no other keys than these and those of its packing."""
    packed = {"/Length": whole(), "/Filter": _filter, **keys}

    def is_stream(value: Any) -> bool:
        return isinstance(value, pikepdf.Stream) and _fits(value, packed)

    return is_stream


def mapping(key: Callable[[str], bool], of: Shape) -> Shape:
    """A dictionary whose keys are names that aren't known beforehand, with values of one shape."""

    def is_mapping(value: Any) -> bool:
        plain = isinstance(value, pikepdf.Dictionary) and not isinstance(value, pikepdf.Stream)
        return plain and all(key(one) and of(value[one]) for one in value.keys())  # noqa: SIM118 - pikepdf's objects need it

    return is_mapping


def either(*shapes: Shape) -> Shape:
    """Any of these."""
    return lambda value: any(shape(value) for shape in shapes)


def plain(value: Any, depth: int = 0) -> bool:
    """Names, numbers, texts, and dictionaries and lists of them: nothing that could be followed, drawn or run."""
    if isinstance(value, pikepdf.Stream) or depth > _DEEPEST:
        return False
    if isinstance(value, pikepdf.Dictionary):
        return "/S" not in value and all(plain(value[key], depth + 1) for key in value.keys())  # noqa: SIM118 - as above
    if isinstance(value, pikepdf.Array):
        return all(plain(one, depth + 1) for one in value)
    return truth(value) or number(value) or text(value) or isinstance(value, pikepdf.Name)


def _fits(value: Any, keys: Mapping[str, Shape]) -> bool:
    return all(key in keys and keys[key](value[key]) for key in value.keys())  # noqa: SIM118 - as above


def _filter(value: Any) -> bool:
    one = name("/FlateDecode")
    return one(value) or array(one, 1)(value)
