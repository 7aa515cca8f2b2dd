"""An own certificate at the enrolment: its key is the juror's; what isn't the juror's, or isn't valid now, is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from juryapp.board.members import juror_of
from juryapp.desk.affiliations import record_affiliations
from juryapp.desk.own_certificate import read_own_certificate
from juryapp.errors import Problem, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.journal.subjects import Subject
from juryapp.signing.trust_store import as_text
from juryapp.store import journal, model_records
from juryapp.verification.authority import Authority
from juryapp.verification.check import check
from juryapp.verification.verdict import Judgement
from tests.builders import NOW, a_desk, a_juror, an_event, look_and_sign, pin_of, score_all

PASSWORD = "sandi-berkas"


def a_p12(
    name: str = "Juri Contoh J01",
    begins: datetime = NOW - timedelta(days=30),
    ends: datetime = NOW + timedelta(days=30),
    curve: ec.EllipticCurve | None = None,
) -> bytes:
    """A provider's file with the key of somebody of this name."""
    key, issuer = ec.generate_private_key(curve or ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    built = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Penyelenggara Contoh")]))
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(begins.astimezone(UTC))
        .not_valid_after(ends.astimezone(UTC))
        .sign(issuer, hashes.SHA256())
    )
    cipher = serialization.BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"juror", key, built, None, cipher)


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with an_event(tmp_path) as event:
        yield event


def test_the_juror_signs_with_the_key_of_the_own_certificate(hq: OpenEvent, tmp_path: Path) -> None:
    known = juror_of(model_records.jurors(hq.file), "J01")
    own = read_own_certificate(a_p12(), PASSWORD, known, hq)
    assert (own.name, own.issuer) == ("Juri Contoh J01", "Penyelenggara Contoh")
    a_desk(hq).enrol("J01", pin_of("J01"), own=own)
    (entry,) = journal.heads_of(hq.file, (Subject.CERTIFICATE, "J01"))
    assert entry.value and entry.value["own"] == as_text(own.certificate.der)
    juror = a_juror(hq)
    assert juror.key is not None and juror.key.public == own.key.public
    score_all(juror, "K01")
    (signed,) = look_and_sign(juror, ["K01"])
    (tmp_path / signed.name).write_bytes(signed.pdf)
    assert check(tmp_path / signed.name, Authority.of_event(hq)).verdict is Judgement.VALID


@pytest.mark.parametrize(
    ("content", "password", "kind"),
    [
        (a_p12(), "salah", WrongPin),
        (b"no certificate", PASSWORD, Problem),
        (a_p12(ends=NOW - timedelta(days=1)), PASSWORD, Refused),
        (a_p12(begins=NOW + timedelta(days=1)), PASSWORD, Refused),
        (a_p12(name="Putu Lain Sekali"), PASSWORD, Refused),
        (a_p12(curve=ec.SECP384R1()), PASSWORD, Problem),
    ],
    ids=["password", "no file", "expired", "not yet", "another person", "another kind"],
)
def test_what_cannot_be_the_jurors_is_told(hq: OpenEvent, content: bytes, password: str, kind: type[Problem]) -> None:
    known = juror_of(model_records.jurors(hq.file), "J01")
    with pytest.raises(kind):
        read_own_certificate(content, password, known, hq)


def test_affiliations_are_put_on_record_once(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    assert record_affiliations(desk, "J01", " Apindo;  Kabupaten  Gianyar, apindo ")
    assert model_records.jurors(hq.file)["J01"].affiliations == ("Apindo", "Kabupaten Gianyar")
    assert not record_affiliations(desk, "J01", "Apindo, Kabupaten Gianyar"), "it is on record already"
    with pytest.raises(Refused):
        record_affiliations(desk, "J01", "x" * 500)
    record_affiliations(desk, "J01", "")
    assert model_records.jurors(hq.file)["J01"].affiliations == ()
