"""The vault: one file with the passphrases of many events and what headquarters notes about each, under headquarters' own.

The file holds a key pair locked under the passphrase as a juror's key is under the PIN, the content encrypted to that key and,
where paper shares were made, to a second one that lies on paper alone; and the first one's signature over it, so
that nobody else writes into it (decision 072, docs/formats/vault.md). It is written whole beside and renamed over.
"""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from juryapp.canonical_json import canonical, read_canonical
from juryapp.disk import check_is_free, write_whole
from juryapp.errors import FileProblem, Problem, Refused, Why, WrongPassphrase, WrongPin
from juryapp.many_events.secrets import NO_NOTES, Notes, Secret
from juryapp.signing.keys import PrivateKey, PublicKey, decrypt, encrypt_to, lock, locked_public, unlock
from juryapp.signing.pin_cost import STANDARD, PinCost
from juryapp.text import mark

ENDING = ".juryvault"
USUAL_NAME = f"headquarters{ENDING}"
FORMAT = "juryapp-vault-1"
MOST_BYTES = 16_000_000
WRONG = mark("The passphrase of the vault {path} is wrong; type it again.")
DAMAGED = mark("{path} is no vault of Juryapp, or it is damaged; take a copy of it.")
NEWER = mark("{path} was written by a later program; open it with that one.")
ALTERED = mark("{path} was changed by somebody who doesn't have its key; take a copy of it.")
OTHERS = mark("The passphrase of {path} was changed meanwhile by another program; open the vault again.")


@dataclass(frozen=True)
class Deposit:
    """What the vault holds of one event."""

    passphrase: str = field(repr=False)
    file: str = ""
    """How its file was called when it was opened last."""
    title: str = ""
    """How the event called itself then: shown before its file is read."""
    key: str | None = field(default=None, repr=False)
    """The derived key of that file, which ends in its salt; None where it was never opened from here."""
    notes: Notes = NO_NOTES


