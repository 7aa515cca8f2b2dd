"""Browsers: the checker page in a real Chromium and Firefox: every attack on signatures, 10,000 judgings, 500 sheets in time."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from juryapp.signing.certificates import read_pem
from juryapp.verification.checker_page import checker_page
from tests.checker import engine
from tests.checker.browsers import Browser, Chromium, Firefox, checked, chromium_path, firefox_path
from tests.checker.forged import Paper, attacks, the_root
from tests.checker.judgings import RECOUNT, judging

SHEETS = 500
_ALLOWED = 10.0
"""Seconds for so many sheets."""
_AT_ONCE = 1_000


def lacking() -> str:
    """What is missing here, as a sentence; empty if both browsers are there."""
    names = [name for name, found in (("chromium", chromium_path()), ("firefox-esr", firefox_path())) if not found]
    return f"Not tried in a browser: {', '.join(names)} (Debian: apt-get install {' '.join(names)})" if names else ""


def faults(judgings: int) -> Iterator[str]:
    """A sentence for each thing that the checker page said otherwise than the core."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _ranked_otherwise(judgings, Path(folder))
        papers = _written(Path(folder))
        for made in (Chromium, Firefox):
            yield from _judged_otherwise(made, papers, Path(folder))


def _ranked_otherwise(count: int, folder: Path) -> Iterator[str]:
    for first in range(0, count, _AT_ONCE):
        made = [judging(seed) for seed in range(first, min(count, first + _AT_ONCE))]
        found = engine.run(RECOUNT, [data for data, _told in made], folder)
        yield from (f"judging {first + place} is ranked otherwise" for place, told in enumerate(found) if told != made[place][1])


def _written(folder: Path) -> dict[Path, Paper]:
    (root,) = read_pem(the_root())
    (folder / "page.html").write_text(checker_page(root), encoding="utf-8")
    papers = {folder / f"{place:04}.pdf": paper for place, paper in enumerate(attacks())}
    for path, paper in papers.items():
        path.write_bytes(paper.pdf)
    return papers


def _judged_otherwise(made: Callable[[], Browser], papers: dict[Path, Paper], folder: Path) -> Iterator[str]:
    named = {path.name: paper for path, paper in papers.items()}
    genuine = next(path for path, paper in papers.items() if paper.genuine)
    with _browser(made) as browser:
        for one in checked(browser, folder / "page.html", list(papers)):
            paper = named[one["name"]]
            empty = one["state"] == "lacking" and not paper.pdf
            if not empty and (one["state"] == "valid") != paper.genuine:
                yield f"{made.__name__}: {one['name']} is {one['state']} {json.dumps(one['faults'])}, genuine: {paper.genuine}"
        started = time.monotonic()
        copies = [folder / f"copy-{place}.pdf" for place in range(SHEETS)]
        for copy in copies:
            copy.write_bytes(genuine.read_bytes())
        checked(browser, folder / "page.html", copies)
        took = time.monotonic() - started
        print(f"{made.__name__}: {len(papers)} papers; {SHEETS} sheets in {took:.1f} s", flush=True)
        if took > _ALLOWED:
            yield f"{made.__name__} took {took:.1f} s for {SHEETS} sheets"


@contextmanager
def _browser(made: Callable[[], Browser]) -> Iterator[Browser]:
    browser = made()
    try:
        yield browser
    finally:
        browser.close()
