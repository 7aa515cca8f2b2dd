"""What of the files and folders that were given isn't checked, in words."""

from __future__ import annotations

from juryapp.text import _, number, plural
from juryapp.verification.files_to_check import MOST_FILES, Gathered


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
    return " ".join(told)
