"""What the secretary does on the day: enrolment, attendance, reopening, two versions, the plenary's decision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from juryapp.board.cells import Board
from juryapp.board.value_words import presence_words
from juryapp.cli.carried_program import WITH_PROGRAM, built_program, put_program
from juryapp.cli.commands import command
from juryapp.cli.common import (
    CANDIDATE,
    DESK_PIN_FILE,
    EVENT,
    JUROR,
    PASSPHRASE_FILE,
    PATH,
    REASON,
    ask_whether,
    secretary_desk,
)
from juryapp.cli.telling import progress, say, say_paths, tell
from juryapp.cli.words import option
from juryapp.desk import prepared_laptops, rubric_mapping
from juryapp.desk.distinct_candidates import say_distinct, take_back_distinct
from juryapp.desk.presence import plan, plan_taking_back, record
from juryapp.desk.reasons import check_undisputed, said_reason
from juryapp.documents.words import attendance as named
from juryapp.errors import Refused
from juryapp.journal.subjects import Subject
from juryapp.model.candidate import Attendance
from juryapp.sharing import prepared_copy
from juryapp.store import model_records
from juryapp.text import _, mark


@command(
    "prepare",
    EVENT,
    option("--to", "folder", required=True, type=PATH, metavar="DIR", help=mark("The folder for the copy.")),
    option("--juror", "jurors", multiple=True, metavar="J01", help=mark("A juror who works there; may be repeated.")),
    option("--desk", "with_desk", is_flag=True, help=mark("The copy also gets the desk's key.")),
    option("--label", default="", metavar="TEXT", help=mark("How the laptop is called on the roster; else “Laptop 3”.")),
    option("--yes", is_flag=True, help=mark("Don't ask whether a juror's key shall go to a second laptop.")),
    WITH_PROGRAM,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def prepare(
    event: Path,
    folder: Path,
    jurors: tuple[str, ...],
    with_desk: bool,
    label: str,
    yes: bool,
    program: str | None,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """One `.jury` file, ready to be carried."""
    built = built_program(program, folder)
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk, progress(_("Preparing")) as told:
        elsewhere = prepared_laptops.has_key_elsewhere(desk.event, jurors)
        if elsewhere:
            tell(
                *prepared_laptops.already_there(elsewhere, model_records.jurors(desk.event.file)),
                prepared_laptops.second_laptop(),
            )
            ask_whether(_("Prepare a second laptop?"), yes=yes)
        made = prepared_copy.make_copy(desk, folder, jurors, told, with_desk=with_desk, label=label)
    if built:
        put_program(built, folder)
    say(_("Open it on the other laptop with the same passphrase."))
    say_paths([made.path])


@command(
    "attendance",
    EVENT,
    CANDIDATE,
    option("--state", required=True, type=click.Choice([state.value for state in Attendance]), help=mark("How they came.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def attendance(event: Path, candidate: str, state: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """The last word stands."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        desk.attendance(candidate, Attendance(state))
        signed = desk.signed_sheets(candidate) if state == Attendance.ABSENT else []
    say(_("{candidate}: {state}.", candidate=candidate, state=named(state)), *_not_final(candidate, signed))


