"""Boxes for providers' visible signatures on recapitulation and minutes, certified and not; the provider's file is signed on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from juryapp.errors import Refused
from juryapp.event.seats import root_key
from juryapp.model.document import DocumentKind
from juryapp.model.event import PROVIDER_BOXES, PROVIDER_UNCERTIFIED
from juryapp.model.signed_document import SignedDocument
from juryapp.printing.document_signing import issue, provided, shown, sign
from juryapp.printing.kept_boxes import KeptBox, kept_boxes
from juryapp.printing.signing_progress import progress_in
from juryapp.signing.pades import Signer, approve
from juryapp.text import speaking
from tests.builders import NOW, ROOT_PIN, a_desk, a_juror, light_passphrases
from tests.signing import scene as attacks
from tests.signing.providers import a_provider, in_its_own_field, time_stamped, with_proofs
from tests.signing.scene import Scene, a_scene, flipped, resaved, updated
from tests.signing.test_attacks_on_several import UPDATES, add_a_field, move_a_box
from tests.signing.test_provider_box import STYLES

KINDS = (DocumentKind.RECAPITULATION, DocumentKind.MINUTES)


@dataclass(frozen=True)
class Made:
    """A document with boxes, and its file at each stage."""

    document: SignedDocument
    boxes: tuple[KeptBox, ...]
    files: dict[str, bytes]


def visible(pdf: bytes, box: KeptBox, juror: str, style: Any = STYLES["words"], by: int = 0) -> bytes:
    """What the provider's program makes that was told these numbers."""
    rectangle = (box.x - by, box.y, box.x + box.width, box.y + box.height)
    signer = a_provider(f"Juri Contoh {juror}")
    return in_its_own_field(pdf, f"esign_{juror}", rectangle, signer, style, box.page - 1)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with speaking("en"), light_passphrases():
        made = a_scene(tmp_path_factory.mktemp("boxes"))
        yield made
        made.event.close()


@pytest.fixture(scope="module", params=zip(KINDS, (PROVIDER_BOXES, PROVIDER_UNCERTIFIED), strict=True), ids=str)
def made(request: pytest.FixtureRequest, scene: Scene) -> Made:
    kind, setting = request.param
    event = scene.event
    event.write([a_desk(event).act("event", f"{event_code(scene)}/provider", {"value": setting})])
    document = issue(a_desk(event), kind).document
    boxes, files = kept_boxes(event, document), {}
    where = {one.juror: one for one in boxes}
    files["certified"] = shown(event, document)
    for juror in ("J03", "J02", "J04", "J01"):
        seen, own = shown(event, document), None
        if juror in ("J02", "J01"):
            seen_by_provider = visible(seen, where[juror], juror)
            files[f"provider {juror}"] = seen_by_provider
            own = provided(event, progress_in(event, document), seen, seen_by_provider, a_juror(event, juror).juror)
        files[juror] = sign(a_juror(event, juror), document, seen, "Nama Terang", own=own).pdf
    root = event.trust.root
    assert root
    files["sealed"] = approve(files["J01"], "HQ_Seal", Signer(root_key(event, ROOT_PIN), root), None, NOW)
    files["archived"] = time_stamped(with_proofs(time_stamped(with_proofs(files["sealed"]))))
    return Made(document, boxes, files)


def event_code(scene: Scene) -> str:
    (found,) = scene.event.file.rows("SELECT code FROM event")
    return str(found[0])


def test_there_is_a_box_for_each_signer_and_every_stage_is_valid(scene: Scene, made: Made) -> None:
    assert sorted(one.juror for one in made.boxes) == ["J01", "J02", "J03", "J04"]
    assert all(one.width >= 100 and one.height >= 40 for one in made.boxes)
    for stage, pdf in made.files.items():
        assert scene.check(pdf).verdict == ("valid" if stage in ("J01", "sealed", "archived") else "partly signed"), stage
    notes = [str(one) for one in scene.check(made.files["archived"]).faults]
    assert sum("for J02, on page" in one or "for J01, on page" in one for one in notes) == 2


@pytest.mark.parametrize("change", [*UPDATES.values(), move_a_box, add_a_field], ids=[*UPDATES, "move", "field"])
def test_an_update_of_any_stage_is_told(scene: Scene, made: Made, change: attacks.Change) -> None:
    for stage in ("provider J02", "archived"):
        assert scene.why(updated(made.files[stage], change)), stage
    above = approve(updated(made.files["J02"], change), "Juror_J04", scene.signer("J04"), "Empat", NOW)
    assert scene.why(above)


def test_no_flipped_bit_cut_or_resaved_file_goes_unnoticed(scene: Scene, made: Made) -> None:
    for number, (_stage, pdf) in enumerate(sorted(made.files.items())):
        scene.why(flipped(pdf, len(pdf) * (2 * number + 1) // (2 * len(made.files))))
    scene.why(made.files["provider J02"] + b"\n%%EOF\n")
    scene.why(resaved(made.files["J01"]))


def test_the_providers_file_is_taken_only_of_its_juror_in_the_own_box_and_as_it_was_saved(scene: Scene, made: Made) -> None:
    event = scene.event
    progress = replace(progress_in(event, made.document), files=(replace(progress_in(event, made.document).file, signed=()),))
    seen, where = made.files["certified"], {one.juror: one for one in made.boxes}
    juror = a_juror(event, "J02").juror
    assert provided(event, progress, seen, visible(seen, where["J02"], "J02"), juror).name == "Juri Contoh J02"
    unseen = in_its_own_field(seen, "esign", None, a_provider("Juri Contoh J02"))
    assert provided(event, progress, seen, unseen, juror).name == "Juri Contoh J02"
    for pdf in (
        seen,
        made.files["J03"],
        visible(seen, where["J03"], "J02"),
        visible(seen, where["J02"], "J02", by=3),
        visible(visible(seen, where["J02"], "J02"), where["J03"], "J03"),
        in_its_own_field(seen, "esign", None, a_provider("Orang Lain Sama Sekali")),
        b"%PDF-1.4",
        seen + b" ",
    ):
        with pytest.raises(Refused):
            provided(event, progress, seen, pdf, juror)
