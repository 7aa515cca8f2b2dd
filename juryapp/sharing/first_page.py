"""First page: what a juror reads who finds program and event on one flash disk. In both languages, readable by any browser."""

from __future__ import annotations

from html import escape
from pathlib import Path

from juryapp.disk import write_whole
from juryapp.sharing.program_folder import NAME
from juryapp.text import LANGUAGES, _, speaking

FIRST_PAGE = "BACA DULU - READ FIRST.html"
_STYLE = "body{font:18px/1.5 sans-serif;max-width:40em;margin:2em auto;padding:0 1em}li{margin:.6em 0}hr{margin:2em 0}"


def write_first_page(folder: Path) -> Path:
    """Writes it into the folder, in place of one that is there. Raises `FileProblem`."""
    path = folder / FIRST_PAGE
    parts = []
    for language in LANGUAGES:
        with speaking(language):
            parts.append(_in_words(language))
    head = f'<!doctype html>\n<html><head><meta charset="utf-8"><title>Juryapp</title><style>{_STYLE}</style></head><body>\n'
    write_whole(path, (head + "\n<hr>\n".join(parts) + "\n</body></html>\n").encode())
    return path


def _in_words(language: str) -> str:
    steps = "\n".join(f"<li>{escape(one)}</li>" for one in _steps())
    title, closing = escape(_("Juryapp: three steps, no installation and no network")), escape(_closing())
    return f'<section lang="{language}"><h1>{title}</h1>\n<ol>\n{steps}\n</ol>\n<p>{closing}</p></section>'


def _steps() -> list[str]:
    return [
        _(
            "Copy the folder “{folder}” and your file (it ends in .jury) from this flash disk onto the laptop, for instance onto "
            "the desktop.",
            folder=NAME,
        ),
        _(
            "Open the folder “{folder}” and double-click “juryapp” (on Windows “juryapp.exe”). Choose your file, and type the "
            "passphrase that the secretary tells you.",
            folder=NAME,
        ),
        _("Choose your name and type your PIN. Everything you enter is saved at once; nothing leaves the laptop by itself."),
    ]


def _closing() -> str:
    return _("If something does not work, call the secretary. Nobody but you needs to know your PIN.")
