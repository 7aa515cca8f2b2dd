"""Receipt file: headquarters' receipt alone, a few kilobytes of JSON that anybody can read. It holds no entry and no document.

It names the event, laptops by their ids, numbers and hashes: no person, no score, no secret, so no passphrase is needed.
"""

from __future__ import annotations

import base64
import binascii
import json
from pathlib import Path

from juryapp.canonical_json import canonical
from juryapp.errors import FileProblem, Why
from juryapp.exchange.manifest import Manifest
from juryapp.exchange.receipts import Receipt

_FORMAT = "jury-receipt-1"
_MOST_BYTES = 1_000_000
"""Of a thousand laptops it would be a quarter of that."""


def receipt_bytes(receipt: Receipt) -> bytes:
    """The file's content: canonical JSON with the manifest and the signature over it (docs/formats/receipt.md)."""
    signature = base64.b64encode(receipt.signature).decode()
    return canonical({"format": _FORMAT, "manifest": json.loads(receipt.body), "signature": signature}) + b"\n"


def read_receipt(path: Path) -> Receipt:
    """The receipt in this file; who signed it isn't checked. Raises `FileProblem`."""
    try:
        if not path.is_file():
            raise FileProblem("{path} is not a file; name the receipt itself.", path=path)
        with path.open("rb") as source:
            content = source.read(_MOST_BYTES + 1)
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem
    try:
        return _receipt(content)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as problem:
        raise FileProblem(
            "{path} is no receipt, or was damaged on its way; have headquarters write it again.", path=path
        ) from problem


def _receipt(content: bytes) -> Receipt:
    if len(content) > _MOST_BYTES:
        raise ValueError("longer than any receipt")
    told = json.loads(content)
    if not isinstance(told, dict) or told.keys() != {"format", "manifest", "signature"} or told["format"] != _FORMAT:
        raise ValueError("not a receipt")
    body = canonical(told["manifest"])
    return Receipt(Manifest.read(body), body, base64.b64decode(told["signature"], validate=True))
