"""The certificate of destruction (berita acara pemusnahan): which event was destroyed, what it held, why, what it can't reach.

It is drawn from the data attached to it alone (decision 004); what it says is gathered in `printing/destruction.py`. It names no
candidate, juror's score or note: it outlives what it is about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from reportlab.platypus import Spacer

from juryapp.canonical_json import canonical, read_canonical
from juryapp.documents.form import DOTS, facts, finished, opening, width_of
from juryapp.documents.letterhead import award_line
from juryapp.documents.page import Places, Rendered
from juryapp.documents.pdfa import Attachment
from juryapp.documents.shape import DESTRUCTION, fits, refuse_newer
from juryapp.documents.sheet_json import event_block
from juryapp.documents.signature_area import Closing, Signature, dated
from juryapp.documents.styles import MM, LastRows, para, table
from juryapp.documents.typed_json import as_json, of_json
from juryapp.documents.words import moment
from juryapp.errors import FileProblem
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from juryapp.text import _, mark, speaking

FORMAT = "jury-destruction-1"
_NOT_OURS = mark("This is not the data of a Juryapp certificate of destruction; open the file that Juryapp made.")


@dataclass(frozen=True)
class Destruction:
    """All that is printed; sentences are in the event's language."""

    event: Event
    reason: str
    laptop: str
    """Where it was destroyed, as people call that laptop."""
    files: Sequence[str]
    """The event files, by their names without folders."""
    spares: int
    entries: int
    sheets: int
    """Signed sheets in force."""
    documents: int
    """Attached documents of all kinds: PDFs, notes, signatures."""
    elsewhere: Sequence[str]
    """Other laptops that held something of it, as far as was known."""
    only_here: int
    """So many signed sheets were known to be nowhere else."""
    digest: str
    """SHA-256 over where all laptops ended (`board/journal_digest.py`)."""
    words: str


def destruction_json(told: Destruction, event_id: str, at: datetime, day: date | None) -> bytes:
    """The canonical JSON; `at` is the laptop's local time with its zone, `day` what the desk states about that date."""
    value = {"format": FORMAT, "kind": FileKind.DESTRUCTION, "event": {"id": event_id}, "at": at.isoformat()}
    return canonical({**value, "told": as_json(told), **({"day": day.isoformat()} if day else {})})


def read_destruction(data: bytes) -> Destruction:
    """What `destruction_json` wrote. Raises `FileProblem` when it isn't one of ours, `NewerFormat` for a later one."""
    value = read_canonical(data)
    refuse_newer(value, FORMAT)
    try:
        if value is not None and fits(value, DESTRUCTION) and value["format"] == FORMAT:
            return of_json(Destruction, value["told"])
    except ValueError as error:
        raise FileProblem(_NOT_OURS) from error
    raise FileProblem(_NOT_OURS)


def draw(data: bytes) -> Rendered:
    """The certificate of this data, with fields for the desk and headquarters' seal: the same bytes each time.

    Raises as `read_destruction`.
    """
    told, value = read_destruction(data), read_canonical(data) or {}
    at, places = datetime.fromisoformat(value["at"]), Places()
    with speaking(told.event.language):
        about, heading = event_block(told.event, ""), _("CERTIFICATE OF DESTRUCTION")
        width, (*limits, last) = width_of(about), _limits(", ".join(told.elsewhere) or _("none that is known"))
        story: list[Any] = [
            *opening(about, heading),
            para(
                _(
                    "The data of this event was removed from the laptop named here: its event files, their spare copies, and the "
                    "keys that belonged to them. This certificate was put in its place once all of that was gone."
                )
            ),
            Spacer(1, 6),
            facts(_facts(told, award_line(about), at), width),
            Spacer(1, 8),
            para(_("What this certificate can't reach"), "category"),
            Spacer(1, 3),
            *(para(f"• {one}") for one in limits),
            Closing(
                LastRows(para(f"• {last}")), [Spacer(1, 10), _signature(about, (at.isoformat(), value.get("day")), width)], []
            ),
        ]
        attached = Attachment("destruction.json", data, "application/json", "Source", _("The data of this certificate"))
        pdf = finished(about, heading, story, at, paper=FileKind.DESTRUCTION, attached=[attached])
        return Rendered(pdf, places.fields("Desk", "HQ_Seal"), tuple(places.kept))


def printed_destruction() -> dict[str, str | list[str]]:
    """What its page says besides the data, for who checks it without drawing it; gaps stand open, as `{laptops}`."""
    return {
        "facts": _names(),
        "held": _held("{entries}", "{sheets}", "{documents}"),
        "only here": _nowhere_else("{count}"),
        "limits": _limits("{laptops}"),
        "none": _("none that is known"),
    }


def _facts(told: Destruction, award: str, at: datetime) -> list[tuple[str, str]]:
    answers = [
        f"{award} ({told.event.code})",
        told.laptop,
        moment(at.isoformat(), told.event.time_zone),
        told.reason,
        ", ".join(told.files),
        str(told.spares),
        _held(told.entries, told.sheets, told.documents),
        _nowhere_else(told.only_here),
        told.digest,
        told.words,
    ]
    return list(zip(_names(), answers, strict=True))


def _names() -> list[str]:
    return [
        _("Event"),
        _("Destroyed at laptop"),
        _("Ordered"),
        _("Reason"),
        _("Event files"),
        _("Spare copies"),
        _("What they held"),
        _("Known nowhere else"),
        _("Where all laptops ended, SHA-256"),
        _("As six words"),
    ]


def _held(entries: int | str, sheets: int | str, documents: int | str) -> str:
    return _(
        "{entries} entries, {sheets} signed sheets, {documents} attached documents",
        entries=entries,
        sheets=sheets,
        documents=documents,
    )


def _nowhere_else(count: int | str) -> str:
    return _("{count} signed sheets", count=count)


def _limits(laptops: str) -> list[str]:
    return [
        _("Other laptops that held something of it, which wipe their own: {laptops}.", laptops=laptops),
        _("Packages on flash disks and in shared folders, copies of the file that people made, and printed or saved documents."),
        _(
            "Cells of a flash medium that a disk no longer shows. What lies there is encrypted under the passphrase: destroy the "
            "page in the sealed envelope too."
        ),
    ]


def _signature(about: dict[str, Any], made: tuple[str, str | None], width: float) -> Any:
    block = Signature(Places(), "", [*dated(about, *made), _("Secretary of the jury")], {"name": DOTS, "nip": ""}, 66 * MM)
    return table([["", block]], [width - 66 * MM, 66 * MM], ("LEFTPADDING", (0, 0), (-1, -1), 0))
