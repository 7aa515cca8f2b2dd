"""Pictures of the documents' pages, to be looked at: `python -m tests.pages [FOLDER]` writes PNGs into screens/pages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from juryapp.documents import envelope, recapitulation
from juryapp.documents.completeness_record import draw as draw_record
from juryapp.documents.preview import pages
from juryapp.documents.qr import sheet_qr
from juryapp.documents.recapitulation import Narrow
from juryapp.documents.score_sheet import render
from juryapp.documents.sheet_json import Supersedes
from juryapp.model.sheet import CellState
from juryapp.new_secrets.strength import suggest_passphrase
from juryapp.signing.pades import approve, certify
from tests.documents.builders import NOW, RUBRIC, a_chair, a_score, a_sheet, an_event
from tests.documents.test_cards import the_cards
from tests.documents.test_completeness_record import a_record_json
from tests.documents.test_envelope import AWKWARD
from tests.documents.test_forms import a_form, a_list, a_pledge, the_minutes
from tests.documents.test_long_content import LONG_NAME, LONG_OFFICE, SENTENCES, a_rubric, a_sheet_of
from tests.documents.test_recapitulation import a_panel, a_recap, a_row
from tests.documents.test_winners import FINAL, the_annex, the_certificates, the_list
from tests.pictures.chance import fixed_chance
from tests.signing.papers import INK, juror_signer
from tests.signing.people import Authority

FOLDER = Path("screens") / "pages"
DPI = 110


def signed(data: bytes, chair: bool = False, ours: Authority | None = None) -> bytes:
    """The sheet with its juror's ink, and perhaps the chair's."""
    signer = juror_signer("J06", ours)
    page = render(data, sheet_qr(data, signer.key))
    pdf = certify(page.pdf, page.fields, "Juror", signer, INK, NOW)
    return approve(pdf, "Chair", juror_signer("J01", ours), "I Gede Ketua", NOW) if chair else pdf


def _not_assessable() -> bytes:
    scores = {row[0]: a_score(row[0], row[4], remark=row[5]) for row in RUBRIC}
    scores["ANG"] = a_score("ANG", None, reason="Dokumen anggaran tidak dibawa ke wawancara.")
    return signed(a_sheet(scores=scores))


def recapitulation_of(jurors: int) -> bytes:
    """With ties, a recusal, a narrow margin and one candidate who waits for two sheets."""
    panel = a_panel(jurors)
    rows = [a_row(number, panel) for number in range(1, 11)]
    rows[1] = replace(rows[1], decided_by="criterion:REG")
    rows[2] = replace(rows[2], decided_by="joint", cells={**rows[2].cells, "J02": CellState.RECUSED})
    waiting = {**rows[3].cells, "J01": CellState.MISSING, "J02": CellState.COMPLETE}
    rows.append(a_row(11, panel, cells=waiting, rank=None, score=None, decided_by="", why_open="Dua lembar belum masuk."))
    narrow = [Narrow("K01", "K02", Fraction(1, 100))]
    return recapitulation.render(a_recap(jurors, rows=rows, final=False, narrow=narrow)).pdf


PAGES: dict[str, Callable[[], bytes]] = {
    "sheet": lambda: signed(a_sheet(), chair=True),
    "sheet-unsigned": lambda: render(a_sheet(), None).pdf,
    "sheet-30-criteria": lambda: signed(a_sheet_of(30)),
    "sheet-long-remarks": lambda: signed(a_sheet_of(4, (SENTENCES * 30)[:2000])),
    "sheet-long-names": lambda: signed(
        a_sheet(
            event=an_event(award=LONG_OFFICE[:120], stage=LONG_OFFICE[:120], venue=LONG_OFFICE[:120]),
            chair=a_chair(name=LONG_NAME),
            panel=LONG_OFFICE[:60],
            criteria=a_rubric(5, guidance=LONG_OFFICE),
            scores={f"K{n:02d}": a_score(f"K{n:02d}", "80") for n in range(1, 6)},
        )
    ),
    "sheet-not-assessable": _not_assessable,
    "sheet-revision-2": lambda: signed(
        a_sheet(revision=2, supersedes=Supersedes(1, "0123456789abcdef" * 4, "Salah ketik skor REG"))
    ),
    "sheet-english": lambda: signed(a_sheet(event=an_event(language="en"))),
    "sheet-f4": lambda: signed(a_sheet(event=an_event(paper="F4"))),
    "sheet-simulated-penilai": lambda: signed(a_sheet(event=an_event(simulated=True, juror_word="penilai"))),
    "recapitulation-5": lambda: recapitulation_of(5),
    "recapitulation-9": lambda: recapitulation_of(9),
    "minutes": lambda: the_minutes(an_event(minutes_number="463/BA/2024"), 12, 7),
    "record-of-completeness": lambda: draw_record(a_record_json(candidates=60, jurors=12)).pdf,
    "decree-annex": lambda: the_annex(an_event(), FINAL),
    "certificates": lambda: the_certificates(an_event(), FINAL),
    "ceremony-list": lambda: the_list(an_event(), FINAL),
    "cards": lambda: the_cards(an_event()),
    "attendance": lambda: a_list(an_event(), 12, 7),
    "pledge": lambda: a_pledge(an_event()),
    "blank-form": lambda: a_form(an_event()),
    "envelope": lambda: envelope.render(an_event(), suggest_passphrase(), NOW),
    "envelope-awkward": lambda: envelope.render(an_event(language="en", simulated=True), AWKWARD, NOW),
}


def write(folder: Path) -> Iterator[Path]:
    """Writes one PNG a page; yields their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PAGES.items():
        for number, picture in enumerate(pages(make(), DPI), 1):
            path = folder / f"{name}-{number}.png"
            picture.save(path)
            yield path


if __name__ == "__main__":
    with fixed_chance():
        for written in write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
            print(written)
