"""Verify: what one PDF proves by itself, given whom to trust.

Other programs call a file valid whose page was repainted by a later update, or that a wrong but genuine juror signed; so all
of it is checked here. Not here: which revision of a sheet is in force, which only the journal knows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from juryapp.errors import Problem
from juryapp.journal.actors import ActorRole
from juryapp.model.document import FileKind
from juryapp.model.likeness import NEAR, likeness_of_people
from juryapp.signing import cms_reading, page_content, providers, revisions, structure
from juryapp.signing.certificates import Certificate, as_written, is_root, issued_by, juror_code, may_sign, names_juror
from juryapp.signing.cms_reading import SignedCms
from juryapp.signing.empty_fields import EmptyField, empty_fields, people
from juryapp.signing.fields import SEAL, Kept, is_jury_field, is_provider_field, juror_of, provided_for
from juryapp.signing.page_content import Renderer
from juryapp.signing.time_stamp import TimeStamp
from juryapp.text import mark

_SIGNED_KINDS = (
    FileKind.SCORE_SHEET,
    FileKind.PLEDGE,
    FileKind.RECAPITULATION,
    FileKind.MINUTES,
    FileKind.COMPLETENESS,
    FileKind.DESTRUCTION,
)
_OF_A_JUROR = (FileKind.SCORE_SHEET, FileKind.PLEDGE)
"""What one juror signs first, whom it names."""
"""What can be signed. Attached data may have `signers`: field -> `desk` or a juror's code."""
STAMPED = "DocTimeStamp"
"""Stands among the signers in place of a time stamp's field, whose name says nothing."""
_LONG_NAME = 200
"""Letters of a name that are compared, so that hostile names cost no time."""
SHEET_FIELDS = frozenset({"Juror", "Chair", "PSrE", SEAL})

NO_TRUST = mark("Who signed can't be proven: give the event, or headquarters' root certificate.")
_BAD_ROOT = mark("The certificate given as headquarters' root isn't one.")
_STRANGER = mark("“{name}”, who signed field “{field}”, isn't certified by headquarters' root of this event.")
_OTHER_KEY = mark("“{name}” signed field “{field}” with a certificate that this event doesn't know.")
_SPARE = mark("The signature in field “{field}” carries certificates that don't belong there, or were altered.")
_WRONG_SIGNER = mark("Field “{field}” was signed by “{name}”, who is not the one who signs there.")
_MISSING = mark("The signature in field “{field}” is missing.")
_UNEXPECTED = mark("Field “{field}” doesn't belong in this document.")
_OTHER_TIME = mark("The signature in field “{field}” tells another time than the document.")
_IN_BOX = mark(
    "Field “{field}” shows a picture of its provider's in the box that is kept for it for {juror}, on page {page}; what that "
    "picture says is not Juryapp's."
)
_OTHER_PERSON = mark(
    "Field “{field}” is kept for {juror}, {known}, and bears a signature in the name of “{name}”; each signs with the own "
    "certificate."
)
_NOT_OURS = mark("This is not a document of Juryapp: its attached data doesn't say what it is.")


@dataclass(frozen=True)
class Trust:
    """Whom to believe: the root, and what the journal knows beneath it."""

    root: Certificate | None
    desks: tuple[Certificate, ...] = ()
    """Empty: not known, the chain to the root decides."""
    jurors: Mapping[str, tuple[Certificate, ...]] = field(default_factory=dict)
    """By juror code, all that were ever in use. Empty: not known, the chain decides."""
    stampers: tuple[Certificate, ...] = ()
    """Roots of time stamping services that are believed."""


