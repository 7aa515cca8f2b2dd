"""No test hangs on the Indonesian of a message: it names the message, and says it by `_()` or `says()`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from juryapp.text import _
from tests.messages import ROOT, translated
from tests.saying import says

ABOUT_WORDS = (
    "tests/documents/",  # what stands on Indonesian paper
    "tests/workbook/",  # what people type into an Indonesian workbook
    "tests/desk/test_update.py",  # a change told in the workbook's words
    "tests/ui/test_language_and_look.py",  # the window's words after switching
    "tests/docs/test_literal_messages.py",
)
LETTERS = 20
"""A message with more letters than this is told from any other text; a shorter one may well be a person's own word."""


def test_no_test_holds_a_message_in_indonesian() -> None:
    paths = sorted((ROOT / "tests").rglob("*.py"))
    found = [
        f"{name}:{line}: {text}"
        for name, path in ((path.relative_to(ROOT).as_posix(), path) for path in paths)
        if not name.startswith(ABOUT_WORDS)
        for line, text in literal_messages(path.read_text("utf-8"))
    ]
    assert found == []


def test_a_literal_message_is_found_with_its_gaps_open_or_filled() -> None:
    code = "assert said == 'Selisih tipis: K01 dan K02 berselisih 0,05.'\nassert said == 'Tidak ada yang punya dua versi.'"
    assert [line for line, _text in literal_messages(code)] == [1, 2]
    assert list(literal_messages("assert said == _('Nothing has two versions.')")) == []


def test_a_message_is_said_with_the_gaps_that_were_given_and_any_others() -> None:
    message = "Narrow margin: {first} and {second} are {margin} apart."
    told = "KAB: " + _(message, first="K01", second="K02", margin="0,05") + " K03"
    assert says(told, message) and says(told, message, second="K02")
    assert not says(told, message, second="K03") and not says(told, "Nothing has two versions.")


@pytest.mark.parametrize("gaps", [{"third": "K03"}, {}])
def test_what_is_no_message_is_never_just_not_said(gaps: dict[str, str]) -> None:
    message = "Narrow margin: {first} and {second} are {margin} apart." if gaps else "Nothing has two version."
    with pytest.raises(ValueError, match="no such message"):
        says("", message, **gaps)


def literal_messages(code: str) -> Iterator[tuple[int, str]]:
    """The literals that are a message's Indonesian, whole, each with its line."""
    for node in ast.walk(ast.parse(code)):
        text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if _long(text) and _all_messages().fullmatch(text.strip()):
            yield node.lineno, text


@cache
def _all_messages() -> re.Pattern[str]:
    sentences = {text.strip() for english, text in translated().items() if text != english and _long(_GAP.sub("", text))}
    return re.compile("|".join(".+".join(map(re.escape, _GAP.split(sentence))) for sentence in sorted(sentences)))


_GAP = re.compile(r"\{[^{}]*\}")


def _long(text: str) -> bool:
    return sum(map(str.isalpha, text)) > LETTERS
