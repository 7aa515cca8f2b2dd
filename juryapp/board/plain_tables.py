"""Plain tables: what an event holds, as tables that other programs read, each column with its meaning. Reads only.

Notes are none of them: private ones are their author's, and the others are given out on their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from juryapp.board.cells import Board, Cell
from juryapp.board.finality import Finality
from juryapp.board.left_out_tables import left_out_tables, stage_tables
from juryapp.board.status import tallies
from juryapp.model.criterion import Criterion
from juryapp.store import model_records
from juryapp.store.connection import EventFile
from juryapp.store.plain_file import PlainTable, Row
from juryapp.text import half_up, plain

_CANDIDATE = {"candidate": ("candidates", "number")}
_CELL = {**_CANDIDATE, "juror": ("jurors", "code")}


def plain_tables(file: EventFile, awaited: Finality) -> list[PlainTable]:
    """All tables, those that others name before these; `awaited` is what keeps results from being final."""
    board = Board.of(file)
    cells = list(board.cells())
    return [
        _event(file),
        _categories(board),
        _criteria(board),
        _candidates(board),
        _facts(board),
        _jurors(board),
        _slots(board),
        _sheets(cells),
        _scores(board, cells),
        *left_out_tables(board),
        *stage_tables(file, {*board.candidates, *board.doubles}),
        _results(file, awaited),
    ]


def of_several(events: Mapping[str, Sequence[PlainTable]]) -> list[PlainTable]:
    """The tables of several events together, by event id: each row says of which event it is."""
    found: dict[str, PlainTable] = {}
    for id_, tables in events.items():
        for one in tables:
            before = found[one.name].rows if one.name in found else ()
            rows = [*before, *({"event_id": id_, **row} for row in one.rows)]
            columns = {"event_id": "id of the event, which no other has", **one.columns}
            found[one.name] = PlainTable(one.name, ("event_id", *one.key), columns, rows, one.whole)
    return list(found.values())


def _event(file: EventFile) -> PlainTable:
    event = model_records.event(file)
    columns = {
        "code": "short name of the event",
        "award": "name of the award",
        "edition": "edition of the award",
        "stage": "which stage of the award this event is",
        "organiser": "who organises it",
        "venue": "where the jury sat",
        "city": "in which city",
        "time_zone": "IANA name of the zone of all hours in this file",
        "simulated": "1 for invented data, else 0",
    }
    row = {name: getattr(event, name) for name in columns} | {"simulated": int(event.simulated)}
    return PlainTable("event", ("code",), columns, [row], frozenset({"simulated"}))


def _categories(board: Board) -> PlainTable:
    columns = {
        "code": "code of the category",
        "name": "name of the category",
        "places": "how many winners it has",
        "method": "how the sheets of several jurors become one score: mean, median or trimmed",
        "trim": "what the trimmed mean drops: one highest and one lowest total, or those of each criterion",
        "rounding": "where the rules round, and to how many decimals; empty: nowhere before printing",
        "not_assessable": "where a criterion can't be assessed: rescale (the others' weights), or leave out (the sheet)",
        "panel": "the panel that judges it; empty: all jurors",
    }
    rows: list[Row] = [
        {
            **{name: str(getattr(one, name)) for name in ("code", "name", "method", "trim", "not_assessable", "panel")},
            "places": one.places,
            "rounding": str(one.roundings),
        }
        for one in board.categories.values()
    ]
    return PlainTable("categories", ("code",), columns, rows, frozenset({"places"}))


def _criteria(board: Board) -> PlainTable:
    columns = {
        "category": "code of the category",
        "code": "code of the criterion",
        "name": "name of the criterion",
        "weight": "its weight within the category, in per cent",
        "lowest": "lowest points",
        "highest": "highest points",
        "step": "smallest step between points; empty where single values are listed",
        "values": "the only points that may be given, with semicolons; empty for any on the scale",
    }
    rows = [_criterion(one) for listed in board.criteria.values() for one in listed]
    return PlainTable("criteria", ("category", "code"), columns, rows, others={"category": ("categories", "code")})


def _criterion(one: Criterion) -> Row:
    scale = one.scale
    return {
        "category": one.category,
        "code": one.code,
        "name": one.name,
        "weight": plain(one.weight),
        "lowest": plain(min(scale.values) if scale.values else scale.minimum),
        "highest": plain(max(scale.values) if scale.values else scale.maximum),
        "step": "" if scale.values else plain(scale.step),
        "values": ";".join(map(plain, scale.values)),
    }


def _candidates(board: Board) -> PlainTable:
    columns = {
        "number": "number of the candidate",
        "name": "name of the candidate",
        "category": "code of its category",
        "institution": "its institution",
        "head": "who heads it",
        "presenter": "who presented it",
        "attendance": "expected, postponed, present, represented, online or absent",
        "withdrawn": "why it is out of the running; nothing while it runs",
        "joined_to": "the candidate it was joined to, as entered twice; nothing otherwise",
    }
    everyone = {**board.candidates, **board.doubles}
    rows = [
        {name: getattr(one, name) for name in columns if name != "joined_to"}
        | {"attendance": one.attendance.value, "joined_to": board.joins.get(number)}
        for number, one in everyone.items()
    ]
    others = {"category": ("categories", "code")}
    return PlainTable("candidates", ("number",), columns, rows, others=others)


def _facts(board: Board) -> PlainTable:
    columns = {
        "candidate": "number of the candidate",
        "heading": "the workbook's heading",
        "text": "what the workbook says of the candidate under it",
    }
    everyone = {**board.candidates, **board.doubles}
    rows = [
        {"candidate": number, "heading": heading, "text": text}
        for number, one in everyone.items()
        for heading, text in one.facts.items()
    ]
    return PlainTable("facts", ("candidate", "heading"), columns, rows, others=_CANDIDATE)


def _jurors(board: Board) -> PlainTable:
    columns = {
        "code": "code of the juror",
        "name": "name of the juror",
        "position": "office of the juror",
        "institution": "institution of the juror",
        "role": "chair, member, secretary or observer; observers' sheets don't count",
        "panels": "the panels the juror sits on, with semicolons; empty: all",
        "first_candidate": "from which candidate on the juror was there, where the juror came late; else empty",
        "last_candidate": "after which candidate the juror left early; else empty",
    }
    rows: list[Row] = []
    for code, one in board.jurors.items():
        presence = board.presences.get(code)
        texts = {name: getattr(one, name) for name in ("code", "name", "position", "institution")}
        there = {"first_candidate": presence.first if presence else "", "last_candidate": presence.last if presence else ""}
        rows.append({**texts, "role": one.role.value, "panels": ";".join(one.panels), **there})
    return PlainTable("jurors", ("code",), columns, rows)


def _slots(board: Board) -> PlainTable:
    columns = {
        "candidate": "number of the candidate",
        "day": "day of the interview, year-month-day",
        "start": "when it begins, hour:minute",
        "end": "when it ends; nothing where that isn't planned",
        "panel": "the panel of this slot; empty: the category's",
        "room": "in which room",
    }
    rows: list[Row] = [
        {
            "candidate": number,
            "day": slot.day.isoformat(),
            "start": slot.start.isoformat("minutes"),
            "end": slot.end.isoformat("minutes") if slot.end else None,
            "panel": slot.panel,
            "room": slot.room,
        }
        for number, slot in board.slots.items()
    ]
    return PlainTable("slots", ("candidate",), columns, rows, others=_CANDIDATE)


def _sheets(cells: list[Cell]) -> PlainTable:
    columns = {
        "juror": "code of the juror",
        "candidate": "number of the candidate",
        "state": "missing, draft, complete, signed, recused, absent, withdrawn, conflict; misnamed: signed and not counted; "
        "unconfirmed: scored under another name",
        "revision": "the revision that is signed or being drafted, from 1",
        "total": "weighted total on the category's scale, rounded half up to two decimals; nothing unless complete or signed",
        "exact_total": "the same, unrounded, as a fraction",
    }
    rows: list[Row] = [
        {
            "juror": cell.sheet.juror,
            "candidate": cell.sheet.candidate,
            "state": cell.state.value,
            "revision": cell.sheet.revision,
            "total": None if cell.total is None else format(half_up(cell.total), "f"),
            "exact_total": None if cell.total is None else str(cell.total),
        }
        for cell in cells
    ]
    return PlainTable("sheets", ("juror", "candidate"), columns, rows, frozenset({"revision"}), _CELL)


def _scores(board: Board, cells: list[Cell]) -> PlainTable:
    columns = {
        "juror": "code of the juror",
        "candidate": "number of the candidate",
        "criterion": "code of the criterion",
        "points": "points as they were entered; nothing where it can't be assessed",
        "why_not": "why it can't be assessed; else empty",
        "remark": "the reason or remark printed on the sheet; else empty",
        "signed": "1 as signed, 0 for a draft",
    }
    rows = [row for cell in cells for row in _scores_of(cell, signed=_is_signed(board, cell))]
    key = ("juror", "candidate", "criterion")
    return PlainTable("scores", key, columns, rows, frozenset({"signed"}), _CELL)


def _is_signed(board: Board, cell: Cell) -> bool:
    """True for what a signature froze, whether it counts or, as of a candidate that withdrew, doesn't."""
    record = board.record(cell.sheet.juror, cell.sheet.candidate)
    return record is not None and record.signed


