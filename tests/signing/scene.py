"""A real event in which J02 signed the sheet of K01, and what an attacker can do to its PDF."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from juryapp.canonical_json import canonical
from juryapp.desk.signing import sheet_facts
from juryapp.documents.qr import sheet_qr
from juryapp.documents.score_sheet import render
from juryapp.documents.sheet_json import sheet_json
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.signing.pades import Signer, approve, certify
from juryapp.store import attachment_table
from juryapp.verification.authority import Authority
from juryapp.verification.check import verify
from juryapp.verification.verdict import Verdict
from tests.builders import NOW, Ticking, a_juror, an_event, score_all, sign

Change = Callable[[IncrementalPdfFileWriter], None]


@dataclass(frozen=True)
class Scene:
    """The open event and its first signed sheet."""

    event: OpenEvent
    pdf: bytes

    def check(self, pdf: bytes, authority: Authority | None = None) -> Verdict:
        """The verdict on these bytes, as a file."""
        path = self.event.path.parent / "checked"
        path.write_bytes(pdf)
        (found,) = verify([path], authority or Authority.of_event(self.event))
        return found

    def why(self, pdf: bytes, authority: Authority | None = None) -> str:
        """Why these bytes are not valid; the verdict must be `invalid`."""
        found = self.check(pdf, authority)
        assert found.verdict == "invalid"
        return " ".join(found.why)

    def unsigned(self, pdf: bytes, authority: Authority | None = None) -> str:
        """What is told of a paper of ours that nobody signed; the verdict must be `unsigned`."""
        found = self.check(pdf, authority)
        assert found.verdict == "unsigned"
        return " ".join(found.why)

    def signer(self, juror: str = "J02") -> Signer:
        """The juror's genuine key and certificate."""
        key = a_juror(self.event, juror).key
        assert key
        return Signer(key, self.event.trust.jurors[juror][-1], (self.event.trust.desks[-1],))


def a_scene(folder: Path) -> Scene:
    event = an_event(folder)
    # this event was made and closed before, by a clock that ticked on
    assert isinstance(event.laptop.clock, Ticking)
    event.laptop.clock.now = NOW + timedelta(minutes=1)
    return Scene(event, sign(a_juror(event, "J02"), "K01", ["85", "78"]).pdf)


def a_draft(scene: Scene, juror: str = "J02", candidate: str = "K02", points: tuple[str, str] = ("85", "78")) -> bytes:
    """The data of a sheet that is complete and not signed."""
    desk = a_juror(scene.event, juror)
    score_all(desk, candidate, points)
    return sheet_json(sheet_facts(desk, desk.board(), candidate, NOW))


def altered(data: bytes, **changes: Any) -> bytes:
    """A sheet's data with other members."""
    return canonical({**json.loads(data), **changes})


def with_points(data: bytes, *points: str) -> bytes:
    """A sheet's data with other points and what follows from them, as its juror could make it."""
    value = json.loads(data)
    total = 0
    for criterion, given in zip(value["criteria"], points, strict=True):
        criterion["points"] = given
        criterion["value"] = f"{int(criterion['weight']) * int(given) / 100:.2f}"
        total += int(criterion["weight"]) * int(given)
    value["total"], value["total_printed"] = str(Fraction(total, 100)), f"{total // 100}.{total % 100:02d}"
    return canonical(value)


def signed(scene: Scene, data: bytes, juror: str = "J02", **changes: Any) -> bytes:
    """The sheet of this data, as a juror with a genuine key could make it without the program; `changes`: pdf, qr."""
    signer = scene.signer(juror)
    page = render(data, changes.get("qr", sheet_qr(data, signer.key)))
    return certify(changes.get("pdf", page.pdf), page.fields, "Juror", signer, "Juri Contoh", NOW)


def recorded(scene: Scene, data: bytes, pdf: bytes, **lies: Any) -> None:
    """The juror's own signed entry about a sheet that the program never made; `lies` say otherwise."""
    value = json.loads(data)
    juror, candidate = value["juror"]["code"], value["candidate"]["number"]
    told = {
        "state": "signed",
        "revision": value["revision"],
        "scores": {one["code"]: {"points": one["points"]} for one in value["criteria"]},
        "rubric": value["rubric"],
        "total": value["total"],
        "entries": value["entries"],
        "json": attachment_table.digest(data),
        "pdf": attachment_table.digest(pdf),
    }
    key = a_juror(scene.event, juror).key
    assert key
    act = Act(juror, "sheet", f"{juror}/{candidate}", {**told, **lies}, sign=key.sign)
    scene.event.write([act], [data, pdf], seal=True)


