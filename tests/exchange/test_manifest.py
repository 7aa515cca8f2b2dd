"""Manifest: one way to write it down, so that what was signed is what is read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from juryapp.canonical_json import canonical
from juryapp.exchange.manifest import Manifest

TOLD: dict[str, Any] = {
    "event": "e" * 32,
    "device": "d" * 32,
    "name": "panel",
    "public": "AAAA",
    "number": 3,
    "at": "2024-02-19T09:00:00+08:00",
    "entries": 7,
    "digest": "0" * 64,
    "heads": {"d" * 32: (7, "f" * 64)},
    "tips": {"c" * 32: ("a" * 64, "b" * 64)},
    "left_out": ("1" * 64,),
}


def test_a_manifest_reads_back_as_it_was_written() -> None:
    manifest = Manifest(**TOLD)
    assert Manifest.read(manifest.body()) == manifest and b'"held"' not in manifest.body(), "as programs before wrote it"
    light = Manifest(**TOLD, held=("1" * 64,))
    assert Manifest.read(light.body()) == light
    assert (manifest.lacking, light.lacking) == ({"1" * 64}, set())


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "jury-manifest-99"},
        {"number": -1},
        {"entries": 7.0},
        {"entries": True},
        {"name": None},
        {"heads": {"d" * 32: ["7", "f" * 64]}},
        {"heads": {"d" * 32: [7, 1]}},
        {"tips": {"c" * 32: [1]}},
        {"left_out": [1]},
        {"held": []},
        {"held": [1]},
        {"more": 1},
    ],
)
def test_what_says_something_else_is_no_manifest(changes: dict[str, Any]) -> None:
    body = canonical({**json.loads(Manifest(**TOLD).body()), **changes})
    with pytest.raises(ValueError, match="not a manifest"):
        Manifest.read(body)


def test_the_same_in_other_letters_is_no_manifest() -> None:
    body = Manifest(**TOLD).body()
    with pytest.raises(ValueError, match="not a manifest"):
        Manifest.read(json.dumps(json.loads(body), indent=1).encode())
