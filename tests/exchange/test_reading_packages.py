"""Reading a package: what can't be read, or isn't a file any more, is told in a sentence that names it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.confirmations import confirmed
from juryapp.errors import FileProblem
from juryapp.event.opening import open_event
from juryapp.exchange import package
from juryapp.exchange.package import merged_before, opened
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.store import package_table, schema
from juryapp.text import speaking
from tests.builders import PASSPHRASE, a_desk, a_juror, a_prepared, an_event, score_all
from tests.store.files import AS_ROOT, as_version_1, by_hand


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    """A file whose bytes don't come, whoever runs the tests."""
    if AS_ROOT and sys.platform.startswith("linux"):
        return Path("/proc/self/mem")
    path = tmp_path / "terkunci.jury"
    path.write_bytes(bytes(4096))
    path.chmod(0)
    if AS_ROOT or os.access(path, os.R_OK):
        pytest.skip("whoever runs this may read everything")
    return path


def test_a_file_whose_bytes_do_not_come_was_never_merged(tmp_path: Path, unreadable: Path) -> None:
    event = an_event(tmp_path)
    with event.file.unit():
        package_table.remember_merged(event.file, "0" * 64, unreadable.stat().st_size, 3)
    assert merged_before(unreadable, event.file) is None


def test_a_file_whose_bytes_do_not_come_is_told(tmp_path: Path, unreadable: Path) -> None:
    with pytest.raises(FileProblem, match=f"{unreadable} can't be read"):
        package._copy_now(unreadable, tmp_path / "copy", unreadable)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_file_that_became_a_pipe_meanwhile_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "kiriman.jury"
    os.mkfifo(pipe)
    with pytest.raises(FileProblem, match="is not a file"):
        package._copy_now(pipe, tmp_path / "copy", pipe)


def test_a_file_larger_than_any_of_ours_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = pack(an_event(tmp_path), tmp_path / "stick")
    monkeypatch.setattr(package, "MOST_BYTES", carried.stat().st_size)
    with opened(carried, PASSPHRASE) as found:
        assert found.copied.size == carried.stat().st_size
    monkeypatch.setattr(package, "MOST_BYTES", carried.stat().st_size - 1)
    with pytest.raises(FileProblem, match="larger than any Juryapp file"), opened(carried, PASSPHRASE):
        pass


def test_a_package_of_an_older_format_is_refused_until_it_was_opened_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = pack(an_event(tmp_path), tmp_path / "stick")
    monkeypatch.setattr(schema, "KEPT_SINCE", schema.VERSION + 1)
    with pytest.raises(FileProblem, match="another version of Juryapp"), opened(carried, PASSPHRASE):
        pass


def test_a_package_whose_projections_alone_are_older_is_read(tmp_path: Path) -> None:
    """It comes from a laptop with last week's program."""
    event = an_event(tmp_path)
    event.close()
    path = as_version_1(event.path)
    with opened(path, PASSPHRASE) as found:
        assert found.entries


def test_receipts_that_are_rubbish_confirm_nothing_wherever_they_lie(tmp_path: Path) -> None:
    """In a package, and in the event file itself; the genuine one beside them still counts."""
    hq = an_event(tmp_path)
    panel = a_prepared(hq, "panel", ["J01"])
    score_all(a_juror(panel), "K01", "80")
    merge(hq, [pack(panel, tmp_path / "stick")], a_desk(hq))
    merge(panel, [pack(hq, tmp_path / "hq-stick")])
    before = confirmed(panel)
    assert before[panel.device]
    panel.close()
    with by_hand(panel.path) as hand:
        hand.execute("INSERT INTO receipt VALUES ('x', CAST('rubbish' AS BLOB), x'00')")
        hand.execute("INSERT INTO receipt SELECT 'y', body, signature FROM receipt WHERE device <> 'x'")
    panel = open_event(panel.laptop, panel.path, PASSPHRASE)
    assert confirmed(panel) == before
    third = a_prepared(hq, "third", ["J02"])
    assert not merge(third, [panel.path]).refused
    assert {device for device, _body, _signature in package_table.receipts(third.file)} <= {hq.device}
