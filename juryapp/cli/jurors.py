"""What a juror does: scores, notes, conflicts of interest, signing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board.clocks import ShownClock
from juryapp.board.early_signing import early_words
from juryapp.cli.commands import command
from juryapp.cli.common import (
    AS_ASSISTANT,
    ASSISTANT_PIN_FILE,
    CANDIDATE,
    DESK_PIN_FILE,
    EVENT,
    JUROR,
    PASSPHRASE_FILE,
    PATH,
    PIN_FILE,
    Typing,
    exists,
    juror_desk,
    read_text,
    say_clock,
    secretary_desk,
    writable_folder,
)
from juryapp.cli.pledging import say_without_pledge
from juryapp.cli.score_file import ScoreFile
from juryapp.cli.telling import Progress, progress, say, say_paths, sentences, tell
from juryapp.cli.words import option
from juryapp.desk import paper_recusals
from juryapp.desk.draft_confirmation import confirm_draft
from juryapp.desk.paper_scores import typed_for
from juryapp.desk.replaced_points import replaced
from juryapp.desk.review import assisted_words, review, summary, written_elsewhere
from juryapp.desk.signing import name_of_next, sign_sheets, signer_of
from juryapp.desk.unsigned_sheet import complete_sheets, to_confirm
from juryapp.disk import is_full
from juryapp.errors import FileProblem, Problem, Problems, Refused
from juryapp.model.note import Visibility
from juryapp.printing.document_folder import check_free, put_signed
from juryapp.text import _, mark, plural

if TYPE_CHECKING:
    from juryapp.desk.juror import JurorDesk
    from juryapp.desk.review import ReviewedSheet


@command(
    "score",
    EVENT,
    JUROR,
    option("--from", "source", required=True, type=PATH, metavar="SCORES.csv", help=mark("The scores, one row each.")),
    option("--dry-run", is_flag=True, help=mark("Tell what becomes what, and save nothing.")),
    AS_ASSISTANT,
    PASSPHRASE_FILE,
    PIN_FILE,
    ASSISTANT_PIN_FILE,
)
def score(
    event: Path,
    juror: str,
    source: Path,
    dry_run: bool,
    assistant: str | None,
    passphrase_file: Path | None,
    pin_file: Path | None,
    assistant_pin_file: Path | None,
) -> None:
    """Every bad row is told, and nothing is stored then; else what becomes what, before it counts."""
    exists(event)
    read = ScoreFile.read(source)
    by = Typing(assistant, assistant_pin_file) if assistant else None
    with juror_desk(event, passphrase_file, juror, pin_file, look=dry_run, by=by) as desk:
        file = read.of_event(desk.board())
        file.check(desk.check_many)
        say_clock(desk.event)
        say_without_pledge(desk)
        tell(*file.letters_told())
        say(*replaced(desk, file.given))
        if dry_run:
            say(*file.rows_told())
            say(_("Nothing is saved yet; without --dry-run it is."))
            return
        changes = desk.record_many(file.given)
    if changes:
        say(plural("{count} score of {juror} is saved.", "{count} scores of {juror} are saved.", len(file.given), juror=juror))
    else:
        say(_("All of this was saved already; nothing changes."))


@command(
    "note",
    EVENT,
    JUROR,
    CANDIDATE,
    option("--from", "source", required=True, type=PATH, metavar="FILE.txt", help=mark("The note, as text in UTF-8.")),
    option(
        "--visibility",
        type=click.Choice([visibility.value for visibility in Visibility]),
        default=Visibility.PRIVATE.value,
        help=mark("For oneself alone (private, if nothing is said), for the panel, or as feedback for the candidate."),
    ),
    AS_ASSISTANT,
    PASSPHRASE_FILE,
    PIN_FILE,
    ASSISTANT_PIN_FILE,
)
def note(
    event: Path,
    juror: str,
    candidate: str,
    source: Path,
    visibility: str,
    assistant: str | None,
    passphrase_file: Path | None,
    pin_file: Path | None,
    assistant_pin_file: Path | None,
) -> None:
    """What stands is kept before it."""
    exists(event)
    text = read_text(source)
    if not text.strip():
        raise FileProblem("{path} is empty; write the note there first.", path=source)
    by = Typing(assistant, assistant_pin_file) if assistant else None
    with juror_desk(event, passphrase_file, juror, pin_file, by=by) as desk:
        say_clock(desk.event)
        desk.write_note(candidate, text, Visibility(visibility), append=True)
    say(_("The note of {juror} on {candidate} is saved.", juror=juror, candidate=candidate))


@command(
    "confirm",
    EVENT,
    JUROR,
    CANDIDATE,
    PASSPHRASE_FILE,
    PIN_FILE,
)
def confirm(event: Path, juror: str, candidate: str, passphrase_file: Path | None, pin_file: Path | None) -> None:
    """Says what stood and what stands now, then gives the same scores again under the names of now."""
    exists(event)
    with juror_desk(event, passphrase_file, juror, pin_file) as desk:
        say_clock(desk.event)
        confirm_draft(desk, candidate)
        known = desk.board(candidate).candidates[candidate]
    say(
        _(
            "{juror} confirms: the scores are for {candidate} {name}, {institution}.",
            juror=juror,
            candidate=candidate,
            name=known.name,
            institution=known.institution or "–",
        )
    )


@command(
    "recuse",
    EVENT,
    JUROR,
    CANDIDATE,
    option("--reason", metavar="TEXT", help=mark("Why; it stays on record.")),
    option("--take-back", is_flag=True, help=mark("Take the conflict of interest back: the juror scores the candidate.")),
    option(
        "--on-paper",
        is_flag=True,
        help=mark("The desk records, or takes back, what the juror declared on paper; where the juror signed, it doesn't count."),
    ),
    PASSPHRASE_FILE,
    PIN_FILE,
    DESK_PIN_FILE,
)
def recuse(
    event: Path,
    juror: str,
    candidate: str,
    reason: str | None,
    take_back: bool,
    on_paper: bool,
    passphrase_file: Path | None,
    pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """The juror's signed act; with --on-paper the desk's."""
    if reason is None and not (take_back and on_paper):
        raise click.MissingParameter(param_type="option", param_hint="--reason")
    if on_paper:
        with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
            if take_back:
                paper_recusals.take_back_paper(desk, juror, candidate)
            else:
                paper_recusals.record_paper(desk, juror, candidate, reason or "")
    else:
        with juror_desk(event, passphrase_file, juror, pin_file) as own:
            if take_back:
                paper_recusals.take_back(own, candidate, reason or "")
            else:
                own.recuse(candidate, reason or "")
    if take_back:
        say(_("The conflict of interest of {juror} with {candidate} is taken back.", juror=juror, candidate=candidate))
    else:
        say(_("{juror} has a conflict of interest with {candidate} and does not score it.", juror=juror, candidate=candidate))


@command(
    "sign",
    EVENT,
    JUROR,
    option(
        "--candidate",
        "candidates",
        multiple=True,
        metavar="K01",
        help=mark("Only this candidate's, wherever it was entered; may be repeated."),
    ),
    option("--all", "every", is_flag=True, help=mark("All that are complete, wherever they were entered.")),
    option("--out", required=True, type=PATH, metavar="DIR", help=mark("The folder for the PDF files.")),
    PASSPHRASE_FILE,
    PIN_FILE,
)
def sign(
    event: Path,
    juror: str,
    candidates: tuple[str, ...],
    every: bool,
    out: Path,
    passphrase_file: Path | None,
    pin_file: Path | None,
) -> int:
    """The folder is tried before anything is signed. One sheet that can't be signed doesn't stop the others."""
    if candidates and every:
        raise click.UsageError(_("Say either --candidate or --all."))
    exists(event)
    with juror_desk(event, passphrase_file, juror, pin_file) as desk:
        writable_folder(out)
        say_clock(desk.event)
        say_without_pledge(desk)
        shown, refused = _shown(desk, list(dict.fromkeys(candidates)), every=every)
        with progress(_("Signing")) as told:
            written, more = _sign_each(desk, shown, out, told)
    refused += more
    for sentence in sentences(Problems(refused)):
        click.echo(sentence, err=True)
    if written:
        say(plural("{count} sheet is signed.", "{count} sheets are signed.", len(written)))
        say_paths(written)
    return 1 if refused else 0


def _shown(desk: JurorDesk, named: list[str], *, every: bool) -> tuple[list[ReviewedSheet], list[Problem]]:
    """The sheets that are to be signed, each shown on the screen, and why others are not."""
    signer_of(desk)
    shown: list[ReviewedSheet] = []
    candidates = named or complete_sheets(desk)
    refused: list[Problem] = [] if named else [*to_confirm(desk.board(), desk.juror.code)]
    slots, now = desk.board().slots, ShownClock.of(desk.event).now()
    for candidate in candidates:
        try:
            sheet = review(desk, candidate)
            elsewhere = written_elsewhere(desk, candidate)
            typed = typed_for(desk, candidate)
            if typed and not (named or every):
                raise Refused(
                    "{candidate}: {criteria} were typed by the secretary. To sign what is shown here say "
                    "--candidate {candidate} or --all; {summary}",
                    candidate=candidate,
                    criteria=", ".join(typed),
                    summary=summary(sheet),
                )
            if elsewhere and not (named or every):
                raise Refused(
                    "{candidate}: {criteria} were entered at another laptop. To sign what is shown here say "
                    "--candidate {candidate} or --all; {summary}",
                    candidate=candidate,
                    criteria=", ".join(elsewhere),
                    summary=summary(sheet),
                )
        except Problem as problem:
            refused.append(problem)
        else:
            shown.append(sheet)
            say(summary(sheet), *assisted_words(desk, candidate))
            tell(*filter(None, [early_words(slots.get(candidate), now)]))
    return shown, refused


def _sign_each(desk: JurorDesk, shown: Sequence[ReviewedSheet], out: Path, told: Progress) -> tuple[list[Path], list[Problem]]:
    """Each PDF is written as soon as it is signed, so that a later trouble leaves none unwritten."""
    written, refused = [], []
    for done, sheet in enumerate(shown):
        told(done, len(shown))
        try:
            check_free(out / name_of_next(desk, sheet.candidate))
            (signed,) = sign_sheets(desk, [sheet])
            put_signed(out / signed.name, signed.pdf)
        except Problem as problem:
            refused.append(problem)
            if is_full(problem):
                break  # no other file would find room: what isn't signed waits
        else:
            written.append(out / signed.name)
    return written, refused
