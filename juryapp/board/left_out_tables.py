"""Plain tables beside the board: signed sheets that stand on record and have no cell, and the stages. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum

from juryapp.board.cells import Board
from juryapp.board.value_words import presence_reasons
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.plain_file import PlainTable, Row
from juryapp.store.sheets import SheetRecord
from juryapp.text import half_up, plain

_CANDIDATE = {"candidate": ("candidates", "number")}
_CELL = {**_CANDIDATE, "juror": ("jurors", "code")}


class _Why(Enum):
    """Why a signed sheet isn't among those that are expected."""

    JOINED = "joined"
    OBSERVER = "observer"
    NOT_THERE = "not there"
    PANEL = "other panel"


def left_out_tables(board: Board) -> list[PlainTable]:
    """The signed sheets that no table of expected ones has, and what they say."""
    left_out = list(_left_out(board))
    return [_sheets(board, left_out), _scores([record for record, _why in left_out])]


def _left_out(board: Board) -> Iterator[tuple[SheetRecord, _Why]]:
    for record in board.records.values():
        why = _why(board, record) if record.signed else None
        if why:
            yield record, why


def _why(board: Board, record: SheetRecord) -> _Why | None:
    """Why it has no cell; None where it has one, or its candidate, category or juror isn't known here."""
    number = board.joins.get(record.candidate, record.candidate)
    known, juror = board.candidates.get(number), board.jurors.get(record.juror)
    if known is None or juror is None or known.category not in board.categories:
        return None
    if not juror.counts:
        return _Why.OBSERVER
    if not board.is_there(juror.code, number):
        return _Why.NOT_THERE
    if not board.meets(juror.code, number):
        return _Why.PANEL
    return None if board.record(juror.code, number) is record else _Why.JOINED


def _sheets(board: Board, left_out: Collection[tuple[SheetRecord, _Why]]) -> PlainTable:
    columns = {
        "juror": "code of the juror",
        "candidate": "number of the candidate, as it was signed",
        "why": "not there: the desk recorded that the juror came late or had left; other panel; observer; "
        "joined: of a candidate entered twice, where the sheet of the one that is kept counts",
        "reason": "why the desk recorded that the juror was not there; else empty",
        "revision": "the revision that is signed, from 1",
        "total": "weighted total on the category's scale as it was signed, rounded half up to two decimals; it counts nowhere",
        "exact_total": "the same, unrounded, as a fraction",
    }
    rows: list[Row] = [
        {
            "juror": record.juror,
            "candidate": record.candidate,
            "why": why.value,
            "reason": presence_reasons(board.presences[record.juror]) if why is _Why.NOT_THERE else "",
            "revision": record.revision,
            "total": None if record.total is None else format(half_up(record.total), "f"),
            "exact_total": None if record.total is None else str(record.total),
        }
        for record, why in left_out
    ]
    return PlainTable("left_out_sheets", ("juror", "candidate"), columns, rows, frozenset({"revision"}), _CELL)


def _scores(left_out: Collection[SheetRecord]) -> PlainTable:
    columns = {
        "juror": "code of the juror",
        "candidate": "number of the candidate, as it was signed",
        "criterion": "code of the criterion",
        "points": "points as they were signed; nothing where it can't be assessed. They count nowhere",
        "why_not": "why it can't be assessed; else empty",
        "remark": "the reason or remark printed on the sheet; else empty",
    }
    rows: list[Row] = [
        {
            "juror": record.juror,
            "candidate": record.candidate,
            "criterion": code,
            "points": None if score.points is None else plain(score.points),
            "why_not": score.reason,
            "remark": score.remark,
        }
        for record in left_out
        for code, score in record.scores.items()
    ]
    return PlainTable("left_out_scores", ("juror", "candidate", "criterion"), columns, rows, others=_CELL)


def stage_tables(file: EventFile, candidates: Collection[str]) -> list[PlainTable]:
    """The stages with their weights, and the scores of those that were judged elsewhere, of these candidates."""
    columns = {
        "name": "name of the stage",
        "position": "its place among the stages, from 1",
        "weight": "its weight in the final score, in per cent",
        "maximum": "the most points of this stage; nothing for the event's own, whose criteria say it",
        "own": "1 for the stage that the jurors of this event judge, else 0",
    }
    stages: list[Row] = [
        {
            "name": one.name,
            "position": place,
            "weight": plain(one.weight),
            "maximum": None if one.maximum is None else plain(one.maximum),
            "own": int(one.own),
        }
        for place, one in enumerate(model_records.stages(file), 1)
    ]
    scored = {
        "candidate": "number of the candidate",
        "stage": "name of the stage; one that is in no row of stages counts no longer",
        "points": "points of that stage",
    }
    points: list[Row] = [
        {"candidate": one.candidate, "stage": one.stage, "points": plain(one.points)}
        for one in model_records.stage_scores(file)
        if one.candidate in candidates
    ]
    return [
        PlainTable("stages", ("name",), columns, stages, frozenset({"position", "own"})),
        PlainTable("stage_scores", ("candidate", "stage"), scored, points, others=_CANDIDATE),
    ]
