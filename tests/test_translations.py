"""Every sentence has its Indonesian, with the same gaps; nothing is doubtful, doubled or left over."""

from __future__ import annotations

import ast

import pytest

from tests.messages import (
    Message,
    Source,
    Unreadable,
    catalogues,
    english_of,
    gaps_of,
    indonesian_of,
    messages,
    missing,
)

ENTRIES = [(room, entry) for room, catalogue in catalogues().items() for entry in catalogue if entry.id]


def say(code: str) -> list[Message | Unreadable]:
    return messages([Source("juryapp/desk/invented.py", ast.parse(code))])


def test_every_message_has_its_indonesian() -> None:
    assert missing() == {}, "run `make messages`"


def test_every_message_is_one_literal() -> None:
    assert [message for message in messages() if isinstance(message, Unreadable)] == []


def test_the_code_fills_every_gap_of_its_messages() -> None:
    unfilled = [
        f"{message.place}: {sorted(gaps_of(message.text) - message.gaps)} of {message.text!r}"
        for message in messages()
        if isinstance(message, Message) and message.gaps is not None and not gaps_of(message.text) <= message.gaps
    ]
    assert unfilled == []


def test_translations_have_the_gaps_of_their_messages() -> None:
    different = [
        f"{room}: {english!r} -> {indonesian_of(entry)!r}"
        for room, entry in ENTRIES
        for english in [english_of(entry)[1] or english_of(entry)[0]]
        if gaps_of(english) != gaps_of(indonesian_of(entry))
    ]
    assert different == []


def test_no_translation_is_fuzzy_or_empty() -> None:
    assert [(room, entry.id) for room, entry in ENTRIES if entry.fuzzy or not indonesian_of(entry).strip()] == []


def test_two_rooms_translate_a_message_alike() -> None:
    first: dict[str, tuple[str, str]] = {}
    quarrels = [
        f"{english_of(entry)[0]!r}: {known} and {(room, indonesian_of(entry))}"
        for room, entry in ENTRIES
        for known in [first.setdefault(english_of(entry)[0], (room, indonesian_of(entry)))]
        if known[1] != indonesian_of(entry)
    ]
    assert quarrels == []


def test_no_translation_is_left_over() -> None:
    said = {message.text for message in messages() if isinstance(message, Message)}
    unused = [(room, english_of(entry)[0]) for room, entry in ENTRIES if english_of(entry)[0] not in said]
    struck_out = [(room, str(identity)) for room, catalogue in catalogues().items() for identity in catalogue.obsolete]
    assert unused + struck_out == []


def test_plural_messages_are_plural_in_the_catalogue() -> None:
    many = {message.text: message.many for message in messages() if isinstance(message, Message) and message.many}
    wrong = [
        (room, entry.id)
        for room, entry in ENTRIES
        if many.get(english_of(entry)[0], english_of(entry)[1]) != english_of(entry)[1]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "code",
    ['_("Say it.")', 'mark("Say it.")', 'text.translate("Say it.")', 'Problem("Say it.")', '_("Say it." if late else "Say it.")'],
)
def test_a_message_is_found_wherever_it_is_said(code: str) -> None:
    assert {message.text for message in say(code) if isinstance(message, Message)} == {"Say it."}


def test_moving_a_canvas_is_no_message() -> None:
    assert say('canvas.translate(width / 2 + 1, 3)\npainter.translate("a", 1)') == []


def test_a_problem_of_another_room_is_found() -> None:
    code = 'class Late(Refused): ...\nclass Refused(Problem): ...\nraise Late("{who} is late.", who=who)'
    [message] = say(code)
    assert message == Message("{who} is late.", None, "juryapp/desk/invented.py:3", "desk", frozenset({"who"}))


@pytest.mark.parametrize(
    "code", ['_(f"{name} is late.")', '_("Late: " + name)', '_("%s is late." % name)', "plural(one, many, 3)"]
)
def test_a_message_put_together_before_translation_is_refused(code: str) -> None:
    assert [type(message) for message in say(code)] == [Unreadable]
