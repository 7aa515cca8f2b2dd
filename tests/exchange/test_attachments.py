"""Documents come in with the entries that name them, as large as their kind is, and no others: nothing held makes a file grow."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from juryapp.errors import FileProblem
from juryapp.event.opening import open_event
from juryapp.exchange import attachments
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, journal, limits, sheets
from tests.builders import a_desk, a_juror, a_laptop, a_prepared, an_event, sign
from tests.forging import forge
from tests.store.files import by_hand


def stuffed(path: Path, *contents: bytes) -> list[str]:
    """Puts documents into a closed file by hand; returns their ids."""
    with by_hand(path) as hand:
        for content in contents:
            hand.execute("INSERT INTO attachment(id, content) VALUES (?, ?)", (attachment_table.digest(content), content))
    return [attachment_table.digest(content) for content in contents]


def test_documents_that_no_entry_names_are_told_and_not_kept(tmp_path: Path) -> None:
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    sign(a_juror(panel), "K01", "85")
    (junk,) = stuffed(panel.path, os.urandom(3_000_000))
    (package,) = [pack(panel, tmp_path / "stick")]
    (found,) = merge(hq, [package], a_desk(hq)).packages
    assert found.outcome == "merged" and str(package) in (found.why or "") and "3,0 MB" in (found.why or "")
    assert junk not in attachment_table.sizes(hq.file)
    assert len(attachment_table.sizes(hq.file)) > 1, "the sheet and its data came in"


def test_a_held_laptop_adds_no_document_until_it_is_admitted(tmp_path: Path) -> None:
    """Its package grew a file from 0.4 to 368 MB."""
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    juror = a_juror(panel)
    for number in range(20):
        juror.write_note("K01", f"{number} " * 2_000, Visibility.PANEL)
    stuffed(panel.path, *(os.urandom(2_000_000) for _ in range(10)))
    package, before = pack(panel, tmp_path / "stick"), hq.path.stat().st_size
    assert package.stat().st_size > 20_000_000
    assert merge(hq, [package]).packages[0].outcome == "quarantined"
    assert attachment_table.sizes(hq.file) == {}
    assert hq.path.stat().st_size < before + 200_000
    merge(hq, [package], a_desk(hq))
    assert len(attachment_table.sizes(hq.file)) == 20, "what its entries name comes with its admission, and nothing else"
    assert hq.path.stat().st_size < before + 2_000_000


def test_a_note_larger_than_a_note_is_named_with_its_size_and_not_taken(tmp_path: Path) -> None:
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).record_score("K01", "REG", "80")
    path = panel.path
    panel.close()
    (large,) = stuffed(path, os.urandom(150_000))
    forge(path, "J01", "note", "J01/K01/panel", {"text": large}, sealed_by=panel)
    panel = open_event(a_laptop(tmp_path, "panel"), path, hq.file.passphrase)
    package = pack(panel, tmp_path / "stick")
    (found,) = merge(hq, [package], a_desk(hq)).packages
    assert found.outcome == "merged" and found.new > 0, "one entry keeps no package from anyone"
    for named in (str(package), "note J01/K01/panel", "0,2 MB", "0,1 MB"):
        assert named in (found.why or "")
    assert large not in attachment_table.sizes(hq.file)
    assert merge(hq, [pack(panel, tmp_path / "stick")]).packages[0].outcome != "refused"
    pack(hq, tmp_path / "from-hq")


def test_documents_of_a_sheet_that_nobody_signed_are_told_and_not_kept(tmp_path: Path) -> None:
    """A laptop of the jury, without any juror's PIN: its forged sheets grew a file from 0.4 to 276 MB."""
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    sign(a_juror(panel), "K01", "85")
    path = panel.path
    panel.close()
    (large,) = stuffed(path, os.urandom(5_000_000))
    value = {"state": "signed", "revision": 1, "pdf": large, "json": large, "scores": {"REG": {"points": "80"}}}
    forge(path, "J01", "sheet", "J01/K02", value, signature=b"x" * 64, sealed_by=panel)
    panel = open_event(a_laptop(tmp_path, "panel"), path, hq.file.passphrase)
    package = pack(panel, tmp_path / "stick")
    (found,) = merge(hq, [package], a_desk(hq)).packages
    assert found.outcome == "merged" and "5,0 MB" in (found.why or "") and "sheet J01/K02" in (found.why or "")
    assert large not in attachment_table.sizes(hq.file) and hq.path.stat().st_size < 2_000_000
    assert sheets.without_pdf(hq.file) == [], "what J01 did sign came in whole"
    pack(hq, tmp_path / "from-hq")


def test_documents_come_in_once_their_entry_is_proven(tmp_path: Path) -> None:
    """A carrier took the signature off; the laptop's own package brings it, and the documents with it."""
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    sign(a_juror(panel), "K01", "85")
    package = pack(panel, tmp_path / "stick")
    bare = tmp_path / "bare.jury"
    shutil.copy(package, bare)
    with by_hand(bare) as hand:
        (guard,) = hand.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_changed'").fetchone()
        hand.execute("DROP TRIGGER entry_is_never_changed")
        hand.execute("""UPDATE entry SET signature = NULL WHERE instr(body, '"subject":"sheet"')""")
        hand.execute("DELETE FROM manifest")
        hand.execute(guard)
    for _ in range(2):
        merge(hq, [bare], a_desk(hq))
        assert attachment_table.sizes(hq.file) == {}
    merge(hq, [package])
    assert len(attachment_table.sizes(hq.file)) == 2


def test_an_event_at_its_bound_refuses_what_would_not_fit_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hq = an_event(tmp_path)
    juror = a_juror(hq)
    juror.write_note("K01", "a" * 5_000, Visibility.PANEL)
    monkeypatch.setattr(limits, "MOST_TOGETHER", 10_000)
    before = journal.count(hq.file), attachment_table.sizes(hq.file)
    with pytest.raises(FileProblem, match="0 MB"):
        juror.write_note("K02", "b" * 6_000, Visibility.PANEL)
    assert (journal.count(hq.file), attachment_table.sizes(hq.file)) == before
    juror.record_score("K02", "REG", "80")
    juror.write_note("K02", "b" * 2_000, Visibility.PANEL)


def test_an_event_that_would_grow_past_all_measure_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    sign(a_juror(panel), "K01", "85")
    package = pack(panel, tmp_path / "stick")
    monkeypatch.setattr(attachments, "MOST_TOGETHER", 10_000)
    (found,) = merge(hq, [package], a_desk(hq)).packages
    assert found.outcome == "refused" and str(package) in (found.why or "")
    assert attachment_table.sizes(hq.file) == {}
    assert hq.file.rows("SELECT count(*) FROM entry WHERE device != ?", (hq.device,)) == [(0,)]
