"""A folder with one file of every kind of ours, made at the command line, and the laptops that made them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.cli import main
from juryapp.event.laptop import Laptop
from juryapp.event.spare_files import every_spare
from juryapp.locations import Home
from juryapp.workbook.export import write_setup
from tests.builders import light_passphrases
from tests.cli.builders import AT, DESK_PIN, LIGHT, PASSPHRASE, PIN, a_setup

EVENTS = ("event.jury", "others.jury", "for-J01.jury", "spare.jury")
"""Those that are opened as events."""
SECRETS_TYPED = {"JURYAPP_PASSPHRASE": PASSPHRASE, "JURYAPP_PIN": PIN, "JURYAPP_DESK_PIN": DESK_PIN}


def type_secrets(environment: pytest.MonkeyPatch) -> None:
    """The secrets of every file, so that no command is refused for want of one; nobody can be asked."""
    for name, secret in SECRETS_TYPED.items():
        environment.setenv(name, secret)
    environment.setattr("sys.stdin", None)


def laptop(folder: Path, name: str = "secretary") -> Laptop:
    return Laptop(Home(folder / "homes" / name), lambda: AT, LIGHT)


def run(folder: Path, *words: object, on: str = "secretary") -> int:
    return main([str(word) for word in words], laptop(folder, on))


def make_every_kind(folder: Path) -> None:
    """Fills `folder/kinds`; the laptops are `folder/homes/secretary`, which wrote most, and `stranger`. Needs `type_secrets`."""
    kinds, other = folder / "kinds", folder / "other"
    kinds.mkdir()
    other.mkdir()
    write_setup(kinds / "setup.xlsx", a_setup())
    event = kinds / "event.jury"
    scores = other / "scores.csv"
    scores.write_text("candidate,criterion,points\nK01,REG,85\nK01,CAK,90\n")
    (other / "note.txt").write_text("Catatan")
    (other / "ink.json").write_text("[[[0, 0, 1], [60, 50, 1], [90, 0, 1]]]")
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


def made_once(factory: pytest.TempPathFactory) -> Path:
    """For a fixture of a module: a folder that is filled so."""
    folder = factory.mktemp("kinds").resolve()
    with light_passphrases(), pytest.MonkeyPatch.context() as environment:
        type_secrets(environment)
        make_every_kind(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file beneath, so that a stray one is seen too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def looks(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file beneath with its content and when it was changed: also writing the same bytes is seen."""
    return {name: (content, (folder / name).stat().st_mtime_ns) for name, content in contents(folder).items()}
