from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.decisions import decisions, faults, index, title

WHOLE = "# 007: Entries say more\n\n## Context\nx\n\n## Decision\nx\n\n### First\nx\n\n## Consequences\nx\n"


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_every_decision_has_the_form(path: Path) -> None:
    assert faults(path.name, path.read_text(encoding="utf-8")) == []


def test_the_numbers_follow_one_another() -> None:
    assert [int(path.name[:3]) for path in decisions()] == list(range(1, len(decisions()) + 1))


def test_every_decision_is_in_the_index() -> None:
    assert [path.name for path in decisions() if f"[{title(path)}]({path.name})" not in index()] == []


def test_a_decision_in_the_form_has_no_fault() -> None:
    assert faults("007-x.md", WHOLE) == []
    assert faults("007-x.md", WHOLE + "\n## Alternatives\nx\n") == []


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("# 007: ", "# 008: "),
        WHOLE.replace("# 007: ", "# 007 "),
        WHOLE.replace("## Consequences\nx\n", ""),
        WHOLE.replace("## Decision", "## Decision: roles"),
        WHOLE.replace("## Context\nx", "## Context\n"),
        WHOLE.replace("## Context", "**Context.**"),
        WHOLE + "\n## Added\nx\n",
    ],
)
def test_another_form_is_told(text: str) -> None:
    assert len(faults("007-x.md", text)) == 1