@command(
    "withdraw",
    EVENT,
    CANDIDATE,
    REASON,
    option(
        "--despite-signed",
        "despite",
        is_flag=True,
        help=mark("Decide at once that it stays out though sheets of it are signed; else the ranking waits for that."),
    ),
    option("--take-back", is_flag=True, help=mark("Bring it back: it was withdrawn by mistake. Both stay on record.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def withdraw(
    event: Path,
    candidate: str,
    reason: str,
    despite: bool,
    take_back: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """A desk's act with a reason."""
    if despite and take_back:
        raise click.UsageError(_("Say either --despite-signed or --take-back."))
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        if take_back:
            desk.take_back_withdrawal(candidate, reason)
        else:
            desk.withdraw(candidate, reason, despite=despite)
        signed = desk.signed_sheets(candidate)
    if take_back:
        say(_("{candidate} is back in the running.", candidate=candidate))
        return
    say(_("{candidate} has withdrawn; its scores stay on record.", candidate=candidate))
    say(*_not_final(candidate, signed if not despite else []))


def _not_final(candidate: str, signed: Sequence[str]) -> Iterator[str]:
    """That somebody who is out has signed sheets, where anybody signed one."""
    if signed:
        yield _(
            "Sheets of {candidate} are signed ({jurors}): the ranking is not final until you decide; see: juryapp conflicts",
            candidate=candidate,
            jurors=", ".join(signed),
        )


@command(
    "presence",
    EVENT,
    JUROR,
    option("--from", "first", metavar="K02", help=mark("The candidate from whom on the juror is there; “-” for the first.")),
    option("--until", "last", metavar="K07", help=mark("The candidate after whom the juror leaves; “-” for staying on.")),
    option("--reason", metavar="TEXT", help=mark("Why; it stays on record.")),
    option("--dry-run", is_flag=True, help=mark("Tell what it would do, and record nothing.")),
    option("--take-back", is_flag=True, help=mark("The juror is there for every candidate after all. Both stay on record.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def presence(
    event: Path,
    juror: str,
    first: str | None,
    last: str | None,
    reason: str | None,
    dry_run: bool,
    take_back: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """A desk's act with a reason; what isn't named stays as it is recorded."""
    if take_back == bool(first or last):
        raise click.UsageError(_("Name --from or --until, or take back what is recorded with --take-back."))
    if not dry_run and reason is None:
        raise click.UsageError(_("Say why with --reason; it stays on record."))
    with secretary_desk(event, passphrase_file, desk_pin_file, look=dry_run) as desk:
        board = Board.of(desk.event.file)
        check_undisputed(desk.event.file, (Subject.PRESENCE, juror))
        if reason is not None:
            said_reason(reason)
        planned = plan_taking_back(board, juror) if take_back else plan(board, juror, _named(first), _named(last))
        what = presence_words(planned.presence) if planned.presence else _("is there for every candidate")
        say(_("{juror} {name} {presence}.", juror=juror, name=board.jurors[juror].name, presence=what))
        for sentence in planned.effects:
            say(sentence)
        if dry_run:
            say(_("Nothing is recorded yet; without --dry-run it is."))
        else:
            record(desk, planned, reason or "")
            say(_("It is recorded."))


def _named(candidate: str | None) -> str | None:
    """What `-` says: from the beginning, or until the end."""
    return "" if candidate == "-" else candidate


@command(
    "reopen",
    EVENT,
    JUROR,
    CANDIDATE,
    REASON,
    option(
        "--decline", is_flag=True, help=mark("Decline what the juror asked for: the sheet stays signed; the juror reads why.")
    ),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def reopen(
    event: Path, juror: str, candidate: str, reason: str, decline: bool, passphrase_file: Path | None, desk_pin_file: Path | None
) -> None:
    """A desk's act with a reason."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        if decline:
            desk.decline(juror, candidate, reason)
            say(
                _("The request of {juror} for {candidate} is declined; the sheet stays signed.", juror=juror, candidate=candidate)
            )
            return
        desk.reopen(juror, candidate, reason)
    say(_("The sheet of {juror} for {candidate} is open again; the signed one is superseded.", juror=juror, candidate=candidate))


@command(
    "resolve",
    EVENT,
    click.Argument(["conflict"], metavar="ID"),
    option(
        "--take",
        required=True,
        metavar="ENTRY",
        help=mark("The entry to take, or the beginning of its name; “reopen” where signed sheets name another than the list."),
    ),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def resolve(event: Path, conflict: str, take: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """A desk's act with a reason."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        desk.resolve(conflict, take, reason)
    say(_("Settled; one version stands."))


@command(
    "decide",
    EVENT,
    option("--category", required=True, metavar="KAB", help=mark("The category's code.")),
    option("--order", required=True, metavar="K02,K05", help=mark("The tied candidates, best first, with commas.")),
    option("--joint", is_flag=True, help=mark("They share the place; in which order they are named says nothing.")),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def decide(
    event: Path,
    category: str,
    order: str,
    joint: bool,
    reason: str,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """A desk's act with a reason."""
    named = [candidate.strip() for candidate in re.split("[,;]", order) if candidate.strip()]
    if not named:
        raise Refused("Name the tied candidates, best first, with commas: --order K02,K05.")
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        desk.decide(category, named, reason, joint=joint)
    say(_("It is recorded that they share the place.") if joint else _("The plenary's order is recorded."))


@command(
    "join",
    EVENT,
    CANDIDATE,
    option("--into", "kept", required=True, metavar="K03", help=mark("The number that is kept.")),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def join(event: Path, candidate: str, kept: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """A desk's act with a reason; nothing is ever joined by name."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        desk.join(candidate, kept, reason)
    if candidate == kept:
        say(_("{candidate} stands alone again.", candidate=candidate))
    else:
        say(_("{candidate} is joined to {kept}; its signed sheets count there.", candidate=candidate, kept=kept))


@command(
    "distinct",
    EVENT,
    CANDIDATE,
    option("--other", required=True, metavar="K03", help=mark("The number of the other one.")),
    option("--take-back", is_flag=True, help=mark("They may be the same after all.")),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def distinct(
    event: Path,
    candidate: str,
    other: str,
    take_back: bool,
    reason: str,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """A desk's act with a reason."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        (take_back_distinct if take_back else say_distinct)(desk, candidate, other, reason)
    if take_back:
        say(_("{candidate} and {other} may be the same again.", candidate=candidate, other=other))
    else:
        say(_("{candidate} and {other} are two candidates.", candidate=candidate, other=other))


@command(
    "map-rubric",
    EVENT,
    option("--category", required=True, metavar="KAB", help=mark("The category's code.")),
    REASON,
    option("--yes", is_flag=True, help=mark("Don't ask whether to go on where a total or a place becomes another.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def map_rubric(
    event: Path, category: str, reason: str, yes: bool, passphrase_file: Path | None, desk_pin_file: Path | None
) -> None:
    """Tells what becomes of each sheet and place, then a desk's act with a reason."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        planned = rubric_mapping.plan_mapping(desk.event.file, category)
        say(*planned.lines)
        if planned.asks:
            ask_whether(_("Totals or places become others. Go on?"), yes=yes)
        rubric_mapping.map_rubric(desk, category, reason, planned)
    say(_("Scores of the former rubrics of {category} count under the one in force.", category=category))
