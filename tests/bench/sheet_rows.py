"""Row of the signed sheet, against the same libraries used with nothing of ours between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import cycle
from pathlib import Path
from typing import Any

from juryapp.desk.sheets import sign_sheets
from juryapp.documents import fonts
from tests.bench.measure import Row, compare, processor_seconds, seconds
from tests.builders import a_candidate, a_juror, a_setup, an_event, score_all

LINES = 34
"""A real sheet of two criteria says about as much."""


def signed_sheet(folder: Path, rounds: int) -> Iterator[Row]:
    """Everything from the juror's word to the stored signature; against page, PDF/A, one P-256 signature, stored nowhere."""
    numbers = [f"K{number:03d}" for number in range(2 * rounds + 1)]
    hq = an_event(folder, a_setup(candidates=tuple(map(a_candidate, numbers)), slots=()), ("J01",))
    desk = a_juror(hq, "J01")
    for number in numbers:
        score_all(desk, number)
    sign_sheets(desk, [numbers[-1]])
    signer = _signer()
    _bare(signer)
    left = iter(numbers)
    for what, watch in (
        ("reportlab + PDF/A + one signature", processor_seconds),
        ("the same, with the disk's syncs", seconds),
    ):
        yield compare(
            f"a signed sheet ({what})",
            "1.1x",
            rounds,
            lambda _, watch=watch: watch(lambda: sign_sheets(desk, [next(left)])),  # type: ignore[misc]
            lambda _, watch=watch: watch(lambda: _bare(signer)),  # type: ignore[misc]
        )
    hq.close()


def _signer() -> Any:
    from asn1crypto import keys, x509
    from cryptography import x509 as making
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = ec.generate_private_key(ec.SECP256R1())
    name = making.Name([making.NameAttribute(making.NameOID.COMMON_NAME, "Bare")])
    start = datetime(2024, 1, 1, tzinfo=UTC)
    builder = making.CertificateBuilder(name, name, key.public_key(), 1, start, start + timedelta(days=9_000))
    der = builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)
    raw = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(x509.Certificate.load(der), keys.PrivateKeyInfo.load(raw), SimpleCertificateStore())


def _bare(signer: Any) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    writer = IncrementalPdfFileWriter(BytesIO(_archival(_page())))
    metadata = PdfSignatureMetadata(field_name="Juror", md_algorithm="sha256", certify=True)
    field = SigFieldSpec("Juror", box=(50, 50, 250, 120))
    return PdfSigner(metadata, signer, new_field_spec=field).sign_pdf(writer).getvalue()


def _page() -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    fonts.register()
    style = ParagraphStyle("bare", fontName=fonts.REGULAR, fontSize=9)
    words = cycle(["Pemerintah Provinsi Contoh", "Kriteria REG", "Delapan puluh lima", "Instansi Contoh K001"])
    lines = [Paragraph(f"{next(words)} {number}", style) for number in range(LINES)]
    table = Table([[Paragraph(next(words), style) for _ in range(5)] for _ in range(4)])
    out = BytesIO()
    SimpleDocTemplate(out, invariant=1, initialFontName=fonts.REGULAR, lang="id").build([*lines, table])
    return out.getvalue()


def _archival(page: bytes) -> bytes:
    import pikepdf
    from pikepdf import pdfa

    with pikepdf.open(BytesIO(page)) as pdf:
        for each in pdf.pages:
            if pikepdf.Name.Trans in each.obj:
                del each.obj[pikepdf.Name.Trans]
        pdf.attachments["sheet.json"] = pikepdf.AttachedFileSpec(
            pdf, b"{}" * 800, filename="sheet.json", mime_type="application/json"
        )
        pdfa.prepare(pdf, "3b")
        out = BytesIO()
        pdf.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return out.getvalue()
