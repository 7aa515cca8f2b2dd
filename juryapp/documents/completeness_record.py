"""The record of completeness (berita acara kelengkapan): which laptops there are and where each one ends, where each expected
sheet is, what is lacking, what nobody can know, and one digest of all of it to compare by telephone.

It is drawn from the data attached to it alone (decision 004); what it says is gathered in `printing/completeness_record.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reportlab.platypus import CondPageBreak, Spacer

from juryapp.canonical_json import canonical, read_canonical
from juryapp.documents.form import DOTS, finished, grid, letter, opening, width_of
from juryapp.documents.page import Places, Rendered
from juryapp.documents.pdfa import Attachment
from juryapp.documents.qr import matrix
from juryapp.documents.shape import COMPLETENESS, fits, refuse_newer
from juryapp.documents.sheet_json import event_block
from juryapp.documents.signature_area import Closing, QrCode, Signature, dated, record_as_of
from juryapp.documents.styles import MM, LastRows, para, table
from juryapp.documents.typed_json import as_json, of_json
from juryapp.errors import FileProblem
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, mark, speaking

FORMAT = "jury-completeness-1"
_NOT_OURS = mark("This is not the data of a Juryapp record of completeness; open the file that Juryapp made.")
PREFIX = "JURY-COMPLETENESS-1:"
"""Of its code."""
_QR_SIDE = 30 * MM
_FEW = 6
"""So many sentences stay with the signature."""
MARKS = {"confirmed": "++", "here": "+", "draft": "/", "held": "!", "elsewhere": "?", "never": "–"}
"""How a cell's place is written in the table; a cell of which no sheet is expected stays empty."""


@dataclass(frozen=True)
class LaptopLine:
    """One laptop of the roster."""

    name: str
    state: str
    """In the event's language."""
    here: int
    known: int
    settled: bool


@dataclass(frozen=True)
class HeadLine:
    """The end of a branch of a laptop's chain."""

    name: str
    device: str
    number: int
    id: str


@dataclass(frozen=True)
class CandidateLine:
    """Where the expected sheets of one candidate are: juror -> one of `MARKS`."""

    number: str
    name: str
    places: Mapping[str, str]


@dataclass(frozen=True)
class CompletenessRecord:
    """All that is printed; sentences are in the event's language."""

    event: Event
    verdict: str
    laptops: Sequence[LaptopLine]
    gaps: Sequence[str]
    """What stands against completeness, with what to do, and what rescues of damaged files lost."""
    jurors: Mapping[str, str]
    """Code -> name, of those of whom a sheet is expected."""
    candidates: Sequence[CandidateLine]
    counts: Mapping[str, int]
    """One of `MARKS` -> how many sheets."""
    heads: Sequence[HeadLine]
    unknowable: Sequence[str]
    digest: str
    """SHA-256 over the heads (`board/journal_digest.py`)."""
    words: str
    """Its first 96 bits as six words."""


def record_json(record: CompletenessRecord, event_id: str, at: datetime, day: date | None) -> bytes:
    """The canonical JSON; `at` is the laptop's local time with its zone, `day` what the desk states about that date."""
    value = {"format": FORMAT, "kind": FileKind.COMPLETENESS, "event": {"id": event_id}, "at": at.isoformat()}
    return canonical({**value, "told": as_json(record), **({"day": day.isoformat()} if day else {})})


def read_record(data: bytes) -> CompletenessRecord:
    """What `record_json` wrote. Raises `FileProblem` when it isn't one of ours, `NewerFormat` for a later one."""
    value = read_canonical(data)
    refuse_newer(value, FORMAT)
    try:
        if value is not None and fits(value, COMPLETENESS) and value["format"] == FORMAT:
            return of_json(CompletenessRecord, value["told"])
    except ValueError as error:
        raise FileProblem(_NOT_OURS) from error
    raise FileProblem(_NOT_OURS)


def draw(data: bytes) -> Rendered:
    """The record of this data, with fields for the desk and headquarters' seal: the same bytes each time.

    Raises as `read_record`.
    """
    record, value = read_record(data), read_canonical(data) or {}
    at, places = datetime.fromisoformat(value["at"]), Places()
    with speaking(record.event.language), letter(record.event):
        about, heading = event_block(record.event, ""), _("RECORD OF COMPLETENESS")
        width = width_of(about)
        story: list[Any] = [
            *opening(about, heading),
            para(record.verdict, "strong"),
            Spacer(1, 4),
            *map(_bullet, record.gaps),
            Spacer(1, 6),
            _code(record, value["event"]["id"], width),
            Spacer(1, 8),
            *_laptops(record, width),
            *_cells(record, width),
            *_heads(record, width),
            *_closing(record, about, (at.isoformat(), value.get("day")), width),
        ]
        attached = Attachment("completeness.json", data, "application/json", "Source", _("The data of this record"))
        initials = [_("Secretary")]
        pdf = finished(about, heading, story, at, paper=FileKind.COMPLETENESS, attached=[attached], initials=initials)
        return Rendered(pdf, places.fields("Desk", "HQ_Seal"), tuple(places.kept))


