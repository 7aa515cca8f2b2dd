"""The language of a start: what was asked for, what this laptop chose, what the system speaks, else Indonesian."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.locations import Home
from juryapp.starting_language import asked_language, starting_language, system_language


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "id_ID"}, "id"),
        ({"LANG": "en"}, "en"),
        ({"LC_ALL": "id_ID.UTF-8", "LANG": "en_US.UTF-8"}, "id"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "id_ID.UTF-8"}, "en"),
        ({"LANGUAGE": "fr:en:id", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "en_AU.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, None),
        ({"LANG": ":::"}, None),
        ({}, None),
    ],
)
def test_the_system_names_its_language(environment: dict[str, str], language: str | None) -> None:
    assert system_language(environment, "linux") == language


def test_a_first_start_follows_the_system(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert starting_language(None, home) == "en"


@pytest.mark.parametrize("system", ["de_DE.UTF-8", "C"])
def test_a_first_start_is_indonesian_where_the_system_speaks_neither(
    home: Home, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setenv("LC_ALL", system)
    assert starting_language(None, home) == "id"


def test_what_was_chosen_at_this_laptop_goes_before_the_system(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    home.keep_setting("language", "id")
    assert starting_language(None, home) == "id"
    assert starting_language("en", home) == "en"


def test_a_setting_that_is_no_language_is_passed_over(home: Home) -> None:
    home.keep_setting("language", "tlh")
    assert starting_language(None, home) == "id"


@pytest.mark.parametrize(
    ("words", "asked", "others"),
    [
        (["--lang", "en", "status", "a.jury"], "en", ["status", "a.jury"]),
        (["status", "--lang=id", "a.jury"], "id", ["status", "a.jury"]),
        (["--lang"], "", []),
        (["--lang", "id", "--lang", "en"], "en", []),
        (["note", "--", "--lang", "en"], None, ["note", "--", "--lang", "en"]),
        ([], None, []),
    ],
)
def test_the_language_is_asked_for_among_the_words(words: list[str], asked: str | None, others: list[str]) -> None:
    assert asked_language(words) == (asked, others)
