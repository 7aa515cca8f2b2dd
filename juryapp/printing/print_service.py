"""Print service: printers and their queues as CUPS has them, on Linux and macOS, through its own commands `lp` and `lpstat`.

It takes PDF, so pages go there as they are. Pages travel through a pipe: no file of ours lies on the disk. Nothing here waits
for a printer, only for the service, and even that is called in no window's thread.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from juryapp.errors import Refused
from juryapp.printing.paper_names import F4, Size, paper_of
from juryapp.printing.print_jobs import PrintJob
from juryapp.text import mark

_PATIENCE_S = 60
"""So long the service may take to answer."""
_MM = 25.4 / 72
_STOPPED = re.compile(r"^printer (\S+) disabled", re.M)
_CLOSED = re.compile(r"^(\S+) not accepting", re.M)
"""What `lpstat -p` and `lpstat -a` say of such printers in English."""
_TAKES_NOTHING = mark("The printer {name} takes nothing: {why}. See whether it is on and connected.")
_NAMES: dict[str, tuple[str, ...]] = {
    "A4": ("a4", "iso_a4_210x297mm"),
    F4: ("f4", "fanfoldgermanlegal", "na_foolscap_8.5x13in", "foolscap", "folio", "om_folio_210x330mm", "8.5x13"),
}
"""What drivers call a paper, the nearest first. F4 is one of the others in most of them: 21.59 x 33.02 cm, or 21 x 33."""


@dataclass(frozen=True)
class Printer:
    """One that is set up on this laptop."""

    name: str
    papers: tuple[str, ...] = ()
    """What its driver calls the papers it knows; empty where that isn't told."""
    stopped: bool = False
    """What is sent there waits in its queue until somebody starts it again."""
    takes_jobs: bool = True

    def paper_for(self, size: Size) -> str:
        """What its driver calls the paper of this size; a size in millimetres where any may be asked for; else empty."""
        known = {name.lower(): name for name in self.papers}
        named = next((known[name] for name in _NAMES.get(paper_of(size), ()) if name in known), "")
        if named or (self.papers and not any(name.startswith("custom") for name in known)):
            return named
        wide, high = (round(side * _MM) for side in size)
        return f"Custom.{wide}x{high}mm"


def is_there() -> bool:
    """True if this system has such a service."""
    return os.name == "posix" and all(shutil.which(command) for command in ("lp", "lpstat", "cancel"))


def printers() -> list[Printer]:
    """Those that are set up, the usual one first. None if the service doesn't run."""
    names = _told("lpstat", "-e").split()
    usual = _told("lpstat", "-d").rpartition(": ")[2].strip()
    stopped, closed = set(_STOPPED.findall(_told("lpstat", "-p"))), set(_CLOSED.findall(_told("lpstat", "-a")))
    return [
        Printer(name, tuple(_papers(name)), name in stopped, name not in closed)
        for name in sorted(names, key=lambda name: (name != usual, name))
    ]


def check_takes_jobs(printer: Printer) -> None:
    """Raises `Refused` if its queue is closed by now."""
    if _CLOSED.search(_told("lpstat", "-a", printer.name)):
        raise Refused(
            "The printer {name} takes no jobs now: its queue is closed. Open it in the system's settings.", name=printer.name
        )


def is_stopped(printer: Printer) -> bool:
    """True where what was sent waits in its queue now."""
    return bool(_STOPPED.search(_told("lpstat", "-p", printer.name)))


def send(printer: Printer, job: PrintJob, copies: int, *, on: Size | None = None, title: str = "Juryapp") -> str:
    """Gives a job to the printer's queue, where it is known by its `title`, and returns its id; `on` another paper pages are made
    to fit it.

    Each page comes onto a leaf of its own: sheets of two people never share one. Raises `Refused` if it isn't taken.
    """
    paper = printer.paper_for(on or job.size)
    fits = on is None and bool(paper)
    options = ["sides=one-sided", "Collate=True", f"print-scaling={'none' if fits else 'fit'}"]
    options += [] if fits else ["fit-to-page"]
    options += [f"media={paper}"] if paper else []
    words = ["lp", "-d", printer.name, "-n", str(copies), "-t", title, *(word for one in options for word in ("-o", one))]
    done = _run(words, job.pdf)
    found = re.search(r"request id is (\S+)", done.stdout.decode(errors="replace"))
    if done.returncode or not found:
        why = done.stderr.decode(errors="replace").strip().removeprefix("lp: ").rstrip(".") or str(done.returncode)
        raise Refused(_TAKES_NOTHING, name=printer.name, why=why)
    return found[1]


def take_back(ids: Sequence[str]) -> list[str]:
    """Takes jobs out of the queue again; returns those that aren't there any more, as they are on paper already."""
    return [id_ for id_ in ids if _run(["cancel", id_]).returncode]


def _papers(name: str) -> Iterator[str]:
    for line in _told("lpoptions", "-p", name, "-l").splitlines():
        if line.startswith(("PageSize/", "media/", "PageSize:", "media:")):
            yield from (one.lstrip("*") for one in line.partition(":")[2].split())


def _told(*words: str) -> str:
    """What a command says; nothing if it can't be called or fails."""
    try:
        done = _run(words)
    except Refused:
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""


def _run(words: Iterable[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = list(words)
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=_PATIENCE_S, check=False, env=_surroundings())
    except (OSError, subprocess.SubprocessError) as problem:
        raise Refused("The system's print service doesn't answer ({command}); try again.", command=command[0]) from problem


def _surroundings() -> dict[str, str]:
    """Answers in English, and without the libraries that a built program brings along for itself."""
    found = {name: value for name, value in os.environ.items() if name != "LD_LIBRARY_PATH"}
    former = found.pop("LD_LIBRARY_PATH_ORIG", "")
    return {**found, "LC_ALL": "C"} | ({"LD_LIBRARY_PATH": former} if former else {})
