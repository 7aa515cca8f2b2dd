"""Words about copies: how many signed sheets lie on this laptop alone."""

from __future__ import annotations

from juryapp.text import plural


def only_here_words(count: int) -> str:
    """That so many sheets have no other copy as far as is known; nothing for none."""
    if not count:
        return ""
    return plural(
        "{count} signed sheet exists only on this laptop, as far as is known here.",
        "{count} signed sheets exist only on this laptop, as far as is known here.",
        count,
    )
