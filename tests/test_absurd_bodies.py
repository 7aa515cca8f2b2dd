"""A minute of the soak: well-formed entries that say what nobody would, over every command and every page."""

from __future__ import annotations

from tests.builders import light_passphrases
from tests.soak.fuzz_bodies import fuzz


def test_no_entry_however_absurd_ends_a_command_or_a_page() -> None:
    with light_passphrases():
        found = fuzz(6, 1)
    assert found.broken == {}
    assert found.forged > 60 and found.outcomes["moved aside"] == 0, "what was forged is in the journal"
    assert found.outcomes["opened"] == 6 and found.outcomes["exit 0"] > 60
