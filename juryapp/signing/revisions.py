"""Revisions: how the signatures of a PDF lie in the file, and whether anything lies beside them.

A document of ours is a base and one appended revision for each signature; each signature covers everything before it and the
last one covers the whole file. After headquarters' seal or a provider's signature, revisions may follow that hold nothing but
what proves certificates (DSS), and document time stamps. Not here: who signed, and what the page says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, read_certification_data

from juryapp.errors import Problem
from juryapp.signing import cms_reading, providers, structure, validation_data
from juryapp.signing.fields import SEAL, is_jury_field
from juryapp.text import mark

_TAIL = re.compile(rb"startxref\s+\d+\s+%%EOF(\r\n|\n|\r)?")
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*\d+\s+(\d{1,12})\s+(\d{1,12})\s+\d+\s*\]")
_RESAVED = mark(
    "This PDF was saved or converted by another program after it was signed, which breaks signatures; ask for the original."
)
_NOT_PDF = mark("This is not a PDF, or its beginning was cut off.")
_BEFORE = mark("Something stands in this file before the PDF begins; Juryapp's documents begin with their first byte.")
_TRUNCATED = mark("This PDF was truncated: its end is missing. Copy it again.")
_DAMAGED = mark("This PDF is damaged: it can't be read. Copy it again.")
_BUILT = mark("This PDF isn't built as Juryapp builds its documents: something may be hidden in it.")
UNSIGNED = mark("This PDF bears no signature.")
_RANGE = mark("The signature in field “{field}” doesn't cover the whole document as it stood then.")
_ADDED = mark("Something was added to this PDF after the last signature.")
_BETWEEN = mark("Something was added to this PDF beside its signatures.")
CHANGED = mark("Something was changed after the signature in field “{field}” that it doesn't allow.")
UNCERTIFIED = mark("The first signature doesn't certify the document, so fields may have been removed or added.")
_KEYS = frozenset({"/Type", "/Filter", "/SubFilter", "/ByteRange", "/Contents", "/M", "/Reference"})
"""Of a signature's dictionary. A reader shows others, such as a reason, beside the signer's name."""


@dataclass(frozen=True)
class Layout:
    """What lies in the file."""

    signatures: tuple[cms_reading.SignedCms, ...]
    """In the order of signing, those that can be read."""
    ends: tuple[int, ...]
    """Where in the file each of them ended."""
    faults: tuple[Problem, ...]
    additions: tuple[providers.Addition, ...] = ()
    """What providers may have signed: any field that isn't one of the jury's, whoever signed there, and document time stamps."""
    extended: bool = False
    """True if anyone but Juryapp may have added revisions: other programs also note themselves in the metadata."""
    certified: bool = True
    """The first signature rules what may follow (DocMDP P=2)."""
    made_later: tuple[str, ...] = ()
    """Fields that weren't there when the first signature was made."""
    seen_later: tuple[str, ...] = ()
    """Those of them with a place on a page."""
    empty: tuple[str, ...] = ()
    """Fields without a signature."""


def base_of(pdf: bytes) -> bytes:
    """The document as it was before the first signature, or nothing if it has no such end."""
    found = _TAIL.search(pdf)
    return pdf[: found.end()] if found else b""


def read(pdf: bytes) -> Layout:
    """The file's signatures and everything wrong with how they lie. Never raises, whatever the bytes are.

    The bytes must have passed `structure.refusal`.
    """
    fault = _outside(pdf)
    if fault is not None:
        return Layout((), (), (fault,))
    if _moved(pdf):
        return Layout((), (), (Problem(_RESAVED),))
    laid = structure.revisions(pdf)
    if laid is None:
        return Layout((), (), (Problem(_BUILT if b"/ByteRange" in pdf else UNSIGNED),))
    try:
        return _read(pdf, laid)
    # the library may raise nearly anything on hostile bytes: assertions, lookups, recursion
    except Exception:
        return Layout((), (), (Problem(_DAMAGED),))


def _outside(pdf: bytes) -> Problem | None:
    if not pdf.startswith(b"%PDF-"):
        return Problem(_BEFORE if b"%PDF-" in pdf[:1024] else _NOT_PDF)
    ends = list(_TAIL.finditer(pdf))
    if not ends:
        return Problem(_TRUNCATED)
    if ends[-1].end() != len(pdf):
        rest = pdf[ends[-1].end() :]
        return Problem(_TRUNCATED if b" obj" in rest else _ADDED)
    return None


def _moved(pdf: bytes) -> bool:
    """True if no signature lies where it says that it does: a program that saves a file anew moves everything."""
    told = [(int(start), int(end)) for start, end in _BYTE_RANGE.findall(pdf)]
    return bool(told) and not any(pdf[start : start + 1] == b"<" and pdf[end - 1 : end] == b">" for start, end in told)


def _read(pdf: bytes, laid: Sequence[structure.Revision]) -> Layout:
    reader = PdfFileReader(BytesIO(pdf), strict=True)
    fields = list(enumerate_sig_fields(reader))
    filled = [(name, value, field) for name, value, field in fields if value is not None]
    if not filled:
        return Layout((), (), (Problem(UNSIGNED),))
    embedded = []
    for name, value, field in filled:
        try:
            embedded.append(EmbeddedPdfSignature(reader, field.get_object(), name))
        # a hostile container: as above
        except Exception:
            return Layout((), (), (cms_reading.unreadable(name, value),))
    embedded.sort(key=lambda one: int(one.byte_range[2]) + int(one.byte_range[3]))
    found = replace(_laid_out(pdf, reader, embedded), empty=tuple(name for name, value, _field in fields if value is None))
    return found if structure.each_agrees(laid, reader) else replace(found, faults=(Problem(_BUILT), *found.faults))


