"""Checking: is a document, a package or a photo of a sheet genuine, and in force? The journal has the last word.

What a file proves by itself is told by `signing.verify` and `exchange.package`; here it meets what the event knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from juryapp.desk import comparing, in_force
from juryapp.desk.in_force import INVALID, VALID
from juryapp.desk.open_event import OpenEvent
from juryapp.errors import FileProblem, Problem, Why
from juryapp.journal.entry import Entry
from juryapp.signing.certificates import Certificate, is_root, issued_by, juror_code
from juryapp.signing.keys import PublicKey
from juryapp.signing.witness import Witness, event_id
from juryapp.text import _

if TYPE_CHECKING:
    from juryapp.documents.page import Rendered
    from juryapp.documents.qr import QrClaims
    from juryapp.signing.verify import PdfFindings

MOST_BYTES = 60_000_000
"""Of a document or picture; packages may be larger."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_OTHER_PICTURES = (b"GIF8", b"II*\0", b"MM\0*", b"RIFF")
_OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"SQLite format 3\0", b"-----BEGIN")
"""Office files, plain databases and certificates: nothing that Juryapp signs."""


@dataclass(frozen=True)
class Verdict:
    """What was found out about one file."""

    path: Path
    kind: str
    """`score sheet`, `recapitulation`, `minutes`, `package`, `event`, `photo` or `unknown`."""
    verdict: str
    """`valid`, `superseded` or `invalid`."""
    why: tuple[str, ...] = ()
    """Why it isn't valid; with a valid document what others than the jury added to it."""
    signers: tuple[tuple[str, str], ...] = ()
    """Field and name."""
    says: str = ""
    """What a genuine document says, to be compared with the paper."""


@dataclass(frozen=True)
class Authority:
    """Whom to believe: an event's journal, or certificates that headquarters published."""

    root: Certificate | None
    desks: tuple[Certificate, ...] = ()
    jurors: tuple[tuple[str, Certificate], ...] = ()
    event: OpenEvent | None = None
    passphrase: str | None = None

    @classmethod
    def of_event(cls, event: OpenEvent) -> Authority:
        """What an event's journal knows."""
        witness = event.witness
        jurors = tuple((code, certificate) for code, known in witness.jurors.items() for certificate in known)
        return cls(witness.root, tuple(witness.desks), jurors, event, event.file.passphrase)

    @classmethod
    def published(cls, certificates: Sequence[Certificate], passphrase: str | None = None) -> Authority:
        """What headquarters published: its root, and perhaps the desks' and jurors' certificates. Raises `FileProblem`."""
        roots = [one for one in certificates if is_root(one)]
        if len(roots) != 1:
            raise FileProblem("The certificate file must hold headquarters' root exactly once; export it again.")
        desks = tuple(one for one in certificates if issued_by(one, roots[0]) and one != roots[0])
        coded = ((juror_code(one), one) for one in certificates if any(issued_by(one, desk) for desk in desks))
        return cls(roots[0], desks, tuple((code, one) for code, one in coded if code), None, passphrase)

    def keys_of(self, juror: str) -> list[PublicKey]:
        """The public keys of a juror."""
        return [certificate.public for code, certificate in self.jurors if code == juror]


def verify(paths: Sequence[Path], authority: Authority) -> list[Verdict]:
    """A verdict on each file. Never raises for what a file holds."""
    return [_verdict(path, authority) for path in paths]


def _verdict(path: Path, authority: Authority) -> Verdict:
    try:
        start, content = _read(path)
        if b"%PDF-" in start and not start.startswith(_PICTURES):
            return _document(path, _whole(path, content), authority)
        if start.startswith(_PICTURES):
            return _photo(path, _whole(path, content), authority)
        return _foreign(path, start) or _package(path, authority)
    except Problem as problem:
        return Verdict(path, "unknown", INVALID, tuple(problem.sentences()))


def _read(path: Path) -> tuple[bytes, bytes | None]:
    """The file's first kilobyte, and all of it unless it is too large for a document. Raises `FileProblem`."""
    try:
        if not path.is_file():
            missing = FileProblem("{path} does not exist; check the name and the flash disk.", path=path)
            raise FileProblem("{path} is not a file; name the .jury file itself.", path=path) if path.exists() else missing
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem
    return content[:1024], content if len(content) <= MOST_BYTES else None


def _whole(path: Path, content: bytes | None) -> bytes:
    if content is None:
        most = MOST_BYTES // 1_000_000
        raise FileProblem(
            "{path} is larger than {megabytes} MB; no document or picture of a sheet is.", path=path, megabytes=most
        )
    return content


def _foreign(path: Path, start: bytes) -> Verdict | None:
    """A verdict on what is plainly neither a document, nor a package; an encrypted file begins with no fixed bytes."""
    if not start:
        return Verdict(path, "unknown", INVALID, (_("This file is empty; copy it again."),))
    if start.startswith(_OTHER_PICTURES) or start[4:8] == b"ftyp":
        return Verdict(path, "photo", INVALID, (_("This kind of picture can't be read; save it as JPEG or PNG."),))
    if start.startswith(_OTHER_FILES):
        return Verdict(path, "unknown", INVALID, (_("This is not a file that Juryapp signs: no document, package or photo."),))
    return None


def _document(path: Path, content: bytes, authority: Authority) -> Verdict:
    """A PDF of nothing but pictures is read like a photo; any other must prove itself by its signatures."""
    from juryapp.documents.scan import is_scan
    from juryapp.signing.structure import refusal

    refused = refusal(content)
    if refused is not None:
        return Verdict(path, "unknown", INVALID, (str(refused),))
    return _photo(path, content, authority) if is_scan(content) else _pdf(path, content, authority)


