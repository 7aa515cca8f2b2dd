"""Many: verdicts on thousands of files, told in their order as they come, on all cores.

What a signed document proves by itself is found out in processes that know nothing but certificates; what the event's journal
says of it, and everything that needs a passphrase, stays here. Not here: one file's verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

from juryapp.errors import Problem
from juryapp.model.document import FileKind
from juryapp.processes import Helpers, cores
from juryapp.signing.verify import Trust
from juryapp.verification.authority import Authority
from juryapp.verification.check import Examined, check, examined, judged
from juryapp.verification.verdict import Judgement, Verdict

FEWEST = 40
"""Files from which on helpers pay: each takes a second of its own before it begins."""


_HERE = 2
"""Of many files so many are looked at before the helpers begin: who waits sees soon that it goes on."""


class Ahead:
    """Files that are looked at ahead of being judged, in their order, while what judges them is opened and closed between."""

    def __init__(self, paths: Sequence[Path], *, helpers: int | None = None, least: int = FEWEST) -> None:
        self._left = list(reversed(paths))
        self._count = 1 if len(paths) < least else min(len(paths), cores() if helpers is None else helpers)
        self._here = _HERE if len(paths) >= FEWEST else 0
        self._helpers: Helpers[Path, Examined | None] | None = None
        self._answers: Iterator[tuple[Path, Examined | Problem | None]] = iter(())
        self._trust: Trust | None = None

    def next(self, authority: Authority) -> Verdict | None:
        """The verdict on the next file; None when there is none, or it was called off."""
        if not self._left:
            return None
        if self._count < 2 or self._here:
            self._here = max(0, self._here - 1)
            return check(self._left.pop(), authority)
        if self._trust != authority.trust:
            self._begin(authority.trust)
        path, found = next(self._answers, (None, None))
        if path is None:
            return None
        self._left.pop()
        if isinstance(found, Examined):
            return judged(path, found, authority)
        if isinstance(found, Problem):
            return Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (found,), lacking=True)
        return check(path, authority)

    def close(self) -> None:
        """Nothing more is looked at. From any thread."""
        if self._helpers:
            self._helpers.close()

    def _begin(self, trust: Trust) -> None:
        """Also when other certificates are believed than at the file before."""
        self.close()
        self._trust, self._helpers = trust, Helpers(examined, trust, self._count)
        self._answers = self._helpers.each(list(reversed(self._left)))


def verdicts(
    paths: Sequence[Path],
    authority: Authority,
    stop: Callable[[], bool] = lambda: False,
    *,
    helpers: int | None = None,
    least: int = FEWEST,
) -> Generator[Verdict]:
    """A verdict on each file, in order. Never raises for what a file holds; ends early once `stop` says so."""
    ahead = Ahead(paths, helpers=helpers, least=least)
    try:
        while not stop() and (verdict := ahead.next(authority)) is not None:
            yield verdict
    finally:
        ahead.close()
