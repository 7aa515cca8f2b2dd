"""Recovering: signed sheets that were printed and scanned come back as their jurors' own signed records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN_FILE,
    EVENT,
    JSON,
    PASSPHRASE_FILE,
    PATH,
    exists,
    is_free,
    opened,
    say_clock,
    secretary_desk,
    writable_folder,
)
from juryapp.cli.telling import progress, say, say_json, say_paths, say_table, tell
from juryapp.cli.words import option
from juryapp.disk import write_whole
from juryapp.errors import Problem
from juryapp.event.open_event import OpenEvent
from juryapp.from_paper.bubble_reading import ReadForm
from juryapp.from_paper.paper_forms import by_form, form_on
from juryapp.from_paper.proven_sheets import Outcome, PaperSheet, Recovery, recovery
from juryapp.from_paper.recording import record_sheets
from juryapp.from_paper.scanned_pages import ScannedPage, files_of, read_stack
from juryapp.from_paper.words import missing_words, not_on_paper, not_taken_in, sheet_words, summary, why_unread
from juryapp.store import keyring
from juryapp.text import _, mark, plural


@command(
    "recover",
    EVENT,
    option(
        "--from",
        "sources",
        required=True,
        multiple=True,
        type=PATH,
        metavar="SCANS",
        help=mark("PDF, JPEG or PNG files, or a folder of them; may be given several times."),
    ),
    option(
        "--forms-to",
        type=PATH,
        metavar="DIR",
        help=mark("Write what the circles of paper forms say into this folder, a file for each juror, for `type-scores`."),
    ),
    option("--dry-run", is_flag=True, help=mark("Only tell what the paper would bring.")),
    JSON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def recover(
    event: Path,
    sources: tuple[Path, ...],
    forms_to: Path | None,
    dry_run: bool,
    as_json: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> int:
    """What isn't taken in is told by its page, on standard error; the exit is 1 then."""
    exists(event)
    files = files_of(sources)
    if forms_to:
        writable_folder(forms_to)
    if dry_run:
        with opened(event, passphrase_file, look=True) as ours:
            tell(*_no_desk(ours))
            found = recovery(ours, _read(files))
            forms = _forms(ours, found)
        recorded, lacking = 0, ""
    else:
        with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
            found = recovery(desk.event, _read(files))
            say_clock(desk.event)
            recorded = len(found.of(Outcome.NEW)) if record_sheets(desk, found) else 0
            forms = _forms(desk.event, found)
            lacking = not_on_paper(desk.event) if recorded else ""
    written = _write_forms(forms_to, forms) if forms_to else []
    if as_json:
        say_json(_as_json(found, recorded, forms))
    else:
        _say(found, recorded, dry_run=dry_run)
        say(*([lacking] if lacking else []))
        say_paths(written)
    tell(*not_taken_in(found), *(_form_words(*form) for form in forms))
    return 1 if found.unread or found.of(Outcome.REFUSED, Outcome.CONTRADICTS) else 0


def _no_desk(event: OpenEvent) -> Iterator[str]:
    """That this laptop could record nothing, where the desk's key isn't on it."""
    if keyring.locked_key(event.file, "desk") is None:
        yield _("The desk's key isn't on this laptop: only there can it be recorded.")


_Form = tuple[Sequence[ScannedPage], ReadForm | Problem]
"""The pages of a paper form, and what it says, or why it can't be taken."""


def _forms(event: OpenEvent, found: Recovery) -> list[_Form]:
    read: list[_Form] = []
    for pages in by_form(found.forms):
        try:
            read.append((pages, form_on(event, pages)))
        except Problem as problem:
            read.append((pages, problem))
    return read


