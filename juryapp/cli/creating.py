"""Making an event: from a workbook, of the usual categories, like another one, or as a rehearsal of one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN,
    DESK_PIN_FILE,
    EVENT,
    LAST_PASSPHRASE,
    NEW_PASSPHRASE,
    PASSPHRASE,
    PASSPHRASE_FILE,
    PATH,
    ROOT_PIN,
    ROOT_PIN_FILE,
    ask,
    exists,
    given,
    is_free,
    laptop,
)
from juryapp.cli.setup import WORKBOOK_HELP, named
from juryapp.cli.telling import say, say_paths
from juryapp.cli.words import option
from juryapp.desk.former_event import FormerRemains, read_remains
from juryapp.desk.headquarters import create_event
from juryapp.desk.root_copy import ASKED_AT_CREATION, check_takes_copy, copy_at_creation, is_beside_key
from juryapp.disk import check_writable, write_whole
from juryapp.documents.printable import named_letters
from juryapp.documents.setup_summary import read_back, render
from juryapp.errors import Problem, Refused
from juryapp.new_secrets import strength
from juryapp.new_secrets.known_words import words_of
from juryapp.setup_changes.new_setups import (
    as_texts,
    asking_for_pledges,
    by_hand,
    event_of,
    fields_named,
    of_usual_categories,
    rehearsal_of,
    set_up_of,
)
from juryapp.setup_changes.new_setups import like as like_last
from juryapp.text import _, mark
from juryapp.workbook.reading import ReadWorkbook, read_workbook

if TYPE_CHECKING:
    from juryapp.model.setup import Setup


@command(
    "create",
    EVENT,
    option("--from", "workbook", type=PATH, metavar="SETUP.xlsx", help=WORKBOOK_HELP),
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
    option(
        "--root-copy-to",
        "copy_to",
        type=PATH,
        metavar="DIR",
        help=mark(
            "Folder for the second copy of headquarters' key, such as a flash disk that is kept elsewhere; asked at a terminal. "
            "Later: `root-copy`."
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
    copy_to: Path | None,
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
    check_given(setup, given(PASSPHRASE, passphrase_file), given(DESK_PIN, desk_pin_file), strength.DESK_PIN)
    check_given(setup, None, None if copy else given(ROOT_PIN, root_pin_file), strength.ROOT_PIN)
    _say_read(read)
    if sheet is not None:
        _write_sheet(read, sheet)
    if dry_run:
        say(_("Nothing was made yet; without --dry-run the event is."))
        return
    if copy_to is not None:
        check_takes_copy(copy_to)
    passphrase = ask(PASSPHRASE, passphrase_file, new=True)
    strength.check_passphrase(passphrase, words_of(setup))  # before more is asked for nothing
    desk_pin = ask(DESK_PIN, desk_pin_file, new=True)
    root_pin = given(ROOT_PIN, root_pin_file) or (given(DESK_PIN, desk_pin_file) if copy else desk_pin)
    root_pin = root_pin or ask(ROOT_PIN, root_pin_file)
    former = remains.unlocked(root_pin) if remains else None
    copy_to = copy_to or _asked_folder()
    with create_event(laptop(), event, passphrase, setup, desk_pin, root_pin, former) as made:
        copied = copy_at_creation(made, copy_to) if copy_to else None
    say_made(event, setup, copied, has_own_pin=root_pin != desk_pin)


def _asked_folder() -> Path | None:
    """Where the second copy of the key goes, asked at a terminal only; None for later."""
    if sys.stdin is None or not sys.stdin.isatty():
        return None
    click.echo(_(ASKED_AT_CREATION), err=True)
    while True:
        said = click.prompt(_("Folder for the second copy (empty: later)"), default="", show_default=False, err=True).strip()
        try:
            if said:
                check_takes_copy(Path(said))
            return Path(said) if said else None
        except Problem as problem:
            click.echo(str(problem), err=True)


def say_made(event: Path, setup: Setup, copied: Path | None = None, *, has_own_pin: bool) -> None:
    """Says what was made, where its key lies, and where its second copy is."""
    say(
        _(
            "{event} is created. Candidates: {candidates}; jurors: {jurors}; categories: {categories}.",
            event=setup.event.code,
            candidates=len(setup.candidates),
            jurors=len(setup.jurors),
            categories=len(setup.categories),
        )
    )
    if copied is None:
        say(_key_words(has_own_pin=has_own_pin))
    else:
        say(_("The second copy of headquarters' key is made and read back. Keep it apart from this laptop, and the PIN from it."))
        if is_beside_key(laptop().home, copied.parent):
            say(_("That copy lies on the same disk as the key itself: put it on a flash disk."))
    say_paths([*([copied] if copied else []), event])


def _remains(copy: Path | None, setup: Setup, root_pin: str | None) -> FormerRemains | None:
    """What is left of a former event, once it is sure that it fits, and that the PIN opens it as far as that is given."""
    if copy is None:
        return None
    remains = read_remains(copy)
    remains.check_is_of(setup)
    if root_pin:
        remains.unlocked(root_pin)
    return remains


def check_given(setup: Setup, passphrase: str | None, pin: str | None, kind: strength.SecretKind) -> None:
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
    return fields_named(dict(named(given, "--field")))


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
    "rehearse",
    EVENT,
    option("--to", required=True, type=PATH, metavar="REHEARSAL.jury", help=mark("The rehearsal's file, which is new.")),
    PASSPHRASE_FILE,
    NEW_PASSPHRASE.option,
    DESK_PIN_FILE,
    ROOT_PIN_FILE,
)
def rehearse(
    event: Path,
    to: Path,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    desk_pin_file: Path | None,
    root_pin_file: Path | None,
) -> None:
    """The rehearsal has its own PINs. It has the event's passphrase unless another one is given."""
    is_free(to)
    check_writable(to)
    passphrase = ask(PASSPHRASE, passphrase_file)
    setup = asking_for_pledges(rehearsal_of(set_up_of(laptop(), exists(event), passphrase), laptop().clock))
    other = given(NEW_PASSPHRASE, new_passphrase_file)
    check_given(setup, other, given(DESK_PIN, desk_pin_file), strength.DESK_PIN)
    check_given(setup, None, given(ROOT_PIN, root_pin_file), strength.ROOT_PIN)
    desk_pin = ask(DESK_PIN, desk_pin_file, new=True)
    root_pin = given(ROOT_PIN, root_pin_file) or desk_pin
    create_event(laptop(), to, other or passphrase, setup, desk_pin, root_pin).close()
    if other is None:
        say(_("Its passphrase is the one of the event."))
    say(_("Every page says DATA SIMULASI; the interviews begin today. It never merges with the event."))
    say_made(to, setup, has_own_pin=root_pin != desk_pin)