def _bullet(sentence: str) -> Any:
    return para(f"• {sentence}")


def _code(record: CompletenessRecord, event_id: str, width: float) -> Any:
    """The digest as QR and as six words."""
    code = QrCode(matrix(f"{PREFIX}{event_id}:{record.digest}"), _QR_SIDE)
    said = [
        para(_("To compare by telephone")),
        Spacer(1, 2),
        para(record.words, "total"),
        Spacer(1, 4),
        para(
            _(
                "Whoever reads the same six words under “Completeness” holds the same entries of the same laptops. Closing a "
                "laptop and signing papers changes nothing of them; any other entry does."
            ),
            "small",
        ),
        para(_("SHA-256 of all ends: {digest}", digest=record.digest), "small"),
    ]
    return table([[code, said]], [_QR_SIDE + 8 * MM, width - _QR_SIDE - 8 * MM], ("VALIGN", (0, 0), (-1, -1), "MIDDLE"))


def _laptops(record: CompletenessRecord, width: float) -> list[Any]:
    rows = [
        [
            para(one.name, "cell"),
            para(one.state, "cell" if one.settled else "answer"),
            *(para(str(count), "cell-number") for count in (one.here, one.known)),
        ]
        for one in record.laptops
    ]
    headings = (_("Laptop"), _("State"), _("Entries here"), _("Known"))
    widths = [width * 0.36, width * 0.64 - 120.0, 60.0, 60.0]
    return [para(_("Laptops"), "category"), Spacer(1, 4), grid(headings, rows, widths), Spacer(1, 10)]


def _cells(record: CompletenessRecord, width: float) -> list[Any]:
    words = place_words()
    told = [f"{sign} {words[place]}: {record.counts[place]}" for place, sign in MARKS.items() if place in record.counts]
    counted = " · ".join(one.replace(" ", "\xa0") for one in told)
    heading = [CondPageBreak(50 * MM), para(_("Expected sheets"), "category"), Spacer(1, 4)]
    if not record.candidates:
        return [*heading, para(_("No sheet is expected.")), Spacer(1, 10)]
    codes, each = list(record.jurors), min(34.0, (width - 150.0) / max(1, len(record.jurors)))
    rows = [
        [para(f"{one.number} {one.name}", "small"), *(para(MARKS.get(one.places.get(code, ""), ""), "centre") for code in codes)]
        for one in record.candidates
    ]
    listed = grid((_("Candidate"), *codes), rows, [width - each * len(codes), *[each] * len(codes)], tight=True)
    names = " · ".join(f"{code} {name}" for code, name in record.jurors.items())
    return [*heading, para(counted), Spacer(1, 4), listed, Spacer(1, 2), para(names, "small"), Spacer(1, 10)]


def place_words() -> dict[str, str]:
    """What each of `MARKS` means, in the language that is spoken."""
    return {
        "confirmed": _("here, confirmed by headquarters"),
        "here": _("here, signed"),
        "draft": _("here, not signed"),
        "held": _("held"),
        "elsewhere": _("perhaps at another laptop"),
        "never": _("never seen"),
    }


def _heads(record: CompletenessRecord, width: float) -> list[Any]:
    rows = [[para(one.name, "small"), para(str(one.number), "small"), para(one.id, "small")] for one in record.heads]
    last = min(width * 0.66, 300.0)
    listed = grid((_("Laptop"), _("Entry"), _("The last entry")), rows, [width - last - 46.0, 46.0, last], tight=True)
    return [CondPageBreak(30 * MM), para(_("Where the laptops end"), "category"), Spacer(1, 4), listed, Spacer(1, 10)]


def _closing(record: CompletenessRecord, about: Mapping[str, Any], made: tuple[str, str | None], width: float) -> list[Any]:
    """What nobody can know, and room for a pen: the desk's own signature isn't seen."""
    block = Signature(Places(), "", [*dated(about, *made), _("Secretary of the jury")], {"name": DOTS, "nip": ""}, 66 * MM)
    beside = table([["", block]], [width - 66 * MM, 66 * MM], ("LEFTPADDING", (0, 0), (-1, -1), 0))
    heading, told = para(_("What no file can tell of itself"), "category"), list(map(_bullet, record.unknowable))
    signed = [Spacer(1, 8), beside, Spacer(1, 4), para(record_as_of(made[0], record.event.time_zone, made[1]), "small")]
    if len(told) <= _FEW:
        return [Closing(LastRows(heading), [Spacer(1, 3), *told, *signed], [])]
    return [heading, Spacer(1, 3), *told[:-_FEW], Closing(LastRows(told[-_FEW]), [*told[1 - _FEW :], *signed], [])]
