"""What people do at a desk, in trouble: the acts, the troubles, and what must hold when they are over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from juryapp.desk.headquarters import create_event
from juryapp.errors import FileProblem, Problem
from juryapp.event.open_event import OpenEvent
from juryapp.event.opening import open_event
from juryapp.exchange.package import opened
from juryapp.model.sheet import CellState
from juryapp.sharing.merge import merge
from juryapp.sharing.pack import pack
from juryapp.sharing.prepared_copy import prepare
from juryapp.store import journal
from tests.builders import (
    DESK_PIN,
    PASSPHRASE,
    ROOT_PIN,
    a_desk,
    a_juror,
    a_laptop,
    a_prepared,
    a_setup,
    an_event,
    brought,
    look_and_sign,
    ready_made,
    score_all,
)
from tests.soak.checks import check_event
from tests.soak.medium import Op
from tests.soak.recording import FULL, IO_SYNC, IO_TRUNCATE, IO_WRITE, Recording

Act = Callable[[OpenEvent, Path], object]


def score(event: OpenEvent, folder: Path) -> None:
    a_juror(event).record_score("K01", "REG", "85")


def sign(event: OpenEvent, folder: Path) -> None:
    look_and_sign(a_juror(event), ["K02"])


def write_package(event: OpenEvent, folder: Path) -> None:
    pack(event, folder / "stick")


def take_in(event: OpenEvent, folder: Path) -> None:
    (result,) = merge(event, [folder / "brought.jury"], a_desk(event)).packages
    if result.outcome == "refused":
        raise FileProblem(result.why or "")  # what the command line and the window show


def prepare_laptop(event: OpenEvent, folder: Path) -> None:
    prepare(a_desk(event), folder / "prepared", ["J01"])


def create(event: OpenEvent, folder: Path) -> None:
    create_event(event.laptop, folder / "new.jury", PASSPHRASE, a_setup(), DESK_PIN, ROOT_PIN, brought=brought()).close()


ACTS: tuple[Act, ...] = (score, sign, write_package, take_in, prepare_laptop, create)
named = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)


def a_stage(folder: Path) -> None:
    """An event with a complete sheet, and a package of a laptop that isn't admitted yet."""
    ready_made(folder, _stage)


def _stage(folder: Path) -> None:
    with an_event(folder) as event, a_prepared(event, "panel", ["J02"]) as panel:
        score_all(a_juror(panel, "J02"), "K01", "70")
        shutil.copy(pack(panel, folder / "carried"), folder / "brought.jury")
        score_all(a_juror(event), "K02", "80")


def an_open_event(folder: Path) -> OpenEvent:
    return open_event(a_laptop(folder), folder / "event.jury", PASSPHRASE)


def whole_names(folder: Path) -> set[str]:
    """Every file below a folder whose name promises that it is whole."""
    listed = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return {str(path.relative_to(folder)) for path in listed if path.suffix in (".jury", ".pdf")}


def assert_a_sentence(problem: Problem) -> None:
    text = str(problem)
    assert text.endswith(".") and "\n" not in text and "{" not in text and "Error" not in text, text


def assert_nothing_half(folder: Path) -> None:
    """What looks like a package or a new event is one, and nothing hidden was left."""
    for name in whole_names(folder) - {"event.jury"}:
        with opened(folder / name, PASSPHRASE):
            pass
    assert [path for path in folder.rglob(".*") if path.is_file()] == []


def assert_done_once(event: OpenEvent, act: Act, folder: Path) -> None:
    """The act's effect is there, once."""
    assert journal.conflicts(event.file) == []
    if act is score:
        assert len(journal.history_of(event.file, ("score", "J01/K01/REG"))) == 1
    elif act is sign:
        assert a_juror(event).board().cell("J01", "K02").state is CellState.SIGNED
        assert len(journal.history_of(event.file, ("sheet", "J01/K02"))) == 1
    elif act is take_in:
        assert len(journal.history_of(event.file, ("score", "J02/K01/REG"))) == 1
    elif act is write_package:
        (package,) = (folder / "stick").glob("*.jurypack")
        with opened(package, PASSPHRASE) as found:
            assert len(found.entries) == journal.count(event.file)
    else:
        wanted = folder / "new.jury" if act is create else next((folder / "prepared").glob("*.jury"))
        with opened(wanted, PASSPHRASE) as found:
            assert found.entries


@dataclass
class Trouble:
    """Troubles from one operation on, until it is over."""

    start: int
    code: Callable[[Op], int]
    done: int = 0
    met: list[str] = field(default_factory=list)

    def __call__(self, op: Op) -> int:
        self.done += 1
        code = self.code(op) if self.done > self.start else 0
        if code:
            self.met.append(op.kind)
        return code


def full(op: Op) -> int:
    """A full disk: what lies there may be overwritten, nothing may grow."""
    grows = op.kind == "write" and op.offset + len(op.content) > os.path.getsize(op.path)
    return FULL if grows else 0


def failing(op: Op) -> int:
    """A disk that fails for good: nothing can be written at all."""
    return {"write": IO_WRITE, "sync": IO_SYNC, "truncate": IO_TRUNCATE}.get(op.kind, 0)


def lying(op: Op) -> int:
    """A disk that does what it is told, and reports a failure of the sync all the same."""
    return -IO_SYNC if op.kind == "sync" else 0


def operations_of(act: Act, folder: Path) -> int:
    """How many operations the act asks of the disk where nothing goes wrong."""
    watch = Recording(folder, counted := Trouble(10**9, full))
    with watch.watching(), an_open_event(folder) as event:
        counted.done = 0
        act(event, folder)
        return counted.done


def problem_of(act: Act, event: OpenEvent, folder: Path) -> Problem | None:
    try:
        act(event, folder)
    except Problem as problem:
        return problem
    return None


def do_again(act: Act, folder: Path) -> None:
    """The program is started anew; what isn't done yet is done; everything is there once."""
    with an_open_event(folder) as event:
        if is_undone(act, event, folder):
            act(event, folder)
        assert_done_once(event, act, folder)
        held = {entry.id for entry in journal.entries(event.file)}
    assert check_event(folder / "event.jury", held, folder) is None


def is_undone(act: Act, event: OpenEvent, folder: Path) -> bool:
    """True unless the act would be refused because it was done, whatever was reported."""
    if act is sign:
        return a_juror(event).board().cell("J01", "K02").state is not CellState.SIGNED
    if act is create:
        return not (folder / "new.jury").exists()
    return act is not prepare_laptop or not list((folder / "prepared").glob("*.jury"))
