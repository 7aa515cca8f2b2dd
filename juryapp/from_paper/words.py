"""What a stack of paper brings, in words: for the window and the command line alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from juryapp.event.open_event import OpenEvent
from juryapp.from_paper.proven_sheets import Outcome, PaperSheet, Recovery
from juryapp.from_paper.scanned_pages import ScannedPage
from juryapp.journal.subjects import Subject
from juryapp.store import journal
from juryapp.text import ShownDay, _, mark, one_line, plural
from juryapp.verification.verdict import kind_called

NO_CODE = mark(
    "No QR code can be read there. Where it is the last page of a signed score sheet, or a page of a paper form, scan it again, "
    "flat and at 300 dpi; other pages carry none, nor does a sheet that was printed before it was signed."
)
OTHER_CODE = mark(
    "It bears a code of something else (“{text}”), and none of a score sheet or paper form can be read there. Where it is one, "
    "scan it again, flat and at 300 dpi."
)
OTHER_VERSION = mark(
    "Its code is of another version of Juryapp ({version}), which this one doesn't know; read it with that version, or type its "
    "points in."
)
MARKED = mark("It also bears a code of something else (“{text}”), of which nothing is taken.")
AGAIN = mark("The same sheet stands on {page}; it counts once.")
_VERSION = re.compile(r"(JURY(?:CELL)?[0-9]+)\+?:", re.ASCII)
_LONGEST = 40
"""Letters that are shown of a code that isn't ours."""
_NOT_ON_SHEETS = (
    ((Subject.ATTENDANCE,), mark("attendance")),
    ((Subject.WITHDRAWAL,), mark("withdrawals")),
    ((Subject.RECUSAL,), mark("conflicts of interest")),
    ((Subject.REVEAL,), mark("opened results")),
    ((Subject.DECISION,), mark("decisions on equal scores")),
    ((Subject.MENTION,), mark("special mentions")),
)
OTHER_PAPER = mark(
    "It is no score sheet ({kind}): only sheets and paper forms carry a code that brings points back. Scanning it again helps "
    "nothing."
)


def sheet_words(sheet: PaperSheet) -> str:
    """Which sheet a code is about: juror, candidate, revision. Never its points: others may look on."""
    claims = sheet.claims
    if claims is None:
        return _("a code that can't be read as a score sheet's")
    gaps = {"juror": claims.juror, "candidate": claims.candidate, "revision": claims.revision}
    if sheet.replaced:
        day = ShownDay(sheet.replaced)
        return _("{juror} {candidate}, revision {revision}; signed with a key that was replaced on {day}", day=day, **gaps)
    return _("{juror} {candidate}, revision {revision}", **gaps)


def summary(found: Recovery) -> list[str]:
    """What came, a line each; nothing of any points."""
    unreadable = sum(page.problem is not None for page in found.unread)
    strange = sum(bool(page.others) for page in found.unread)
    counted = (
        (len(found.of(Outcome.NEW)), mark("Proven and new: {count}")),
        (len(found.of(Outcome.HERE)), mark("Here already: {count}")),
        (len(found.of(Outcome.OLDER)), mark("Older than what is here: {count}")),
        (len(found.of(Outcome.CONTRADICTS)), mark("Differing from what is here: {count}")),
        (len(found.of(Outcome.REFUSED)), mark("Refused: {count}")),
        (len(found.unread) - unreadable - strange, mark("Pages without a readable code: {count}")),
        (strange, mark("Pages with a code of something else: {count}")),
        (unreadable, mark("Files that can't be read: {count}")),
        (len(found.forms), mark("Paper forms, not signed: {count}")),
        (len(found.missing), mark("Sheets still missing: {count}")),
    )
    pages = plural("{count} page was read.", "{count} pages were read.", found.pages - unreadable)
    codeless = plural(
        "{count} page carries no code and belongs to a sheet of several pages that was read, as far as place and number tell.",
        "{count} pages carry no code and belong to sheets of several pages that were read, as far as place and number tell.",
        len(found.codeless),
    )
    return [pages, *(_(message, count=count) for count, message in counted if count), *([codeless] if found.codeless else [])]


def not_taken_in(found: Recovery) -> list[str]:
    """What isn't taken in, each with its page and why; pages that are there twice, and other codes on pages that are taken in."""
    told = found.of(Outcome.CONTRADICTS, Outcome.REFUSED, Outcome.OLDER)
    sheets = [_("{path}: {why}", path=one.page.where, why=f"{sheet_words(one)}: {one.why}") for one in told]
    again = [_("{path}: {why}", path=page.where, why=_(AGAIN, page=first.where)) for page, first in found.again]
    marked = [_("{path}: {why}", path=page.where, why=_(MARKED, text=_shown(page.others))) for page in found.marked]
    return [*sheets, *_unread(found.unread), *again, *marked]


def _unread(pages: Iterable[ScannedPage]) -> Iterator[str]:
    """A line for each reason, with all pages of a file of which it is true."""
    alike: dict[tuple[Path, str], list[ScannedPage]] = {}
    for page in pages:
        alike.setdefault((page.file, why_unread(page)), []).append(page)
    for (file, why), found in alike.items():
        listed = ", ".join(str(page.page) for page in found)
        where = _("{file}, pages {pages}", file=found[0].called or file.name, pages=listed) if len(found) > 1 else found[0].where
        yield _("{path}: {why}", path=where, why=why)


def why_unread(page: ScannedPage) -> str:
    """Why nothing of a page comes in."""
    if page.problem:
        return str(page.problem)
    if version := next(filter(None, map(_VERSION.match, page.others)), None):
        return _(OTHER_VERSION, version=version.group(1))
    if page.others:
        return _(OTHER_CODE, text=_shown(page.others))
    return _(OTHER_PAPER, kind=kind_called(page.kind)) if page.kind else _(NO_CODE)


def _shown(texts: Iterable[str]) -> str:
    """Codes that aren't ours, each as one line that is no longer than it has to be to be known again."""
    lines = map(one_line, texts)
    return ", ".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in lines)


def not_on_paper(event: OpenEvent) -> str:
    """What no sheet says, of which nothing is on record here either: it is entered again; empty where all of it is there."""
    lacking = [_(name) for subjects, name in _NOT_ON_SHEETS if not any(journal.about(event.file, one) for one in subjects)]
    if not lacking:
        return ""
    return _(
        "Paper brings points, nothing else. Nothing of this is on record here; enter again what there was: {what}. Sheets that "
        "are told as missing may belong to whoever was absent or had a conflict of interest.",
        what=", ".join(lacking),
    )


def missing_words(found: Recovery) -> str:
    """Which sheets are expected and neither here nor in the stack."""
    return _("Still missing: {sheets}", sheets=", ".join(f"{juror} {candidate}" for juror, candidate in found.missing))
