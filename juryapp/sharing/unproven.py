"""Unproven: what a package would prove and a laptop's own file doesn't, and what even a package leaves out, in sentences."""

from __future__ import annotations

from juryapp.exchange.package import Package
from juryapp.package_files import has_package_beside
from juryapp.store import candidate_papers, keyring
from juryapp.text import _, plural


def unproven_words(package: Package) -> list[str]:
    """What a package would prove and a bare file doesn't; and what even a package says that it leaves out."""
    told = []
    papers = candidate_papers.contents(package.file).keys() & set(package.lacking)
    if len(package.lacking) > len(papers):
        told.append(
            plural(
                "{count} document that it names is not in it.",
                "{count} documents that it names are not in it.",
                len(package.lacking) - len(papers),
            )
        )
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
