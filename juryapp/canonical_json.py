"""Canonical JSON: the one spelling of a value, of which hashes and signatures are made (docs/formats/canonical-json.md)."""

from __future__ import annotations

import json
from typing import Any


def canonical(value: object) -> bytes:
    """The value as canonical JSON: UTF-8, sorted names, no spaces. Raises ValueError for what has none, as infinity."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def read_canonical(text: bytes) -> dict[str, Any] | None:
    """The mapping that these bytes are the canonical JSON of, or None if they aren't."""
    try:
        value = json.loads(text)
        return value if isinstance(value, dict) and canonical(value) == text else None
    except (ValueError, RecursionError):
        return None
