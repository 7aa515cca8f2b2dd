"""What tells winners: the ceremony's list, the decree's annex, certificates: whom they name, in which order, how they look."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from juryapp.documents import ceremony_list, certificate, decree_annex
from juryapp.documents.form import paper_of
from juryapp.documents.pdfa import findings
from juryapp.documents.winners import CategoryWinners, Winner
from juryapp.model.document import FileKind
from juryapp.model.event import Event
from tests.documents.builders import NOW, a_candidate, a_chair, an_event
from tests.documents.looking import faults, look
from tests.documents.test_long_content import LONG_NAME, LONG_OFFICE


def a_winner(place: int, **changes: str) -> Winner:
    named = {"name": f"Kabupaten {place}", "institution": f"Pemkab {place}", **changes}
    return Winner(f"Juara {place}", a_candidate(number=f"K{place:02d}", **named), f"{90 - place},00")


MENTION = Winner("Inovasi Terbaik", a_candidate(number="K09", name="Desa Sembilan", institution="Pemdes Sembilan"))
FINAL = CategoryWinners("Pemerintah Kabupaten/Kota", final=True, winners=[a_winner(n) for n in (1, 2, 3)], mentioned=[MENTION])
OPEN = CategoryWinners("Badan Usaha", final=False, winners=[a_winner(7)])
LONG = CategoryWinners(
    LONG_OFFICE[:120], final=True, winners=[a_winner(n, name=LONG_NAME, institution=LONG_OFFICE[:200]) for n in range(1, 12)]
)


def the_list(event: Event, *categories: CategoryWinners) -> bytes:
    return ceremony_list.render(event, categories or (FINAL, OPEN), NOW)


def the_annex(event: Event, *categories: CategoryWinners) -> bytes:
    return decree_annex.render(event, categories or (FINAL, OPEN), NOW)


def the_certificates(event: Event, *categories: CategoryWinners) -> bytes:
    return certificate.render(event, categories or (FINAL, OPEN), a_chair(), None, NOW)


KINDS = {FileKind.CEREMONY: the_list, FileKind.DECREE: the_annex, FileKind.CERTIFICATE: the_certificates}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", ["A4", "F4"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_they_say_what_they_are_and_nothing_lies_on_anything_else(kind: FileKind, paper: str, language: str) -> None:
    make: Callable[..., bytes] = KINDS[kind]
    event = an_event(paper=paper, language=language, simulated=True)
    for pdf in (make(event), make(event, LONG, FINAL), make(event, FINAL, LONG)):
        assert paper_of(pdf) is kind and findings(pdf) == [] and faults(pdf) == []
    assert make(event) == make(event)


def test_the_last_place_is_called_first_and_a_special_mention_before_it() -> None:
    (page,) = look(the_list(an_event()))
    called = ["Inovasi Terbaik", "Juara 3", "Juara 2", "Juara 1"]
    heights = [next(box[1] for text, box in page.runs if title in text) for title in called]
    assert heights == sorted(heights, reverse=True)
    row = heights[-1]
    beside = " ".join(text for text, box in page.runs if abs(box[1] - row) < 3)
    assert all(said in beside for said in ("Juara 1", "K01", "Kabupaten 1", "Pemkab 1"))


@pytest.mark.parametrize("make", [the_list, the_annex, the_certificates])
def test_nobody_is_named_of_a_ranking_that_is_not_final(make: Callable[..., bytes]) -> None:
    said = "".join(page.text for page in look(make(an_event())))
    assert "Kabupaten 7" not in said and "Kabupaten 1" in said


def test_each_winner_has_a_certificate_on_one_page() -> None:
    pages = look(the_certificates(an_event()))
    assert [
        next(name for name in ("Kabupaten 1", "Kabupaten 2", "Kabupaten 3", "Desa Sembilan") if name in p.text) for p in pages
    ]
    assert len(pages) == 4 and all(page.width > page.height and "PEMERINTAH PROVINSI" in page.text for page in pages)
    assert len(look(the_certificates(an_event(), LONG))) == len(LONG.winners)


@pytest.mark.parametrize("count", range(1, 30, 4))
def test_the_decree_is_not_signed_on_a_page_of_its_own(count: int) -> None:
    one = CategoryWinners("Kabupaten", final=True, winners=[a_winner(n) for n in range(1, count + 1)])
    pages = look(the_annex(an_event(), one))
    assert f"Kabupaten {count}" in pages[-1].text and "Ditetapkan di Denpasar" in pages[-1].text
