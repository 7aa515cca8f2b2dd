"""Own certificates: from a file and from a token, of each kind of key, beside the journal key's; and what is refused."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    NoEncryption,
    pkcs12,
)

from juryapp.errors import FileProblem, Problem, Refused, WrongPin
from juryapp.signing.own_certificate import OwnCertificate
from juryapp.signing.pades import add_own_signature, approve
from juryapp.signing.pkcs11_token import labels, on_token
from juryapp.signing.pkcs12 import own_certificate
from tests.signing.papers import INK, a_signed_sheet, sheet_data, the_juror
from tests.signing.people import AT
from tests.signing.provider_files import KINDS, PASSWORD, a_file, a_key, certified
from tests.signing.providers import a_foreign_certificate, rsa_key
from tests.signing.test_later_signers import told
from tests.tokens import LIBRARY, TOKEN_PIN, a_token, needs_token

NOW = datetime(2024, 2, 19, 9, 0, tzinfo=UTC)


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


@needs_token
@pytest.mark.parametrize("kind", KINDS)
def test_a_certificate_on_a_token_signs_and_breaks_nothing(kind: str) -> None:
    with on_token(LIBRARY, a_token(kind), TOKEN_PIN) as own:
        assert own.certificate.native == certified(kind, "Ada Lestari")[0] and [one.native for one in own.chain] == [
            certified(kind)[1]
        ]
        pdf = signed_by(own)
    (note,) = told(pdf)
    assert "“Ada Lestari”, certified by “Penyelenggara Contoh”" in note


@needs_token
def test_a_wrong_pin_a_missing_token_and_a_missing_driver_are_sentences(tmp_path: Path) -> None:
    rsa = a_token("RSA")
    for module, label, pin, kind in [
        (LIBRARY, rsa, "000000", WrongPin),
        (LIBRARY, "kartu-lain", TOKEN_PIN, Refused),
        (tmp_path / "none.so", rsa, TOKEN_PIN, FileProblem),
    ]:
        with pytest.raises(kind) as told, on_token(module, label, pin):
            pass
        assert not re.search(r"Error|[a-z][A-Z]", str(told.value).replace(str(module), "")), "no name of a class"
    with pytest.raises(Refused), on_token(LIBRARY, rsa, TOKEN_PIN, "akar"):
        pass
    assert rsa in labels(LIBRARY)
    other = tmp_path / "no-driver.so"
    other.write_bytes(b"not a library")
    with pytest.raises(Refused), on_token(other, rsa, TOKEN_PIN):
        pass
    with pytest.raises(Refused):
        labels(other)


def test_asn1crypto_reads_what_the_file_holds() -> None:
    own = own_certificate(a_file("P-384"), PASSWORD)
    assert isinstance(own.signer.signing_key, asn1_keys.PrivateKeyInfo) and own.digest == "sha384"
