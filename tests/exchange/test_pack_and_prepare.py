"""Packing and preparing: whole files or none, no keys but those that were named, and receipts that only headquarters gives."""

from __future__ import annotations

import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from juryapp import text
from juryapp.board import status
from juryapp.board.confirmations import confirmed
from juryapp.board.laptop_roster import prepared
from juryapp.desk.headquarters import create_event
from juryapp.errors import FileProblem, NoKey, Refused, WrongPassphrase
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.manifest import Manifest
from juryapp.exchange.package import opened
from juryapp.sharing import prepared_copy, put_in_folder
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack, write_copy
from juryapp.sharing.prepared_copy import prepare
from juryapp.sharing.put_in_folder import PreparedFile, place_in
from juryapp.sharing.rescue import rescue_file
from juryapp.store import attachment_table, journal, keyring, package_table
from juryapp.store.connection import connect
from tests.builders import (
    DESK_PIN,
    PASSPHRASE,
    ROOT_PIN,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    carry,
    pin_of,
    sign,
)
from tests.exchange.test_merge import clone_of, stick
from tests.store.files import by_hand, key_owners


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.fixture
def left(hq: OpenEvent) -> OpenEvent:
    return a_prepared(hq, "left", ["J01", "J02"])


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A disk that is full: whatever would make a file larger fails."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)


def keys_in(path: Path) -> set[str]:
    with connect(path, PASSPHRASE) as file:
        return key_owners(file)


# packages


def test_a_package_holds_the_whole_journal_and_no_key(hq: OpenEvent, left: OpenEvent) -> None:
    sign(a_juror(left), "K01", "85")
    path = pack(left, stick(left))
    assert keys_in(left.path) >= {"J01", "J02", f"device:{left.device}"}
    assert keys_in(path) == set()
    assert keys_in(pack(hq, stick(hq))) == set()
    with opened(path, PASSPHRASE) as package:
        assert {entry.id for entry in package.entries} == {entry.id for entry in journal.entries(left.file)}
        assert attachment_table.sizes(package.file) == attachment_table.sizes(left.file)
        assert package.manifest is not None
        assert package.manifest.device == left.device
        assert package.manifest.number == journal.numbers(left.file)[left.device or ""]
    content = path.read_bytes()
    for owner in ("J01", "desk"):
        locked = keyring.locked_key(hq.file, owner)
        assert locked is not None
        assert locked not in content


