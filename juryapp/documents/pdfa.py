"""PDF/A-3b: archival form, attachments and metadata, the same bytes for the same content. Draws nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import AttachedFileSpec, Name, String, pdfa

PRODUCER = "Juryapp"


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


def as_pdfa(drawn: bytes, about: About, attachments: Sequence[Attachment] = ()) -> bytes:
    """The drawn pages as PDF/A-3b with attachments."""
    with pikepdf.open(BytesIO(drawn)) as pdf:
        _describe(pdf, about)
        for attachment in attachments:
            _attach(pdf, attachment, about.at)
        pdfa.prepare(pdf, "3b")
        _pin(pdf, about.at)
        out = BytesIO()
        pdf.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return out.getvalue()


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
