"""The tables are the journal's present tense: whatever came in whatever order, rebuilt they come out the same."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juryapp.journal.entry import Act, Entry, Value, write_entry
from juryapp.store import journal, schema
from juryapp.store.connection import EventFile, connect
from tests.builders import light_passphrases
from tests.forging import projections

EVENT = "e" * 32
SIGNED = {"state": "signed", "rubric": "r", "json": "j", "pdf": "p", "entries": []}

_HAPPENINGS: list[tuple[str, str, str, list[Value]]] = [
    ("J01", "score", "J01/K01/REG", [{"points": "80"}, {"points": "85"}, {"points": None, "reason": "x"}, None]),
    ("J02", "score", "J02/K01/REG", [{"points": "80"}, None]),
    ("J02", "score", "J01/K01/REG", [{"points": "99"}]),
    ("J01", "remark", "J01/K01/REG", [{"text": "baik"}, {"text": ""}, None]),
    ("J01", "note", "J01/K01/private", [{"text": "a"}, {"text": "b"}, None]),
    ("J01", "recusal", "J01/K02", [{"reason": "saudara"}]),
    ("J01", "call", "J01", [{"candidate": "K01", "at": "2024-02-19T09:00:00+08:00"}, {"candidate": 1}, None]),
    ("J01", "request", "J01/K01", [{"reason": "x"}, {}, None]),
    ("desk", "attendance", "K01", [{"state": "present"}, {"state": "absent"}, {"state": "late"}]),
    ("desk", "candidate", "K01/name", [{"value": "Satu"}, {"value": "Dua"}, None, {"value": 1}]),
    ("desk", "juror", "J01/role", [{"value": "chair"}, {"value": "member"}, {"value": "king"}]),
    ("desk", "stage", "Nilai/Berkas", [{"position": 1, "weight": "50", "maximum": "100", "own": 0}, None]),
    ("desk", "stage-score", "K01/Nilai/Berkas", [{"points": "70"}, {"points": "75"}, None]),
    ("desk", "decision", "KAB/K01+K02", [{"category": "KAB", "order": ["K01"], "reason": "x"}, None]),
    ("desk", "mention", "KAB/K01", [{"title": "x", "reason": "x"}, None]),
    (
        "J01",
        "sheet",
        "J01/K01",
        [{**SIGNED, "revision": n, "total": p, "scores": {"REG": {"points": p}}} for n in (1, 2) for p in ("80", "85")],
    ),
    ("desk", "sheet", "J01/K01", [{"state": "reopened", "revision": n, "reason": "x"} for n in (1, 2)]),
]


def a_history(chance: random.Random, length: int) -> list[Entry]:
    """Acts of three devices, each replacing some of what was written before on the same register."""
    chains: dict[str, list[Entry]] = {letter * 32: [] for letter in "abc"}
    written: list[Entry] = []
    for _ in range(length):
        actor, subject, key, values = chance.choice(_HAPPENINGS)
        chain = chains[chance.choice(sorted(chains))]
        device = next(name for name, one in chains.items() if one is chain)
        before = [old.id for old in written if old.register == (subject, key)]
        olds = tuple(chance.sample(before[-3:], chance.randint(0, min(2, len(before)))))
        entry = write_entry(
            Act(actor, subject, key, chance.choice(values)),
            event=EVENT,
            device=device,
            number=len(chain) + 1,
            parent=chain[-1].id if chain else None,
            at="2024-02-19T09:00:00+08:00",
            supersedes=olds,
        )
        chain.append(entry)
        written.append(entry)
    return written


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> EventFile:
    with light_passphrases():
        file = connect(tmp_path_factory.mktemp("projection") / "x.jury", "x", new=True)
        schema.migrate(file)
        file.connection.execute("PRAGMA synchronous=OFF")
        return file


def cleared(file: EventFile) -> None:
    with file.unit():
        file.connection.execute("DROP TRIGGER IF EXISTS entry_is_never_deleted")
        for table in (*schema.table_names(schema.KEPT), *schema.PROJECTIONS):
            file.connection.execute(f"DELETE FROM {table}")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), length=st.integers(1, 40))
def test_projections_grow_to_what_a_rebuild_makes_in_whatever_order_entries_come(file: EventFile, seed: int, length: int) -> None:
    chance = random.Random(seed)
    history = a_history(chance, length)
    forged = {entry.id for entry in history if chance.random() < 0.15}

    def proves(entry: Entry) -> bool:
        return entry.id not in forged

    told = []
    for _ in range(2):
        cleared(file)
        order = history[:]
        chance.shuffle(order)
        while order:
            batch = [order.pop() for _ in range(min(len(order), chance.randint(1, 6)))]
            with file.unit():
                journal.add(file, batch, proves)
        told.append(projections(file))
    with file.unit():
        journal.rebuild(file, proves)
    told.append(projections(file))
    assert told[0] == told[1]
    assert told[1] == told[2]
    assert {entry for _, _, entry, stands in told[0]["register"] if stands}.isdisjoint(forged)


def test_a_file_s_projections_outlive_its_closing(tmp_path: Path) -> None:
    with connect(tmp_path / "x.jury", "x", new=True) as file:
        schema.migrate(file)
        with file.unit():
            journal.add(file, a_history(random.Random(1), 30), lambda entry: True)
        before = projections(file)
    with connect(tmp_path / "x.jury", "x") as file:
        assert projections(file) == before
        assert journal.count(file) == 30
