from __future__ import annotations

import pytest

from tests.docs.made import BLOCKS, blocks_of, made, write
from tests.docs.prose import Page, pages

MARKED = "# A page\n\n<!-- made: rooms, by make docs -->\n\nof yesterday\n\n<!-- end -->\n\nby people\n"


@pytest.mark.parametrize("page", [page for page in pages() if blocks_of(page.text)], ids=lambda page: page.name)
def test_what_is_made_says_what_the_program_is_now(page: Page) -> None:
    assert page.text == made(page.text), f"{page.name} is behind the program: run make docs"


def test_every_block_that_is_made_stands_on_a_page() -> None:
    assert {name for page in pages() for name in blocks_of(page.text)} == set(BLOCKS)


def test_only_what_stands_between_the_marks_is_made_anew() -> None:
    now = made(MARKED)
    assert now.startswith("# A page\n") and now.endswith("by people\n")
    assert "of yesterday" not in now and BLOCKS["rooms"]() in now
    assert made(now) == now


def test_a_block_that_nobody_makes_is_an_error() -> None:
    with pytest.raises(KeyError):
        made(MARKED.replace("made: rooms,", "made: weather,"))


def test_a_page_without_made_parts_is_left_alone() -> None:
    assert write([page.path for page in pages() if not blocks_of(page.text)]) == []
