"""The merge table of the design, row by row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp import text
from juryapp.board import status
from juryapp.board.confirmations import confirmed
from juryapp.board.laptop_names import laptop_names
from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import NoKey, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.journal.entry import Act, write_entry
from juryapp.model.candidate import Attendance
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import MergeReport, merge
from juryapp.sharing.pack import pack
from juryapp.signing.fingerprint import words
from juryapp.store import journal, model_records, quarantine_table
from tests.builders import (
    PASSPHRASE,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    a_stranger,
    an_event,
    carry,
    score_all,
    sign,
)
from tests.exchange.test_forged import nouns_of
from tests.store.files import by_hand, fingerprint

SCORE = ("score", "J01/K01/REG")


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def left(hq: OpenEvent) -> OpenEvent:
    return a_prepared(hq, "left", ["J01", "J02"])


@pytest.fixture
def right(hq: OpenEvent, left: OpenEvent) -> OpenEvent:
    return a_prepared(hq, "right", ["J01", "J03"])


def points_of(event: OpenEvent) -> list[str | None]:
    return sorted((head.value or {}).get("points") for head in journal.heads_of(event.file, SCORE))


def outcome(report: MergeReport) -> tuple[str, int]:
    (one,) = report.packages
    return one.outcome, one.new


def stick(event: OpenEvent, name: str = "stick") -> Path:
    return event.path.parent.parent / name


# the same, and older ones


def test_the_same_package_again_brings_nothing_new_and_says_how_far_it_reaches(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    path = pack(left, stick(left))
    assert outcome(merge(hq, [path], a_desk(hq)))[0] == "merged"
    before, count = nouns_of(hq), journal.count(hq.file)
    with text.speaking("en"):
        (again,) = merge(hq, [path]).packages
    ends = journal.count(left.file)
    assert (again.outcome, again.new, again.present) == ("nothing new", 0, ends)
    assert again.why == f"Nothing new; this file ends at {ends} entries, we hold {count}."
    assert (nouns_of(hq), journal.count(hq.file)) == (before, count)


def test_an_older_package_after_a_newer_one_is_no_step_back(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    old = shutil.copyfile(pack(left, stick(left)), left.path.parent / "old.jury")
    a_juror(left).record_score("K01", "REG", "85")
    new = pack(left, stick(left))
    merge(hq, [new], a_desk(hq))
    before = nouns_of(hq)
    assert outcome(merge(hq, [Path(old)])) == ("nothing new", 0)
    assert nouns_of(hq) == before
    assert points_of(hq) == ["85"]


def test_an_older_package_first_and_the_newer_one_after_it_comes_out_the_same(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    old = shutil.copyfile(pack(left, stick(left)), left.path.parent / "old.jury")
    a_juror(left).record_score("K01", "REG", "85")
    report = merge(hq, [Path(old), pack(left, stick(left))], a_desk(hq))
    assert [one.outcome for one in report.packages] == ["merged", "merged"]
    assert points_of(hq) == ["85"]
    assert len(journal.history_of(hq.file, SCORE)) == 2


def test_a_working_file_merges_like_a_package(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    left.close()
    assert outcome(merge(hq, [left.path], a_desk(hq)))[0] == "merged"
    assert points_of(hq) == ["85"]


def test_a_dry_run_tells_and_changes_nothing(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    hq.close()
    hq = open_event(hq.laptop, hq.path, PASSPHRASE)
    before = fingerprint(hq.path)
    path = pack(left, stick(left))
    assert outcome(merge(hq, [path], a_desk(hq), dry_run=True)) == ("quarantined", 0)
    assert fingerprint(hq.path) == before
    assert quarantine_table.rows(hq.file) == []


def test_a_dry_run_teaches_no_keys(tmp_path: Path) -> None:
    hq = an_event(tmp_path, enrolled=())
    left = a_prepared(hq, "left", [])
    a_desk(hq).enrol("J01", "pin-J01")
    path = pack(hq, tmp_path / "stick")
    assert outcome(merge(left, [path], dry_run=True)) == ("merged", 2)
    assert "J01" not in left.trust.jurors


# conflicts


def test_a_correction_that_knew_the_score_is_no_conflict(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    carry(left, hq, admit=True)
    carry(hq, right)
    a_juror(right).record_score("K01", "REG", "85")
    carry(right, hq, admit=True)
    carry(hq, left)
    for event in (hq, left, right):
        assert points_of(event) == ["85"]
        assert status.conflicts(event.file) == []
    assert len(journal.history_of(hq.file, SCORE)) == 2


def in_conflict(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    score_all(a_juror(left), "K01", ["80", "70"])
    score_all(a_juror(right), "K01", ["85", "70"])
    carry(left, hq, admit=True)
    carry(right, hq, admit=True)


def test_different_scores_that_did_not_know_one_another_are_a_conflict_and_neither_counts(
    hq: OpenEvent, left: OpenEvent, right: OpenEvent
) -> None:
    in_conflict(hq, left, right)
    assert points_of(hq) == ["80", "85"]
    (conflict,) = status.conflicts(hq.file)
    assert conflict.register == SCORE
    cell = a_juror(hq).board().cell("J01", "K01")
    assert cell.state is CellState.CONFLICT
    assert cell.total is None
    assert "REG" not in cell.sheet.scores
    (kab, *_) = status.tallies(hq.file, "KAB", drafts=True)
    assert not kab.complete
    assert all(place.candidate != "K01" for place in kab.ranking)


def test_scoring_into_a_conflict_is_refused(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    in_conflict(hq, left, right)
    count = journal.count(hq.file)
    for write in (
        lambda desk: desk.record_score("K01", "REG", "90"),
        lambda desk: desk.record_score("K01", "CAK", "90"),
        lambda desk: desk.clear_score("K01", "REG"),
        lambda desk: desk.record_remark("K01", "REG", "x"),
        lambda desk: sign(desk, "K01"),
    ):
        with pytest.raises(Refused):
            write(a_juror(hq))
    assert journal.count(hq.file) == count


def test_a_resolution_stands_everywhere_and_both_versions_stay_on_record(
    hq: OpenEvent, left: OpenEvent, right: OpenEvent
) -> None:
    in_conflict(hq, left, right)
    (conflict,) = status.conflicts(hq.file)
    take = next(head for head in conflict.heads if head.value == {"points": "85"})
    a_desk(hq).resolve(conflict.id, take.id[:10].upper(), "menurut kertas juri")
    for event in (left, right):
        carry(hq, event)
    for event in (hq, left, right):
        assert points_of(event) == ["85"]
        assert status.conflicts(event.file) == []
        assert len(journal.history_of(event.file, SCORE)) == 3
    assert sign(a_juror(left), "K01").revision == 1


def test_equal_scores_are_agreement(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    for event in (left, right):
        score_all(a_juror(event), "K01", "80")
        carry(event, hq, admit=True)
    assert len(journal.heads_of(hq.file, SCORE)) == 2
    assert status.conflicts(hq.file) == []
    assert a_juror(hq).board().cell("J01", "K01").state is CellState.COMPLETE
    a_juror(hq).record_score("K01", "REG", "81")
    assert points_of(hq) == ["81"]


def test_an_agreement_is_counted_once(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    for juror, points in (("J02", "60"), ("J03", "70"), ("J04", "90")):
        sign(a_juror(hq, juror), "K01", points)
    for event in (left, right):
        sign(a_juror(event), "K01", "80")
        carry(event, hq, admit=True)
    (kab,) = status.tallies(hq.file, "KAB")
    (place,) = [place for place in kab.ranking if place.candidate == "K01"]
    assert (place.score, place.jurors) == (75, 4)


def test_different_fields_of_one_record_never_collide(hq: OpenEvent) -> None:
    desk = a_desk(hq)
    hotel = a_prepared(hq, "hotel", [], with_desk=True)
    other = a_desk(hotel)
    hq.write([desk.act("candidate", "K01/name", {"value": "Nama Baru"})])
    hotel.write([other.act("candidate", "K01/head", {"value": "Pimpinan Baru"})])
    carry(hotel, hq, admit=True)
    known = model_records.candidates(hq.file)["K01"]
    assert (known.name, known.head) == ("Nama Baru", "Pimpinan Baru")
    assert status.conflicts(hq.file) == []


def test_one_field_edited_on_two_laptops_is_a_conflict_that_the_desk_settles(hq: OpenEvent) -> None:
    hotel = a_prepared(hq, "hotel", [], with_desk=True)
    a_desk(hq).attendance("K01", Attendance.PRESENT)
    a_desk(hotel).attendance("K01", Attendance.ABSENT)
    carry(hotel, hq, admit=True)
    (conflict,) = status.conflicts(hq.file)
    assert conflict.register == ("attendance", "K01")
    assert model_records.candidates(hq.file)["K01"].attendance is Attendance.EXPECTED
    absent = next(head for head in conflict.heads if (head.value or {})["state"] == "absent")
    a_desk(hq).resolve(conflict.id, absent.id, "daftar hadir")
    assert model_records.candidates(hq.file)["K01"].attendance is Attendance.ABSENT


def test_one_revision_signed_differently_on_two_laptops_counts_on_neither_side(
    hq: OpenEvent, left: OpenEvent, right: OpenEvent
) -> None:
    sign(a_juror(left), "K01", "80")
    sign(a_juror(right), "K01", "85")
    carry(left, hq, admit=True)
    carry(right, hq, admit=True)
    assert a_juror(hq).board().cell("J01", "K01").state is CellState.CONFLICT
    conflict = next(one for one in status.conflicts(hq.file) if one.register[0] == "sheet")
    take = next(head for head in conflict.heads if (head.value or {})["total"] == "85")
    a_desk(hq).resolve(conflict.id, take.id, "lembar kertas")
    cell = a_juror(hq).board().cell("J01", "K01")
    assert (cell.state, cell.total, cell.sheet.revision) == (CellState.SIGNED, 85, 1)
    assert status.conflicts(hq.file) == []
    carry(hq, left)
    assert a_juror(left).board().cell("J01", "K01").total == 85


def test_one_revision_signed_alike_on_two_laptops_is_agreement(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    for event in (left, right):
        sign(a_juror(event), "K01", "80")
        carry(event, hq, admit=True)
    assert status.conflicts(hq.file) == []
    cell = a_juror(hq).board().cell("J01", "K01")
    assert (cell.state, cell.total) == (CellState.SIGNED, 80)
    a_desk(hq).reopen("J01", "K01", "salah ketik")
    assert a_juror(hq).board().cell("J01", "K01").state is not CellState.SIGNED


def test_a_draft_edit_that_did_not_know_of_the_signature_is_kept_and_the_sheet_stands(
    hq: OpenEvent, left: OpenEvent, right: OpenEvent
) -> None:
    score_all(a_juror(left), "K01", "80")
    carry(left, hq, admit=True)
    carry(hq, right)
    a_juror(right).record_score("K01", "REG", "95")
    sign(a_juror(left), "K01")
    carry(left, hq)
    carry(right, hq, admit=True)
    cell = a_juror(hq).board().cell("J01", "K01")
    assert (cell.state, cell.total) == (CellState.SIGNED, 80)
    assert cell.later == ("REG",)
    assert status.conflicts(hq.file) == []
    assert len(journal.history_of(hq.file, SCORE)) == 2


# devices


def test_an_unknown_laptop_is_held_until_it_is_admitted(hq: OpenEvent) -> None:
    left = a_stranger(hq, "left", ["J01", "J02"])
    a_juror(left).record_score("K01", "REG", "85")
    path = pack(left, stick(left))
    before = nouns_of(hq)
    (held,) = merge(hq, [path]).packages
    assert (held.outcome, held.new) == ("quarantined", 0)
    assert left.device
    assert "left" in (held.why or "")
    assert words(left.device) in (held.why or "")
    assert nouns_of(hq) == before
    assert len(quarantine_table.rows(hq.file)) == 4
    (again,) = merge(hq, [path]).packages
    assert again.outcome == "quarantined"
    (admitted,) = merge(hq, [path], a_desk(hq)).packages
    assert (admitted.outcome, admitted.new) == ("merged", 4)
    assert quarantine_table.rows(hq.file) == []
    assert points_of(hq) == ["85"]


def test_an_admission_travels_to_a_third_laptop(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    path = pack(left, stick(left))
    assert outcome(merge(right, [path]))[0] == "quarantined"
    merge(hq, [path], a_desk(hq))
    assert outcome(merge(right, [pack(hq, stick(hq))]))[0] == "merged"
    assert points_of(right) == ["85"]
    assert quarantine_table.rows(right.file) == []
    assert outcome(merge(right, [path])) == ("nothing new", 0)


def test_a_prepared_laptop_knows_the_desk_that_prepared_it(hq: OpenEvent, left: OpenEvent) -> None:
    a_desk(hq).attendance("K01", Attendance.PRESENT)
    assert outcome(merge(left, [pack(hq, stick(hq))]))[0] == "merged"
    assert model_records.candidates(left.file)["K01"].attendance is Attendance.PRESENT


def test_a_laptop_without_the_desk_s_key_admits_nobody(left: OpenEvent) -> None:
    with pytest.raises(NoKey):
        SecretaryDesk.sit(left, "meja-sekretaris")


# clones


def clone_of(event: OpenEvent, name: str) -> OpenEvent:
    """The laptop copied as a whole: home and file."""
    folder = event.path.parent
    shutil.copytree(event.laptop.home.folder, folder / f"home-{name}")
    path = folder / f"{name}.jury"
    shutil.copyfile(event.path, path)
    return open_event(a_laptop(folder, name), path, PASSPHRASE)


def test_a_cloned_laptop_loses_nothing_and_is_told(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    clone = clone_of(left, "clone")
    assert clone.device == left.device
    a_juror(left, "J01").record_score("K01", "CAK", "81")
    a_juror(clone, "J02").record_score("K01", "CAK", "82")
    carry(left, hq, admit=True)
    with text.speaking("en"):
        (told,) = merge(hq, [pack(clone, stick(clone, "other"))]).packages
    assert told.outcome == "merged"
    assert "cloned" in (told.why or "")
    (fork,) = status.forks(hq.file)
    assert (fork.device, fork.name, fork.number) == (left.device, laptop_names(hq.file)[left.device or ""], 4)
    for juror, points in (("J01", "81"), ("J02", "82")):
        (head,) = journal.heads_of(hq.file, ("score", f"{juror}/K01/CAK"))
        assert head.value == {"points": points}


def test_nothing_of_a_cloned_laptop_is_confirmed_that_headquarters_does_not_hold(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    clone = clone_of(left, "clone")
    for points in ("70", "71", "72", "73"):
        a_juror(clone, "J02").record_score("K01", "CAK", points)
    a_juror(left, "J01").record_score("K01", "CAK", "81")
    carry(clone, hq, admit=True)
    merge(left, [pack(hq, stick(hq))])
    assert left.device
    assert confirmed(left)[left.device] == 3
    carry(left, hq)
    merge(left, [pack(hq, stick(hq))])
    assert confirmed(left)[left.device] == journal.numbers(left.file)[left.device]


# refused whole


def altered(path: Path, *statements: str) -> Path:
    """The package with these statements done to it, its guards put back as they were."""
    with by_hand(path) as hand:
        guards = hand.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            hand.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            hand.execute(statement)
        for _, sql in guards:
            hand.execute(sql)
    return path


ALTERATIONS = {
    "manifest": ["UPDATE manifest SET body = CAST(replace(CAST(body AS TEXT), '\"at\"', '\"et\"') AS BLOB)"],
    "manifest's count": ["UPDATE manifest SET body = CAST(replace(CAST(body AS TEXT), '\"number\":', '\"number\":1') AS BLOB)"],
    "manifest's signature": ["UPDATE manifest SET signature = x'3006020101020101'"],
    "manifest that is garbage": ["UPDATE manifest SET body = x'00ff'"],
    "manifest of the wrong types": ['UPDATE manifest SET body = CAST(\'{"format":"jury-package-1","heads":[]}\' AS BLOB)'],
    "manifest without heads": ['UPDATE manifest SET body = CAST(\'{"format":"jury-package-1"}\' AS BLOB)'],
    "manifest that is a deep hole": ["UPDATE manifest SET body = CAST(replace(hex(zeroblob(50000)), '0', '[') AS BLOB)"],
    "two manifests": ["INSERT INTO manifest SELECT * FROM manifest"],
    "last entry removed": ["DELETE FROM entry WHERE rowid = (SELECT max(rowid) FROM entry)"],
    "entry in the middle removed": [
        "DELETE FROM entry WHERE rowid = (SELECT max(rowid) - 1 FROM entry)",
        "DELETE FROM manifest",
    ],
    "first entry removed": ["DELETE FROM entry WHERE rowid = (SELECT min(rowid) FROM entry)", "DELETE FROM manifest"],
    "body altered": [
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '\"85\"', '\"95\"') AS BLOB)",
        "DELETE FROM manifest",
    ],
    "bodies swapped": [
        "CREATE TEMP TABLE two AS SELECT rowid AS r, body FROM entry ORDER BY rowid DESC LIMIT 2",
        "UPDATE entry SET body = (SELECT body FROM two WHERE r <> entry.rowid) WHERE rowid IN (SELECT r FROM two)",
        "DELETE FROM manifest",
    ],
    "number altered": ["UPDATE entry SET number = number + 1", "DELETE FROM manifest"],
    "device altered": ["UPDATE entry SET device = (SELECT min(device) FROM entry)", "DELETE FROM manifest"],
    "seal's signature removed": [
        "UPDATE entry SET signature = NULL WHERE CAST(body AS TEXT) LIKE '%\"seal\"%'",
        "DELETE FROM manifest",
    ],
    "attachment flipped": ["UPDATE attachment SET content = CAST(x'00' || content AS BLOB)", "DELETE FROM manifest"],
    "attachment more, under a wrong name": ["INSERT INTO attachment(id, content) VALUES ('x', x'00')"],
    "a view": ["DROP TABLE request", "CREATE VIEW request AS SELECT 1"],
    "a trigger": ["CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM score; END"],
    "no entry at all": ["DELETE FROM entry", "DELETE FROM manifest"],
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_an_altered_package_is_refused_whole_in_a_sentence(what: str, hq: OpenEvent, left: OpenEvent) -> None:
    sign(a_juror(left), "K01", "85")
    path = altered(pack(left, stick(left)), *ALTERATIONS[what])
    desk, before, count, held = a_desk(hq), nouns_of(hq), journal.count(hq.file), fingerprint(hq.path)
    (told,) = merge(hq, [path], desk).packages
    assert told.outcome == "refused"
    assert str(path) in (told.why or "")
    assert (nouns_of(hq), journal.count(hq.file), fingerprint(hq.path)) == (before, count, held)
    assert quarantine_table.rows(hq.file) == []


def test_a_package_whose_manifest_was_dropped_still_proves_itself_entry_by_entry(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    path = altered(pack(left, stick(left)), "DELETE FROM manifest")
    assert outcome(merge(hq, [path], a_desk(hq)))[0] == "merged"
    assert points_of(hq) == ["85"]


def test_the_others_are_merged_though_one_is_refused(hq: OpenEvent, left: OpenEvent, right: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    a_juror(right, "J03").record_score("K01", "REG", "75")
    folder = left.path.parent / "both"
    pack(left, folder)
    pack(right, folder)
    (folder / "broken.jury").write_bytes(b"x" * 8192)
    (folder / "notes.txt").write_text("not a package")
    report = merge(hq, [folder, folder / "missing.jury"], a_desk(hq))
    assert sorted(one.outcome for one in report.packages) == ["merged", "merged", "refused", "refused"]
    assert report.refused


def test_a_package_of_another_event_is_refused(hq: OpenEvent, tmp_path: Path) -> None:
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    other = an_event(other_folder, a_setup(), enrolled=())
    path = pack(other, tmp_path / "stick")
    with text.speaking("en"):
        (told,) = merge(hq, [path], a_desk(hq)).packages
    assert told.outcome == "refused"
    assert "belongs to another event" in (told.why or "")


def test_a_package_under_another_passphrase_is_refused(hq: OpenEvent, left: OpenEvent) -> None:
    path = pack(left, stick(left))
    with by_hand(path) as hand:
        hand.execute("PRAGMA rekey='lain sama sekali'")
    (told,) = merge(hq, [path]).packages
    assert told.outcome == "refused"


def test_a_package_that_entries_of_another_event_were_mixed_into_is_refused(hq: OpenEvent, left: OpenEvent) -> None:
    path = pack(left, stick(left))
    act = Act("J01", "score", "J01/K01/REG", {"points": "85"})
    entry = write_entry(
        act, event="0" * 32, device="1" * 32, number=1, parent=None, at="2024-02-19T09:00:00+08:00", supersedes=()
    )
    with by_hand(path) as hand:
        hand.execute("INSERT INTO entry VALUES (?, ?, 1, ?, NULL)", (entry.id, entry.device, entry.body))
        hand.execute("DELETE FROM manifest")
    assert merge(hq, [path]).refused
