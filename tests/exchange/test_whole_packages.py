"""A package carries everything that its journal names, or says what it leaves out; a file without a packing list is told."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from juryapp.desk.note_access import erase_note
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.package import opened
from juryapp.journal.entry import Act
from juryapp.model.note import Visibility
from juryapp.sharing.merge import PackageResult, merge
from juryapp.sharing.pack import pack
from juryapp.store import attachment_table, journal, sheets
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, carry, sign
from tests.forging import forge
from tests.store.files import by_hand


@dataclass
class Scene:
    """Headquarters knows the laptop `panel`, on which J01 signed K01 and wrote two notes."""

    folder: Path
    hq: OpenEvent
    panel: OpenEvent
    pdf: str
    note: str

    def packed(self) -> Path:
        return pack(self.panel, self.folder / "stick")

    def merged(self, path: Path) -> PackageResult:
        (found,) = merge(self.hq, [path]).packages
        return found


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    juror = a_juror(panel)
    juror.write_note("K01", "untuk panel", Visibility.PANEL)
    ((_, _, note),) = sheets.notes(panel.file, "J01", "K01")
    signed = sign(juror, "K01", "85")
    a_desk(hq).admit({panel.device or "": "panel"})
    return Scene(tmp_path, hq, panel, attachment_table.digest(signed.pdf), note)


def without(path: Path, id_: str, how: str = "DELETE FROM attachment WHERE id = ?") -> Path:
    with by_hand(path) as hand:
        assert hand.execute(how, (id_,)).rowcount == 1
    return path


TAKEN_OUT = {
    "gone": "DELETE FROM attachment WHERE id = ?",
    "emptied": "UPDATE attachment SET content = NULL WHERE id = ?",
    "marked as erased": "UPDATE attachment SET content = NULL, erased = 1 WHERE id = ?",
}


@pytest.mark.parametrize("how", TAKEN_OUT)
@pytest.mark.parametrize("what", ["pdf", "note"])
def test_a_package_whose_documents_were_taken_out_is_refused(scene: Scene, what: str, how: str) -> None:
    path = without(scene.packed(), getattr(scene, what), TAKEN_OUT[how])
    before = journal.count(scene.hq.file)
    found = scene.merged(path)
    assert found.outcome == "refused"
    assert str(path) in (found.why or "")
    assert journal.count(scene.hq.file) == before
    scene.panel.write([], seal=True)
    assert scene.merged(scene.packed()).outcome == "merged", "the laptop's own next package is whole"
    assert attachment_table.content(scene.hq.file, getattr(scene, what))


def test_a_document_of_other_content_is_refused(scene: Scene) -> None:
    path = without(scene.packed(), scene.pdf, "UPDATE attachment SET content = x'00' WHERE id = ?")
    found = scene.merged(path)
    assert (found.outcome, "sidik" in (found.why or "")) == ("refused", True)


def test_an_untouched_package_leaves_nothing_out(scene: Scene) -> None:
    with opened(scene.packed(), PASSPHRASE) as package:
        assert package.manifest
        assert package.manifest.left_out == ()
        assert package.lacking == ()
    found = scene.merged(scene.folder / "stick")
    assert (found.outcome, found.why) == ("merged", None)


def test_what_a_laptop_has_not_got_its_package_says_it_leaves_out(scene: Scene) -> None:
    scene.panel.close()
    without(scene.panel.path, scene.pdf)
    scene.panel = open_event(scene.panel.laptop, scene.panel.path, PASSPHRASE)
    path = scene.packed()
    with opened(path, PASSPHRASE) as package:
        assert package.manifest
        assert package.manifest.left_out == (scene.pdf,)
    found = scene.merged(path)
    assert found.outcome == "merged"
    assert "1" in (found.why or "")
    assert attachment_table.content(scene.hq.file, scene.pdf) is None
    third = a_prepared(scene.hq, "third", [])
    assert carry(scene.hq, third) != "refused", "it is no poison: others' packages say so too"


def test_the_list_of_what_is_left_out_is_signed(scene: Scene) -> None:
    scene.panel.close()
    without(scene.panel.path, scene.note)
    scene.panel = open_event(scene.panel.laptop, scene.panel.path, PASSPHRASE)
    path = without(scene.packed(), scene.pdf)
    with by_hand(path) as hand:
        body = hand.execute("SELECT body FROM manifest").fetchone()[0]
        assert hand.execute("UPDATE manifest SET body = ?", (body.replace(scene.note.encode(), scene.pdf.encode()),)).rowcount
    assert scene.merged(path).outcome == "refused"


def test_an_erased_text_need_not_come(scene: Scene) -> None:
    erase_note(a_juror(scene.panel), "J01", "K01", Visibility.PANEL, "salah kandidat")
    path = scene.packed()
    with opened(path, PASSPHRASE) as package:
        assert package.manifest
        assert package.manifest.left_out == ()
    found = scene.merged(path)
    assert (found.outcome, found.why) == ("merged", None)


def test_an_erased_text_does_not_come_back_from_an_older_package(scene: Scene) -> None:
    older = shutil.copyfile(scene.packed(), scene.folder / "older.jury")
    spare = shutil.copyfile(older, scene.folder / "spare.jury")
    assert scene.merged(older).outcome == "merged"
    assert attachment_table.content(scene.hq.file, scene.note)
    erase_note(a_juror(scene.panel), "J01", "K01", Visibility.PANEL, "salah kandidat")
    assert scene.merged(scene.packed()).outcome == "merged"
    assert attachment_table.content(scene.hq.file, scene.note) is None
    third = a_prepared(scene.hq, "third", [])
    for event in (scene.hq, scene.panel, third):
        score = a_juror(event, "J05")
        score.write_note("K02", "lain", Visibility.PANEL)
        for path in (older, spare):
            merge(event, [path])
            assert attachment_table.content(event.file, scene.note) is None
        assert scene.note in attachment_table.erased(event.file)


@pytest.mark.parametrize("first", ["the text", "the erasure"])
def test_whether_text_or_erasure_comes_first_is_nothing(scene: Scene, first: str) -> None:
    older = shutil.copyfile(scene.packed(), scene.folder / "older.jury")
    erase_note(a_juror(scene.panel), "J01", "K01", Visibility.PANEL, "salah kandidat")
    newer = scene.packed()
    for path in [older, newer] if first == "the text" else [newer, older]:
        scene.merged(path)
    assert attachment_table.content(scene.hq.file, scene.note) is None
    assert attachment_table.content(scene.hq.file, scene.pdf)
    a_desk(scene.hq).withdraw("U02", "mundur")
    scene.hq.close()
    with open_event(scene.hq.laptop, scene.hq.path, PASSPHRASE) as again:
        assert scene.note in attachment_table.erased(again.file)


def test_an_erasure_that_arrives_before_the_sheet_it_aims_at_erases_nothing(scene: Scene) -> None:
    """A juror names another's PDF in a note and erases that note; where this comes first, the PDF comes all the same."""
    evil = a_prepared(scene.hq, "evil", ["J02"])
    a_juror(evil, "J02").write([Act("J02", "note", "J02/K01/private", {"text": scene.pdf})])
    erase_note(a_juror(evil, "J02"), "J02", "K01", Visibility.PRIVATE, "x")
    assert carry(evil, scene.hq, admit=True) == "merged"
    assert scene.pdf in attachment_table.erased(scene.hq.file)
    assert scene.merged(scene.packed()).outcome == "merged"
    assert attachment_table.content(scene.hq.file, scene.pdf)
    assert attachment_table.erased(scene.hq.file) == set()


