"""Signed sheets under attack: none passes, each is named for what it is; the untouched pass. On real sheets of a real event."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from juryapp.documents.recapitulation import render as render_recapitulation
from juryapp.documents.score_sheet import render
from juryapp.event.seats import desk_key
from juryapp.printing import event_documents
from juryapp.signing.certificates import make_desk, make_juror, make_root, read_pem
from juryapp.signing.keys import PrivateKey
from juryapp.signing.pades import Signer, approve, certify
from juryapp.signing.verify import Trust, examine
from juryapp.store import journal
from juryapp.text import speaking
from juryapp.verification.authority import Authority, export
from tests.builders import DESK_PIN, NOW, light_passphrases
from tests.signing import scene as attacks
from tests.signing.providers import signed_by_provider, time_stamped, with_proofs
from tests.signing.scene import Scene, a_draft, a_scene, resaved, signed, updated


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with light_passphrases():
        made = a_scene(tmp_path_factory.mktemp("scene"))
        yield made
        made.event.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Scene]:
    """A scene for one test alone, which writes into its journal."""
    with light_passphrases():
        made = a_scene(tmp_path)
        yield made
        made.event.close()


# --- untouched


def test_an_untouched_sheet_is_valid_and_says_what_it_says(scene: Scene) -> None:
    found = scene.check(scene.pdf)
    assert (found.kind, found.verdict, found.why) == ("score sheet", "valid", ())
    assert found.signers == (("Juror", "Juri Contoh J02"),)
    for said in ("CONTOH-24/K01/J02", "K01 — Kandidat Contoh K01", "Juri Contoh J02", "REG 85, CAK 78", "82.20"):
        assert said in found.says


def test_a_sheet_that_its_chair_acknowledged_is_valid(scene: Scene) -> None:
    found = scene.check(attacks.approved(scene))
    assert found.verdict == "valid"
    assert [field for field, _name in found.signers] == ["Juror", "Chair"]


@pytest.mark.parametrize("with_jurors", [False, True])
def test_published_certificates_prove_a_sheet_but_not_that_it_is_in_force(scene: Scene, with_jurors: bool) -> None:
    published = Authority.published(read_pem(export(scene.event, with_jurors=with_jurors)))
    found = scene.check(scene.pdf, published)
    assert found.verdict == "valid"
    assert "only the event's file knows" in found.says


# --- bytes that were changed


def a_stream(pdf: bytes, raw: bytes) -> int:
    return pdf.index(raw) + len(raw) // 2


def test_a_flipped_byte_of_the_page_is_named(scene: Scene) -> None:
    with pikepdf.open(BytesIO(scene.pdf)) as document:
        place = a_stream(scene.pdf, document.pages[0].Contents.read_raw_bytes())
    assert "Page 1 was altered" in scene.why(attacks.flipped(scene.pdf, place))


def test_a_flipped_byte_of_the_attached_data_is_named(scene: Scene) -> None:
    with pikepdf.open(BytesIO(scene.pdf)) as document:
        place = a_stream(scene.pdf, document.attachments["sheet.json"].get_file().obj.read_raw_bytes())
    assert "The attached data is missing, damaged" in scene.why(attacks.flipped(scene.pdf, place))


def test_a_flipped_byte_of_the_signature_is_named(scene: Scene) -> None:
    place = scene.pdf.rindex(b"/Contents <") + 1500
    assert scene.pdf[place : place + 1] in b"0123456789abcdefABCDEF"
    digit = b"0" if scene.pdf[place : place + 1] != b"0" else b"1"
    assert "signature in field “Juror”" in scene.why(scene.pdf[:place] + digit + scene.pdf[place + 1 :])


# --- updates appended by an editor

UPDATES = [
    (attacks.repaint, "Page 1 was altered"),
    (attacks.annotate, "scripts, links or other things"),
    (attacks.swap_font, "Page 1 was altered"),
    (attacks.swap_ink, "added to this PDF after the last signature"),
    (attacks.move_box, "signature fields were altered"),
    (attacks.add_script, "scripts, links or other things"),
    (attacks.add_metadata, "The document was altered"),
    (attacks.replace_attachment, "The attachment was altered"),
]


@pytest.mark.parametrize(("change", "named"), UPDATES)
def test_an_update_is_named_for_what_it_changes(scene: Scene, change: attacks.Change, named: str) -> None:
    told = scene.why(updated(scene.pdf, change))
    assert named in told and "added to this PDF after the last signature" in told


@pytest.mark.parametrize(("change", "_named"), UPDATES)
def test_a_chair_who_signs_above_an_update_does_not_heal_it(scene: Scene, change: attacks.Change, _named: str) -> None:
    told = scene.why(approve(updated(scene.pdf, change), "Chair", scene.signer("J01"), "Ketua", NOW))
    assert "beside its signatures" in told


@pytest.mark.parametrize(("language", "named"), [("id", "ditambahkan"), ("en", "added to this PDF")])
def test_attacks_are_named_in_both_languages(scene: Scene, language: str, named: str) -> None:
    with speaking(language):
        assert named in scene.why(scene.pdf + b"garbage\n")


# --- what a juror with a genuine key can make without the program


def other_page(document: pikepdf.Pdf, other: bytes) -> None:
    with pikepdf.open(BytesIO(other)) as source:
        document.pages[0].Contents.write(source.pages[0].Contents.read_bytes())


def test_a_page_that_shows_other_points_than_its_data_is_named(own: Scene) -> None:
    data = a_draft(own)
    shown = render(attacks.with_points(data, "99", "99"), None).pdf
    forged = signed(own, data, pdf=resaved(render(data, None).pdf, lambda document: other_page(document, shown)))
    assert "Page 1 was altered" in own.why(forged)


def test_a_title_that_says_another_total_is_named(own: Scene) -> None:
    data = a_draft(own)

    def retitle(document: pikepdf.Pdf) -> None:
        document.docinfo["/Title"] = "Total 99"

    qr = attacks.sheet_qr(data, own.signer().key)
    told = own.why(signed(own, data, pdf=resaved(render(data, qr).pdf, retitle)))
    assert told == "The document was altered: it isn't what Juryapp makes from the attached data."


def test_data_with_other_points_than_the_journal_holds_are_named(own: Scene) -> None:
    honest = a_draft(own)
    data = attacks.with_points(honest, "99", "99")
    pdf = signed(own, data)
    told = {code: {"points": points} for code, points in (("REG", "85"), ("CAK", "78"))}
    attacks.recorded(own, data, pdf, scores=told)
    assert own.why(pdf) == "The PDF says something else than what was recorded when it was signed: points."


def test_a_total_that_does_not_follow_from_the_points_is_named(own: Scene) -> None:
    data = attacks.altered(a_draft(own), total="99", total_printed="99.00")
    pdf = signed(own, data)
    attacks.recorded(own, data, pdf)
    assert "doesn't follow from its points and weights" in own.why(pdf)


def test_weights_that_are_not_the_rubrics_are_named(own: Scene) -> None:
    value = json.loads(a_draft(own))
    for criterion, weight in zip(value["criteria"], ("90", "10"), strict=True):
        criterion["weight"] = weight
    data = attacks.with_points(attacks.canonical(value), "85", "78")
    pdf = signed(own, data)
    attacks.recorded(own, data, pdf)
    assert own.why(pdf) == "The PDF says something else than what was recorded when it was signed: weights."


def test_the_code_of_another_sheet_on_a_genuine_page_is_named(own: Scene) -> None:
    data = a_draft(own)
    other = attacks.sheet_qr(attacks.with_points(data, "99", "99"), own.signer().key)
    assert own.why(signed(own, data, qr=other)) == "The QR code on the page isn't the one of this sheet."


def test_a_code_that_another_key_signed_is_named_even_to_those_who_know_the_root_alone(own: Scene) -> None:
    data = a_draft(own)
    forged = signed(own, data, qr=attacks.sheet_qr(data, own.signer("J03").key))
    attacks.recorded(own, data, forged)
    for authority in (Authority.of_event(own.event), Authority.published([own.event.trust.root])):
        assert own.why(forged, authority) == "The QR code on the page isn't the one of this sheet."


def test_a_provider_who_signed_later_is_told_beside_a_valid_sheet(scene: Scene) -> None:
    found = scene.check(signed_by_provider(scene.pdf))
    assert (found.verdict, found.signers[1]) == ("valid", ("PSrE", "Ada Lestari"))
    assert len(found.why) == 1 and "who signed there is not proven here" in found.why[0]
    assert scene.check(time_stamped(with_proofs(signed_by_provider(scene.pdf)))).verdict == "valid"


def test_a_sheet_without_code_is_named(own: Scene) -> None:
    assert "QR code on the page" in own.why(signed(own, a_draft(own), qr=None))


def test_a_sheet_of_another_event_is_named(own: Scene) -> None:
    data = a_draft(own)
    data = attacks.altered(data, event={**json.loads(data)["event"], "id": "0" * 32})
    assert "of another event" in own.why(signed(own, data))


def test_a_new_sheet_with_genuine_keys_that_the_journal_never_saw_is_named(own: Scene) -> None:
    pdf = signed(own, a_draft(own))
    assert "never recorded in event.jury" in own.why(pdf)
    found = own.check(pdf, attacks.without_event(Authority.of_event(own.event)))
    assert found.verdict == "valid" and "only the event's file knows" in found.says


def test_a_genuine_certificate_of_the_wrong_juror_is_named(own: Scene) -> None:
    assert "signed by “Juri Contoh J03”, who is not the one" in own.why(signed(own, a_draft(own), juror="J03"))


def test_a_forged_authority_of_the_same_names_is_named(scene: Scene) -> None:
    root_key, desk_key_, key = (PrivateKey.generate() for _ in range(3))
    genuine = scene.signer()
    root = make_root(scene.event.trust.root.name, root_key, NOW, event="CONTOH-24")
    desk = make_desk(genuine.chain[0].name, root, root_key, desk_key_.public, NOW)
    juror = make_juror("J02", genuine.certificate.name, "Universitas Contoh", desk, desk_key_, key.public, NOW)
    with pikepdf.open(BytesIO(scene.pdf)) as document:
        data = document.attachments["sheet.json"].get_file().read_bytes()
        qr = document.attachments["qr.txt"].get_file().read_bytes().decode()
    page = render(data, qr)
    forged = certify(page.pdf, page.fields, "Juror", Signer(key, juror, (desk,)), "Juri", NOW)
    assert "isn't certified by headquarters' root" in scene.why(forged)
    assert "isn't certified" in scene.why(forged, Authority.published([scene.event.trust.root]))


# --- cut, stripped, saved again


def test_a_file_cut_back_to_before_a_signature_is_told_by_what_is_left(scene: Scene) -> None:
    both = attacks.approved(scene)
    base, first, _second = attacks.ends(both)
    assert both[:first] == scene.pdf
    assert scene.check(both[:first]).signers == (("Juror", "Juri Contoh J02"),)
    assert "bears no signature" in scene.why(both[:base])


def test_a_file_cut_off_in_the_middle_is_named(scene: Scene) -> None:
    assert "truncated" in scene.why(scene.pdf[: len(scene.pdf) - 300])


def test_a_stripped_signature_is_missing_and_the_page_is_no_scan(scene: Scene) -> None:
    bare = resaved(scene.pdf, attacks.stripped)
    found = scene.check(bare)
    assert (found.kind, found.verdict) == ("score sheet", "invalid")
    assert "bears no signature" in " ".join(found.why)


def test_without_data_and_signature_a_drawn_page_is_still_no_scan(scene: Scene) -> None:
    def bare(document: pikepdf.Pdf) -> None:
        attacks.stripped(document)
        del document.Root.AF, document.Root.Names

    found = scene.check(resaved(scene.pdf, bare))
    assert (found.kind, found.verdict) == ("unknown", "invalid")
    assert "bears no signature" in " ".join(found.why)


def test_a_file_that_another_library_saved_again_is_named(scene: Scene) -> None:
    told = "This PDF was saved or converted by another program after it was signed"
    assert scene.why(resaved(scene.pdf)).startswith(told)
    assert scene.why(scene.pdf.replace(b"\n", b"\r\n")).startswith(told)


def test_garbage_behind_the_end_is_named(scene: Scene) -> None:
    assert "added to this PDF after the last signature" in scene.why(scene.pdf + b"\0" * 100)


# --- other documents


def test_an_unsigned_print_bears_no_signature(own: Scene) -> None:
    a_draft(own)
    unsigned = dict(event_documents.documents(own.event, "sheets"))["CONTOH-24-K02-J02-r1-unsigned.pdf"]
    assert "bears no signature yet: anybody could have made it" in own.unsigned(unsigned)


def test_a_recapitulation_is_valid_only_with_the_desks_signature(scene: Scene) -> None:
    _name, unsigned = event_documents.recapitulation(scene.event)
    with pikepdf.open(BytesIO(unsigned)) as document:
        data = document.attachments["recapitulation.json"].get_file().read_bytes()
    told = "nothing proves what it says. It says what the event's record says now."
    assert scene.check(unsigned).kind == "recapitulation" and scene.unsigned(unsigned).endswith(told)
    page = render_recapitulation(data)
    desk = Signer(desk_key(scene.event, DESK_PIN), scene.event.trust.desks[-1])
    pdf = certify(page.pdf, page.fields, "Desk", desk, None, NOW, last="Chair")
    assert scene.check(pdf).verdict == "partly signed"
    assert "Page 1 was altered" in scene.why(updated(pdf, attacks.repaint))
    by_juror = certify(page.pdf, page.fields, "Desk", scene.signer(), None, NOW, last="Chair")
    assert "who is not the one who signs there" in scene.why(by_juror)


def test_the_journal_knows_the_very_bytes(own: Scene) -> None:
    (entry,) = journal.about(own.event.file, "sheet")
    assert entry.value and entry.value["pdf"] == hashlib.sha256(own.pdf).hexdigest()


def test_what_a_stranger_signed_is_not_even_drawn(scene: Scene) -> None:
    """Data can be made to take minutes to draw; only those whom the desk certified may ask for it."""

    def never(_json: bytes, _qr: str | None) -> None:
        raise AssertionError("it was drawn")

    found = examine(scene.pdf, Trust(make_root("Other", PrivateKey.generate(), NOW, event="X")), never)
    assert "isn't certified" in str(found.faults[0])


def test_data_that_breaks_the_drawing_or_what_is_made_of_it_becomes_a_sentence(scene: Scene) -> None:
    class Breaks:
        fields, kept, certifies = (), (), True

        def opened(self) -> None:
            raise LookupError("invented")

    def not_drawn(_json: bytes, _qr: str | None) -> Breaks:
        raise LookupError("invented")

    authority = Authority.of_event(scene.event)
    for broken in (not_drawn, lambda _json, _qr: Breaks()):
        found = examine(scene.pdf, authority.trust, broken)
        assert ["no document can be made" in str(fault) for fault in found.faults] == [True]