@dataclass(frozen=True)
class PdfFindings:
    """What one PDF proves."""

    kind: FileKind
    signers: tuple[tuple[str, str, str | None], ...]
    """Field, the signer's name, and the juror's code or None; in the order of signing."""
    faults: tuple[Problem, ...]
    """Everything that is wrong, each a sentence in the reader's language when shown; empty: the PDF is genuine."""
    attachment: bytes | None
    """The attached JSON, if it can be read."""
    qr: str | None
    """The QR code's text that lies beside it."""
    revisions: tuple[str, ...]
    """SHA-256 in hex of the file as it stood after each signature; the journal knows the first of a score sheet."""
    notes: tuple[Problem, ...] = ()
    """What others than the jury added to a genuine document, and that Juryapp can't judge it."""
    added: tuple[Certificate, ...] = ()
    """The certificates of those who signed without the event's, such as providers'."""
    stamps: tuple[TimeStamp, ...] = ()
    """Archive time stamps, in their order."""
    boxed: tuple[tuple[str, str], ...] = ()
    """Providers' fields that stand in boxes kept for them, and for whom these are kept, by code."""
    first: Certificate | None = None
    """Whose signature came first: on a score sheet the juror's."""
    empty: tuple[EmptyField, ...] = ()
    """The fields in which persons whom the document names have not signed, the chair's last."""

    @property
    def genuine(self) -> bool:
        """True if nothing is wrong with it."""
        return not self.faults


_Signed = tuple[SignedCms, str | None, str | None]
"""A signature, its signer's role (`desk`, `hq`, `juror` or None for a stranger) and the juror's code."""


def examine(pdf: bytes, trust: Trust, render: Renderer | None, *, admitted: bool = False) -> PdfFindings:
    """What `pdf` proves, whatever bytes it is: every fault becomes a sentence, none is raised.

    `render` draws the document again from its attached data, if anyone trusted signed it; without it only later changes of the
    page are noticed. `admitted`: the bytes have passed `structure.refusal` already.
    """
    refused = (None if admitted else structure.refusal(pdf)) or structure.locked(pdf)
    if refused is not None:
        return PdfFindings(FileKind.UNKNOWN, (), (refused,), None, None, ())
    layout = revisions.read(pdf)
    signers, additions = _sorted_out([(one, *_who(one, trust)) for one in layout.signatures], layout.additions)

    def drawn(json: bytes, qr: str | None) -> page_content.Drawn | None:
        # drawing takes long for data that is made to take long: only for those who may sign it
        return render(json, qr) if render and _may_ask(_said(json), signers) else None

    content = page_content.read(pdf, drawn, extended=layout.extended)
    said = _said(content.attachment)
    kind = next((kind for kind in _SIGNED_KINDS if kind == said.get("kind")), FileKind.UNKNOWN)
    faults = [*layout.faults]
    if pdf.startswith(b"%PDF-") and revisions.base_of(pdf):
        faults.extend(content.faults)
        if content.attachment is not None and kind == FileKind.UNKNOWN:
            faults.append(Problem(_NOT_OURS))
    faults.extend(_unruled(layout, content, additions))
    faults.extend(_distrust(signers, trust))
    faults.extend(_doubtful(additions, trust, signers))
    faults.extend(_foisted(kind, additions, layout.made_later))
    boxed = tuple((name, box.code) for name, box in content.placed)
    faults.extend(_of_others(additions, dict(boxed), said))
    faults.extend(_misplaced(kind, said, signers))
    names = [(one.field, one.signer.name, code) for one, _role, code in signers]
    ends = [end for one, end in zip(layout.signatures, layout.ends, strict=True) if any(one is kept for kept, *_ in signers)]
    return PdfFindings(
        kind=kind,
        signers=(*names, *((STAMPED if one.stamp else one.field, one.signer.name, None) for one in additions if one.signer)),
        faults=tuple({str(fault): fault for fault in faults}.values()),
        attachment=content.attachment,
        qr=content.qr,
        revisions=tuple(hashlib.sha256(pdf[:end]).hexdigest() for end in ends),
        notes=(*providers.notes(additions, trust.stampers), *(_note(*one) for one in content.placed)),
        stamps=tuple(one.time_stamp for one in additions if one.time_stamp),
        added=tuple(one.signer for one in additions if one.signer and not one.stamp),
        boxed=boxed,
        first=signers[0][0].signer if signers else None,
        empty=empty_fields(kind, said, layout.empty) if signers else (),
    )


def _unruled(layout: revisions.Layout, content: page_content.Content, additions: list[providers.Addition]) -> Iterator[Problem]:
    """That the first signature doesn't certify what it should; that later fields are seen outside the boxes kept for them."""
    if not layout.signatures:
        return
    if content.certifies and not layout.certified:
        yield Problem(revisions.UNCERTIFIED)
    of_providers = {one.field for one in additions if not one.stamp}
    in_boxes = {field for field, _box in content.placed} & of_providers
    if set(layout.seen_later) - in_boxes:
        yield Problem(revisions.CHANGED, field=layout.signatures[0].field)


