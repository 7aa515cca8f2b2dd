"""What docstrings and comments name, held against the project: files, modules, and names in modules. Only reads the code."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.docs.code import names_in
from tests.docs.named import missing_files
from tests.messages import ROOT

_FOLDERS = ("juryapp", "ui", "resources", "installer", "tests")
_FILE = re.compile(r"(?<![\w./<-])[\w./*-]+\.(?:py|md|toml|po|spec)\b(?!\.\w)")
_DOTTED = re.compile(r"`([a-z_]\w*(?:\.\w+)+)(?:\([^`]*\))?`")


@dataclass(frozen=True)
class Code:
    """One file of code, as it is read here."""

    text: str

    @property
    def prose(self) -> Iterator[str]:
        """Its docstrings, those of values too, and its comments."""
        for node in ast.walk(ast.parse(self.text)):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                yield node.value.value
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT:
                yield token.string

    @property
    def own_names(self) -> set[str]:
        """Its variables and parameters: what is asked of one of them is not sought in a module."""
        nodes = list(ast.walk(ast.parse(self.text)))
        stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        return stored | {node.arg for node in nodes if isinstance(node, ast.arg)}


@cache
def paths(folder: str) -> tuple[Path, ...]:
    """The files of code in a folder of the project."""
    return tuple(sorted((ROOT / folder).rglob("*.py")))


@cache
def _modules() -> dict[str, list[str]]:
    """The paths of the modules of each dotted name and of each end of one: `store.journal`, `journal`."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in (path for folder in _FOLDERS for path in paths(folder)):
        name = path.relative_to(ROOT)
        parts = name.parent.parts if name.stem == "__init__" else name.with_suffix("").parts
        for start in range(len(parts)):
            found[".".join(parts[start:])].append(name.as_posix())
    return found


@cache
def _foreign() -> frozenset[str]:
    """The modules of others that the code imports, and Python's own."""
    found = set(sys.stdlib_module_names)
    for path in (path for folder in _FOLDERS for path in paths(folder)):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found |= {alias.name.split(".")[0] for alias in node.names}
    return frozenset(found - set(_modules()))


def stale(text: str) -> list[str]:
    """What the docstrings and comments of a file's text name and isn't there, a sentence each."""
    code = Code(text)
    skipped = _foreign() | code.own_names
    return [told for prose in code.prose for told in [*_files(prose), *_dotted(prose, skipped)]]


def _files(prose: str) -> Iterator[str]:
    for name in _FILE.findall(prose):
        yield from missing_files(name)


def _dotted(prose: str, skipped: frozenset[str]) -> Iterator[str]:
    for dotted in _DOTTED.findall(" ".join(prose.split())):
        parts = dotted.split(".")
        if parts[0] not in skipped and not _FILE.fullmatch(dotted) and not _is_there(parts):
            yield f"there is no module or name {dotted}"


def _is_there(parts: list[str]) -> bool:
    """A module, or a name in one."""
    splits = ((".".join(parts[:length]), ".".join(parts[length:])) for length in range(1, len(parts) + 1))
    return any(not name or name in names_in(path) for module, name in splits for path in _modules().get(module, ()))
