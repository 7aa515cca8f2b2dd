"""The sheet Jadwal: slots, each candidate at most once, no two at a time in one room or before one panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from juryapp.model.slot import Slot
from juryapp.text import mark
from juryapp.workbook.categories import panel_of
from juryapp.workbook.cells import fold
from juryapp.workbook.names_check import NamesBeside
from juryapp.workbook.references import Codes
from juryapp.workbook.rows import WorkbookRow
from juryapp.workbook.table import TableRows

OVERLAP = mark(
    "{at}: {candidate} is interviewed at the same time and by the same panel or in the same room as {other} in {first}."
)


@dataclass(frozen=True)
class SlotRow:
    """A slot and its row."""

    slot: Slot
    row: WorkbookRow


def read_schedule(rows: TableRows, candidates: Codes, beside: NamesBeside) -> list[SlotRow]:
    """The slots whose candidate, day and start could be read."""
    found: list[SlotRow] = []
    first: dict[str, WorkbookRow] = {}
    for row in rows:
        candidate, day, start, end = candidates.refer(row, "candidate"), row.day("day"), row.clock("start"), row.clock("end")
        beside.compare(row, candidate)
        panel, room = panel_of(row), row.text("room")
        earlier = first.setdefault(candidate, row) if candidate is not None else row
        if earlier is not row:
            row.tell(
                "candidate",
                mark(
                    "{at}: {candidate} stands twice in the schedule; the first is in {first}. Each candidate has one interview."
                ),
                candidate=candidate,
                first=earlier.at("candidate").cell,
            )
        elif start is not None and end is not None and end <= start:
            row.tell("end", mark("{at}: the interview ends at or before its start; type a later end."))
        if candidate is not None and day is not None and start is not None:
            found.append(SlotRow(Slot(candidate, day, start, end, panel, room), row))
    return found


def tell_overlaps(slots: Sequence[SlotRow], panels: Mapping[str, str]) -> None:
    """Tell each slot that overlaps an earlier row once. `panels`: candidate -> its category's panel."""
    taken: dict[tuple[object, ...], list[SlotRow]] = {}
    for entry in slots:
        if entry.row.wrong:
            continue
        slot = entry.slot
        panel, room = fold(slot.panel or panels.get(slot.candidate, "")), fold(slot.room)
        keys = [(slot.day, kind, name) for kind, name in (("panel", panel), ("room", room)) if name]
        other = next((earlier for key in keys for earlier in taken.get(key, []) if same_time(earlier.slot, slot)), None)
        for key in keys:
            taken.setdefault(key, []).append(entry)
        if other is not None:
            entry.row.tell(
                "start",
                OVERLAP,
                candidate=slot.candidate,
                other=other.slot.candidate,
                first=other.row.at("candidate").cell,
            )


def same_time(one: Slot, two: Slot) -> bool:
    """True if the two overlap; one without an end only with what begins when it does or lasts over its start."""
    return one.start == two.start or (one.start < (two.end or two.start) and two.start < (one.end or one.start))
