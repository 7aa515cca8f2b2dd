"""Disks that don't answer: paths and folders that wait, and go on when the test lets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

_Path = type(Path())


class HungPath(_Path):  # type: ignore[misc, valid-type]
    """A path on a disk that answers when its `gate` is opened. Whoever asks the system anything about it waits."""

    gate = Event()

    def __fspath__(self) -> str:
        assert self.gate.wait(60)
        return str(super().__fspath__())

    def glob(self, *pattern: Any, **more: Any) -> Iterator[Path]:
        assert self.gate.wait(60)
        return iter(list(Path(str(self)).glob(*pattern, **more)))

    def stat(self, **more: Any) -> Any:
        assert self.gate.wait(60)
        return Path(str(self)).stat(**more)


def hung(path: Path) -> tuple[Any, Event]:
    """The path on such a disk, and its gate."""
    gate = Event()
    kind = type("HungPath", (HungPath,), {"gate": gate})
    return kind(str(path)), gate
