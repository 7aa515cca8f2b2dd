"""The checker page on receipts: one that its laptop signed is told with what it confirms, any other is refused."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from juryapp.board.journal_digest import journal_heads
from juryapp.canonical_json import canonical
from juryapp.event.open_event import OpenEvent
from juryapp.exchange.manifest import signed_message
from juryapp.exchange.receipt_file import read_receipt, receipt_bytes
from juryapp.exchange.receipts import Receipt
from juryapp.sharing.receipt import write_receipt
from tests.builders import a_juror, a_prepared, an_event, carry, light_passphrases, sign
from tests.checker import engine
from tests.signing.scene import flipped

pytestmark = [pytest.mark.skipif(not engine.available(), reason=engine.WITHOUT), pytest.mark.thorough]
CHECK = """(async () => {
  const found = {};
  for (const [name, file] of Object.entries(sent.files)) {
    const one = await checkReceipt(name, bytesOf(atob(file)));
    const notes = one.data ? notesOfReceipt(one, sent.records) : [];
    found[name] = [one.state, ...one.faults.map(({ code }) => code), ...notes.map(({ code }) => code)];
  }
  return found;
})()"""
ALTERED = ["invalid", "receipt-altered"]


def a_record(event: OpenEvent, name: str, after: int = 0) -> dict[str, Any]:
    """What the page knows of a record of completeness that lists each laptop's last entry, or one so many entries `after`."""
    heads = [
        {"name": one.device, "device": one.device, "number": one.number + after, "id": "0" * 64 if after else one.id}
        for one in journal_heads(event.file)
    ]
    return {"name": name, "data": {"event": {"id": event.id}, "told": {"heads": heads}}}


def test_what_its_laptop_signed_is_told_and_nothing_else(tmp_path: Path) -> None:
    with light_passphrases(), an_event(tmp_path) as hq, a_prepared(hq, "room", ["J01"]) as room:
        sign(a_juror(room), "K01", "85")
        carry(room, hq, admit=True)
        path = write_receipt(hq, tmp_path / "receipts")
        whole, one = path.read_bytes(), read_receipt(path)
        records = [a_record(hq, "now.pdf"), a_record(hq, "later.pdf", after=99)]
        odd = canonical({**json.loads(one.body), "heads": {"x": 1}})
        strange = {"manifest": json.loads(odd), "signature": base64.b64encode(hq.sign_as_device(signed_message(odd))).decode()}
        with hq.beside_the_journal():
            hq.file.connection.execute("UPDATE attachment SET content = NULL")
        files = {
            "whole": whole,
            "lacks": write_receipt(hq, tmp_path / "receipts").read_bytes(),
            "cut": whole[:-9],
            "flipped": whole.replace(b'"entries":', b'"entries":9', 1),
            "other laptop": receipt_bytes(Receipt(one.manifest, one.body, room.sign_as_device(signed_message(one.body)))),
            "other key": whole.replace(b'"device":"' + one.manifest.device[:4].encode(), b'"device":"0000', 1),
            "more": whole.replace(b'{"format"', b'{"a":1,"format"', 1),
            "odd": canonical({"format": "jury-receipt-1", **strange}),
            "signature": flipped(whole, len(whole) - 40),
            "none": b"[]",
            "null": b"null",
        }
    given = {name: base64.b64encode(content).decode() for name, content in files.items()}
    found = engine.run(CHECK, {"files": given, "records": records}, tmp_path)
    behind = ["receipt-behind"] * len(records[1]["data"]["told"]["heads"])
    assert found.pop("whole") == ["intact", "receipt-says", "receipt-covers", *behind]
    assert found.pop("lacks") == ["intact", "receipt-says", "receipt-lacks", "receipt-covers", *behind]
    assert found == dict.fromkeys(found, ALTERED)
    alone = engine.run(CHECK, {"files": {"a": given["whole"]}, "records": []}, tmp_path)
    assert alone == {"a": ["intact", "receipt-says", "receipt-alone"]}
