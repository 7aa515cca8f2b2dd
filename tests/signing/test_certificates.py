"""Certificates: a chain holds only where every link agrees."""

from datetime import UTC, timedelta
from itertools import count

import pytest
from asn1crypto.keys import ECDomainParameters, ECPrivateKey, NamedCurve, PrivateKeyInfo
from asn1crypto.pkcs12 import AuthenticatedSafe, Pfx, SafeContents
from asn1crypto.x509 import Certificate as Asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from juryapp.errors import FileProblem, Problem, WrongPin
from juryapp.signing.certificates import (
    Certificate,
    as_written,
    is_root,
    issued_by,
    juror_code,
    make_desk,
    make_juror,
    may_sign,
    names_juror,
    read_pem,
    read_roots,
)
from juryapp.signing.keys import PrivateKey, is_low
from juryapp.signing.pkcs12 import from_pkcs12
from juryapp.text import speaking
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


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("A\n" + "b" * 200, "A…"),
        ("b" * 200, "b" * 61 + "…"),
        ("a" * 30 + " " + "b" * 33, "a" * 30 + " " + "b" * 33),
        ("a" * 30 + " " + "b" * 30 + " M.Si.", "a" * 30 + " " + "b" * 30 + "…"),
        ("a" * 30 + " " + "b" * 29 + ", M.Si.", "a" * 30 + " " + "b" * 29 + "…"),
        (
            "Prof. Dr. Ir. I Gusti Ayu Made Contoh Lestari Dewi, S.T., M.T., Ph.D.",
            "Prof. Dr. Ir. I Gusti Ayu Made Contoh Lestari Dewi, S.T.…",
        ),
        ("Đặng " * 20, "Đặng " * 6 + "Đặng…"),
        ("雪" * 30, "雪" * 20 + "…"),
    ],
)
def test_a_long_name_ends_at_a_word_and_still_makes_a_certificate(name, written):
    _, juror = the_authority().juror(name=name)
    assert juror.name == as_written(name) == written
    assert len(written.encode()) <= 64


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


def a_link(
    issuer: Certificate,
    key: object,
    *,
    public: object | None = None,
    algorithm: hashes.HashAlgorithm | None = None,
    usage: bool = True,
) -> Certificate:
    """A certificate that names `issuer` as its own in every field, signed with `key`."""
    subject = public or PrivateKey.generate().public.native
    above = issuer.native.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        x509.CertificateBuilder(issuer.native.subject, the_authority().juror()[1].native.subject, subject, 7)
        .not_valid_before(AT.astimezone(UTC))
        .not_valid_after(AT.astimezone(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(subject), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(above), critical=False)
    )
    if usage:
        builder = builder.add_extension(the_authority().desk.native.extensions.get_extension_for_class(x509.KeyUsage).value, True)
    made = (Certificate.from_native(builder.sign(key, algorithm or hashes.SHA256())) for _try in count())
    return next(one for one in made if is_low(one.native.signature))


def test_a_link_that_agrees_in_everything_must_still_be_signed_by_the_issuers_key():
    ours = the_authority()
    assert issued_by(a_link(ours.desk, ours.desk_key.native), ours.desk)
    assert not issued_by(a_link(ours.desk, PrivateKey.generate().native), ours.desk)


def test_a_link_of_another_algorithm_or_for_another_kind_of_key_does_not_hold():
    ours = the_authority()
    assert not issued_by(a_link(ours.desk, ours.desk_key.native, algorithm=hashes.SHA384()), ours.desk)
    other = rsa.generate_private_key(65537, 1024).public_key()
    assert not issued_by(a_link(ours.desk, ours.desk_key.native, public=other), ours.desk)


def test_a_link_that_does_not_tell_which_key_it_hangs_on_does_not_hold():
    ours, key, at = the_authority(), PrivateKey.generate(), AT.astimezone(UTC)
    names = ours.desk.native.subject, x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Ada")])
    bare = x509.CertificateBuilder(*names, key.public.native, 7, at, at + timedelta(days=9))
    assert not issued_by(Certificate.from_native(bare.sign(ours.desk_key.native, hashes.SHA256())), ours.desk)


def test_only_a_certificate_of_our_kind_of_key_with_a_key_usage_may_sign():
    ours = the_authority()
    assert may_sign(a_link(ours.desk, ours.desk_key.native))
    assert not may_sign(a_link(ours.desk, ours.desk_key.native, usage=False))
    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    assert not may_sign(a_link(ours.desk, ours.desk_key.native, public=other))


def test_a_certificate_that_says_the_same_thing_twice_is_none():
    content = Asn1.load(the_authority().desk.der)
    extensions = content["tbs_certificate"]["extensions"]
    extensions.append(extensions[0].copy())
    with pytest.raises(ValueError, match="not a certificate"):
        Certificate(content.dump(force=True))


def test_a_file_without_key_or_certificate_is_told():
    key, certificate = the_authority().juror()
    for content in (a_pkcs12(None, certificate), a_pkcs12(key.native, None)):
        with pytest.raises(Problem, match="no key with its certificate"):
            from_pkcs12(content, "sandi")


def a_bare_pkcs12(*bags: dict[str, object]) -> bytes:
    """A file without encryption or MAC, as any tool may make it."""
    safe = AuthenticatedSafe([{"content_type": "data", "content": SafeContents(bags).dump()}])
    return Pfx({"version": "v3", "auth_safe": {"content_type": "data", "content": safe.dump()}}).dump()


def a_key_bag(key: PrivateKey) -> dict[str, object]:
    return {"bag_id": "key_bag", "bag_value": PrivateKeyInfo.load(key.pkcs8())}


def a_certificate_bag(certificate: Certificate) -> dict[str, object]:
    return {"bag_id": "cert_bag", "bag_value": {"cert_id": "x509", "cert_value": Asn1.load(certificate.der)}}


def test_a_key_beside_someone_elses_certificate_has_none():
    (key, certificate), (other, _) = the_authority().juror(), the_authority().juror()
    read, (own, *_others) = from_pkcs12(a_bare_pkcs12(a_key_bag(key), a_certificate_bag(certificate)), "sandi")
    assert (read.public, own) == (key.public, certificate)
    with pytest.raises(Problem, match="no key with its certificate"):
        from_pkcs12(a_bare_pkcs12(a_key_bag(other), a_certificate_bag(certificate)), "sandi")


def test_a_providers_key_on_a_curve_that_nobody_here_knows_is_refused():
    NamedCurve.register("sm2", "1.2.156.10197.1.301", 32)
    curve = ECDomainParameters("named", NamedCurve("sm2"))
    private = ECPrivateKey({"version": 1, "private_key": 7, "parameters": curve})
    info = PrivateKeyInfo(
        {"version": 0, "private_key_algorithm": {"algorithm": "ec", "parameters": curve}, "private_key": private}
    )
    with pytest.raises(Problem, match="P-256"):
        from_pkcs12(a_bare_pkcs12({"bag_id": "key_bag", "bag_value": info}), "sandi")


@pytest.mark.parametrize("content", [b"", b"no certificate", b"\x30\x82\x01\x00abc", b"\x30\x80" + bytes(50)])
def test_a_file_without_a_services_certificate_is_told_as_that_and_not_as_headquarters(content: bytes) -> None:
    ours = the_authority()
    assert read_roots(ours.root.der) == read_roots(ours.root.pem().encode()) == (ours.root,)
    with speaking("en"), pytest.raises(FileProblem, match="in PEM or DER form; choose the one that the time stamping service's"):
        read_roots(content)
