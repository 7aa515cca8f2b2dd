"""Many: verdicts on thousands of files, told in their order as they come, on all cores.

What a signed document proves by itself is found out in processes that know nothing but certificates; what the event's journal
says of it, and everything that needs a passphrase, stays here. Not here: one file's verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from juryapp.errors import Problem
from juryapp.model.document import FileKind
from juryapp.processes import each
from juryapp.verification.authority import Authority
from juryapp.verification.check import Examined, check, examined, judged
from juryapp.verification.verdict import Judgement, Verdict

FEWEST = 40
"""Files from which on helpers pay: each takes a second of its own before it begins."""


def verdicts(
    paths: Sequence[Path],
    authority: Authority,
    stop: Callable[[], bool] = lambda: False,
    *,
    helpers: int | None = None,
    least: int = FEWEST,
) -> Iterator[Verdict]:
    """A verdict on each file, in order. Never raises for what a file holds; ends early once `stop` says so."""
    if len(paths) < least:
        yield from (check(path, authority) for path in paths if not stop())
        return
    for path, found in each(examined, paths, authority.trust, helpers=helpers, stop=stop):
        if isinstance(found, Examined):
            yield judged(path, found, authority)
        elif isinstance(found, Problem):
            yield Verdict(path, FileKind.UNKNOWN, Judgement.INVALID, (found,), lacking=True)
        else:
            yield check(path, authority)
