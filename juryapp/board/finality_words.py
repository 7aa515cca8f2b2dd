"""Finality words: why a complete ranking isn't final yet, on the screen with what to do, and on paper."""

from __future__ import annotations

from collections.abc import Iterator

from juryapp.board.awaited_laptops import state_words
from juryapp.board.completeness_words import document_gaps, gap_words, some
from juryapp.board.finality import Finality
from juryapp.text import _


def awaited_sentences(found: Finality, zone: str) -> list[str]:
    """What is awaited, a sentence for each laptop with what to do; empty where nothing is. `zone` is the event's."""
    return [*(gap_words(one, zone) for one in found.laptops), *document_gaps(found.documents)]


def awaited_words(found: Finality) -> str:
    """The same in a few sentences that name the laptops, with what to do; empty where nothing is awaited."""
    return " ".join(_screen_sentences(found))


def _screen_sentences(found: Finality) -> Iterator[str]:
    if found.laptops:
        yield _(
            "Something that isn't here may have been written at these laptops, a later version of a sheet too: "
            "{laptops}. Close each one there and receive its package, or say under “Completeness” why nothing of it is awaited.",
            laptops=_named(found),
        )
    yield from document_gaps(found.documents)


def paper_words(found: Finality) -> str:
    """What is awaited as a document tells it, in the current language; empty where nothing is."""
    told = []
    if found.laptops:
        told.append(_("Awaited from laptops: {laptops}.", laptops=_named(found)))
    if found.documents:
        keys = list(dict.fromkeys(one.key for one in found.documents))
        told.append(_("Signed documents that are not here yet: {documents}.", documents=some(keys)))
    return " ".join(told)


def _named(found: Finality) -> str:
    return some([f"{one.name} ({state_words(one)})" for one in found.laptops], between="; ")