def test_an_erasure_by_hand_excuses_nothing_that_is_missing(scene: Scene) -> None:
    """Whoever takes the manifest off as well has a file without a packing list, and that is told."""
    path = scene.packed()
    forge(path, "J01", "erasure", "J01/K01/panel", {"texts": [scene.note], "reason": "x"})
    without(path, scene.note)
    found = scene.merged(path)
    assert found.outcome == "merged"
    assert "daftar isi" in (found.why or "")
    assert scene.merged(scene.packed()).outcome != "refused"
    assert attachment_table.content(scene.hq.file, scene.note), "the text comes with the next genuine package"


def test_a_file_without_a_packing_list_is_taken_in_and_told(scene: Scene) -> None:
    scene.panel.close()
    found = scene.merged(scene.panel.path)
    assert found.outcome == "merged"
    assert str(scene.panel.path) in (found.why or "")


def test_beside_the_laptops_own_package_its_file_asks_for_none(scene: Scene) -> None:
    a_juror(scene.panel).record_score("K02", "REG", "70")
    package = scene.packed()
    scene.panel.close()
    beside = Path(shutil.copy(scene.panel.path, package.parent))
    told = {one.path: one.why for one in merge(scene.hq, [beside, package]).packages}
    assert "daftar isi" not in (told[beside] or "") and str(beside) not in (told[beside] or "")


