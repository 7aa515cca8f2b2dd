"""The `juryapp` command: opens the window, or hands its words to the command line without ever loading Qt.

Imports nothing heavy: a command must not wait for a window's libraries, nor a window for the command line's.
"""

from __future__ import annotations

import sys
from pathlib import Path

from juryapp import __version__
from juryapp.errors import FileProblem, Problem

SAMPLE = "--sample"
"""Opens the window on an invented event."""


def main(argv: list[str] | None = None) -> int:
    """Runs `juryapp` with these words (default: those it was called with) and returns the exit code.

    Alone, with one `.jury` file or with `--sample` it opens the window; anything else is the command line's.
    """
    words = sys.argv[1:] if argv is None else argv
    if words == ["--version"]:
        print(f"juryapp {__version__}")
        return 0
    if not asks_for_the_window(words):
        from juryapp.cli import main as command_line

        return command_line(words)
    try:
        return open_window(words)
    except Problem as problem:
        print("\n".join(problem.sentences()), file=sys.stderr)
        return 1


def asks_for_the_window(words: list[str]) -> bool:
    """Whether these words are a window's: none, `--sample`, or one event file."""
    return not words or words == [SAMPLE] or (len(words) == 1 and _names_an_event(words[0]))


def open_window(words: list[str]) -> int:
    """Opens the window, after asking whether this machine can paint one."""
    from ui.preflight import obstacle

    path = Path(words[0]) if words and words != [SAMPLE] else None
    if path and not path.exists():
        raise FileProblem("{path} is not there: check the name, or start Juryapp without a file and choose one.", path=path)
    reason = obstacle()
    if reason:
        print(reason, file=sys.stderr)
        return 1
    from ui.application import run

    return run(path, words == [SAMPLE])


def _names_an_event(word: str) -> bool:
    return not word.startswith("-") and word.lower().endswith(".jury")


if __name__ == "__main__":
    sys.exit(main())
