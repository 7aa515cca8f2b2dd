"""Check: is a document, a package or a photo of a sheet genuine, and in force? The journal has the last word.

What a file proves by itself is told by `signing.verify` and `exchange.package`; here it meets what the event knows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from juryapp.board.unsigned_acts import unproven
from juryapp.canonical_json import read_canonical
from juryapp.documents.form import paper_of
from juryapp.documents.pdfa import is_as_drawn
from juryapp.documents.qr import is_about, read_photo
from juryapp.documents.redraw import draw_again
from juryapp.documents.scan import is_scan
from juryapp.documents.sheet_json import sums_agree
from juryapp.errors import FileProblem, Problem, Refused, Why, WrongPassphrase
from juryapp.exchange import package
from juryapp.exchange.package import opened
from juryapp.model.document import FileKind
from juryapp.signing.qr_claims import PREFIX, read_qr, verify_qr
from juryapp.signing.revisions import UNSIGNED
from juryapp.signing.structure import refusal
from juryapp.signing.trust_store import TrustStore, event_id
from juryapp.signing.verify import NO_TRUST, examine
from juryapp.store.errors import WRONG
from juryapp.store.salvage import Pages
from juryapp.text import called, mark
from juryapp.verification import (
    journal_check,
    overlay,
    recorded_completeness,
    recorded_pledges,
    recorded_results,
    seal_check,
    sheet_in_words,
    signing_check,
)
from juryapp.verification.authority import Authority
from juryapp.verification.files_to_check import read_file
from juryapp.verification.verdict import Judgement, Verdict

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from juryapp.exchange.manifest import Manifest
    from juryapp.signing.qr_claims import QrClaims
    from juryapp.signing.verify import PdfFindings, Trust

MOST_BYTES = 60_000_000
"""Of a document or picture; packages may be larger."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_OTHER_PICTURES = (b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"-----BEGIN")
"""Office files, plain databases and certificates: nothing that Juryapp signs."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")
_PAPER = mark(
    "This PDF bears no signature: it is made to be printed and signed with a pen, and nothing proves what it says. "
    "Compare the paper that was signed with the records."
)
_SIGNED_LATER = mark("This PDF bears no signature yet: anybody could have made it, and nothing proves what it says.")
_TOLD = mark("This PDF bears no signature: it is made to be printed or read, and nothing proves what it says.")
_CHANGED = mark("It was changed since it was drawn, by another program or by hand.")
_WITH_PEN = (FileKind.MINUTES, FileKind.ATTENDANCE, FileKind.PLEDGE, FileKind.BLANK, FileKind.SET_UP, FileKind.HANDOVER)


@dataclass(frozen=True)
class Examined:
    """What a signed document proves by itself, as any process can find out; whether it is in force only the event knows."""

    found: PdfFindings
    sha256: str


def examined(trust: Trust, path: Path) -> Examined | None:
    """That of one file; None for one that is no signed document, or can't be read, of which `check` tells. Never raises."""
    try:
        content, is_all = read_file(path, MOST_BYTES)
    except FileProblem:
        return None
    start = content[:1024]
    if not is_all or b"%PDF-" not in start or start.startswith(_PICTURES) or refusal(content) or is_scan(content):
        return None
    found = examine(content, trust, draw_again, admitted=True)
    return Examined(found, hashlib.sha256(content).hexdigest()) if found.signers else None


def judged(path: Path, one: Examined, authority: Authority) -> Verdict:
    """The verdict on a signed document that was examined with this authority's trust."""
    return replace(_signed(path, one.found, authority), sha256=one.sha256)


def verify(paths: Sequence[Path], authority: Authority) -> list[Verdict]:
    """A verdict on each file, one after the other; thousands go through `many.verdicts`."""
    return [check(path, authority) for path in paths]


def check(path: Path, authority: Authority) -> Verdict:
    """The verdict on one file. Never raises for what it holds."""
    try:
        read, is_all = read_file(path, MOST_BYTES)
    except FileProblem as problem:
        return Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (problem,), lacking=True)
    found = _verdict(path, read[:1024], read if is_all else None, authority)
    if found.sha256 is None and is_all:
        return replace(found, sha256=hashlib.sha256(read).hexdigest())
    return found


