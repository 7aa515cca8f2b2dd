"""Blindfolded: the real program is used through what a screen reader is told, on a screen and a bus of its own.

One candidate is found, scored, noted and signed; then the command line looks into the file. Nothing is known here of the
program's insides: names, roles, states, the focus that events tell, keys and presses.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from juryapp import text
from juryapp.text import _
from tests.built.screen import a_screen
from tests.built.x11 import give_keyboard
from tests.soak.reader_tree import NotFound, Reader, Thing

_NEEDED: dict[str, tuple[str, Callable[[str], object]]] = {
    "Xvfb": ("xvfb", shutil.which),
    "dbus-run-session": ("dbus-daemon", shutil.which),
    "/usr/libexec/at-spi-bus-launcher": ("at-spi2-core", os.path.exists),
}
"""What must be there, by its Debian package and how one looks for it."""
_PASSPHRASE, _DESK_PIN, _PIN = "rotan kelapa jingga 61", "meja-9-lumbung", "tikar-8-lumbung"
_INK = [[[0, 0, 0.5], [60, 80, 0.6], [120, 10, 0.5], [180, 90, 0.5], [260, 20, 0.4]]]
_CANDIDATE, _NOTE = "K02", "Perda berlaku sejak 2023"
_POINTS = ("85", "78", "80", "88")
"""Those of the first criteria; the last one is given by its band."""


def lacking() -> str:
    """What this machine lacks, as a sentence; nothing where it can be played."""
    missing = [package for name, (package, look) in _NEEDED.items() if not look(name)]
    return f"the screen reader isn't played: apt-get install {' '.join(missing)}" if missing else ""


def faults() -> list[str]:
    """What a blind juror would have met; nothing where all went well."""
    with tempfile.TemporaryDirectory(prefix="juryapp-soak-") as folder, a_screen() as screen:
        runtime = Path(folder) / "run"
        runtime.mkdir(mode=0o700)
        there = os.environ | screen | {"JURYAPP_HOME": str(Path(folder) / "home"), "XDG_RUNTIME_DIR": str(runtime)}
        command = ["dbus-run-session", "--", sys.executable, "-m", "tests.soak.screen_reader", folder]
        done = subprocess.run(command, env=there, capture_output=True, text=True, timeout=600, check=False)
    told = [line.removeprefix("fault: ") for line in done.stdout.splitlines() if line.startswith("fault: ")]
    return told or ([] if done.returncode == 0 else [f"ended with {done.returncode}: {done.stderr[-2_000:]}"])


def _command(event: Path, *words: str) -> str:
    """The command line's answer."""
    pins = {"JURYAPP_DESK_PIN": _DESK_PIN, "JURYAPP_ROOT_PIN": _DESK_PIN, "JURYAPP_PIN": _PIN}
    there = os.environ | pins | {"JURYAPP_PASSPHRASE": _PASSPHRASE}
    command = [sys.executable, "-m", "ui.start", words[0], str(event), *words[1:]]
    return subprocess.run(command, env=there, capture_output=True, text=True, check=True).stdout


def _an_event(folder: Path) -> Path:
    event, ink = folder / "Blind.jury", folder / "ink.json"
    ink.write_text(json.dumps(_INK))
    _command(event, "create", "--from", str(text.resources() / "templates" / "sample-event.xlsx"))
    _command(event, "enrol", "--juror", "J01", "--ink", str(ink))
    return event


@contextmanager
def _program(event: Path) -> Iterator[None]:
    speaks = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    command = [sys.executable, "-m", "ui.start", "--lang", "id", str(event)]
    with subprocess.Popen(command, env=os.environ | speaks, stderr=subprocess.PIPE, text=True) as program:
        try:
            yield
        finally:
            program.terminate()
            said = program.communicate(timeout=60)[1]
            print(*(f"fault: {line}" for line in said.splitlines() if "Traceback" in line or "Error" in line), sep="\n")


def _take_the_seat(reader: Reader) -> None:
    reader.find("text", _("Passphrase"))
    give_keyboard(os.environ["DISPLAY"])
    reader.focused(_("Passphrase"))
    reader.type(_PASSPHRASE)
    reader.key("Return")
    reader.find("radio button", "Dr. Surya Contoh").press()
    reader.focused(_("Your PIN"))
    reader.type(_PIN)
    reader.key("Return")
    reader.focused("K01")


def _score(reader: Reader) -> None:
    reader.find("text", _("Find a number or name")).take_focus()
    reader.type(_CANDIDATE)
    reader.key("Return")
    reader.focused(_CANDIDATE, "heading")
    reader.key("Return")
    for points in _POINTS:
        field = reader.focused(f"{_CANDIDATE}, ")
        if field.description != _("not scored"):
            raise NotFound(f"“{field.name}” says {field.description!r} before it is scored")
        reader.type(points)
        reader.key("Return")
        reader.until(partial(_is_stored, field, points), "the points aren't told as stored")
    _by_band(reader)


def _is_stored(field: Thing, points: str) -> bool:
    return (field.text, field.description) == (points, _("stored"))


def _by_band(reader: Reader) -> None:
    """The last one: Down to the bands, one is pressed, its points are keys."""
    field = reader.focused(f"{_CANDIDATE}, ")
    reader.key("Down")
    first = reader.focused("", "radio button")
    reader.key("Return")
    reader.focused("90", "push button")
    reader.find("push button", "92").press()
    reader.until(lambda: field.text == "92", "the band's points aren't in the field")
    reader.until(lambda: "checked" in first.states, "the band of the points isn't the one that is chosen")


def _note(reader: Reader) -> None:
    note = reader.find("text", f"{_CANDIDATE}, {_('My notes')}")
    note.take_focus()
    reader.type(_NOTE)
    reader.until(lambda: note.text == _NOTE, "the note doesn't say what was typed")
    reader.find("push button", _("Review and sign")).take_focus()
    reader.until(lambda: not note.description.strip(), "the note isn't told as stored")


def _sign(reader: Reader) -> None:
    reader.find("push button", _("Review and sign")).press()
    page = reader.find("graphic", _("Page {place} of {count}: {words}", place=1, count=1, words="").strip())
    if "Kabupaten Bentala" not in page.name or "92" not in page.name:
        raise NotFound("what is going to be signed isn't told")
    reader.find("push button", _("Use this morning's signature")).press()
    reader.find("text", _("Your PIN")).take_focus()
    reader.type(_PIN)
    reader.find("push button", _("Sign the sheet of {number}", number=_CANDIDATE)).press()
    reader.find("heading", _("Signed: {candidate}", candidate=_CANDIDATE))


def _look_into(event: Path) -> None:
    cells = json.loads(_command(event, "status", "--json"))["cells"]
    (state,) = [cell["state"] for cell in cells if (cell["juror"], cell["candidate"]) == ("J01", _CANDIDATE)]
    notes = json.loads(_command(event, "history", "--json", "--subject", "note"))["entries"]
    if state != "signed" or len(notes) != 1:
        raise NotFound(f"the sheet is {state}, with {len(notes)} notes")


def main(folder: Path) -> int:
    """Plays it in the session that is there."""
    text.use("id")
    event = _an_event(folder)
    try:
        with _program(event):
            reader = Reader()
            for part in (_take_the_seat, _score, _note, _sign):
                part(reader)
        _look_into(event)
    except NotFound as fault:
        print(f"fault: {fault}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
