"""What headquarters or the secretary does before the day: the workbook, the event, a changed workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board import records
from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN,
    DESK_PIN_FILE,
    EVENT,
    LAST_PASSPHRASE,
    PASSPHRASE,
    PASSPHRASE_FILE,
    PATH,
    ROOT_PIN,
    ROOT_PIN_FILE,
    ask,
    ask_whether,
    exists,
    given,
    is_free,
    laptop,
    opened,
    secretary_desk,
)
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.desk.former_event import FormerRemains, read_remains
from juryapp.desk.headquarters import create_event
from juryapp.desk.reasons import said_reason
from juryapp.disk import check_writable, write_whole
from juryapp.documents.printable import named_letters
from juryapp.documents.setup_summary import read_back, render
from juryapp.errors import FileProblem, Problems, Refused
from juryapp.new_secrets import strength
from juryapp.new_secrets.known_words import words_of
from juryapp.setup_changes.new_setups import (
    as_texts,
    asking_for_pledges,
    by_hand,
    event_of,
    fields_named,
    of_usual_categories,
    set_up_of,
)
from juryapp.setup_changes.new_setups import like as like_last
from juryapp.setup_changes.update import apply, by_name, plan
from juryapp.text import _, current, mark
from juryapp.workbook.export import write_setup
from juryapp.workbook.reading import ReadWorkbook, read_workbook
from juryapp.workbook.template import write_template

if TYPE_CHECKING:
    from juryapp.model.setup import Setup
    from juryapp.setup_changes.update import Update

NOT_XLSX = mark("{path} doesn't end in .xlsx, which the workbook is; name it so.")
_WORKBOOK_HELP = mark("The set-up workbook: .xlsx, .ods, or a folder of .csv files.")
_WORKBOOK = option(
    "--from",
    "workbook",
    required=True,
    type=PATH,
    metavar="SETUP.xlsx",
    help=_WORKBOOK_HELP,
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
    "create",
    EVENT,
    option("--from", "workbook", type=PATH, metavar="SETUP.xlsx", help=_WORKBOOK_HELP),
    option(
        "--template",
        metavar="CODES",
        help=mark(
            "Instead of a workbook: these of the usual categories with their usual criteria, such as KAB,DES,UMK; “-” for none, "
            "to be typed by hand."
        ),
    ),
    option(
        "--like",
        type=PATH,
        metavar="LAST.jury",
        help=mark("Instead of a workbook: the categories, criteria and jurors of another event; none of its candidates."),
    ),
    option("--jurors", metavar="CODES", help=mark("With --like: the jurors that come along, such as J01,J03; all otherwise.")),
    option(
        "--field",
        "fields",
        multiple=True,
        metavar='NAME="TEXT"',
        help=mark(
            "With --template or --like: a field of the event, as the workbook's sheet Acara (Event) names it. An award and a "
            "code are needed. May stand several times."
        ),
    ),
    option(
        "--root-copy",
        "copy",
        type=PATH,
        metavar="FILE.rootkey",
        help=mark(
            "The event anew, where all its files are gone: from a copy of its root and the certificates beside it, with the "
            "workbook as it was. Then `recover` brings the sheets back from paper."
        ),
    ),
    option("--dry-run", is_flag=True, help=mark("Show what was read, and make nothing.")),
    option(
        "--sheet",
        type=PATH,
        metavar="OUT.pdf",
        help=mark("Also write what was read as a sheet that the chair signs off."),
    ),
    PASSPHRASE_FILE,
    LAST_PASSPHRASE.option,
    DESK_PIN_FILE,
    ROOT_PIN_FILE,
)
def create(
    event: Path,
    workbook: Path | None,
    template: str | None,
    like: Path | None,
    jurors: str | None,
    fields: tuple[str, ...],
    copy: Path | None,
    dry_run: bool,
    sheet: Path | None,
    passphrase_file: Path | None,
    last_passphrase_file: Path | None,
    desk_pin_file: Path | None,
    root_pin_file: Path | None,
) -> None:
    """Reads the workbook and shows what was read before anyone is asked for a secret; what is given is tried before that, and
    by `--dry-run` too.
    """
    for path in filter(None, (event, sheet)):
        is_free(path)
        check_writable(path)
    read = _read(workbook, template, like, jurors, _fields(fields), last_passphrase_file)
    read = replace(read, setup=asking_for_pledges(read.setup))
    setup = read.setup
    remains = _remains(copy, setup, given(ROOT_PIN, root_pin_file) or given(DESK_PIN, desk_pin_file))
    _check_given(setup, given(PASSPHRASE, passphrase_file), given(DESK_PIN, desk_pin_file), strength.DESK_PIN)
    _check_given(setup, None, None if copy else given(ROOT_PIN, root_pin_file), strength.ROOT_PIN)
    _say_read(read)
    if sheet is not None:
        _write_sheet(read, sheet)
    if dry_run:
        say(_("Nothing was made yet; without --dry-run the event is."))
        return
    passphrase = ask(PASSPHRASE, passphrase_file, new=True)
    strength.check_passphrase(passphrase, words_of(setup))  # before more is asked for nothing
    desk_pin = ask(DESK_PIN, desk_pin_file, new=True)
    root_pin = given(ROOT_PIN, root_pin_file) or (given(DESK_PIN, desk_pin_file) if copy else desk_pin)
    root_pin = root_pin or ask(ROOT_PIN, root_pin_file)
    former = remains.unlocked(root_pin) if remains else None
    create_event(laptop(), event, passphrase, setup, desk_pin, root_pin, former).close()
    say(
        _(
            "{event} is created. Candidates: {candidates}; jurors: {jurors}; categories: {categories}.",
            event=setup.event.code,
            candidates=len(setup.candidates),
            jurors=len(setup.jurors),
            categories=len(setup.categories),
        )
    )
    say(_key_words(has_own_pin=root_pin != desk_pin))
    say_paths([event])


def _remains(copy: Path | None, setup: Setup, root_pin: str | None) -> FormerRemains | None:
    """What is left of a former event, once it is sure that it fits, and that the PIN opens it as far as that is given."""
    if copy is None:
        return None
    remains = read_remains(copy)
    remains.check_is_of(setup)
    if root_pin:
        remains.unlocked(root_pin)
    return remains


def _check_given(setup: Setup, passphrase: str | None, pin: str | None, kind: strength.SecretKind) -> None:
    """Raises `Refused` for secrets that a new event must not have, as far as they are given already."""
    if passphrase:
        strength.check_passphrase(passphrase, words_of(setup))
    if pin:
        strength.check_new_pin(pin, words_of(setup), kind)


def _key_words(*, has_own_pin: bool) -> str:
    """Which PIN opens the root's key, which lies on this laptop alone."""
    if has_own_pin:
        return _("Headquarters' key lies on this laptop only, under the root's PIN. Make a copy of it: juryapp root-copy.")
    return _("Headquarters' key lies on this laptop only, under the same PIN as the desk. Make a copy of it: juryapp root-copy.")


