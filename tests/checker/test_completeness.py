"""The checker page on records of completeness and certificates of destruction: genuine ones are, what does not follow is not."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from juryapp.board.journal_digest import Head, digest_of
from juryapp.canonical_json import canonical
from juryapp.desk import laptop_closing
from juryapp.documents import pdfa
from juryapp.documents.completeness_record import draw
from juryapp.documents.destruction import Destruction, destruction_json
from juryapp.documents.destruction import draw as draw_destruction
from juryapp.event.open_event import OpenEvent
from juryapp.event.seats import root_key
from juryapp.model.document import DocumentKind, FileKind
from juryapp.printing.completeness_record import completeness_data, gathered
from juryapp.printing.document_signing import certified_record
from juryapp.printing.sealed_documents import KINDS, documents_to_seal
from juryapp.printing.sealing import Sealing
from juryapp.signing.fingerprint import six_words
from juryapp.signing.pades import Signer, certify
from juryapp.store import model_records
from juryapp.text import speaking
from tests.builders import NOW, ROOT_PIN, a_desk, a_juror, a_prepared, a_setup, an_event, carry, light_passphrases, sign
from tests.checker import engine
from tests.checker.test_documents import drawn_elsewhere, swaps
from tests.signing.scene import flipped

pytestmark = [pytest.mark.skipif(not engine.available(), reason=engine.WITHOUT), pytest.mark.thorough]
CHECK = """(async () => {
  const trust = await Trust.of(readPem(sent.root)[0], true);
  const found = {};
  for (const [name, pdf] of Object.entries(sent.papers)) {
    const { state, kind, faults, data } = await checkDocument(name, bytesOf(atob(pdf)), trust);
    found[name] = { state, kind, faults: faults.map((one) => one.code), words: data?.told?.words };
  }
  return { found, words: sixWords(sent.digest) };
})()"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], str, str]]:
    """What is found of each paper, the digest's six words as this page makes them, and as the core does."""
    made: dict[str, bytes] = {}
    with speaking("en"), light_passphrases(), an_event(tmp_path_factory.mktemp("event")) as event:
        with a_prepared(event, "room", ["J01"]) as room:
            sign(a_juror(room), "K01", "85")
            a_juror(room).record_score("K02", "REG", "70")
            carry(room, event, admit=True)
            made["open"] = certified_record(a_desk(event))
            laptop_closing.close(room)
            carry(room, event)
        made["closed"] = certified_record(a_desk(event))
        work = Sealing(event, root_key(event, ROOT_PIN), None)
        (sealed,) = work.each([one for one in documents_to_seal(event, KINDS) if one.kind is DocumentKind.COMPLETENESS])
        made["sealed"] = sealed.pdf
        data, record = completeness_data(event), gathered(event)
        made["plain"] = draw(data).pdf
        made["long"] = certified(a_desk(event), changed(data, partial(_long, event.id)))
        made |= {f"bad {name}": certified(a_desk(event), changed(data, change)) for name, change in INSIDERS.items()}
        state = record.laptops[1].state.encode()
        made |= {
            f"bad page {place}": repainted(data, change)
            for place, change in enumerate(
                (
                    swaps((record.words[:5].encode(), b"babab")),
                    swaps((b"(" + record.verdict[:12].encode(), b"(" + b"Semua" + b" " * 7)),
                    drawn_elsewhere((state, 0, -40)),
                )
            )
        }
        made |= destructions(event, a_desk(event))
        made |= {f"bad flipped {place}": flipped(made["closed"], len(made["closed"]) * place // 7) for place in range(1, 7)}
        root = event.trust.root
    with (
        speaking("en"),
        light_passphrases(),
        an_event(tmp_path_factory.mktemp("english"), a_setup(event={"language": "en", "simulated": False})) as other,
    ):
        english = certified_record(a_desk(other))
        destroyed = destructions(other, a_desk(other))["destruction"]
        of_english = other.trust.root
    assert root and of_english
    given = {name: base64.b64encode(pdf).decode() for name, pdf in made.items()}
    folder = tmp_path_factory.mktemp("run")
    found = engine.run(CHECK, {"root": root.pem(), "papers": given, "digest": record.digest}, folder)
    of_other = {"english": english, "destruction in english": destroyed}
    papers = {name: base64.b64encode(pdf).decode() for name, pdf in of_other.items()}
    sent = {"root": of_english.pem(), "papers": papers, "digest": record.digest}
    found["found"] |= engine.run(CHECK, sent, folder)["found"]
    yield found["found"], found["words"], six_words(record.digest)


def changed(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    value = json.loads(data)
    change(value["told"])
    return canonical(value)


def certified(desk: Any, data: bytes) -> bytes:
    """Drawn and signed by the genuine desk, whatever the data says."""
    certificate = next(one for one in desk.event.trust.desks if one.public == desk.key.public)
    page = draw(data)
    return certify(page.pdf, page.fields, "Desk", Signer(desk.key, certificate), None, NOW)


def destructions(event: OpenEvent, desk: Any) -> dict[str, bytes]:
    """Certificates of destruction, short and of several pages; and unsigned ones whose page says something else."""
    about = model_records.event(event.file)
    told = Destruction(about, "retensi habis", "Ruang", ["a.jury"], 2, 1234, 12, 30, [], 0, "ab" * 32, "babab " * 5 + "babab")
    long = replace(told, elsewhere=[f"Prof. Dr. Ir. I Gusti Ngurah Contoh-Wirawan {n}" for n in range(90)], reason="habis " * 60)
    certificate = next(one for one in event.trust.desks if one.public == desk.key.public)
    found = {}
    for name, one in {"destruction": told, "long destruction": long}.items():
        page = draw_destruction(destruction_json(one, event.id, NOW, None))
        found[name] = certify(page.pdf, page.fields, "Desk", Signer(desk.key, certificate), None, NOW)
    found["plain destruction"] = draw_destruction(destruction_json(told, event.id, NOW, None)).pdf
    for place, change in enumerate(
        (swaps((b"(Ruang", b"(Huang")), swaps((b"(1234", b"(1239")), swaps((b"(retensi", b"(pensiun")))
    ):
        found[f"bad page {place} of a destruction"] = repainted(found["plain destruction"], change, drawn=True)
    return found


def repainted(data: bytes, change: Callable[[pikepdf.Pdf], None], *, drawn: bool = False) -> bytes:
    """An unsigned one so changed, drawn and marked as Juryapp does."""
    with pikepdf.open(BytesIO(data if drawn else draw(data).pdf)) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return pdfa._marked(out.getvalue())


def _long(event: str, told: dict[str, Any]) -> None:
    """Several pages: many laptops, jurors and candidates with long names, and long sentences."""
    name = "Prof. Dr. Ir. I Gusti Ngurah Contoh-Wirawan, M.Sc., Ph.D."
    laptops = [
        {**told["laptops"][0], "name": f"{name} (J{n:02})", "state": f"closed at entry {n * 17}, open again"} for n in range(45)
    ]
    heads = [Head(f"{n:032x}", n * 17 + 1, sha256(str(n).encode()).hexdigest()) for n in range(45)]
    told["laptops"], told["gaps"] = laptops, [f"{n} of them: {name}; " * 9 + "." for n in range(30)]
    told["jurors"] = {f"J{n:02}": name for n in range(9)}
    marks = ("confirmed", "here", "draft", "held", "elsewhere", "never")
    places = {code: marks[place % 6] for place, code in enumerate(told["jurors"]) if place != 4}
    told["candidates"] = [{"number": f"K{n:02}", "name": "Kabupaten " + "Contoh " * (n % 9), "places": places} for n in range(90)]
    told["counts"] = dict.fromkeys(marks, 120)
    told["heads"] = [{"name": name, "device": one.device, "number": one.number, "id": one.id} for one in heads]
    told["digest"] = digest_of(event, heads)
    told["words"] = six_words(told["digest"])


def _other_end(told: dict[str, Any]) -> None:
    told["heads"][0]["number"] += 1


def _other_words(told: dict[str, Any]) -> None:
    told["words"] = " ".join(["babab"] * 6)


def _other_digest(told: dict[str, Any]) -> None:
    told["digest"] = "0" * 64
    told["words"] = six_words(told["digest"])


INSIDERS: dict[str, Callable[[dict[str, Any]], None]] = {"end": _other_end, "words": _other_words, "digest": _other_digest}
"""What somebody with the desk's key could write into one."""


def test_a_genuine_record_is_genuine_with_the_words_of_its_digest(told: tuple[dict[str, Any], str, str]) -> None:
    found, words, core = told
    for name in ("open", "closed", "sealed", "english", "long"):
        assert (found[name]["faults"], found[name]["state"], found[name]["kind"]) == ([], "valid", "record of completeness"), name
    for name in ("destruction", "long destruction", "destruction in english"):
        assert (found[name]["faults"], found[name]["state"], found[name]["kind"]) == ([], "valid", FileKind.DESTRUCTION), name
    assert (found["plain destruction"]["state"], found["plain destruction"]["faults"]) == ("unsigned", [])
    assert words == core == found["closed"]["words"] == found["open"]["words"]
    assert (found["plain"]["state"], found["plain"]["faults"]) == ("unsigned", [])


def test_the_ends_on_which_minutes_rest_are_held_against_the_record(tmp_path: Path) -> None:
    """The same end or a later one, an older record, and another entry of the same number."""
    ends = [{"laptop": "Meja", "number": 9, "id": "a" * 64}, {"laptop": "Ruang", "number": 5, "id": "b" * 64}]

    def record(*heads: tuple[str, int, str]) -> dict[str, Any]:
        return {
            "name": "r.pdf",
            "data": {"told": {"heads": [dict(zip(("name", "number", "id"), one, strict=True)) for one in heads]}},
        }

    given = [
        record(("Meja", 9, "a" * 64), ("Ruang", 8, "c" * 64)),
        record(("Meja", 9, "a" * 64), ("Ruang", 4, "c" * 64)),
        record(("Meja", 9, "d" * 64), ("Other name", 5, "b" * 64)),
        record(),
    ]
    script = """sent.given.map((one) => {
      const found = { problems: [], notes: [] };
      compareWithRecords(sent.ends, [one], found);
      const all = [...found.problems, ...found.notes];
      return all.map(({ code, gaps }) => [code, gaps.laptop, gaps.listed].filter((part) => part !== undefined).join(" "));
    })"""
    assert engine.run(script, {"ends": ends, "given": given}, tmp_path) == [
        ["ends-listed"],
        ["older-record Ruang 4"],
        ["other-end Meja"],
        ["older-record Meja 0", "older-record Ruang 0"],
    ]


def test_a_digest_or_words_that_do_not_follow_and_pages_that_say_otherwise_are_refused(
    told: tuple[dict[str, Any], str, str],
) -> None:
    found, _words, _core = told
    bad = {name: one for name, one in found.items() if name.startswith("bad")}
    assert [name for name, one in bad.items() if one["state"] != "invalid"] == []
    assert {name: found[f"bad {name}"]["faults"] for name in INSIDERS} == {name: ["ends"] for name in INSIDERS}
    assert all("page-data" in one["faults"] for name, one in bad.items() if name.startswith("bad page"))
