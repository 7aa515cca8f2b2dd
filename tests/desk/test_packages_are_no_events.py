"""A package is no event: nothing opens it as one, and nothing is ever written to it. Looking at a file changes no byte of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from juryapp.errors import FileProblem, IsPackage
from juryapp.event import spares
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.event.spare_files import Cause
from juryapp.event.spare_offer import older, open_or_offer
from juryapp.package_files import folders_with_packages, is_on_its_way, may_be_package, on_their_way, packages_in
from juryapp.sharing.exchange_folder import others_in
from juryapp.sharing.merge import merge, skipped_words
from juryapp.sharing.pack import pack
from juryapp.store import journal
from tests.builders import PASSPHRASE, a_desk, a_juror, a_laptop, a_prepared, a_setup, an_event


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path)


@pytest.mark.parametrize("ending", [".jurypack", ".jury", ".JURY"])
@pytest.mark.parametrize("look", [False, True])
def test_a_package_is_not_opened_as_an_event_whatever_its_name(hq: OpenEvent, tmp_path: Path, ending: str, look: bool) -> None:
    package = pack(hq, tmp_path / "stick")
    named = package.rename(package.with_suffix(ending))
    before = named.read_bytes()
    for laptop in (hq.laptop, a_laptop(tmp_path, "other")):
        with pytest.raises(IsPackage) as told:
            open_event(laptop, named, PASSPHRASE, look=look)
        assert named.name in str(told.value)
        with pytest.raises(IsPackage):
            open_or_offer(laptop, named, PASSPHRASE)
    assert named.read_bytes() == before
    assert [path.name for path in named.parent.iterdir()] == [named.name]
    assert merge(hq, [named]).packages[0].outcome == "nothing new"


def test_packages_have_an_ending_of_their_own_and_replace_those_of_before(hq: OpenEvent, tmp_path: Path) -> None:
    first = pack(hq, tmp_path / "stick")
    old = first.rename(first.with_suffix(".jury"))
    a_juror(hq).record_score("K01", "REG", "80")
    second = pack(hq, tmp_path / "stick")
    assert second.suffix == ".jurypack"
    assert not old.exists()


def test_a_folders_packages_are_found_by_either_ending_in_any_letter_case(tmp_path: Path) -> None:
    for name in ("a.jurypack", "b.JURY", "c.JuryPack", ".d.jurypack", "e.pdf"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "f.jurypack").write_bytes(b"x")
    assert [path.name for path in packages_in(tmp_path)] == ["a.jurypack", "b.JURY", "c.JuryPack"]
    assert [path.name for path in folders_with_packages(tmp_path)] == ["sub"]
    assert not may_be_package(tmp_path / "sub")


def test_what_is_passed_over_in_a_folder_is_named(hq: OpenEvent, tmp_path: Path) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    stick = tmp_path / "stick"
    pack(panel, stick / "senin")
    (told,) = merge(hq, [stick], a_desk(hq)).packages
    assert told.outcome == "refused" and "senin" in (told.why or "")
    pack(panel, stick)
    report = merge(hq, [stick], a_desk(hq))
    assert [one.outcome for one in report.packages] == ["merged"]
    assert report.skipped == (stick / "senin",)


def test_files_of_an_event_whose_code_begins_with_a_dot_are_not_hidden(tmp_path: Path) -> None:
    hq = an_event(tmp_path, a_setup(event={"code": ".hid"}))
    panel = a_prepared(hq, "panel", ["J01"])
    assert panel.path.name == "_.hid-J01.jury"
    package = pack(panel, tmp_path / "stick")
    assert package.name.startswith("_.hid-") and others_in(hq, tmp_path / "stick") == [package]
    assert [one.outcome for one in merge(hq, [tmp_path / "stick"], a_desk(hq)).packages] == ["merged"]
    a_juror(panel).record_score("K01", "REG", "80")
    assert pack(panel, tmp_path / "stick") != package and not package.exists(), "an older one of its own is replaced"


def test_hidden_packages_of_a_folder_are_named_and_taken_in_when_they_are_named(hq: OpenEvent, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    package = pack(a_prepared(hq, "panel", ["J01"]), stick)
    hidden = package.rename(stick / f".{package.name}")
    report = merge(hq, [stick], a_desk(hq))
    assert report.skipped == (hidden,) and [one.outcome for one in report.packages] == ["refused"]
    assert hidden.name in skipped_words(hidden)
    assert merge(hq, [hidden], a_desk(hq)).packages[0].outcome == "merged"


@pytest.mark.parametrize(
    "name",
    [
        "{}.crdownload",
        "{}.part",
        "{}.a1b2c3d4.partial",
        ".syncthing.{}.tmp",
        "~syncthing~{}.tmp",
        "{}..path1",
        "{}.conflict1",
        "{}~",
        "{} (1)",
    ],
)
def test_what_is_still_on_its_way_or_was_set_aside_is_named_and_waits(hq: OpenEvent, tmp_path: Path, name: str) -> None:
    stick = tmp_path / "stick"
    package = pack(a_prepared(hq, "panel", ["J01"]), stick)
    unfinished = package.rename(stick / name.format(package.name))
    (stick / "surat.pdf").write_bytes(b"x")
    report = merge(hq, [stick], a_desk(hq))
    assert report.skipped == (unfinished,) and [one.outcome for one in report.packages] == ["refused"]
    assert "masih disalin" in skipped_words(unfinished) and others_in(hq, stick) == []
    assert merge(hq, [unfinished], a_desk(hq)).packages[0].outcome == "merged", "by its name it is taken in all the same"


def test_what_is_left_of_packages_that_are_here_or_were_overtaken_is_not_told(hq: OpenEvent, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    panel = a_prepared(hq, "panel", ["J01"])
    first = pack(panel, stick)
    (stick / f".syncthing..{first.name}.ab12cd34.part.tmp").write_bytes(b"x")
    (stick / f".{first.name}.ab12cd34.part-journal").write_bytes(b"x")
    a_juror(panel).record_score("K01", "REG", "80")
    pack(panel, stick)
    assert on_their_way(stick) == []
    a_juror(panel).record_score("K01", "REG", "81")
    later = pack(panel, stick)
    unfinished = later.rename(stick / f".{later.name}.ab12cd34.part")
    set_aside = [stick / f"{first.name}{ending}" for ending in ("..path1", ".conflict1")]
    for path in set_aside:
        path.write_bytes(b"x")
    assert {unfinished, *set_aside} <= set(on_their_way(stick)), "another version is told, whatever is here"


def test_the_files_of_an_open_event_are_no_unfinished_packages(tmp_path: Path) -> None:
    for name in ("bali.jury-wal", "bali.jury-journal", "bali.jury", "bali.jurypack", "perjury.txt"):
        assert not is_on_its_way(tmp_path / name), name


@pytest.mark.parametrize("name", ["{}.sync-conflict-20261128-101112-ABCDEFG.jurypack", "{} (conflicted copy).jurypack"])
def test_another_version_of_ones_own_package_is_read_a_copied_laptop_may_have_written_it(
    hq: OpenEvent, tmp_path: Path, name: str
) -> None:
    own = pack(hq, tmp_path / "stick")
    assert others_in(hq, tmp_path / "stick") == []
    other = own.rename(own.with_name(name.format(own.stem)))
    assert others_in(hq, tmp_path / "stick") == [other]


def test_others_packages_of_either_ending_are_swapped(hq: OpenEvent, tmp_path: Path) -> None:
    panel = a_prepared(hq, "panel", ["J01"])
    package = pack(panel, tmp_path / "stick")
    old = shutil.copyfile(package, package.with_suffix(".JURY"))
    assert set(others_in(hq, tmp_path / "stick")) == {package, old}


def test_to_look_at_another_laptops_file_changes_no_byte_of_it(hq: OpenEvent, tmp_path: Path) -> None:
    a_juror(hq).record_score("K01", "REG", "80")
    hq.close()
    before = hq.path.read_bytes()
    other = a_laptop(tmp_path, "other")
    with open_event(other, hq.path, PASSPHRASE, look=True) as event:
        assert journal.heads_of(event.file, ("score", "J01/K01/REG"))[0].value == {"points": "80"}
        with pytest.raises(FileProblem):
            a_juror(event).record_score("K01", "REG", "70")
    assert hq.path.read_bytes() == before
    with open_event(other, hq.path, PASSPHRASE) as event:
        assert not event.is_as_left(), "the projections had to be made anew"


def test_to_look_at_ones_own_file_changes_no_byte_of_it_and_writes_nothing(hq: OpenEvent) -> None:
    a_juror(hq).record_score("K01", "REG", "80")
    hq.close()
    before = hq.path.read_bytes()
    with open_event(hq.laptop, hq.path, PASSPHRASE, look=True) as event, pytest.raises(FileProblem):
        a_juror(event).record_score("K01", "REG", "70")
    assert hq.path.read_bytes() == before


def test_to_look_at_an_older_file_still_tells_that_it_is_older(hq: OpenEvent) -> None:
    hq.close()
    old = hq.path.read_bytes()
    with open_event(hq.laptop, hq.path, PASSPHRASE) as event:
        a_juror(event).record_score("K01", "REG", "80")
        spares.before(event, Cause.MERGE)
    hq.path.write_bytes(old)
    with open_event(hq.laptop, hq.path, PASSPHRASE, look=True) as event:
        assert older(event) is not None
    assert hq.path.read_bytes() == old
