"""Before the day: whether all is ready to travel, and the papers for it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from juryapp.cli.commands import command
from juryapp.cli.common import EVENT, JSON, PASSPHRASE_FILE, PATH, is_free, opened
from juryapp.cli.telling import say_json, say_paths, say_table
from juryapp.cli.words import option
from juryapp.desk.papers_before import PAPERS, enrolment_list, test_page
from juryapp.desk.travel_checks import CheckKind, CheckState, check_spare, envelope_said, travel_checks
from juryapp.printing.document_folder import put_document
from juryapp.text import _, mark

_STATES = {
    CheckState.OK: mark("in order"),
    CheckState.WARN: mark("look"),
    CheckState.BAD: mark("not in order"),
    CheckState.UNKNOWN: mark("not known"),
}
_LIST = "enrolment"


@command(
    "travel-check",
    EVENT,
    option("--make-spare", is_flag=True, help=mark("Also make a spare copy of the event on this laptop now, and read it back.")),
    PASSPHRASE_FILE,
    JSON,
)
def travel_check(event: Path, make_spare: bool, passphrase_file: Path | None, as_json: bool) -> int:
    """1 where something is not in order."""
    with opened(event, passphrase_file, look=True) as here:
        made = {CheckKind.SPARE: check_spare(here)} if make_spare else {}
        checks = [made.get(one.kind, one) for one in travel_checks(here, envelope_at=envelope_said(here))]
    if as_json:
        say_json({"checks": [asdict(one) for one in checks]})
    else:
        rows = [(_(_STATES[one.state]), one.sentence, one.to_do) for one in checks]
        say_table((_("State"), _("What is known"), _("What to do")), rows)
    return 1 if any(one.state is CheckState.BAD for one in checks) else 0


@command(
    "papers-before",
    EVENT,
    option(
        "--page",
        required=True,
        type=click.Choice([_LIST, *PAPERS]),
        help=mark("The enrolment list, or a printer's test page on this paper."),
    ),
    option("--out", required=True, type=PATH, metavar="OUT.pdf", help=mark("The file for the page.")),
    PASSPHRASE_FILE,
)
def papers_before(event: Path, page: str, out: Path, passphrase_file: Path | None) -> None:
    """One file; nothing that is there already is replaced."""
    is_free(out)
    with opened(event, passphrase_file, look=True) as here:
        _name, pdf = enrolment_list(here) if page == _LIST else test_page(here, page)
    put_document(out, pdf)
    say_paths([out])
