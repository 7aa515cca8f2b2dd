"""Helpers: order, refusals, a helper that dies, none that can be started, and nothing left behind."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from juryapp import processes
from juryapp.errors import Problem, Refused
from juryapp.processes import ENDED, Helpers, each
from juryapp.text import current, speaking
from ui import start

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def doubled(known: int, thing: int) -> int:
    if thing < 0:
        raise Refused("{thing} is refused.", thing=thing)
    return known * thing


def deadly(_known: None, thing: int) -> int:
    if thing == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


def wrong(_known: None, thing: int) -> float:
    return 1 / thing


def spoken(_known: None, _thing: int) -> str:
    return current()


def asleep(known: str, thing: int) -> int:
    Path(known, f"{thing}-{os.getpid()}").touch()
    print("what a library prints is no answer")
    time.sleep(60 if thing else 0)
    return thing


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("helpers", [1, 2])
def test_answers_and_refusals_come_in_order(helpers: int) -> None:
    found = list(each(doubled, [4, -1, 2, 0, 9], 10, helpers=helpers))
    assert [thing for thing, _answer in found] == [4, -1, 2, 0, 9]
    assert [str(answer) for _thing, answer in found] == ["40", "-1 is refused.", "20", "0", "90"]


def test_a_few_things_are_done_in_this_process() -> None:
    assert [answer for _thing, answer in each(deadly, [1, 2], helpers=2, least=3)] == [os.getpid()] * 2
    assert not list(each(doubled, [1, 2], 1, helpers=1, stop=lambda: True))


def test_a_helper_that_dies_costs_one_answer_and_is_replaced() -> None:
    found = dict(each(deadly, list(range(8)), helpers=2))
    died = found.pop(3)
    assert isinstance(died, Problem) and died.message == ENDED
    assert all(isinstance(answer, int) for answer in found.values()) and os.getpid() not in found.values()


def test_a_mistake_in_a_helper_is_loud() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(each(wrong, [1, 0], helpers=2))


def test_helpers_speak_the_language_of_this_program() -> None:
    with speaking("en"):
        assert {answer for _thing, answer in each(spoken, [1, 2], helpers=2)} == {"en"}


def test_leaving_ends_helpers_at_once(tmp_path: Path) -> None:
    answers: Iterator[object] = each(asleep, list(range(9)), str(tmp_path), helpers=2)
    assert list(islice(answers, 1)) == [(0, 0)]
    while len(list(tmp_path.iterdir())) < 3:
        time.sleep(0.01)
    answers.close()  # type: ignore[attr-defined]
    assert list(answers) == []
    assert not any(is_alive(int(path.name.partition("-")[2])) for path in tmp_path.iterdir())


def test_all_is_done_here_where_no_helper_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert {answer for _thing, answer in each(deadly, [1, 2, 4], helpers=2)} == {os.getpid()}


def test_a_helper_ends_when_its_input_does() -> None:
    command = [sys.executable, "-c", "from juryapp.processes import serve; serve()"]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    assert subprocess.run(command, input=b"", env=surroundings, timeout=60, check=False).returncode == 0


def test_the_built_program_knows_the_word_of_a_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    assert start.HELPER == processes.WORD
    asked: list[str] = []
    monkeypatch.setattr(processes, "serve", lambda: asked.append("served"))
    assert start.main([processes.WORD]) == 0 and asked == ["served"]


def test_a_helper_answers_until_its_input_ends() -> None:
    with Helpers(doubled, 2, 1) as pool:
        begin = pool._begin
    asked, to = io.BytesIO(), io.BytesIO()
    for message in (begin, b"\x80\x05K\x07."):
        processes._send(asked, message)
    asked.seek(0)
    with pytest.raises(EOFError):
        processes._serve(asked, to)
    assert to.getvalue().endswith(b".")
