"""Problems that people meet: a whole sentence each, with what to do next.

A *known* problem (wrong passphrase, full disk, a refusal) is a `Problem`; the window and the command line show its
sentence and change nothing. Anything else is a bug and is left to crash loudly.

The sentence is an English message with named gaps, `"{path} is not a Juryapp file."`; it is put into the reader's
language only when it is shown, so the same problem reads right in either.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Self

from juryapp.text import mark, translate


class Problem(Exception):
    """A known problem, told in one sentence: what, where, what to do."""

    command = ""
    """What sees to it at the command line, if a command does. No window names one."""

    def __init__(self, message: str, **gaps: object) -> None:
        super().__init__(message)
        self.message = message
        self.gaps = gaps

    def seen_to_by(self, command: str) -> Self:
        """The same problem, with the command that sees to it."""
        self.command = command
        return self

    def __str__(self) -> str:
        return translate(self.message, **self.gaps)

    def sentences(self) -> list[str]:
        """Every sentence to show, one a line."""
        return [str(self)]


class Problems(Problem):
    """Several problems found together, told together, one a line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("{count} problems.", count=len(self.problems))

    def sentences(self) -> list[str]:
        """The sentences of all of them."""
        return [sentence for problem in self.problems for sentence in problem.sentences()]

    def __str__(self) -> str:
        return "\n".join(self.sentences())


def bare(problem: Problem) -> Problem:
    """The problem without the way it came: a problem that is shown for a while would keep what was typed, as the frames of
    its traceback hold it (a PIN that was mistyped by a letter, a passphrase, a note).
    """
    for one in problem.problems if isinstance(problem, Problems) else ():
        bare(one)
    problem.__traceback__ = problem.__cause__ = problem.__context__ = None
    return problem


class FileProblem(Problem):
    """A file can't be read or written as it should: missing, not ours, damaged, held by another program."""


class NewerFormat(FileProblem):
    """A document's data is in a format of a later program: nothing is known against it, but this program can't draw it."""


class Busy(FileProblem):
    """Another program holds the file just now; the same again a little later may well succeed."""


class Replaced(FileProblem):
    """Something else put another file in this one's place, or wrote over it, while it was open: nothing more is written to it."""


class WrongPassphrase(FileProblem):
    """The passphrase is wrong, or the first page is damaged: SQLCipher can't tell which."""


class IsPackage(FileProblem):
    """A package was to be opened as an event: it is carried and received, and nothing is ever written to it."""


class Refused(Problem):
    """The rules of the jury forbid it: a signed sheet, a recused juror, points outside the scale."""


class WrongPin(Problem):
    """The PIN doesn't open the key."""


class NoKey(Problem):
    """This laptop doesn't hold the key that the act needs."""


_WHY = {
    "ENOENT": mark("there is no such file or folder"),
    "EACCES": mark("the system does not permit it"),
    "EPERM": mark("the system does not permit it"),
    "EROFS": mark("the medium can only be read"),
    "ENOSPC": mark("no space is left"),
    "EDQUOT": mark("no space is left"),
    "EFBIG": mark("the medium takes no file of this size"),
    "EEXIST": mark("something of this name is there already"),
    "ENOTDIR": mark("a part of the path is no folder"),
    "EISDIR": mark("it is a folder"),
    "ENAMETOOLONG": mark("the name is too long"),
    "EINVAL": mark("the name or the medium does not allow it"),
    "EBUSY": mark("another program is using it"),
    "ETXTBSY": mark("another program is using it"),
    "EIO": mark("the medium is faulty or was taken out"),
    "ENODEV": mark("the medium is faulty or was taken out"),
    "ENXIO": mark("the medium is faulty or was taken out"),
    "ECONNREFUSED": mark("nothing answers there"),
    "ECONNRESET": mark("it broke off"),
    "EPIPE": mark("it broke off"),
    "ENETUNREACH": mark("this laptop is on no network that leads there"),
    "EHOSTUNREACH": mark("this laptop is on no network that leads there"),
}


class Why:
    """Why the system refused, in the reader's language; the system's own words where ours are lacking."""

    def __init__(self, problem: OSError) -> None:
        self._message = _WHY.get(errno.errorcode.get(problem.errno or 0, ""))
        self._own = problem.strerror or str(problem)

    def __str__(self) -> str:
        return translate(self._message) if self._message else self._own
