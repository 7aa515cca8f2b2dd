"""What the code defines, for prose that names it: read, never run."""

from __future__ import annotations

import ast
from functools import cache

from tests.messages import ROOT


@cache
def names_in(path: str) -> frozenset[str]:
    """Every class, function and value of a module, members of classes as `Class.member`. None of a file that isn't there."""
    file = ROOT / path
    return frozenset(_named(ast.parse(file.read_bytes()).body, "")) if file.is_file() else frozenset()


def _named(body: list[ast.stmt], before: str) -> set[str]:
    found: set[str] = set()
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(before + node.name)
        if isinstance(node, ast.ClassDef):
            found |= _named(node.body, f"{before}{node.name}.")
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        found |= {before + target.id for target in targets if isinstance(target, ast.Name)}
    return found
