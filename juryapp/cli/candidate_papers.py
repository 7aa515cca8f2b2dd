"""Candidates' own papers: files that the desk puts beside a candidate, their list, and taking one away."""

from __future__ import annotations

from pathlib import Path

import click

from juryapp.board import candidate_papers as board
from juryapp.board.candidate_papers import KnownPaper, megabytes
from juryapp.cli.commands import command
from juryapp.cli.common import CANDIDATE, DESK_PIN_FILE, EVENT, JSON, PASSPHRASE_FILE, PATH, REASON, opened, secretary_desk
from juryapp.cli.telling import say, say_json, say_table
from juryapp.cli.words import option
from juryapp.desk import candidate_papers as desk_papers
from juryapp.text import _, mark, plural


@command(
    "add-paper",
    EVENT,
    click.Argument(["files"], metavar="FILE...", nargs=-1, required=True, type=PATH),
    CANDIDATE,
    option("--name", metavar="TEXT", help=mark("What the paper is called; else like its file.")),
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def add_paper(
    event: Path,
    files: tuple[Path, ...],
    candidate: str,
    name: str | None,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> None:
    """All files or none."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        desk_papers.add_papers(desk, candidate, files, name or "")
        used = board.room(desk.event)
    say(
        plural(
            "{count} paper is beside {candidate}; the papers of the event use {used} of {most}.",
            "{count} papers more are beside {candidate}; the papers of the event use {used} of {most}.",
            len(files),
            candidate=candidate,
            used=megabytes(used.used),
            most=megabytes(used.most),
        )
    )


@command("papers", EVENT, PASSPHRASE_FILE, JSON)
def papers(event: Path, passphrase_file: Path | None, as_json: bool) -> None:
    """By candidate; what isn't here is said."""
    with opened(event, passphrase_file, look=True) as here:
        found, used = board.papers_of(here), board.room(here)
    if as_json:
        say_json({"papers": [_as_json(known) for known in found], "used": used.used, "most": used.most})
    elif not found:
        say(_("No candidate has papers here yet."))
    else:
        headings = (_("Candidate"), _("Id of the paper"), _("Name"), _("File"), _("Size"), _("Here"))
        say_table(headings, [_row(known) for known in found], right=(4,))
        say(_("The papers of the event use {used} of {most}.", used=megabytes(used.used), most=megabytes(used.most)))


def _as_json(known: KnownPaper) -> dict[str, object]:
    paper = known.paper
    return {
        "candidate": paper.candidate,
        "paper": paper.id,
        "name": paper.name,
        "file": paper.file,
        "kind": paper.kind,
        "size": paper.size,
        "here": known.is_here,
    }


def _row(known: KnownPaper) -> tuple[str, ...]:
    paper = known.paper
    is_here = _("here") if known.is_here else _("not here: came with a light package")
    return paper.candidate, paper.id, paper.name, paper.file, megabytes(paper.size), is_here


@command(
    "remove-paper",
    EVENT,
    CANDIDATE,
    option("--paper", required=True, metavar="ID", help=mark("Which one, as `juryapp papers` lists it.")),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def remove_paper(
    event: Path, candidate: str, paper: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None
) -> None:
    """The act stays on record with its reason."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        desk_papers.take_away(desk, candidate, paper, reason)
    say(_("The paper is taken away from {candidate}.", candidate=candidate))
