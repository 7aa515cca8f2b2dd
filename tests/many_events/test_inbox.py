"""The inbox: each package finds its event, with a verdict; receiving all takes in what is new; a bad package stops no other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.board.quarantine import waiting
from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.many_events.inbox import InboxRow, Verdict, look_at_inbox, packages_of, receive_all
from juryapp.many_events.inbox_words import inbox_words, verdict_words
from juryapp.many_events.secrets import OnePassphrase
from juryapp.sharing.pack import pack
from juryapp.text import speaking
from tests.builders import PASSPHRASE, a_juror, a_laptop, a_prepared, a_setup, an_event, light_passphrases, ready_made, sign

ONE = OnePassphrase(PASSPHRASE)


@pytest.fixture(autouse=True)
def passphrases_cost_nothing() -> Iterator[None]:
    with light_passphrases(), speaking("en"):
        yield


def _folder(folder: Path) -> None:
    """Bali with a package of its prepared laptop, Riau with one of its own; in the inbox besides what can't be received."""
    inbox = folder / "inbox"
    for name in ("bali", "riau", "aceh"):
        (folder / name).mkdir()
        with an_event(folder / name, a_setup(event={"code": name.upper()})) as event:
            with a_prepared(event, "panel", ("J01",)) as panel:
                sign(a_juror(panel, "J01"), "K01", "85")
                pack(panel, inbox)
            event.seal_if_needed()
            if name == "riau":
                pack(event, inbox)
    shutil.rmtree(folder / "aceh")
    (first, *_) = packages_of(inbox)
    content = first.read_bytes()
    (inbox / "damaged-000001-000001-00000000.jurypack").write_bytes(content[: len(content) // 2] + b"x" * 9000)
    (inbox / "empty.jurypack").write_bytes(b"")
    (inbox / "LAIN-panel-000001-000001-00000000.jurypack.crdownload").write_bytes(content[:5000])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    ready_made(tmp_path, _folder)
    return tmp_path


@pytest.fixture
def laptop(folder: Path) -> Laptop:
    return a_laptop(folder, "pusat")


def files_of(folder: Path) -> list[Path]:
    return [folder / "bali" / "event.jury", folder / "riau" / "event.jury"]


def look(folder: Path, laptop: Laptop, files: list[Path] | None = None) -> list[InboxRow]:
    return list(look_at_inbox(laptop, packages_of(folder / "inbox"), files or files_of(folder), ONE))


def verdicts(rows: list[InboxRow]) -> list[str]:
    return sorted(row.verdict.value for row in rows)


def test_each_package_finds_its_event_and_none_is_changed(folder: Path, laptop: Laptop) -> None:
    everything = [path for path in folder.rglob("*.jury*") if path.is_file()]
    before = {path: path.read_bytes() for path in everything}
    rows = look(folder, laptop)
    assert {path: path.read_bytes() for path in everything} == before
    found = {row.path.name: row for row in rows}
    assert found["empty.jurypack"].verdict is Verdict.REFUSED and verdict_words(found["empty.jurypack"]).endswith(".")
    assert next(row for name, row in found.items() if name.endswith(".crdownload")).verdict is Verdict.UNFINISHED
    assert [row.verdict for name, row in found.items() if name.startswith("damaged")] == [Verdict.REFUSED]
    known = [row for row in rows if row.event and row.verdict in (Verdict.NEW, Verdict.HELD)]
    assert {row.event for row in known} == set(files_of(folder)) and len(known) == 2
    assert verdicts(rows).count("already here") == 1, "Riau's own"
    assert verdicts(rows).count("unknown event") == 1, "Aceh's file isn't here"
    assert "2 bring something new." in inbox_words(rows)
    assert all(verdict_words(row) for row in rows)


def test_receiving_all_takes_in_what_is_new_and_a_bad_one_stops_no_other(folder: Path, laptop: Laptop) -> None:
    rows = look(folder, laptop)
    bali = next(row for row in rows if row.event == files_of(folder)[0] and row.verdict in (Verdict.NEW, Verdict.HELD))
    content = bali.path.read_bytes()
    bali.path.write_bytes(content[:-4096] + b"y" * 4096)  # it became another while one looked
    done = list(receive_all(laptop, rows, ONE))
    assert {row.event for row in done if row.received} == {files_of(folder)[1]}
    bali.path.write_bytes(content)
    assert [row.received for row in receive_all(laptop, look(folder, laptop), ONE)][:1] == [True]
    with open_event(laptop, files_of(folder)[1], PASSPHRASE, look=True) as event:
        assert [one.name for one in waiting(event.file)] == ["Juri Contoh J01 (J01)"], "it waits for the desk"
    assert "new" not in verdicts(look(folder, laptop)), "nothing is left but what waits"


def test_it_is_called_off_between_two_events(folder: Path, laptop: Laptop) -> None:
    asked = iter([False, True])
    done = list(receive_all(laptop, look(folder, laptop), ONE, lambda: next(asked, True)))
    assert len({row.event for row in done}) == 1
    assert list(look_at_inbox(laptop, packages_of(folder / "inbox"), files_of(folder), ONE, lambda: True)) == []


def test_of_two_files_of_one_event_none_is_chosen(folder: Path, laptop: Laptop) -> None:
    copy = Path(shutil.copyfile(files_of(folder)[0], folder / "copy.jury"))
    rows = look(folder, laptop, [*files_of(folder), copy])
    assert "several files" in verdicts(rows)
    assert any("copy.jury" in verdict_words(row) for row in rows)
