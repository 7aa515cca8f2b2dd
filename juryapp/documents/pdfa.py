"""PDF/A-3b: archival form, attachments and metadata, the same bytes for the same content. Draws nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, AttachedFileSpec, Name, String, pdfa

from juryapp.documents.tagging import Tags, write

PRODUCER = "Juryapp"
_ID_DIGITS = 32
_ID = re.compile(rb"/ID \[<[0-9a-f]{32}><([0-9a-f]{32})>\]")
"""The identifier of ISO 32000-1, 14.4, as the library writes it: the second half is that of the file's present state."""


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF."""

    name: str
    content: bytes
    mime: str
    relationship: str
    """`Source`: the page is made from it; `Data`: it belongs to what the page shows."""
    description: str


@dataclass(frozen=True)
class About:
    """What a PDF says of itself."""

    title: str
    subject: str
    language: str
    at: datetime
    """The only date in the file: it is given, never the time of rendering."""
    keywords: str = ""


def as_pdfa(drawn: bytes, about: About, attachments: Sequence[Attachment] = (), tags: Tags | None = None) -> bytes:
    """The drawn pages as PDF/A-3b with attachments; with `tags` what each piece of them is."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _describe(pdf, about)
        if tags:
            write(pdf, tags)
        _archive(pdf, about, attachments)
        out = BytesIO()
        pdf.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return _marked(out.getvalue())


def to_compare(drawn: bytes, about: About, attachments: Sequence[Attachment], tags: Tags) -> Any:
    """The same document object by object, opened and never written: in a file they would only lie in another order."""
    pdf = pikepdf.open(BytesIO(drawn))
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and isinstance(one.get("/Filter"), Array) and len(one.Filter) == 1:
            one.Filter = one.Filter[0]  # as a file is written
    _describe(pdf, about)
    _archive(pdf, about, attachments)
    write(pdf, tags)  # last: the library goes through all objects that are there, and these don't concern it
    return pdf


def _archive(pdf: Any, about: About, attachments: Sequence[Attachment]) -> None:
    for attachment in attachments:
        _attach(pdf, attachment, about.at)
    pdfa.prepare(pdf, "3b")
    _pin(pdf, about.at)


def is_as_drawn(pdf: bytes) -> bool:
    """True if not a byte was changed since this program drew it: no comment, stamp or ink, nothing behind its end."""
    at = _place_of_mark(pdf)
    return at is not None and pdf[at] == _mark_of(pdf, at)


def _marked(pdf: bytes) -> bytes:
    """The second half of the file's identifier, which stands for its state, becomes a digest of all the rest."""
    at = _place_of_mark(pdf)
    return pdf if at is None else pdf[: at.start] + _mark_of(pdf, at) + pdf[at.stop :]


def _place_of_mark(pdf: bytes) -> slice | None:
    """In the last trailer: texts may hold what looks like one."""
    found = list(_ID.finditer(pdf))
    return slice(*found[-1].span(1)) if found else None


def _mark_of(pdf: bytes, at: slice) -> bytes:
    return sha256(pdf[: at.start] + pdf[at.stop :]).hexdigest()[:_ID_DIGITS].encode()


def findings(pdf: bytes) -> list[str]:
    """What keeps a file from being PDF/A-3b; empty when it is."""
    report = pdfa.validate_written(BytesIO(pdf), "3b")
    return [] if report.passed else [f"{one.rule} in {one.where}: {one.message}" for one in report.findings]


def pdf_date(at: datetime) -> str:
    """`D:20240219104100+08'00'`."""
    zone = f"{at:%z}"
    return f"D:{at:%Y%m%d%H%M%S}" + (f"{zone[:3]}'{zone[3:5]}'" if zone else "Z")


def _describe(pdf: Any, about: About) -> None:
    for page in pdf.pages:
        if Name.Trans in page.obj:
            del page.obj[Name.Trans]
    if Name.ID in pdf.trailer:  # the library makes it of a date that the surroundings may set
        del pdf.trailer[Name.ID]
    pdf.Root[Name.Lang] = String(about.language)
    pdf.Root[Name.ViewerPreferences] = {"/DisplayDocTitle": True}
    for key in list(pdf.docinfo):
        del pdf.docinfo[key]
    if about.keywords:
        pdf.docinfo["/Keywords"] = String(about.keywords)
    stamp = pdf_date(about.at)
    for key, value in (("/Title", about.title), ("/Subject", about.subject), ("/Creator", PRODUCER)):
        pdf.docinfo[key] = String(value)
    pdf.docinfo["/CreationDate"] = String(stamp)
    pdf.docinfo["/ModDate"] = String(stamp)


def _attach(pdf: Any, attachment: Attachment, at: datetime) -> None:
    stamp = pdf_date(at)
    spec = AttachedFileSpec(
        pdf,
        attachment.content,
        description=attachment.description,
        filename=attachment.name,
        mime_type=attachment.mime,
        creation_date=stamp,
        mod_date=stamp,
    )
    spec.obj[Name.AFRelationship] = Name("/" + attachment.relationship)
    pdf.attachments[attachment.name] = spec


def _pin(pdf: Any, at: datetime) -> None:
    """The library writes the present time and its own version; neither belongs to the document."""
    packet = pdf.Root.Metadata.read_bytes().decode()
    packet = re.sub(r"(<xmp:MetadataDate>)[^<]*", rf"\g<1>{at.isoformat()}", packet)
    packet = re.sub(r"(<pdf:Producer>)[^<]*", rf"\g<1>{PRODUCER}", packet)
    pdf.Root.Metadata.write(packet.encode())
    pdf.docinfo["/Producer"] = String(PRODUCER)
