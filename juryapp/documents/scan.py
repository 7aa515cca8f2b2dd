"""Scan: whether a PDF is nothing but pictures of paper, so that it may be read like a photo. Any other PDF must prove itself.

A PDF that a program drew holds fonts, paths, attachments or fields; with its signature taken away it must not pass as a scan.
Scanners that recognise letters lay them invisibly over the picture; that is allowed.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import parse_content_stream

MOST_PAGES = 20
_MOST_PIXELS = 80_000_000
"""Of all pictures drawn on one page: an A3 page at 600 dpi has 70 million."""
_MOST_CONTENT = 500_000
"""Bytes of one page's instructions, unpacked."""
_INVISIBLE = 3
_PLACING = frozenset({"q", "Q", "cm", "re", "W", "W*", "n", "BDC", "BMC", "EMC", "MP", "DP", "i", "ri"})
_TYPESETTING = frozenset({"BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Ts", "Td", "TD", "Tm", "T*"})
_LETTERS = frozenset({"Tj", "TJ", "'", '"'})


def is_scan(pdf: bytes) -> bool:
    """True if every page is made of pictures alone and nothing is attached. False, never an error, for all other bytes."""
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            few = 0 < int(document.Root.Pages.Count) <= MOST_PAGES and len(document.pages) <= MOST_PAGES
            return few and _is_bare(document.Root) and all(map(_is_picture, document.pages))
    # hostile objects of the wrong kind, nested too deep, or too many: the library raises nearly anything
    except Exception:
        return False


def _is_bare(root: Any) -> bool:
    """No form, no attachment, nothing that acts."""
    names = root.get("/Names", {})
    return not any(key in root for key in ("/AcroForm", "/AF", "/Collection")) and "/EmbeddedFiles" not in names


def _is_picture(page: Any) -> bool:
    if len(page.obj.get("/Annots", [])):
        return False
    if _unpacked_size(page) > _MOST_CONTENT:
        return False
    drawn = [(str(one.operator), one.operands) for one in parse_content_stream(page)]
    pictures = page.resources.get("/XObject", {})
    return _only_pictures(drawn, pictures)


def _unpacked_size(page: Any) -> int:
    """Of the page's instructions. Reads no more of a stream than is allowed: a small one can unpack to gigabytes."""
    contents = page.obj.get("/Contents", [])
    size = 0
    for stream in contents if type(contents).__name__ == "Array" else [contents]:
        raw = bytes(stream.read_raw_bytes())
        if "/Filter" not in stream:
            size += len(raw)
            continue
        inflate = zlib.decompressobj()
        size += len(inflate.decompress(raw, _MOST_CONTENT + 1))  # other packing than zlib's raises: no scan
    return size


def _only_pictures(drawn: Sequence[tuple[str, Any]], pictures: Any) -> bool:
    pixels, modes = 0, [0]
    for operator, operands in drawn:
        if operator == "q":
            modes.append(modes[-1])
        elif operator == "Q" and len(modes) > 1:
            modes.pop()
        elif operator == "Tr":
            modes[-1] = int(operands[0])
        elif operator == "Do":
            size = _pixels(pictures.get(operands[0]))
            pixels += size
            if not size or pixels > _MOST_PIXELS:
                return False
        elif operator in _LETTERS:
            if modes[-1] != _INVISIBLE:
                return False
        elif operator not in _PLACING and operator not in _TYPESETTING:
            return False
    return pixels > 0


def _pixels(picture: Any) -> int:
    """How many pixels a picture has; 0 for what is none."""
    if picture is None or picture.get("/Subtype") != "/Image":
        return 0
    mask = picture.get("/SMask")
    return int(picture["/Width"]) * int(picture["/Height"]) + (_pixels(mask) if mask is not None else 0)
