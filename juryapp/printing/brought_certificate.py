"""Brought certificate: a provider's certificate that a person brings to sign with as well, from a file or on a token.

It is looked at before it is used: whose it is, who issued it, until when it holds. It lies in memory until the person has
signed or leaves, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from juryapp.errors import Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.model.juror import Juror
from juryapp.model.likeness import NEAR, likeness_of_people
from juryapp.signing.own_certificate import OwnCertificate
from juryapp.text import mark

_CHANGED = mark("The certificate that lies there now is another than the one that was read; read it again.")


@dataclass(frozen=True)
class BroughtCertificate:
    """What was read, and how to have it at hand for a signature."""

    name: str
    """To whom it was issued."""
    issuer: str
    until: date
    """Its last day, in UTC."""
    fingerprint: str
    """SHA-256 of the certificate, in hex."""
    _open: Callable[[], AbstractContextManager[OwnCertificate]] = field(repr=False)

    @contextmanager
    def at_hand(self) -> Iterator[OwnCertificate]:
        """The certificate with its key, as long as it is signed with. Raises `Refused` where it isn't there any more.

        The person's own PIN is proven before: a wrong PIN in here is the token's.
        """
        try:
            with self._open() as own:
                if own.certificate.fingerprint != self.fingerprint:
                    raise Refused(_CHANGED)
                yield own
        except WrongPin as problem:
            raise Refused(problem.message, **problem.gaps) from problem


@dataclass(frozen=True)
class SignedByProvider:
    """A document that a provider's own program signed for a person, who signs it next with the own key (`provided`)."""

    name: str
    """To whom the certificate was issued."""
    issuer: str
    until: date
    fingerprint: str
    pdf: bytes = field(repr=False)


def from_file(content: bytes, password: str, juror: Juror, event: OpenEvent) -> BroughtCertificate:
    """Of a PKCS#12 file. Raises `WrongPin` for a wrong password, `Problem` for a file or key of another kind, `Refused` as
    `check_own`."""
    from juryapp.signing.pkcs12 import own_certificate

    own = own_certificate(content, password)

    @contextmanager
    def held() -> Iterator[OwnCertificate]:
        yield own

    return _checked(own, juror, event, held)


def tokens_of(driver: Path) -> list[str]:
    """The labels of the tokens that are put in, by the library of their driver. Raises `FileProblem`, `Refused`."""
    from juryapp.signing.pkcs11_token import labels

    return labels(driver)


def from_token(driver: Path, label: str, pin: str, certificate: str, juror: Juror, event: OpenEvent) -> BroughtCertificate:
    """Of a token, which stays put in until the person has signed. Raises as `on_token` and `check_own`."""
    from juryapp.signing.pkcs11_token import on_token

    def opened() -> AbstractContextManager[OwnCertificate]:
        return on_token(driver, label, pin, certificate)

    with opened() as own:
        return _checked(own, juror, event, opened)


def _checked(
    own: OwnCertificate, juror: Juror, event: OpenEvent, opened: Callable[[], AbstractContextManager[OwnCertificate]]
) -> BroughtCertificate:
    check_own(own, juror, event)
    held, until = own.certificate, own.certificate.native.not_valid_after_utc.date()
    return BroughtCertificate(held.name, held.issuer_name, until, held.fingerprint, opened)


def check_own(own: OwnCertificate, juror: Juror, event: OpenEvent) -> None:
    """Raises `Refused` for a certificate that isn't for signing now, or in a name that nobody would take for the juror's."""
    own.check_usable(event.laptop.clock())
    if likeness_of_people(own.certificate.name, juror.name) < NEAR:
        raise Refused(
            "The certificate is in the name of {name}, and {juror} is {known}; each signs with the own one.",
            name=own.certificate.name,
            juror=juror.code,
            known=juror.name,
        )
