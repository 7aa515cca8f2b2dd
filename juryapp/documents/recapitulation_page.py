"""How a recapitulation is laid out: a table per category, what is missing, the jurors' names, room for all signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Spacer

from juryapp.documents.declined import declined_paragraphs
from juryapp.documents.letterhead import award_line, letterhead, title
from juryapp.documents.minutes_data import read_meeting
from juryapp.documents.page import Places
from juryapp.documents.provider_boxes import provider_boxes
from juryapp.documents.rounding import of_a_result, read_roundings
from juryapp.documents.signature_area import Closing, Signature, Stack, dated, record_as_of
from juryapp.documents.signed_result import score_of, signed_result
from juryapp.documents.signing_table import parted_signing_table, signing_table
from juryapp.documents.styles import (
    FILL_GREY,
    LINE_GREY,
    MM,
    RULE,
    LastRows,
    grey,
    marked,
    markup,
    para,
    parted,
    styled,
    table,
    untorn,
)
from juryapp.documents.tagging import Grid
from juryapp.documents.tie_explanation import ladder
from juryapp.documents.words import candidate_line, percent, printed_number
from juryapp.model.category import Method
from juryapp.model.juror import Role
from juryapp.model.sheet import CellState
from juryapp.text import _, mark, plain_date, plural

STATES = {
    CellState.MISSING: mark("not scored"),
    CellState.DRAFT: mark("draft, not counted"),
    CellState.COMPLETE: mark("not signed, not counted"),
    CellState.UNCONFIRMED: mark("scored under another name, not counted"),
    CellState.SIGNED: mark("signed"),
    CellState.RECUSED: mark("conflict of interest"),
    CellState.ABSENT: mark("absent"),
    CellState.WITHDRAWN: mark("withdrawn"),
    CellState.CONFLICT: mark("two versions"),
    CellState.MISNAMED: mark("names another"),
}
_OPEN = (
    CellState.MISSING,
    CellState.DRAFT,
    CellState.COMPLETE,
    CellState.UNCONFIRMED,
    CellState.CONFLICT,
    CellState.MISNAMED,
)
"""States of cells whose sheet is still to come."""
METHODS = {Method.MEAN: mark("Mean"), Method.MEDIAN: mark("Median"), Method.TRIMMED: mark("Trimmed mean")}
DECIDED = {
    "score": mark("score"),
    "head-to-head": mark("head-to-head among the jurors"),
    "plenary": mark("decision of the plenary"),
    "joint": mark("joint winners"),
}
_RANK, _SCORE, _RESULT, _NOTE, _STAGE = 46.0, 50.0, 58.0, 72.0, 46.0
_BESIDE_CELLS, _NARROW = 3.5, 24.0
"""Points that a narrow column keeps free beside its letters, and below which a juror's column takes from the candidate's."""
LONG_NOTE = 48
"""Letters of what decided or of why nothing did from which on it stands below the table, over the whole width."""
_WIDEST = 90.0
_LONGEST = 600
"""Letters of a candidate's line from which on its row may be torn by the end of a page; else rows stay whole."""


def story(value: Mapping[str, Any], digest: str, places: Places, width: float) -> list[Any]:
    """The flowables of the whole document."""
    event = value["event"]
    number = _("NUMBER: {number}", number=value["number"]) if value.get("number") else ""
    below = [" · ".join(part for part in (award_line(event), event["stage"]) if part), number, _met(value)]
    parts: list[Any] = [*letterhead(event, width), *title(_("RECAPITULATION OF SCORES"), "\n".join(filter(None, below)))]
    *categories, last = value["categories"] or [None]
    for category in categories:
        parts += [CondPageBreak(50 * MM), *_headed(category), _table(category, width), *_notes(category), Spacer(1, 12)]
    declined = declined_paragraphs(value.get("declined", ()), event["zone"])
    boxes = [provider_boxes(_codes_of_signers(value), places, width)] if value.get("provider") else []
    closing = _Closing(_chair(value, places), _made(value, digest), boxes, signed_result(value, digest))
    if last is None:
        return [*parts, *declined, Stack([*_at_the_right(closing.chair, width), *boxes], closing.made)]
    return [*parts, *_signed(last, _members(value), declined, closing, (places, width))]


@dataclass(frozen=True)
class _Closing:
    """What closes the document: the chair's block, when it was made, boxes for providers; and in words what is signed."""

    chair: Any
    made: list[Any]
    boxes: list[Any]
    words: str


