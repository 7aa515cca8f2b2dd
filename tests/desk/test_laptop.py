"""A laptop and its files: who it is, what it remembers, and what it makes anew."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from juryapp import text
from juryapp.desk.juror import JurorDesk
from juryapp.errors import FileProblem, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import new_file, open_event
from juryapp.journal.entry import entry_id
from juryapp.locations import Home
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.signing.keys import unlock_under_secret
from juryapp.store import attachment_table, journal, keyring, model_records
from tests.builders import (
    NOW,
    PASSPHRASE,
    Ticking,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    an_event,
    carry,
    pin_of,
    score_all,
    sign,
)
from tests.forging import projections
from tests.store.files import by_hand, fingerprint


@pytest.fixture
def event(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def panel(event: OpenEvent) -> OpenEvent:
    return a_prepared(event, "panel", ["J01", "J02"])


def again(event: OpenEvent) -> OpenEvent:
    """The event closed and opened again on the same laptop."""
    event.close()
    return open_event(event.laptop, event.path, PASSPHRASE)


# devices


def test_a_laptop_that_only_reads_is_no_device(panel: OpenEvent) -> None:
    before = journal.count(panel.file)
    a_juror(panel).board()
    assert panel.device is None
    assert journal.count(again(panel).file) == before


def test_a_laptop_introduces_itself_with_its_first_act(panel: OpenEvent) -> None:
    changes = a_juror(panel).record_score("K01", "REG", "80")
    assert panel.device
    first, seat, second = journal.chain_of(panel.file, panel.device)
    assert [(one.number, one.subject, one.actor) for one in (first, seat, second)] == [
        (1, "introduction", "device"),
        (2, "seat", "J01"),
        (3, "score", "J01"),
    ]
    assert changes.entries == (first.id, second.id)
    assert (first.parent, seat.parent, second.parent) == (None, first.id, seat.id)
    assert model_records.devices(panel.file)[panel.device].name == "panel"


def test_a_laptop_stays_the_same_device(panel: OpenEvent) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    device = panel.device
    for points in ("81", "82"):
        panel = again(panel)
        assert panel.device == device
        a_juror(panel).record_score("K01", "REG", points)
        assert panel.device == device
    assert [entry.number for entry in journal.chain_of(panel.file, device or "")] == [1, 2, 3, 4, 5]


def test_a_file_copied_to_another_laptop_is_written_by_another_device(panel: OpenEvent, tmp_path: Path) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    path = shutil.copyfile(panel.path, tmp_path / "copy.jury")
    other = open_event(a_laptop(tmp_path, "other"), Path(path), PASSPHRASE)
    assert other.device is None
    a_juror(other).record_score("K01", "REG", "81")
    assert other.device not in (None, panel.device)
    assert journal.numbers(other.file)[panel.device or ""] == 3


def test_a_restored_backup_is_written_by_a_new_device(panel: OpenEvent) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    backup, device = panel.path.read_bytes(), panel.device
    a_juror(panel).record_score("K01", "REG", "85")
    newest = panel.path.read_bytes()
    panel.close()
    panel.path.write_bytes(backup)
    restored = open_event(panel.laptop, panel.path, PASSPHRASE)
    assert restored.device is None
    a_juror(restored).record_score("K01", "REG", "90")
    assert restored.device not in (None, device)
    assert journal.forked(restored.file) == {}
    lost = panel.path.with_name("newest.jury")
    lost.write_bytes(newest)
    assert merge(restored, [lost]).packages[0].new == 1, "what was lost with the backup is this laptop's own"
    assert journal.forked(restored.file) == {}


def test_a_home_that_lost_its_memory_of_an_event_stays_the_device_that_it_has_the_secret_of(panel: OpenEvent) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    device = panel.device
    for remembered in (panel.laptop.home.folder / "events").rglob("*.last"):
        remembered.write_text("{")
    assert again(panel).device == device


def test_a_home_without_the_secret_is_another_laptop(panel: OpenEvent) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    device = panel.device
    shutil.rmtree(panel.laptop.home.folder)
    panel = again(panel)
    a_juror(panel).record_score("K01", "REG", "81")
    assert panel.device != device


@pytest.mark.parametrize("damaged", [b"", b"AAAA", b"\xff\x00 no secret", b"A" * 44])
def test_a_damaged_secret_makes_another_laptop_of_this_one_and_no_crash(panel: OpenEvent, damaged: bytes) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    device = panel.device
    (kept_in,) = (panel.laptop.home.folder / "events" / panel.id).glob("*.device")
    kept_in.write_bytes(damaged)
    panel = again(panel)
    a_juror(panel).record_score("K01", "REG", "81")
    assert panel.device != device


def test_a_device_s_key_lies_under_a_secret_that_is_not_in_the_file(panel: OpenEvent) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    (secret,) = panel.laptop.home.devices_of(panel.id).values()
    locked = keyring.locked_key(panel.file, f"device:{panel.device}") or b""
    assert unlock_under_secret(locked, secret)
    with pytest.raises(WrongPin):
        unlock_under_secret(locked, bytes(32))


@pytest.mark.parametrize("days", [-365, 365])
def test_a_clock_that_is_wrong_by_a_year_changes_nothing_but_what_is_shown(event: OpenEvent, panel: OpenEvent, days: int) -> None:
    assert isinstance(panel.laptop.clock, Ticking)
    a_juror(event).record_score("K01", "REG", "80")
    carry(event, panel)
    panel.laptop.clock.now = NOW + timedelta(days=days)
    a_juror(panel).record_score("K01", "REG", "85")
    a_juror(panel).record_score("K01", "CAK", "85")
    signed = sign(a_juror(panel), "K01")
    assert carry(panel, event, admit=True) == "merged"
    (head,) = journal.heads_of(event.file, ("score", "J01/K01/REG"))
    assert (head.value or {})["points"] == "85"
    assert head.at.startswith(str((NOW + timedelta(days=days)).year))
    assert a_juror(event).board().cell("J01", "K01").total == 85
    assert signed.pdf


def test_two_programs_on_one_laptop_write_one_chain(panel: OpenEvent) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    other = open_event(panel.laptop, panel.path, PASSPHRASE)
    a_juror(other).record_score("K01", "REG", "81")
    a_juror(panel).record_score("K01", "CAK", "82")
    a_juror(other).record_score("K02", "CAK", "83")
    assert other.device == panel.device
    assert journal.forked(panel.file) == {}
    assert [entry.number for entry in journal.chain_of(panel.file, panel.device or "")] == [1, 2, 3, 4, 5, 6]
    journal.check(panel.file)


def test_keys_that_another_program_told_are_known_here(tmp_path: Path) -> None:
    event = an_event(tmp_path, enrolled=())
    window = open_event(event.laptop, event.path, PASSPHRASE)
    a_desk(event).enrol("J01", pin_of("J01"))
    window.refresh()
    assert JurorDesk.sit(window, "J01", pin_of("J01")).key


# opening


def test_a_file_that_this_laptop_left_is_opened_without_proving_it_again(panel: OpenEvent) -> None:
    score_all(a_juror(panel), "K01", "80")
    panel.close()
    reopened = open_event(panel.laptop, panel.path, PASSPHRASE)
    assert reopened.is_as_left()
    reopened.close()
    with by_hand(panel.path) as hand:
        hand.execute("UPDATE score SET points = '99'")
    changed = open_event(panel.laptop, panel.path, PASSPHRASE)
    assert {points for (points,) in changed.file.rows("SELECT points FROM score")} == {"80"}


def test_an_entry_altered_by_hand_is_named(panel: OpenEvent) -> None:
    score_all(a_juror(panel), "K01", "80")
    panel.close()
    with by_hand(panel.path) as hand:
        sql = hand.execute("SELECT sql FROM sqlite_master WHERE name = 'entry_is_never_changed'").fetchone()[0]
        hand.execute("DROP TRIGGER entry_is_never_changed")
        hand.execute("""UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '"80"', '"90"') AS BLOB) WHERE number = 3""")
        hand.execute(sql)
    before = fingerprint(panel.path)
    for language, words in (("en", "entry 3 of laptop"), ("id", "entri 3 dari laptop")):
        with text.speaking(language), pytest.raises(FileProblem, match=words):
            open_event(panel.laptop, panel.path, PASSPHRASE)
    assert fingerprint(panel.path) == before


NO_ENTRIES = {
    "a number that is none": b'{"points":NaN}',
    "a number without end": b'{"points":1e400}',
    "a value without bottom": b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a value deeper than any": b'{"a":' + b"[" * 9 + b"]" * 9 + b"}",
    "no letters": b'{"points":"\xff\xfe"}',
}


@pytest.mark.parametrize("kept_time", [False, True])
@pytest.mark.parametrize("what", NO_ENTRIES)
def test_what_is_no_entry_behind_this_laptops_own_chain_is_told_and_nothing_is_changed(
    panel: OpenEvent, what: str, kept_time: bool
) -> None:
    """Its hash is right, and whoever wrote it may have set the file's time back: opening such a file ended in a traceback."""
    score_all(a_juror(panel), "K01", "80")
    panel.close()
    was = panel.path.stat()
    with by_hand(panel.path) as hand:
        body, device, number = hand.execute("SELECT body, device, number FROM entry ORDER BY rowid DESC LIMIT 1").fetchone()
        body = body[: body.index(b'"value":')] + b'"value":' + NO_ENTRIES[what] + b"}"
        hand.execute("INSERT INTO entry VALUES (?, ?, ?, ?, NULL)", (entry_id(body), device, number + 1, body))
        hand.execute("INSERT INTO register VALUES ('score', 'J01/K01/REG', ?, 1)", (entry_id(body),))
        hand.execute("INSERT INTO head VALUES ('score', 'J01/K01/REG', ?)", (entry_id(body),))
    if kept_time:
        os.utime(panel.path, ns=(was.st_atime_ns, was.st_mtime_ns))
    before = fingerprint(panel.path)
    with pytest.raises(FileProblem) as told, open_event(panel.laptop, panel.path, PASSPHRASE) as opened:
        journal.heads_of(opened.file, ("score", "J01/K01/REG"))
    assert str(panel.path) in str(told.value)
    assert fingerprint(panel.path) == before


