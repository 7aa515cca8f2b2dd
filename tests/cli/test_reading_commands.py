"""Looking changes nothing: commands that only tell leave every file of ours as it is, and no command opens a package."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.cli.commands import every_command
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.opening import open_event
from juryapp.model.setup import Setup
from juryapp.store.projection import RECORDS
from juryapp.workbook.export import write_setup
from tests.cli.builders import DESK_PIN, PASSPHRASE, Table, a_setup, full

LOOKS = [
    ("audit",),
    ("audit", "--json"),
    ("origins",),
    ("status",),
    ("status", "--json"),
    ("next",),
    ("tally",),
    ("conflicts",),
    ("history",),
    ("document-list",),
    ("document-list", "--json"),
    ("documents", "--kind", "recapitulation", "--out", "out"),
    ("root", "--out", "out.pem"),
    ("envelope", "--out", "out-{laptop}.pdf"),
]


@pytest.fixture
def event(table: Table) -> Path:
    """A working file of another laptop, with scores."""
    table.score(full("K01"))
    return Path(shutil.copyfile(table.event, table.folder / "copy.jury"))


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_a_command_that_only_tells_changes_no_byte(table: Table, event: Path, words: tuple[str, ...]) -> None:
    before = event.read_bytes()
    for laptop in ("elsewhere", "secretary"):
        table.does(words[0], event, *(word.format(laptop=laptop) for word in words[1:]), on=laptop)
        assert event.read_bytes() == before
        assert [path.name for path in event.parent.iterdir() if path.name.startswith("copy.jury")] == ["copy.jury"]


def test_verify_with_another_laptops_event_changes_no_byte_of_it(table: Table, event: Path) -> None:
    before = event.read_bytes()
    table.run("verify", event, "--event", event, on="elsewhere")
    assert event.read_bytes() == before


TAKES_NO_EVENT = {
    "template",
    "create",
    "verify",
    "checker",
    "rescue",
    "spares",
    "restore",
    "log",
    "guide",
    "about",
    "report",
    "demo",
    "events",
    "inbox",
    "vault",
    "vault-shares",
    "vault-recover",
    "next-stage",
}
MORE = {
    "update": ("--from", "book.xlsx"),
    "enrol": ("--juror", "J01"),
    "prepare": ("--to", "out"),
    "rehearse": ("--to", "rehearsal.jury"),
    "score": ("--juror", "J01", "--from", "scores.csv"),
    "note": ("--juror", "J01", "--candidate", "K01", "--from", "note.txt"),
    "confirm": ("--juror", "J01", "--candidate", "K01"),
    "move": ("--juror", "J01", "--candidate", "K01", "--into", "K02"),
    "pledge": ("--juror", "J01"),
    "recuse": ("--juror", "J01", "--candidate", "K01", "--reason", "x"),
    "attendance": ("--candidate", "K01", "--state", "present"),
    "withdraw": ("--candidate", "K01", "--reason", "x"),
    "sign": ("--juror", "J01", "--out", "out"),
    "reopen": ("--juror", "J01", "--candidate", "K01", "--reason", "x"),
    "decide": ("--category", "KAB", "--order", "K01,K02", "--reason", "x"),
    "documents": ("--kind", "recapitulation", "--out", "out"),
    "pack": ("--to", "out"),
    "merge": ("copy.jury",),
    "receipt": ("copy.jury", "--out", "out"),
    "resolve": ("0" * 64, "--take", "0" * 64, "--reason", "x"),
    "root": ("--out", "out.pem"),
    "envelope": ("--out", "out.pdf"),
    "papers-before": ("--page", "A4", "--out", "out.pdf"),
    "export": ("--to", "out.sqlite"),
    "presence": ("--juror", "J01", "--from", "K01", "--reason", "x"),
    "join": ("--candidate", "K01", "--into", "K02", "--reason", "x"),
    "distinct": ("--candidate", "K01", "--other", "K02", "--reason", "x"),
    "map-rubric": ("--category", "KAB", "--reason", "x"),
    "recover-note": ("--juror", "J01", "--candidate", "K01", "--reason", "x"),
    "erase-note": ("--juror", "J01", "--candidate", "K01", "--reason", "x"),
    "acknowledge": ("KAB", "--reason", "x"),
    "freeze": ("KAB", "--reason", "x"),
    "unfreeze": ("KAB", "--reason", "x"),
    "type-scores": ("--juror", "J01", "--from", "scores.csv"),
    "take-tail": ("panel", "--reason", "x"),
    "state-day": ("--day", "2024-02-20", "--reason", "x"),
    "meeting": ("--day", "2024-02-20"),
    "written-at": ("panel",),
    "unused-laptop": ("panel", "--reason", "x"),
    "give-up-laptop": ("panel", "--reason", "x"),
    "await-laptop": ("panel", "--reason", "x"),
    "remove-laptop": ("panel", "--keep", "all", "--reason", "x"),
    "readmit-laptop": ("panel", "--reason", "x"),
    "reveal": ("--category", "KAB", "--without", "x"),
    "mention": ("--candidate", "K01", "--title", "x", "--reason", "x"),
    "delay": ("--from", "K01", "--minutes", "10"),
    "swap": ("K01", "K02"),
    "add-paper": ("--candidate", "K01", "note.txt"),
    "add-assistant": ("--juror", "J01", "--name", "Ayu"),
    "remove-assistant": ("--juror", "J01", "--assistant", "Ayu", "--reason", "x"),
    "remove-paper": ("--candidate", "K01", "--paper", "0" * 16, "--reason", "x"),
    "workbook": ("out.xlsx",),
    "recover": ("--from", "note.txt"),
    "sign-document": ("--document", "sheets", "--signer", "J01"),
    "root-copy": ("--to", "out"),
    "erase-notes": ("--all", "--reason", "x"),
    "destroy": ("--to", "musnah.pdf", "--confirm", "PAR24", "--reason", "x"),
}


def test_no_command_opens_a_package(table: Table, event: Path) -> None:
    """Whatever a command is for, a package that is named as its event is refused in one sentence and stays as it is."""
    setup: Setup = a_setup()
    write_setup(Path("book.xlsx"), setup)
    table.file("scores.csv", "candidate,criterion,points\nK01,REG,80")
    table.file("note.txt", "x")
    table.does("pack", table.event, "--to", "stick")
    (package,) = Path("stick").iterdir()
    before = package.read_bytes()
    refused = []
    for name in sorted(set(every_command().list_commands()) - TAKES_NO_EVENT):
        said = table.run(name, package, *MORE.get(name, ()), "--lang", "en")
        if said.code != 1 or len(said.told) != 1 or package.name not in said.err:
            refused.append((name, said.code, said.err))
        assert package.read_bytes() == before, name
    assert refused == []
    assert [path.name for path in Path("stick").iterdir()] == [package.name]


@pytest.mark.parametrize("subject", RECORDS)
def test_a_record_of_which_nothing_is_left_ends_no_command(table: Table, subject: str) -> None:
    table.sign_both(full("K01", "K02"))
    code = {"event": "event", "category": "KAB", "candidate": "K01", "juror": "J01"}[subject]
    # without its name a record is in no list; with it everything else is read
    for fields in ([field for field in RECORDS[subject] if field not in ("name", "category")], ["category"], ["name"]):
        with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
            desk = SecretaryDesk.sit(event, DESK_PIN)
            event.write([desk.act(subject, f"{code}/{field}", {"value": None}) for field in fields])
        for words in (("status",), ("status", "--json"), ("tally",), ("conflicts",)):
            said = table.run(words[0], table.event, *words[1:])
            assert said.code in (0, 1) and "Traceback" not in said.err, said.err