def _laid_out(pdf: bytes, reader: Any, embedded: Sequence[Any]) -> Layout:
    signatures, ends, faults, additions = [], [], [], []
    for place, one in enumerate(embedded):
        start, end, covers = _gap(pdf, one)
        if start < 0 or one.signed_revision <= (embedded[place - 1].signed_revision if place else 0):
            faults.append(Problem(_RANGE, field=one.fq_name))
        foreign = providers.is_stamp(one) or not is_jury_field(one.fq_name)
        if foreign:
            additions.append(providers.read(one))
        container = cms_reading.read(one.fq_name, one.pkcs7_content, pdf[:start] + pdf[end:covers])
        if isinstance(container, cms_reading.SignedCms) and not (foreign and _odd(one, container)):
            signatures.append(replace(container, at=_claimed(one)))
            faults.extend(_odd(one, container))
            ends.append(covers)
        elif isinstance(container, Problem) and not foreign:
            faults.append(container)
    beside, extended = _beside(pdf, reader, embedded)
    faults.extend([*beside, *_later(embedded)])
    rules = read_certification_data(reader)
    certified = rules is not None and rules.permission is MDPPerm.FILL_FORMS and rules.author_sig == embedded[0].sig_object
    return Layout(
        tuple(signatures),
        tuple(ends),
        tuple(faults),
        tuple(additions),
        extended or bool(additions),
        certified,
        *_made_later(reader, embedded[0].signed_revision),
    )


def _odd(one: Any, container: cms_reading.SignedCms) -> list[Problem]:
    """What is wrong with a signature of ours in itself, its dictionary included."""
    known = {"/Type": "/Sig", "/Filter": "/Adobe.PPKLite", "/SubFilter": "/ETSI.CAdES.detached"}
    same = set(one.sig_object.keys()) <= _KEYS and all(one.sig_object.get(key) == value for key, value in known.items())
    if same and _claimed(one) is not None:
        return [*container.faults]
    return [*container.faults, Problem(cms_reading.EXTRA, field=one.fq_name)]


def _claimed(one: Any) -> datetime | None:
    """The time that the signature's dictionary tells, with its zone; None where it tells none that can be read."""
    try:
        at = parse_pdf_date(one.sig_object["/M"], strict=True)
    # a hostile text, or another thing
    except Exception:
        return None
    return at if isinstance(at, datetime) and at.tzinfo is not None else None


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


def _beside(pdf: bytes, reader: Any, embedded: Sequence[Any]) -> tuple[list[Problem], bool]:
    """What lies in the file besides the signatures; and whether that includes something that may."""
    signed = [one.signed_revision for one in embedded]
    closing = [
        one.signed_revision
        for one in embedded
        if providers.is_stamp(one) or one.fq_name == SEAL or not is_jury_field(one.fq_name)
    ]
    between = [number for number in range(1, reader.total_revisions) if number not in signed]
    allowed = [number for number in between if min(closing, default=number) < number and _holds_proofs(reader, number)]
    foreign = [number for number in between if number not in allowed]
    last = embedded[-1].byte_range
    if (foreign and foreign[-1] > signed[-1]) or (not allowed and int(last[2]) + int(last[3]) != len(pdf)):
        return [Problem(_ADDED)], bool(allowed)
    return ([Problem(_BETWEEN)] if foreign else []), bool(allowed)


def _holds_proofs(reader: Any, number: int) -> bool:
    """True if a revision adds nothing but certificates and their status (a document security store)."""
    old, new = (reader.get_historical_resolver(one) for one in (number - 1, number))
    try:
        changed = DEFAULT_DIFF_POLICY.apply(old, new)
    except SuspiciousModification:
        return False
    renewed = {reference for reference, _generation in reader.xrefs.get_xref_data(number).explicit_refs_in_revision}
    store = new.root.get("/DSS") and new.root.raw_get("/DSS")
    if changed.modification_level is not ModificationLevel.LTA_UPDATES or getattr(store, "idnum", None) not in renewed:
        return False
    return validation_data.only_grew(old.root, new.root)


def _made_later(reader: Any, first: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    before = {name for name, _value, _field in enumerate_sig_fields(reader.get_historical_resolver(first))}
    fields = [(name, field.get_object()) for name, _value, field in enumerate_sig_fields(reader) if name not in before]
    seen = tuple(name for name, field in fields if any(float(side) for side in field.get("/Rect", (1,))))
    return tuple(name for name, _field in fields), seen


_CREATION: Any = SigFieldCreationRule
_POLICY = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    FormUpdatingRule(
        [_CREATION(allow_new_visible_after_certify=True), SigFieldModificationRule(), GenericFieldModificationRule()]
    ),
)
"""The library's own, but for new fields with a place on a page: whether they may stand there the caller decides."""


def _later(embedded: Sequence[Any]) -> list[Problem]:
    """Whether each signature allows what came after it, but for new fields that are seen."""
    faults = []
    for one in embedded:
        one.compute_integrity_info(diff_policy=_POLICY)
        if not one.summarise_integrity_info()["docmdp_ok"]:
            faults.append(Problem(CHANGED, field=one.fq_name))
    return faults
