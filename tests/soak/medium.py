"""Medium: what a disk may hold after a power cut, given what a program asked of it until then.

The model is meaner than most disks: whatever was not synced may be there or not, write by write and sector by sector, in any
order; new areas of a file may hold rubbish; a new, renamed or deleted name counts only once its own folder was synced, and
what lies in a new folder only once the folder's own name was. It keeps
one promise of real disks, which SQLite relies on too: bytes that weren't written to don't change.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

SECTOR = 512
MANNERS = ("nothing", "everything", "in order", "some writes", "some sectors", "some sectors, rubbish in new areas")
"""How much of what wasn't synced survives."""


@dataclass(frozen=True)
class Op:
    """One thing that a program asked of the disk, or (`ack`) told its user."""

    kind: str
    """`create`, `write`, `truncate`, `sync`, `sync folder`, `make folder`, `rename`, `link`, `delete` or `ack`."""
    path: str = ""
    offset: int = 0
    """Of a write; of a truncation the new size."""
    content: bytes = b""
    to: str = ""
    """The new name of a `rename`, the further one of a `link`."""
    folder: bool = False
    """True if a `sync` or `delete` syncs the folder as well."""
    told: tuple[str, ...] = ()
    """What an `ack` promised: ids of entries, names of files."""


@dataclass
class Inode:
    """A file whatever it is called: what is surely on the disk, and what was asked since the last sync."""

    durable: bytes = b""
    pending: list[Op] = field(default_factory=list)

    def flush(self) -> None:
        content = bytearray(self.durable)
        for op in self.pending:
            _apply(content, op)
        self.durable, self.pending = bytes(content), []

    def surviving(self, manner: str, chance: random.Random) -> bytes:
        """One content that a power cut may leave."""
        content = bytearray(self.durable)
        kept = chance.randint(0, len(self.pending)) if manner == "in order" else len(self.pending)
        for op in self.pending[:kept]:
            if manner == "nothing" or (manner.startswith("some") and chance.random() < 0.5):
                if "rubbish" in manner and op.offset + len(op.content) > len(content) and chance.random() < 0.5:
                    _apply(content, Op("write", offset=max(op.offset, len(content)), content=chance.randbytes(len(op.content))))
                continue
            for piece in _sectors(op) if "sectors" in manner else [op]:
                if "sectors" not in manner or chance.random() < 0.8:
                    _apply(content, piece)
        return bytes(content)


def _apply(content: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del content[op.offset :]
        return
    end = op.offset + len(op.content)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[op.offset : end] = op.content


def _sectors(op: Op) -> Iterator[Op]:
    if op.kind != "write":
        yield op
        return
    at = 0
    while at < len(op.content):
        step = SECTOR - (op.offset + at) % SECTOR
        yield Op("write", op.path, op.offset + at, op.content[at : at + step])
        at += step


Naming = tuple[tuple[str, "Inode | None"], ...]
"""Names that change together: a rename takes one away and gives another."""


class Medium:
    """A disk that follows a program, operation by operation, and may lose power after each."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.live = {path: Inode(content) for path, content in files.items()}
        self.names = dict(self.live)
        """The names that are surely on the disk."""
        self.pending: list[Naming] = []
        self.new_folders: set[str] = set()
        """Folders that were made, and whose names aren't surely on the disk."""
        self.told: set[str] = set()

    def follow(self, op: Op) -> None:
        """Takes in the next operation."""
        if op.kind == "create":
            self.live[op.path] = Inode()
            self.pending.append(((op.path, self.live[op.path]),))
        elif op.kind in ("write", "truncate"):
            self.live[op.path].pending.append(op)
        elif op.kind == "sync":
            self.live[op.path].flush()
        elif op.kind == "rename":
            inode = self.live.pop(op.path)
            self.live[op.to] = inode
            self.pending.append(((op.path, None), (op.to, inode)))
        elif op.kind == "link":
            self.live[op.to] = self.live[op.path]
            self.pending.append(((op.to, self.live[op.to]),))
        elif op.kind == "delete":
            if self.live.pop(op.path, None):
                self.pending.append(((op.path, None),))
        elif op.kind == "make folder":
            self.new_folders.add(op.path)
        elif op.kind == "ack":
            self.told |= set(op.told)
        if op.kind == "sync folder":
            self._sync_folder(op.path)
        elif op.folder:
            self._sync_folder(os.path.dirname(op.path))

    def _sync_folder(self, folder: str) -> None:
        here = [naming for naming in self.pending if folder in {os.path.dirname(path) for path, _ in naming}]
        _name(self.names, here)
        self.pending = [naming for naming in self.pending if naming not in here]
        self.new_folders -= {path for path in self.new_folders if os.path.dirname(path) == folder}

    def after_power_cut(self, chance: random.Random, manner: str = "") -> dict[str, bytes]:
        """The files that one power cut leaves, by name; in this manner, or in any."""
        manner = manner or chance.choice(MANNERS)
        most = {"nothing": 0, "everything": len(self.pending)}.get(manner, chance.randint(0, len(self.pending)))
        names = _name(dict(self.names), self.pending[:most])
        gone = () if manner == "everything" else self.new_folders
        left = {path: inode for path, inode in names.items() if not any(path.startswith(f"{folder}/") for folder in gone)}
        return {path: inode.surviving(manner, chance) for path, inode in left.items()}


def _name(names: dict[str, Inode], namings: Iterable[Naming]) -> dict[str, Inode]:
    for naming in namings:
        for path, inode in naming:
            if inode is None:
                names.pop(path, None)
            else:
                names[path] = inode
    return names


@dataclass(frozen=True)
class State:
    """What one power cut left, and what the program had promised by then."""

    files: dict[str, bytes]
    told: frozenset[str]
    after: int
    """How many operations had been asked."""


def states(files: dict[str, bytes], ops: Sequence[Op], wanted: int, seed: int) -> Iterator[State]:
    """`wanted` states after power cuts at random moments of a recording that began with these files."""
    chance = random.Random(seed)
    moments = sorted(chance.randint(0, len(ops)) for _ in range(wanted))
    medium, done = Medium(files), 0
    for moment in moments:
        for op in ops[done:moment]:
            medium.follow(op)
        done = moment
        yield State(medium.after_power_cut(chance), frozenset(medium.told), moment)


def states_between_steps(files: dict[str, bytes], ops: Sequence[Op]) -> Iterator[State]:
    """The states at each moment at which something has come to be for good: a unit of work, a name, a promise.

    Few, and the same each time: what is done in two steps and should be done in one shows its half here. At each moment all that
    wasn't synced is there, or nothing of it.
    """
    medium, chance = Medium(files), random.Random(0)
    former: set[tuple[frozenset[tuple[str, bytes]], frozenset[str]]] = set()
    for done, op in enumerate(ops, 1):
        medium.follow(op)
        if op.kind in ("sync folder", "rename", "link", "ack") or _ends_a_unit(op, ops[done - 2]):
            for manner in ("nothing", "everything"):
                state = State(medium.after_power_cut(chance, manner), frozenset(medium.told), done)
                mark = frozenset(state.files.items()), state.told
                if mark not in former:
                    yield state
                former.add(mark)


def _ends_a_unit(op: Op, before: Op) -> bool:
    """SQLite empties its rollback journal, and syncs that: from then on the unit of work stands."""
    return op.kind == "sync" and op.path.endswith("-journal") and before.kind == "truncate" and before.path == op.path
