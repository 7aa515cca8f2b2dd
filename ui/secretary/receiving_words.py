"""Words of the page of receiving: what is held, and what a merge kept that was called off."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juryapp.board.quarantine import HeldLaptop
from juryapp.sharing.brought import brought_words
from juryapp.sharing.merge import MergeReport
from juryapp.signing.fingerprint import words
from juryapp.text import _, plural


def waiting_words(waits: Sequence[HeldLaptop]) -> str:
    """What is kept aside, a line for each laptop."""
    told = []
    for one in waits:
        gaps = {"laptop": one.name, "words": words(one.device)}
        if one.removed is not None:
            told.append(_("What laptop {laptop}, which was removed, brought is kept aside.", **gaps))
        elif one.admitted:
            told.append(_("What laptop {laptop} brought waits for what it wrote before; bring its newest package.", **gaps))
        else:
            told.append(_("What laptop {laptop} ({words}) brought is held; choose its package again to admit it.", **gaps))
    return "\n".join(told)


def title_words(report: MergeReport | None, *, taken: bool) -> str:
    """Over the packages."""
    title = _("What came in") if taken else _("What would come in")
    if report is None or not report.left:
        return title
    if taken and not report.packages:
        title = _("Nothing came in")
    return title + " · " + plural("{count} package was not looked at", "{count} packages were not looked at", report.left)


def came_words(report: MergeReport) -> str:
    """What came in, or how far it came before it was called off."""
    if report.left:
        return kept_words(report)
    if report.brings:
        return _("Came in: {what}.", what=brought_words(report.brings))
    if any(one.new for one in report.packages):
        return _("It came in; nothing of it was signed or scored.")
    return _("Nothing new came in.")


def kept_words(report: MergeReport) -> str:
    """It was called off, or the disk taken out: what came in before stays, whole packages only."""
    began = gone_words(report.gone) if report.gone else _("Stopped.")
    done = plural(
        "{count} package was taken in whole and stays: {what}.",
        "{count} packages were taken in whole and stay: {what}.",
        len(report.packages),
        what=brought_words(report.brings) or _("nothing new"),
    )
    left = plural(
        "{count} package was not looked at; look again to go on.",
        "{count} packages were not looked at; look again to go on.",
        report.left,
    )
    return " ".join((began, done if report.packages else _("Nothing came in."), left))


def gone_words(folder: Path) -> str:
    """The disk with the packages was taken out while they were being read."""
    return _("{path} was taken out meanwhile; put it in again.", path=folder)
