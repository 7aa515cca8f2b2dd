"""The tamper table again, on sheets, recapitulation and minutes signed by several, with own certificates, seal, validation data,
archive time stamps, and renewed ones above these.

Untouched files of every kind pass; whatever is done to any of them is told, and never by a crash.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import root_key
from juryapp.model.document import DocumentKind
from juryapp.model.signed_document import SignedDocument
from juryapp.printing.document_signing import issue, shown, sign
from juryapp.printing.signing_progress import documents_to_sign
from juryapp.signing.archive import sealed, with_validation_data
from juryapp.signing.archive import time_stamped as stamp_above
from juryapp.signing.pades import approve
from juryapp.signing.pkcs12 import own_certificate
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from tests.builders import NOW, ROOT_PIN, a_desk, a_juror, light_passphrases
from tests.signing import scene as attacks
from tests.signing.people import the_authority
from tests.signing.provider_files import PASSWORD, a_file
from tests.signing.providers import signed_by_provider, time_stamped, with_proofs
from tests.signing.scene import Scene, a_scene, ends, flipped, resaved, updated
from tests.time_stamping import ask

KINDS = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES)
ALL = (*KINDS, DocumentKind.SHEETS)
LATE = ("closed", "sealed", "archived", "renewed")
STAGES = ("certified", "signed", "own certificate", *LATE)


@dataclass(frozen=True)
class Case:
    """A document at some stage."""

    kind: DocumentKind
    stage: str
    pdf: bytes

    def __str__(self) -> str:
        return f"{self.kind.value}, {self.stage}"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with speaking("en"), light_passphrases():
        made = a_scene(tmp_path_factory.mktemp("scene"))
        yield made
        made.event.close()


@pytest.fixture(scope="module")
def files(scene: Scene) -> dict[tuple[DocumentKind, str], bytes]:
    found = {(kind, stage): pdf for kind in KINDS for stage, pdf in stages(scene.event, kind)}
    return found | {(DocumentKind.SHEETS, stage): pdf for stage, pdf in stages_of_sheet(scene.event)}


CASES = [*((kind, stage) for kind in KINDS for stage in STAGES), *((DocumentKind.SHEETS, stage) for stage in LATE)]


@pytest.fixture(params=CASES, ids=lambda one: f"{one[0].value}-{one[1]}")
def case(request: pytest.FixtureRequest, files: dict[tuple[DocumentKind, str], bytes]) -> Case:
    kind, stage = request.param
    return Case(kind, stage, files[kind, stage])


def signs(event: OpenEvent, document: SignedDocument, juror: str, **how: Any) -> bytes:
    return sign(a_juror(event, juror), document, shown(event, document), "Nama Terang", **how).pdf


def stages(event: OpenEvent, kind: DocumentKind) -> Iterator[tuple[str, bytes]]:
    """The same document at each stage of its life."""
    made = issue(a_desk(event), kind)
    yield "certified", made.pdf
    yield "signed", signs(event, made.document, "J03")
    own = own_certificate(a_file("RSA", "Juri Contoh J02"), PASSWORD)
    yield "own certificate", signs(event, made.document, "J02", own=own)
    signs(event, made.document, "J04")
    pdf = signs(event, made.document, "J01")
    yield from kept_for_decades(event, pdf)


def stages_of_sheet(event: OpenEvent) -> Iterator[tuple[str, bytes]]:
    """A sheet that its chair acknowledged, then the same."""
    (document,) = (one for one in documents_to_sign(event) if one.kind is DocumentKind.SHEETS)
    yield from kept_for_decades(event, signs(event, document, "J01"))


def kept_for_decades(event: OpenEvent, pdf: bytes) -> Iterator[tuple[str, bytes]]:
    """What headquarters adds."""
    yield "closed", pdf
    root, trust = event.trust.root, event.trust
    assert root
    known = [root, *trust.desks, *(one for known in trust.jurors.values() for one in known)]
    pdf = sealed(pdf, root_key(event, ROOT_PIN), root, NOW)
    yield "sealed", pdf
    for stage in ("archived", "renewed"):
        pdf, _stamp = stamp_above(with_validation_data(pdf, known), ask)
        yield stage, pdf


def test_an_untouched_document_is_valid_at_each_stage(scene: Scene, case: Case) -> None:
    found = scene.check(case.pdf)
    alone = scene.check(case.pdf, attacks.without_event(Authority.of_event(scene.event)))
    lacking = {"certified": 4, "signed": 3, "own certificate": 2}.get(case.stage, 0)
    expected = "partly signed" if lacking else "valid"
    assert found.verdict == alone.verdict == expected and len(found.waiting) == len(alone.waiting) == lacking
    assert case.kind is DocumentKind.SHEETS or found.kind.value == case.kind.value


UPDATES = {
    "repaint": attacks.repaint,
    "annotate": attacks.annotate,
    "swap font": attacks.swap_font,
    "script": attacks.add_script,
    "metadata": attacks.add_metadata,
    "attachment": attacks.replace_attachment,
}


def move_a_box(writer: IncrementalPdfFileWriter) -> None:
    widget = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Chair")
    widget[generic.NameObject("/Rect")] = generic.ArrayObject([generic.NumberObject(n) for n in (20, 20, 120, 60)])
    writer.update_container(widget)


def add_a_field(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec("Tambahan", box=(20, 20, 120, 60)))


@pytest.mark.parametrize("change", [*UPDATES.values(), move_a_box, add_a_field], ids=[*UPDATES, "move", "field"])
@pytest.mark.parametrize(
    ("kind", "stage"), [*((DocumentKind.MINUTES, stage) for stage in ("signed", "closed")), *((kind, "renewed") for kind in ALL)]
)
def test_an_update_of_any_stage_is_told(scene: Scene, files: Any, kind: DocumentKind, stage: str, change: attacks.Change) -> None:
    assert scene.why(updated(files[kind, stage], change))


@pytest.mark.parametrize("change", UPDATES.values(), ids=UPDATES)
@pytest.mark.parametrize("kind", KINDS)
def test_nobody_heals_an_update_by_signing_above_it(scene: Scene, files: Any, kind: DocumentKind, change: attacks.Change) -> None:
    altered = updated(files[kind, "signed"], change)
    above = approve(altered, "Juror_J04", scene.signer("J04"), "Empat", NOW)
    assert "beside its signatures" in scene.why(above)
    assert scene.why(time_stamped(with_proofs(altered)))


def test_no_flipped_bit_of_any_stage_goes_unnoticed(scene: Scene, case: Case) -> None:
    chance = random.Random(str(case))
    late = {"sealed": 4_000, "archived": 20_000, "renewed": 40_000}.get(case.stage, len(case.pdf))
    for start in (0, 0, len(case.pdf) - late, len(case.pdf) - late):
        scene.why(flipped(case.pdf, chance.randrange(start, len(case.pdf))))


def test_bytes_behind_the_end_and_a_file_saved_anew_are_told(scene: Scene, case: Case) -> None:
    assert scene.why(case.pdf + b"\n%%EOF\n")
    assert scene.why(case.pdf[: len(case.pdf) * 9 // 10])
    assert scene.why(resaved(case.pdf))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_back_to_an_earlier_signature_is_genuine_and_told_to_be_no_more_the_last(
    scene: Scene, files: Any, kind: DocumentKind
) -> None:
    whole, closed = files[kind, "archived"], len(files[kind, "closed"])
    for end in ends(whole)[1:-1]:
        found = scene.check(whole[:end])
        assert found.verdict == ("valid" if end >= closed or kind is DocumentKind.SHEETS else "partly signed")
        assert end >= closed or "isn't the last file" in " ".join(found.why)
    assert scene.check(whole[: ends(whole)[0]]).verdict == "unsigned"


def rewritten_proofs(writer: IncrementalPdfFileWriter) -> None:
    """The validation data of the jury's signatures taken away."""
    writer.root["/DSS"][generic.NameObject("/Certs")] = generic.ArrayObject()
    writer.update_container(writer.root["/DSS"])


