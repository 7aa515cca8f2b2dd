"""Certificates: a chain holds only where every link agrees."""

from datetime import UTC, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from juryapp.errors import FileProblem, Problem, WrongPin
from juryapp.signing.certificates import (
    Certificate,
    is_root,
    issued_by,
    juror_code,
    make_desk,
    make_juror,
    may_sign,
    names_juror,
    read_pem,
)
from juryapp.signing.keys import PrivateKey
from juryapp.signing.pkcs12 import from_pkcs12
from tests.signing.people import AT, an_authority, the_authority


def test_root_desk_and_juror_are_a_chain():
    ours = the_authority()
    _, juror = ours.juror()
    assert is_root(ours.root)
    assert issued_by(ours.desk, ours.root)
    assert issued_by(juror, ours.desk)
    assert all(may_sign(one) for one in (juror, ours.desk, ours.root))
    assert names_juror(juror) and not names_juror(ours.desk)


def test_links_that_were_never_made_do_not_hold():
    ours = the_authority()
    _, juror = ours.juror()
    assert not issued_by(juror, ours.root)
    assert not issued_by(ours.root, ours.desk)
    assert not issued_by(ours.desk, ours.desk)
    assert not issued_by(juror, juror)
    assert not is_root(ours.desk)


def test_another_root_with_the_same_names_did_not_issue_it():
    ours, forged = the_authority(), an_authority()
    assert ours.root.native.subject == forged.root.native.subject
    assert not issued_by(ours.desk, forged.root)
    assert not issued_by(ours.juror()[1], forged.desk)


def test_a_juror_cannot_certify_another():
    ours = the_authority()
    key, juror = ours.juror()
    accomplice = make_juror("J02", "Tamu", "", juror, key, PrivateKey.generate().public, AT)
    assert not issued_by(accomplice, juror)


def test_a_desk_cannot_certify_another_desk():
    ours = the_authority()
    second = make_desk("Sekretariat 2", ours.desk, ours.desk_key, PrivateKey.generate().public, AT)
    assert not issued_by(second, ours.desk)


def test_an_authority_without_key_usage_is_none():
    ours, key = the_authority(), PrivateKey.generate()
    unsigned = (
        x509.CertificateBuilder()
        .subject_name(ours.desk.native.subject)
        .issuer_name(ours.root.native.subject)
        .public_key(key.public.native)
        .serial_number(7)
        .not_valid_before(AT.astimezone(UTC))
        .not_valid_after(AT.astimezone(UTC) + timedelta(days=1))
        .add_extension(x509.BasicConstraints(True, 0), critical=True)
    )
    desk = Certificate.from_native(unsigned.sign(ours.root_key.native, hashes.SHA256()))
    juror = make_juror("J01", "Ada", "", desk, key, PrivateKey.generate().public, AT)
    assert not issued_by(juror, desk)


def test_the_jurors_code_and_name_are_read_back():
    ours = the_authority()
    _, juror = ours.juror(code="J_1.a-b", name="Prof. Dr. Ada Lestari, M.Si.")
    assert juror_code(juror) == "J_1.a-b"
    assert juror.name == "Prof. Dr. Ada Lestari, M.Si."
    assert juror.organisation == "AWARD-26"
    assert juror_code(ours.desk) is None


def test_a_long_name_with_a_line_break_still_makes_a_certificate():
    _, juror = the_authority().juror(name="A\n" + "b" * 200)
    assert juror.name == "A " + "b" * 62


def test_names_differ_between_events():
    assert an_authority("A").desk.native.subject != an_authority("B").desk.native.subject


def test_validity_is_wide_and_no_extended_key_usage_narrows_it():
    _, juror = the_authority().juror()
    assert juror.native.not_valid_before_utc <= AT - timedelta(days=2 * 365)
    assert juror.native.not_valid_after_utc >= AT + timedelta(days=20 * 365)
    with pytest.raises(x509.ExtensionNotFound):
        juror.native.extensions.get_extension_for_class(x509.ExtendedKeyUsage)


def test_a_certificate_survives_der_and_pem():
    ours = the_authority()
    assert Certificate(ours.desk.der) == ours.desk
    assert read_pem((ours.root.pem() + ours.desk.pem()).encode()) == (ours.root, ours.desk)
    assert len(ours.desk.fingerprint) == 64
    with pytest.raises(FileProblem):
        read_pem(b"no certificate")
    with pytest.raises(ValueError):
        Certificate(ours.desk.der[:-1])


def a_pkcs12(key: object, certificate: Certificate | None, password: str = "sandi") -> bytes:
    cipher = serialization.BestAvailableEncryption(password.encode())
    return pkcs12.serialize_key_and_certificates(
        b"juror", key, certificate and certificate.native, [the_authority().desk.native], cipher
    )


def test_a_providers_key_is_read_with_its_password_only():
    key, certificate = the_authority().juror()
    content = a_pkcs12(key.native, certificate)
    read, certificates = from_pkcs12(content, "sandi")
    assert read.public == key.public
    assert certificates == (certificate, the_authority().desk)
    with pytest.raises(WrongPin, match="password"):
        from_pkcs12(content, "salah")


@pytest.mark.parametrize("content", [b"", b"rubbish", b"\x30\x03\x02\x01\x03"])
def test_a_file_that_is_no_pkcs12_is_told(content):
    with pytest.raises(FileProblem):
        from_pkcs12(content, "sandi")


def test_a_providers_key_of_another_kind_is_refused():
    _, certificate = the_authority().juror()
    for key in (rsa.generate_private_key(65537, 1024), ec.generate_private_key(ec.SECP384R1())):
        own = (
            x509.CertificateBuilder(certificate.native.issuer, certificate.native.subject, key.public_key(), 7)
            .not_valid_before(AT.astimezone(UTC))
            .not_valid_after(AT.astimezone(UTC) + timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        with pytest.raises(Problem, match="P-256"):
            from_pkcs12(a_pkcs12(key, Certificate.from_native(own)), "sandi")