class Vault:
    """An open vault. Every change is written at once, over what others wrote meanwhile."""

    def __init__(self, path: Path, key: PrivateKey, content: Mapping[str, Any], locked: bytes) -> None:
        self.path = path
        self._key, self._locked = key, locked
        self._deposits, self._recovery = _read(path, content)
        self._learnt: dict[str, Deposit] = {}
        self._lock = threading.Lock()

    @property
    def deposits(self) -> Mapping[str, Deposit]:
        """Event id -> what is kept of it."""
        return dict(self._deposits)

    @property
    def recovery(self) -> PublicKey | None:
        """The public half of the key that lies on paper, if shares of one were made."""
        return self._recovery

    @property
    def has_shares(self) -> bool:
        """True if paper shares were made of the key that opens it without the passphrase."""
        return self._recovery is not None

    def put(self, event: str, passphrase: str, path: Path, title: str, key: str | None = None) -> None:
        """Takes an event's passphrase into custody, in place of the former one; notes stay. Raises `FileProblem`."""

        def change(held: dict[str, Deposit]) -> None:
            former = held.get(event)
            held[event] = Deposit(passphrase, path.name, title, key, former.notes if former else NO_NOTES)

        self._change(change)

    def note(self, event: str, notes: Notes) -> None:
        """Writes down contact, deadline and note of an event. Raises `Refused` for one that isn't in the vault, `FileProblem`."""

        def change(held: dict[str, Deposit]) -> None:
            held[event] = replace(held[_held(held, event)], notes=notes)

        self._change(change)

    def remove(self, event: str) -> None:
        """Forgets an event: its passphrase is nowhere in this vault then. Raises `Refused`, `FileProblem`."""
        self._change(lambda held: held.pop(_held(held, event)))

    def change_passphrase(self, passphrase: str, cost: PinCost = STANDARD) -> None:
        """Locks it under another passphrase; paper shares stay what they were. Raises `FileProblem`, or
        `Problem` for too short a one.
        """
        key = PrivateKey.generate()
        locked = lock(key, passphrase, cost)
        self._change(lambda _held: None, becomes=(key, locked))

    def open_to(self, recovery: PublicKey) -> None:
        """From now on this key opens it too, in place of the former one: that one's paper shares are worth nothing any more."""
        self._change(lambda _held: None, recovery=recovery)

    def keep_learnt(self) -> None:
        """Writes down what `learn` was told since it was opened, if it was told anything new. Raises `FileProblem`."""
        with self._lock:
            learnt, self._learnt = self._learnt, {}

        def change(held: dict[str, Deposit]) -> None:
            for event, one in learnt.items():
                held[event] = replace(one, notes=held[event].notes if event in held else one.notes)

        if learnt:
            self._change(change)

    # what `Secrets` asks

    def of(self, path: Path, salt: str) -> Iterator[Secret]:
        """By the file's salt the key that opened it before; else the passphrase of the file of that name, then all others."""
        held = list(self._deposits.values())
        known = [one for one in held if one.key and one.key.endswith(salt)]
        named = [one for one in held if one.file == path.name]
        tried = set()
        for one in (*known, *named, *held):
            if one.passphrase not in tried:
                tried.add(one.passphrase)
                yield Secret(one.passphrase, one.key if one in known else None)

    def learn(self, event: str, path: Path, secret: Secret, title: str) -> None:
        """Remembers the key until `keep_learnt`; an event that another one's passphrase opened goes into the vault with it."""
        held = self._deposits.get(event, Deposit(secret.passphrase))
        now = Deposit(secret.passphrase, path.name, title, secret.key, held.notes)
        if event not in self._deposits or (secret.key and now != held):
            with self._lock:
                self._learnt[event] = now

    def notes(self, event: str) -> Notes:
        """Those of this event; empty for one that isn't in the vault."""
        held = self._deposits.get(event)
        return held.notes if held else NO_NOTES

    def title(self, event: str) -> str:
        """As it called itself when it was put into the vault."""
        held = self._deposits.get(event)
        return held.title if held else ""

    def event_of(self, path: Path, salt: str) -> str:
        """By its salt, else by its name."""
        for id_, one in self._deposits.items():
            if salt and one.key and one.key.endswith(salt):
                return id_
        return next((id_ for id_, one in self._deposits.items() if one.file == path.name), "")

    def _change(
        self,
        change: Callable[[dict[str, Deposit]], object],
        becomes: tuple[PrivateKey, bytes] | None = None,
        recovery: PublicKey | None = None,
    ) -> None:
        """Reads what is there now, changes that, and writes it whole. Nothing has changed where it raises."""
        with self._lock:
            outer = _outer(self.path)
            if outer.locked != self._locked:
                raise FileProblem(OTHERS, path=self.path)
            held, others = _read(self.path, _content(self.path, outer, self._key))
            change(held)
            recovery = recovery or others
            key, locked = becomes or (self._key, self._locked)
            write_whole(self.path, _written(key, locked, held, recovery), private=True)
            self._key, self._locked, self._deposits, self._recovery = key, locked, held, recovery


def create_vault(path: Path, passphrase: str, cost: PinCost = STANDARD) -> Vault:
    """A new, empty vault. Raises `FileProblem` where something of that name is there, `Problem` for too short a passphrase."""
    check_is_free(path)
    key = PrivateKey.generate()
    locked = lock(key, passphrase, cost)
    content = _written(key, locked, {}, None)
    write_whole(path, content, private=True)
    return Vault(path, key, {"events": {}, "recovery": ""}, locked)


def open_vault(path: Path, passphrase: str) -> Vault:
    """The vault. Raises `WrongPassphrase`, or `FileProblem` for what is missing, damaged, altered or of a later program."""
    outer = _outer(path)
    try:
        key = unlock(outer.locked, passphrase)
    except WrongPin:
        raise WrongPassphrase(WRONG, path=path) from None
    except Problem as problem:
        raise FileProblem(DAMAGED, path=path) from problem
    return Vault(path, key, _content(path, outer, key), outer.locked)


