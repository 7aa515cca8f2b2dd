"""The next stage: a new event of those who are placed first in others, and where the candidates of such an event come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN,
    DESK_PIN_FILE,
    EVENT,
    JSON,
    NEXT_PASSPHRASE,
    PASSPHRASE_FILE,
    PATH,
    ROOT_PIN,
    ROOT_PIN_FILE,
    VAULT_PASSPHRASE,
    ask,
    exists,
    given,
    is_free,
    laptop,
    opened,
)
from juryapp.cli.creating import check_given, say_made
from juryapp.cli.many_events import VAULT, secrets_of
from juryapp.cli.setup import WORKBOOK_HELP
from juryapp.cli.telling import progress, say, say_json, say_table
from juryapp.cli.words import option
from juryapp.desk.brought_candidates import BroughtCandidate
from juryapp.disk import check_writable
from juryapp.documents.printable import named_letters
from juryapp.errors import Refused
from juryapp.many_events.folder import event_files
from juryapp.many_events.going_on import GoingOnRule
from juryapp.many_events.next_stage import NextStage, NextStageRule, make_next_stage, read_next_stage
from juryapp.many_events.origin_check import Held, check_origins
from juryapp.many_events.origin_words import held_words, origin_words
from juryapp.many_events.secrets import OnePassphrase, Secrets
from juryapp.model.origin import Origin
from juryapp.new_secrets import strength
from juryapp.setup_changes.new_setups import asking_for_pledges
from juryapp.store import model_records
from juryapp.store.origins import origins as origins_of
from juryapp.text import _, mark
from juryapp.workbook.cells import fold
from juryapp.workbook.reading import read_workbook


@command(
    "next-stage",
    click.Argument(["events"], metavar="EVENT.jury...", nargs=-1, required=True, type=PATH),
    option("--from", "workbook", required=True, type=PATH, metavar="SETUP.xlsx", help=WORKBOOK_HELP),
    option("--to", required=True, type=PATH, metavar="NEXT.jury", help=mark("The next event's file, which is new.")),
    option(
        "--first",
        multiple=True,
        metavar="[CATEGORY=]N",
        help=mark(
            "So many of each category of each event go on, 1 unless you say otherwise; of one category with its name before it. "
            "May stand several times."
        ),
    ),
    option(
        "--without",
        multiple=True,
        metavar="CATEGORY",
        help=mark("Nobody goes on of this category, by its name. May stand several times."),
    ),
    option(
        "--leave-out",
        multiple=True,
        metavar="EVENT/K01",
        help=mark(
            "This candidate doesn't go on, by its event's code and its number; nobody takes its place. May stand several times."
        ),
    ),
    option("--shared", is_flag=True, help=mark("All who share the last place go on.")),
    option(
        "--although",
        default="",
        metavar="TEXT",
        help=mark("Why they go on though a result isn't final; it stays on record. Without it such a result is refused."),
    ),
    option(
        "--stage",
        default="",
        metavar="NAME",
        help=mark(
            "The column of the sheet Nilai tahap (Stage scores) into which their points go; usually the one that is called like "
            "each event's own stage."
        ),
    ),
    option("--keep-numbers", is_flag=True, help=mark("They keep their numbers; else they get new ones.")),
    option("--without-papers", is_flag=True, help=mark("Their own papers don't go on with them.")),
    option("--by", default="", metavar="NAME", help=mark("Who decided that they go on; it stays on record.")),
    option("--dry-run", is_flag=True, help=mark("Show who would go on, and make nothing.")),
    VAULT,
    VAULT_PASSPHRASE.option,
    PASSPHRASE_FILE,
    NEXT_PASSPHRASE.option,
    DESK_PIN_FILE,
    ROOT_PIN_FILE,
)
def next_stage(
    events: tuple[Path, ...],
    workbook: Path,
    to: Path,
    first: tuple[str, ...],
    without: tuple[str, ...],
    leave_out: tuple[str, ...],
    shared: bool,
    although: str,
    stage: str,
    keep_numbers: bool,
    without_papers: bool,
    by: str,
    dry_run: bool,
    vault: Path | None,
    vault_passphrase_file: Path | None,
    passphrase_file: Path | None,
    new_passphrase_file: Path | None,
    desk_pin_file: Path | None,
    root_pin_file: Path | None,
) -> None:
    """A folder stands for the event files in it. Everything is told before anything is made."""
    is_free(to)
    check_writable(to)
    everyone, of_one = _counts(first)
    going_on = GoingOnRule(
        first=everyone,
        first_of=of_one,
        without=frozenset(map(fold, without)),
        left_out=frozenset(map(_candidate_of, leave_out)),
        shared=shared,
        although=" ".join(although.split()),
        opened_only=False,
        papers=not without_papers,
        by=" ".join(by.split()),
    )
    read = read_workbook(exists(workbook), named_letters, candidates_come=True)
    setup = asking_for_pledges(read.setup)
    secrets = secrets_of(_folder(events[0]), vault, vault_passphrase_file, passphrase_file)
    rule = NextStageRule(going_on, stage=" ".join(stage.split()), keep_numbers=keep_numbers)
    with progress(_("Reading the events")) as told:
        made = read_next_stage(laptop(), _files(events), secrets, setup, rule, told)
    for note in read.notes:
        say(str(note))
    _say_going_on(made)
    if dry_run:
        say(_("Nothing was made yet; without --dry-run the event is."))
        return
    _make(made, to, secrets, new_passphrase_file, desk_pin_file, root_pin_file)


def _make(
    made: NextStage,
    to: Path,
    secrets: Secrets,
    new_passphrase_file: Path | None,
    desk_pin_file: Path | None,
    root_pin_file: Path | None,
) -> None:
    other = given(NEXT_PASSPHRASE, new_passphrase_file)
    if other is None and not isinstance(secrets, OnePassphrase):
        other = ask(NEXT_PASSPHRASE, None, new=True)
    passphrase = other or (secrets.passphrase if isinstance(secrets, OnePassphrase) else "")
    check_given(made.setup, passphrase, given(DESK_PIN, desk_pin_file), strength.DESK_PIN)
    check_given(made.setup, None, given(ROOT_PIN, root_pin_file), strength.ROOT_PIN)
    desk_pin = ask(DESK_PIN, desk_pin_file, new=True)
    root_pin = given(ROOT_PIN, root_pin_file) or desk_pin
    make_next_stage(laptop(), to, passphrase, made, desk_pin, root_pin).close()
    if other is None:
        say(_("Its passphrase is the one of the events."))
    say_made(to, made.setup, has_own_pin=root_pin != desk_pin)


def _files(events: Sequence[Path]) -> list[Path]:
    found = [path for one in events for path in (event_files(one) if one.is_dir() else [exists(one)])]
    if not found:
        raise Refused("There is no event file in {path}; name the files.", path=events[0])
    return found


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


def _counts(first: Sequence[str]) -> tuple[int, dict[str, int]]:
    """How many go on of each category, and of some of them."""
    everyone, of_one = 1, {}
    for text in first:
        name, _equals, count = text.rpartition("=")
        if not (count.isascii() and count.isdigit() and 0 < int(count) < 1000):
            raise Refused(
                "--first takes a number such as 2, or a category with one, such as “Kabupaten=2”; not “{text}”.", text=text
            )
        if name:
            of_one[fold(name)] = int(count)
        else:
            everyone = int(count)
    return everyone, of_one


def _candidate_of(text: str) -> tuple[str, str]:
    code, slash, number = text.rpartition("/")
    if not (slash and code and number):
        raise Refused("--leave-out takes an event's code and a candidate's number, such as BALI25/K07; not “{text}”.", text=text)
    return fold(code), fold(number)


def _say_going_on(made: NextStage) -> None:
    say(*made.told, "")
    names = {one.code: one.name for one in made.setup.categories}
    rows = [_row(one, made, names) for one in made.brought]
    say_table((_("Number"), _("Candidate"), _("Category"), _("Comes from")), rows)
    say("")


def _row(one: BroughtCandidate, made: NextStage, names: Mapping[str, str]) -> Sequence[str]:
    candidate = made.candidate(one)
    return one.number, candidate.name, names[candidate.category], origin_words(one.origin)


@command(
    "origins",
    EVENT,
    option(
        "--with",
        "formers",
        multiple=True,
        type=PATH,
        metavar="EVENT.jury",
        help=mark("Hold it against this former event: is its result still what it was? May stand several times."),
    ),
    VAULT,
    VAULT_PASSPHRASE.option,
    PASSPHRASE_FILE,
    JSON,
)
def origins(
    event: Path,
    formers: tuple[Path, ...],
    vault: Path | None,
    vault_passphrase_file: Path | None,
    passphrase_file: Path | None,
    as_json: bool,
) -> int:
    """Reads only. The exit is 1 where a former result is another by now."""
    with opened(event, passphrase_file, look=True) as here:
        found, named = origins_of(here.file), model_records.candidates(here.file)
    paths = [path for one in formers for path in (event_files(one) if one.is_dir() else [exists(one)])]
    held = dict.fromkeys(found, Held.NOT_LOOKED_AT)
    if paths:
        held = check_origins(
            laptop(), found, paths, secrets_of(_folder(formers[0]), vault, vault_passphrase_file, passphrase_file)
        )
    names = {number: one.name for number, one in named.items()}
    if as_json:
        say_json({"origins": [_as_json(number, names.get(number, ""), one, held[number]) for number, one in found.items()]})
    elif not found:
        say(_("No candidate of this event comes from a former stage."))
    else:
        rows = [(number, names.get(number, ""), origin_words(one), held_words(held[number])) for number, one in found.items()]
        say_table((_("Number"), _("Candidate"), _("Comes from"), _("Result there")), rows)
    return int(Held.CHANGED in held.values())


def _as_json(number: str, name: str, one: Origin, held: Held) -> dict[str, object]:
    told = {
        "number": number,
        "name": name,
        "event": one.event,
        "code": one.code,
        "organiser": one.organiser,
        "stage": one.stage,
        "candidate": one.candidate,
        "category": one.category,
        "place": one.place,
        "points": one.shown,
        "exact": str(one.total),
        "maximum": str(one.maximum),
        "decided_by": one.decided_by,
        "result": one.result,
        "minutes": one.minutes,
    }
    return {**told, "frozen": one.frozen, "although": one.although, "by": one.by, "held": held.value}
