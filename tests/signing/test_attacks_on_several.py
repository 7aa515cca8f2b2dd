"""The tamper table again, on recapitulation and minutes signed by several, with own certificates, seal, proofs and time stamps.

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
from juryapp.signing.pades import Signer, approve
from juryapp.signing.pkcs12 import own_certificate
from juryapp.text import speaking
from juryapp.verification.authority import Authority
from tests.builders import NOW, ROOT_PIN, a_desk, a_juror, light_passphrases
from tests.signing import scene as attacks
from tests.signing.provider_files import PASSWORD, a_file
from tests.signing.providers import signed_by_provider, time_stamped, with_proofs
from tests.signing.scene import Scene, a_scene, ends, flipped, resaved, updated

KINDS = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES)
STAGES = ("certified", "signed", "own certificate", "closed", "sealed", "archived")


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
    return {(kind, stage): pdf for kind in KINDS for stage, pdf in stages(scene.event, kind)}


@pytest.fixture(params=[(kind, stage) for kind in KINDS for stage in STAGES], ids=lambda one: f"{one[0].value}-{one[1]}")
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
    yield "closed", pdf
    root = event.trust.root
    assert root
    pdf = approve(pdf, "HQ_Seal", Signer(root_key(event, ROOT_PIN), root), None, NOW)
    yield "sealed", pdf
    yield "archived", time_stamped(with_proofs(time_stamped(with_proofs(pdf))))


def test_an_untouched_document_is_valid_at_each_stage(scene: Scene, case: Case) -> None:
    found = scene.check(case.pdf)
    assert found.verdict == "valid" and found.kind.value == case.kind.value
    assert scene.check(case.pdf, attacks.without_event(Authority.of_event(scene.event))).verdict == "valid"


UPDATES = {
    "repaint": attacks.repaint,
    "annotate": attacks.annotate,
    "swap font": attacks.swap_font,
    "script": attacks.add_script,
    "metadata": attacks.add_metadata,
    "attachment": attacks.replace_attachment,
}


def move_a_box(writer: IncrementalPdfFileWriter) -> None:
    widget = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Juror_J04")
    widget[generic.NameObject("/Rect")] = generic.ArrayObject([generic.NumberObject(n) for n in (20, 20, 120, 60)])
    writer.update_container(widget)


def add_a_field(writer: IncrementalPdfFileWriter) -> None:
    append_signature_field(writer, SigFieldSpec("Tambahan", box=(20, 20, 120, 60)))


@pytest.mark.parametrize("change", [*UPDATES.values(), move_a_box, add_a_field], ids=[*UPDATES, "move", "field"])
@pytest.mark.parametrize("stage", ["signed", "closed", "archived"])
@pytest.mark.parametrize("kind", KINDS)
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
    for _ in range(4):
        scene.why(flipped(case.pdf, chance.randrange(len(case.pdf))))


def test_bytes_behind_the_end_and_a_file_saved_anew_are_told(scene: Scene, case: Case) -> None:
    assert scene.why(case.pdf + b"\n%%EOF\n")
    assert scene.why(case.pdf[: len(case.pdf) * 9 // 10])
    assert scene.why(resaved(case.pdf))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_back_to_an_earlier_signature_is_genuine_and_told_to_be_no_more_the_last(
    scene: Scene, files: Any, kind: DocumentKind
) -> None:
    whole = files[kind, "closed"]
    for end in ends(whole)[1:-1]:
        found = scene.check(whole[:end])
        assert found.verdict == "valid" and "isn't the last file" in " ".join(found.why)
    assert scene.check(whole[: ends(whole)[0]]).verdict == "invalid"


@pytest.mark.parametrize("kind", KINDS)
def test_another_juror_in_somebodys_field_is_named(scene: Scene, files: Any, kind: DocumentKind) -> None:
    for field, juror in (("Juror_J02", "J04"), ("Chair", "J02"), ("HQ_Seal", "J02")):
        forged = approve(files[kind, "signed"], field, scene.signer(juror), "Empat", NOW, last=field == "Chair")
        assert f"Field “{field}” was signed by" in scene.why(forged)


@pytest.mark.parametrize("field", ["Juror_J02", "Chair", "HQ_Seal"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_provider_in_somebodys_field_is_named(scene: Scene, files: Any, kind: DocumentKind, field: str) -> None:
    assert scene.why(signed_by_provider(files[kind, "signed"], field=field))


@pytest.mark.parametrize("kind", KINDS)
def test_who_signs_after_the_chair_closed_it_breaks_it(scene: Scene, files: Any, kind: DocumentKind) -> None:
    late = signed_by_provider(files[kind, "closed"], field="PSrE_J04")
    assert "it doesn't allow" in scene.why(late)
