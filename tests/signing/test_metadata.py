"""Every statement in a document's metadata is compared, in whatever form and language it stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from juryapp.documents.page import Rendered
from juryapp.documents.score_sheet import render
from juryapp.signing.metadata import statements
from juryapp.signing.pades import certify
from juryapp.signing.verify import Trust, examine
from juryapp.text import speaking
from tests.documents.builders import NOW, a_sheet
from tests.signing.papers import INK, juror_signer
from tests.signing.people import the_authority
from tests.signing.providers import signed_by_provider
from tests.signing.test_verify import update

DOCUMENT = "isn't what Juryapp makes"
OTHER = '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></rdf:Description></rdf:RDF>'
CHANGES: dict[str, Callable[[str], str]] = {
    "another language": lambda text: text.replace("</rdf:Alt>", '<rdf:li xml:lang="id-ID">Total 99</rdf:li></rdf:Alt>', 1),
    "no language": lambda text: text.replace("</rdf:Alt>", "<rdf:li>Total 99</rdf:li></rdf:Alt>", 1),
    "a second title": lambda text: text.replace("</rdf:RDF>", OTHER.format("Total 99"), 1),
    "a comment": lambda text: text.replace("</rdf:RDF>", "</rdf:RDF><!-- Total 99 -->", 1),
    "an attribute": lambda text: text.replace('<rdf:li xml:lang="x-default">', '<rdf:li xml:lang="x-default" total="99">', 1),
    "words between": lambda text: text.replace("</rdf:RDF>", "Total 99</rdf:RDF>", 1),
    "words behind": lambda text: text.replace("<?xpacket end", "Total 99<?xpacket end", 1),
    "about another": lambda text: text.replace('rdf:about=""', 'rdf:about="Total 99"', 1),
    "an instruction": lambda text: text.replace("</rdf:RDF>", "<?total 99?></rdf:RDF>", 1),
    "an entity": lambda text: '<!DOCTYPE x [<!ENTITY t "99">]>' + text,
    "no packet": lambda _text: "Total 99",
    "nothing": lambda _text: "",
}
NO_PROGRAM_SIGNS = {"no packet", "nothing", "words behind"}
"""The provider's program in these tests refuses to sign such files."""


@cache
def page() -> Rendered:
    return render(a_sheet(), None)


def signed(pdf: bytes) -> bytes:
    return certify(pdf, page().fields, "Juror", juror_signer("J06", the_authority()), INK, NOW)


def why(pdf: bytes) -> str:
    with speaking("en"):
        return " ".join(map(str, examine(pdf, Trust(the_authority().root), render).faults))


def with_packet(pdf: bytes, change: Callable[[str], str]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        before = document.Root.Metadata.read_bytes().decode()
        assert change(before) != before
        document.Root.Metadata.write(change(before).encode())
        document.save(out, fix_metadata_version=False)
    return out.getvalue()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_juror_who_writes_other_metadata_under_the_own_signature_is_named(change: Callable[[str], str]) -> None:
    assert why(signed(page().pdf)) == ""
    assert DOCUMENT in why(signed(with_packet(page().pdf, change)))


@pytest.mark.parametrize("name", sorted(set(CHANGES) - NO_PROGRAM_SIGNS))
def test_metadata_that_a_later_program_wrote_anew_state_the_same_or_are_named(name: str) -> None:
    honest = signed_by_provider(signed(page().pdf))
    assert why(honest) == "" and statements(packet(honest)) != statements(packet(page().pdf)), (
        "the provider's program notes itself"
    )
    assert DOCUMENT in why(signed_by_provider(signed(with_packet(page().pdf, CHANGES[name]))))


@pytest.mark.parametrize("name", ["another language", "no language", "a second title"])
def test_statements_that_a_later_program_added_are_named(name: str) -> None:
    def rewrite(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.root["/Metadata"]
        fresh = generic.StreamObject(stream_data=CHANGES[name](stream.data.decode()).encode())
        fresh.update({generic.NameObject(key): stream[key] for key in ("/Type", "/Subtype")})
        writer.root[generic.NameObject("/Metadata")] = writer.add_object(fresh)
        writer.update_root()

    assert DOCUMENT in why(signed_by_provider(update(signed(page().pdf), rewrite)))


def packet(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        return document.Root.Metadata.read_bytes()


def test_properties_are_the_same_as_attributes_and_as_elements() -> None:
    start = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    end = "</rdf:RDF></x:xmpmeta>"
    one = f'{start}<rdf:Description rdf:about="" xmlns:a="urn:a" a:b="1" a:c="2"/>{end}'
    other = f'{start}<rdf:Description xmlns:a="urn:a">\n <a:c>2</a:c> <a:b>1</a:b></rdf:Description>{end}'
    assert statements(one.encode()) == statements(other.encode()) == [("{urn:a}b", "1"), ("{urn:a}c", "2")]


def test_metadata_of_endless_size_or_depth_are_refused() -> None:
    for packet in (b" " * 2_000_000, b"<a>" * 100_000, "<a/>".encode("utf-16")):
        with pytest.raises(ValueError):
            statements(packet)
