"""Any command, given any kind of file of ours wherever it takes a path, changes no byte of it unless that act was asked for.

The commands and the paths they take come from the program itself, so that a new one is tried by itself. So do the forms in which
a command does nothing: a trial, a wrong passphrase or PIN, an act that is refused, a file that can only be read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import click
import pytest

from juryapp.store import schema
from juryapp.store.connection import EventFile
from tests.cli.kinds import EVENTS, contents, looks, made_once, run, type_secrets
from tests.docs.commands import commands

COMMANDS: dict[str, click.Command] = commands()
WRITING = {
    "delay", "swap",
    "update", "headquarters", "enrol", "prepare", "attendance", "withdraw", "reopen", "resolve", "decide", "join", "map-rubric",
    "score", "note", "confirm", "move", "recuse", "pledge", "sign", "type-scores", "recover-note", "erase-note", "pack", "merge",
    "take-tail", "add-assistant", "remove-assistant", "distinct", "sign-document", "recover", "remove-laptop", "readmit-laptop",
    "acknowledge", "seal", "restore", "close-laptop", "unused-laptop", "give-up-laptop", "await-laptop",
    "erase-notes", "wipe", "destroy", "freeze", "unfreeze",
}  # fmt: skip
"""The commands whose act it is to write into the event that they name, or to put another file in its place."""
WORDS = {
    "--juror": "J01", "--candidate": "K01", "--into": "K02", "--reason": "salah tulis", "--category": "KAB", "--order": "K01,K02",
    "--state": "present", "--take": "x", "--key": "J01/K01/REG", "--subject": "score", "--kind": "sheets", "--spare": "1",
    "--visibility": "panel", "--keep": "0", "--confirm": "K01=Kabupaten 1",
}  # fmt: skip
"""What is typed for an option; for others what their type allows."""
READ = {"--from", "--like", "--ink", "--event", "--root", "--compare", "--tsa-root", "--copy"}
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


def words(command: click.Command, given: dict[str, Path], room: Path, typed: Mapping[str, str] | None = None) -> list[str]:
    """The command with everything it needs: the given paths, and for the rest what somebody may type, `typed` before all."""
    found, typed = [command.name or ""], typed or {}
    for one in command.params:
        name = one.name or ""
        if name not in given and not one.required and flag(one) not in typed:
            continue
        value = str(given.get(name) or typed.get(flag(one) or name) or usual(one, room))
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
    kinds, before, homes = room / "kinds", contents(room / "kinds"), contents(room / "homes")
    shutil.rmtree(room / "out", ignore_errors=True)
    (room / "out").mkdir()
    assert run(room, *words(COMMANDS[name], given, room), on=on) in (0, 1, 2)
    after = contents(kinds)
    put_back(kinds, before)
    put_back(room / "homes", homes)  # else the laptop knows that the file is older, and refuses all that comes after
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
    if name != "add-paper"  # which takes PDFs, and says so
]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_no_command_changes_a_file_that_it_is_given_for_something_else(room: Path, name: str, option: str) -> None:
    may = "event.jury" if name in WRITING else ""
    found = {path.name: changed_by(room, name, {option: path}, "secretary", may) for path in every_kind(room)}
    assert {key: changed for key, changed in found.items() if changed} == {}


OPENED_BY = (
    ("event.jury", "secretary"),
    ("event.jury", "stranger"),
    ("others.jury", "secretary"),
    ("for-J01.jury", "stranger"),
    ("spare.jury", "stranger"),
)
"""Events, and laptops at which somebody opens them: all but the first are new there."""
NOBODY = "ZZ9"
REFUSED: dict[str, Mapping[str, str]] = {
    "update": {"--from": "other/scores.csv"},
    "prepare": {"--juror": NOBODY},
    "pack": {"--to": "other/scores.csv"},
    "merge": {"paths": "other/scores.csv"},
    "restore": {"--spare": "999999"},
    "headquarters": {},  # it has no root
    "enrol": {"--juror": NOBODY},
    "state-day": {"--laptop": NOBODY},
    "meeting": {"--day": "1800-01-01"},
    "erase-notes": {"--juror": NOBODY},
    "destroy": {"--confirm": NOBODY},
    "wipe": {"--juror": NOBODY},
}
"""What these are given so that they are refused; the others are asked about somebody or something that isn't there."""
NEEDED: dict[str, Mapping[str, str]] = {
    "enrol": {"--juror": "J02"},
    "recuse": {"--reason": "saudara"},
    "presence": {"--until": "K01", "--reason": "pulang"},
    "state-day": {"--day": "2024-02-20", "--reason": "jam salah"},
    "meeting": {"--day": "2024-02-20"},
    "mention": {"--title": "Paling inovatif"},
}
"""What these can't do without, though no single option is required."""
TRIAL = [name for name, command in COMMANDS.items() if any("--dry-run" in one.opts for one in command.params)]
EVENT_COMMANDS = [name for name, command in COMMANDS.items() if command.params and command.params[0].name == "event"]

