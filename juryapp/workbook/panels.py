"""Panels exist by use: a juror sits on them. Tells the panels that are named and have nobody who counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from juryapp.text import mark
from juryapp.workbook.categories import CategoryRow
from juryapp.workbook.cells import fold
from juryapp.workbook.people import JurorRow
from juryapp.workbook.references import LOOKS_LIKE, looks
from juryapp.workbook.rows import WorkbookRow
from juryapp.workbook.schedule import SlotRow

NOBODY = mark(
    "{at}: no juror whose scores count sits on the panel {panel}; name it in the sheet Juri (Jurors) or correct it here."
)
JUDGES_NOBODY = mark(
    "{at}: the panel {panel} is named by no category and no interview, so that it judges nobody; correct it, or name it there."
)
NONE_COUNTS = mark("{at}: all jurors are observers; at least one must be chair, member or secretary.")


def spelling_of(jurors: Sequence[JurorRow]) -> Callable[[str], str]:
    """How the jurors' sheet spells a panel: capital letters aside it is the same panel."""
    spelled: dict[str, str] = {}
    for entry in jurors:
        for panel in entry.juror.panels:
            spelled.setdefault(fold(panel), panel)
    return lambda panel: spelled.get(fold(panel), panel)


def tell_unjudged(categories: Sequence[CategoryRow], slots: Sequence[SlotRow], jurors: Sequence[JurorRow]) -> None:
    """Tell, once for each panel, that a category or slot names it and no counting juror sits on it."""
    if not jurors:
        return
    counting = [entry for entry in jurors if entry.juror.counts]
    if not counting:
        jurors[0].row.tell("role", NONE_COUNTS)
        return
    if any(not entry.juror.panels and not entry.panels_wrong for entry in counting):
        return
    seated = {fold(panel) for entry in counting for panel in entry.juror.panels} | _meant(jurors)
    named = [(entry.category.panel, entry.row) for entry in categories] + [(entry.slot.panel, entry.row) for entry in slots]
    told: set[str] = set()
    for panel, row in named:
        if panel and fold(panel) not in seated | told:
            told.add(fold(panel))
            row.tell("panel", NOBODY, panel=panel)


def note_panels(categories: Sequence[CategoryRow], slots: Sequence[SlotRow], jurors: Sequence[JurorRow]) -> None:
    """Notes panels that look alike, and those of jurors that judge nobody; who is named by none isn't judged by them either."""
    named = [(panel, entry.row) for entry in jurors for panel in entry.juror.panels]
    judging = [(one.category.panel, one.row) for one in categories] + [(one.slot.panel, one.row) for one in slots]
    known: dict[str, tuple[str, WorkbookRow]] = {}
    told: set[str] = set()
    for panel, row in [*named, *judging]:
        if not panel:
            continue
        other, first = known.setdefault(looks(panel), (panel, row))
        if fold(other) != fold(panel) and fold(panel) not in told:
            told.add(fold(panel))
            row.note("panel", LOOKS_LIKE, found=panel, other=other, first=str(first.at("panel")))
    used = {fold(panel) for panel, _row in judging}
    unread = any("panel" in row.wrong for _panel, row in judging)
    for panel, row in named:
        if not unread and fold(panel) not in used | told:
            told.add(fold(panel))
            row.note("panel", JUDGES_NOBODY, panel=panel)


def _meant(jurors: Sequence[JurorRow]) -> set[str]:
    """Panels that jurors' unreadable cells may mean, so that a mistake there isn't told again elsewhere."""
    cells = [entry.row.raw("panel") for entry in jurors if entry.panels_wrong]
    parts = [part for cell in cells if cell is not None for part in re.split("[,;]", cell.text)]
    return {fold(re.sub(r"[^A-Za-z0-9._-]", "", part)) for part in parts}
