"""How a recapitulation is laid out: a table per category, what is missing, the jurors' names, room for all signatures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from juryapp.documents.letterhead import award_line, letterhead, title
from juryapp.documents.page import Places
from juryapp.documents.rounding import of_a_result, read_roundings
from juryapp.documents.signature_area import Signature, Stack, dated, made_when
from juryapp.documents.styles import FILL_GREY, LINE_GREY, MM, RULE, grey, marked, markup, para, table
from juryapp.documents.words import candidate_line, nip, percent, printed_number
from juryapp.model.category import Method
from juryapp.model.juror import Role
from juryapp.model.sheet import CellState
from juryapp.signing.fields import juror_field
from juryapp.text import _, mark, plural

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
_DECIDED = {
    "score": mark("score"),
    "head-to-head": mark("head-to-head among the jurors"),
    "plenary": mark("decision of the plenary"),
    "joint": mark("joint winners"),
}
_RANK, _SCORE, _NOTE, _STAGE = 46.0, 52.0, 72.0, 46.0
_WIDEST = 90.0
_LONGEST = 600
"""Letters of a candidate's line from which on its row may be torn by the end of a page; else rows stay whole."""
_ROW_FOR_INK = 11 * MM


def story(value: Mapping[str, Any], digest: str, places: Places, width: float) -> list[Any]:
    """The flowables of the whole document."""
    event = value["event"]
    below = " · ".join(part for part in (award_line(event), event["stage"]) if part)
    parts: list[Any] = [*letterhead(event, width), *title(_("RECAPITULATION OF SCORES"), below)]
    for category in value["categories"]:
        parts += [CondPageBreak(50 * MM), *_category(category, width), Spacer(1, 12)]
    parts += [para(sentence) for sentence in declined_sentences(value.get("declined", ()))]
    return [*parts, *_signatures(value, digest, places, width)]


def declined_sentences(declined: Iterable[Mapping[str, str]]) -> list[str]:
    """That people declined to sign a former version, and why: a sentence each."""
    return [
        _(
            "{juror} ({code}) declined to sign the version {document}: {reason}",
            juror=one["name"],
            code=one["code"],
            document=one["document"],
            reason=one["reason"],
        )
        for one in declined
    ]


def _category(category: Mapping[str, Any], width: float) -> list[Any]:
    name = markup(category["name"])
    status = _("final") if category["final"] else _("PROVISIONAL")
    heading = f'{name} <font name="Juryapp" size="9">— {markup(status)}</font>'
    return [marked(heading, "category"), Spacer(1, 4), _table(category, width), Spacer(1, 3), *_notes(category)]


def _table(category: Mapping[str, Any], width: float) -> Any:
    jurors = category["jurors"]
    stages = category.get("stages", [])
    rows = [_heading(category), *(_row(row, jurors, stages) for row in category["rows"])]
    beside = [heading_width(heading) for heading in _stage_headings(category)]
    line, last = grey(LINE_GREY), 1 + len(jurors) + len(beside)
    return table(
        rows,
        _widths(len(jurors), beside, width),
        ("BACKGROUND", (0, 0), (-1, 0), grey(FILL_GREY)),
        ("BOX", (0, 0), (-1, -1), RULE, line),
        ("INNERGRID", (0, 0), (-1, -1), RULE, line),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (2, 0), (last, -1), 1.5),
        ("RIGHTPADDING", (2, 0), (last, -1), 2),
        ("LEFTPADDING", (0, 0), (0, -1), 2),
        ("RIGHTPADDING", (0, 0), (0, -1), 2),
        repeatRows=1,
        splitInRow=int(any(len(row["name"]) + len(row["institution"]) > _LONGEST for row in category["rows"])),
    )


def _widths(jurors: int, beside: list[float], width: float) -> list[float]:
    """The candidate's column keeps at least 130 points; jurors share the rest, 41 to 64 each where there is room.

    `beside` are the widths for the jurors' own score and for what was judged elsewhere.
    """
    rest = width - _RANK - _SCORE - _NOTE - sum(beside)
    each = min(64.0, max(41.0, (rest - 230) / max(1, jurors)), (rest - 130) / max(1, jurors))
    return [_RANK, rest - each * jurors, *[each] * jurors, *beside, _SCORE, _NOTE]


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


def _heading(category: Mapping[str, Any]) -> list[Any]:
    codes = [para(juror["code"], "cell-head") for juror in category["jurors"]]
    method, named = _(METHODS[Method(category["method"])]), _stage_headings(category)
    return [
        para(_("Rank"), "cell-head"),
        para(_("Candidate"), "cell-head"),
        *codes,
        *(para(name, "cell-head") for name in named),
        para(_("Final score") if named else method, "cell-head"),
        para(_("Decided by"), "cell-head"),
    ]


