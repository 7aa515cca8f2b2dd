"""The `juryapp` command: which words are a window's, what loads, and what a machine without a screen is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from juryapp import __version__, text
from ui import start
from ui.preflight import QT_LIBRARIES, SCREEN_LIBRARIES, has_screen, library_obstacle, main, missing_libraries
from ui.start import WantedWindow

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks a Linux system")


def in_a_fresh_python(code: str, *words: str) -> str:
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True).stdout.strip()


def nothing_loads(library: str) -> bool:
    return False


STICK = "/media/stick/FINAL 2024.JURY"


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], WantedWindow()),
        (["--sample"], WantedWindow(sample=True)),
        (["Final.jury"], WantedWindow(Path("Final.jury"))),
        ([STICK], WantedWindow(Path(STICK))),
        (["--lang", "en"], WantedWindow(language="en")),
        (["--lang=id"], WantedWindow(language="id")),
        (["--lang", "en", STICK], WantedWindow(Path(STICK), language="en")),
        (["Final.jury", "--lang=en"], WantedWindow(Path("Final.jury"), language="en")),
        (["--sample", "--lang", "id"], WantedWindow(sample=True, language="id")),
    ],
)
def test_these_words_ask_for_the_window(words: list[str], wanted: WantedWindow) -> None:
    assert start.wanted_window(words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        *(["--help"], ["--version"], ["demo", "x"], ["scor"], ["a.jury", "b.jury"]),
        *(["--lang", "en", "status", "a.jury"], ["--lang", "fr"], ["--lang"], ["--lang="], ["--lang", "Final.jury"]),
        ["--", "--lang", "en"],
    ],
)
def test_these_words_are_for_the_command_line(words: list[str]) -> None:
    assert start.wanted_window(words) is None


@pytest.mark.parametrize("words", [["--lang", "fr"], ["--lang"], ["--lang", "fr", "Final.jury"]])
def test_a_language_that_nobody_speaks_here_is_wrong_usage(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert start.main(words) == 2
    assert "--lang" in capsys.readouterr().err


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    heavy = "{'PySide6', 'click', 'babel', 'reportlab', 'pyhanko', 'sqlite_utils', 'rich', 'juryapp.cli'}"
    code = f"import sys, ui.start; print(ui.start.main(['--version']), sorted({heavy} & set(sys.modules)))"
    assert in_a_fresh_python(code) == f"juryapp {__version__}\n0 []"


def test_the_first_window_waits_for_no_library_that_only_an_event_needs() -> None:
    heavy = {
        "_hashlib",
        "argon2",
        "babel",
        "cryptography",
        "pikepdf",
        "pyhanko",
        "reportlab",
        "sqlcipher3",
        "zoneinfo",
        "juryapp.store",
    }
    code = f"import sys, ui.application; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[0] == "[]"


READ_FOR_THE_FIRST_WINDOW = """
import gettext, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
read, whole = [], gettext.GNUTranslations
gettext.GNUTranslations = lambda file: (read.append(Path(file.name).stem), whole(file))[1]
from juryapp import text
text.use("id")
from juryapp.event.laptop import Laptop
from juryapp.locations import Home
from ui.application import dress
from ui.window import Window
app, laptop = QApplication([]), Laptop(Home(Path(sys.argv[1])))
window = Window(laptop, dress(app, laptop))
window.show()
app.processEvents()
print(sorted(read))
window.close()
print(sorted({"cryptography", "PIL", "juryapp.desk", "juryapp.store"} & set(sys.modules)))
"""


def test_the_first_window_reads_the_translations_that_it_says_and_no_others(tmp_path: Path) -> None:
    """They are read room by room, when somebody says what the former ones lack: all of them took a thirtieth of a start."""
    assert in_a_fresh_python(READ_FOR_THE_FIRST_WINDOW, str(tmp_path)) == "['documents', 'ui']\n[]", "nor anything to close it"


@pytest.mark.parametrize(("language", "said"), [("en", "is not there"), ("id", "tidak ditemukan")])
def test_a_file_that_is_not_there_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str, said: str
) -> None:
    assert start.main([str(tmp_path / "Final.jury"), "--lang", language]) == 1
    told = capsys.readouterr().err
    assert str(tmp_path / "Final.jury") in told and said in told


@on_linux
def test_without_a_screen_the_window_says_so_and_loads_no_qt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert start.main(["--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("There is no screen here")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_screen_is_x11_wayland_or_chosen(name: str) -> None:
    assert has_screen({name: ":0"})
    assert not has_screen({name: ""})


@on_linux
def test_a_bare_system_lacks_what_qt_links_to() -> None:
    assert missing_libraries({"QT_QPA_PLATFORM": "offscreen"}, nothing_loads) == QT_LIBRARIES
    assert missing_libraries({"DISPLAY": ":0"}, nothing_loads) == QT_LIBRARIES | SCREEN_LIBRARIES


@on_linux
def test_only_what_is_missing_is_named() -> None:
    missing = missing_libraries({"WAYLAND_DISPLAY": "wayland-0"}, lambda library: library != "libEGL.so.1")
    assert missing == {"libEGL.so.1": "libegl1"}


def test_debian_is_given_the_line_that_installs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    text.use("en")
    sentence = library_obstacle({"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"})
    assert sentence is not None and sentence.endswith("Install them with: apt-get install libegl1 libgl1")


def test_other_systems_are_given_the_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    sentence = library_obstacle({"libEGL.so.1": "libegl1"})
    assert sentence is not None and "libEGL.so.1" in sentence and "apt-get" not in sentence


@on_linux
def test_this_machine_can_run_the_windows_tests(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--packages"]) == 0
    assert capsys.readouterr().out.strip() == ""
