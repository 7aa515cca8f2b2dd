"""Notes in others' hands: headquarters recovers, the author or the desk erases; both are on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from juryapp.board.disputes import disputes
from juryapp.board.note_authors import origins_of
from juryapp.board.note_recoveries import recoveries
from juryapp.board.status import conflicts
from juryapp.desk.note_access import erase_note, recover_note
from juryapp.errors import NoKey, Problem, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.journal.entry import Act
from juryapp.model.note import Visibility
from juryapp.signing.keys import encrypt_to
from juryapp.store import attachment_table, erasing, journal, sheets
from tests.builders import ROOT_PIN, a_desk, a_juror, a_prepared, an_event, carry, sign
from tests.forging import projections, rebuilt
from tests.sealing import Sealed

PRIVATE = Visibility.PRIVATE
TEXT = "ragu-ragu soal anggarannya"


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def text_ids(event: OpenEvent, juror: str = "J01", candidate: str = "K01") -> list[str]:
    return [text for _, _, text in sheets.notes(event.file, juror, candidate)]


def test_headquarters_recovers_a_private_note_with_the_roots_pin_and_a_reason(hq: OpenEvent) -> None:
    a_juror(hq).write_note("K01", TEXT, PRIVATE)
    (found,) = recover_note(hq, ROOT_PIN, "J01", "K01", " Juri berhalangan tetap ")
    assert found.text == TEXT
    (act,) = journal.heads_of(hq.file, ("recovery", "J01/K01/private"))
    assert (act.actor, act.value) == ("hq", {"reason": "Juri berhalangan tetap", "texts": text_ids(hq)})
    assert act.signature
    assert hq.is_sealed()
    assert journal.in_doubt(hq.file) == []


def test_the_author_sees_that_a_note_was_recovered_and_why(hq: OpenEvent) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).write_note("K01", TEXT, PRIVATE)
    carry(panel, hq, admit=True)
    assert recoveries(panel.file) == []
    assert [one.text for one in recover_note(hq, ROOT_PIN, "J01", "K01", "Sengketa")] == [TEXT]
    carry(hq, panel)
    (told,) = recoveries(panel.file, "J01")
    assert (told.juror, told.candidate, told.reason) == ("J01", "K01", "Sengketa")
    assert recoveries(panel.file, "J02") == []


def test_every_version_that_stands_is_recovered(hq: OpenEvent) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(hq).write_note("K01", "satu", PRIVATE)
    a_juror(panel).write_note("K01", "dua", PRIVATE)
    carry(panel, hq, admit=True)
    assert {one.text for one in recover_note(hq, ROOT_PIN, "J01", "K01", "Sengketa")} == {"satu", "dua"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"pin": "bukan-pin-akar"}, WrongPin),
        ({"reason": "  "}, Refused),
        ({"reason": "x" * 2_001}, Refused),
        ({"juror": "J09"}, Refused),
        ({"candidate": "K09"}, Refused),
        ({"candidate": "K02"}, Refused),
    ],
)
def test_a_recovery_that_is_refused_reads_nothing_and_leaves_nothing(
    hq: OpenEvent, change: dict[str, str], problem: type[Problem]
) -> None:
    a_juror(hq).write_note("K01", TEXT, PRIVATE)
    before = journal.count(hq.file)
    asked = {"pin": ROOT_PIN, "juror": "J01", "candidate": "K01", "reason": "Sengketa", **change}
    with pytest.raises(problem):
        recover_note(hq, asked["pin"], asked["juror"], asked["candidate"], asked["reason"])
    assert journal.count(hq.file) == before


def test_only_headquarters_recovers(hq: OpenEvent) -> None:
    panel = a_prepared(hq, "panel", ["J01"], with_desk=True)
    a_juror(panel).write_note("K01", TEXT, PRIVATE)
    with pytest.raises(NoKey):
        recover_note(panel, ROOT_PIN, "J01", "K01", "Sengketa")


def test_a_note_that_was_not_written_for_headquarters_stays_its_authors(hq: OpenEvent) -> None:
    """Someone who changed the program can leave headquarters out; that is told, not guessed at."""
    author = a_juror(hq)
    assert author.key
    content = encrypt_to([author.key.public], TEXT.encode())
    a_juror(hq).write([Act("J01", "note", "J01/K01/private", {"text": attachment_table.digest(content)})], [content])
    with pytest.raises(Refused, match="J01"):
        recover_note(hq, ROOT_PIN, "J01", "K01", "Sengketa")


@pytest.mark.parametrize("by", ["author", "desk"])
@pytest.mark.parametrize("visibility", list(Visibility))
def test_an_erased_note_is_gone_with_its_former_versions(hq: OpenEvent, by: str, visibility: Visibility) -> None:
    author = a_juror(hq)
    author.write_note("K01", "versi pertama", visibility)
    first = text_ids(hq)
    author.write_note("K01", TEXT, visibility)
    texts = first + text_ids(hq)
    erase_note(author if by == "author" else a_desk(hq), "J01", "K01", visibility, "Salah kandidat")
    assert [attachment_table.content(hq.file, text) for text in texts] == [None, None]
    assert set(texts) == attachment_table.erased(hq.file)
    assert author.note("K01", visibility).text == ""
    (act,) = journal.heads_of(hq.file, ("erasure", f"J01/K01/{visibility.value}"))
    assert (act.actor, act.value) == ("J01" if by == "author" else "desk", {"reason": "Salah kandidat", "texts": sorted(texts)})
    assert journal.in_doubt(hq.file) == []
    assert hq.is_sealed()


def test_an_erased_text_is_nowhere_in_the_files_pages(hq: OpenEvent) -> None:
    """Not even in pages that are free now: SQLCipher's file, deciphered page by page."""

    def lies_there() -> bool:
        return any(TEXT.encode() in page for page in Sealed(hq.path).pages)

    a_juror(hq).write_note("K01", f"{TEXT} " * 300, Visibility.PANEL)
    assert lies_there()
    erase_note(a_desk(hq), "J01", "K01", Visibility.PANEL, "Salah kandidat")
    assert not lies_there()


