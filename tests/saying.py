"""What a reader is told, named by its message: another translation of it breaks no test, another message does.

A text that is one message whole needs none of this: `assert card.message.text() == _("There is no former score.")`.
"""

from __future__ import annotations

import re

from juryapp.text import is_message, translate
from tests.messages import gaps_of

_ANYTHING = "\ufffc"


def says(text: str, message: str, /, **gaps: object) -> bool:
    """Whether this text holds the message in the language spoken now; a gap that isn't given may hold anything.

    Raises ValueError for what is no message of the program, or a gap that it hasn't: `not says(...)` would hold for ever.
    """
    names = gaps_of(message)
    if not is_message(message) or not gaps.keys() <= names:
        raise ValueError(f"The program has no such message with such gaps: {message!r} {sorted(gaps)}")
    sentence = translate(message, **{**dict.fromkeys(names, _ANYTHING), **gaps})
    pattern = ".*?".join(re.escape(part) for part in _folded(sentence).split(_ANYTHING))
    return re.search(pattern, _folded(text)) is not None


def _folded(text: str) -> str:
    """Without line ends: a message may be broken anywhere on a page."""
    return " ".join(text.split())
