"""`make bench`: prints the table. `--quick` takes half a minute, `--full` also a million entries; both may be left out."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.bench import desk_rows, first_rows, fluid_rows, journal_rows, list_rows, many_rows, sheet_rows, window_rows
from tests.bench.measure import HEAD, Row, Skipped

Part = Callable[[Path], Row | Iterable[Row | Skipped]]
QUICK, USUAL, FULL = "quick", "usual", "full"
SIZES = {QUICK: (1_000, 10_000), USUAL: (1_000, 10_000, 100_000), FULL: (1_000, 10_000, 100_000, 1_000_000)}
ROUNDS = {QUICK: 3, USUAL: 5, FULL: 5}
PACKAGES = {QUICK: (5, 1_000), USUAL: (10, 5_000), FULL: (60, 20_000)}
LONG = {QUICK: 10_000, USUAL: 100_000, FULL: 1_000_000}
MANY = {QUICK: 100, USUAL: 300, FULL: 1_000}
"""Sheets and forms, of which cores share the work."""
PROVINCE = {QUICK: 10, USUAL: 60, FULL: 60}
"""Candidates of each of 38 events."""
CANDIDATES = {QUICK: 500, USUAL: 5_000, FULL: 5_000}


def parts(how: str) -> dict[str, Part]:
    """The parts of the table by name."""
    rounds = ROUNDS[how]
    return {
        "recording": lambda folder: journal_rows.recording(folder, 40 * rounds),
        "version": lambda folder: window_rows.version(folder, rounds),
        "window": lambda folder: window_rows.first_window(folder, rounds),
        "first": lambda folder: first_rows.first_sheet(folder, rounds),
        "desk": lambda folder: desk_rows.at_work(folder, rounds),
        "fluid": fluid_rows.fluid,
        "sample": lambda folder: desk_rows.sample(folder, rounds),
        "built": lambda folder: first_rows.as_built(folder, rounds),
        "sheet": lambda folder: sheet_rows.signed_sheet(folder, 4 * rounds),
        "verify": lambda folder: sheet_rows.verified(folder, 4 * rounds, MANY[how]),
        "draw": lambda folder: sheet_rows.drawn(folder, MANY[how]),
        **{f"merge-{size}": _merge(size, rounds) for size in SIZES[how]},
        "checks": lambda folder: journal_rows.checks(folder, SIZES[how][-1] if how == QUICK else 100_000),
        "packages": lambda folder: journal_rows.many_packages(folder, *PACKAGES[how]),
        "long": lambda folder: journal_rows.a_long_journal(folder, LONG[how]),
        "many-events": lambda folder: many_rows.many_events(folder, PROVINCE[how]),
        "large": lambda folder: list_rows.large_event(folder, CANDIDATES[how], rounds),
    }


def _merge(size: int, rounds: int) -> Part:
    return lambda folder: journal_rows.merging(folder, size, rounds if size < 100_000 else max(1, 300_000 // size))


def main(words: list[str] | None = None) -> int:
    """Prints every row as soon as it is measured."""
    reader = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    group = reader.add_mutually_exclusive_group()
    group.add_argument("--quick", dest="how", action="store_const", const=QUICK, default=USUAL)
    group.add_argument("--full", dest="how", action="store_const", const=FULL)
    reader.add_argument("only", nargs="*", help="the parts to measure, such as recording or merge-1000; all by default")
    asked = reader.parse_args(words)
    print(HEAD)
    for name, part in parts(asked.how).items():
        if not asked.only or name in asked.only:
            _measure(part)
    return 0


def _measure(part: Part) -> None:
    folder = Path(tempfile.mkdtemp(prefix="juryapp-bench-"))
    try:
        found = part(folder)
        for row in [found] if isinstance(found, Row) else found:
            print(row.line(), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
