"""Candidates' own papers for tests: small genuine files, and hostile ones."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from juryapp.desk.candidate_papers import add_papers
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event.changes import Changes


def a_pdf(pages: int = 1, words: str = "", size: tuple[float, float] = (595, 842)) -> bytes:
    """A PDF with empty pages; `words` make it another file."""
    with pikepdf.new() as pdf:
        for _number in range(pages):
            pdf.add_blank_page(page_size=size)
        pdf.docinfo["/Title"] = words or "Perda"
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def a_locked_pdf() -> bytes:
    """One that asks for a password."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return out.getvalue()


def a_picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), colour: str = "teal") -> bytes:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def a_bomb(side: int = 10_000) -> bytes:
    """A PNG of a few kilobytes that says it has `side` x `side` pixels, and has them."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packing = zlib.compressobj(9)
    row = b"\0" * ((side + 7) // 8 + 1)
    rows = b"".join(packing.compress(row) for _row in range(side)) + packing.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def put(folder: Path, name: str, content: bytes) -> Path:
    """Writes such a file, as a candidate's flash disk holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def add_paper(desk: SecretaryDesk, candidate: str, path: Path, name: str = "") -> Changes:
    """Puts one file beside a candidate."""
    return add_papers(desk, candidate, [path], name)
