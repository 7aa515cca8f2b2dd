"""Signed result: a recapitulation's result in one line, for pages on which people sign and its table doesn't stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from juryapp.documents.words import printed_number
from juryapp.text import _


def signed_result(value: Mapping[str, Any], digest: str) -> str:
    """Who is first in each category, and the digest of the data."""
    told = "; ".join(f"{category['name']}: {_first_places(category)}" for category in value["categories"])
    return signed_words(told, digest)


def signed_words(result: str, digest: str) -> str:
    """The sentence itself."""
    return _("Signed here: {result}. SHA-256 of the data: {digest}", result=result, digest=digest)


def none_ranked() -> str:
    """What stands in place of a category's first places where there are none."""
    return _("no candidate can be ranked yet")


def score_of(row: Mapping[str, Any]) -> str:
    """A candidate's score as it is printed; a dash where there is none."""
    return printed_number(row["score"]) if row["score"] is not None else "–"


def _first_places(category: Mapping[str, Any]) -> str:
    """`1. K02 (89.99), 2. K01 (88.50)`, as many as the category awards."""
    first = [row for row in category["rows"] if row["rank"] is not None and row["rank"] <= category["places"]]
    told = ", ".join(f"{row['rank']}. {row['number']} ({score_of(row)})" for row in first)
    return told or none_ranked()
