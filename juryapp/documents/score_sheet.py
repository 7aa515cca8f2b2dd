"""The score sheet (lembar penilaian juri): one juror's points for one candidate, made from nothing but its JSON and QR text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from typing import Any

from juryapp.documents.criteria_table import criteria_table, totals
from juryapp.documents.letterhead import award_line, letterhead, title
from juryapp.documents.page import SIMULATED, Pages, Places, Redrawn, Rendered, Surround, draw, notices
from juryapp.documents.pdfa import About, Attachment
from juryapp.documents.qr import matrix, twin
from juryapp.documents.rounding import on_a_sheet, rules_of_sheet
from juryapp.documents.sheet_json import read_sheet
from juryapp.documents.signature_area import Closing, proof, signatures, signed_when
from juryapp.documents.styles import LINE_GREY, RULE, Look, gap, grey, looking, marked, markup, para, table
from juryapp.documents.words import attendance, candidate_line, in_words, period
from juryapp.model.candidate import Attendance
from juryapp.text import _, clock_time, half_up, long_date, number, speaking

MIME_JSON = "application/json"
_BLANK = "\u00a0"
Codes = tuple[list[list[bool]], list[list[bool]]]
"""The code that stands twice, as dark modules row by row."""


def render(sheet: bytes, qr: str | None) -> Rendered:
    """The sheet's page or pages, and its signature fields: `Juror`, `Chair` where there is one, `PSrE`, `HQ_Seal`.

    The same bytes each time. Without `qr` it says that it isn't signed. Raises `FileProblem` if `sheet` is no sheet of ours.
    """
    return redraw(sheet, qr).rendered()


def redraw(sheet: bytes, qr: str | None) -> Redrawn:
    """The same, to be compared with a file. Raises as `render`."""
    value = read_sheet(sheet)
    with speaking(value["event"]["language"]):
        return _redrawn(value, sheet, qr)


_SIZES = (9.5, 9.0, 8.5, 8.0)
"""Of the letters: as large as leaves the sheet on one page, its parts closer together than usual; else the first."""
_GUIDANCE = (0, 40, 70, 110, 160)
"""Letters of each criterion's guidance that are printed where the sheet would need a second page for it at the smallest size."""
_LIKELY = 1_500
"""Letters of the same up to which a smaller size is likely to do."""
_LONG = 4_000
"""Letters of all criteria but their guidance from which on nothing is tried: they fill more than a page at any size."""


def _redrawn(value: Mapping[str, Any], sheet: bytes, qr: str | None) -> Redrawn:
    attached = [Attachment("sheet.json", sheet, MIME_JSON, "Source", _("The data of this score sheet"))]
    if qr is not None:
        attached.append(Attachment("qr.txt", qr.encode(), "text/plain", "Data", _("The text of the QR code")))
    pages, places = _drawn(value, hashlib.sha256(sheet).hexdigest(), qr)
    return Redrawn(pages, _about(value), attached, places.fields("PSrE", "HQ_Seal"))


def _drawn(value: Mapping[str, Any], digest: str, qr: str | None) -> tuple[Pages, Places]:
    """The pages as usual; where that needs two, closer together at the largest size that needs one; with as much guidance as then
    fits; or whole, as usual."""

    codes = (matrix(qr), matrix(twin(qr))) if qr is not None else None

    def at(size: float, guidance: int | None = None, *, close: bool = True) -> tuple[Pages, Places]:
        with looking(Look(size=size, close=close)):
            places, surround = Places(), _surround(value, signed=qr is not None)
            shown = value if guidance is None else _with_less_guidance(value, guidance)
            return draw(_story(shown, digest, codes, places, surround.width), surround), places

    def fits(drawn: tuple[Pages, Places]) -> bool:
        return drawn[0].count == 1

    usual = at(_SIZES[0], close=False)
    letters = sum(len(one["name"]) + len(one["reason"]) + len(one["remark"]) for one in value["criteria"])
    if fits(usual) or letters > _LONG:
        return usual
    # each try takes as long as drawing: where it may be in vain, the smallest size tells
    if (letters < _LIKELY or fits(at(_SIZES[-1]))) and (found := next((one for size in _SIZES if fits(one := at(size))), None)):
        return found
    if not any(one["guidance"] for one in value["criteria"]):
        return usual
    *_fit, most = (usual, *takewhile(fits, (at(_SIZES[-1], letters) for letters in _GUIDANCE)))
    return most


