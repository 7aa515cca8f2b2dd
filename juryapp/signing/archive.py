"""Archive: what keeps a signed document provable for decades: headquarters' seal, validation data, an archive time stamp.

PAdES baseline B-LT and B-LTA (ETSI EN 319 142-1, 5.4 and 5.5): each is one more revision of the file, and nothing before it
changes. Not here: which documents, and from where a time stamp comes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto.cms import ContentInfo
from asn1crypto.parser import peek
from asn1crypto.x509 import Certificate as Asn1Certificate
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore

from juryapp.errors import Problem
from juryapp.signing.certificates import Certificate, issued_by
from juryapp.signing.fields import SEAL
from juryapp.signing.keys import PrivateKey
from juryapp.signing.pades import Signer, approve, update_of
from juryapp.signing.time_stamp import TimeStamp, read_token

Ask = Callable[[bytes], bytes]
"""Gives the time stamp for a SHA-256; raises `Problem`."""
STAMP = "Time_Stamp_"
"""Time stamps' fields are numbered, from 1."""
_ROOM = 8_000
"""Bytes that a time stamp may have: two or three certificates and a signature of RSA 4096."""


def sealed(pdf: bytes, key: PrivateKey, root: Certificate, at: datetime) -> bytes:
    """The document with headquarters' seal, an approval signature of its root. Raises as `approve`."""
    return approve(pdf, SEAL, Signer(key, root), None, at)


def with_validation_data(pdf: bytes, known: Sequence[Certificate]) -> bytes:
    """The document with the certificates that prove each of its signatures, as far as they came along or are `known`.

    Nobody publishes which of the event's certificates were revoked (the journal tells which keys were replaced), and nothing
    is fetched: so no revocation lists are there. The same certificates once more add nothing.
    """
    with_proofs: Any = update_of(pdf)
    reader, output = with_proofs.prev, BytesIO()
    store = _store(with_proofs)
    before = set(store.vri_entries)
    for _name, value, _field in enumerate_sig_fields(reader):
        if value is None:
            continue
        contents = bytes(value.get_object()["/Contents"])
        name = store.sig_content_identifier(contents.hex().upper().encode())
        if name not in before:
            store.register_vri(name, certs=_chain(contents, known))
    if set(store.vri_entries) == before:
        return pdf
    held = store.as_pdf_object()
    if "/DSS" not in with_proofs.root:
        with_proofs.root[pdf_name("/DSS")] = with_proofs.add_object(held)
        with_proofs.update_root()
    with_proofs.write(output)
    return output.getvalue()


def _store(writer: Any) -> Any:
    return DocumentSecurityStore.read_dss(writer) if "/DSS" in writer.root else DocumentSecurityStore(writer)


def _chain(contents: bytes, known: Sequence[Certificate]) -> list[Any]:
    """The certificates in a signature's container, and whoever among `known` issued one of them, up to a root."""
    signed = ContentInfo.load(contents[: peek(contents)])["content"]
    found = [Certificate(choice.chosen.dump()) for choice in signed["certificates"]]
    for one in found:  # grows meanwhile
        found.extend(issuer for issuer in known if issuer not in found and _may_have_issued(issuer, one))
    return [Asn1Certificate.load(one.der) for one in found]


def _may_have_issued(issuer: Certificate, one: Certificate) -> bool:
    """By our own rules, or for a provider's certificates by their names: what is put down here is trusted by nobody for that."""
    return issued_by(one, issuer) or one.native.issuer == issuer.native.subject


def time_stamped(pdf: bytes, ask: Ask) -> tuple[bytes, TimeStamp]:
    """The document with one more archive time stamp over all that is in it. Raises what `ask` raises, and `Problem`."""
    room = _ROOM
    while True:
        digest, output = _prepared(pdf, room)
        token = ask(digest.document_digest)
        if len(token) <= room:
            digest.fill_with_cms(output, token)
            stamp = read_token(token, digest.document_digest)
            if isinstance(stamp, Problem):
                raise stamp
            return bytes(output.getvalue()), stamp
        room = len(token) + _ROOM  # asked once more: the digest covers the room too


def _prepared(pdf: bytes, room: int) -> tuple[Any, Any]:
    writer = update_of(pdf)
    fields = {name for name, _value, _field in enumerate_sig_fields(writer.prev)}
    number = next(number for number in range(1, len(fields) + 2) if f"{STAMP}{number}" not in fields)
    name = f"{STAMP}{number}"
    place = SigFieldSpec(sig_field_name=name, invis_sig_settings=InvisSigSettings())
    steps: Any = PdfCMSEmbedder(new_field_spec=place).write_cms(field_name=name, writer=writer)
    next(steps)
    placeholder: Any = DocumentTimestamp
    steps.send(SigObjSetup(sig_placeholder=placeholder(bytes_reserved=2 * room)))
    digest, output = steps.send(SigIOSetup(md_algorithm="sha256"))
    return digest, output
