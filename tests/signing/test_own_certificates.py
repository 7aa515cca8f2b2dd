"""Own certificates: from a file and from a token, of each kind of key, beside the journal key's; and what is refused."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pkcs11
import pytest
from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs12,
)
from pkcs11.util.ec import decode_ec_private_key, decode_ec_public_key
from pkcs11.util.rsa import decode_rsa_private_key, decode_rsa_public_key

from juryapp.errors import FileProblem, Problem, Refused, WrongPin
from juryapp.signing.own_certificate import OwnCertificate
from juryapp.signing.pades import add_own_signature, approve
from juryapp.signing.pkcs11_token import on_token
from juryapp.signing.pkcs12 import own_certificate
from tests.signing.papers import INK, a_signed_sheet, sheet_data, the_juror
from tests.signing.people import AT
from tests.signing.providers import a_foreign_certificate, rsa_key
from tests.signing.test_later_signers import told

PASSWORD, TOKEN_PIN, LABEL = "sandi-berkas", "778899", "penyedia"
KINDS = ("P-256", "P-384", "RSA")
NOW = datetime(2024, 2, 19, 9, 0, tzinfo=UTC)
_LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so")
LIBRARY = next((Path(one) for one in _LIBRARIES if Path(one).exists()), None)
needs_token = pytest.mark.skipif(not (LIBRARY and shutil.which("softhsm2-util")), reason="SoftHSM2 isn't installed")


@cache
def a_key(kind: str) -> Any:
    match kind:
        case "P-256":
            return ec.generate_private_key(ec.SECP256R1())
        case "P-384":
            return ec.generate_private_key(ec.SECP384R1())
        case "P-521":
            return ec.generate_private_key(ec.SECP521R1())
        case "RSA":
            return rsa_key(5)
    return rsa.generate_private_key(65537, 1024)


@cache
def certified(kind: str, name: str = "Ada Lestari") -> tuple[x509.Certificate, x509.Certificate]:
    root = a_foreign_certificate("Penyelenggara Contoh", rsa_key(0)).native
    return a_foreign_certificate(name, a_key(kind), (root, rsa_key(0))).native, root


def a_file(kind: str, name: str = "Ada Lestari") -> bytes:
    own, root = certified(kind, name)
    return pkcs12.serialize_key_and_certificates(b"x", a_key(kind), own, [root], BestAvailableEncryption(PASSWORD.encode()))


def signed_by(own: OwnCertificate) -> bytes:
    """A sheet that somebody signed with the own certificate, and its chair after that."""
    sheet = a_signed_sheet(data=sheet_data(chair={"name": "Juror J02"}))
    return approve(add_own_signature(sheet, "PSrE", own, AT), "Chair", the_juror("J02"), INK, AT)


@pytest.mark.parametrize("kind", KINDS)
def test_a_certificate_of_a_file_signs_and_breaks_nothing(kind: str) -> None:
    (note,) = told(signed_by(own_certificate(a_file(kind), PASSWORD)))
    assert "“Ada Lestari”, certified by “Penyelenggara Contoh”" in note


@pytest.mark.parametrize("kind", ["P-521", "RSA-1024"])
def test_a_key_of_another_kind_is_refused(kind: str) -> None:
    with pytest.raises(Problem):
        own_certificate(a_file(kind), PASSWORD)


def test_a_wrong_password_and_what_is_no_such_file_are_told_apart() -> None:
    with pytest.raises(WrongPin):
        own_certificate(a_file("P-256"), "bukan ini")
    with pytest.raises(FileProblem):
        own_certificate(b"%PDF-1.7", PASSWORD)
    without = pkcs12.serialize_key_and_certificates(b"x", None, certified("RSA")[0], None, NoEncryption())
    with pytest.raises(Problem):
        own_certificate(without, "")


def test_a_certificate_that_is_not_valid_now_or_not_for_signing_is_refused() -> None:
    own = own_certificate(a_file("P-256"), PASSWORD)
    own.check_usable(NOW)
    for at in (datetime(2019, 1, 1, tzinfo=UTC), datetime(2041, 1, 1, tzinfo=UTC)):
        with pytest.raises(Refused):
            own.check_usable(at)
    sealing = x509.KeyUsage(*[False] * 2, True, *[False] * 6)
    other = a_foreign_certificate("Ada", a_key("P-256"), (certified("P-256")[1], rsa_key(0)), sealing)
    with pytest.raises(Refused):
        OwnCertificate(other, (), None).check_usable(NOW)


# --- a token


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which SoftHSM2 keeps its tokens; one token for each kind of key."""
    folder = tmp_path_factory.mktemp("tokens")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\nlog.level = ERROR\n")
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    for kind in KINDS:
        words = ["--init-token", "--free", "--label", f"kartu-{kind}", "--pin", TOKEN_PIN, "--so-pin", "112233"]
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
    library = pkcs11.lib(str(LIBRARY))
    for kind in KINDS:
        put_on(library.get_token(token_label=f"kartu-{kind}"), kind)
    yield folder
    if before is None:
        del os.environ["SOFTHSM2_CONF"]
    else:
        os.environ["SOFTHSM2_CONF"] = before


