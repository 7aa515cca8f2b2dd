"""A provider's visible signature in a box that is kept for it: told where it stands there whole, refused anywhere else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from asn1crypto.parser import peek
from PIL import Image, ImageChops
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.stamp import BaseStampStyle, TextStampStyle

from juryapp.documents.preview import one_page
from juryapp.signing.pades import approve, certify
from tests.signing.papers import INK, desk_signer, draw, minutes_data, the_juror, the_minutes
from tests.signing.people import AT
from tests.signing.providers import a_provider, in_its_own_field, signed_by_provider, time_stamped, with_proofs
from tests.signing.test_verify import faults, findings, repaint, update

BOX, OTHER = (300.0, 300.0, 420.0, 360.0), (430.0, 300.0, 550.0, 360.0)
KEPT = [["J02", 0, BOX], ["J01", 0, OTHER], ["J03", 1, (20.0, 20.0, 140.0, 80.0)]]
VARIANTS = pytest.mark.parametrize("certifies", [True, False], ids=["certified", "uncertified"])


def minutes(certifies: bool = True, *codes: str) -> bytes:
    return the_minutes(*codes, kept=KEPT, certifies=certifies)


class Drawn(BaseStampStyle):
    """What a program of somebody's draws in place of a signature, instruction by instruction."""

    def __init__(self, content: bytes = b"0 0 100 50 re f", keys: dict[str, Any] | None = None, **resources: Any) -> None:
        self.content, self.keys, self.resources = content, keys or {}, resources

    def create_stamp(self, writer: Any, box: Any, text_params: Any) -> Any:
        form = {"/Type": name("/XObject"), "/Subtype": name("/Form"), "/BBox": numbers(0, 0, box.width, box.height)}
        parts = {name(f"/{key}"): value(writer) if callable(value) else value for key, value in self.resources.items()}
        form = {**form, "/Resources": generic.DictionaryObject(parts), **self.keys}
        stream = generic.StreamObject({name(key): value for key, value in form.items()}, stream_data=self.content)
        reference = writer.add_object(stream)

        class Stamp:
            def apply_appearance(self, annotation: Any) -> None:
                annotation[name("/AP")] = generic.DictionaryObject({name("/N"): reference})

        return Stamp()


def name(text: str) -> Any:
    return generic.NameObject(text)


def numbers(*values: float) -> Any:
    return generic.ArrayObject([generic.FloatObject(f"{one:g}") for one in values])


def picture() -> PdfImage:
    return PdfImage(Image.effect_noise((40, 20), 60).convert("RGB"))


STYLES = {
    "none": None,
    "words": TextStampStyle(stamp_text="Ditandatangani secara elektronik oleh %(signer)s", border_width=1),
    "picture": TextStampStyle(stamp_text="BSrE %(ts)s", background=picture()),
}


def by_provider(pdf: bytes, box: tuple[float, ...] = BOX, style: Any = STYLES["words"], field: str = "Signature1") -> bytes:
    return in_its_own_field(pdf, field, box, style=style)


@VARIANTS
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_in_its_box_it_is_named_with_its_place(certifies: bool, style: Any) -> None:
    found = findings(by_provider(minutes(certifies, "J02"), style=style))
    assert found.faults == ()
    by, where = map(str, found.notes)
    assert "in the name of “Ada Lestari”" in by
    assert "“Signature1”" in where and "for J02, on page 1" in where


@VARIANTS
def test_the_jury_signs_on_after_it_two_boxes_and_the_archive(certifies: bool) -> None:
    pdf = by_provider(by_provider(minutes(certifies)), OTHER, field="Signature2")
    pdf = approve(approve(pdf, "Juror_J01", the_juror(), INK, AT), "Chair", the_juror("J03"), INK, AT)
    assert findings(pdf).faults == () and len(findings(pdf).notes) == 3, "one for their issuer, one for each box"
    assert findings(time_stamped(with_proofs(pdf))).faults == ()


def test_after_the_chair_nobody_makes_a_field() -> None:
    assert faults(by_provider(the_minutes("J01", "J02", chair=True, kept=KEPT)))


