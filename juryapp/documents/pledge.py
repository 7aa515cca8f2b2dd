"""The pledge (pakta integritas): one juror's word on impartiality, secrecy and conflicts of interest.

To be signed with a pen, or with the juror's key: then it is made from nothing but its JSON, as a score sheet is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pikepdf
from reportlab.platypus import Spacer

from juryapp.canonical_json import canonical, read_canonical
from juryapp.documents.form import DOTS, facts, finished, grid_and_last, letter, letter_of, opening, width_of
from juryapp.documents.letterhead import award_line
from juryapp.documents.page import Places, Rendered, notices
from juryapp.documents.pdfa import Attachment
from juryapp.documents.shape import PLEDGE, fits, refuse_newer
from juryapp.documents.sheet_json import event_block, juror_block
from juryapp.documents.signature_area import INK_HEIGHT, Closing, Signature, WetRoom, dated, signed_when
from juryapp.documents.styles import LINE_GREY, MM, LastRows, grey, para, table
from juryapp.documents.words import candidate_line, day_in_words, juror_word, local, nip
from juryapp.errors import FileProblem
from juryapp.model.candidate import Candidate
from juryapp.model.document import FileKind
from juryapp.model.event import LETTER_MARGINS, LETTER_SIZES, Event
from juryapp.model.juror import Juror
from juryapp.text import _, mark, plain_date, speaking

_PROMISES = (
    mark("judge every candidate objectively and independently, by the criteria and weights that were set, and by nothing else;"),
    mark("accept no gift, promise or favour from a candidate or from anyone on a candidate's behalf, and report any offer;"),
    mark("keep points, notes and deliberations secret until the result is announced, and what candidates confided after it too;"),
    mark(
        "declare every conflict of interest (kinship, employment, ownership, advice given or any other tie) before a candidate "
        "is judged, and not judge that candidate;"
    ),
    mark("give points myself and let nobody else use my PIN;"),
    mark("bear the consequences under the rules in force if I break this pledge."),
)  # fmt: skip
_ROOM_FOR_TIES = 3
_STAMP = 26 * MM
"""Beside the ink: offices stick the stamp (meterai) there and sign across it."""
FORMAT = "jury-pledge-1"
"""Data and layout of a signed pledge; another layout is another format."""
_MOST_BYTES = 2_000_000
_MOST_TIES = 2_000
_LONGEST = 10_000
"""Letters of one text. Foreign data may be made to take hours to draw."""


def render(event: Event, juror: Juror, declared: Sequence[tuple[Candidate, str]], day: date | None, at: datetime) -> bytes:
    """One juror's pledge in the event's language. `declared` are the conflicts of interest on record, with their reasons.

    `day` is when it is to be signed: the first day of interviews, or None for a date to be written in. Where large letters would
    need a second page, it has fewer empty rows for conflicts, then letters a point smaller; if that doesn't do, it has two pages.
    """
    rooms = range(_ROOM_FOR_TIES, max(1, len(declared)) - 1, -1) or [0]
    events = (event, replace(event, letter_size=event.letter_size - 1))
    made = (_for_the_pen(one, juror, declared, day, at, room) for one in events for room in rooms)
    first = next(made)
    return first if _is_one_page(first) else next(filter(_is_one_page, made), first)


def _is_one_page(pdf: bytes) -> bool:
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages) == 1


def _for_the_pen(
    event: Event, juror: Juror, declared: Sequence[tuple[Candidate, str]], day: date | None, at: datetime, room: int
) -> bytes:
    """With so many rows for conflicts of interest, those on record among them."""
    with speaking(event.language), letter(event):
        about, person, heading = event_block(event, ""), juror_block(juror), _("INTEGRITY PLEDGE")
        width = width_of(about)
        ties, last = _ties([(_line(candidate), reason) for candidate, reason in declared], width, room=room)
        asked = _("Conflicts of interest that I declare (write “none” where there are none):")
        story = [
            *_body(about, person, day, width, asked),
            *ties,
            Closing(last, [Spacer(1, 10), _signature(about, person, day, width)], []),
        ]
        return finished(about, f"{heading} · {juror.name}", story, at, paper=FileKind.PLEDGE, initials=[juror.code])


def pledge_json(
    event: Event,
    event_id: str,
    juror: Juror,
    declared: Sequence[tuple[Candidate, str]],
    at: datetime,
    device: str,
    stated: date | None = None,
) -> bytes:
    """The canonical JSON of a pledge that is signed with a key. `device` is the laptop's id, `stated` the day by the desk."""
    ties = [
        {"number": candidate.number, "name": candidate.name, "institution": candidate.institution, "reason": reason}
        for candidate, reason in declared
    ]
    return canonical(
        {
            "format": FORMAT,
            "kind": FileKind.PLEDGE,
            "event": event_block(event, event_id),
            "juror": juror_block(juror),
            "declared": ties,
            "letter": {"margin": event.letter_margin, "size": event.letter_size},
            "signed_at": at.isoformat(),
            "device": {"id": device, "name": ""},
            **({"day": stated.isoformat()} if stated else {}),
        }
    )


