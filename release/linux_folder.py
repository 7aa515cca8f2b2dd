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
from release.portable import publish

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


if __name__ == "__main__":
    sys.exit(publish(sys.argv[1:], make_linux))
