"""Any command, given any kind of file of ours wherever it takes a path, changes no byte of it unless that act was asked for.

The commands and the paths they take come from the program itself, so that a new one is tried by itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import click
import pytest

from juryapp.cli import _commands as every_command
from juryapp.cli import main
from juryapp.event.laptop import Laptop
from juryapp.event.spare_files import every_spare
from juryapp.locations import Home
from juryapp.workbook import write_setup
from tests.builders import light_passphrases
from tests.cli.builders import AT, DESK_PIN, LIGHT, PASSPHRASE, PIN, a_setup

COMMANDS: dict[str, click.Command] = every_command().commands  # type: ignore[attr-defined]
WRITING = {
    "update", "headquarters", "enrol", "prepare", "attendance", "withdraw", "reopen", "resolve", "decide", "join", "map-rubric",
    "score", "note", "recuse", "sign", "type-scores", "recover-note", "erase-note", "pack", "merge", "take-tail", "remove-laptop",
    "readmit-laptop", "acknowledge", "restore",
}  # fmt: skip
"""The commands whose act it is to write into the event that they name, or to put another file in its place."""
EVENTS = ("event.jury", "others.jury", "for-J01.jury", "spare.jury")
WORDS = {
    "--juror": "J01", "--candidate": "K01", "--into": "K02", "--reason": "salah tulis", "--category": "KAB", "--order": "K01,K02",
    "--state": "present", "--take": "x", "--key": "J01/K01/REG", "--subject": "score", "--kind": "sheets", "--spare": "1",
    "--visibility": "panel", "--keep": "0", "--confirm": "K01=Kabupaten 1",
}  # fmt: skip
"""What is typed for an option; for others what their type allows."""
READ = {"--from", "--ink", "--event", "--root", "--compare"}
"""The options that name a file to be read; the others name one to be written."""


SECRETS_TYPED = {"JURYAPP_PASSPHRASE": PASSPHRASE, "JURYAPP_PIN": PIN, "JURYAPP_DESK_PIN": DESK_PIN}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with one file of each kind, and beside it the laptops that wrote them."""
    folder = tmp_path_factory.mktemp("kinds").resolve()
    with light_passphrases(), pytest.MonkeyPatch.context() as environment:
        type_secrets(environment)
        _fill(folder)
        yield folder


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins without any."""
    type_secrets(monkeypatch)


def type_secrets(environment: pytest.MonkeyPatch) -> None:
    """The secrets of every file, so that no command is refused for want of one; nobody can be asked."""
    for name, secret in SECRETS_TYPED.items():
        environment.setenv(name, secret)
    environment.setattr("sys.stdin", None)


def laptop(folder: Path, name: str = "secretary") -> Laptop:
    return Laptop(Home(folder / "homes" / name), lambda: AT, LIGHT)


def run(folder: Path, *words: object, on: str = "secretary") -> int:
    return main([str(word) for word in words], laptop(folder, on))


def _fill(folder: Path) -> None:
    kinds, other = folder / "kinds", folder / "other"
    kinds.mkdir()
    other.mkdir()
    write_setup(kinds / "setup.xlsx", a_setup())
    event = kinds / "event.jury"
    scores = other / "scores.csv"
    scores.write_text("candidate,criterion,points\nK01,REG,85\nK01,CAK,90\n")
    (other / "note.txt").write_text("Catatan")
    (other / "ink.json").write_text("[[[0, 0, 1], [5, 5, 1]]]")
    steps: list[tuple[object, ...]] = [
        ("create", event, "--from", kinds / "setup.xlsx"),
        ("enrol", event, "--juror", "J01"),
        ("prepare", event, "--to", other / "copy", "--juror", "J01"),
        ("score", event, "--juror", "J01", "--from", scores),
        ("sign", event, "--juror", "J01", "--out", other / "signed"),
        ("documents", event, "--kind", "recapitulation", "--out", other / "papers"),
        ("root", event, "--out", kinds / "root.pem"),
        ("pack", event, "--to", other / "stick"),
        ("create", kinds / "others.jury", "--from", kinds / "setup.xlsx"),
    ]
    for step in steps:
        assert run(folder, *step, on="stranger" if step[1] == kinds / "others.jury" else "secretary") == 0, step
    made = {
        "for-J01.jury": next((other / "copy").glob("*.jury")),
        "sheet.pdf": next((other / "signed").glob("*.pdf")),
        "recapitulation.pdf": next((other / "papers").glob("*.pdf")),
        "package.jurypack": next((other / "stick").glob("*.jurypack")),
        "old-package.jury": next((other / "stick").glob("*.jurypack")),
        "scores.csv": scores,
        "spare.jury": every_spare(laptop(folder).home)[0].file,
    }
    for name, path in made.items():
        shutil.copyfile(path, kinds / name)
    (kinds / "empty.jury").write_bytes(b"")
    content = event.read_bytes()
    (kinds / "cut.jury").write_bytes(content[: len(content) // 2 + 100])
    (kinds / "folder.jury").mkdir()
    (kinds / "folder.jury" / "inside.txt").write_text("tetap")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file beneath, so that a stray one is seen too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


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
