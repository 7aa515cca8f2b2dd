"""Authority: whom a check believes: an event's journal, what headquarters published, or nobody. Not here: checking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from juryapp.errors import FileProblem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.signing.certificates import Certificate, is_root, issued_by, juror_code, read_pem
from juryapp.signing.keys import PublicKey
from juryapp.signing.verify import Trust
from juryapp.verification.files_to_check import read_file

_MOST_BYTES = 20_000_000
"""Of a file of certificates; a larger one was chosen by mistake."""


@dataclass(frozen=True)
class Authority:
    """Whom to believe: an event's journal, or certificates that headquarters published."""

    root: Certificate | None
    desks: tuple[Certificate, ...] = ()
    jurors: tuple[tuple[str, Certificate], ...] = ()
    event: OpenEvent | None = None
    passphrase: str | None = None
    stampers: tuple[Certificate, ...] = ()
    """Roots of time stamping services that are believed."""

    @classmethod
    def of_event(cls, event: OpenEvent) -> Authority:
        """What an event's journal knows."""
        trust = event.trust
        jurors = tuple((code, certificate) for code, known in trust.jurors.items() for certificate in known)
        return cls(trust.root, tuple(trust.desks), jurors, event, event.file.passphrase)

    @classmethod
    def published(cls, certificates: Sequence[Certificate], passphrase: str | None = None) -> Authority:
        """What headquarters published: its root, and perhaps the desks' and jurors' certificates. Raises `FileProblem`."""
        roots = [one for one in certificates if is_root(one)]
        if len(roots) != 1:
            raise FileProblem("The certificate file must hold headquarters' root exactly once; export it again.")
        desks = tuple(one for one in certificates if issued_by(one, roots[0]) and one != roots[0])
        coded = ((juror_code(one), one) for one in certificates if any(issued_by(one, desk) for desk in desks))
        return cls(roots[0], desks, tuple((code, one) for code, one in coded if code), None, passphrase)

    @cached_property
    def trust(self) -> Trust:
        """The same, as documents are examined by it."""
        jurors: dict[str, tuple[Certificate, ...]] = {}
        for code, certificate in self.jurors:
            jurors[code] = (*jurors.get(code, ()), certificate)
        return Trust(self.root, self.desks, jurors, self.stampers)

    def keys_of(self, juror: str) -> list[PublicKey]:
        """The public keys of a juror."""
        return [certificate.public for code, certificate in self.jurors if code == juror]


def read_published(path: Path) -> Authority:
    """What a file of headquarters' certificates makes believe. Raises `FileProblem`."""
    content, whole = read_file(path, _MOST_BYTES)
    if not whole:
        raise FileProblem("{path} is too large to be meant here; check the name.", path=path)
    return Authority.published(read_pem(content))


def check_headquarters(event: OpenEvent, published: Authority, root: Path) -> None:
    """Raises `Refused` if these certificates are not those of the event's headquarters."""
    if event.trust.root != published.root:
        raise Refused(
            "{event} is not an event of the headquarters of {root}; one of the two is wrong.", event=event.path, root=root
        )


def export(event: OpenEvent, *, with_jurors: bool) -> bytes:
    """The certificates that readers outside need, as PEM: the root, and with `with_jurors` the desks' and jurors' too."""
    trust = event.trust
    assert trust.root
    chosen = [trust.root]
    if with_jurors:
        chosen += [*trust.desks, *(certificate for known in trust.jurors.values() for certificate in known)]
    return "".join(certificate.pem() for certificate in chosen).encode()


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, to be compared by eye or read aloud."""
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))