def _verdict(path: Path, start: bytes, content: bytes | None, authority: Authority) -> Verdict:
    """From the file's first kilobyte, and all of it unless it is too large for a document."""
    try:
        if b"%PDF-" in start and not start.startswith(_PICTURES):
            return _document(path, _whole(path, content), authority)
        if start.startswith(_PICTURES):
            return _photo(path, _whole(path, content), authority)
        return _foreign(path, start) or _package(path, authority, large=content is None)
    except Problem as problem:
        # a wrong passphrase proves nothing against a file
        return Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (problem,), lacking=isinstance(problem, WrongPassphrase))


def _whole(path: Path, content: bytes | None) -> bytes:
    if content is None:
        most = MOST_BYTES // 1_000_000
        raise FileProblem(
            "{path} is larger than {megabytes} MB; no document or picture of a sheet is.", path=path, megabytes=most
        )
    return content


def may_be_encrypted(path: Path) -> bool:
    """True if a file may be an event or a package, which needs a passphrase to be opened: by its first bytes, not by its name.

    True as well for one that can't be read, which is told later.
    """
    try:
        with path.open("rb") as file:
            start = file.read(1024)
    except OSError:
        return True
    return not (b"%PDF-" in start or start.startswith(_PICTURES) or _foreign(path, start))


def _is_text(start: bytes) -> bool:
    """True for what an editor wrote: an encrypted file's first bytes are random, and some of them are no letters."""
    wide = start.startswith(_UTF_16) and start.count(0) * 4 > len(start)
    return wide or not _CONTROLS & set(start)


def _foreign(path: Path, start: bytes) -> Verdict | None:
    """A verdict on what is plainly neither a document, nor a package; an encrypted file begins with no fixed bytes."""
    if not start:
        return Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (Problem("This file is empty; copy it again."),))
    if start.startswith(_OTHER_PICTURES) or start[4:8] == b"ftyp":
        why = Problem("This kind of picture can't be read; save it as JPEG or PNG.")
        return Verdict(path, FileKind.PHOTO, Judgement.INVALID, (why,), lacking=True)
    if start.startswith(_OTHER_FILES) or _is_text(start):
        why = Problem("This is not a file that Juryapp signs: no document, package or photo.")
        return Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (why,))
    return None


def _document(path: Path, content: bytes, authority: Authority) -> Verdict:
    """A PDF of nothing but pictures is read like a photo; any other must prove itself by its signatures."""
    refused = refusal(content)
    if refused is not None:
        return Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (refused,))
    return _photo(path, content, authority) if is_scan(content) else _pdf(path, content, authority)


def _pdf(path: Path, content: bytes, authority: Authority) -> Verdict:
    found = examine(content, authority.trust, draw_again, admitted=True)
    if not found.signers and (paper := _unsigned(path, content, found, authority)):
        return paper
    return _signed(path, found, authority)


def _signed(path: Path, found: PdfFindings, authority: Authority) -> Verdict:
    signers = tuple((field, name) for field, name, _code in found.signers)
    faults = found.faults or tuple(_inside(found, authority))
    if faults:
        lacking = all(fault.message == NO_TRUST for fault in faults)
        return Verdict(path, found.kind, Judgement.INVALID, faults, signers, lacking=lacking)
    data, event = found.attachment or b"", authority.event
    notes = (*found.notes, *(seal_check.told(event, found) if event else ()))
    if found.kind == FileKind.PLEDGE:
        verdict, why = recorded_pledges.check_pledge(event, data, found.revisions[0]) if event else (Judgement.VALID, None)
        return Verdict(path, found.kind, verdict, (*((why,) if why else ()), *notes), signers, weighed=event is not None)
    waiting = tuple((one.field, one.name) for one in signing_check.waiting(event, found))
    if found.kind != FileKind.SCORE_SHEET:
        verdict, told = _of_results(event, found) if event else (Judgement.VALID, tuple(signing_check.told(None, found)))
        verdict = Judgement.PARTLY if waiting and verdict == Judgement.VALID else verdict
        return Verdict(path, found.kind, verdict, (*told, *notes), signers, weighed=event is not None, waiting=waiting)
    verdict, told = journal_check.check_sheet(event, data, found.revisions[0]) if event else (Judgement.VALID, ())
    says = partial(sheet_in_words.with_a_sheet, data, known=event is not None)
    return Verdict(path, found.kind, verdict, (*told, *notes), signers, says, weighed=event is not None, waiting=waiting)