def recover_vault(path: Path, recovery: PrivateKey, passphrase: str, cost: PinCost = STANDARD) -> Vault:
    """Opens the vault with the key that lay on paper, and locks it under a new passphrase. The shares stay good.

    Raises `Refused` where they are of another vault or were replaced by later ones, `FileProblem`, `Problem` for a short one.
    """
    outer = _outer(path)
    content = _content(path, outer, recovery)
    key = PrivateKey.generate()
    locked = lock(key, passphrase, cost)
    held, public = _read(path, content)
    write_whole(path, _written(key, locked, held, public), private=True)
    return Vault(path, key, content, locked)


@dataclass(frozen=True)
class _Outer:
    """What stands in the file, not opened yet."""

    locked: bytes
    text: bytes
    signature: bytes


def _outer(path: Path) -> _Outer:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileProblem(DAMAGED, path=path)
        value = read_canonical(path.read_bytes())
    except FileNotFoundError as problem:
        raise FileProblem("{path} does not exist; check the name and the flash disk.", path=path) from problem
    except OSError as problem:
        raise FileProblem("{path} can't be read: {why}.", path=path, why=Why(problem)) from problem
    known = str(value.get("format", "")) if value else ""
    if known.startswith("juryapp-vault-") and known != FORMAT:
        raise FileProblem(NEWER, path=path)
    try:
        parts = [base64.b64decode((value or {})[name], validate=True) for name in ("key", "text", "signature")]
    except (KeyError, TypeError, ValueError) as problem:
        raise FileProblem(DAMAGED, path=path) from problem
    return _Outer(*parts)


def _content(path: Path, outer: _Outer, key: PrivateKey) -> dict[str, Any]:
    """What it says, once its own key's signature is proven."""
    try:
        text, public = decrypt(key, outer.text), locked_public(outer.locked)
    except Problem as problem:
        raise FileProblem(DAMAGED, path=path) from problem
    if text is None and key.public != public:
        raise Refused("These shares don't open {path}: they are of another vault, or later ones replaced them.", path=path)
    if text is None or not public.verify(outer.text, outer.signature):
        raise FileProblem(ALTERED, path=path)
    try:
        content = json.loads(text)
    except ValueError as problem:
        raise FileProblem(DAMAGED, path=path) from problem
    if not isinstance(content, dict):
        raise FileProblem(DAMAGED, path=path)
    return content


def _read(path: Path, content: Mapping[str, Any]) -> tuple[dict[str, Deposit], PublicKey | None]:
    try:
        recovery = base64.b64decode(content["recovery"])
        return (
            {str(id_): _deposit(one) for id_, one in content["events"].items()},
            PublicKey.from_raw(recovery) if recovery else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise FileProblem(DAMAGED, path=path) from problem


def _deposit(told: Mapping[str, Any]) -> Deposit:
    deadline = date.fromisoformat(told["deadline"]) if told["deadline"] else None
    notes = Notes(told["contact"], told["telephone"], deadline, told["note"])
    return Deposit(told["passphrase"], told["file"], told["title"], told["key"] or None, notes)


def _written(key: PrivateKey, locked: bytes, held: Mapping[str, Deposit], recovery: PublicKey | None) -> bytes:
    content = canonical(
        {
            "events": {id_: _told(one) for id_, one in held.items()},
            "recovery": base64.b64encode(recovery.raw).decode() if recovery else "",
        }
    )
    text = encrypt_to([key.public, *([recovery] if recovery else [])], content)
    parts = {"key": locked, "text": text, "signature": key.sign(text)}
    return canonical({"format": FORMAT, **{name: base64.b64encode(part).decode() for name, part in parts.items()}})


def _told(one: Deposit) -> dict[str, str]:
    notes = one.notes
    return {
        "passphrase": one.passphrase,
        "file": one.file,
        "title": one.title,
        "key": one.key or "",
        "contact": notes.contact,
        "telephone": notes.telephone,
        "deadline": notes.deadline.isoformat() if notes.deadline else "",
        "note": notes.note,
    }


def _held(held: Mapping[str, Deposit], event: str) -> str:
    if event not in held:
        raise Refused("This event is not in the vault; put it in first, with its passphrase.")
    return event
