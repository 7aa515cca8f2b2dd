"""Completeness as people and programs read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from juryapp.board.laptop_names import laptop_names
from juryapp.board.names_on_sheets import says
from juryapp.board.outside_scale import outside_words
from juryapp.board.uncounted_sheets import SETTLED, uncounted_sheets_words
from juryapp.cli.telling import say, say_table
from juryapp.model.sheet import CellState
from juryapp.signing.fingerprint import words
from juryapp.store import model_records
from juryapp.text import _, half_up, mark, plain, plural

if TYPE_CHECKING:
    from juryapp.board.cells import Cell
    from juryapp.board.names_on_sheets import NamedOtherwise
    from juryapp.board.outside_scale import OutsidePoints
    from juryapp.board.renamed_drafts import RenamedDraft
    from juryapp.board.status import Status
    from juryapp.store.connection import EventFile

_STATES = {
    CellState.MISSING: mark("not scored"),
    CellState.DRAFT: mark("draft"),
    CellState.COMPLETE: mark("complete, not signed yet"),
    CellState.UNCONFIRMED: mark("scored under another name, to be confirmed"),
    CellState.SIGNED: mark("signed"),
    CellState.CONFLICT: mark("two versions"),
    CellState.MISNAMED: mark("signed, names another than the list"),
    CellState.RECUSED: mark("recused, conflict of interest"),
    CellState.ABSENT: mark("absent, forfeits"),
    CellState.WITHDRAWN: mark("withdrawn"),
}
_TO_DO = (
    CellState.MISSING,
    CellState.DRAFT,
    CellState.COMPLETE,
    CellState.UNCONFIRMED,
    CellState.CONFLICT,
    CellState.MISNAMED,
)
_KNOWN_AS = {CellState.MISNAMED: CellState.CONFLICT, CellState.UNCONFIRMED: CellState.DRAFT}
"""States that readers of the JSON of before don't know, and what they are told instead."""


def status_json(status: Status) -> dict[str, object]:
    """The `status` of docs/formats/command-line.md."""
    named = [_named_json(one) for one in status.named_otherwise]
    drafts = [_draft_json(one) for one in status.renamed_drafts]
    uncounted = _pairs_json(status.uncounted)
    devices = [{"id": d.id, "name": d.name, "number": d.number, "confirmed": d.confirmed} for d in status.devices]
    return {
        "event": status.event,
        "code": status.code,
        "entries": status.entries,
        "conflicts": status.conflicts,
        "devices": devices,
        "cells": [_cell_json(cell) for cell in status.cells],
        **({"named_otherwise": named} if named else {}),
        **({"outside_scale": [_outside_json(one) for one in status.outside]} if status.outside else {}),
        **({"drafts_named_otherwise": drafts} if drafts else {}),
        **({"signed_not_counted": uncounted} if uncounted else {}),
        **({"from_paper": _pairs_json(status.from_paper)} if status.from_paper else {}),
        **({"nobody_judges": list(status.unjudged)} if status.unjudged else {}),
    }


def _pairs_json(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"juror": juror, "candidate": candidate} for juror, candidate in pairs]


def _cell_json(cell: Cell) -> dict[str, object]:
    sheet = cell.sheet
    return {
        "juror": sheet.juror,
        "candidate": sheet.candidate,
        "category": cell.category,
        "state": _KNOWN_AS.get(sheet.state, sheet.state).value,
        "revision": sheet.revision,
        "total": None if cell.total is None or sheet.state is CellState.MISNAMED else format(half_up(cell.total), "f"),
    }


def _outside_json(one: OutsidePoints) -> dict[str, object]:
    """Points that can't count on the scale in force."""
    where = {"juror": one.juror, "candidate": one.candidate, "criterion": one.criterion}
    return {**where, "points": plain(one.points), "scale": one.scale, "signed": one.signed}


def _draft_json(draft: RenamedDraft) -> dict[str, object]:
    """A draft that was given when the candidate or the juror was called otherwise."""
    told = [{"code": one.code, "field": one.field, "given": one.signed, "now": one.now} for one in draft.differences]
    return {"juror": draft.juror, "candidate": draft.candidate, "differences": told}


def _named_json(named: NamedOtherwise) -> dict[str, object]:
    """Whom signed sheets name otherwise than the record does now, and the id by which `resolve` decides it."""
    return {
        "conflict": named.conflict,
        "subject": named.subject,
        "code": named.code,
        "differences": [{"field": one.field, "signed": one.signed, "now": one.now} for one in named.differences],
        "sheets": [{"juror": sheet.juror, "candidate": sheet.candidate} for sheet, _differing in named.sheets],
    }


def say_status(status: Status, file: EventFile) -> None:
    """How many sheets stand where, which are still to come, and what each laptop wrote."""
    expected = len(status.cells) - status.count(*SETTLED)
    say(
        _(
            "{event}: {signed} of {expected} sheets signed; {entries} entries in this file.",
            event=status.code,
            signed=status.count(CellState.SIGNED),
            expected=expected,
            entries=status.entries,
        )
    )
    if status.uncounted:
        say(uncounted_sheets_words(status.uncounted))
    say("")
    counts = [(_(_STATES[state]), str(status.count(state))) for state in _STATES if status.count(state)]
    say_table((_("State"), _("Sheets")), counts, right=(1,))
    _say_to_do(status, file)
    _say_later(status)
    say(*map(says, status.named_otherwise), *outside_words(status.outside))
    say(*(str(one.problem) for one in status.renamed_drafts))
    say("")
    names = laptop_names(file)
    devices = [(names[d.id], words(d.id), str(d.number), str(d.confirmed)) for d in status.devices]
    say_table((_("Laptop"), _("Its words"), _("Entries"), _("Confirmed by headquarters")), devices, right=(2, 3))
    if status.conflicts:
        say("")
        say(
            plural(
                "{count} matter has two versions; see: juryapp conflicts",
                "{count} matters have two versions; see: juryapp conflicts",
                status.conflicts,
            )
        )


def _say_later(status: Status) -> None:
    """Edits of a draft that came from a laptop which didn't know of the signature."""
    for cell in status.cells:
        if cell.later:
            say(
                _(
                    "{juror}, {candidate}: {criteria} was edited on a laptop that did not know of the signature. "
                    "The signed sheet stands; the edit is kept.",
                    juror=cell.sheet.juror,
                    candidate=cell.sheet.candidate,
                    criteria=", ".join(cell.later),
                )
            )


def _say_to_do(status: Status, file: EventFile) -> None:
    """Every candidate whose sheets aren't all signed, with the jurors that are asked for, a line each."""
    names = model_records.candidates(file)
    rows = []
    for candidate in names.values():
        cells = [cell.sheet for cell in status.cells if cell.sheet.candidate == candidate.number and cell.state in _TO_DO]
        for state in _TO_DO:
            jurors = [sheet.juror for sheet in cells if sheet.state is state]
            if jurors:
                rows.append((candidate.number, candidate.name, _(_STATES[state]), ", ".join(jurors)))
    if rows:
        say("")
        say_table((_("Number"), _("Candidate"), _("State"), _("Jurors")), rows)
