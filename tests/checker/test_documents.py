"""The checker page in a real Chromium: untouched papers of every kind are genuine, forged ones are refused with a sentence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from juryapp.documents.qr import sheet_qr
from juryapp.documents.sheet_json import Supersedes
from juryapp.model.category import Category
from juryapp.model.document import DocumentKind
from juryapp.model.points import Scale
from juryapp.model.rounding import Roundings
from juryapp.printing.document_signing import issue
from juryapp.signing.certificates import read_pem
from juryapp.signing.fields import Field
from juryapp.signing.pades import Signer, approve, certify
from juryapp.signing.trust_store import event_id
from juryapp.text import speaking
from juryapp.verification.checker_page import checker_page, of_event
from tests.builders import NOW, a_desk, light_passphrases
from tests.checker.browsers import Chromium, checked, chromium_path
from tests.checker.forged import MODULES, draw, on_real_papers, sheet_data, the_root
from tests.documents.builders import a_criterion, a_juror, a_score, a_sheet, an_event
from tests.documents.looking import look
from tests.signing import scene as attacks
from tests.signing import test_added_objects as added
from tests.signing import test_forging_signers as built_in
from tests.signing.papers import INK, juror_signer, the_juror
from tests.signing.people import AT, an_authority, the_authority
from tests.signing.providers import signed_by_provider, time_stamped, with_proofs
from tests.signing.scene import Scene, a_scene, altered, flipped, resaved, updated, with_points
from tests.signing.test_attacks import UPDATES
from tests.signing.test_attacks_on_several import signs

pytestmark = [
    pytest.mark.skipif(not chromium_path(), reason="Chromium isn't installed (Debian: apt-get install chromium)"),
    pytest.mark.thorough,
]
Made = dict[str, bytes]


@dataclass(frozen=True)
class Found:
    """What the page said of each paper, by its name."""

    genuine: dict[str, Any]
    forged: dict[str, Any]


# --- sheets of every form, all signed by J01 under one root


def a_paper(**changes: Any) -> bytes:
    """The data of a sheet of J01, with everything else as it is given."""
    event = changes.pop("event", an_event())
    people = {"juror": a_juror(code="J01", name="Juror J01"), "event_id": event_id(the_authority().root), "signed_at": AT}
    return a_sheet(event=event, **{**people, **changes})


def signed(data: bytes, qr: str | None = None, signer: Signer | None = None, pdf: bytes | None = None) -> bytes:
    page = draw(data, qr)
    return certify(pdf or page.pdf, page.fields, "Juror", signer or the_juror(), INK, AT)


def many_criteria() -> bytes:
    """Several pages in English on F4: long remarks, what can't be assessed, rounding, a later revision."""
    text = "A remark that is longer than its column, with “quotes”, – dashes – and é letters. " * 12
    criteria = tuple(a_criterion(f"K{n:02d}", name=f"Criterion {n}", guidance=text[:90]) for n in range(1, 5))
    scores = {c.code: a_score(c.code, "87.5", remark=text[: 260 * n]) for n, c in enumerate(criteria, 1)}
    scores["K02"] = a_score("K02", None, reason="The document was not shown, not even after it was asked for twice.")
    return a_paper(
        criteria=criteria,
        scores=scores,
        category=Category("KAB", "Regencies", roundings=Roundings.read("criterion:1")),
        total=Fraction(876, 10),
        revision=2,
        supersedes=Supersedes(1, "0" * 64, "A typing mistake"),
        event=an_event(language="en", paper="F4", simulated=True, juror_word="penilai"),
    )


def thousands() -> bytes:
    """Points above a thousand, in eighths, letters that the fonts don't have, a name that a certificate would cut."""
    scale = Scale(Decimal(0), Decimal(2000), Decimal("0.125"))
    criteria = (
        a_criterion("A", name="Nilai “besar” – 漢字 a\u2011b", weight=Decimal("33.5"), scale=scale),
        a_criterion("B", weight=Decimal("66.5"), scale=scale),
    )
    scores = {"A": a_score("A", "1234.125"), "B": a_score("B", "2000", remark="1.000 orang; 12,5% lebih")}
    return a_paper(criteria=criteria, scores=scores, slot=None, chair=None, event=an_event(letterhead=(), logo=b""))