def test_a_note_can_be_written_after_an_erasure(hq: OpenEvent) -> None:
    author = a_juror(hq)
    author.write_note("K01", "salah", PRIVATE)
    erase_note(author, "J01", "K01", PRIVATE, "Salah kandidat")
    author.write_note("K01", "benar", PRIVATE, append=True)
    assert author.note("K01", PRIVATE).text == "benar"
    erase_note(author, "J01", "K01", PRIVATE, "Salah lagi")
    assert len(attachment_table.erased(hq.file)) == 2


def test_a_note_that_was_taken_back_can_still_be_erased(hq: OpenEvent) -> None:
    author = a_juror(hq)
    author.write_note("K01", TEXT, PRIVATE)
    (text,) = text_ids(hq)
    author.write_note("K01", "", PRIVATE)
    assert attachment_table.content(hq.file, text)
    erase_note(author, "J01", "K01", PRIVATE, "Tidak perlu")
    assert attachment_table.content(hq.file, text) is None


def test_an_erased_note_is_not_recovered(hq: OpenEvent) -> None:
    a_juror(hq).write_note("K01", TEXT, PRIVATE)
    erase_note(a_juror(hq), "J01", "K01", PRIVATE, "Salah kandidat")
    with pytest.raises(Refused):
        recover_note(hq, ROOT_PIN, "J01", "K01", "Sengketa")


def test_a_text_that_is_not_here_is_told(hq: OpenEvent) -> None:
    a_juror(hq).write([Act("J01", "note", "J01/K01/private", {"text": "0" * 64})])
    with pytest.raises(Refused, match="J01"):
        recover_note(hq, ROOT_PIN, "J01", "K01", "Sengketa")


def test_what_is_not_there_or_not_ones_own_is_not_erased(hq: OpenEvent) -> None:
    author = a_juror(hq)
    with pytest.raises(Refused):
        erase_note(author, "J01", "K01", PRIVATE, "x")
    author.write_note("K01", TEXT, PRIVATE)
    with pytest.raises(Refused):
        erase_note(a_juror(hq, "J02"), "J01", "K01", PRIVATE, "x")
    with pytest.raises(Refused):
        erase_note(author, "J01", "K01", PRIVATE, " ")
    with pytest.raises(Refused):
        erase_note(author, "J01", "K09", PRIVATE, "x")
    erase_note(author, "J01", "K01", PRIVATE, "x")
    with pytest.raises(Refused):
        erase_note(author, "J01", "K01", PRIVATE, "sekali lagi")


def test_a_juror_without_a_key_asks_the_desk_to_erase(hq: OpenEvent) -> None:
    observer = a_juror(hq, "J05")
    observer.write_note("K01", TEXT, Visibility.PANEL)
    with pytest.raises(Refused):
        erase_note(observer, "J05", "K01", Visibility.PANEL, "x")
    erase_note(a_desk(hq), "J05", "K01", Visibility.PANEL, "x")
    assert observer.note("K01", Visibility.PANEL).text == ""


def test_naming_anothers_document_in_a_note_of_ones_own_destroys_nothing(hq: OpenEvent) -> None:
    """A juror with the passphrase names a signed sheet, and another's note, as the text of a note, and erases that note."""
    sheet = attachment_table.digest(sign(a_juror(hq, "J02"), "K01", "85").pdf)
    a_juror(hq, "J02").write_note("K01", TEXT, PRIVATE)
    (other,) = text_ids(hq, "J02")
    for text in (sheet, other):
        a_juror(hq).write([Act("J01", "note", "J01/K01/private", {"text": text})])
    erase_note(a_juror(hq), "J01", "K01", PRIVATE, "x")
    assert attachment_table.content(hq.file, sheet)
    assert attachment_table.content(hq.file, other)
    assert attachment_table.erased(hq.file) == set()
    erase_note(a_desk(hq), "J02", "K01", PRIVATE, "x")
    assert attachment_table.erased(hq.file) == {other}


def test_a_rebuild_says_the_same(hq: OpenEvent) -> None:
    a_juror(hq).write_note("K01", TEXT, PRIVATE)
    recover_note(hq, ROOT_PIN, "J01", "K01", "Sengketa")
    erase_note(a_juror(hq), "J01", "K01", PRIVATE, "x")
    erased = attachment_table.erased(hq.file)
    assert rebuilt(hq) == projections(hq.file)
    assert attachment_table.erased(hq.file) == erased


def test_erasing_twice_is_no_conflict_and_each_tells_its_own_reason(hq: OpenEvent) -> None:
    """The author and the desk erase one note, neither knowing of the other."""
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).write_note("K01", TEXT, PRIVATE)
    carry(panel, hq, admit=True)
    carry(hq, panel)
    erase_note(a_juror(panel), "J01", "K01", PRIVATE, "Salah kandidat")
    erase_note(a_desk(hq), "J01", "K01", PRIVATE, "Diminta juri")
    carry(panel, hq)
    assert len(journal.heads_of(hq.file, ("erasure", "J01/K01/private"))) == 2
    assert conflicts(hq.file) == [] and disputes(hq.file) == [] and erasing.erased_texts(hq.file)
    reasons = {(one.author, one.erased) for one in origins_of(hq, "J01", "K01", PRIVATE)}
    assert reasons == {("J01", "Salah kandidat"), ("desk", "Diminta juri")}
