"""Panel: who judges whom."""

from __future__ import annotations

from collections.abc import Iterable

from juryapp.model.category import Category
from juryapp.model.juror import Juror
from juryapp.model.slot import Slot


def panel_of(category: Category, slot: Slot | None) -> str:
    """The panel of the candidate's slot, else its category's, else "" for all jurors (docs/formats/workbook.md)."""
    return (slot.panel if slot else "") or category.panel


def jurors_of(panel: str, jurors: Iterable[Juror]) -> list[Juror]:
    """The jurors that judge what this panel judges, observers included."""
    return [juror for juror in jurors if juror.sits_on(panel)]
