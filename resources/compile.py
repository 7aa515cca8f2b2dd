"""Compiles the translations: each `<language>/<room>.po` gets its `.mo` beside it. `python -m resources.compile`.

Not needed to run (`juryapp.text` reads a newer .po itself), but a start-up without parsing is faster.
"""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).resolve().parent / "translations"


def compile_translations(folder: Path = TRANSLATIONS) -> list[Path]:
    """Writes every .mo that is missing or older than its .po, and returns those written."""
    stale = [po for po in sorted(folder.glob("*/*.po")) if _is_stale(po)]
    return [_compile(po) for po in stale]


def _is_stale(po: Path) -> bool:
    compiled = po.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime <= po.stat().st_mtime


def _compile(po: Path) -> Path:
    with po.open("rb") as source:
        catalogue = read_po(source, locale=po.parent.name, abort_invalid=True)
    unfinished = po.with_suffix(".mo.new")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    compiled = po.with_suffix(".mo")
    os.replace(unfinished, compiled)
    return compiled


if __name__ == "__main__":
    for written in compile_translations():
        print(written.relative_to(TRANSLATIONS.parent))
