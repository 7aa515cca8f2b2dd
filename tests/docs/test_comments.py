from __future__ import annotations

import pytest

from tests.docs.comments import paths, stale
from tests.messages import ROOT


@pytest.mark.parametrize("folder", ["juryapp", "ui", "resources", "installer", "tests"])
def test_what_docstrings_and_comments_name_exists(folder: str) -> None:
    found = {path.relative_to(ROOT).as_posix(): stale(path.read_text(encoding="utf-8")) for path in paths(folder)}
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize(
    "text",
    [
        '"""What is too many is removed (`spare_list.superfluous`)."""',
        '"""Taking it is\n`restoring.py`.\n"""',
        '"""Not here: merging what was written there since (`bringing_back.py`)."""',
        '"""Read by `journal.no_such_name`."""',
        "LIMIT = 1  # as `store.limits.NO_SUCH_LIMIT`",
        'LIMIT = 1\n"""See juryapp/store/no_limits.py."""',
        "LIMIT = 1  # docs/no-limits.md tells why",
    ],
)
def test_what_does_not_exist_is_told(text: str) -> None:
    assert len(stale(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '"""What is too many is removed (`spare_files.superfluous`)."""',
        '"""Taking it is `spare_restore.py`, or sharing/bring_back.py."""',
        '"""Read by `store.journal`, `journal.entry.Entry` and `gettext.ngettext`."""',
        'def work(file: str) -> None:\n    """Writing runs inside `file.unit()`."""',
        "# docs/security.md, docs/decisions/00*.md",
        'TEXT = "no_such_file.py"',
    ],
)
def test_what_exists_is_not_told(text: str) -> None:
    assert stale(text) == []