def read_pledge(pledge: bytes) -> dict[str, Any]:
    """The pledge's JSON as a mapping; raises `FileProblem` when it is not one of ours, `NewerFormat` for a later one."""
    value = read_canonical(pledge)
    refuse_newer(value, FORMAT)
    if value is None or not fits(value, PLEDGE) or value["format"] != FORMAT or not _drawable(pledge, value):
        raise FileProblem("This is not the data of a Juryapp pledge; open the file that Juryapp made.")
    return value


def _drawable(pledge: bytes, value: Mapping[str, Any]) -> bool:
    told = [
        *value["event"]["letterhead"],
        *value["juror"].values(),
        *(text for tie in value["declared"] for text in tie.values()),
    ]
    if value["letter"]["margin"] not in LETTER_MARGINS or value["letter"]["size"] not in LETTER_SIZES:
        return False
    return len(pledge) <= _MOST_BYTES and len(value["declared"]) <= _MOST_TIES and max(map(len, told)) <= _LONGEST


def render_signed(pledge: bytes, *, signed: bool = True) -> Rendered:
    """The pledge's pages and its signature fields: `Juror`, `PSrE`, `HQ_Seal`. The same bytes each time.

    Before it is `signed` it says that it isn't. Raises `FileProblem` if these bytes are no pledge of ours.
    """
    value = read_pledge(pledge)
    event, person = value["event"], value["juror"]
    at = datetime.fromisoformat(value["signed_at"])
    day = date.fromisoformat(value["day"]) if "day" in value else local(value["signed_at"], event["zone"]).date()
    with speaking(event["language"]), letter_of(value["letter"]["margin"], value["letter"]["size"]):
        places, width, heading = Places(), width_of(event), _("INTEGRITY PLEDGE")
        ties = [(candidate_line(tie), tie["reason"]) for tie in value["declared"]]
        before, last = _ties(ties, width) if ties else ([], LastRows(para(_("none"), "answer")))
        moment = signed_when(value["signed_at"], event["zone"], value["device"]["name"], value.get("day"))
        story = [
            *_body(event, person, day, width, _("Conflicts of interest that I declare:")),
            *before,
            Closing(
                last,
                [Spacer(1, 14), _signed(value, places, width)],
                [_proof(hashlib.sha256(pledge).hexdigest(), moment, width, signed=signed)],
            ),
        ]
        pdf = finished(
            event,
            f"{heading} · {person['name']}",
            story,
            at,
            paper=FileKind.PLEDGE,
            notices=notices(simulated=False, signed=signed),
            attached=[Attachment("pledge.json", pledge, "application/json", "Source", _("The data of this pledge"))],
            initials=[person["code"]],
        )
        return Rendered(pdf, places.fields("PSrE", "HQ_Seal"))


