"""Structure: the bytes of a PDF, read before any library reads them, so that nothing in it can be big, hidden or ambiguous.

Readers differ in what they make of an object that is there twice, of bytes between objects, of two tables of the same
revision. A document of ours has none of that: each revision is its objects one behind the other, one table of exactly these,
and the end. Also here: bounds, since a few kilobytes can unpack to gigabytes. Not here: what any object says.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from juryapp.errors import Problem
from juryapp.text import mark

MAX_SIZE = 30_000_000
_MOST_UNPACKED = 60_000_000
"""Bytes of all streams but pictures. Ours have at most 20,000,000, of an attachment."""
_MOST_OF_PICTURES = 300_000_000
_MOST_OF_TABLES = 1_000_000
"""Bytes of all tables of objects: enough for 100,000 objects, each of which a library looks at."""
_MOST_ROWS = 100_000
_MOST_STREAMS = 20_000
_LONGEST_HEAD = 20_000
"""Bytes of a dictionary before its stream."""

_TOO_LARGE = mark("This file is larger than {megabytes} MB; Juryapp's documents are not.")
_UNPACKS = mark("This PDF was not opened: it unpacks to far more than any document of Juryapp.")
_PACKING = mark("This PDF was not opened: it is packed in a way that no document of Juryapp is.")
_LOCKED = mark("This PDF is locked with a password; Juryapp's documents never are.")

_STREAM = re.compile(rb"stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ROW = re.compile(rb"\d{10} \d{5} [nf]")
_FILTER = re.compile(rb"/Filter\s*\[?\s*(/[A-Za-z0-9]+)\s*[\]/>\r\n ]")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PICTURE_FILTERS = {b"/DCTDecode", b"/JPXDecode", b"/CCITTFaxDecode", b"/JBIG2Decode"}

_SPACE = re.compile(rb"(?:[\x00\t\n\x0c\r ]+|%(?!%EOF)[^\r\n]*)*")
_MOST_SPACE = 2_000
_OBJECT = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\b")
_INSIDE = re.compile(rb"\bendobj\b|\bstream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})\b(?!\s+\d+\s+R\b)")
_BEHIND = re.compile(rb"\s*endstream\s+endobj\b")
_TABLE = re.compile(rb"xref\b")
_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF")


def refusal(pdf: bytes) -> Problem | None:
    """Why these bytes shouldn't even be given to a library, or None. Takes no more memory and time than the file is worth."""
    if len(pdf) > MAX_SIZE:
        return Problem(_TOO_LARGE, megabytes=MAX_SIZE // 1_000_000)
    if _has_too_many_rows(pdf):
        return Problem(_UNPACKS)
    left = {"table": _MOST_OF_TABLES, "picture": _MOST_OF_PICTURES, "other": _MOST_UNPACKED}
    begins = (found for found in _STREAM.finditer(pdf) if pdf[found.start() - 3 : found.start()] != b"end")
    for number, found in enumerate(begins):
        kind = _kind(_head(pdf, found.start()))
        if kind is None:
            return Problem(_PACKING)
        left[kind] -= _unpacked(pdf, found.end(), left[kind])
        if left[kind] < 0 or number > _MOST_STREAMS:
            return Problem(_UNPACKS)
    return None


def _has_too_many_rows(pdf: bytes) -> bool:
    # each row ends so; counting them one by one takes longer
    if pdf.count(b" n") + pdf.count(b" f") <= _MOST_ROWS:
        return False
    return sum(1 for _row in _ROW.finditer(pdf)) > _MOST_ROWS


def locked(pdf: bytes) -> Problem | None:
    """That it is encrypted, where it is: a reader without the password sees nothing, with an empty one another file."""
    return Problem(_LOCKED) if re.search(rb"/Encrypt\s+(\d+\s+\d+\s+R\b|<<)", pdf) else None


def _head(pdf: bytes, stream: int) -> bytes | None:
    """The dictionary before a stream, names spelled out; None if it doesn't begin where one does."""
    start = pdf.rfind(b"obj", max(0, stream - _LONGEST_HEAD), stream)
    return _ESCAPED.sub(lambda one: bytes([int(one[1], 16)]), pdf[start:stream]) if start >= 0 else None


def _kind(head: bytes | None) -> str | None:
    """`table`, `picture` or `other`; None for a packing that isn't ours or a scanner's."""
    if head is None:
        return None
    packing = _packing(head)
    if b"/XRef" in head:
        return "table" if packing in (b"", b"/FlateDecode") else None
    if _PICTURE.search(head) and b"/ObjStm" not in head:
        return "picture" if packing in (b"", b"/FlateDecode") or packing in _PICTURE_FILTERS else None
    return "other" if packing in (b"", b"/FlateDecode") else None


def _packing(head: bytes) -> bytes | None:
    """The one filter of a stream, nothing if it has none; None for several, or one that is told elsewhere."""
    if b"/Filter" not in head:
        return b""
    found = _FILTER.search(head)
    once = head.count(b"/Filter") == 1 and len(re.findall(rb"/\w+Decode\b", head)) == 1
    return found[1] if found and once else None


def _unpacked(pdf: bytes, start: int, most: int) -> int:
    """How many bytes the stream that starts there unpacks to, if it is packed; counted no further than `most`."""
    if pdf[start : start + 1] not in (b"\x78", b"\x08", b"\x18", b"\x28", b"\x38", b"\x48", b"\x58", b"\x68"):
        return 0
    inflate, size, place = zlib.decompressobj(), 0, start
    try:
        while not inflate.eof and size <= most and place < len(pdf):
            size += len(inflate.decompress(pdf[place : place + 65_536], 4_000_000))
            while inflate.unconsumed_tail and not inflate.eof and size <= most:
                size += len(inflate.decompress(inflate.unconsumed_tail, 4_000_000))
            place += 65_536
    except zlib.error:
        return size
    return size


@dataclass
class Revision:
    """One revision as it lies in the file."""

    start: int
    objects: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Number -> generation and place."""
    packed: list[bytes] = field(default_factory=list)
    """The content of its object streams."""
    table: int = -1
    """Where its table lies."""
    end: int = -1


def revisions(pdf: bytes) -> list[Revision] | None:
    """The revisions of a file that is nothing but revisions, laid end to end; None for any other."""
    header = re.match(rb"%PDF-\d\.\d[\r\n]", pdf)
    if header is None:
        return None
    found: list[Revision] = []
    place = header.end()
    while True:
        place = _after_space(pdf, place)
        if place == len(pdf):
            return found
        one = _revision(pdf, place)
        if one is None:
            return None
        found.append(one)
        place = one.end


def _after_space(pdf: bytes, place: int) -> int:
    """Where the next word begins: behind blanks and comments, of which there are few."""
    found = _SPACE.match(pdf, place, place + _MOST_SPACE)
    return found.end() if found else place


def _revision(pdf: bytes, place: int) -> Revision | None:
    one = Revision(place)
    while True:
        place = _after_space(pdf, place)
        ended = _END.match(pdf, place)
        if ended:
            one.end = ended.end()
            return one if one.table == int(ended[1]) else None
        if _TABLE.match(pdf, place):
            one.table, place = place, pdf.find(b"startxref", place)
        elif (found := _OBJECT.match(pdf, place)) and int(found[1]) not in one.objects and len(one.objects) < _MOST_ROWS:
            one.objects[int(found[1])] = (int(found[2]), place)
            place = _behind(pdf, one, found)
        else:
            return None
        if place < 0:
            return None


def _behind(pdf: bytes, one: Revision, opened: re.Match[bytes]) -> int:
    """Where the object ends, or -1. Notes the table and packed objects."""
    inside = _INSIDE.search(pdf, opened.end())
    if inside is None or inside[0] == b"endobj":
        return inside.end() if inside else -1
    head = pdf[opened.end() : inside.start()]
    lengths = _LENGTH.findall(head)
    end = inside.end() + int(lengths[0]) if len(lengths) == 1 else pdf.find(b"endstream", inside.end())
    closing = _BEHIND.match(pdf, end) if end >= 0 else None
    if closing is None:
        return -1
    if b"/XRef" in head:
        one.table = opened.start()
    if b"/ObjStm" in head:
        one.packed.append(_numbers(head, pdf[inside.end() : end]))
    return closing.end()


def _numbers(head: bytes, raw: bytes) -> bytes:
    """The numbers of the objects in an object stream, and where each lies in it, as they are written there."""
    first = re.search(rb"/First\s+(\d{1,7})\b", head)
    length = int(first[1]) if first else 0
    try:
        return zlib.decompressobj().decompress(raw, max(length, 1))[:length] if b"/Filter" in head else raw[:length]
    except zlib.error:
        return b""


def agrees(found: Revision, told: Any) -> bool:
    """True if the table of a revision, as pyHanko read it, tells of all its objects where they lie, and of no other."""
    packed = [int(number) for numbers in found.packed for number in numbers.split()[::2]]
    unpacked = {number: place for number, place in found.objects.items() if place[1] != found.table}
    listed = {number: place for number, place in told.standard_xrefs.items() if place[1] != found.table}
    return (
        told.hybrid is None
        and not told.freed
        and listed == unpacked
        and len(packed) == len(set(packed))
        and not set(packed) & set(found.objects)
        and set(packed) == set(told.xrefs_in_objstm)
    )


def each_agrees(found: Sequence[Revision], reader: Any) -> bool:
    """True if that holds for every revision."""
    return len(found) == reader.total_revisions and all(
        agrees(one, reader.xrefs.get_xref_data(number)) for number, one in enumerate(found)
    )