def _signed(
    category: Mapping[str, Any],
    members: list[Mapping[str, Any]],
    declined: list[Any],
    closing: _Closing,
    room: tuple[Places, float],
) -> list[Any]:
    """The last category with all signatures on the page of its last rows; where that is too much, below its last notes."""
    places, width = room
    alone, made, words = _at_the_right(closing.chair, width), (closing.made, closing.boxes), closing.words
    signing, below = alone, list[Any]()
    if members:
        signing = [_beside(signing_table(members, places, width - _CHAIR - _APART), closing.chair, width), Spacer(1, 6)]
        before, last_to_sign = parted_signing_table(members, places, width, para(words, "small"))
        below = [Spacer(1, 12), *declined, *before, Closing(last_to_sign, alone, *made, signed=para(words, "small"))]
    signing = [Spacer(1, 12), *declined, *signing]
    *notes, legend = _notes(category)
    signed, again = para(words, "small"), para(words, "small")
    otherwise = [*notes, Closing(LastRows(legend), [Spacer(1, 12), signed, *signing], *made, below, again)]
    above, last = parted(*_rows_and_widths(category, width), *_rules(category), keep=_kept(category))
    if above:
        whole = Closing(last, [*notes, legend, *signing], *made, otherwise, again)
        return [CondPageBreak(50 * MM), *_headed(category), *above, whole]
    # so few rows that all of them stay with the signatures, and the category's name with them
    name, gap = _headed(category)
    rows = [gap, last.head, last.rows]
    return [Closing(LastRows(name), [*rows, *notes, legend, *signing], *made, [*rows, *otherwise], again, begins=True)]


def _kept(category: Mapping[str, Any]) -> int:
    """So many of its last rows stay with the signatures: fewer of high ones."""
    longest = max((len(row["name"]) + len(row["institution"]) for row in category["rows"][-2:]), default=0)
    return 2 if longest <= _SHORT else 1


_SHORT = 60
"""Letters of a candidate's line that make no high row."""


def _met(value: Mapping[str, Any]) -> str:
    """When and where the plenary met, where that is known; the signatures' date is when the page was made."""
    meeting = read_meeting(value)
    if meeting is None:
        return ""
    place = meeting.place or ", ".join(part for part in (value["event"]["venue"], value["event"]["city"]) if part)
    return _("Plenary of {day}", day=", ".join(part for part in (plain_date(meeting.day), place) if part))


def _headed(category: Mapping[str, Any]) -> list[Any]:
    name = markup(category["name"])
    status = _("final") if category["final"] else _("PROVISIONAL")
    return [marked(f'{name} <font name="Juryapp" size="9">— {markup(status)}</font>', "category"), Spacer(1, 4)]


def _table(category: Mapping[str, Any], width: float) -> Any:
    torn = any(len(row["name"]) + len(row["institution"]) > _LONGEST for row in category["rows"])
    return table(*_rows_and_widths(category, width), *_rules(category), grid=Grid(), repeatRows=1, splitInRow=int(torn))


def _rows_and_widths(category: Mapping[str, Any], width: float) -> tuple[list[list[Any]], list[float]]:
    beside = [heading_width(heading) for heading in _stage_headings(category)]
    widths = _widths(len(category["jurors"]), beside, width, result=category["final"])
    looks = _looks(category, widths[2])
    return [_heading(category, looks), *(_row(row, category, looks) for row in category["rows"])], widths


@dataclass(frozen=True)
class _Looks:
    """How jurors' columns are set, smaller where they are narrow: no code and no total is torn."""

    code: Any
    total: Any
    room: float

    def state(self, cell: CellState) -> Any:
        """Why there is no total, in words."""
        return styled(words := _(STATES[cell]), untorn("cell-state", self.room, [words]))


def _looks(category: Mapping[str, Any], width: float) -> _Looks:
    room = width - _BESIDE_CELLS - 0.1
    cells = [cell for row in category["rows"] for cell in row["cells"].values() if cell not in set(CellState)]
    code = untorn("cell-head", room, [juror["code"] for juror in category["jurors"]])
    return _Looks(code, untorn("cell-number", room, map(printed_number, cells)), room)


def _rules(category: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    line, last = grey(LINE_GREY), 1 + len(category["jurors"]) + len(_stage_headings(category))
    return [
        ("BACKGROUND", (0, 0), (-1, 0), grey(FILL_GREY)),
        ("BOX", (0, 0), (-1, -1), RULE, line),
        ("INNERGRID", (0, 0), (-1, -1), RULE, line),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (2, 0), (last, -1), _BESIDE_CELLS - 2),
        ("RIGHTPADDING", (2, 0), (last, -1), 2),
        ("LEFTPADDING", (0, 0), (0, -1), 2),
        ("RIGHTPADDING", (0, 0), (0, -1), 2),
    ]


