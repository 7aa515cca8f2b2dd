"""What of the files and folders that were given isn't checked, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from juryapp.text import _, number, one_line, plural
from juryapp.verification.files_to_check import MOST_FILES, Gathered

_MOST_NAMED = 5


def left_words(found: Gathered, left: int) -> str:
    """What isn't checked, and what to do; empty where everything is. `left` are the files beyond the most."""
    told = [str(problem) for problem in found.problems]
    if not found.files:
        told.append(_("There is nothing to check in it."))
    if left:
        gaps = {"left": number(left), "most": number(MOST_FILES)}
        told.append(_("{left} files are left out: at most {most} are checked at once. Begin anew with the rest.", **gaps))
    if found.others:
        told.append(
            plural(
                "{count} other file was left alone: it is no document, picture, package or event.",
                "{count} other files were left alone: they are no documents, pictures, packages or events.",
                found.others,
            )
        )
    if found.folders:
        told.append(
            plural(
                "{count} folder within was not looked into; give it by itself.",
                "{count} folders within were not looked into; give them by themselves.",
                found.folders,
            )
        )
    if found.hidden:
        told.append(
            plural(
                "{count} hidden file was not looked at: {names}. Give it by itself.",
                "{count} hidden files were not looked at: {names}. Give them by themselves.",
                len(found.hidden),
                names=_named(found.hidden),
            )
        )
    return " ".join(told)


def _named(files: Sequence[Path]) -> str:
    more = ["…"] if len(files) > _MOST_NAMED else []
    return ", ".join([*(one_line(file.name) for file in files[:_MOST_NAMED]), *more])