def test_a_package_s_last_own_entry_is_a_seal(left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    pack(left, stick(left))
    assert left.device
    assert journal.chain_of(left.file, left.device)[-1].subject == "seal"
    count = journal.count(left.file)
    pack(left, stick(left))
    assert journal.count(left.file) == count, "a sealed chain is not sealed again"


def test_a_package_s_name_carries_device_number_and_head(left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "85")
    path = pack(left, stick(left))
    assert left.device
    last = journal.chain_of(left.file, left.device)[-1]
    assert path.name.startswith(f"CONTOH-24-{left.device[:8]}-{last.number:06d}-")
    assert path.name.endswith(f"-{last.id[:8]}.jurypack")


def test_packing_removes_only_own_older_packages_that_the_new_one_contains(hq: OpenEvent, left: OpenEvent) -> None:
    folder = stick(left)
    juror = a_juror(left)
    juror.record_score("K01", "REG", "80")
    first = pack(left, folder)
    others = [pack(hq, folder), folder / "foto.jury", folder / "catatan.txt", folder / f"{first.stem}-salinan.jury"]
    others[1].write_bytes(b"x" * 4096)
    others[2].write_text("jangan dihapus")
    shutil.copyfile(others[1], others[3])
    clone = clone_of(left, "clone")
    a_juror(clone, "J02").record_score("K01", "REG", "60")
    others.append(pack(clone, folder))
    juror.record_score("K01", "REG", "85")
    second = pack(left, folder)
    assert sorted(folder.iterdir()) == sorted([second, *others])


def test_a_package_that_is_there_already_is_written_again_whole(left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    path = pack(left, stick(left))
    path.write_bytes(path.read_bytes()[:8192])
    assert pack(left, stick(left)) == path
    with opened(path, PASSPHRASE) as package:
        assert package.manifest is not None


def test_a_stick_that_fills_up_leaves_no_half_file_and_keeps_the_former_package(left: OpenEvent) -> None:
    sign(a_juror(left), "K01", "80")
    former = pack(left, stick(left))
    sign(a_juror(left), "K02", "80")
    left.seal_if_needed()
    with no_file_larger_than(former.stat().st_size - 4096), pytest.raises(FileProblem) as told:
        pack(left, stick(left))
    assert "\n" not in str(told.value)
    assert list(stick(left).iterdir()) == [former]
    with opened(former, PASSPHRASE):
        pass
    assert pack(left, stick(left)).exists()


def test_a_disk_without_room_for_the_private_copy_of_a_package_is_told(hq: OpenEvent, left: OpenEvent) -> None:
    sign(a_juror(left), "K01", "80")
    package, before = pack(left, stick(left)), journal.count(hq.file)
    with no_file_larger_than(8192):
        (found,) = merge(hq, [package]).packages
    assert found.outcome == "refused" and journal.count(hq.file) == before
    assert str(package) in (found.why or "") and "\n" not in (found.why or "")
    assert merge(hq, [package], a_desk(hq)).packages[0].outcome == "merged"


def test_a_stick_that_fills_up_while_preparing_leaves_no_half_file(hq: OpenEvent, tmp_path: Path) -> None:
    with no_file_larger_than(60_000), pytest.raises(FileProblem):
        prepare(a_desk(hq), tmp_path / "out", ["J01"])
    assert list((tmp_path / "out").iterdir()) == []


def test_a_prepared_file_is_not_called_there_where_its_flash_disk_is_out(
    hq: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    for module in (prepared_copy, put_in_folder):
        monkeypatch.setattr(module, "root_of", lambda path: (path, path.stat().st_dev + 1))
    with monkeypatch.context() as there:
        there.setattr(prepared_copy, "is_gone", lambda _root: False)  # the private folder, on this laptop's own disk
        made = PreparedFile(a_desk(hq), ["J01"], place_in(folder, "x.jury"), with_desk=False)
    for put in (partial(prepare, a_desk(hq), folder, ["J01"]), made.put_down):
        with pytest.raises(FileProblem) as told:
            put()
        assert told.value.message == prepared_copy.PULLED and not [*folder.iterdir()]
    assert [one.id for one in prepared(hq.file)] == [made.id], "nobody waits for a laptop with a copy that is nowhere"


@pytest.mark.parametrize("verb", ["pack", "prepare"])
def test_a_folder_that_can_not_be_made_is_told(verb: str, hq: OpenEvent, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("x")
    folder = tmp_path / "a-file" / "stick"
    for language in text.LANGUAGES:
        with text.speaking(language), pytest.raises(FileProblem) as told:
            if verb == "pack":
                pack(hq, folder)
            else:
                prepare(a_desk(hq), folder, [])
        assert str(folder) in str(told.value)


def test_an_exchange_folder_without_packages_is_told_and_stops_no_other(hq: OpenEvent, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    package = pack(hq, tmp_path / "stick")
    report = merge(hq, [tmp_path / "empty", package])
    assert [result.outcome for result in report.packages] == ["refused", "nothing new"]
    assert str(tmp_path / "empty") in (report.packages[0].why or "")


# prepared laptops


def test_a_prepared_laptop_holds_the_keys_of_those_named_and_of_no_one_else(hq: OpenEvent, tmp_path: Path) -> None:
    desk = a_desk(hq)
    assert keys_in(prepare(desk, tmp_path / "one", ["J01", "J02"])) == {"J01", "J02"}
    assert keys_in(prepare(desk, tmp_path / "two", [], with_desk=True)) == {"desk"}
    assert keys_in(prepare(desk, tmp_path / "three", ["J05"])) == set(), "observers have none"


def test_headquarters_root_lies_in_no_file(hq: OpenEvent, tmp_path: Path) -> None:
    root = hq.laptop.home.root(hq.id)
    assert root
    for path in (prepare(a_desk(hq), tmp_path / "out", ["J01"], with_desk=True), hq.path):
        with connect(path, PASSPHRASE) as file:
            held = [bytes(locked) for (locked,) in file.rows("SELECT locked FROM keyring")]
            held += [bytes(content) for (content,) in file.rows("SELECT content FROM attachment WHERE content IS NOT NULL")]
        assert root not in held


def test_an_enrolled_juror_needs_a_laptop_with_the_key(hq: OpenEvent) -> None:
    laptop = a_prepared(hq, "other", ["J02"])
    with pytest.raises(NoKey):
        a_juror(laptop, "J01")
    with pytest.raises(NoKey):
        a_desk(laptop)
    assert a_juror(laptop, "J05").record_score("K01", "REG", "50"), "an observer needs none"


def test_only_enrolled_jurors_of_the_event_are_prepared_for(tmp_path: Path) -> None:
    hq = an_event(tmp_path, enrolled=("J01",))
    for juror in ("J02", "J99"):
        with pytest.raises(Refused, match=juror):
            prepare(a_desk(hq), tmp_path / "out", ["J01", juror])
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_a_laptop_prepares_only_for_those_whose_keys_it_holds(hq: OpenEvent, tmp_path: Path) -> None:
    hotel = a_prepared(hq, "hotel", ["J01"], with_desk=True)
    with pytest.raises(NoKey):
        prepare(a_desk(hotel), tmp_path / "out", ["J02"])
    assert keys_in(prepare(a_desk(hotel), tmp_path / "out", ["J01"])) == {"J01"}


def test_preparing_twice_into_one_folder_overwrites_nothing(hq: OpenEvent, tmp_path: Path) -> None:
    path = prepare(a_desk(hq), tmp_path / "out", ["J01"])
    before = path.read_bytes()
    with pytest.raises(FileProblem):
        prepare(a_desk(hq), tmp_path / "out", ["J01"])
    assert path.read_bytes() == before


def test_a_prepared_laptop_opens_with_the_event_s_passphrase_alone(hq: OpenEvent, tmp_path: Path) -> None:
    path = prepare(a_desk(hq), tmp_path / "out", ["J01"])
    for wrong in (DESK_PIN, pin_of("J01"), ""):
        with pytest.raises(WrongPassphrase):
            open_event(a_laptop(tmp_path, "x"), path, wrong)


def test_what_a_hotel_s_desk_prepared_finds_its_way_to_headquarters(hq: OpenEvent) -> None:
    hotel = a_prepared(hq, "hotel", ["J01"], with_desk=True)
    seat = a_prepared(hotel, "seat", ["J01"])
    a_juror(seat).record_score("K01", "REG", "77")
    assert carry(seat, hotel, admit=True) == "merged"
    assert carry(hotel, hq, admit=True) == "merged"
    (head,) = journal.heads_of(hq.file, ("score", "J01/K01/REG"))
    assert head.value == {"points": "77"}


# receipts


def test_only_headquarters_makes_a_laptop_say_confirmed(hq: OpenEvent, left: OpenEvent) -> None:
    right = a_prepared(hq, "right", ["J03"])
    a_juror(left).record_score("K01", "REG", "80")
    assert left.device
    assert confirmed(left) == {}
    carry(left, hq, admit=True)
    assert confirmed(left) == {}, "headquarters has it, but this laptop hasn't heard"
    merge(right, [pack(hq, stick(hq))])
    carry(right, left)
    heard = confirmed(left)
    assert heard[left.device] == journal.numbers(left.file)[left.device], "headquarters' word travels through others"
    a_juror(left).record_score("K01", "REG", "85")
    merge(right, [pack(left, stick(left))])
    merge(left, [pack(right, stick(right, "other"))])
    assert confirmed(left)[left.device] == heard[left.device], "that another laptop holds it confirms nothing"
    state = {one.id: one for one in status.status(left.file, left.id, confirmed(left)).devices}[left.device]
    assert state.number > state.confirmed == heard[left.device]


def test_a_receipt_that_a_juror_s_laptop_made_up_confirms_nothing(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    path = pack(left, stick(left))
    with opened(path, PASSPHRASE) as package:
        ((body, signature),) = package_table.manifests(package.file)
        manifest = package.manifest
    assert manifest is not None
    assert hq.device
    left.close()
    with by_hand(left.path) as hand:
        hand.execute("INSERT INTO receipt VALUES (?, ?, ?)", ("x", body, signature))
        forged = Manifest(**{**manifest.__dict__, "device": hq.device}).body()
        hand.execute("INSERT INTO receipt VALUES (?, ?, ?)", (hq.device, forged, signature))
    again = open_event(left.laptop, left.path, PASSPHRASE)
    assert confirmed(again) == {}
    merge(hq, [again.path], a_desk(hq))
    assert package_table.receipts(hq.file) == []


def test_nothing_is_confirmed_whose_document_headquarters_lacks(hq: OpenEvent, left: OpenEvent) -> None:
    """A laptop that believed it would be wiped with the last copy of a signed sheet."""
    a_juror(left).record_score("K02", "REG", "70")
    before = journal.numbers(left.file)[left.device or ""]
    sign(a_juror(left), "K01", "80")
    carry(left, hq, admit=True)
    with hq.beside_the_journal():
        hq.file.connection.execute("DELETE FROM attachment WHERE length(content) > 10000")
    merge(left, [pack(hq, stick(hq))])
    signing = next(entry for entry in journal.about(left.file, "sheet") if entry.device == left.device)
    assert confirmed(left)[left.device or ""] == confirmed(hq)[left.device or ""] == signing.number - 1 >= before
    merge(hq, [pack(left, stick(left))])
    merge(left, [pack(hq, stick(hq))])
    assert confirmed(left)[left.device or ""] >= signing.number, "as many entries, and the document is there by now"


def test_an_older_receipt_after_a_newer_one_is_no_step_back(hq: OpenEvent, left: OpenEvent) -> None:
    assert not a_juror(left).record_remark("K01", "REG", "")
    a_juror(left).record_score("K01", "REG", "80")
    carry(left, hq, admit=True)
    old = shutil.copyfile(pack(hq, stick(hq)), hq.path.parent / "old.jury")
    a_juror(left).record_score("K01", "REG", "85")
    carry(left, hq)
    merge(left, [pack(hq, stick(hq))])
    heard = confirmed(left)
    merge(left, [Path(old)])
    assert confirmed(left) == heard
    assert heard[left.device or ""] == journal.numbers(left.file)[left.device or ""]


def test_headquarters_has_what_it_holds(hq: OpenEvent, left: OpenEvent) -> None:
    a_juror(left).record_score("K01", "REG", "80")
    carry(left, hq, admit=True)
    assert confirmed(hq) == journal.numbers(hq.file)


def test_long_work_tells_how_far_it_is(hq: OpenEvent, left: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "AT_ONCE", 10)
    for number in range(30):
        a_juror(left, "J01").record_score("K01", "REG", str(50 + number))
    packing: list[tuple[int, int]] = []
    package = pack(left, stick(left), lambda done, of: packing.append((done, of)))
    merging: list[tuple[int, int]] = []
    merge(hq, [package], progress=lambda done, of: merging.append((done, of)))
    entries = journal.count(left.file)
    assert packing[0] == (0, 2 * entries) and packing[-1] == (2 * entries, 2 * entries)
    assert merging[0] == (0, 1) and merging[-1] == (1, 1)
    for told in (packing, merging):
        parts = [done / of for done, of in told]
        assert parts == sorted(parts) and len({*parts}) > 4, "it goes forward, in steps"


def test_of_several_packages_the_packages_are_counted(hq: OpenEvent, left: OpenEvent, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    again = shutil.copy(pack(left, stick(left)), tmp_path / "again.jury")
    merge(hq, [stick(left), Path(again)], progress=lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]


@pytest.mark.parametrize("room", [0, 4096, 40_000, 120_000])
def test_a_full_disk_is_told_of_the_file_that_was_asked_for(hq: OpenEvent, tmp_path: Path, room: int) -> None:
    """Never of the unfinished one beside it, which is gone by the time that anybody looks for it."""
    hq.seal_if_needed()
    folder = tmp_path / "full"
    folder.mkdir()

    def rescue(to: Path) -> object:
        return rescue_file(hq.laptop, hq.path, to / "saved.jury", PASSPHRASE)

    def create(to: Path) -> object:
        return create_event(a_laptop(tmp_path, "new"), to / "new.jury", PASSPHRASE, a_setup(), DESK_PIN, ROOT_PIN)

    def copy(to: Path) -> object:
        return write_copy(hq, to / "copy.jury", (), None, lambda done, of: None)

    for write, name in ((rescue, "saved.jury"), (create, "new.jury"), (copy, "copy.jury")):
        with no_file_larger_than(room), pytest.raises(FileProblem) as told:
            write(folder)
        assert name in str(told.value) and ".part" not in str(told.value), (room, str(told.value))
        assert list(folder.iterdir()) == []