def test_a_page_put_back_from_an_older_copy_is_noticed(panel: OpenEvent) -> None:
    a_juror(panel).record_score("K01", "REG", "80")
    old = panel.path.read_bytes()
    for points in ("81", "82", "83"):
        a_juror(panel).record_score("K01", "REG", points)
    panel.close()
    new = panel.path.read_bytes()
    pages = min(len(old), len(new)) // 4096
    changed = [page for page in range(pages) if old[page * 4096 : (page + 1) * 4096] != new[page * 4096 : (page + 1) * 4096]]
    noticed = 0
    for page in changed[1:]:
        start = page * 4096
        panel.path.write_bytes(new[:start] + old[start : start + 4096] + new[start + 4096 :])
        try:
            with open_event(panel.laptop, panel.path, PASSPHRASE) as opened:
                standing = journal.heads_of(opened.file, ("score", "J01/K01/REG"))
                assert [head.value for head in standing] == [{"points": "83"}]
        except FileProblem:
            noticed += 1
    assert noticed, "at least the page of the journal itself"


def test_a_file_on_a_read_only_medium_is_read_and_not_written(panel: OpenEvent, monkeypatch: pytest.MonkeyPatch) -> None:
    score_all(a_juror(panel), "K01", "80")
    before = projections(panel.file)
    panel.close()
    held = fingerprint(panel.path)
    allowed, medium = os.access, panel.path.parent
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: not (mode == os.W_OK and medium in (Path(path), Path(path).parent)) and allowed(path, mode),
    )
    reading = open_event(panel.laptop, panel.path, PASSPHRASE)
    assert projections(reading.file) == before
    with pytest.raises(FileProblem) as told:
        a_juror(reading).record_score("K01", "REG", "90")
    assert str(panel.path) in str(told.value)
    reading.close()
    assert fingerprint(panel.path) == held
    assert sorted(panel.path.parent.glob(f"{panel.path.name}*"))[0] == panel.path


