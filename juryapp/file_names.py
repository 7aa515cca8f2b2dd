"""How files of ours are called: parts of a document's name can't run into one another, and no name is hidden by its dot."""

from __future__ import annotations


def visible(name: str) -> str:
    """The name, with `_` before it where it begins with a dot: an event's code may, and such files are hidden."""
    return f"{'_' if name.startswith('.') else ''}{name}"


def document_name(event: str, *parts: str) -> str:
    """`<event>-<part>-<part>.pdf`. A hyphen within a part is written as `~`, which no code has.

    So `K-1` with `J01` is never called as `K` with `1-J01`.

    The event's code stands as it is: documents of another event are told apart when they are written.
    """
    return visible("-".join([event, *(part.replace("-", "~") for part in parts)])) + ".pdf"


_INDONESIAN = {
    "recapitulation": "rekapitulasi",
    "minutes": "berita-acara",
    "attendance": "daftar-hadir",
    "pledge": "pakta-integritas",
    "blank": "formulir-kosong",
    "receipt": "tanda-terima",
    "envelope": "amplop",
    "enrolment": "daftar-juri",
    "test": "uji-cetak",
}


def in_language(name: str, language: str) -> str:
    """A document's name as it is proposed to a reader of this language; codes stay as they are."""
    if language != "id":
        return name
    stem, dot, ending = name.rpartition(".")
    event, *parts = stem.split("-")
    return "-".join([event, *(_INDONESIAN.get(part, part) for part in parts)]) + dot + ending