def drawn_over_the_time_stamp(writer: IncrementalPdfFileWriter) -> None:
    """The time stamp's field, which nobody sees, gets a place on the page and a picture."""
    widget = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Time_Stamp_1")
    widget[generic.NameObject("/Rect")] = generic.ArrayObject([generic.NumberObject(n) for n in (20, 20, 120, 60)])
    writer.update_container(widget)


def without_time_stamps(writer: IncrementalPdfFileWriter) -> None:
    """The time stamp taken out of its field."""
    widget = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Time_Stamp_1")
    del widget["/V"]
    writer.update_container(widget)


@pytest.mark.parametrize("change", [rewritten_proofs, drawn_over_the_time_stamp, without_time_stamps])
@pytest.mark.parametrize("kind", ALL[1:])
def test_what_headquarters_added_is_not_altered_later(
    scene: Scene, files: Any, kind: DocumentKind, change: attacks.Change
) -> None:
    altered = updated(files[kind, "renewed"], change)
    assert scene.why(altered)
    assert scene.why(stamp_above(altered, ask)[0]), "nor healed by a time stamp above"


@pytest.mark.parametrize("kind", ALL)
def test_a_time_stamp_of_another_document_or_of_another_state_is_none(scene: Scene, files: Any, kind: DocumentKind) -> None:
    pdf = files[kind, "archived"]
    start = pdf.rindex(b"/Contents <") + 11
    end = pdf.index(b">", start)
    other = ask(bytes(32)).hex().upper().encode()
    assert "made with another key" in scene.why(pdf[:start] + other.ljust(end - start, b"0") + pdf[end:])


