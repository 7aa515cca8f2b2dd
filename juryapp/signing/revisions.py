"""Revisions: how the signatures of a PDF lie in the file, and whether anything lies beside them.

A document of ours is a base and one appended revision for each signature; each signature covers everything before it and the
last one covers the whole file. Not here: who signed, and what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from juryapp.errors import Problem
from juryapp.signing import cms
from juryapp.text import mark

MAX_SIZE = 50_000_000
_TAIL = re.compile(rb"startxref\s+\d+\s+%%EOF(\r\n|\n|\r)?")
_NOT_PDF = mark("This is not a PDF, or its beginning was cut off.")
_TOO_LARGE = mark("This file is larger than {megabytes} MB; Juryapp's documents are not.")
_TRUNCATED = mark("This PDF was truncated: its end is missing. Copy it again.")
_DAMAGED = mark("This PDF is damaged: it can't be read. Copy it again.")
_UNSIGNED = mark("This PDF bears no signature.")
_RANGE = mark("The signature in field “{field}” doesn't cover the whole document as it stood then.")
_ADDED = mark("Something was added to this PDF after the last signature.")
_BETWEEN = mark("Something was added to this PDF beside its signatures.")
_CHANGED = mark("Something was changed after the signature in field “{field}” that it doesn't allow.")
_UNCERTIFIED = mark("The first signature doesn't certify the document, so fields may have been removed or added.")


@dataclass(frozen=True)
class Layout:
    """What lies in the file."""

    signatures: tuple[cms.SignedCms, ...]
    """In the order of signing, those that can be read."""
    ends: tuple[int, ...]
    """Where in the file each of them ended."""
    faults: tuple[Problem, ...]


def base_of(pdf: bytes) -> bytes:
    """The document as it was before the first signature, or nothing if it has no such end."""
    found = _TAIL.search(pdf)
    return pdf[: found.end()] if found else b""


def read(pdf: bytes) -> Layout:
    """The file's signatures and everything wrong with how they lie. Never raises, whatever the bytes are."""
    fault = _outside(pdf)
    if fault is not None:
        return Layout((), (), (fault,))
    try:
        return _read(pdf)
    # the library may raise nearly anything on hostile bytes: assertions, lookups, recursion
    except Exception:
        return Layout((), (), (Problem(_DAMAGED),))


def _outside(pdf: bytes) -> Problem | None:
    if len(pdf) > MAX_SIZE:
        return Problem(_TOO_LARGE, megabytes=MAX_SIZE // 1_000_000)
    if not pdf.startswith(b"%PDF-"):
        return Problem(_NOT_PDF)
    ends = list(_TAIL.finditer(pdf))
    if not ends:
        return Problem(_TRUNCATED)
    if ends[-1].end() != len(pdf):
        rest = pdf[ends[-1].end() :]
        return Problem(_TRUNCATED if b" obj" in rest else _ADDED)
    return None


def _read(pdf: bytes) -> Layout:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation import EmbeddedPdfSignature

    reader = PdfFileReader(BytesIO(pdf), strict=True)
    filled = [(name, field) for name, value, field in enumerate_sig_fields(reader) if value is not None]
    if not filled:
        return Layout((), (), (Problem(_UNSIGNED),))
    embedded = []
    for name, field in filled:
        try:
            embedded.append(EmbeddedPdfSignature(reader, field.get_object(), name))
        # a hostile container: as above
        except Exception:
            return Layout((), (), (Problem(cms.UNREADABLE, field=name),))
    embedded.sort(key=lambda one: int(one.byte_range[2]) + int(one.byte_range[3]))
    return _laid_out(pdf, reader, embedded)


def _laid_out(pdf: bytes, reader: Any, embedded: Sequence[Any]) -> Layout:
    signatures, ends, faults = [], [], []
    for place, one in enumerate(embedded):
        start, end, covers = _gap(pdf, one)
        container = cms.read(one.fq_name, one.pkcs7_content, pdf[:start] + pdf[end:covers])
        if isinstance(container, Problem):
            faults.append(container)
        else:
            signatures.append(container)
            faults.extend(container.faults)
            ends.append(covers)
        if start < 0 or one.signed_revision != place + 1:
            faults.append(Problem(_RANGE, field=one.fq_name))
    faults.extend(_beside(pdf, reader, embedded))
    faults.extend(_later(reader, embedded))
    return Layout(tuple(signatures), tuple(ends), tuple(faults))


def _gap(pdf: bytes, one: Any) -> tuple[int, int, int]:
    """Where /Contents begins and ends and how far the signature reaches; (-1, -1, -1) unless it is one whole reach."""
    numbers = [int(number) for number in one.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return -1, -1, -1
    _zero, start, end, rest = numbers
    between = pdf[start:end]
    whole = end + rest <= len(pdf) and between == b"<" + between[1:-1] + b">"
    same = whole and re.fullmatch(rb"[0-9A-F]*", between[1:-1]) and bytes.fromhex(between[1:-1].decode()) == one.pkcs7_content
    ended = same and any(tail.end() == end + rest for tail in _TAIL.finditer(pdf, max(0, end)))
    return (start, end, end + rest) if ended else (-1, -1, -1)


def _beside(pdf: bytes, reader: Any, embedded: Sequence[Any]) -> list[Problem]:
    last = embedded[-1].byte_range
    tails = [tail.end() for tail in _TAIL.finditer(pdf)]
    if int(last[2]) + int(last[3]) != len(pdf):
        return [Problem(_ADDED)]
    if reader.total_revisions != len(embedded) + 1 or len(tails) != len(embedded) + 1:
        return [Problem(_BETWEEN)]
    return []


def _later(reader: Any, embedded: Sequence[Any]) -> list[Problem]:
    """Whether each signature allows what came after it, and the first one rules the document."""
    from pyhanko.sign.fields import MDPPerm
    from pyhanko.sign.validation import read_certification_data

    faults = []
    for one in embedded:
        one.compute_integrity_info()
        if not one.summarise_integrity_info()["docmdp_ok"]:
            faults.append(Problem(_CHANGED, field=one.fq_name))
    rules = read_certification_data(reader)
    if rules is None or rules.permission is not MDPPerm.FILL_FORMS or rules.author_sig != embedded[0].sig_object:
        faults.append(Problem(_UNCERTIFIED))
    return faults
