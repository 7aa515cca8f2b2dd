"""Manifest: what a package says of itself, signed by the device that packed it; as headquarters' word it is a receipt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from juryapp.journal.entry import canonical

FORMAT = "jury-package-1"


@dataclass(frozen=True)
class Manifest:
    """Heads, counts and digest of one package."""

    event: str
    device: str
    """Who packed it."""
    name: str
    """How people call that laptop."""
    public: str
    """The device's key, base64; its id is the key's hash."""
    number: int
    """The device's own last entry's number."""
    at: str
    heads: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Each device's last number and entry."""
    entries: int = 0
    digest: str = ""
    """SHA-256 over the sorted ids of all entries."""
    left_out: tuple[str, ...] = ()
    """Attachments that headquarters has and this package leaves out."""

    def body(self) -> bytes:
        """The canonical JSON that is signed."""
        content = {**self.__dict__, "format": FORMAT, "left_out": list(self.left_out)}
        return canonical({**content, "heads": {device: list(head) for device, head in self.heads.items()}})

    @classmethod
    def read(cls, body: bytes) -> Manifest:
        """The manifest that these bytes are. Raises ValueError unless they are exactly that."""
        content = json.loads(body)
        if not isinstance(content, dict) or content.pop("format", None) != FORMAT:
            raise ValueError("not a manifest")
        heads = {device: (int(number), str(entry)) for device, (number, entry) in content.pop("heads").items()}
        try:
            found = cls(**{**content, "heads": heads, "left_out": tuple(content["left_out"])})
        except (TypeError, KeyError) as problem:
            raise ValueError("not a manifest") from problem
        if found.body() != body:
            raise ValueError("not a canonical manifest")
        return found


def signed_message(body: bytes) -> bytes:
    """What the device's signature covers."""
    return b"jury-manifest-1\n" + body


def digest_of(ids: Iterable[str]) -> str:
    """SHA-256 over entry ids in order."""
    total = hashlib.sha256(b"jury-entries-1\n")
    for id_ in sorted(ids):
        total.update(bytes.fromhex(id_))
    return total.hexdigest()
