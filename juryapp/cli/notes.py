"""Notes in others' hands: headquarters recovers a private one, the author or the desk erases one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board.note_authors import certainty_words, origin_of
from juryapp.cli.commands import command
from juryapp.cli.common import (
    CANDIDATE,
    DESK_PIN_FILE,
    EVENT,
    JUROR,
    PASSPHRASE_FILE,
    PIN_FILE,
    REASON,
    ROOT_PIN_FILE,
    juror_desk,
    opened,
    root_pin,
    secretary_desk,
)
from juryapp.cli.telling import say
from juryapp.cli.words import option
from juryapp.desk import note_access
from juryapp.errors import Refused
from juryapp.model.note import Visibility
from juryapp.text import _, mark, one_line, plural

if TYPE_CHECKING:
    from juryapp.desk.juror import JurorDesk
    from juryapp.desk.secretary import SecretaryDesk


@command(
    "recover-note",
    EVENT,
    JUROR,
    CANDIDATE,
    REASON,
    PASSPHRASE_FILE,
    ROOT_PIN_FILE,
    DESK_PIN_FILE,
)
def recover_note(
    event: Path,
    juror: str,
    candidate: str,
    reason: str,
    passphrase_file: Path | None,
    root_pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """The text is shown and written nowhere."""
    with opened(event, passphrase_file) as ours:
        found = note_access.recover_note(ours, root_pin(ours, root_pin_file, desk_pin_file), juror, candidate, reason)
        origins = [origin_of(ours, one.entry) for one in found]
    for one, origin in zip(found, origins, strict=True):
        gaps = {"juror": juror, "candidate": candidate, "at": origin.at, "laptop": origin.laptop}
        told = _("Private note of {juror} on {candidate}, of {at}, laptop {laptop}:", **gaps)
        say(told, "", *map(one_line, one.text.split("\n")), "")
        say(certainty_words(origin))
    say(_("That it was recovered, and why, is on record; {juror} can see it.", juror=juror))


@command(
    "erase-note",
    EVENT,
    JUROR,
    CANDIDATE,
    option(
        "--visibility",
        type=click.Choice([visibility.value for visibility in Visibility]),
        default=Visibility.PRIVATE.value,
        help=mark("Which note: one's own (private, if nothing is said), the panel's, or the feedback."),
    ),
    REASON,
    option("--desk", "by_desk", is_flag=True, help=mark("The desk erases it, with its PIN.")),
    PASSPHRASE_FILE,
    PIN_FILE,
    DESK_PIN_FILE,
)
def erase_note(
    event: Path,
    juror: str,
    candidate: str,
    visibility: str,
    reason: str,
    by_desk: bool,
    passphrase_file: Path | None,
    pin_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Wherever the act comes, the text goes."""
    files = (passphrase_file, pin_file, desk_pin_file)
    with _seat(event, juror, by_desk, *files) as desk:
        note_access.erase_note(desk, juror, candidate, Visibility(visibility), reason)
    say(
        _(
            "The note of {juror} on {candidate} is erased here. Pack and carry: other laptops erase it when they receive this.",
            juror=juror,
            candidate=candidate,
        )
    )


@command(
    "erase-notes",
    EVENT,
    option("--juror", default="", metavar="J01", help=mark("Only notes of this juror.")),
    option("--candidate", default="", metavar="K01", help=mark("Only notes on this candidate.")),
    option(
        "--until",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help=mark("Only notes that were written on this day or before, by the clocks of the laptops."),
    ),
    option("--all", "every", is_flag=True, help=mark("All notes of the event.")),
    option("--dry-run", is_flag=True, help=mark("Only list which notes it would be.")),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def erase_notes(
    event: Path,
    juror: str,
    candidate: str,
    until: datetime | None,
    every: bool,
    dry_run: bool,
    reason: str,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """Of each note stays on record that there was one, who erased it and why."""
    if not (juror or candidate or until or every):
        raise Refused("Say which notes: --juror, --candidate, --until, or --all of them.")
    wanted = note_access.NotesToErase(juror, candidate, until=until.date() if until else None)
    if dry_run:
        with opened(event, passphrase_file, look=True) as ours:
            found = note_access.notes_to_erase(ours.file, wanted)
        say(*found, plural("{count} note would be erased.", "{count} notes would be erased.", len(found)))
        return
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        count = len(note_access.notes_to_erase(desk.event.file, wanted))
        note_access.erase_notes(desk, wanted, reason)
    say(
        plural(
            "{count} note is erased here. Pack and carry: other laptops erase it when they receive this.",
            "{count} notes are erased here. Pack and carry: other laptops erase them when they receive this.",
            count,
        )
    )


@contextmanager
def _seat(
    event: Path, juror: str, by_desk: bool, passphrase_file: Path | None, pin_file: Path | None, desk_pin_file: Path | None
) -> Iterator[JurorDesk | SecretaryDesk]:
    if by_desk:
        with secretary_desk(event, passphrase_file, desk_pin_file) as secretary:
            yield secretary
    else:
        with juror_desk(event, passphrase_file, juror, pin_file) as author:
            yield author
