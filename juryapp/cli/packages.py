"""What is carried between laptops: packages into an exchange folder, and what others brought."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from juryapp.board import candidate_papers as board
from juryapp.board.laptop_names import laptop_names
from juryapp.board.records import is_headquarters
from juryapp.board.spared import spared_pdfs
from juryapp.board.status import conflicts
from juryapp.board.warnings import headless
from juryapp.cli.commands import command
from juryapp.cli.common import (
    DESK_PIN_FILE,
    EVENT,
    JSON,
    PASSPHRASE_FILE,
    PATH,
    REASON,
    desk_pin,
    opened,
    say_trouble,
    secretary_desk,
)
from juryapp.cli.conflict_list import conflicts_json, doubled, say_conflicts
from juryapp.cli.result_list import results_json, say_results
from juryapp.cli.telling import progress, say, say_json, say_paths, sentences
from juryapp.cli.words import option
from juryapp.desk import quarantined_entries
from juryapp.desk.secretary import SecretaryDesk
from juryapp.event import spares
from juryapp.event.seats import is_office
from juryapp.event.spare_files import Cause
from juryapp.model.outcome import Outcome
from juryapp.sharing import merge as merging
from juryapp.sharing.receive import pack_still
from juryapp.text import _, mark, plural

if TYPE_CHECKING:
    from juryapp.event.open_event import OpenEvent
    from juryapp.sharing.merge import MergeReport, PackageResult

_OUTCOMES = {
    Outcome.MERGED: mark("merged"),
    Outcome.NOTHING_NEW: mark("nothing new"),
    Outcome.QUARANTINED: mark("quarantined"),
    Outcome.REFUSED: mark("refused"),
}


@command(
    "pack",
    EVENT,
    option("--to", "folder", required=True, type=PATH, metavar="DIR", help=mark("The exchange folder, such as a flash disk.")),
    option("--light", is_flag=True, help=mark("Leave out the candidates' own papers; whoever takes it in is told.")),
    option("--whole", is_flag=True, help=mark("Pack the PDFs of signed sheets too that those it is for hold already.")),
    PASSPHRASE_FILE,
)
def pack(event: Path, folder: Path, light: bool, whole: bool, passphrase_file: Path | None) -> None:
    """One file, written whole."""
    with opened(event, passphrase_file) as laptops_event:
        with progress(_("Packing")) as told:
            path = pack_still(laptops_event, folder, told, light=light, whole=whole)
        said = [line for problem in headless(laptops_event) for line in sentences(problem)]
        spared = {} if whole else spared_pdfs(laptops_event)
        if spared:
            said.insert(0, _spared_words(laptops_event, len(spared), sum(spared.values())))
        papers = board.held(laptops_event)
        if papers and light:
            said.insert(0, _("It is light: the candidates' papers ({size}) are not in it.", size=board.megabytes(papers)))
    say(_("This laptop's package is written."), *said)
    say_paths([path])


def _spared_words(event: OpenEvent, count: int, size: int) -> str:
    """How many documents were left out, and why."""
    gaps = {"size": board.megabytes(size)}
    if is_headquarters(event):
        return plural(
            "The PDF of {count} signed sheet ({size}) is left out: every other laptop said that it holds it. --whole packs it.",
            "The PDFs of {count} signed sheets ({size}) are left out: every other laptop said that it holds them. --whole packs "
            "them.",
            count,
            **gaps,
        )
    return plural(
        "The PDF of {count} signed sheet ({size}) is left out: headquarters confirmed that it holds it. --whole packs it.",
        "The PDFs of {count} signed sheets ({size}) are left out: headquarters confirmed that it holds them. --whole packs them.",
        count,
        **gaps,
    )


@command(
    "merge",
    EVENT,
    click.Argument(["paths"], metavar="PATH...", nargs=-1, required=True, type=PATH),
    option("--dry-run", is_flag=True, help=mark("Tell what would come in, and change nothing.")),
    option("--admit", is_flag=True, help=mark("Admit the laptops that aren't known yet; needs the desk's PIN.")),
    JSON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def merge(
    event: Path,
    paths: tuple[Path, ...],
    dry_run: bool,
    admit: bool,
    as_json: bool,
    passphrase_file: Path | None,
    desk_pin_file: Path | None,
) -> int:
    """A refused package makes the exit code 1."""
    with opened(event, passphrase_file, look=dry_run) as ours:
        desk = SecretaryDesk.sit(ours, desk_pin(ours, desk_pin_file)) if admit else None
        if not dry_run:
            say_trouble(spares.before(ours, Cause.MERGE))
        with progress(_("Merging")) as told:
            report = merging.merge(ours, paths, desk, told, dry_run=dry_run)
        found, suspected, laptops = conflicts(ours.file), list(doubled(ours.file)), laptop_names(ours.file)
        with_places = is_office(ours)
        changed = results_json(ours.file, report.turned, with_places=with_places)
        if not as_json:
            _say_report(report, dry_run=dry_run)
            say_results(ours.file, found=report.turned, with_places=with_places)
    if as_json:
        clocks = {"clocks": list(report.clocks)} if report.clocks else {}
        packages = [_package_json(package) for package in report.packages]
        say_json({"packages": packages, **conflicts_json(found), **changed, **clocks})
    else:
        say_conflicts(found, laptops)
        say(*suspected)
    for path in report.skipped:
        click.echo(merging.skipped_words(path), err=True)
    for package in report.packages:
        if package.outcome == Outcome.REFUSED:
            click.echo(package.why, err=True)
    return 1 if report.refused else 0


def _package_json(package: PackageResult) -> dict[str, object]:
    return {
        "path": str(package.path),
        "outcome": package.outcome,
        "new": package.new,
        "present": package.present,
        "why": package.why,
    }


def _outcome(package: PackageResult) -> str:
    """In words; what the desk removed waits for nobody."""
    is_removed = package.outcome == Outcome.QUARANTINED and not package.unknown
    return _("kept aside") if is_removed else _(_OUTCOMES[package.outcome])


def _say_report(report: MergeReport, *, dry_run: bool) -> None:
    for package in report.packages:
        if package.is_receipt:
            say(f"{package.path}: {package.why}")
            continue
        say(
            _(
                "{path}: {outcome}; {new} new entries, {present} known already.",
                path=package.path,
                outcome=_outcome(package),
                new=package.new,
                present=package.present,
            )
        )
        if package.why and package.outcome != Outcome.REFUSED:
            say("  " + package.why)
    say(*report.clocks)
    new = sum(package.new for package in report.packages if package.outcome == Outcome.MERGED)
    if any(package.unknown for package in report.packages):
        say(_("Merge again with --admit to admit them."))
    if dry_run:
        say(_("Nothing was taken in yet; without --dry-run it is."))
    else:
        say(plural("{count} new entry taken in.", "{count} new entries taken in.", new))


@command(
    "take-tail",
    EVENT,
    click.Argument(["laptop"], metavar="LAPTOP"),
    REASON,
    PASSPHRASE_FILE,
    DESK_PIN_FILE,
)
def take_tail(event: Path, laptop: str, reason: str, passphrase_file: Path | None, desk_pin_file: Path | None) -> None:
    """A desk's act with a reason; the laptop is told by its name."""
    with secretary_desk(event, passphrase_file, desk_pin_file) as desk:
        changes = quarantined_entries.take_tail(desk, laptop, reason)
    say(plural("{count} new entry taken in.", "{count} new entries taken in.", len(changes.entries)))
