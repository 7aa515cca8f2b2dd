"""Readiness: what the first document of a run pays for is loaded while nobody waits. Draws nothing, and knows no event."""

from __future__ import annotations

from importlib import import_module

from juryapp.documents.fonts import outlines, register
from juryapp.documents.page import SIMULATED
from juryapp.documents.words import in_words

_BRING_LIBRARIES = ("juryapp.printing.event_documents", "juryapp.documents.preview")
"""What lays pages out, makes PDF/A of them and draws them on a screen."""


def make_ready() -> None:
    """Loads the libraries, the fonts, the outlines of the watermark and the words for numbers. Once a run, in any thread."""
    for name in _BRING_LIBRARIES:
        import_module(name)
    register()
    outlines(SIMULATED)
    in_words("1")
