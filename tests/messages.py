"""The messages of the code and their translations, side by side. `python -m tests.messages` lists what lacks, room by room.

A message is the first literal of a call to `_`, `translate`, `mark` or `plural` (then the first two), or of a problem's
constructor. The code is read, never run.
"""

from __future__ import annotations

import ast
import string
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
ROOTS = ("juryapp", "ui")
TRANSLATIONS = ROOT / "resources" / "translations" / "id"
ONE_MESSAGE = {"_", "translate", "mark"}


@dataclass(frozen=True)
class Message:
    """A message where the code says it; `gaps` are the names the code fills, None where that can't be read."""

    text: str
    many: str | None
    place: str
    room: str
    gaps: frozenset[str] | None


@dataclass(frozen=True)
class Unreadable:
    """A message that can't be looked up, because it is put together before it is translated."""

    place: str
    why: str


@dataclass(frozen=True)
class Source:
    """One file of code."""

    path: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the tree. Walking costs more than any check, so the tree is walked once."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def room(self) -> str:
        """`desk` for juryapp/desk/juror.py, `workbook` for juryapp/workbook/reading.py, `ui` for all of ui."""
        parts = Path(self.path).with_suffix("").parts
        return parts[1] if parts[0] == "juryapp" else parts[0]


@cache
def sources() -> tuple[Source, ...]:
    """All code that may speak."""
    paths = sorted(path for root in ROOTS for path in (ROOT / root).rglob("*.py"))
    return tuple(Source(path.relative_to(ROOT).as_posix(), ast.parse(path.read_bytes(), str(path))) for path in paths)


def problem_classes(files: Iterable[Source]) -> set[str]:
    """The names of `Problem` and of all classes that descend from it and take its message first."""
    classes = [node for file in files for node in file.nodes if isinstance(node, ast.ClassDef)]
    found, before = {"Problem"}, 0
    while len(found) > before:
        before = len(found)
        found |= {node.name for node in classes if found & {_last_name(base) for base in node.bases}}
    return found - {node.name for node in classes if node.name != "Problem" and _has_own_constructor(node)}


def messages(files: Iterable[Source] | None = None) -> list[Message | Unreadable]:
    """Everything the code says, in reading order."""
    return list(_all_messages() if files is None else _messages(tuple(files)))


@cache
def _all_messages() -> tuple[Message | Unreadable, ...]:
    return tuple(_messages(sources()))


def _messages(files: tuple[Source, ...]) -> Iterator[Message | Unreadable]:
    problems = problem_classes(files)
    return (message for file in files for message in _messages_of(file, problems))


def _messages_of(file: Source, problems: set[str]) -> Iterator[Message | Unreadable]:
    constructors = {id(call) for node in file.nodes for call in _problem_constructor_calls(node)}
    for node in file.nodes:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = _spoken_name(node.func)
        if name == "plural":
            yield from _plural(file, node)
        elif name in ONE_MESSAGE or name in problems or id(node) in constructors:
            yield from _single(file, node, name)


def _single(file: Source, call: ast.Call, name: str) -> Iterator[Message | Unreadable]:
    gaps = None if name == "mark" else _filled(call)
    if name in ONE_MESSAGE and not gaps:
        gaps = None
    for literal in _alternatives(call.args[0]):
        place = f"{file.path}:{literal.lineno}"
        if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
            yield Message(literal.value, None, place, file.room, gaps)
        elif isinstance(literal, (ast.JoinedStr, ast.BinOp)):
            yield Unreadable(place, "a message is one literal with named gaps, not an f-string, a sum or a % format")


def _plural(file: Source, call: ast.Call) -> Iterator[Message | Unreadable]:
    place = f"{file.path}:{call.lineno}"
    forms = [form.value for form in call.args[:2] if isinstance(form, ast.Constant) and isinstance(form.value, str)]
    if len(forms) < 2:
        yield Unreadable(place, "plural takes two literals: for one and for many")
        return
    gaps = _filled(call)
    yield Message(forms[0], forms[1], place, file.room, None if gaps is None else gaps | {"count"})


def _filled(call: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _alternatives(node.body)
        yield from _alternatives(node.orelse)
    else:
        yield node


def _problem_constructor_calls(node: ast.AST) -> Iterator[ast.Call]:
    """`super().__init__("...")` within a class whose name or base is a problem's is a message as well."""
    if not isinstance(node, ast.ClassDef) or not _has_own_constructor(node):
        return
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "__init__":
            base = call.func.value
            if isinstance(base, ast.Call) and _last_name(base.func) == "super" and "Exception" not in map(_last_name, node.bases):
                yield call


def _has_own_constructor(node: ast.ClassDef) -> bool:
    return any(isinstance(child, ast.FunctionDef) and child.name == "__init__" for child in node.body)


def _spoken_name(function: ast.expr) -> str:
    """The name called, unless it is another object's method: a canvas has a `translate` too."""
    name = _last_name(function)
    if isinstance(function, ast.Attribute) and name in ONE_MESSAGE | {"plural"} and _last_name(function.value) != "text":
        return ""
    return name


def _last_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@cache
def catalogues() -> dict[str, Catalog]:
    """The Indonesian catalogue of each room, by its file's name."""
    return {path.stem: _catalogue(path) for path in sorted(TRANSLATIONS.glob("*.po"))}


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="id", abort_invalid=True)


def gaps_of(text: str) -> frozenset[str]:
    """The names between braces."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def english_of(entry: object) -> tuple[str, str | None]:
    """A catalogue entry's English: the message, and its form for many."""
    identity = entry.id  # type: ignore[attr-defined]
    return (identity, None) if isinstance(identity, str) else (identity[0], identity[1])


def indonesian_of(entry: object) -> str:
    """A catalogue entry's Indonesian, which has no plural forms."""
    text = entry.string  # type: ignore[attr-defined]
    return text if isinstance(text, str) else text[0] if text else ""


def translated() -> dict[str, str]:
    """English -> Indonesian, of all rooms."""
    return {
        english_of(entry)[0]: indonesian_of(entry)
        for catalogue in catalogues().values()
        for entry in catalogue
        if entry.id and indonesian_of(entry) and not entry.fuzzy
    }


def missing() -> dict[str, list[Message]]:
    """Room -> the messages without Indonesian, each once."""
    known, found = set(translated()), defaultdict(list)
    for message in messages():
        if isinstance(message, Message) and message.text and message.text not in known:
            known.add(message.text)
            found[message.room].append(message)
    return dict(found)


def main() -> int:
    """Lists what lacks a translation; 0 when nothing does."""
    lacking = missing()
    for room, its_messages in sorted(lacking.items()):
        print(f"{room}: {len(its_messages)} without Indonesian")
        for message in its_messages:
            print(f"  {message.place}  {message.text!r}")
    if not lacking:
        print("Every message has its Indonesian.")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
