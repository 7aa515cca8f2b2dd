"""Each act of people is done whole or not at all, whenever the power fails; and the checks of that notice what is half.

docs/tests.md names the mistakes that these tests are there for.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from juryapp.model.note import Visibility
from tests.builders import a_juror, a_laptop, an_event, sign
from tests.soak.acts import ACTS, record
from tests.soak.checks import check_event, words
from tests.soak.medium import Op
from tests.soak.recording import NEEDED
from tests.store.files import by_hand


@NEEDED
@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_whole_or_not_done_after_every_power_cut(name: str, tmp_path: Path) -> None:
    recorded = record(name, tmp_path)
    between = recorded.cut_between_steps()
    assert between.examples == []
    assert between.states > 1, "before it, and after it"
    assert recorded.cut(8).examples == []


def without(ops: list[Op], what: str, suffix: str) -> list[Op]:
    """The same recording, as if the program had forgotten to sync what is called so."""
    careless = [op for op in ops if op.kind != what or not op.path.endswith(suffix)]
    assert len(careless) < len(ops)
    return [replace(op, folder=False) for op in careless]


@NEEDED
@pytest.mark.parametrize(
    ("name", "what", "suffix"),
    [
        ("write first", "sync", ".part"),
        ("write first", "sync folder", "/events"),
        ("create", "sync folder", "/home-hq"),
        ("prepare", "sync folder", "/prepared"),
        ("seal", "sync", ".part"),
    ],
)
def test_what_is_not_synced_is_caught(name: str, what: str, suffix: str, tmp_path: Path) -> None:
    recorded = record(name, tmp_path)
    assert replace(recorded, ops=without(recorded.ops, what, suffix)).cut_between_steps()


@NEEDED
def test_an_event_that_is_created_without_its_name_being_synced_is_caught(tmp_path: Path) -> None:
    recorded = record("create", tmp_path)
    assert replace(recorded, ops=without(recorded.ops, "sync folder", str(tmp_path))).cut_between_steps().lost


def test_the_check_notices_what_a_file_lacks(tmp_path: Path) -> None:
    """What an act in two steps leaves when the power fails between them."""
    with an_event(tmp_path) as event:
        entry = sign(a_juror(event), "K01", "85").changes.entries[0]
        a_juror(event).keep_note_draft("K02", "sedang meng", Visibility.PRIVATE)
        device = event.device or ""
    path, kept_words = tmp_path / "event.jury", words("J01/K02/private", "sedang meng")
    assert check_event(path, {entry, kept_words}, tmp_path) is None
    assert "words of the note" in (check_event(path, {words("J01/K02/private", "sedang mengajar")}, tmp_path) or "")
    secret = a_laptop(tmp_path).home.folder / "events" / event.id / f"{device}.device"
    content = secret.read_bytes()
    secret.unlink()
    assert "secret of a device" in (check_event(path, {entry}, tmp_path) or "")
    secret.write_bytes(content)
    (secret.parent / "root.key").unlink()
    assert "root" in (check_event(path, {entry}, tmp_path) or "")


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("DELETE FROM attachment WHERE id = (SELECT pdf FROM sheet)", "documents"),
        ("UPDATE attachment SET content = x'00' WHERE id = (SELECT json FROM sheet)", "hash"),
        ("DELETE FROM keyring WHERE owner = 'J01'", "key of J01"),
        ("UPDATE keyring SET locked = (SELECT locked FROM keyring WHERE owner = 'J02') WHERE owner = 'J01'", "key of J01"),
        ("DELETE FROM note", "projections"),
        ("UPDATE attachment SET content = NULL, erased = 1 WHERE id = (SELECT pdf FROM sheet)", "projections"),
    ],
)
def test_the_check_notices_what_was_taken_out_of_a_file(sql: str, told: str, tmp_path: Path) -> None:
    with an_event(tmp_path) as event:
        sign(a_juror(event), "K01", "85")
        a_juror(event).write_note("K01", "untuk panel", Visibility.PANEL)
    path = tmp_path / "event.jury"
    assert check_event(path, set(), tmp_path) is None
    with by_hand(path) as hand:
        hand.execute(sql)
    assert told in (check_event(path, set(), tmp_path) or "")
