"""The root's key: a copy under its PIN, read back, and taken over from on another laptop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from juryapp.desk.headquarters import take_place
from juryapp.desk.root_copy import RootCopies, root_state
from juryapp.errors import FileProblem, NoKey, Problem, Refused, WrongPin
from juryapp.event.open_event import OpenEvent
from juryapp.signing.keys import PrivateKey, lock
from juryapp.store import model_records
from tests.builders import LIGHT, ROOT_PIN, a_desk, a_prepared, an_event, light_passphrases


@pytest.fixture
def hq(tmp_path: Path) -> Iterator[OpenEvent]:
    with light_passphrases(), an_event(tmp_path) as event:
        yield event


def test_a_copy_is_the_key_under_its_pin_and_is_remembered(hq: OpenEvent, tmp_path: Path) -> None:
    before = root_state(hq)
    assert before.is_here and before.is_headquarters and not before.copied and before.path.is_file()
    path = RootCopies.of(hq).write(tmp_path / "stick")
    assert path.read_bytes() == before.path.read_bytes() and root_state(hq).copied
    assert RootCopies.of(hq).write(tmp_path / "stick") == path, "the same once more is no trouble"
    RootCopies.of(hq).check(path, ROOT_PIN)
    with pytest.raises(WrongPin):
        RootCopies.of(hq).check(path, "pin-yang-salah")


def test_what_is_no_copy_or_another_events_is_a_sentence(hq: OpenEvent, tmp_path: Path) -> None:
    copies = RootCopies.of(hq)
    for name, content in (("text", b"not a key"), ("large", b"x" * 30_000)):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(FileProblem):
            copies.check(tmp_path / name, ROOT_PIN)
    with pytest.raises(Problem):
        copies.check(tmp_path / "missing", ROOT_PIN)
    other = tmp_path / "stick" / f"{copies.code}-headquarters.rootkey"
    other.parent.mkdir()
    other.write_bytes(lock(PrivateKey.generate(), ROOT_PIN, LIGHT))
    with pytest.raises(Refused):
        copies.check(other, ROOT_PIN)
    with pytest.raises(FileProblem):
        copies.write(other.parent)
    assert not root_state(hq).copied


def test_another_laptop_becomes_headquarters_from_a_copy(hq: OpenEvent, tmp_path: Path) -> None:
    path = RootCopies.of(hq).write(tmp_path / "stick")
    with a_prepared(hq, "hotel", [], with_desk=True) as hotel:
        assert not root_state(hotel).is_here
        with pytest.raises(NoKey):
            RootCopies.of(hotel).write(tmp_path / "other")
        with pytest.raises(WrongPin):
            RootCopies.of(hotel).keep(path, "pin-yang-salah")
        assert not root_state(hotel).is_here, "a wrong PIN keeps nothing"
        RootCopies.of(hotel).keep(path, ROOT_PIN)
        with pytest.raises(Refused):
            RootCopies.of(hotel).keep(path, ROOT_PIN)
        take_place(a_desk(hotel), ROOT_PIN)
        assert root_state(hotel).is_headquarters and hotel.device in model_records.headquarters_devices(hotel.file)
