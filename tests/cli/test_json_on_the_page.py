"""Every member of the JSON of each command is named in docs/formats/command-line.md, and every command with `--json` is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.builders import Table
from tests.docs.commands import commands, options_of
from tests.docs.prose import rows
from tests.messages import ROOT

PAGE = (ROOT / "docs" / "formats" / "command-line.md").read_text(encoding="utf-8").partition("\n## JSON\n")[2]
FREE = {"value", "differs"}
"""What has members of its own: the value of an entry, by its subject; the places of a picture, tried in test_papers.py."""


def told_of(command: str) -> set[str]:
    """The members that the page names for a command."""
    [row] = [cells for cells in rows(PAGE.partition("\n## ")[0]) if cells[0] == f"`{command}`"]
    return set(re.findall(r"`([\w-]+)`", row[1]))


def members(found: object) -> Iterator[str]:
    """The name of every member, however deep."""
    if isinstance(found, list):
        for one in found:
            yield from members(one)
    elif isinstance(found, dict):
        yield from found
        for name, inner in found.items():
            yield from members(inner) if name not in FREE else ()


@pytest.fixture
def scored(table: Table) -> Table:
    """J01 signed K01 at a laptop of their own, and K01 was scored otherwise at the secretary's meanwhile."""
    assert table.score({"K01": {"REG": 70}}).code == 0
    assert table.score({"K01": {"REG": 85, "CAK": 90}, "K02": {"REG": 80, "CAK": 85}}, on="juror").code == 0
    table.does("sign", table.jurors_event, "--juror", "J01", "--candidate", "K02", "--out", "signed", on="juror")
    table.does("pack", table.jurors_event, "--to", "stick", on="juror")
    return table


def test_what_merge_status_conflicts_history_and_tally_say(scored: Table) -> None:
    merged = scored.does("merge", scored.event, "stick", "--admit", "--json").json
    assert merged["conflicts"] and set(members(merged)) <= told_of("merge") | told_of("conflicts")
    for command in ("status", "next", "conflicts", "history", "tally"):
        said = scored.does(command, scored.event, "--json").json
        assert set(members(said)) <= told_of(command), command
    assert set(members(scored.does("tally", scored.event, "--drafts", "--json").json)) <= told_of("tally")


def test_what_verify_written_at_and_spares_say(scored: Table) -> None:
    [sheet] = Path("signed").glob("*.pdf")
    assert set(members(scored.run("verify", sheet, "--json").json)) <= told_of("verify")
    scored.does("merge", scored.event, "stick", "--admit")
    said = scored.does("document-list", scored.event, "--json").json
    assert said["documents"] and set(members(said)) <= told_of("document-list")
    laptop = next(one for one in scored.does("status", scored.event, "--json").json["devices"] if one["number"])
    said = scored.does("written-at", scored.event, laptop["id"], "--json").json
    assert said["written"] and set(members(said)) <= told_of("written-at")
    said = scored.does("spares", "--json").json
    assert said["spares"] and set(members(said)) <= told_of("spares")
    said = scored.does("laptops", scored.event, "--json").json
    assert said["laptops"] and set(members(said)) <= told_of("laptops")
    scored.environment.setenv("JURYAPP_ASSISTANT_PIN", "rambutan-9")
    scored.does("add-assistant", scored.event, "--juror", "J01", "--name", "Ayu")
    said = scored.does("assistants", scored.event, "--json").json
    assert said["assistants"] and set(members(said)) <= told_of("assistants")


def test_what_completeness_says(scored: Table) -> None:
    said = scored.does("completeness", scored.event, "--json").json
    assert said["laptops"] and said["cells"] and set(members(said)) <= told_of("completeness")


def test_what_copies_say(scored: Table) -> None:
    scored.does("merge", scored.event, "stick", "--admit")
    said = scored.does("copies", scored.event, "--json").json
    assert said["sheets"][0]["copies"] and set(members(said)) <= told_of("copies")


def test_every_command_with_json_is_on_the_page() -> None:
    listed = {cells[0].strip("`") for cells in rows(PAGE.partition("\n## ")[0])} - {"command"}
    assert listed == {name for name in commands() if "--json" in options_of(name)}