def _read(
    workbook: Path | None,
    template: str | None,
    like: Path | None,
    jurors: str | None,
    fields: dict[str, str],
    last_passphrase_file: Path | None,
) -> ReadWorkbook:
    """What the event is to be, from wherever it is told. Raises `Refused` unless it is told in one way."""
    if sum(one is not None for one in (workbook, template, like)) != 1:
        raise Refused("A new event is made --from a workbook, of a --template, or --like another event: name one of them.")
    if (workbook is not None and fields) or (like is None and jurors):
        raise Refused("--field goes with --template or --like, and --jurors with --like; a workbook says everything itself.")
    if workbook is not None:
        return read_workbook(exists(workbook), named_letters)
    if like is not None:
        last = set_up_of(laptop(), exists(like), ask(LAST_PASSPHRASE, last_passphrase_file))
        about = event_of({**as_texts(last.event), **fields}, last.event.logo, named_letters)
        return ReadWorkbook(like_last(last, about, None if jurors is None else _codes(jurors)), ())
    about = event_of(fields, unprintable=named_letters)
    codes = _codes(template or "")
    return ReadWorkbook(by_hand(about) if codes == ["-"] else of_usual_categories(about, codes), ())


def _codes(text: str) -> list[str]:
    return [code.strip() for code in text.split(",") if code.strip()]


def _fields(given: Sequence[str]) -> dict[str, str]:
    return fields_named(dict(_named(given, "--field")))


def _say_read(read: ReadWorkbook) -> None:
    """What was read, rule by rule, and what somebody may not expect."""
    for block in read_back(read.setup):
        say(block.title, *(f"  {name}: {value}" for name, value in block.rows), "")
    for note in read.notes:
        say(str(note))


def _write_sheet(read: ReadWorkbook, path: Path) -> None:
    write_whole(path, render(read.setup, read.notes, laptop().clock()))
    say_paths([path])


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
        planned = plan(desk, setup, keep=keep_numbers, same=dict(_named(same, "--same-person")))
        _refuse_another(planned)
        confirmed = by_name(planned, _named(confirm, "--confirm"))
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


def _named(given: Sequence[str], way: str) -> list[tuple[str, str]]:
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
