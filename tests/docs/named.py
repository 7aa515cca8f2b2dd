"""What prose names, held against the project: files, modules, targets of make, commands with their options, variables.

Each check takes a text as it stands in backticks or in a line of a block of code, and tells what isn't there.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click

from tests.docs.code import names_in
from tests.docs.commands import WINDOW, commands, options_of
from tests.messages import ROOT

_FOLDERS = ("juryapp/", "ui/", "tests/", "docs/", "resources/", "installer/", "release/", ".ci/")
_MADE_LATER = ("build/", "dist/", "screens/", ".venv")
"""What make makes, and a repository doesn't hold."""
_FILE = re.compile(r"[\w./*-]+\.(py|md|toml|yaml|po|lock|spec|csv|svg|txt)")
_MODULE = re.compile(r"(?:juryapp|tests|ui|resources|installer)(?:\.\w+)+")
_COMMAND = re.compile(r"(?:^|(?<=[\s(=]))(?:\.venv[/\\]\w+[/\\])?juryapp(?= |$)(?P<words>[^|;&)#\n]*)")
_OPTION = re.compile(r"--[a-z][a-z-]*")
_TOOLS = {"--durations", "--exclude-newer"}
"""Options of tools that a page may name: pytest's, uv's."""


@cache
def targets() -> frozenset[str]:
    """The targets of the Makefile."""
    return frozenset(re.findall(r"^([a-z][a-z-]*)(?: [a-z-]+)*:(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


@cache
def _tree() -> frozenset[str]:
    """Every file of the project, by its path."""
    skipped = {"__pycache__", "build", "dist"}
    found = (path for folder in _FOLDERS for path in (ROOT / folder).rglob("*") if not skipped & set(path.parts))
    return frozenset(path.relative_to(ROOT).as_posix() for path in [*found, *ROOT.iterdir()] if path.is_file())


@cache
def _code() -> str:
    """What a variable or an option of a tool of ours must stand in."""
    read = [*(ROOT / "juryapp").rglob("*.py"), *(ROOT / "installer").rglob("*.py"), *(ROOT / "tests").glob("*/__main__.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in [*read, ROOT / "tests" / "fresh.py", ROOT / "Makefile"])


def missing(text: str) -> list[str]:
    """What this text names and isn't there, a sentence each."""
    return [*missing_files(text), *_modules(text), *_make(text), *_commands_in(text), *_variables(text)]


def missing_files(text: str) -> Iterator[str]:
    """A path from the root, or the end of one: `heads.py`."""
    word = text.split(" ")[0].rstrip(":,")
    if word.startswith(_MADE_LATER) or not re.fullmatch(r"[\w./*-]+", word):
        return
    if word.startswith(_FOLDERS):
        if not (any(ROOT.glob(word)) if "*" in word else (ROOT / word).exists()):
            yield f"there is no {word}"
    elif _FILE.fullmatch(word) and not any(f"/{path}".endswith(f"/{word}") for path in _tree()):
        yield f"there is no file {word}"


def _modules(text: str) -> Iterator[str]:
    for dotted in _MODULE.findall(text):
        if not _is_there(dotted.split(".")):
            yield f"there is no module or name {dotted}"


def _is_there(parts: list[str]) -> bool:
    """A package, a module, or a name in one."""
    for length in range(len(parts), 0, -1):
        module, name = "/".join(parts[:length]), ".".join(parts[length:])
        if (ROOT / f"{module}.py").is_file():
            return not name or name in names_in(f"{module}.py")
        if (ROOT / module).is_dir():
            return not name or name in names_in(f"{module}/__init__.py")
    return False


def _make(text: str) -> Iterator[str]:
    found = re.match(r"\s*make ([a-z][a-z-]*)(?![\w=-])", text)
    if found and found[1] not in targets():
        yield f"make has no target {found[1]}"


def _commands_in(text: str) -> Iterator[str]:
    for found in _COMMAND.finditer(text):
        yield from _command(found["words"])
    if text.startswith("--"):
        yield from (f"nothing has the option {option}" for option in _OPTION.findall(text) if not _is_known(option))


def _is_known(option: str) -> bool:
    return option in WINDOW | _TOOLS or any(option in options_of(name) for name in commands()) or option in _code()


def _command(words: str) -> Iterator[str]:
    try:
        rest = shlex.split(words.replace("\\", ""))
    except ValueError:
        rest = words.split()
    if not rest or not re.match("[a-z-]", rest[0]) or "." in rest[0]:
        return  # the window, alone or with a file
    name = "" if rest[0].startswith("-") else rest[0]
    if name and name not in commands():
        yield f"juryapp has no command {name}"
        return
    known = options_of(name) if name else {}
    for place, word in enumerate(rest):
        option = word.split("=")[0]
        if not option.startswith("--"):
            continue
        if option not in known and option not in WINDOW:
            yield f"juryapp {name} has no option {option}"
        elif option in known:
            yield from _chosen(known[option], rest[place + 1 : place + 2])


def _chosen(option: click.Option, value: list[str]) -> Iterator[str]:
    if isinstance(option.type, click.Choice) and value and value[0] not in option.type.choices and value[0].islower():
        yield f"{option.opts[0]} doesn't take {value[0]}"


def _variables(text: str) -> Iterator[str]:
    for name in re.findall(r"\bJURYAPP_[A-Z_]+\b", text):
        if name not in _code():
            yield f"nothing reads {name}"


def broken_links(page: Path, links: list[str]) -> list[str]:
    """The links of a page that lead to no file, or to no heading of it."""
    return [link for link in links if not link.startswith(("http", "mailto:")) and not _leads(page, link)]


def _leads(page: Path, link: str) -> bool:
    file, _mark, heading = link.partition("#")
    target = (page.parent / file).resolve() if file else page
    return target.exists() and (not heading or heading in _headings(target))


def _headings(page: Path) -> set[str]:
    """The anchors that are written, and those that GitHub makes of headings: small letters, hyphens for blanks."""
    text = page.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    made = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


def names_said(text: str) -> Iterator[tuple[str, str]]:
    """File and name of each place that a text gives as `heads.py`: `name`, `other`."""
    for found in re.finditer(r"`([\w/]+\.py)`:((?: `[\w.]+`,?)+)", text):
        yield from ((found[1], name) for name in re.findall(r"`([\w.]+)`", found[2]))
