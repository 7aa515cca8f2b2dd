"""The program beside a prepared file: which one, whether it fits, and the copying."""

from __future__ import annotations

from pathlib import Path

from juryapp.cli.telling import progress, say, say_paths
from juryapp.cli.words import option
from juryapp.sharing.first_page import write_first_page
from juryapp.sharing.program_folder import NAME, BuiltProgram, Put
from juryapp.text import _, mark

WITH_PROGRAM = option(
    "--with-program",
    "program",
    is_flag=False,
    flag_value="",
    metavar="[FOLDER]",
    help=mark("Put the program beside it, with a page for the juror: the one that runs, or the built one in this folder."),
)


def built_program(named: str | None, folder: Path) -> BuiltProgram | None:
    """The program that is to be put there, if one is wanted; looked at before anything is prepared. Raises `Problem`."""
    if named is None:
        return None
    found = BuiltProgram.of(Path(named) if named else None)
    found.check_room(folder)
    return found


def put_program(built: BuiltProgram, folder: Path) -> None:
    """Copies it, with the page for the juror. Raises `FileProblem`."""
    with progress(_("Copying the program")) as told:
        put = built.put_beside(folder, told)
    page = write_first_page(folder)
    there = _("The program is there already, the same one.")
    say(there if put is Put.THERE_ALREADY else _("The program is beside it, and was read back."))
    say_paths([folder / NAME, page])