def _of_results(event: OpenEvent, found: PdfFindings) -> tuple[Judgement, tuple[Problem, ...]]:
    """The journal's word on a genuine recapitulation or minutes: what is found, why, and how far it is signed."""
    data = found.attachment or b""
    if found.kind == FileKind.DESTRUCTION:
        return Judgement.VALID, ()
    if found.kind == FileKind.COMPLETENESS:
        return recorded_completeness.check(event, data, found)
    if found.kind == FileKind.MINUTES:
        (verdict, why), days = recorded_results.of_minutes(event, data), recorded_results.day_of_minutes(event, data)
    else:
        (verdict, why), days = (
            recorded_results.of_recapitulation(event, data),
            recorded_results.day_of_recapitulation(event, data),
        )
    signing = () if verdict == Judgement.INVALID else signing_check.told(event, found)
    if verdict == Judgement.VALID and signing_check.is_replaced(event, found):
        verdict = Judgement.SUPERSEDED
    return verdict, (*((why,) if why else ()), *days, *signing)


def _unsigned(path: Path, content: bytes, found: PdfFindings, authority: Authority) -> Verdict | None:
    """What can be said of a paper of ours that bears no signature: it proves nothing, but may be held against the event's record.

    None for what isn't ours, and for a sheet with the code of a signed one, from which the signature was taken.
    """
    kind = paper_of(content) or found.kind
    if kind == FileKind.UNKNOWN or found.qr:
        return None
    wrong = [fault for fault in found.faults if fault.message != UNSIGNED] if found.attachment is not None else []
    if not is_as_drawn(content):
        wrong.append(Problem(_CHANGED))
    why = Problem(UNSIGNED if wrong else _PAPER if kind in _WITH_PEN else _TOLD if paper_of(content) else _SIGNED_LATER)
    told = tuple(recorded_results.of_papers(authority.event, content, kind)) if authority.event else ()
    verdict = Judgement.INVALID if wrong else Judgement.UNSIGNED
    return Verdict(path, kind, verdict, (why, *wrong, *told), weighed=authority.event is not None)


def _inside(found: PdfFindings, authority: Authority) -> Iterator[Problem]:
    """What a genuine signature doesn't prove: that the document is of this event and agrees with itself."""
    value = read_canonical(found.attachment or b"") or {}
    if authority.root and value.get("event", {}).get("id") != event_id(authority.root):
        yield Problem("This document says that it is of another event.")
    if found.kind == FileKind.SCORE_SHEET:
        if not _is_own_code(found):
            yield Problem("The QR code on the page isn't the one of this sheet.")
        if not sums_agree(value):
            yield Problem("The total or a value on this sheet doesn't follow from its points and weights.")


def _is_own_code(found: PdfFindings) -> bool:
    """True if the code on the page says what the sheet says, signed with the key that signed the sheet."""
    try:
        claims = read_qr(found.qr or "")
    except Problem:
        return False
    return found.first is not None and is_about(claims, found.attachment or b"") and verify_qr(claims, found.first.public)


def _photo(path: Path, content: bytes, authority: Authority) -> Verdict:
    try:
        texts = [text for text in read_photo(content) if text.startswith(PREFIX)]
        if len(texts) == 1:
            return _laid_over(_claims(path, read_qr(texts[0]), authority), content, texts[0], authority)
    except Problem as problem:
        return Verdict(path, FileKind.PHOTO, Judgement.INVALID, (problem,))
    none = Problem("No QR code of a score sheet can be read in it; take a sharper picture of the whole code.")
    several = Problem("It shows several QR codes; take a picture of one sheet alone.")
    return Verdict(path, FileKind.PHOTO, Judgement.INVALID, (several if texts else none,), lacking=not texts)


def _claims(path: Path, claims: QrClaims, authority: Authority) -> Verdict:
    """The verdict on a picture with this code. It is never `valid`: a genuine code may stand on any paper."""
    keys = authority.keys_of(claims.juror)
    if not keys:
        why = Problem(
            "No certificate of juror {juror} is known here; give the event, or the published certificates.", juror=claims.juror
        )
        return Verdict(path, FileKind.PHOTO, Judgement.INVALID, (why,), lacking=True)
    if not any(verify_qr(claims, key) for key in keys):
        why = Problem("The QR code was not signed by juror {juror}; it was altered or invented.", juror=claims.juror)
        return Verdict(path, FileKind.PHOTO, Judgement.INVALID, (why,))
    signers, event = (("QR", claims.juror),), authority.event
    verdict, fault = journal_check.check_code(event, claims) if event else (Judgement.VALID, None)
    if verdict == Judgement.INVALID and fault:
        return Verdict(path, FileKind.PHOTO, Judgement.INVALID, (fault,), signers, weighed=True)
    notes: tuple[Problem, ...] = ()
    if event and verdict == Judgement.VALID:
        notes = tuple(journal_check.uncounted(event, claims.juror, claims.candidate))
    fault = fault or Problem("A picture can't prove the page around its code; only the signed PDF file can.")
    sheet = journal_check.recorded(event, claims.sha256) if event else None
    says = partial(sheet_in_words.with_a_code, claims, sheet, known=event is not None)
    return Verdict(
        path,
        FileKind.PHOTO,
        Judgement.CODE_GENUINE if verdict == Judgement.VALID else verdict,
        (fault, *notes),
        signers,
        says,
        weighed=event is not None,
    )


