"""Opening changes no byte of an event file; the first act brings it up to date, in one unit of work with the act itself."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.errors import Busy, FileProblem, Refused
from juryapp.event.laptop import Laptop
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.second_connection import EventPlace
from juryapp.sharing.pack import pack
from juryapp.sharing.receive import look, receive
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, an_event, carry, light_passphrases, score_all, sign


@pytest.fixture(autouse=True)
def light(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Private copies lie where it is seen whether they go away."""
    (tmp_path / "private").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "private"))
    with light_passphrases():
        yield


def private(folder: Path) -> list[Path]:
    """The private copies that are there; not what the tests' own builders keep, where this is their first event."""
    return [path for path in (folder / "private").iterdir() if not path.name.startswith("juryapp-ready-made-")]


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    event = an_event(tmp_path)
    a_juror(event).record_score("K01", "REG", "80")
    return event


@pytest.fixture
def path(hq: OpenEvent, tmp_path: Path) -> Path:
    """A copy that is new to every laptop, in a folder of its own."""
    hq.close()
    (tmp_path / "room").mkdir()
    return Path(shutil.copyfile(hq.path, tmp_path / "room" / "copy.jury"))


@pytest.fixture
def other(tmp_path: Path) -> Laptop:
    return a_laptop(tmp_path, "other")


def looks(path: Path) -> dict[str, tuple[bytes, int]]:
    return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in path.parent.iterdir() if one.is_file()}


def points(event: OpenEvent, juror: str = "J01") -> dict[str, str]:
    found = a_juror(event, juror).board().cell(juror, "K01").sheet.scores
    return {code: str(score.points) for code, score in found.items()}


def test_sitting_down_and_leaving_changes_nothing(path: Path, other: Laptop, tmp_path: Path) -> None:
    before = looks(path)
    with open_event(other, path, PASSPHRASE) as event:
        assert points(event) == {"REG": "80"}
        a_desk(event)
    assert looks(path) == before and private(tmp_path) == []


def test_a_secretary_who_only_looks_puts_no_result_on_record(hq: OpenEvent, other: Laptop) -> None:
    """What is final by then goes on record with the next act, and before anything is packed."""
    for juror in ("J01", "J02", "J03", "J04"):
        for candidate in ("K01", "K02"):
            sign(a_juror(hq, juror), candidate, "80")
    hq.close()
    before = looks(hq.path)
    with open_event(hq.laptop, hq.path, PASSPHRASE) as event:
        assert event.is_as_left()
        a_desk(event)
    assert looks(hq.path) == before
    with open_event(hq.laptop, hq.path, PASSPHRASE) as event:
        a_desk(event)
        pack(event, hq.path.parent / "stick")
        assert len(journal.about(event.file, "result")) == 1


def test_the_first_act_is_there_for_everyone_who_opens_the_file(path: Path, other: Laptop, tmp_path: Path) -> None:
    with open_event(other, path, PASSPHRASE) as event:
        a_juror(event).record_score("K01", "CAK", "70")
        assert event.file.path == path
    assert private(tmp_path) == []
    with open_event(other, path, PASSPHRASE) as event:
        assert event.is_as_left() and points(event) == {"REG": "80", "CAK": "70"}


def test_an_act_that_is_refused_at_last_changes_nothing(
    path: Path, other: Laptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what is found out within the unit of work."""
    before = looks(path)

    def refuse(*_: object) -> None:
        raise Refused("Say why these entries are taken in without their laptop's seal.")

    with open_event(other, path, PASSPHRASE) as event:
        with monkeypatch.context() as patched, pytest.raises(Refused):
            patched.setattr(journal, "add", refuse)
            a_juror(event).record_score("K01", "CAK", "70")
        after = looks(path)
        # an empty rollback journal stays beside a file that was written to (docs/reliability.md)
        assert after.pop("copy.jury-journal", (b"", 0))[0] == b"" and after == before
        assert points(event) == {"REG": "80"}
        a_juror(event).record_score("K01", "CAK", "71")
        assert points(event) == {"REG": "80", "CAK": "71"}
    assert private(tmp_path) == []


def test_dying_between_bringing_it_up_to_date_and_the_act_loses_nothing(
    path: Path, other: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = os.fork()
    if child == 0:
        event = open_event(other, path, PASSPHRASE)
        juror = a_juror(event)
        monkeypatch.setattr(journal, "add", lambda *_: os._exit(9))
        event.file.connection.execute("PRAGMA cache_size=1")
        juror.record_score("K01", "CAK", "70")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    with open_event(other, path, PASSPHRASE) as event:
        assert points(event) == {"REG": "80"}
        a_juror(event).record_score("K01", "CAK", "71")
    with open_event(other, path, PASSPHRASE) as event:
        assert points(event) == {"REG": "80", "CAK": "71"}


def test_what_another_program_wrote_meanwhile_is_read_before_the_first_act(path: Path, other: Laptop, tmp_path: Path) -> None:
    with open_event(other, path, PASSPHRASE) as event, open_event(a_laptop(tmp_path, "third"), path, PASSPHRASE) as third:
        a_juror(third).record_score("K01", "REG", "85")
        with pytest.raises(Busy):
            a_juror(event).record_score("K01", "REG", "90")
        assert points(event) == {"REG": "85"}
        a_juror(event).record_score("K01", "REG", "90")
        assert journal.conflicts(event.file) == [] and points(event) == {"REG": "90"}
    assert private(tmp_path) == []


def test_another_file_in_its_place_is_told_and_not_written(path: Path, other: Laptop) -> None:
    with open_event(other, path, PASSPHRASE) as event:
        fresh = Path(shutil.copyfile(path, path.with_name("fresh.jury")))
        os.replace(fresh, path)
        before = looks(path)
        with pytest.raises(FileProblem):
            a_juror(event).record_score("K01", "CAK", "70")
        assert looks(path) == before


def test_looking_at_packages_beside_changes_nothing_and_taking_them_in_is_seen(
    hq: OpenEvent, tmp_path: Path, other: Laptop
) -> None:
    panel = a_prepared(hq, "panel", ["J02"])
    a_juror(panel, "J02").record_score("K02", "REG", "70")
    carry(panel, hq, admit=True)
    score_all(a_juror(panel, "J02"), "K01", "70")
    package = pack(panel, tmp_path / "stick")
    (tmp_path / "room").mkdir()
    hq.close()
    panel.close()
    path = Path(shutil.copyfile(hq.path, tmp_path / "room" / "copy.jury"))
    before = looks(path)
    with open_event(other, path, PASSPHRASE) as event:
        place = EventPlace.of(event)
        assert look(place, [package]).packages[0].new
        assert looks(path) == before
        count = journal.count(event.file)
        received = receive(place, [package], {}, "")
        assert journal.count(event.file) == count
        event.refresh()
        assert journal.count(event.file) == count + len(received.came.entries) and event.file.path == path
    assert private(tmp_path) == []