@VARIANTS
@pytest.mark.parametrize(
    "box",
    [
        (60, 500, 180, 560),
        (299, 300, 419, 360),
        (300, 300, 420, 361),
        (300, 300, 550, 360),
        (20, 20, 140, 80),
        (250, 250, 600, 400),
        (60, 690, 200, 710),
    ],
    ids=["outside", "left of it", "larger", "over two boxes", "box of another page", "around it", "over text"],
)
def test_anywhere_else_it_is_refused(certifies: bool, box: tuple[float, ...]) -> None:
    assert faults(by_provider(minutes(certifies), box))


def test_where_no_box_is_kept_it_is_refused() -> None:
    assert faults(by_provider(the_minutes("J01")))


@VARIANTS
def test_two_fields_in_one_box_are_refused(certifies: bool) -> None:
    assert faults(by_provider(by_provider(minutes(certifies), (300, 300, 350, 360)), (360, 300, 420, 360), field="Signature2"))


def test_a_field_that_nobody_signed_is_refused_in_its_box_too() -> None:
    def make(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(writer, SigFieldSpec("Kosong", box=BOX))

    assert faults(update(minutes(), make))
    assert faults(signed_by_provider(update(minutes(), make), field="Kosong"))


def in_resources(**parts: Any) -> dict[str, Any]:
    return {key: generic.DictionaryObject({name("/X"): value}) for key, value in parts.items()}


def a_form(content: bytes) -> Any:
    keys = {"/Type": name("/XObject"), "/Subtype": name("/Form"), "/BBox": numbers(0, 0, 10, 10)}
    return generic.StreamObject({name(key): value for key, value in keys.items()}, stream_data=content)


def dictionary(**keys: Any) -> Any:
    return generic.DictionaryObject({name(f"/{key}"): value for key, value in keys.items()})


LAYERED = Drawn(b"q /X Do Q", XObject=lambda w: dictionary(X=w.add_object(a_form(b"q 0 0 10 10 re f Q"))))
"""Forms in forms, as other libraries make them."""


def test_forms_in_a_picture_are_as_good() -> None:
    assert faults(by_provider(minutes(), style=LAYERED)) == ""


HOSTILE = {
    "restores what it never saved": Drawn(b"Q -900 -900 3000 3000 re f q"),
    "the same, behind a text": Drawn(b"BT (q q) Tj ET Q -900 -900 3000 3000 re f"),
    "the same, in a form in it": Drawn(b"/X Do", XObject=lambda w: dictionary(X=w.add_object(a_form(b"Q 0 0 900 900 re f q")))),
    "hidden or shown by a layer": Drawn(b"/OC /X BDC 0 0 9 9 re f EMC"),
    "an image in line": Drawn(b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"),
    "a shading": Drawn(b"/X sh"),
    "a pattern": Drawn(b"0 0 9 9 re f", Pattern=dictionary()),
    "no bounds": Drawn(keys={"/BBox": numbers(0, 0, 0, 0)}),
    "bounds that are no numbers": Drawn(keys={"/BBox": generic.ArrayObject([name("/a")] * 4)}),
    "a layer of its own": Drawn(keys={"/OC": dictionary(Type=name("/OCG"))}),
    "another file": Drawn(keys={"/Ref": dictionary(Page=generic.NumberObject(0))}),
    "glyphs that are programs": Drawn(Font=lambda w: dictionary(X=dictionary(Type=name("/Font"), Subtype=name("/Type3")))),
    "an action": Drawn(XObject=lambda w: dictionary(X=dictionary(A=dictionary(S=name("/JavaScript"))))),
    "a page": Drawn(XObject=lambda w: dictionary(X=w.root["/Pages"]["/Kids"][0])),
}


@pytest.mark.parametrize("style", HOSTILE.values(), ids=HOSTILE)
def test_a_picture_that_reaches_out_hides_or_acts_is_refused(style: Any) -> None:
    assert faults(by_provider(minutes(), style=style))


def test_what_a_picture_draws_beyond_its_bounds_is_seen_nowhere() -> None:
    """Three ways of drawing over the whole page: none changes a point outside the box."""
    plain = minutes()
    everything = (
        b"-900 -900 3000 3000 re f",
        b"1 0 0 1 -500 -500 cm 0 0 3000 3000 re f",
        b"9 0 0 9 0 0 cm 0 0 900 900 re W n 0 0 900 900 re f",
    )
    for content in everything:
        pdf = by_provider(plain, style=Drawn(content))
        assert faults(pdf) == ""
        before, after = (one_page(one, 0, 72) for one in (plain, pdf))
        left, top, right, bottom = ImageChops.difference(before.convert("L"), after.convert("L")).getbbox() or (0, 0, 0, 0)
        high = before.height
        assert left >= BOX[0] - 1 and right <= BOX[2] + 1 and top >= high - BOX[3] - 1 and bottom <= high - BOX[1] + 1
        assert right - left > 100


def change_widget(key: str, value: Any) -> Any:
    def change(writer: IncrementalPdfFileWriter) -> None:
        widget = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Signature1")
        widget[name(key)] = value
        writer.update_container(widget)

    return change


def replace_picture(writer: IncrementalPdfFileWriter) -> None:
    widget = next(one.get_object() for one in writer.root["/AcroForm"]["/Fields"] if one.get_object()["/T"] == "Signature1")
    widget["/AP"][name("/N")] = writer.add_object(a_form(b"0 0 10 10 re f"))
    writer.update_container(widget)


LATER = {
    "page": repaint,
    "moved": change_widget("/Rect", numbers(*OTHER)),
    "hidden": change_widget("/F", generic.NumberObject(134)),
    "action": change_widget("/A", dictionary(S=name("/URI"))),
    "picture": replace_picture,
}


@VARIANTS
@pytest.mark.parametrize("change", LATER.values(), ids=LATER)
def test_nothing_is_changed_after_it(certifies: bool, change: Any) -> None:
    pdf = update(by_provider(minutes(certifies)), change)
    assert faults(pdf)
    assert faults(approve(pdf, "Juror_J01", the_juror(), INK, AT))


def flips(pdf: bytes, start: int, end: int, count: int) -> Iterator[tuple[int, bytes]]:
    """The document with one bit turned, at `count` places of this part of it."""
    chance = random.Random(7)
    for _ in range(count):
        at, bit = chance.randrange(start, end), 1 << chance.randrange(8)
        yield at, pdf[:at] + bytes([pdf[at] ^ bit]) + pdf[at + 1 :]


def unproven_name(pdf: bytes) -> range:
    """Where the issuer of the last certificate is named; it would be another's if it were altered, and that one isn't there."""
    top = a_provider().chain[0].der
    issuer = asn1.Certificate.load(top).issuer.dump()
    start = pdf.upper().rindex(top.hex().upper().encode()) + 2 * top.index(issuer)
    return range(start, start + 2 * len(issuer))


@VARIANTS
def test_no_flipped_bit_goes_unnoticed(certifies: bool) -> None:
    pdf = by_provider(minutes(certifies, "J02"))
    for at, flipped in flips(pdf, 0, len(pdf), 30):
        assert faults(flipped) or at in unproven_name(pdf), at


@VARIANTS
def test_no_flipped_bit_of_the_signature_goes_unnoticed(certifies: bool) -> None:
    pdf = by_provider(minutes(certifies, "J02"))
    start = pdf.rindex(b"/Contents <") + len("/Contents <")
    container = bytes.fromhex(pdf[start : pdf.index(b">", start)].decode())
    for at, flipped in flips(pdf, start, start + 2 * peek(container), 30):
        assert faults(flipped) or at in unproven_name(pdf), at


@pytest.mark.parametrize("spoilt", [-30, 200], ids=["its signature", "its name"])
def test_a_spoilt_certificate_of_the_providers_authority_is_told(spoilt: int) -> None:
    pdf = by_provider(minutes())
    top = a_provider().chain[0].der
    altered = bytearray(top)
    altered[spoilt] ^= 1
    at = pdf.lower().rindex(top.hex().encode())
    assert faults(pdf[:at] + altered.hex().encode() + pdf[at + 2 * len(top) :])


def test_a_document_that_should_be_certified_and_is_not_is_told() -> None:
    page = draw(minutes_data(kept=KEPT), None)
    assert "doesn't certify" in faults(certify(page.pdf, page.fields, "Desk", desk_signer(), None, AT, certifies=False))
