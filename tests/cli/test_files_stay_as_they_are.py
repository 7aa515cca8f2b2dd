"""Any command, given any kind of file of ours wherever it takes a path, changes no byte of it unless that act was asked for.

The commands and the paths they take come from the program itself, so that a new one is tried by itself.
"""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

import click
import pytest

from tests.cli.kinds import EVENTS, contents, made_once, run, type_secrets
from tests.docs.commands import commands

COMMANDS: dict[str, click.Command] = commands()
WRITING = {
    "update", "headquarters", "enrol", "prepare", "attendance", "withdraw", "reopen", "resolve", "decide", "join", "map-rubric",
    "score", "note", "recuse", "sign", "type-scores", "recover-note", "erase-note", "pack", "merge", "take-tail", "remove-laptop",
    "readmit-laptop", "acknowledge", "restore",
}  # fmt: skip
"""The commands whose act it is to write into the event that they name, or to put another file in its place."""
WORDS = {
    "--juror": "J01", "--candidate": "K01", "--into": "K02", "--reason": "salah tulis", "--category": "KAB", "--order": "K01,K02",
    "--state": "present", "--take": "x", "--key": "J01/K01/REG", "--subject": "score", "--kind": "sheets", "--spare": "1",
    "--visibility": "panel", "--keep": "0", "--confirm": "K01=Kabupaten 1",
}  # fmt: skip
"""What is typed for an option; for others what their type allows."""
READ = {"--from", "--ink", "--event", "--root", "--compare"}
"""The options that name a file to be read; the others name one to be written."""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one file of each kind, and beside it the laptops that wrote them."""
    return made_once(tmp_path_factory)


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins without any."""
    type_secrets(monkeypatch)


def put_back(folder: Path, before: dict[str, bytes]) -> None:
    now = contents(folder)
    for name in now.keys() - before.keys():
        (folder / name).unlink()
    for name, content in before.items():
        if now.get(name) != content:
            (folder / name).write_bytes(content)


def is_path(one: click.Parameter) -> bool:
    return isinstance(one.type, click.Path)


def is_written(command: click.Command, name: str) -> bool:
    """True if this path says where something is to be written."""
    return any(one.name == name and flag(one) and flag(one) not in READ for one in command.params)


def flag(one: click.Parameter) -> str:
    """The option's name; nothing for an argument."""
    return one.opts[0] if one.param_type_name == "option" else ""


def words(command: click.Command, given: dict[str, Path], room: Path) -> list[str]:
    """The command with everything it needs: the given paths, and for the rest what somebody may type."""
    found = [command.name or ""]
    for one in command.params:
        name = one.name or ""
        if name not in given and not one.required:
            continue
        value = str(given.get(name) or usual(one, room))
        found += [flag(one), value] if flag(one) else [value]
    return found


def usual(one: click.Parameter, room: Path) -> object:
    if is_path(one):
        if flag(one) in READ or flag(one).endswith("-file"):
            return room / "other" / "scores.csv"
        return room / "kinds" / "event.jury" if one.name == "event" else room / "out" / f"{one.name}.xlsx"
    if flag(one) in WORDS:
        return WORDS[flag(one)]
    if isinstance(one.type, click.Choice):
        return one.type.choices[0]
    return "1" if isinstance(one.type, click.types.IntParamType) else "x"


def changed_by(room: Path, name: str, given: dict[str, Path], on: str, spared: str = "") -> list[str]:
    """The files that the command changed, made or took away among those of every kind, but for one that it may write."""
    kinds, before = room / "kinds", contents(room / "kinds")
    shutil.rmtree(room / "out", ignore_errors=True)
    (room / "out").mkdir()
    assert run(room, *words(COMMANDS[name], given, room), on=on) in (0, 1, 2)
    after = contents(kinds)
    put_back(kinds, before)
    named = {
        str(path.relative_to(kinds)) for option, path in given.items() if path.is_dir() and is_written(COMMANDS[name], option)
    }
    for one in [one for one in after if one not in before and one.partition("/")[0] in named]:
        del after[one]  # what a command is told to write into a folder
    if spared and after.get(f"{spared}-journal") == b"":
        del after[f"{spared}-journal"]  # stays beside an event that was written to, empty (docs/reliability.md)
        before = {one: content for one, content in before.items() if one != f"{spared}-journal"}
    if name == "restore" and spared:
        after = {one: content for one, content in after.items() if one in before or content != before[spared]}  # put aside
    every = before.keys() | after.keys()
    return sorted(one for one in every if before.get(one) != after.get(one) and one != spared)


def every_kind(room: Path) -> list[Path]:
    return sorted((room / "kinds").iterdir())


def test_a_change_is_seen(room: Path) -> None:
    """Else this would find nothing: what writes is seen to write, and the file is put back."""
    before = contents(room / "kinds")
    assert changed_by(room, "attendance", {"event": room / "kinds" / "event.jury"}, "secretary", "event.jury") == []
    assert "event.jury" in changed_by(room, "attendance", {"event": room / "kinds" / "event.jury"}, "secretary")
    assert changed_by(room, "template", {"out": room / "kinds" / "new.xlsx"}, "secretary") == ["new.xlsx"]
    assert contents(room / "kinds") == before


TAKING = [name for name, command in COMMANDS.items() if any(is_path(one) and not flag(one) for one in command.params)]


def test_the_list_of_commands_that_write_names_commands() -> None:
    assert COMMANDS.keys() > WRITING


@pytest.mark.parametrize("name", TAKING)
def test_no_command_changes_a_file_that_it_is_given_to_work_on(room: Path, name: str) -> None:
    argument = next(one for one in COMMANDS[name].params if is_path(one) and not flag(one))
    found = {}
    for path, on in product(every_kind(room), ("secretary", "stranger")):
        may = path.name if name in WRITING and path.name in EVENTS else ""
        found[path.name, on] = changed_by(room, name, {argument.name or "": path}, on, may)
    assert {key: changed for key, changed in found.items() if changed} == {}


SECRETS = [("status", "passphrase_file"), ("enrol", "pin_file"), ("enrol", "desk_pin_file"), ("headquarters", "root_pin_file")]
"""One command for each of these: they are read in one place (`cli.common.given`)."""
OPTIONS = SECRETS + [
    (name, one.name or "")
    for name, command in COMMANDS.items()
    for one in command.params
    if is_path(one) and (flag(one) or one.nargs == -1) and one.name not in dict(map(reversed, SECRETS))  # type: ignore[call-overload]
]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_no_command_changes_a_file_that_it_is_given_for_something_else(room: Path, name: str, option: str) -> None:
    may = "event.jury" if name in WRITING else ""
    found = {path.name: changed_by(room, name, {option: path}, "secretary", may) for path in every_kind(room)}
    assert {key: changed for key, changed in found.items() if changed} == {}