def flipped(pdf: bytes, place: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def updated(pdf: bytes, change: Change) -> bytes:
    """An incremental update, as an editor appends it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> Any:
    return writer.root["/Pages"]["/Kids"][0]


def repaint(writer: IncrementalPdfFileWriter) -> None:
    """Other points over those that stand there."""
    page = first_page(writer)
    over = writer.add_object(generic.StreamObject(stream_data=b"q 1 g 300 400 60 20 re f Q BT /F2+0 10 Tf 300 400 Td (99) Tj ET"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), over])
    writer.update_container(page)


def annotate(writer: IncrementalPdfFileWriter) -> None:
    page = first_page(writer)
    texts = {"/Type": "/Annot", "/Subtype": "/FreeText"}
    note = generic.DictionaryObject({generic.NameObject(k): generic.NameObject(v) for k, v in texts.items()})
    note[generic.NameObject("/Rect")] = generic.ArrayObject([generic.NumberObject(n) for n in (300, 400, 360, 420)])
    note[generic.NameObject("/Contents")] = generic.TextStringObject("99")
    page["/Annots"].append(writer.add_object(note))
    writer.update_container(page["/Annots"])
    writer.update_container(page)


def swap_font(writer: IncrementalPdfFileWriter) -> None:
    """Letters that look like others: the regular font's place gets the bold one."""
    fonts = first_page(writer)["/Resources"]["/Font"]
    names = sorted(fonts.keys())
    fonts[names[0]] = fonts.raw_get(names[-1])
    writer.update_container(fonts)


def swap_ink(writer: IncrementalPdfFileWriter) -> None:
    widget = _juror_field(writer)
    drawn = generic.StreamObject(stream_data=b"q 0 0 1 RG 2 w 5 5 m 90 40 l S Q")
    for key, value in widget["/AP"]["/N"].items():
        if key not in ("/Length", "/Filter"):
            drawn[generic.NameObject(key)] = value
    widget["/AP"][generic.NameObject("/N")] = writer.add_object(drawn)
    writer.update_container(widget["/AP"])
    writer.update_container(widget)


def move_box(writer: IncrementalPdfFileWriter) -> None:
    widget = _juror_field(writer)
    widget[generic.NameObject("/Rect")] = generic.ArrayObject([generic.NumberObject(n) for n in (20, 20, 120, 60)])
    writer.update_container(widget)


def add_script(writer: IncrementalPdfFileWriter) -> None:
    action = generic.DictionaryObject({generic.NameObject("/S"): generic.NameObject("/JavaScript")})
    action[generic.NameObject("/JS")] = generic.TextStringObject("app.alert(1)")
    writer.root[generic.NameObject("/OpenAction")] = writer.add_object(action)
    writer.update_root()


def add_metadata(writer: IncrementalPdfFileWriter) -> None:
    writer.set_info(generic.DictionaryObject({generic.NameObject("/Title"): generic.TextStringObject("Total 99")}))


def replace_attachment(writer: IncrementalPdfFileWriter) -> None:
    """Other data behind the same page."""
    spec = writer.root["/AF"][0]["/EF"]
    spec[generic.NameObject("/F")] = writer.add_object(generic.StreamObject(stream_data=b'{"total":"99"}'))
    writer.update_container(spec)


def _juror_field(writer: IncrementalPdfFileWriter) -> Any:
    return next(field.get_object() for field in writer.root["/AcroForm"]["/Fields"] if field.get_object()["/T"] == "Juror")


def resaved(pdf: bytes, change: Callable[[pikepdf.Pdf], None] = lambda document: None) -> bytes:
    """As another library writes it anew."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def stripped(document: pikepdf.Pdf) -> None:
    """The signature taken out, field and all."""
    for holder, key in [
        (document.Root, "/AcroForm"),
        (document.Root, "/Perms"),
        *((page.obj, "/Annots") for page in document.pages),
    ]:
        if key in holder:
            del holder[key]


def approved(scene: Scene, juror: str = "J01") -> bytes:
    """The sheet with its chair's signature."""
    return approve(scene.pdf, "Chair", scene.signer(juror), "Ketua", NOW)


def ends(pdf: bytes) -> list[int]:
    """Where each revision of a file ends."""
    found, start = [], 0
    while (place := pdf.find(b"%%EOF", start)) >= 0:
        start = place + 5
        found.append(start + (pdf[start : start + 1] == b"\n"))
    return found


def without_event(authority: Authority) -> Authority:
    return replace(authority, event=None)
