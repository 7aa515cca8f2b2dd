"""Report: what was checked, when, believing whom, and what was found, as plain text to be kept or sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from juryapp.text import _, current, one_line, plain_date
from juryapp.verification.trusted_source import Believed
from juryapp.verification.verdict import Verdict

_RULE = "-" * 72


def report(verdicts: Sequence[Verdict], believed: Believed, at: datetime, unchecked: Sequence[Path] = ()) -> bytes:
    """The report in the language that is spoken now, UTF-8, `unchecked` files named at its end.

    Nothing that a file says of itself can imitate a line of it.
    """
    lines = [*_lines(verdicts, believed, at, unchecked), *_waiting(unchecked)]
    return ("\n".join(lines) + "\n").encode()


def counts(verdicts: Sequence[Verdict]) -> list[tuple[str, int]]:
    """How many files have each verdict, in words; the most frequent first."""
    return Counter(one.words() for one in verdicts).most_common()


def incomplete_words(verdicts: Sequence[Verdict], unchecked: Sequence[Path]) -> Iterator[str]:
    """That the check was stopped, where it was: a reader isn't to take a part for all."""
    if unchecked:
        of = len(verdicts) + len(unchecked)
        yield _("INCOMPLETE: the check was stopped; of {of} files {count} were not checked.", of=of, count=len(unchecked))


def _lines(verdicts: Sequence[Verdict], believed: Believed, at: datetime, unchecked: Sequence[Path]) -> Iterator[str]:
    yield _("Check of authenticity")
    yield ""
    yield checked_at(at)
    yield _("Believed: {whom}", whom=believed.words())
    if believed.fingerprint:
        yield believed.fingerprint_words()
    yield _("Files: {count}", count=len(verdicts))
    yield from incomplete_words(verdicts, unchecked)
    for words, count in counts(verdicts):
        yield f"  {count}  {words}"
    for verdict in verdicts:
        yield ""
        yield _RULE
        yield from _one(verdict)


def _waiting(paths: Sequence[Path]) -> Iterator[str]:
    if paths:
        yield from ("", _RULE, _("Not checked:"))
        yield from ("  " + one_line(str(path)) for path in paths)


def _one(verdict: Verdict) -> Iterator[str]:
    yield _("File: {name}", name=one_line(verdict.path.name))
    yield _("Folder: {folder}", folder=one_line(str(verdict.path.parent)))
    yield _("SHA-256: {digest}", digest=verdict.sha256 or _("not read"))
    yield _("Kind: {kind}", kind=verdict.kind_words())
    yield _("Verdict: {verdict}", verdict=verdict.words())
    for why in verdict.why:
        yield "  " + one_line(why)
    yield from verdict.signed_words()
    if verdict.says:
        yield one_line(verdict.says)


def checked_at(at: datetime) -> str:
    """When it was checked, in words."""
    return _("Checked: {when}, by the clock of this laptop", when=_moment(at))


def _moment(at: datetime) -> str:
    return f"{plain_date(at.date())} {at:{'%H.%M.%S' if current() == 'id' else '%H:%M:%S'}} (UTC{at:%z})"
