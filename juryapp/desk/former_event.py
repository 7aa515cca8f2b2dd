"""Former event: what is left of an event whose files are all gone: the copy of its root, and the certificates beside it.

With the set-up workbook they make the event anew under its own id, so that what jurors signed on paper proves itself again
(`juryapp recover`). Nothing in them is secret but the root, which lies under its PIN. Former keys of jurors are gone for good:
whoever signs anything more is enrolled anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from juryapp.errors import FileProblem, Problem, Refused, Why
from juryapp.model.setup import Setup
from juryapp.signing.certificates import Certificate, is_root, issued_by, juror_code, read_pem
from juryapp.signing.keys import PrivateKey, locked_public, unlock
from juryapp.text import mark

CERTIFICATES = "-certificates.pem"
"""How the file beside a copy of a root ends: `CODE-certificates.pem`."""
_MOST = 5_000_000
_OTHER = mark("{path} holds certificates of another event than the root's copy; choose both from the same medium.")


@dataclass(frozen=True)
class FormerRemains:
    """What an event is made anew from, besides its workbook, as far as it can be read without the PIN."""

    root: Certificate
    locked: bytes = field(repr=False)
    """The root's key under its PIN, as the copy holds it."""
    desks: tuple[Certificate, ...] = ()
    jurors: tuple[Certificate, ...] = ()
    """In the order in which they were given out."""

    def check_is_of(self, setup: Setup) -> None:
        """Raises `Refused` where the workbook is of another event."""
        if self.root.organisation != setup.event.code:
            raise Refused(
                "The root's copy is of the event {former}, and the workbook of {code}; bring the workbook of {former}.",
                former=self.root.organisation,
                code=setup.event.code,
            )

    def unlocked(self, pin: str) -> FormerEvent:
        """With its root's key. Raises `WrongPin`."""
        return FormerEvent(self.root, self.locked, self.desks, self.jurors, root_key=unlock(self.locked, pin))


@dataclass(frozen=True)
class FormerEvent(FormerRemains):
    """All that an event is made anew from, besides its workbook."""

    root_key: PrivateKey = field(kw_only=True, repr=False)


def certificates_path(copy: Path) -> Path:
    """Where the certificates lie that were written with this copy of a root."""
    return copy.with_name(copy.stem.removesuffix("-headquarters") + CERTIFICATES)


def certificates_text(root: Certificate, desks: Sequence[Certificate], jurors: Sequence[Certificate]) -> bytes:
    """What lies beside a copy of a root: all that anybody needs to prove what was signed, nothing secret."""
    return "".join(one.pem() for one in (root, *desks, *jurors)).encode()


def read_former(copy: Path, pin: str, certificates: Path | None = None) -> FormerEvent:
    """As `read_remains`, with the root's key. Raises `WrongPin` besides."""
    return read_remains(copy, certificates).unlocked(pin)


def read_remains(copy: Path, certificates: Path | None = None) -> FormerRemains:
    """What is left, by the copy of the root; `certificates` is the file beside it unless another is named.

    Raises `FileProblem`, `Refused` for certificates of another event.
    """
    locked, path = _content(copy), certificates or certificates_path(copy)
    try:
        public = locked_public(locked)
    except Problem as problem:
        raise FileProblem("{path} holds no copy of a root.", path=copy) from problem
    if not path.exists():
        raise FileProblem(
            "{path} isn't there: the file of certificates that was written beside the root's copy is needed as well. Copy both "
            "from the medium on which they were made.",
            path=path,
        )
    found = read_pem(_content(path))
    root = next((one for one in found if is_root(one) and one.public == public), None)
    if root is None:
        raise Refused(_OTHER, path=path)
    desks = tuple(one for one in found if one != root and issued_by(one, root) and juror_code(one) is None)
    jurors = tuple(one for one in found if juror_code(one) and any(issued_by(one, desk) for desk in desks))
    if len(found) != 1 + len(desks) + len(jurors):
        raise Refused(_OTHER, path=path)
    return FormerRemains(root, locked, desks, tuple(sorted(jurors, key=lambda one: one.native.not_valid_before_utc)))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise FileProblem("{path} is larger than such a file ever is.", path=path)
        return path.read_bytes()
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem
