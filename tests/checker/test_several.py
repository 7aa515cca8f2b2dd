"""The checker page on documents that several sign: sealed, time stamped, with a provider's picture, uncertified; and pledges.

What the core calls valid it calls genuine, or says in one sentence that it can't judge it; whatever is changed is refused.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper

from juryapp.desk.pledging import ShownPledge, pledge_for_review
from juryapp.documents.pledge import pledge_json, render_signed
from juryapp.model.document import DocumentKind
from juryapp.model.event import PROVIDER_BOXES, PROVIDER_UNCERTIFIED
from juryapp.printing.document_signing import issue
from juryapp.printing.kept_boxes import kept_boxes
from juryapp.signing.archive import time_stamped
from juryapp.signing.pades import Signer, certify
from juryapp.signing.trust_store import event_id
from juryapp.store import model_records
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from tests.builders import NOW, a_desk, a_juror, light_passphrases
from tests.checker import engine
from tests.printing.test_provider_boxes import event_code, visible
from tests.signing import test_attacks_on_several as several
from tests.signing.papers import juror_signer
from tests.signing.people import AT, an_authority
from tests.signing.providers import a_provider, in_its_own_field
from tests.signing.scene import Scene, a_scene, ends, flipped, resaved, updated, without_event
from tests.time_stamping import Stamper, ask

pytestmark = [pytest.mark.skipif(not engine.available(), reason=engine.WITHOUT), pytest.mark.thorough]
Made = dict[str, bytes]
CHANGES = (*several.UPDATES.values(), several.move_a_box, several.add_a_field)
CHECK = """(async () => {
  const trust = await Trust.of(readPem(sent.root)[0], true);
  const found = {};
  for (const [name, pdf] of Object.entries(sent.papers)) {
    const { state, faults, notes, signers } = await checkDocument(name, bytesOf(atob(pdf)), trust);
    found[name] = { state, faults, notes, signers };
  }
  return found;
})()"""


@dataclass
class Papers:
    """By name, as the core calls them; `unjudged` are valid, and this page can't know."""

    valid: Made = field(default_factory=dict)
    unjudged: Made = field(default_factory=dict)
    invalid: Made = field(default_factory=dict)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Papers, dict[str, Any]]]:
    made = Papers()
    with speaking("en"), light_passphrases():
        scene = a_scene(tmp_path_factory.mktemp("scene"))
        sealed_and_stamped(scene, made)
        by_providers(scene, made, DocumentKind.RECAPITULATION, PROVIDER_BOXES)
        by_providers(scene, made, DocumentKind.MINUTES, PROVIDER_UNCERTIFIED)
        pledges(scene, made)
        root = scene.event.trust.root
        assert root
        alone = without_event(Authority.of_event(scene.event))
        for name, pdf in {**made.valid, **made.unjudged}.items():
            assert scene.check(pdf, alone).verdict in ("valid", "partly signed"), name
        scene.event.close()
    every = {**made.valid, **made.unjudged, **made.invalid}
    sent = {name: base64.b64encode(pdf).decode() for name, pdf in every.items()}
    yield made, engine.run(CHECK, {"root": root.pem(), "papers": sent}, tmp_path_factory.mktemp("run"))


def sealed_and_stamped(scene: Scene, made: Papers) -> None:
    for kind, stages in (
        ("minutes", several.stages(scene.event, DocumentKind.MINUTES)),
        ("sheet", several.stages_of_sheet(scene.event)),
    ):
        files = dict(stages)
        made.valid |= {f"{kind} {stage}": pdf for stage, pdf in files.items()}
        renewed, archived = files["renewed"], files["archived"]
        made.valid |= {f"{kind} cut {place}": archived[:end] for place, end in enumerate(ends(archived)[1:-1])}
        made.invalid |= {f"{kind} {change.__name__}": updated(renewed, change) for change in CHANGES}
        for change in (several.rewritten_proofs, several.drawn_over_the_time_stamp, several.without_time_stamps, a_page_as_proof):
            made.invalid[f"{kind} {change.__name__}"] = pdf = updated(renewed, change)
            made.invalid[f"{kind} {change.__name__} stamped"] = time_stamped(pdf, ask)[0]
        called = stamped_with(metadata_again(renewed), stamped_with(a_page_as_metadata, renewed))
        made.invalid[f"{kind} page as metadata"] = called
        start = archived.rindex(b"/Contents <") + 11
        end = archived.index(b">", start)
        other = ask(bytes(32)).hex().upper().encode().ljust(end - start, b"0")
        made.invalid[f"{kind} another's stamp"] = archived[:start] + other + archived[end:]
        used = archived.index(b"0000000000", start)
        for place in range(12):
            at = start + (used - start) * place // 12
            digit = b"%X" % (int(archived[at : at + 1], 16) ^ 1)
            pdf = archived[:at] + digit + archived[at + 1 :]
            # the issuer's name in the service's own root is signed by nobody who came along
            if scene.check(pdf).verdict == "invalid":
                made.invalid[f"{kind} stamp {place}"] = pdf
        if kind == "sheet":
            made.invalid["sheet stamped by anyone"] = stamped_by_anyone(files["sealed"])
        for back in (200, 900, 2_000, 6_000, 15_000):
            made.invalid[f"{kind} flipped {back}"] = flipped(renewed, len(renewed) - back)


def stamped_by_anyone(pdf: bytes) -> bytes:
    """A time stamp that was made with a certificate for something else."""
    return bytes(PdfTimeStamper(Stamper(may=False)).timestamp_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), "sha256").getvalue())


def stamped_with(change: Callable[[IncrementalPdfFileWriter], None], pdf: bytes) -> bytes:
    """A time stamp whose revision brings something else along."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    return bytes(PdfTimeStamper(Stamper()).timestamp_pdf(writer, "sha256").getvalue())


def a_page_as_proof(writer: IncrementalPdfFileWriter) -> None:
    """The page's content changed, and named among the certificates that may be added."""
    page = writer.root["/Pages"]["/Kids"][0]
    content = page.raw_get("/Contents")
    stream = content.get_object()
    stream._data, stream._encoded_data = stream.data + b"\n1 1 1 rg 0 0 600 800 re f", None
    writer.mark_update(content)
    store = writer.root["/DSS"]
    store["/Certs"].append(content)
    writer.update_container(store["/Certs"])
    writer.update_container(store)


def a_page_as_metadata(writer: IncrementalPdfFileWriter) -> None:
    """The page's content changed, and called the document's metadata, which programs may write anew."""
    content = writer.root["/Pages"]["/Kids"][0].raw_get("/Contents")
    stream = content.get_object()
    stream._data, stream._encoded_data = stream.data + b"\n1 1 1 rg 0 0 600 800 re f", None
    writer.mark_update(content)
    writer.root[generic.NameObject("/Metadata")] = content
    writer.update_root()


def metadata_again(first: bytes) -> Callable[[IncrementalPdfFileWriter], None]:
    """The metadata that it had."""
    with pikepdf.open(BytesIO(first)) as pdf:
        number = pdf.Root.Metadata.objgen[0]

    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[generic.NameObject("/Metadata")] = generic.IndirectObject(number, 0, writer)
        writer.update_root()

    return change


def ink_without_a_signature(writer: IncrementalPdfFileWriter) -> None:
    """The picture in a signed field put into one that nobody signed."""
    fields = {str(one.get_object()["/T"]): one.get_object() for one in writer.root["/AcroForm"]["/Fields"]}
    inked = next(one for one in fields.values() if "/V" in one and any(one["/Rect"]))
    empty = next(one for one in fields.values() if "/V" not in one and any(one["/Rect"]))
    empty[generic.NameObject("/AP")] = inked.raw_get("/AP")
    writer.update_container(empty)


def by_providers(scene: Scene, made: Papers, kind: DocumentKind, setting: str) -> None:
    event = scene.event
    event.write([a_desk(event).act("event", f"{event_code(scene)}/provider", {"value": setting})])
    document = issue(a_desk(event), kind).document
    box = next(one for one in kept_boxes(event, document) if one.juror == "J02")
    plain = several.signs(event, document, "J03")
    seen = visible(plain, box, "J02")
    made.valid |= {f"{setting} {kind.value}": plain}
    made.invalid |= {f"{setting} {kind.value} ink": stamped_with(ink_without_a_signature, plain)}
    made.unjudged |= {f"{setting} {kind.value} with a picture": seen}
    made.invalid |= {f"{setting} {kind.value} {change.__name__}": updated(seen, change) for change in CHANGES}
    over = in_its_own_field(plain, "esign", (60.0, 400.0, 500.0, 640.0), a_provider("Juri Contoh J02"), page=0)
    made.invalid |= {f"{setting} {kind.value} over letters": over}


def pledges(scene: Scene, made: Papers) -> None:
    juror = a_juror(scene.event, "J02")
    juror.recuse("K02", "My sister works there")
    shown = pledge_for_review(juror)
    root = scene.event.trust.root
    assert root

    def signed(by: Signer, *conflicts: Any, page: bytes = b"") -> bytes:
        about = model_records.event(scene.event.file)
        drawn = render_signed(pledge_json(about, event_id(root), shown.juror, conflicts, NOW, "laptop"))
        return certify(page or drawn.pdf, drawn.fields, "Juror", by, "Juri Contoh", NOW)

    own = scene.signer("J02")
    made.valid["pledge"] = whole = signed(own, *shown.declared)
    made.valid["pledge without conflicts"] = signed(own)
    made.invalid |= {
        "pledge signed by another": signed(scene.signer("J03"), *shown.declared),
        "pledge of a stranger": signed(juror_signer("J02", an_authority()), *shown.declared),
        "pledge not signed yet": shown.pdf,
        "pledge flipped": flipped(whole, 3_000),
        "pledge whose page tells no conflict": signed(own, *shown.declared, page=without_conflicts(scene, shown)),
    }


def without_conflicts(scene: Scene, shown: ShownPledge) -> bytes:
    """The pages say that there is none, the attached data tells one."""
    about, root = model_records.event(scene.event.file), scene.event.trust.root
    assert root
    with_, without = (
        render_signed(pledge_json(about, event_id(root), shown.juror, conflicts, NOW, "laptop")).pdf
        for conflicts in (shown.declared, ())
    )

    def change(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(BytesIO(without)) as source:
            pdf.pages[0].Contents.write(source.pages[0].Contents.read_bytes())

    return resaved(with_, change)


def test_documents_that_the_core_calls_valid_are_genuine(papers: tuple[Papers, dict[str, Any]]) -> None:
    made, found = papers
    assert {name: found[name]["faults"] for name in made.valid if found[name]["state"] != "valid"} == {}


def test_what_only_the_core_can_judge_is_said_so_and_not_called_altered(papers: tuple[Papers, dict[str, Any]]) -> None:
    made, found = papers
    for name in made.unjudged:
        assert found[name]["state"] == "lacking" and [one["code"] for one in found[name]["faults"]] == ["boxed"], name


def test_whatever_is_changed_is_refused(papers: tuple[Papers, dict[str, Any]]) -> None:
    made, found = papers
    assert len(made.invalid) > 60
    assert [name for name in made.invalid if found[name]["state"] != "invalid"] == []


def test_seal_and_time_stamps_are_told(papers: tuple[Papers, dict[str, Any]]) -> None:
    _made, found = papers
    for kind in ("minutes", "sheet"):
        told = found[f"{kind} renewed"]
        assert [one["role"] for one in told["signers"]][-3:] == ["hq", "stamp", "stamp"]
        (note,) = (one for one in told["notes"] if one["code"] == "stamp")
        assert note["gaps"]["name"] == "Stempel Waktu Contoh" and note["gaps"]["issuer"] == "Penyelenggara Stempel Waktu"
        assert note["gaps"]["moment"] == AT.timestamp() * 1000


def test_time_stamps_that_may_not_be_made_are_refused(papers: tuple[Papers, dict[str, Any]]) -> None:
    _made, found = papers
    assert [one["code"] for one in found["sheet stamped by anyone"]["faults"]] == ["no-stamp"]
