"""Document folder: documents are written into folders without ever taking the place of another document.

A file that is there already is left if it says the same to the byte, and replaced only if it is an older state of the same
unsigned paper, to the byte as it was written. A signed one, one on which somebody drew, stamped or wrote, one of another event
and anything else is never replaced.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from juryapp.disk import check_writable, write_whole
from juryapp.documents.pdfa import PRODUCER, is_as_drawn
from juryapp.errors import FileProblem, Why
from juryapp.text import mark

_SIGNED = mark("{path} is there already and bears a signature; nothing replaces it. Move it away, or choose another folder.")
_ANOTHER = mark("{path} is there already and is another document; it was not replaced. Move it away, or choose another folder.")
_CHANGED = mark(
    "{path} is there already and is not as Juryapp wrote it: something was drawn, stamped or added, or another program saved it. "
    "It was not replaced. Move it away, or choose another folder."
)
_LARGEST = 200_000_000


def put_document(path: Path, pdf: bytes, *, private: bool = False) -> None:
    """Writes a PDF, readable by its user alone if it is `private`.

    Raises `FileProblem` where another document, or a signed one, would be replaced.
    """
    if _there(path) != pdf:
        check_place(path, pdf)
        write_whole(path, pdf, private=private)


def put_signed(path: Path, pdf: bytes) -> None:
    """As `put_document`, of what is signed and on record by now: what stands in the way says so, and how the file comes out."""
    try:
        put_document(path, pdf)
    except FileProblem as problem:
        raise FileProblem(
            "It is signed and on record, only its file isn't written: {why} Once that is mended, save it from the list of "
            "documents; nothing has to be signed again.",
            why=problem,
        ).seen_to_by("juryapp documents") from problem.__cause__


def check_place(path: Path, pdf: bytes) -> None:
    """Raises `FileProblem` where `put_document` would: this PDF, or one that is called as it is, couldn't be put here."""
    there = _there(path)
    if there is not None and there != pdf:
        _check_replaceable(path, there, pdf)
    check_writable(path)


def check_free(path: Path) -> None:
    """Raises `FileProblem` if something is there already: asked before a sheet is signed that is to be written there."""
    there = _there(path)
    if there is not None:
        raise FileProblem(_SIGNED if is_signed(there) else _ANOTHER, path=path)


def is_signed(pdf: bytes) -> bool:
    """True if these bytes may bear a signature: whoever isn't sure doesn't replace it."""
    return b"/ByteRange" in pdf or b"/Sig" in pdf


def _there(path: Path) -> bytes | None:
    """What is there; None if nothing is. A link is followed, a folder is no document."""
    try:
        if not path.exists():
            return None
        if not path.is_file() or path.stat().st_size > _LARGEST:
            raise FileProblem(_ANOTHER, path=path)
        return path.read_bytes()
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem


def _check_replaceable(path: Path, there: bytes, pdf: bytes) -> None:
    if is_signed(there):
        raise FileProblem(_SIGNED, path=path)
    if _describes(there) is None or _describes(there) != _describes(pdf):
        raise FileProblem(_ANOTHER, path=path)
    if not is_as_drawn(there):
        raise FileProblem(_CHANGED, path=path)


def _describes(pdf: bytes) -> tuple[str, str, str] | None:
    """What a PDF of ours says that it is: its maker, title (with the event's code) and subject; None if it isn't ours."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            told = [str(document.docinfo.get(name, "")) for name in ("/Creator", "/Title", "/Subject")]
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        return None
    return (told[0], told[1], told[2]) if told[0] == PRODUCER else None
