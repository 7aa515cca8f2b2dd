"""Panels as a table of their own: each with its jurors and categories. Pure: what is typed there is typed into their rows.

A panel exists by use (docs/formats/workbook.md): jurors, categories and interviews name it. A row of this table that names nobody
yet, or whose panel has a name that is no code, waits as any row that is only begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from juryapp.errors import Refused
from juryapp.model.code import is_code
from juryapp.model.setup import Setup
from juryapp.setup_changes import edits
from juryapp.setup_changes.codes_of_names import code_of
from juryapp.setup_changes.edits import NEW, STAYS, Drafts, ShownRow, new_row
from juryapp.setup_changes.pasting import read_pasted
from juryapp.text import mark
from juryapp.workbook.columns import CATEGORIES, JURORS, SCHEDULE, Column, SheetKind
from juryapp.workbook.mistakes import WorkbookWord
from juryapp.workbook.typed import PANELS_KEY, CellMistake, Texts, texts_of

PANELS = SheetKind(
    PANELS_KEY,
    WorkbookWord("Panel", "Panels"),
    (
        Column("code", WorkbookWord("Panel", "Panel"), "", required=True),
        Column("jurors", WorkbookWord("Juri", "Jurors"), "", required=True),
        Column("categories", WorkbookWord("Kategori", "Categories"), ""),
    ),
    required=False,
)
NOBODY = mark("{code} isn't in the table {table}; type codes, with commas between them.")
NO_CODE = mark("{table}, row {row}: “{found}” isn't a code; use 1 to 24 letters, digits, dots, hyphens or underscores.")
ALONE = mark(
    "{juror} sits on the panel {panel} alone, and a juror without a panel judges everything. Put {juror} on another panel first."
)
_TABLES: Mapping[str, SheetKind] = {"jurors": JURORS, "categories": CATEGORIES}
"""Column -> the table whose rows it names."""


def panel_rows(setup: Setup, drafts: Drafts) -> list[ShownRow]:
    """Every panel that is named, as it is typed, and those that are only begun."""
    now = _named(setup, drafts)
    stored = _named(setup, Drafts()) if drafts.rows else now
    found = [
        ShownRow(panel, texts, frozenset(column for column in _TABLES if stored.get(panel, {}).get(column, "") != texts[column]))
        for panel, texts in now.items()
    ]
    begun: dict[str, dict[str, str]] = {}
    for (table, row, column), text in drafts.cells.items():
        if table == PANELS.key:
            begun.setdefault(row, {})[column] = text
    return found + [ShownRow(name, begun[name], frozenset(begun[name])) for name in sorted(begun)]


def panel_typed(setup: Setup, drafts: Drafts, row: str, texts: Texts) -> Drafts:
    """The drafts once these cells of a panel were typed: its jurors and categories name it.

    Raises `Refused` for codes that aren't there, for another name of a panel, and for a juror who would judge everything.
    """
    if not row.startswith(NEW):
        if texts.get("code", row) != row:
            raise Refused(STAYS, code=row)
        return _put(setup, drafts, row, texts)
    begun = {cell[2]: text for cell, text in drafts.cells.items() if cell[:2] == (PANELS.key, row)}
    begun = {column: text.strip() for column, text in {**begun, **texts}.items() if text.strip()}
    rest = replace(drafts, cells={cell: text for cell, text in drafts.cells.items() if cell[:2] != (PANELS.key, row)})
    if is_code(begun.get("code", "")) and begun.get("jurors"):
        return _put(setup, rest, begun["code"], begun)
    return replace(rest, cells={**rest.cells, **{(PANELS.key, row, column): text for column, text in begun.items()}})


def panels_pasted(setup: Setup, drafts: Drafts, first: tuple[int, int], text: str) -> Drafts:
    """The drafts once rows from a spreadsheet were pasted, from this row and column on. Raises `Refused` as `panel_typed`."""
    found = read_pasted(PANELS, [column.key for column in PANELS.columns], first[1], text)
    names = [row.name for row in panel_rows(setup, drafts)]
    for place, texts in enumerate(found.rows, first[0]):
        if any(cell.strip() for cell in texts.values()):
            name = names[place] if place < len(names) else new_row(PANELS, drafts)
            drafts = panel_typed(setup, drafts, name, texts)
    return drafts


def panel_mistakes(setup: Setup, drafts: Drafts) -> tuple[CellMistake, ...]:
    """The panels that were given a name which is no code."""
    return tuple(
        CellMistake(PANELS.key, place, "code", Refused(NO_CODE, table=PANELS.name, row=place + 1, found=code))
        for place, row in enumerate(panel_rows(setup, drafts))
        if row.is_new and (code := row.texts.get("code", "")) and not is_code(code)
    )


def is_only_typed(setup: Setup, panel: str) -> bool:
    """True for a panel that the event doesn't know."""
    return panel.startswith(NEW) or (bool(panel) and panel not in _named(setup, Drafts()))


