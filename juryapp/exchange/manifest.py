"""Manifest: what a package says of itself, signed by the device that packed it; as headquarters' word it is a receipt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from juryapp.canonical_json import canonical

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
    tips: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of devices that were cloned, the last entry of every branch."""
    entries: int = 0
    digest: str = ""
    """SHA-256 over the sorted ids of all entries."""
    left_out: tuple[str, ...] = ()
    """Attachments that its journal names and this package doesn't hold."""
    held: tuple[str, ...] = ()
    """Those of them that the laptop which packed it holds all the same: candidates' papers that a light package leaves behind,
    and the PDFs of sheets that those it is for have already."""
    confirmed: int = 0
    """Up to so many entries of its own the laptop knows to be confirmed by headquarters."""

    @property
    def lacking(self) -> frozenset[str]:
        """The documents that its journal names and the laptop which packed it doesn't hold."""
        return frozenset(self.left_out) - frozenset(self.held)

    def body(self) -> bytes:
        """The canonical JSON that is signed."""
        heads = {device: list(head) for device, head in self.heads.items()}
        tips = {device: list(ids) for device, ids in self.tips.items()}
        content = {**self.__dict__, "format": FORMAT, "heads": heads, "tips": tips, "left_out": list(self.left_out)}
        del content["held"], content["confirmed"]
        if self.held:
            content["held"] = list(self.held)
        if self.confirmed:
            content["confirmed"] = self.confirmed
        return canonical(content)

    @classmethod
    def read(cls, body: bytes) -> Manifest:
        """The manifest that these bytes are. Raises ValueError unless they are exactly that."""
        try:
            content = json.loads(body)
            heads = {device: (number, entry) for device, (number, entry) in content["heads"].items()}
            tips = {device: tuple(ids) for device, ids in content["tips"].items()}
            known = content.pop("format") == FORMAT
            lists = {"left_out": tuple(content["left_out"]), "held": tuple(content.get("held", ()))}
            found = cls(**{**content, "heads": heads, "tips": tips, **lists})
            same = found.body() == body
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
            raise ValueError("not a manifest") from problem
        if not known or not same or not found._is_well_formed():
            raise ValueError("not a manifest")
        return found

    def _is_well_formed(self) -> bool:
        texts = [self.event, self.device, self.name, self.public, self.at, self.digest, *self.left_out, *self.held]
        texts += [entry for _, entry in self.heads.values()] + [entry for ids in self.tips.values() for entry in ids]
        counts = [self.number, self.entries, self.confirmed, *(number for number, _ in self.heads.values())]
        return all(isinstance(text, str) for text in texts) and all(type(count) is int and count >= 0 for count in counts)


def signed_message(body: bytes) -> bytes:
    """What the device's signature covers."""
    return b"jury-manifest-1\n" + body


def digest_of(ids: Iterable[bytes]) -> str:
    """SHA-256 over entry ids, as bytes, in order."""
    total = hashlib.sha256(b"jury-entries-1\n")
    for raw in sorted(ids):
        total.update(raw)
    return total.hexdigest()
