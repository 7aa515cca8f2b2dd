"""Recording: the real SQLCipher and the real `os`, watched while the program works unchanged; faults on demand.

A layer is put between SQLCipher and the system by SQLite's own means (a VFS), through ctypes, in the very library that the
program uses: nothing of the program, and nothing of SQLCipher, is replaced. Where the library hides its symbols (Windows)
this can't be done: see `POSSIBLE`.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3

from tests.soak.medium import Op

FULL, IO_WRITE, IO_SYNC, IO_TRUNCATE = 13, 778, 1034, 1546
"""What SQLite says when a disk is full, a write, a sync or a truncation fails."""
_CREATE, _NEW_FOLDER_ENTRY = 0x4, 0x800 | 0x80000
"""Open flags: make it; and the kinds of file (rollback journal, WAL) with which SQLite syncs the folder too."""

_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_DELETE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)
_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)


class _Vfs(Structure):
    """sqlite3_vfs, version 3 (sqlite.org/c3ref/vfs.html)."""

    _fields_ = (
        *(("version", c_int), ("file_size", c_int), ("longest_path", c_int), ("next", c_void_p), ("name", c_char_p)),
        *(("app", c_void_p), ("open", c_void_p), ("delete", c_void_p), ("others", c_void_p * 14)),
    )


class _Methods(Structure):
    """sqlite3_io_methods, version 3 (sqlite.org/c3ref/io_methods.html)."""

    _fields_ = (
        *(("version", c_int), ("close", c_void_p), ("read", c_void_p), ("write", c_void_p), ("truncate", c_void_p)),
        *(("sync", c_void_p), ("others", c_void_p * 13)),
    )


def _library() -> Any:
    try:
        library = ctypes.CDLL(sqlcipher3._sqlite3.__file__)
        library.sqlite3_vfs_find.restype = c_void_p
    except (AttributeError, OSError):
        return None
    return library


_LIBRARY = _library()
POSSIBLE = _LIBRARY is not None and os.name == "posix"
"""False where SQLCipher's library hides its symbols."""
NEEDED = pytest.mark.skipif(not POSSIBLE, reason="this SQLCipher hides the symbols that a file system layer needs")

Fault = Callable[[Op], int]
"""Of what is about to be done: 0 to do it, a trouble to report instead, or minus a trouble to do it and report that too."""


def no_fault(op: Op) -> int:
    return 0


