"""The file of an open event is overwritten, moved or deleted: it is noticed at the next act, and nothing typed is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from juryapp.errors import Replaced
from juryapp.event import written_since_opening
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.returned_file import go_back
from juryapp.event.second_connection import EventPlace
from juryapp.event.spare_files import Cause, spares_of
from juryapp.event.spare_offer import OfferedSpare, open_or_offer
from juryapp.event.spare_restore import restore
from juryapp.event.spares import make, make_if_due
from juryapp.journal.subjects import Subject
from juryapp.model.note import Visibility
from juryapp.sharing.merge import merge
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, an_event, score_all

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows doesn't let an open file be replaced")
CRITERIA = ("REG", "CAK")


def overwrite(path: Path, content: bytes) -> None:
    """As `cp` and sync engines do: the same inode, other bytes."""
    inode = path.stat().st_ino
    path.write_bytes(content)
    assert path.stat().st_ino == inode


def scores(event: OpenEvent, candidate: str = "K01") -> dict[str, str]:
    found = a_juror(event).board().cell("J01", candidate).sheet.scores
    return {code: str(score.points) for code, score in found.items()}


def score(event: OpenEvent, candidate: str, criterion: str, points: str) -> None:
    """As the window does an act."""
    event.look_again()
    a_juror(event).record_score(candidate, criterion, points)


def is_one_chain(event: OpenEvent) -> bool:
    return not journal.forked(event.file)


Take = Callable[[Path, Path], None]
"""(Event, folder with other files): takes the file away under the open event."""


def older_in_place(path: Path, others: Path) -> None:
    overwrite(path, (others / "older.jury").read_bytes())


def other_event_in_place(path: Path, others: Path) -> None:
    overwrite(path, (others / "other.jury").read_bytes())


def equal_size_and_times_in_place(path: Path, others: Path) -> None:
    """Only the system's own time of the last change tells that anything happened."""
    looks, content = path.stat(), (others / "older.jury").read_bytes()
    overwrite(path, content.ljust(looks.st_size, b"\0")[: looks.st_size])
    os.utime(path, ns=(looks.st_atime_ns, looks.st_mtime_ns))


def truncated(path: Path, _others: Path) -> None:
    os.truncate(path, 8192)


def emptied(path: Path, _others: Path) -> None:
    os.truncate(path, 0)


def garbage_in_place(path: Path, _others: Path) -> None:
    overwrite(path, os.urandom(path.stat().st_size))


def older_by_rename(path: Path, others: Path) -> None:
    os.replace(shutil.copy2(others / "older.jury", others / "to-move.jury"), path)


def moved_away(path: Path, others: Path) -> None:
    path.rename(others / "moved.jury")


def deleted(path: Path, _others: Path) -> None:
    path.unlink()


WAYS: tuple[Take, ...] = (
    older_in_place,
    other_event_in_place,
    equal_size_and_times_in_place,
    truncated,
    emptied,
    garbage_in_place,
    older_by_rename,
    moved_away,
    deleted,
)