def _widths(jurors: int, beside: list[float], width: float, *, result: bool) -> list[float]:
    """The candidate's column keeps at least 130 points, 90 where jurors have less than `_NARROW`; they share the rest, 41 to 64
    each where there is room.

    `beside` are the widths for the jurors' own score and for what was judged elsewhere; `result` tells whether there is a
    column for it.
    """
    ending = [_SCORE, *([_RESULT] if result else []), _NOTE]
    rest = width - _RANK - sum(ending) - sum(beside)
    each = min(64.0, max(41.0, (rest - 230) / max(1, jurors)), (rest - 130) / max(1, jurors))
    each = max(each, min(_NARROW, (rest - 90) / max(1, jurors)))
    return [_RANK, rest - each * jurors, *[each] * jurors, *beside, *ending]


def _elsewhere(stages: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The stages that were judged elsewhere, with a column each."""
    return [stage for stage in stages if not stage["own"]]


def heading_width(heading: str) -> float:
    """Of a column in points: none of the words above it is torn, within bounds."""
    look = para(heading, "cell-head").style
    longest = max(stringWidth(word, look.fontName, look.fontSize) for word in heading.split())
    return float(min(_WIDEST, max(_STAGE, longest + 10)))


def _stage_headings(category: Mapping[str, Any]) -> list[str]:
    """Over the jurors' own score and over each stage that was judged elsewhere; nothing where there are no stages."""
    stages = category.get("stages", [])
    return [own_heading(category["method"], stages), *map(stage_heading, _elsewhere(stages))] if stages else []


def stage_heading(stage: Mapping[str, Any]) -> str:
    """`Portofolio 30%`, and of how many points where that isn't 100."""
    named = f"{stage['name']} {percent(stage['weight'])}"
    most = stage["maximum"]
    return named if most in (None, "100") else _("{stage} (of {most})", stage=named, most=printed_number(most))


def own_heading(method: str, stages: list[Mapping[str, Any]]) -> str:
    """Over the jurors' own score: `Rata-rata`, and of which stage with which weight."""
    own = ", ".join(stage_heading(stage) for stage in stages if stage["own"])
    return f"{_(METHODS[Method(method)])} {own}".rstrip()


def _heading(category: Mapping[str, Any], looks: _Looks) -> list[Any]:
    codes = [styled(juror["code"], looks.code) for juror in category["jurors"]]
    method, named = _(METHODS[Method(category["method"])]), _stage_headings(category)
    return [
        para(_("Rank"), "cell-head"),
        para(_("Candidate"), "cell-head"),
        *codes,
        *(para(name, "cell-head") for name in named),
        para(_("Final score") if named else method, "cell-head"),
        *([para(_("Result"), "cell-head")] if category["final"] else []),
        para(_("Decided by"), "cell-head"),
    ]


def _row(row: Mapping[str, Any], category: Mapping[str, Any], looks: _Looks) -> list[Any]:
    jurors, stages, points = category["jurors"], category.get("stages", []), row.get("stages", {})
    note = _note(row)
    parts = [row.get("own"), *(points.get(stage["name"]) for stage in _elsewhere(stages))] if stages else []
    return [
        para(str(row["rank"]) if row["rank"] is not None else "–", "cell-rank"),
        _named(row),
        *(_cell(row["cells"].get(juror["code"]), looks) for juror in jurors),
        *(para(printed_number(part) if part is not None else "–", "cell-number") for part in parts),
        para(score_of(row), "cell-strong"),
        *([para(_won(row, category), "cell")] if category["final"] else []),
        para(note if len(note) <= LONG_NOTE else _("see below"), "cell-small"),
    ]


def _note(row: Mapping[str, Any]) -> str:
    """What decided the candidate's place, or why nothing has yet."""
    return str(row["why_open"] or row.get("decided") or decided(row["decided_by"]))


def _won(row: Mapping[str, Any], category: Mapping[str, Any]) -> str:
    rank = row["rank"]
    return award(rank, joint=row["decided_by"] == "joint") if rank is not None and rank <= category["places"] else ""


def award(rank: int, *, joint: bool) -> str:
    """`Winner 1`, what a place within those that the category awards is called."""
    return _("Joint winners {rank}", rank=rank) if joint else _("Winner {rank}", rank=rank)


def _named(row: Mapping[str, Any]) -> Any:
    """Number and name strong, the institution after them."""
    strong = f"<b>{markup(row['number'])} — {markup(row['name'])}</b>"
    after = candidate_line(row).removeprefix(f"{row['number']} — {row['name']}")
    return marked(strong + markup(after), "cell")


def _cell(cell: str | None, looks: _Looks) -> Any:
    if cell is None:
        return para("–", "cell-state")
    if cell in set(CellState):
        return looks.state(CellState(cell))
    return styled(printed_number(cell), looks.total)


def decided(rung: str) -> str:
    """Which rung of the ladder decided, in the words of documents that tell no values."""
    if rung.startswith("criterion:"):
        return _("criterion {code}", code=rung.removeprefix("criterion:"))
    return _(DECIDED[rung]) if rung in DECIDED else rung


def _notes(category: Mapping[str, Any]) -> list[Any]:
    """What is missing, where the margin is narrow, how the rules round, and who the jurors are."""
    said = [*_missing(category), *category["pending"]]
    notes = [para(" ".join([_("PROVISIONAL:"), *said]) if said else _("PROVISIONAL"), "strong")] if not category["final"] else []
    notes += [para(sentence, "strong") for sentence in category.get("changed", ())]
    notes += [
        para(_("{candidate}: {why}", candidate=candidate_line(row), why=_note(row)))
        for row in category["rows"]
        if len(_note(row)) > LONG_NOTE
    ]
    rows = {row["number"]: row for row in category["rows"]}
    for pair in category["narrow"]:
        first, second = candidate_line(rows[pair["first"]]), candidate_line(rows[pair["second"]])
        margin = printed_number(pair["margin"])
        notes.append(
            para(_("Narrow margin: {first} and {second} are {margin} apart.", first=first, second=second, margin=margin))
        )
    if stages := category.get("stages"):
        weighed = ", ".join(map(stage_heading, stages))
        notes.append(para(_("Final score: stages are brought to 100 and weighed: {stages}.", stages=weighed)))
    legend = " · ".join(f"<b>{markup(juror['code'])}</b> {markup(juror['name'])}" for juror in category["jurors"])
    notes += [para(" ".join(rules))] if (rules := of_a_result(read_roundings(category.get("rounding", [])))) else []
    notes += [para(ladder(ties))] if (ties := category.get("ties")) else []
    codes = [juror["code"] for juror in category["jurors"]]
    if any(code not in row["cells"] for row in category["rows"] for code in codes):
        notes.append(para(_("– beneath a juror's code: no score sheet of this juror is expected for that candidate.")))
    return [Spacer(1, 3), *notes, marked(legend, "cell-small")]


def _missing(category: Mapping[str, Any]) -> list[str]:
    cells = (cell for row in category["rows"] for cell in row["cells"].values())
    counts = Counter(CellState(cell) for cell in cells if cell in set(_OPEN))
    if not counts:
        return []
    listed = "; ".join(f"{count} {_(STATES[state])}" for state, count in sorted(counts.items()))
    total = sum(counts.values())
    said = plural(
        "{count} sheet is still to come ({states}).", "{count} sheets are still to come ({states}).", total, states=listed
    )
    return [said]


def _members(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All who sign beside the chair, each once."""
    jurors = {juror["code"]: juror for category in value["categories"] for juror in category["jurors"]}
    return [juror for juror in jurors.values() if juror["role"] not in (Role.OBSERVER, Role.CHAIR)]


def _codes_of_signers(value: Mapping[str, Any]) -> list[str]:
    """All who may sign, each once, in the order of the columns; observers don't."""
    jurors = (juror for category in value["categories"] for juror in category["jurors"])
    return list(dict.fromkeys(juror["code"] for juror in jurors if juror["role"] != Role.OBSERVER))


_CHAIR, _APART = 62 * MM, 6 * MM
"""The width of the chair's block, and of the room beside it."""


def _chair(value: Mapping[str, Any], places: Places) -> Any:
    """Place, date and the chair's block."""
    chair = value["chair"] or {"name": "…" * 20, "nip": ""}
    lines = [*dated(value["event"], value["at"], value.get("day")), _("Chair of the jury")]
    return Signature(places, "Chair", lines, chair, _CHAIR)


def _made(value: Mapping[str, Any], digest: str) -> list[Any]:
    """For the foot of the page: when it was made, and from which data."""
    made = record_as_of(value["at"], value["event"]["zone"], value.get("day"))
    sha = _("SHA-256 of the data: {digest}", digest=digest)
    return [para(f"{made} · {sha}", "small")]


def _at_the_right(block: Any, width: float) -> list[Any]:
    return [Spacer(1, 8), _beside("", block, width), Spacer(1, 6)]


def _beside(left: Any, block: Any, width: float) -> Any:
    unpadded = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return table([[left, block]], [width - _CHAIR, _CHAIR], *unpadded)