def panel_removed(setup: Setup, drafts: Drafts, row: str) -> Drafts:
    """The drafts without a panel that is only typed: whom it names stands where the event has them.

    Raises `Refused` for a panel of the event.
    """
    if row.startswith(NEW) or not is_only_typed(setup, row):
        return edits.removed(PANELS, drafts, row)
    for kind in (JURORS, CATEGORIES, SCHEDULE):
        for shown in edits.shown_rows(kind, setup, drafts):
            panels = _split(shown.texts.get("panel", ""))
            if row in panels:
                stored = texts_of(kind, setup).get(shown.name, {}).get("panel", "")
                rest = ", ".join(one for one in panels if one != row)
                drafts = edits.typed(kind, setup, drafts, shown.name, {"panel": rest or stored})
    return drafts


def _named(setup: Setup, drafts: Drafts) -> dict[str, dict[str, str]]:
    """Panel -> the codes that name it, by column."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind in (JURORS, CATEGORIES, SCHEDULE):
        for row in edits.shown_rows(kind, setup, drafts):
            for panel in _split(row.texts.get("panel", "")):
                codes = found.setdefault(panel, {column: [] for column in _TABLES})
                for column, table in _TABLES.items():
                    codes[column] += [row.texts.get("code", "")] if table is kind else []
    named = {
        panel: {"code": panel, **{column: ", ".join(filter(None, one)) for column, one in codes.items()}}
        for panel, codes in found.items()
    }
    return dict(sorted(named.items()))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _put(setup: Setup, drafts: Drafts, panel: str, texts: Texts) -> Drafts:
    for column, kind in _TABLES.items():
        if column in texts:
            rows = {row.texts.get("code", ""): row for row in edits.shown_rows(kind, setup, drafts)}
            names = edits.names_by_code(kind, setup, drafts)
            wanted = _known([code_of(one, names) for one in _split(texts[column])], rows, kind)
            for code, row in rows.items():
                said = _said(kind, row, panel, is_wanted=code in wanted)
                if said != row.texts.get("panel", ""):
                    drafts = edits.typed(kind, setup, drafts, row.name, {"panel": said})
    return drafts


def _known(codes: Iterable[str], rows: Mapping[str, ShownRow], kind: SheetKind) -> set[str]:
    """The codes as their table spells them."""
    spelled = {code.casefold(): code for code in rows}
    for code in codes:
        if code.casefold() not in spelled:
            raise Refused(NOBODY, code=code, table=kind.name)
    return {spelled[code.casefold()] for code in codes}


def _said(kind: SheetKind, row: ShownRow, panel: str, *, is_wanted: bool) -> str:
    """What a row's cell of the panel says then."""
    said = row.texts.get("panel", "")
    panels = _split(said)
    if is_wanted == (panel in panels):
        return said
    if kind is CATEGORIES:
        return panel if is_wanted else ""
    if is_wanted:
        return ", ".join([*panels, panel])
    if panels == [panel]:
        raise Refused(ALONE, juror=row.texts.get("code", ""), panel=panel)
    return ", ".join(one for one in panels if one != panel)