def put_on(token: Any, kind: str) -> None:
    key, (own, root) = a_key(kind), certified(kind)
    private = key.private_bytes(
        Encoding.DER, PrivateFormat.TraditionalOpenSSL if kind != "P" else PrivateFormat.PKCS8, NoEncryption()
    )
    public = key.public_key().public_bytes(
        Encoding.DER, PublicFormat.PKCS1 if kind == "RSA" else PublicFormat.SubjectPublicKeyInfo
    )
    read = (decode_rsa_private_key, decode_rsa_public_key) if kind == "RSA" else (decode_ec_private_key, decode_ec_public_key)
    stored = {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.ID: b"\1", pkcs11.Attribute.LABEL: LABEL}
    with token.open(rw=True, user_pin=TOKEN_PIN) as session:
        session.create_object({**read[0](private), **stored, pkcs11.Attribute.SIGN: True, pkcs11.Attribute.PRIVATE: True})
        session.create_object({**read[1](public), **stored, pkcs11.Attribute.VERIFY: True})
        for name, id_, native in ((LABEL, b"\1", own), ("akar", b"\2", root)):
            session.create_object(
                {
                    pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
                    pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    pkcs11.Attribute.TOKEN: True,
                    pkcs11.Attribute.LABEL: name,
                    pkcs11.Attribute.ID: id_,
                    pkcs11.Attribute.SUBJECT: native.subject.public_bytes(),
                    pkcs11.Attribute.VALUE: native.public_bytes(Encoding.DER),
                }
            )


@needs_token
@pytest.mark.parametrize("kind", KINDS)
def test_a_certificate_on_a_token_signs_and_breaks_nothing(tokens: Path, kind: str) -> None:
    assert LIBRARY
    with on_token(LIBRARY, f"kartu-{kind}", TOKEN_PIN) as own:
        assert own.certificate.native == certified(kind)[0] and [one.native for one in own.chain] == [certified(kind)[1]]
        pdf = signed_by(own)
    (note,) = told(pdf)
    assert "“Ada Lestari”, certified by “Penyelenggara Contoh”" in note


@needs_token
def test_a_wrong_pin_a_missing_token_and_a_missing_driver_are_sentences(tokens: Path, tmp_path: Path) -> None:
    assert LIBRARY
    for module, label, pin, kind in [
        (LIBRARY, "kartu-RSA", "000000", WrongPin),
        (LIBRARY, "kartu-lain", TOKEN_PIN, Refused),
        (tmp_path / "none.so", "kartu-RSA", TOKEN_PIN, FileProblem),
    ]:
        with pytest.raises(kind), on_token(module, label, pin):
            pass
    with pytest.raises(Refused), on_token(LIBRARY, "kartu-RSA", TOKEN_PIN, "akar"):
        pass
    other = tmp_path / "no-driver.so"
    other.write_bytes(b"not a library")
    with pytest.raises(Refused), on_token(other, "kartu-RSA", TOKEN_PIN):
        pass


def test_asn1crypto_reads_what_the_file_holds() -> None:
    own = own_certificate(a_file("P-384"), PASSWORD)
    assert isinstance(own.signer.signing_key, asn1_keys.PrivateKeyInfo) and own.digest == "sha384"
