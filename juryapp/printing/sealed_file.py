"""Sealed file: a signed document as headquarters sealed it, how such a file is called, and what is said of it."""

from __future__ import annotations

from juryapp.event.open_event import OpenEvent
from juryapp.model.document_seal import DocumentSeal
from juryapp.store import document_seals
from juryapp.text import ShownMoment, _


def as_sealed(event: OpenEvent, name: str, pdf: str) -> tuple[str, bytes] | None:
    """Name and content of the file with this SHA-256, sealed if headquarters sealed it; None where it isn't here."""
    found = document_seals.latest_file(event.file, pdf)
    if found is None:
        return None
    content, seal = found
    return (sealed_name(name, seal) if seal else name), content


def sealed_name(name: str, seal: DocumentSeal) -> str:
    """How the sealed file is called: never as the signed one, nor as it was with fewer time stamps, which nothing replaces."""
    stamped = f"-t{len(seal.stamps)}" if seal.stamps else ""
    return f"{name.removesuffix('.pdf')}-sealed{stamped}.pdf"


def seal_words(seal: DocumentSeal | None, zone: str) -> str:
    """What headquarters added, in a few words; empty where it added nothing."""
    if seal is None:
        return ""
    if not seal.stamps:
        return _("sealed by headquarters, without a time stamp")
    return _("sealed by headquarters, time stamp of {moment}", moment=ShownMoment(seal.stamps[-1].at, zone))
