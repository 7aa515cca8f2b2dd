"""Headquarters' receipt as a small file: a laptop takes it in like a package, and believes no other."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from juryapp.board.confirmations import confirmed
from juryapp.canonical_json import canonical
from juryapp.desk.headquarters import take_place
from juryapp.errors import FileProblem, Problem, Refused
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.manifest import Manifest, signed_message
from juryapp.exchange.receipt_file import read_receipt, receipt_bytes
from juryapp.exchange.receipts import Receipt
from juryapp.model.outcome import Outcome
from juryapp.sharing.exchange_folder import take_packages
from juryapp.sharing.merge import MergeReport, merge
from juryapp.sharing.pack import pack
from juryapp.sharing.receipt import write_receipt
from juryapp.store import attachment_table, journal
from juryapp.text import speaking
from tests.builders import PASSPHRASE, ROOT_PIN, a_desk, a_juror, a_prepared, a_setup, an_event, carry, sign


@pytest.fixture
def hq(tmp_path: Path) -> OpenEvent:
    return an_event(tmp_path / "hq")


@pytest.fixture
def panel(hq: OpenEvent) -> OpenEvent:
    """A juror's laptop with one signed sheet that headquarters has taken in, and that heard nothing since."""
    panel = a_prepared(hq, "panel", ["J01"])
    sign(a_juror(panel), "K01", "80")
    carry(panel, hq, admit=True)
    return panel


def own(event: OpenEvent) -> int:
    return confirmed(event).get(event.device or "", 0)


def told(report: MergeReport) -> tuple[Outcome, str]:
    (one,) = report.packages
    return one.outcome, one.why or ""


