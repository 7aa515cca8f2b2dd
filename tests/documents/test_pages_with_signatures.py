"""No page of any paper holds nothing but signatures, and each page but the last has room for the signers' initials."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest

from juryapp.documents import handover_receipt, pledge, recapitulation
from juryapp.documents.completeness_record import draw, record_json
from juryapp.documents.destruction import Destruction, destruction_json
from juryapp.documents.destruction import draw as draw_destruction
from juryapp.documents.handover_receipt import HandedOver, Handover
from juryapp.documents.winners import CategoryWinners
from juryapp.model.event import PROVIDER_BOXES, Event
from tests.documents.builders import NOW, a_candidate, a_juror, an_event
from tests.documents.looking import faults
from tests.documents.test_completeness_record import a_record
from tests.documents.test_forms import a_form, the_minutes
from tests.documents.test_long_content import LONG_NAME, LONG_OFFICE
from tests.documents.test_recapitulation import a_panel, a_recap, a_row
from tests.documents.test_score_sheet import texts
from tests.documents.test_winners import a_winner, the_annex

EVENT = an_event(language="en", letterhead=("GOVERNMENT OF THE PROVINCE OF EXAMPLE", "Jalan Contoh 1"))
CANDIDATE = r"K\d\d "


@dataclass(frozen=True)
class Kind:
    """A paper in several lengths."""

    made: Callable[[int], bytes]
    lengths: Sequence[int]
    signs: str
    """What stands only where people sign."""
    told: str
    """One of these stands where they sign: what is signed."""
    initials: bool = True


def a_recapitulation(jurors: int, rows: int, paper: str = "A4") -> bytes:
    panel = a_panel(jurors)
    event = {"language": "en", "paper": paper}
    return recapitulation.render(a_recap(rows=[a_row(n, panel) for n in range(1, rows + 1)], event=event)).pdf


def a_record_of(candidates: int, event: Event = EVENT) -> bytes:
    said = ["What no file can tell of itself is told in a sentence that is a little longer than a line of the page is."] * 4
    return draw(record_json(replace(a_record(candidates, 9, event=event), unknowable=said), "e" * 64, NOW, None)).pdf


def a_pledge_of(ties: int) -> bytes:
    declared = [(a_candidate(number=f"K{n:02d}"), "A sibling works in this institution") for n in range(ties)]
    return pledge.render(EVENT, a_juror(), declared, date(2024, 2, 19), NOW)


def a_receipt(packages: int) -> bytes:
    one = HandedOver("a laptop", NOW.isoformat(), {"J02": ("K01", "K02")}, "ab" * 32)
    return handover_receipt.render(EVENT, Handover([one] * packages, {"J02": "Juror Two"}), NOW)


def an_annex(winners: int) -> bytes:
    return the_annex(EVENT, CategoryWinners("Regencies", final=True, winners=[a_winner(n) for n in range(1, winners + 1)]))


def the_longest(rows: int, paper: str = "A4", jurors: int = 12) -> bytes:
    """A recapitulation of people and candidates with the longest names, with boxes kept for providers."""
    panel = [replace(one, name=LONG_NAME, position=LONG_OFFICE[:90]) for one in a_panel(jurors)]
    long = {"name": LONG_OFFICE[:120], "institution": LONG_OFFICE[:120]}
    told = [replace(row, candidate=replace(row.candidate, **long)) for row in (a_row(n, panel) for n in range(1, rows + 1))]
    event = {"language": "en", "paper": paper, "provider": PROVIDER_BOXES}
    return recapitulation.render(a_recap(jurors, rows=told, event=event)).pdf


def the_longest_minutes(rows: int) -> bytes:
    event = replace(EVENT, provider=PROVIDER_BOXES)
    panel = [replace(one, name=LONG_NAME, position=LONG_OFFICE[:90]) for one in a_panel(12)]
    return the_minutes(event, rows, panel=panel)


def a_destruction(elsewhere: int) -> bytes:
    laptops = [f"{LONG_OFFICE[:60]} {n}" for n in range(elsewhere)]
    told = Destruction(EVENT, "retention is over", "Laptop", ["a.jury"], 1, 9, 9, 9, laptops, 0, "ab" * 32, "babab " * 6)
    return draw_destruction(destruction_json(told, "e" * 64, NOW, None)).pdf


KINDS = {
    "recapitulation of twelve with the longest names and boxes": Kind(
        the_longest, (1, 2, 4, 7), "Chair of the jury|Signature|PSrE", CANDIDATE
    ),
    "the same of few with the longest names, F4": Kind(
        lambda n: the_longest(n, "F4", 3), range(1, 7), "Chair of the jury|Signature|PSrE", CANDIDATE
    ),
    "minutes of twelve with the longest names and boxes": Kind(
        the_longest_minutes, (1, 4, 9, 40), "Chair of the jury|Signature|PSrE", f"{CANDIDATE}|This result rests"
    ),
    "certificate of destruction": Kind(
        a_destruction, range(1, 80, 6), "Secretary of the jury", "Cells of a flash", initials=False
    ),
    "recapitulation of seven jurors, F4": Kind(
        lambda n: a_recapitulation(7, n, "F4"), range(1, 24, 2), "Chair of the jury|Signature", CANDIDATE
    ),
    "minutes": Kind(lambda n: the_minutes(EVENT, n, 7), range(1, 24, 2), "Chair of the jury", f"{CANDIDATE}|This result rests"),
    "record of completeness": Kind(a_record_of, (3, 12, 24, 30, 40, 52), "Secretary of the jury", "What no file can tell"),
    "pledge": Kind(a_pledge_of, range(1, 24, 3), "NIP 19700101 199503 1 001", f"{CANDIDATE}|pledges to"),
    "receipt": Kind(a_receipt, range(1, 24, 2), "Received by the secretariat", "abababab"),
    "decree's annex": Kind(an_annex, range(1, 40, 4), "Laid down in", CANDIDATE, initials=False),
    "blank form": Kind(lambda n: a_form(EVENT, n), (1, 5, 7, 8, 14), "Juror,", r"Kriteria \d"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_signed_stands_where_it_is_signed_and_pages_before_have_room_for_initials(kind: str) -> None:
    one, pages = KINDS[kind], list[int]()
    for length in one.lengths:
        pdf = one.made(length)
        *before, last = written = [" ".join(page.split()) for page in texts(pdf)]
        bare = [f"{length}: page {n}" for n, page in enumerate(written, 1) if _is_bare(page, one)]
        assert bare == [] and faults(pdf) == [], length
        assert not one.initials or all("Initials:" in page for page in before), length
        assert "Initials:" not in last
        pages.append(len(written))
    assert min(pages) < max(pages), "some of them go on"


def _is_bare(page: str, kind: Kind) -> bool:
    """True where people sign below nothing that they sign."""
    body = page.partition("Signature")[0] if "Signature" in page else page
    return bool(re.search(kind.signs, page)) and not re.search(kind.told, body)


@pytest.mark.parametrize(("jurors", "rows", "paper"), [(12, 1, "A4"), (12, 2, "A4"), (20, 1, "F4")])
def test_where_many_sign_for_few_candidates_the_first_page_holds_more_than_its_letterhead(
    jurors: int, rows: int, paper: str
) -> None:
    panel = [replace(one, nip="197001011995031001") for one in a_panel(jurors)]
    event = {"language": "en", "paper": paper, "provider": PROVIDER_BOXES}
    pdf = recapitulation.render(a_recap(jurors, rows=[a_row(n, panel) for n in range(1, rows + 1)], event=event)).pdf
    assert re.search(CANDIDATE, texts(pdf)[0]) and faults(pdf) == []