def _pdf(path: Path, content: bytes, authority: Authority) -> Verdict:
    from juryapp.signing.verify import Trust, examine

    jurors: dict[str, tuple[Certificate, ...]] = {}
    for code, certificate in authority.jurors:
        jurors[code] = (*jurors.get(code, ()), certificate)
    found = examine(content, Trust(authority.root, authority.desks, jurors), _draw_again)
    signers = tuple((field, name) for field, name, _code in found.signers)
    faults = tuple(str(fault) for fault in found.faults) or tuple(_inside(found, authority))
    if faults:
        return Verdict(path, found.kind, INVALID, faults, signers)
    notes = tuple(str(note) for note in found.notes)
    if found.kind != "score sheet":
        return Verdict(path, found.kind, VALID, notes, signers)
    says = comparing.with_a_sheet(found.attachment or b"", known=authority.event is not None)
    verdict, why = VALID, ""
    if authority.event:
        verdict, why = in_force.of_sheet(authority.event, found.attachment or b"", found.revisions[0])
    return Verdict(path, found.kind, verdict, (*((why,) if why else ()), *notes), signers, says)


def _inside(found: PdfFindings, authority: Authority) -> Iterator[str]:
    """What a genuine signature doesn't prove: that the document is of this event and agrees with itself."""
    from juryapp.documents.shape import read_canonical
    from juryapp.documents.sheet_json import sums_agree

    value = read_canonical(found.attachment or b"") or {}
    if authority.root and value.get("event", {}).get("id") != event_id(authority.root):
        yield _("This document says that it is of another event.")
    if found.kind == "score sheet":
        if not _is_own_code(found):
            yield _("The QR code on the page isn't the one of this sheet.")
        if not sums_agree(value):
            yield _("The total or a value on this sheet doesn't follow from its points and weights.")


def _is_own_code(found: PdfFindings) -> bool:
    """True if the code on the page says what the sheet says, signed with the key that signed the sheet."""
    from juryapp.documents.qr import is_about, read_qr, verify_qr

    try:
        claims = read_qr(found.qr or "")
    except Problem:
        return False
    return found.first is not None and is_about(claims, found.attachment or b"") and verify_qr(claims, found.first.public)


def _draw_again(json: bytes, qr: str | None) -> Rendered | None:
    from juryapp.documents import recapitulation, score_sheet
    from juryapp.documents.shape import read_canonical

    kind = (read_canonical(json) or {}).get("kind")
    if kind == "recapitulation":
        return recapitulation.render(json)
    return score_sheet.render(json, qr) if kind == "score sheet" else None


def _photo(path: Path, content: bytes, authority: Authority) -> Verdict:
    from juryapp.documents.qr import PREFIX, read_photo, read_qr

    try:
        texts = [text for text in read_photo(content) if text.startswith(PREFIX)]
        if len(texts) == 1:
            return _claims(path, read_qr(texts[0]), authority)
    except Problem as problem:
        return Verdict(path, "photo", INVALID, tuple(problem.sentences()))
    none = _("No QR code of a score sheet can be read in it; take a sharper picture of the whole code.")
    several = _("It shows several QR codes; take a picture of one sheet alone.")
    return Verdict(path, "photo", INVALID, (several if texts else none,))


def _claims(path: Path, claims: QrClaims, authority: Authority) -> Verdict:
    from juryapp.documents.qr import verify_qr

    keys = authority.keys_of(claims.juror)
    if not keys:
        why = _(
            "No certificate of juror {juror} is known here; give the event, or the published certificates.", juror=claims.juror
        )
        return Verdict(path, "photo", INVALID, (why,))
    if not any(verify_qr(claims, key) for key in keys):
        why = _("The QR code was not signed by juror {juror}; it was altered or invented.", juror=claims.juror)
        return Verdict(path, "photo", INVALID, (why,))
    verdict, why = VALID, ""
    if authority.event:
        verdict, why = in_force.of_code(authority.event, claims)
    says = comparing.with_a_code(claims, authority.event) if verdict != INVALID else ""
    return Verdict(path, "photo", verdict, (why,) if why else (), (("QR", claims.juror),), says)


def _package(path: Path, authority: Authority) -> Verdict:
    from juryapp.exchange.package import opened

    if not authority.passphrase:
        why = _("A package or an event file can only be checked with its passphrase; give it.")
        return Verdict(path, "unknown", INVALID, (why,))
    with opened(path, authority.passphrase) as package:
        kind = "package" if package.manifest else "event"
        witness = Witness(package.event, package.entries)
        faults = list(_package_faults(package.entries, witness, authority))
        signers = (("manifest", package.manifest.name),) if package.manifest else ()
        return Verdict(path, kind, INVALID if faults else VALID, tuple(faults), signers)


def _package_faults(entries: Iterable[Entry], witness: Witness, authority: Authority) -> Iterator[str]:
    if witness.root is None:
        yield _("It doesn't hold the root certificate of its event.")
    elif authority.root is not None and authority.root != witness.root:
        yield _("It belongs to another event, or to another headquarters.")
    doubtful = [entry for entry in entries if not witness.proves(entry)]
    if doubtful:
        named = "; ".join(f"{entry.actor}: {entry.subject} {entry.key}" for entry in doubtful[:5])
        yield _("{count} acts bear no valid signature: {acts}", count=len(doubtful), acts=named)


def export(event: OpenEvent, with_jurors: bool) -> bytes:
    """The certificates that readers outside need, as PEM: the root, and with `with_jurors` the desks' and jurors' too."""
    witness = event.witness
    assert witness.root
    chosen = [witness.root]
    if with_jurors:
        chosen += [*witness.desks, *(certificate for known in witness.jurors.values() for certificate in known)]
    return "".join(certificate.pem() for certificate in chosen).encode()
