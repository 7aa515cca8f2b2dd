"""No message that a window shows names a command: whatever is asked for there has a page or a place."""

from __future__ import annotations

import re

from juryapp.cli.command_table import COMMANDS
from tests.messages import Message, messages, translated

COMMAND_LINE_ONLY = {
    "juryapp/cli/": "the command line itself",
    "juryapp/demo.py": "the demo is played by a command, and tells how to look at it",
    "juryapp/event/spare_words.py": "two sentences of `told_after`, which says others in a window (`in_window`)",
    "juryapp/event/spare_offer.py": "`numbered` and `furthest`: a copy is named by its number on the command line alone",
    "juryapp/event/spare_restore.py": "what only `restore` with options is told: a window offers what can be taken",
    "ui/preflight.py": "there is no screen, so this is said where the program was started",
}
"""Where messages begin that are said on the command line alone, and why."""
_HYPHENED = "|".join(re.escape(name) for name in COMMANDS if "-" in name)
_NAMED = re.compile(
    rf"juryapp (?:{'|'.join(map(re.escape, COMMANDS))})\b|(?<![\w-])(?:{_HYPHENED})(?![\w-])|(?<!\S)--[a-z]|EVENT\.jury"
)
"""A command with the program's name before it, or one that is no word of a language; an option; what stands for a file."""


def _texts(message: Message) -> list[str]:
    both = [message.text, message.many or ""]
    known = translated()
    return [*both, *(known.get(text, "") for text in both)]


def test_no_message_of_a_window_names_a_command() -> None:
    found = [one for one in messages() if isinstance(one, Message) and any(map(_NAMED.search, _texts(one)))]
    named = [f"{one.place}: {one.text}" for one in found if not one.place.startswith(tuple(COMMAND_LINE_ONLY))]
    assert found, "the command line names some"
    assert named == []


def test_each_place_that_is_left_out_names_one() -> None:
    places = {one.place for one in messages() if isinstance(one, Message) and any(map(_NAMED.search, _texts(one)))}
    assert [start for start in COMMAND_LINE_ONLY if not any(place.startswith(start) for place in places)] == []