def _row(row: Mapping[str, Any], jurors: list[Mapping[str, Any]], stages: list[Mapping[str, Any]]) -> list[Any]:
    points = row.get("stages", {})
    parts = [row.get("own"), *(points.get(stage["name"]) for stage in _elsewhere(stages))] if stages else []
    return [
        para(str(row["rank"]) if row["rank"] is not None else "–", "cell-rank"),
        _named(row),
        *(_cell(row["cells"].get(juror["code"])) for juror in jurors),
        *(para(printed_number(part) if part is not None else "–", "cell-number") for part in parts),
        para(printed_number(row["score"]) if row["score"] is not None else "–", "cell-strong"),
        para(row["why_open"] or row.get("decided") or decided(row["decided_by"]), "cell-small"),
    ]


def _named(row: Mapping[str, Any]) -> Any:
    """Number and name strong, the institution after them."""
    strong = f"<b>{markup(row['number'])} — {markup(row['name'])}</b>"
    after = candidate_line(row).removeprefix(f"{row['number']} — {row['name']}")
    return marked(strong + markup(after), "cell")


def _cell(cell: str | None) -> Any:
    if cell is None:
        return para("–", "cell-state")
    if cell in set(CellState):
        return para(_(STATES[CellState(cell)]), "cell-state")
    return para(printed_number(cell), "cell-number")


def decided(rung: str) -> str:
    """Which rung of the ladder decided, in the words of documents that tell no values."""
    if rung.startswith("criterion:"):
        return _("criterion {code}", code=rung.removeprefix("criterion:"))
    return _(_DECIDED[rung]) if rung in _DECIDED else rung


def _notes(category: Mapping[str, Any]) -> list[Any]:
    """What is missing, where the margin is narrow, how the rules round, and who the jurors are."""
    said = [*_missing(category), *category["pending"]]
    notes = [para(" ".join([_("PROVISIONAL:"), *said]) if said else _("PROVISIONAL"), "strong")] if not category["final"] else []
    notes += [para(sentence, "strong") for sentence in category.get("changed", ())]
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
    return [*notes, marked(legend, "cell-small")]


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


class InkCell(Flowable):  # type: ignore[misc, unused-ignore]
    """An empty place in a table where a juror signs."""

    def __init__(self, places: Places, name: str, width: float) -> None:
        super().__init__()
        self.places, self.name = places, name
        self.width, self.height = width, _ROW_FOR_INK

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws nothing and notes where it stands."""
        self.places.note(self.canv, self.name, 2, 1, self.width - 4, self.height - 2)


def _signatures(value: Mapping[str, Any], digest: str, places: Places, width: float) -> list[Any]:
    """One line for each juror of any of the categories, then date and chair."""
    event = value["event"]
    jurors = {juror["code"]: juror for category in value["categories"] for juror in category["jurors"]}
    signing = [juror for juror in jurors.values() if juror["role"] != Role.OBSERVER]
    chair = value["chair"] or {"name": "…" * 20, "nip": ""}
    block = Signature(places, "Chair", [*dated(event, value["at"], value.get("day")), _("Chair of the jury")], chair, 62 * MM)
    beside = table(
        [["", block]], [width - 62 * MM, 62 * MM], ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)
    )
    made = made_when(value["at"], event["zone"], value.get("day"))
    sha = _("SHA-256 of the data: {digest}", digest=digest)
    members = [juror for juror in signing if juror["role"] != Role.CHAIR]
    return [
        CondPageBreak(min(len(members) + 1, 6) * (_ROW_FOR_INK + 7)),
        _signing_table(members, places, width),
        Stack([Spacer(1, 8), beside, Spacer(1, 6)], [para(f"{made} · {sha}", "small")]),
    ]


def _signing_table(jurors: list[Mapping[str, Any]], places: Places, width: float) -> Any:
    columns = [28.0, 48.0, width * 0.3, width * 0.3]
    ink = width - sum(columns)
    heading = [para(text, "cell-head") for text in (_("No."), _("Code"), _("Name"), _("Position, institution"), _("Signature"))]
    rows = [heading]
    for place, juror in enumerate(jurors, 1):
        office = ", ".join(part for part in (juror["position"], juror["institution"]) if part)
        number = [para(_("NIP {number}", number=nip(juror["nip"])), "cell-small")] if juror["nip"] else []
        name = [para(juror["name"], "answer"), *number]
        cell = InkCell(places, juror_field(juror["code"]), ink - 10)
        rows.append([para(str(place), "centre"), para(juror["code"], "centre"), name, para(office, "cell"), cell])
    line = grey(LINE_GREY)
    return table(
        rows,
        [*columns, ink],
        ("BACKGROUND", (0, 0), (-1, 0), grey(FILL_GREY)),
        ("BOX", (0, 0), (-1, -1), RULE, line),
        ("INNERGRID", (0, 0), (-1, -1), RULE, line),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 1), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 1), (-1, -1), 1),
        repeatRows=1,
    )
