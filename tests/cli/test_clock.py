"""The command line tells a clock that doesn't agree on standard error and goes on, and the desk states the right day."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juryapp.event.laptop import Laptop
from juryapp.event.opening import open_event
from juryapp.store import days
from tests.cli.builders import AT, PASSPHRASE, Said, Table, full


@pytest.fixture
def behind(table: Table, monkeypatch: pytest.MonkeyPatch) -> Table:
    """J01's laptop lost its battery: its clock says 2019."""

    def laptop(self: Table, name: str) -> Laptop:
        return replace(right(self, name), clock=lambda: a_clock) if name == "J01" else right(self, name)

    a_clock, right = AT.replace(year=2019), Table.laptop
    monkeypatch.setattr(Table, "laptop", laptop)
    return table


def says_2019(said: Said) -> bool:
    return any("2019" in line for line in said.told)


def test_a_right_clock_is_not_told(table: Table) -> None:
    assert table.score(full("K01")).err == ""
    assert table.does("status", table.event).err == ""


def test_scores_notes_and_signatures_are_told_about_and_go_on(behind: Table) -> None:
    said = behind.score(full("K01"), on="J01")
    assert said.code == 0 and says_2019(said) and "2019" not in said.out
    note = behind.file("note.txt", "Catatan.")
    said = behind.does("note", behind.jurors_event, "--juror", "J01", "--candidate", "K01", "--from", note, on="J01")
    assert says_2019(said)
    said = behind.does("sign", behind.jurors_event, "--juror", "J01", "--out", behind.folder / "signed", on="J01")
    assert says_2019(said) and len(list((behind.folder / "signed").iterdir())) == 1


def test_typing_for_a_juror_is_told_about(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    right = Table.laptop
    monkeypatch.setattr(Table, "laptop", lambda self, name: replace(right(self, name), clock=lambda: AT.replace(year=2019)))
    source = table.file("typed.csv", "candidate,criterion,points\nK01,REG,80\n")
    said = table.does("type-scores", table.event, "--juror", "J02", "--from", source)
    assert says_2019(said)


def test_status_tells_it_to_people_and_leaves_json_as_it_is(behind: Table) -> None:
    people = behind.does("status", behind.jurors_event, on="J01")
    assert "2019" in people.out
    data = behind.does("status", behind.jurors_event, "--json", on="J01")
    assert "2019" not in data.out and data.err == "" and data.json["code"] == "PAR24"


def stated(table: Table) -> list[tuple[str, str]]:
    with open_event(table.laptop("secretary"), table.event, PASSPHRASE) as event:
        return [(one.clock.isoformat(), one.day.isoformat()) for one in days.stated_days(event.file).values()]


def test_the_right_day_is_stated_for_this_laptop_and_taken_back(table: Table) -> None:
    said = table.does("state-day", table.event, "--day", "2024-02-20", "--reason", "Kalender.")
    assert "20 Februari 2024" in said.out
    assert stated(table) == [("2024-02-19", "2024-02-20")]
    signed = table.score(full("K01"))
    assert any("20 Februari 2024" in line for line in signed.told)
    table.does("state-day", table.event, "--take-back")
    assert stated(table) == []
    assert table.run("state-day", table.event, "--take-back").code == 1


def test_the_right_day_of_another_laptop_is_stated_by_its_name(behind: Table) -> None:
    behind.score(full("K01"), on="J01")
    stick = behind.folder / "stick"
    behind.does("pack", behind.jurors_event, "--to", stick, on="J01")
    behind.does("merge", behind.event, stick, "--admit")
    with open_event(behind.laptop("secretary"), behind.event, PASSPHRASE) as event:
        (other,) = [id_ for id_ in event.trust.devices if id_ != event.device]
    behind.does("state-day", behind.event, "--laptop", other[:8], "--day", "2024-02-19", "--reason", "Baterai.")
    assert stated(behind) == [("2019-02-19", "2024-02-19")]
    back = behind.folder / "back"
    behind.does("pack", behind.event, "--to", back)
    behind.does("merge", behind.jurors_event, back, on="J01")
    said = behind.does("sign", behind.jurors_event, "--juror", "J01", "--out", behind.folder / "signed", on="J01")
    assert any("19 Februari 2019" in line and "19 Februari 2024" in line for line in said.told)


def test_sheets_that_were_signed_by_a_clock_that_is_off_are_told_when_they_come_in(behind: Table) -> None:
    behind.score(full("K01"), on="J01")
    behind.does("sign", behind.jurors_event, "--juror", "J01", "--out", behind.folder / "signed", on="J01")
    behind.does("pack", behind.jurors_event, "--to", behind.folder / "stick", on="J01")
    said = behind.does("merge", behind.event, behind.folder / "stick", "--admit", "--lang", "en")
    assert (
        "said 19 February 2019, before the juror was enrolled: J01 K01." in said.out
        and "card of that laptop at Monitoring" in said.out
    )
    again = behind.does("merge", behind.event, behind.folder / "stick", "--json")
    assert "clocks" not in again.json


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--day", "kemarin", "--reason", "x"), 1),
        (("--day", "2024-02-30", "--reason", "x"), 1),
        (("--day", "2024-02-19", "--reason", "x"), 1),
        (("--day", "2024-02-20", "--reason", " "), 1),
        (("--day", "2024-02-20", "--reason", "x", "--laptop", "tidak ada"), 1),
        (("--day", "2024-02-20"), 2),
        (("--reason", "x"), 2),
    ],
)
def test_what_can_not_be_meant_is_refused_in_a_sentence(table: Table, words: tuple[str, ...], code: int) -> None:
    before = table.settled()
    said = table.run("state-day", table.event, *words)
    assert said.code == code and said.err and "Traceback" not in said.err
    assert stated(table) == [] and table.settled() == before


def test_the_plenarys_day_and_place_are_stated_told_and_taken_back(table: Table) -> None:
    assert "Aula" not in table.does("meeting", table.event).out
    said = table.does("meeting", table.event, "--day", "16-02-2024", "--place", "Aula")
    assert "16 Februari 2024 di Aula" in said.out
    written = table.does("documents", table.event, "--kind", "minutes", "--out", table.folder / "papers")
    assert "16 Februari 2024 di Aula" in written.err
    table.does("meeting", table.event, "--take-back")
    assert table.run("meeting", table.event, "--take-back").code == 1
    assert table.run("meeting", table.event, "--place", "Aula").code == 2
    assert table.run("meeting", table.event, "--day", "besok").code == 1
