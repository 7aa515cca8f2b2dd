"""Sealing at the command line: the minutes or everything, by a service on this machine, again, renewed, and what can't be."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.builders import Table, full
from tests.signing.test_other_programs import needs, said
from tests.time_stamping import Running, a_service, authority


@pytest.fixture
def signed(table: Table) -> Table:
    """J01, the chair, and J02 signed the sheets of two candidates, and the minutes."""
    table.sign_both(full("K01", "K02"))
    for juror in ("desk", "J02", "J01"):
        table.does("sign-document", table.event, "--document", "minutes", "--signer", juror)
    return table


@pytest.fixture
def service() -> Iterator[Running]:
    with a_service() as running:
        yield running


def seals(table: Table, *words: object, code: int = 0) -> list[dict]:
    done = table.run("seal", table.event, "--out", table.folder / "out", "--json", *words)
    assert done.code == code, done.err
    return done.json["documents"]


def test_the_minutes_are_sealed_stamped_saved_and_valid(signed: Table, service: Running) -> None:
    (one,) = seals(signed, "--tsa", service.url)
    assert (one["kind"], one["outcome"], len(one["time_stamps"])) == ("minutes", "time-stamped", 1)
    (found,) = signed.does("verify", one["path"], "--event", signed.event, "--json").json["files"]
    assert found["verdict"] == "valid" and [who["field"] for who in found["signers"]][-2:] == ["HQ_Seal", "DocTimeStamp"]
    root = signed.file("tsa.pem", authority().pem())
    proven = signed.does("verify", one["path"], "--event", signed.event, "--tsa-root", root)
    assert authority().name in proven.err and "Stempel Waktu Contoh" in proven.err
    line = next(one for one in signed.does("document-list", signed.event, "--json").json["documents"] if one["kind"] == "minutes")
    assert line["sealed"] and line["time_stamps"] == one["time_stamps"]


def test_everything_again_and_renewed(signed: Table, service: Running) -> None:
    signed.does("sign-document", signed.event, "--document", "sheets", "--signer", "J01")
    first = seals(signed, "--all", "--tsa", service.url)
    assert {one["outcome"] for one in first} == {"time-stamped"} and len(first) == len(service.asked) == 5
    assert {one["outcome"] for one in seals(signed, "--all", "--tsa", service.url)} == {"already"}
    (renewed,) = seals(signed, "--document", "J02/K01", "--tsa", service.url, "--renew")
    assert len(renewed["time_stamps"]) == 2
    files = signed.does("verify", signed.folder / "out", "--event", signed.event, "--json").json["files"]
    assert len(files) == 6 and {one["verdict"] for one in files} == {"valid"}


def test_without_a_service_no_network_is_used_and_the_seal_is_there(signed: Table) -> None:
    (one,) = seals(signed)
    assert (one["outcome"], one["time_stamps"], one["why"]) == ("sealed", [], None)
    assert signed.does("seal", signed.event).lines


def test_a_service_that_fails_is_one_sentence_and_the_sealed_file_is_whole(signed: Table) -> None:
    with a_service(lambda request: b"<html>") as wrong:
        (one,) = seals(signed, "--tsa", wrong.url, code=1)
    assert one["outcome"] == "sealed" and one["why"]
    assert signed.does("verify", one["path"], "--event", signed.event, "--json").json["files"][0]["verdict"] == "valid"
    with a_service() as right:
        (two,) = seals(signed, "--tsa", right.url)
    assert two["outcome"] == "time-stamped" and Path(two["path"]).read_bytes().startswith(Path(one["path"]).read_bytes())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--document", "nonsense"), 1),
        (("--document", "sheets"), 1),
        (("--document", ""), 1),
        (("--document", "J01/K01"), 1),
        (("--tsa", "tsa.example.org"), 1),
        (("--all", "--document", "minutes"), 2),
        (("--renew",), 2),
    ],
)
def test_what_can_not_be_is_a_sentence_and_changes_nothing(signed: Table, words: tuple[str, ...], code: int) -> None:
    # the sheets of J02 wait for their chair; J01 is the chair, whose own don't
    words = tuple("J02/K01" if word == "J01/K01" else word for word in words)
    before = len(signed.does("history", signed.event, "--json").json["entries"])
    done = signed.run("seal", signed.event, *words)
    assert done.code == code and "Traceback" not in done.err and done.told
    assert len(signed.does("history", signed.event, "--json").json["entries"]) == before


def test_nothing_to_seal_yet(table: Table) -> None:
    assert len(table.run("seal", table.event).told) == len(table.run("seal", table.event, "--all").told) == 1
    assert table.run("seal", table.event).code == 1


def test_only_headquarters_seals(signed: Table) -> None:
    done = signed.run("seal", signed.event, on="another")
    assert done.code == 1 and done.told


@needs("pdfsig", "qpdf", "mutool")
def test_other_programs_find_it_whole(signed: Table, service: Running) -> None:
    (one,) = seals(signed, "--tsa", service.url)
    assert "No syntax or stream encoding errors" in said("qpdf", "--check", one["path"])
    told = said("pdfsig", one["path"])
    assert told.count("Signature is Valid.") == 4 and "Time_Stamp_1" in told and "Total document signed" in told
    mutool = said("mutool", "sign", "-v", one["path"])
    assert mutool.count("The signature is valid") == 4 and "invalid" not in mutool.lower()


def test_a_full_disk_says_that_the_seal_is_on_record_and_leaves_nothing_half(
    signed: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out := signed.folder / "out").mkdir()

    def no_room(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", no_room)
        done = signed.run("seal", signed.event, "--out", out)
    assert done.code == 1 and list(out.iterdir()) == [] and "juryapp documents" in done.err
    assert seals(signed)[0]["outcome"] == "already" and len(list(out.iterdir())) == 1
