"""The checker page on papers that nobody or not everybody signed: neither genuine nor wrong; what was altered is refused."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from juryapp.canonical_json import canonical
from juryapp.documents import pdfa, recapitulation, score_sheet
from juryapp.model.document import DocumentKind
from juryapp.model.juror import Role
from juryapp.model.likeness import NEAR, likeness_of_people
from juryapp.printing.document_signing import decline, issue
from juryapp.printing.event_documents import documents, recapitulation_data
from juryapp.text import speaking
from tests.builders import a_desk, a_juror, a_juror_record, a_setup, an_event, light_passphrases, score_all, sign
from tests.checker import engine
from tests.checker.test_documents import drawn_elsewhere, swaps
from tests.documents.looking import look
from tests.signing.providers import signed_by_provider
from tests.signing.scene import flipped, resaved
from tests.signing.test_attacks_on_several import signs

pytestmark = [pytest.mark.skipif(not engine.available(), reason=engine.WITHOUT), pytest.mark.thorough]
JURORS = ("J01", "J02")
CHECK = """(async () => {
  const trust = await Trust.of(readPem(sent.root)[0], true);
  const found = {};
  for (const [name, pdf] of Object.entries(sent.papers)) {
    const { state, kind, faults, notes, waiting } = await checkDocument(name, bytesOf(atob(pdf)), trust);
    found[name] = { state, kind, faults: faults.map((one) => one.code), notes: notes.map((one) => one.code), waiting };
  }
  return found;
})()"""
NAMES = (
    ("Prof. Dr. I Wayan Sudana, M.Si.", "I WAYAN SUDANA"),
    ("I Wayan Sudana", "I Wy. Sudana"),
    ("Ni Made Ayu Lestari", "Ni Md Ayu Lestari"),
    ("Ni Made Ayu Lestari", "Ni Made Ayu Pertiwi"),
    ("Juror J03", "Somebody Else"),
    ("Budi", "Budi Santoso, S.H."),
    ("Budi Santoso", "Bambang Susanto"),
    ("Siti Rahmawati", "Siti Rachmawati"),
    ("Ahmad Fauzi", "Fauzi Ahmad"),
)


def altered_recapitulation(data: bytes) -> bytes:
    """Pages that show other scores than the attached data says, drawn and marked as Juryapp does."""
    value = json.loads(data)
    for row in value["categories"][0]["rows"]:
        row["score"] = "99.99"
    pages = recapitulation.render(json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()).pdf
    with pikepdf.open(BytesIO(recapitulation.render(data).pdf)) as pdf, pikepdf.open(BytesIO(pages)) as other:
        for page, foreign in zip(pdf.pages, other.pages, strict=True):
            page.Contents.write(foreign.Contents.read_bytes())
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return pdfa._marked(out.getvalue())


def forged_recapitulations(data: bytes) -> dict[str, bytes]:
    """Pages on which something stands elsewhere or otherwise than the data says, drawn and marked as Juryapp does."""
    last = [box for text, box in look(recapitulation.render(data).pdf)[0].runs if text.strip() == "70,00"][-1]
    changes = {
        "score in the next row": drawn_elsewhere((b"80,00", 0, -30)),
        "place in the next row": drawn_elsewhere((b"Juara 1", 0, -30)),
        "another place in the last row": swaps((b"(Juara 2)", b"(Juara 1)")),
        "no place in the last row": swaps((b"(Juara 2)", b"()")),
        "something behind the last row": written_again(b"80,00", last[2] + 24, last[1]),
        "something below a heading": written_again(b"80,00", last[0], last[1] + 20),
        "jurors changed places": swaps((b"(J01)", b"(..)"), (b"(J02)", b"(J01)"), (b"(..)", b"(J02)")),
        "final too early": swaps((rb"(\002 SEMENTARA)", rb"(\002 final)")),
        "another name in the legend": swaps((b"( Juri Contoh J01 ", b"( Juri Contoh J02 ")),
        "another letterhead": swaps((b"(PEMERINTAH PROVINSI CONTOH)", b"(PROVINSI CONTOH)")),
    }
    return {f"bad {name}": recapitulation_drawn(data, change) for name, change in changes.items()}


def with_many_jurors(data: bytes) -> bytes:
    """The data of a recapitulation whose signatures fill pages of their own."""
    value = json.loads(data)
    for category in value["categories"]:
        for number in range(10, 34):
            category["jurors"].append({**category["jurors"][-1], "code": f"J{number}", "name": "Prof. Dr. Contoh " * 6 + "Akhir"})
    return canonical(value)


def another_first_place(pdf: pikepdf.Pdf) -> None:
    """The line above the last signatures names somebody else."""
    content = pdf.pages[-1].Contents.read_bytes()
    assert b": 1. K01 " in content and len(pdf.pages) > 2
    pdf.pages[-1].Contents.write(content.replace(b": 1. K01 ", b": 1. K02 "))


def written_again(text: bytes, left: float, bottom: float) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes()
        font = re.search(rb"(/F\S+ \S+ Tf)[^\n]*\(" + re.escape(text) + rb"\) Tj", content)
        assert font
        again = b"\nBT 1 0 0 1 %f %f Tm %s 11 TL (%s) Tj T* ET" % (left, bottom, font[1], text)
        pdf.pages[0].Contents.write(content + again)

    return change


def recapitulation_drawn(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """So changed, drawn and marked as Juryapp does."""
    with pikepdf.open(BytesIO(recapitulation.render(data).pdf)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return pdfa._marked(out.getvalue())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    made: dict[str, bytes] = {}
    with speaking("en"), light_passphrases():
        jurors = (a_juror_record("J01", role=Role.CHAIR), a_juror_record("J02"))
        with an_event(tmp_path_factory.mktemp("event"), a_setup(jurors=jurors), JURORS) as event:
            for juror in JURORS:
                for candidate, points in (("K01", "80"), ("K02", "70")):
                    signed = sign(a_juror(event, juror), candidate, points)
            score_all(a_juror(event, "J01"), "U01")
            for kind in DocumentKind:
                made |= {f"plain {kind} {name}": pdf for name, pdf in documents(event, kind) if b"/ByteRange" not in pdf}
            data = recapitulation_data(event)
            minutes = issue(a_desk(event), DocumentKind.MINUTES)
            made |= {"waiting for two": minutes.pdf, "waiting for one": signs(event, minutes.document, "J02")}
            made["waiting for none"] = signs(event, minutes.document, "J01")
            former = issue(a_desk(event), DocumentKind.RECAPITULATION)
            decline(a_juror(event, "J02"), former.document, "Angka belum dibahas")
            later = issue(a_desk(event), DocumentKind.RECAPITULATION)
            made |= {"declined before": later.pdf, "closed over J02": signs(event, later.document, "J01", close=True)}
            made["bad other person"] = signed_by_provider(minutes.pdf, field="PSrE_J02")
            root = event.trust.root
    assert root
    plain = recapitulation.render(data).pdf
    made |= {f"bad flipped {place}": flipped(plain, len(plain) * place // 9) for place in range(9)}
    with pikepdf.open(BytesIO(signed.pdf)) as pdf:
        json_, code = (pdf.attachments[name].get_file().read_bytes() for name in ("sheet.json", "qr.txt"))
    made |= {
        "bad other scores": altered_recapitulation(data),
        **forged_recapitulations(data),
        "plain recapitulation of many": recapitulation.render(with_many_jurors(data)).pdf,
        "bad first place above signatures": recapitulation_drawn(with_many_jurors(data), another_first_place),
        "bad saved anew": resaved(plain),
        "bad stripped": score_sheet.render(json_, code.decode()).pdf,
        "bad foreign": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n",
    }
    sent = {name: base64.b64encode(pdf).decode() for name, pdf in made.items()}
    yield engine.run(CHECK, {"root": root.pem(), "papers": sent}, tmp_path_factory.mktemp("run"))


def test_papers_that_nobody_signed_are_neither_genuine_nor_wrong(told: dict[str, dict[str, Any]]) -> None:
    plain = {name: one for name, one in told.items() if name.startswith("plain")}
    assert {name: one["faults"] for name, one in plain.items() if one["state"] != "unsigned"} == {}
    agreeing = {one["kind"] for one in plain.values() if one["notes"] == ["unsigned-data"]}
    assert agreeing == {"score sheet", "recapitulation", "minutes", "record of completeness"}
    assert len({one["kind"] for one in plain.values()}) == 11


def test_an_unsigned_paper_that_was_altered_is_refused_as_before(told: dict[str, dict[str, Any]]) -> None:
    bad = {name: one for name, one in told.items() if name.startswith("bad")}
    assert [name for name, one in bad.items() if one["state"] != "invalid" or not one["faults"]] == []
    assert {"unsigned", "page-data"} <= set(bad["bad other scores"]["faults"])
    assert bad["bad first place above signatures"]["faults"] == ["unsigned", "page-data"]
    told_rightly = {name for name in bad if {"page-data", "covered"} & set(bad[name]["faults"])}
    assert len(told_rightly) >= 10, "not for another reason, such as how it was written"
    assert bad["bad stripped"]["faults"][:2] == ["unsigned", "missing"]


def test_who_is_still_to_sign_is_named(told: dict[str, dict[str, Any]]) -> None:
    waiting = {name: one["waiting"] for name, one in told.items() if name.startswith("waiting")}
    assert all(told[name]["state"] == "valid" for name in waiting)
    assert waiting["waiting for two"] == {"done": 0, "all": 2, "names": "Juri Contoh J02, Juri Contoh J01"}
    assert waiting["waiting for one"] == {"done": 1, "all": 2, "names": "Juri Contoh J01"}
    assert waiting["waiting for none"] is None


def test_who_declined_a_former_version_and_over_whom_the_chair_closed_this_one_is_told(told: dict[str, dict[str, Any]]) -> None:
    before, closed = told["declined before"], told["closed over J02"]
    assert (before["state"], before["waiting"]["names"], before["notes"]) == (
        "valid",
        "Juri Contoh J02, Juri Contoh J01",
        ["declined"],
    )
    assert (closed["state"], closed["waiting"], closed["notes"]) == ("valid", None, ["closed-over", "declined"])


def test_a_stranger_in_a_persons_field_for_a_provider_is_refused(told: dict[str, dict[str, Any]]) -> None:
    assert told["bad other person"]["faults"] == ["other-person"]


def test_names_are_taken_for_one_where_the_core_takes_them_for_one(tmp_path: Path) -> None:
    others = engine.run("sent.map(([one, other]) => areOthers(one, other))", NAMES, tmp_path)
    assert others == [likeness_of_people(one, other) < NEAR for one, other in NAMES]