@pytest.mark.parametrize("change", UPDATES.values(), ids=UPDATES)
@pytest.mark.parametrize("kind", ALL[1:])
def test_neither_seal_nor_time_stamp_heals_an_update(
    scene: Scene, files: Any, kind: DocumentKind, change: attacks.Change
) -> None:
    root = scene.event.trust.root
    assert root
    pdf = sealed(updated(files[kind, "closed"], change), root_key(scene.event, ROOT_PIN), root, NOW)
    assert scene.why(stamp_above(with_validation_data(pdf, [root]), ask)[0])


@pytest.mark.parametrize("kind", ALL)
def test_a_seal_of_another_events_headquarters_is_named(scene: Scene, files: Any, kind: DocumentKind) -> None:
    other = the_authority()
    told = scene.why(sealed(files[kind, "closed"], other.root_key, other.root, NOW))
    assert "who signed field “HQ_Seal”, isn't certified by headquarters' root of this event" in told


@pytest.mark.parametrize("kind", KINDS)
def test_another_juror_in_somebodys_field_is_named(scene: Scene, files: Any, kind: DocumentKind) -> None:
    for field, juror in (("Juror_J02", "J04"), ("Chair", "J02"), ("HQ_Seal", "J02")):
        forged = approve(files[kind, "signed"], field, scene.signer(juror), "Empat", NOW)
        assert f"Field “{field}” was signed by" in scene.why(forged)


@pytest.mark.parametrize("field", ["Juror_J02", "Chair", "HQ_Seal"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_provider_in_somebodys_field_is_named(scene: Scene, files: Any, kind: DocumentKind, field: str) -> None:
    assert scene.why(signed_by_provider(files[kind, "signed"], field=field))


@pytest.mark.parametrize("kind", KINDS)
def test_who_signs_after_the_chair_closed_it_breaks_it(scene: Scene, files: Any, kind: DocumentKind) -> None:
    late = signed_by_provider(files[kind, "closed"], field="PSrE_J04")
    assert "it doesn't allow" in scene.why(late)
