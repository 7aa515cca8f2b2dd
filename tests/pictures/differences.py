"""The pictures of `make screens` beside those of the time before: `screens/differences.html`.

    set_aside(screens)      before pictures are taken: those of the last whole run are the former ones
    report(screens)         afterwards: what differs, on a page to be looked at

What `report` finds is to be looked at, and fails nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from PIL import Image

from tests.pictures.comparing import difference

FORMER, MARKED, PAGE = "former", "different", "differences.html"
_STYLE = "body{font:16px sans-serif;margin:2em}img{width:32vw;border:1px solid #999}"


@dataclass
class Report:
    """Names of pictures, as paths within the folder."""

    alike: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        if not (self.alike or self.different or self.gone):
            return f"{len(self.new)} pictures, the first ones; the next time they are compared"
        return (
            f"{len(self.different)} of {len(self.alike) + len(self.different)} pictures differ from the former ones; "
            f"new: {len(self.new)}, gone: {len(self.gone)}"
        )


def set_aside(screens: Path) -> None:
    """Empties the folder but for the former pictures: those in it, or, where their run was broken off, the ones before them."""
    whole = (screens / PAGE).exists()
    former = screens / FORMER
    if whole:
        shutil.rmtree(former, ignore_errors=True)
        for name in list(_pictures(screens)):
            (former / name).parent.mkdir(parents=True, exist_ok=True)
            (screens / name).rename(former / name)
    screens.mkdir(exist_ok=True)
    for path in screens.iterdir():
        if path.is_dir() and path != former:
            shutil.rmtree(path)
        elif path != former:
            path.unlink()


def report(screens: Path) -> Report:
    """Compares all pictures, and writes the page with those that differ."""
    found = Report()
    former, now = set(_pictures(screens / FORMER)), set(_pictures(screens))
    found.new, found.gone = sorted(now - former), sorted(former - now)
    for name in sorted(former & now):
        (found.different if _differ(screens, name) else found.alike).append(name)
    (screens / PAGE).write_text(_page(found), encoding="utf-8")
    return found


def _pictures(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.png"):
        name = path.relative_to(folder)
        if name.parts[0] not in (FORMER, MARKED):
            yield name.as_posix()


def _differ(screens: Path, name: str) -> bool:
    """Whether it does; then the marked picture is written."""
    former, new = screens / FORMER / name, screens / name
    if former.read_bytes() == new.read_bytes():
        return False
    with Image.open(former) as before, Image.open(new) as after:
        found = difference(before, after)
    if found:
        marked = screens / MARKED / name
        marked.parent.mkdir(parents=True, exist_ok=True)
        found.picture.save(marked)
    return found is not None


def _page(found: Report) -> str:
    rows = "\n".join(_row(name) for name in found.different)
    lists = "".join(
        f"<h2>{title}</h2><ul>{''.join(f'<li>{escape(name)}</li>' for name in names)}</ul>\n"
        for title, names in (("New", found.new), ("Gone", found.gone))
        if names
    )
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures that differ</title><style>{_STYLE}</style>\n'
        f"<h1>{escape(str(found))}</h1>\n"
        f"<p>Former, new, and the new one with the changed places marked.</p>\n{rows}\n{lists}</html>\n"
    )


def _row(name: str) -> str:
    pictures = "".join(
        f'<a href="{path}"><img loading="lazy" alt="{word}" src="{path}"></a> '
        for word, path in (("former", f"{FORMER}/{escape(name)}"), ("new", escape(name)), ("marked", f"{MARKED}/{escape(name)}"))
    )
    return f"<h3>{escape(name)}</h3><p>{pictures}</p>"
