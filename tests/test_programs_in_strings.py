"""Programs that stand in tests as texts, to be run by a fresh Python: they use no name that they don't define or import."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def programs() -> Iterator[tuple[str, str]]:
    """Where it stands, and the program: every text of a module's own that imports something."""
    for path in sorted(HERE.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                text = node.value.value
                if "\nimport " in text or "\nfrom " in text:
                    yield f"{path.relative_to(HERE)}:{node.lineno}", text


def unknown_names(program: str) -> set[str]:
    """The names that are read and defined nowhere."""
    known, read = set(dir(builtins)) | {"__file__", "__name__"}, set()
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            known |= {(one.asname or one.name).split(".")[0] for one in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            known.add(node.name)
        elif isinstance(node, ast.arg):
            known.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            known.add(node.name)
        elif isinstance(node, ast.Name):
            (read if isinstance(node.ctx, ast.Load) else known).add(node.id)
    return read - known


def test_there_are_such_programs() -> None:
    assert any(where.startswith("bench") for where, _program in programs())


def test_a_name_that_is_imported_nowhere_is_found() -> None:
    assert unknown_names("import sys\nprint(open_event(sys.argv))") == {"open_event"}


@pytest.mark.parametrize(("where", "program"), [pytest.param(*one, id=one[0]) for one in programs()])
def test_each_name_is_known(where: str, program: str) -> None:
    try:
        assert unknown_names(program) == set(), where
    except SyntaxError:
        assert "{" in program, f"{where}: neither a program nor a form to be filled in"