def _note(field_: str, box: Kept) -> Problem:
    return Problem(_IN_BOX, field=field_, page=box.page + 1, juror=box.code)


def _sorted_out(
    signers: list[_Signed], additions: tuple[providers.Addition, ...]
) -> tuple[list[_Signed], list[providers.Addition]]:
    """The jury's signatures, and the providers': such a field is a provider's unless the event certified who signed there."""
    ours = [signed for signed in signers if signed[1] or is_jury_field(signed[0].field)]
    fields = {one.field for one, _role, _code in ours}
    return ours, [one for one in additions if one.field not in fields]


def _doubtful(additions: list[providers.Addition], trust: Trust, signers: list[_Signed]) -> list[Problem]:
    """What is wrong with the providers' signatures. Someone who names the event's own people as issuer is no provider."""
    along = (known for one, role, _code in signers if role for known in (one.signer, *one.others))
    names = [known.native.subject for known in (trust.root, *trust.desks, *along) if known is not None]
    faults = []
    for one in additions:
        if one.fault is not None or one.signer is None:
            faults.append(one.fault or Problem(cms_reading.UNREADABLE, field=one.field))
        elif one.signer.native.issuer in [*names, one.signer.native.subject]:
            faults.append(Problem(_STRANGER, name=one.signer.name, field=one.field))
    return faults


def _foisted(kind: FileKind, additions: list[providers.Addition], made_later: tuple[str, ...]) -> Iterator[Problem]:
    """Providers' signatures in fields that are called like ones of Juryapp, in a document that Juryapp made without them."""
    for one in additions:
        lacking = one.field in made_later or (kind in _OF_A_JUROR and one.field not in SHEET_FIELDS)
        if is_provider_field(one.field) and lacking:
            yield Problem(_UNEXPECTED, field=one.field)


def _of_others(additions: list[providers.Addition], boxed: Mapping[str, str], said: Mapping[str, Any]) -> Iterator[Problem]:
    """Providers' signatures in a field or box of somebody whom the document names, in a name that nobody would take for that."""
    names = people(said)
    for one in additions:
        code = boxed.get(one.field) or provided_for(one.field)
        known = names.get(code or "")
        if code is None or known is None or one.signer is None or one.stamp:
            continue
        if likeness_of_people(one.signer.name[:_LONG_NAME], known[:_LONG_NAME]) < NEAR:
            yield Problem(_OTHER_PERSON, field=one.field, juror=code, known=known, name=one.signer.name)


def _said(attachment: bytes | None) -> Mapping[str, Any]:
    try:
        value = json.loads(attachment or b"{}")
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _may_ask(said: Mapping[str, Any], signers: list[_Signed]) -> bool:
    """True if the first signature is of someone who signs such documents first."""
    return bool(signers) and signers[0][1] == (ActorRole.JUROR if said.get("kind") in _OF_A_JUROR else ActorRole.DESK)


def _who(one: SignedCms, trust: Trust) -> tuple[str | None, str | None]:
    """The signer's role and juror code as far as the chain to the root proves them."""
    signer = one.signer
    for code, known in trust.jurors.items():
        if signer in known and may_sign(signer):
            return ActorRole.JUROR, code
    if trust.root is None:
        return None, juror_code(signer)
    if not may_sign(signer):
        return None, None
    if signer == trust.root or (names_juror(signer) and issued_by(signer, trust.root)):
        return ActorRole.HEADQUARTERS, None
    if not names_juror(signer):
        return (ActorRole.DESK if issued_by(signer, trust.root) else None), None
    return (ActorRole.JUROR, juror_code(signer)) if _desk_of(one, trust) else (None, None)


def _desk_of(one: SignedCms, trust: Trust) -> Certificate | None:
    """The desk that certified the signer, itself certified by the root."""
    root = trust.root
    candidates = (*trust.desks, *(() if trust.desks else one.others))
    return next((desk for desk in candidates if root and issued_by(one.signer, desk) and issued_by(desk, root)), None)


