"""Laptop shapes: what acts about whole laptops look like: that one is closed, not awaited any more, or lost something."""

from __future__ import annotations

from juryapp.journal.entry import Value
from juryapp.journal.values import has, is_count, is_entry_number, is_hashes, is_seen, is_texts, one_of, texts
from juryapp.model.not_awaited import NotAwaited


def is_closing(value: Value) -> bool:
    """True for a laptop's word that it is closed, with how much it knew of each laptop, and up to where it held the documents too
    where that is less."""
    return has(value, closed=lambda said: said is True, seen=is_seen) and is_seen((value or {}).get("held", {}))


def is_not_awaited(value: Value) -> bool:
    """True for why nothing more is awaited from a laptop, and how much was known when that was said: of each laptop how many
    entries, and of this one, if it was copied whole, the last entry of each copy."""
    ends = is_texts((value or {}).get("ends", []))
    return ends and texts(value, "reason") and has(value, why=one_of(NotAwaited), seen=is_seen)


def is_loss(value: Value) -> bool:
    """True for what a rescue could not save: entries by laptop and number, documents by their hashes, how many pages; and how
    much of each laptop was known of."""
    return has(value, seen=is_seen, gaps=_are_spans, documents=is_hashes, pages=is_count)


def _are_spans(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_span, value))


def _is_span(one: object) -> bool:
    """A laptop's entries from one number to another, both included."""
    if not has(one, device=lambda device: isinstance(device, str), first=is_entry_number, last=is_entry_number):
        return False
    assert isinstance(one, dict)
    return bool(one["first"] <= one["last"])
