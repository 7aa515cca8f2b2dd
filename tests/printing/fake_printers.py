"""A print service that never prints: the three commands of CUPS as scripts, which keep what they are given."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

_LP = """#!/bin/sh
number=$(($(ls "{folder}"/job-*.pdf 2>/dev/null | wc -l) + 1))
if [ -e "{folder}/refuses" ]; then echo "lp: The printer or class does not exist." >&2; exit 1; fi
echo "$@" > "{folder}/job-$number.words"
cat > "{folder}/job-$number.pdf"
echo "request id is Kantor-$number (1 file(s))"
"""
_LPSTAT = """#!/bin/sh
case "$1" in
-e) printf 'Hotel\\nKantor\\n' ;;
-d) echo "system default destination: Kantor" ;;
-p) if [ -e "{folder}/stopped" ]; then echo "printer Kantor disabled since Mon 30 Nov 2026 -"; fi ;;
-a) if [ -e "{folder}/closed" ]; then echo "Kantor not accepting requests since Mon 30 Nov 2026 -"; fi ;;
esac
"""
_LPOPTIONS = """#!/bin/sh
case "$2" in
Kantor) echo "PageSize/Media Size: *A4 FanFoldGermanLegal Letter Custom.WIDTHxHEIGHT" ;;
Hotel) echo "PageSize/Media Size: *A4 Letter" ;;
esac
echo "Duplex/Double-Sided: None *DuplexNoTumble"
"""
_CANCEL = """#!/bin/sh
if [ -e "{folder}/on-paper" ]; then echo "cancel: is already completed" >&2; exit 1; fi
echo "$@" >> "{folder}/cancelled"
"""


@dataclass
class PrintService:
    """What went to it."""

    folder: Path

    def words(self, number: int) -> str:
        """With which words the job was sent, from 1."""
        return (self.folder / f"job-{number}.words").read_text()

    @property
    def jobs(self) -> list[bytes]:
        """What was sent, one after the other."""
        found = sorted(self.folder.glob("job-*.pdf"), key=lambda path: int(path.stem.removeprefix("job-")))
        return [path.read_bytes() for path in found]

    @property
    def cancelled(self) -> list[str]:
        """The jobs that were taken back."""
        path = self.folder / "cancelled"
        return path.read_text().split() if path.exists() else []

    def will(self, how: str) -> None:
        """From now on it `refuses`, is `stopped` or `closed`, or all is `on-paper` already."""
        (self.folder / how).touch()


def set_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    """Such a service on the PATH of this test."""
    scripts = {"lp": _LP, "lpstat": _LPSTAT, "lpoptions": _LPOPTIONS, "cancel": _CANCEL}
    commands = folder / "commands"
    commands.mkdir()
    for name, script in scripts.items():
        path = commands / name
        path.write_text(script.replace("{folder}", str(folder)))
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(commands), prepend=":")
    return PrintService(folder)