def _laid_over(found: Verdict, content: bytes, text: str, authority: Authority) -> Verdict:
    """With what a picture of a genuine code shows otherwise than the genuine page, where the event holds that page."""
    if found.verdict not in (Judgement.CODE_GENUINE, Judgement.SUPERSEDED):
        return found
    both = side_by_side(content, text, authority)
    if both is None:
        return found
    return replace(found, faults=(*found.faults, *both.overlaid.faults()), overlaid=both.overlaid)


def side_by_side(content: bytes, text: str, authority: Authority) -> overlay.PictureAndPage | None:
    """The picture in `content` beside the genuine document of its code, whose claims are proven; None where that isn't here."""
    if authority.event is None:
        return None

    def is_sound(pdf: bytes) -> bool:
        return refusal(pdf) is None and _pdf(Path(), pdf, authority).verdict in (Judgement.VALID, Judgement.SUPERSEDED)

    pdf = overlay.genuine_pdf(authority.event, read_qr(text), text, is_sound)
    return overlay.lay_over_page(pdf, content, text) if pdf else None


def shown_beside(found: Verdict, authority: Authority) -> bytes:
    """The genuine page beside the picture that this verdict is about, as a PDF to be looked at.

    Raises `FileProblem` if the file is another one by now, `Refused` where the event doesn't hold the page.
    """
    content, _whole_file = read_file(found.path, MOST_BYTES)
    if found.sha256 is None or hashlib.sha256(content).hexdigest() != found.sha256:
        raise FileProblem("{path} was changed since it was checked; check it again.", path=found.path)
    text = next((text for text in read_photo(content) if text.startswith(PREFIX)), "")
    both = side_by_side(content, text, authority) if found.overlaid else None
    if both is None:
        raise Refused("The event doesn't hold the genuine page of {path}.", path=found.path)
    return overlay.side_by_side_page(both, read_qr(text), found.sha256)


def _package(path: Path, authority: Authority, *, large: bool) -> Verdict:
    if not authority.passphrase:
        why = Problem("A package or an event file can only be checked with its passphrase; give it.")
        return Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (why,), lacking=True)
    if large:
        _check_first_page(path, authority.passphrase)
    with opened(path, authority.passphrase) as package:
        kind = FileKind.PACKAGE if package.manifest else FileKind.EVENT
        trust = TrustStore(package.event, package.entries)
        wrong, told = unproven(package, trust)
        faults = (*_headquarters_faults(trust, authority), *wrong)
        signers = _packed_by(package.manifest) if package.manifest else ()
        return Verdict(
            path, kind, Judgement.INVALID if faults else Judgement.VALID, (*faults, *told), signers, sha256=package.copied.sha256
        )


def _packed_by(manifest: Manifest) -> tuple[tuple[str, str], ...]:
    """A laptop may call itself anything, also like headquarters: its own name stands in quotation marks."""
    return (("manifest", called(manifest.name, manifest.device)),)


def _check_first_page(path: Path, passphrase: str) -> None:
    """Raises `FileProblem` for a large file that isn't ours, before gigabytes of it are copied to be looked at."""
    try:
        if path.stat().st_size > package.MOST_BYTES:
            raise FileProblem("{path} is larger than any Juryapp file; it was not read.", path=path)
        with path.open("rb", buffering=0) as file:
            if Pages(file, 1, passphrase).whole(1) is None:
                raise WrongPassphrase(WRONG, path=path)
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem


def _headquarters_faults(trust: TrustStore, authority: Authority) -> Iterator[Problem]:
    if trust.root is None:
        yield Problem("It doesn't hold the root certificate of its event.")
    elif authority.root is not None and authority.root != trust.root:
        yield Problem("It belongs to another event, or to another headquarters.")