def _with_less_guidance(value: Mapping[str, Any], most: int) -> dict[str, Any]:
    """The beginning of each guidance, up to a word: the whole of it is in the data, and in the rubric."""
    criteria = [{**one, "guidance": _beginning(one["guidance"], most)} for one in value["criteria"]]
    return {**value, "criteria": criteria}


def _beginning(text: str, most: int) -> str:
    if len(text) <= most or " " not in text:
        return text
    words = text[:most].rpartition(" ")[0].rstrip(" ,;:(-")
    return f"{words} …" if words else ""


def _about(value: Mapping[str, Any]) -> About:
    event = value["event"]
    subject = f"{value['sheet']} r{value['revision']} · {candidate_line(value['candidate'])}"
    return About(
        f"{heading(event['juror_word'])} · {subject}", subject, event["language"], datetime.fromisoformat(value["signed_at"])
    )


def heading(word: str) -> str:
    """The document's title."""
    return _("ASSESSOR'S SCORE SHEET") if word == "penilai" else _("JUROR'S SCORE SHEET")


def _surround(value: Mapping[str, Any], *, signed: bool) -> Surround:
    event, candidate = value["event"], candidate_line(value["candidate"])
    juror = f"{value['juror']['name']} ({value['juror']['code']})"
    title = heading(event["juror_word"])
    revision = _("revision {revision}", revision=value["revision"])
    return Surround(
        paper=event["paper"],
        head=f"<b>{markup(title)}</b> · {markup(candidate)} · {markup(juror)}",
        foot=f"{markup(value['sheet'])} · {markup(revision)} · {markup(candidate)}",
        notices=notices(simulated=event["simulated"], signed=signed),
        watermark=SIMULATED if event["simulated"] else "",
        initials=(value["juror"]["code"], *((_("Chair"),) if value["chair"] else ())),
    )


def _story(value: Mapping[str, Any], digest: str, codes: Codes | None, places: Places, width: float) -> list[Any]:
    event = value["event"]
    below = " · ".join(part for part in (event["stage"], value["candidate"]["category"]["name"]) if part)
    moment = signed_when(value["signed_at"], event["zone"], value["device"]["name"], value.get("day"))
    rows, last = criteria_table(value, width)
    return [
        *letterhead(event, width),
        *title(heading(event["juror_word"]), below),
        box(value, width),
        gap(7),
        *_replaced(value),
        *rows,
        Closing(
            last,
            [totals(value, width), *_below_total(value), gap(6), signatures(value, places, width), gap(4)],
            [proof(value, digest, codes, moment, width)],
        ),
    ]


def box(value: Mapping[str, Any], width: float) -> Any:
    """Who is scored by whom, when and where."""
    left, right = _left(value), _right(value)
    labels, answers = width * 0.145, width * 0.355
    rows: list[list[Any]] = [[para(_("Candidate"), "label"), para(candidate_line(value["candidate"]), "answer"), "", ""]]
    for (name, answer), (other_name, other) in zip(left, right, strict=True):
        rows.append([para(name, "label"), para(answer or "–", "answer"), para(other_name, "label"), para(other or "–", "answer")])
    return table(
        rows,
        [labels, answers + width * 0.01, labels + width * 0.02, answers - width * 0.03],
        ("BOX", (0, 0), (-1, -1), RULE, grey(0)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.4, grey(LINE_GREY)),
        ("SPAN", (1, 0), (-1, 0)),
        ("TOPPADDING", (0, 0), (-1, -1), 0.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.3),
        ("TOPPADDING", (0, 0), (-1, 0), 3),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 4),
        ("TOPPADDING", (0, 1), (-1, 1), 3),
        ("BOTTOMPADDING", (0, -1), (-1, -1), 4),
        ("LEFTPADDING", (0, 0), (0, -1), 8),
    )


