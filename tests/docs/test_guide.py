"""The guide says what the window says: each button, page and command that it names, in both languages, and both say the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from juryapp import guide
from juryapp.guide import PAGES, GuidePage, Section
from juryapp.text import LANGUAGES, speaking
from tests.messages import Message, messages, sources, translated
from ui.help.places import BEGINNING, PLACES

BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
COMMAND = re.compile(r"`(juryapp[^`]*)`")
WINDOWS = ("ui/", "juryapp/board/", "juryapp/model/", "juryapp/printing/")
"""Whose words a window shows."""
BASES = {"ScrollPage", "ReasonPage"}
"""Pages that are only built upon."""


def sections() -> Iterator[tuple[str, Section, Section]]:
    """Each section in both languages."""
    for name in PAGES:
        for first, second in zip(*(guide.page(name, language).sections for language in LANGUAGES), strict=True):
            yield name, first, second


@cache
def shown_texts() -> dict[str, list[tuple[re.Pattern[str], frozenset[str]]]]:
    """Language -> what a window may show, as a pattern, and the messages that are shown so."""
    found: dict[str, dict[str, set[str]]] = {language: {} for language in LANGUAGES}
    for english, indonesian in spoken():
        for language, words in (("en", english), ("id", indonesian)):
            found[language].setdefault(words, set()).add(english)
    return {language: [(as_pattern(words), frozenset(ids)) for words, ids in said.items()] for language, said in found.items()}


def spoken() -> Iterator[tuple[str, str]]:
    """Each message of the windows, those for many too, and what it is in Indonesian."""
    known = translated()
    for message in messages():
        if isinstance(message, Message) and message.place.startswith(WINDOWS) and message.text in known:
            for words in filter(None, (message.text, message.many)):
                if len(re.sub(r"\{\w+\}|\W", "", words)) > 2:
                    yield words, known[message.text]


def as_pattern(words: str) -> re.Pattern[str]:
    """What a message looks like once its gaps are filled."""
    return re.compile("".join(".+" if part.startswith("{") else re.escape(part) for part in re.split(r"(\{\w+\})", words)))


def meant(words: str, language: str) -> frozenset[str]:
    """The messages that a window shows so; those without gaps first."""
    exact = [ids for pattern, ids in shown_texts()[language] if pattern.pattern == re.escape(words)]
    found = exact or [ids for pattern, ids in shown_texts()[language] if pattern.fullmatch(words)]
    return frozenset().union(*found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_what_stands_in_bold_is_shown_by_the_window(name: str, language: str) -> None:
    named = BOLD.findall(guide.page(name, language).markdown)
    assert named and [words for words in named if not meant(words, language)] == []


def test_both_languages_name_the_same_buttons_in_the_same_sections() -> None:
    for name, first, second in sections():
        in_first, in_second = (
            [meant(words, language) for words in BOLD.findall(section.markdown)]
            for language, section in zip(LANGUAGES, (first, second), strict=True)
        )
        assert len(in_first) == len(in_second), f"{name}#{first.place}"
        lonely = [ids for ids in in_first if not any(ids & others for others in in_second)]
        lonely += [ids for ids in in_second if not any(ids & others for others in in_first)]
        assert lonely == [], f"{name}#{first.place}"


def test_both_languages_have_the_same_headings_links_pictures_and_commands() -> None:
    for name, first, second in sections():
        assert (first.place, first.level) == (second.place, second.level), name
        for found in (LINK, PICTURE, COMMAND):
            assert found.findall(first.markdown) == found.findall(second.markdown), f"{name}#{first.place}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_windows_show_no_command(language: str) -> None:
    with speaking(language):
        for name in PAGES:
            assert COMMAND.search(guide.page_for_windows(name).markdown.replace("`juryapp`", "")) is None, name
    assert any(COMMAND.search(guide.page(name, language).markdown.replace("`juryapp`", "")) for name in PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_a_place_and_pictures_are_there(language: str) -> None:
    pages = [guide.page(name, language) for name in PAGES]
    for page in pages:
        for link in LINK.findall(page.markdown):
            name, _hash, place = link.partition("#")
            assert place in places_on(guide.page(name.removesuffix(".md"), language)), link
        for picture in PICTURE.findall(page.markdown):
            assert (page.folder / picture).resolve().is_file(), picture


def places_on(page: GuidePage) -> list[str]:
    return [section.place for section in page.sections]


def test_every_page_of_the_windows_leads_to_a_place_of_the_guide() -> None:
    missing = page_classes() - PLACES.keys() - BASES
    assert not missing, f"F1 leads nowhere from these: name them in ui/help/places.py: {sorted(missing)}"
    for name, place in (*PLACES.values(), BEGINNING):
        assert place in places_on(guide.page(name, "en")), f"{name}#{place}"


def test_no_place_is_kept_for_a_page_that_is_gone() -> None:
    assert PLACES.keys() <= class_names()


def page_classes() -> set[str]:
    return {name for name in class_names() if name.endswith("Page") and not name.startswith("_")}


def class_names() -> set[str]:
    return {
        node.name for file in sources() if file.path.startswith("ui/") for node in file.nodes if isinstance(node, ast.ClassDef)
    }
