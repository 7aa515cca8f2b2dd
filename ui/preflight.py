"""What a window needs of the machine before Qt is loaded: a screen, and the system libraries that Qt links to.

Asked first, so that a bare Debian laptop or a server gets a sentence instead of a failing import or an abort inside Qt.
Never imports PySide6. `python -m ui.preflight` prints the sentence in English (for `make`), with `--packages` the
missing Debian packages alone, in one line.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Mapping

Loads = Callable[[str], bool]
"""Whether the system can load a shared library of this name."""

QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""Library -> Debian package: what QtGui and QtWidgets need on any Linux, also without a screen."""

SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Library -> Debian package: what Qt needs besides to paint on an X11 screen."""


def obstacle() -> str | None:
    """The sentence that says why no window can open here and what to do; None when one can."""
    from juryapp.text import _

    if not sys.platform.startswith("linux"):
        return None
    if not has_screen(os.environ):
        return _("There is no screen here: start Juryapp in a desktop session, or use a command (juryapp --help lists them).")
    return library_obstacle(missing_libraries(os.environ))


def library_obstacle(missing: Mapping[str, str]) -> str | None:
    """The sentence about missing libraries, with the line that installs them where the system is Debian's kin."""
    from juryapp.text import _

    if not missing:
        return None
    if shutil.which("apt-get"):
        line = "apt-get install " + " ".join(missing.values())
        return _("The windows need system libraries that are missing here. Install them with: {line}", line=line)
    return _("The windows need system libraries that are missing here: {libraries}.", libraries=", ".join(missing))


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether a Linux session has somewhere to paint: X11, Wayland, or a platform chosen by hand."""
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def missing_libraries(environment: Mapping[str, str], loads: Loads | None = None) -> dict[str, str]:
    """Library -> Debian package of what Qt will look for in this environment and not find; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return {}
    loads = loads or _loads
    needed = QT_LIBRARIES | (SCREEN_LIBRARIES if _paints_on_x11(environment) else {})
    return {library: package for library, package in needed.items() if not loads(library)}


def _paints_on_x11(environment: Mapping[str, str]) -> bool:
    platform = environment.get("QT_QPA_PLATFORM", "xcb")
    return bool(environment.get("DISPLAY")) and platform.startswith("xcb")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def main(words: list[str]) -> int:
    """Prints what is missing; 0 when nothing is, else 1 (with `--packages` always 0)."""
    missing = missing_libraries(os.environ)
    if words == ["--packages"]:
        print(" ".join(missing.values()))
        return 0
    from juryapp import text

    with text.speaking("en"):
        sentence = library_obstacle(missing)
    if sentence:
        print(sentence, file=sys.stderr)
    return 1 if sentence else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
