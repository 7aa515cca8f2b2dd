"""The pages in which the project explains itself, and what they name in backticks and in blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.messages import ROOT

_TOP = ("README.md", "CONTRIBUTING.md", "SECURITY.md")
_FENCE = re.compile(r"^(?P<fence>```+)\w*\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
_INDENTED = re.compile(r"(?:^(?: {4}|\t).*\n)+", re.M)
_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Page:
    """One page of prose."""

    path: Path

    @property
    def name(self) -> str:
        """Its path inside the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        """Its Markdown."""
        return self.path.read_text(encoding="utf-8")

    @property
    def blocks(self) -> list[str]:
        """Its blocks of code, fenced or indented."""
        rest = _FENCE.sub("\n", self.text)
        return [found["text"] for found in _FENCE.finditer(self.text)] + [found[0] for found in _INDENTED.finditer(rest)]

    @property
    def spans(self) -> list[str]:
        """What stands in backticks, in one line each."""
        rest = _INDENTED.sub("\n", _FENCE.sub("\n", self.text))
        return [" ".join(found[2].split()) for found in _SPAN.finditer(rest)]

    @property
    def links(self) -> list[str]:
        """Where it points to."""
        return _LINK.findall(self.text)


@cache
def pages() -> tuple[Page, ...]:
    """Every page that says what is, in the order of their names."""
    found = [ROOT / name for name in _TOP] + sorted((ROOT / "docs").rglob("*.md"))
    return tuple(Page(path) for path in found if path.exists())


def guides() -> tuple[Page, ...]:
    """The pages but for the decisions, which speak of their day."""
    return tuple(page for page in pages() if "decisions/0" not in page.name)


def rows(text: str) -> Iterator[list[str]]:
    """The cells of each row of the tables in a text, without headings and rulers."""
    for line in re.findall(r"^\|.*\|$", text, re.M):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not set("".join(cells)) <= {"-", ":"}:
            yield cells