def _left(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    event, candidate, slot = value["event"], value["candidate"], value["slot"]
    return [
        (_("Leader"), candidate["head"]),
        (_("Presenter"), candidate["presenter"]),
        (_("Attendance"), _attended(candidate["attendance"])),
        (_("Day, date"), long_date(date.fromisoformat(slot["day"])) if slot else ""),
        (_("Interview time"), _times(slot, event["zone"]) if slot else ""),
        (_("Place"), ", ".join(part for part in ((slot or {}).get("room", ""), event["venue"]) if part)),
    ]


def _attended(said: str) -> str:
    """How the candidate came; on a blank form the place to write it; room where it wasn't known at the laptop that signed."""
    return attendance(said) if said in set(Attendance) else said or _BLANK


def _right(value: Mapping[str, Any]) -> list[tuple[str, str]]:
    event, juror = value["event"], value["juror"]
    return [
        (_("Assessor") if event["juror_word"] == "penilai" else _("Juror"), f"{juror['name']} ({juror['code']})"),
        (_("Position"), juror["position"]),
        (_("Institution"), juror["institution"]),
        (_("Panel"), value["panel"]),
        (_("Assessment period"), period(event["assessed_from"], event["assessed_to"])),
        (_("Event"), f"{award_line(event)} ({event['code']})"),
    ]


def _times(slot: Mapping[str, Any], zone: str) -> str:
    start = time.fromisoformat(slot["start"])
    if not slot["end"]:
        return clock_time(start, zone)
    return f"{clock_time(start)}–{clock_time(time.fromisoformat(slot['end']), zone)}"


def _replaced(value: Mapping[str, Any]) -> list[Any]:
    """From the second revision on: what this sheet replaces and why."""
    old = value["supersedes"]
    if not old:
        return []
    said = _(
        "Revision {revision}: replaces revision {old} (SHA-256 of that PDF: {sha256}). Reason: {reason}",
        revision=value["revision"],
        old=old["revision"],
        sha256=old["sha256"],
        reason=old["reason"],
    )
    return [para(said, "muted"), gap(6)]


def _below_total(value: Mapping[str, Any]) -> list[Any]:
    """The total in words, and every remark without which the printed numbers wouldn't agree."""
    label, said = markup(_("In words:")), markup(in_words(value["total_printed"]))
    words = f"{label} <i>{said}</i>"
    told = [*on_a_sheet(rules_of_sheet(value["rounding"])), *disagreements(value), *_typed(value), *_assisted(value)]
    notes = [para(note, "muted") for note in told]
    return [gap(4), marked(words, "body"), *([gap(2), *notes] if notes else [])]


def _typed(value: Mapping[str, Any]) -> list[str]:
    """Which criteria were typed from the juror's paper form, and by whom."""
    if "typed" not in value:
        return []
    said = [_("Typed by the secretariat from the juror's paper form: {criteria}.", criteria=_named(value, value["typed"]))]
    match value["typed"]["by"]:
        case [first, second]:
            said.append(_("Typed by {first}, and again by {second}.", first=first, second=second))
        case [*names] if names:
            said.append(_("Typed by {names}.", names=", ".join(names)))
    return [" ".join(said)]


def _named(value: Mapping[str, Any], typed: Mapping[str, Any]) -> str:
    known = {criterion["code"]: criterion["name"] for criterion in value["criteria"]}
    return ", ".join(known.get(code, code) for code in typed["criteria"])


def _assisted(value: Mapping[str, Any]) -> list[str]:
    """Which criteria an assistant typed for the juror; all of them aren't listed."""
    if "assisted" not in value:
        return []
    told = value["assisted"]
    names, juror = ", ".join(told["by"]), value["juror"]["name"]
    if len(told["criteria"]) == len(value["criteria"]):
        return [_("Typed by the juror's assistant {names}; checked and signed by {juror}", names=names, juror=juror)]
    return [
        _(
            "Typed by the juror's assistant {names}: {criteria}; checked and signed by {juror}",
            names=names,
            criteria=_named(value, told),
            juror=juror,
        )
    ]


def disagreements(value: Mapping[str, Any]) -> list[str]:
    """A sentence for each place where adding the printed numbers gives something else than what is printed below them."""
    column = sum((Decimal(c["value"]) for c in value["criteria"] if c["value"] is not None), Decimal(0))
    rescaled, total = value["rescaled"], Decimal(value["total_printed"])
    said = []
    if column != (Decimal(rescaled["sum"]) if rescaled else total):
        said.append(
            _(
                "The total is computed from exact values; the printed values, each rounded, add up to {sum}.",
                sum=number(column, 2),
            )
        )
    if rescaled:
        quotient = half_up(Fraction(Decimal(rescaled["sum"])) * 100 / Fraction(Decimal(rescaled["weight"])))
        if quotient != total:
            said.append(_("The total is computed from the exact sum; the printed sum gives {total}.", total=number(quotient, 2)))
    return said
