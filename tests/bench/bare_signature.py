"""A signed sheet made, and one validated, by the same libraries with nothing of ours between them; apart from its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

from asn1crypto import keys, x509
from cryptography import x509 as making
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.bench.bare_page import archival, page


def signer() -> Any:
    """A key with a certificate of its own, as the signing library takes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = making.Name([making.NameAttribute(making.NameOID.COMMON_NAME, "Bare")])
    start = datetime(2024, 1, 1, tzinfo=UTC)
    builder = making.CertificateBuilder(name, name, key.public_key(), 1, start, start + timedelta(days=9_000))
    der = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    empty: Any = SimpleCertificateStore
    return SimpleSigner(x509.Certificate.load(der), keys.PrivateKeyInfo.load(raw), empty())


def signed(signer: Any) -> bytes:
    """A page as PDF/A with an attachment and one certification signature."""
    writer = IncrementalPdfFileWriter(BytesIO(archival(page())))
    metadata = PdfSignatureMetadata(field_name="Juror", md_algorithm="sha256", certify=True)
    field = SigFieldSpec("Juror", box=(50, 50, 250, 120))
    out = PdfSigner(metadata, signer, new_field_spec=field).sign_pdf(writer)
    return bytes(out.getvalue())


def validated(pdf: bytes, trusted: Sequence[making.Certificate]) -> Any:
    """What the library says of the first signature, believing the first of these certificates and knowing the others."""
    root, *others = (x509.Certificate.load(one.public_bytes(Encoding.DER)) for one in trusted)
    context = ValidationContext(trust_roots=[root], other_certs=others, allow_fetching=False)
    (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    found = validate_pdf_signature(embedded, context)
    assert found.bottom_line
    return found
