"""Cards to cut: everyone's is there, nothing is cut off or lies on anything else, and the tent reads from both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juryapp.documents import cards
from juryapp.documents.form import paper_of
from juryapp.documents.pdfa import findings
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, speaking
from tests.builders import a_setup
from tests.documents.builders import NOW, an_event
from tests.documents.looking import faults, look
from tests.documents.test_long_content import LONG_NAME, LONG_OFFICE

JURORS, CANDIDATES = a_setup().jurors, a_setup().candidates


def the_cards(event: Event, *, long: bool = False) -> bytes:
    """Of the people of the small event; with long names if asked for."""
    if not long:
        return cards.render(event, JURORS, CANDIDATES, NOW)
    jurors = [replace(one, name=f"{one.name} {LONG_NAME}", institution=LONG_OFFICE) for one in JURORS]
    candidates = [replace(one, name=f"{one.name} {LONG_NAME}", institution=LONG_OFFICE) for one in CANDIDATES]
    return cards.render(event, jurors, candidates, NOW)


@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("long", [False, True])
def test_they_say_what_they_are_and_nothing_lies_on_anything_else(paper: str, language: str, long: bool) -> None:
    pdf = the_cards(an_event(paper=paper, language=language, simulated=True), long=long)
    assert paper_of(pdf) is FileKind.CARDS and findings(pdf) == [] and faults(pdf) == []
    assert pdf == the_cards(an_event(paper=paper, language=language, simulated=True), long=long)


def test_everyone_has_a_card() -> None:
    said = " ".join(text for page in look(the_cards(an_event())) for text, _box in page.runs)
    for juror in JURORS:
        assert said.count(f"{juror.code} ·") == 3, "one quick card, and both sides of the tent"
    for candidate in CANDIDATES:
        assert candidate.number in said and candidate.name in said


def test_the_quick_card_names_the_buttons_as_the_window_does() -> None:
    for language in ("id", "en"):
        said = " ".join(text for page in look(the_cards(an_event(language=language))) for text, _box in page.runs)
        with speaking(language):
            for button in (_("Review and sign"), _("End of the day"), _("Call the secretary")):
                assert button.split()[0] in said
