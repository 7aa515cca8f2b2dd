"""A folder to carry: the built program, and a file that says that its data lie beside it; and its archive.

    python -m release.portable dist/juryapp [OUT]

makes OUT/juryapp-portable (OUT: the folder above the program's), an archive of it, and the digests of the archives there in
SHA256SUMS. Not here: building the program (`make build`).
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from juryapp import __version__
from juryapp.locations import PORTABLE, PORTABLE_DATA
from juryapp.sharing.program_folder import BuiltProgram

FOLDER = "juryapp-portable"
SUMS = "SHA256SUMS"
ARCHIVES = (".zip", ".tar.gz", ".exe", ".dmg", ".AppImage")
"""What is published, and so has its digest listed."""
_MARKER = f"""\
Selama berkas ini ada di samping folder “juryapp”, program menyimpan datanya di sini, di folder “{PORTABLE_DATA}”, dan tidak di
laptop: kunci rahasia laptop ini, pengaturan, salinan cadangan. Hapus berkas ini bila data seharusnya berada di laptop.
Siapa pun yang memegang flashdisk ini memegang kunci itu juga; kunci tetap terkunci dengan PIN, dan kegiatan dengan frasa sandi.

As long as this file lies beside the folder “juryapp” the program keeps its data here, in the folder “{PORTABLE_DATA}”, and not on
the laptop: this laptop's secret key, settings, spare copies. Delete this file where the data belong on the laptop.
Whoever holds this flash disk holds that key too; it stays locked under the PIN, and the event under its passphrase.
"""


def make_portable(program: Path, out: Path) -> Path:
    """Makes the folder anew and returns it. Raises `Refused` where `program` holds no built program."""
    built = BuiltProgram.of(program)
    folder = out / FOLDER
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    shutil.copytree(built.folder, folder / "juryapp", symlinks=False)
    (folder / PORTABLE).write_text(_MARKER, encoding="utf-8")
    return folder


def archive(folder: Path) -> Path:
    """Packs a folder beside itself: as .zip for Windows, as .tar.gz elsewhere, which keeps what may be started."""
    kind = "zip" if sys.platform == "win32" else "gztar"
    name = f"{folder.name}-{__version__}-{platform.system().lower()}-{platform.machine().lower()}"
    return Path(shutil.make_archive(str(folder.parent / name), kind, folder.parent, folder.name))


def write_sums(out: Path) -> Path:
    """Lists the digests of everything there that is published, as `sha256sum --check` reads it."""
    found = sorted(path for path in out.iterdir() if path.is_file() and path.name.endswith(ARCHIVES))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()} *{path.name}\n" for path in found]
    sums = out / SUMS
    sums.write_text("".join(lines), encoding="utf-8")
    return sums


def publish(words: list[str], make: Callable[[Path, Path], Path]) -> int:
    """Makes a folder of the built program and its archive, lists the digests, and says what it made. The words are
    `[PROGRAM [OUT]]`."""
    program = Path(words[0]) if words else Path("dist/juryapp")
    out = Path(words[1]) if len(words) > 1 else program.parent
    folder = make(program, out)
    for made in (folder, archive(folder), write_sums(out)):
        print(made)
    return 0


if __name__ == "__main__":
    sys.exit(publish(sys.argv[1:], make_portable))