TELLING = {
    "assistants",
    *("next", "status", "tally", "conflicts", "history", "documents", "receipt"),
    *("root", "envelope", "export", "written-at", "spares"),
    *("workbook", "laptops", "travel-check", "papers-before", "document-list", "papers"),
    "completeness",
    "copies",
    "rehearse",
    "origins",
    "audit",
}
"""The commands that only tell or make other files: whatever they are asked, no act is done (the tests above)."""
ACTING = sorted(set(EVENT_COMMANDS) - TELLING)


def with_secret(option: str) -> list[str]:
    return [name for name in EVENT_COMMANDS if any(option in one.opts for one in COMMANDS[name].params)]


def refused(name: str, room: Path) -> Mapping[str, str]:
    """What is typed so that the command is refused."""
    if name in REFUSED:
        return {one: str(room / value) if "/" in value else value for one, value in REFUSED[name].items()}
    absent = ("--juror", "--candidate", "--category", "--into", "--take", "conflict", "laptop", "category")
    needed = {flag(one) or one.name for one in COMMANDS[name].params if one.required}
    return {one: NOBODY for one in absent if one in needed}


def untouched(
    room: Path, name: str, typed: Mapping[str, str], *more: str, fails: bool = True, but: str = ""
) -> list[tuple[str, str]]:
    """The events that this changed, or whose neighbours, at the laptops at which it was tried; all `but` one."""
    found, kinds = [], room / "kinds"
    for event, on in [one for one in OPENED_BY if one[0] != but]:
        before = looks(kinds)
        (room / "out").mkdir(exist_ok=True)
        whole = {**NEEDED.get(name, {}), **typed}
        code = run(room, *words(COMMANDS[name], {"event": kinds / event}, room, whole), *more, on=on)
        if looks(kinds) != before:
            found.append((event, on))
            put_back(kinds, {one: content for one, (content, _at) in before.items()})
        assert code in ((1,) if fails else (0, 1)), (name, event, on, code)
    return found


@pytest.fixture(params=["this version", "an older version"])
def version(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Also as a later program finds the files, which has to bring them to its own version before it can read them."""
    if request.param == "an older version":
        monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, one_more_table))
        monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    return str(request.param)


def one_more_table(file: EventFile) -> None:
    """A step to a newer schema."""
    file.connection.execute("CREATE TABLE later(name TEXT) STRICT")


@pytest.mark.parametrize("name", sorted({*ACTING} - {"close-laptop"}))  # nothing is asked of it that could be refused
def test_an_act_that_is_refused_changes_nothing(room: Path, name: str, version: str) -> None:
    # where the root is, becoming headquarters again isn't refused once a test has put the file back: it is a restored one then
    but = "event.jury" if name == "headquarters" else ""
    assert untouched(room, name, refused(name, room), but=but) == []


@pytest.mark.parametrize("name", TRIAL)
def test_a_trial_changes_nothing(room: Path, name: str, version: str) -> None:
    assert (
        untouched(
            room, name, {"--from": str(room / "kinds" / "setup.xlsx")} if name == "update" else {}, "--dry-run", fails=False
        )
        == []
    )


@pytest.mark.parametrize(
    "name", sorted({*with_secret("--pin-file"), *with_secret("--desk-pin-file"), *with_secret("--root-pin-file")})
)
def test_a_wrong_pin_changes_nothing(room: Path, name: str, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("JURYAPP_PIN", "JURYAPP_DESK_PIN", "JURYAPP_ROOT_PIN"):
        monkeypatch.setenv(variable, "salah-sama-sekali")
    # of a juror who isn't enrolled, as there, none is asked: it is done
    but = "others.jury" if name in with_secret("--pin-file") else ""
    assert untouched(room, name, {}, fails=False, but=but) == []


@pytest.mark.parametrize("name", with_secret("--passphrase-file"))
def test_a_wrong_passphrase_changes_nothing(room: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JURYAPP_PASSPHRASE", "salah sama sekali")
    assert untouched(room, name, {}) == []


@pytest.mark.parametrize("name", sorted({*ACTING} - {"restore"}))
def test_a_file_that_can_only_be_read_is_changed_by_nothing(room: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed, medium = os.access, room / "kinds"
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: not (mode == os.W_OK and medium in (Path(path), *Path(path).parents)) and allowed(path, mode),
    )
    assert untouched(room, name, {}, fails=False) == []