@pytest.fixture(params=[True, False], ids=["with-spares", "first-minutes"])
def working(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[OpenEvent, Path]:
    """J01 at an own laptop with a prepared file, `older.jury` as it was prepared; with or without a spare copy of it."""
    others = tmp_path / "others"
    (tmp_path / "elsewhere").mkdir()
    others.mkdir()
    with an_event(tmp_path) as hq:
        event = a_prepared(hq, "panel", ["J01"])
        shutil.copy2(event.path, others / "older.jury")
    with an_event(tmp_path / "elsewhere") as other:
        shutil.copy2(other.path, others / "other.jury")
    juror = a_juror(event)
    juror.record_score("K01", "REG", "81")
    if request.param:
        make(event, Cause.TIME)
    juror.record_score("K01", "CAK", "82")
    return event, others


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_it_is_noticed_at_the_next_act_and_what_was_typed_is_kept_elsewhere(working: tuple[OpenEvent, Path], way: Take) -> None:
    event, others = working
    path = event.path
    way(path, others)
    lies_there = path.read_bytes() if path.exists() else None
    for points in ("83", "84"):
        with pytest.raises(Replaced) as told:
            score(event, "K02", "REG", points)
        assert event.elsewhere and told.value.gaps["number"] == event.elsewhere.spare.number
        assert (path.read_bytes() if path.exists() else None) == lies_there, "nothing more is written there"
    assert scores(event) == {"REG": "81", "CAK": "82"} and scores(event, "K02") == {"REG": "84"}, "what is read goes on"
    spare = event.elsewhere.spare
    event.close()
    assert (path.read_bytes() if path.exists() else None) == lies_there
    place = others / "restored.jury"
    restore(event.laptop, place, spare, PASSPHRASE)
    with open_event(event.laptop, place, PASSPHRASE) as again:
        assert scores(again) == {"REG": "81", "CAK": "82"} and scores(again, "K02") == {"REG": "84"}
        assert is_one_chain(again)
        a_juror(again).record_score("K02", "CAK", "85")
        assert is_one_chain(again), "its number was not used before"


def test_what_is_typed_after_a_large_merge_is_kept_as_well(
    working: tuple[OpenEvent, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes over other connections has its measure in memory; what is written here has none."""
    monkeypatch.setattr(written_since_opening, "MOST", 0)
    event, others = working
    score(event, "K02", "REG", "83")
    older_in_place(event.path, others)
    with pytest.raises(Replaced):
        score(event, "K02", "CAK", "84")
    assert scores(event, "K02") == {"REG": "83", "CAK": "84"}


def test_what_is_opened_again_offers_the_copy_and_both_come_together(working: tuple[OpenEvent, Path]) -> None:
    event, _others = working
    make(event, Cause.TIME)
    older = event.path.read_bytes()
    score_all(a_juror(event), "U01", "77")
    overwrite(event.path, older)
    with pytest.raises(Replaced):
        a_juror(event).record_score("K02", "REG", "83")
    event.close()
    found = open_or_offer(event.laptop, event.path, PASSPHRASE)
    assert isinstance(found, OfferedSpare) and found.event and event.elsewhere
    assert found.spare.number == event.elsewhere.spare.number
    found.event.close()
    done = restore(event.laptop, event.path, found.spare, PASSPHRASE)
    with open_event(event.laptop, event.path, PASSPHRASE) as again:
        assert done.aside
        merge(again, [done.aside])
        assert scores(again) == {"REG": "81", "CAK": "82"} and set(scores(again, "U01").values()) == {"77"}
        assert scores(again, "K02") == {"REG": "83"} and is_one_chain(again)


@pytest.mark.parametrize("way", [older_in_place, deleted, truncated], ids=lambda way: way.__name__)
def test_a_note_and_its_draft_are_kept_too(working: tuple[OpenEvent, Path], way: Take) -> None:
    event, others = working
    juror = a_juror(event)
    juror.write_note("K01", "sudah selesai", Visibility.PRIVATE)
    way(event.path, others)
    event.look_again()
    with pytest.raises(Replaced):
        juror.keep_note_draft("K02", "masih menulis", Visibility.PRIVATE)
    assert event.elsewhere
    spare = event.elsewhere.spare
    event.close()
    place = others / "restored.jury"
    restore(event.laptop, place, spare, PASSPHRASE)
    with open_event(event.laptop, place, PASSPHRASE) as again:
        assert a_juror(again).note("K01", Visibility.PRIVATE).text == "sudah selesai"
        assert a_juror(again).note("K02", Visibility.PRIVATE).text == "masih menulis"


def test_a_file_opened_as_this_laptop_left_it_is_watched_as_well(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        a_juror(event).record_score("K01", "REG", "81")
    older = event.path.read_bytes()
    event = open_event(event.laptop, event.path, PASSPHRASE)
    for code in CRITERIA:
        a_juror(event).record_score("K01", code, "90")
    overwrite(event.path, older)
    with pytest.raises(Replaced):
        a_juror(event).record_score("K02", "REG", "83")
    assert event.path.read_bytes() == older and scores(event) == {"REG": "90", "CAK": "90"}
    assert is_one_chain(event)
    event.close()


def test_a_refresh_notices_it_too(working: tuple[OpenEvent, Path]) -> None:
    event, others = working
    older_in_place(event.path, others)
    with pytest.raises(Replaced):
        event.refresh()
    assert scores(event) == {"REG": "81", "CAK": "82"}
    event.close()


def test_a_file_that_was_only_read_so_far_is_not_gone_on_with_when_an_older_one_lies_there(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        older = event.path.read_bytes()
        a_juror(event).record_score("K01", "REG", "81")
    reading = open_event(a_laptop(tmp_path, "other"), event.path, PASSPHRASE)
    assert reading.copy
    overwrite(event.path, older)
    with pytest.raises(Replaced):
        a_juror(reading).record_score("K02", "REG", "83")
    assert event.path.read_bytes() == older and scores(reading) == {"REG": "81"}
    reading.close()


def test_merging_and_the_desks_acts_write_nothing_more(tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        older = event.path.read_bytes()
    event = open_event(event.laptop, event.path, PASSPHRASE)
    desk = a_desk(event)
    score_all(a_juror(event), "K01")
    overwrite(event.path, older)
    with pytest.raises(Replaced):
        desk.withdraw("K02", "mundur")
    with pytest.raises(Replaced):
        merge(event, [])
    assert event.path.read_bytes() == older
    assert [entry.key for entry in journal.about(event.file, Subject.WITHDRAWAL)] == ["K02"], "kept elsewhere"
    event.close()


def test_other_connections_and_programs_of_ones_own_raise_no_alarm(working: tuple[OpenEvent, Path]) -> None:
    event, _others = working
    with EventPlace.of(event).once_more() as beside, open_event(event.laptop, event.path, PASSPHRASE) as program:
        for turn in range(6):
            for one, criterion in ((event, "REG"), (beside, "CAK")):
                a_juror(one).record_score("K01", criterion, str(60 + turn))
            a_juror(program).record_score("K02", "REG", str(60 + turn))
        make_if_due(beside)
    event.refresh()
    assert scores(event, "K01") == {"REG": "65", "CAK": "65"} and scores(event, "K02") == {"REG": "65"}
    a_juror(event).record_score("K01", "CAK", "99")
    assert event.elsewhere is None and is_one_chain(event)
    event.close()


def test_a_change_of_its_times_alone_or_a_whole_newer_state_of_the_same_file_raises_no_alarm(
    working: tuple[OpenEvent, Path], tmp_path: Path
) -> None:
    event, _others = working
    os.utime(event.path, (1, 1))
    a_juror(event).record_score("K02", "REG", "61")
    newer = Path(shutil.copy2(event.path, tmp_path / "newer.jury"))
    with open_event(a_laptop(tmp_path, "synced"), newer, PASSPHRASE) as other:
        score_all(a_juror(other), "U01", "62")
    overwrite(event.path, newer.read_bytes())
    a_juror(event).record_score("K02", "CAK", "63")
    assert event.elsewhere is None and is_one_chain(event)
    assert scores(event, "K02") == {"REG": "61", "CAK": "63"} and set(scores(event, "U01").values()) == {"62"}
    event.close()


def test_no_spare_copy_is_made_of_a_file_that_took_its_place(working: tuple[OpenEvent, Path]) -> None:
    event, others = working
    place = EventPlace.of(event)
    before = spares_of(event.laptop.home, event.id)
    older_by_rename(event.path, others)
    with pytest.raises(Replaced):
        place.once_more()
    with pytest.raises(Replaced):
        make(event, Cause.TIME)
    made = [spare for spare in spares_of(event.laptop.home, event.id) if spare not in before]
    assert [spare.cause for spare in made] in ([], [Cause.REPLACED])
    event.close()


def test_where_no_copy_can_be_made_it_says_so_and_tries_again(
    working: tuple[OpenEvent, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    event, others = working
    older_in_place(event.path, others)
    spares = event.laptop.home.spares
    hidden = spares.with_name("hidden")
    if spares.exists():
        spares.rename(hidden)
    spares.write_text("no folder")
    with pytest.raises(Replaced):
        a_juror(event).record_score("K02", "REG", "83")
    assert event.elsewhere is None
    spares.unlink()
    if hidden.exists():
        hidden.rename(spares)
    with pytest.raises(Replaced):
        event.refresh()
    assert event.elsewhere and scores(event) == {"REG": "81", "CAK": "82"}
    event.close()


def test_the_file_itself_put_back_is_gone_on_with_and_holds_what_was_typed_meanwhile(working: tuple[OpenEvent, Path]) -> None:
    event, others = working
    score(event, "K02", "REG", "71")
    away = event.path.rename(others / "pulled-out.jury")
    assert not go_back(event)
    for points in ("72", "73"):
        with pytest.raises(Replaced):
            score(event, "K02", "REG", points)
    assert not go_back(event), "it isn't there yet"
    shutil.copyfile(away, event.path)  # as a flash disk that is another device by now
    assert go_back(event) and event.elsewhere is None
    score(event, "K02", "CAK", "74")
    event.close()
    with open_event(event.laptop, event.path, PASSPHRASE) as again:
        assert scores(again, "K02") == {"REG": "73", "CAK": "74"} and is_one_chain(again)
        assert again.device == event.device, "no new device"


def test_a_file_that_was_written_to_meanwhile_is_another_file(working: tuple[OpenEvent, Path]) -> None:
    event, others = working
    away = event.path.rename(others / "pulled-out.jury")
    with pytest.raises(Replaced):
        score(event, "K02", "REG", "72")
    with open_event(a_laptop(others, "stranger"), away, PASSPHRASE) as stranger:
        a_juror(stranger).record_score("K02", "REG", "11")
    shutil.copyfile(away, event.path)
    there = event.path.read_bytes()
    assert not go_back(event) and event.elsewhere and event.path.read_bytes() == there
    event.close()
