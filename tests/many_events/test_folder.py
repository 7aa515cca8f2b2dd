"""A folder of events: a row for each file, what can't be read as a sentence, the same event twice told, no byte changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from juryapp.desk.plenary import reveal
from juryapp.errors import FileProblem, WrongPassphrase
from juryapp.event.laptop import Laptop
from juryapp.many_events import words
from juryapp.many_events.folder import EventRow, event_files, in_order, overviews, with_same
from juryapp.many_events.results import results_over_all
from juryapp.many_events.secrets import Notes, OnePassphrase
from juryapp.model.setup import Setup
from juryapp.sharing.pack import pack
from juryapp.text import speaking
from tests.builders import (
    ENROLLED,
    NOW,
    PASSPHRASE,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    light_passphrases,
    sign,
)

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases(), speaking("en"):
        yield


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return a_laptop(tmp_path / "bali")


def an_event_at(folder: Path, setup: Setup | None = None) -> Path:
    folder.mkdir()
    with an_event(folder, setup) as event:
        return event.path


def rows_of(folder: Path, laptop: Laptop, passphrase: str = PASSPHRASE) -> list[EventRow]:
    return with_same(overviews(laptop, event_files(folder), OnePassphrase(passphrase)))


def test_each_file_of_a_folder_is_a_row_and_none_is_changed(tmp_path: Path, laptop: Laptop) -> None:
    an_event_at(tmp_path / "bali")
    an_event_at(tmp_path / "riau", a_setup())
    (tmp_path / "broken.jury").write_bytes(b"x" * 4096)
    (tmp_path / ".hidden.jury").write_bytes(b"x")
    before = {path: path.read_bytes() for path in event_files(tmp_path)}
    broken, bali, riau = rows_of(tmp_path, laptop)
    assert {path: path.read_bytes() for path in event_files(tmp_path)} == before
    assert isinstance(broken.problem, WrongPassphrase) and broken.overview is None
    assert bali.overview and riau.overview and bali.event != riau.event and not bali.same
    assert bali.overview.expected == 16 and bali.overview.signed == 0
    assert words.awaited(bali) == ["16 sheets aren't signed here yet."]
    assert bali.overview.first_day == bali.overview.last_day == date(2024, 2, 19)


def test_a_passphrase_that_opens_none_is_told_of_each(tmp_path: Path, laptop: Laptop) -> None:
    an_event_at(tmp_path / "bali")
    (row,) = rows_of(tmp_path, laptop, "frasa yang lain sama sekali")
    assert isinstance(row.problem, WrongPassphrase) and words.awaited(row) == [str(row.problem)]


def test_the_same_event_twice_is_told_and_none_is_chosen(tmp_path: Path, laptop: Laptop) -> None:
    path = an_event_at(tmp_path / "bali")
    other = Path(shutil.copyfile(path, tmp_path / "bali" / "copy.jury"))
    rows = rows_of(tmp_path, laptop)
    assert [row.same for row in rows] == [(path,), (other,)]
    assert all(row.overview for row in rows) and "copy.jury" in words.awaited(rows[1])[-1]


def test_a_package_that_is_called_like_an_event_is_none(tmp_path: Path, laptop: Laptop) -> None:
    with an_event(tmp_path) as event:
        event.write((), seal=True)
        pack(event, tmp_path / "stick").rename(tmp_path / "package.jury")
    assert [row.path.name for row in rows_of(tmp_path, a_laptop(tmp_path))] == ["event.jury"]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileProblem):
        event_files(tmp_path / "nowhere")


def test_reading_ends_where_it_is_called_off(tmp_path: Path, laptop: Laptop) -> None:
    path, asked = an_event_at(tmp_path / "bali"), iter([False, False, False, True])
    assert len(list(overviews(laptop, [path] * 5, OnePassphrase(PASSPHRASE), lambda: next(asked, True)))) < 5


def test_awaited_laptops_are_named_and_nobodys_place_is_told_before_the_reveal(tmp_path: Path) -> None:
    with an_event(tmp_path) as hq:
        for juror in ENROLLED:
            for candidate in ("K01", "K02"):
                sign(a_juror(hq, juror), candidate, "90" if candidate == "K02" else "80")
        a_prepared(hq, "hotel", ("J01",)).close()
        hq.seal_if_needed()
        closed = rows_of(tmp_path, hq.laptop)[0]
        assert closed.overview and closed.overview.signed == 8 and not closed.overview.is_final
        kab = closed.overview.categories[0]
        assert kab.complete and not kab.final and not kab.revealed and not kab.places
        assert "awaited" in words.sure_words(kab) and words.placed_words(kab) == ["not opened yet"]
        assert any("J01" in sentence for sentence in words.awaited(closed))
        reveal(a_desk(hq), "KAB", reason="Ketua berhalangan.", early="Ketua berhalangan.")
    opened = rows_of(tmp_path, hq.laptop)[0]
    over_all = results_over_all([opened, EventRow(tmp_path / "other.jury")])
    assert [one.name for one in over_all] == ["Kabupaten dan Kota", "Badan Usaha"] and over_all[0].final == 0
    (placed,) = over_all[0].results
    assert [(one.rank, one.candidate) for one in placed.category.places] == [(1, "K02"), (2, "K01")]
    assert words.placed_words(placed.category)[0] == "1. Kandidat Contoh K02 (K02) 90.00"


def test_late_ones_come_first_then_what_is_not_final_by_deadline() -> None:
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    never, later, soon, late = (
        EventRow(Path(f"{name}.jury"), notes=Notes(deadline=deadline))
        for name, deadline in (("never", None), ("later", tomorrow), ("today", TODAY), ("late", yesterday))
    )
    broken = replace(never, path=Path("broken.jury"), problem=FileProblem("{path}", path="x"))
    ordered = in_order([never, later, soon, late, broken], TODAY)
    assert ordered == [late, broken, soon, later, never]
    assert [words.state_word(row, TODAY) for row in ordered[:2]] == ["late", "can't be read"]