def genuine() -> Made:
    plain = signed(sheet_data())
    chair = approve(plain, "Chair", the_juror("J02"), "Ketua", AT)
    root = Signer(the_authority().root_key, the_authority().root)
    sealed = approve(chair, "HQ_Seal", root, None, AT)
    return {
        "plain": plain,
        "logo": signed(a_paper()),
        "long": signed(many_criteria()),
        "thousands": signed(thousands()),
        "typed": signed(a_paper(typed=("REG",), typists=("Ani", "Budi"), assisted=("CAK",), assistants=("Citra",))),
        "chair": chair,
        "sealed": sealed,
        "archived": time_stamped(with_proofs(time_stamped(with_proofs(sealed)))),
        "provider": signed_by_provider(plain),
    }


# --- forged


def repacked(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A page that its own juror changed before signing it."""
    return signed(sheet_data(), pdf=resaved(draw(sheet_data(), None).pdf, change))


def paints(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Contents.write(page.Contents.read_bytes() + b"\n" + content)

    return change


def swaps(*pairs: tuple[bytes, bytes]) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        for old, new in pairs:
            assert old in content
            content = content.replace(old, new, 1)
        pdf.pages[0].Contents.write(content)

    return change


def drawn_elsewhere(*moves: tuple[bytes, float, float]) -> Callable[[pikepdf.Pdf], None]:
    """Cells of a table whose texts stand elsewhere on the page, in the order of before: (text, to the right, up), in points."""

    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        for text, right, up in moves:
            cell = re.compile(
                rb"1 0 0 1 (\S+) (\S+) cm(\n/P <</MCID \d+>> BDC\nq\n[^\n]+\nBT [^\n]*\(" + re.escape(text) + rb"\) Tj)"
            )
            content, found = cell.subn(partial(_placed, right=right, up=up), content, count=1)
            assert found, text
        pdf.pages[0].Contents.write(content)

    return change


def _placed(cell: re.Match[bytes], right: float, up: float) -> bytes:
    return b"1 0 0 1 %f %f cm%s" % (float(cell[1]) + right, float(cell[2]) + up, cell[3])


def change(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    assert old in content
    pdf.pages[0].Contents.write(content.replace(old, new, 1))


def line(left: float, bottom: float, right: float, top: float) -> bytes:
    return b"q 0 G 0.6 w n %f %f m %f %f l S Q" % (left, bottom, right, top)


def in_lines() -> Made:
    """Lines and areas that nobody draws on our pages: through letters, or where they read as figures."""
    box = next(box for text, box in look(draw(sheet_data(), None).pdf)[0].runs if text.strip() == "85")
    (left, bottom, right, top), middle = box, (box[1] + box[3]) / 2
    figure = [(20, 0, 28, 0), (20, 8, 28, 8), (20, 16, 28, 16), (28, 0, 28, 16), (20, 8, 20, 16)]
    at = [line(right + x, bottom + y, right + x2, bottom + y2) for x, y, x2, y2 in figure]
    codes = b"\n".join(b"q 0 g n %d 300 40 40 re f Q" % left for left in (300, 345, 390))
    word = b"BT 1 0 0 1 %f %f Tm /F2+0 9 Tf 11 TL (K01) Tj T* ET" % (right + 12, bottom)
    return {
        "struck out": repacked(paints(line(left - 1, middle, right + 1, middle))),
        "struck out across the page": repacked(paints(line(40, middle, 560, middle))),
        "struck out before it is written": repacked(begins_with(line(40, middle, 560, middle))),
        "a bar before the points": repacked(paints(line(left - 3, bottom, left - 3, top))),
        "a nine of lines": repacked(paints(b"\n".join(at))),
        "a slanting line": repacked(paints(line(40, 300, 560, 340))),
        "a small box": repacked(paints(b"q 0 G 0.6 w n 300 320 6 10 re S Q")),
        "a dark area": repacked(begins_with(b"q 0 g n 300 320 6 10 re f Q")),
        "a mark behind the page": repacked(begins_with(b"q 0.93 g n 300 320 m 310 330 320 330 330 320 c h f Q")),
        "a third code": repacked(paints(codes)),
        "a word beside the value": repacked(paints(word)),
        "headings changed places": repacked(swaps((b"(Skor)", b"(..)"), (b"(Bobot)", b"(Skor)"), (b"(..)", b"(Bobot)"))),
        "a shorter letterhead": repacked(swaps((b"(PEMERINTAH PROVINSI CONTOH)", b"(PEMERINTAH PROVINSI)"))),
    }


def begins_with(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        page.Contents.write(content + b"\n" + page.Contents.read_bytes())

    return change


def another_font(pdf: pikepdf.Pdf) -> None:
    """Letters that read as before and are drawn as others: the regular font's file gets the shapes of the bold one."""
    fonts = pdf.pages[0].Resources.Font
    names = sorted(fonts.keys())
    fonts[names[1]].FontDescriptor.FontFile2 = fonts[names[0]].FontDescriptor.FontFile2


def backwards(pdf: pikepdf.Pdf) -> None:
    """Each letter goes to the left: figures lie over one another."""
    for font in pdf.pages[0].Resources.Font.as_dict().values():
        font.Widths = pikepdf.Array([-int(width) for width in font.Widths])


def other_letters(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.as_dict().values():
        font["/ToUnicode"] = pdf.make_stream(b"/35 beginbfchar")


def an_open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def on_sheets() -> Made:
    """What somebody makes of a signed sheet, or a juror with a genuine key of the own."""
    plain, data = signed(sheet_data()), sheet_data()
    other = with_points(data, "99", "99")
    stranger = juror_signer("J01", an_authority())
    made = {f"update {change.__name__}": updated(plain, change) for change, _named in UPDATES}
    made |= {f"signed above {name}": approve(pdf, "Chair", the_juror("J02"), "Ketua", AT) for name, pdf in made.items()}
    made |= {f"flipped {place}": flipped(plain, len(plain) * place // 9) for place in range(9)}
    return made | {
        "cut": plain[:-300],
        "unsigned": draw(data, None).pdf,
        "saved anew": resaved(plain),
        "garbage behind": plain + b"\0" * 9,
        "stranger": signed(data, signer=stranger),
        "wrong juror": signed(data, signer=the_juror("J02")),
        "other points on the page": repacked(lambda pdf: show(pdf, other)),
        "one digit": repacked(swaps((b"(85)", b"(%s)" % not_in_digest(data)))),
        "points drawn in each other's rows": repacked(drawn_elsewhere((b"85", 0, -17), (b"78,5", 0, 17))),
        "points drawn in the next column": repacked(drawn_elsewhere((b"85", 60, 0), (b"51,00", -60, 0))),
        "points pressed together": repacked(lambda pdf: change(pdf, b"BT 1 0 0 1 0 2.5 Tm", b"-5 Tc BT 1 0 0 1 0 2.5 Tm")),
        "points changed places": repacked(swaps((b"(85)", b"(..)"), (b"(78,5)", b"(85)"), (b"(..)", b"(78,5)"))),
        "total in the corner": repacked(paints(b"BT 1 0 0 1 20 20 Tm /F2+0 9 Tf 11 TL (99,99) Tj T* ET")),
        "painted over": repacked(paints(b"q 1 1 1 rg n 0 0 595 842 re f Q")),
        "drawn digits": repacked(paints(b"q 0 0 0 rg n 100 500 m 110 510 120 520 130 530 c h f Q")),
        "pale": repacked(paints(b"q 1 1 1 rg BT 1 0 0 1 20 20 Tm /F2+0 9 Tf 11 TL (K01) Tj T* ET Q")),
        "another font": repacked(another_font),
        "letters drawn backwards": repacked(backwards),
        "action": repacked(an_open_action),
        "title": repacked(lambda pdf: pdf.docinfo.__setitem__("/Title", "Total 99")),
        "sums": signed(altered(data, total="99", total_printed="99.00")),
        "other event": signed(altered(data, event={**json.loads(data)["event"], "id": "0" * 32})),
        "code of another sheet": signed(data, qr=sheet_qr(other, the_juror().key)),
        "code of another key": signed(data, qr=sheet_qr(data, the_juror("J03").key)),
        "provider in the chair's field": signed_by_provider(plain, field="Chair"),
        "provider over a change": signed_by_provider(updated(plain, attacks.repaint)),
        "proofs before the seal": with_proofs(plain),
        "juror as headquarters": approve(plain, "HQ_Seal", the_juror("J03"), None, AT),
        "late": certify(draw(data, None).pdf, draw(data, None).fields, "Juror", the_juror(), INK, NOW),
    }


def not_in_digest(data: bytes) -> bytes:
    """Points that nothing explains: digest and the event's identifier, which may hold them, are others with each run."""
    known = sha256(data).hexdigest() + data.decode()
    return next(points for points in ("95", "75", "65", "55", "45", "94", "93", "92") if points not in known).encode()


def show(pdf: pikepdf.Pdf, data: bytes) -> None:
    with pikepdf.open(BytesIO(draw(data, None).pdf)) as source:
        pdf.pages[0].Contents.write(source.pages[0].Contents.read_bytes())


def in_revisions() -> Made:
    """What a later signer's program, or the first signer's, writes beside the signature."""
    plain = signed(sheet_data())
    actions = {f"stamp with {key}": added.stamps(plain, **{key: added.SCRIPT}) for key in ("A", "AA", "PA", "DV")}
    changes = {
        "catalogue": added.in_catalogue(OpenAction=added.SCRIPT),
        "outlines": added.in_catalogue(Outlines=built_in.entries()),
        "form": added.in_form(XFA=built_in.entries()),
        "page": added.in_page(UserUnit=built_in.entries()),
        "field": added.in_field(AA=added.SCRIPT),
    }
    signed_over = {f"provider with {name}": added.signs(change, plain) for name, change in changes.items()}
    fields = draw(sheet_data(), None).fields
    moved = tuple(Field(one.name, 0, (60.0, 400.0, 500.0, 640.0)) if one.name == "Chair" else one for one in fields)
    return {
        **actions,
        **signed_over,
        "second widget": built_in.certified(built_in.another_widget("Juror"), fields=fields),
        "turned": built_in.rebuilt(lambda pdf: setattr(pdf.pages[0].obj, "Rotate", 180)),
        "cropped": built_in.rebuilt(lambda pdf: setattr(pdf.pages[0].obj, "CropBox", pikepdf.Array([0, 400, 595, 842]))),
        "letters": built_in.rebuilt(other_letters),
        "field over the points": built_in.certified(lambda writer: None, fields=moved),
    }


# --- recapitulation and minutes, of a real event


def of_results(scene: Scene) -> tuple[Made, Made]:
    """Those that the desk certified and a juror signed; and the same, changed."""
    good: Made = {"scene's sheet": scene.pdf}
    bad: Made = {}
    for kind in (DocumentKind.RECAPITULATION, DocumentKind.MINUTES):
        made = issue(a_desk(scene.event), kind)
        pdf = signs(scene.event, made.document, "J03")
        good |= {f"{kind.value} certified": made.pdf, f"{kind.value} signed": pdf}
        for change in (attacks.repaint, attacks.annotate, attacks.add_metadata, attacks.replace_attachment):
            bad[f"{kind.value} {change.__name__}"] = updated(pdf, change)
        wrong = approve(pdf, "Juror_J02", scene.signer("J04"), "Empat", NOW)
        bad[f"{kind.value} wrong juror"], bad[f"{kind.value} saved anew"] = wrong, resaved(pdf)
        bad[f"{kind.value} flipped"] = flipped(pdf, len(pdf) // 2)
    return good, bad


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """Everything, shown to one Chromium."""
    folder, made = tmp_path_factory.mktemp("checker"), Found({}, {})
    with speaking("en"), light_passphrases(), on_real_papers(MODULES, {}):
        scene = a_scene(tmp_path_factory.mktemp("scene"))
        (root,) = read_pem(the_root())
        batches = [
            (checker_page(root), genuine(), {**on_sheets(), **in_lines(), **in_revisions()}),
            (of_event(scene.event), *of_results(scene)),
        ]
        scene.event.close()
    browser = Chromium()
    try:
        for number, (page, good, bad) in enumerate(batches):
            told = shown(browser, folder / str(number), page, {**good, **bad})
            made.genuine.update({name: told[name] for name in good})
            made.forged.update({name: told[name] for name in bad})
    finally:
        browser.close()
    yield made


def shown(browser: Chromium, folder: Path, page: str, papers: Made) -> dict[str, Any]:
    folder.mkdir()
    (folder / "page.html").write_text(page, encoding="utf-8")
    files = []
    for name, pdf in papers.items():
        files.append(folder / f"{name}.pdf")
        files[-1].write_bytes(pdf)
    return {one["name"].removesuffix(".pdf"): one for one in checked(browser, folder / "page.html", files)}


def test_untouched_papers_of_every_kind_are_genuine(found: Found) -> None:
    assert {name: one["faults"] for name, one in found.genuine.items() if one["state"] != "valid"} == {}


def test_every_forged_paper_is_refused(found: Found) -> None:
    assert len(found.forged) > 70
    assert [name for name, one in found.forged.items() if one["state"] != "invalid" or not one["faults"]] == []


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("one digit", "number"),
        ("total in the corner", "number"),
        ("painted over", "covered"),
        ("another font", "shape"),
        ("struck out", "lines"),
        ("struck out across the page", "lines"),
        ("struck out before it is written", "lines"),
        ("a bar before the points", "lines"),
        ("a nine of lines", "lines"),
        ("a slanting line", "lines"),
        ("a small box", "lines"),
        ("a dark area", "lines"),
        ("a mark behind the page", "lines"),
        ("a third code", "lines"),
        ("a word beside the value", "page-data"),
        ("headings changed places", "page-data"),
        ("a shorter letterhead", "page-data"),
        ("stranger", "stranger"),
        ("wrong juror", "wrong-signer"),
        ("saved anew", "resaved"),
        ("garbage behind", "added"),
        ("sums", "sums"),
        ("code of another key", "qr"),
        ("other event", "other-event"),
        ("unsigned", "unsigned"),
    ],
)
def test_a_forgery_is_named_for_what_it_is(found: Found, name: str, fault: str) -> None:
    assert fault in [one["code"] for one in found.forged[name]["faults"]]


def test_a_helper_in_a_worker_of_the_same_script_says_the_same_and_reaches_no_network(tmp_path: Path) -> None:
    (root,) = read_pem(the_root())
    (tmp_path / "page.html").write_text(checker_page(root), encoding="utf-8")
    browser = Chromium()
    try:
        browser.open(tmp_path / "page.html")
        told = browser.evaluate("""(async () => {
          const trust = await Trust.of(checkerPage.root, true);
          const reaches = "fetch('data:,x').then(() => postMessage('reached'), (problem) => postMessage(String(problem)))";
          const reaching = new Worker(URL.createObjectURL(new Blob([reaches])));
          const refused = await new Promise((told) => { reaching.onmessage = ({ data }) => told(data); });
          const helper = new Helper(URL.createObjectURL(new Blob([checkerPage.script])), trust);
          const found = await helper.check(new File(["no PDF"], "a.pdf"));
          const able = await helper.begun;
          helper.end();
          const again = await helper.check(new File(["no PDF"], "a.pdf"));
          const broken = new Helper(URL.createObjectURL(new Blob(["("])), trust);
          const itself = await broken.check(new File(["no PDF"], "a.pdf"));
          return { able, refused, found: [found, again, itself].map((one) => [one.name, one.state, one.faults[0].code]) };
        })()""")
    finally:
        browser.close()
    assert told["able"] and "Failed to fetch" in told["refused"]
    assert told["found"] == [["a.pdf", "invalid", "not-pdf"]] * 3
