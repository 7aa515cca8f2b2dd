"""Builders: signatures by people and machines whom the event doesn't certify: providers, time stamps, proofs for archives."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import keys
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from juryapp.signing.certificates import Certificate
from juryapp.signing.keys import PrivateKey
from juryapp.signing.pades import Signer
from tests.signing.papers import Page
from tests.signing.people import AT

_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


def a_foreign_certificate(name: str, key: Any, issuer: tuple[x509.Certificate, Any] | None = None, *more: Any) -> Certificate:
    """A certificate of anyone's making; without `issuer` it certifies itself."""
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    above, signing = (issuer[0].subject, issuer[1]) if issuer else (subject, key)
    builder = x509.CertificateBuilder(above, subject, key.public_key(), x509.random_serial_number(), _FROM, _UNTIL)
    builder = builder.add_extension(x509.BasicConstraints(issuer is None, None), critical=True)
    for extension in more:
        builder = builder.add_extension(extension, critical=True)
    return Certificate.from_native(builder.sign(signing, hashes.SHA256()))


@cache
def rsa_key(_number: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def a_provider(name: str = "Ada Lestari", authority: str = "Penyelenggara Contoh") -> Signer:
    """Someone with an RSA key and an authority of their own, as certified providers have."""
    root = a_foreign_certificate(authority, rsa_key(0))
    return Signer(PrivateKey(rsa_key(1)), a_foreign_certificate(name, rsa_key(1), (root.native, rsa_key(0))), (root,))


def signed_by_provider(
    pdf: bytes, signer: Signer | None = None, field: str = "PSrE", digest: str = "sha256", subfilter: str = "PADES"
) -> bytes:
    """The document with a provider's signature, as its program makes it."""
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm=digest, subfilter=SigSeedSubFilter[subfilter])
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return PdfSigner(metadata, _simple(signer or a_provider())).sign_pdf(writer, existing_fields_only=True).getvalue()


def in_its_own_field(
    pdf: bytes,
    field: str = "Signature1",
    box: tuple[float, ...] | None = None,
    signer: Signer | None = None,
    style: BaseStampStyle | None = None,
    page: int = 0,
) -> bytes:
    """The document with the signature of a provider whose program makes a field of its own; without `box` it isn't seen."""
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    spec = SigFieldSpec(field, on_page=page, box=box)
    made = PdfSigner(metadata, _simple(signer or a_provider()), stamp_style=style, new_field_spec=spec)
    return made.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()


def certified_elsewhere(page: Page, signer: Signer, digest: str = "sha256") -> bytes:
    """The page with all its fields and a first signature, made with another program."""
    writer = IncrementalPdfFileWriter(BytesIO(page.pdf))
    for field in page.fields:
        append_signature_field(writer, SigFieldSpec(field.name, field.page, field.box))
    metadata = PdfSignatureMetadata(field_name="Juror", md_algorithm=digest, certify=True, subfilter=SigSeedSubFilter.PADES)
    return PdfSigner(metadata, _simple(signer)).sign_pdf(writer, existing_fields_only=True).getvalue()


def with_proofs(pdf: bytes) -> bytes:
    """One revision more that holds certificates: a document security store."""
    out = BytesIO(pdf)
    DocumentSecurityStore.add_dss(out, sig_contents=None, certs=[asn1.Certificate.load(a_provider().certificate.der)])
    return out.getvalue()


def time_stamped(
    pdf: bytes = b"",
    stamps: type[DummyTimeStamper] = DummyTimeStamper,
    writer: IncrementalPdfFileWriter | None = None,
    field: str | None = None,
) -> bytes:
    """The document with a time stamp; `writer` may hold other changes of the same revision, `field` exist already."""
    purpose = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
    root = a_foreign_certificate("Penyelenggara Contoh", rsa_key(0))
    own = a_foreign_certificate("Stempel Waktu Contoh", rsa_key(2), (root.native, rsa_key(0)), purpose)
    simple = _simple(Signer(PrivateKey(rsa_key(2)), own))
    stamper = stamps(simple.signing_cert, simple.signing_key, SimpleCertificateStore(), fixed_dt=AT)
    out = writer or IncrementalPdfFileWriter(BytesIO(pdf))
    return PdfTimeStamper(stamper, field_name=field).timestamp_pdf(out, "sha256").getvalue()


def _simple(signer: Signer) -> SimpleSigner:
    raw = signer.key.native.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    chain = SimpleCertificateStore.from_certs([asn1.Certificate.load(one.der) for one in signer.chain])
    return SimpleSigner(asn1.Certificate.load(signer.certificate.der), keys.PrivateKeyInfo.load(raw), chain)
