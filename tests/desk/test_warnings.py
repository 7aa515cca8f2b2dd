"""What doesn't stand is told when it comes, and to whoever asks; what holds up nobody greets nobody either."""

from __future__ import annotations

from pathlib import Path

from juryapp.board.warnings import alarming, noticed
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from tests.builders import a_desk, a_juror, a_laptop, a_prepared, an_event
from tests.forging import forge

LONG = {"text": "a" * 250_000}


def with_absurd(hq: OpenEvent, actor: str, subject: str, key: str, value: object) -> OpenEvent:
    """A laptop of J01 in whose journal, under its own seal, stands what says what can't be."""
    panel = a_prepared(hq, "panel", ["J01"])
    a_juror(panel).record_score("K01", "REG", "80")
    path = panel.path
    panel.close()
    forge(path, actor, subject, key, value, sealed_by=panel)
    return open_event(a_laptop(hq.path.parent, "panel"), path, hq.file.passphrase)


def carried(source: OpenEvent, target: OpenEvent, stick: Path) -> str:
    (found,) = merge(target, [pack(source, stick)], a_desk(target)).packages
    assert found.outcome == "merged"
    return found.why or ""


def naming(problems: list[Problem], what: str) -> list[Problem]:
    return [problem for problem in problems if what in str(problem)]


def test_a_draft_that_says_what_cant_be_is_told_once_and_greets_nobody(tmp_path: Path) -> None:
    hq = an_event(tmp_path)
    panel = with_absurd(hq, "J01", "remark", "J01/K01/REG", LONG)
    assert "remark J01/K01/REG" in carried(panel, hq, tmp_path / "stick")
    a_juror(panel).record_score("K01", "CAK", "81")
    assert "remark" not in carried(panel, hq, tmp_path / "stick"), "its next package says nothing new of it"
    for event in (hq, panel):
        assert len(naming(noticed(event), "remark J01/K01/REG")) == 1
        assert naming(alarming(event), "remark J01/K01/REG") == []


def test_an_act_of_the_desk_that_proves_nothing_is_told_to_everyone_who_sits_down(tmp_path: Path) -> None:
    hq = an_event(tmp_path)
    panel = with_absurd(hq, "desk", "attendance", "K01", {"state": "absent"})
    assert "attendance K01" in carried(panel, hq, tmp_path / "stick")
    assert len(naming(alarming(hq), "attendance K01")) == 1
