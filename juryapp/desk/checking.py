"""Checking: is a document, a package or a photo of a sheet genuine, and in force? The journal has the last word.

What a file proves by itself is told by `signing.verify` and `exchange.package`; here it meets what the event knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from juryapp.desk.laptop import OpenEvent
from juryapp.errors import FileProblem, Problem
from juryapp.journal.entry import Entry
from juryapp.signing.certificates import Certificate, is_root, issued_by, juror_code
from juryapp.signing.keys import PublicKey
from juryapp.signing.witness import Witness
from juryapp.store import journal
from juryapp.text import _

if TYPE_CHECKING:
    from juryapp.documents.page import Rendered
    from juryapp.documents.qr import QrClaims

VALID, SUPERSEDED, INVALID = "valid", "superseded", "invalid"
MOST_BYTES = 60_000_000
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Verdict:
    """What was found out about one file."""

    path: Path
    kind: str
    """`score sheet`, `recapitulation`, `minutes`, `package`, `event`, `photo` or `unknown`."""
    verdict: str
    """`valid`, `superseded` or `invalid`."""
    why: tuple[str, ...] = ()
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
        content = _read(path)
        if content is not None and content.startswith(_PICTURES):
            return _photo(path, content, authority)
        if content is not None and b"%PDF-" in content[:1024]:
            return _scan(path, content, authority) or _pdf(path, content, authority)
        return _package(path, authority)
    except Problem as problem:
        return Verdict(path, "unknown", INVALID, tuple(problem.sentences()))


def _read(path: Path) -> bytes | None:
    """The file's bytes, or None for one too large to be a document. Raises `FileProblem` if there is no such file."""
    try:
        if not path.is_file():
            missing = FileProblem("{path} does not exist; check the name and the flash disk.", path=path)
            raise FileProblem("{path} is not a file; name the .jury file itself.", path=path) if path.exists() else missing
        return path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=problem.strerror) from problem


def _pdf(path: Path, content: bytes, authority: Authority) -> Verdict:
    from juryapp.signing.verify import Trust, examine

    jurors: dict[str, tuple[Certificate, ...]] = {}
    for code, certificate in authority.jurors:
        jurors[code] = (*jurors.get(code, ()), certificate)
    found = examine(content, Trust(authority.root, authority.desks, jurors), _draw_again)
    signers = tuple((field, name) for field, name, _code in found.signers)
    if found.faults:
        return Verdict(path, found.kind, INVALID, tuple(str(fault) for fault in found.faults), signers)
    says = _says(found.attachment) if found.kind == "score sheet" else ""
    verdict, why = VALID, ""
    if authority.event and found.kind == "score sheet":
        verdict, why = _word_of_the_journal(authority.event, "pdf", found.revisions[0])
    return Verdict(path, found.kind, verdict, (why,) if why else (), signers, says)


def _draw_again(json: bytes, qr: str | None) -> Rendered | None:
    from juryapp.documents import recapitulation, score_sheet
    from juryapp.documents.shape import read_canonical

    kind = (read_canonical(json) or {}).get("kind")
    if kind == "recapitulation":
        return recapitulation.render(json)
    return score_sheet.render(json, qr) if kind == "score sheet" else None


def _says(sheet: bytes | None) -> str:
    from juryapp.documents.sheet_json import read_sheet

    if sheet is None:
        return ""
    value: dict[str, Any] = read_sheet(sheet)
    return _summary(value["sheet"], value["revision"], value["total_printed"])


def _summary(sheet: str, revision: int, total: str) -> str:
    return _(
        "Sheet {sheet}, revision {revision}, total {total}: compare with the paper.", sheet=sheet, revision=revision, total=total
    )


def _word_of_the_journal(event: OpenEvent, member: str, digest: str) -> tuple[str, str]:
    """Whether the sheet with this digest (`pdf` or `json`) is in force."""
    for entry in _signings(event):
        if entry.value and entry.value.get(member) == digest:
            standing = journal.heads_of(event.file, entry.register)
            if any(head.value and head.value.get(member) == digest and head.value["state"] == "signed" for head in standing):
                if len(standing) == 1:
                    return VALID, ""
                return INVALID, _("Two versions of this sheet stand; the secretary has to decide between them.")
            return SUPERSEDED, _superseded(standing)
    return INVALID, _("The event does not know this sheet: it was signed with genuine keys but never recorded.")


def _signings(event: OpenEvent) -> Iterator[Entry]:
    doubtful = {entry.id for entry in journal.in_doubt(event.file)}
    for entry in journal.about(event.file, "sheet"):
        if entry.id not in doubtful and entry.value and entry.value["state"] == "signed":
            yield entry


def _superseded(standing: Sequence[Entry]) -> str:
    value = standing[0].value if standing else None
    if value and value["state"] == "reopened":
        return _("This revision was reopened and is not in force: {reason}", reason=value["reason"])
    return _("A later revision is in force: revision {revision}.", revision=value["revision"] if value else "?")


def _scan(path: Path, content: bytes, authority: Authority) -> Verdict | None:
    """A PDF that is nothing but pictures is read like a photo; any other PDF must prove itself by its signatures."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            if "/AcroForm" in pdf.Root or any("/Font" in page.get("/Resources", {}) for page in pdf.pages):
                return None
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        return None
    return _photo(path, content, authority)


def _photo(path: Path, content: bytes, authority: Authority) -> Verdict:
    from juryapp.documents.qr import PREFIX, read_photo, read_qr

    texts = [text for text in read_photo(content) if text.startswith(PREFIX)]
    if len(set(texts)) != 1:
        none = _("No QR code of a score sheet can be read in it; take a sharper picture of the whole code.")
        several = _("It shows several QR codes; take a picture of one sheet alone.")
        return Verdict(path, "photo", INVALID, (several if texts else none,))
    return _claims(path, read_qr(texts[0]), authority)


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
    says = _summary(claims.sheet, claims.revision, claims.total)
    verdict, why = VALID, ""
    if authority.event:
        verdict, why = _word_of_the_journal(authority.event, "json", claims.sha256)
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


def _package_faults(entries: Sequence[Entry], witness: Witness, authority: Authority) -> Iterator[str]:
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
