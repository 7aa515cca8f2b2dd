"""Codes: the short names of events, categories, criteria, candidates, jurors and panels."""

from __future__ import annotations

import re

PATTERN = re.compile(r"[A-Za-z0-9._-]{1,24}", re.ASCII)


def is_code(text: str) -> bool:
    """True if `text` can be a code: 1 to 24 of letters, digits, dot, underscore, hyphen."""
    return PATTERN.fullmatch(text) is not None
