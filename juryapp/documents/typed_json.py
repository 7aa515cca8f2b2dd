"""Typed JSON: frozen dataclasses as JSON and back, by their annotations; strict, since the JSON may be anyone's.

Numbers that matter are texts, as everywhere (`89.5`, `1741/20`). A member that is lacking takes its default, so that data
of before a member was added can be read; one that isn't known is refused.
"""

from __future__ import annotations

import base64
import re
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from juryapp.text import plain

T = TypeVar("T")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,12})?", re.ASCII)
_FRACTION = re.compile(r"-?[0-9]{1,30}(/[1-9][0-9]{0,29})?", re.ASCII)


def as_json(value: Any) -> Any:
    """The value as what JSON holds. Raises `TypeError` for what isn't foreseen here."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: as_json(getattr(value, one.name)) for one in fields(value)}
    match value:
        case StrEnum():
            return value.value
        case None | bool() | int() | str():
            return value
        case Decimal():
            return plain(value)
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case Mapping():
            return {str(key): as_json(one) for key, one in value.items()}
        case Sequence():
            return [as_json(one) for one in value]
    raise TypeError(type(value).__name__)


def of_json(kind: type[T], value: Any) -> T:
    """The dataclass that `as_json` wrote. Raises `ValueError` for anything else."""
    found = _read(kind, value)
    assert isinstance(found, kind)
    return found


def _read(kind: Any, value: Any) -> Any:
    origin = get_origin(kind)
    if origin in (types.UnionType, Union):
        return _read_one_of(get_args(kind), value)
    if origin is not None and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise ValueError("not an object")
        return {key: _read(get_args(kind)[1], one) for key, one in value.items()}
    if origin is not None and issubclass(origin, Sequence):
        if not isinstance(value, list):
            raise ValueError("not a list")
        return tuple(_read(get_args(kind)[0], one) for one in value)
    return _read_dataclass(kind, value) if is_dataclass(kind) else _read_plain(kind, value)


def _read_one_of(kinds: Sequence[Any], value: Any) -> Any:
    """The first that it can be; enumerations, which say their few words, before numbers and texts."""
    for kind in sorted(kinds, key=lambda one: not (isinstance(one, type) and issubclass(one, StrEnum))):
        try:
            return _read(kind, value)
        except ValueError:
            continue
    raise ValueError("none of what it can be")


@cache
def _members(kind: type) -> dict[str, tuple[Any, bool]]:
    """Name -> annotation, and whether it may lack."""
    hints = get_type_hints(kind)
    return {one.name: (hints[one.name], one.default is not MISSING or one.default_factory is not MISSING) for one in fields(kind)}


def _read_dataclass(kind: Any, value: Any) -> Any:
    members = _members(kind)
    if not isinstance(value, dict) or set(value) - set(members):
        raise ValueError(f"not a {kind.__name__}")
    if any(name not in value and not optional for name, (_hint, optional) in members.items()):
        raise ValueError(f"a {kind.__name__} lacks something")
    return kind(**{name: _read(members[name][0], one) for name, one in value.items()})


def _read_plain(kind: Any, value: Any) -> Any:
    if kind is types.NoneType:
        if value is None:
            return None
    elif kind in (bool, int, str):
        if type(value) is kind:
            return value
    elif isinstance(value, str):
        if issubclass(kind, StrEnum):
            return kind(value)
        if kind is Decimal and _DECIMAL.fullmatch(value):
            return Decimal(value)
        if kind is Fraction and _FRACTION.fullmatch(value):
            return Fraction(value)
        if kind is date:
            return date.fromisoformat(value)
        if kind is bytes:
            return base64.b64decode(value, validate=True)
    raise ValueError(f"not a {getattr(kind, '__name__', kind)}")