def test_a_receipt_of_a_few_kilobytes_confirms_what_headquarters_holds(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    before, entries = hq.path.read_bytes(), journal.count(panel.file)
    receipt = write_receipt(hq, tmp_path / "stick")
    assert receipt.stat().st_size < 3_000 and hq.path.read_bytes() == before
    text = receipt.read_text("utf-8")
    assert "Juri" not in text and "Kandidat" not in text and "K01" not in text, "it names nobody"
    with speaking("en"):
        looked = told(merge(panel, [receipt], dry_run=True))
        assert own(panel) == 0
        assert told(merge(panel, [receipt])) == looked
    assert looked[0] is Outcome.MERGED and "1 of the 1 signed sheet here" in looked[1]
    assert own(panel) == journal.last_of(panel.file, panel.device or "")[0] and journal.count(panel.file) == entries
    assert told(merge(panel, [receipt]))[0] is Outcome.NOTHING_NEW


def test_it_lies_among_packages_and_is_read_after_them(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    pack(a_prepared(hq, "other", ["J02"]), stick)
    write_receipt(hq, stick)
    report = merge(panel, [stick])
    assert [one.is_receipt for one in report.packages] == [False, True] and len(report.receipts) == 1 and own(panel)
    again = write_receipt(hq, tmp_path / "once more")
    assert report.readable and again not in report.readable, "a receipt for a flash disk is given for packages"


def test_the_folder_of_copies_brings_it_in_by_itself(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    write_receipt(hq, tmp_path / "stick")
    taken = take_packages(panel, tmp_path / "stick")
    assert own(panel) and not taken.came
    assert not take_packages(hq, tmp_path / "stick").report.packages, "its own isn't read"


def test_only_headquarters_gives_receipts(panel: OpenEvent, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_receipt(panel, tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def changed(receipt: Path, **members: object) -> Path:
    content = json.loads(receipt.read_text("utf-8"))
    content["manifest"].update(members)
    receipt.write_bytes(canonical(content))
    return receipt


def test_one_that_was_altered_is_cut_short_or_is_of_another_event_changes_nothing(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    receipt = write_receipt(hq, tmp_path / "stick")
    whole = receipt.read_bytes()
    (tmp_path / "other").mkdir()
    other = an_event(tmp_path / "other", a_setup())
    refused = [told(merge(panel, [write_receipt(other, tmp_path / "stick")]))]
    heads = {panel.device: [9_999, "ab" * 32]}
    for broken in (
        {"heads": heads},
        {"entries": 9_999},
        {"left_out": ["x"]},
        {"at": "2044-01-01T00:00:00+00:00"},
        {"public": "?"},
    ):
        refused.append(told(merge(panel, [changed(receipt, **broken)])))
        receipt.write_bytes(whole)
    for content in (b"", whole[:-40], b"[]", b"{}", b"\xff" * 99, b"[" * 100_000, whole + b" " * 1_000_000):
        receipt.write_bytes(content)
        refused.append(told(merge(panel, [receipt])))
    assert {outcome for outcome, _why in refused} == {Outcome.REFUSED} and own(panel) == 0
    assert len({why for _outcome, why in refused}) == 3, "of another event, altered, and no receipt"
    receipt.unlink()
    receipt.mkdir()
    assert told(merge(panel, [receipt]))[0] is Outcome.REFUSED
    with pytest.raises(Problem):
        read_receipt(tmp_path / "nothing.juryreceipt")


def test_one_that_another_laptop_signs_in_headquarters_place_is_refused(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = a_prepared(hq, "other", ["J02"])
    sign(a_juror(other, "J02"), "K01", "80")
    with monkeypatch.context() as patch:
        patch.setattr("juryapp.store.model_records.headquarters_devices", lambda file: {other.device})
        receipt = write_receipt(other, tmp_path / "stick")
    outcome, why = told(merge(panel, [receipt]))
    assert outcome is Outcome.REFUSED and (other.device or "?")[:8] in why and own(panel) == 0


def test_an_older_one_that_is_played_again_changes_nothing(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    older = write_receipt(hq, tmp_path / "older")
    sign(a_juror(panel), "K02", "70")
    carry(panel, hq)
    merge(panel, [write_receipt(hq, tmp_path / "newer")])
    before = own(panel)
    outcome, why = told(merge(panel, [older]))
    assert outcome is Outcome.NOTHING_NEW and why and own(panel) == before


def test_a_document_that_headquarters_lacks_stays_unconfirmed_and_the_receipt_small(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    sign(a_juror(panel), "K02", "70")
    carry(panel, hq)
    with hq.beside_the_journal():
        hq.file.connection.execute("UPDATE attachment SET content = NULL")
    assert len(attachment_table.sizes(hq.file)) == 0
    receipt = write_receipt(hq, tmp_path / "stick")
    short = read_receipt(receipt).manifest.left_out
    merge(panel, [receipt])
    whole = own(panel)
    merge(panel, [pack(hq, tmp_path / "whole")])
    first = next(entry for entry in journal.about(panel.file, "sheet") if entry.device == panel.device)
    assert whole == own(panel) == first.number - 1 and len(short) < 10


def test_a_laptop_hears_that_headquarters_holds_less_than_before(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    merge(panel, [write_receipt(hq, tmp_path / "stick")])
    before = own(panel)
    with hq.beside_the_journal():
        hq.file.connection.execute("UPDATE attachment SET content = NULL")
    hq.laptop.clock.now += timedelta(hours=1)  # type: ignore[attr-defined]
    with speaking("en"):
        outcome, why = told(merge(panel, [write_receipt(hq, tmp_path / "stick")]))
    assert outcome is Outcome.MERGED and "less than it confirmed before" in why and own(panel) < before


def test_headquarters_that_was_restored_confirms_anew_once_its_package_said_who_it_is(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    early = hq.path.read_bytes()
    sign(a_juror(panel), "K02", "70")
    carry(panel, hq)
    merge(panel, [write_receipt(hq, tmp_path / "before")])
    before = own(panel)
    hq.close()
    hq.path.write_bytes(early)
    restored = open_event(hq.laptop, hq.path, PASSPHRASE)
    with pytest.raises(Refused):
        write_receipt(restored, tmp_path / "after")
    take_place(a_desk(restored), ROOT_PIN)
    receipt = write_receipt(restored, tmp_path / "after")
    assert told(merge(panel, [receipt]))[0] is Outcome.REFUSED, "nothing proves yet that this is headquarters"
    merge(panel, [pack(restored, tmp_path / "package")])
    assert own(panel) < before
    merge(panel, [receipt])
    assert own(panel) < before


def test_one_without_a_time_that_can_be_read_counts_until_any_other_comes(
    hq: OpenEvent, panel: OpenEvent, tmp_path: Path
) -> None:
    whole = write_receipt(hq, tmp_path / "stick")
    body = canonical({**json.loads(read_receipt(whole).body), "at": "yesterday"})
    timeless = tmp_path / "timeless.juryreceipt"
    timeless.write_bytes(receipt_bytes(Receipt(Manifest.read(body), body, hq.sign_as_device(signed_message(body)))))
    assert [told(merge(panel, [path]))[0] for path in (timeless, whole, timeless)] == ["merged", "merged", "nothing new"]


def test_its_own_receipt_tells_headquarters_nothing(hq: OpenEvent, panel: OpenEvent, tmp_path: Path) -> None:
    outcome, why = told(merge(hq, [write_receipt(hq, tmp_path / "stick")]))
    assert outcome is Outcome.NOTHING_NEW and why and confirmed(hq)[panel.device or ""]


def test_one_that_cannot_be_read_is_a_sentence(hq: OpenEvent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    receipt = write_receipt(hq, tmp_path / "stick")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", failing)
        with pytest.raises(FileProblem):
            read_receipt(receipt)


def failing(*_given: object) -> None:
    raise PermissionError(13, "no")
