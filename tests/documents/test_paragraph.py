"""Our paragraph draws what reportlab's draws."""

import pytest
from reportlab.platypus import Paragraph

from juryapp.documents.paragraph import Text
from juryapp.documents.styles import markup, style

WORDS = [
    "Regulasi",
    "",
    "x " * 200,
    " vorn",
    "Ada & Bima <3",
    "erste\nzweite",
    "Đặng  Thị",
    "tab\there",
    "a\u00a0b",
    "w" * 500,
    "<b>fett</b> &amp; mager",
]


def drawn(kind: type, text: str, name: str, width: float) -> object:
    paragraph = kind(text, style(name))
    sizes = [paragraph.wrap(width, 800), paragraph.wrap(width, 100), paragraph.wrap(width / 2, 800), paragraph.wrap(width, 800)]
    fragments = [getattr(fragment, "__dict__", fragment) for fragment in paragraph.frags]
    lines = [getattr(line, "__dict__", line) for line in paragraph.blPara.lines]
    halves = [(part.wrap(width, 800), part.getPlainText()) for part in paragraph.split(width, 40)]
    return sizes, str(fragments), str(lines), halves


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize("name", ["body", "muted", "number-strong", "title"])
@pytest.mark.parametrize("width", [40.0, 300.0])
def test_a_text_is_set_as_the_library_sets_it(text: str, name: str, width: float) -> None:
    marked = text if text.startswith("<b>") else markup(text)
    assert drawn(Text, marked, name, width) == drawn(Paragraph, marked, name, width)


def test_no_room_at_all_is_told_each_time() -> None:
    text = Text("Regulasi", style("body"))
    assert text.wrap(0, 100) == text.wrap(0, 100) == Paragraph("Regulasi", style("body")).wrap(0, 100)
