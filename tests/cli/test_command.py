"""What holds for every command: languages, exit codes, streams, secrets, and how fast it starts."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from juryapp.cli import main
from juryapp.cli.common import PATH
from juryapp.text import _
from tests.cli.builders import DESK_PIN, PASSPHRASE, PIN, SECRETS, Table, full
from tests.docs.commands import commands

COMMANDS = {
    *(
        "template",
        "events",
        "inbox",
        "audit",
        "vault",
        "vault-shares",
        "vault-recover",
        "create",
        "rehearse",
        "next-stage",
        "origins",
        "update",
        "workbook",
        "delay",
        "swap",
        "enrol",
        "prepare",
        "score",
        "note",
        "confirm",
        "move",
        "pledge",
        "recuse",
        "attendance",
        "withdraw",
        "sign",
        "sign-document",
        "seal",
        "reopen",
    ),
    *("freeze", "unfreeze"),
    *("acknowledge", "envelope", "export", "presence"),
    *(
        "next",
        "receipt",
        "status",
        "tally",
        "reveal",
        "decide",
        "mention",
        "add-paper",
        "papers",
        "remove-paper",
        "add-assistant",
        "assistants",
        "remove-assistant",
        "documents",
        "pack",
        "merge",
        "conflicts",
        "resolve",
        "verify",
        "checker",
        "root",
        "history",
        "demo",
    ),
    *(
        "join",
        "distinct",
        "map-rubric",
        "recover",
        "rescue",
        "recover-note",
        "erase-note",
        "root-copy",
        "headquarters",
        "log",
        "guide",
        "about",
        "report",
        "spares",
        "restore",
    ),
    *(
        "laptops",
        "copies",
        "completeness",
        "close-laptop",
        "unused-laptop",
        "give-up-laptop",
        "await-laptop",
        "travel-check",
        "papers-before",
        "take-tail",
        "type-scores",
        "written-at",
        "remove-laptop",
        "readmit-laptop",
        "state-day",
        "meeting",
    ),
    "document-list",
    *("erase-notes", "wipe", "destroy"),
}


def in_a_process(*words: object, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "juryapp", *map(str, words)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **given},
    )


def test_every_command_is_there() -> None:
    assert commands().keys() == COMMANDS


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_command_helps_in_either_language(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    shown = {}
    for command in sorted(COMMANDS):
        assert main([command, "--help", "--lang", language]) == 0
        shown[command] = capsys.readouterr().out
    usage, options = {"id": ("Pemakaian:", "Opsi:"), "en": ("Usage:", "Options:")}[language]
    pieces = {"id": "[OPSI]", "en": "[OPTIONS]"}[language]
    assert all(text.startswith(usage) and options in text for text in shown.values())
    assert all(pieces in text.splitlines()[0] for text in shown.values())


def test_help_lists_the_commands_in_the_language_chosen_last(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", "en", "--help"])
    english = capsys.readouterr().out
    main(["--help"])
    indonesian = capsys.readouterr().out
    assert "Commands:" in english and "Perintah:" in indonesian
    assert len(english.splitlines()) > len(COMMANDS)


def test_the_language_is_the_homes_if_none_is_chosen(table: Table) -> None:
    indonesian = _("Nothing has two versions.") + "\n"
    assert table.run("conflicts", table.event).out == indonesian
    table.laptop("secretary").home.keep_setting("language", "en")
    assert table.run("conflicts", table.event).out == "Nothing has two versions.\n"
    assert table.run("conflicts", table.event, "--lang=id").out == indonesian
    table.laptop("secretary").home.keep_setting("language", "xx")
    assert table.run("conflicts", table.event).out == indonesian


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "juryapp 0.1.0\n"


@pytest.mark.parametrize(
    "words",
    [
        ["--lang", "fr", "status", "a.jury"],
        ["scor"],
        ["status"],
        ["status", "a.jury", "b.jury"],
        ["score", "a.jury", "--juror", "J01"],
        ["attendance", "a.jury", "--candidate", "K01", "--state", "asleep"],
        ["status", "a.jury", "--frobnicate"],
        ["merge", "a.jury"],
        [],
    ],
)
def test_wrong_usage_is_2_and_explained(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    captured = capsys.readouterr()
    assert captured.out == "" and "juryapp" in captured.err


@pytest.mark.parametrize("command", ["status", "tally", "conflicts", "history"])
def test_a_missing_event_is_1_and_one_sentence(table: Table, command: str) -> None:
    said = table.run(command, "none.jury")
    assert said.code == 1 and len(said.told) == 1 and "none.jury" in said.err and said.out == ""


def test_a_missing_event_is_told_before_secrets_are_asked(table: Table) -> None:
    table.secrets(passphrase=None)
    assert "JURYAPP_PASSPHRASE" not in table.run("status", "none.jury").err


@pytest.mark.parametrize("option", ["--from", "--passphrase-file", "--pin-file"])
def test_a_missing_file_is_1_and_one_sentence(table: Table, option: str) -> None:
    files = {"--from": table.file("s.csv", "candidate,criterion,points\nK01,REG,80"), option: "none.txt"}
    said = table.run("score", table.event, "--juror", "J01", *(word for pair in files.items() for word in pair))
    assert said.code == 1 and len(said.told) == 1 and "none.txt" in said.err


def test_a_wrong_passphrase_is_a_sentence_and_the_file_stays(table: Table) -> None:
    before = table.settled()
    table.secrets(passphrase="bukan ini")
    said = table.run("status", table.event)
    assert said.code == 1 and len(said.told) == 1 and table.event.read_bytes() == before


def test_a_secret_may_come_from_the_first_line_of_a_file(table: Table) -> None:
    table.secrets(passphrase=None, desk_pin="bukan-pin-ini")
    passphrase = table.file("passphrase.txt", f"{PASSPHRASE}\r\nwhatever")
    pin = table.file("pin.txt", f"\ufeff{DESK_PIN}\n")
    words = ("--candidate", "K01", "--state", "present", "--passphrase-file", passphrase, "--desk-pin-file", pin)
    table.does("attendance", table.event, *words)


@pytest.mark.parametrize(
    ("missing", "variable", "option"),
    [("passphrase", "JURYAPP_PASSPHRASE", "--passphrase-file"), ("pin", "JURYAPP_PIN", "--pin-file")],
)
def test_without_a_terminal_nobody_is_asked_and_the_ways_are_named(
    table: Table, monkeypatch: pytest.MonkeyPatch, missing: str, variable: str, option: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSPHRASE}\n"))
    table.secrets(**{missing: None})
    said = table.score(full("K01"))
    assert said.code == 1 and len(said.told) == 1 and variable in said.err and option in said.err


def test_no_output_ever_holds_a_secret(table: Table) -> None:
    table.score(full("K01"))
    said = [
        table.run("sign", table.event, "--juror", "J01", "--out", "signed"),
        table.run("pack", table.event, "--to", "stick"),
        table.run("status", table.event),
        table.run("history", table.event),
        table.run("history", table.event, "--json"),
        table.run("enrol", table.event, "--juror", "J02"),
    ]
    table.secrets(pin=PIN + "x", passphrase=PASSPHRASE)
    said.append(table.score(full("K02")))
    assert not any(secret in one.out + one.err for one in said for secret in SECRETS)


def test_a_bug_crashes_loudly(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("juryapp.cli.reports.all_conflicts", broken)
    with pytest.raises(ZeroDivisionError):
        table.run("conflicts", table.event)


def test_an_interruption_is_a_sentence(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("juryapp.cli.reports.all_conflicts", interrupted)
    said = table.run("conflicts", table.event)
    assert said.code == 130 and "Traceback" not in said.err and len([line for line in said.told if line]) == 1


@pytest.mark.usefixtures("passphrases_cost_what_they_cost")
def test_a_process_keeps_its_streams_apart(table: Table) -> None:
    home = str(table.folder / "homes" / "secretary")
    good = in_a_process("status", table.event, "--json", JURYAPP_HOME=home)
    assert (good.returncode, good.stderr) == (0, "") and json.loads(good.stdout)["code"] == "PAR24"
    bad = in_a_process("status", "none.jury", "--json", JURYAPP_HOME=home)
    assert (bad.returncode, bad.stdout) == (1, "") and "Traceback" not in bad.stderr


@pytest.mark.usefixtures("passphrases_cost_what_they_cost")
def test_a_reader_who_has_read_enough_is_no_bug(table: Table) -> None:
    command = f"'{sys.executable}' -m juryapp history '{table.event}' --json | head -c 10"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment)
    assert done.stderr == ""


def test_help_loads_nothing_heavy() -> None:
    heavy = ["PySide6", "reportlab", "pyhanko", "pikepdf", "sqlcipher3", "sqlite_utils", "openpyxl", "rich", "cryptography"]
    code = f"import sys; from juryapp.cli import main; main(['--help']); print(sorted(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.splitlines()[-1] == "[]"


LONG = "x" * 300


@pytest.mark.parametrize(
    "words",
    [
        ["status", LONG],
        ["verify", LONG],
        ["merge", "event.jury", LONG],
        ["create", f"{LONG}.jury", "--from", "none.xlsx"],
        ["create", "new.jury", "--from", LONG],
        ["score", "event.jury", "--juror", "J01", "--from", LONG],
        ["root", "event.jury", "--out", LONG],
        ["root", "event.jury", "--out", "."],
        ["root", "event.jury", "--out", ""],
        ["rescue", "event.jury", "--to", LONG],
        ["rescue", LONG, "--to", "new.jury"],
        ["template", LONG],
        ["documents", "event.jury", "--kind", "recapitulation", "--out", LONG],
    ],
)
def test_an_impossible_name_is_1_and_one_sentence(table: Table, words: list[str]) -> None:
    before = sorted(path.name for path in table.folder.iterdir())
    said = table.run(*words)
    assert said.code == 1 and len(said.told) == 1 and said.out == ""
    assert sorted(path.name for path in table.folder.iterdir()) == before


def test_a_file_that_may_not_be_read_is_no_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert PATH.convert(str(tmp_path), None, None) == tmp_path


@pytest.mark.parametrize("kind", ["file", "settings are a folder", "settings are no text"])
def test_a_home_that_is_none_is_no_crash(table: Table, kind: str) -> None:
    home = table.folder / "homes" / "odd"
    if kind == "file":
        home.write_text("a file")
    else:
        home.mkdir()
        settings = home / "settings.json"
        settings.mkdir() if kind == "settings are a folder" else settings.write_bytes(b"\xff\xfe")
    assert table.run("status", table.event, "--json", on="odd").code == 0
    said = table.run("attendance", table.event, "--candidate", "K01", "--state", "present", on="odd")
    assert said.code == (1 if kind == "file" else 0) and len(said.told) == said.code


@pytest.mark.usefixtures("passphrases_cost_what_they_cost")
def test_a_letter_that_the_terminal_lacks_is_no_crash(table: Table) -> None:
    home = str(table.folder / "homes" / "secretary")
    table.does("recuse", table.event, "--juror", "J01", "--candidate", "K01", "--reason", "Saudara Ž “dekat”")
    for encoding in ("ascii", "cp437", "utf-8"):
        done = in_a_process("history", table.event, "--subject", "recusal", JURYAPP_HOME=home, PYTHONIOENCODING=encoding)
        assert done.returncode == 0 and "Saudara" in done.stdout, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams")
@pytest.mark.parametrize(("words", "stream", "code"), [
    ("status", ">&-", 0), ("status --json", ">&-", 0), ("history", ">&-", 0), ("status none.jury", "2>&-", 1),
    ("status --json", ">/dev/full", 1), ("history", ">/dev/full", 1),
])  # fmt: skip
@pytest.mark.usefixtures("passphrases_cost_what_they_cost")
def test_a_stream_that_takes_nothing_is_no_crash(table: Table, words: str, stream: str, code: int) -> None:
    event = "" if "none" in words else f"'{table.event}'"
    command = f"'{sys.executable}' -m juryapp {words} {event} {stream}"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    done = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr
    assert len(done.stderr.splitlines()) == ("full" in stream)


def test_the_log_tells_what_was_done_and_where_it_lies(table: Table) -> None:
    table.does("pack", table.event, "--to", table.folder / "stick")
    assert table.run("enrol", table.event, "--juror", "J99").code == 1
    (path,) = table.does("log").lines[-1:]
    told = Path(path).read_text(encoding="utf-8")
    assert "started pack: Juryapp" in told and "packed event" in told and "ended pack" in told
    assert "refused (Refused): {juror} is not a juror of this event; check the code." in told
    assert "J99" not in told and str(table.folder) not in told and "PAR24" not in told


def test_a_log_that_can_not_be_written_hinders_no_command(table: Table) -> None:
    home = table.folder / "homes" / "secretary"
    (home / "log").write_text("in the way")
    said = table.does("pack", table.event, "--to", table.folder / "stick")
    assert said.err == ""
    said = table.run("log")
    assert said.code == 1 and said.lines[-1] == str(home / "log" / "juryapp.log")