class Recording:
    """What was asked of the disk, in order. `fault` decides, operation by operation, whether it is done."""

    def __init__(self, folder: Path, fault: Fault = no_fault) -> None:
        self.folder = folder.resolve()
        self.fault = fault
        self.ops: list[Op] = []
        self._files: dict[int, tuple[str, _Methods]] = {}
        self._known: dict[int, _Methods] = {}
        self._created: set[str] = set()
        self._seen = {str(path) for path in self.folder.rglob("*")}
        self._callbacks: list[Any] = []
        self._usual = _LIBRARY.sqlite3_vfs_find(None)
        self._vfs = _Vfs.from_buffer_copy(ctypes.string_at(self._usual, ctypes.sizeof(_Vfs)))
        self._real_open, self._real_delete = _OPEN(self._vfs.open), _DELETE(self._vfs.delete)
        self._vfs.name = f"recording-{id(self)}".encode()
        self._vfs.open, self._vfs.delete = self._pointer(_OPEN(self._open)), self._pointer(_DELETE(self._delete))

    def _pointer(self, callback: Any) -> int:
        self._callbacks.append(callback)
        return ctypes.cast(callback, c_void_p).value or 0

    def ack(self, *told: str) -> None:
        """The program has told its user that this is saved."""
        self.ops.append(Op("ack", told=told))

    def note(self, op: Op, act: Callable[[], int]) -> int:
        trouble = self.fault(op)
        if trouble <= 0:
            told, trouble = -trouble, act()
            if trouble == 0 and Path(op.path).is_relative_to(self.folder):
                self.ops.append(op)
                self._seen -= {op.path} if op.kind == "delete" else set()
            trouble = trouble or told
        return trouble

    def _open(self, vfs: int, name: int, file: int, flags: int, out: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        trouble = self._real_open(self._usual, name, file, flags, out)
        slot = c_void_p.from_address(file)
        if trouble == 0 and slot.value and path:
            if path not in self._seen and Path(path).is_relative_to(self.folder):
                self._created.update({path} if flags & _NEW_FOLDER_ENTRY else ())
                self._create(path)
            real = slot.value
            self._files[file] = path, _Methods.from_address(real)
            slot.value = ctypes.addressof(self._watched(real))
        return int(trouble)

    def _create(self, path: str) -> None:
        self._seen.add(path)
        self.ops.append(Op("create", path))

    def _watched(self, real: int) -> _Methods:
        if real not in self._known:
            methods = _Methods.from_buffer_copy(ctypes.string_at(real, ctypes.sizeof(_Methods)))
            methods.close = self._pointer(_CLOSE(self._close))
            methods.write = self._pointer(_WRITE(self._write))
            methods.truncate = self._pointer(_TRUNCATE(self._truncate))
            methods.sync = self._pointer(_SYNC(self._sync))
            self._known[real] = methods
        return self._known[real]

    def _close(self, file: int) -> int:
        _, real = self._files.pop(file)
        return int(_CLOSE(real.close)(file))

    def _write(self, file: int, content: int, length: int, offset: int) -> int:
        path, real = self._files[file]
        op = Op("write", path, offset, ctypes.string_at(content, length))
        return self.note(op, lambda: int(_WRITE(real.write)(file, content, length, offset)))

    def _truncate(self, file: int, size: int) -> int:
        path, real = self._files[file]
        return self.note(Op("truncate", path, size), lambda: int(_TRUNCATE(real.truncate)(file, size)))

    def _sync(self, file: int, flags: int) -> int:
        path, real = self._files[file]
        op = Op("sync", path, folder=path in self._created)
        self._created.discard(path)
        return self.note(op, lambda: int(_SYNC(real.sync)(file, flags)))

    def _delete(self, vfs: int, name: int, folder: int) -> int:
        op = Op("delete", ctypes.string_at(name).decode(), folder=bool(folder))
        return self.note(op, lambda: int(self._real_delete(self._usual, name, folder)))

    # what the program asks of the system itself

    def _named(self, path: os.PathLike[str] | str) -> str:
        return os.path.abspath(os.fspath(path))

    def fsync(self, handle: int) -> None:
        path = os.readlink(f"/proc/self/fd/{handle}")
        if os.path.isdir(path):
            self.ops.append(Op("sync folder", path))
        else:
            self._take_in(path)
            self.ops.append(Op("sync", path))

    def replace(self, source: Any, target: Any) -> None:
        old, new = self._named(source), self._named(target)
        if old not in self._seen:
            self._take_in(old)
        self.ops.append(Op("rename", old, to=new))
        self._seen = self._seen - {old} | {new}

    def link(self, source: Any, target: Any) -> None:
        old, new = self._named(source), self._named(target)
        if old not in self._seen:
            self._take_in(old)
        self.ops.append(Op("link", old, to=new))
        self._seen.add(new)

    def unlink(self, path: Any) -> None:
        self.ops.append(Op("delete", self._named(path)))
        self._seen.discard(self._named(path))

    def mkdir(self, path: Any, *_: Any) -> None:
        self.ops.append(Op("make folder", self._named(path)))

    def _calls(self) -> tuple[tuple[str, Callable[..., None]], ...]:
        names = (("replace", self.replace), ("link", self.link), ("unlink", self.unlink), ("mkdir", self.mkdir))
        return ("fsync", self.fsync), *names

    def _take_in(self, path: str) -> None:
        """A file that Python wrote: its content was asked for at the latest now."""
        self._create(path)
        self.ops.append(Op("write", path, 0, Path(path).read_bytes()))

    @contextmanager
    def watching(self) -> Iterator[Recording]:
        """Every event file that is opened in here is watched, and what is asked of `os` (`_calls`) in the folder.

        Event files must be closed before it ends.
        """
        with pytest.MonkeyPatch.context() as patch:
            for name, told in self._calls():
                patch.setattr(os, name, _telling(getattr(os, name), told, self.folder))
            address = ctypes.byref(self._vfs)
            _LIBRARY.sqlite3_vfs_register(address, 1)
            try:
                yield self
            finally:
                _LIBRARY.sqlite3_vfs_register(c_void_p(self._usual), 1)
                _LIBRARY.sqlite3_vfs_unregister(address)
                assert not self._files, "event files were left open"


def _telling(real: Callable[..., Any], told: Callable[..., None], folder: Path) -> Callable[..., Any]:
    def call(first: Any, *others: Any, **named: Any) -> Any:
        where = os.readlink(f"/proc/self/fd/{first}") if isinstance(first, int) else os.path.abspath(os.fspath(first))
        inside = Path(where).is_relative_to(folder)
        there = os.path.lexists(where)
        if inside and {"unlink": there, "mkdir": not there}.get(real.__name__, True):
            told(first, *others)
        return real(first, *others, **named)

    return call


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by absolute name."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
