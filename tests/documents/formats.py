"""The documents that this and every later program must draw alike: data, digests of what is drawn, and signed files.

`python -m tests.documents.formats` writes the files of cases that have none yet; it never writes one anew
(docs/decisions/004-layout-is-a-format.md).
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from juryapp.documents import score_sheet
from juryapp.documents.page import Rendered
from juryapp.documents.qr import sheet_qr
from juryapp.documents.redraw import draw_again
from juryapp.documents.sheet_json import Supersedes
from juryapp.model.category import Category
from juryapp.model.rounding import Roundings
from juryapp.model.sheet import CellState
from juryapp.signing.pades import certify
from tests.documents.builders import NOW, a_criterion, a_juror, a_score, a_sheet, an_event
from tests.documents.test_completeness_record import a_record_json
from tests.documents.test_recapitulation import a_panel, a_recap, a_row
from tests.signing.papers import INK, juror_signer
from tests.signing.people import an_authority

GOLDEN = Path(__file__).parent / "golden"
DIGESTS = GOLDEN / "digests.json"
ROOT = GOLDEN / "root.pem"
QR = "JURY2:" + "6BFOXN*TS0BI$ZD4N9:9S6RCVN5+O30K3/XIV0W23NTDEPWK G2EP4J0B3KLASMUG" * 4
"""The text of a code; who signed it doesn't change how it is drawn."""


def _normal() -> bytes:
    return a_sheet()


def _long() -> bytes:
    """Many pages, English, F4, simulated, a fixed set of points, what can't be assessed, a rule of rounding, revision 2."""
    text = "A remark that is longer than its column, with “quotes”, – dashes – and é letters. " * 12
    criteria = tuple(a_criterion(f"K{n:02d}", name=f"Criterion {n}", guidance=text[:90]) for n in range(1, 5))
    scores = {c.code: a_score(c.code, "87.5", remark=(text * 2)[: 490 * n]) for n, c in enumerate(criteria, 1)}
    scores["K02"] = a_score("K02", None, reason="The document was not shown.")
    return a_sheet(
        criteria=criteria,
        scores=scores,
        category=Category("KAB", "Regencies", roundings=Roundings.read("criterion:1")),
        total=Fraction(876, 10),
        revision=2,
        supersedes=Supersedes(1, "0" * 64, "A typing mistake"),
        event=an_event(language="en", paper="F4", simulated=True, juror_word="penilai"),
    )


def _bare() -> bytes:
    """No letterhead, logo, slot, chair or number of a civil servant."""
    event = an_event(letterhead=(), logo=b"", city="", venue="", assessed_from=None, assessed_to=None)
    return a_sheet(event=event, slot=None, chair=None, panel="", device="", juror=a_juror(nip="", position=""))


def _stated_day() -> bytes:
    """Signed on a laptop whose clock stood a year behind; the desk states the day."""
    return a_sheet(stated=NOW.date().replace(year=NOW.year + 1))


def _recapitulation() -> bytes:
    panel = a_panel(5)
    rows = [a_row(1, panel), a_row(2, panel, decided_by="criterion:REG"), a_row(3, panel, decided_by="joint")]
    cells = {**{juror.code: Fraction(80) for juror in panel}, "J02": CellState.RECUSED, "J03": CellState.MISSING}
    rows.append(a_row(4, panel, cells=cells, rank=None, score=None, decided_by="", why_open="Lembar belum masuk."))
    return a_recap(rows=rows, final=False, event={"simulated": True})


CASES: dict[str, Callable[[], bytes]] = {
    "sheet-1-normal": _normal,
    "sheet-1-long": _long,
    "sheet-1-bare": _bare,
    "sheet-1-stated-day": _stated_day,
    "recapitulation-1": _recapitulation,
    "completeness-1": lambda: a_record_json(candidates=3, jurors=4),
}
SIGNED = "sheet-1-normal"


def draw(data: bytes, qr: str | None = QR) -> bytes:
    drawn = draw_again(data, qr)
    assert drawn is not None
    return (drawn if isinstance(drawn, Rendered) else drawn.rendered()).pdf


def digests(pdf: bytes) -> list[str]:
    """SHA-256 of each page's instructions as they are drawn."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [hashlib.sha256(page.Contents.read_bytes()).hexdigest() for page in document.pages]


def _signed(data: bytes) -> tuple[bytes, str]:
    """The signed file and the certificate of a root that is forgotten afterwards."""
    ours = an_authority("GOLDEN")
    signer = juror_signer("J06", ours)
    page = score_sheet.render(data, sheet_qr(data, signer.key))
    return certify(page.pdf, page.fields, "Juror", signer, INK, NOW), ours.root.pem()


def main() -> int:
    GOLDEN.mkdir(exist_ok=True)
    known: dict[str, Any] = json.loads(DIGESTS.read_text()) if DIGESTS.exists() else {}
    for name, make in CASES.items():
        path = GOLDEN / f"{name}.json"
        if path.exists():
            continue
        path.write_bytes(make())
        known[name] = digests(draw(path.read_bytes()))
        (GOLDEN / f"{name}.pdf").write_bytes(draw(path.read_bytes()))
        print(path)
    if not ROOT.exists():
        pdf, root = _signed((GOLDEN / f"{SIGNED}.json").read_bytes())
        (GOLDEN / f"{SIGNED}-signed.pdf").write_bytes(pdf)
        ROOT.write_text(root)
    DIGESTS.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
