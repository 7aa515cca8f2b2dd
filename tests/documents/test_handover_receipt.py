"""The receipt for a flash disk: who brought what, sheets by juror, when, with room for two signatures."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.documents.form import paper_of
from juryapp.documents.handover_receipt import HandedOver, Handover, render
from juryapp.errors import FileProblem
from juryapp.model.document import FileKind
from juryapp.sharing.handover import handover_receipt
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.text import _, plural, speaking
from tests.builders import NOW, a_desk, a_juror, a_prepared, a_setup, an_event, light_passphrases, sign
from tests.documents.looking import faults, look


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.text.split()) for page in look(pdf))


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_names_jurors_sheets_and_whoever_brought_it(language: str) -> None:
    event = a_setup(event={"language": language}).event
    package = HandedOver("laptop-juri", NOW.isoformat(), {"J02": ("K01", "K02")}, "ab" * 32)
    earlier = replace(package, sheets={"J02": ("K01",)})
    pdf = render(event, Handover([earlier, package], {"J02": "Juri Contoh J02"}, "Wayan Contoh"), NOW)
    said = text_of(pdf)
    for part in ("Juri Contoh J02 (J02): 2", "K01, K02", "Wayan Contoh", "abababab", "laptop-juri"):
        assert part in said
    with speaking(language):
        total = plural("{count} signed sheet", "{count} signed sheets", 2)
    assert total in said, "what the next package of a laptop holds as well counts once"
    assert paper_of(pdf) is FileKind.HANDOVER and not faults(pdf)


def test_the_longest_stays_on_its_pages() -> None:
    sheets = {f"J{number:02}": tuple(f"K{one:02}" for one in range(60)) for number in range(20)}
    packages = [HandedOver("laptop " * 12, NOW.isoformat(), sheets, "f" * 64, left=3)] * 6
    names = dict.fromkeys(sheets, "Prof. Dr. Ir. Nama Yang Sangat Panjang Sekali, M.Sc., Ph.D.")
    assert not faults(render(a_setup().event, Handover(packages, names), NOW))


def test_it_is_made_from_the_packages_and_says_what_is_not_here(tmp_path: Path) -> None:
    with light_passphrases(), an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel:
        sign(a_juror(event, "J01"), "K02", "70")
        sign(a_juror(panel, "J02"), "K01", "80")
        package = pack(panel, tmp_path / "DISK")
        name, before = handover_receipt(event, [tmp_path / "DISK"])
        assert name.endswith("-receipt.pdf") and name.startswith("CONTOH-24-")
        merge(event, [package], a_desk(event))
        _name, after = handover_receipt(event, [package], "Wayan")
        assert text_of(before) != text_of(after) and "Juri Contoh J02 (J02): 1" in text_of(after)
        assert "J01" not in text_of(after), "what was signed elsewhere isn't what this laptop brought"


def test_a_laptops_own_file_beside_its_package_stands_under_its_juror_with_what_was_signed_there(tmp_path: Path) -> None:
    with light_passphrases(), an_event(tmp_path) as event, a_prepared(event, "panel", ["J02"]) as panel:
        sign(a_juror(event, "J01"), "K02", "70")
        with a_prepared(event, "hotel", ["J01"]) as hotel:
            sign(a_juror(hotel, "J01"), "K01", "80")
            merge(event, [pack(hotel, tmp_path / "first")], a_desk(event))
            merge(panel, [pack(event, tmp_path / "second")])
        sign(a_juror(panel, "J02"), "K01", "80")
        merge(event, [pack(panel, tmp_path / "DISK")], a_desk(event))
        panel.close()
        shutil.copy(panel.path, tmp_path / "DISK" / "CONTOH-J02.jury")
        prepare(a_desk(event), tmp_path / "DISK" / "J03", ["J03"])
        said = text_of(handover_receipt(event, [tmp_path / "DISK"])[1])
        new = next((tmp_path / "DISK" / "J03").glob("*.jury"))
        unopened = text_of(handover_receipt(event, [new])[1])
    assert said.count("Juri Contoh J02 (J02): 1") == 2 and "(J01): " not in said, "only what was signed at that laptop"
    assert "CONTOH-J02.jury" not in said
    with speaking("id"):
        assert plural("{count} signed sheet", "{count} signed sheets", 1) in said
        assert "Juri Contoh J03 (J03)" in unopened and _("none") in unopened, "it was opened at no laptop yet"


def test_what_is_no_package_of_this_event_is_refused(tmp_path: Path) -> None:
    with light_passphrases(), an_event(tmp_path) as event:
        (tmp_path / "rusak.jurypack").write_bytes(b"x" * 5_000)
        with pytest.raises(FileProblem):
            handover_receipt(event, [tmp_path / "rusak.jurypack"])