def _body(event: Mapping[str, Any], person: Mapping[str, Any], day: date | None, width: float, asked: str) -> list[Any]:
    """All above the table of what ties the juror to whom."""
    return [
        *opening(event, _("INTEGRITY PLEDGE")),
        para(_opening(event, day)),
        Spacer(1, 6),
        facts(_who(event, person), width),
        Spacer(1, 6),
        para(_("pledges to:")),
        Spacer(1, 3),
        _promises(width),
        Spacer(1, 8),
        para(asked),
        Spacer(1, 4),
    ]


def _line(candidate: Candidate) -> str:
    return candidate_line({"number": candidate.number, "name": candidate.name, "institution": candidate.institution})


def _opening(event: Mapping[str, Any], day: date | None) -> str:
    place = ", ".join(part for part in (event["venue"], event["city"]) if part) or DOTS
    when = day_in_words(day) if day else DOTS
    return _(
        "On this day, {day}, at {place}, the undersigned, for the judging of {award}:",
        day=when,
        place=place,
        award=award_line(event),
    )


def _who(event: Mapping[str, Any], person: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Name"), person["name"]),
        *([(_("NIP"), nip(person["nip"]))] if person["nip"] else []),
        (_("Position"), person["position"]),
        (_("Institution"), person["institution"]),
        (_("As"), f"{juror_word(event['juror_word'])} {person['code']}"),
    ]


def _promises(width: float) -> Any:
    rows = [[para(f"{place}."), para(_(promise))] for place, promise in enumerate(_PROMISES, 1)]
    return table(rows, [22, width - 22], ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2))


def _ties(declared: Sequence[tuple[str, str]], width: float, room: int = 0) -> tuple[list[Any], LastRows]:
    """Whom and why, its last rows apart; to be filled in with a pen up to `room` rows."""
    rows: list[list[Any]] = []
    for line, reason in declared:
        rows.append([para(str(len(rows) + 1), "centre"), para(line, "cell"), para(reason, "cell")])
    while len(rows) < room:
        rows.append([para(str(len(rows) + 1), "centre"), "", ""])
    headings = (_("No."), _("Candidate"), _("What ties me to it"))
    return grid_and_last(headings, rows, [28, (width - 28) / 2, (width - 28) / 2], ink=bool(room))


def _signature(event: Mapping[str, Any], person: Mapping[str, Any], day: date | None, width: float) -> Any:
    when = plain_date(day) if day else DOTS
    placed = f"{event['city']}, {when}" if event["city"] else when
    block = Signature(Places(), "Juror", [placed, f"{juror_word(event['juror_word'])},"], person, 66 * MM)
    stamp = WetRoom(_STAMP, INK_HEIGHT, _("Duty stamp"))
    return table(
        [["", stamp, block]],
        [width - 66 * MM - _STAMP - 4, _STAMP + 4, 66 * MM],
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (1, 0), (1, 0), 33),
    )


def _signed(value: Mapping[str, Any], places: Places, width: float) -> Any:
    event = value["event"]
    lines = [*dated(event, value["signed_at"], value.get("day")), f"{juror_word(event['juror_word'])},"]
    block = Signature(places, "Juror", lines, value["juror"], 66 * MM)
    return table([["", block]], [width - 66 * MM, 66 * MM], ("LEFTPADDING", (0, 0), (-1, -1), 0))


def _proof(digest: str, moment: str, width: float, *, signed: bool) -> Any:
    """What kind of signature it is and how to check it, at the foot of the page."""
    kind = _("Signed electronically with an uncertified electronic signature (PP 71/2019 Article 60).")
    check = _("To check: open “Verify” in Juryapp and choose this PDF file; no network is needed.")
    unsigned = _("Printed before signing: only the signed pledge counts.")
    lines = [para(kind, "proof"), para(check, "small")] if signed else [para(_("NOT SIGNED"), "total"), para(unsigned, "small")]
    return table(
        [[[*lines, Spacer(1, 2), para(moment, "small"), para(_("SHA-256 of the data: {digest}", digest=digest), "small")]]],
        [width],
        ("LINEABOVE", (0, 0), (-1, 0), 0.5, grey(LINE_GREY)),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 8),
    )
