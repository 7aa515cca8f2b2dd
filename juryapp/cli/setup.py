"""What headquarters or the secretary does before the day: the workbook, the event, a changed workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board import records
from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN_FILE,
    EVENT,
    PASSPHRASE_FILE,
    PATH,
    ask_whether,
    exists,
    is_free,
    opened,
    secretary_desk,
)
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.desk.reasons import said_reason
from juryapp.documents.printable import named_letters
from juryapp.errors import FileProblem, Problems, Refused
from juryapp.setup_changes.update import apply, by_name, plan
from juryapp.text import _, current, mark
from juryapp.workbook.export import write_setup
from juryapp.workbook.reading import read_workbook
from juryapp.workbook.template import write_template

if TYPE_CHECKING:
    from juryapp.setup_changes.update import Update

NOT_XLSX = mark("{path} doesn't end in .xlsx, which the workbook is; name it so.")
WORKBOOK_HELP = mark("The set-up workbook: .xlsx, .ods, or a folder of .csv files.")
_WORKBOOK = option(
    "--from",
    "workbook",
    required=True,
    type=PATH,
    metavar="SETUP.xlsx",
    help=WORKBOOK_HELP,
)


@command(
    "template",
    click.Argument(["out"], metavar="OUT.xlsx", type=PATH),
)
def template(out: Path) -> None:
    """Writes it in the language that is spoken."""
    if out.suffix.lower() != ".xlsx":
        raise FileProblem(NOT_XLSX, path=out)
    write_template(is_free(out), current())
    say_paths([out])


@command(
    "workbook",
    EVENT,
    click.Argument(["out"], metavar="OUT.xlsx", type=PATH),
    PASSPHRASE_FILE,
)
def workbook(event: Path, out: Path, passphrase_file: Path | None) -> None:
    """Writes what the event says now; nothing of what was scored is in it."""
    if out.suffix.lower() != ".xlsx":
        raise FileProblem(NOT_XLSX, path=out)
    with opened(exists(event), passphrase_file, look=True) as open_:
        write_setup(is_free(out), records.setup(open_))
    say_paths([out])


@command(
    "update",
    EVENT,
    _WORKBOOK,
    option("--dry-run", is_flag=True, help=mark("Tell what would change, and change nothing.")),
    option(
        "--confirm",
        "confirm",
        multiple=True,
        metavar='K03="NAME"',
        help=mark(
            "Whoever has this number or code is the same under this name (or institution, or position), as the workbook spells "
            "it; of a criterion KAB/REG, or REG in every category. May stand several times."
        ),
    ),
    option(
        "--same-person",
        "same",
        multiple=True,
        metavar='J02="NAME"',
        help=mark(
            "The juror of this code is the same person under this other name (marriage, an office that was filled): drafts wait "
            "for the juror, signed sheets for being signed anew or for the desk's decision. May stand several times."
        ),
    ),
    option(
        "--keep-numbers",
        is_flag=True,
        help=mark("Take renumbered rows by name: everyone keeps the number that the event knows, each criterion its code."),
    ),
    option("--reason", metavar="TEXT", help=mark("Why names are corrected; it stays on record.")),
    option("--yes", is_flag=True, help=mark("Go on where signed sheets are touched; without a terminal nobody can be asked.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def update(
    event: Path,
    workbook: Path,
    dry_run: bool,
    confirm: tuple[str, ...],
    same: tuple[str, ...],
    keep_numbers: bool,
    reason: str | None,
    yes: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Tells the plan, then does it."""
    exists(event)
    read = read_workbook(exists(workbook), named_letters)
    setup = read.setup
    say(*map(str, read.notes))
    with secretary_desk(event, passphrase_file, desk_pin_file, look=dry_run) as desk:
        planned = plan(desk, setup, keep=keep_numbers, same=dict(named(same, "--same-person")))
        _refuse_another(planned)
        confirmed = by_name(planned, named(confirm, "--confirm"))
        say(*planned.lines)
        if not planned.values:
            say(_("The workbook says what the event says already; nothing changes."))
            return
        lacking = _ask_for_names(planned, confirmed, dry_run=dry_run)
        if reason is not None:
            said_reason(reason)
        if dry_run and lacking:
            say(_("Nothing was changed yet; without --dry-run it is done once each of these is confirmed."))
            return
        if dry_run:
            say(_("Nothing was changed yet; without --dry-run it is done."))
            return
        if planned.effects:
            ask_whether(_("This touches sheets that are signed or expected. Go on?"), yes=yes)
        apply(desk, planned, confirmed, reason)
        say(_("The event is changed."))


def named(given: Sequence[str], way: str) -> list[tuple[str, str]]:
    """Codes and names, as they were typed after this option."""
    parts = [one.partition("=") for one in given]
    wrong = next((one for one, (_code, equals, name) in zip(given, parts, strict=True) if not equals or not name.strip()), None)
    if wrong is not None:
        raise Refused('“{text}” names nobody; write the number and the name: {option} K03="NAME".', text=wrong, option=way)
    return [(code.strip(), name) for code, _equals, name in parts]


_ONLY_NEW = mark("With --keep-numbers whoever is new gets a free number, and whose name is gone stays as it was:")
_RENUMBERED = mark(
    "The same rows stand under other numbers or codes in this workbook. With --keep-numbers they are taken by name:"
)


def _refuse_another(planned: Update) -> None:
    """Raises `Problems` where names would change hands, after telling what keeping the numbers would do."""
    if planned.refused:
        if planned.offered:
            say(_(_ONLY_NEW if planned.offers_new_only else _RENUMBERED))
            say(*(f"  {line}" for line in planned.offered))
        raise Problems(planned.refused)


def _ask_for_names(planned: Update, confirmed: Sequence[tuple[str, str]], *, dry_run: bool) -> bool:
    """Raises `Problems` for each correction that nobody confirmed; with `--dry-run` says them. True if there are any."""
    lacking = [one for one in planned.corrections if one.key not in confirmed]
    hints = [Refused('To confirm it: --confirm {code}="{name}"', code=one.code, name=one.confirms) for one in lacking]
    told = [problem for one, hint in zip(lacking, hints, strict=True) for problem in (one.problem, hint)]
    if told and not dry_run:
        raise Problems(told)
    say(*map(str, told))
    return bool(told)
