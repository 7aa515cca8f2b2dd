"""Work beside the window: packing while a juror goes on writing, merging through a connection of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.desk.secretary import SecretaryDesk
from juryapp.errors import FileProblem
from juryapp.event.open_event import OpenEvent
from juryapp.event.second_connection import once_more, unchanging_copy
from juryapp.exchange.package import opened
from juryapp.sharing.exchange_folder import exchange_packages
from juryapp.sharing.prepared_copy import prepare
from juryapp.sharing.receive import pack_still
from juryapp.store import journal
from tests.builders import DESK_PIN, PASSPHRASE, a_juror, a_prepared, an_event, light_passphrases, score_all


@pytest.fixture(autouse=True)
def light() -> Iterator[None]:
    with light_passphrases():
        yield


@pytest.fixture
def event(tmp_path: Path) -> Iterator[OpenEvent]:
    with a_prepared(an_event(tmp_path), "panel", ["J01"]) as event:
        yield event


def test_what_is_written_while_packing_is_left_for_the_next_package_and_nothing_is_torn(event: OpenEvent, tmp_path: Path) -> None:
    juror, stick = a_juror(event), tmp_path / "stick"
    stick.mkdir()
    juror.record_score("K01", "REG", "80")

    def write_on(done: int, of: int) -> None:
        if done == 0:
            juror.record_score("K01", "CAK", "70")

    with once_more(event.laptop, event.path, PASSPHRASE) as beside:
        first = exchange_packages(beside, stick, progress=write_on)
        with opened(first.package, PASSPHRASE) as package:
            assert "CAK" not in {entry.key.split("/")[-1] for entry in package.entries}
        second = exchange_packages(beside, stick)
    with opened(second.package, PASSPHRASE) as package:
        assert len(package.entries) == journal.count(event.file)
    assert second.number > first.number
    assert journal.forked(event.file) == {}
    assert [path.name for path in stick.glob("*.jurypack")] == [second.package.name]


def test_a_command_packs_what_stood_at_one_moment_while_a_window_writes(event: OpenEvent, tmp_path: Path) -> None:
    """Else the packing list would be of another moment than the copy, and the package called altered."""
    juror = a_juror(event)
    juror.record_score("K01", "REG", "80")

    def write_on(done: int, of: int) -> None:
        if done == 0:
            juror.record_score("K01", "CAK", "70")

    with once_more(event.laptop, event.path, PASSPHRASE) as of_the_command:
        path = pack_still(of_the_command, tmp_path / "stick", write_on)
    with opened(path, PASSPHRASE) as package:
        assert {entry.key for entry in package.entries if entry.subject == "score"} == {"J01/K01/REG"}


def test_a_laptop_is_prepared_from_what_stood_at_one_moment_while_a_window_writes(tmp_path: Path) -> None:
    with an_event(tmp_path) as desk:
        juror = a_juror(desk)
        juror.record_score("K01", "REG", "80")

        def write_on(done: int, of: int) -> None:
            if done == 0:
                juror.record_score("K01", "CAK", "70")

        with once_more(desk.laptop, desk.path, PASSPHRASE) as of_the_command:
            path = prepare(SecretaryDesk.sit(of_the_command, DESK_PIN), tmp_path / "stick", ["J01"], progress=write_on)
        with opened(path, PASSPHRASE) as prepared:
            assert {entry.key for entry in prepared.entries if entry.subject == "score"} == {"J01/K01/REG"}


def test_where_there_is_no_place_for_the_copy_preparing_and_packing_end_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with an_event(tmp_path) as desk:
        secretary = SecretaryDesk.sit(desk, DESK_PIN)
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
        with pytest.raises(FileProblem):
            prepare(secretary, tmp_path / "stick", ["J01"])
        with pytest.raises(FileProblem):
            exchange_packages(desk, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_both_connections_are_one_device_and_number_one_chain(event: OpenEvent) -> None:
    juror = a_juror(event)
    with once_more(event.laptop, event.path, PASSPHRASE) as beside:
        score_all(juror, "K01", "80")
        beside.seal_if_needed()
        juror.record_score("K01", "REG", "81")
        assert beside.device == event.device
    chain = journal.chain_of(event.file, event.device or "")
    assert [entry.number for entry in chain] == list(range(1, len(chain) + 1))


def test_a_laptop_that_never_wrote_becomes_one_device_only(event: OpenEvent) -> None:
    with once_more(event.laptop, event.path, PASSPHRASE) as beside, unchanging_copy(beside) as copy:
        made = copy.device
    a_juror(event).record_score("K01", "REG", "80")
    assert event.device == made


def test_a_still_copy_is_sealed_and_private(event: OpenEvent, tmp_path: Path) -> None:
    a_juror(event).record_score("K01", "REG", "80")
    with once_more(event.laptop, event.path, PASSPHRASE) as beside, unchanging_copy(beside) as copy:
        assert copy.is_sealed()
        place = copy.file.path
        assert place.exists() and copy.path == event.path
    assert not place.exists()


def test_what_was_read_once_and_looks_the_same_is_not_read_again(event: OpenEvent, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with once_more(event.laptop, event.path, PASSPHRASE) as beside:
        (stick / "CONTOH-24-fremdes.jurypack").write_bytes(b"x" * 4096)
        first = exchange_packages(beside, stick)
        again = exchange_packages(beside, stick, first)
    assert len(first.report.packages) == 1 and not again.report.packages
    assert again.at == first.at, "and a package that has everything is not written again"
