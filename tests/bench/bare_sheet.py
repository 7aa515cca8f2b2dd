"""A signed sheet made by the same libraries with nothing of ours between them. Imports each only where it is used."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import cycle
from typing import Any

import pikepdf
from asn1crypto import keys, x509
from cryptography import x509 as making
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pikepdf import pdfa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from juryapp.documents import fonts

_LINES = 34
"""A real sheet of two criteria says about as much."""


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


def page() -> bytes:
    """A page with about as much text as a score sheet."""
    fonts.register()
    style = ParagraphStyle("bare", fontName=fonts.REGULAR, fontSize=9)
    words = cycle(["Pemerintah Provinsi Contoh", "Kriteria REG", "Delapan puluh lima", "Instansi Contoh K001"])
    lines = [Paragraph(f"{next(words)} {number}", style) for number in range(_LINES)]
    table = Table([[Paragraph(next(words), style) for _ in range(5)] for _ in range(4)])
    out = BytesIO()
    SimpleDocTemplate(out, invariant=1, initialFontName=fonts.REGULAR, lang="id").build([*lines, table])
    return out.getvalue()


def archival(page: bytes) -> bytes:
    """The page as PDF/A-3b, with its data attached."""
    with pikepdf.open(BytesIO(page)) as pdf:
        for each in pdf.pages:
            if pikepdf.Name.Trans in each.obj:
                del each.obj[pikepdf.Name.Trans]
        pdf.attachments["sheet.json"] = pikepdf.AttachedFileSpec(  # type: ignore[call-arg]  # its stubs make what has a default obligatory
            pdf, b"{}" * 800, filename="sheet.json", mime_type="application/json"
        )
        pdfa.prepare(pdf, "3b")
        out = BytesIO()
        pdf.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return out.getvalue()