def test_a_chain_without_its_seal_is_told_when_it_comes_in(scene: Scene) -> None:
    a_juror(scene.panel).record_score("K02", "REG", "70")
    scene.panel.close()
    found = scene.merged(scene.panel.path)
    assert found.outcome == "merged"
    assert "segel" in (found.why or "")
    scene.panel = open_event(scene.panel.laptop, scene.panel.path, PASSPHRASE)
    assert scene.merged(scene.packed()).why is None


def test_what_was_taken_out_of_ones_own_file_by_hand_comes_back(scene: Scene) -> None:
    """A mark that no act of the journal set goes away when the file is opened; the next package brings the document."""
    assert scene.merged(scene.packed()).outcome == "merged"
    scene.hq.close()
    without(scene.hq.path, scene.pdf, TAKEN_OUT["marked as erased"])
    scene.hq = open_event(scene.hq.laptop, scene.hq.path, PASSPHRASE)
    assert attachment_table.erased(scene.hq.file) == set()
    scene.panel.write([], seal=True)
    scene.merged(scene.packed())
    assert attachment_table.content(scene.hq.file, scene.pdf)


def twice(path: Path, table: str) -> None:
    """Copies a row past the index that forbids it: SQLite's quick check counts rows and entries of indexes, and compares none."""
    with by_hand(path) as hand:
        index = f"sqlite_autoindex_{table}_1"
        sql = hand.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        row = hand.execute("SELECT * FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        triggers = hand.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
        columns = ", ".join(name for _, name, *_ in hand.execute(f"PRAGMA table_info({table})") if name != "id")
        for name, _ in triggers:
            hand.execute(f"DROP TRIGGER {name}")
        id_ = hand.execute(f"SELECT id FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone()[0]
        hand.execute(f"INSERT INTO {table}(id, {columns}) SELECT ?, {columns} FROM {table} WHERE id = ?", ("f" * 64, id_))
        hand.execute("PRAGMA writable_schema=ON")
        hand.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
        hand.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql.replace(" PRIMARY KEY", ""), table))
        hand.execute("PRAGMA writable_schema=RESET")
        hand.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (id_, "f" * 64))
        hand.execute("PRAGMA writable_schema=ON")
        hand.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, table))
        hand.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", row)
        hand.execute("PRAGMA writable_schema=RESET")
        for _, trigger in triggers:
            hand.execute(trigger)
        assert hand.execute("PRAGMA quick_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("bare", [True, False])
@pytest.mark.parametrize("table", ["entry", "attachment"])
def test_the_same_row_twice_behind_a_broken_index_is_told(scene: Scene, table: str, bare: bool) -> None:
    path = scene.packed()
    twice(path, table)
    if bare:
        with by_hand(path) as hand:
            hand.execute("DELETE FROM manifest")
    before = journal.count(scene.hq.file)
    found = scene.merged(path)
    assert found.outcome == "refused"
    assert str(path) in (found.why or "")
    assert journal.count(scene.hq.file) == before


def test_the_same_held_entry_twice_is_told_or_harmless(scene: Scene) -> None:
    third = a_prepared(scene.hq, "third", ["J01"])
    a_juror(third).record_score("K02", "REG", "70")
    assert carry(third, scene.panel) == "quarantined"
    scene.panel.close()
    twice(scene.panel.path, "quarantine")
    assert scene.merged(scene.panel.path).outcome in ("refused", "merged", "quarantined")
