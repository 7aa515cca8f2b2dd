"""Merge words: what whoever takes a package in is told besides how much is new. Reads only."""

from __future__ import annotations

from collections.abc import Collection

from juryapp.board import records
from juryapp.board.status import forks
from juryapp.board.warnings import acts_in_doubt, in_doubt
from juryapp.event.open_event import OpenEvent
from juryapp.exchange.package import Package
from juryapp.package_files import has_package_beside
from juryapp.store import attachment_table, candidate_papers, keyring
from juryapp.text import _, plural


def papers_told(event: OpenEvent, package: Package) -> list[str]:
    """How many candidates' own papers come with it that don't lie here yet."""
    coming = candidate_papers.held(package.file).keys() - attachment_table.sizes(event.file).keys()
    told = plural("{count} candidate's paper comes with it.", "{count} candidates' papers come with it.", len(coming))
    return [told] if coming else []


def unproven(event: OpenEvent, package: Package) -> list[str]:
    """What a package would prove and a bare file doesn't; and what even a package says that it leaves out, unless it is here."""
    told = []
    lacking = set(package.lacking) - attachment_table.sizes(event.file).keys()
    papers = candidate_papers.contents(package.file).keys() & set(package.lacking)
    spared = (lacking & set(package.manifest.held if package.manifest else ())) - papers
    if lost := len(lacking - papers - spared):
        told.append(
            plural(
                "{count} document that it names is not in it.",
                "{count} documents that it names are not in it.",
                lost,
            )
        )
    if spared:
        told.append(_spared_words(len(spared), at_headquarters=records.is_headquarters(event)))
    if papers:
        told.append(
            plural(
                "It is a light package: {count} candidate's paper is not in it.",
                "It is a light package: {count} candidates' papers are not in it.",
                len(papers),
            )
        )
    if package.manifest is None and not has_package_beside(package.path, keyring.laptops(package.file)):
        told.append(
            _(
                "{path} is no package: without a packing list nobody can tell whether anything was taken out; ask for a package.",
                path=package.path,
            )
        )
    return told


def _spared_words(count: int, *, at_headquarters: bool) -> str:
    if at_headquarters:
        return plural(
            "It leaves out the PDF of {count} signed sheet that is not here any more: give that laptop a receipt or package of "
            "this one, then it packs the PDF again.",
            "It leaves out the PDFs of {count} signed sheets that are not here any more: give that laptop a receipt or package "
            "of this one, then it packs the PDFs again.",
            count,
        )
    return plural(
        "It leaves out the PDF of {count} signed sheet that is not here: headquarters holds it.",
        "It leaves out the PDFs of {count} signed sheets that are not here: headquarters holds them.",
        count,
    )


def doubt(event: OpenEvent, former: Collection[str]) -> list[str]:
    """What came in but doesn't stand, unless it was in doubt `former`ly, and laptops that were cloned."""
    doubtful = [entry for entry in acts_in_doubt(event) if entry.id not in former]
    told = [
        _(
            "Laptop {name} was cloned: entry {number} exists twice; both are kept.",
            name=fork.name,
            number=fork.number,
        )
        for fork in forks(event.file)
    ]
    if doubtful:
        told.insert(0, str(in_doubt(doubtful)))
    return told
