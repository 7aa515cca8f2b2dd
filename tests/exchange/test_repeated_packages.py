"""The same package again, byte for byte: answered from memory, which lies in the event file itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange import package as packages
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import journal, quarantine_table
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, an_event, score_all


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


def a_package(hq: OpenEvent) -> Path:
    panel = a_prepared(hq, "panel", ["J01"])
    score_all(a_juror(panel, "J01"), "K01", "85")
    package = pack(panel, hq.path.parent / "stick")
    panel.close()
    return package


def test_the_same_bytes_are_answered_alike_and_not_read_again(hq: OpenEvent, monkeypatch: pytest.MonkeyPatch):
    package = a_package(hq)
    merge(hq, [package], a_desk(hq))
    named = package.rename(package.with_name("renamed.jury"))
    with monkeypatch.context() as closed:
        closed.setattr(packages, "open_file", None)
        (quick,) = merge(hq, [named]).packages
    hq.file.connection.execute("DELETE FROM merged")
    (slow,) = merge(hq, [named]).packages
    assert (quick, quick.outcome) == (slow, "nothing new")


def test_a_restored_backup_takes_the_package_again(hq: OpenEvent, tmp_path: Path):
    package = a_package(hq)
    desk = a_desk(hq)
    backup = tmp_path / "backup.jury"
    hq.close()
    shutil.copy(hq.path, backup)
    with open_event(a_laptop(tmp_path), hq.path, PASSPHRASE) as event:
        assert merge(event, [package], type(desk)(event, desk.key)).packages[0].outcome == "merged"
    shutil.copy(backup, hq.path)
    with open_event(a_laptop(tmp_path), hq.path, PASSPHRASE) as restored:
        (again,) = merge(restored, [package], type(desk)(restored, desk.key)).packages
        assert again.outcome == "merged"
        assert journal.heads_of(restored.file, ("score", "J01/K01/REG"))


def test_what_was_held_back_is_read_again_when_its_laptop_is_admitted(hq: OpenEvent):
    package = a_package(hq)
    assert merge(hq, [package]).packages[0].outcome == "quarantined"
    assert merge(hq, [package], a_desk(hq)).packages[0].outcome == "merged"


def test_a_changed_byte_is_read_and_refused(hq: OpenEvent):
    package = a_package(hq)
    merge(hq, [package], a_desk(hq))
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    assert merge(hq, [package]).packages[0].outcome == "refused"


def test_what_was_merged_is_not_told_in_packages(hq: OpenEvent, tmp_path: Path):
    merge(hq, [a_package(hq)], a_desk(hq))
    assert hq.file.rows("SELECT count(*) FROM merged") == [(1,)]
    with packages.opened(pack(hq, tmp_path / "out"), PASSPHRASE) as carried:
        assert carried.file.rows("SELECT * FROM merged") == []


def test_a_package_longer_than_memory_is_taken_whole(hq: OpenEvent, monkeypatch: pytest.MonkeyPatch):
    package = a_package(hq)
    monkeypatch.setattr(packages, "_IN_MEMORY", 5)
    (result,) = merge(hq, [package], a_desk(hq)).packages
    with packages.opened(package, PASSPHRASE) as carried:
        offered = [entry.id for entry in carried.entries]
        assert len(offered) == len(carried.entries) > 5
    assert result.outcome == "merged"
    assert journal.known_ids(hq.file, offered) == set(offered)
    assert not quarantine_table.entries(hq.file)
