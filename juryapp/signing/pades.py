"""PAdES: signatures in PDFs (ETSI EN 319 142, baseline B-B), each one incremental revision. Judges nothing (verify.py does).

The file stays what it was: PDF/A-3b, its header's version, its metadata. A signed file is only ever appended to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, cast

from asn1crypto.x509 import Certificate as Asn1Certificate
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields as pyhanko_fields
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import ExternalSigner, PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from juryapp.errors import FileProblem, Refused
from juryapp.signing.appearance import appearance
from juryapp.signing.certificates import Certificate
from juryapp.signing.cms_writing import cms_container
from juryapp.signing.fields import SEAL, Field
from juryapp.signing.ink import Ink
from juryapp.signing.keys import PrivateKey
from juryapp.signing.own_certificate import OwnCertificate

_CMS_BYTES = 1024
"""What a CMS needs besides its certificates: names, attributes and a P-256 signature take about 700 bytes."""


@dataclass(frozen=True)
class Signer:
    """Who signs, and how others trace the signature to the root."""

    key: PrivateKey
    certificate: Certificate
    chain: tuple[Certificate, ...] = ()
    """The desk's certificate for a juror; nothing for the desk itself, headquarters or a certified provider's key."""


def certify(
    pdf: bytes,
    fields: Sequence[Field],
    name: str,
    signer: Signer,
    appearance: Ink | str | None,
    at: datetime,
    *,
    last: str | None = None,
    certifies: bool = True,
) -> bytes:
    """The PDF with all its signature fields and the certification signature (DocMDP P=2) in field `name`, one revision.

    `certifies=False` leaves DocMDP out, for providers' programs that refuse a certified document.

    `last` names the field whose later signature closes the document to all but headquarters' seal (the chair's).
    `at` is the claimed time of signing. Raises `Refused` for a PDF that has signature fields already.
    """
    writer = update_of(pdf)
    if "/AcroForm" in writer.root:
        raise Refused("This document already has signature fields; only a fresh document can be signed first.")
    for field in fields:
        pyhanko_fields.append_signature_field(writer, _specification(field, closes=field.name == last))
    metadata = _metadata(name, certify=certifies)
    return _sign(writer, metadata, signer, appearance, at)


def approve(
    pdf: bytes,
    name: str,
    signer: Signer,
    appearance: Ink | str | None,
    at: datetime,
) -> bytes:
    """The PDF with an approval signature in its empty field `name`, one more revision.

    In the field that `certify` prepared as the last (the chair's) it closes the document: only headquarters can add a seal.
    Raises `Refused` if the field is missing, is signed, or is closed by a signature before.
    """
    writer = update_of(pdf)
    _check_open(writer, name)
    return _sign(writer, _metadata(name, certify=False), signer, appearance, at)


def update_of(pdf: bytes) -> IncrementalPdfFileWriter:
    """A revision more of this file, still empty. Raises `FileProblem` for bytes that are no PDF."""
    try:
        return _writer_class()(BytesIO(pdf))
    except (PdfError, ValueError, OSError) as error:
        raise FileProblem("This PDF can't be read, so it can't be signed; make the document again.") from error


@lru_cache(maxsize=1)
def _writer_class() -> type[IncrementalPdfFileWriter]:
    """The library's writer, told to leave the document's version and metadata alone; PDF/A-3 wants both unchanged."""

    class UnchangedWriter(IncrementalPdfFileWriter):  # type: ignore[misc, unused-ignore]
        output_version = (1, 4)

        def _update_meta(self) -> None:
            """Nothing: the present time and the library's name don't belong to the document."""

    return UnchangedWriter


def _specification(field: Field, *, closes: bool) -> Any:
    return SigFieldSpec(
        sig_field_name=field.name,
        on_page=field.page,
        box=cast(Any, field.box),  # fractions of a point are taken too
        field_mdp_spec=FieldMDPSpec(FieldMDPAction.EXCLUDE, [SEAL]) if closes else None,
        doc_mdp_update_value=MDPPerm.FILL_FORMS if closes else None,
    )


def _metadata(name: str, *, certify: bool) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def _check_open(writer: IncrementalPdfFileWriter, name: str) -> None:
    signed = {field: reference for field, value, reference in enumerate_sig_fields(writer.prev) if value is not None}
    empty = {field for field, value, _reference in enumerate_sig_fields(writer.prev) if value is None}
    if name in signed:
        raise Refused("The field “{field}” of this document is signed already.", field=name)
    if name not in empty:
        raise Refused("This document has no field “{field}” to sign in.", field=name)
    for field, reference in signed.items():
        lock = EmbeddedPdfSignature(writer.prev, reference.get_object(), field).fieldmdp
        if lock is not None and lock.is_locked(name):
            raise Refused("The last signature closed this document; only headquarters can still add its seal.")


def _sign(
    writer: IncrementalPdfFileWriter,
    metadata: PdfSignatureMetadata,
    signer: Signer,
    appearance: Ink | str | None,
    at: datetime,
) -> bytes:
    session = _pdf_signer(metadata, signer, appearance).init_signing_session(writer, existing_fields_only=True)
    session.system_time = at.replace(microsecond=0)
    certificates = sum(len(one.der) for one in (signer.certificate, *signer.chain))
    document = session.prepare_tbs_document(None, bytes_reserved=2 * (certificates + _CMS_BYTES))
    digest, output = document.digest_tbs_document()
    digest.fill_with_cms(output, cms_container(signer.certificate, signer.chain, digest.document_digest, signer.key.sign))
    return bytes(output.getvalue())


def add_own_signature(pdf: bytes, name: str, own: OwnCertificate, at: datetime) -> bytes:
    """The PDF with the signature of a provider's certificate in its empty field `name`, one more revision.

    Raises `Refused` as `approve`.
    """
    writer = update_of(pdf)
    _check_open(writer, name)
    metadata = PdfSignatureMetadata(field_name=name, md_algorithm=own.digest, subfilter=SigSeedSubFilter.PADES)
    session = _keeping_version(metadata, own.signer, _stamp_style(None)).init_signing_session(writer, existing_fields_only=True)
    session.system_time = at.replace(microsecond=0)
    document = session.prepare_tbs_document(None, bytes_reserved=own.room)
    digest, output = document.digest_tbs_document()
    digest.fill_with_cms(output, own.container(digest.document_digest))
    return bytes(output.getvalue())


def _pdf_signer(metadata: PdfSignatureMetadata, signer: Signer, appearance: Ink | str | None) -> Any:
    return _keeping_version(metadata, _cms_signer(signer), _stamp_style(appearance))


def _keeping_version(metadata: PdfSignatureMetadata, signer: Any, style: Any) -> Any:
    class KeepsVersion(PdfSigner):  # type: ignore[misc, unused-ignore]
        def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
            """None: the library's own step makes the file PDF 2.0, which PDF/A-3 isn't."""

    return KeepsVersion(metadata, signer, stamp_style=style)


@lru_cache(maxsize=64)
def _asn1(certificate: Certificate) -> Any:
    return Asn1Certificate.load(certificate.der)


def _cms_signer(signer: Signer) -> Any:
    """Who signs, as far as the library must know for the document; the container is our own."""
    store: Any = SimpleCertificateStore
    return ExternalSigner(signing_cert=_asn1(signer.certificate), cert_registry=store())


def _stamp_style(signature: Ink | str | None) -> Any:
    """What the library asks to draw the widget: our paths, compressed, in a form of their own."""
    pdf: Any = generic

    class Drawing:
        def __init__(self, writer: Any, width: float, height: float) -> None:
            content = appearance(signature, width, height) if signature is not None else b""
            box = pdf.ArrayObject([pdf.FloatObject(f"{side:g}") for side in (0, 0, width, height)])
            form = {"/Type": pdf.pdf_name("/XObject"), "/Subtype": pdf.pdf_name("/Form"), "/BBox": box}
            form["/Resources"] = pdf.DictionaryObject()
            stream = pdf.StreamObject({pdf.pdf_name(name): value for name, value in form.items()}, stream_data=content)
            stream.compress()
            self.reference = writer.add_object(stream)

        def apply_appearance(self, annotation: Any) -> None:
            annotation[pdf.pdf_name("/AP")] = pdf.DictionaryObject({pdf.pdf_name("/N"): self.reference})

    class StampStyle(BaseStampStyle):  # type: ignore[misc, unused-ignore]
        def create_stamp(self, writer: Any, box: Any, text_params: Any) -> Any:
            return Drawing(writer, box.width, box.height)

    return StampStyle()
