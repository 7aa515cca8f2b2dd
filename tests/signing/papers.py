"""Builders: a small document that is drawn the same each time from its data, and signed versions of it."""

import json
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from asn1crypto import keys, x509
from font_source_sans_pro import font_files_ttf
from pikepdf import AttachedFileSpec, Name, String, pdfa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from juryapp.signing.certificates import Certificate
from juryapp.signing.fields import Field, Kept
from juryapp.signing.ink import Ink
from juryapp.signing.keys import is_low
from juryapp.signing.pades import Signer, approve, certify
from tests.signing.people import AT, Authority, the_authority

INK = Ink((((0.0, 0.0, 0.2), (20.0, 30.0, 0.9), (40.0, 5.0, 0.4), (70.0, 25.0, 0.6)), ((80.0, 10.0, 0.5),)))
SHEET_FIELDS = (
    Field("Juror", 0, (60.0, 80.0, 240.0, 130.0)),
    Field("Chair", 0, (300.0, 80.0, 480.0, 130.0)),
    Field("PSrE"),
    Field("HQ_Seal"),
)
MINUTES_FIELDS = (
    Field("Desk", 0, (60.0, 150.0, 240.0, 200.0)),
    Field("Juror_J01", 0, (60.0, 80.0, 240.0, 130.0)),
    Field("Juror_J02", 0, (60.0, 20.0, 240.0, 70.0)),
    Field("Chair", 0, (300.0, 80.0, 480.0, 130.0)),
    Field("HQ_Seal"),
)


@dataclass(frozen=True)
class Page:
    pdf: bytes
    fields: tuple[Field, ...]
    kept: tuple[Kept, ...] = ()
    certifies: bool = True

    def opened(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.pdf))


def sheet_data(juror: str = "J01", points: str = "85", **more: object) -> bytes:
    value = {"kind": "score sheet", "juror": {"code": juror}, "points": points, "sheet": f"AWARD-26/K01/{juror}", **more}
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def minutes_data(**more: object) -> bytes:
    signers = {"Desk": "desk", "Juror_J01": "J01", "Juror_J02": "J02", "Chair": "J03", "HQ_Seal": "hq"}
    value = {"kind": "minutes", "signers": signers, "points": "-", **more}
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def draw(data: bytes, qr: str | None) -> Page:
    """The page that shows `data`: as the documents' room does it, but small."""
    return _drawn(data, qr)


@cache
def _drawn(data: bytes, qr: str | None) -> Page:
    value = json.loads(data)
    fields = SHEET_FIELDS if value["kind"] == "score sheet" else MINUTES_FIELDS
    kept = tuple(Kept(code, page, tuple(box)) for code, page, box in value.get("kept", ()))
    return Page(_pdfa(_canvas(value["points"], qr), data, qr), fields, kept, value.get("certifies", True))


def _canvas(points: str, qr: str | None) -> bytes:
    pdfmetrics.registerFont(TTFont("Paper", font_files_ttf["SourceSansPro"]))
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, pdfVersion=(1, 7), initialFontName="Paper")
    canvas.setFont("Paper", 14)
    canvas.drawString(60, 700, f"Points: {points}")
    canvas.drawString(60, 660, qr or "no code")
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pdfa(drawn: bytes, data: bytes, qr: str | None) -> bytes:
    with pikepdf.open(BytesIO(drawn)) as pdf:
        del pdf.pages[0].obj["/Trans"]
        for key in list(pdf.docinfo):
            del pdf.docinfo[str(key)]
        texts = {"sheet.json": data} | ({"qr.txt": qr.encode()} if qr else {})
        for name, content in texts.items():
            spec = AttachedFileSpec(pdf, content, filename=name, mime_type="text/plain", mod_date="D:20260219093000Z")  # type: ignore[call-arg]  # its stubs make what has a default obligatory
            spec.obj[Name.AFRelationship] = Name.Source
            pdf.attachments[name] = spec
        pdfa.prepare(pdf, "3b")
        packet = pdf.Root.Metadata.read_bytes().decode()
        packet = re.sub(r"(<xmp:MetadataDate>)[^<]*", r"\g<1>2026-02-19T09:30:00+08:00", packet)
        pdf.Root.Metadata.write(re.sub(r"(<pdf:Producer>)[^<]*", r"\g<1>Paper", packet).encode())
        pdf.docinfo["/Producer"] = String("Paper")
        out = BytesIO()
        pdf.save(out, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return out.getvalue()


def juror_signer(code: str = "J01", ours: Authority | None = None) -> Signer:
    ours = ours or the_authority()
    key, certificate = ours.juror(code, f"Juror {code}")
    return Signer(key, certificate, (ours.desk,))


def desk_signer(ours: Authority | None = None) -> Signer:
    ours = ours or the_authority()
    return Signer(ours.desk_key, ours.desk)


@cache
def the_juror(code: str = "J01") -> Signer:
    return juror_signer(code)


def a_signed_sheet(signer: Signer | None = None, data: bytes | None = None, appearance: Ink | str | None = INK) -> bytes:
    page = draw(data or sheet_data(), "JURY1:CODE")
    return certify(page.pdf, page.fields, "Juror", signer or the_juror(), appearance, AT)


def the_minutes(*codes: str, chair: bool = False, seal: bool = False, **more: object) -> bytes:
    page, ours = draw(minutes_data(**more), None), the_authority()
    pdf = certify(page.pdf, page.fields, "Desk", desk_signer(), "Sekretariat", AT, last="Chair", certifies=page.certifies)
    for minute, code in enumerate(codes):
        pdf = approve(pdf, f"Juror_{code}", the_juror(code), INK, AT + timedelta(minutes=minute))
    if chair:
        pdf = approve(pdf, "Chair", the_juror("J03"), "Ketua", AT)
    if seal:
        pdf = approve(pdf, "HQ_Seal", Signer(ours.root_key, ours.root), None, AT)
    return pdf


def signed_elsewhere(pdf: bytes, field: str, signer: Signer, text: str | None = None) -> bytes:
    """An approval by another program, which asks no one and may write a text into the widget."""

    def asn1(kind: Any, der: bytes) -> Any:
        return kind.load(der)

    store: Any = SimpleCertificateStore
    chain = store.from_certs([asn1(x509.Certificate, one.der) for one in signer.chain])

    class LowSigner(SimpleSigner):
        """A program that makes low signatures, as many do; without it half of these would be refused for that alone."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            made: bytes = await super().async_sign_raw(data, digest_algorithm, dry_run)
            while not dry_run and not is_low(made):
                made = await super().async_sign_raw(data, digest_algorithm, dry_run)
            return made

    own = LowSigner(asn1(x509.Certificate, signer.certificate.der), asn1(keys.PrivateKeyInfo, signer.key.pkcs8()), chain)
    metadata = PdfSignatureMetadata(field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    style = TextStampStyle(stamp_text=text) if text else None
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return bytes(PdfSigner(metadata, own, stamp_style=style).sign_pdf(writer, existing_fields_only=True).getvalue())


def without_chain(signer: Signer) -> Signer:
    return replace(signer, chain=())


def with_chain(signer: Signer, *chain: Certificate) -> Signer:
    return replace(signer, chain=chain)
