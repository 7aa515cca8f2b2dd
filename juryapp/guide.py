"""The guide: the pages that explain the program to who uses it, as Markdown that lies with the program. Not how they are shown.

A page is `docs/guide/<language>/<name>.md`. Above each heading stands its place, `<a id="score"></a>`, which is the same in every
language: links (`juror.md#score`) and the keys of the window lead there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from juryapp import text

PAGES = ("juror", "secretary", "headquarters", "trouble")
"""The names of the pages, in the order in which they are offered."""
COMMANDS = "commands"
"""The place, on any page, of what only those need who write scripts."""
_SECTION = re.compile(r'^<a id="(?P<place>[a-z-]+)"></a>\n(?P<level>#{1,3}) (?P<title>.+)$', re.M)


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, up to the next one."""

    place: str
    """What leads there, the same in every language."""
    level: int
    """1 for the page's own title."""
    title: str
    markdown: str
    """Without the mark of its place, with its heading."""


@dataclass(frozen=True)
class GuidePage:
    """One page in one language."""

    name: str
    folder: Path
    """Where it lies: its pictures are named from there."""
    sections: tuple[Section, ...]

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].title

    @property
    def markdown(self) -> str:
        """All of it, without the marks of places."""
        return "\n\n".join(section.markdown for section in self.sections) + "\n"

    def title_at(self, place: str) -> str:
        """The heading at a place, or the page's own where there is no such place."""
        return next((one.title for one in self.sections if one.place == place), self.title)


def page(name: str, language: str | None = None) -> GuidePage:
    """The page of this name (one of `PAGES`), in this language or the one that is spoken now."""
    return _read(name, folder() / (language or text.current()))


def page_for_windows(name: str) -> GuidePage:
    """The page in the language that is spoken now, without what is told of commands: whoever is at a window has none at hand."""
    found = page(name)
    return replace(found, sections=tuple(one for one in found.sections if one.place != COMMANDS))


def folder() -> Path:
    """Where the guide lies: among the resources of a built program, in `docs` beside the packages else."""
    built = text.resources() / "guide"
    return built if built.is_dir() else text.resources().parent / "docs" / "guide"


@cache
def _read(name: str, where: Path) -> GuidePage:
    written = (where / f"{name}.md").read_text(encoding="utf-8")
    found = list(_SECTION.finditer(written))
    ends = [one.start() for one in found[1:]] + [len(written)]
    sections = tuple(
        Section(one["place"], len(one["level"]), one["title"], written[one.start("level") : end].strip())
        for one, end in zip(found, ends, strict=True)
    )
    return GuidePage(name, where, sections)
