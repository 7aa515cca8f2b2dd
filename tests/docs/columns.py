"""The sheets and columns of the set-up workbook, as `docs/formats/workbook.md` lists them."""

from __future__ import annotations

from juryapp.text import speaking, translate
from juryapp.workbook.columns import SHEETS, Column, SheetKind


def sheets() -> str:
    """A table for each sheet: its columns in both languages, what is required, what may be chosen."""
    with speaking("en"):
        return "\n\n".join(_sheet(kind) for kind in SHEETS)


def _sheet(kind: SheetKind) -> str:
    needed = "required" if kind.required else "may be missing"
    rows = [f"| {_names(one)} | {_told(one)} |" for one in kind.columns]
    title = f"### {kind.name.indonesian} / {kind.name.english} ({needed})"
    return "\n".join([title, "", "| Indonesian / English | |", "|---|---|", *rows])


def _names(column: Column) -> str:
    names = " / ".join(dict.fromkeys((column.name.indonesian, column.name.english)))
    return f"**{names}**" if column.required else names


def _told(column: Column) -> str:
    told = translate(column.help).replace("|", "\\|")
    if not column.choices:
        return told
    words = (" / ".join(dict.fromkeys((word.indonesian, word.english))) for word in column.choices)
    return f"{told} One of: {', '.join(words)}."
