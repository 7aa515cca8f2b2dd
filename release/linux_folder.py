"""A plain archive for Linux: the built program with its .desktop file, icons, kinds of files, and what installs them.

    python -m release.linux_folder dist/juryapp [OUT]

makes OUT/juryapp-linux and its archive, and lists the digests of all archives there. Nothing is installed here.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from juryapp.sharing.program_folder import BuiltProgram
from juryapp.text import resources
from release.portable import archive, write_sums

FOLDER = "juryapp-linux"
_BESIDE = Path(__file__).parent / "linux"


def make_linux(program: Path, out: Path) -> Path:
    """Makes the folder anew and returns it. Raises `Refused` where `program` holds no built program."""
    built = BuiltProgram.of(program)
    folder = out / FOLDER
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(_BESIDE, folder)
    shutil.copytree(built.folder, folder / "juryapp", symlinks=True)
    for icon in ("juryapp.svg", "juryapp.png"):
        shutil.copy2(resources() / "icons" / icon, folder / icon)
    return folder


def main(words: list[str]) -> int:
    """Says what it made."""
    program = Path(words[0]) if words else Path("dist/juryapp")
    out = Path(words[1]) if len(words) > 1 else program.parent
    folder = make_linux(program, out)
    for made in (folder, archive(folder), write_sums(out)):
        print(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
