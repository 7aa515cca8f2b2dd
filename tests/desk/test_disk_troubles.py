"""Disks that fail below SQLCipher, at each of its operations in turn: a sentence, nothing half, and a retry does it once."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from juryapp.store import journal
from tests.desk.troubles import (
    Act,
    Trouble,
    a_stage,
    an_open_event,
    assert_a_sentence,
    assert_done_once,
    assert_nothing_half,
    do_again,
    failing,
    full,
    is_undone,
    lying,
    named,
    operations_of,
    problem_of,
    score,
    whole_names,
    write_package,
)
from tests.soak.medium import Op
from tests.soak.recording import NEEDED, Recording, no_fault

PARTS = 6
"""At how many of an act's operations, evenly spread, the trouble begins."""


@NEEDED
@pytest.mark.parametrize("kind", [full, failing, lying], ids=lambda kind: kind.__name__)
@named
def test_trouble_at_any_operation_is_a_sentence_and_a_retry_does_it_once(
    act: Act, kind: Callable[[Op], int], tmp_path: Path
) -> None:
    a_stage(tmp_path / "stage")
    total = operations_of(act, shutil.copytree(tmp_path / "stage", tmp_path / "counted"))
    met = 0
    for number, start in enumerate(sorted({round(total * part / PARTS) for part in range(PARTS)})):
        folder = shutil.copytree(tmp_path / "stage", tmp_path / str(number))
        watch = Recording(folder)
        with watch.watching():
            met += _meets(act, watch, Trouble(start, kind), folder)
        do_again(act, folder)
        shutil.rmtree(folder)
    assert met >= 2, "the trouble must be met to be survived"


@NEEDED
def test_an_act_whose_first_page_could_not_be_written_is_done_by_the_next_try(tmp_path: Path) -> None:
    """SQLite's journal lies beside the file, which looks as before, until the next try opens it: nobody else is using it."""
    a_stage(tmp_path / "stage")
    folder = shutil.copytree(tmp_path / "stage", tmp_path / "event")
    watch, broken = Recording(folder), [False]

    def from_first_page_on(op: Op) -> int:
        broken[0] |= op.kind == "write" and op.path.endswith("event.jury")
        return failing(op) if broken[0] else 0

    with watch.watching(), an_open_event(folder) as event:
        watch.fault = Trouble(0, from_first_page_on)
        assert problem_of(score, event, folder) is not None and broken[0]
        watch.fault = no_fault
        assert problem_of(score, event, folder) is None
        assert_done_once(event, score, folder)


def _meets(act: Act, watch: Recording, trouble: Trouble, folder: Path) -> bool:
    """Does it in trouble; when that is over, the same open program does it again, if it didn't succeed."""
    with an_open_event(folder) as event:
        before = {entry.id for entry in journal.entries(event.file)}
        watch.fault = trouble
        problem = problem_of(act, event, folder)
        watch.fault = no_fault
        assert (problem is not None) >= bool(trouble.met), f"{act.__name__} was called done in spite of {trouble.met}"
        assert before <= {entry.id for entry in journal.entries(event.file)}
        if problem:
            assert_a_sentence(problem)
            assert_nothing_half(folder)
            if trouble.start % 2:
                act(event, folder) if is_undone(act, event, folder) else None
    return problem is not None


@NEEDED
@pytest.mark.parametrize("reopened", [False, True], ids=["the same program", "started anew"])
def test_a_score_that_was_saved_though_the_commit_failed_is_not_written_twice(reopened: bool, tmp_path: Path) -> None:
    """The last sync of a commit reports a failure: the juror reads NOT SAVED, tries again, and the score is there once."""
    a_stage(tmp_path / "stage")
    total = operations_of(score, shutil.copytree(tmp_path / "stage", tmp_path / "counted"))
    durable = 0
    for start in range(total):
        folder = shutil.copytree(tmp_path / "stage", tmp_path / str(start))
        watch = Recording(folder)
        with watch.watching(), contextlib.ExitStack() as stack:
            event = stack.enter_context(an_open_event(folder))
            watch.fault = Trouble(start, lying)
            failed = problem_of(score, event, folder) is not None
            watch.fault = no_fault
            if reopened:
                event.close()
                event = stack.enter_context(an_open_event(folder))
            found = journal.history_of(event.file, ("score", "J01/K01/REG"))
            durable += failed and len(found) == 1
            score(event, folder)
            assert_done_once(event, score, folder)
            assert not found or journal.history_of(event.file, ("score", "J01/K01/REG")) == found
    assert durable, "a failed commit that is durable must have been met"


@NEEDED
def test_a_stick_pulled_while_packing_is_told_and_leaves_nothing_half(tmp_path: Path) -> None:
    """The stick is gone at each operation in turn: its folder is another place from then on."""
    a_stage(tmp_path / "stage")
    total = operations_of(write_package, shutil.copytree(tmp_path / "stage", tmp_path / "counted"))
    for start in range(0, total, max(1, total // 8)):
        folder = shutil.copytree(tmp_path / "stage", tmp_path / f"pulled-{start}")
        (folder / "stick").mkdir()
        watch = Recording(folder)
        pulled = Trouble(start, lambda op, folder=folder: _pull(folder, op))
        with watch.watching(), an_open_event(folder) as event:
            watch.fault = pulled
            problem = problem_of(write_package, event, folder)
            watch.fault = no_fault
            assert problem if pulled.met else True
            if problem:
                assert_a_sentence(problem)
            assert not [name for name in whole_names(folder) if name.startswith(("stick", "gone")) and problem]
        shutil.rmtree(folder / "gone", ignore_errors=True)
        do_again(write_package, folder)


def _pull(folder: Path, op: Op) -> int:
    """From the first operation on the stick on, it isn't there any more, and its files fail."""
    if "/stick/" not in op.path:
        return 0
    if (folder / "stick").exists():
        (folder / "stick").rename(folder / "gone")
    return failing(op)
