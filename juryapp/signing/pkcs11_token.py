"""PKCS#11 token: a key and certificate on a smart card or a stick that never leave it, by the library of its driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto.x509 import Certificate as Asn1Certificate
from cryptography.hazmat.primitives.asymmetric import ec
from pkcs11.exceptions import (
    DeviceRemoved,
    MultipleTokensReturned,
    NoSuchToken,
    PinIncorrect,
    PinInvalid,
    PinLenRange,
    PinLocked,
    TokenNotPresent,
)
from pyhanko.sign.pkcs11 import PKCS11Signer

from juryapp.errors import FileProblem, Refused, WrongPin
from juryapp.signing.certificates import Certificate
from juryapp.signing.own_certificate import OwnCertificate, checked
from juryapp.text import _, mark

_TOKEN = mark("The token can't be used: {why}. Put it in, and check the name of its driver and its label.")
_NONE = mark("No token is put in, or this is the driver of another kind of token.")
_PIN = mark("The PIN of the token is wrong; type it again. After a few mistakes a token locks itself.")


@contextmanager
def on_token(module: Path, label: str, pin: str, certificate: str = "") -> Iterator[OwnCertificate]:
    """The key and certificate on a token, by the library of its driver (PKCS#11), while its session is open.

    `label` is the token's, `certificate` that of the certificate where it bears several. Raises `WrongPin`, `FileProblem`
    where the library can't be loaded, `Refused` for a token that isn't there or holds no such certificate.
    """
    try:
        session = _library(module).get_token(token_label=label).open(user_pin=pin)
    except (PinIncorrect, PinInvalid, PinLenRange) as error:
        raise WrongPin(_PIN) from error
    except PinLocked as error:
        raise Refused("The token has locked its PIN after mistakes; its provider unlocks it.") from error
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise Refused(_TOKEN, why=_named(error)) from error
    try:
        with session:
            yield _of_session(session, certificate)
    except pkcs11.PKCS11Error as error:
        raise Refused(_TOKEN, why=_named(error)) from error


def labels(module: Path) -> list[str]:
    """The labels of the tokens that are put in and set up. Raises `FileProblem`, `Refused` as `on_token`; none: `Refused` too."""
    try:
        found = [token.label.strip() for token in _library(module).get_tokens()]
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise Refused(_TOKEN, why=_named(error)) from error
    named = sorted({label for label in found if label})
    if not named:
        raise Refused(_NONE)
    return named


def _library(module: Path) -> Any:
    if not module.is_file():
        raise FileProblem("{path} does not exist; it is the library that came with the token's driver.", path=module)
    return pkcs11.lib(str(module))


def _of_session(session: Any, label: str) -> OwnCertificate:
    """The certificate whose key lies on the token too, and the others as its chain."""
    found = {}
    for one in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE}):
        found[one[pkcs11.Attribute.LABEL], bytes(one[pkcs11.Attribute.ID])] = Certificate(bytes(one[pkcs11.Attribute.VALUE]))
    keys = {
        bytes(one[pkcs11.Attribute.ID]) for one in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY})
    }
    own = [place for place in found if place[1] in keys and label in ("", place[0])]
    if len(own) != 1:
        names = ", ".join(sorted(place[0] for place in found if place[1] in keys)) or "–"
        raise Refused("Name one certificate of this token that has a key there: {names}.", names=names)
    chain = tuple(one for place, one in found.items() if place[1] not in keys)
    certificate = found[own[0]]
    signer: Any = PKCS11Signer(
        session,
        signing_cert=Asn1Certificate.load(certificate.der),
        ca_chain=[Asn1Certificate.load(one.der) for one in chain],
        key_id=own[0][1],
        other_certs_to_pull=(),
        # of ECDSA every token signs a digest, few the document's bytes; of RSA most do that
        use_raw_mechanism=isinstance(certificate.native.public_key(), ec.EllipticCurvePublicKey),
    )
    return checked(certificate, chain, signer)


def _named(error: Exception) -> str:
    """What went wrong on the token, in words; where there are none for it, by the name that its interface gives it."""
    if type(error) in _WHY:
        return _(_WHY[type(error)])
    if isinstance(error, RuntimeError) or type(error) is pkcs11.PKCS11Error:
        return _("the file isn't the library of a token's driver, or doesn't fit this laptop")
    return _("its driver answers “{name}”", name=type(error).__name__)


_WHY: dict[type[Exception], str] = {
    NoSuchToken: mark("no token of this label is put in"),
    TokenNotPresent: mark("no token is put in"),
    MultipleTokensReturned: mark("several tokens of this label are put in"),
    DeviceRemoved: mark("it was pulled out"),
}