def _scores_of(cell: Cell, *, signed: bool) -> Iterator[Row]:
    for code, score in cell.sheet.scores.items():
        yield {
            "juror": cell.sheet.juror,
            "candidate": cell.sheet.candidate,
            "criterion": code,
            "points": None if score.points is None else plain(score.points),
            "why_not": score.reason,
            "remark": score.remark,
            "signed": int(signed),
        }


def _results(file: EventFile, awaited: Finality) -> PlainTable:
    columns = {
        "category": "code of the category",
        "rank": "place, 1-2-2-4",
        "candidate": "number of the candidate",
        "score": "what it is ranked by, rounded half up as it is printed",
        "exact_score": "the same, unrounded unless the rules round it, as a fraction",
        "jurors_score": "what the jurors' sheets make by themselves, before other stages and final rounding, as a fraction",
        "jurors": "how many jurors' sheets count",
        "decided_by": "what gave it its place: score, criterion:CODE, head-to-head, plenary, joint",
        "final": "1 if everything expected is signed and no laptop is awaited that may change it, else 0",
    }
    rows: list[Row] = [
        {
            "category": tally.category,
            "rank": place.rank,
            "candidate": place.candidate,
            "score": format(half_up(place.score, tally.decimals), "f"),
            "exact_score": str(place.score),
            "jurors_score": str(place.own),
            "jurors": place.jurors,
            "decided_by": place.decided_by,
            "final": int(awaited.is_final(tally)),
        }
        for tally in tallies(file)
        for place in tally.ranking
    ]
    others: Mapping[str, tuple[str, str]] = {**_CANDIDATE, "category": ("categories", "code")}
    return PlainTable("results", ("category", "candidate"), columns, rows, frozenset({"rank", "jurors", "final"}), others)