def _write_forms(folder: Path, forms: Sequence[_Form]) -> list[Path]:
    """A score file for each juror of whom anything could be read. Nothing that is there is replaced."""
    rows: dict[str, list[str]] = {}
    for _pages, form in forms:
        if isinstance(form, ReadForm):
            said = [f"{form.candidate},{criterion},{points}" for criterion, points in form.typed.items()]
            rows.setdefault(form.juror, []).extend(said)
    written = []
    for juror, lines in sorted(rows.items()):
        if not lines:
            continue
        path = is_free(folder / f"{juror}.csv")
        write_whole(path, "\n".join(["candidate,criterion,points", *lines, ""]).encode())
        written.append(path)
    return written


def _form_words(pages: Sequence[ScannedPage], form: ReadForm | Problem) -> str:
    where = "; ".join(page.where for page in pages)
    if isinstance(form, Problem):
        return _("{path}: {why}", path=where, why=form)
    gaps = {"path": where, "juror": form.juror, "candidate": form.candidate}
    if form.elsewhere:
        return _(
            "{path}: the form of {juror} for {candidate}, of which a page isn't in the stack or has no code that can be read; "
            "scan it too, or type from it: {elsewhere}. To be read from the paper by eye besides: {criteria}",
            elsewhere=", ".join(form.elsewhere),
            criteria=", ".join(one for one in form.to_ask if one not in form.elsewhere) or "–",
            **gaps,
        )
    if form.to_ask:
        asked = ", ".join(form.to_ask)
        return _("{path}: the form of {juror} for {candidate}; read from the paper by eye: {criteria}", criteria=asked, **gaps)
    return _("{path}: the form of {juror} for {candidate}; hold what was read against the paper.", **gaps)


def _read(files: list[Path]) -> list[ScannedPage]:
    with progress(_("Reading paper")) as told:
        return read_stack(files, told)


def _say(found: Recovery, recorded: int, *, dry_run: bool) -> None:
    say(*summary(found))
    new = [(one.page.where, sheet_words(one)) for one in found.of(Outcome.NEW)]
    say_table((_("Page"), _("Sheet")), new)
    if not dry_run and recorded:
        said = plural("{count} sheet is recorded from paper.", "{count} sheets are recorded from paper.", recorded)
        say(said)
    elif not dry_run:
        say(_("Nothing new is recorded."))
    if found.missing and found.is_of_paper:
        say(missing_words(found))


def _as_json(found: Recovery, recorded: int, forms: Sequence[_Form]) -> dict[str, object]:
    return {
        "pages": found.pages,
        "recorded": recorded,
        "sheets": [_sheet_json(one) for one in found.sheets],
        "missing": [{"juror": juror, "candidate": candidate} for juror, candidate in found.missing],
        "unread": [{"file": str(page.file), "page": page.page, "why": why_unread(page)} for page in found.unread],
        "codeless": [{"file": str(page.file), "page": page.page} for page in found.codeless],
        "again": [{"file": str(page.file), "page": page.page} for page, _first in found.again],
        "marked": [{"file": str(page.file), "page": page.page, "codes": page.others} for page in found.marked],
        "forms": [_form_json(*form) for form in forms],
    }


def _form_json(pages: Sequence[ScannedPage], form: ReadForm | Problem) -> dict[str, object]:
    told: dict[str, object] = {"pages": [{"file": str(page.file), "page": page.page} for page in pages]}
    if isinstance(form, Problem):
        return {**told, "why": str(form)}
    return {
        **told,
        "juror": form.juror,
        "candidate": form.candidate,
        "points": form.typed,
        "to_ask": form.to_ask,
        "elsewhere": form.elsewhere,
    }


def _sheet_json(one: PaperSheet) -> dict[str, object]:
    claims = one.claims
    return {
        "file": str(one.page.file),
        "page": one.page.page,
        "juror": claims.juror if claims else None,
        "candidate": claims.candidate if claims else None,
        "revision": claims.revision if claims else None,
        "total": claims.total if claims else None,
        "outcome": one.outcome.value,
        "key_replaced": one.replaced.isoformat() if one.replaced else None,
        "why": str(one.why) if one.why else None,
    }
