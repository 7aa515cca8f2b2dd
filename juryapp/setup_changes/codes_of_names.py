"""Codes of names: whoever types a name in a cell that refers to something by its code means that code. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from juryapp.model.likeness import words_of


def code_of(text: str, names: Mapping[str, str]) -> str:
    """The code that a text means among codes with their `names`: the code itself in any letters, a whole name, or words of one
    name alone. The text as it is where it means none or several.
    """
    said = text.strip()
    if not said:
        return text
    same = [code for code in names if code.casefold() == said.casefold()]
    if same:
        return same[0]
    for means in (_is_it, _are_its_words):
        found = [code for code, name in names.items() if code and means(said, name)]
        if found:
            return found[0] if len(found) == 1 else text
    return text


def _is_it(said: str, name: str) -> bool:
    return said.casefold().split() == name.casefold().split()


def _are_its_words(said: str, name: str) -> bool:
    return set(words_of(said)) <= set(words_of(name)) and bool(words_of(said))
