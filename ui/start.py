"""The `juryapp` command: opens the window, or hands its words to the command line without ever loading Qt.

Imports nothing heavy: a command must not wait for a window's libraries, nor a window for the command line's.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from juryapp import __version__, memory_dumps, text
from juryapp.disk import make_private_folder
from juryapp.errors import FileProblem, Problem
from juryapp.locations import Home, portable_data, program_folder
from juryapp.starting_language import asked_language, starting_language

SAMPLE = "--sample"
"""Opens the window on an invented event."""
HELPER = "--work-for-another-process"
"""`juryapp.processes.WORD`, which isn't loaded for anything else."""


@dataclass(frozen=True)
class WantedWindow:
    """What a start of the window is to show."""

    path: Path | None = None
    """The event file to open."""
    sample: bool = False
    language: str | None = None
    """The language asked for with `--lang`; None: this laptop's own."""


def main(argv: list[str] | None = None) -> int:
    """Runs `juryapp` with these words (default: those it was called with) and returns the exit code.

    Alone, with one `.jury` file or with `--sample` it opens the window, in the language of `--lang` if that is given;
    anything else is the command line's.
    """
    memory_dumps.forbid()
    words = sys.argv[1:] if argv is None else argv
    if words == [HELPER]:
        from juryapp.processes import serve

        serve()
        return 0
    if words == ["--version"]:
        print(f"juryapp {__version__}")
        return 0
    wanted = wanted_window(words)
    if wanted is None:
        from juryapp.cli import main as command_line

        return command_line(words)
    text.use(starting_language(wanted.language, Home.usual()))
    try:
        return open_window(wanted)
    except Problem as problem:
        print("\n".join(problem.sentences()), file=sys.stderr)
        if program_folder():  # started by a double click: nobody sees what is printed
            from ui.told_alone import tell_alone

            tell_alone(problem.sentences())
        return 1


def wanted_window(words: list[str]) -> WantedWindow | None:
    """The window that these words ask for: with none, `--sample` or one event file, and perhaps `--lang`; else None."""
    language, others = asked_language(words)
    if language is not None and language not in text.LANGUAGES:
        return None
    if others in ([], [SAMPLE]):
        return WantedWindow(sample=bool(others), language=language)
    if len(others) == 1 and _names_an_event(others[0]):
        return WantedWindow(Path(others[0]), language=language)
    return None


def open_window(wanted: WantedWindow) -> int:
    """Opens the window, after asking whether this machine can paint one."""
    from ui.preflight import obstacle

    check_portable()
    path = wanted.path
    if path is None and not wanted.sample:
        path = event_beside()
    if path and is_gone(path):
        raise FileProblem("{path} is not there: check the name, or start Juryapp without a file and choose one.", path=path)
    reason = obstacle()
    if reason:
        print(reason, file=sys.stderr)
        return 1
    run = load_application()
    return run(path, sample=wanted.sample, language=wanted.language)


def check_portable() -> None:
    """Raises `FileProblem` where a program that keeps its data beside itself can't write there."""
    data = portable_data()
    if data is None:
        return
    try:
        make_private_folder(data)
        with tempfile.TemporaryFile(dir=data):
            pass
    except (FileProblem, OSError) as problem:
        raise FileProblem(
            "This Juryapp keeps its data beside itself, and nothing can be written to {path}: unlock the flash disk or make room "
            "on it, or copy the whole folder onto the laptop and start it there.",
            path=data,
        ) from problem


def event_beside() -> Path | None:
    """The one event file that was prepared beside a built program, as on a juror's flash disk; None where there are others."""
    program = program_folder()
    try:
        found = [path for path in program.parent.iterdir() if path.suffix.lower() == ".jury"] if program else []
    except OSError:
        return None
    return found[0] if len(found) == 1 and found[0].is_file() else None


def is_gone(path: Path, within_s: float = 2.0) -> bool:
    """True if nothing lies there and this laptop has no copy. A disk that doesn't answer is the window's matter: False."""
    gone: list[bool] = []

    def ask() -> None:
        from juryapp.event.spare_files import taken_from

        gone.append(not path.exists() and not taken_from(Home.usual(), path))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(within_s)
    return gone == [True]


def load_application() -> Callable[..., int]:
    """What runs the window. Loading it makes nothing that could be cleared up, so Python's collector doesn't look meanwhile."""
    gc.disable()
    try:
        from ui import own_import

        own_import.restore()
        from ui.application import run
    finally:
        gc.enable()
    return run


def _names_an_event(word: str) -> bool:
    return not word.startswith("-") and word.lower().endswith((".jury", ".jurypack"))


if __name__ == "__main__":
    sys.exit(main())