def _distrust(signers: list[_Signed], trust: Trust) -> list[Problem]:
    if not signers:
        return []
    if trust.root is None:
        return [Problem(NO_TRUST)]
    if not is_root(trust.root):
        return [Problem(_BAD_ROOT)]
    faults = []
    for one, role, code in signers:
        gaps = {"name": one.signer.name, "field": one.field}
        if role is None:
            faults.append(Problem(_STRANGER, **gaps))
        elif not _known(one.signer, role, code, trust):
            faults.append(Problem(_OTHER_KEY, **gaps))
        elif one.others != _belonging(one, trust):
            faults.append(Problem(_SPARE, field=one.field))
    return faults


def _known(signer: Certificate, role: str, code: str | None, trust: Trust) -> bool:
    """True if the journal knows this very certificate, or knows none of its kind."""
    if role == ActorRole.DESK and trust.desks:
        return signer in trust.desks
    if role == ActorRole.JUROR and trust.jurors:
        return signer in trust.jurors.get(code or "", ())
    return True


def _belonging(one: SignedCms, trust: Trust) -> tuple[Certificate, ...]:
    """The certificates that belong beside the signer's: the desk's for a juror whom the desk certified."""
    desk = _desk_of(one, trust)
    return (desk,) if desk is not None and names_juror(one.signer) else ()


def _misplaced(kind: FileKind, said: Mapping[str, Any], signers: list[_Signed]) -> list[Problem]:
    """Signatures that are missing, or of someone else than the document says."""
    if not signers or kind == FileKind.UNKNOWN:
        return []
    faults = []
    first = "Juror" if kind in _OF_A_JUROR else "Desk"
    if signers[0][0].field != first:
        faults.append(Problem(_MISSING, field=first))
    if kind in _OF_A_JUROR and isinstance(said.get("signed_at"), str) and not _same_moment(signers[0][0].at, said["signed_at"]):
        faults.append(Problem(_OTHER_TIME, field=signers[0][0].field))
    for one, role, code in signers:
        if one.field not in SHEET_FIELDS if kind in _OF_A_JUROR else not _is_made_for(one.field):
            faults.append(Problem(_UNEXPECTED, field=one.field))
        elif role is not None and not _fits(_expected(kind, said, one.field), one, role, code):
            faults.append(Problem(_WRONG_SIGNER, field=one.field, name=one.signer.name))
    return faults


def _is_made_for(field: str) -> bool:
    """True for a field that Juryapp makes for those whom the event certified."""
    return is_jury_field(field) or is_provider_field(field)


def _same_moment(at: datetime | None, told: str) -> bool:
    try:
        return at is not None and at == datetime.fromisoformat(told).replace(microsecond=0)
    except (ValueError, TypeError):
        return False


@dataclass(frozen=True)
class _Expected:
    """Who signs in a field: a role, and which juror, by code or by name where the document tells one."""

    roles: tuple[str, ...]
    code: str | None = None
    name: str | None = None


def _expected(kind: FileKind, said: Mapping[str, Any], name: str) -> _Expected:
    listed = said.get("signers")
    told = listed.get(name) if isinstance(listed, dict) else None
    if name == SEAL:
        return _Expected((ActorRole.HEADQUARTERS,))
    if name == "Desk" or told == ActorRole.DESK:
        return _Expected((ActorRole.DESK,))
    if isinstance(told, str):
        return _Expected((ActorRole.JUROR,), told)
    if kind in _OF_A_JUROR and name != "Chair":
        return _person(said.get("juror"))
    if name == "Chair":
        return _person(said.get("chair"))
    code = juror_of(name)
    return _Expected((ActorRole.JUROR,), code) if code else _Expected((ActorRole.JUROR, ActorRole.DESK))


def _person(said: Any) -> _Expected:
    """The juror of this block; no one where the document names none."""
    if not isinstance(said, dict):
        return _Expected(())
    code, name = said.get("code"), said.get("name")
    if isinstance(code, str):
        return _Expected((ActorRole.JUROR,), code)
    return _Expected((ActorRole.JUROR,), None, name) if isinstance(name, str) else _Expected(())


def _fits(expected: _Expected, one: SignedCms, role: str, code: str | None) -> bool:
    return (
        role in expected.roles
        and expected.code in (None, code)
        and (expected.name is None or one.signer.name == as_written(expected.name))
    )