def test_an_event_needs_a_passphrase_and_a_name_of_its_own(tmp_path: Path) -> None:
    laptop = a_laptop(tmp_path)
    for path, passphrase in ((tmp_path / "a.jury", ""), (tmp_path / "no" / "folder.jury", "x")):
        with pytest.raises(FileProblem):
            new_file(laptop, path, passphrase)
        assert not path.exists()
    new_file(laptop, tmp_path / "a.jury", "x").close()
    with pytest.raises(FileProblem):
        new_file(laptop, tmp_path / "a.jury", "x")


# a failed write


def test_a_write_that_fails_teaches_and_changes_nothing(tmp_path: Path) -> None:
    event = an_event(tmp_path, enrolled=())
    before = projections(event.file)
    pages = event.file.rows("PRAGMA page_count")[0][0]
    event.file.connection.execute(f"PRAGMA max_page_count={pages}")
    free = event.file.rows("PRAGMA freelist_count")[0][0]
    assert free < 20
    with pytest.raises(FileProblem):
        for _ in range(30):
            a_juror(event, "J02").write_note("K01", "x" * 9_000, Visibility.PANEL)
    held = attachment_table.sizes(event.file)
    with pytest.raises(FileProblem):
        event.write([a_desk(event).act("withdrawal", "K01", {"reason": "x" * 2_000})] * 25)
    assert attachment_table.sizes(event.file) == held
    with pytest.raises(FileProblem):
        for juror in ("J01", "J03", "J04", "J02"):
            a_desk(event).enrol(juror, pin_of(juror))
    for juror in event.trust.jurors:
        assert keyring.locked_key(event.file, juror), "a juror is known only once the key is on the disk"
    assert projections(event.file)["candidate"] == before["candidate"]
    event.file.connection.execute("PRAGMA max_page_count=100000")
    assert a_juror(event, "J02" if "J02" not in event.trust.jurors else "J05").record_score("K01", "REG", "70")
    journal.check(event.file)


@pytest.mark.skipif(os.name != "posix", reason="the modes are POSIX's")
def test_a_new_data_folder_is_its_users_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.keep_setting("language", "en")
    home.keep_device("e" * 32, "d" * 32, b"secret")
    folders = [path for path in (home.folder, *home.folder.rglob("*")) if path.is_dir()]
    assert len(folders) == 3 and all(path.stat().st_mode & 0o077 == 0 for path in folders)
