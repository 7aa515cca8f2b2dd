"""Running a virtual environment's own pip, and what its failures mean, a sentence each.

The user's own configuration of pip (mirrors, proxies, certificates) is left in force; what would install elsewhere is not.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

RETRIES = "2"
"""Instead of pip's five: a machine without a network hears so in seconds."""

LAST_LINES = 6
"""How many of pip's lines are shown when it fails for a reason that isn't known here."""

ELSEWHERE = {
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_REQUIREMENT",
    "PIP_CONSTRAINT",
    "PIP_DRY_RUN",
    "PYTHONPATH",
    "PYTHONHOME",
}
OVERRULED = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_REQUIRE_HASHES": "0"}
"""What would have pip install elsewhere, something else or nothing; of the last three a configuration file's word too."""

WIDTH = 300
"""Some of those lines name every release there ever was."""

FULL = re.compile(r"\[Errno 28\]|\[Errno 122\]|\[WinError 112\]|No space left on device")
SWAPPED = re.compile(r"DO NOT MATCH THE HASHES.*?\n\s+(?P<name>[\w.-]+)(\[[\w.,-]+\])?==", re.DOTALL)
UNTRUSTED = re.compile(r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|invalid path: .*\bcert", re.IGNORECASE)
UNREACHED = re.compile(
    r"connection broken by|NewConnectionError|NameResolutionError|ConnectTimeoutError|ReadTimeoutError|Read timed out"
    r"|Max retries exceeded|IncompleteRead|ProtocolError|ProxyError|Connection(Reset|Aborted|Refused)?Error"
)
ABSENT = re.compile(r"No matching distribution found for (?P<name>[\w.-]+(\[[\w.,-]+\])?==\S+)")


class PipError(Exception):
    """pip failed; the message is the sentence for the user, `lines` are pip's own where the sentence leaves something open."""

    def __init__(self, sentence: str, lines: list[str]) -> None:
        super().__init__(sentence)
        self.lines = lines


def install(python: Path, *arguments: str) -> None:
    """Installs into the environment of `python` without a word; raises PipError."""
    command = [str(python), "-I", "-W", "ignore", "-m", "pip", "install", "--quiet", "--no-input", "--retries", RETRIES]
    # Byte code is written when a module is first imported: compiling all of it takes as long as fetching it.
    command += ["--disable-pip-version-check", "--no-compile", "--no-build-isolation", *arguments]
    ended = subprocess.run(
        command, env=environment(os.environ), stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", errors="replace"
    )
    if ended.returncode:
        raise explained(ended.stdout + ended.stderr)


def environment(outside: Mapping[str, str]) -> dict[str, str]:
    """The variables pip gets: the user's, but for those that lead elsewhere."""
    kept = {name: value for name, value in outside.items() if name not in ELSEWHERE}
    return kept | OVERRULED | {"PYTHONUTF8": "1"}


def explained(output: str) -> PipError:
    """What pip's output means. The order counts: a full disk or a swapped file may come after a retried connection."""
    if FULL.search(output):
        return PipError("The disk is full: make room (about 1 GB) and try again.", [])
    if swapped := SWAPPED.search(output):
        name = swapped["name"]
        return PipError(
            f"{name} was refused: the file that came isn't the one the lock names (its hash differs). Try again; if it stays so,"
            " ask whoever keeps the mirror or proxy between here and the package index.",
            [],
        )
    if UNTRUSTED.search(output):
        return PipError(
            "The package index's certificate isn't trusted here: look at this machine's clock, then at the certificates"
            " that pip is told of (pip config list).",
            [],
        )
    if UNREACHED.search(output):
        return PipError(
            "The package index can't be reached, and setting up .venv needs it: connect to a network and try again.", []
        )
    lines = [line[:WIDTH] for line in output.splitlines() if line.strip()][-LAST_LINES:]
    if absent := ABSENT.search(output):
        return PipError(f"The package index has no {absent['name']} for this Python and system (above: what pip said).", lines)
    return PipError("pip couldn't install what the lock names (above: its last lines).", lines)
